from __future__ import annotations

from datetime import date

import pytest

from digireport.report.numbers import (
    format_count,
    format_date,
    format_level,
    format_month,
    format_share,
    format_signed,
    format_span,
    percent,
)


def seen(text: str) -> str:
    """Make no-break spaces visible."""
    return text.replace("\u00a0", "_")


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0"), (999, "999"), (1000, "1_000"), (1234567, "1_234_567"), (-1234, "−1_234")],
)
def test_counts(number: int, text: str) -> None:
    assert seen(format_count(number, "fi")) == text


@pytest.mark.parametrize(
    ("level", "text"),
    [(1.0, "1,0"), (4.25, "4,3"), (2.35, "2,4"), (4.44, "4,4"), (5, "5,0")],
)
def test_levels_have_one_decimal_halves_upwards(level: float, text: str) -> None:
    assert format_level(level, "fi") == text


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (1.7, 1, "+1,7"),
        (-0.8, 1, "−0,8"),
        (0.0, 1, "0,0"),
        (-0.04, 1, "0,0"),
        (-0.25, 1, "−0,3"),
        (19, 0, "+19"),
        (-3, 0, "−3"),
        (0, 0, "0"),
        (1234, 0, "+1_234"),
    ],
)
def test_differences_are_signed_with_a_real_minus(value: float, places: int, text: str) -> None:
    assert seen(format_signed(value, "fi", places)) == text


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [(19, 81, 23), (1, 200, 1), (1, 8, 13), (5, 200, 3), (0, 7, 0), (7, 7, 100), (1, 3, 33)],
)
def test_shares_are_whole_percents_halves_upwards(part: int, whole: int, share: int) -> None:
    assert percent(part, whole) == share
    assert seen(format_share(part, whole, "fi")) == f"{share}_%"


def test_dates_are_written_as_finns_do() -> None:
    day = date(2026, 6, 3)
    assert format_date(day, "fi") == "3.6.2026"
    assert format_month(day, "fi") == "6/2026"
    assert format_span(date(2026, 1, 1), day, "fi") == "1.1.–3.6.2026"
