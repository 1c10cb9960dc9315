"""Section 10 and the annex: sources, published counts, warnings, and whose they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from digireport.findings import Place, find
from digireport.report.elements import Annex, Bullets, Heading, Line, Paragraph, Section, Table
from digireport.report.results import Report
from digireport.report.sections import about, annex

MakeReport = Callable[..., Report]
PartsOf = Callable[[Section, type], list[Any]]
Said = Callable[[Line], str]

TITLES = [
    "Käsitteet",
    "Lähteet",
    "Pyöristys ja tietosuoja",
    "Havainnot aineistosta",
    "Saavutettavuus ja palaute",
]


@pytest.fixture
def under(said: Said) -> Callable[[Report, str], list[str]]:
    """Return the sentences under one heading."""

    def sentences(report: Report, heading: str) -> list[str]:
        found: list[str] = []
        is_under = False
        for part in about(report).parts:
            if isinstance(part, Heading):
                is_under = part.text == heading
            elif is_under and isinstance(part, Bullets):
                found += [said(line) for line in part.lines]
            elif is_under and isinstance(part, Paragraph):
                found.append(said(part.line))
        return found

    return sentences


def test_its_parts(make_report: MakeReport, parts_of: PartsOf) -> None:
    assert [heading.text for heading in parts_of(about(make_report()), Heading)] == TITLES


def test_terms_start_with_the_word_that_they_explain(
    make_report: MakeReport, parts_of: PartsOf
) -> None:
    terms = parts_of(about(make_report()), Bullets)[0]
    assert [(line[0].text, line[0].strong) for line in terms.lines] == [
        (word, True) for word in ("Voimassa olevia", "Uusi", "Hylätty", "Myöhässä", "Tasoero")
    ]


@pytest.mark.parametrize(
    ("source", "ending"),
    [
        ("appendix", ", tilannepäivä 30.4.2026."),
        ("roadmap", ", tilannepäivä 30.4.2026."),
        (
            "period",
            (
                ". Aineistosta ei käy ilmi tilannepäivä, joten tilannepäiväksi on otettu jakson "
                "viimeinen päivä 30.4.2026."
            ),
        ),
        (
            "asked",
            ", tilanne 30.4.2026. Myöhästymiset on laskettu päivän 30.4.2026 mukaan.",
        ),
    ],
)
def test_where_the_status_date_comes_from(
    make_report: MakeReport,
    under: Callable[[Report, str], list[str]],
    source: str,
    ending: str,
) -> None:
    report = make_report(status={"status_date_source": source})
    assert under(report, "Lähteet")[0] == f"Toimenpiteet: digitiekartan toimenpideliite{ending}"


def test_sources_are_those_that_there_are(
    make_report: MakeReport, under: Callable[[Report, str], list[str]]
) -> None:
    assert under(make_report(), "Lähteet")[1:] == [
        "Vertailu: edellinen raportti, tilannepäivä 31.12.2025.",
        "Lähtötasot: henkilöstökysely 9/2024, 348 vastausta.",
    ]
    assert under(make_report(moves=None, levels=None), "Lähteet")[1:] == []


def test_the_privacy_limit_is_the_configured_one(
    make_report: MakeReport, under: Callable[[Report, str], list[str]]
) -> None:
    assert under(make_report(), "Pyöristys ja tietosuoja")[-1] == (
        "Kyselyn tuloksia näytetään vain, kun vastaajia on vähintään 5."
    )


# ── the published roadmap ─────────────────────────────────────────────────────

PUBLISHED = "Julkaistu digitiekartta"


def test_published_counts_that_agree_are_one_sentence(
    make_report: MakeReport, under: Callable[[Report, str], list[str]], parts_of: PartsOf
) -> None:
    report = make_report(published=(("goal-1", "done", 9, 9), ("goal-2", "is_new", 3, 3)))
    assert under(report, PUBLISHED) == [
        "Julkaistussa digitiekartassa on 2 lukumäärää, ja ne kaikki vastaavat liitettä."
    ]
    assert parts_of(about(report), Table) == []


def test_published_counts_that_differ_are_a_table(
    make_report: MakeReport,
    under: Callable[[Report, str], list[str]],
    parts_of: PartsOf,
    texts_of: Callable[[Table], list[list[str]]],
) -> None:
    rows = (("goal-1", "done", 9, 9), ("goal-2", "is_new", 1, 3), ("goal-3", "rejected", 1234, 1))
    report = make_report(published=rows)
    assert under(report, PUBLISHED) == [
        "Julkaistussa digitiekartassa on 2 lukumäärää, jotka poikkeavat liitteestä."
    ]
    (table,) = parts_of(about(report), Table)
    assert texts_of(table) == [
        ["Tavoite 2", "Uusi", "1", "3", "−2"],
        ["Tavoite 3", "Hylätty", "1 234", "1", "+1 233"],
    ]


def test_without_a_published_roadmap_nothing_is_said(
    make_report: MakeReport, under: Callable[[Report, str], list[str]]
) -> None:
    assert under(make_report(), PUBLISHED) == []


# ── warnings ──────────────────────────────────────────────────────────────────

DATA = "Havainnot aineistosta"
FOUND = (
    find("unknown-owner", Place("liite.xlsx", "Tavoite 1", 50, "D"), value="Maija M."),
    find("empty-submission", count=4),
)


@pytest.mark.parametrize(
    ("warnings", "sentence"),
    [
        (0, "Aineistosta ei ole huomautettavaa."),
        (1, "Aineistossa on 1 kohta, joka kannattaa tarkistaa."),
        (2, "Aineistossa on 2 kohtaa, jotka kannattaa tarkistaa."),
    ],
)
def test_warnings_are_counted_for_everyone(
    make_report: MakeReport,
    under: Callable[[Report, str], list[str]],
    warnings: int,
    sentence: str,
) -> None:
    counts = {"error": 0, "warning": warnings, "note": 3}
    report = make_report(status={"findings": counts}, audience="public")
    assert under(report, DATA) == [sentence]


def test_warnings_are_named_where_they_may_be_seen_and_notes_are_not(
    make_report: MakeReport, under: Callable[[Report, str], list[str]]
) -> None:
    counts = {"error": 0, "warning": 1, "note": 1}
    report = make_report(status={"findings": counts}, findings=FOUND)
    assert under(report, DATA) == [
        "Aineistossa on 1 kohta, joka kannattaa tarkistaa.",
        (
            "liite.xlsx, välilehti Tavoite 1, rivi 50, sarake D: Vastuutahoa ”Maija M.” ei ole "
            "asetusten vastuutaholuettelossa. Julkinen raportti ei näytä sitä."
        ),
    ]


def test_feedback_and_statement_are_the_municipality_s(
    make_report: MakeReport, under: Callable[[Report, str], list[str]]
) -> None:
    assert under(make_report(), "Saavutettavuus ja palaute")[-2:] == [
        "Saavutettavuusseloste: https://www.lempaala.example/saavutettavuus",
        "Palaute: kirjaamo@lempaala.example. Vastaamme 14 päivän kuluessa.",
    ]


def test_the_annex_repeats_the_figures_tables(make_report: MakeReport) -> None:
    found = annex(make_report())
    assert isinstance(found, Annex)
    assert [part.caption for part in found.parts if isinstance(part, Table)] == [
        "Toimenpiteet tilanteen mukaan tavoitteittain, 30.4.2026",
        "Näkökulmien lähtötaso, tavoitetaso ja tasoero asteikolla 1–5",
    ]
