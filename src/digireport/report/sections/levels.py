"""Section 5: where the staff's ratings are furthest from the targets, as figure 2."""

from __future__ import annotations

import pandas as pd

from digireport.report.charts import GapWords, draw_gaps
from digireport.report.elements import Cell, Chart, Column, Line, Paragraph, Section, Table, cell
from digireport.report.numbers import (
    format_count,
    format_level,
    format_share,
    format_signed,
)
from digireport.report.results import Report
from digireport.report.sections.findings import sentences
from digireport.report.svg import figure_to_svg


def gaps(report: Report) -> Section:
    """Show figure 2: baseline, target and gap by perspective, largest gap first."""
    words = report.words
    title, anchor = words.text("levels.title"), "tasot"
    if not report.survey_when:
        return Section(title, anchor, (Paragraph(words.line("levels.none")),))
    chart = _chart(report)
    definition = Paragraph(words.line("levels.definition"))
    return Section(title, anchor, (Paragraph(_lead(report), "lead"), chart, definition))


def levels_table(report: Report) -> Table:
    """Return the numbers of figure 2."""
    words = report.words
    headings = [
        words.text("levels.table.perspective"),
        words.text("levels.baseline"),
        words.text("levels.target"),
        words.text("levels.gap"),
        words.text("levels.table.priority"),
        words.text("levels.table.answers"),
        words.text("levels.table.dont_know"),
    ]
    columns = tuple(Column(text, is_number=i > 0) for i, text in enumerate(headings))
    rows = tuple(_table_row(report, row) for _, row in ordered(report.levels).iterrows())
    return Table(words.text("levels.table.caption"), columns, rows)


def ordered(levels: pd.DataFrame) -> pd.DataFrame:
    """Order perspectives by gap, largest first; ties and unknown gaps by number."""
    return levels.sort_values(
        ["gap", "perspective"], ascending=[False, True], na_position="last", kind="stable"
    ).reset_index(drop=True)


def _lead(report: Report) -> Line:
    words, survey = report.words, report.survey
    answers, headcount = survey["submissions"], survey["headcount"]
    rate: Line = ()
    if headcount and answers <= headcount:
        rate = words.line("levels.rate", share=format_share(answers, headcount, report.language))
    return sentences(
        words.line("levels.lead", n=answers, month=report.survey_when),
        rate,
        words.line("levels.targets"),
    )


def _chart(report: Report) -> Chart:
    words, roadmap = report.words, report.edition.roadmap
    rows = ordered(report.levels)
    labels = roadmap.scale.labels[report.language]
    names = GapWords(
        lowest=labels[0],
        highest=labels[-1],
        baseline=words.text("levels.baseline"),
        target=words.text("levels.target"),
        gap=words.text("levels.gap"),
        priority=words.text("levels.priority"),
    )
    drawn = pd.DataFrame([_drawn(report, row) for _, row in rows.iterrows()])
    wide, narrow = (
        figure_to_svg(draw_gaps(drawn, names, variant), f"gaps-{variant}")
        for variant in ("wide", "narrow")
    )
    source = words.text("source.survey", month=report.survey_when)
    return Chart(
        number=2,
        title=_title(report, rows),
        subtitle=words.text("levels.chart.subtitle", number=2),
        source=" ".join(filter(None, [source, report.notice])),
        pdf_source=" ".join(filter(None, [source, report.notice, words.text("source.annex")])),
        alt=_alternative(report, rows),
        wide=wide,
        narrow=narrow,
        table=levels_table(report),
        table_label=words.text("chart.numbers", number=2),
    )


def _drawn(report: Report, row: pd.Series) -> dict[str, object]:
    """Return one row of the figure: what is drawn and what is printed beside it."""
    return {
        "name": _name(report, row),
        "is_priority": bool(row["is_priority"]),
        "baseline": row["baseline"],
        "target": row["target"],
        "baseline_text": _baseline(report, row) if pd.notna(row["baseline"]) else "",
        "target_text": _target(report, row) if pd.notna(row["target"]) else "",
        "gap_text": _gap(report, row),
    }


def _table_row(report: Report, row: pd.Series) -> tuple[Cell, ...]:
    words = report.words
    hidden = words.text(row["state"]) if row["state"] != "shown" else ""
    counts = [hidden or format_count(row[name], report.language) for name in ("n", "dont_know")]
    texts = [
        _baseline(report, row),
        _target(report, row),
        _gap(report, row),
        words.text("yes" if row["is_priority"] else "no"),
        *counts,
    ]
    return (cell(_name(report, row)), *(cell(text) for text in texts))


def _name(report: Report, row: pd.Series) -> str:
    return report.name(report.edition.roadmap.perspective(int(row["perspective"])).name)


def _baseline(report: Report, row: pd.Series) -> str:
    if row["state"] != "shown":
        return report.words.text(row["state"])
    return format_level(row["baseline"], report.language)


def _target(report: Report, row: pd.Series) -> str:
    if pd.isna(row["target"]):
        return report.words.text("no_target")
    return format_level(row["target"], report.language)


def _gap(report: Report, row: pd.Series) -> str:
    if pd.notna(row["gap"]):
        return format_signed(row["gap"], report.language, 1)
    return report.words.text(row["state"] if row["state"] != "shown" else "no_gap")


def _title(report: Report, rows: pd.DataFrame) -> str:
    """Say the finding: the priorities if they lead, else the largest gap."""
    known = rows.dropna(subset=["gap"])
    if known.empty or known["gap"].max() <= 0:
        return report.words.text("levels.chart.plain")
    first, other = rows[rows["is_priority"]], known[~known["is_priority"]]
    lowest = first["gap"].min(skipna=False)  # of an unknown gap nothing can be said
    if pd.notna(lowest) and (other.empty or lowest > other["gap"].max()):
        gap = format_level(lowest, report.language)
        return report.words.text("levels.chart.priorities", gap=gap)
    gap = format_level(known["gap"].max(), report.language)
    return report.words.text("levels.chart.largest", gap=gap)


def _alternative(report: Report, rows: pd.DataFrame) -> str:
    """Say the chart in words: the ends if each is one perspective, and where all values are."""
    words = report.words
    known = rows.dropna(subset=["gap"])
    parts = [words.text("levels.chart.alt", n=len(rows))]
    ends = (known["gap"].iloc[:2], known["gap"].iloc[-2:])
    if len(known) > 1 and all(pair.is_unique for pair in ends):
        top, bottom = known.iloc[0], known.iloc[-1]
        parts.append(
            words.text(
                "levels.chart.alt.ends",
                largest=format_level(top["gap"], report.language),
                largest_name=_name(report, top),
                smallest=format_level(bottom["gap"], report.language),
                smallest_name=_name(report, bottom),
            )
        )
    return " ".join([*parts, words.text("levels.chart.alt.table")])
