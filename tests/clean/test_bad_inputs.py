"""Each folder `tests/inputs/bad-*` is refused with the sentence that lies beside its raw files."""

from __future__ import annotations

from pathlib import Path

import pytest

from digireport.clean.measures import clean_measures
from digireport.clean.survey import clean_survey
from digireport.errors import DataError
from digireport.findings import errors_of
from digireport.ingest.folder import read_folder
from digireport.period import parse_period
from digireport.roadmap import Roadmap

BAD = sorted((Path(__file__).resolve().parent.parent / "inputs").glob("bad-*"))


@pytest.mark.parametrize("folder", BAD, ids=lambda folder: folder.name)
def test_a_bad_input_is_refused_with_its_sentence(folder: Path, roadmap: Roadmap) -> None:
    raw = read_folder(folder / "raw")
    is_survey = folder.name.startswith(("bad-survey", "bad-target"))
    findings = (
        clean_survey(raw, roadmap).findings
        if is_survey
        else clean_measures(raw, parse_period("2026H1"), roadmap).findings
    )
    expected = (folder / "error.txt").read_text(encoding="utf-8")
    assert f"{DataError(errors_of(findings))}\n" == expected
    assert expected.count("\n") == 1


def test_there_are_bad_inputs() -> None:
    assert len(BAD) == 26
