from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digireport.ingest.tables import RawTable, RawText
from digireport.ingest.text import decode, read_text

Read = Callable[[bytes], RawTable | RawText]

ROWS = [["Nro", "Näkökulma", "Tila"], ["1.1", "Työ ja välineet", "Kesken"], ["1.2", "Öljy", "x"]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def from_bytes(content: bytes) -> RawTable | RawText:
        (tmp_path / "a.csv").write_bytes(content)
        return read_text(tmp_path / "a.csv", "a.csv")

    return from_bytes


def cells(content: RawTable | RawText) -> list[list[str]]:
    assert isinstance(content, RawTable)
    return [[row.text(i) for i in range(len(row.values))] for row in content.rows]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_every_delimiter_encoding_and_line_end_reads_the_same(
    read: Read, delimiter: str, encoding: str, line_end: str
) -> None:
    text = "".join(delimiter.join(row) + line_end for row in ROWS)
    assert cells(read(text.encode(encoding))) == ROWS


@pytest.mark.parametrize("order", ["le", "be"])
def test_utf_16_of_either_byte_order_is_known_by_its_mark(order: str) -> None:
    bom = codecs.BOM_UTF16_LE if order == "le" else codecs.BOM_UTF16_BE
    assert decode(bom + "Näkökulma".encode(f"utf-16-{order}")) == "Näkökulma"


@pytest.mark.parametrize("first_line", ["sep=,\n", "SEP=,\r\n", '"sep=,"\n'])
def test_excels_own_first_line_names_the_delimiter_and_is_no_row(
    read: Read, first_line: str
) -> None:
    table = read(first_line.encode() + b"a;b,c\nd;e,f\n")
    assert cells(table) == [["a;b", "c"], ["d;e", "f"]]
    assert isinstance(table, RawTable)
    assert [row.number for row in table.rows] == [1, 2]


def test_commas_inside_a_semicolon_table_are_text(read: Read) -> None:
    content = "Näkökulma;Tavoite\na, b, c;4,3\nd, e, f;4,1\ng, h, i;3,9\nj, k, l;4,0\nm, n, o;4,2\n"
    assert cells(read(content.encode()))[1] == ["a, b, c", "4,3"]


def test_a_title_block_of_another_width_does_not_hide_the_table(read: Read) -> None:
    above = "Toimenpideliite\nTilanne 30.4.2026;\n\n"
    table = read(f"{above}Nro;Nimi;Tila\n1;a;x\n2;b;x\nAlaviite, jossa pilkku\n".encode())
    assert cells(table)[2:5] == [["Nro", "Nimi", "Tila"], ["1", "a", "x"], ["2", "b", "x"]]
    assert isinstance(table, RawTable)
    assert [row.number for row in table.rows] == [1, 2, 4, 5, 6, 7]


def test_prose_with_commas_is_no_table(read: Read) -> None:
    lines = ["Tavoite 1", "9", "Valmiit, tehdyt", "16", "Kesken", "4", "Hylätyt, siirretyt"]
    assert isinstance(read("\n".join(lines).encode()), RawText)


def test_line_breaks_inside_quotes_belong_to_the_cell(read: Read) -> None:
    table = read('Nro;Nimi\n1.1;"Kaksi\nriviä; ja ""lainaus"""\n\n1.2;Toinen\n'.encode())
    assert cells(table) == [
        ["Nro", "Nimi"],
        ["1.1", 'Kaksi riviä; ja "lainaus"'],
        ["1.2", "Toinen"],
    ]
    assert isinstance(table, RawTable)
    assert [row.number for row in table.rows] == [1, 2, 4]


def test_rows_of_blanks_are_left_out(read: Read) -> None:
    assert cells(read("a;b\n;\n ;\u200b\nc;d\n".encode())) == [["a", "b"], ["c", "d"]]


def test_text_without_columns_keeps_its_lines(read: Read) -> None:
    text = read("Tavoite 1\n\n9\nToimenpiteitä valmiina, yhteensä\n".encode())
    assert isinstance(text, RawText)
    assert list(text.stated()) == [
        *((1, "Tavoite 1"), (3, "9"), (4, "Toimenpiteitä valmiina, yhteensä"))
    ]


def test_an_empty_file_is_an_empty_text(read: Read) -> None:
    assert read(b"") == RawText("a.csv", ())


BROKEN = {
    "binary": (b"a\x00b;c\n", "it is not a text file"),
    "one broken letter in UTF-8": (
        "a;b\nä;ö\n".encode() + b"\xff;c\n",
        "line 3 holds broken characters (read as utf-8)",
    ),
    "UTF-8 cut short": (
        "ä;ö\nä;".encode() + b"\xc3",
        "line 2 holds broken characters (read as utf-8)",
    ),
    "no letter of Windows": (b"a;b\n\x81;c\n", "line 2 holds broken characters (read as cp1252)"),
    "half a letter of UTF-16": (
        "ab\nc".encode("utf-16-le").join([codecs.BOM_UTF16_LE, b"x"]),
        "line 2 holds broken characters (read as utf-16)",
    ),
    "a quotation mark that swallows rows": (
        b'Nro;Nimi;Tila\n1.1;"Digi hanke;Kesken\n1.2;Toinen;Kesken\n1.3;Kolmas;Kesken\n'
        + b"1.4;a;b\n" * 20,
        'a cell in row 2 starts with a quotation mark (") that is not closed before the cell ends',
    ),
    "a quotation mark closed in another row": (
        b'Nro;Nimi;Tila\n1.1;"Digi;Kesken\n1.2;"Toinen";Kesken\n' + b"1.4;a;b\n" * 20,
        'a cell in row 2 starts with a quotation mark (") that is not closed before the cell ends',
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_would_be_guessed_is_refused_with_a_sentence(read: Read, name: str) -> None:
    content, sentence = BROKEN[name]
    with pytest.raises(ValueError, match=r"\w") as caught:
        read(content)
    assert str(caught.value) == sentence


def test_a_quotation_mark_inside_a_cell_is_text(read: Read) -> None:
    assert cells(read(b'a;b\n27" screen;c\n')) == [["a", "b"], ['27" screen', "c"]]


@given(st.text(alphabet=st.characters(exclude_characters="\r\x00", codec="utf-8"), max_size=40))
def test_whatever_was_written_as_utf_8_is_read_back(text: str) -> None:
    assert decode(text.encode("utf-8-sig")) == text
