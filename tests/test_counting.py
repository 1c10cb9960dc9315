"""The sample's half-years from raw files to result frames, against hand-counted literals."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from digireport.cleaning import (
    clean_earlier,
    clean_measures,
    clean_survey,
    read_raw,
    save_measures,
    save_survey,
)
from digireport.counting import (
    LevelResults,
    StatusResults,
    count_levels,
    count_measures,
    save_levels,
    save_status,
)
from digireport.edition import Edition, open_edition
from digireport.errors import DataError
from digireport.findings import find
from digireport.roadmap import Audience
from digireport.store import load_facts, load_findings, load_frame, save_findings

COUNTS = ["done", "in_progress", "not_started", "is_new", "rejected"]
UNLISTED = "Hanketyöntekijä"
OVERDUE = {"1.8", "1.25", "2.4", "3.5", "3.13"}


def clean(edition: Edition) -> Edition:
    """Clean a period as 01 and 02 do."""
    raw = read_raw(edition)
    save_measures(edition, clean_measures(edition, raw), *clean_earlier(edition))
    save_survey(edition, clean_survey(edition))
    return edition


@pytest.fixture(scope="module")
def root(sample_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample that the tests of this file may fill with frames."""
    folder = tmp_path_factory.mktemp("counting")
    shutil.copyfile(sample_root / "roadmap.toml", folder / "roadmap.toml")
    shutil.copytree(sample_root / "data" / "raw", folder / "data" / "raw")
    return folder


@pytest.fixture(scope="module")
def edition(root: Path) -> Edition:
    """2026H1, cleaned."""
    return clean(open_edition(str(root), "2026H1"))


@pytest.fixture(scope="module")
def internal(edition: Edition) -> StatusResults:
    results = count_measures(edition, "internal")
    save_status(edition, "internal", results)
    save_levels(edition, "internal", count_levels(edition))
    return results


@pytest.fixture(scope="module")
def public(edition: Edition) -> StatusResults:
    results = count_measures(edition, "public")
    save_status(edition, "public", results)
    save_levels(edition, "public", count_levels(edition))
    return results


def by_goal(results: StatusResults) -> dict[str, list[int]]:
    rows = results.goals.set_index("group")[COUNTS]
    return {str(group): row.tolist() for group, row in rows.iterrows()}


def value_of(results: StatusResults | LevelResults) -> dict[str, float]:
    return dict(zip(results.figures["key"], results.figures["value"], strict=True))


def test_counts_by_goal_are_those_of_the_published_table(internal: StatusResults) -> None:
    assert by_goal(internal) == {
        "goal-1": [9, 16, 16, 11, 4],
        "goal-2": [3, 8, 2, 3, 2],
        "goal-3": [7, 14, 6, 5, 1],
        "total": [19, 38, 24, 19, 7],
    }
    assert internal.goals["moved"].tolist() == [2, 1, 0, 3]


@pytest.mark.parametrize(
    ("period", "counts"),
    [
        (
            "2025H1",
            {
                "goal-1": [3, 12, 12, 0, 2],
                "goal-2": [1, 4, 3, 0, 2],
                "goal-3": [1, 10, 8, 0, 2],
                "total": [5, 26, 23, 0, 6],
            },
        ),
        (
            "2025H2",
            {
                "goal-1": [6, 14, 12, 7, 2],
                "goal-2": [2, 5, 4, 3, 1],
                "goal-3": [4, 11, 7, 4, 2],
                "total": [12, 30, 23, 14, 5],
            },
        ),
    ],
)
def test_counts_of_the_earlier_half_years(
    root: Path, period: str, counts: dict[str, list[int]]
) -> None:
    results = count_measures(clean(open_edition(str(root), period)), "internal")
    assert by_goal(results) == counts


def test_the_first_half_year_has_nothing_to_compare_with(root: Path) -> None:
    results = count_measures(clean(open_edition(str(root), "2025H1")), "internal")
    assert len(results.changes) == 0
    assert results.facts["previous"] == ""
    assert results.facts["previous_counts"] == {}
    assert results.figures["previous"].isna().all()
    assert not results.figures["key"].str.startswith("change.").any()
    assert "no-previous" in [finding.kind for finding in results.findings]


def test_the_flow_since_the_previous_half_year(internal: StatusResults) -> None:
    flow = internal.flow.set_index(["before", "now"])["count"]
    moved = {pair: n for pair, n in flow[flow > 0].to_dict().items() if pair[0] != pair[1]}
    new = {pair[1]: moved.pop(pair) for pair in list(moved) if pair[0] == "new"}
    assert moved == {
        ("in_progress", "done"): 6,
        ("in_progress", "not_started"): 1,
        ("in_progress", "rejected"): 1,
        ("not_started", "done"): 1,
        ("not_started", "in_progress"): 10,
        ("not_started", "rejected"): 2,
        ("rejected", "gone"): 1,
    }
    assert sum(new.values()) == 19
    same = sum(flow[status, status] for status in ("done", "in_progress", "not_started"))
    assert same + flow["rejected", "rejected"] == 48


def test_change_figures_of_the_sample(internal: StatusResults) -> None:
    figures = value_of(internal)
    changes = {
        key.removeprefix("change.total."): value
        for key, value in figures.items()
        if key.startswith("change.total.") and value
    }
    assert changes == {
        "completed": 7,
        "started": 10,
        "stepped_back": 1,
        "rejected": 3,
        "new": 19,
        "left_rejected": 1,
        "unchanged": 48,
    }
    assert figures["change.goal-2.completed"] == 1


def test_the_five_overdue_measures(internal: StatusResults) -> None:
    measures = internal.measures
    assert set(measures.loc[measures["days_late"] > 0, "id"]) == OVERDUE
    assert value_of(internal)["schedule.overdue"] == 5


def test_figures_repeat_the_frames_under_stable_keys(internal: StatusResults) -> None:
    figures = internal.figures.set_index("key")
    assert figures.index.is_unique
    assert figures.loc["status.total.active", "value"] == 81
    assert figures.loc["status.goal-1.done", "previous"] == 6
    assert figures.loc["status.goal-1.is_new", "previous"] == 7
    assert figures.loc["status.total.share_done", "value"] == 19 / 81
    assert figures.loc["status.total.share_done", "previous"] == 12 / 65
    assert figures.loc["published.goal-3.rejected", "value"] == 1


def test_the_published_roadmap_agrees(internal: StatusResults) -> None:
    assert len(internal.published) == 15
    assert (internal.published["difference"] == 0).all()
    assert [f.kind for f in internal.findings] == ["published-agrees"]


def test_facts_for_the_report(internal: StatusResults) -> None:
    facts = internal.facts
    assert (facts["status_date"], facts["status_date_source"]) == ("2026-04-30", "appendix")
    assert (facts["previous"], facts["previous_status_date"]) == ("2025H2", "2025-12-31")
    assert facts["previous_counts"] == {
        "active": 65,
        "done": 12,
        "in_progress": 30,
        "not_started": 23,
        "rejected": 5,
        "moved": 1,
        "is_new": 14,
    }


def test_levels_of_the_sample(edition: Edition) -> None:
    results = count_levels(edition)
    levels = results.levels.set_index("perspective")
    assert levels["baseline"].tolist() == [3.4, 3.7, 3.0, 2.8, 2.6, 2.9, 2.8, 3.1, 2.8, 2.9, 2.5]
    assert levels["gap"].tolist() == [0.8, 0.6, 1.0, 1.1, 1.7, 1.5, 0.8, 1.4, 1.4, 1.0, 1.0]
    assert levels["rank"].tolist() == [9, 11, 6, 5, 1, 2, 9, 3, 3, 6, 6]
    assert value_of(results)["level.perspective-5.gap"] == 1.7
    assert (results.facts["round"], results.facts["submissions"]) == ("2024H2", 348)
    assert results.facts["headcount"] == 1284


# ── audiences ─────────────────────────────────────────────────────────────────


def test_an_unlisted_owner_is_named_to_the_internal_audience(internal: StatusResults) -> None:
    assert UNLISTED in set(internal.links["target"])


def test_an_unlisted_owner_is_nowhere_in_the_public_results(
    edition: Edition, internal: StatusResults, public: StatusResults
) -> None:
    frames = [frame for frame in vars(public).values() if isinstance(frame, pd.DataFrame)]
    files = sorted(edition.results("public").glob("*.parquet"))
    assert len(files) >= 9
    for frame in [*frames, *map(pd.read_parquet, files)]:
        texts = frame.select_dtypes(exclude=["number", "bool", "datetime"]).astype("str")
        assert not texts.apply(lambda column: column.str.contains(UNLISTED)).any(axis=None)
    for file in edition.results("public").glob("*.json"):
        assert UNLISTED not in file.read_text(encoding="utf-8")
    assert UNLISTED not in " ".join(map(str, public.findings))
    row = public.links.query("measure_id == '1.47' and kind == 'owner'")
    assert row["target"].tolist() == [""]
    assert len(internal.measures) == len(public.measures)


def test_the_numbers_are_the_same_for_both_audiences(
    internal: StatusResults, public: StatusResults
) -> None:
    for name in ("goals", "changes", "flow", "published", "figures"):
        pd.testing.assert_frame_equal(getattr(public, name), getattr(internal, name))
    same = [name for name in public.measures if name not in ("schedule_text", "precision")]
    pd.testing.assert_frame_equal(public.measures[same], internal.measures[same])
    hidden = public.measures["precision"] == "hidden"
    assert set(internal.measures[hidden]["schedule_text"]) == {"kun resurssit sallivat"}
    assert public.facts == internal.facts
    assert {"notes", "file", "row"} & set(public.measures) == set()


def test_findings_are_kept_for_those_who_may_see_them(
    edition: Edition, internal: StatusResults, public: StatusResults
) -> None:
    assert internal.facts["findings"] == public.facts["findings"]
    shown = load_findings(edition.results("internal"), "all")
    assert {f.kind for f in shown if f.severity == "warning"} == {
        "unknown-owner",
        "unknown-schedule",
    }
    assert load_findings(edition.results("public"), "all") == []


def test_findings_of_an_earlier_run_do_not_stay_in_the_public_results(
    workspace_copy: Path,
) -> None:
    edition = clean(open_edition(str(workspace_copy), "2026H1"))
    save_findings(edition.results("public"), "all", [find("unknown-owner", value=UNLISTED)])
    save_status(edition, "public", count_measures(edition, "public"))
    assert load_findings(edition.results("public"), "all") == []


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_errors_of_cleaning_stop_the_counting(workspace_copy: Path, audience: Audience) -> None:
    edition = clean(open_edition(str(workspace_copy), "2025H1"))
    save_findings(edition.processed, "survey", [find("target-twice", number=5)])
    with pytest.raises(DataError):
        count_measures(edition, audience)
    with pytest.raises(DataError):
        count_levels(edition)


def test_saved_results_are_what_was_counted(edition: Edition, internal: StatusResults) -> None:
    folder = edition.results("internal")
    for name in ("goals", "measures", "links", "changes", "flow", "published"):
        pd.testing.assert_frame_equal(load_frame(folder, name), getattr(internal, name))
    assert load_facts(folder, "facts-status") == internal.facts
