"""OpenDocument spreadsheets, read from their XML: merges, hidden rows and strikes stay.

A repeated empty row or column can stand a million times in a file; it is skipped, not
unrolled.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

from digireport.ingest.tables import CellValue, RawRow, RawTable

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_MOST_REPEATS = 10_000  # a row or value repeated further is no table


def read_ods(path: Path, name: str) -> list[RawTable]:
    """Read every sheet.

    Raises
    ------
    ValueError
        If the file cannot be read, with the reason in plain words.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            root = ET.fromstring(archive.read("content.xml"))  # noqa: S314 (expat limits entities)
    except (ET.ParseError, zipfile.BadZipFile, KeyError) as error:
        raise ValueError("the workbook is damaged") from error
    hidden = _hidden_styles(root)
    return [
        RawTable(
            name,
            table.get(f"{_TABLE}name", ""),
            tuple(_rows(table)),
            is_hidden=table.get(f"{_TABLE}style-name") in hidden,
        )
        for table in root.iter(f"{_TABLE}table")
    ]


def _hidden_styles(root: ET.Element) -> set[str | None]:
    return {
        style.get(f"{_STYLE}name")
        for style in root.iter(f"{_STYLE}style")
        for properties in style.iter(f"{_STYLE}table-properties")
        if properties.get(f"{_TABLE}display") == "false"
    }


def _rows(table: ET.Element) -> Iterator[RawRow]:
    """Yield the rows that are not blank; merged cells are filled down."""
    number = 1
    down: dict[int, tuple[int, CellValue]] = {}  # position → rows still covered, value
    for row in table.iter(f"{_TABLE}table-row"):
        repeats = int(row.get(f"{_TABLE}number-rows-repeated", "1"))
        cells = list(_cells(row))
        is_hidden = row.get(f"{_TABLE}visibility", "visible") != "visible"
        if not any(value is not None for value, _ in cells):
            down = {p: (left - repeats, v) for p, (left, v) in down.items() if left > repeats}
            number += repeats
            continue
        if repeats > _MOST_REPEATS:
            raise ValueError(f"a row is repeated {repeats} times, which no appendix does")
        for _ in range(repeats):
            values = [value for value, _ in cells]
            filled = frozenset(p for p in down if p < len(values) and values[p] is None)
            for position in filled:
                values[position] = down[position][1]
            yield RawRow(number, tuple(values), filled, is_hidden)
            down = {p: (left - 1, v) for p, (left, v) in down.items() if left > 1}
            down |= {p: (span - 1, v) for p, (v, span) in enumerate(cells) if span > 1}
            number += 1


def _cells(row: ET.Element) -> Iterator[tuple[CellValue, int]]:
    """Yield each cell's value and how many rows it covers; trailing blanks are left out."""
    pending = 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        repeats = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        value = _value(cell) if cell.tag == _CELLS[0] else None
        if value is None:
            pending += repeats
            continue
        yield from [(None, 1)] * pending
        pending = 0
        span = int(cell.get(f"{_TABLE}number-rows-spanned", "1"))
        yield from [(value, span)] * min(repeats, _MOST_REPEATS)


def _value(cell: ET.Element) -> CellValue:
    """Return a cell's value by its type; a number that is shown with decimals keeps them."""
    kind = cell.get(f"{_OFFICE}value-type", "")
    shown = "\n".join("".join(_said(p)) for p in cell.iterfind(f"{_TEXT}p")).strip()
    if kind == "date":
        return _day(cell.get(f"{_OFFICE}date-value", "")) or shown
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value") == "true"
    if kind in ("float", "percentage") and not shown:
        return float(cell.get(f"{_OFFICE}value", "nan"))
    return shown or None


def _said(paragraph: ET.Element) -> Iterator[str]:
    """Yield a paragraph's text; blanks, tabs and breaks are elements of their own."""
    yield paragraph.text or ""
    for child in paragraph:
        if child.tag == f"{_TEXT}s":
            yield " " * int(child.get(f"{_TEXT}c", "1"))
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag == f"{_TEXT}tab":
            yield " "
        elif not child.tag.endswith("annotation"):
            yield from _said(child)
        yield child.tail or ""


def _day(text: str) -> date | datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
