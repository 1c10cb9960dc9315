"""Time the whole report beside plain papermill and nbconvert, in one run.

    .venv/bin/python benchmarks/report.py [ROUNDS]

Both sides execute the same notebooks on the same sample, one audience, in fresh workspaces and
fresh processes, in turns: so a slow minute of the machine meets both. Prints the median wall and
CPU seconds of each command, and of ``digireport --help``.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
NOTEBOOKS = ("01-measures", "02-survey", "03-status", "04-levels", "05-report")
BROWSER = os.environ.get("DIGIREPORT_BROWSER") or shutil.which("chromium") or ""
# nbconvert's webpdf has no option for the browser's path.
WEBPDF = f"""
import sys
from nbconvert.exporters import WebPDFExporter
from playwright.async_api import BrowserType
launch = BrowserType.launch
BrowserType.launch = lambda self, **kw: launch(self, executable_path={BROWSER!r}, **kw)
body, _ = WebPDFExporter(disable_sandbox=True).from_filename(sys.argv[1])
open(sys.argv[2], "wb").write(body)
"""


class Cost(NamedTuple):
    """Seconds on the clock, and of CPU in all processes."""

    wall: float
    cpu: float


def main(rounds: int) -> None:
    """Run both sides in turns and print the medians."""
    jobs: dict[str, Callable[[Path], None]] = {
        "digireport run (HTML and PDF)": run_digireport,
        "papermill, 5 notebooks": run_papermill,
        "nbconvert --to html": convert_html,
        "nbconvert --to webpdf": convert_webpdf,
        "digireport --help": show_help,
    }
    costs: dict[str, list[Cost]] = {name: [] for name in jobs}
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            ours, plain = (make_workspace(Path(folder) / name) for name in ("ours", "plain"))
            for name, job in jobs.items():
                costs[name].append(measure(job, ours if job is run_digireport else plain))
    for name, seen in costs.items():
        wall, cpu = (statistics.median(column) for column in zip(*seen, strict=True))
        print(f"{name:32} {wall:6.2f} s   CPU {cpu:6.2f} s   ({rounds} rounds)")


def make_workspace(folder: Path) -> Path:
    """Copy the sample workspace."""
    for name in ("data/raw", "notebooks"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "roadmap.toml", folder)
    return folder


def measure(job: Callable[[Path], None], workspace: Path) -> Cost:
    """Time a job with all its child processes."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    job(workspace)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def run_digireport(workspace: Path) -> None:
    """Make the internal report, published."""
    call([BIN / "digireport", "run", "--audience", "internal"], workspace)


def run_papermill(workspace: Path) -> None:
    """Execute the same five notebooks the plain way."""
    for name in NOTEBOOKS:
        call([BIN / "papermill", f"notebooks/{name}.ipynb", f"{name}.ipynb"], workspace)


def convert_html(workspace: Path) -> None:
    """Export the executed report the plain way."""
    call([BIN / "jupyter", "nbconvert", "--to", "html", "05-report.ipynb"], workspace)


def convert_webpdf(workspace: Path) -> None:
    """Export the executed report through a browser."""
    call([sys.executable, "-c", WEBPDF, "05-report.ipynb", "05-report.pdf"], workspace)


def show_help(workspace: Path) -> None:
    """Ask for help."""
    call([BIN / "digireport", "--help"], workspace)


def call(command: list[str | Path], folder: Path) -> None:
    """Run a command quietly; its failure ends the benchmark."""
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
