"""Tables of Word documents, with what python-docx leaves out.

python-docx drops tracked insertions and content controls, and a cell wrapped in one: so the
cells' text is gathered from the XML itself. Deleted text stays deleted.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx

from digireport.ingest.tables import RawRow, RawTable

Node = Any  # an XML element or shape; these libraries type them loosely
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_GONE = (f"{_W}del", f"{_W}moveFrom")


def read_word(path: Path, name: str) -> list[RawTable]:
    """Read every table of a document, also one inside another's cell.

    Raises
    ------
    ValueError
        If the file cannot be read, with the reason in plain words.
    """
    try:
        body = docx.Document(str(path)).element.body
    except Exception as error:
        raise ValueError("the document is damaged") from error
    tables = list(body.iter(f"{_W}tbl"))
    return [
        RawTable(name, str(number), _rows(table), part="table")
        for number, table in enumerate(tables, start=1)
    ]


def _rows(table: Node) -> tuple[RawRow, ...]:
    """Return the rows; a vertically merged cell's text stands in each of them."""
    rows: list[RawRow] = []
    above: dict[int, str] = {}
    for number, row in enumerate(_children(table, "tr"), start=1):
        values: list[str | None] = []
        filled: set[int] = set()
        for cell in _children(row, "tc"):
            position = len(values)
            if _continues(cell):
                values.append(above.get(position))
                filled.add(position)
            else:
                values.append(_text(cell) or None)
            above[position] = values[position] or ""
            values += [None] * (_span(cell) - 1)
        if any(value for i, value in enumerate(values) if i not in filled):
            rows.append(RawRow(number, tuple(values), frozenset(filled)))
    return tuple(rows)


def _children(parent: Node, tag: str) -> Iterator[Node]:
    """Yield rows or cells, also those inside content controls and tracked insertions."""
    for child in parent:
        if child.tag == f"{_W}{tag}":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _children(child, tag)


def _text(cell: Node) -> str:
    """Return a cell's text, a line for each paragraph; an inner table's text is not its own."""
    paragraphs = (p for p in cell.iter(f"{_W}p") if next(p.iterancestors(f"{_W}tc")) is cell)
    return "\n".join("".join(_runs(p)) for p in paragraphs).strip()


def _runs(paragraph: Node) -> Iterator[str]:
    for node in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}noBreakHyphen"):
        if any(ancestor.tag in _GONE for ancestor in node.iterancestors()):
            continue
        if node.tag == f"{_W}t":
            yield node.text or ""
        else:
            yield {f"{_W}br": "\n", f"{_W}noBreakHyphen": "-"}.get(node.tag, " ")


def _continues(cell: Node) -> bool:
    """Whether the cell carries on the one above it."""
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merge is not None and merge.get(f"{_W}val", "continue") == "continue"


def _span(cell: Node) -> int:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    return int(span.get(f"{_W}val", "1")) if span is not None else 1
