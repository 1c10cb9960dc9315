"""Small hand-written frames in the contracts' columns and types."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pytest

from digireport.contracts import ANSWERS, LINKS, MEASURES, PUBLISHED, TARGETS, frame_of

MakeFrame = Callable[..., pd.DataFrame]

_MEASURE: dict[str, Any] = {
    "goal_id": "goal-1",
    "status": "not_started",
    "is_moved": False,
    "moved_to": "",
    "is_marked_new": None,
    "first_day": None,
    "last_day": None,
    "precision": "",
    "is_ongoing": False,
    "schedule_text": "",
    "status_text": "",
    "notes": "",
    "file": "liite.xlsx",
    "sheet": "Tavoite 1",
}


@pytest.fixture(scope="session")
def make_measures() -> MakeFrame:
    """Make `contracts.MEASURES` from rows of id, status and whatever else differs.

    ``is_new`` is added, as the counting adds it.
    """

    def make(*rows: tuple[Any, ...]) -> pd.DataFrame:
        records = []
        new = []
        for number, (id_, status, *more) in enumerate(rows, start=7):
            other = dict(more[0]) if more else {}
            new.append(other.pop("is_new", False))
            own = {"id": id_, "number": id_, "title": f"Measure {id_}", "status": status}
            records.append({**_MEASURE, **own, "row": number, **other})
        return frame_of(MEASURES, records).assign(is_new=new)

    return make


@pytest.fixture(scope="session")
def make_links() -> MakeFrame:
    """Make `contracts.LINKS` from rows of measure, kind, target and whether it is known."""

    def make(*rows: tuple[str, str, str, bool]) -> pd.DataFrame:
        names = ("measure_id", "kind", "target", "is_known")
        return frame_of(LINKS, [dict(zip(names, row, strict=True)) for row in rows])

    return make


@pytest.fixture(scope="session")
def make_published() -> MakeFrame:
    """Make `contracts.PUBLISHED` from rows of goal, figure and count."""

    def make(*rows: tuple[str, str, int]) -> pd.DataFrame:
        names = ("goal_id", "figure", "count")
        records = [
            {**dict(zip(names, row, strict=True)), "file": "digitiekartta.txt", "row": line}
            for line, row in enumerate(rows, start=1)
        ]
        return frame_of(PUBLISHED, records)

    return make


@pytest.fixture(scope="session")
def make_answers() -> MakeFrame:
    """Make `contracts.ANSWERS` from scores by perspective; None is don't know."""

    def make(scores: dict[int, list[int | None]]) -> pd.DataFrame:
        records: list[dict[str, object]] = [
            {
                "respondent": respondent,
                "unit_id": "",
                "perspective": perspective,
                "score": score,
                "is_dont_know": score is None,
            }
            for perspective, given in scores.items()
            for respondent, score in enumerate(given, start=1)
        ]
        return frame_of(ANSWERS, records)

    return make


@pytest.fixture(scope="session")
def make_targets() -> MakeFrame:
    """Make `contracts.TARGETS` from targets by perspective."""

    def make(targets: dict[int, float]) -> pd.DataFrame:
        return frame_of(TARGETS, [{"perspective": p, "target": t} for p, t in targets.items()])

    return make


@pytest.fixture(scope="session")
def day() -> Callable[[str], date]:
    """Read an ISO date."""
    return date.fromisoformat
