"""Excel workbooks, through openpyxl: it alone keeps merges, hidden rows and coordinates."""

from __future__ import annotations

import re
import warnings
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from digireport.ingest.tables import CellValue, RawRow, RawTable

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell

_FIXED_DECIMALS = re.compile(r"0\.(0+)")
_PERCENT = re.compile(r"0(?:\.0+)?%")


def read_excel(path: Path, name: str) -> list[RawTable]:
    """Read every sheet of a workbook, hidden ones too.

    Raises
    ------
    ValueError
        If the file cannot be read, with the reason in plain words.
    """
    if not zipfile.is_zipfile(path):
        raise ValueError("it is not a whole workbook (damaged, or protected by a password)")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of styles and extensions it skips
            book = openpyxl.load_workbook(path, data_only=True)
    except Exception as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise ValueError(f"the workbook is damaged ({reason})") from error
    return [
        RawTable(name, sheet.title, _rows(sheet), is_hidden=sheet.sheet_state != "visible")
        for sheet in book.worksheets
    ]


def _rows(sheet: Worksheet) -> tuple[RawRow, ...]:
    merged = _merged_down(sheet)
    rows = []
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        own = [_value(cell) for cell in cells]
        if all(value is None or str(value).strip() == "" for value in own):
            continue
        down = merged.get(number, {})
        values = tuple(down.get(i, value) for i, value in enumerate(own))
        is_hidden = bool(sheet.row_dimensions[number].hidden)
        rows.append(RawRow(number, values, frozenset(down), is_hidden))
    return tuple(rows)


def _merged_down(sheet: Worksheet) -> dict[int, dict[int, CellValue]]:
    """Map row → position → value for the rows that a merged cell covers below its first."""
    down: dict[int, dict[int, CellValue]] = {}
    for area in sheet.merged_cells.ranges:
        value = _value(sheet.cell(area.min_row, area.min_col))
        for row in range(area.min_row + 1, area.max_row + 1):
            down.setdefault(row, {})[area.min_col - 1] = value
    return down


def _value(cell: Cell | MergedCell) -> CellValue:
    """Return a cell's value; a number that is shown with fixed decimals keeps them.

    Measure 1.10 typed as a number is 1.1: only its format tells the two apart.
    """
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool):
        if match := _FIXED_DECIMALS.fullmatch(cell.number_format):
            return f"{value:.{len(match[1])}f}"
        if _PERCENT.fullmatch(cell.number_format):
            return f"{value * 100:g} %"
    return value if isinstance(value, CellValue) else str(value)
