"""Old and binary Excel files, through calamine in a child process.

calamine reads what openpyxl does not (xls, xlsb, strict OOXML), but a damaged file can end its
process or take all memory: so it runs in one of its own, with limits.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from digireport.ingest.tables import CellValue, RawRow, RawTable

_SECONDS = 120
_CHILD = Path(__file__).with_name("calamine_child.py")


def read_calamine(path: Path, name: str) -> list[RawTable]:
    """Read every sheet's values; hidden rows and styles are not told by this reader.

    Raises
    ------
    ValueError
        If the file cannot be read, with the reason in plain words.
    """
    command = [sys.executable, "-I", str(_CHILD), str(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise ValueError(f"it was not read within {_SECONDS} seconds") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", errors="replace").strip().splitlines()
        raise ValueError(said[-1] if done.returncode == 1 and said else "the workbook is damaged")
    return [_table(name, sheet) for sheet in json.loads(done.stdout)]


def _table(name: str, sheet: dict[str, Any]) -> RawTable:
    first_row, first_column = sheet["start"]
    merged = {
        (row, left): (top, left)
        for (top, left), (bottom, _) in sheet["merged"]
        for row in range(top + 1, bottom + 1)
    }
    values = {
        (first_row + r, first_column + c): _value(value)
        for r, row in enumerate(sheet["rows"])
        for c, value in enumerate(row)
    }
    width = first_column + max((len(row) for row in sheet["rows"]), default=0)
    rows = []
    for r in range(first_row, first_row + len(sheet["rows"])):
        filled = frozenset(c for c in range(width) if (r, c) in merged)
        own = tuple(values.get((r, c)) for c in range(width))
        if any(value is not None for c, value in enumerate(own) if c not in filled):
            whole = tuple(values.get(merged.get((r, c), (r, c))) for c in range(width))
            rows.append(RawRow(r + 1, whole, filled))
    return RawTable(name, sheet["name"], tuple(rows), is_hidden=sheet["is_hidden"])


def _value(value: object) -> CellValue:
    """Turn JSON back into a cell's value: a list holds a date."""
    if isinstance(value, list):
        return datetime.fromisoformat(value[0])
    return value if isinstance(value, str | int | float | bool) and value != "" else None
