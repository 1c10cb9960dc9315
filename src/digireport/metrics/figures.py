"""Figures: every number of the report under a stable key.

Keys read from the general to the special: ``status.goal-1.done``,
``change.total.completed``, ``schedule.overdue``, ``level.perspective-5.gap``,
``published.goal-1.done``.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from digireport.metrics.changes import CLASSES
from digireport.metrics.status import COUNTS, TOTAL, share_done

_COLUMNS = {"key": "str", "value": "float64", "base": "Int64", "previous": "float64"}


def status_figures(counts: pd.DataFrame, previous: pd.DataFrame | None) -> pd.DataFrame:
    """Return the counts and the share done of every group.

    Parameters
    ----------
    counts, previous : DataFrame
        Of `metrics.status.count_status`, of this and the previous half-year.

    Returns
    -------
    DataFrame
        Columns key, value (measures; a share as a fraction), base (measures that a share
        is of, else null), previous (value in the previous half-year, null if unknown).
    """
    now = _long(counts)
    before = now.assign(value=float("nan")) if previous is None else _long(previous)
    merged = now.merge(before[["key", "value"]], on="key", how="left", validate="one_to_one")
    return _frame(merged["key"], merged["value_x"], merged["base"], merged["value_y"])


def change_figures(changes: pd.DataFrame, groups: list[str]) -> pd.DataFrame:
    """Count the classes of change by goal and in total; columns as `status_figures`."""
    by_goal = changes.groupby(["goal_id", "change"]).size()
    in_all = changes.groupby("change").size()
    counts = {
        f"change.{goal}.{change}": by_goal.get((goal, change), 0)
        for goal in groups
        for change in CLASSES
    } | {f"change.{TOTAL}.{change}": in_all.get(change, 0) for change in CLASSES}
    return _frame(list(counts), list(counts.values()))


def schedule_figures(days_late: pd.Series[int]) -> pd.DataFrame:
    """Count the overdue measures; columns as `status_figures`."""
    return _frame(["schedule.overdue"], [int((days_late > 0).sum())])


def published_figures(reconciled: pd.DataFrame) -> pd.DataFrame:
    """Return the counts as printed in the published roadmap; columns as `status_figures`."""
    keys = [f"published.{row.goal_id}.{row.figure}" for row in reconciled.itertuples()]
    return _frame(keys, reconciled["published"])


def level_figures(levels: pd.DataFrame) -> pd.DataFrame:
    """Return baseline, target and gap as shown; hidden ones null, columns as `status_figures`."""
    answers = {"baseline": levels["n"], "target": None, "gap": levels["n"]}
    parts = [
        _frame(
            [f"level.perspective-{number}.{name}" for number in levels["perspective"]],
            levels[name],
            base,
        )
        for name, base in answers.items()
    ]
    return pd.concat(parts, ignore_index=True)


def _long(counts: pd.DataFrame) -> pd.DataFrame:
    """Turn a table of counts into one row a figure, with the share done at the end."""
    long = counts.melt("group", value_vars=list(COUNTS), var_name="name")
    shares = pd.DataFrame(
        {
            "group": counts["group"],
            "name": "share_done",
            "value": share_done(counts),
            "base": counts["active"],
        }
    )
    long["value"] = pd.to_numeric(long["value"]).astype("float64")  # what is not known is null
    both = pd.concat([long, shares], ignore_index=True)
    both["key"] = "status." + both["group"].astype("str") + "." + both["name"].astype("str")
    return both


def _frame(
    keys: Iterable[str],
    values: Iterable[float],
    base: pd.Series[int] | None = None,
    previous: pd.Series[float] | None = None,
) -> pd.DataFrame:
    frame = pd.DataFrame({"key": list(keys), "value": list(values)})
    frame["base"] = None if base is None else base.to_numpy()
    frame["previous"] = None if previous is None else previous.to_numpy()
    return frame.astype(_COLUMNS)
