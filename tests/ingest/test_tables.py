from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from digireport.ingest.tables import CellValue, RawRow, RawTable, cell_text

TEXTS: list[tuple[CellValue, str]] = [
    *((None, ""), ("", ""), (0, "0"), (7, "7"), (1.0, "1"), (1.1, "1.1"), (0.1 + 0.2, "0.3")),
    *((1e15, "1e+15"), (True, "True"), (" a\nb ", "a b"), ("1.0", "1.0")),
    *((date(2026, 1, 5), "5.1.2026"), (datetime.fromisoformat("2026-01-05T23:59"), "5.1.2026")),
]


@pytest.mark.parametrize(("value", "text"), TEXTS, ids=repr)
def test_a_value_reads_as_a_person_sees_it(value: CellValue, text: str) -> None:
    assert cell_text(value) == text


def test_cells_beyond_the_row_are_empty() -> None:
    row = RawRow(1, ("a",))
    assert (row.text(0), row.text(5), row.text(None), row.value(5)) == ("a", "", "", None)


def test_a_place_names_file_sheet_row_column_and_heading(
    make_table: Callable[..., RawTable],
) -> None:
    table = make_table([["a"]], sheet="Tavoite 1", file="liite.xlsx")
    assert str(table.place(7, 27, "Tilanne")) == (
        "liite.xlsx, sheet Tavoite 1, row 7, column AB (Tilanne)"
    )
    assert str(table.place()) == "liite.xlsx, sheet Tavoite 1"
