"""A notebook is executed with parameters that it knows, and kept only if every cell succeeded."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from digireport.errors import StepError, UsageError
from digireport.pipeline.execute import execute, refuse_unknown


def write(folder: Path, *cells: str) -> Path:
    """Write a notebook with one parameter and further cells."""
    parameters = new_code_cell('period: str = ""  # a half-year', metadata={"tags": ["parameters"]})
    notebook = new_notebook(cells=[parameters, *(new_code_cell(cell) for cell in cells)])
    notebook.metadata.kernelspec = {
        "name": "python3",
        "display_name": "Python 3",
        "language": "python",
    }
    path = folder / "step.ipynb"
    nbformat.write(notebook, path)
    return path


def test_an_unknown_parameter_is_refused_with_the_known_ones(sample_root: Path) -> None:
    notebook = sample_root / "notebooks" / "05-report.ipynb"
    known = "workspace, period, status_date, audience, language"
    with pytest.raises(
        UsageError, match=rf"^05-report\.ipynb has no parameter peroid; known are {known}\.$"
    ):
        refuse_unknown(notebook, {"workspace": ".", "peroid": "2026H1"})


def test_all_unknown_parameters_are_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="has no parameter halfyear, unit; known are period"):
        refuse_unknown(write(tmp_path), {"halfyear": "", "unit": ""})


def test_execute_refuses_before_it_starts_anything(tmp_path: Path) -> None:
    output = tmp_path / "out" / "step.ipynb"
    with pytest.raises(UsageError):
        execute(write(tmp_path), output, {"peroid": "2026H1"}, tmp_path)
    assert not output.parent.exists()


@pytest.mark.parametrize("text", ["", "{", "[]", "digi"])
def test_what_is_no_notebook_is_a_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "05-report.ipynb"
    path.write_text(text)
    with pytest.raises(UsageError, match=r"^05-report\.ipynb cannot be run as a notebook: "):
        execute(path, tmp_path / "out.ipynb", {}, tmp_path)


def test_what_is_kept_has_its_parameters_and_no_times(tmp_path: Path) -> None:
    output = tmp_path / "out" / "step.ipynb"
    execute(write(tmp_path, "period"), output, {"period": "2026H1"}, tmp_path)
    notebook = nbformat.read(output, as_version=4)
    assert notebook.metadata.digireport == {"parameters": {"period": "2026H1"}}
    assert notebook.cells[-1].outputs[0].data["text/plain"] == "'2026H1'"
    assert notebook.cells[1].id == "injected-01"
    text = output.read_text(encoding="utf-8")
    assert "papermill" not in json.dumps(notebook.metadata)
    assert str(tmp_path) not in text
    assert not [cell for cell in notebook.cells if "execution" in cell.metadata]
    assert [path.name for path in output.parent.iterdir()] == ["step.ipynb"]


def test_a_failed_cell_leaves_the_earlier_notebook_and_the_story(tmp_path: Path) -> None:
    output = tmp_path / "out" / "step.ipynb"
    output.parent.mkdir()
    output.write_text("the earlier one")
    with pytest.raises(
        StepError,
        match=r"^step\.ipynb failed in cell 2: ZeroDivisionError: .* in step\.failed\.ipynb",
    ):
        execute(write(tmp_path, "1 / 0", "period"), output, {}, tmp_path)
    assert output.read_text() == "the earlier one"
    assert "ZeroDivisionError" in (output.parent / "step.failed.ipynb").read_text(encoding="utf-8")


def test_our_own_errors_are_passed_on_as_they_are(tmp_path: Path) -> None:
    cell = "from digireport.errors import UsageError\nraise UsageError('Mend the thing.')"
    with pytest.raises(StepError, match=r"^Mend the thing\.$"):
        execute(write(tmp_path, cell), tmp_path / "out" / "step.ipynb", {}, tmp_path)


def test_a_dead_kernel_is_a_sentence(tmp_path: Path) -> None:
    output = tmp_path / "out" / "step.ipynb"
    with pytest.raises(StepError, match=r"^step\.ipynb stopped: Kernel died.*run it again"):
        execute(write(tmp_path, "import os\nos._exit(9)"), output, {}, tmp_path)
    assert not output.exists()
