"""Section 3: sentences, flow table, change of each count, names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from digireport.report.elements import Bullets, Heading, Line, Paragraph, Section, Table
from digireport.report.results import Report
from digireport.report.sections import changes

MakeReport = Callable[..., Report]
PartsOf = Callable[[Section, type], list[Any]]
Said = Callable[[Line], str]

# One of each class, two of the first.
EVERY = (
    ("in_progress", "done"),
    ("not_started", "done"),
    ("not_started", "in_progress"),
    ("in_progress", "not_started"),
    ("done", "in_progress"),
    ("done", "rejected"),
    ("rejected", "in_progress"),
    ("new", "not_started"),
    ("new", "rejected"),
    ("unknown", "done"),
    ("done", "gone"),
    ("rejected", "gone"),
    ("in_progress", "gone"),
    ("done", "done"),
)


def test_without_a_previous_report_the_section_says_so_and_no_more(
    make_report: MakeReport, said: Said
) -> None:
    section = changes(make_report(moves=None))
    (only,) = section.parts
    assert section.title == "Mitä muuttui"
    assert isinstance(only, Paragraph)
    assert said(only.line) == "Edellistä raporttia ei ole, joten muutoksia ei voi laskea."


@pytest.mark.parametrize(
    ("moves", "sentence"),
    [
        (EVERY, "Tilanteesta toiseen siirtyi 7 toimenpidettä. Ennallaan pysyi 1 toimenpide."),
        (
            (("done", "rejected"), ("done", "done"), ("new", "done")),
            "Tilanteesta toiseen siirtyi 1 toimenpide. Ennallaan pysyi 1 toimenpide.",
        ),
        (
            (("done", "done"),) * 21 + (("new", "done"), ("done", "gone")),
            "Yhdenkään toimenpiteen tilanne ei muuttunut. Ennallaan pysyi 21 toimenpidettä.",
        ),
    ],
    ids=["every class", "one", "none: new and gone ones did not move"],
)
def test_the_lead_counts_moves_and_what_stayed(
    make_report: MakeReport,
    parts_of: PartsOf,
    said: Said,
    moves: tuple[tuple[str, str], ...],
    sentence: str,
) -> None:
    lead = parts_of(changes(make_report(moves=moves)), Paragraph)[0]
    assert said(lead.line) == sentence


def test_the_flow_table_with_totals_both_ways(
    make_report: MakeReport,
    parts_of: PartsOf,
    texts_of: Callable[[Table], list[list[str]]],
) -> None:
    flow = parts_of(changes(make_report(moves=EVERY)), Table)[0]
    assert [column.heading for column in flow.columns] == [
        "Ennen",
        "Nyt valmis",
        "Nyt kesken",
        "Nyt ei aloitettu",
        "Nyt hylätty",
        "Poistunut liitteestä",
        "Yhteensä",
    ]
    assert texts_of(flow) == [
        ["Valmis", "1", "1", "0", "1", "1", "4"],
        ["Kesken", "1", "0", "1", "0", "1", "3"],
        ["Ei aloitettu", "1", "1", "0", "0", "0", "2"],
        ["Hylätty", "0", "1", "0", "0", "1", "2"],
        ["Ei tiedossa", "1", "0", "0", "0", "0", "1"],
        ["Ei ollut liitteessä", "0", "0", "1", "1", "0", "2"],
        ["Yhteensä", "4", "3", "2", "2", "3", "14"],
    ]
    assert flow.caption.replace("\u00a0", " ") == (
        "Toimenpiteiden siirtymät edellisestä raportista (31.12.2025) tähän raporttiin (30.4.2026)"
    )


def test_the_flow_table_marks_what_stayed_what_moved_and_zeros(
    make_report: MakeReport, parts_of: PartsOf
) -> None:
    flow = parts_of(changes(make_report(moves=EVERY)), Table)[0]
    done = [cell[0][0] for cell in flow.rows[0][1:4]]
    assert [(span.text, span.tone, span.strong) for span in done] == [
        ("1", "framed", False),
        ("1", "", True),
        ("0", "muted", False),
    ]


def test_each_count_before_and_now(
    make_report: MakeReport,
    parts_of: PartsOf,
    texts_of: Callable[[Table], list[list[str]]],
) -> None:
    table = parts_of(changes(make_report()), Table)[1]
    assert [column.heading for column in table.columns] == [
        "Tilanne",
        "31.12.2025",
        "30.4.2026",
        "Muutos",
    ]
    assert texts_of(table) == [
        ["Valmis", "4", "19", "+15"],
        ["Kesken", "4", "38", "+34"],
        ["Ei aloitettu", "4", "24", "+20"],
        ["Voimassa", "4", "81", "+77"],
        ["Voimassa olevista uusia", "4", "19", "+15"],
        ["Hylätty", "4", "7", "+3"],
        ["Hylätyistä siirretty", "4", "3", "−1"],
    ]


def test_every_class_lists_its_measures_by_name(
    make_report: MakeReport, parts_of: PartsOf, said: Said
) -> None:
    section = changes(make_report(moves=EVERY))
    headings = [heading.text for heading in parts_of(section, Heading)]
    lists = [[said(line) for line in part.lines] for part in parts_of(section, Bullets)]
    assert dict(zip(headings, lists, strict=True)) == {
        "Valmistuneet (2)": ["1.1 Measure 1.1", "1.2 Measure 1.2"],
        "Aloitetut (1)": ["1.3 Measure 1.3"],
        "Uudet (1)": ["1.8 Measure 1.8"],
        "Hylätyt ja siirretyt (1)": ["1.6 Measure 1.6"],
        "Palautuneet tilaan Ei aloitettu (1)": ["1.4 Measure 1.4"],
        "Uudelleen avatut (1)": ["1.5 Measure 1.5"],
        "Uudelleen voimaan tulleet (1)": ["1.7 Measure 1.7"],
        "Uudet, jotka on jo hylätty (1)": ["1.9 Measure 1.9"],
        "Aiempi tilanne ei tiedossa (1)": ["1.10 Measure 1.10"],
        "Liitteestä poistetut hylätyt (1)": ["1.12 Measure 1.12"],
        "Liitteestä poistetut valmiit (1)": ["1.11 Measure 1.11"],
        "Poistuneet liitteestä ilman selitystä (1)": ["1.13 Measure 1.13"],
    }
    assert headings[:4] == [
        "Valmistuneet (2)",
        "Aloitetut (1)",
        "Uudet (1)",
        "Hylätyt ja siirretyt (1)",
    ]
