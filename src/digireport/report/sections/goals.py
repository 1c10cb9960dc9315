"""Section 2: how far each goal is, as figure 1 and its table."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from digireport.metrics.status import ACTIVE, TOTAL
from digireport.report.charts import StatusWords, draw_status
from digireport.report.elements import Cell, Chart, Column, Paragraph, Section, Table, cell
from digireport.report.numbers import format_count, format_share
from digireport.report.results import FEW, Report
from digireport.report.svg import figure_to_svg
from digireport.roadmap import STATUSES

_CLEAR_DIFFERENCE = Fraction(3, 100)  # shares closer than this are not compared in a title
_LISTED_VALUES = 12  # an alternative text lists up to this many values


def status_by_goal(report: Report) -> Section:
    """Show figure 1: the measures of each goal by status."""
    words = report.words
    bars = _bars(report)
    key = words.text("goals.chart.rejected_key", name=report.status_name("rejected"))
    names = StatusWords(**{s: report.status_name(s) for s in STATUSES}, rejected_key=key)
    source = words.text("source.appendix", day=report.data_day)
    wide, narrow = (
        figure_to_svg(draw_status(bars, names, variant), f"status-{variant}")
        for variant in ("wide", "narrow")
    )
    chart = Chart(
        number=1,
        title=_title(report),
        subtitle=words.text("goals.chart.subtitle", number=1, day=report.data_day),
        source=" ".join(filter(None, [source, report.notice])),
        pdf_source=" ".join(filter(None, [source, report.notice, words.text("source.annex")])),
        alt=_alternative(report),
        wide=wide,
        narrow=narrow,
        table=goals_table(report),
        table_label=words.text("chart.numbers", number=1),
    )
    definition = Paragraph(words.line("goals.definition"))
    return Section(words.text("goals.title"), "tilanne", (chart, definition))


def goals_table(report: Report) -> Table:
    """Return the numbers of figure 1."""
    words = report.words
    headings = [
        words.text("goals.table.goal"),
        *(report.status_name(status) for status in ACTIVE),
        words.text("goals.table.active"),
        words.text("goals.table.is_new"),
        words.text("goals.table.share"),
        report.status_name("rejected"),
        words.text("goals.table.moved"),
    ]
    columns = tuple(Column(text, is_number=i > 0) for i, text in enumerate(headings))
    rows = tuple(_table_row(report, row) for _, row in report.goals.iterrows())
    caption = words.text("goals.table.caption", day=report.data_day)
    return Table(caption, columns, rows, has_total=True)


def _table_row(report: Report, row: pd.Series) -> tuple[Cell, ...]:
    is_total = row["group"] == TOTAL
    name = (
        report.words.text("total")
        if is_total
        else report.words.text("goal", number=report.goal(row["group"]).number)
    )
    few = row["active"] < FEW
    share = (
        report.words.text("goals.table.few")
        if few
        else format_share(row["done"], row["active"], report.language)
    )
    new = format_count(row["is_new"], report.language)
    shown = [
        *(format_count(row[name], report.language) for name in (*ACTIVE, "active")),
        new if report.status["knows_new"] else report.words.text("unknown"),
        share,
        *(format_count(row[name], report.language) for name in ("rejected", "moved")),
    ]
    return (cell(name), *(cell(text) for text in shown))


def _bars(report: Report) -> pd.DataFrame:
    """Return one row a goal with all texts of its bar."""
    rows = []
    for _, row in report.goals[report.goals["group"] != TOTAL].iterrows():
        goal = report.goal(row["group"])
        done, active = int(row["done"]), int(row["active"])
        rows.append(
            {
                "label": report.words.text(
                    "goal.named", number=goal.number, name=report.name(goal.name)
                ),
                **{str(status): int(row[status]) for status in STATUSES},
                **_share_texts(report, done, active),
            }
        )
    return pd.DataFrame(rows)


def _share_texts(report: Report, done: int, active: int) -> dict[str, str]:
    words = report.words
    if active == 0:
        return {
            "share_text": words.text("goals.chart.no_active"),
            "base_text": "",
            "short_base_text": "",
        }
    if active < FEW:
        few = words.text("goals.chart.few", done=done, active=active)
        return {"share_text": few, "base_text": "", "short_base_text": ""}
    share = format_share(done, active, report.language)
    return {
        "share_text": words.text("goals.chart.share", share=share),
        "base_text": words.text("goals.chart.base", n=active, done=done),
        "short_base_text": f"{done}/{active}",
    }


def _title(report: Report) -> str:
    """Compare the goals' shares if that is fair and clear, else say what the figure shows."""
    goals = report.goals[report.goals["group"] != TOTAL]
    plain = report.words.text("goals.chart.plain")
    if len(goals) < 2 or (goals["active"] < FEW).any():  # noqa: PLR2004 (two to compare)
        return plain
    shares = {
        row["group"]: Fraction(int(row["done"]), int(row["active"])) for _, row in goals.iterrows()
    }
    ordered = sorted(shares, key=lambda goal: shares[goal])
    values = [shares[goal] for goal in ordered]
    is_single = values[0] < values[1] and values[-2] < values[-1]
    if not is_single or values[-1] - values[0] < _CLEAR_DIFFERENCE:
        return plain
    return report.words.text(
        "goals.chart.compared",
        largest=report.goal(ordered[-1]).number,
        smallest=report.goal(ordered[0]).number,
    )


def _alternative(report: Report) -> str:
    """Say the chart in words: all values if they are few, else where they are."""
    words = report.words
    goals = report.goals[report.goals["group"] != TOTAL]
    parts = [words.text("goals.chart.alt")]
    if len(goals) * len(STATUSES) <= _LISTED_VALUES:
        parts += [
            words.text(
                "goals.chart.alt.row",
                number=report.goal(row["group"]).number,
                **{status: int(row[status]) for status in STATUSES},
            )
            for _, row in goals.iterrows()
        ]
    else:
        parts.append(words.text("goals.chart.alt.many"))
    return " ".join(parts)
