"""The notebooks: prose and single calls, clean as committed, right wherever they are opened."""

from __future__ import annotations

import ast
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import bs4
import nbformat
import pandas as pd
import papermill
import pytest
from hatchling.builders.wheel import WheelBuilder
from nbformat import NotebookNode

from digireport.export.document import read_document
from digireport.export.html import render_page

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
NAMES = ["01-measures", "02-survey", "03-status", "04-levels", "05-report"]
PARAMETER = re.compile(r'(workspace|period|status_date|audience|language): str = "[^"]*"  # \w.+')

# What a cell may not hold: the pipeline's logic is in the package, where it is tested.
LOGIC = (
    *(ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda),
    *(ast.For, ast.AsyncFor, ast.While, ast.comprehension),
    *(ast.If, ast.IfExp, ast.Match, ast.Compare, ast.BoolOp, ast.BinOp, ast.Try, ast.With),
)


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request: pytest.FixtureRequest) -> NotebookNode:
    return nbformat.read(request.param, as_version=nbformat.NO_CONVERT)


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def parts(notebook: NotebookNode) -> Iterator[ast.AST]:
    for cell in code_cells(notebook):
        yield from ast.walk(ast.parse(cell.source))


# As committed


def test_there_is_one_for_each_step() -> None:
    assert [path.stem for path in NOTEBOOKS] == NAMES


def test_it_is_valid_and_holds_no_results(notebook: NotebookNode) -> None:
    nbformat.validate(notebook)
    for cell in code_cells(notebook):
        assert cell.outputs == []
        assert cell.execution_count is None
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert notebook.metadata.language_info == {"name": "python"}


def test_its_cells_have_fixed_ids(notebook: NotebookNode) -> None:
    number = notebook.cells[0].id[:2]
    assert [cell.id for cell in notebook.cells] == [
        f"{number}-{position:02d}" for position in range(len(notebook.cells))
    ]


def test_it_opens_with_what_it_is_for(notebook: NotebookNode) -> None:
    assert notebook.cells[0].cell_type == "markdown"
    assert notebook.cells[0].source.startswith("# ")


def test_its_parameters_are_typed_and_explained(notebook: NotebookNode) -> None:
    tagged = [cell for cell in notebook.cells if cell.metadata.get("tags")]
    assert [cell.metadata.tags for cell in tagged] == [["parameters"]]
    assert tagged[0] is code_cells(notebook)[0]
    lines = tagged[0].source.splitlines()
    assert [line for line in lines if not PARAMETER.fullmatch(line)] == []


def test_it_holds_no_logic(notebook: NotebookNode) -> None:
    assert [ast.unparse(part) for part in parts(notebook) if isinstance(part, LOGIC)] == []


def test_it_holds_no_number(notebook: NotebookNode) -> None:
    constants = [part.value for part in parts(notebook) if isinstance(part, ast.Constant)]
    assert [value for value in constants if isinstance(value, int | float | complex)] == []


def test_it_calls_nothing_but_the_package_and_frames(notebook: NotebookNode) -> None:
    for part in parts(notebook):
        assert not isinstance(part, ast.Import)
        if isinstance(part, ast.ImportFrom):
            assert (part.module or "").startswith("digireport")


# As they run


def report_of(executed: NotebookNode) -> bs4.BeautifulSoup:
    return bs4.BeautifulSoup(render_page(read_document(executed)), "html.parser")


def text_of(page: bs4.BeautifulSoup, anchor: str) -> str:
    """Return the text of a section."""
    section = page.find("section", attrs={"aria-labelledby": anchor})
    return " ".join(section.get_text(" ", strip=True).split())


def run_alone(workspace: Path, name: str, cwd: Path) -> NotebookNode:
    """Run a notebook as it is, by papermill alone, with its own defaults."""
    executed = workspace / f"{name}-executed.ipynb"
    source = str(workspace / "notebooks" / f"{name}.ipynb")
    papermill.execute_notebook(source, str(executed), cwd=str(cwd), progress_bar=False)
    return nbformat.read(executed, as_version=4)


@pytest.mark.parametrize("start", ["notebooks", "."])
def test_each_runs_by_itself_and_the_report_follows_the_result_frames(
    workspace_copy: Path, start: str
) -> None:
    """From its own folder, as JupyterLab opens it, and from the workspace's root."""
    cwd = workspace_copy / start
    for name in NAMES[:-1]:
        run_alone(workspace_copy, name, cwd)
    before = report_of(run_alone(workspace_copy, NAMES[-1], cwd))
    assert before.find(class_="number").get_text() == "19"
    assert "1.1 Verkkosivujen uudistaminen" in text_of(before, "toimenpiteet")

    results = workspace_copy / "data" / "processed" / "2026H1" / "internal"
    goals = pd.read_parquet(results / "goals.parquet")
    goals["done"] += [1, 0, 0, 1]
    goals["in_progress"] -= [1, 0, 0, 1]
    goals.to_parquet(results / "goals.parquet", index=False)
    measures = pd.read_parquet(results / "measures.parquet")
    measures["title"] = measures["title"].str.replace("Verkkosivujen", "Kotisivujen")
    measures.to_parquet(results / "measures.parquet", index=False)
    after = report_of(run_alone(workspace_copy, NAMES[-1], cwd))
    assert after.find(class_="number").get_text() == "20"
    assert " 20 toimenpidettä" in after.find(class_="headlines").get_text().replace("\u00a0", " ")
    assert "1.1 Kotisivujen uudistaminen" in text_of(after, "toimenpiteet")
    assert "1.1 Verkkosivujen uudistaminen" not in text_of(after, "toimenpiteet")


# As installed


def test_the_wheel_carries_them_and_all_else_that_a_report_needs(tmp_path: Path) -> None:
    wheel = next(
        iter(WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"]))
    )
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {f"digireport/notebooks/{name}.ipynb" for name in NAMES} <= names
    package = ROOT / "src" / "digireport"
    wanted = [p for p in package.rglob("*") if p.is_file() and "__pycache__" not in p.parts]
    assert {f"digireport/{path.relative_to(package).as_posix()}" for path in wanted} <= names
    suffixes = {Path(name).suffix for name in names}
    assert {".ipynb", ".ttf", ".woff2", ".po", ".typ", ".css", ".js", ".html"} <= suffixes
    outside = {name.split("/")[0] for name in names}
    assert outside == {"digireport", "digireport-0.1.0.dist-info"}
