"""What a raw table is, found from its content: the header row says it.

An appendix has a title and a status column, a survey at least three perspectives, target
levels a perspective and a target column. The header may stand on any row. A table with
several of an appendix's headings but no title or status column is an error: a misspelt
heading must not lose a whole sheet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from digireport.findings import Finding, find
from digireport.ingest.folder import RawFolder
from digireport.ingest.tables import RawRow, RawTable
from digireport.normalise import key
from digireport.roadmap import MeasureRole, Roadmap

Content = Literal["appendix", "survey", "targets"]
_SURVEY_PERSPECTIVES = 3
_APPENDIX_HEADINGS = 3  # with a title or status column among them
_MANY_HEADINGS = 5  # without
_NEEDED: tuple[MeasureRole, ...] = ("title", "status")
Role = TypeVar("Role")


@dataclass(frozen=True)
class Sheet:
    """A raw table that was recognised.

    Attributes
    ----------
    header : RawRow
        The row of its headings.
    """

    content: Content
    table: RawTable
    header: RawRow

    @property
    def above(self) -> tuple[RawRow, ...]:
        """The rows above the header: titles and dates."""
        return tuple(row for row in self.table.rows if row.number < self.header.number)

    @property
    def below(self) -> tuple[RawRow, ...]:
        """The rows below the header."""
        return tuple(row for row in self.table.rows if row.number > self.header.number)

    def columns(self, role_of: Mapping[str, Role]) -> dict[Role, int]:
        """Map each role to its column; of two columns with one role, the first."""
        return read_header(self.header, role_of)


@dataclass(frozen=True)
class Recognised:
    """A raw folder, sorted by what its tables are."""

    sheets: tuple[Sheet, ...]
    other: tuple[RawTable, ...]
    findings: tuple[Finding, ...]

    def of(self, content: Content) -> tuple[Sheet, ...]:
        """Return the sheets of one kind."""
        return tuple(sheet for sheet in self.sheets if sheet.content == content)


def recognise(folder: RawFolder, roadmap: Roadmap) -> Recognised:
    """Sort the tables of a folder by content.

    A table that is nothing we know is a note if its file holds something else that we know
    (an instruction sheet), and a warning if not.
    """
    sheets: list[Sheet] = []
    other: list[RawTable] = []
    findings: list[Finding] = []
    told: set[tuple[str, str]] = set()
    for table in folder.tables:
        if sheet := _recognise_table(table, roadmap):
            sheets.append(sheet)
        elif table.rows:
            other.append(table)
            if fault := _incomplete_header(table, roadmap):
                findings.append(fault)
                told.add((table.file, table.sheet))
        if table.is_hidden and table.rows:
            findings.append(find("hidden-sheet", table.place()))
    known_files = {sheet.table.file for sheet in sheets}
    for table in other:
        if (table.file, table.sheet) in told:
            continue
        kind = "prose-sheet" if table.file in known_files else "unknown-content"
        findings.append(find(kind, table.place()))
    findings += [fault for sheet in sheets for fault in surplus_cells(sheet)]
    return Recognised(tuple(sheets), tuple(other), tuple(findings))


def read_header(row: RawRow, role_of: Mapping[str, Role]) -> dict[Role, int]:
    """Map each role that a row has a heading for to its column; most rows have none."""
    found: dict[Role, int] = {}
    for position, text in row.shown():
        if (role := role_of.get(key(text))) is not None:
            found.setdefault(role, position)
    return found


def surplus_cells(sheet: Sheet) -> list[Finding]:
    """Return an error for each row of a delimited text with more cells than headings.

    There a decimal comma or a loose delimiter moves every later cell; in a spreadsheet a cell
    beside the table is only a remark.
    """
    if sheet.table.sheet:
        return []
    last = max(position for position, _ in sheet.header.shown())
    return [
        find("more-cells", sheet.table.place(row.number, position), value=text)
        for row in sheet.below
        for position, text in row.own()
        if position > last
    ]


def survey_headings(roadmap: Roadmap) -> dict[str, int]:
    """From a heading's key to its perspective; a bare number is no heading."""
    return {word: number for word, number in roadmap.perspective_of.items() if not word.isdigit()}


def _recognise_table(table: RawTable, roadmap: Roadmap) -> Sheet | None:
    perspectives = survey_headings(roadmap)
    enough = min(_SURVEY_PERSPECTIVES, max(1, len(roadmap.perspectives)))
    for row in table.rows:
        keys = {key(text) for _, text in row.shown()}
        roles = read_header(row, roadmap.measure_role_of)
        if set(_NEEDED) <= roles.keys():
            return Sheet("appendix", table, row)
        if _is_incomplete(roles):
            continue
        if len({perspectives[word] for word in keys & perspectives.keys()}) >= enough:
            return Sheet("survey", table, row)
        if {"perspective", "target"} <= read_header(row, roadmap.target_role_of).keys():
            return Sheet("targets", table, row)
    return None


def _incomplete_header(table: RawTable, roadmap: Roadmap) -> Finding | None:
    """Name the row that has most of an appendix's headings, if it has several."""
    row = max(table.rows, key=lambda row: len(read_header(row, roadmap.measure_role_of)))
    roles = read_header(row, roadmap.measure_role_of)
    if not _is_incomplete(roles):
        return None
    lacking = [roadmap.headings.measures[role][0] for role in _NEEDED if role not in roles]
    return find(
        "incomplete-header",
        table.place(row.number),
        found=", ".join(f"'{row.text(position)}'" for position in roles.values()),
        missing=", ".join(f"'{text}'" for text in lacking),
    )


def _is_incomplete(roles: Mapping[MeasureRole, int]) -> bool:
    needed = _APPENDIX_HEADINGS if roles.keys() & set(_NEEDED) else _MANY_HEADINGS
    return len(roles) >= needed
