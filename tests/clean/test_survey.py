from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from digireport.clean.survey import CleanSurvey, clean_survey
from digireport.findings import Finding
from digireport.ingest.folder import read_folder
from digireport.ingest.tables import CellValue, RawTable
from digireport.roadmap import Roadmap

CleanAnswers = Callable[..., CleanSurvey]
MakeTable = Callable[..., RawTable]


@pytest.fixture
def head(roadmap: Roadmap) -> list[str]:
    """All headings of a survey, perspectives by number from the fourth column on."""
    return [
        *("Vastaajan numero", "Vastausaika", "Palvelualue"),
        *(p.name["fi"] for p in roadmap.perspectives),
    ]


@pytest.fixture
def survey(clean_answers: CleanAnswers, make_table: MakeTable, head: list[str]) -> CleanAnswers:
    """Clean a survey of rows: the answers to perspective 1 and to all others."""

    def make(*answers: Any, unit: str | None = "Tytäryhtiöt", others: str = "4") -> CleanSurvey:
        rows = [
            [str(number), "2.9.2024", unit, answer, *[others] * 10]
            for number, answer in enumerate(answers, start=1)
        ]
        return clean_answers(make_table([head, *rows], file="kysely.csv", sheet=""))

    return make


def first(found: CleanSurvey) -> list[tuple[int | None, bool]]:
    """Return score and don't-know of perspective 1 by respondent."""
    rows = found.answers[found.answers["perspective"] == 1]
    scores = rows["score"].astype(object).where(rows["score"].notna(), None)
    return list(zip(scores, rows["is_dont_know"].tolist(), strict=True))


def only(found: CleanSurvey, kind: str) -> Finding:
    [finding] = [finding for finding in found.findings if finding.kind == kind]
    return finding


# ── Answers


@pytest.mark.parametrize(
    "written", ["4", 4, 4.0, "4 = Hyvä", "Hyvä", "hyvä ", "4 – Hyvä"], ids=repr
)
def test_a_four_is_a_four_in_every_form(survey: CleanAnswers, written: CellValue) -> None:
    found = survey(written)
    assert first(found) == [(4, False)]
    assert found.findings == ()


def test_dont_know_is_kept_apart_from_blank(survey: CleanAnswers) -> None:
    found = survey("En osaa sanoa", None, "EOS", "1")
    assert first(found) == [(None, True), (None, True), (1, False)]
    assert found.answers["respondent"].nunique() == 4  # the blank one answered other questions


@pytest.mark.parametrize("written", ["6", "0", "Kohtalainen", "4.5", "4 = Heikko", "-"])
def test_an_unknown_answer_is_an_error_with_its_count_and_first_row(
    survey: CleanAnswers, written: str
) -> None:
    found = survey("3", written, "5", written)
    finding = only(found, "unknown-answer")
    assert finding.severity == "error"
    assert (finding.words["value"], finding.words["count"]) == (written, "2")
    assert str(finding.place) == "kysely.csv, row 3, column D"
    assert first(found) == [(3, False), (5, False)]


def test_an_empty_submission_is_set_aside_and_counted(survey: CleanAnswers) -> None:
    whole = survey("4", "4", None, others="")
    assert (whole.empty, whole.answers["respondent"].nunique()) == (1, 2)
    assert only(whole, "empty-submission").words == {"count": "1"}
    [row] = whole.balance.to_dict("records")
    assert (row["read"], row["clean"], row["set_aside"]) == (4, 2, 2)


def test_a_submission_of_dont_knows_is_no_empty_one(survey: CleanAnswers) -> None:
    found = survey("EOS", others="EOS")
    assert found.empty == 0
    assert found.answers["is_dont_know"].all()


# ── Columns


def test_a_column_of_answers_that_matches_nothing_is_an_error_with_a_suggestion(
    clean_answers: CleanAnswers, make_table: MakeTable, head: list[str]
) -> None:
    head[3] = "Henkilökohtainen digitaalinen osaamiseni"
    found = clean_answers(make_table([head, ["1", "", "", *["4"] * 11]]))
    finding = only(found, "unmatched-scale-column")
    assert (finding.severity, finding.place.row, finding.place.column) == ("error", 1, "D")
    assert "did the file mean 'Henkilökohtainen digitaalinen osaamisesi'?" in str(finding)
    without = only(found, "perspective-without-column")
    assert (without.severity, without.words["number"]) == ("warning", "1")


@pytest.mark.parametrize(
    ("answers", "kind"),
    [
        (["4", "5", "4", "EOS", "Hyvä"], "unmatched-scale-column"),
        (["4", "5", "4", "3", "lomalla"], "unmatched-scale-column"),
        (["4", "5", "", "", ""], "unmatched-scale-column"),
        (["4", "5", "Kiitos", "Hienoa", "Ei"], "unknown-column"),
        (["4", "5", "3", "Hienoa", "Ei"], "unknown-column"),
        (["", "", "", "", ""], "unknown-column"),
    ],
)
def test_other_columns_are_an_error_only_if_most_of_their_cells_are_answers(
    clean_answers: CleanAnswers,
    make_table: MakeTable,
    head: list[str],
    answers: list[str],
    kind: str,
) -> None:
    rows = [["1", "", "", *["4"] * 11, answer] for answer in answers]
    found = clean_answers(make_table([[*head, "Muuta"], *rows]))
    told = [(f.kind, f.place.column) for f in found.findings if f.kind != "no-answer-day"]
    assert told == [(kind, "O")]


def test_a_column_said_to_be_ignored_is_no_finding(survey: CleanAnswers) -> None:
    """Respondents' numbers 1 to 5 would look like answers."""
    assert survey(*["4"] * 5).findings == ()


def test_a_second_column_of_units_is_noted(
    clean_answers: CleanAnswers, make_table: MakeTable, head: list[str]
) -> None:
    found = clean_answers(
        make_table([[*head, "Yksikkö"], ["1", "", "Tytäryhtiöt", *["4"] * 11, "Satama"]])
    )
    assert only(found, "unknown-column").words == {"value": "Yksikkö"}
    assert set(found.answers["unit_id"]) == {"subsidiaries"}


def test_a_perspective_with_two_columns_is_an_error(
    clean_answers: CleanAnswers, make_table: MakeTable, head: list[str]
) -> None:
    again = "Henkilökohtainen digitaalinen osaamisesi"
    found = clean_answers(make_table([[*head, again], ["1", "", "", *["4"] * 11, "1"]]))
    assert str(only(found, "perspective-twice")) == (
        "liite.xlsx, sheet Tavoite 1, row 1, column O: perspective 1 has two columns, D and this "
        "one (remove one of them from the file, or correct its heading)."
    )
    assert first(found) == [(4, False)]


def test_the_same_answers_in_two_files_are_an_error(
    clean_answers: CleanAnswers, make_table: MakeTable, head: list[str]
) -> None:
    rows = [head, ["1", "", "Tytäryhtiöt", *["4"] * 11]]
    found = clean_answers(
        make_table(rows, file="kysely.csv", sheet=""),
        make_table([["Kopio"], *rows], file="kysely (1).csv", sheet=""),
    )
    finding = only(found, "survey-twice")
    assert (finding.severity, finding.place.file) == ("error", "kysely (1).csv")
    assert finding.words["other"] == "kysely.csv"


def test_units_in_files_of_their_own_are_one_survey(
    clean_answers: CleanAnswers, make_table: MakeTable, head: list[str]
) -> None:
    tables = [
        make_table([head, ["1", "", unit, *["4"] * 11]], file=f"{unit}.csv")
        for unit in ("Tytäryhtiöt", "Yhdyskunta")
    ]
    found = clean_answers(*tables)
    assert found.answers.groupby("unit_id")["respondent"].first().to_dict() == {
        "infrastructure": 2,
        "subsidiaries": 1,
    }
    assert [f.kind for f in found.findings] == ["no-answer-day"]


# ── Units and days


def test_an_unknown_unit_warns_with_its_count_and_counts_for_all_staff(
    survey: CleanAnswers,
) -> None:
    found = survey("4", "5", unit="Satama")
    finding = only(found, "unknown-survey-unit")
    assert (finding.severity, finding.words["count"]) == ("warning", "2")
    assert str(finding.place) == "kysely.csv, row 2, column C"
    assert set(found.answers["unit_id"]) == {""}
    assert first(found) == [(4, False), (5, False)]


def test_no_unit_is_no_fault(survey: CleanAnswers) -> None:
    found = survey("4", unit=None)
    assert found.findings == ()
    assert set(found.answers["unit_id"]) == {""}


@pytest.mark.parametrize(
    "written",
    ["2.9.2024", "2.9.2024 10:15:00", "2.9.2024, 10.15", "2024-09-02T10:15", date(2024, 9, 2)],
)
def test_the_round_knows_when_it_was_answered(
    clean_answers: CleanAnswers, make_table: MakeTable, head: list[str], written: CellValue
) -> None:
    rows = [
        [n, day, None, *["4"] * 11] for n, day in [("1", written), ("2", "13.9.2024"), ("3", "")]
    ]
    found = clean_answers(make_table([head, *rows]))
    assert (found.first_day, found.last_day) == (date(2024, 9, 2), date(2024, 9, 13))


# ── Whole rounds


@pytest.mark.parametrize(
    ("period", "submissions", "empty"), [("2022H2", None, 4), ("2024H2", 348, 5)]
)
def test_both_rounds_of_the_sample_are_read_without_a_fault(
    sample_root: Path, roadmap: Roadmap, period: str, submissions: int | None, empty: int
) -> None:
    found = clean_survey(read_folder(sample_root / "data" / "raw" / period), roadmap)
    assert {f.severity for f in found.findings} == {"note"}
    assert found.empty == empty
    assert found.answers["perspective"].nunique() == 11
    if submissions:
        assert found.answers["respondent"].nunique() == submissions
    assert (found.balance["read"] == found.balance.iloc[:, 3:].sum(axis=1)).all()


def test_a_folder_without_a_survey_gives_empty_frames(clean_answers: CleanAnswers) -> None:
    found = clean_answers()
    assert found.answers.empty
    assert found.targets.empty
    assert found.last_day is None
