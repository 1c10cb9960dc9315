"""The sample's reports, made once by the command and shared by all tests of this folder.

Two runs in two folders, under two names, homes, clocks and languages: what is compared between
them may depend on none of these.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import bs4
import pypdf
import pytest
from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).resolve().parent
GOLDEN, SEEN = HERE / "golden", HERE / "seen"

EDITION = "2026H1"
STEM = f"digitiekartta-{EDITION}-fi"
PLACES = {
    "plain": {"TZ": "Pacific/Pago_Pago", "PYTHONHASHSEED": "1"},
    "kansio ä b": {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8"},
}  # these two time zones never have the same date


@dataclass(frozen=True)
class Made:
    """A workspace after a run of the command."""

    root: Path
    stdout: str
    stderr: str

    @property
    def reports(self) -> Path:
        return self.root / "reports"

    def file(self, audience: str, end: str) -> Path:
        return self.reports / audience / EDITION / f"{STEM}{end}"

    def page(self, audience: str) -> bs4.BeautifulSoup:
        text = self.file(audience, ".html").read_text(encoding="utf-8")
        return bs4.BeautifulSoup(text, "html.parser")

    def pdf_pages(self, audience: str) -> list[str]:
        """Text of each page of the PDF."""
        reader = pypdf.PdfReader(self.file(audience, ".pdf"))
        return [page.extract_text() for page in reader.pages]


@pytest.fixture(scope="session")
def copy_sample(sample_root: Path) -> Callable[[Path], Path]:
    """Copy the sample workspace to a new folder."""

    def copy(folder: Path) -> Path:
        folder.mkdir()
        shutil.copyfile(sample_root / "roadmap.toml", folder / "roadmap.toml")
        shutil.copytree(sample_root / "data" / "raw", folder / "data" / "raw")
        checkpoints = shutil.ignore_patterns(".ipynb_checkpoints")
        shutil.copytree(sample_root / "notebooks", folder / "notebooks", ignore=checkpoints)
        return folder

    return copy


@pytest.fixture(scope="session")
def both_runs(
    copy_sample: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory
) -> list[Made]:
    """The sample made twice at the same time: with --json from within, without from outside."""
    base = tmp_path_factory.mktemp("sample")
    roots = [copy_sample(base / name) for name in PLACES]
    command = [sys.executable, "-m", "digireport", "run"]
    runs = []
    for root, variables in zip(roots, PLACES.values(), strict=True):
        home = base / f"home-of-{len(runs)}"
        home.mkdir()
        user = {"HOME": str(home), "USER": home.name, "LOGNAME": home.name}
        if runs:
            how = [*command, EDITION, "--workspace", str(root)]
            cwd = base
        else:
            how, cwd = [*command, "--json"], root
        runs.append(
            subprocess.Popen(
                how,
                cwd=cwd,
                env=os.environ | user | variables,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                encoding="utf-8",
            )
        )
    said = [run.communicate() for run in runs]
    for run, (_, stderr) in zip(runs, said, strict=True):
        assert run.returncode == 0, stderr
    return [Made(root, *texts) for root, texts in zip(roots, said, strict=True)]


@pytest.fixture(scope="session")
def made(both_runs: list[Made]) -> Made:
    """The sample's workspace with its reports. Never write into it."""
    return both_runs[0]


@pytest.fixture(params=["internal", "public"])
def audience(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def assert_golden() -> Callable[[str, str], None]:
    """Compare a text with a committed one; what differs is left in `seen/` for a human."""

    def compare(name: str, actual: str) -> None:
        golden, seen = GOLDEN / name, SEEN / name
        if golden.is_file() and golden.read_text(encoding="utf-8") == actual:
            seen.unlink(missing_ok=True)
            return
        SEEN.mkdir(exist_ok=True)
        seen.write_text(actual, encoding="utf-8", newline="\n")
        problem = "differs from the golden text" if golden.is_file() else "has no golden text"
        pytest.fail(
            f"{name} {problem}. Read it:  git diff --no-index {golden} {seen}\n"
            f"If it is right, accept it:  cp {seen} {golden}",
            pytrace=False,
        )

    return compare


@pytest.fixture(scope="session")
def make_script(sample_root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("make", sample_root / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def browser(make_script: ModuleType) -> Iterator[Browser]:
    path = next(filter(make_script.starts, make_script.browsers()), "")
    assert path, "no browser: install chromium, or name one in DIGIREPORT_BROWSER"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path)
        yield started
        started.close()
