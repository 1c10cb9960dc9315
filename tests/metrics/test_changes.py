from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digireport.metrics.changes import CLASSES, compare, count_flow, find_missing, flag_new

MakeMeasures = Callable[..., pd.DataFrame]

# id: status before (None: not in the appendix; "": could not be read), status now, class.
EACH = {
    "1.1": ("in_progress", "done", "completed"),
    "1.2": ("not_started", "done", "completed"),
    "1.3": ("not_started", "in_progress", "started"),
    "1.4": ("in_progress", "not_started", "stepped_back"),
    "1.5": ("done", "in_progress", "reopened"),
    "1.6": ("done", "not_started", "reopened"),
    "1.7": ("done", "rejected", "rejected"),
    "1.8": ("in_progress", "rejected", "rejected"),
    "1.9": ("not_started", "rejected", "rejected"),
    "1.10": ("rejected", "done", "resumed"),
    "1.11": ("rejected", "in_progress", "resumed"),
    "1.12": ("rejected", "not_started", "resumed"),
    "1.13": (None, "not_started", "new"),
    "1.14": (None, "done", "new"),
    "1.15": (None, "rejected", "new_rejected"),
    "1.16": ("", "in_progress", "unknown_before"),
    "1.17": ("", "rejected", "unknown_before"),
    "1.18": ("done", None, "left_done"),
    "1.19": ("rejected", None, "left_rejected"),
    "1.20": ("in_progress", None, "missing"),
    "1.21": ("not_started", None, "missing"),
    "1.22": ("", None, "missing"),
    "1.23": ("done", "done", "unchanged"),
    "1.24": ("in_progress", "in_progress", "unchanged"),
    "1.25": ("rejected", "rejected", "unchanged"),
}


def halves(make: MakeMeasures, moves: dict[str, tuple[str | None, ...]]) -> list[pd.DataFrame]:
    """Return the measures now and before."""
    return [
        make(*((id_, move[place]) for id_, move in moves.items() if move[place] is not None))
        for place in (1, 0)
    ]


@pytest.fixture
def changes(make_measures: MakeMeasures) -> pd.DataFrame:
    return compare(*halves(make_measures, EACH))


def test_each_class_by_hand(changes: pd.DataFrame) -> None:
    found = dict(zip(changes["id"], changes["change"], strict=True))
    assert found == {id_: change for id_, (_, _, change) in EACH.items()}


def test_the_hand_written_table_has_every_class() -> None:
    assert {change for _, _, change in EACH.values()} == set(CLASSES)


def test_before_and_now_say_what_was_there(changes: pd.DataFrame) -> None:
    rows = changes.set_index("id")[["before", "now"]]
    assert rows.loc["1.1"].tolist() == ["in_progress", "done"]
    assert rows.loc["1.13"].tolist() == ["new", "not_started"]
    assert rows.loc["1.16"].tolist() == ["unknown", "in_progress"]
    assert rows.loc["1.22"].tolist() == ["unknown", "gone"]


def test_measures_stand_in_order_and_those_that_left_come_last(
    make_measures: MakeMeasures,
) -> None:
    now = make_measures(("1.10", "done"), ("1.2", "done"))
    before = make_measures(("1.1", "done"), ("1.2", "done"), ("1.0", "done"))
    assert compare(now, before)["id"].tolist() == ["1.10", "1.2", "1.1", "1.0"]


def test_names_are_those_of_now_else_of_before(make_measures: MakeMeasures) -> None:
    now = make_measures(("1.1", "done", {"title": "New name", "goal_id": "goal-2"}))
    before = make_measures(
        ("1.1", "done", {"title": "Old name"}), ("1.2", "done", {"goal_id": "goal-3"})
    )
    rows = compare(now, before)[["title", "goal_id"]].to_numpy().tolist()
    assert rows == [["New name", "goal-2"], ["Measure 1.2", "goal-3"]]


def test_the_flow_adds_up_to_both_half_years(
    make_measures: MakeMeasures, changes: pd.DataFrame
) -> None:
    now, before = halves(make_measures, EACH)
    flow = count_flow(changes).pivot_table(
        index="before", columns="now", values="count", sort=False
    )
    statuses = ["done", "in_progress", "not_started", "rejected"]
    assert flow.index.tolist() == [*statuses, "unknown", "new"]
    assert flow.columns.tolist() == [*statuses, "gone"]
    assert flow.loc["done"].tolist() == [1, 1, 1, 1, 1]
    assert flow.loc["new"].tolist() == [1, 0, 1, 1, 0]
    was = before["status"].replace("", "unknown").value_counts()
    assert flow.sum(axis=1).drop("new").to_dict() == was.to_dict()
    assert flow.sum().drop("gone").to_dict() == now["status"].value_counts().to_dict()


def test_the_flow_has_unknown_and_gone_only_if_there_are_any(make_measures: MakeMeasures) -> None:
    now = make_measures(("1.1", "done"))
    flow = count_flow(compare(now, now))
    assert set(flow["before"]) == {"done", "in_progress", "not_started", "rejected", "new"}
    assert set(flow["now"]) == {"done", "in_progress", "not_started", "rejected"}
    assert flow["count"].sum() == 1


def test_two_identical_half_years_show_no_change(make_measures: MakeMeasures) -> None:
    now = make_measures(*((id_, now) for id_, (_, now, _) in EACH.items() if now))
    assert set(compare(now, now.copy())["change"]) == {"unchanged"}


statuses = st.sampled_from(["done", "in_progress", "not_started", "rejected"])
half_year = st.dictionaries(st.integers(1, 9).map(lambda n: f"1.{n}"), statuses, max_size=9)


@settings(deadline=None)  # a busy machine is no fault
@given(half_year, half_year)
def test_classes_partition_the_measures_of_both(
    make_measures: MakeMeasures, now: dict[str, str], before: dict[str, str]
) -> None:
    frames = make_measures(*now.items()), make_measures(*before.items())
    copies = [frame.copy(deep=True) for frame in frames]
    changes = compare(*frames)
    for frame, copy in zip(frames, copies, strict=True):
        pd.testing.assert_frame_equal(frame, copy)
    assert sorted(changes["id"]) == sorted({*now, *before})
    assert set(changes["change"]) <= set(CLASSES)
    unchanged = {id_ for id_ in now if now[id_] == before.get(id_)}
    assert set(changes.loc[changes["change"] == "unchanged", "id"]) == unchanged
    assert count_flow(changes)["count"].sum() == len(changes)


def test_a_missing_measure_is_a_warning_with_its_name(changes: pd.DataFrame) -> None:
    found = find_missing(changes, "2025H2")
    assert [f.words["measure"] for f in found] == [
        "1.20 Measure 1.20",
        "1.21 Measure 1.21",
        "1.22 Measure 1.22",
    ]
    assert {(f.severity, f.words["previous"]) for f in found} == {("warning", "2025H2")}


# ── new measures ──────────────────────────────────────────────────────────────


def test_without_a_mark_new_is_what_was_absent_before(make_measures: MakeMeasures) -> None:
    now = make_measures(("1.1", "done"), ("1.2", "not_started"), ("1.3", "rejected"))
    flags, findings = flag_new(now, make_measures(("1.1", "done")), "2025H2")
    assert flags.tolist() == [False, True, True]
    assert findings == []


def test_a_mark_wins_and_a_conflict_is_a_warning(make_measures: MakeMeasures) -> None:
    now = make_measures(
        ("1.1", "done", {"is_marked_new": True}),
        ("1.2", "not_started", {"is_marked_new": False}),
        ("1.3", "not_started", {"is_marked_new": True}),
        ("1.4", "not_started"),
        ("x", "not_started", {"is_marked_new": False, "number": "", "title": "No number"}),
    )
    flags, findings = flag_new(now, make_measures(("1.1", "done")), "2025H2")
    assert flags.tolist() == [True, False, True, True, False]
    assert [(f.severity, str(f).split(" (")[0]) for f in findings] == [
        ("warning", "measure 1.1 is marked new, but was already in 2025H2"),
        ("warning", "measure 1.2 is not marked new, but was not in 2025H2"),
        ("warning", "measure No number is not marked new, but was not in 2025H2"),
    ]


def test_in_the_first_half_year_only_marked_ones_are_new(make_measures: MakeMeasures) -> None:
    now = make_measures(
        ("1.1", "done", {"is_marked_new": True}),
        ("1.2", "done", {"is_marked_new": False}),
        ("1.3", "done"),
    )
    flags, findings = flag_new(now, None)
    assert flags.tolist() == [True, False, False]
    assert findings == []
