"""The sections of the report, in order: results in, one element each."""

from digireport.report.sections.about import about, annex
from digireport.report.sections.changes import changes
from digireport.report.sections.findings import cover, main_findings
from digireport.report.sections.goals import status_by_goal
from digireport.report.sections.levels import gaps
from digireport.report.sections.measures import measure_lists, rejected_measures

__all__ = [
    "about",
    "annex",
    "changes",
    "cover",
    "gaps",
    "main_findings",
    "measure_lists",
    "rejected_measures",
    "status_by_goal",
]
