"""Periods: what a folder under `data/raw/` stands for.

A period is a half-year (`2026H1`) or one of the working group's meetings, named by its
date (`2026-03-15`). Raw, processed and report folders all carry the period's name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from digireport.errors import UsageError

_HALF_YEAR = re.compile(r"([12]\d{3})H([12])", re.ASCII)
_HALVES = {1: ((1, 1), (6, 30)), 2: ((7, 1), (12, 31))}  # month and day, first and last
_DAY = re.compile(r"[12]\d{3}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True)
class Period:
    """A span of days with the name of its folders.

    Attributes
    ----------
    name : str
        ``2026H1``, or ``2026-03-15`` for a meeting.
    first_day, last_day : date
        Both included. A meeting's period runs from the start of its half-year to its day.
    """

    name: str
    first_day: date
    last_day: date

    @property
    def is_half_year(self) -> bool:
        """Whether this is a half-year and not a meeting."""
        return _HALF_YEAR.fullmatch(self.name) is not None

    def __str__(self) -> str:
        return self.name


def half_year(year: int, half: int) -> Period:
    """Return the first or second half of a year.

    >>> half_year(2026, 1).last_day
    datetime.date(2026, 6, 30)
    """
    (first_month, first_day), (last_month, last_day) = _HALVES[half]
    first, last = date(year, first_month, first_day), date(year, last_month, last_day)
    return Period(f"{year}H{half}", first, last)


def parse_period(name: str) -> Period:
    """Read a period's name.

    Raises
    ------
    UsageError
        If the name is neither a half-year nor a date.

    >>> parse_period("2026-03-15").first_day
    datetime.date(2026, 1, 1)
    """
    if match := _HALF_YEAR.fullmatch(name):
        return half_year(int(match[1]), int(match[2]))
    if day := _parse_day(name):
        starts = [half_year(day.year, half).first_day for half in _HALVES]
        return Period(name, max(start for start in starts if start <= day), day)
    raise UsageError(
        f"'{name}' is not a period: write a half-year like 2026H1 or a meeting's date like "
        "2026-03-15."
    )


def is_period_name(name: str) -> bool:
    """Whether a folder of this name is a period's.

    >>> is_period_name("2026H1"), is_period_name("2026H3"), is_period_name("2026-02-30")
    (True, False, False)
    """
    return bool(_HALF_YEAR.fullmatch(name)) or _parse_day(name) is not None


def parse_status_date(text: str, period: Period) -> date:
    """Read a status date that somebody asked for.

    Raises
    ------
    UsageError
        If it is not a date, or lies before the period.
    """
    day = _parse_day(text)
    if day is None:
        raise UsageError(f"'{text}' is not a status date: write it like {period.last_day}.")
    if day < period.first_day:
        raise UsageError(
            f"The status date {day} is before {period}, which starts on {period.first_day}: "
            "choose a later date or an earlier period."
        )
    return day


def _parse_day(text: str) -> date | None:
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
