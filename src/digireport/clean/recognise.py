"""What a raw table is, found from its content: the header row says it.

An appendix has a title and a status column, a survey at least three perspectives, target
levels a perspective and a target column. The header may stand on any row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from digireport.findings import Finding, find
from digireport.ingest.folder import RawFolder
from digireport.ingest.tables import RawRow, RawTable
from digireport.normalise import key
from digireport.roadmap import Roadmap

Content = Literal["appendix", "survey", "targets"]
_SURVEY_PERSPECTIVES = 3
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
        found: dict[Role, int] = {}
        for position, text in self.header.own():
            if (role := role_of.get(key(text))) is not None:
                found.setdefault(role, position)
        return found


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
    for table in folder.tables:
        if sheet := _recognise_table(table, roadmap):
            sheets.append(sheet)
        elif table.rows:
            other.append(table)
        if table.is_hidden and table.rows:
            findings.append(find("hidden-sheet", table.place()))
    known_files = {sheet.table.file for sheet in sheets}
    for table in other:
        kind = "prose-sheet" if table.file in known_files else "unknown-content"
        findings.append(find(kind, table.place()))
    return Recognised(tuple(sheets), tuple(other), tuple(findings))


def survey_headings(roadmap: Roadmap) -> dict[str, int]:
    """From a heading's key to its perspective; a bare number is no heading."""
    return {word: number for word, number in roadmap.perspective_of.items() if not word.isdigit()}


def _recognise_table(table: RawTable, roadmap: Roadmap) -> Sheet | None:
    perspectives = survey_headings(roadmap)
    for row in table.rows:
        keys = {key(text) for _, text in row.own()}
        if {"title", "status"} <= {roadmap.measure_role_of.get(word) for word in keys}:
            return Sheet("appendix", table, row)
        if len({perspectives[word] for word in keys & perspectives.keys()}) >= _SURVEY_PERSPECTIVES:
            return Sheet("survey", table, row)
        if {"perspective", "target"} <= {roadmap.target_role_of.get(word) for word in keys}:
            return Sheet("targets", table, row)
    return None
