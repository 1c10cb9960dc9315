"""Section 10 and the annex: terms, sources, rounding, privacy, findings, accessibility."""

from __future__ import annotations

from digireport.report.elements import (
    Annex,
    Bullets,
    Column,
    Element,
    Heading,
    Line,
    Paragraph,
    Section,
    Table,
    cell,
    line,
)
from digireport.report.numbers import format_count, format_signed
from digireport.report.results import Report
from digireport.report.sections.goals import goals_table
from digireport.report.sections.levels import levels_table


def about(report: Report) -> Section:
    """Say what the words mean, where the data come from and how far to trust them."""
    parts: list[Element] = [
        *_list(report, "about.terms", ("active", "new", "rejected", "overdue", "gap")),
        Heading(report.words.text("about.sources")),
        Bullets(tuple(_sources(report))),
        *_published(report),
        Heading(report.words.text("about.rounding")),
        Bullets(tuple(_rounding(report))),
        Heading(report.words.text("about.data")),
        *_data(report),
        Heading(report.words.text("about.accessibility")),
        *(Paragraph(said) for said in _accessibility(report)),
    ]
    return Section(report.words.text("about.title"), "tietoa", tuple(parts))


def annex(report: Report) -> Annex:
    """Return the numbers of the figures as tables, for the PDF."""
    tables = [goals_table(report)]
    if report.survey_when:
        tables.append(levels_table(report))
    return Annex(report.words.text("annex.title"), "liite", tuple(tables))


def _list(report: Report, key: str, names: tuple[str, ...]) -> list[Element]:
    lines = tuple(report.words.line(f"{key}.{name}") for name in names)
    return [Heading(report.words.text(key)), Bullets(lines)]


def _sources(report: Report) -> list[Line]:
    words = report.words
    ending = {"period": ".assumed", "asked": ".asked"}.get(report.status["status_date_source"], "")
    said = words.line(f"about.sources.appendix{ending}", day=report.day, data_day=report.data_day)
    lines = [said]
    if report.status["previous"]:
        lines.append(words.line("about.sources.previous", day=report.previous_day))
    if report.survey_when:
        lines.append(
            words.line(
                "about.sources.survey", n=report.survey["submissions"], month=report.survey_when
            )
        )
    return lines


def _published(report: Report) -> list[Element]:
    """Say whether the published roadmap's counts agree; nothing if there are none."""
    words, published = report.words, report.published
    if published.empty:
        return []
    heading = Heading(words.text("about.published"))
    different = published[published["difference"] != 0]
    if different.empty:
        said = words.line("about.published.agrees", n=len(published))
        return [heading, Paragraph(said)]
    said = words.line("about.published.differs", n=len(different))
    columns = (
        Column(words.text("goals.table.goal")),
        Column(words.text("about.published.figure")),
        *(
            Column(words.text(f"about.published.{name}"), is_number=True)
            for name in ("published", "computed", "difference")
        ),
    )
    rows = tuple(
        (
            cell(words.text("goal", number=report.goal(row["goal_id"]).number)),
            cell(_figure_name(report, row["figure"])),
            cell(format_count(row["published"], report.language)),
            cell(format_count(row["computed"], report.language)),
            cell(format_signed(row["difference"], report.language)),
        )
        for _, row in different.iterrows()
    )
    return [heading, Paragraph(said), Table(words.text("about.published.caption"), columns, rows)]


def _figure_name(report: Report, figure: str) -> str:
    return report.words.text("flag.is_new") if figure == "is_new" else report.status_name(figure)


def _rounding(report: Report) -> list[Line]:
    words = report.words
    names = ("shares", "levels", "dont_know")
    limit = report.edition.roadmap.privacy.smallest_group
    return [
        *(words.line(f"about.rounding.{name}") for name in names),
        words.line("about.privacy", n=limit),
    ]


def _data(report: Report) -> list[Element]:
    """Count the warnings; name them only to an audience that may see findings."""
    words, count = report.words, report.status["findings"]["warning"]
    if count == 0:
        return [Paragraph(words.line("about.data.none"))]
    warnings = [f for f in report.findings if f.severity == "warning"]
    parts: list[Element] = [Paragraph(words.line("about.data.warnings", n=count))]
    if warnings:
        parts.append(Bullets(tuple(line(words.finding(finding)) for finding in warnings)))
    return parts


def _accessibility(report: Report) -> list[Line]:
    words, municipality = report.words, report.edition.roadmap.municipality
    return [
        words.line("about.accessibility.how"),
        words.line("about.accessibility.known"),
        words.line("about.accessibility.statement", website=municipality.website),
        words.line("about.accessibility.feedback", feedback=municipality.feedback),
    ]
