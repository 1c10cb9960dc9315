from __future__ import annotations

from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from digireport.errors import StepError
from digireport.export.document import read_document
from digireport.report.elements import Cover, Element, Heading, Section
from digireport.report.render import mimebundle


def cover(title: str = "Raportti") -> Cover:
    text = dict.fromkeys(
        ("municipality", "period", "status_date", "audience", "notice", "description", "footer"), ""
    )
    rest = {"skip": "Siirry", "contents": "Sisällys", "running_audience": ""}
    return Cover(language="fi", title=title, document_date=(2026, 4, 30), **text, **rest)


def cell(*shown: Element | dict[str, Any]) -> nbformat.NotebookNode:
    bundles = [mimebundle(item) if isinstance(item, Element) else item for item in shown]
    outputs = [new_output("display_data", data=bundle) for bundle in bundles]
    return new_code_cell("sections", outputs=outputs)


def test_it_holds_the_elements_in_order_and_nothing_else() -> None:
    section = Section("Tilanne", "tilanne", (Heading("Alku"),))
    frame = {"text/html": "<table>", "text/plain": "a frame"}
    notebook = new_notebook(
        cells=[new_markdown_cell("# Notes"), cell(cover()), cell(frame, section), cell(frame)]
    )
    document = read_document(notebook)
    assert document.meta["title"] == "Raportti"
    assert document.sections == [{"title": "Tilanne", "anchor": "tilanne"}]
    assert [part["text/plain"] for part in document.parts] == ["Tilanne\nAlku"]


@pytest.mark.parametrize("covers", [0, 2])
def test_a_notebook_that_shows_no_one_report_is_refused(covers: int) -> None:
    notebook = new_notebook(cells=[cell(*[cover()] * covers)])
    with pytest.raises(StepError, match=r"^The notebook shows no report: execute 05-report first"):
        read_document(notebook)


def test_a_notebook_with_a_failed_cell_is_refused() -> None:
    failed = new_output("error", ename="ValueError", evalue="no such goal", traceback=[])
    notebook = new_notebook(cells=[cell(cover()), new_code_cell("x", outputs=[failed])])
    with pytest.raises(StepError, match=r"^The notebook failed: no such goal$"):
        read_document(notebook)
