"""The exporters are nbconvert's like any other: by name, on the executed notebook."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest


@pytest.mark.parametrize("end", [".html", ".pdf"])
def test_nbconvert_makes_the_published_file(
    made: Any, audience: str, end: str, tmp_path: Path
) -> None:
    executed = made.root / f"data/processed/2026H1/{audience}/notebooks/05-report-fi.ipynb"
    exporter = f"digireport-{end.removeprefix('.')}"
    subprocess.run(
        [
            *(sys.executable, "-m", "jupyter", "nbconvert", "--to", exporter),
            *("--output-dir", str(tmp_path), "--output", "report", str(executed)),
        ],
        check=True,
        capture_output=True,
    )
    assert (tmp_path / f"report{end}").read_bytes() == made.file(audience, end).read_bytes()


def test_a_notebook_that_was_not_executed_is_refused(made: Any, tmp_path: Path) -> None:
    source = made.root / "notebooks" / "05-report.ipynb"
    options = ["--to", "digireport-html", "--output-dir", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, "-m", "jupyter", "nbconvert", *options, str(source)],
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode != 0
    assert "The notebook shows no report: execute 05-report first" in done.stderr
    assert list(tmp_path.iterdir()) == []
