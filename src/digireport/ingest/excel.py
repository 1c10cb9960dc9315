"""Excel workbooks, through openpyxl: it alone keeps merges, hidden rows and coordinates."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from digireport.ingest.tables import CellValue, RawRow, RawTable, cell_text

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell

_FIXED_DECIMALS = re.compile(r"0\.(0+)")
_PERCENT = re.compile(r"0(?:\.0+)?%")
_NOT_A_DATE_PART = re.compile(r'\[[^]]*\]|"[^"]*"|\\.|_.')  # locales, quoted and escaped signs
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_SHOWN_CELLS = 5
_STRICT = b"http://purl.oclc.org/ooxml/"


class RefusedError(ValueError):
    """openpyxl cannot open the workbook; another reader may."""


def read_excel(path: Path, name: str) -> list[RawTable]:
    """Read every sheet of a workbook, hidden ones too.

    Raises
    ------
    RefusedError
        If openpyxl cannot open it.
    ValueError
        If a formula has no stored result, so that its cell would look empty.
    """
    if _is_strict(path):
        raise RefusedError("the workbook is in the strict form")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of styles and extensions it skips
            book = openpyxl.load_workbook(path, data_only=True)
        cells = list(islice(_formulas_without_value(path), _SHOWN_CELLS))
    except Exception as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise RefusedError(f"the workbook cannot be opened ({reason})") from error
    if not book.worksheets:
        raise RefusedError("the workbook shows no sheet")
    if cells:
        raise ValueError(f"formulas have no stored result, such as those in {', '.join(cells)}")
    return [
        RawTable(name, sheet.title, _rows(sheet), is_hidden=sheet.sheet_state != "visible")
        for sheet in book.worksheets
    ]


def _is_strict(path: Path) -> bool:
    """Whether the workbook is in the strict form, in which openpyxl finds no cells."""
    with zipfile.ZipFile(path) as parts:
        books = [name for name in parts.namelist() if name.endswith("xl/workbook.xml")]
        return any(_STRICT in parts.read(name) for name in books)


def _formulas_without_value(path: Path) -> Iterator[str]:
    """Yield the cells whose formula was saved without its result; they would look empty."""
    with zipfile.ZipFile(path) as parts:
        for part in filter(_SHEET.fullmatch, parts.namelist()):
            with parts.open(part) as file:
                for _, element in iterparse(file):
                    if element.tag != f"{{{SHEET_MAIN_NS}}}c":
                        continue
                    formula = element.find(f"{{{SHEET_MAIN_NS}}}f")
                    result = element.findtext(f"{{{SHEET_MAIN_NS}}}v")
                    if formula is not None and not result and element.get("t") != "str":
                        yield str(element.get("r"))
                    element.clear()


def _rows(sheet: Worksheet) -> tuple[RawRow, ...]:
    """Return the rows that are not blank.

    Only cells that the file has are visited: one stray cell far away would otherwise make
    millions of empty ones.
    """
    merged = _merged_down(sheet)
    rows = []
    cells = sorted(sheet._cells.items())  # noqa: SLF001
    for number, group in groupby(cells, key=lambda item: item[0][0]):
        own = {column: _value(cell) for (_, column), cell in group}
        own = {column: value for column, value in own.items() if cell_text(value)}
        if not own:
            continue
        down = merged.get(number, {})
        width = max(*own, *down, 0)
        values = tuple(down.get(i, own.get(i)) for i in range(1, width + 1))
        is_hidden = bool(sheet.row_dimensions[number].hidden)
        rows.append(RawRow(number, values, frozenset(i - 1 for i in down), is_hidden))
    return tuple(rows)


def _merged_down(sheet: Worksheet) -> dict[int, dict[int, CellValue]]:
    """Map row → column → value for the rows that a merged cell covers below its first."""
    down: dict[int, dict[int, CellValue]] = {}
    for area in sheet.merged_cells.ranges:
        value = _value(sheet.cell(area.min_row, area.min_col))
        for row in range(area.min_row + 1, min(area.max_row, sheet.max_row) + 1):
            down.setdefault(row, {})[area.min_col] = value
    return down


def _value(cell: Cell | MergedCell) -> CellValue:
    """Return a cell's value; what its format shows of a number or date stays as shown.

    Measure 1.10 typed as a number is 1.1, and 9/2026 is stored as the month's first day:
    only the format tells what was meant.
    """
    value = cell.value
    if isinstance(value, str):
        return unescape(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        if match := _FIXED_DECIMALS.fullmatch(cell.number_format):
            return f"{value:.{len(match[1])}f}"
        if _PERCENT.fullmatch(cell.number_format):
            return f"{value * 100:g} %"
    if isinstance(value, date):
        shown = _NOT_A_DATE_PART.sub("", cell.number_format).casefold()
        if "y" in shown and "d" not in shown:
            return f"{value.month}/{value.year}" if "m" in shown else f"{value.year}"
    return value if isinstance(value, CellValue) else str(value)
