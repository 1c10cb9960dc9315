"""Tables in memory, cleaned as if a reader had returned them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from digireport.clean.measures import CleanMeasures, clean_measures
from digireport.clean.survey import CleanSurvey, clean_survey
from digireport.ingest.folder import RawFolder
from digireport.ingest.tables import RawTable, RawText
from digireport.period import parse_period
from digireport.roadmap import Roadmap

Clean = Callable[..., CleanMeasures]
CleanAnswers = Callable[..., CleanSurvey]


def folder_of(*parts: RawTable | RawText) -> RawFolder:
    tables = tuple(part for part in parts if isinstance(part, RawTable))
    texts = tuple(part for part in parts if isinstance(part, RawText))
    return RawFolder("2026H1", dict.fromkeys((p.file for p in parts), "hash"), tables, texts, ())


@pytest.fixture(scope="session")
def clean(roadmap: Roadmap) -> Clean:
    """Clean the measures of some tables and texts."""

    def make(*parts: RawTable | RawText, period: str = "2026H1") -> CleanMeasures:
        return clean_measures(folder_of(*parts), parse_period(period), roadmap)

    return make


@pytest.fixture(scope="session")
def clean_answers(roadmap: Roadmap) -> CleanAnswers:
    """Clean the survey and target levels of some tables."""

    def make(*parts: RawTable | RawText) -> CleanSurvey:
        return clean_survey(folder_of(*parts), roadmap)

    return make
