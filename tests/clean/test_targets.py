from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digireport.clean.survey import CleanSurvey
from digireport.clean.targets import read_level
from digireport.findings import Finding
from digireport.ingest.tables import RawTable

CleanAnswers = Callable[..., CleanSurvey]
Read = Callable[..., CleanSurvey]


@pytest.fixture
def read(clean_answers: CleanAnswers, make_table: Callable[..., RawTable]) -> Read:
    def make(*rows: list[Any]) -> CleanSurvey:
        table = make_table([["Näkökulma", "Tavoitetaso"], *rows], file="tasot.csv", sheet="")
        return clean_answers(table)

    return make


def levels(found: CleanSurvey) -> dict[int, float]:
    return dict(zip(found.targets["perspective"], found.targets["target"], strict=True))


def only(found: CleanSurvey) -> Finding:
    """Return the only finding besides the warnings of perspectives that have no row."""
    [finding] = [finding for finding in found.findings if finding.kind != "no-target"]
    return finding


def test_levels_are_read_by_number_or_name_with_comma_or_point(read: Read) -> None:
    found = read(
        ["5", "4,3"],
        ["Henkilökohtainen digi-\ntaalinen osaamisesi", "3.9"],
        [8, 4],
        [9, 4.25],
        ["Uusien ideoiden, innovaatioiden sekä toimintamalleihin liittyvien kokeilujen määrä", "5"],
    )
    assert levels(found) == {1: 3.9, 5: 4.3, 7: 5.0, 8: 4.0, 9: 4.25}
    assert {finding.kind for finding in found.findings} == {"no-target"}


@pytest.mark.parametrize(
    "level", ["0,9", "5,1", "6", "hyvä", "", "4,3,2", "nan", "4 %", "-4", "1e9"]
)
def test_a_level_off_the_scale_is_an_error_at_its_cell(read: Read, level: str) -> None:
    found = read(["4", "4,0"], ["5", level])
    finding = only(found)
    assert (finding.kind, finding.severity) == ("target-off-scale", "error")
    assert (finding.words["value"], finding.words["number"]) == (level, "5")
    assert str(finding.place) == "tasot.csv, row 3, column B"
    assert levels(found) == {4: 4.0}
    assert "5" not in [f.words["number"] for f in found.findings if f.kind == "no-target"]


def test_an_unknown_perspective_is_an_error_at_its_cell(read: Read) -> None:
    finding = only(read(["Keskiarvo", "4,0"]))
    assert (finding.kind, finding.severity) == ("unknown-target", "error")
    assert str(finding.place) == "tasot.csv, row 2, column A"


def test_a_second_level_is_an_error_and_the_first_stays(read: Read) -> None:
    found = read(["5", "4,3"], ["5", "4,4"])
    assert (only(found).kind, only(found).place.row) == ("target-twice", 3)
    assert levels(found) == {5: 4.3}


def test_a_perspective_without_a_level_warns(read: Read) -> None:
    found = read(*([str(number), "4,0"] for number in range(1, 11)))
    assert [finding.severity for finding in found.findings] == ["warning"]
    assert str(found.findings[0]) == (
        "tasot.csv: perspective 11 (Selkeiden tavoitteiden ja mittareiden asettaminen "
        "digitalisaation edistämiseksi) has no target level (its gap is not reported; add it to "
        "the target levels beside the survey)."
    )


def test_every_row_is_accounted_for(read: Read) -> None:
    [row] = read(["5", "4,3"], ["5", "4,4"], ["?", "1"]).balance.to_dict("records")
    assert (row["read"], row["clean"], row["quarantined"], row["set_aside"]) == (4, 1, 2, 1)


@given(st.one_of(st.text(), st.floats().map(str), st.decimals().map(str)))
@example("sNaN")
@example("Infinity")
def test_no_text_raises_and_every_level_is_on_the_scale(text: str) -> None:
    level = read_level(text)
    assert level is None or 1 <= level <= 5
