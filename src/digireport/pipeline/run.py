"""The whole pipeline for one period: notebooks, exports, publication."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
from filelock import FileLock, Timeout

from digireport.counting import CLEANING
from digireport.edition import Edition
from digireport.errors import DataError, UsageError
from digireport.export.document import read_document
from digireport.export.html import render_page
from digireport.export.pdf import compile_pdf
from digireport.findings import Finding, errors_of
from digireport.pipeline.execute import execute
from digireport.pipeline.manifest import sha256, write_manifest
from digireport.pipeline.publish import complete, fresh_folder, publish
from digireport.roadmap import AUDIENCES, Audience
from digireport.store import load_facts, load_findings, load_frame

CLEAN_STEPS = ("01-measures", "02-survey")
COUNT_STEPS = ("03-status", "04-levels")
REPORT_STEP = "05-report"
Progress = Callable[[str], None]


@dataclass(frozen=True)
class RunResult:
    """What a run made.

    Attributes
    ----------
    figures : dict of str to float or None
        Value by key, of the internal edition if it was made; what is hidden is None.
    files : int
        How many raw files were read.
    balance : DataFrame
        Of every sheet that was read.
    outputs : tuple of Path
        The reports, HTML before PDF.
    """

    period: str
    status_date: str
    survey: str
    figures: dict[str, float | None]
    files: int
    balance: pd.DataFrame
    findings: tuple[Finding, ...]
    outputs: tuple[Path, ...]


def run(
    edition: Edition,
    audiences: Sequence[Audience] = AUDIENCES,
    progress: Progress = lambda _: None,
) -> RunResult:
    """Make and publish the reports of an edition.

    Parameters
    ----------
    audiences : sequence of str
        Which reports; each in all languages of the configuration.
    progress : callable
        Told each step before it starts.

    Raises
    ------
    UsageError
        If another run is at work in this workspace.
    DataError
        If the data need the analyst; nothing is published then.
    StepError
        If a notebook or an export fails; the last good report stays.
    """
    workspace = edition.workspace
    workspace.staging.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(workspace.staging / "lock", timeout=0):
            complete(workspace)
            return _run(edition, audiences, progress)
    except Timeout:
        raise UsageError(
            "Another run is at work in this workspace: wait until it is ready."
        ) from None


def _run(edition: Edition, audiences: Sequence[Audience], progress: Progress) -> RunResult:
    languages = edition.roadmap.report.languages
    steps = _Steps(edition, progress, 2 + len(audiences) * (2 + len(languages)))
    for name in CLEAN_STEPS:
        steps.execute(name, edition.processed / "notebooks", {})
    if errors := errors_of(load_findings(edition.processed, *CLEANING)):
        raise DataError(errors)
    staged = [_build(steps, audience) for audience in audiences]
    outputs: list[Path] = []
    for audience, folder in zip(audiences, staged, strict=True):
        target = edition.workspace.reports(audience, edition.name)
        publish(edition.workspace, folder, target)
        stems = [target / _stem(edition, language) for language in languages]
        outputs += [Path(f"{stem}{end}") for stem in stems for end in (".html", ".pdf")]
    return _result(edition, audiences, tuple(outputs))


@dataclass
class _Steps:
    """Executes notebooks one after another and says how far it is."""

    edition: Edition
    progress: Progress
    total: int
    count: int = 0

    def execute(self, name: str, folder: Path, more: Mapping[str, str]) -> Path:
        """Execute a notebook into a folder and return the executed one."""
        self.count += 1
        said = " ".join([name, *more.values()])
        self.progress(f"[{self.count}/{self.total}] {said}")
        asked = self.edition.asked_date
        parameters = {
            "workspace": ".",
            "period": self.edition.period.name,
            "status_date": str(asked) if asked else "",
            **more,
        }
        suffix = f"-{more['language']}" if "language" in more else ""
        output = folder / f"{name}{suffix}.ipynb"
        workspace = self.edition.workspace
        execute(workspace.notebook(name), output, parameters, workspace.root)
        return output


def _build(steps: _Steps, audience: Audience) -> Path:
    """Make all files of an audience's edition in a staging folder."""
    edition = steps.edition
    notebooks = edition.results(audience) / "notebooks"
    made = [edition.processed / "notebooks" / f"{name}.ipynb" for name in CLEAN_STEPS]
    made += [steps.execute(name, notebooks, {"audience": audience}) for name in COUNT_STEPS]
    folder = fresh_folder(edition.workspace, f"{audience}-{edition.name}")
    for language in edition.roadmap.report.languages:
        more = {"audience": audience, "language": language}
        executed = steps.execute(REPORT_STEP, notebooks, more)
        _export(executed, folder / _stem(edition, language))
        made.append(executed)
    if audience == "internal":
        (folder / "notebooks").mkdir()
        for notebook in made:
            shutil.copyfile(notebook, folder / "notebooks" / notebook.name)
    write_manifest(folder, _facts(edition, audience))
    return folder


def _export(executed: Path, stem: Path) -> None:
    document = read_document(nbformat.read(executed, as_version=4))
    page, pdf = Path(f"{stem}.html"), Path(f"{stem}.pdf")
    page.write_text(render_page(document), encoding="utf-8", newline="\n")
    pdf.write_bytes(compile_pdf(document))


def _stem(edition: Edition, language: str) -> str:
    return f"{edition.roadmap.report.slug}-{edition.name}-{language}"


def _facts(edition: Edition, audience: Audience) -> dict[str, Any]:
    """Return what the manifest says; to the public it names no input file."""
    status = load_facts(edition.results(audience), "facts-status")
    survey = load_facts(edition.processed, "facts-survey")
    workspace = edition.workspace
    facts: dict[str, Any] = {
        "period": edition.period.name,
        "edition": edition.name,
        "audience": audience,
        "languages": list(edition.roadmap.report.languages),
        "status_date": status["status_date"],
        "previous": status["previous"],
        "survey": survey["round"],
        "findings": status["findings"],
        "configuration": sha256(workspace.configuration),
        "notebooks": {
            name: sha256(workspace.notebook(name))
            for name in (*CLEAN_STEPS, *COUNT_STEPS, REPORT_STEP)
        },
    }
    if audience == "internal":
        facts["inputs"] = _inputs(edition)
        facts["rows"] = _balance(edition).drop(columns=["file", "sheet"]).sum().to_dict()
    return facts


def _balance(edition: Edition) -> pd.DataFrame:
    """Return the balance of every sheet, each once; files are named with their period."""
    frames = []
    for step, folder in _raw_folders(edition).items():
        frame = load_frame(edition.processed, f"balance-{step}")
        frames.append(frame.assign(file=f"{folder}/" + frame["file"]))
    return pd.concat(frames, ignore_index=True).drop_duplicates(["file", "sheet"])


def _inputs(edition: Edition) -> dict[str, str]:
    """Return the hash of each raw file, named with its period."""
    return {
        f"{folder}/{name}": digest
        for step, folder in _raw_folders(edition).items()
        for name, digest in load_facts(edition.processed, f"facts-{step}")["files"].items()
    }


def _raw_folders(edition: Edition) -> dict[str, str]:
    """Return the raw folder that each cleaning step read."""
    survey = load_facts(edition.processed, "facts-survey")["round"]
    return {"measures": edition.period.name, "survey": survey}


def _result(
    edition: Edition, audiences: Sequence[Audience], outputs: tuple[Path, ...]
) -> RunResult:
    folder = edition.results("internal" if "internal" in audiences else audiences[0])
    frames = [load_frame(folder, f"figures-{name}") for name in ("status", "levels")]
    figures = pd.concat(frames, ignore_index=True).set_index("key")["value"]
    return RunResult(
        edition.name,
        load_facts(folder, "facts-status")["status_date"],
        load_facts(folder, "facts-levels")["round"],
        {str(key): _plain(str(key), value) for key, value in figures.items()},
        len(_inputs(edition)),
        _balance(edition),
        tuple(load_findings(edition.processed, *CLEANING, "status")),
        outputs,
    )


def _plain(key: str, value: float) -> float | None:
    """Return a figure as JSON has it: a count whole, what is hidden null."""
    if pd.isna(value):
        return None
    is_count = not key.startswith("level.") and not key.endswith(".share_done")
    return int(value) if is_count else value
