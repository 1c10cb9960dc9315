from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digireport.metrics.figures import level_figures
from digireport.metrics.levels import measure_levels
from digireport.roadmap import Roadmap

Scores = dict[int, list[int | None]]


@pytest.fixture
def measure(
    make_answers: Callable[..., pd.DataFrame],
    make_targets: Callable[..., pd.DataFrame],
    roadmap: Roadmap,
) -> Callable[..., pd.DataFrame]:
    """Measure the levels of some answers and targets, by perspective."""

    def measured(scores: Scores, targets: dict[int, float]) -> pd.DataFrame:
        frame = measure_levels(make_answers(scores), make_targets(targets), roadmap)
        return frame.set_index("perspective", drop=False)

    return measured


def test_every_perspective_has_a_row_as_configured(measure: Callable[..., pd.DataFrame]) -> None:
    levels = measure({5: [3] * 5}, {})
    assert levels["perspective"].tolist() == list(range(1, 12))
    assert levels["kind"].tolist() == ["personal"] * 4 + ["municipal"] * 7
    assert levels.index[levels["is_priority"]].tolist() == [5, 6, 8, 9]


def test_a_mean_by_hand_leaves_dont_know_out(measure: Callable[..., pd.DataFrame]) -> None:
    row = measure({5: [1, 2, 3, 5, 5, None, None]}, {5: 4.3}).loc[5]
    assert (row["state"], row["n"], row["dont_know"]) == ("shown", 5, 2)
    assert row["baseline_exact"] == 16 / 5
    assert (row["baseline"], row["target"], row["gap"]) == (3.2, 4.3, 1.1)


@pytest.mark.parametrize(
    ("scores", "exact", "shown"),
    [
        ([2, 2, 2, 3] * 2, 2.25, 2.3),  # a float's own rounding gives 2.2
        ([2] * 13 + [3] * 7, 2.35, 2.4),  # 47/20: no float is exactly this
        ([4] * 11 + [5] * 9, 4.45, 4.5),
        ([1] * 5, 1.0, 1.0),
        ([3, 3, 3, 3, 4, 4, 4], 24 / 7, 3.4),
    ],
)
def test_a_half_is_rounded_away_from_zero(
    measure: Callable[..., pd.DataFrame], scores: list[int | None], exact: float, shown: float
) -> None:
    row = measure({1: scores}, {}).loc[1]
    assert (row["baseline_exact"], row["baseline"]) == (exact, shown)


def test_a_target_is_shown_with_one_decimal_too(measure: Callable[..., pd.DataFrame]) -> None:
    row = measure({1: [2, 2, 2, 3] * 2}, {1: 4.35}).loc[1]
    assert (row["target_exact"], row["target"]) == (4.35, 4.4)


def test_the_gap_is_that_of_the_shown_levels(measure: Callable[..., pd.DataFrame]) -> None:
    row = measure({1: [2, 2, 2, 3] * 2}, {1: 4.34}).loc[1]
    # 4.34 - 2.25 = 2.09, but a reader sees 4.3 and 2.3.
    assert row["gap"] == 2.0


def test_a_baseline_above_the_target_has_a_negative_gap(
    measure: Callable[..., pd.DataFrame],
) -> None:
    assert measure({1: [5] * 5}, {1: 4.7}).loc[1, "gap"] == -0.3


def test_equal_gaps_share_their_rank(measure: Callable[..., pd.DataFrame]) -> None:
    scores: Scores = {1: [3] * 5, 2: [2] * 5, 3: [3] * 5, 4: [4] * 5, 5: [3] * 5}
    levels = measure(scores, {1: 4.0, 2: 4.5, 3: 4.0, 4: 4.0})
    assert levels["rank"].dropna().to_dict() == {1: 2, 2: 1, 3: 2, 4: 4}


def test_too_few_answers_are_hidden_with_every_number(
    measure: Callable[..., pd.DataFrame],
) -> None:
    levels = measure({1: [4, 4, 4, 5, None, None], 2: [4, 4, 4, 4, 5]}, {1: 4.5, 2: 4.5})
    numbers = ["n", "dont_know", "baseline_exact", "baseline", "gap", "rank"]
    assert levels.loc[1, "state"] == "hidden"
    assert levels.loc[1, numbers].isna().all()
    assert levels.loc[2, "state"] == "shown"
    assert levels.loc[2, numbers].tolist() == [5, 0, 4.2, 4.2, 0.3, 1]

    figures = level_figures(levels).set_index("key")
    hidden = figures.loc[[f"level.perspective-1.{name}" for name in ("baseline", "gap")]]
    assert hidden[["value", "base", "previous"]].isna().all(axis=None)
    assert pd.isna(figures.loc["level.perspective-1.target", "base"])
    assert figures.loc["level.perspective-1.target", "value"] == 4.5  # set by people, not answers


def test_nobody_answering_is_not_the_same_as_hidden(measure: Callable[..., pd.DataFrame]) -> None:
    levels = measure({1: [None] * 9}, {3: 4.0})
    assert levels["state"].to_dict()[1] == "hidden"
    assert levels["state"].to_dict()[3] == "no_answers"
    assert pd.isna(levels.loc[3, "gap"])


def test_a_perspective_without_target_keeps_its_level(
    measure: Callable[..., pd.DataFrame],
) -> None:
    row = measure({1: [3] * 5}, {}).loc[1]
    assert row["baseline"] == 3.0
    assert row[["target", "gap", "rank"]].isna().all()


scores = st.lists(st.one_of(st.none(), st.integers(1, 5)), min_size=1, max_size=12)


@settings(deadline=None)  # a busy machine is no fault
@given(st.dictionaries(st.integers(1, 4), scores), st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter_and_they_stay_as_they_are(
    make_answers: Callable[..., pd.DataFrame],
    make_targets: Callable[..., pd.DataFrame],
    roadmap: Roadmap,
    given_scores: Scores,
    random: object,
) -> None:
    answers, targets = make_answers(given_scores), make_targets({1: 4.5, 2: 4.0})
    copy = answers.copy(deep=True)
    order = list(answers.index)
    random.shuffle(order)  # type: ignore[attr-defined]
    levels = measure_levels(answers, targets, roadmap)
    shuffled = measure_levels(answers.loc[order], targets, roadmap)
    pd.testing.assert_frame_equal(shuffled, levels)
    pd.testing.assert_frame_equal(answers, copy)


@settings(deadline=None)  # a busy machine is no fault
@given(scores)
def test_one_more_dont_know_changes_no_mean(
    make_answers: Callable[..., pd.DataFrame],
    make_targets: Callable[..., pd.DataFrame],
    roadmap: Roadmap,
    given_scores: list[int | None],
) -> None:
    targets = make_targets({1: 4.5})
    one = measure_levels(make_answers({1: given_scores}), targets, roadmap)
    more = measure_levels(make_answers({1: [*given_scores, None]}), targets, roadmap)
    pd.testing.assert_frame_equal(more.drop(columns="dont_know"), one.drop(columns="dont_know"))
