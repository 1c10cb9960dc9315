from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from digireport.metrics.rounding import as_written, round_half_away


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        (Fraction(9, 4), 1, "2.3"),  # 2.25: a float's own rounding gives 2.2
        (Fraction(47, 20), 1, "2.4"),  # 2.35, which no float holds
        (Fraction(-9, 4), 1, "-2.3"),
        (Fraction(224999, 100000), 1, "2.2"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(3, 2), 0, "2"),
        (Fraction(-1, 2), 0, "-1"),
        (Fraction(-1, 25), 1, "0.0"),  # no negative zero
        (Decimal("4.3"), 1, "4.3"),
        (4, 1, "4.0"),
    ],
)
def test_halves_go_away_from_zero(
    value: Fraction | Decimal | int, places: int, rounded: str
) -> None:
    assert str(round_half_away(value, places)) == rounded


@pytest.mark.parametrize(("value", "text"), [(4.35, "4.35"), (0.1, "0.1"), (3, "3.0")])
def test_a_float_is_the_number_that_was_written(value: float, text: str) -> None:
    assert as_written(value) == Decimal(text)
