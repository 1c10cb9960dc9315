from __future__ import annotations

from pathlib import Path

import pytest

from digireport.errors import UsageError
from digireport.workspace import Workspace, find_workspace


def make_raw(root: Path, *names: str) -> Workspace:
    for name in names:
        (root / "data" / "raw" / name).mkdir(parents=True)
    return Workspace(root)


def test_periods_are_the_raw_folders_in_the_order_of_time(tmp_path: Path) -> None:
    names = ("2025H1", "2025-11-20", "2025H2", "2026-01-31", "2026-03-15", "2026H1", "2026-07-01")
    workspace = make_raw(tmp_path, *sorted(names))
    assert tuple(str(period) for period in workspace.periods()) == names


def test_other_folders_and_files_are_no_periods(tmp_path: Path) -> None:
    workspace = make_raw(tmp_path, "2026H1", "vanhat", "2026H3", ".2025H1")
    (tmp_path / "data" / "raw" / "2025H2").write_text("a file")
    assert [str(period) for period in workspace.periods()] == ["2026H1"]


def test_without_raw_data_there_are_no_periods(tmp_path: Path) -> None:
    assert Workspace(tmp_path).periods() == []


def test_the_workspace_is_found_from_a_folder_below_it(tmp_path: Path) -> None:
    (tmp_path / "roadmap.toml").touch()
    below = make_raw(tmp_path, "2026H1").root / "data" / "raw" / "2026H1"
    assert find_workspace(below).configuration.samefile(tmp_path / "roadmap.toml")


def test_the_current_folder_gives_paths_without_this_machines_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "roadmap.toml").touch()
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    assert find_workspace().configuration.as_posix() == "../roadmap.toml"


def test_no_workspace_anywhere_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("digireport.workspace.CONFIGURATION", "no-such-roadmap.toml")
    with pytest.raises(UsageError) as caught:
        find_workspace(tmp_path)
    assert str(caught.value) == (
        f"No no-such-roadmap.toml was found in {tmp_path} or the folders above it: give "
        "--workspace, or copy the sample's and change it."
    )


def test_the_workspaces_own_notebook_wins_over_the_packages(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    packaged = workspace.notebook("01-measures")
    assert packaged.is_file()
    assert not packaged.is_relative_to(tmp_path)
    own = tmp_path / "notebooks" / "01-measures.ipynb"
    own.parent.mkdir()
    own.touch()
    assert workspace.notebook("01-measures") == own
