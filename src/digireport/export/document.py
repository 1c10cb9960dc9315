"""The document inside an executed notebook: the outputs of our elements, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode

from digireport.errors import StepError
from digireport.report.elements import DOCUMENT_MIME, SECTION_MIME, TYPST_MIME


@dataclass(frozen=True)
class Document:
    """What an exporter needs of an executed notebook.

    Attributes
    ----------
    meta : dict
        The cover's fields.
    cover : dict
        The cover's forms by mimetype.
    parts : tuple of dict
        The forms of all other elements by mimetype.
    """

    meta: dict[str, Any]
    cover: dict[str, Any]
    parts: tuple[dict[str, Any], ...]

    @property
    def sections(self) -> list[dict[str, str]]:
        """Title and anchor of each section."""
        return [part[SECTION_MIME] for part in self.parts if SECTION_MIME in part]


def read_document(notebook: NotebookNode) -> Document:
    """Collect the elements that a notebook shows; prose and other outputs stay outside.

    Raises
    ------
    StepError
        If the notebook failed, or shows no cover: then it has not been executed.
    """
    bundles = [dict(output["data"]) for output in _outputs(notebook)]
    elements = [bundle for bundle in bundles if TYPST_MIME in bundle]
    covers = [bundle for bundle in elements if DOCUMENT_MIME in bundle]
    if len(covers) != 1:
        raise StepError(
            "The notebook shows no report: execute 05-report first, then export the executed "
            "notebook."
        )
    others = tuple(bundle for bundle in elements if DOCUMENT_MIME not in bundle)
    return Document(covers[0][DOCUMENT_MIME], covers[0], others)


def _outputs(notebook: NotebookNode) -> Iterator[NotebookNode]:
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if output["output_type"] == "error":
                raise StepError(f"The notebook failed: {output['evalue']}")
            if "data" in output:
                yield output
