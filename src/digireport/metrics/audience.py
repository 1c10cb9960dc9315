"""What an audience may see, taken out of the data once, before anything could show it."""

from __future__ import annotations

import pandas as pd

from digireport.roadmap import Audience, Roadmap

_INTERNAL_COLUMNS = ("notes", "status_text", "file", "sheet", "row")


def for_audience(measures: pd.DataFrame, roadmap: Roadmap, audience: Audience) -> pd.DataFrame:
    """Return the measures without what the audience may not see.

    Without ``notes`` the notes, the wordings and the addresses of the raw files are gone, and
    so is a schedule that was not understood: it is free text. Its precision is ``hidden``.
    """
    if roadmap.shows(audience, "notes"):
        return measures
    understood = measures["is_ongoing"] | measures["last_day"].notna()
    is_hidden = ~understood & (measures["schedule_text"] != "")
    shown = measures.assign(
        schedule_text=measures["schedule_text"].mask(is_hidden, ""),
        precision=measures["precision"].mask(is_hidden, "hidden"),
    )
    return shown.drop(columns=[name for name in _INTERNAL_COLUMNS if name in shown])


def links_for_audience(links: pd.DataFrame, roadmap: Roadmap, audience: Audience) -> pd.DataFrame:
    """Return the links without names that the audience may not see.

    Where owners are not shown their links are gone. Where unlisted ones are not shown, a
    name, unit or perspective that `roadmap.toml` does not have keeps its link, but with an
    empty target: no free text, and so no unlisted person's name, gets out.
    """
    if not roadmap.shows(audience, "owners"):
        links = links[links["kind"] != "owner"]
    if roadmap.shows(audience, "unlisted_owners"):
        return links.reset_index(drop=True)
    shown = links.assign(target=links["target"].where(links["is_known"], ""))
    return shown.drop_duplicates(["measure_id", "kind", "target"]).reset_index(drop=True)
