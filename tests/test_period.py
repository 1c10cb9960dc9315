from __future__ import annotations

from datetime import date

import pytest

from digireport.errors import UsageError
from digireport.period import is_period_name, parse_period, parse_status_date

SPANS = {
    "2026H1": (date(2026, 1, 1), date(2026, 6, 30)),
    "2026H2": (date(2026, 7, 1), date(2026, 12, 31)),
    "2024H1": (date(2024, 1, 1), date(2024, 6, 30)),
    "2026-03-15": (date(2026, 1, 1), date(2026, 3, 15)),
    "2026-07-01": (date(2026, 7, 1), date(2026, 7, 1)),
    "2024-02-29": (date(2024, 1, 1), date(2024, 2, 29)),
}
NO_PERIODS = [
    *("2026", "2026H3", "2026h1", "26H1", "2026H1 ", "2026-2-1", "2026-02-30", "2026-13-01"),
    *("", "..", "2026H1/..", "0000H1", "0000-01-01", "٢٠٢٦H1", "luonnos"),
]


@pytest.mark.parametrize(("name", "span"), SPANS.items())
def test_a_period_is_a_half_year_or_its_part_up_to_a_meeting(
    name: str, span: tuple[date, date]
) -> None:
    period = parse_period(name)
    assert (period.first_day, period.last_day) == span
    assert str(period) == name


@pytest.mark.parametrize("name", NO_PERIODS)
def test_any_other_name_is_refused_with_what_to_write(name: str) -> None:
    assert not is_period_name(name)
    with pytest.raises(UsageError) as caught:
        parse_period(name)
    assert str(caught.value) == (
        f"'{name}' is not a period: write a half-year like 2026H1 or a meeting's date like "
        "2026-03-15."
    )


def test_only_half_years_are_half_years() -> None:
    assert [parse_period(name).is_half_year for name in ("2026H2", "2026-12-31")] == [True, False]


@pytest.mark.parametrize("text", ["2026-01-01", "2026-06-30", "2026-08-20", "2027-01-01"])
def test_a_status_date_from_the_periods_start_on_is_taken(text: str) -> None:
    assert parse_status_date(text, parse_period("2026H1")).isoformat() == text


def test_a_status_date_before_the_period_is_refused() -> None:
    with pytest.raises(UsageError) as caught:
        parse_status_date("2025-12-31", parse_period("2026H1"))
    assert str(caught.value) == (
        "The status date 2025-12-31 is before 2026H1, which starts on 2026-01-01: choose a later "
        "date or an earlier period."
    )


@pytest.mark.parametrize("text", ["30.4.2026", "2026-04-31", "today", "2026H1", "2026-4-1"])
def test_what_is_no_date_is_no_status_date(text: str) -> None:
    with pytest.raises(UsageError, match="is not a status date: write it like 2026-06-30"):
        parse_status_date(text, parse_period("2026H1"))
