from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest

from digireport.metrics.schedule import days_late

STATUS_DATE = date(2026, 4, 30)
PAST = pd.Timestamp("2026-04-20")


@pytest.mark.parametrize(
    ("last_day", "days"),
    [("2026-04-29", 1), ("2026-04-30", 0), ("2026-05-01", 0), ("2025-04-30", 365)],
)
@pytest.mark.parametrize("status", ["in_progress", "not_started"])
def test_days_past_the_last_day(
    make_measures: Callable[..., pd.DataFrame], status: str, last_day: str, days: int
) -> None:
    measures = make_measures(("1.1", status, {"last_day": pd.Timestamp(last_day)}))
    assert days_late(measures, STATUS_DATE).tolist() == [days]


@pytest.mark.parametrize(
    ("status", "more"),
    [
        ("done", {"last_day": PAST}),
        ("rejected", {"last_day": PAST}),
        ("in_progress", {"last_day": PAST, "is_ongoing": True}),
        ("in_progress", {}),
        ("in_progress", {"is_ongoing": True}),
    ],
    ids=["done", "rejected", "ongoing", "undated", "ongoing and undated"],
)
def test_what_is_never_late(
    make_measures: Callable[..., pd.DataFrame], status: str, more: dict[str, object]
) -> None:
    measures = make_measures(("1.1", status, more), ("1.2", "in_progress", {"last_day": PAST}))
    assert days_late(measures, STATUS_DATE).tolist() == [0, 10]


def test_the_measures_are_not_changed(make_measures: Callable[..., pd.DataFrame]) -> None:
    measures = make_measures(("1.1", "in_progress", {"last_day": PAST}), ("1.2", "done"))
    before = measures.copy(deep=True)
    assert days_late(measures, STATUS_DATE).dtype == "int64"
    pd.testing.assert_frame_equal(measures, before)
