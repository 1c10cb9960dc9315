"""The symbols of the statuses and flags: vectors, because the report's font has no such glyphs.

A symbol never stands alone: it is drawn beside its word and hidden from assistive
technology.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Literal, get_args

from digireport.report.theme import LIGHT, css_colour

SymbolKind = Literal["done", "in_progress", "not_started", "rejected", "overdue", "new"]
SYMBOL_KINDS: tuple[SymbolKind, ...] = get_args(SymbolKind)

# Shapes in a box of 16 x 16; a word in braces is the colour of that role.
_SHAPES: dict[SymbolKind, str] = {
    "done": (
        '<circle cx="8" cy="8" r="7.2" fill="{done}"/>'
        '<path d="M4.6 8.2l2.4 2.5 4.5-5" fill="none" stroke="{ondone}" stroke-width="1.9"'
        ' stroke-linecap="round" stroke-linejoin="round"/>'
    ),
    "in_progress": (
        '<circle cx="8" cy="8" r="6.6" fill="{bg}" stroke="{line}" stroke-width="1.3"/>'
        '<path d="M8 2a6 6 0 0 0 0 12z" fill="{prog}"/>'
    ),
    "not_started": (
        '<circle cx="8" cy="8" r="6.6" fill="{bg}" stroke="{line}" stroke-width="1.3"/>'
    ),
    "rejected": (
        '<circle cx="8" cy="8" r="6.6" fill="{bg}" stroke="{rej}" stroke-width="1.3"/>'
        '<path d="M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2" fill="none" stroke="{rej}"'
        ' stroke-width="1.5" stroke-linecap="round"/>'
    ),
    "overdue": (
        '<path d="M8 1.6l6.8 12.2H1.2z" fill="{bg}" stroke="{att}" stroke-width="1.5"'
        ' stroke-linejoin="round"/>'
        '<path d="M8 6.2v3.4M8 11.6v.3" fill="none" stroke="{att}" stroke-width="1.6"'
        ' stroke-linecap="round"/>'
    ),
    "new": (
        '<rect x="1.6" y="1.6" width="12.8" height="12.8" rx="3" fill="{bg}" stroke="{ink}"'
        ' stroke-width="1.3"/>'
        '<path d="M8 4.8v6.4M4.8 8h6.4" fill="none" stroke="{ink}" stroke-width="1.5"'
        ' stroke-linecap="round"/>'
    ),
}


def symbol_svg(kind: SymbolKind, *, themed: bool = True) -> str:
    """Return a symbol as an SVG element.

    Parameters
    ----------
    kind
        Status or flag.
    themed
        True: for the HTML page, coloured by its CSS variables and hidden from assistive
        technology. False: a file of its own in the light colours, for the PDF.
    """
    if themed:
        colours = {role: css_colour(role) for role in asdict(LIGHT)}
        head = (
            '<svg class="sym" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"'
            ' focusable="false">'
        )
    else:
        colours = asdict(LIGHT)
        head = '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16">'
    return f"{head}{_SHAPES[kind].format(**colours)}</svg>"
