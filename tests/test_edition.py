from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from digireport.cleaning import (
    clean_earlier,
    clean_measures,
    clean_survey,
    read_raw,
    save_measures,
    summarise_files,
)
from digireport.counting import count_measures
from digireport.edition import open_edition, report_periods
from digireport.errors import UsageError
from digireport.store import load_facts, load_findings, load_frame

BOOK = "toimenpideliite-2026-04.xlsx"


def test_the_newest_period_with_an_appendix_is_opened(workspace_copy: Path) -> None:
    edition = open_edition(str(workspace_copy))
    assert edition.name == "2026H1"


def test_raw_folders_that_hold_only_a_survey_are_no_report_periods(workspace_copy: Path) -> None:
    shutil.copytree(workspace_copy / "data/raw/2024H2", workspace_copy / "data/raw/2026H2")
    edition = open_edition(str(workspace_copy))
    names = [p.name for p in report_periods(edition.workspace, edition.roadmap)]
    assert names == ["2025H1", "2025H2", "2026H1"]


def test_earlier_reports_are_the_half_years_before_also_for_a_meeting(workspace_copy: Path) -> None:
    raw = workspace_copy / "data" / "raw"
    for meeting in ("2025-11-20", "2026-03-15"):
        shutil.copytree(raw / "2026H1", raw / meeting)
    for period in ("2026H1", "2026-03-15"):
        earlier = open_edition(str(workspace_copy), period).earlier_reports()
        assert [p.name for p in earlier] == ["2025H1", "2025H2"]
    first = open_edition(str(workspace_copy), "2025H1")
    assert first.earlier_reports() == []


def test_a_workspace_without_periods_is_told(workspace_copy: Path) -> None:
    shutil.rmtree(workspace_copy / "data")
    with pytest.raises(UsageError, match="data/raw holds no period: make a folder such as"):
        open_edition(str(workspace_copy))


def test_an_asked_status_date_names_the_edition(workspace_copy: Path) -> None:
    edition = open_edition(str(workspace_copy), "2026H1", "2026-03-15")
    assert edition.name == "2026-03-15"
    assert edition.processed.name == "2026-03-15"
    assert str(edition.period) == "2026H1"


def test_a_status_date_with_a_raw_folder_of_its_own_is_refused(workspace_copy: Path) -> None:
    """Else both editions would be written into the same folders."""
    raw = workspace_copy / "data" / "raw"
    shutil.copytree(raw / "2026H1", raw / "2026-03-15")
    with pytest.raises(UsageError) as caught:
        open_edition(str(workspace_copy), "2026H1", "2026-03-15")
    assert str(caught.value) == (
        "2026-03-15 belongs to 2026-03-15, which has a raw folder of its own: run that period, or "
        "choose another status date."
    )
    assert open_edition(str(workspace_copy), "2026-03-15", "2026-03-15").name == "2026-03-15"


def test_a_day_of_a_later_half_year_with_files_of_its_own_is_refused(workspace_copy: Path) -> None:
    """Else the spring's report and the autumn's would share one folder."""
    with pytest.raises(UsageError, match="2026-05-15 belongs to 2026H1"):
        open_edition(str(workspace_copy), "2025H2", "2026-05-15")
    assert open_edition(str(workspace_copy), "2026H1", "2026-08-20").name == "2026-08-20"


def test_an_asked_status_date_replaces_the_stated_one(workspace_copy: Path) -> None:
    edition = open_edition(str(workspace_copy), "2026H1", "2026-08-20")
    clean = clean_measures(edition, read_raw(edition))
    assert (str(clean.status_date.day), clean.status_date.source) == ("2026-08-20", "asked")
    assert [f.severity for f in clean.findings if f.kind == "status-date-outside"] == ["warning"]


def test_a_damaged_previous_half_year_only_warns_and_there_is_no_comparison(
    workspace_copy: Path,
) -> None:
    """An old fault must not stop this report, nor be papered over with an older half-year."""
    (workspace_copy / "data/raw/2025H2/toimenpideliite-2025-12.xlsx").write_bytes(b"")
    edition = open_edition(str(workspace_copy), "2026H1")
    earlier, warnings = clean_earlier(edition)
    assert earlier == ["2025H1", "2025H2"]
    assert {w.severity for w in warnings} == {"warning"}
    assert warnings[0].place.file == "2025H2/toimenpideliite-2025-12.xlsx"
    save_measures(edition, clean_measures(edition, read_raw(edition)), earlier, warnings)
    results = count_measures(edition, "internal")
    assert results.facts["previous"] == ""
    assert results.measures["is_new"].sum() == 19  # as marked, not as absent


def test_the_newest_survey_at_the_status_date_is_used(workspace_copy: Path) -> None:
    used = {}
    for day in ("2026-04-30", "2024-09-30", "2024-08-31", "2022-07-31"):
        period = f"{day[:4]}H{1 if day[5:7] < '07' else 2}"
        raw = workspace_copy / "data" / "raw" / period
        raw.mkdir(exist_ok=True)
        edition = open_edition(str(workspace_copy), period, day)
        save_measures(edition, clean_measures(edition, read_raw(edition)), [], [])
        survey = clean_survey(edition)
        used[day] = (survey.round, [f.kind for f in survey.findings if f.kind == "no-survey"])
    assert used == {
        "2026-04-30": ("2024H2", []),
        "2024-09-30": ("2024H2", []),
        "2024-08-31": ("2022H2", []),  # answered later: not known yet on that day
        "2022-07-31": ("", ["no-survey"]),
    }


def test_the_survey_needs_the_status_date_first(workspace_copy: Path) -> None:
    with pytest.raises(UsageError, match=r"facts-measures.json is missing: run the earlier"):
        clean_survey(open_edition(str(workspace_copy), "2026H1"))


def test_what_is_saved_is_what_was_cleaned(workspace_copy: Path) -> None:
    edition = open_edition(str(workspace_copy), "2026H1")
    clean = clean_measures(edition, read_raw(edition))
    save_measures(edition, clean, ["2025H2"], [])
    assert load_frame(edition.processed, "measures").equals(clean.measures)
    assert load_frame(edition.processed, "links").equals(clean.links)
    saved = load_findings(edition.processed, "measures")
    assert sorted(map(str, saved)) == sorted(map(str, clean.findings))
    facts = load_facts(edition.processed, "facts-measures")
    assert facts["status_date"] == "2026-04-30"
    assert facts["earlier"] == ["2025H2"]


def test_each_file_is_told_with_what_it_was_taken_for(workspace_copy: Path) -> None:
    edition = open_edition(str(workspace_copy), "2026H1")
    summary = summarise_files(read_raw(edition), edition.roadmap)
    assert dict(zip(summary["sheet"], summary["content"], strict=True)) == {
        "Ohje": "no table",
        "Tavoite 1": "appendix",
        "Tavoite 2": "appendix",
        "Tavoite 3": "appendix",
        "": "text",
    }
