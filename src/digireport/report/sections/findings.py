"""Sections 0 and 1: the title band, and what matters in one minute."""

from __future__ import annotations

from datetime import date

from digireport.metrics.status import ACTIVE
from digireport.report.elements import (
    Cover,
    Heading,
    Headlines,
    KeyFigure,
    KeyFigures,
    Line,
    Paragraph,
    Section,
    Span,
)
from digireport.report.numbers import (
    format_count,
    format_level,
    format_share,
    format_span,
    percent,
)
from digireport.report.results import FEW, Report


def cover(report: Report) -> Cover:
    """Say what this is: whose, which period and day, for whom, and whether it is a sample."""
    words, roadmap, period = report.words, report.edition.roadmap, report.edition.period
    municipality = report.name(roadmap.municipality.name)
    span = format_span(period.first_day, period.last_day, report.language)
    day = date.fromisoformat(report.status["status_date"])
    audience = report.name(roadmap.audiences[report.audience].name)
    return Cover(
        language=report.language,
        title=report.name(roadmap.report.title),
        municipality=municipality,
        period=span,
        status_date=words.text("cover.status_date", day=report.day),
        audience=audience,
        notice=report.notice,
        description=words.text("cover.description", day=report.day),
        footer=municipality,
        skip=words.text("cover.skip"),
        contents=words.text("cover.contents"),
        running_audience=audience if report.audience == "internal" else "",
        document_date=(day.year, day.month, day.day),
    )


def main_findings(report: Report) -> Section:
    """Say the headlines, then the key figures."""
    words, total = report.words, report.total
    headlines = [_done(report), *_changed(report), _overdue(report), *_gap(report)]
    return Section(
        words.text("findings.title"),
        "havainnot",
        (
            Headlines(tuple(headlines)),
            *_missing(report),
            Heading(words.text("key_figures.title", n=int(total["active"]))),
            _key_figures(report),
            *_rounding_note(report),
        ),
    )


def sentences(*lines: Line) -> Line:
    """Join whole sentences with a blank between them."""
    joined: list[Span] = []
    for line in lines:
        joined += [Span(" "), *line] if joined and line else line
    return tuple(joined)


def _done(report: Report) -> Line:
    words, total = report.words, report.total
    done, active = int(total["done"]), int(total["active"])
    if active == 0:
        return words.line("headline.no_active")
    if done == 0:
        return words.line("headline.done.none", n=active)
    shown = format_count(active, report.language)
    if active < FEW:
        return words.line("headline.done.few", n=done, active=shown)
    share = format_share(done, active, report.language)
    return words.line("headline.done", n=done, active=shown, share=share)


def _changed(report: Report) -> list[Line]:
    if not report.status["previous"]:
        return []
    words, new = report.words, int(report.total["is_new"])
    completed = int((report.changes["change"] == "completed").sum())
    first = (
        words.line("headline.completed", n=completed)
        if completed
        else words.line("headline.completed.none")
    )
    return [
        sentences(
            first, words.line("headline.new", n=new) if new else words.line("headline.new.none")
        )
    ]


def _overdue(report: Report) -> Line:
    words = report.words
    late = report.measures[report.measures["days_late"] > 0]
    if not report.status["knows_schedules"]:
        return words.line("headline.overdue.unknown")
    if late.empty:
        return words.line("headline.overdue.none")
    first = words.line("headline.overdue", n=len(late))
    links = report.links[(report.links["kind"] == "unit") & report.links["is_known"]]
    counts = links[links["measure_id"].isin(late["id"])]["target"].value_counts()
    most = counts[counts == counts.max()]
    if len(most) != 1 or len(counts) == 1:  # a tie, or nobody to compare with
        return first
    count = format_count(most.iloc[0], report.language)
    name = report.name(report.edition.roadmap.unit_names[str(most.index[0])])
    return sentences(first, words.line("headline.overdue.most", unit=name, count=count))


def _gap(report: Report) -> list[Line]:
    known = report.levels.dropna(subset=["gap"])
    if known.empty or known["gap"].max() <= 0:
        return []
    top = known[known["gap"] == known["gap"].max()]
    roadmap = report.edition.roadmap
    names = "; ".join(report.name(roadmap.perspective(n).name) for n in top["perspective"])
    gap = format_level(top["gap"].iloc[0], report.language)
    key = "headline.gap" if len(top) == 1 else "headline.gap.tied"
    return [report.words.line(key, gap=gap, names=names)]


def _missing(report: Report) -> list[Paragraph]:
    """Say which sentences are left out for want of data."""
    missing = []
    if not report.status["previous"]:
        missing.append(report.words.line("changes.none"))
    if not report.survey["round"]:
        missing.append(report.words.line("levels.none"))
    elif report.levels["target"].isna().all():
        missing.append(report.words.line("levels.no_targets"))
    return [Paragraph(line, "small") for line in missing]


def _key_figures(report: Report) -> KeyFigures:
    words, total, language = report.words, report.total, report.language
    first = tuple(
        KeyFigure(
            status,
            report.status_name(status),
            format_count(total[status], language),
            _share_of_active(report, int(total[status])),
        )
        for status in ACTIVE
    )
    late = int((report.measures["days_late"] > 0).sum())
    second = (
        KeyFigure(
            "overdue",
            words.text("flag.overdue"),
            format_count(late, language)
            if report.status["knows_schedules"]
            else words.text("unknown"),
            words.text("key_figures.overdue"),
        ),
        KeyFigure(
            "new",
            words.text("flag.is_new"),
            format_count(total["is_new"], language)
            if report.status["knows_new"]
            else words.text("unknown"),
            words.text("key_figures.is_new"),
        ),
        KeyFigure(
            "rejected",
            report.status_name("rejected"),
            format_count(total["rejected"], language),
            words.text("key_figures.rejected"),
        ),
    )
    return KeyFigures(first, second)


def _share_of_active(report: Report, count: int) -> str:
    active = int(report.total["active"])
    if active == 0:
        return report.words.text("goals.chart.no_active")
    if active < FEW:
        return report.words.text("key_figures.share", share=f"{count}/{active}")
    share = format_share(count, active, report.language)
    return report.words.text("key_figures.share", share=share)


def _rounding_note(report: Report) -> list[Paragraph]:
    """Say so when the three shown shares do not add up to a hundred."""
    active = int(report.total["active"])
    shown = [percent(report.total[status], active) for status in ACTIVE] if active >= FEW else []
    if not shown or sum(shown) == percent(active, active):
        return []
    return [Paragraph(report.words.line("shares_rounded"), "small")]
