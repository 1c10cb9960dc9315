"""The manifest: what an edition was made of, without clock, host, user or absolute path."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from digireport import __version__

_LIBRARIES = ("pandas", "matplotlib", "seaborn", "nbconvert", "papermill", "typst", "babel")


def write_manifest(folder: Path, facts: Mapping[str, Any]) -> None:
    """Write `manifest.json` for the files of a folder.

    Parameters
    ----------
    facts : mapping
        What the run knows: parameters, inputs, notebooks, counts.
    """
    outputs = {
        path.relative_to(folder).as_posix(): sha256(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    manifest = {
        **facts,
        "outputs": outputs,
        "versions": {
            "digireport": __version__,
            "python": ".".join(platform.python_version_tuple()[:2]),
            **{name: version(name) for name in _LIBRARIES},
        },
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8", newline="\n")


def sha256(path: Path) -> str:
    """Return a file's SHA-256 as hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
