"""Findings: what the analyst should look at, each at its cell.

A finding is data: a kind, a place and the words that its sentence needs. The literal
table `KINDS` gives each kind its severity and its English sentence, which the command
line prints; the report words the same kinds in its own language.

Severities: an *error* stops the run, a *warning* is published and counted in the
report, a *note* tells what was mended or set aside.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal, NamedTuple

import pandas as pd

Part = Literal["sheet", "table", "slide", "page"]  # what a place's `sheet` names
Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


class Kind(NamedTuple):
    """What a kind of finding says: severity, what is wrong, what to do."""

    severity: Severity
    sentence: str
    advice: str = ""


KINDS: MappingProxyType[str, Kind] = MappingProxyType(
    {
        # files and sheets
        "no-files": Kind(
            "error",
            "data/raw/{period} does not exist or holds no files",
            "put this period's appendix there",
        ),
        "no-appendix": Kind(
            "error",
            "no table of measures was found among the files: {files}",
            "an appendix needs a header row with a title column ({title}) and a status column "
            "({status}); add your own headings to headings.measures in roadmap.toml",
        ),
        "unreadable-file": Kind(
            "error",
            "the file cannot be read: {reason}",
            "open it in its own program, save it again and replace it",
        ),
        "folder-inside": Kind(
            "warning",
            "the folder inside this one is not read",
            "move its files one level up, or out of data/raw",
        ),
        "second-reader": Kind(
            "note",
            "the workbook was read by the second reader, since the first refused it",
            "hidden rows and strikes are not seen",
        ),
        "open-in-excel": Kind(
            "note", "'{value}' is Excel's mark of a file that somebody has open", "not read"
        ),
        "unknown-content": Kind(
            "warning",
            "neither an appendix, a survey, target levels nor a published roadmap was found here",
            "check its header row against the headings in roadmap.toml, or move it out of data/raw",
        ),
        "hidden-sheet": Kind("note", "the sheet is hidden", "it was read all the same"),
        "prose-sheet": Kind("note", "the sheet holds no table", "set aside"),
        "incomplete-header": Kind(
            "error",
            "the headings {found} are an appendix's, but one like {missing} is not among them",
            "correct the heading, or add it to headings.measures in roadmap.toml; if the sheet "
            "holds no measures, move it out of data/raw",
        ),
        "heading-twice": Kind(
            "error",
            "the columns {other} and '{value}' both mean {role}, and differ",
            "remove one of them, or give it a heading of its own",
        ),
        "accounting": Kind(
            "error",
            "{read} rows were read but {accounted} are accounted for",
            "this is a fault of digireport: please report it with the file",
        ),
        # measures
        "unknown-status": Kind(
            "error",
            "the status '{value}' is not known; known are {known}",
            "correct the cell, or add the wording to its status in roadmap.toml{suggestion}",
        ),
        "empty-status": Kind(
            "error",
            "measure {measure} has no status; known are {known}",
            "write the status: an empty one is never taken as not started",
        ),
        "unknown-goal": Kind(
            "error",
            "the goal '{value}' is not known; known are {known}",
            "correct it, or add it to the goal's aliases in roadmap.toml",
        ),
        "two-goals": Kind(
            "error",
            "different goals are named for the same measures: {value}",
            "correct the one that is wrong",
        ),
        "no-goal": Kind(
            "error",
            "measure {measure} has no goal: neither a goal column, the title block nor the "
            "sheet's name names one; known are {known}",
            "name the sheet after the goal, or add a goal column",
        ),
        "conflicting-rows": Kind(
            "error",
            "measure {measure} stands here and in {other} with different content: {difference}",
            "correct one of the rows, or give one a number of its own",
        ),
        "excel-error": Kind(
            "error",
            "the cell holds Excel's error {value}",
            "mend its formula, or write the value itself",
        ),
        "number-is-date": Kind(
            "error",
            "the measure's number is the date {value}: the spreadsheet has changed what was typed",
            "make the column's cells text, then write the number again",
        ),
        "no-title": Kind(
            "warning",
            "the row has no title, so it cannot be a measure: {value}",
            "set aside; write its title if it is a measure",
        ),
        "unknown-schedule": Kind(
            "warning",
            "the schedule '{value}' is not understood",
            "the measure stays, without dates; write for example 2026, 9/2026 or 30.6.2026",
        ),
        "unknown-owner": Kind(
            "warning",
            "the owner '{value}' is not among the owners of roadmap.toml",
            "add the role there; until then the public report does not show it",
        ),
        "unknown-unit": Kind(
            "warning",
            "the unit '{value}' is not known; known are {known}",
            "correct it, or add it to the unit's aliases in roadmap.toml",
        ),
        "unknown-perspective": Kind(
            "warning",
            "the perspective '{value}' is not known",
            "write its number 1 to {last}, or add its name to the aliases in roadmap.toml",
        ),
        "unknown-pointer": Kind(
            "warning",
            "measure {measure} is said to have moved into {value}, which does not exist",
            "correct the number",
        ),
        "no-column": Kind(
            "warning",
            "no sheet has a column for the {role}; the headings that it may have are {known}",
            "add your own heading to headings.measures.{role} in roadmap.toml",
        ),
        "moved-nowhere": Kind(
            "warning",
            "measure {measure} is said to have moved, but not clearly where",
            "write one measure's number after it, like Siirretty toimenpiteeseen 1.12",
        ),
        "more-cells": Kind(
            "error",
            "the row has more cells than there are headings: '{value}'",
            "put quotation marks around a cell that holds the delimiter, such as a decimal comma",
        ),
        "values-only": Kind(
            "warning",
            "this reader does not see the cells' formats: 1.10 may have become 1.1, and 9/2026 "
            "the first of September",
            "check these cells, or save the file as xlsx",
        ),
        "number-reused": Kind(
            "warning",
            "measure {measure} is now '{value}' and was '{other}'",
            "if these are two measures, give the new one a number of its own",
        ),
        "no-answer-day": Kind(
            "warning",
            "no answering day could be read",
            "the report names the year only; check headings.survey.answered_on in roadmap.toml",
        ),
        "rounds-mixed": Kind(
            "error",
            "the answers are from {first} to {last}, more than half a year",
            "keep one round's answers in this folder",
        ),
        "unknown-new-mark": Kind(
            "warning",
            "the mark '{value}' for a new measure is not understood",
            "write x for a new measure and leave the others empty",
        ),
        "duplicate-row": Kind(
            "note", "the same row as {other} for measure {measure}", "counted once"
        ),
        "hidden-row": Kind("note", "the row is hidden", "it was read and counts"),
        "set-aside-row": Kind("note", "set aside as {reason}: '{value}'"),
        "unknown-column": Kind("note", "the column '{value}' is not used"),
        # dates
        "no-status-date": Kind(
            "warning",
            "no status date is stated in the appendix or roadmap",
            "the period's last day {day} is used; state it above the table, like Tilanne 30.4.2026",
        ),
        "status-dates-differ": Kind(
            "error",
            "different status dates are stated: {dates}",
            "keep the newest file, or correct the date above its table",
        ),
        "published-date-differs": Kind(
            "warning",
            "the published roadmap states {value}, the appendix {day}",
            "the appendix's date is used",
        ),
        "status-date-outside": Kind(
            "warning",
            "the status date {value} is outside {period}",
            "check that the files belong to this period",
        ),
        # survey and targets
        "no-survey": Kind("note", "no staff survey was found at or before {day}"),
        "survey-twice": Kind(
            "error",
            "the same answers stand in {other}",
            "remove one of them: each answer would count twice",
        ),
        "unmatched-scale-column": Kind(
            "error",
            "the column '{value}' holds answers on the scale but matches no perspective",
            "add its heading to the perspective's aliases in roadmap.toml, or to "
            "headings.survey.ignored if it is not about a perspective{suggestion}",
        ),
        "perspective-twice": Kind(
            "error",
            "perspective {number} has two columns, {other} and this one",
            "remove one of them from the file, or correct its heading",
        ),
        "perspective-without-column": Kind(
            "warning",
            "perspective {number} ({name}) has no column",
            "its level is not reported; check the heading",
        ),
        "unknown-answer": Kind(
            "error",
            "the answer '{value}' is not on the scale 1 to 5 (in {count} rows, first here)",
            "correct the file, or if it means don't know add it to scale.dont_know in roadmap.toml",
        ),
        "unknown-survey-unit": Kind(
            "warning",
            "the unit '{value}' is not known (in {count} rows, first here); known are {known}",
            "its answers count for all staff only; add it to the unit's aliases in roadmap.toml",
        ),
        "empty-submission": Kind("note", "{count} submissions had no answer", "set aside"),
        "unknown-target": Kind(
            "error",
            "'{value}' matches no perspective",
            "add it to the perspective's aliases in roadmap.toml",
        ),
        "target-off-scale": Kind(
            "error",
            "the target level '{value}' of perspective {number} is not a number from 1 to 5",
            "correct it",
        ),
        "target-twice": Kind(
            "error", "perspective {number} has two target levels", "remove one of the rows"
        ),
        "no-target": Kind(
            "warning",
            "perspective {number} ({name}) has no target level",
            "its gap is not reported; add it to the target levels beside the survey",
        ),
        # published roadmap and comparison
        "published-differs": Kind(
            "warning",
            "goal {goal}, {status}: the published roadmap says {published}, the appendix gives "
            "{computed}",
            "check which one is right",
        ),
        "published-agrees": Kind(
            "note", "all {count} counts of the published roadmap agree with the appendix"
        ),
        "published-twice": Kind(
            "warning",
            "goal {goal}, {status}: the published roadmap says {value} here and {published} before",
            "the first is used; check which one is right",
        ),
        "published-incomplete": Kind(
            "warning",
            "goal {goal}: no count was found for {status}",
            "check the labels in headings.published of roadmap.toml",
        ),
        "new-mark-differs": Kind(
            "warning",
            "measure {measure} {difference}",
            "correct the mark, or check the measure's number in both appendices",
        ),
        "missing-measure": Kind(
            "warning",
            "measure {measure} was in {previous} and is no longer in the appendix",
            "if it was dropped, keep it with a rejected status so that readers see why",
        ),
        "no-previous": Kind("note", "no earlier half-year was found", "changes are not reported"),
    }
)


@dataclass(frozen=True)
class Place:
    """An address in the raw files; whatever is unknown is empty (row: 0)."""

    file: str = ""
    sheet: str = ""
    row: int = 0
    column: str = ""
    part: Part = "sheet"

    def __str__(self) -> str:
        parts = [self.file]
        parts += [f"{self.part} {self.sheet}"] if self.sheet else []
        parts += [f"row {self.row}"] if self.row else []
        parts += [f"column {self.column}"] if self.column else []
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class Finding:
    """One thing to look at.

    Attributes
    ----------
    kind : str
        A key of `KINDS`.
    place : Place
        Where it is.
    words : dict of str to str
        What the sentence needs; ``value`` is the cell's own text.
    severity : str
        The kind's own, unless an earlier period softened it.
    """

    kind: str
    place: Place = Place()
    words: dict[str, str] = field(default_factory=dict)
    severity: Severity = "note"

    def __str__(self) -> str:
        kind = KINDS[self.kind]
        text = kind.sentence.format_map(self.words)
        where = str(self.place)
        advice = f" ({kind.advice.format_map(self.words)})" if kind.advice else ""
        return f"{where}: {text}{advice}." if where else f"{text}{advice}."


def find(kind: str, place: Place | None = None, **words: object) -> Finding:
    """Make a finding of a known kind.

    >>> print(find("unknown-schedule", Place("a.xlsx", "Tavoite 1", 7, "E"), value="joskus"))
    a.xlsx, sheet Tavoite 1, row 7, column E: the schedule 'joskus' is not understood (the \
measure stays, without dates; write for example 2026, 9/2026 or 30.6.2026).
    """
    texts = {name: str(word) for name, word in words.items()}
    return Finding(kind, place or Place(), texts, KINDS[kind].severity)


def soften(findings: Iterable[Finding]) -> list[Finding]:
    """Turn errors into warnings: what is wrong in an earlier period must not stop this one."""
    return [replace(f, severity="warning") if f.severity == "error" else f for f in findings]


def errors_of(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that stop a run."""
    return [finding for finding in findings if finding.severity == "error"]


def count_by_severity(findings: Sequence[Finding]) -> dict[str, int]:
    """Count findings; every severity is there, in order."""
    return {s: sum(f.severity == s for f in findings) for s in SEVERITIES}


def to_frame(findings: Iterable[Finding]) -> pd.DataFrame:
    """Lay findings out as a table, errors first, otherwise in the order they were found.

    Returns
    -------
    DataFrame
        Columns severity, kind, file, part, sheet, row, column, sentence, words (JSON).
    """
    rows = [
        (
            f.severity,
            f.kind,
            f.place.file,
            f.place.part,
            f.place.sheet,
            f.place.row,
            f.place.column,
            str(f),
            json.dumps(f.words, ensure_ascii=False, sort_keys=True),
        )
        for f in sorted(findings, key=lambda f: SEVERITIES.index(f.severity))
    ]
    names = ["severity", "kind", "file", "part", "sheet", "row", "column", "sentence", "words"]
    return pd.DataFrame(rows, columns=names).astype(
        {name: "int64" if name == "row" else "str" for name in names}
    )


def from_frame(frame: pd.DataFrame) -> list[Finding]:
    """Read findings back from `to_frame`."""
    return [
        Finding(
            row["kind"],
            Place(row["file"], row["sheet"], int(row["row"]), row["column"], row["part"]),
            json.loads(row["words"]),
            row["severity"],
        )
        for _, row in frame.iterrows()
    ]
