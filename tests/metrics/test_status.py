from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digireport.metrics.status import count_status, share_done

GOALS = ["goal-1", "goal-2", "goal-3"]
STATUSES = ["done", "in_progress", "not_started", "rejected"]


@pytest.fixture
def measures(make_measures: Callable[..., pd.DataFrame]) -> pd.DataFrame:
    return make_measures(
        ("1.1", "done", {"is_new": True}),
        ("1.2", "in_progress"),
        ("1.3", "rejected", {"is_moved": True, "moved_to": "1.2", "is_new": True}),
        ("1.4", "rejected"),
        ("2.1", "not_started", {"goal_id": "goal-2", "is_new": True}),
        ("2.2", "done", {"goal_id": "goal-2"}),
        ("2.3", "done", {"goal_id": "goal-2"}),
    )


def test_counts_of_a_hand_counted_table(measures: pd.DataFrame) -> None:
    counts = count_status(measures, GOALS)
    assert counts.to_dict("split")["columns"] == [
        "group",
        "active",
        *STATUSES,
        "moved",
        "is_new",
    ]
    assert counts.to_numpy().tolist() == [
        ["goal-1", 2, 1, 1, 0, 2, 1, 1],
        ["goal-2", 3, 2, 0, 1, 0, 0, 1],
        ["goal-3", 0, 0, 0, 0, 0, 0, 0],
        ["total", 5, 3, 1, 1, 2, 1, 2],
    ]


def test_groups_keep_the_order_asked_for(measures: pd.DataFrame) -> None:
    counts = count_status(measures, ["goal-2", "goal-1"])
    assert counts["group"].tolist() == ["goal-2", "goal-1", "total"]


def test_no_measures_at_all_give_zeros(measures: pd.DataFrame) -> None:
    counts = count_status(measures.head(0), ["goal-1"])
    assert counts.to_numpy().tolist() == [
        ["goal-1", 0, 0, 0, 0, 0, 0, 0],
        ["total", 0, 0, 0, 0, 0, 0, 0],
    ]


def test_the_share_is_of_the_active_ones_alone(measures: pd.DataFrame) -> None:
    shares = share_done(count_status(measures, GOALS))
    assert shares[[0, 1, 3]].tolist() == [1 / 2, 2 / 3, 3 / 5]
    assert pd.isna(shares[2])


@st.composite
def some_measures(draw: st.DrawFn) -> pd.DataFrame:
    rows = draw(
        st.lists(
            st.tuples(
                st.sampled_from(GOALS), st.sampled_from(STATUSES), st.booleans(), st.booleans()
            )
        )
    )
    frame = pd.DataFrame(rows, columns=["goal_id", "status", "is_moved", "is_new"])
    types = {"goal_id": "str", "status": "str", "is_moved": "bool", "is_new": "bool"}
    frame = frame.astype(types)
    return frame.assign(is_moved=frame["is_moved"] & (frame["status"] == "rejected"))


@settings(deadline=None)  # a busy machine is no fault
@given(some_measures(), st.randoms(use_true_random=False))
def test_laws_of_counting(measures: pd.DataFrame, random: object) -> None:
    before = measures.copy(deep=True)
    counts = count_status(measures, GOALS)
    pd.testing.assert_frame_equal(measures, before)

    goals, total = counts.iloc[:-1], counts.iloc[-1]
    assert counts.loc[len(GOALS), STATUSES].sum() == len(measures)
    assert goals.drop(columns="group").sum().tolist() == total.drop("group").tolist()
    assert (counts["active"] + counts["rejected"] == counts[STATUSES].sum(axis=1)).all()
    assert (counts["moved"] <= counts["rejected"]).all()
    assert (counts["is_new"] <= counts["active"]).all()

    order = list(measures.index)
    random.shuffle(order)  # type: ignore[attr-defined]
    pd.testing.assert_frame_equal(count_status(measures.loc[order], GOALS), counts)
