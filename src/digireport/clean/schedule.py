"""Schedules as people write them, turned into days.

Everything coarser than a day is a span of months: it starts on its first day and falls due
on its last. Seasons are the municipal year's: spring ends in May, autumn with the year.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta
from typing import Literal

from digireport.ingest.tables import CellValue, cell_text

Precision = Literal["day", "month", "quarter", "season", "half", "year", "range", ""]

# Word → first month, last month, precision.
_SPANS: dict[str, tuple[int, int, Precision]] = {
    "kevät": (1, 5, "season"),
    "kesä": (6, 8, "season"),
    "syksy": (9, 12, "season"),
    "talvi": (1, 3, "season"),
    "alku": (1, 4, "season"),
    "alkuvuosi": (1, 4, "season"),
    "loppu": (9, 12, "season"),
    "loppuun": (9, 12, "season"),
    "loppuvuosi": (9, 12, "season"),
    "h1": (1, 6, "half"),
    "h2": (7, 12, "half"),
    **{f"q{n}": (3 * n - 2, 3 * n, "quarter") for n in range(1, 5)},
}
_MONTHS = (
    *("tammikuu", "helmikuu", "maaliskuu", "huhtikuu", "toukokuu", "kesäkuu"),
    *("heinäkuu", "elokuu", "syyskuu", "lokakuu", "marraskuu", "joulukuu"),
)
for _number, _month in enumerate(_MONTHS, start=1):
    _SPANS[_month] = _SPANS[f"{_month}ssa"] = (_number, _number, "month")

_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})?")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_YEAR = re.compile(r"(20\d{2}|19\d{2})")
_MONTH = re.compile(r"(\d{1,2})/(20\d{2}|19\d{2})")
_ISO_MONTH = re.compile(r"(20\d{2}|19\d{2})-(0\d|1[0-2])")
_BARE_MONTH = re.compile(r"\d{1,2}")
_OPEN_END = re.compile(r"(.+?)\s*(?:→|->|-|\balkaen|\blähtien)")
_ONGOING = re.compile(r"\b(?:jatkuva|toistaiseksi)\b")
_FILLER = re.compile(r"\b(?:vuoden|vuosi|mennessä|viimeistään)\b")
_SERIAL = re.compile(r"\d{5}")
_SERIAL_DAYS = range(30_000, 80_000)  # what Excel calls the days of 1982 to 2119


@dataclass(frozen=True)
class Schedule:
    """When a measure is meant to be done.

    Attributes
    ----------
    first_day, last_day : date or None
        None where the schedule is open at that end.
    precision : str
        How coarse the notation is.
    is_ongoing : bool
        The measure has no end: it is never overdue.
    """

    first_day: date | None = None
    last_day: date | None = None
    precision: Precision = ""
    is_ongoing: bool = False


def parse_schedule(value: CellValue, default_year: int) -> Schedule | None:
    """Read a schedule; None if its notation is unknown.

    Parameters
    ----------
    value : CellValue
        A cell's value: text, a number or a date.
    default_year : int
        The year of a season or month that names none.

    >>> parse_schedule("1–6/2026", 2026).last_day
    datetime.date(2026, 6, 30)
    >>> parse_schedule("2025→", 2026).is_ongoing
    True
    >>> parse_schedule("joskus", 2026) is None
    True
    """
    if isinstance(value, datetime | date):
        day = value.date() if isinstance(value, datetime) else value
        return Schedule(day, day, "day")
    text = _plain(value if isinstance(value, str) else cell_text(value))
    if _SERIAL.fullmatch(text) and int(text) in _SERIAL_DAYS:
        day = date(1899, 12, 30) + timedelta(days=int(text))
        return Schedule(day, day, "day")
    if _ONGOING.search(text):
        rest = _ONGOING.sub("", text).strip(" ,;()-")
        span = _span_or_open(rest, default_year) if rest else Schedule()
        return _without_end(span) if span else None
    return _span_or_open(text, default_year)


def _plain(text: str) -> str:
    for dash in "–—−‐‑":
        text = text.replace(dash, "-")
    return " ".join(_FILLER.sub(" ", text.casefold()).split())


def _span_or_open(text: str, year: int) -> Schedule | None:
    """Read a span, or a start without an end."""
    if span := _span(text, year):
        return span
    match = _OPEN_END.fullmatch(text)
    start = _span(match[1], year) if match else None
    return _without_end(start) if start else None


def _without_end(start: Schedule) -> Schedule:
    return Schedule(start.first_day, None, start.precision, is_ongoing=True)


def _span(text: str, year: int) -> Schedule | None:
    """Read one point or a range of two."""
    if point := _point(text, year):
        return point
    left, dash, right = text.partition("-")
    end = _point(right.strip(), year) if dash else None
    if end is None or end.last_day is None:
        return None
    left = left.strip()
    if _BARE_MONTH.fullmatch(left) and end.precision == "month":
        left = f"{left}/{end.last_day.year}"
    start = _point(left, end.last_day.year)
    if start and start.precision == "season" and end.precision == "year":
        return None  # the winter of 2025–2026 is neither of these years
    if start is None or start.first_day is None or start.first_day > end.last_day:
        return None
    return Schedule(start.first_day, end.last_day, "range")


def _point(text: str, year: int) -> Schedule | None:
    """Read a day, a month, a season, a year."""
    if match := _DAY.fullmatch(text):
        return _day(int(match[3] or year), int(match[2]), int(match[1]))
    if match := _ISO_DAY.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _YEAR.fullmatch(text):
        return _months(int(match[1]), 1, 12, "year")
    if match := _MONTH.fullmatch(text):
        return _months(int(match[2]), int(match[1]), int(match[1]), "month")
    if match := _ISO_MONTH.fullmatch(text):
        return _months(int(match[1]), int(match[2]), int(match[2]), "month")
    return _named(re.split(r"[\s/]+", text), year)


def _named(tokens: list[str], year: int) -> Schedule | None:
    """Read a word of `_SPANS` with or without a year beside it."""
    words = [token for token in tokens if token in _SPANS]
    years = [int(token) for token in tokens if _YEAR.fullmatch(token)]
    if len(words) != 1 or len(years) > 1 or len(tokens) != len(words) + len(years):
        return None
    first, last, precision = _SPANS[words[0]]
    return _months(years[0] if years else year, first, last, precision)


def _months(year: int, first: int, last: int, precision: Precision) -> Schedule | None:
    is_possible = MINYEAR <= year <= MAXYEAR and 1 <= first <= last <= 12  # noqa: PLR2004 (months)
    if not is_possible:
        return None
    end = calendar.monthrange(year, last)[1]
    return Schedule(date(year, first, 1), date(year, last, end), precision)


def _day(year: int, month: int, day: int) -> Schedule | None:
    try:
        only = date(year, month, day)
    except ValueError:
        return None
    return Schedule(only, only, "day")
