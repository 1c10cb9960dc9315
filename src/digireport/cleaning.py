"""The cleaning steps, as the notebooks call them: read a raw folder, clean it, save it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd

from digireport.clean.dates import StatusDate
from digireport.clean.measures import CleanMeasures
from digireport.clean.measures import clean_measures as _clean_measures
from digireport.clean.recognise import recognise
from digireport.clean.survey import CleanSurvey
from digireport.clean.survey import clean_survey as _clean_survey
from digireport.edition import Edition
from digireport.findings import Finding, errors_of, find, soften
from digireport.ingest.folder import RawFolder, read_folder
from digireport.ingest.tables import cell_text
from digireport.roadmap import Roadmap
from digireport.store import EARLIER, Facts, load_facts, save_facts, save_findings, save_frames

# Faults after which an earlier half-year may lack measures: it is no base to compare with.
_INCOMPLETE = (
    "no-files",
    "no-appendix",
    "unreadable-file",
    "incomplete-header",
    "conflicting-rows",
)


def read_raw(edition: Edition) -> RawFolder:
    """Read the raw folder of the edition's period."""
    return read_folder(edition.workspace.raw(edition.period))


def clean_measures(edition: Edition, raw: RawFolder) -> CleanMeasures:
    """Clean the measures; a status date that was asked for replaces the stated one."""
    clean = _clean_measures(raw, edition.period, edition.roadmap)
    if edition.asked_date is None:
        return clean
    asked, last = edition.asked_date, edition.period.last_day
    late = (
        [find("status-date-outside", value=cell_text(asked), period=edition.period)]
        if asked > last
        else []
    )
    kept = [f for f in clean.findings if f.kind not in ("no-status-date", "status-date-outside")]
    return replace(
        clean,
        status_date=StatusDate(asked, "asked", clean.status_date.day),
        findings=(*kept, *late),
    )


def clean_earlier(edition: Edition) -> tuple[list[str], list[Finding]]:
    """Clean and save the earlier half-years, for comparison.

    Returns
    -------
    tuple
        Their names, earliest first, and what was wrong there: as warnings, with the half-year
        before the file's name.
    """
    periods = edition.earlier_reports()
    softened: list[Finding] = []
    for period in periods:
        raw = read_folder(edition.workspace.raw(period))
        clean = _clean_measures(raw, period, edition.roadmap)
        is_whole = not any(fault.kind in _INCOMPLETE for fault in clean.findings)
        folder = edition.processed / EARLIER / period.name
        _save(folder, clean, {"period": period.name, "is_whole": is_whole})
        softened += [
            replace(fault, place=replace(fault.place, file=f"{period}/{fault.place.file}"))
            for fault in soften(errors_of(clean.findings))
        ]
    return [period.name for period in periods], softened


def save_measures(
    edition: Edition, clean: CleanMeasures, earlier: list[str], warnings: list[Finding]
) -> None:
    """Write the clean frames, facts and findings of the measures."""
    both = replace(clean, findings=(*clean.findings, *warnings))
    _save(edition.processed, both, {"period": edition.period.name, "earlier": earlier})


def clean_survey(edition: Edition) -> CleanSurvey:
    """Clean the newest survey at or before the status date.

    Raises
    ------
    UsageError
        If the measures have not been cleaned yet: their step finds the status date.
    """
    day = date.fromisoformat(load_facts(edition.processed, "facts-measures")["status_date"])
    for period in reversed(edition.workspace.periods()):
        if period.first_day > day:
            continue
        raw = read_folder(edition.workspace.raw(period))
        if recognise(raw, edition.roadmap).of("survey"):
            survey = _clean_survey(raw, edition.roadmap)
            if survey.last_day is None or survey.last_day <= day:
                return survey
    nothing = RawFolder("", {}, (), (), ())
    none = find("no-survey", day=f"{day.day}.{day.month}.{day.year}")
    return replace(_clean_survey(nothing, edition.roadmap), findings=(none,))


def save_survey(edition: Edition, survey: CleanSurvey) -> None:
    """Write the clean frames, facts and findings of the survey."""
    frames = {
        "answers": survey.answers,
        "targets": survey.targets,
        "balance-survey": survey.balance,
    }
    save_frames(edition.processed, frames)
    save_findings(edition.processed, "survey", survey.findings)
    facts = {
        "round": survey.round,
        "first_day": _iso(survey.first_day),
        "last_day": _iso(survey.last_day),
        "submissions": survey.submissions,
        "empty": survey.empty,
        "files": survey.files,
    }
    save_facts(edition.processed, "facts-survey", facts)


def summarise_files(raw: RawFolder, roadmap: Roadmap) -> pd.DataFrame:
    """Say what each table and text of a raw folder was taken for.

    Returns
    -------
    DataFrame
        Columns file, sheet, rows (not blank), content.
    """
    contents = {id(sheet.table): sheet.content for sheet in recognise(raw, roadmap).sheets}
    rows = [(t.file, t.sheet, len(t.rows), contents.get(id(t), "no table")) for t in raw.tables]
    rows += [(text.file, "", len(text.lines), "text") for text in raw.texts]
    return pd.DataFrame(rows, columns=["file", "sheet", "rows", "content"])


def _save(folder: Path, clean: CleanMeasures, facts: Facts) -> None:
    frames = {
        "measures": clean.measures,
        "links": clean.links,
        "published": clean.published,
        "balance-measures": clean.balance,
    }
    save_frames(folder, frames)
    save_findings(folder, "measures", clean.findings)
    dates = {
        "status_date": clean.status_date.day.isoformat(),
        "status_date_source": clean.status_date.source,
        "data_date": (clean.status_date.stated or clean.status_date.day).isoformat(),
        "files": clean.files,
    }
    save_facts(folder, "facts-measures", {**dates, **facts})


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
