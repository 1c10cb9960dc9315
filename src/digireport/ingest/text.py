"""Text files: delimited tables and running text, in the encodings that offices use."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from pathlib import Path

from digireport.ingest.tables import RawRow, RawTable, RawText

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = (";", "\t", ",", "|")
_SAME_WIDTH = 0.8  # share of rows that must agree on the number of columns


def read_text(path: Path, name: str) -> RawTable | RawText:
    """Read a text file: a table if one delimiter splits it evenly, else running text.

    Raises
    ------
    ValueError
        If the bytes are no text.
    """
    text = decode(path.read_bytes())
    if "\x00" in text:
        raise ValueError("it is not a text file")
    try:
        rows = _split(text)
    except csv.Error as error:
        raise ValueError(f"its columns cannot be told apart ({error})") from error
    return RawTable(name, "", rows) if rows else RawText(name, tuple(text.splitlines()))


def decode(raw: bytes) -> str:
    """Decode bytes: by byte order mark, else as UTF-8, else as Windows Western European.

    >>> decode("Tietohallintopäällikkö".encode("cp1252"))
    'Tietohallintopäällikkö'
    """
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            return raw.decode(encoding)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _split(text: str) -> tuple[RawRow, ...]:
    """Return the rows under the delimiter that gives the widest even table, or none."""
    best: tuple[int, tuple[RawRow, ...]] = (1, ())
    for delimiter in _DELIMITERS:
        rows = _parse(text, delimiter)
        widths = Counter(len(row.values) for row in rows)
        width, count = widths.most_common(1)[0] if widths else (0, 0)
        if width > best[0] and count >= _SAME_WIDTH * len(rows):
            best = (width, rows)
    return best[1]


def _parse(text: str, delimiter: str) -> tuple[RawRow, ...]:
    """Split under one delimiter; rows are numbered as a spreadsheet would show them."""
    rows = []
    for number, fields in enumerate(
        csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1
    ):
        is_hint = number == 1 and fields[:1] and fields[0].startswith("sep=")
        if any(field.strip() for field in fields) and not is_hint:
            rows.append(RawRow(number, tuple(field if field.strip() else None for field in fields)))
    return tuple(rows)
