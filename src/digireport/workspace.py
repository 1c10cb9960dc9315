"""Where things are on disk, and nothing else."""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from digireport.errors import UsageError
from digireport.period import Period, is_period_name, parse_period

CONFIGURATION = "roadmap.toml"


@dataclass(frozen=True)
class Workspace:
    """A folder with `roadmap.toml`, raw data, notebooks and finished reports.

    Attributes
    ----------
    root : Path
        Kept as given, so that nothing made from it holds this machine's paths.
    """

    root: Path

    @property
    def configuration(self) -> Path:
        """The municipality's `roadmap.toml`."""
        return self.root / CONFIGURATION

    def raw(self, period: Period) -> Path:
        """Folder of a period's raw files."""
        return self.root / "data" / "raw" / period.name

    def processed(self, edition: str) -> Path:
        """Folder of the clean frames of an edition: a period, or the status date asked for."""
        return self.root / "data" / "processed" / edition

    def results(self, edition: str, audience: str) -> Path:
        """Folder of the result frames that an audience may see."""
        return self.processed(edition) / audience

    def reports(self, audience: str, edition: str) -> Path:
        """Folder of an edition's finished files."""
        return self.root / "reports" / audience / edition

    @property
    def staging(self) -> Path:
        """Where editions are built, outside the folders that may be on the web."""
        return self.root / "reports" / ".staging"

    def periods(self) -> list[Period]:
        """List the periods that have a raw folder, earliest first."""
        raw = self.root / "data" / "raw"
        names = sorted(p.name for p in raw.iterdir() if p.is_dir()) if raw.is_dir() else []
        found = [parse_period(name) for name in names if is_period_name(name)]
        return sorted(found, key=lambda period: (period.last_day, period.first_day))

    def notebook(self, name: str) -> Path:
        """Return a notebook: the workspace's own wins, else the one that the package carries."""
        own = self.root / "notebooks" / f"{name}.ipynb"
        return own if own.is_file() else packaged_notebooks() / f"{name}.ipynb"


def packaged_notebooks() -> Path:
    """Return the folder of the notebooks that came with the package."""
    package = Path(str(files("digireport")))
    carried = package / "notebooks"
    return carried if carried.is_dir() else package.parents[1] / "notebooks"


def find_workspace(start: str | os.PathLike[str] = ".") -> Workspace:
    """Return the workspace in a folder or its nearest parent with a `roadmap.toml`.

    Raises
    ------
    UsageError
        If there is none.
    """
    here = Path(start)
    steps = [here, *(here / Path(*[".."] * up) for up in range(1, len(here.resolve().parts)))]
    for folder in steps:
        if (folder / CONFIGURATION).is_file():
            return Workspace(folder)
    raise UsageError(
        f"No {CONFIGURATION} was found in {here} or the folders above it: give --workspace, "
        "or copy the sample's and change it."
    )
