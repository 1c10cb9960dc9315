"""Elements as HTML, Typst and plain text.

HTML comes from the macros in `templates/elements.html`, which escape everything. Typst gets
each element as a literal that its template lays out: no text is ever read as markup.
A character that cannot be shown is replaced by one that can: nothing vanishes unseen.
"""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.environment import TemplateModule
from markupsafe import Markup

from digireport.report.elements import (
    DOCUMENT_MIME,
    SECTION_MIME,
    TYPST_MIME,
    Annex,
    Cover,
    Element,
    Section,
)
from digireport.report.svg import themed
from digireport.report.symbols import SymbolKind, symbol_svg
from digireport.report.theme import legible

# No browser shows control characters; those that turn the direction of writing could make a
# sentence read as another one.
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_NOT_IN_HTML = "\ufffd"


def mimebundle(element: Element) -> dict[str, Any]:
    """Return every form of an element, by mimetype."""
    bundle: dict[str, Any] = {
        "text/html": to_html(element),
        TYPST_MIME: to_typst(element),
        "text/plain": to_text(element),
    }
    if isinstance(element, Cover):
        bundle[DOCUMENT_MIME] = json.loads(json.dumps(_plain(element)))
    if isinstance(element, Section):
        bundle[SECTION_MIME] = {"title": element.title, "anchor": element.anchor}
    return bundle


def to_html(element: Element) -> str:
    """Return an element as HTML.

    >>> from digireport.report.elements import Heading
    >>> to_html(Heading("A < B"))
    '<h3>A &lt; B</h3>'
    """
    macro = getattr(_macros(), type(element).__name__.lower())
    return _UNSEEN.sub(_NOT_IN_HTML, str(macro(element)).strip())


def to_typst(element: Element) -> str:
    r"""Return an element as a call of the function of its name in the Typst template.

    >>> from digireport.report.elements import Heading
    >>> to_typst(Heading('say "#hi"'))
    '#show-heading(("text": "say \\"#hi\\""))'
    """
    if isinstance(element, Section | Annex):
        head = {"title": element.title, "anchor": element.anchor}
        start = f"#show-{type(element).__name__.lower()}({literal(head)})"
        return "\n".join([start, *(to_typst(part) for part in element.parts)])
    return f"#show-{type(element).__name__.lower()}({literal(_plain(element))})"


def literal(value: object) -> str:
    r"""Write a value as a Typst literal, with only such characters as our fonts can draw.

    >>> literal({"a": [1, "b\\c"], "d": None})
    '("a": (1, "b\\\\c"), "d": none)'
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "none"
    if isinstance(value, dict):
        return (
            "(" + (", ".join(f"{literal(k)}: {literal(v)}" for k, v in value.items()) or ":") + ")"
        )
    if isinstance(value, list | tuple):
        items = ", ".join(literal(item) for item in value)
        return f"({items},)" if len(value) == 1 else f"({items})"
    if isinstance(value, str):
        return '"' + legible(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
    return str(value)


def to_text(element: object) -> str:
    """Return an element as plain text, a line for each sentence or table row."""
    if isinstance(element, str):
        return element
    if isinstance(element, Element) and is_dataclass(element):
        parts = (getattr(element, f.name) for f in fields(element) if f.name in _SAID)
        return "\n".join(text for part in parts if (text := to_text(part)))
    if isinstance(element, tuple) and element and all(hasattr(item, "tone") for item in element):
        return "".join(span.text for span in element)
    if isinstance(element, tuple):
        separator = "\n" if any(isinstance(item, Element) for item in element) else " · "
        return separator.join(to_text(item) for item in element)
    return " ".join(str(v) for v in vars(element).values()) if is_dataclass(element) else ""


# What plain text says of an element, in this order.
_SAID = ("title", "municipality", "text", "line", "lines", "first", "second", "caption", "parts")


def _plain(value: object) -> object:
    """Turn dataclasses into dictionaries, properties of the cover among them."""
    if is_dataclass(value) and not isinstance(value, type):
        used = [f.name for f in fields(value) if not f.metadata.get("html_only")]
        plain = {name: _plain(getattr(value, name)) for name in used}
        return {**plain, "meta": list(value.meta)} if isinstance(value, Cover) else plain
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


@cache
def _macros() -> TemplateModule:
    loader = PackageLoader("digireport.report", "templates")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.globals.update(
        element=lambda part: Markup(to_html(part)),  # noqa: S704 (made by these macros)
        symbol=_symbol,
        themed=_chart,
    )
    return environment.get_template("elements.html").module


def _symbol(kind: SymbolKind) -> Markup:
    return Markup(symbol_svg(kind))  # noqa: S704 (from a literal table)


def _chart(svg: str, prefix: str, label: str, variant: str) -> Markup:
    inline = themed(svg, prefix, label).replace("<svg ", f'<svg class="chart {variant}" ', 1)
    return Markup(inline)  # noqa: S704 (drawn by our charts, with the label escaped)
