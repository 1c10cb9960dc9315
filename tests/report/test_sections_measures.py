"""Sections 8 and 9: the lists of measures, and what each audience sees in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from digireport.report.elements import Heading, Line, Paragraph, Section, Table
from digireport.report.results import Report
from digireport.report.sections import measure_lists, rejected_measures

MakeReport = Callable[..., Report]
PartsOf = Callable[[Section, type], list[Any]]
Said = Callable[[Line], str]
TextsOf = Callable[[Table], list[list[str]]]

MEASURES: tuple[dict[str, Any], ...] = (
    {
        "id": "1.1",
        "title": "Avoin data",
        "status": "in_progress",
        "schedule_text": "9 / 2025",
        "last_day": pd.Timestamp("2025-09-30"),
        "days_late": 212,
        "is_new": True,
    },
    {"id": "1.2", "status": "done", "schedule_text": "jatkuva työ", "is_ongoing": True},
    {"id": "1.3", "status": "not_started", "schedule_text": "kun resurssit sallivat"},
    {"id": "kartta", "number": "", "title": "Kartta", "status": "not_started"},
    {
        "id": "1.4",
        "status": "rejected",
        "is_moved": True,
        "moved_to": "1.1",
        "notes": "Yhdistettiin.",
    },
    {"id": "1.5", "status": "rejected"},
    {"id": "3.1", "goal_id": "goal-3", "status": "done"},
)
LINKS = (
    ("1.1", "owner", "Talousjohtaja"),
    ("1.1", "owner", ""),
    ("1.1", "unit", "education"),
    ("1.1", "unit", "subsidiaries"),
    ("1.2", "unit", ""),
    ("1.4", "unit", "wellbeing"),
)


@pytest.fixture
def internal(make_report: MakeReport) -> Report:
    return make_report(measures=MEASURES, links=LINKS)


@pytest.fixture
def public(make_report: MakeReport) -> Report:
    return make_report(measures=MEASURES, links=LINKS, audience="public")


def test_a_table_for_each_goal_and_a_sentence_for_an_empty_one(
    internal: Report, parts_of: PartsOf, said: Said
) -> None:
    section = measure_lists(internal)
    assert [heading.text[:10] for heading in parts_of(section, Heading)] == [
        "Tavoite 1:",
        "Tavoite 2:",
        "Tavoite 3:",
    ]
    assert [table.caption.replace("\u00a0", " ") for table in parts_of(section, Table)] == [
        "Tavoitteen 1 voimassa olevat toimenpiteet, tilanne 30.4.2026, 4 riviä",
        "Tavoitteen 3 voimassa olevat toimenpiteet, tilanne 30.4.2026, 1 rivi",
    ]
    (empty,) = parts_of(section, Paragraph)
    assert said(empty.line) == "Tavoitteessa 2 ei ole voimassa olevia toimenpiteitä."


def test_each_active_measure_with_owner_unit_schedule_and_flags(
    internal: Report, parts_of: PartsOf, texts_of: TextsOf
) -> None:
    table = parts_of(measure_lists(internal), Table)[0]
    none = "Ei ilmoitettu"
    assert texts_of(table) == [
        [
            "1.1 Avoin data",
            "Talousjohtaja, Ei julkaista",
            "Kasvatuksen ja opetuksen palvelualue, Tytäryhtiöt",
            "9 / 2025",
            "Kesken|Myöhässä|Uusi",
        ],
        ["1.2 Measure 1.2", none, "Ei julkaista", "jatkuva työ", "Valmis"],
        ["1.3 Measure 1.3", none, none, "kun resurssit sallivat", "Ei aloitettu"],
        ["Kartta", none, none, none, "Ei aloitettu"],
    ]
    lines = table.rows[0][4]
    assert [line[0].symbol for line in lines] == ["in_progress", "overdue", "new"]


def test_a_known_schedule_stays_on_one_line_and_a_free_text_wraps(
    internal: Report, parts_of: PartsOf
) -> None:
    rows = parts_of(measure_lists(internal), Table)[0].rows
    texts = [row[3][0][0].text for row in rows]
    assert texts[:3] == ["9\u00a0/\u00a02025", "jatkuva\u00a0työ", "kun resurssit sallivat"]


def test_an_owner_that_may_not_be_named_is_not_published(
    public: Report, parts_of: PartsOf, texts_of: TextsOf
) -> None:
    table = parts_of(measure_lists(public), Table)[0]
    assert texts_of(table)[0][1] == "Talousjohtaja, Ei julkaista"


def test_an_audience_that_may_see_no_owners_is_told_so(
    public: Report, parts_of: PartsOf, texts_of: TextsOf
) -> None:
    roadmap = public.edition.roadmap
    nothing = roadmap.audiences["public"].model_copy(update={"shows": ()})
    rules = roadmap.model_copy(update={"audiences": {**roadmap.audiences, "public": nothing}})
    links = public.links[public.links["kind"] != "owner"]  # as metrics.audience leaves them
    report = replace(public, links=links, edition=replace(public.edition, roadmap=rules))
    table = parts_of(measure_lists(report), Table)[0]
    assert {row[1] for row in texts_of(table)} == {"Ei julkaista"}


def test_rejected_measures_with_their_reasons_for_the_internal_audience(
    internal: Report, parts_of: PartsOf, said: Said, texts_of: TextsOf
) -> None:
    section = rejected_measures(internal)
    (table,) = parts_of(section, Table)
    assert said(parts_of(section, Paragraph)[0].line) == (
        "Hylättyjä toimenpiteitä on 2. Niistä toisen toimenpiteen yhteyteen on siirretty 1."
    )
    assert [column.heading for column in table.columns] == [
        "Toimenpide",
        "Yksikkö",
        "Ratkaisu",
        "Huomio",
    ]
    none = "Ei ilmoitettu"
    assert texts_of(table) == [
        [
            "1.4 Measure 1.4",
            "Hyvinvoinnin ja elinvoiman palvelualue",
            "Siirretty toimenpiteeseen 1.1 Avoin data",
            "Yhdistettiin.",
        ],
        ["1.5 Measure 1.5", none, "Hylätty", none],
    ]


def test_the_public_sees_no_reasons(public: Report, parts_of: PartsOf, texts_of: TextsOf) -> None:
    (table,) = parts_of(rejected_measures(public), Table)
    assert [column.heading for column in table.columns] == ["Toimenpide", "Yksikkö", "Ratkaisu"]
    assert [len(row) for row in texts_of(table)] == [3, 3]


@pytest.mark.parametrize(
    ("measures", "sentence"),
    [
        ((), "Yhtään toimenpidettä ei ole hylätty eikä siirretty."),
        (
            ({"id": "1.5", "status": "rejected"},),
            "Hylättyjä toimenpiteitä on 1.",
        ),
    ],
    ids=["none", "none moved"],
)
def test_what_is_said_of_rejected_ones(
    make_report: MakeReport,
    parts_of: PartsOf,
    said: Said,
    measures: tuple[dict[str, Any], ...],
    sentence: str,
) -> None:
    section = rejected_measures(make_report(measures=measures))
    assert section.title == "Hylätyt ja siirretyt"
    assert said(parts_of(section, Paragraph)[0].line) == sentence


def test_a_hidden_schedule_is_not_published_rather_than_not_given(
    make_report: MakeReport,
) -> None:
    report = make_report(measures=({"id": "1.1", "precision": "hidden"}, {"id": "1.2"}))
    table = next(part for part in measure_lists(report).parts if isinstance(part, Table))
    schedules = [row[3][0][0].text for row in table.rows]
    assert schedules == ["Ei julkaista", "Ei ilmoitettu"]
