from __future__ import annotations

from collections.abc import Callable

import pytest

from digireport.clean.recognise import recognise
from digireport.ingest.folder import RawFolder
from digireport.ingest.tables import RawTable
from digireport.roadmap import Roadmap

MakeTable = Callable[..., RawTable]

PERSPECTIVES = [
    "Henkilökohtainen digitaalinen osaamisesi",
    "Kerätyn datan ja tiedon hyödyntäminen kunnan toiminnassa ja johtamisessa",
    "Kohdennetun sähköisen viestinnän ja kuntamarkkinoinnin hyödyntäminen",
]
APPENDIX = ["Nro", "Toimenpide", "Tilanne"]


def folder(*tables: RawTable) -> RawFolder:
    return RawFolder("2026H1", {}, tables, (), ())


@pytest.mark.parametrize(
    ("header", "content"),
    [
        (APPENDIX, "appendix"),
        (["Näkökulma", "Tavoite", "Toimenpide", "Tila"], "appendix"),
        (["Palvelualue", *PERSPECTIVES], "survey"),
        (["Näkökulma", "Tavoitetaso"], "targets"),
        (["Tavoite", "NÄKÖKULMA:"], "targets"),
    ],
    ids=["appendix", "appendix with goals", "survey", "targets", "targets in another spelling"],
)
def test_a_table_is_what_its_header_says(
    roadmap: Roadmap, make_table: MakeTable, header: list[str], content: str
) -> None:
    found = recognise(folder(make_table([["otsikko"], header, ["a", "b"]])), roadmap)
    assert [(sheet.content, sheet.header.number) for sheet in found.sheets] == [(content, 2)]
    assert found.other == ()
    assert found.findings == ()


@pytest.mark.parametrize(
    "header",
    [
        ["Toimenpide", "Vastuutaho"],
        ["Näkökulma", "Taso"],
        PERSPECTIVES[:2],
        ["1", "5", "9"],
        ["Nro", "Nimi", "Kustannus"],
    ],
    ids=["two headings", "no target", "two perspectives", "bare numbers", "something else"],
)
def test_any_other_table_is_named_as_unknown(
    roadmap: Roadmap, make_table: MakeTable, header: list[str]
) -> None:
    found = recognise(folder(make_table([header, ["a", "b", "c"]])), roadmap)
    assert found.sheets == ()
    assert [(f.kind, f.severity, f.place.file) for f in found.findings] == [
        ("unknown-content", "warning", "liite.xlsx")
    ]


def test_a_sheet_of_prose_beside_an_appendix_is_only_noted(
    roadmap: Roadmap, make_table: MakeTable
) -> None:
    found = recognise(
        folder(make_table([["Ohje"]], sheet="Ohje"), make_table([APPENDIX, ["1.1", "a", "b"]])),
        roadmap,
    )
    assert [(f.kind, f.place.sheet) for f in found.findings] == [("prose-sheet", "Ohje")]


@pytest.mark.parametrize(
    ("header", "missing"),
    [
        (["Nro", "Toimenpide", "Vastuutaho", "Tilane"], "'Tilanne'"),
        (["Nro", "Toimenpde", "Vastuu", "Tilanne"], "'Toimenpide'"),
        (["Näkökulma", "Tavoite", "Toimenpide", "Edistyminen"], "'Tilanne'"),
        (["Nro", "Aikataulu", "Vastuu", "Yksikkö", "Huomiot"], "'Toimenpide', 'Tilanne'"),
    ],
)
def test_a_misspelt_heading_does_not_lose_a_sheet(
    roadmap: Roadmap, make_table: MakeTable, header: list[str], missing: str
) -> None:
    """The other sheets alone would make a report that lacks a whole goal."""
    good = make_table([APPENDIX, ["1.1", "a", "Kesken"]])
    found = recognise(
        folder(good, make_table([["Tavoite 2"], header, ["2.1"]], sheet="Tavoite 2")), roadmap
    )
    [finding] = found.findings
    assert (finding.kind, finding.severity) == ("incomplete-header", "error")
    assert str(finding.place) == "liite.xlsx, sheet Tavoite 2, row 2"
    assert finding.words["missing"] == missing


def test_a_hidden_sheet_is_read_and_noted(roadmap: Roadmap, make_table: MakeTable) -> None:
    table = make_table([APPENDIX, ["1.1", "a", "Kesken"]])
    hidden = RawTable(table.file, table.sheet, table.rows, is_hidden=True)
    found = recognise(folder(hidden), roadmap)
    assert [sheet.content for sheet in found.sheets] == ["appendix"]
    assert [finding.kind for finding in found.findings] == ["hidden-sheet"]


def test_an_empty_sheet_is_nothing(roadmap: Roadmap) -> None:
    found = recognise(folder(RawTable("a.xlsx", "Taul2", ())), roadmap)
    assert (found.sheets, found.other, found.findings) == ((), (), ())
