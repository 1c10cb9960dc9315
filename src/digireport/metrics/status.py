"""How many measures are in which status, by any grouping, and the share that is done.

Rejected measures, moved ones among them, stand outside the active total; a share of
completion is done / active. *New* is a mark on active measures, not a status.
"""

from __future__ import annotations

import pandas as pd

from digireport.roadmap import STATUSES

ACTIVE = ("done", "in_progress", "not_started")
COUNTS = ("active", *STATUSES, "moved", "is_new")
TOTAL = "total"


def count_status(measures: pd.DataFrame, groups: list[str]) -> pd.DataFrame:
    """Count the measures of each goal, and all of them.

    Parameters
    ----------
    measures : DataFrame
        Columns goal_id, status, is_moved, is_new; one row a measure.
    groups : list of str
        The goals' ids, in the order of the result; a goal without measures has zeros.

    Returns
    -------
    DataFrame
        One row a goal and a last one `TOTAL`; columns group, then `COUNTS` (measures).
        ``moved`` lies within ``rejected``, ``is_new`` within ``active``.
    """
    is_active = measures["status"].isin(ACTIVE)
    marks = pd.DataFrame(
        {
            "active": is_active,
            **{str(status): measures["status"] == status for status in STATUSES},
            "moved": measures["is_moved"],
            "is_new": measures["is_new"] & is_active,
        }
    ).astype("int64")
    by_goal = marks.groupby(measures["goal_id"].astype("str")).sum().reindex(groups, fill_value=0)
    by_goal.loc[TOTAL] = marks.sum()
    return by_goal.rename_axis("group").reset_index().astype({"group": "str"})


def share_done(counts: pd.DataFrame) -> pd.Series[float]:
    """Return done / active of each row; NaN where nothing is active.

    >>> share_done(pd.DataFrame({"done": [9, 0], "active": [40, 0]})).tolist()
    [0.225, nan]
    """
    return counts["done"] / counts["active"].where(counts["active"] > 0)
