from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digireport.clean.schedule import parse_schedule
from digireport.ingest.tables import CellValue

# As written, first day, last day, precision; read in 2026.
UNDERSTOOD: list[tuple[CellValue, str, str, str]] = [
    ("2026", "2026-01-01", "2026-12-31", "year"),
    (" 2026 ", "2026-01-01", "2026-12-31", "year"),
    (2026, "2026-01-01", "2026-12-31", "year"),
    (2026.0, "2026-01-01", "2026-12-31", "year"),
    ("vuosi 2026", "2026-01-01", "2026-12-31", "year"),
    ("vuoden 2026 loppuun mennessä", "2026-09-01", "2026-12-31", "season"),
    ("2024–2026", "2024-01-01", "2026-12-31", "range"),
    ("2025-2026", "2025-01-01", "2026-12-31", "range"),
    ("2025 — 2026", "2025-01-01", "2026-12-31", "range"),
    ("kevät 2026", "2026-01-01", "2026-05-31", "season"),
    ("Kevät", "2026-01-01", "2026-05-31", "season"),
    ("2027 kevät", "2027-01-01", "2027-05-31", "season"),
    ("kesä 2026", "2026-06-01", "2026-08-31", "season"),
    ("syksy 2026", "2026-09-01", "2026-12-31", "season"),
    ("SYKSY\xa02026", "2026-09-01", "2026-12-31", "season"),
    ("2026 alku", "2026-01-01", "2026-04-30", "season"),
    ("2026 loppu", "2026-09-01", "2026-12-31", "season"),
    ("loppuvuosi 2026", "2026-09-01", "2026-12-31", "season"),
    ("kevät 2026 – syksy 2027", "2026-01-01", "2027-12-31", "range"),
    ("Q3/2026", "2026-07-01", "2026-09-30", "quarter"),
    ("Q1 2026", "2026-01-01", "2026-03-31", "quarter"),
    ("Q1–Q2/2026", "2026-01-01", "2026-06-30", "range"),
    ("H1 2026", "2026-01-01", "2026-06-30", "half"),
    ("h2/2026", "2026-07-01", "2026-12-31", "half"),
    ("1–6/2026", "2026-01-01", "2026-06-30", "range"),
    ("11/2025–2/2026", "2025-11-01", "2026-02-28", "range"),
    ("9/2026", "2026-09-01", "2026-09-30", "month"),
    ("09/2026", "2026-09-01", "2026-09-30", "month"),
    ("2/2028", "2028-02-01", "2028-02-29", "month"),
    ("2026-09", "2026-09-01", "2026-09-30", "month"),
    ("syyskuussa 2026", "2026-09-01", "2026-09-30", "month"),
    ("helmikuu–huhtikuu 2026", "2026-02-01", "2026-04-30", "range"),
    ("30.6.2026", "2026-06-30", "2026-06-30", "day"),
    ("30.06.2026 mennessä", "2026-06-30", "2026-06-30", "day"),
    ("2026-06-30", "2026-06-30", "2026-06-30", "day"),
    ("30.6.", "2026-06-30", "2026-06-30", "day"),
    ("1.1.–30.6.2026", "2026-01-01", "2026-06-30", "range"),
    ("1.9.2025 - 30.6.2026", "2025-09-01", "2026-06-30", "range"),
    (date(2026, 6, 30), "2026-06-30", "2026-06-30", "day"),
    (datetime.fromisoformat("2026-06-30T12:00"), "2026-06-30", "2026-06-30", "day"),
    (46203, "2026-06-30", "2026-06-30", "day"),
    ("46203", "2026-06-30", "2026-06-30", "day"),
    (46203.0, "2026-06-30", "2026-06-30", "day"),
]
ONGOING = [
    *(("jatkuva", None), ("Jatkuva toiminta"[:7], None), ("toistaiseksi", None)),
    *(("2025→", "2025-01-01"), ("2025 →", "2025-01-01"), ("2025->", "2025-01-01")),
    *(("2025 alkaen", "2025-01-01"), ("2025–", "2025-01-01"), ("syksy 2025 lähtien", "2025-09-01")),
    *(("jatkuva (2025)", "2025-01-01"), ("2025 alkaen, jatkuva", "2025-01-01")),
    ("1.9.2025 alkaen", "2025-09-01"),
]
UNKNOWN: list[CellValue] = [
    *("kun resurssit sallivat", "31.2.2026", "6–1/2026", "2027–2026", "13/2026", "0/2026"),
    *("Q5/2026", "6", "1–6", "2026?", "2026, 2027", "2025/2026", "–2026", "1/0000", "kesäkuu 0000"),
    *("30.6.26", "1-2026", "2025-6", "2026-00", "2026-13", "jatkuva joskus", "ei", "-", "?"),
    *("1.1.2026–31.2.2026", "alkaen", "→", "9.2026", 7, 1.5, -1, 10**9, True, float("nan")),
]
TEXT = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="0123456789./-–→ QHkevätjuloppu", max_size=14),
)


@pytest.mark.parametrize(
    ("value", "first", "last", "precision"), UNDERSTOOD, ids=[repr(row[0]) for row in UNDERSTOOD]
)
def test_a_notation_falls_due_on_its_last_day(
    value: CellValue, first: str, last: str, precision: str
) -> None:
    schedule = parse_schedule(value, 2026)
    assert schedule is not None
    assert (str(schedule.first_day), str(schedule.last_day)) == (first, last)
    assert schedule.precision == precision
    assert not schedule.is_ongoing


@pytest.mark.parametrize(("text", "first"), ONGOING)
def test_an_ongoing_one_has_a_start_at_most(text: str, first: str | None) -> None:
    schedule = parse_schedule(text, 2026)
    assert schedule is not None
    assert schedule.is_ongoing
    assert schedule.last_day is None
    assert (schedule.first_day and schedule.first_day.isoformat()) == first


@pytest.mark.parametrize("value", UNKNOWN, ids=repr)
def test_what_is_not_understood_is_unknown_and_not_guessed(value: CellValue) -> None:
    assert parse_schedule(value, 2026) is None


@pytest.mark.parametrize("text", ["kevät", "30.6.", "kesäkuussa"])
def test_a_year_left_out_is_the_periods(text: str) -> None:
    years = []
    for year in (2025, 2027):
        schedule = parse_schedule(text, year)
        assert schedule is not None
        assert schedule.last_day is not None
        years.append(schedule.last_day.year)
    assert years == [2025, 2027]


@pytest.mark.parametrize("text", ["kevät", "30.6.", "kesäkuussa", "Q1"])
def test_without_a_year_to_take_it_is_unknown(text: str) -> None:
    assert parse_schedule(text, 0) is None


def test_every_notation_of_the_sample_falls_due_on_its_expected_day(sample_root: Path) -> None:
    with (sample_root / "data/sample/measures.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter=";") if row["2026H1"]]
    assert len(rows) == 88
    found = {}
    for row in rows:
        schedule = parse_schedule(row["schedule"], 2026)
        last_day = schedule and ("ongoing" if schedule.is_ongoing else str(schedule.last_day))
        found[row["id"]] = last_day or ""
    assert found == {row["id"]: row["last_day"] for row in rows}


@given(
    st.one_of(TEXT, st.integers(), st.floats(), st.dates(), st.datetimes(), st.booleans()),
    st.integers(0, 10_000),
)
@example("1/0000", 2026)
@example("kesäkuu", 0)
@example("9" * 5000, 2026)
@example("٣/٢٠٢٦", 2026)
def test_no_value_raises_and_no_schedule_ends_before_it_starts(value: CellValue, year: int) -> None:
    schedule = parse_schedule(value, year)
    if schedule is None:
        return
    if schedule.is_ongoing:
        assert schedule.last_day is None
    else:
        assert schedule.first_day is not None
        assert schedule.last_day is not None
        assert schedule.first_day <= schedule.last_day
        assert schedule.precision


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_a_day_is_the_same_in_every_notation(day: date) -> None:
    written = [f"{day.day}.{day.month}.{day.year}", f"{day:%d.%m.%Y}", day.isoformat(), day]
    serial = (day - date(1899, 12, 30)).days
    found = [parse_schedule(value, 2026) for value in (*written, serial)]
    assert [schedule and schedule.last_day for schedule in found] == [day] * 5
