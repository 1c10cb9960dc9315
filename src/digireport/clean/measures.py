"""The appendix's measures, cleaned: statuses, schedules, marks, pointers.

`clean_measures` turns everything in a period's raw folder that concerns measures into
validated frames, and names every fault at its cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from digireport.clean.appendix import MeasureRow, merge_repeats, read_sheet
from digireport.clean.dates import StatusDate, find_status_date
from digireport.clean.ledger import Entry, balance, check_balance, set_aside_table
from digireport.clean.names import EXCEL_ERRORS, read_links
from digireport.clean.published import read_published
from digireport.clean.recognise import recognise
from digireport.clean.schedule import Schedule, parse_schedule
from digireport.contracts import LINKS, MEASURES, frame_of
from digireport.findings import Finding, errors_of, find
from digireport.ingest.folder import RawFolder
from digireport.ingest.tables import cell_text
from digireport.normalise import key, suggest
from digireport.period import Period
from digireport.roadmap import STATUSES, MeasureRole, Roadmap

_NEW = {"x", "uusi", "kyllä", "k", "1", "true", "✓", "✔"}
_NOT_NEW = {"", "ei", "e", "0", "false", "-", "–"}
_EXPECTED: tuple[MeasureRole, ...] = ("schedule", "owner", "unit")
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_DATE = re.compile(r"\b\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|\b\d{1,2}/\d{4}|\b(?:19|20)\d{2}\b")
_MOVED = re.compile(r"(?<!\bei )(?:siirre?tt|yhdistett|liitett)\w*(.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class CleanMeasures:
    """The measures of one period, with all that was found on the way.

    Attributes
    ----------
    measures, links, published, balance : DataFrame
        As `contracts` says.
    files : dict of str to str
        SHA-256 of each raw file by its name.
    """

    measures: pd.DataFrame
    links: pd.DataFrame
    published: pd.DataFrame
    balance: pd.DataFrame
    status_date: StatusDate
    files: dict[str, str]
    findings: tuple[Finding, ...]


def clean_measures(folder: RawFolder, period: Period, roadmap: Roadmap) -> CleanMeasures:
    """Clean the appendix and the published roadmap of a period."""
    found = recognise(folder, roadmap)
    findings = [*folder.findings, *found.findings]
    sheets = found.of("appendix")
    rows: list[MeasureRow] = []
    entries = [entry for table in found.other for entry in set_aside_table(table, "no table")]
    for sheet in sheets:
        measures, aside, faults = read_sheet(sheet, roadmap)
        rows, entries, findings = rows + measures, entries + aside, findings + faults
    findings += _absent_columns(rows, roadmap) if rows else _no_appendix(folder, roadmap)
    rows, merged, faults = merge_repeats(rows)
    entries, findings = entries + merged, findings + faults
    records = [_record(row, period, roadmap) for row in rows]
    links = [link for row in rows for link in read_links(row, roadmap)]
    entries += [
        Entry(row.sheet.table.file, row.sheet.table.sheet, row.row.number, "clean") for row in rows
    ]
    findings += [fault for row in rows for fault in _faults(row, period, roadmap)]
    frame, pointer_faults = _with_pointers(records, rows)
    published, published_findings = read_published(folder.texts, roadmap)
    status_date, date_findings = find_status_date(sheets, folder.texts, period)
    tables = [*found.other, *(sheet.table for sheet in sheets)]
    sheet_balance = balance(tables, entries)
    findings += [*pointer_faults, *published_findings, *(date_findings if sheets else [])]
    findings += check_balance(sheet_balance)
    return CleanMeasures(
        _sorted(frame, roadmap),
        frame_of(LINKS, links),
        published,
        sheet_balance,
        status_date,
        folder.hashes,
        tuple(findings),
    )


def _record(row: MeasureRow, period: Period, roadmap: Roadmap) -> dict[str, object]:
    """Return one row of `MEASURES`, its pointer still open."""
    schedule = _schedule(row, period) or Schedule()
    mark = key(row.text("is_new"))
    has_mark = "is_new" in row.columns and mark in _NEW | _NOT_NEW
    return {
        "id": row.id,
        "number": row.number,
        "title": row.text("title"),
        "goal_id": row.goal_id,
        "status": roadmap.status_of.get(key(row.text("status")), ""),
        "is_marked_new": mark in _NEW if has_mark else None,
        "first_day": schedule.first_day,
        "last_day": schedule.last_day,
        "precision": schedule.precision,
        "is_ongoing": schedule.is_ongoing,
        "schedule_text": _schedule_text(row, schedule),
        "status_text": row.text("status"),
        "notes": row.text("notes"),
        "file": row.sheet.table.file,
        "sheet": row.sheet.table.sheet,
        "row": row.row.number,
    }


def _faults(row: MeasureRow, period: Period, roadmap: Roadmap) -> Iterable[Finding]:
    """Yield what is wrong or worth a note in one measure's cells."""
    yield from _spoilt_cells(row)
    status = row.text("status")
    wordings = list(dict.fromkeys(w for s in STATUSES for w in roadmap.statuses[s].wordings))
    known = ", ".join(f"'{wording}'" for wording in wordings)
    if not status:
        yield find("empty-status", row.place("status"), measure=row.label, known=known)
    elif key(status) not in roadmap.status_of and status not in EXCEL_ERRORS:
        close = suggest(status, wordings)
        hint = f"; did the file mean '{close}'?" if close else ""
        yield find(
            "unknown-status", row.place("status"), value=status, known=known, suggestion=hint
        )
    if _schedule(row, period) is None:
        yield find("unknown-schedule", row.place("schedule"), value=row.text("schedule"))
    if key(row.text("is_new")) not in _NEW | _NOT_NEW:
        yield find("unknown-new-mark", row.place("is_new"), value=row.text("is_new"))
    if row.row.is_hidden:
        yield find("hidden-row", row.place())
    for link in read_links(row, roadmap):
        if not link["is_known"]:
            yield find(
                f"unknown-{link['kind']}",
                row.place(str(link["kind"])),  # type: ignore[arg-type]
                value=link["target"],
                known=", ".join(name for unit in roadmap.units for name in unit.name.values()),
                last=max(p.number for p in roadmap.perspectives),
            )


def _spoilt_cells(row: MeasureRow) -> Iterable[Finding]:
    """Yield what the spreadsheet program itself has made of a cell."""
    for role in row.columns:
        if row.text(role) in EXCEL_ERRORS:
            yield find("excel-error", row.place(role), value=row.text(role))
    if isinstance(row.value("id"), date):
        yield find("number-is-date", row.place("id"), value=row.text("id"))


def _schedule(row: MeasureRow, period: Period) -> Schedule | None:
    """Read the schedule; empty for no cell, a dash or an error; None for an unknown notation."""
    value = row.value("schedule")
    if not row.text("schedule").strip("-–—") or row.text("schedule") in EXCEL_ERRORS:
        return Schedule()
    return parse_schedule(
        value if not isinstance(value, str) else row.text("schedule"), period.last_day.year
    )


def _schedule_text(row: MeasureRow, schedule: Schedule) -> str:
    """Return the schedule as written; a day that only a spreadsheet can read as a date."""
    written = row.text("schedule")
    is_serial = schedule.precision == "day" and written.isdecimal()
    return cell_text(schedule.last_day) if is_serial else written


def _with_pointers(
    records: list[dict[str, object]], rows: list[MeasureRow]
) -> tuple[pd.DataFrame, list[Finding]]:
    """Fill in where rejected measures moved; an unclear pointer or one to nowhere is a finding."""
    known = {str(record["id"]) for record in records}
    findings: list[Finding] = []
    for record, row in zip(records, rows, strict=True):
        said = _DATE.sub("", f"{row.text('status')}; {row.text('notes')}")
        moved = _MOVED.search(said) if record["status"] == "rejected" else None
        numbers = [n for n in _NUMBER.findall(moved[1]) if n != row.id] if moved else []
        targets = sorted({n for n in numbers if n in known})
        target = targets[0] if len(targets) == 1 else ""
        record["is_moved"], record["moved_to"] = bool(target), target
        if moved and not target:
            findings.append(_unclear(row, numbers, targets))
    return frame_of(MEASURES, records), findings


def _unclear(row: MeasureRow, numbers: list[str], targets: list[str]) -> Finding:
    """Say that a pointer leads nowhere, or that none or several are there."""
    alike = [n for n in numbers if ("." in n) == ("." in row.id)]
    if alike and not targets:
        return find("unknown-pointer", row.place("notes"), measure=row.label, value=alike[0])
    return find("moved-nowhere", row.place("notes"), measure=row.label)


def _sorted(measures: pd.DataFrame, roadmap: Roadmap) -> pd.DataFrame:
    """Order by goal, then by number as people count: 1.2 before 1.10."""
    goals = {goal.id: goal.number for goal in roadmap.goals}
    places = [
        (goals.get(goal, 0), natural(number), number)
        for goal, number in zip(measures["goal_id"], measures["id"], strict=True)
    ]
    order = sorted(range(len(places)), key=places.__getitem__)
    return measures.iloc[order].reset_index(drop=True)


def natural(text: str) -> tuple[tuple[int, str], ...]:
    """Return a sort key that counts digits as numbers.

    >>> sorted(["1.10", "1.2"], key=natural)
    ['1.2', '1.10']
    """
    parts = re.findall(r"\d+|\D+", text)
    return tuple((0, part.zfill(12)) if part.isdecimal() else (1, part) for part in parts)


def _absent_columns(rows: list[MeasureRow], roadmap: Roadmap) -> list[Finding]:
    """Warn of each field that readers expect and no sheet has a column for."""
    have = {role for row in rows for role in row.columns}
    return [
        find("no-column", role=role, known=", ".join(roadmap.headings.measures.get(role, ())))
        for role in _EXPECTED
        if role not in have
    ]


def _no_appendix(folder: RawFolder, roadmap: Roadmap) -> list[Finding]:
    """Name every file of a folder without a measure, unless its reader told an error."""
    if errors_of(folder.findings):
        return []
    headings = roadmap.headings.measures
    files = dict.fromkeys([*folder.hashes, *(fault.place.file for fault in folder.findings)])
    return [
        find(
            "no-appendix",
            files=", ".join(files),
            title=", ".join(headings["title"]),
            status=", ".join(headings["status"]),
        )
    ]
