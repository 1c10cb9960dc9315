"""Section 2: figure 1, its title, its words for those who do not see it, its table."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from digireport.report.elements import Chart, KeyFigures, Section, Table
from digireport.report.results import Report
from digireport.report.sections import annex, main_findings, status_by_goal
from digireport.roadmap import Goal

MakeReport = Callable[..., Report]
PartsOf = Callable[[Section, type], list[Any]]
Counts = tuple[int, int, int, int]
PLAIN = "Toimenpiteiden tilanne tavoitteittain"


@pytest.fixture
def chart_of(parts_of: PartsOf) -> Callable[[Report], Chart]:
    def chart(report: Report) -> Chart:
        (found,) = parts_of(status_by_goal(report), Chart)
        assert isinstance(found, Chart)
        return found

    return chart


def by_goal(*rows: Counts) -> dict[str, Counts]:
    return {f"goal-{number}": row for number, row in enumerate(rows, start=1)}


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        (
            ((9, 16, 16, 4), (3, 8, 2, 2), (7, 14, 6, 1)),
            "Valmiiden osuus on suurin tavoitteessa 3 ja pienin tavoitteessa 1",
        ),
        # 53/100, 50/100: exactly three points; then just under, though shown alike.
        (
            ((53, 47, 0, 0), (50, 50, 0, 0)),
            "Valmiiden osuus on suurin tavoitteessa 1 ja pienin tavoitteessa 2",
        ),
        (((105, 95, 0, 0), (100, 101, 0, 0)), PLAIN),
        (((6, 6, 0, 0), (6, 6, 0, 0), (1, 11, 0, 0)), PLAIN),
        (((1, 11, 0, 0), (1, 11, 0, 0), (6, 6, 0, 0)), PLAIN),
        (((9, 0, 0, 0), (1, 19, 0, 0)), PLAIN),
        (((0, 0, 0, 2), (1, 19, 0, 0)), PLAIN),
        (((19, 38, 24, 7),), PLAIN),
    ],
    ids=[
        "clear",
        "three points",
        "under three points",
        "largest tied",
        "smallest tied",
        "few active",
        "none active",
        "one goal",
    ],
)
def test_the_title_compares_only_where_that_is_fair(
    make_report: MakeReport,
    chart_of: Callable[[Report], Chart],
    rows: tuple[Counts, ...],
    title: str,
) -> None:
    assert chart_of(make_report(by_goal(*rows))).title == title


def test_the_alternative_text_lists_up_to_twelve_values(
    make_report: MakeReport, chart_of: Callable[[Report], Chart]
) -> None:
    assert chart_of(make_report()).alt == (
        "Pylväskuvio toimenpiteiden tilanteesta tavoitteittain. "
        "Tavoite 1: valmiina 9, kesken 16, ei aloitettu 16, hylätty 4. "
        "Tavoite 2: valmiina 3, kesken 8, ei aloitettu 2, hylätty 2. "
        "Tavoite 3: valmiina 7, kesken 14, ei aloitettu 6, hylätty 1."
    )


def test_more_values_are_left_to_the_table(
    make_report: MakeReport, chart_of: Callable[[Report], Chart]
) -> None:
    edition = make_report().edition
    fourth = Goal(id="goal-4", number=4, name={"fi": "Neljäs"})
    more = edition.roadmap.model_copy(update={"goals": (*edition.roadmap.goals, fourth)})
    rows = by_goal(*(((9, 16, 16, 4),) * 4))
    chart = chart_of(make_report(rows, edition=replace(edition, roadmap=more)))
    assert chart.alt == (
        "Pylväskuvio toimenpiteiden tilanteesta tavoitteittain. "
        "Kaikki luvut ovat kuvion taulukossa."
    )


def test_the_table_has_the_counts_and_a_total(
    make_report: MakeReport,
    chart_of: Callable[[Report], Chart],
    texts_of: Callable[[Table], list[list[str]]],
) -> None:
    table = chart_of(make_report()).table
    assert [column.heading for column in table.columns] == [
        "Tavoite",
        "Valmis",
        "Kesken",
        "Ei aloitettu",
        "Voimassa",
        "Voimassa olevista uusia",
        "Valmiina, %",
        "Hylätty",
        "Hylätyistä siirretty",
    ]
    assert texts_of(table) == [
        ["Tavoite 1", "9", "16", "16", "41", "11", "22 %", "4", "2"],
        ["Tavoite 2", "3", "8", "2", "13", "3", "23 %", "2", "1"],
        ["Tavoite 3", "7", "14", "6", "27", "5", "26 %", "1", "0"],
        ["Yhteensä", "19", "38", "24", "81", "19", "23 %", "7", "3"],
    ]
    assert table.has_total


def test_few_active_measures_show_no_share(
    make_report: MakeReport,
    chart_of: Callable[[Report], Chart],
    texts_of: Callable[[Table], list[list[str]]],
) -> None:
    chart = chart_of(make_report(by_goal((3, 5, 1, 0), (0, 0, 0, 2), (5, 5, 0, 0))))
    assert [row[6] for row in texts_of(chart.table)] == [
        "alle 10, ei osuutta",
        "alle 10, ei osuutta",
        "50 %",
        "42 %",
    ]
    for svg in (chart.wide, chart.narrow):
        assert "3/9 valmiina" in svg
        assert "ei voimassa olevia" in svg
        assert "33" not in re.findall(r">([^<]+)%", svg)


def test_sample_values_are_said_with_the_source(
    make_report: MakeReport, chart_of: Callable[[Report], Chart]
) -> None:
    chart = chart_of(make_report())
    assert chart.source.startswith("Lähde: toimenpideliite, tilannepäivä 30.4.2026. Esimerkki")
    assert chart.pdf_source == f"{chart.source} Luvut taulukkona: liite 1."
    assert chart.subtitle == "Kuvio 1. Toimenpiteiden lukumäärä tilanteen mukaan, 30.4.2026"


def test_one_changed_number_changes_everything_that_shows_it(
    make_report: MakeReport,
    chart_of: Callable[[Report], Chart],
    texts_of: Callable[[Table], list[list[str]]],
) -> None:
    """The sentence, the key figure, the chart, its table and its words share one frame."""
    report = make_report()
    goals = report.goals.copy()
    goals.loc[goals["group"].isin(["goal-1", "total"]), ["done", "active"]] += 1
    changed = replace(report, goals=goals)

    one, other = chart_of(report), chart_of(changed)
    for name in ("wide", "narrow", "table", "alt"):
        assert getattr(one, name) != getattr(other, name)
    for svg in (other.wide, other.narrow):
        assert ">10</text>" in svg
        assert "10/42" in svg
    assert ">10</text>" not in one.wide
    assert texts_of(other.table)[0][:5] == ["Tavoite 1", "10", "16", "16", "42"]
    assert "Tavoite 1: valmiina 10, kesken 16" in other.alt

    headlines, _, figures = main_findings(changed).parts[:3]
    first = "".join(span.text for span in headlines.lines[0])  # type: ignore[attr-defined]
    assert first.replace("\u00a0", " ") == (
        "Valmiina on 20 toimenpidettä 82 voimassa olevasta (24 %)."
    )
    assert isinstance(figures, KeyFigures)
    assert figures.first[0].number == "20"
    annex_table = annex(changed).parts[0]
    assert isinstance(annex_table, Table)
    assert texts_of(annex_table) == texts_of(other.table)


def test_statuses_carry_the_day_of_the_data_whatever_day_was_asked_for(
    make_report: Callable[..., Report],
) -> None:
    """An asked day judges schedules; the statuses stay those of the appendix's own day."""
    section = status_by_goal(make_report(status={"status_date": "2026-05-31"}))
    chart = next(part for part in section.parts if isinstance(part, Chart))
    shown = f"{chart.subtitle} {chart.source} {chart.table.caption}"
    assert shown.count("30.4.2026") == 3
    assert "31.5.2026" not in shown
