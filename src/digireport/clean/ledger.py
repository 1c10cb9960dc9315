"""The ledger: what became of every row that was read.

Rows read = clean + quarantined + merged duplicates + set aside, for each sheet. Rows read are
those that the reader handed over; each step that takes a row away enters it here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

import pandas as pd

from digireport.contracts import BALANCE, frame_of
from digireport.findings import Finding, Place, find
from digireport.ingest.tables import RawTable

Fate = Literal["clean", "quarantined", "merged", "set_aside"]
FATES: tuple[Fate, ...] = ("clean", "quarantined", "merged", "set_aside")


class Entry(NamedTuple):
    """What became of one row, and why."""

    file: str
    sheet: str
    row: int
    fate: Fate
    reason: str = ""


def set_aside_table(table: RawTable, reason: str) -> list[Entry]:
    """Set all rows of a table aside."""
    return [Entry(table.file, table.sheet, row.number, "set_aside", reason) for row in table.rows]


def balance(tables: Iterable[RawTable], entries: Iterable[Entry]) -> pd.DataFrame:
    """Count the rows of each sheet by fate.

    Returns
    -------
    DataFrame
        `contracts.BALANCE`.
    """
    counts: dict[tuple[str, str], dict[str, int]] = {}
    for table in tables:
        start = {"read": len(table.rows)} | dict.fromkeys(map(str, FATES), 0)
        counts[table.file, table.sheet] = start
    for entry in entries:
        counts[entry.file, entry.sheet][entry.fate] += 1
    rows: list[dict[str, object]] = [
        {"file": file, "sheet": sheet, **n} for (file, sheet), n in counts.items()
    ]
    return frame_of(BALANCE, rows)


def check_balance(balance_sheet: pd.DataFrame) -> list[Finding]:
    """Return an error for each sheet that does not add up."""
    wrong = balance_sheet.assign(accounted=balance_sheet[list(FATES)].sum(axis=1))
    return [
        find("accounting", Place(row["file"], row["sheet"]), **row[["read", "accounted"]])
        for _, row in wrong[wrong["read"] != wrong["accounted"]].iterrows()
    ]
