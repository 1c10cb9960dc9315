"""Goals that a sheet names for its measures: in its title block, its name or between its rows."""

from __future__ import annotations

from collections.abc import Iterable

from digireport.clean.recognise import Sheet
from digireport.findings import Finding, find
from digireport.ingest.tables import RawRow
from digireport.normalise import key
from digireport.roadmap import Roadmap


def goals_of_sheet(sheet: Sheet, roadmap: Roadmap) -> dict[str, str]:
    """Map the goals that the title block and the sheet's name name to these wordings."""
    texts = [text for row in sheet.above for _, text in row.own()]
    return goals_in([*texts, sheet.table.sheet], roadmap)


def goals_below(
    sheet: Sheet, row: RawRow, roadmap: Roadmap
) -> tuple[dict[str, str], list[Finding]]:
    """Return the goal that a heading inside the table names; the sheet's name may not differ."""
    goals = goals_in([text for _, text in row.own()], roadmap)
    every = goals_in([sheet.table.sheet], roadmap) | goals
    if len(every) == 1:
        return goals, []
    return every, [find("two-goals", sheet.table.place(row.number), value=quoted(every.values()))]


def goals_in(texts: Iterable[str], roadmap: Roadmap) -> dict[str, str]:
    """Map each goal that is named to its first wording; a bare number names none."""
    goals: dict[str, str] = {}
    for text in texts:
        goal = roadmap.goal_of.get(key(text))
        if goal and not key(text).isdecimal():
            goals.setdefault(goal, text)
    return goals


def quoted(texts: Iterable[str]) -> str:
    """Write wordings side by side.

    >>> quoted(["Tavoite 1", "Tavoite 2"])
    "'Tavoite 1', 'Tavoite 2'"
    """
    return ", ".join(f"'{text}'" for text in texts)
