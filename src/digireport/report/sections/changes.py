"""Section 3: what was finished, started, added and rejected since the previous report."""

from __future__ import annotations

import pandas as pd

from digireport.metrics.changes import CLASSES
from digireport.metrics.status import ACTIVE
from digireport.report.elements import (
    Bullets,
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
)
from digireport.report.numbers import format_count, format_signed
from digireport.report.results import Report
from digireport.report.sections.findings import sentences
from digireport.roadmap import STATUSES

_LISTED = (*(name for name in CLASSES if name != "unchanged"),)
_FIRST = ("completed", "started", "new", "rejected")  # what readers look for first


def changes(report: Report) -> Section:
    """Show the flow table, the change of each count, then the measures by name."""
    words = report.words
    title, anchor = words.text("changes.title"), "muutokset"
    if not report.status["previous"]:
        return Section(title, anchor, (Paragraph(words.line("changes.none")),))
    parts: list[Element] = [
        Paragraph(_lead(report), "lead"),
        flow_table(report),
        Paragraph(words.line("flow.definition"), "small"),
        *([_counts_table(report)] if (report.changes["before"] != "unknown").all() else []),
    ]
    order = (*_FIRST, *(name for name in _LISTED if name not in _FIRST))
    for name in order:
        parts += _named(report, name)
    return Section(title, anchor, tuple(parts))


def _lead(report: Report) -> Line:
    words = report.words
    both = ~report.changes["before"].isin(["new", "unknown"])
    both &= report.changes["now"] != "gone"
    moved = int((report.changes["change"].ne("unchanged") & both).sum())
    same = int((report.changes["change"] == "unchanged").sum())
    first = words.line("changes.lead", n=moved) if moved else words.line("changes.lead.none")
    return sentences(first, words.line("changes.unchanged", n=same))


def flow_table(report: Report) -> Table:
    """Return the moves from status to status; unchanged ones are framed."""
    words = report.words
    table = report.flow.pivot_table(
        index="before", columns="now", values="count", sort=False, observed=True
    ).astype("int64")
    headings = [
        words.text("flow.before"),
        *(_now(report, now) for now in table.columns),
        words.text("total"),
    ]
    rows = [
        (
            cell(_before(report, before)),
            *(_flow_cell(report, before, now, row[now]) for now in table.columns),
            cell(format_count(row.sum(), report.language)),
        )
        for before, row in table.iterrows()
    ]
    totals = table.sum()
    rows.append(
        (
            cell(words.text("total")),
            *(cell(format_count(n, report.language)) for n in totals),
            cell(format_count(totals.sum(), report.language)),
        )
    )
    columns = tuple(Column(text, is_number=i > 0) for i, text in enumerate(headings))
    caption = words.text("flow.caption", before=report.previous_day, now=report.data_day)
    return Table(caption, columns, tuple(rows), has_total=True)


def _before(report: Report, before: object) -> str:
    return (
        report.status_name(str(before))
        if before in STATUSES
        else report.words.text(f"flow.{before}")
    )


def _now(report: Report, now: object) -> str:
    if now == "gone":
        return report.words.text("flow.gone")
    name = report.status_name(str(now))
    return report.words.text("flow.now", status=name[0].lower() + name[1:])


def _flow_cell(report: Report, before: object, now: object, count: int) -> Cell:
    text = format_count(count, report.language)
    if count == 0:
        return cell(text, tone="muted")
    return cell(text, tone="framed") if before == now else cell(text, strong=True)


def _counts_table(report: Report) -> Table:
    """Return each count before, now and its change."""
    words, language = report.words, report.language
    before = report.status["previous_counts"]
    names = {
        **{status: report.status_name(status) for status in ACTIVE},
        "active": words.text("goals.table.active"),
        "is_new": words.text("goals.table.is_new"),
        "rejected": report.status_name("rejected"),
        "moved": words.text("goals.table.moved"),
    }
    rows = tuple(
        (
            cell(name),
            cell(format_count(before[key], language)),
            cell(format_count(report.total[key], language)),
            cell(format_signed(int(report.total[key]) - before[key], language)),
        )
        for key, name in names.items()
        if key in before and (key != "is_new" or report.status["knows_new"])
    )
    columns = (
        Column(words.text("changes.figures.status")),
        Column(report.previous_day, is_number=True),
        Column(report.data_day, is_number=True),
        Column(words.text("changes.figures.change"), is_number=True),
    )
    return Table(words.text("changes.figures.caption"), columns, rows)


def _named(report: Report, change: str) -> list[Element]:
    """List the measures of one class of change by name."""
    rows = report.changes[report.changes["change"] == change]
    if rows.empty:
        return []
    heading = Heading(report.words.text(f"changes.{change}", count=len(rows)))
    return [heading, Bullets(tuple(_measure(row) for _, row in rows.iterrows()))]


def _measure(row: pd.Series) -> Line:
    number = (Span(f"{row['number']}\u00a0", tone="muted"),) if row["number"] else ()
    return (*number, Span(row["title"]))
