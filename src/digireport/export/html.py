"""The HTML page: one file, no request, a content security policy without inline styles.

``jupyter nbconvert --to digireport-html executed.ipynb`` works as for any exporter.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from traitlets import default

from digireport.export.document import Document, read_document
from digireport.report.theme import DARK, FONT_FAMILY, FONT_FOLDER, LIGHT, WEB_FONTS


class HtmlReportExporter(Exporter):
    """Exports an executed 05-report as one self-contained HTML page."""

    export_from_notebook = "digireport HTML"
    output_mimetype = "text/html"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(  # type: ignore[override] # nbconvert types no exporter's result
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Return the page and nbconvert's resources."""
        copy, resources = super().from_notebook_node(nb, resources, **kw)
        return render_page(read_document(copy)), resources


def render_page(document: Document) -> str:
    """Return the page of a document."""
    templates = files("digireport.export") / "templates"
    style = _palettes() + _fonts() + (templates / "report.css").read_text(encoding="utf-8")
    script = (templates / "report.js").read_text(encoding="utf-8").strip()
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
    )
    page: str = (
        _environment()
        .get_template("report.html")
        .render(
            meta=document.meta,
            sections=document.sections,
            cover=Markup(document.cover["text/html"]),  # noqa: S704 (escaped by the elements' macros)
            parts=[Markup(part["text/html"]) for part in document.parts],  # noqa: S704 (likewise)
            style=Markup(style),  # noqa: S704 (our own file)
            script=Markup(script),  # noqa: S704 (our own file)
            policy=policy,
        )
    )
    return page


@cache
def _palettes() -> str:
    """Return the colours as variables: light, and dark where the reader prefers it."""
    light, dark = (
        "".join(f"--{role}:{colour};" for role, colour in vars(palette).items())
        for palette in (LIGHT, DARK)
    )
    on_screen = "@media screen and (prefers-color-scheme:dark)"
    return f":root{{color-scheme:light dark;{light}}}{on_screen}{{:root{{{dark}}}}}"


@cache
def _fonts() -> str:
    """Return the font faces, their files inside."""
    return "".join(
        f"@font-face{{font-family:'{FONT_FAMILY}';font-weight:{font.weight};font-display:swap;"
        f"src:url(data:font/woff2;base64,{_base64(font.file)}) format('woff2');"
        f"unicode-range:{font.unicode_range}}}"
        for font in WEB_FONTS
    )


def _base64(file: str) -> str:
    return base64.b64encode((FONT_FOLDER / file).read_bytes()).decode()


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("digireport.export", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
