"""Everything that a report is made of: the result frames of one audience, in one language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from digireport.edition import Edition, open_edition
from digireport.errors import UsageError
from digireport.findings import Finding
from digireport.report.numbers import format_date, format_month
from digireport.report.wording import Wording
from digireport.roadmap import AUDIENCES, Audience, Goal, Language
from digireport.store import Facts, load_facts, load_findings, load_frame

FEW = 10  # below this many active measures a share is not shown


@dataclass(frozen=True)
class Report:
    """The results of an edition, as the sections read them.

    Attributes
    ----------
    goals, measures, links, changes, flow, published : DataFrame
        Of `counting.StatusResults`.
    levels : DataFrame
        Of `counting.LevelResults`.
    status, survey : dict
        Facts beside them: dates, previous half-year, survey round.
    findings : tuple of Finding
        What the audience may know of the data's faults.
    """

    edition: Edition
    audience: Audience
    language: Language
    words: Wording
    goals: pd.DataFrame
    measures: pd.DataFrame
    links: pd.DataFrame
    changes: pd.DataFrame
    flow: pd.DataFrame
    published: pd.DataFrame
    levels: pd.DataFrame
    status: Facts
    survey: Facts
    findings: tuple[Finding, ...]

    @property
    def total(self) -> pd.Series:
        """The row of all measures."""
        return self.goals.iloc[-1]

    @property
    def day(self) -> str:
        """The status date as readers write it."""
        return self.format_day(self.status["status_date"])

    @property
    def data_day(self) -> str:
        """The day that the statuses are of: the data's own, whatever day was asked for."""
        return self.format_day(self.status["data_date"])

    @property
    def previous_day(self) -> str:
        """The previous report's status date; empty without one."""
        day = self.status["previous_status_date"]
        return self.format_day(day) if day else ""

    @property
    def notice(self) -> str:
        """What says that the data are a sample; empty if they are not."""
        notice = self.edition.roadmap.report.notice
        return self.name(notice) if notice else ""

    @property
    def survey_when(self) -> str:
        """When the survey was answered: the month if known, else the year; empty without one."""
        if self.survey["round"] and self.survey["last_day"]:
            return format_month(date.fromisoformat(self.survey["last_day"]), self.language)
        return str(self.survey["round"])[:4]

    def format_day(self, iso: str) -> str:
        """Write an ISO date as readers do."""
        return format_date(date.fromisoformat(iso), self.language)

    def name(self, names: dict[Language, str]) -> str:
        """Return a configured name in the report's language, else in the first one."""
        return names.get(self.language) or names[self.edition.roadmap.report.languages[0]]

    def goal(self, goal_id: str) -> Goal:
        """Return a goal of the configuration."""
        return self.edition.roadmap.goal(goal_id)

    def status_name(self, status: str) -> str:
        """Return the shown word of a status."""
        return self.name(self.edition.roadmap.statuses[status].name)  # type: ignore[index]


def open_report(
    workspace: str = ".",
    period: str = "",
    status_date: str = "",
    audience: str = "internal",
    language: str = "fi",
) -> Report:
    """Load the results that 03-status and 04-levels wrote.

    Raises
    ------
    UsageError
        If an audience or language is unknown, or the results are not there.
    """
    edition = open_edition(workspace, period, status_date)
    if audience not in AUDIENCES:
        raise UsageError(f"'{audience}' is not an audience; known are {', '.join(AUDIENCES)}.")
    languages = edition.roadmap.report.languages
    if language not in languages:
        raise UsageError(f"'{language}' is not among report.languages: {', '.join(languages)}.")
    folder = edition.results(audience)
    names = ("goals", "measures", "links", "changes", "flow", "published", "levels")
    return Report(
        edition,
        audience,
        language,
        Wording(language),
        **{name: load_frame(folder, name) for name in names},
        status=load_facts(folder, "facts-status"),
        survey=load_facts(folder, "facts-levels"),
        findings=tuple(load_findings(folder, "all")),
    )
