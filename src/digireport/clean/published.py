"""Counts printed in the published roadmap: a number, and under it its label."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from digireport.contracts import PUBLISHED, frame_of
from digireport.findings import Finding, Place, find
from digireport.ingest.tables import RawText
from digireport.normalise import key
from digireport.roadmap import Roadmap

_COUNT = re.compile(r"\d{1,4}")


def read_published(
    texts: Iterable[RawText], roadmap: Roadmap
) -> tuple[pd.DataFrame, list[Finding]]:
    """Read the counts by goal from the text layer of the published roadmap.

    Returns
    -------
    tuple
        A frame of `PUBLISHED`, and what was found.
    """
    rows: dict[tuple[str, str], dict[str, object]] = {}
    findings: list[Finding] = []
    for text in texts:
        counts = _counts(text, roadmap)
        if not counts:
            findings.append(find("unknown-content", Place(text.file)))
        for count in counts:
            first = rows.setdefault((str(count["goal_id"]), str(count["figure"])), count)
            if first["count"] != count["count"]:
                findings.append(_twice(first, count, roadmap))
        findings += _missing(text, counts, roadmap)
    return frame_of(PUBLISHED, list(rows.values())), findings


def _counts(text: RawText, roadmap: Roadmap) -> list[dict[str, object]]:
    """Walk the lines: the last goal heading, the last bare number, then its label."""
    goal = ""
    number: tuple[int, int] | None = None
    found = []
    for line, said in text.stated():
        word = key(said.lstrip("# "))
        if _COUNT.fullmatch(said):
            number = (int(said), line)
        elif word in roadmap.goal_of and not said.startswith("##"):
            goal = roadmap.goal_of[word]
        elif number and goal and (figure := roadmap.published_role_of.get(word)):
            count, row = number
            found.append(
                {"goal_id": goal, "figure": figure, "count": count, "file": text.file, "row": row}
            )
            number = None
    return found


def _twice(first: dict[str, object], count: dict[str, object], roadmap: Roadmap) -> Finding:
    """Name a count that is printed again as another number."""
    figure = next(f for f in roadmap.headings.published if f == count["figure"])
    return find(
        "published-twice",
        Place(str(count["file"]), row=int(str(count["row"]))),
        goal=roadmap.goal(str(count["goal_id"])).number,
        status=roadmap.headings.published[figure][0],
        value=count["count"],
        published=first["count"],
    )


def _missing(text: RawText, counts: list[dict[str, object]], roadmap: Roadmap) -> list[Finding]:
    """Name each count of a goal that was not found although others were."""
    have = {(count["goal_id"], count["figure"]) for count in counts}
    return [
        find("published-incomplete", Place(text.file), goal=goal.number, status=labels[0])
        for goal in roadmap.goals
        for figure, labels in roadmap.headings.published.items()
        if counts and (goal.id, figure) not in have
    ]
