"""Rows of the appendix: which are measures, and of which goal."""

from __future__ import annotations

from dataclasses import dataclass

from digireport.clean.ledger import Entry
from digireport.clean.recognise import Sheet
from digireport.findings import Finding, Place, find
from digireport.ingest.tables import CellValue, RawRow
from digireport.normalise import key
from digireport.roadmap import MeasureRole, Roadmap


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

    def place(self, role: MeasureRole | None = None) -> Place:
        """Return the row's address, or its cell's of a role, with the heading."""
        position = self.columns.get(role) if role else None
        heading = self.sheet.header.text(position)
        return self.sheet.table.place(self.row.number, position, heading)

    @property
    def id(self) -> str:
        """The measure's number; without one, the letters of its title."""
        return self.text("id").rstrip(".") or key(self.text("title"))

    @property
    def label(self) -> str:
        """How a finding names the measure."""
        return self.text("id") or f"'{self.text('title')}'"

    def content(self) -> dict[MeasureRole, str]:
        """Everything that the row says, for telling a repetition from a conflict."""
        return {"goal": self.goal_id, **{role: self.text(role) for role in self.columns}}


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
    sheet_goal, findings = _goal_of_sheet(sheet, roadmap)
    findings += _unused_columns(sheet, columns)
    measures: list[MeasureRow] = []
    entries = [_aside(sheet, row, "above the table") for row in (*sheet.above, sheet.header)]
    for row in sheet.below:
        measure = MeasureRow(sheet, row, columns, sheet_goal)
        if reason := _reason_aside(measure, roadmap):
            entries.append(_aside(sheet, row, reason))
            findings.append(find("set-aside-row", measure.place(), reason=reason, value=_said(row)))
        elif not measure.text("title"):
            entries.append(
                Entry(sheet.table.file, sheet.table.sheet, row.number, "quarantined", "no title")
            )
            findings.append(find("no-title", measure.place("title"), value=_said(row)))
        else:
            measure, faults = _with_goal(measure, roadmap)
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


def _goal_of_sheet(sheet: Sheet, roadmap: Roadmap) -> tuple[str, list[Finding]]:
    """Find the goal that the title block or the sheet's name names; empty if none does."""
    texts = [text for row in sheet.above for _, text in row.own()]
    names = [text for text in (*texts, sheet.table.sheet) if not key(text).isdigit()]
    goals = {goal: name for name in reversed(names) if (goal := roadmap.goal_of.get(key(name)))}
    if len(goals) > 1:
        named = ", ".join(f"'{name}'" for name in goals.values())
        return "", [find("two-goals", sheet.table.place(), value=named)]
    return next(iter(goals), ""), []


def _with_goal(measure: MeasureRow, roadmap: Roadmap) -> tuple[MeasureRow, list[Finding]]:
    """Take the goal from the measure's own cell, if it has one, else from its sheet."""
    known = ", ".join(f"Tavoite {g.number}" for g in roadmap.goals)
    if written := measure.text("goal"):
        goal = roadmap.goal_of.get(key(written), "")
        found = MeasureRow(measure.sheet, measure.row, measure.columns, goal)
        faults = (
            []
            if goal
            else [find("unknown-goal", measure.place("goal"), value=written, known=known)]
        )
        return found, faults
    if measure.goal_id:
        return measure, []
    return measure, [find("no-goal", measure.place(), measure=measure.label, known=known)]


def _unused_columns(sheet: Sheet, columns: dict[MeasureRole, int]) -> list[Finding]:
    """Note every headed column that has no role, or a role that an earlier one has."""
    used = set(columns.values())
    return [
        find("unknown-column", sheet.table.place(sheet.header.number, position), value=text)
        for position, text in sheet.header.own()
        if position not in used
    ]


def _reason_aside(measure: MeasureRow, roadmap: Roadmap) -> str:
    """Say why a row is no measure; empty if it may be one."""
    own = measure.row.own()
    totals = {key(word) for word in roadmap.rows.totals}
    if any(key(text).rstrip("%") in totals for _, text in own):
        return "a total"
    if [key(text) for _, text in own] == [key(text) for _, text in measure.sheet.header.own()]:
        return "a repeated header"
    if len(own) == 1 and own[0][0] != measure.columns["title"]:
        return "a note"
    return ""


def _aside(sheet: Sheet, row: RawRow, reason: str) -> Entry:
    return Entry(sheet.table.file, sheet.table.sheet, row.number, "set_aside", reason)


def _said(row: RawRow) -> str:
    return "; ".join(text for _, text in row.own())


def _difference(one: MeasureRow, other: MeasureRow) -> str:
    theirs = other.content()
    return ", ".join(
        f"{role} '{text}' and '{theirs.get(role, '')}'"
        for role, text in one.content().items()
        if key(text) != key(theirs.get(role, ""))
    )
