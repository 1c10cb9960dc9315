"""The status date: the day that the figures describe, as the files state it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from digireport.clean.recognise import Sheet
from digireport.clean.schedule import parse_schedule
from digireport.findings import Finding, Place, find
from digireport.ingest.tables import RawText
from digireport.period import Period

# Such as: Tilannepäivä: 30.4.2026; Tilanne huhtikuussa 2026; Päivitetty 04/2026
_STATED = re.compile(
    r"\b(?:tilanne|tilannepäivä|päivitetty)\b\s*:?\s*"
    r"(\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d\d-\d\d|\d{1,2}/\d{4}|[^\W\d]+ \d{4})(?![\d/-])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class StatusDate:
    """A status date and where it comes from.

    Attributes
    ----------
    day : date
        By which schedules are judged.
    source : str
        ``asked``, ``appendix``, ``roadmap`` or ``period``.
    stated : date or None
        The data's own day, if another one was asked for: statuses are of that day.
    """

    day: date
    source: str
    stated: date | None = None


def find_status_date(
    sheets: Iterable[Sheet], texts: Iterable[RawText], period: Period
) -> tuple[StatusDate, list[Finding]]:
    """Return the date stated above the appendix's tables, else in the published roadmap.

    A month stands for its last day. With nothing stated it is the period's last day.
    """
    stated = _stated_in_sheets(sheets)
    published = _stated_in_texts(texts)
    findings: list[Finding] = []
    days = sorted({day for day, _ in stated})
    if len(days) > 1:
        dates = ", ".join(f"{_shown(day)} in {place}" for day, place in _first_of_each(stated))
        findings.append(find("status-dates-differ", stated[-1][1], dates=dates))
    if days:
        result = StatusDate(days[-1], "appendix")
        findings += [
            find("published-date-differs", place, value=_shown(day), day=_shown(days[-1]))
            for day, place in published
            if day != days[-1]
        ]
    elif published:
        result = StatusDate(published[0][0], "roadmap")
    else:
        result = StatusDate(period.last_day, "period")
        findings.append(find("no-status-date", day=_shown(period.last_day)))
    if not period.first_day <= result.day <= period.last_day:
        findings.append(find("status-date-outside", value=_shown(result.day), period=period))
    return result, findings


def _stated_in_sheets(sheets: Iterable[Sheet]) -> list[tuple[date, Place]]:
    return [
        (day, sheet.table.place(row.number, own[0][0]))
        for sheet in sheets
        for row in sheet.above
        if (own := row.own()) and (day := _read(_STATED.search(" ".join(text for _, text in own))))
    ]


def _stated_in_texts(texts: Iterable[RawText]) -> list[tuple[date, Place]]:
    return [
        (day, Place(text.file, row=number))
        for text in texts
        for number, line in text.stated()
        if (day := _read(_STATED.match(line)))
    ]


def _first_of_each(stated: list[tuple[date, Place]]) -> list[tuple[date, Place]]:
    return list({day: (day, place) for day, place in reversed(stated)}.values())


def _read(match: re.Match[str] | None) -> date | None:
    if match is None:
        return None
    schedule = parse_schedule(match[1], default_year=0)
    is_exact = schedule is not None and schedule.precision in ("day", "month")
    return schedule.last_day if schedule and is_exact else None


def _shown(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"
