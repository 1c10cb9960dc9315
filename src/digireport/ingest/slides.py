"""PowerPoint slides: their tables, the data behind their charts, and their text.

A chart's numbers are read from the cache in its own XML, which is there for every kind of
chart, 3-D and externally linked ones too.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pptx

from digireport.ingest.tables import CellValue, RawRow, RawTable, RawText

Node = Any  # an XML element or shape; these libraries type them loosely
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def read_slides(path: Path, name: str) -> list[RawTable | RawText]:
    """Read every slide's tables and charts, and the text of all slides as one.

    Raises
    ------
    ValueError
        If the file cannot be read, with the reason in plain words.
    """
    try:
        slides = list(pptx.Presentation(str(path)).slides)
    except Exception as error:
        raise ValueError("the slides are damaged") from error
    parts: list[RawTable | RawText] = []
    lines: list[str] = []
    for number, slide in enumerate(slides, start=1):
        is_hidden = slide.element.get("show") == "0"
        names = (f"{number}.{n}" if n > 1 else str(number) for n in count(1))
        for shape in _shapes(slide.shapes):
            if shape.has_text_frame:
                lines += shape.text_frame.text.replace("\v", "\n").split("\n")
            rows: tuple[RawRow, ...] = ()
            if getattr(shape, "has_table", False):
                rows = _table_rows(shape.table)
            elif getattr(shape, "has_chart", False):
                rows = _chart_rows(shape.chart._chartSpace)  # noqa: SLF001 (no public name)
            if rows:
                parts.append(RawTable(name, next(names), rows, is_hidden, part="slide"))
    return [*parts, RawText(name, tuple(lines))] if any(line.strip() for line in lines) else parts


def _shapes(shapes: Node) -> Iterator[Node]:
    """Yield shapes from top to bottom, those inside groups too."""
    for shape in sorted(shapes, key=lambda s: (s.top or 0, s.left or 0)):
        if hasattr(shape, "shapes"):
            yield from _shapes(shape.shapes)
        else:
            yield shape


def _table_rows(table: Node) -> tuple[RawRow, ...]:
    """Return the rows; a vertically merged cell's text stands in each of them."""
    rows = []
    above: dict[int, str] = {}
    for number, row in enumerate(table.rows, start=1):
        values: list[CellValue] = []
        filled = set()
        for position, cell in enumerate(row.cells):
            text = cell.text.replace("\v", "\n").strip()
            if cell.is_spanned and cell._tc.vMerge:  # noqa: SLF001 (no public name)
                text = above.get(position, "")
                filled.add(position)
            above[position] = text
            values.append(text or None)
        if any(value for i, value in enumerate(values) if i not in filled):
            rows.append(RawRow(number, tuple(values), frozenset(filled)))
    return tuple(rows)


def _chart_rows(chart: Node) -> tuple[RawRow, ...]:
    """Return a chart's data as a table: categories down, a column for each series."""
    series = list(chart.iter(f"{_C}ser"))
    names = [_cached(s.find(f"{_C}tx")).get(0, "") for s in series]
    categories: dict[int, str] = {}
    columns = []
    for one in series:
        categories |= _cached(one.find(f"{_C}cat")) or _cached(one.find(f"{_C}xVal"))
        values = _cached(one.find(f"{_C}val")) or _cached(one.find(f"{_C}yVal"))
        columns.append({index: _number(text) for index, text in values.items()})
    if not columns:
        return ()
    indexes = sorted(set(categories).union(*columns))
    body = [(categories.get(i), *(column.get(i) for column in columns)) for i in indexes]
    rows: list[tuple[CellValue, ...]] = [(None, *names), *body]
    return tuple(RawRow(number, row) for number, row in enumerate(rows, start=1))


def _cached(reference: Node) -> dict[int, str]:
    """Return the cached points under a reference: index to text."""
    if reference is None:
        return {}
    points = reference.iter(f"{_C}pt")
    found = {int(point.get("idx")): point.findtext(f"{_C}v", "") for point in points}
    literal = reference.findtext(f"{_C}v", "")
    return found or ({0: literal} if literal else {})


def _number(text: str) -> CellValue:
    try:
        return float(text)
    except ValueError:
        return text or None
