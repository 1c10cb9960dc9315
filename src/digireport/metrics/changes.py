"""What changed since the previous half-year, measure by measure.

Measures are matched by id. Each falls in exactly one class, so that the classes add up to
the measures of both half-years together.
"""

from __future__ import annotations

import pandas as pd

from digireport.findings import Finding, find
from digireport.metrics.status import ACTIVE
from digireport.normalise import likeness
from digireport.roadmap import STATUSES

# (status before, status now) → class; a pair that is not here is unchanged.
_CLASSES = {
    ("in_progress", "done"): "completed",
    ("not_started", "done"): "completed",
    ("not_started", "in_progress"): "started",
    ("in_progress", "not_started"): "stepped_back",
    ("done", "in_progress"): "reopened",
    ("done", "not_started"): "reopened",
    **{(before, "rejected"): "rejected" for before in ACTIVE},
    **{("rejected", now): "resumed" for now in ACTIVE},
    **{("new", now): "new" for now in ACTIVE},
    ("new", "rejected"): "new_rejected",
    **{("unknown", now): "unknown_before" for now in STATUSES},
    ("rejected", "gone"): "left_rejected",
    ("done", "gone"): "left_done",
    ("in_progress", "gone"): "missing",
    ("not_started", "gone"): "missing",
    ("unknown", "gone"): "missing",
}
_SAME_TITLE = 0.5  # titles less alike than this are of two measures
CLASSES = (*dict.fromkeys(_CLASSES.values()), "unchanged")


def flag_new(
    measures: pd.DataFrame, before: pd.DataFrame | None, previous: str = ""
) -> tuple[pd.Series[bool], list[Finding]]:
    """Say which measures are new: by the appendix's mark, else by absence before.

    Parameters
    ----------
    measures, before : DataFrame
        `contracts.MEASURES` of this and of the previous half-year; None if there is none,
        and then no measure without a mark is new.
    previous : str
        Name of the previous half-year, for the findings.

    Returns
    -------
    tuple
        A flag for each measure, and a warning for each mark that the previous half-year
        contradicts.
    """
    if before is None:
        return measures["is_marked_new"].fillna(value=False).astype("bool"), []
    absent = ~measures["id"].isin(before["id"])
    marked = measures["is_marked_new"]
    flags = marked.fillna(absent).astype("bool")
    differs = flags != absent
    return flags, [
        find(
            "new-mark-differs",
            measure=row.number or row.title,
            difference=f"is marked new, but was already in {previous}"
            if row.is_marked_new
            else f"is not marked new, but was not in {previous}",
        )
        for row in measures[differs].itertuples()
    ]


def compare(measures: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """Put every measure of either half-year in its class of change.

    Returns
    -------
    DataFrame
        Columns id, number, title, goal_id (as now, else as before), before and now (a status,
        ``new``, ``gone`` or ``unknown``), change (one of `CLASSES`).
    """
    names = ["id", "number", "title", "goal_id", "status"]
    both = measures[names].merge(
        before[names], on="id", how="outer", suffixes=("", "_before"), validate="one_to_one"
    )
    was = both["status_before"].replace("", "unknown").fillna("new")
    now = both["status"].fillna("gone")
    frame = pd.DataFrame(
        {
            "id": both["id"],
            **{n: both[n].fillna(both[f"{n}_before"]) for n in ("number", "title", "goal_id")},
            "before": was,
            "now": now,
            "change": [_CLASSES.get(pair, "unchanged") for pair in zip(was, now, strict=True)],
        }
    )
    order = list(dict.fromkeys([*measures["id"], *before["id"]]))
    return frame.set_index("id").loc[order].reset_index()


def count_flow(changes: pd.DataFrame) -> pd.DataFrame:
    """Count the measures of each move from a status to a status.

    Returns
    -------
    DataFrame
        Columns before, now, count: every pair of `STATUSES` and ``new``; ``unknown`` before
        and ``gone`` now only if there are any.
    """
    rows = [*STATUSES, *(["unknown"] if (changes["before"] == "unknown").any() else []), "new"]
    columns = [*STATUSES, *(["gone"] if (changes["now"] == "gone").any() else [])]
    counts = changes.groupby(["before", "now"]).size()
    pairs = pd.MultiIndex.from_product([rows, columns], names=["before", "now"])
    return counts.reindex(pairs, fill_value=0).rename("count").reset_index()


def find_reused(measures: pd.DataFrame, before: pd.DataFrame, previous: str) -> list[Finding]:
    """Return a warning for each number whose title is quite another than before."""
    both = measures.merge(before[["id", "title"]], on="id", suffixes=("", "_before"))
    return [
        find(
            "number-reused",
            measure=row["number"] or row["title"],
            value=row["title"],
            other=row["title_before"],
            previous=previous,
        )
        for _, row in both.iterrows()
        if likeness(row["title"], row["title_before"]) < _SAME_TITLE
    ]


def find_missing(changes: pd.DataFrame, previous: str) -> list[Finding]:
    """Return a warning for each measure that left without having been done or rejected."""
    missing = changes[changes["change"] == "missing"]
    return [
        find("missing-measure", measure=f"{row.number} {row.title}".strip(), previous=previous)
        for row in missing.itertuples()
    ]
