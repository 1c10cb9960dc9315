"""Numbers, dates and periods as readers write them; the only place that formats them.

Babel knows the languages, but writes an ASCII hyphen as the minus and rounds halves to even:
values are rounded before they come here, and the minus is replaced.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from babel.numbers import format_decimal as _format_decimal

from digireport.metrics.rounding import as_written, round_half_away
from digireport.roadmap import Language

NBSP = "\u00a0"
MINUS = "\u2212"
_PERCENT = {"fi": "{}" + NBSP + "%"}
_DATE = {"fi": "{day.day}.{day.month}.{day.year}"}
_MONTH = {"fi": "{day.month}/{day.year}"}
_FROM_TO = {"fi": "{first.day}.{first.month}.–{last}"}


def format_count(number: float, language: Language) -> str:
    """Write a whole number, thousands apart from 1 000 on.

    >>> format_count(1234, "fi").replace(NBSP, "_")
    '1_234'
    """
    return _format_decimal(int(number), locale=language).replace("-", MINUS)


def format_level(level: float, language: Language) -> str:
    """Write a level or target with one decimal.

    >>> format_level(4.0, "fi")
    '4,0'
    """
    return _decimal(round_half_away(as_written(level), 1), language)


def format_signed(value: float, language: Language, places: int = 0) -> str:
    """Write a difference with its sign; zero has none.

    >>> format_signed(1.7, "fi", 1), format_signed(-3, "fi"), format_signed(0, "fi")
    ('+1,7', '−3', '0')
    """
    rounded = round_half_away(as_written(value), places)
    return ("+" if rounded > 0 else "") + _decimal(rounded, language, places)


def format_share(part: int, whole: int, language: Language) -> str:
    """Write a share in whole percent.

    >>> format_share(19, 81, "fi").replace(NBSP, "_")
    '23_%'
    """
    return _PERCENT[language].format(percent(part, whole))


def percent(part: int, whole: int) -> int:
    """Return a share in whole percent, half away from zero."""
    return int(round_half_away(Fraction(100 * int(part), int(whole))))


def format_date(day: date, language: Language) -> str:
    """Write a date.

    >>> format_date(date(2026, 4, 30), "fi")
    '30.4.2026'
    """
    return _DATE[language].format(day=day)


def format_month(day: date, language: Language) -> str:
    """Write a month.

    >>> format_month(date(2024, 9, 15), "fi")
    '9/2024'
    """
    return _MONTH[language].format(day=day)


def format_span(first: date, last: date, language: Language) -> str:
    """Write a span of days within a year.

    >>> format_span(date(2026, 1, 1), date(2026, 6, 30), "fi")
    '1.1.–30.6.2026'
    """
    return _FROM_TO[language].format(first=first, last=format_date(last, language))


def _decimal(value: Decimal, language: Language, places: int = 1) -> str:
    pattern = "#,##0." + "0" * places if places else "#,##0"
    return _format_decimal(value, format=pattern, locale=language).replace("-", MINUS)
