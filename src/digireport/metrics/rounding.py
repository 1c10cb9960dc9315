"""Rounding as Finnish readers expect it: half away from zero, from exact values."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction


def round_half_away(value: Fraction | Decimal | int, places: int = 0) -> Decimal:
    """Round an exact value, halves away from zero.

    >>> round_half_away(Fraction(5, 2)), round_half_away(Fraction(-25, 100), 1)
    (Decimal('3'), Decimal('-0.3'))
    """
    exact = Fraction(value)
    scaled = abs(exact) * 10**places
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    whole += 2 * rest >= scaled.denominator
    rounded = Decimal(whole if exact >= 0 else -whole).scaleb(-places)
    return rounded.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def as_written(value: float) -> Decimal:
    """Return the decimal number that a float was written as.

    >>> as_written(4.3) - as_written(2.6)
    Decimal('1.7')
    """
    return Decimal(repr(float(value)))
