"""Rows of the appendix: which are measures, and of which goal."""

from __future__ import annotations

import re
from dataclasses import dataclass

from digireport.clean.goals import goals_below, goals_in, goals_of_sheet, quoted
from digireport.clean.ledger import Entry
from digireport.clean.recognise import Sheet, read_header
from digireport.findings import Finding, Place, find
from digireport.ingest.tables import CellValue, RawRow
from digireport.normalise import key
from digireport.roadmap import MeasureRole, Roadmap

A_HEADER = "a repeated header"
A_GOAL = "a goal's heading"
_HEADING_CELLS = 2  # such as: Tavoite 2 | Digitaalisesti osaava henkilöstö
_DECISIVE = {"id", "title", "goal", "schedule", "status", "is_new"}
_COUNT = re.compile(r"[\d%]+(?:kpl)?$")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class MeasureRow:
    """A row of the appendix that is a measure, still in the file's own words."""

    sheet: Sheet
    row: RawRow
    columns: dict[MeasureRole, int]
    goal_id: str

    def text(self, role: MeasureRole) -> str:
        """Return the cell of a role as written; empty without such a column."""
        return self.row.text(self.columns.get(role))

    def value(self, role: MeasureRole) -> CellValue:
        """Return the cell's value of a role."""
        return self.row.value(self.columns.get(role))

    def written(self, role: MeasureRole) -> str:
        """Return the cell of a role with its line breaks."""
        value = self.value(role)
        return value if isinstance(value, str) else self.text(role)

    def place(self, role: MeasureRole | None = None) -> Place:
        """Return the row's address, or its cell's of a role, with the heading."""
        position = self.columns.get(role) if role else None
        heading = self.sheet.header.text(position)
        return self.sheet.table.place(self.row.number, position, heading)

    @property
    def id(self) -> str:
        """The measure's number; without one, the letters of its title."""
        return self.number or key(self.text("title"))

    @property
    def number(self) -> str:
        """The measure's number as written; a dash in its place is none."""
        number = self.text("id").rstrip(".")
        return number if _says_something(number) else ""

    @property
    def label(self) -> str:
        """How a finding names the measure."""
        return self.number or f"'{self.text('title')}'"

    def content(self) -> dict[MeasureRole, str]:
        """Everything that the row says, for telling a repetition from a conflict."""
        said = {role: self.text(role) for role in self.columns}
        return {**said, "goal": self.goal_id}


def read_sheet(
    sheet: Sheet, roadmap: Roadmap
) -> tuple[list[MeasureRow], list[Entry], list[Finding]]:
    """Split a sheet's rows into measures and the rest.

    Returns
    -------
    tuple
        The measures, a ledger entry for every other row, and what was found.
    """
    columns = sheet.columns(roadmap.measure_role_of)
    goals = goals_of_sheet(sheet, roadmap)
    findings = _unused_columns(sheet, columns, roadmap)
    if len(goals) > 1 and "goal" not in columns:
        findings.append(find("two-goals", sheet.table.place(), value=quoted(goals.values())))
    measures: list[MeasureRow] = []
    entries = [_aside(sheet, row, "above the table") for row in (*sheet.above, sheet.header)]
    for row in sheet.below:
        measure = MeasureRow(sheet, row, columns, next(iter(goals)) if len(goals) == 1 else "")
        if reason := _reason_aside(measure, roadmap):
            entries.append(_aside(sheet, row, reason))
            findings.append(find("set-aside-row", measure.place(), reason=reason, value=_said(row)))
            if reason == A_HEADER:  # perhaps of a table with its columns in another order
                columns = read_header(row, roadmap.measure_role_of)
            elif reason == A_GOAL:
                goals, faults = goals_below(sheet, row, roadmap)
                findings += faults
        elif not _says_something(measure.text("title")):
            entries.append(
                Entry(sheet.table.file, sheet.table.sheet, row.number, "quarantined", "no title")
            )
            findings.append(find("no-title", measure.place("title"), value=_said(row)))
        else:
            measure, faults = _with_goal(measure, goals, roadmap)
            measures.append(measure)
            findings += faults
    return measures, entries, findings


def merge_repeats(
    measures: list[MeasureRow],
) -> tuple[list[MeasureRow], list[Entry], list[Finding]]:
    """Keep the first of rows that say the same; the same id with other content is an error."""
    first: dict[str, MeasureRow] = {}
    entries: list[Entry] = []
    findings: list[Finding] = []
    for measure in measures:
        known = first.setdefault(measure.id, measure)
        if known is measure:
            continue
        table = measure.sheet.table
        entries.append(Entry(table.file, table.sheet, measure.row.number, "merged", "repeated"))
        words = {"measure": measure.label, "other": str(known.place())}
        if difference := _difference(known, measure):
            findings.append(
                find("conflicting-rows", measure.place(), difference=difference, **words)
            )
        else:
            findings.append(find("duplicate-row", measure.place(), **words))
    return list(first.values()), entries, findings


def _with_goal(
    measure: MeasureRow, sheet_goals: dict[str, str], roadmap: Roadmap
) -> tuple[MeasureRow, list[Finding]]:
    """Take the goal from the measure's own cell, if it has one, else from its sheet."""
    known = ", ".join([*g.aliases, *g.name.values()][0] for g in roadmap.goals)
    written = measure.text("goal")
    if not written:
        is_told = len(sheet_goals) > 1 and "goal" not in measure.columns
        is_fault = not measure.goal_id and not is_told
        fault = find("no-goal", measure.place(), measure=measure.label, known=known)
        return measure, [fault] if is_fault else []
    goal = roadmap.goal_of.get(key(written), "")
    found = MeasureRow(measure.sheet, measure.row, measure.columns, goal)
    place = measure.place("goal")
    if not goal:
        return found, [find("unknown-goal", place, value=written, known=known)]
    if measure.goal_id and measure.goal_id != goal:
        named = quoted([written, *sheet_goals.values()])
        return found, [find("two-goals", place, value=named)]
    return found, []


def _unused_columns(
    sheet: Sheet, columns: dict[MeasureRole, int], roadmap: Roadmap
) -> list[Finding]:
    """Note every headed column that has no role; one that contradicts another is an error."""
    used = set(columns.values())
    findings = []
    for position, text in sheet.header.shown():
        if position in used:
            continue
        place = sheet.table.place(sheet.header.number, position)
        role = roadmap.measure_role_of.get(key(text))
        first = columns[role] if role else position
        pairs = [(row.text(first), row.text(position)) for row in sheet.below]
        if role in _DECISIVE and any(_content(one) != _content(other) for one, other in pairs):
            other = sheet.header.text(first)
            findings.append(find("heading-twice", place, other=f"'{other}'", value=text, role=role))
        else:
            findings.append(find("unknown-column", place, value=text))
    return findings


def _reason_aside(measure: MeasureRow, roadmap: Roadmap) -> str:
    """Say why a row is no measure; empty if it may be one."""
    own = measure.row.own()
    title = measure.columns["title"]
    totals = {key(word) for word in roadmap.rows.totals}
    labels = [*(text for _, text in own[:1]), measure.text("title")]
    is_measure = key(measure.text("status")) in roadmap.status_of and measure.number
    if not is_measure and any(_COUNT.sub("", key(text)) in totals for text in labels):
        return "a total"
    if {"title", "status"} <= read_header(measure.row, roadmap.measure_role_of).keys():
        return A_HEADER
    words = [text for position, text in own if position != measure.columns.get("goal")]
    if len(own) <= _HEADING_CELLS and not measure.text("status") and goals_in(words, roadmap):
        return A_GOAL
    is_number = len(own) == 1 and own[0][0] == measure.columns.get("id") and _is_number(own[0][1])
    if len(own) == 1 and own[0][0] != title and title not in measure.row.filled and not is_number:
        return "a note"
    return ""


def _is_number(text: str) -> bool:
    return re.fullmatch(r"\d+(?:\.\d+)*\.?", text) is not None


def _aside(sheet: Sheet, row: RawRow, reason: str) -> Entry:
    return Entry(sheet.table.file, sheet.table.sheet, row.number, "set_aside", reason)


def _said(row: RawRow) -> str:
    return "; ".join(text for _, text in row.own())


def _says_something(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _difference(one: MeasureRow, other: MeasureRow) -> str:
    """Say in which cells two rows of one measure differ; empty if in none."""
    ours, theirs = one.content(), other.content()
    return ", ".join(
        f"{role} '{ours.get(role, '')}' and '{theirs.get(role, '')}'"
        for role in dict.fromkeys([*ours, *theirs])
        if _content(ours.get(role, "")) != _content(theirs.get(role, ""))
    )


def _content(text: str) -> tuple[str, list[str]]:
    """Return what must be equal for two cells to say the same: 1–6/2026 is not 16/2026."""
    return key(text), _DIGITS.findall(text)
