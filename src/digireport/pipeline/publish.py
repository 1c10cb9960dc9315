"""Publishing an edition's folder in one step: readers see the old report or the new one.

A folder cannot be renamed onto one that is not empty, so the swap takes two renames. A
journal is written first; whoever finds it completes the swap.
"""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path

from digireport.errors import StepError
from digireport.workspace import Workspace

_TRIES = 5  # on Windows a folder is locked while somebody has a file of it open
_PAUSE_S = 0.4


def publish(workspace: Workspace, staged: Path, target: Path) -> None:
    """Put a finished folder in the place of the published one.

    Parameters
    ----------
    staged : Path
        Built under `Workspace.staging`.
    target : Path
        The edition's folder; replaced as a whole.
    """
    journal = _journal(workspace)
    names = {"staged": staged, "target": target}
    relative = {name: path.relative_to(workspace.root).as_posix() for name, path in names.items()}
    draft = journal.with_suffix(".draft")
    draft.write_text(json.dumps(relative), encoding="utf-8")
    draft.replace(journal)  # a journal is whole or not there
    complete(workspace)


def complete(workspace: Workspace) -> None:
    """Complete a swap that was begun, if there is one.

    Raises
    ------
    StepError
        If a folder cannot be moved; the old report is then in its place.
    """
    journal = _journal(workspace)
    if not journal.is_file():
        return
    names = json.loads(journal.read_text(encoding="utf-8"))
    staged, target = (workspace.root / names[name] for name in ("staged", "target"))
    old = workspace.staging / "old"
    if staged.is_dir():
        if target.is_dir():
            shutil.rmtree(old, ignore_errors=True)
            _rename(target, old)
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            _rename(staged, target)
        except StepError:
            if old.is_dir():
                _rename(old, target)
            raise
    shutil.rmtree(old, ignore_errors=True)
    journal.unlink()


def fresh_folder(workspace: Workspace, name: str) -> Path:
    """Return an empty folder to build in, outside the published ones."""
    folder = workspace.staging / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _journal(workspace: Workspace) -> Path:
    return workspace.staging / "journal.json"


def _rename(source: Path, target: Path) -> None:
    for attempt in range(_TRIES):
        try:
            source.rename(target)
        except OSError as error:
            if attempt == _TRIES - 1:
                raise StepError(
                    f"{source.name} cannot be moved to {target.name} ({error.strerror}): close the "
                    "report in other programs and run again."
                ) from error
            time.sleep(_PAUSE_S)
        else:
            return
