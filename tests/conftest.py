"""What the tests share: the sample, copies of it, and small files made on the spot."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from digireport.findings import Finding
from digireport.ingest.tables import RawRow, RawTable
from digireport.roadmap import Roadmap, read_roadmap

ROOT = Path(__file__).resolve().parent.parent

Rows = list[list[Any]]
MakeWorkbook = Callable[..., Path]


@pytest.fixture(scope="session")
def sample_root() -> Path:
    """The repository's root, which is the sample workspace. Never write into it."""
    return ROOT


@pytest.fixture(scope="session")
def roadmap() -> Roadmap:
    """The sample's configuration; frozen, so all tests share it."""
    return read_roadmap(ROOT / "roadmap.toml")


@pytest.fixture
def workspace_copy(tmp_path: Path) -> Path:
    """A fresh copy of the sample workspace: configuration, raw data and notebooks."""
    copy = tmp_path / "workspace"
    copy.mkdir()
    shutil.copyfile(ROOT / "roadmap.toml", copy / "roadmap.toml")
    shutil.copytree(ROOT / "data" / "raw", copy / "data" / "raw")
    copied = shutil.ignore_patterns(".ipynb_checkpoints")
    shutil.copytree(ROOT / "notebooks", copy / "notebooks", ignore=copied)
    return copy


@pytest.fixture
def make_workbook(tmp_path: Path) -> MakeWorkbook:
    """Write a workbook from rows by sheet name, and return its path."""

    def make(sheets: Mapping[str, Rows], name: str = "liite.xlsx", folder: str = "raw") -> Path:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        path = tmp_path / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        book.save(path)
        return path

    return make


@pytest.fixture(scope="session")
def make_table() -> Callable[..., RawTable]:
    """Make a raw table from rows, as a reader would have returned it."""

    def make(rows: Rows, sheet: str = "Tavoite 1", file: str = "liite.xlsx") -> RawTable:
        raw = [
            RawRow(number, tuple(row))
            for number, row in enumerate(rows, start=1)
            if any(value is not None and str(value).strip() for value in row)
        ]
        return RawTable(file, sheet, tuple(raw))

    return make


@pytest.fixture(scope="session")
def sentences() -> Callable[[tuple[Finding, ...] | list[Finding], str], list[str]]:
    """Return the sentences of one kind among findings."""

    def pick(findings: tuple[Finding, ...] | list[Finding], kind: str) -> list[str]:
        return [str(finding) for finding in findings if finding.kind == kind]

    return pick
