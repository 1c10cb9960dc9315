"""The PDF: tagged and archival (PDF/UA-1 and PDF/A-2a), set by the Typst compiler.

``jupyter nbconvert --to digireport-pdf executed.ipynb`` works as for any exporter.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any

import typst
from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from traitlets import default

from digireport.errors import StepError
from digireport.export.document import Document, read_document
from digireport.report.elements import TYPST_MIME
from digireport.report.render import literal
from digireport.report.symbols import SYMBOL_KINDS, symbol_svg
from digireport.report.theme import FONT_FOLDER, LIGHT


class PdfReportExporter(Exporter):
    """Exports an executed 05-report as a PDF for meetings and archives."""

    export_from_notebook = "digireport PDF"
    output_mimetype = "application/pdf"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(  # type: ignore[override] # nbconvert types no exporter's result
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """Return the PDF and nbconvert's resources."""
        copy, resources = super().from_notebook_node(nb, resources, **kw)
        return compile_pdf(read_document(copy)), resources


def compile_pdf(document: Document) -> bytes:
    """Compile a document: the same bytes for the same document, on any day.

    Raises
    ------
    StepError
        If the compiler refuses it or warns; a warning may be a font or glyph that is missing.
    """
    source = typst_source(document)
    year, month, day = document.meta["document_date"]
    timestamp = int(datetime(year, month, day, tzinfo=UTC).timestamp())
    try:
        pdf, warnings = typst.compile_with_warnings(
            source.encode(),
            format="pdf",
            font_paths=_fonts(),
            pdf_standards=["a-2a", "ua-1"],
            timestamp=timestamp,
        )
    except typst.TypstError as error:
        raise StepError(f"The PDF could not be set: {error}") from error
    if warnings:
        raise StepError(f"The PDF was set with a warning: {warnings[0].message}")
    return bytes(pdf)


@cache
def _fonts() -> typst.Fonts:
    """Return the packaged fonts alone, so that the PDF is the same on every machine."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONT_FOLDER]
    )


def typst_source(document: Document) -> str:
    """Return the whole Typst source: what is constant, the layout, then the elements."""
    template = files("digireport.export") / "templates" / "report.typ"
    symbols = {kind: symbol_svg(kind, themed=False) for kind in SYMBOL_KINDS}
    parts = [
        f"#let meta = {literal(document.meta)}",
        f"#let symbols = {literal(symbols)}",
        f"#let palette = {literal(vars(LIGHT))}",
        template.read_text(encoding="utf-8"),
        document.cover[TYPST_MIME],
        *(part[TYPST_MIME] for part in document.parts),
    ]
    return "\n".join(parts) + "\n"
