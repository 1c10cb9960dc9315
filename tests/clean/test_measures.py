"""What the cells of a measure mean: status, schedule, owners, units, pointers, marks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from digireport.clean.measures import CleanMeasures, natural
from digireport.clean.names import split_names
from digireport.findings import Finding
from digireport.ingest.tables import CellValue, RawTable, RawText
from digireport.roadmap import Roadmap

Clean = Callable[..., CleanMeasures]
CleanOne = Callable[..., CleanMeasures]
MakeTable = Callable[..., RawTable]

HEAD = ["Nro", "Toimenpide", "Palvelualue", "Vastuutaho", "Aikataulu", "Tilanne", "Huomiot"]
TITLE = [["Tilanne 30.4.2026"]]


def measure(number: str, status: str = "Kesken", **more: Any) -> list[Any]:
    cells = {"Nro": number, "Toimenpide": f"Toimenpide {number}", "Tilanne": status, **more}
    return [cells.get(heading) for heading in HEAD]


@pytest.fixture
def clean_one(clean: Clean, make_table: MakeTable) -> CleanOne:
    """Clean a sheet with measure 1.1, whose cells are given, and more rows."""

    def make(*more: list[Any], **cells: Any) -> CleanMeasures:
        return clean(make_table([*TITLE, HEAD, measure("1.1", **cells), *more]))

    return make


def only(found: CleanMeasures, kind: str) -> Finding:
    [finding] = [finding for finding in found.findings if finding.kind == kind]
    return finding


# ── Status


@pytest.mark.parametrize(
    ("written", "status"),
    [
        *(("Valmis", "done"), ("VALMIS ", "done"), ("Toteutettu.", "done"), ("100 %", "done")),
        *(("x", "done"), ("aloitettu /\nkesken", "in_progress"), ("Jatkuva", "in_progress")),
        *(("Ei vielä aloitettu", "not_started"), ("Peruttu", "rejected")),
    ],
)
def test_every_wording_of_a_status_is_known(clean_one: CleanOne, written: str, status: str) -> None:
    found = clean_one(status=written)
    assert found.measures["status"].tolist() == [status]
    assert found.findings == ()


def test_an_unknown_status_is_an_error_with_the_known_ones_and_a_suggestion(
    clean_one: CleanOne,
) -> None:
    found = clean_one(status="Keskn")
    finding = only(found, "unknown-status")
    assert finding.severity == "error"
    assert str(finding.place) == "liite.xlsx, sheet Tavoite 1, row 3, column F (Tilanne)"
    assert str(finding).startswith(f"{finding.place}: the status 'Keskn' is not known; known are ")
    assert "'Aloitettu, kesken', 'Aloitettu/kesken'" in str(finding)
    assert str(finding).endswith("in roadmap.toml; did the file mean 'Kesken'?).")
    assert found.measures["status"].tolist() == [""]


@pytest.mark.parametrize("written", ["50 %", "-", "✓", "Valmistumassa", "Kesken valmis"])
def test_a_status_is_never_guessed(clean_one: CleanOne, written: str) -> None:
    found = clean_one(status=written)
    assert only(found, "unknown-status").words["value"] == written
    assert found.measures["status"].tolist() == [""]


@pytest.mark.parametrize("nothing", [None, "", "\u200b", "\xa0"])
def test_an_empty_status_is_an_error_and_never_not_started(
    clean_one: CleanOne, nothing: str | None
) -> None:
    found = clean_one(status=nothing, Aikataulu="2026")
    finding = only(found, "empty-status")
    assert finding.severity == "error"
    assert finding.words["measure"] == "1.1"
    assert "Suunnitteilla" in finding.words["known"]
    assert found.measures["status"].tolist() == [""]


# ── Schedule


def test_a_schedule_becomes_days_and_keeps_its_words(clean_one: CleanOne) -> None:
    [row] = clean_one(Aikataulu=" 1–6/2026").measures.to_dict("records")
    assert (row["first_day"].date(), row["last_day"].date()) == (
        date(2026, 1, 1),
        date(2026, 6, 30),
    )
    assert (row["schedule_text"], row["precision"], row["is_ongoing"]) == (
        "1–6/2026",
        "range",
        False,
    )


@pytest.mark.parametrize("written", [46203, "46203", date(2026, 6, 30), "30.6.2026"], ids=repr)
def test_a_day_reads_as_a_day_however_the_spreadsheet_keeps_it(
    clean_one: CleanOne, written: CellValue
) -> None:
    assert clean_one(Aikataulu=written).measures["schedule_text"].tolist() == ["30.6.2026"]


def test_an_unknown_schedule_warns_and_the_measure_stays(clean_one: CleanOne) -> None:
    found = clean_one(Aikataulu="kun ehditään")
    finding = only(found, "unknown-schedule")
    assert (finding.severity, finding.place.column) == ("warning", "E (Aikataulu)")
    assert found.measures["last_day"].isna().tolist() == [True]
    assert found.measures["schedule_text"].tolist() == ["kun ehditään"]


@pytest.mark.parametrize("nothing", [None, "-", "–", " "])
def test_no_schedule_is_no_fault(clean_one: CleanOne, nothing: str | None) -> None:
    found = clean_one(Aikataulu=nothing)
    assert found.findings == ()
    assert not found.measures["is_ongoing"].any()


# ── Owners, units, perspectives


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Talousjohtaja", ["Talousjohtaja"]),
        ("talous-\njohtaja", ["Talousjohtaja"]),
        ("Talousjohtaja / Hankintapäällikkö", ["Talousjohtaja", "Hankintapäällikkö"]),
        ("Talousjohtaja; Hankintapäällikkö;", ["Talousjohtaja", "Hankintapäällikkö"]),
        ("Talousjohtaja, Hankintapäällikkö", ["Talousjohtaja", "Hankintapäällikkö"]),
        ("Talousjohtaja\nHankintapäällikkö", ["Talousjohtaja", "Hankintapäällikkö"]),
        ("Talousjohtaja ja Hankintapäällikkö", ["Talousjohtaja", "Hankintapäällikkö"]),
        (
            "Talousjohtaja, Hankintapäällikkö ja Sivistysjohtaja",
            ["Talousjohtaja", "Hankintapäällikkö", "Sivistysjohtaja"],
        ),
        ("Talousjohtaja / talousjohtaja", ["Talousjohtaja"]),
        ("Vuokrataloyhtiön toimitusjohtaja", ["Toimitusjohtaja"]),
        ("-", []),
        (None, []),
    ],
)
def test_owners_are_split_and_known_by_name_or_alias(
    clean_one: CleanOne, written: str | None, names: list[str]
) -> None:
    found = clean_one(Vastuutaho=written)
    assert found.links["target"].tolist() == names
    assert found.findings == ()


@pytest.mark.parametrize(
    ("written", "unknown"),
    [
        ("Hanketyöntekijä", ["Hanketyöntekijä"]),
        ("Talousjohtaja, Hanketyöntekijä", ["Hanketyöntekijä"]),
        ("Talousjohtaja\nHanketyöntekijä", ["Hanketyöntekijä"]),
        ("Viestintä ja markkinointi", ["Viestintä ja markkinointi"]),
        ("Työryhmä A / Työryhmä B", ["Työryhmä A", "Työryhmä B"]),
    ],
)
def test_an_unknown_owner_warns_at_its_cell_and_known_ones_beside_it_count(
    clean_one: CleanOne, written: str, unknown: list[str]
) -> None:
    found = clean_one(Vastuutaho=written)
    faults = [f for f in found.findings if f.kind == "unknown-owner"]
    assert [fault.words["value"] for fault in faults] == unknown
    assert {(f.severity, f.place.row, f.place.column) for f in faults} == {
        ("warning", 3, "D (Vastuutaho)")
    }
    known = found.links[found.links["is_known"]]["target"].tolist()
    assert known == (["Talousjohtaja"] if "Talousjohtaja" in written else [])


def test_a_name_with_and_or_a_slash_stays_whole_if_it_is_known(roadmap: Roadmap) -> None:
    assert split_names("Hyvinvointi ja elinvoima", roadmap.unit_of) == ["Hyvinvointi ja elinvoima"]
    assert split_names("Kasvatus ja opetus, Hyvinvointi ja elinvoima", roadmap.unit_of) == [
        *("Kasvatus ja opetus", "Hyvinvointi ja elinvoima")
    ]


def test_units_are_ids_each_once_and_unknown_ones_warn(clean_one: CleanOne) -> None:
    found = clean_one(Palvelualue="Konsernipalvelut / Konsernin yhteiset palvelut / Satama")
    assert found.links[["kind", "target", "is_known"]].to_numpy().tolist() == [
        ["unit", "group-services", True],
        ["unit", "Satama", False],
    ]
    assert "known are Konsernin yhteiset palvelut, " in str(only(found, "unknown-unit"))


@pytest.mark.parametrize("written", ["5, 8", "5; 8", "5 ja 8", "5/8", "5\n8"])
def test_perspectives_are_known_by_number(
    clean: Clean, make_table: MakeTable, written: str
) -> None:
    found = clean(make_table([*TITLE, [*HEAD, "Näkökulma"], [*measure("1.1"), written]]))
    assert found.links["target"].tolist() == ["5", "8"]


@pytest.mark.parametrize("written", [12, "5.8", "Muu näkökulma"])
def test_an_unknown_perspective_warns(
    clean: Clean, make_table: MakeTable, written: CellValue
) -> None:
    found = clean(make_table([*TITLE, [*HEAD, "Näkökulma"], [*measure("1.1"), written]]))
    assert "write its number 1 to 11" in str(only(found, "unknown-perspective"))


# ── Pointers


@pytest.mark.parametrize(
    ("status", "note"),
    [
        ("Siirretty", "Siirretty toimenpiteeseen 1.2"),
        ("Siirretty toisen toimenpiteen yhteyteen", "1.2."),
        ("Yhdistetty", "ks. 1.2"),
        ("Hylätty", "Päätettiin 1.12.2025: liitetty toimenpiteeseen 1.2, joka alkaa 3/2026"),
    ],
)
def test_a_moved_measure_points_to_another(clean_one: CleanOne, status: str, note: str) -> None:
    found = clean_one(measure("1.2"), measure("1.12"), status=status, Huomiot=note)
    [moved] = found.measures[found.measures["is_moved"]].to_dict("records")
    assert (moved["id"], moved["status"], moved["moved_to"]) == ("1.1", "rejected", "1.2")


@pytest.mark.parametrize(
    ("status", "note"),
    [
        ("Hylätty", "Kustannus on suurempi kuin hyöty, vrt. 1.2"),
        ("Hylätty", "Ei siirretty: 1.2 jatkuu ennallaan"),
        ("Kesken", "Siirretty toimenpiteeseen 1.2"),
    ],
)
def test_other_measures_point_nowhere(clean_one: CleanOne, status: str, note: str | None) -> None:
    found = clean_one(measure("1.2"), measure("12"), status=status, Huomiot=note)
    assert not found.measures["is_moved"].any()
    assert set(found.measures["moved_to"]) == {""}
    assert found.findings == ()


@pytest.mark.parametrize(
    ("status", "note"),
    [
        ("Siirretty", "Siirretty 12/2025"),
        ("Siirretty", None),
        ("Hylätty", "Yhdistetty 12 hankkeen kanssa toimenpiteeseen 1.2"),
        ("Hylätty", "Päätös 1.1. 2026: siirretty pois"),
    ],
)
def test_an_unclear_move_points_nowhere_and_is_told(
    clean_one: CleanOne, status: str, note: str | None
) -> None:
    found = clean_one(measure("1.2"), measure("12"), status=status, Huomiot=note)
    assert not found.measures["is_moved"].any()
    assert [f.kind for f in found.findings] == ["moved-nowhere"]


def test_a_date_is_no_pointer_where_numbers_are_plain(clean: Clean, make_table: MakeTable) -> None:
    moved = measure("2", "Siirretty", Huomiot="Siirretty 3/2026 toimenpiteeseen 1")
    found = clean(make_table([*TITLE, HEAD, measure("1"), moved, measure("3")]))
    assert found.measures["moved_to"].tolist() == ["", "1", ""]


def test_a_pointer_to_nowhere_warns(clean_one: CleanOne) -> None:
    found = clean_one(status="Siirretty", Huomiot="Siirretty toimenpiteeseen 1.99")
    assert str(only(found, "unknown-pointer")) == (
        "liite.xlsx, sheet Tavoite 1, row 3, column G (Huomiot): measure 1.1 is said to have moved "
        "into 1.99, which does not exist (correct the number)."
    )


# ── The mark for new ones


@pytest.mark.parametrize(
    ("mark", "is_new"),
    [
        *(("x", True), ("X ", True), ("uusi", True), ("Kyllä", True), (1, True), (True, True)),
        *(("✓", True), (None, False), ("", False), ("ei", False), (0, False), ("-", False)),
    ],
    ids=repr,
)
def test_a_mark_says_what_is_new(
    clean: Clean,
    make_table: MakeTable,
    mark: CellValue,
    is_new: bool | None,  # noqa: FBT001
) -> None:
    found = clean(make_table([*TITLE, [*HEAD, "Uusi"], [*measure("1.1"), mark]]))
    assert found.measures["is_marked_new"].tolist() == [is_new]
    assert found.findings == ()


@pytest.mark.parametrize("mark", ["?", "ehkä", "*", "2"])
def test_an_unknown_mark_warns_and_says_nothing(
    clean: Clean, make_table: MakeTable, mark: str
) -> None:
    found = clean(make_table([*TITLE, [*HEAD, "Uusi"], [*measure("1.1"), mark]]))
    assert found.measures["is_marked_new"].isna().tolist() == [True]
    assert only(found, "unknown-new-mark").words["value"] == mark


def test_without_a_mark_column_nothing_is_marked(clean_one: CleanOne) -> None:
    assert clean_one().measures["is_marked_new"].isna().tolist() == [True]


# ── What the spreadsheet did to a cell


@pytest.mark.parametrize("column", ["Toimenpide", "Vastuutaho", "Aikataulu", "Tilanne"])
@pytest.mark.parametrize("error", ["#REF!", "#N/A"])
def test_excels_errors_are_told_at_their_cell(clean_one: CleanOne, column: str, error: str) -> None:
    found = clean_one(**{"status" if column == "Tilanne" else column: error})
    finding = only(found, "excel-error")
    assert "unknown" not in "".join(f.kind for f in found.findings)
    assert (finding.severity, finding.place.row) == ("error", 3)
    assert finding.place.column.endswith(f"({column})")


def test_a_number_that_became_a_date_is_told(clean: Clean, make_table: MakeTable) -> None:
    """A Finnish Excel turns 1.10 into the first of October."""
    row = measure("1.1")
    row[0] = date(2026, 10, 1)
    finding = only(clean(make_table([*TITLE, HEAD, row])), "number-is-date")
    assert (finding.severity, finding.words["value"]) == ("error", "1.10.2026")


# ── Order and what is missing altogether


def test_measures_are_ordered_by_goal_and_as_people_count(
    clean: Clean, make_table: MakeTable
) -> None:
    second = make_table([*TITLE, HEAD, measure("2.1")], sheet="Tavoite 2")
    rows = [measure(number) for number in ("1.10", "1.2", "1.1", "1.2b", "1.1.1")]
    first = make_table([*TITLE, HEAD, *rows], sheet="Tavoite 1")
    assert clean(second, first).measures["id"].tolist() == [
        *("1.1", "1.1.1", "1.2", "1.2b", "1.10", "2.1")
    ]


@pytest.mark.parametrize(
    "text", ["1.1²", "①", "½", "", "١.٢", "9" * 5000], ids=lambda t: t[:9] or "nothing"
)
def test_odd_digits_are_sorted_without_a_fault(text: str) -> None:
    assert sorted([text, "1.1"], key=natural)


def test_a_folder_without_an_appendix_is_an_error(clean: Clean, make_table: MakeTable) -> None:
    found = clean(make_table([["Muistio"], ["Läsnä"]], file="muistio.xlsx"))
    finding = only(found, "no-appendix")
    assert finding.severity == "error"
    assert finding.words["files"] == "muistio.xlsx"
    assert "title column (Toimenpide, Toimenpiteen nimi, Toimenpiteet)" in str(finding)


def test_an_appendix_without_a_measure_is_an_error(clean: Clean, make_table: MakeTable) -> None:
    assert only(clean(make_table([*TITLE, HEAD])), "no-appendix").severity == "error"


def test_files_of_an_appendix_and_a_text_are_all_kept(clean: Clean, make_table: MakeTable) -> None:
    found = clean(make_table([*TITLE, HEAD, measure("1.1")]), RawText("muu.txt", ("rivi",)))
    assert list(found.files) == ["liite.xlsx", "muu.txt"]
    assert only(found, "unknown-content").place.file == "muu.txt"
