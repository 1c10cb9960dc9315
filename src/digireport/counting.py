"""The counting steps, as the notebooks call them: clean frames to an audience's results."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from digireport.edition import Edition
from digireport.errors import DataError
from digireport.findings import Finding, count_by_severity, errors_of, find
from digireport.metrics.audience import for_audience, links_for_audience
from digireport.metrics.changes import compare, count_flow, find_missing, find_reused, flag_new
from digireport.metrics.figures import (
    change_figures,
    level_figures,
    published_figures,
    schedule_figures,
    status_figures,
)
from digireport.metrics.levels import measure_levels
from digireport.metrics.published import reconcile
from digireport.metrics.schedule import days_late
from digireport.metrics.status import COUNTS, count_status
from digireport.roadmap import Audience
from digireport.store import (
    EARLIER,
    Facts,
    load_facts,
    load_findings,
    load_frame,
    save_facts,
    save_findings,
    save_frames,
)

CLEANING = ("measures", "survey")  # the steps whose findings come before counting


@dataclass(frozen=True)
class StatusResults:
    """What the audience may know of measures.

    Attributes
    ----------
    goals : DataFrame
        Of `metrics.status.count_status`.
    measures, links : DataFrame
        The clean ones with is_new and days_late, less what the audience may not see.
    changes, flow : DataFrame
        Of `metrics.changes`; empty without a previous half-year.
    published : DataFrame
        Of `metrics.published.reconcile`.
    figures : DataFrame
        Of `metrics.figures`.
    """

    goals: pd.DataFrame
    measures: pd.DataFrame
    links: pd.DataFrame
    changes: pd.DataFrame
    flow: pd.DataFrame
    published: pd.DataFrame
    figures: pd.DataFrame
    facts: Facts
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class LevelResults:
    """What the audience may know of the survey.

    Attributes
    ----------
    levels : DataFrame
        Of `metrics.levels.measure_levels`.
    """

    levels: pd.DataFrame
    figures: pd.DataFrame
    facts: Facts


def count_measures(edition: Edition, audience: Audience) -> StatusResults:
    """Count statuses and changes from the clean frames of the edition.

    Raises
    ------
    DataError
        If the clean data hold errors that the analyst must settle first.
    """
    _refuse_errors(edition)
    roadmap = edition.roadmap
    facts = load_facts(edition.processed, "facts-measures")
    status_date = date.fromisoformat(facts["status_date"])
    measures = load_frame(edition.processed, "measures")
    history = _history(edition, facts["earlier"])
    previous = history[-1] if history else None
    flags, findings = flag_new(measures, previous, _last(facts["earlier"]))
    measures = measures.assign(is_new=flags, days_late=days_late(measures, status_date))
    groups = [goal.id for goal in roadmap.goals]
    counts = count_status(measures, groups)
    before = _counts_before(history, groups)
    changes = compare(measures, measures.head(0) if previous is None else previous)
    if previous is None:
        changes = changes.head(0)
        findings.append(find("no-previous"))
    else:
        findings += find_reused(measures, previous, _last(facts["earlier"]))
    findings += find_missing(changes, _last(facts["earlier"]))
    published, differences = reconcile(load_frame(edition.processed, "published"), counts, roadmap)
    findings += differences
    figures = [
        status_figures(
            counts if _knows_new(measures, previous) else counts.assign(is_new=None), before
        ),
        schedule_figures(measures["days_late"]),
        published_figures(published),
        *([] if previous is None else [change_figures(changes, groups)]),
    ]
    links = load_frame(edition.processed, "links")
    return StatusResults(
        counts,
        for_audience(measures, roadmap, audience),
        links_for_audience(links, roadmap, audience),
        changes,
        count_flow(changes),
        published,
        pd.concat(figures, ignore_index=True),
        {
            **_result_facts(edition, facts, findings, _whole(before)),
            "knows_new": _knows_new(measures, previous),
            "knows_schedules": bool((measures["schedule_text"] != "").any()),
        },
        tuple(findings),
    )


def count_levels(edition: Edition) -> LevelResults:
    """Compute levels, targets and gaps from the clean survey; the same for every audience."""
    _refuse_errors(edition)
    answers = load_frame(edition.processed, "answers")
    targets = load_frame(edition.processed, "targets")
    facts = load_facts(edition.processed, "facts-survey")
    levels = measure_levels(answers, targets, edition.roadmap)
    headcounts = [unit.headcount for unit in edition.roadmap.units]
    known = {name: facts[name] for name in ("round", "first_day", "last_day", "submissions")}
    known["headcount"] = None if None in headcounts else sum(h for h in headcounts if h)
    return LevelResults(levels, level_figures(levels), known)


def save_status(edition: Edition, audience: Audience, results: StatusResults) -> None:
    """Write the results that 05-report reads."""
    names = ("goals", "measures", "links", "changes", "flow", "published")
    frames = {name: getattr(results, name) for name in names}
    folder = edition.results(audience)
    save_frames(folder, {**frames, "figures-status": results.figures})
    save_facts(folder, "facts-status", results.facts)
    save_findings(edition.processed, "status", results.findings)
    is_shown = edition.roadmap.shows(audience, "findings")
    every = load_findings(edition.processed, *CLEANING, "status") if is_shown else []
    save_findings(folder, "all", every)


def save_levels(edition: Edition, audience: Audience, results: LevelResults) -> None:
    """Write the results that 05-report reads."""
    folder = edition.results(audience)
    save_frames(folder, {"levels": results.levels, "figures-levels": results.figures})
    save_facts(folder, "facts-levels", results.facts)


def _refuse_errors(edition: Edition) -> None:
    if errors := errors_of(load_findings(edition.processed, *CLEANING)):
        raise DataError(errors)


def _history(edition: Edition, earlier: list[str]) -> list[pd.DataFrame]:
    """Load the latest earlier half-years that were read whole, without a gap.

    If the very latest was not, there is nothing to compare with. Each has its own new measures
    flagged.
    """
    frames: list[pd.DataFrame] = []
    for name in earlier:
        folder = edition.processed / EARLIER / name
        if not load_facts(folder, "facts-measures")["is_whole"]:
            frames = []
            continue
        frame = load_frame(folder, "measures")
        flags, _ = flag_new(frame, frames[-1] if frames else None)
        frames.append(frame.assign(is_new=flags))
    return frames


def _knows_new(measures: pd.DataFrame, before: pd.DataFrame | None) -> bool:
    """Whether newness can be told: by the appendix's marks, or from an earlier half-year."""
    return before is not None or bool(measures["is_marked_new"].notna().all())


def _last(names: list[str]) -> str:
    return names[-1] if names else ""


def _result_facts(
    edition: Edition, facts: Facts, findings: list[Finding], counts_before: dict[str, int]
) -> Facts:
    """Return what the report says of its dates and of what was found."""
    previous = _last(facts["earlier"]) if counts_before else ""
    folder = edition.processed / EARLIER / previous
    before = load_facts(folder, "facts-measures") if previous else {}
    every = [*load_findings(edition.processed, *CLEANING), *findings]
    return {
        "period": edition.period.name,
        "edition": edition.name,
        "status_date": facts["status_date"],
        "status_date_source": facts["status_date_source"],
        "data_date": facts["data_date"],
        "previous": previous,
        "previous_status_date": before.get("status_date", ""),
        "previous_counts": counts_before,
        "findings": count_by_severity(every),
    }


def _counts_before(history: list[pd.DataFrame], groups: list[str]) -> pd.DataFrame | None:
    """Count the previous half-year; its new measures are null if they cannot be told."""
    if not history:
        return None
    counts = count_status(history[-1], groups)
    before = history[-2] if len(history) > 1 else None
    return counts if _knows_new(history[-1], before) else counts.assign(is_new=None)


def _whole(counts: pd.DataFrame | None) -> dict[str, int]:
    """Return the total's counts that are known."""
    if counts is None:
        return {}
    total = counts.iloc[-1]
    return {name: int(total[name]) for name in COUNTS if pd.notna(total[name])}
