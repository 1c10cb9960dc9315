"""Sections 0 and 1: the title band, the headlines, the key figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from digireport.edition import Edition
from digireport.period import half_year
from digireport.report.elements import Headlines, KeyFigures, Line, Paragraph, Section
from digireport.report.results import Report
from digireport.report.sections import cover, main_findings
from digireport.roadmap import Roadmap
from digireport.workspace import Workspace

MakeReport = Callable[..., Report]
PartsOf = Callable[[Section, type], list[Any]]


@pytest.fixture
def headlines(parts_of: PartsOf, said: Callable[[Line], str]) -> Callable[[Report], list[str]]:
    return lambda report: [
        said(line) for line in parts_of(main_findings(report), Headlines)[0].lines
    ]


@pytest.fixture
def notes(parts_of: PartsOf, said: Callable[[Line], str]) -> Callable[[Report], list[str]]:
    return lambda report: [said(p.line) for p in parts_of(main_findings(report), Paragraph)]


# ── share done ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ((19, 38, 24, 7), "Valmiina on 19 toimenpidettä 81 voimassa olevasta (23 %)."),
        ((1, 8, 1, 0), "Valmiina on 1 toimenpide 10 voimassa olevasta (10 %)."),
        ((3, 3, 3, 5), "Valmiina on 3 toimenpidettä 9 voimassa olevasta."),
        ((1, 0, 0, 0), "Valmiina on 1 toimenpide 1 voimassa olevasta."),
        ((0, 8, 4, 0), "Yhtään toimenpidettä ei ole vielä valmiina. Voimassa olevia on 12."),
        ((0, 0, 1, 0), "Ainoa voimassa oleva toimenpide ei ole vielä valmis."),
        ((0, 0, 0, 3), "Voimassa olevia toimenpiteitä ei ole."),
    ],
    ids=["share", "one done", "few", "one of one", "none done", "only one", "no active"],
)
def test_the_share_done(
    make_report: MakeReport,
    headlines: Callable[[Report], list[str]],
    counts: tuple[int, ...],
    sentence: str,
) -> None:
    assert headlines(make_report({"goal-1": counts}))[0] == sentence


# ── what changed ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("completed", "new", "sentence"),
    [
        (
            0,
            0,
            (
                "Edellisen raportin jälkeen ei valmistunut yhtään toimenpidettä. "
                "Uusia toimenpiteitä ei ole."
            ),
        ),
        (
            1,
            1,
            "Edellisen raportin jälkeen valmistui 1 toimenpide. Uusia toimenpiteitä on 1.",
        ),
        (
            21,
            11,
            "Edellisen raportin jälkeen valmistui 21 toimenpidettä. Uusia toimenpiteitä on 11.",
        ),
    ],
)
def test_what_was_completed_and_what_is_new(
    make_report: MakeReport,
    headlines: Callable[[Report], list[str]],
    completed: int,
    new: int,
    sentence: str,
) -> None:
    moves = (("in_progress", "done"),) * completed + (("not_started", "in_progress"),) * 2
    report = make_report({"goal-1": (9, 16, 16, 4, 0, new)}, moves=moves)
    assert headlines(report)[1] == sentence


def test_without_a_previous_report_the_sentence_is_missed_aloud(
    make_report: MakeReport,
    headlines: Callable[[Report], list[str]],
    notes: Callable[[Report], list[str]],
) -> None:
    report = make_report(moves=None)
    assert not any("Edellisen" in line for line in headlines(report))
    assert notes(report) == ["Edellistä raporttia ei ole, joten muutoksia ei voi laskea."]


# ── overdue ───────────────────────────────────────────────────────────────────


def late(*units: str | None) -> dict[str, Any]:
    """Make a late measure for each unit; None has no known unit."""
    ids = [f"1.{number}" for number in range(1, len(units) + 1)]
    return {
        "measures": (*({"id": id_, "days_late": 3} for id_ in ids), {"id": "1.99"}),
        "links": (
            *((id_, "unit", unit or "") for id_, unit in zip(ids, units, strict=True)),
            ("1.99", "unit", "education"),
        ),
    }


@pytest.mark.parametrize(
    ("units", "sentence"),
    [
        ((), "Yhtään toimenpidettä ei ole myöhässä."),
        (("education",), "Myöhässä on 1 toimenpide."),
        (("education", "wellbeing"), "Myöhässä on 2 toimenpidettä."),
        (
            ("education", "wellbeing", "subsidiaries", "subsidiaries"),
            "Myöhässä on 4 toimenpidettä. Eniten myöhässä olevia: Tytäryhtiöt (2).",
        ),
        (("education", "education"), "Myöhässä on 2 toimenpidettä."),
        ((None, None, "education"), "Myöhässä on 3 toimenpidettä."),
    ],
    ids=["none", "one", "a tie", "most", "only one unit", "unknown units"],
)
def test_what_is_overdue_and_where_most(
    make_report: MakeReport,
    headlines: Callable[[Report], list[str]],
    units: tuple[str | None, ...],
    sentence: str,
) -> None:
    assert headlines(make_report(**late(*units)))[2] == sentence


# ── largest gap ───────────────────────────────────────────────────────────────

FIFTH = "Kerätyn datan ja tiedon hyödyntäminen kunnan toiminnassa ja johtamisessa"
SEVENTH = "Uusien ideoiden, innovaatioiden ja toimintamalleihin liittyvien kokeilujen määrä"


@pytest.mark.parametrize(
    ("levels", "sentences"),
    [
        (
            {5: (2.6, 4.3), 7: (2.8, 3.6)},
            [f"Suurin tasoero on 1,7. Näkökulma: {FIFTH}."],
        ),
        (
            {5: (2.6, 4.3), 7: (2.8, 4.5)},
            [f"Suurin tasoero on 1,7. Näkökulmat: {FIFTH}; {SEVENTH}."],
        ),
        ({5: (None, 4.3), 7: (2.8, None)}, []),
        ({5: (4.3, 4.3), 7: (4.4, 4.0)}, []),
    ],
    ids=["single", "tie", "none known", "none above zero"],
)
def test_the_largest_gap(
    make_report: MakeReport,
    headlines: Callable[[Report], list[str]],
    levels: dict[int, tuple[float | None, float | None]],
    sentences: list[str],
) -> None:
    assert headlines(make_report(levels=levels))[3:] == sentences


def test_without_a_survey_the_sentence_is_missed_aloud(
    make_report: MakeReport,
    headlines: Callable[[Report], list[str]],
    notes: Callable[[Report], list[str]],
) -> None:
    report = make_report(levels=None)
    assert not any("tasoero" in line for line in headlines(report))
    assert notes(report) == [
        ("Aineistossa ei ole henkilöstökyselyn tuloksia, joten tasoja ei voida näyttää.")
    ]


# ── key figures and the rounding note ─────────────────────────────────────────


def test_key_figures(make_report: MakeReport, parts_of: PartsOf) -> None:
    (figures,) = parts_of(main_findings(make_report(**late("education"))), KeyFigures)
    shown = [
        (k.symbol, k.label, k.number, k.detail.replace("\u00a0", " "))
        for k in (*figures.first, *figures.second)
    ]
    assert shown == [
        ("done", "Valmis", "19", "23 % voimassa olevista"),
        ("in_progress", "Kesken", "38", "47 % voimassa olevista"),
        ("not_started", "Ei aloitettu", "24", "30 % voimassa olevista"),
        ("overdue", "Myöhässä", "1", "määräaika ohi, ei valmis"),
        ("new", "Uusi", "19", "ensimmäistä kertaa mukana"),
        ("rejected", "Hylätty", "7", "tai siirretty, ei mukana osuuksissa"),
    ]


@pytest.mark.parametrize(
    ("counts", "detail"),
    [((3, 5, 1, 0), "3/9 voimassa olevista"), ((0, 0, 0, 2), "ei voimassa olevia")],
)
def test_key_figures_of_few_measures_show_no_percents(
    make_report: MakeReport, parts_of: PartsOf, counts: tuple[int, ...], detail: str
) -> None:
    (figures,) = parts_of(main_findings(make_report({"goal-1": counts})), KeyFigures)
    assert figures.first[0].detail == detail


NOTE = "Osuudet on pyöristetty, joten niiden summa ei ole tasan sata prosenttia."


@pytest.mark.parametrize(
    ("counts", "has_note"),
    [
        ((19, 38, 24), False),  # 23 + 47 + 30
        ((4, 4, 4), True),  # 33 + 33 + 33
        ((1, 1, 198), True),  # 1 + 1 + 99
        ((5, 5, 0), False),  # 50 + 50
        ((3, 3, 3), False),  # too few for percents: nothing is rounded
        ((0, 0, 0), False),
    ],
)
def test_the_rounding_note_appears_only_if_percents_do_not_add_up(
    make_report: MakeReport,
    notes: Callable[[Report], list[str]],
    counts: tuple[int, ...],
    has_note: bool,  # noqa: FBT001 (a parameter of the table)
) -> None:
    report = make_report({"goal-1": (*counts, 2)})
    assert (NOTE in notes(report)) is has_note


# ── cover ─────────────────────────────────────────────────────────────────────


def test_the_cover_says_whose_and_when_and_for_whom(make_report: MakeReport) -> None:
    band = cover(make_report())
    assert band.title == "Digitiekartan puolivuosiraportti"
    assert band.municipality == "Lempäälän kunta"
    assert band.meta == ("1.1.–30.6.2026", "Tilannepäivä 30.4.2026", "Sisäinen versio")
    assert band.notice.startswith("Esimerkkiaineisto")
    assert band.document_date == (2026, 4, 30)
    assert band.running_audience == "Sisäinen versio"


def test_the_public_cover_repeats_no_audience_on_each_page(make_report: MakeReport) -> None:
    band = cover(make_report(audience="public"))
    assert band.audience == "Julkinen versio"
    assert band.running_audience == ""


def test_real_data_have_no_notice(make_report: MakeReport, roadmap: Roadmap) -> None:
    real = roadmap.report.model_copy(update={"notice": {}})
    edition = Edition(
        Workspace(make_report().edition.workspace.root),
        roadmap.model_copy(update={"report": real}),
        half_year(2026, 1),
    )
    assert cover(make_report(edition=edition)).notice == ""
