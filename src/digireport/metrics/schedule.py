"""What is late: judged at the status date, from each measure's own last day."""

from __future__ import annotations

from datetime import date

import pandas as pd

OPEN = ("in_progress", "not_started")


def days_late(measures: pd.DataFrame, status_date: date) -> pd.Series[int]:
    """Count the days since a measure's last day, if it is past and the measure is not done.

    Parameters
    ----------
    measures : DataFrame
        Columns status, last_day, is_ongoing.
    status_date : date
        A measure that falls due on this very day is not late.

    Returns
    -------
    Series of int
        0 for what is not overdue: done, rejected, ongoing or undated, too.
    """
    days: pd.Series[float] = (pd.Timestamp(status_date) - measures["last_day"]).dt.days
    is_open = measures["status"].isin(OPEN) & ~measures["is_ongoing"]
    return days.where(is_open & (days > 0), 0).fillna(0).astype("int64")
