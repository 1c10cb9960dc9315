"""The staff survey: who answered what, on a scale from 1 to 5 or "don't know"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd

from digireport.clean.ledger import Entry, Fate, balance, check_balance, set_aside_table
from digireport.clean.recognise import Sheet, recognise, survey_headings
from digireport.clean.schedule import parse_schedule
from digireport.clean.targets import read_targets
from digireport.contracts import ANSWERS, frame_of
from digireport.findings import Finding, find
from digireport.ingest.folder import RawFolder
from digireport.ingest.tables import RawRow, cell_text
from digireport.normalise import key, suggest
from digireport.roadmap import Roadmap

_LONGEST_ROUND = timedelta(days=183)
_SCALE_SHARE = 0.8  # a column is one of answers if this share of its cells is on the scale


@dataclass(frozen=True)
class CleanSurvey:
    """One round of the survey, and the target levels that lay beside it.

    Attributes
    ----------
    round : str
        Name of the raw folder.
    answers, targets, balance : DataFrame
        As `contracts` says.
    first_day, last_day : date or None
        When it was answered, if the file tells.
    empty : int
        Submissions without any answer, set aside.
    files : dict of str to str
        SHA-256 of each raw file by its name.
    """

    round: str
    answers: pd.DataFrame
    targets: pd.DataFrame
    balance: pd.DataFrame
    first_day: date | None
    last_day: date | None
    empty: int
    files: dict[str, str]
    findings: tuple[Finding, ...]

    @property
    def submissions(self) -> int:
        """How many submissions hold an answer."""
        return int(self.answers["respondent"].nunique())


@dataclass(frozen=True)
class _Columns:
    """Where a survey's columns stand."""

    perspectives: dict[int, int]  # perspective → position
    unit: int | None
    answered_on: int | None


def clean_survey(folder: RawFolder, roadmap: Roadmap) -> CleanSurvey:
    """Clean the survey and target levels of a raw folder; without a survey all is empty."""
    found = recognise(folder, roadmap)
    findings = [*folder.findings, *found.findings]
    entries = [entry for table in found.other for entry in set_aside_table(table, "no table")]
    records: list[dict[str, object]] = []
    days: list[date] = []
    submissions = 0
    sheets = found.of("survey")
    findings += _repeated_sheets(sheets)
    for sheet in sheets:
        columns, faults = _find_columns(sheet, roadmap)
        entries += [
            _entry(sheet, row, "set_aside", "headings") for row in (*sheet.above, sheet.header)
        ]
        findings += [*faults, *_answer_faults(sheet, columns, roadmap)]
        for row in sheet.below:
            answers = _answers(row, columns, roadmap)
            fate: Fate = "clean" if answers else "set_aside"
            entries.append(_entry(sheet, row, fate, "" if answers else "no answer"))
            days += _answered_on(row, columns)
            submissions += bool(answers)
            records += [{"respondent": submissions, **answer} for answer in answers]
    empty = sum(entry.reason == "no answer" for entry in entries)
    if empty:
        findings.append(find("empty-submission", sheets[0].table.place(), count=empty))
    findings += _days(sheets, days)
    targets, target_entries, faults = read_targets(found.of("targets"), roadmap)
    tables = [*found.other, *(sheet.table for sheet in (*sheets, *found.of("targets")))]
    sheet_balance = balance(tables, [*entries, *target_entries])
    findings += [*faults, *check_balance(sheet_balance)]
    return CleanSurvey(
        folder.name,
        frame_of(ANSWERS, records),
        targets,
        sheet_balance,
        min(days, default=None),
        max(days, default=None),
        empty,
        folder.hashes,
        tuple(findings),
    )


def _days(sheets: tuple[Sheet, ...], days: list[date]) -> list[Finding]:
    """Say so if no answering day could be read, or if two rounds lie in one folder."""
    if sheets and not days:
        return [find("no-answer-day", sheets[0].table.place())]
    if days and max(days) - min(days) > _LONGEST_ROUND:
        first, last = cell_text(min(days)), cell_text(max(days))
        return [find("rounds-mixed", sheets[0].table.place(), first=first, last=last)]
    return []


def _find_columns(sheet: Sheet, roadmap: Roadmap) -> tuple[_Columns, list[Finding]]:
    """Match every heading; a column of answers that matches nothing is an error."""
    headings = survey_headings(roadmap)
    roles = sheet.columns(roadmap.survey_role_of)
    perspectives: dict[int, int] = {}
    findings: list[Finding] = []
    for position, text in sheet.header.shown():
        place = sheet.table.place(sheet.header.number, position)
        number = headings.get(key(text))
        if number is None:
            role = roadmap.survey_role_of.get(key(text))
            if role != "ignored" and position not in roles.values():
                findings.append(_unmatched(sheet, position, text, roadmap))
        elif number in perspectives:
            other = sheet.table.place(0, perspectives[number]).column
            findings.append(find("perspective-twice", place, number=number, other=other))
        else:
            perspectives[number] = position
    findings += [
        find(
            "perspective-without-column",
            sheet.table.place(),
            number=p.number,
            name=next(iter(p.name.values())),
        )
        for p in roadmap.perspectives
        if p.number not in perspectives
    ]
    return _Columns(perspectives, roles.get("unit"), roles.get("answered_on")), findings


def _repeated_sheets(sheets: Iterable[Sheet]) -> Iterable[Finding]:
    """Yield an error for each sheet with the same rows as an earlier one."""
    first: dict[tuple[tuple[tuple[int, str], ...], ...], Sheet] = {}
    for sheet in sheets:
        answers = tuple(tuple(row.shown()) for row in sheet.below)
        known = first.setdefault(answers, sheet)
        if known is not sheet and answers:
            yield find("survey-twice", sheet.table.place(), other=known.table.place())


def _unmatched(sheet: Sheet, position: int, text: str, roadmap: Roadmap) -> Finding:
    """Tell an answer column that matches no perspective from one that is not used."""
    place = sheet.table.place(sheet.header.number, position)
    given = [said for row in sheet.below if (said := row.text(position))]
    on_scale = sum(key(said) in roadmap.answer_of for said in given)
    if not given or on_scale < _SCALE_SHARE * len(given):
        return find("unknown-column", place, value=text)
    names = [name for p in roadmap.perspectives for name in (*p.name.values(), *p.aliases)]
    close = suggest(text, names)
    hint = f"; did the file mean '{close}'?" if close else ""
    return find("unmatched-scale-column", place, value=text, suggestion=hint)


def _answers(row: RawRow, columns: _Columns, roadmap: Roadmap) -> list[dict[str, object]]:
    """Return a submission's answers; blanks and unknown answers are left out."""
    unit = roadmap.unit_of.get(key(row.text(columns.unit)), "")
    found: list[dict[str, object]] = []
    for perspective, position in columns.perspectives.items():
        step = roadmap.answer_of.get(key(row.text(position)))
        if step is not None:
            found.append(
                {
                    "unit_id": unit,
                    "perspective": perspective,
                    "score": step or None,
                    "is_dont_know": step == 0,
                }
            )
    return found


def _answer_faults(sheet: Sheet, columns: _Columns, roadmap: Roadmap) -> Iterable[Finding]:
    """Yield each unknown answer and unit once, at its first row, with the number of rows."""
    for perspective in columns.perspectives.values():
        yield from _unknown(sheet, perspective, roadmap.answer_of, "unknown-answer")
    if columns.unit is not None:
        known = ", ".join(name for unit in roadmap.units for name in unit.name.values())
        for fault in _unknown(
            sheet, columns.unit, roadmap.unit_of, "unknown-survey-unit", known=known
        ):
            is_rare = int(fault.words["count"]) < roadmap.privacy.smallest_group
            hidden = {"value": "(not shown: too few answers)"} if is_rare else {}
            yield replace(fault, words=fault.words | hidden)


def _unknown(
    sheet: Sheet, position: int, known_keys: Iterable[str], kind: str, **words: str
) -> Iterable[Finding]:
    known = set(known_keys)
    values = [(row.number, row.text(position)) for row in sheet.below]
    strange = [(number, text) for number, text in values if text and key(text) not in known]
    first = {text: number for number, text in reversed(strange)}
    for text, count in Counter(text for _, text in strange).items():
        place = sheet.table.place(first[text], position)
        yield find(kind, place, value=text, count=count, **words)


def _answered_on(row: RawRow, columns: _Columns) -> list[date]:
    """Return the day of a submission, if it is told; a time behind it is left out."""
    words = re.split(r"[\s,T]", row.text(columns.answered_on), maxsplit=1)
    schedule = parse_schedule(words[0], default_year=0)
    return (
        [schedule.last_day]
        if schedule and schedule.precision == "day" and schedule.last_day
        else []
    )


def _entry(sheet: Sheet, row: RawRow, fate: Fate, reason: str) -> Entry:
    return Entry(sheet.table.file, sheet.table.sheet, row.number, fate, reason)
