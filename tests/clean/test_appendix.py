"""Which rows of an appendix are measures, and of which goal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from digireport.clean.measures import CleanMeasures
from digireport.findings import Finding
from digireport.ingest.tables import CellValue, RawRow, RawTable

Clean = Callable[..., CleanMeasures]
MakeTable = Callable[..., RawTable]

HEAD = ["Nro", "Toimenpide", "Palvelualue", "Vastuutaho", "Aikataulu", "Tilanne", "Huomiot"]
TITLE = [["Digitiekartan toimenpideliite"], ["Tilanne 30.4.2026"], []]
GOALS = [
    "Luotettavaan tietoon perustuva viestintä, toiminnan kehittäminen ja päätöksenteko",
    "Digitaalisesti osaava ja motivoitunut henkilöstö sekä digitaalisuus kansalaistaitona",
]


def measure(
    number: str, title: str = "Verkkosivut", status: str = "Kesken", **more: str
) -> list[Any]:
    cells = {"Nro": number, "Toimenpide": title, "Tilanne": status, **more}
    return [cells.get(heading) for heading in HEAD]


def kinds(found: CleanMeasures, *, but: tuple[str, ...] = ()) -> list[str]:
    return [finding.kind for finding in found.findings if finding.kind not in but]


def only(found: CleanMeasures, kind: str) -> Finding:
    [finding] = [finding for finding in found.findings if finding.kind == kind]
    return finding


def counts(found: CleanMeasures) -> dict[str, int]:
    [row] = found.balance.to_dict("records")
    return {name: row[name] for name in ("read", "clean", "quarantined", "merged", "set_aside")}


# ── Rows


@pytest.mark.parametrize("above", [0, 1, 7])
def test_the_header_may_stand_on_any_row(clean: Clean, make_table: MakeTable, above: int) -> None:
    table = make_table([*[["johdanto"]] * above, HEAD, measure("1.1"), measure("1.2")])
    found = clean(table)
    assert found.measures["row"].tolist() == [above + 2, above + 3]
    assert list(counts(found).values()) == [above + 3, 2, 0, 0, above + 1]


def test_columns_may_stand_in_any_order_and_under_any_known_heading(
    clean: Clean, make_table: MakeTable
) -> None:
    head = ["Toteutuminen", "TOIMENPITEEN\nNIMI", "Muuta", "Tunnus", "Vastuuhenkilö/-taho"]
    found = clean(make_table([head, ["Tehty", "Verkkosivut", "?", "1.1", "Talousjohtaja"]]))
    assert found.measures[["id", "title", "status"]].values.tolist() == [
        ["1.1", "Verkkosivut", "done"]
    ]
    assert found.links["target"].tolist() == ["Talousjohtaja"]
    assert only(found, "unknown-column").words == {"value": "Muuta"}


TOTALS = ["Yhteensä", "YHTEENSÄ:", "Yhteensä 2", "Yhteensä 2 kpl", "Summa", "Kaikki yhteensä"]


@pytest.mark.parametrize("word", TOTALS)
@pytest.mark.parametrize("column", ["Nro", "Toimenpide", "Vastuutaho"])
def test_a_total_is_set_aside(clean: Clean, make_table: MakeTable, word: str, column: str) -> None:
    total = [word if heading == column else None for heading in HEAD]
    total[HEAD.index("Tilanne")] = "2"
    found = clean(make_table([*TITLE, HEAD, measure("1.1"), total]))
    assert found.measures["id"].tolist() == ["1.1"]
    assert only(found, "set-aside-row").words["reason"] == "a total"


def test_a_measure_whose_note_says_total_is_a_measure(clean: Clean, make_table: MakeTable) -> None:
    found = clean(make_table([*TITLE, HEAD, measure("1.1", Huomiot="Yhteensä")]))
    assert found.measures["id"].tolist() == ["1.1"]


def test_a_note_beside_the_title_column_is_set_aside(clean: Clean, make_table: MakeTable) -> None:
    found = clean(make_table([*TITLE, HEAD, measure("1.1"), [], ["Päivitetty kokouksessa."]]))
    assert str(only(found, "set-aside-row")) == (
        "liite.xlsx, sheet Tavoite 1, row 7: set aside as a note: 'Päivitetty kokouksessa.'."
    )


def test_a_footnote_in_the_title_column_is_an_error_and_no_silent_guess(
    clean: Clean, make_table: MakeTable
) -> None:
    """It could be a measure whose status was forgotten: only a person can tell."""
    found = clean(make_table([*TITLE, HEAD, measure("1.1"), [None, "Hyväksytty kokouksessa."]]))
    finding = only(found, "empty-status")
    assert finding.severity == "error"
    assert (finding.place.row, finding.place.column) == (6, "F (Tilanne)")
    assert "'Hyväksytty kokouksessa.' has no status" in str(finding)


def test_a_repeated_header_is_set_aside(clean: Clean, make_table: MakeTable) -> None:
    found = clean(make_table([*TITLE, HEAD, measure("1.1"), HEAD, measure("1.2")]))
    assert found.measures["id"].tolist() == ["1.1", "1.2"]
    assert only(found, "set-aside-row").words["reason"] == "a repeated header"


def test_a_repeated_header_with_other_columns_is_followed(
    clean: Clean, make_table: MakeTable
) -> None:
    """Else the second table's statuses would be read from the first one's column."""
    second = [["Tilanne", "Toimenpide", "Nro"], ["Valmis", "Intranet", "1.2"]]
    found = clean(make_table([*TITLE, HEAD, measure("1.1"), *second]))
    assert found.measures[["id", "title", "status"]].values.tolist() == [
        ["1.1", "Verkkosivut", "in_progress"],
        ["1.2", "Intranet", "done"],
    ]


def test_a_header_of_merged_cells_is_read_from_its_lower_row(clean: Clean) -> None:
    """Nro, Toimenpide merged down two rows; Toteutus over Aikataulu and Tilanne."""
    upper = RawRow(1, ("Nro", "Toimenpide", "Toteutus"))
    lower = RawRow(2, ("Nro", "Toimenpide", "Aikataulu", "Tilanne"), frozenset({0, 1}))
    found = clean(
        RawTable("a.xlsx", "Tavoite 1", (upper, lower, RawRow(3, ("1.1", "Sivut", "2026", "x"))))
    )
    assert found.measures[["id", "status", "schedule_text"]].values.tolist() == [
        ["1.1", "done", "2026"]
    ]


def test_the_lower_row_of_a_header_is_no_measure(clean: Clean) -> None:
    """Nro, Toimenpide, Tilanne merged down two rows; Aikataulu over two headings."""
    upper = RawRow(1, ("Nro", "Toimenpide", "Tilanne", "Aikataulu"))
    lower = RawRow(2, ("Nro", "Toimenpide", "Tilanne", "alku", "loppu"), frozenset({0, 1, 2}))
    table = RawTable("a.xlsx", "Tavoite 1", (upper, lower, RawRow(3, ("1.1", "Sivut", "Valmis"))))
    found = clean(table)
    assert found.measures["id"].tolist() == ["1.1"]
    assert only(found, "set-aside-row").words["reason"] == "a repeated header"


def test_a_measure_over_several_rows_is_told_and_not_cut(clean: Clean) -> None:
    """Number, title and status merged down; the second row has another owner."""
    head = RawRow(1, ("Nro", "Toimenpide", "Tilanne", "Vastuutaho"))
    first = RawRow(2, ("1.1", "Sivut", "Valmis", "Talousjohtaja"))
    second = RawRow(3, ("1.1", "Sivut", "Valmis", "Sivistysjohtaja"), frozenset({0, 1, 2}))
    found = clean(RawTable("a.xlsx", "Tavoite 1", (head, first, second)))
    assert only(found, "conflicting-rows").words["difference"] == (
        "owner 'Talousjohtaja' and 'Sivistysjohtaja'"
    )


def test_a_row_without_a_title_is_quarantined_with_its_words(
    clean: Clean, make_table: MakeTable
) -> None:
    found = clean(make_table([*TITLE, HEAD, measure("1.1"), measure("1.2", "–")]))
    assert counts(found)["quarantined"] == 1
    assert str(only(found, "no-title")) == (
        "liite.xlsx, sheet Tavoite 1, row 6, column B (Toimenpide): the row has no title, so it "
        "cannot be a measure: 1.2; –; Kesken (set aside; write its title if it is a measure)."
    )


def test_a_hidden_row_counts_and_is_noted(clean: Clean) -> None:
    rows = (RawRow(1, tuple(HEAD)), RawRow(2, tuple(measure("1.1")), is_hidden=True))
    found = clean(RawTable("a.xlsx", "Tavoite 1", rows))
    assert found.measures["id"].tolist() == ["1.1"]
    assert only(found, "hidden-row").place.row == 2


# ── The same measure twice


def test_a_row_entered_twice_counts_once(clean: Clean, make_table: MakeTable) -> None:
    again = measure("1.1.", "verkko-\nsivut", "KESKEN ")
    found = clean(make_table([*TITLE, HEAD, measure("1.1"), again]))
    assert found.measures["row"].tolist() == [5]
    assert counts(found)["merged"] == 1
    assert str(only(found, "duplicate-row")) == (
        "liite.xlsx, sheet Tavoite 1, row 6: the same row as liite.xlsx, sheet Tavoite 1, row 5 "
        "for measure 1.1 (counted once)."
    )


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        ({"status": "Valmis"}, {}, "status 'Valmis' and 'Kesken'"),
        ({"Aikataulu": "1–6/2026"}, {"Aikataulu": "16/2026"}, "schedule '1–6/2026' and '16/2026'"),
        (
            {"Aikataulu": "1.12.2026"},
            {"Aikataulu": "11.2.2026"},
            "schedule '1.12.2026' and '11.2.2026'",
        ),
        ({"title": "Sivut"}, {}, "title 'Sivut' and 'Verkkosivut'"),
        ({}, {"Huomiot": "Siirtyy"}, "notes '' and 'Siirtyy'"),
    ],
)
def test_one_number_with_different_content_is_an_error_with_the_difference(
    clean: Clean,
    make_table: MakeTable,
    one: dict[str, str],
    other: dict[str, str],
    difference: str,
) -> None:
    found = clean(make_table([*TITLE, HEAD, measure("1.1", **one), measure("1.1", **other)]))
    finding = only(found, "conflicting-rows")
    assert finding.severity == "error"
    assert finding.words["difference"] == difference
    assert finding.words["other"] == "liite.xlsx, sheet Tavoite 1, row 5"
    assert finding.place.row == 6


def test_content_that_only_the_other_sheet_has_room_for_is_a_difference(
    clean: Clean, make_table: MakeTable
) -> None:
    short = make_table([["Nro", "Toimenpide", "Tilanne"], ["1.1", "Verkkosivut", "Kesken"]])
    long = make_table([HEAD, measure("1.1", Huomiot="Siirtyy syksyyn")], sheet="Tavoite 1 (2)")
    found = clean(short, long)
    assert "notes '' and 'Siirtyy syksyyn'" in only(found, "conflicting-rows").words["difference"]


def test_the_same_number_under_two_goals_is_a_conflict(clean: Clean, make_table: MakeTable) -> None:
    sheets = [make_table([HEAD, measure("1")], sheet=f"Tavoite {n}") for n in (1, 2)]
    difference = only(clean(*sheets), "conflicting-rows").words["difference"]
    assert difference == "goal 'goal-1' and 'goal-2'"


@pytest.mark.parametrize("number", [None, "-", "–", "?"])
def test_without_a_number_the_titles_letters_are_the_id(
    clean: Clean, make_table: MakeTable, number: str | None
) -> None:
    rows = [measure(number, "Verkko-\nsivut"), measure(number, "Intranet")]
    found = clean(make_table([*TITLE, HEAD, *rows]))
    assert sorted(found.measures["id"]) == ["intranet", "verkkosivut"]
    assert set(found.measures["number"]) == {""}


def test_numbers_typed_as_numbers_are_the_same_ids(clean: Clean, make_table: MakeTable) -> None:
    rows = [measure(1.0, "A"), measure(2, "B"), measure(1.1 + 0.1, "C")]  # type: ignore[arg-type]
    found = clean(make_table([*TITLE, HEAD, *rows]))
    assert found.measures["id"].tolist() == ["1", "1.2", "2"]


# ── Goals

ONE_GOAL = {
    "the sheet's name": ("Tavoite 2", []),
    "the title block": ("Taul1", [[GOALS[1]]]),
    "number and name in the title block": ("Taul1", [[f"Tavoite 2: {GOALS[1]}"]]),
    "both, saying the same": ("Tavoite 2", [[GOALS[1]]]),
    "a cell beside the title": ("Taul1", [["Liite", "Tavoite 2"]]),
}


@pytest.mark.parametrize("name", ONE_GOAL)
def test_the_goal_is_read_from(clean: Clean, make_table: MakeTable, name: str) -> None:
    sheet, above = ONE_GOAL[name]
    found = clean(make_table([*TITLE, *above, HEAD, measure("2.1")], sheet=sheet))
    assert found.measures["goal_id"].tolist() == ["goal-2"]
    assert kinds(found) == []


@pytest.mark.parametrize("written", ["Tavoite 2", "tavoite 2.", GOALS[1], "2", 2, 2.0], ids=repr)
def test_a_goal_column_names_each_measures_goal(
    clean: Clean, make_table: MakeTable, written: CellValue
) -> None:
    rows = [[*HEAD, "Tavoite"], [*measure("2.1"), written], [*measure("1.1"), "1"]]
    found = clean(make_table([*TITLE, *rows], sheet="Taul1"))
    assert found.measures["goal_id"].tolist() == ["goal-1", "goal-2"]
    assert kinds(found) == []


def test_an_unknown_goal_is_an_error_at_its_cell(clean: Clean, make_table: MakeTable) -> None:
    rows = [[*HEAD, "Tavoite"], [*measure("1.1"), "Tavoite 4"]]
    found = clean(make_table([*TITLE, *rows], sheet="Taul1"))
    assert str(only(found, "unknown-goal")) == (
        "liite.xlsx, sheet Taul1, row 5, column H (Tavoite): the goal 'Tavoite 4' is not known; "
        "known are Tavoite 1, Tavoite 2, Tavoite 3 (correct it, or add it to the goal's aliases in "
        "roadmap.toml)."
    )


def test_a_measure_without_any_goal_is_an_error(clean: Clean, make_table: MakeTable) -> None:
    found = clean(make_table([*TITLE, HEAD, measure("1.1")], sheet="Taul1"))
    finding = only(found, "no-goal")
    assert (finding.severity, finding.place.row) == ("error", 5)


def test_two_goals_for_one_sheet_are_one_error(clean: Clean, make_table: MakeTable) -> None:
    rows = [*TITLE, [GOALS[0]], HEAD, *(measure(f"1.{n}", f"Nimi {n}") for n in range(1, 4))]
    found = clean(make_table(rows, sheet="Tavoite 2"))
    assert kinds(found) == ["two-goals"]
    assert only(found, "two-goals").words["value"] == f"'{GOALS[0]}', 'Tavoite 2'"


def test_all_goals_in_a_title_block_are_no_fault_beside_a_goal_column(
    clean: Clean, make_table: MakeTable
) -> None:
    rows = [*TITLE, [GOALS[0]], [GOALS[1]], [*HEAD, "Tavoite"], [*measure("2.1"), "Tavoite 2"]]
    found = clean(make_table(rows, sheet="Kaikki"))
    assert found.measures["goal_id"].tolist() == ["goal-2"]
    assert kinds(found) == []


def test_a_row_that_contradicts_its_sheet_is_an_error(clean: Clean, make_table: MakeTable) -> None:
    rows = [[*HEAD, "Tavoite"], [*measure("1.1"), "Tavoite 2"]]
    found = clean(make_table([*TITLE, *rows], sheet="Tavoite 1"))
    finding = only(found, "two-goals")
    assert (finding.severity, finding.place.column) == ("error", "H (Tavoite)")
    assert finding.words["value"] == "'Tavoite 2', 'Tavoite 1'"


@pytest.mark.parametrize(
    "heading",
    [["Tavoite 2"], [None, "Tavoite 2"], ["Tavoite 2", GOALS[1]], [f"Tavoite 2: {GOALS[1]}"]],
    ids=["first column", "title column", "two cells", "one cell"],
)
@pytest.mark.parametrize("again", [[HEAD], []], ids=["with header", "without"])
def test_a_goals_heading_inside_the_table_holds_for_the_rows_below(
    clean: Clean, make_table: MakeTable, heading: list[Any], again: list[list[str]]
) -> None:
    """Else all measures of a one-sheet appendix would count for its first goal."""
    rows = [["Tavoite 1"], HEAD, measure("1.1"), [], heading, *again]
    found = clean(make_table([*TITLE, *rows, measure("2.1")], sheet="Taul1"))
    assert found.measures[["id", "goal_id"]].values.tolist() == [
        ["1.1", "goal-1"],
        ["2.1", "goal-2"],
    ]
    assert kinds(found, but=("set-aside-row",)) == []


def test_a_goals_heading_that_contradicts_the_sheet_is_an_error(
    clean: Clean, make_table: MakeTable
) -> None:
    rows = [HEAD, measure("1.1"), ["Tavoite 2"], measure("2.1")]
    found = clean(make_table([*TITLE, *rows], sheet="Tavoite 1"))
    assert kinds(found, but=("set-aside-row",)) == ["two-goals"]
    assert only(found, "two-goals").place.row == 6


def test_a_measure_with_only_title_and_goal_is_no_heading(
    clean: Clean, make_table: MakeTable
) -> None:
    rows = [["Toimenpide", "Tavoite", "Tilanne"], ["Sivut", "Tavoite 2", None]]
    found = clean(make_table(rows, sheet="Taul1"))
    assert only(found, "empty-status").severity == "error"


# ── Headings


def test_a_column_headed_twice_with_other_content_is_an_error(
    clean: Clean, make_table: MakeTable
) -> None:
    """Else the report would rest on whichever of the two statuses stands first."""
    rows = [[*HEAD, "Tila"], [*measure("1.1"), "Valmis"]]
    finding = only(clean(make_table([*TITLE, *rows])), "heading-twice")
    assert str(finding) == (
        "liite.xlsx, sheet Tavoite 1, row 4, column H: the columns 'Tilanne' and 'Tila' both mean "
        "status, and differ (remove one of them, or give it a heading of its own)."
    )
    assert finding.severity == "error"


def test_a_column_headed_twice_with_the_same_content_is_noted(
    clean: Clean, make_table: MakeTable
) -> None:
    rows = [[*HEAD, "Tila"], [*measure("1.1"), "kesken"]]
    found = clean(make_table([*TITLE, *rows]))
    assert only(found, "unknown-column").words == {"value": "Tila"}
