from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from digireport.metrics.published import reconcile
from digireport.metrics.status import count_status
from digireport.roadmap import Roadmap


@pytest.fixture
def counts(make_measures: Callable[..., pd.DataFrame]) -> pd.DataFrame:
    measures = make_measures(
        ("1.1", "done"),
        ("1.2", "done", {"is_new": True}),
        ("1.3", "rejected"),
        ("2.1", "in_progress", {"goal_id": "goal-2"}),
    )
    return count_status(measures, ["goal-1", "goal-2"])


def test_counts_that_agree_are_a_note(
    counts: pd.DataFrame, make_published: Callable[..., pd.DataFrame], roadmap: Roadmap
) -> None:
    published = make_published(
        ("goal-1", "done", 2), ("goal-1", "is_new", 1), ("goal-2", "in_progress", 1)
    )
    frame, findings = reconcile(published, counts, roadmap)
    assert frame["difference"].tolist() == [0, 0, 0]
    assert [(f.kind, f.severity, f.words) for f in findings] == [
        ("published-agrees", "note", {"count": "3"})
    ]


def test_a_count_that_differs_is_a_warning_with_both_numbers(
    counts: pd.DataFrame, make_published: Callable[..., pd.DataFrame], roadmap: Roadmap
) -> None:
    published = make_published(
        ("goal-1", "done", 1), ("goal-1", "rejected", 1), ("goal-2", "in_progress", 4)
    )
    frame, findings = reconcile(published, counts, roadmap)
    assert frame.to_numpy().tolist() == [
        ["goal-1", "done", 1, 2, -1],
        ["goal-1", "rejected", 1, 1, 0],
        ["goal-2", "in_progress", 4, 1, 3],
    ]
    assert [(f.severity, str(f)) for f in findings] == [
        (
            "warning",
            (
                "goal 1, Toimenpiteitä valmiina: the published roadmap says 1, the appendix gives "
                "2 (check which one is right)."
            ),
        ),
        (
            "warning",
            (
                "goal 2, Toimenpide aloitettu, kesken: the published roadmap says 4, the appendix "
                "gives 1 (check which one is right)."
            ),
        ),
    ]


def test_nothing_published_says_nothing(
    counts: pd.DataFrame, make_published: Callable[..., pd.DataFrame], roadmap: Roadmap
) -> None:
    frame, findings = reconcile(make_published(), counts, roadmap)
    assert list(frame.columns) == ["goal_id", "figure", "published", "computed", "difference"]
    assert len(frame) == 0
    assert findings == []
