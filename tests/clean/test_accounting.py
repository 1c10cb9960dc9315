"""Laws that hold for every appendix, however messy: generated ones are cleaned here."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digireport.clean.ledger import FATES, Entry, balance, check_balance
from digireport.clean.measures import CleanMeasures
from digireport.findings import errors_of
from digireport.ingest.tables import RawRow, RawTable

Clean = Callable[..., CleanMeasures]
MakeTable = Callable[..., RawTable]

HEAD = ["Nro", "Toimenpide", "Palvelualue", "Vastuutaho", "Aikataulu", "Tilanne", "Huomiot"]
CONTENT = ["id", "title", "goal_id", "status", "is_moved", "moved_to", "first_day", "last_day"]

laws = settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

NUMBERS = st.tuples(st.integers(1, 3), st.integers(1, 12)).map(lambda pair: f"{pair[0]}.{pair[1]}")
STATUSES = st.sampled_from(["Valmis", "kesken ", "EI\nALOITETTU", "Hylätty", "Siirretty", "x"])
MISSPELT = st.sampled_from(["Valmiss", "?", "", None, "ehkä", 50, "#REF!", "-"])
UNITS = st.sampled_from(["Tytäryhtiöt", "Konsernipalvelut / Yhdyskunta", "Satama", None])
OWNERS = st.sampled_from(["Talousjohtaja", "Talousjohtaja, Joku", "Joku muu", "\u200b", None])
SCHEDULES = st.sampled_from(["2026", "1–6/2026", "jatkuva", "joskus", 46203, "31.2.2026", None])
NOTES = st.sampled_from(["Siirretty toimenpiteeseen 1.2", "Yhteensä", "ks. 9.9", None])
MESS = st.sampled_from(
    [
        HEAD,
        ["Tilanne", "Nro", "Toimenpide"],
        ["Yhteensä", None, None, None, None, 12],
        [None, "Yhteensä 12 kpl"],
        ["Päivitetty kokouksessa."],
        [None, "Alaviite otsikon kohdalla."],
        ["Tavoite 2"],
        ["1.99", None, None, None, None, "Kesken"],
        [None, "–", None, None, None, "Valmis"],
        [None] * 7,
        ["\x00\x07"],
        [1.0, "Numerona", None, None, None, "Valmis"],
        [None] * 9 + ["kaukana"],
    ]
)


def measures(*, statuses: st.SearchStrategy[Any] = STATUSES) -> st.SearchStrategy[list[Any]]:
    titles = NUMBERS.map("Toimenpide {}".format)
    return st.tuples(NUMBERS, titles, UNITS, OWNERS, SCHEDULES, statuses, NOTES).map(list)


@st.composite
def messy_rows(draw: st.DrawFn) -> list[list[Any]]:
    """Rows of a sheet: a title block, the header further down, measures and mess between."""
    above = draw(st.lists(st.sampled_from([["Liite"], ["Tilanne 30.4.2026"], [], ["Tavoite 3"]])))
    rows = draw(st.lists(measures(statuses=STATUSES | MISSPELT), max_size=12))
    rows += draw(st.lists(st.sampled_from(rows), max_size=3)) if rows else []
    rows += draw(st.lists(MESS, max_size=6))
    return [*above, HEAD, *draw(st.permutations(rows))]


@st.composite
def sound_rows(draw: st.DrawFn) -> list[list[Any]]:
    """Measures without an error: each number once, or again with the same content."""
    rows = draw(st.lists(measures(), min_size=1, max_size=12, unique_by=lambda row: row[0]))
    return rows + draw(st.lists(st.sampled_from(rows), max_size=3))


@laws
@given(sheets=st.lists(messy_rows(), min_size=1, max_size=3))
def test_every_row_that_is_read_is_accounted_for(
    clean: Clean, make_table: MakeTable, sheets: list[list[list[Any]]]
) -> None:
    tables = [make_table(rows, sheet=f"Tavoite {n}") for n, rows in enumerate(sheets, start=1)]
    found = clean(*tables)
    assert found.balance["read"].tolist() == [len(table.rows) for table in tables]
    assert (found.balance["read"] == found.balance[list(FATES)].sum(axis=1)).all()
    assert len(found.measures) == found.balance["clean"].sum()
    assert "accounting" not in {finding.kind for finding in found.findings}
    for finding in found.findings:
        assert str(finding)


@laws
@given(rows=sound_rows(), seed=st.integers(0, 1000))
def test_the_order_of_rows_does_not_matter(
    clean: Clean, make_table: MakeTable, rows: list[list[Any]], seed: int
) -> None:
    shuffled = random.Random(seed).sample(rows, len(rows))  # noqa: S311 (no secrets)
    one, other = (clean(make_table([HEAD, *order])) for order in (rows, shuffled))
    pd.testing.assert_frame_equal(one.measures[CONTENT], other.measures[CONTENT])
    by_target = ["measure_id", "kind", "target"]
    pd.testing.assert_frame_equal(
        *(found.links.sort_values(by_target, ignore_index=True) for found in (one, other))
    )
    assert sorted(f.kind for f in one.findings) == sorted(f.kind for f in other.findings)


@laws
@given(rows=messy_rows(), blanks=st.integers(1, 4))
def test_blank_rows_change_only_the_row_numbers(
    clean: Clean, make_table: MakeTable, rows: list[list[Any]], blanks: int
) -> None:
    spread = [line for row in rows for line in (row, *[[]] * blanks)]
    one, other = clean(make_table(rows)), clean(make_table(spread))
    pd.testing.assert_frame_equal(
        one.measures.drop(columns="row"), other.measures.drop(columns="row")
    )


@laws
@given(rows=messy_rows())
def test_cleaning_changes_no_input_and_gives_the_same_each_time(
    clean: Clean, make_table: MakeTable, rows: list[list[Any]]
) -> None:
    table = make_table(rows)
    before = copy.deepcopy(table)
    one, other = clean(table), clean(table)
    assert table == before
    pd.testing.assert_frame_equal(one.measures, other.measures)
    assert one.findings == other.findings


@laws
@given(rows=sound_rows())
def test_cleaning_twice_is_cleaning_once(
    clean: Clean, make_table: MakeTable, rows: list[list[Any]]
) -> None:
    """The clean words, put into an appendix again, mean what they meant."""
    once = clean(make_table([HEAD, *rows]))
    names = once.links.groupby(["kind", "measure_id"])["target"].agg("; ".join)
    again = [
        [
            row.number,
            row.title,
            names.get(("unit", row.id)),
            names.get(("owner", row.id)),
            row.schedule_text,
            row.status_text,
            row.notes,
        ]
        for row in once.measures.itertuples()
    ]
    twice = clean(make_table([HEAD, *again]))
    pd.testing.assert_frame_equal(
        once.measures.drop(columns="row"), twice.measures.drop(columns="row")
    )
    pd.testing.assert_frame_equal(
        once.links.sort_values(list(once.links), ignore_index=True),
        twice.links.sort_values(list(once.links), ignore_index=True),
    )


@laws
@given(rows=st.lists(measures(statuses=STATUSES | MISSPELT), min_size=1, max_size=12))
def test_no_measure_gets_a_status_that_its_cell_does_not_say(
    clean: Clean, make_table: MakeTable, rows: list[list[Any]]
) -> None:
    found = clean(make_table([HEAD, *rows]))
    without = found.measures[found.measures["status"] == ""]
    told = {f.place.row for f in errors_of(found.findings)}
    assert set(without["row"]) <= told


# ── The ledger itself


@pytest.mark.parametrize("lost", [0, 1, 2])
def test_a_row_that_gets_lost_is_an_error_that_tells_both_numbers(lost: int) -> None:
    table = RawTable("a.xlsx", "Taul1", tuple(RawRow(n, ("x",)) for n in range(1, 4)))
    entries = [Entry("a.xlsx", "Taul1", row.number, "clean") for row in table.rows[lost:]]
    found = check_balance(balance([table], entries))
    said = (
        f"a.xlsx, sheet Taul1: 3 rows were read but {3 - lost} are accounted for (this is a fault "
        "of digireport: please report it with the file)."
    )
    assert [str(finding) for finding in found] == ([said] if lost else [])


def test_a_row_counted_twice_is_an_error() -> None:
    table = RawTable("a.xlsx", "Taul1", (RawRow(1, ("x",)),))
    entries = [Entry("a.xlsx", "Taul1", 1, fate) for fate in ("clean", "merged")]
    assert [f.severity for f in check_balance(balance([table], entries))] == ["error"]


def test_a_duplicate_is_merged_and_headings_and_notes_are_set_aside(
    clean: Clean, make_table: MakeTable
) -> None:
    rows = [
        HEAD,
        ["1.1", "A", None, None, None, "x"],
        ["1.1", "A", None, None, None, "x"],
        ["loppu"],
    ]
    [row] = clean(replace(make_table(rows), file="b.xlsx")).balance.to_dict("records")
    assert [row[name] for name in ("file", "read", *FATES)] == ["b.xlsx", 4, 1, 0, 1, 2]
