"""What every reader returns: tables of cells that know where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from digireport.findings import Part, Place
from digireport.normalise import tidy

CellValue = str | int | float | bool | date | datetime | None


@dataclass(frozen=True)
class RawRow:
    """One row that is not blank.

    Attributes
    ----------
    number : int
        The row's number in the file, from 1.
    values : tuple
        The cells from column A on; a merged cell's value stands in each of its rows.
    filled : frozenset of int
        Positions whose value came down from a merged cell.
    is_hidden : bool
        Whether the row is hidden or filtered out of sight.
    """

    number: int
    values: tuple[CellValue, ...]
    filled: frozenset[int] = frozenset()
    is_hidden: bool = False

    def text(self, position: int | None) -> str:
        """Return a cell as one tidy line; an absent cell is empty."""
        return cell_text(self.value(position))

    def value(self, position: int | None) -> CellValue:
        """Return a cell's value; an absent cell is None."""
        return (
            self.values[position] if position is not None and position < len(self.values) else None
        )

    def own(self) -> list[tuple[int, str]]:
        """List the cells with something of their own in them: position and text."""
        return [(position, text) for position, text in self.shown() if position not in self.filled]

    def shown(self) -> list[tuple[int, str]]:
        """List the cells in which a reader sees something: position and text."""
        return [
            (position, text)
            for position, value in enumerate(self.values)
            if (text := cell_text(value))
        ]


@dataclass(frozen=True)
class RawTable:
    """A sheet, a delimited text file, or a table of a document, slide or page.

    Attributes
    ----------
    sheet : str
        The sheet's name, or the number of the slide, page or table.
    part : str
        What ``sheet`` is.
    """

    file: str
    sheet: str
    rows: tuple[RawRow, ...]
    is_hidden: bool = False
    part: Part = "sheet"

    def place(self, row: int = 0, position: int | None = None, heading: str = "") -> Place:
        """Return an address in this table, with the heading beside the column's letter."""
        column = "" if position is None else column_letter(position)
        shown = f"{column} ({heading})" if heading else column
        return Place(self.file, self.sheet, row, shown, self.part)


@dataclass(frozen=True)
class RawText:
    """A text without columns, such as the text layer of the published roadmap."""

    file: str
    lines: tuple[str, ...]

    def stated(self) -> Iterator[tuple[int, str]]:
        """Yield the lines that say something: number from 1 and tidy text."""
        for number, line in enumerate(self.lines, start=1):
            if text := tidy(line):
                yield number, text


def cell_text(value: CellValue) -> str:
    """Return a cell's value as one tidy line, as a Finnish reader would see it.

    >>> cell_text(3.0), cell_text(1.1 + 0.1), cell_text(datetime(2026, 6, 30)), cell_text(None)
    ('3', '1.2', '30.6.2026', '')
    """
    if value is None:
        return ""
    if isinstance(value, date):  # a datetime is a date
        return f"{value.day}.{value.month}.{value.year}"
    if isinstance(value, float):
        return f"{value:.15g}"  # as many digits as a spreadsheet keeps
    return tidy(str(value))


def column_letter(position: int) -> str:
    """Return a column's letters as a spreadsheet shows them.

    >>> column_letter(0), column_letter(27)
    ('A', 'AB')
    """
    letters = ""
    number = position + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
