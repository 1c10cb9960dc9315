"""Sections 8 and 9: every active measure by goal, then what was rejected or moved."""

from __future__ import annotations

import pandas as pd

from digireport.metrics.status import ACTIVE
from digireport.report.elements import (
    Cell,
    Column,
    Element,
    Heading,
    Line,
    Paragraph,
    Section,
    Span,
    Table,
    cell,
    line,
)
from digireport.report.numbers import NBSP
from digireport.report.results import Report
from digireport.report.sections.findings import sentences


def measure_lists(report: Report) -> Section:
    """Show a table of active measures for each goal."""
    parts: list[Element] = []
    for goal in report.edition.roadmap.goals:
        heading = report.words.text("goal.named", number=goal.number, name=report.name(goal.name))
        parts.append(Heading(heading))
        rows = report.measures[
            (report.measures["goal_id"] == goal.id) & report.measures["status"].isin(ACTIVE)
        ]
        if rows.empty:
            parts.append(Paragraph(report.words.line("list.none", number=goal.number)))
        else:
            caption = report.words.text(
                "list.caption", n=len(rows), number=goal.number, day=report.data_day
            )
            parts.append(_table(report, caption, rows))
    return Section(report.words.text("list.title"), "toimenpiteet", tuple(parts))


def rejected_measures(report: Report) -> Section:
    """Show what was dropped, and what was merged into which measure."""
    words = report.words
    title, anchor = words.text("rejected.title"), "hylatyt"
    rows = report.measures[report.measures["status"] == "rejected"]
    if rows.empty:
        return Section(title, anchor, (Paragraph(words.line("rejected.none")),))
    moved = int(rows["is_moved"].sum())
    lead = sentences(
        words.line("rejected.lead", n=len(rows)),
        words.line("rejected.moved", n=moved) if moved else (),
    )
    has_notes = "notes" in rows
    headings = ["list.measure", "list.unit", "rejected.what"] + ["rejected.reason"] * has_notes
    columns = tuple(Column(words.text(heading)) for heading in headings)
    cells = tuple(_rejected_row(report, row) for _, row in rows.iterrows())
    caption = words.text("rejected.caption", n=len(rows), day=report.data_day)
    table = Table(caption, columns, cells, layout="text")
    return Section(title, anchor, (Paragraph(lead, "lead"), table))


def _table(report: Report, caption: str, rows: pd.DataFrame) -> Table:
    headings = ("list.measure", "list.owner", "list.unit", "list.schedule", "list.status")
    columns = tuple(Column(report.words.text(heading)) for heading in headings)
    cells = tuple(_row(report, row) for _, row in rows.iterrows())
    return Table(caption, columns, cells, layout="measures")


def _row(report: Report, row: pd.Series) -> tuple[Cell, ...]:
    return (
        (_title(row),),
        _names(report, row["id"], "owner"),
        _names(report, row["id"], "unit"),
        _schedule(report, row),
        _status(report, row),
    )


def _schedule(report: Report, row: pd.Series) -> Cell:
    if row["precision"] == "hidden":
        return _not_published(report)
    if not row["schedule_text"]:
        return _not_given(report)
    is_known = row["is_ongoing"] or pd.notna(row["last_day"])  # and then it is short
    return cell(row["schedule_text"].replace(" ", NBSP) if is_known else row["schedule_text"])


def _rejected_row(report: Report, row: pd.Series) -> tuple[Cell, ...]:
    reason = cell(row["notes"]) if row.get("notes") else _not_given(report)
    what = cell(_solution(report, row))
    cells = ((_title(row),), _names(report, row["id"], "unit"), what)
    return (*cells, reason) if "notes" in row else cells


def _solution(report: Report, row: pd.Series) -> str:
    if not row["is_moved"]:
        return report.status_name("rejected")
    target = report.measures[report.measures["id"] == row["moved_to"]].iloc[0]
    return report.words.text("rejected.moved_to", number=target["number"], title=target["title"])


def _title(row: pd.Series) -> Line:
    number = (Span(f"{row['number']} ", tone="muted"),) if row["number"] else ()
    return (*number, Span(row["title"], strong=True))


def _status(report: Report, row: pd.Series) -> Cell:
    """Return status and flags, one under another."""
    lines = [line(report.status_name(row["status"]), symbol=row["status"])]
    if row["days_late"] > 0:
        late = report.words.text("flag.overdue")
        lines.append(line(late, strong=True, tone="attention", symbol="overdue"))
    if row["is_new"]:
        lines.append(line(report.words.text("flag.is_new"), symbol="new"))
    return tuple(lines)


def _names(report: Report, measure_id: str, kind: str) -> Cell:
    """Return a measure's owners or units; a name that may not be shown says so."""
    links = report.links
    targets = links[(links["measure_id"] == measure_id) & (links["kind"] == kind)]["target"]
    if kind == "owner" and not report.edition.roadmap.shows(report.audience, "owners"):
        return _not_published(report)
    names = [_shown_name(report, kind, target) for target in targets]
    return cell(", ".join(names)) if names else _not_given(report)


def _shown_name(report: Report, kind: str, target: str) -> str:
    if not target:
        return report.words.text("not_published")
    roadmap = report.edition.roadmap
    names = roadmap.unit_names if kind == "unit" else roadmap.owner_names
    return report.name(names[target]) if target in names else target


def _not_published(report: Report) -> Cell:
    return cell(report.words.text("not_published"), tone="muted")


def _not_given(report: Report) -> Cell:
    return cell(report.words.text("not_given"), tone="muted")
