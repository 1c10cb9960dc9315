"""A status date that somebody asks for judges schedules again, and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ASKED = "2026-07-31"  # after the period's end: a meeting in August looks at the spring


@pytest.fixture(scope="module")
def asked(
    copy_sample: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, Any]]:
    """Where a run with a status date was made, and what it printed."""
    root = copy_sample(tmp_path_factory.mktemp("asked") / "workspace")
    options = ["--json", "--status-date", ASKED, "--audience", "public"]
    done = subprocess.run(
        [sys.executable, "-m", "digireport", "run", *options],
        cwd=root,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return root, json.loads(done.stdout)


@pytest.fixture
def usual(made: Any) -> dict[str, Any]:
    """What the run without a status date printed."""
    said: dict[str, Any] = json.loads(made.stdout)
    return said


def test_it_is_published_under_that_date(asked: tuple[Path, dict[str, Any]]) -> None:
    root, said = asked
    stem = f"reports/public/{ASKED}/digitiekartta-{ASKED}-fi"
    assert said["period"] == ASKED
    assert said["outputs"] == [f"{stem}.html", f"{stem}.pdf"]
    assert all((root / path).is_file() for path in said["outputs"])
    assert [path.name for path in (root / "reports" / "public").iterdir()] == [ASKED]
    manifest = json.loads((root / f"reports/public/{ASKED}/manifest.json").read_text("utf-8"))
    assert (manifest["period"], manifest["edition"]) == ("2026H1", ASKED)
    assert manifest["status_date"] == ASKED


def test_only_schedules_are_judged_again(
    asked: tuple[Path, dict[str, Any]], usual: dict[str, Any]
) -> None:
    figures, before = asked[1]["figures"], usual["figures"]
    assert list(figures) == list(before)
    changed = [key for key, value in figures.items() if value != before[key]]
    assert changed == ["schedule.overdue"]
    assert figures["schedule.overdue"] > before["schedule.overdue"]


def test_the_report_says_the_date(asked: tuple[Path, dict[str, Any]]) -> None:
    root, said = asked
    page = (root / said["outputs"][0]).read_text(encoding="utf-8")
    assert "Tilannepäivä 31.7.2026" in page
    assert "30.4.2026" not in page.split("</header>")[0]


def test_a_date_after_the_period_is_a_warning(asked: tuple[Path, dict[str, Any]]) -> None:
    found = [item for item in asked[1]["findings"]["list"] if item["kind"] == "status-date-outside"]
    assert [item["severity"] for item in found] == ["warning"]
    assert "31.7.2026 is outside 2026H1" in found[0]["sentence"]


def test_no_other_audience_is_made(asked: tuple[Path, dict[str, Any]]) -> None:
    assert not (asked[0] / "reports" / "internal").exists()
