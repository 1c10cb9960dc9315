from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from digireport.metrics.audience import for_audience, links_for_audience
from digireport.roadmap import Roadmap, Shown

INTERNAL = {"notes", "status_text", "file", "sheet", "row"}
PERSON = "Maija Meikäläinen"


@pytest.fixture
def measures(make_measures: Callable[..., pd.DataFrame]) -> pd.DataFrame:
    more = {"notes": f"Kysy: {PERSON}", "status_text": "Kesken (MM)"}
    dated = {"schedule_text": "2026", "last_day": pd.Timestamp("2026-12-31")}
    return make_measures(("1.1", "in_progress", {**more, **dated}), ("1.2", "done"))


@pytest.fixture
def links(make_links: Callable[..., pd.DataFrame]) -> pd.DataFrame:
    return make_links(
        ("1.1", "owner", "Talousjohtaja", True),
        ("1.1", "owner", PERSON, False),
        ("1.1", "owner", "Matti Meikäläinen", False),
        ("1.1", "unit", "education", True),
        ("1.1", "unit", "Maijan tiimi", False),
        ("1.2", "perspective", "5", True),
    )


def with_public(roadmap: Roadmap, *shows: Shown) -> Roadmap:
    public = roadmap.audiences["public"].model_copy(update={"shows": shows})
    return roadmap.model_copy(update={"audiences": {**roadmap.audiences, "public": public}})


def test_the_internal_audience_sees_the_measures_whole(
    measures: pd.DataFrame, roadmap: Roadmap
) -> None:
    pd.testing.assert_frame_equal(for_audience(measures, roadmap, "internal"), measures)


def test_notes_wordings_and_addresses_are_gone_from_the_public_ones(
    measures: pd.DataFrame, roadmap: Roadmap
) -> None:
    copy = measures.copy(deep=True)
    public = for_audience(measures, roadmap, "public")
    assert set(measures) - set(public) == INTERNAL
    pd.testing.assert_frame_equal(public, measures.drop(columns=list(INTERNAL)))
    pd.testing.assert_frame_equal(measures, copy)


def test_a_schedule_that_was_not_understood_is_free_text_and_hidden(
    measures: pd.DataFrame, roadmap: Roadmap
) -> None:
    unread = measures.assign(schedule_text=f"sovitaan: {PERSON}", last_day=pd.NaT)
    public = for_audience(unread, roadmap, "public")
    assert set(public["schedule_text"]) == {""}
    assert set(public["precision"]) == {"hidden"}
    assert set(for_audience(unread, roadmap, "internal")["schedule_text"]) == {
        f"sovitaan: {PERSON}"
    }


def test_the_internal_audience_sees_all_links(links: pd.DataFrame, roadmap: Roadmap) -> None:
    pd.testing.assert_frame_equal(links_for_audience(links, roadmap, "internal"), links)


def test_unlisted_names_lose_their_text_but_keep_one_link(
    links: pd.DataFrame, roadmap: Roadmap
) -> None:
    copy = links.copy(deep=True)
    public = links_for_audience(links, roadmap, "public")
    assert public[["measure_id", "kind", "target"]].to_numpy().tolist() == [
        ["1.1", "owner", "Talousjohtaja"],
        ["1.1", "owner", ""],
        ["1.1", "unit", "education"],
        ["1.1", "unit", ""],
        ["1.2", "perspective", "5"],
    ]
    pd.testing.assert_frame_equal(links, copy)


def test_where_owners_are_not_shown_their_links_are_gone(
    links: pd.DataFrame, roadmap: Roadmap
) -> None:
    none = links_for_audience(links, with_public(roadmap), "public")
    assert set(none["kind"]) == {"unit", "perspective"}
    unlisted = links_for_audience(links, with_public(roadmap, "unlisted_owners"), "public")
    assert set(unlisted["kind"]) == {"unit", "perspective"}
    assert "Maijan tiimi" in set(unlisted["target"])
