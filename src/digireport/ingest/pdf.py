"""PDF files with a text layer: ruled tables, and the text line by line."""

from __future__ import annotations

import logging
from itertools import count
from pathlib import Path

import pdfplumber

from digireport.ingest.tables import RawRow, RawTable, RawText

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it tells of every odd font


def read_pdf(path: Path, name: str) -> list[RawTable | RawText]:
    """Read every ruled table, and the text of all pages as one.

    Raises
    ------
    ValueError
        If the file cannot be read or is a scan, with the reason in plain words.
    """
    parts: list[RawTable | RawText] = []
    lines: list[str] = []
    try:
        with pdfplumber.open(path) as document:
            for page in document.pages:
                number = page.page_number
                names = (f"{number}.{n}" if n > 1 else str(number) for n in count(1))
                tables = filter(None, map(_rows, page.extract_tables()))
                parts += [RawTable(name, next(names), rows, part="page") for rows in tables]
                lines += page.extract_text().splitlines()
    except Exception as error:
        is_locked = "password" in f"{type(error).__name__} {error}".lower()
        reason = "it is protected by a password" if is_locked else "the PDF is damaged"
        raise ValueError(reason) from error
    if not lines:
        raise ValueError("it has no text layer, perhaps it is a scan; ask for the original file")
    return [*parts, RawText(name, tuple(lines))]


def _rows(cells: list[list[str | None]]) -> tuple[RawRow, ...]:
    rows = []
    for number, row in enumerate(cells, start=1):
        values = tuple((text or "").strip() or None for text in row)
        if any(values):
            rows.append(RawRow(number, values))
    return tuple(rows)
