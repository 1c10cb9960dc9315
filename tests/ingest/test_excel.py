"""Workbooks are made here by XlsxWriter or openpyxl, cell by cell."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from digireport.ingest.excel import read_excel
from digireport.ingest.folder import read_folder
from digireport.ingest.tables import CellValue, RawTable

Read = Callable[[Callable[[Worksheet], None]], RawTable]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Return the first sheet of a workbook whose cells a function writes with openpyxl."""

    def make(write: Callable[[Worksheet], None]) -> RawTable:
        book = openpyxl.Workbook()
        write(book.active)
        book.save(tmp_path / "a.xlsx")
        return read_excel(tmp_path / "a.xlsx", "a.xlsx")[0]

    return make


def texts(table: RawTable) -> list[list[str]]:
    return [[row.text(i) for i in range(len(row.values))] for row in table.rows]


def test_rows_keep_their_numbers_and_blank_ones_are_left_out(read: Read) -> None:
    def write(sheet: Worksheet) -> None:
        sheet["B2"], sheet["A5"], sheet["A6"] = "two", "five", "  "
        sheet["C9"] = 0

    table = read(write)
    assert [row.number for row in table.rows] == [2, 5, 9]
    assert texts(table) == [["", "two"], ["five"], ["", "", "0"]]


def test_a_merged_cell_stands_in_each_of_its_rows_but_is_the_firsts_own(read: Read) -> None:
    def write(sheet: Worksheet) -> None:
        for line in (["1.1", "Palvelut", "a"], ["1.2", None, "b"], ["1.3", None, "c"]):
            sheet.append(line)
        sheet.merge_cells("B1:B2")

    table = read(write)
    assert texts(table) == [["1.1", "Palvelut", "a"], ["1.2", "Palvelut", "b"], ["1.3", "", "c"]]
    assert [row.own() for row in table.rows[:2]] == [
        [(0, "1.1"), (1, "Palvelut"), (2, "a")],
        [(0, "1.2"), (2, "b")],
    ]


def test_a_row_of_merged_cells_only_is_blank(read: Read) -> None:
    def write(sheet: Worksheet) -> None:
        sheet["A1"] = "otsikko"
        sheet.merge_cells("A1:C3")

    assert [row.number for row in read(write).rows] == [1]


def test_hidden_rows_and_sheets_are_read_and_marked(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    for name, hide in (("Näkyvä", None), ("Piilo", "hide"), ("Syvä", "very_hidden")):
        sheet = book.add_worksheet(name)
        sheet.write_column(0, 0, ["a", "b"])
        sheet.set_row(1, None, None, {"hidden": True})
        if hide:
            getattr(sheet, hide)()
    book.close()
    tables = read_excel(path, path.name)
    assert [(t.sheet, t.is_hidden) for t in tables] == [
        *(("Näkyvä", False), ("Piilo", True), ("Syvä", True))
    ]
    assert [[row.is_hidden for row in t.rows] for t in tables] == [[False, True]] * 3


SHOWN = [
    (1.1, "0.00", "1.10"),
    (1.1, "0.0", "1.1"),
    (1.1, "General", "1.1"),
    (1.0, "General", "1"),
    (1.1 + 0.1, "General", "1.2"),
    (1, "0%", "100 %"),
    (0.255, "0.0%", "25.5 %"),
    (date(2026, 6, 30), "d.m.yyyy", "30.6.2026"),
    (datetime.fromisoformat("2026-06-30T12:30"), "d.m.yyyy h:mm", "30.6.2026"),
    (date(2026, 9, 1), "mmm-yy", "9/2026"),
    (date(2026, 9, 1), '[$-40B]mmmm" kuussa "yyyy', "9/2026"),
    (date(2026, 1, 1), "yyyy", "2026"),
    (46203, "General", "46203"),
    (True, "General", "True"),
    ("1.10", "@", "1.10"),
    ("rivi_x000D_\ntoinen", "General", "rivi toinen"),
]


@pytest.mark.parametrize(("value", "number_format", "text"), SHOWN, ids=str)
def test_a_cell_says_what_a_reader_of_the_sheet_sees(
    read: Read, value: CellValue, number_format: str, text: str
) -> None:
    def write(sheet: Worksheet) -> None:
        sheet["A1"] = value
        sheet["A1"].number_format = number_format

    assert texts(read(write)) == [[text]]


def test_a_date_stays_a_date_and_an_error_stays_its_name(read: Read) -> None:
    def write(sheet: Worksheet) -> None:
        sheet["A1"], sheet["B1"] = date(2026, 6, 30), "#REF!"

    row = read(write).rows[0]
    assert row.value(0) == datetime.fromisoformat("2026-06-30T00:00")
    assert row.text(1) == "#REF!"


def test_a_stray_cell_far_away_costs_nothing(read: Read) -> None:
    """Else a file of 5 kB would be read as millions of cells."""

    def write(sheet: Worksheet) -> None:
        sheet["A1"], sheet["XFD1048576"] = "a", "z"

    table = read(write)
    assert [(row.number, len(row.values)) for row in table.rows] == [(1, 1), (1048576, 16384)]


# ── Workbooks that cannot be read


def refusal(path: Path) -> str:
    with pytest.raises(ValueError, match=r"\w") as caught:
        read_excel(path, path.name)
    return str(caught.value)


def test_a_zip_that_is_no_workbook_is_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as file:
        file.writestr("letter.txt", "no workbook")
    assert refusal(tmp_path / "a.xlsx").startswith("the workbook cannot be opened (")


def test_formulas_saved_without_results_are_told_not_read_as_empty(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Nro", "Toimenpide"])
    book.active.append(["1.1", '=CONCATENATE("Uusi", " sivusto")'])
    book.save(tmp_path / "a.xlsx")
    assert refusal(tmp_path / "a.xlsx") == "formulas have no stored result, such as those in B2"


def test_formulas_with_results_are_read_and_an_empty_text_is_a_result(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write_formula("A1", '="Kes"&"ken"', None, "Kesken")
    sheet.write_formula("B1", "=1+1", None, 2)
    book.close()
    parts = {}
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    empty = b'<c r="C1" t="str"><f>""</f><v></v></c></row>'
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"</row>", empty)
    with zipfile.ZipFile(path, "w") as file:
        for part, content in parts.items():
            file.writestr(part, content)
    assert texts(read_excel(path, "a.xlsx")[0]) == [["Kesken", "2"]]


def test_a_strict_workbook_is_left_to_the_second_reader(tmp_path: Path) -> None:
    """In it openpyxl would find no cells, and lose every row without a word."""
    whole = tmp_path / "whole.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["Nro", "Toimenpide"])
    book.save(whole)
    strict = tmp_path / "2026H1" / "strict.xlsx"
    strict.parent.mkdir()
    transitional = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(strict, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(
                part,
                content.replace(transitional, b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
            )
    raw = read_folder(strict.parent)
    assert [row.values for row in raw.tables[0].rows] == [("Nro", "Toimenpide")]
    assert [f.kind for f in raw.findings] == ["second-reader"]
