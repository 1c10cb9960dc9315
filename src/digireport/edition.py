"""An edition: one period of one workspace, seen at one status date.

It knows the configuration and the folders that concern it. Everything else is computed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from digireport.clean.recognise import recognise
from digireport.errors import UsageError
from digireport.findings import errors_of
from digireport.ingest.folder import read_folder
from digireport.period import Period, parse_period, parse_status_date
from digireport.roadmap import Roadmap, read_roadmap
from digireport.workspace import Workspace, find_workspace


@dataclass(frozen=True)
class Edition:
    """One period of one workspace.

    Attributes
    ----------
    asked_date : date or None
        The status date that somebody asked for; None: as the data say.
    """

    workspace: Workspace
    roadmap: Roadmap
    period: Period
    asked_date: date | None = None

    @property
    def name(self) -> str:
        """Name of the edition's folders: the period's, or the status date asked for."""
        return str(self.asked_date or self.period)

    @property
    def processed(self) -> Path:
        """Folder of the clean frames."""
        return self.workspace.processed(self.name)

    def results(self, audience: str) -> Path:
        """Folder of an audience's result frames."""
        return self.workspace.results(self.name, audience)

    def earlier_reports(self) -> list[Period]:
        """List the half-years with an appendix that ended before this period, earliest first."""
        return [
            period
            for period in report_periods(self.workspace, self.roadmap)
            if period.is_half_year and period.last_day < self.period.first_day
        ]


def open_edition(workspace: str = ".", period: str = "", status_date: str = "") -> Edition:
    """Open a period of a workspace.

    Parameters
    ----------
    workspace : str
        The folder with `roadmap.toml`, or any folder below it.
    period : str
        Such as ``2026H1`` or ``2026-03-15``; empty: the newest one with raw files.
    status_date : str
        An ISO date; empty: as the data say.

    Raises
    ------
    UsageError
        If there is no workspace or period, or the configuration is wrong.
    """
    found = find_workspace(workspace)
    roadmap = read_roadmap(found.configuration)
    chosen = parse_period(period) if period else newest_period(found, roadmap)
    asked = parse_status_date(status_date, chosen) if status_date else None
    if asked:
        _refuse_another_period(found, chosen, asked)
    return Edition(found, roadmap, chosen, asked)


def _refuse_another_period(workspace: Workspace, chosen: Period, asked: date) -> None:
    """Refuse a status date on which another raw folder reports: both would share one name."""
    for other in workspace.periods():
        is_its_day = not other.is_half_year and other.last_day == asked
        is_its_half = other.is_half_year and other.first_day <= asked <= other.last_day
        if other != chosen and (is_its_day or (is_its_half and other.first_day > chosen.last_day)):
            raise UsageError(
                f"{asked} belongs to {other}, which has a raw folder of its own: run that period, "
                "or choose another status date."
            )


def report_periods(workspace: Workspace, roadmap: Roadmap) -> list[Period]:
    """List the periods that can be reported, earliest first.

    That is every raw folder but those that hold only a survey and its target levels; a folder
    with a file that cannot be read counts, so that the fault is told.
    """
    periods = workspace.periods()
    return [p for p in periods if not _holds_only_survey(workspace.raw(p), roadmap)]


def newest_period(workspace: Workspace, roadmap: Roadmap) -> Period:
    """Return the newest period that can be reported.

    Raises
    ------
    UsageError
        If there is none.
    """
    periods = report_periods(workspace, roadmap)
    if not periods:
        raise UsageError(
            "data/raw holds no period: make a folder such as data/raw/2026H1 and put the "
            "appendix there."
        )
    return periods[-1]


def _holds_only_survey(folder: Path, roadmap: Roadmap) -> bool:
    raw = read_folder(folder)
    contents = {sheet.content for sheet in recognise(raw, roadmap).sheets}
    is_clear = not raw.texts and not errors_of(raw.findings)
    return is_clear and bool(contents) and "appendix" not in contents
