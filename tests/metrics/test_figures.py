from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from digireport.metrics.changes import compare
from digireport.metrics.figures import (
    change_figures,
    level_figures,
    published_figures,
    schedule_figures,
    status_figures,
)
from digireport.metrics.levels import measure_levels
from digireport.metrics.published import reconcile
from digireport.metrics.status import count_status
from digireport.roadmap import Roadmap

GOALS = ["goal-1", "goal-2"]


@pytest.fixture
def now(make_measures: Callable[..., pd.DataFrame]) -> pd.DataFrame:
    return make_measures(
        ("1.1", "done"),
        ("1.2", "done"),
        ("1.3", "not_started", {"is_new": True}),
        ("1.4", "in_progress"),
        ("1.5", "rejected", {"is_moved": True, "moved_to": "1.4"}),
    )


@pytest.fixture
def before(make_measures: Callable[..., pd.DataFrame]) -> pd.DataFrame:
    return make_measures(
        ("1.1", "done"), ("1.2", "in_progress"), ("1.4", "not_started"), ("1.5", "in_progress")
    )


def test_keys_of_the_status_figures(now: pd.DataFrame) -> None:
    figures = status_figures(count_status(now, GOALS), None)
    names = ["active", "done", "in_progress", "not_started", "rejected", "moved", "is_new"]
    assert set(figures["key"]) == {
        f"status.{group}.{name}"
        for group in ("goal-1", "goal-2", "total")
        for name in (*names, "share_done")
    }
    assert figures["key"].is_unique
    assert figures.dtypes.astype(str).to_dict() == {
        "key": "str",
        "value": "float64",
        "base": "Int64",
        "previous": "float64",
    }


def test_status_figures_with_their_base_and_previous_value(
    now: pd.DataFrame, before: pd.DataFrame
) -> None:
    counts = count_status(now, GOALS)
    rows = status_figures(counts, count_status(before, GOALS)).set_index("key").T
    assert rows["status.goal-1.done"].tolist() == [2, pd.NA, 1]
    assert rows["status.goal-1.share_done"].tolist() == [2 / 4, 4, 1 / 4]
    assert rows["status.total.active"].tolist() == [4, pd.NA, 4]
    assert rows["status.total.rejected"].tolist() == [1, pd.NA, 0]
    assert rows["status.total.moved"].tolist() == [1, pd.NA, 0]
    assert rows["status.total.is_new"].tolist() == [1, pd.NA, 0]
    share = rows["status.goal-2.share_done"]
    assert pd.isna(share["value"])  # of no active measures there is no share
    assert share["base"] == 0


def test_without_a_previous_half_year_previous_values_are_null(now: pd.DataFrame) -> None:
    assert status_figures(count_status(now, GOALS), None)["previous"].isna().all()


def test_change_figures_count_by_goal_and_in_all(now: pd.DataFrame, before: pd.DataFrame) -> None:
    changes = compare(now, before)
    figures = change_figures(changes, GOALS).set_index("key")["value"]
    assert figures[figures > 0].to_dict() == {
        f"change.{group}.{name}": 1
        for group in ("goal-1", "total")
        for name in ("completed", "started", "new", "rejected", "unchanged")
    }
    assert figures["change.goal-2.completed"] == 0
    assert figures.filter(like="change.total.").sum() == len(changes)
    assert figures.index.is_unique


def test_overdue_measures_are_counted_not_their_days() -> None:
    figures = schedule_figures(pd.Series([0, 12, 0, 1]))
    assert figures[["key", "value"]].to_numpy().tolist() == [["schedule.overdue", 2.0]]


def test_published_figures_are_as_printed(
    now: pd.DataFrame, make_published: Callable[..., pd.DataFrame], roadmap: Roadmap
) -> None:
    published = make_published(("goal-1", "done", 7), ("goal-2", "is_new", 0))
    reconciled, _ = reconcile(published, count_status(now, GOALS), roadmap)
    figures = published_figures(reconciled)
    assert figures[["key", "value"]].to_numpy().tolist() == [
        ["published.goal-1.done", 7.0],
        ["published.goal-2.is_new", 0.0],
    ]


def test_level_figures_are_the_shown_ones(
    make_answers: Callable[..., pd.DataFrame],
    make_targets: Callable[..., pd.DataFrame],
    roadmap: Roadmap,
) -> None:
    answers, targets = make_answers({5: [2, 2, 2, 3] * 2}), make_targets({5: 4.35})
    figures = level_figures(measure_levels(answers, targets, roadmap))
    assert set(figures["key"]) == {
        f"level.perspective-{number}.{name}"
        for number in range(1, 12)
        for name in ("baseline", "target", "gap")
    }
    assert figures["key"].is_unique
    fifth = figures.set_index("key").loc[
        [f"level.perspective-5.{name}" for name in ("baseline", "target", "gap")]
    ]
    assert fifth["value"].tolist() == [2.3, 4.4, 2.1]
    assert figures["value"].count() == 3
