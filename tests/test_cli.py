"""The command: exit codes, what is printed where, and that a failure leaves the last good report.

Runs that publish are in `end_to_end/`.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from digireport.cli import main

PERIOD = "2026H1"
APPENDIX = f"data/raw/{PERIOD}/toimenpideliite-2026-04.xlsx"
COMMAND = [sys.executable, "-m", "digireport"]
Change = Callable[[Path], object]


def command(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=cwd,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )


@pytest.fixture
def published(workspace_copy: Path) -> Path:
    """A workspace with a good report of each audience from an earlier run."""
    for audience in ("internal", "public"):
        folder = workspace_copy / "reports" / audience / PERIOD
        folder.mkdir(parents=True)
        (folder / "digitiekartta-2026H1-fi.html").write_text("the last good report")
        (folder / "manifest.json").write_text("{}")
    return workspace_copy


def reports(workspace: Path) -> dict[str, bytes]:
    """All published files."""
    paths = sorted((workspace / "reports").glob("[!.]*/**/*"))
    return {str(path): path.read_bytes() for path in paths if path.is_file()}


def fails(workspace: Path, *arguments: str) -> tuple[int, str, str]:
    """Run, and make sure that it failed in words and left the reports alone."""
    before = reports(workspace)
    done = command("run", *arguments, cwd=workspace)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert reports(workspace) == before
    assert len(before) == 4
    return done.returncode, done.stdout, done.stderr


# Wrong usage: exit 2


def replace(old: str, new: str) -> Change:
    """Return a change of roadmap.toml."""

    def change(workspace: Path) -> None:
        path = workspace / "roadmap.toml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def no_change(_: Path) -> None:
    pass


WRONG_USAGE = {
    "half": (["2026H3"], no_change, "'2026H3' is not a period: write a half-year like 2026H1"),
    "word": (["kevät"], no_change, "'kevät' is not a period"),
    "no date": (["--status-date", "eilen"], no_change, "'eilen' is not a status date: write it"),
    "early date": (
        ["--status-date", "2025-12-31"],
        no_change,
        "The status date 2025-12-31 is before 2026H1, which starts on 2026-01-01",
    ),
    "audience": (["--audience", "press"], no_change, "'press' is not one of 'internal', 'public'"),
    "option": (["--colour"], no_change, "No such option"),
    "workspace": (["--workspace", "/"], no_change, "No roadmap.toml was found in /"),
    "typo": ([], replace("slug =", "slugg ="), "slugg is not a known key, did you mean slug"),
    "no toml": ([], replace("[[goals]]", "[[goals"), "roadmap.toml is not valid TOML"),
    "twice": ([], replace('id = "goal-2"', 'id = "goal-1"'), "goal-1"),
}


@pytest.mark.parametrize("case", WRONG_USAGE)
def test_wrong_usage_is_a_sentence_and_exits_2(
    published: Path,
    case: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments, change, sentence = WRONG_USAGE[case]
    change(published)
    before = reports(published)
    monkeypatch.chdir(published)
    monkeypatch.setattr(sys, "argv", ["digireport", "run", *arguments])
    with pytest.raises(SystemExit) as stop:
        main()
    said = capsys.readouterr()
    assert stop.value.code == 2
    assert said.out == ""
    assert sentence in said.err
    assert reports(published) == before
    assert not (published / "data" / "processed").exists()


def test_an_unknown_command_exits_2(tmp_path: Path) -> None:
    done = command("publish", cwd=tmp_path)
    assert done.returncode == 2
    assert "No such command 'publish'" in done.stderr


# The data need the analyst: exit 1


def edit(workspace: Path, sheet: str, cell: str, value: object) -> None:
    book = openpyxl.load_workbook(workspace / APPENDIX)
    assert book[sheet][cell].value is not None
    book[sheet][cell].value = value
    book.save(workspace / APPENDIX)


def find_cell(workspace: Path, sheet: str, value: str) -> str:
    """Return the address of the first cell that says something."""
    book = openpyxl.load_workbook(workspace / APPENDIX)
    cells = (cell for row in book[sheet].iter_rows() for cell in row)
    return next(str(cell.coordinate) for cell in cells if cell.value == value)


def test_every_fault_of_the_data_is_named_at_once_with_its_cell(published: Path) -> None:
    status = find_cell(published, "Tavoite 1", "Valmis")
    edit(published, "Tavoite 1", status, "Melkein")
    survey = published / "data/raw/2024H2/henkilostokysely-2024.csv"
    text = survey.read_text(encoding="utf-8-sig")
    name = "Selkeiden tavoitteiden ja mittareiden asettaminen"
    assert name in text
    survey.write_text(text.replace(name, "Avaruuden valloittaminen", 1), encoding="utf-8-sig")

    code, stdout, stderr = fails(published)
    assert code == 1
    assert stdout == ""
    row, column = status[1:], status[0]
    assert f"toimenpideliite-2026-04.xlsx, sheet Tavoite 1, row {row}, column {column}" in stderr
    assert "'Melkein'" in stderr
    assert "Avaruuden valloittaminen" in stderr
    assert "henkilostokysely-2024.csv" in stderr
    errors = [line for line in stderr.splitlines() if line.startswith("error: ")]
    assert len(errors) >= 2
    assert all(line.endswith(").") for line in errors)  # each with what to do


def test_a_goal_that_the_roadmap_does_not_have_stops_it(published: Path) -> None:
    goal = "Laadukkaat asiakaskohtaamiset ja työntekijäkokemukset turvallisesti ja monikanavaisesti"
    edit(published, "Tavoite 3", find_cell(published, "Tavoite 3", goal), "Kuu taivaalta")
    book = openpyxl.load_workbook(published / APPENDIX)
    book["Tavoite 3"].title = "Tavoite 4"
    book.save(published / APPENDIX)
    code, _, stderr = fails(published)
    assert code == 1
    assert "error: toimenpideliite-2026-04.xlsx, sheet Tavoite 4" in stderr
    assert "goal" in stderr


def test_a_period_without_an_appendix_stops_it(published: Path) -> None:
    (published / APPENDIX).unlink()
    code, _, stderr = fails(published, PERIOD)
    assert code == 1
    assert "no table of measures was found among the files: digitiekartta-2026-04.txt" in stderr


def test_a_broken_workbook_stops_it_and_json_says_so(published: Path) -> None:
    whole = (published / APPENDIX).read_bytes()
    (published / APPENDIX).write_bytes(whole[: len(whole) // 2])
    code, stdout, stderr = fails(published, "--json")
    assert code == 1
    assert "toimenpideliite-2026-04.xlsx: the file cannot be read" in stderr
    said = json.loads(stdout)
    assert list(said) == ["period", "figures", "findings", "outputs", "seconds", "reused"]
    assert (said["figures"], said["outputs"]) == ({}, [])
    assert said["findings"]["counts"]["error"] >= 1
    first = said["findings"]["list"][0]
    assert (first["severity"], first["kind"]) == ("error", "unreadable-file")
    assert first["file"] == "toimenpideliite-2026-04.xlsx"


# A step fails: exit 3


def test_a_notebook_of_ones_own_that_fails_exits_3(published: Path) -> None:
    path = published / "notebooks" / "02-survey.ipynb"
    text = path.read_text(encoding="utf-8")
    assert "survey.round" in text
    path.write_text(text.replace("survey.round", "survey.rund"), encoding="utf-8")
    code, stdout, stderr = fails(published)
    assert code == 3
    assert stdout == ""
    assert re.search(r"error: 02-survey\.ipynb failed in cell \d: AttributeError: .*rund", stderr)
    assert (published / f"data/processed/{PERIOD}/notebooks/02-survey.failed.ipynb").is_file()


def test_a_disk_that_refuses_is_a_sentence_and_exits_3(published: Path) -> None:
    (published / "data" / "processed").write_text("a file where the folder should be")
    code, _, stderr = fails(published)
    assert code == 3
    assert re.search(r"^error: .*processed.*: .*\.$", stderr, re.MULTILINE)


# Interrupted: exit 130


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signals to send")
@pytest.mark.parametrize("whom", ["the command", "its whole group, as a terminal does"])
def test_ctrl_c_leaves_the_old_report_and_no_kernel(published: Path, whom: str) -> None:
    before = reports(published)
    run = subprocess.Popen(
        [*COMMAND, "run"],
        cwd=published,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    assert run.stderr is not None
    assert run.stderr.readline() == "[1/8] 01-measures\n"
    time.sleep(1.5)  # the kernel is at work
    (os.kill if whom == "the command" else os.killpg)(run.pid, signal.SIGINT)
    stdout, stderr = run.communicate(timeout=30)
    assert run.returncode == 130
    assert stdout == ""
    assert "Traceback" not in stderr
    assert stderr.strip() == "Stopped: what was published before stays."
    assert reports(published) == before


# What it costs to ask for help


@pytest.mark.parametrize("module", ["digireport", "digireport.cli"])
def test_importing_the_command_imports_nothing_heavy(module: str) -> None:
    code = f"import {module}, sys; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8"
    ).stdout.split()
    heavy = {"pandas", "papermill", "matplotlib", "seaborn", "nbconvert", "typst", "pydantic"}
    assert heavy & set(loaded) == set()


def test_help_names_every_command(tmp_path: Path) -> None:
    done = command("--help", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stderr == ""
    assert re.search(r"^  run  Make the reports", done.stdout, re.MULTILINE)


def test_the_installed_command_is_the_same(tmp_path: Path) -> None:
    script = Path(sys.executable).with_name("digireport")
    done = subprocess.run(
        [script, "--version"], cwd=tmp_path, check=True, capture_output=True, encoding="utf-8"
    )
    assert done.stdout == "digireport, version 0.1.0\n"
