from __future__ import annotations

from pathlib import Path

import pytest
from filelock import FileLock

from digireport.edition import open_edition
from digireport.errors import UsageError
from digireport.pipeline import run as running
from digireport.pipeline.run import run


def test_the_second_of_two_runs_is_turned_away(workspace_copy: Path) -> None:
    edition = open_edition(str(workspace_copy))
    edition.workspace.staging.mkdir(parents=True)
    steps: list[str] = []
    with (
        FileLock(edition.workspace.staging / "lock"),
        pytest.raises(UsageError, match=r"^Another run is at work in this workspace: wait"),
    ):
        run(edition, progress=steps.append)
    assert steps == []
    assert not (workspace_copy / "data" / "processed").exists()


def test_a_swap_that_was_cut_off_is_completed_first(
    workspace_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = open_edition(str(workspace_copy))
    staged = edition.workspace.staging / "public-2025H2"
    staged.mkdir(parents=True)
    (staged / "report.html").write_text("new")
    journal = '{"staged": "reports/.staging/public-2025H2", "target": "reports/public/2025H2"}'
    (edition.workspace.staging / "journal.json").write_text(journal)

    class StartedError(Exception):
        pass

    def start(*_: object) -> None:
        raise StartedError

    monkeypatch.setattr(running, "_run", start)
    with pytest.raises(StartedError):
        run(edition)
    assert (workspace_copy / "reports/public/2025H2/report.html").read_text() == "new"
