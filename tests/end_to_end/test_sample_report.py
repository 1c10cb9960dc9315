"""The finished report under docs/sample is the one that the pipeline makes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Made


@pytest.mark.parametrize("ending", [".html", ".pdf"])
def test_the_shown_sample_is_what_the_pipeline_makes(
    made: Made, sample_root: Path, ending: str
) -> None:
    file = made.file("public", ending)
    shown = sample_root / "docs" / "sample" / file.name
    assert shown.read_bytes() == file.read_bytes(), f"accept it:  cp {file} {shown}"
