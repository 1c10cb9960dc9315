"""Report elements: plain values that say what is shown, not how.

Each element shows itself in a notebook through one mimebundle: HTML, Typst and plain text.
The exporters pick the type that they need, so the executed notebook is the document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

DOCUMENT_MIME = "application/vnd.digireport.document+json"
SECTION_MIME = "application/vnd.digireport.section+json"
TYPST_MIME = "text/vnd.typst"

HTML_ONLY = {"html_only": True}  # marks fields that the PDF has no use for

Tone = Literal["", "muted", "attention", "framed"]


@dataclass(frozen=True)
class Span:
    """A piece of text: perhaps strong, perhaps toned, perhaps with a status symbol before it."""

    text: str
    strong: bool = False
    tone: Tone = ""
    symbol: str = ""


Line = tuple[Span, ...]
Cell = tuple[Line, ...]


def line(text: str, *, strong: bool = False, tone: Tone = "", symbol: str = "") -> Line:
    """Make a line of one span."""
    return (Span(text, strong, tone, symbol),)


def cell(text: str, *, strong: bool = False, tone: Tone = "") -> Cell:
    """Make a table cell of one line."""
    return (line(text, strong=strong, tone=tone),)


class Element:
    """Anything that can stand in a report."""

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        from digireport.report.render import mimebundle  # noqa: PLC0415 (render knows elements)

        return mimebundle(self)


@dataclass(frozen=True)
class Paragraph(Element):
    """A paragraph; ``lead`` is larger, ``small`` a source or note."""

    line: Line
    role: Literal["body", "lead", "small"] = "body"


@dataclass(frozen=True)
class Headlines(Element):
    """The sentences that say in one minute what matters."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Bullets(Element):
    """A list."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Heading(Element):
    """A heading inside a section."""

    text: str


@dataclass(frozen=True)
class KeyFigure:
    """One number with its name and what it means."""

    symbol: str
    label: str
    number: str
    detail: str


@dataclass(frozen=True)
class KeyFigures(Element):
    """Two rows of key figures; the first is larger."""

    first: tuple[KeyFigure, ...]
    second: tuple[KeyFigure, ...]


@dataclass(frozen=True)
class Column:
    """A column of a table."""

    heading: str
    is_number: bool = False


@dataclass(frozen=True)
class Table(Element):
    """A table with a caption; the first column names the row.

    Attributes
    ----------
    layout : str
        ``numbers`` stays a table on a phone; ``measures`` and ``text`` become blocks there.
    has_total : bool
        Whether the last row is a total.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    layout: Literal["numbers", "measures", "text"] = "numbers"
    has_total: bool = False


@dataclass(frozen=True)
class Chart(Element):
    """A figure with its title, alternative text and the table of its numbers.

    Attributes
    ----------
    wide, narrow : str
        The same chart as SVG for a page and for a phone.
    table_label : str
        What opens the table in HTML.
    """

    number: int
    title: str
    subtitle: str
    source: str
    pdf_source: str
    alt: str
    wide: str
    narrow: str = field(metadata=HTML_ONLY)
    table: Table = field(metadata=HTML_ONLY)
    table_label: str = field(metadata=HTML_ONLY)


@dataclass(frozen=True)
class Annex(Element):
    """Elements for the PDF alone: in HTML the same numbers lie under their figures."""

    title: str
    anchor: str
    parts: tuple[Element, ...]


@dataclass(frozen=True)
class Section(Element):
    """A section of the report with its heading and anchor."""

    title: str
    anchor: str
    parts: tuple[Element, ...]


@dataclass(frozen=True)
class Cover(Element):
    """The title band, and what the document as a whole needs to know."""

    language: str
    title: str
    municipality: str
    period: str
    status_date: str
    audience: str
    notice: str
    description: str
    footer: str
    skip: str
    contents: str
    running_audience: str
    document_date: tuple[int, int, int]

    @property
    def meta(self) -> Sequence[str]:
        """The line under the title."""
        return (self.period, self.status_date, self.audience)
