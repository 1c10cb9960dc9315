from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from digireport.clean.measures import CleanMeasures
from digireport.ingest.tables import RawTable, RawText

Clean = Callable[..., CleanMeasures]
MakeTable = Callable[..., RawTable]

TABLE = [["Nro", "Toimenpide", "Tilanne"], ["1.1", "Verkkosivut", "Kesken"]]
PUBLISHED = ("Tavoite 1", "9", "Toimenpiteitä valmiina")


def dated(found: CleanMeasures) -> tuple[str, str]:
    return found.status_date.day.isoformat(), found.status_date.source


def date_kinds(found: CleanMeasures) -> list[tuple[str, str]]:
    return [(f.severity, f.kind) for f in found.findings if "date" in f.kind]


@pytest.mark.parametrize(
    "stated",
    [
        *(["Tilanne 30.4.2026"], ["Tilannepäivä: 30.4.2026"], ["TILANNE:30.04.2026"]),
        *(["Päivitetty 04/2026"], ["Tilanne huhtikuu 2026"], ["Tilanne huhtikuussa 2026"]),
        *(["Toimenpideliite, tilanne 30.4.2026"], ["Tilanne 30.4.2026, laadittu 5.5.2026"]),
        *(["Tilannepäivä", date(2026, 4, 30)], ["Tilannepäivä:", None, "30.4.2026"]),
        ["Tilanne 2026-04-30"],
    ],
    ids=str,
)
def test_the_appendix_states_it_above_its_table(
    clean: Clean, make_table: MakeTable, stated: list[Any]
) -> None:
    found = clean(make_table([["Liite"], stated, *TABLE]))
    assert dated(found) == ("2026-04-30", "appendix")
    assert date_kinds(found) == []


@pytest.mark.parametrize(
    "stated",
    [
        *("Tilanne 2026", "Tilanne kevät 2026", "Tilanne kesäkuussa", "Tilanne 31.4.2026"),
        *("Tilanne 30.4.26", "Laadittu 30.4.2026", "Tilanne hyvä", "Tilanne 1.1.–30.4.2026"),
    ],
)
def test_what_states_no_single_day_or_month_is_not_taken(
    clean: Clean, make_table: MakeTable, stated: str
) -> None:
    assert dated(clean(make_table([[stated], *TABLE])))[1] == "period"


def test_below_the_header_nothing_states_it(clean: Clean, make_table: MakeTable) -> None:
    found = clean(make_table([*TABLE, ["Tilanne 30.4.2026"]]))
    assert dated(found)[1] == "period"


def test_the_published_roadmaps_month_stands_for_its_last_day(
    clean: Clean, make_table: MakeTable
) -> None:
    found = clean(make_table(TABLE), RawText("a.txt", ("Päivitetty 04/2026", *PUBLISHED)))
    assert dated(found) == ("2026-04-30", "roadmap")
    assert date_kinds(found) == []


def test_with_nothing_stated_it_is_the_periods_end_with_a_warning(
    clean: Clean, make_table: MakeTable
) -> None:
    found = clean(make_table(TABLE), period="2026-03-15")
    assert dated(found) == ("2026-03-15", "period")
    [finding] = [f for f in found.findings if f.kind == "no-status-date"]
    assert finding.severity == "warning"
    assert "the period's last day 15.3.2026 is used" in str(finding)


def test_the_appendix_goes_before_the_published_roadmap_and_a_difference_warns(
    clean: Clean, make_table: MakeTable
) -> None:
    text = RawText("a.txt", ("Päivitetty 03/2026", *PUBLISHED))
    found = clean(make_table([["Tilanne 30.4.2026"], *TABLE]), text)
    assert dated(found) == ("2026-04-30", "appendix")
    [finding] = [f for f in found.findings if f.kind == "published-date-differs"]
    assert str(finding) == (
        "a.txt, row 1: the published roadmap states 31.3.2026, the appendix 30.4.2026 (the "
        "appendix's date is used)."
    )


def test_two_appendices_of_different_days_are_an_error_that_names_both(
    clean: Clean, make_table: MakeTable
) -> None:
    found = clean(
        make_table([["Tilanne 31.3.2026"], *TABLE], file="vanha.xlsx"),
        make_table([["Tilanne 30.4.2026"], *TABLE], file="uusi.xlsx"),
    )
    [finding] = [f for f in found.findings if f.kind == "status-dates-differ"]
    assert finding.severity == "error"
    assert dated(found) == ("2026-04-30", "appendix")
    for stated in ("31.3.2026 in vanha.xlsx, sheet Tavoite 1, row 1", "30.4.2026 in uusi.xlsx"):
        assert stated in finding.words["dates"]


@pytest.mark.parametrize("stated", ["31.12.2025", "1.7.2026"])
def test_a_date_outside_the_period_warns(clean: Clean, make_table: MakeTable, stated: str) -> None:
    found = clean(make_table([[f"Tilanne {stated}"], *TABLE]))
    [finding] = [f for f in found.findings if f.kind == "status-date-outside"]
    assert finding.severity == "warning"
    assert f"the status date {stated} is outside 2026H1" in str(finding)


@pytest.mark.parametrize("stated", ["1.1.2026", "30.6.2026"])
def test_the_periods_own_days_do_not_warn(clean: Clean, make_table: MakeTable, stated: str) -> None:
    assert date_kinds(clean(make_table([[f"Tilanne {stated}"], *TABLE]))) == []
