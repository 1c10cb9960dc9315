"""Text files: delimited tables and running text, in the encodings that offices use."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal

from digireport.ingest.tables import RawRow, RawTable, RawText
from digireport.normalise import tidy

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
Quoting = Literal[0, 3]  # of the csv module: minimal, none
_DELIMITERS = (";", "\t", ",", "|")
_HINT = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)  # Excel's own first line
_UTF8_LETTER = re.compile(rb"\xc3[\x80-\xbf]")  # ä, ö and their like; in cp1252 no sane pair
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
    hint = _HINT.match(text)
    if hint:
        text = text[hint.end() :]  # as spreadsheets do, which number the rows after it from 1
    delimiters = hint[1] if hint else _DELIMITERS
    try:
        delimiter, rows = _split(text, delimiters)
        if not rows:  # perhaps a table in which a loose quotation mark swallows rows
            delimiter, _ = _split(text, delimiters, csv.QUOTE_NONE)
    except csv.Error as error:
        raise ValueError(f"its columns cannot be told apart ({error})") from error
    if delimiter:
        _refuse_loose_quotes(text, delimiter)
    return RawTable(name, "", rows) if rows else RawText(name, tuple(text.splitlines()))


def decode(raw: bytes) -> str:
    """Decode bytes: by byte order mark, else as UTF-8, else as Windows Western European.

    Raises
    ------
    ValueError
        If some characters are broken: guessing them would change names silently.

    >>> decode("Tietohallintopäällikkö".encode("cp1252"))
    'Tietohallintopäällikkö'
    """
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            return _decode_strictly(raw, encoding)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        looks_like = "utf-8" if _UTF8_LETTER.search(raw) else "cp1252"
        return _decode_strictly(raw, looks_like)


def _decode_strictly(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ValueError(f"line {line} holds broken characters (read as {encoding})") from None


def _split(
    text: str, delimiters: Iterable[str], quoting: Quoting = csv.QUOTE_MINIMAL
) -> tuple[str, tuple[RawRow, ...]]:
    """Return the delimiter that gives the most even, then widest table, and its rows, if any."""
    best: tuple[tuple[float, int], str, tuple[RawRow, ...]] = ((0, 1), "", ())
    for delimiter in delimiters:
        rows = _parse(text, delimiter, quoting)
        if (evenness := _evenness(rows)) > best[0]:
            best = (evenness, delimiter, rows)
    return best[1:]


def _evenness(rows: Sequence[RawRow]) -> tuple[float, int]:
    """Return the share of rows that agree on a number of columns, and that number.

    Titles and notes may be of another width: where at least half of the rows have more than
    one cell filled, only these are judged. Rows that do not agree have the share 0.
    """
    several = [row for row in rows if len(row.own()) > 1]
    judged = several if 2 * len(several) >= len(rows) else rows
    widths = Counter(len(row.values) for row in judged)
    width, count = widths.most_common(1)[0] if widths else (0, 0)
    is_even = width > 1 and count >= _SAME_WIDTH * len(judged)
    return (count / len(rows), width) if is_even else (0, 0)


def _parse(text: str, delimiter: str, quoting: Quoting) -> tuple[RawRow, ...]:
    """Split under one delimiter; rows are numbered as a spreadsheet would show them."""
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting)
    return tuple(
        RawRow(number, tuple(field if tidy(field) else None for field in fields))
        for number, fields in enumerate(records, start=1)
        if any(tidy(field) for field in fields)
    )


def _refuse_loose_quotes(text: str, delimiter: str) -> None:
    """Refuse a quotation mark that opens a cell and is not closed: it would swallow rows."""
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, _ in enumerate(records, start=1):  # noqa: B007 (told in the sentence)
            pass
    except csv.Error:
        raise ValueError(
            f'a cell in row {number + 1} starts with a quotation mark (") that is not closed '
            "before the cell ends"
        ) from None
