"""Section 5: figure 2, what is hidden, and what is said where nothing is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from digireport.report.elements import Chart, Line, Paragraph, Section, Table
from digireport.report.results import Report
from digireport.report.sections import annex, gaps, main_findings

MakeReport = Callable[..., Report]
PartsOf = Callable[[Section, type], list[Any]]
Said = Callable[[Line], str]
Levels = dict[int, tuple[float | None, float | None]]

FIFTH = "Kerätyn datan ja tiedon hyödyntäminen kunnan toiminnassa ja johtamisessa"
SEVENTH = "Uusien ideoiden, innovaatioiden ja toimintamalleihin liittyvien kokeilujen määrä"
PLAIN = "Lähtötaso ja tavoitetaso näkökulmittain"
ALT = "Pistekuvio lähtötasosta ja tavoitetasosta asteikolla 1–5: {}."
IN_TABLE = "Kaikki arvot ovat kuvion taulukossa."


@pytest.fixture
def chart_of(parts_of: PartsOf) -> Callable[[Report], Chart]:
    def chart(report: Report) -> Chart:
        (found,) = parts_of(gaps(report), Chart)
        assert isinstance(found, Chart)
        return found

    return chart


def test_without_a_survey_the_section_says_so_and_no_more(
    make_report: MakeReport, said: Said
) -> None:
    report = make_report(levels=None)
    section = gaps(report)
    (only,) = section.parts
    assert section.title == "Missä tasoero on suurin"
    assert isinstance(only, Paragraph)
    assert said(only.line) == (
        "Aineistossa ei ole henkilöstökyselyn tuloksia, joten tasoja ei voida näyttää."
    )
    assert len(annex(report).parts) == 1


@pytest.mark.parametrize(
    ("survey", "sentences"),
    [
        (
            {},
            (
                "Lähtötaso perustuu henkilöstökyselyyn (9/2024), johon saatiin 348 vastausta. "
                "Vastausprosentti oli 27 %. Tavoitetasot asetti johtoryhmä."
            ),
        ),
        (
            {"submissions": 1, "headcount": None},
            (
                "Lähtötaso perustuu henkilöstökyselyyn (9/2024), johon saatiin 1 vastaus. "
                "Tavoitetasot asetti johtoryhmä."
            ),
        ),
        (
            {"submissions": 30, "headcount": 29},
            (
                "Lähtötaso perustuu henkilöstökyselyyn (9/2024), johon saatiin 30 vastausta. "
                "Tavoitetasot asetti johtoryhmä."
            ),
        ),
    ],
    ids=["rate", "one answer, headcount unknown", "more answers than heads"],
)
def test_the_lead(
    make_report: MakeReport,
    parts_of: PartsOf,
    said: Said,
    survey: dict[str, object],
    sentences: str,
) -> None:
    lead = parts_of(gaps(make_report(survey=survey)), Paragraph)[0]
    assert said(lead.line) == sentences


@pytest.mark.parametrize(
    ("levels", "title"),
    [
        (
            {5: (2.6, 4.3), 6: (2.9, 4.4), 7: (2.8, 3.6)},
            "Kehittämisen kärjissä tasoero on vähintään 1,5",
        ),
        ({5: (2.6, 4.3), 6: (3.6, 4.4), 7: (2.8, 4.0)}, "Suurin tasoero on 1,7"),
        ({5: (2.6, 4.3), 6: (2.9, 4.4), 7: (2.8, 4.3)}, "Suurin tasoero on 1,7"),
        ({5: (2.6, 4.3), 6: (None, 4.4), 7: (2.8, 3.6)}, "Suurin tasoero on 1,7"),
        ({7: (2.8, 3.6), 10: (2.8, 3.7)}, "Suurin tasoero on 0,9"),
        ({5: (4.3, 4.3), 7: (4.0, 3.6)}, PLAIN),
        ({5: (None, 4.3), 7: (2.8, None)}, PLAIN),
    ],
    ids=[
        "priorities lead",
        "another is larger",
        "another is equal",
        "a priority is hidden",
        "no priorities",
        "no gap",
        "none known",
    ],
)
def test_the_title_says_what_the_data_say(
    make_report: MakeReport, chart_of: Callable[[Report], Chart], levels: Levels, title: str
) -> None:
    assert chart_of(make_report(levels=levels)).title == title


@pytest.mark.parametrize(
    ("levels", "alt"),
    [
        (
            {5: (2.6, 4.3), 6: (2.9, 4.4), 7: (2.8, 3.6)},
            (
                f"{ALT.format('3 näkökulmaa')} Suurin tasoero on 1,7: {FIFTH}. "
                f"Pienin tasoero on 0,8: {SEVENTH}. {IN_TABLE}"
            ),
        ),
        (
            {5: (2.6, 4.3), 6: (2.9, 4.6), 7: (2.8, 3.6)},
            f"{ALT.format('3 näkökulmaa')} {IN_TABLE}",
        ),
        (
            {5: (2.6, 4.3), 6: (2.9, 3.7), 7: (2.8, 3.6)},
            f"{ALT.format('3 näkökulmaa')} {IN_TABLE}",
        ),
        ({5: (2.6, 4.3), 7: (None, 3.6)}, f"{ALT.format('2 näkökulmaa')} {IN_TABLE}"),
        ({5: (2.6, 4.3)}, f"{ALT.format('1 näkökulma')} {IN_TABLE}"),
    ],
    ids=["single ends", "largest tied", "smallest tied", "one known", "one"],
)
def test_the_alternative_text_names_single_ends_only(
    make_report: MakeReport, chart_of: Callable[[Report], Chart], levels: Levels, alt: str
) -> None:
    assert chart_of(make_report(levels=levels)).alt.replace("\u00a0", " ") == alt


def test_the_table_stands_by_gap_and_hides_what_is_hidden(
    make_report: MakeReport,
    chart_of: Callable[[Report], Chart],
    texts_of: Callable[[Table], list[list[str]]],
) -> None:
    levels: Levels = {
        7: (2.8, 3.6),
        5: (2.6, 4.3),
        6: (None, 4.4),
        10: (3.0, None),
        11: (4.0, 3.2),
        3: (3.0, 3.8),
    }
    rows = [row[1:] for row in texts_of(chart_of(make_report(levels=levels)).table)]
    hidden = "ei näytetä (tietosuoja)"
    assert rows == [
        ["2,6", "4,3", "+1,7", "Kyllä", "40", "2"],
        ["3,0", "3,8", "+0,8", "Ei", "40", "2"],  # perspective 3 before 7: a tie
        ["2,8", "3,6", "+0,8", "Ei", "40", "2"],
        ["4,0", "3,2", "−0,8", "Ei", "40", "2"],
        [hidden, "4,4", hidden, "Kyllä", hidden, hidden],
        ["3,0", "ei asetettu", "ei laskettu", "Ei", "40", "2"],
    ]


def test_nobody_answering_is_said(
    make_report: MakeReport,
    chart_of: Callable[[Report], Chart],
    texts_of: Callable[[Table], list[list[str]]],
) -> None:
    report = make_report(levels={5: (2.6, 4.3), 7: (None, 3.6)})
    levels = report.levels.assign(state=["shown", "no_answers"])
    chart = chart_of(replace(report, levels=levels))
    none = "ei vastauksia"
    assert texts_of(chart.table)[1][1:] == [none, "3,6", none, "Ei", none, none]
    assert ">vastauksia</text>" in chart.wide  # the words are on two lines


def test_one_changed_level_changes_everything_that_shows_it(
    make_report: MakeReport,
    chart_of: Callable[[Report], Chart],
    texts_of: Callable[[Table], list[list[str]]],
    said: Said,
) -> None:
    report = make_report()
    levels = report.levels.copy()
    levels.loc[levels["perspective"] == 5, ["baseline", "gap"]] = [2.2, 2.1]
    changed = replace(report, levels=levels)
    one, other = chart_of(report), chart_of(changed)
    for name in ("wide", "narrow", "table", "alt"):
        assert getattr(one, name) != getattr(other, name)
    for svg in (other.wide, other.narrow):
        assert ">+2,1</text>" in svg
        assert ">2,2</text>" in svg
    assert texts_of(other.table)[0][1:4] == ["2,2", "4,3", "+2,1"]
    assert "Suurin tasoero on 2,1" in other.alt
    headlines = main_findings(changed).parts[0].lines  # type: ignore[attr-defined]
    assert said(headlines[3]) == f"Suurin tasoero on 2,1. Näkökulma: {FIFTH}."
    annex_table = annex(changed).parts[1]
    assert isinstance(annex_table, Table)
    assert texts_of(annex_table) == texts_of(other.table)
