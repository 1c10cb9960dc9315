"""Readers see the old report or the new one, whatever interrupts the swap."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from digireport.errors import StepError
from digireport.pipeline import publish as publishing
from digireport.pipeline.publish import complete, fresh_folder, publish
from digireport.workspace import Workspace

Rename = Callable[[Path, Path], None]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = Workspace(tmp_path)
    workspace.staging.mkdir(parents=True)
    return workspace


@pytest.fixture
def target(workspace: Workspace) -> Path:
    """A published edition of two files."""
    folder = workspace.reports("public", "2026H1")
    folder.mkdir(parents=True)
    (folder / "report.html").write_text("old")
    (folder / "only-old.pdf").write_text("old")
    return folder


@pytest.fixture
def staged(workspace: Workspace) -> Path:
    """Its successor, ready."""
    folder = fresh_folder(workspace, "public-2026H1")
    (folder / "report.html").write_text("new")
    return folder


OLD = {"report.html": "old", "only-old.pdf": "old"}
NEW = {"report.html": "new"}


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir()} if folder.is_dir() else {}


def leftovers(workspace: Workspace) -> list[str]:
    return sorted(path.name for path in workspace.staging.iterdir())


def test_a_new_folder_takes_the_old_ones_place_as_a_whole(
    workspace: Workspace, staged: Path, target: Path
) -> None:
    publish(workspace, staged, target)
    assert contents(target) == NEW
    assert leftovers(workspace) == []


def test_the_first_report_needs_no_predecessor(workspace: Workspace, staged: Path) -> None:
    target = workspace.reports("public", "2026H1")
    publish(workspace, staged, target)
    assert contents(target) == NEW


def test_without_a_journal_there_is_nothing_to_complete(
    workspace: Workspace, staged: Path, target: Path
) -> None:
    complete(workspace)
    assert contents(target) == OLD
    assert contents(staged) == NEW


class PowerCutError(Exception):
    """Ends the program there and then: nothing catches it."""


@pytest.mark.parametrize("before_rename", [1, 2])
def test_a_swap_cut_off_before_a_rename_is_completed(
    workspace: Workspace,
    staged: Path,
    target: Path,
    monkeypatch: pytest.MonkeyPatch,
    before_rename: int,
) -> None:
    rename, calls = publishing._rename, []

    def cut_off(source: Path, goal: Path) -> None:
        calls.append(source)
        if len(calls) == before_rename:
            raise PowerCutError
        rename(source, goal)

    monkeypatch.setattr(publishing, "_rename", cut_off)
    with pytest.raises(PowerCutError):
        publish(workspace, staged, target)
    assert contents(target) in (OLD, {})  # never half of each
    monkeypatch.undo()
    complete(workspace)
    assert contents(target) == NEW
    assert leftovers(workspace) == []


def test_a_swap_cut_off_before_tidying_up_is_completed(
    workspace: Workspace, staged: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remove, calls = publishing.shutil.rmtree, []

    def cut_off(folder: Path, *, ignore_errors: bool) -> None:
        calls.append(folder)
        if len(calls) == 2:
            raise PowerCutError
        remove(folder, ignore_errors=ignore_errors)

    monkeypatch.setattr(publishing.shutil, "rmtree", cut_off)
    with pytest.raises(PowerCutError):
        publish(workspace, staged, target)
    assert contents(target) == NEW
    monkeypatch.undo()
    complete(workspace)
    complete(workspace)
    assert contents(target) == NEW
    assert leftovers(workspace) == []


def test_a_journal_that_was_not_finished_does_not_count(
    workspace: Workspace, staged: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(_: Path, __: Path) -> None:
        raise PowerCutError

    monkeypatch.setattr(Path, "replace", cut_off)
    with pytest.raises(PowerCutError):
        publish(workspace, staged, target)
    monkeypatch.undo()
    complete(workspace)
    assert contents(target) == OLD


def test_the_journal_holds_no_absolute_path(
    workspace: Workspace, staged: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "complete", lambda _: None)
    publish(workspace, staged, target)
    journal = json.loads((workspace.staging / "journal.json").read_text())
    assert journal == {
        "staged": "reports/.staging/public-2026H1",
        "target": "reports/public/2026H1",
    }


def refuse(times: int, only: str = "") -> tuple[Callable[[Path, Path], Path], list[Path]]:
    """Return a rename that is refused so many times, as on Windows, and its calls."""
    rename, refused = Path.rename, []

    def refusing(source: Path, goal: Path) -> Path:
        if len(refused) < times and source.name.startswith(only):
            refused.append(source)
            raise PermissionError(13, "Permission denied")
        return rename(source, goal)

    return refusing, refused


def test_a_folder_in_use_is_tried_again(
    workspace: Workspace, staged: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusing, refused = refuse(2)
    monkeypatch.setattr(Path, "rename", refusing)
    monkeypatch.setattr(publishing, "_PAUSE_S", 0)
    publish(workspace, staged, target)
    assert len(refused) == 2
    assert contents(target) == NEW


@pytest.mark.parametrize("folder", ["2026H1", "public-2026H1"])
def test_a_folder_that_stays_in_use_leaves_the_old_report_and_says_so(
    workspace: Workspace,
    staged: Path,
    target: Path,
    monkeypatch: pytest.MonkeyPatch,
    folder: str,
) -> None:
    refusing, _ = refuse(99, only=folder)
    monkeypatch.setattr(Path, "rename", refusing)
    monkeypatch.setattr(publishing, "_PAUSE_S", 0)
    with pytest.raises(StepError, match=f"^{folder} cannot be moved .*: close the report"):
        publish(workspace, staged, target)
    assert contents(target) == OLD
    monkeypatch.undo()
    complete(workspace)
    assert contents(target) == NEW


def test_a_fresh_folder_is_empty_and_outside_the_published_ones(workspace: Workspace) -> None:
    fresh_folder(workspace, "public-2026H1").joinpath("rest").write_text("of a run that failed")
    folder = fresh_folder(workspace, "public-2026H1")
    assert contents(folder) == {}
    assert folder.is_relative_to(workspace.staging)
