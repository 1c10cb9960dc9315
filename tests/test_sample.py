"""The invented sample: the same bytes each time, and the counts that it was written for."""

from __future__ import annotations

import csv
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data" / "sample"
RAW = ROOT / "data" / "raw"

FILES = [
    "2022H2/henkilostokysely-2022.csv",
    "2024H2/henkilostokysely-2024.csv",
    "2024H2/tavoitetasot.csv",
    "2025H1/toimenpideliite-2025-06.xlsx",
    "2025H2/toimenpideliite-2025-12.xlsx",
    "2026H1/digitiekartta-2026-04.txt",
    "2026H1/toimenpideliite-2026-04.xlsx",
]
STATUSES = ("done", "in_progress", "not_started", "rejected")

# By goal: done, in progress, not started, rejected; then new ones among the first three.
COUNTS = {
    "2025H1": {"1": (3, 12, 12, 2), "2": (1, 4, 3, 2), "3": (1, 10, 8, 2)},
    "2025H2": {"1": (6, 14, 12, 2), "2": (2, 5, 4, 1), "3": (4, 11, 7, 2)},
    "2026H1": {"1": (9, 16, 16, 4), "2": (3, 8, 2, 2), "3": (7, 14, 6, 1)},
}
NEW = {"2025H2": {"1": 7, "2": 3, "3": 4}, "2026H1": {"1": 11, "2": 3, "3": 5}}
OVERDUE = ["1.8", "1.25", "2.4", "3.5", "3.13"]
UNLISTED_OWNERS = {"1.47": "Hanketyöntekijä"}
MOVED = {"1.14": "1.12", "1.28": "1.27", "2.8": "2.11"}

Row = dict[str, str]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("raw")
    subprocess.run([sys.executable, SAMPLE / "make_sample.py", folder], check=True)
    return folder


@pytest.fixture(scope="module")
def measures() -> list[Row]:
    return read_table("measures.csv")


@pytest.fixture(scope="module")
def roadmap() -> dict[str, Any]:
    return tomllib.loads((ROOT / "roadmap.toml").read_text(encoding="utf-8"))


def read_table(name: str) -> list[Row]:
    with (SAMPLE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def code_of(wording: str, roadmap: dict[str, Any]) -> str:
    codes: dict[str, str] = {
        known.casefold(): code
        for code, status in roadmap["statuses"].items()
        for known in status["wordings"]
    }
    return codes[wording.strip().casefold()]


def names_of(entries: list[dict[str, Any]]) -> set[str]:
    return {name for entry in entries for name in (entry["name"]["fi"], *entry.get("aliases", []))}


@pytest.mark.parametrize("name", FILES)
def test_the_sample_is_made_anew_byte_by_byte(made: Path, name: str) -> None:
    assert (made / name).read_bytes() == (RAW / name).read_bytes()


def test_nothing_else_is_made(made: Path) -> None:
    assert sorted(p.relative_to(made).as_posix() for p in made.rglob("*.*")) == FILES


@pytest.mark.parametrize("period", COUNTS)
def test_statuses_by_goal(period: str, measures: list[Row], roadmap: dict[str, Any]) -> None:
    counts = Counter(
        (row["id"].split(".")[0], code_of(row[period], roadmap)) for row in measures if row[period]
    )
    assert {g: tuple(counts[g, s] for s in STATUSES) for g in "123"} == COUNTS[period]


@pytest.mark.parametrize(("before", "period"), [("2025H1", "2025H2"), ("2025H2", "2026H1")])
def test_new_measures_by_goal(
    before: str, period: str, measures: list[Row], roadmap: dict[str, Any]
) -> None:
    new = [row for row in measures if row[period] and not row[before]]
    assert Counter(row["id"].split(".")[0] for row in new) == NEW[period]
    assert "rejected" not in {code_of(row[period], roadmap) for row in new}


def test_ids_are_numbered_in_order_of_appearance(measures: list[Row]) -> None:
    for goal in "123":
        rows = [row for row in measures if row["id"].startswith(f"{goal}.")]
        assert [row["id"] for row in rows] == [f"{goal}.{n + 1}" for n in range(len(rows))]
        first = [next(p for p in COUNTS if row[p]) for row in rows]
        assert first == sorted(first)


def test_titles_are_all_different(measures: list[Row]) -> None:
    assert len({row["title"].casefold() for row in measures}) == len(measures)


def test_five_measures_are_overdue(measures: list[Row], roadmap: dict[str, Any]) -> None:
    open_ones = {"in_progress", "not_started"}
    overdue = [
        row["id"]
        for row in measures
        if row["2026H1"] and code_of(row["2026H1"], roadmap) in open_ones
        # ISO dates sort as text; "ongoing" sorts after them all.
        if row["last_day"] and row["last_day"] < "2026-04-30"
    ]
    assert overdue == OVERDUE


def test_owners_are_roles_of_the_roadmap(measures: list[Row], roadmap: dict[str, Any]) -> None:
    known = names_of(roadmap["owners"]) | {""}
    owners = [(row["id"], owner) for row in measures for owner in row["owner"].split(" / ")]
    owners += [(r["id"], r["value"]) for r in read_table("earlier.csv") if r["column"] == "owner"]
    assert {id_: owner for id_, owner in owners if owner not in known} == UNLISTED_OWNERS
    assert [id_ for id_, owner in owners if not owner] == ["1.43", "3.25"]


def test_moved_measures_point_to_active_ones(measures: list[Row], roadmap: dict[str, Any]) -> None:
    by_id = {row["id"]: row for row in measures}
    moved = {
        row["id"]: row["notes"].split()[-1].removesuffix(".")
        for row in measures
        if row["2026H1"].startswith(("Siirretty", "Yhdistetty"))
    }
    assert moved == MOVED
    targets = {code_of(by_id[target]["2026H1"], roadmap) for target in moved.values()}
    assert "rejected" not in targets


def test_units_and_questions_are_known_to_the_roadmap(
    measures: list[Row], roadmap: dict[str, Any]
) -> None:
    units = names_of(roadmap["units"])
    assert {unit for row in measures for unit in row["unit"].split("; ")} <= units
    written = {u[f"written_{year}"] for u in read_table("units.csv") for year in (2022, 2024)}
    assert written - {""} <= units
    perspectives = read_table("perspectives.csv")
    known = names_of(roadmap["perspectives"])
    assert {p[column] for p in perspectives for column in ("name", "question")} <= known


@pytest.mark.parametrize(("goal", "rows"), [("1", 45), ("2", 15), ("3", 28)])
def test_the_latest_appendix_has_each_measure_and_one_row_twice(goal: str, rows: int) -> None:
    book = openpyxl.load_workbook(RAW / "2026H1" / "toimenpideliite-2026-04.xlsx")
    sheet = book[f"Tavoite {goal}"]
    ids = [cell.value for cell in sheet["A"] if str(cell.value).startswith(f"{goal}.")]
    assert len(set(ids)) == rows
    assert [id_ for id_, n in Counter(ids).items() if n > 1] == (["3.22"] if goal == "3" else [])
    hidden = [sheet.cell(n, 1).value for n, row in sheet.row_dimensions.items() if row.hidden]
    assert hidden == (["1.18"] if goal == "1" else [])


@pytest.mark.parametrize(
    ("name", "encoding", "answers", "empty"),
    [(FILES[0], "cp1252", 339, 4), (FILES[1], "utf-8-sig", 348, 5)],
)
def test_survey_answers(name: str, encoding: str, answers: int, empty: int) -> None:
    with (RAW / name).open(encoding=encoding, newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))[1:]
    assert Counter(any(row[2:]) for row in rows) == {True: answers, False: empty}
