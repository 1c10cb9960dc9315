"""The one place for the report's colours, fonts, chart widths and chart text sizes.

A colour is asked for by its role, never by its hex. Within a palette each role has a hex
of its own (some differ by one only), so that a finished drawing can be recoloured by
exact replacement: see `digireport.report.svg`.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import seaborn as sns
from matplotlib import font_manager, style
from matplotlib.ft2font import FT2Font

if TYPE_CHECKING:
    from collections.abc import Iterator

Variant = Literal["wide", "narrow"]


@dataclass(frozen=True)
class Palette:
    """Hex colours by role; the names are also those of the CSS variables."""

    bg: str  # page
    surface: str  # notice boxes
    ink: str  # text
    muted: str  # secondary text
    rule: str  # hairlines and grids, decoration only
    line: str  # outlines that carry meaning
    done: str
    ondone: str  # text on `done`
    prog: str
    onprog: str
    todo: str  # needs an outline in `line`
    ontodo: str
    rej: str  # outline and hatching on `bg`
    att: str  # overdue, priority: never decoration
    link: str
    head: str  # title band
    onhead: str


LIGHT = Palette(
    bg="#ffffff",
    surface="#f2f5f7",
    ink="#14212b",
    muted="#465662",
    rule="#c5d0d8",
    line="#5b7083",
    done="#0f4c75",
    ondone="#fefefe",
    prog="#4b91c4",
    onprog="#14212c",
    todo="#dbe8f2",
    ontodo="#14212d",
    rej="#6b7780",
    att="#b3400d",
    link="#0b5a8f",
    head="#0f3550",
    onhead="#fffffe",
)
DARK = Palette(
    bg="#10181e",
    surface="#18232b",
    ink="#e8eef2",
    muted="#a9b8c3",
    rule="#364753",
    line="#8fa3b2",
    done="#9ad0f5",
    ondone="#0b1319",
    prog="#4f9bd0",
    onprog="#0b131a",
    todo="#22333f",
    ontodo="#e8eef3",
    rej="#8b99a4",
    att="#ff9d6b",
    link="#8fcaf5",
    head="#0c2536",
    onhead="#f2f7fa",
)


@dataclass(frozen=True)
class WebFont:
    """One WOFF2 file, and the characters (CSS `unicode-range`) for which it is fetched."""

    file: str
    weight: int
    unicode_range: str


FONT_FAMILY = "Source Sans 3"
FONT_FOLDER = Path(__file__).parent / "fonts"
REGULAR, SEMIBOLD = 400, 600
PRINT_FONTS = ("SourceSans3-Regular.ttf", "SourceSans3-Semibold.ttf", "SourceSans3-It.ttf")
# The ranges are those that @fontsource publishes with the files.
_LATIN = (
    "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,"
    "U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD"
)
_LATIN_EXT = (
    "U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,"
    "U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C4,U+2113,"
    "U+2C60-2C7F,U+A720-A7FF"
)
WEB_FONTS = (
    WebFont("source-sans-3-latin-400-normal.woff2", REGULAR, _LATIN),
    WebFont("source-sans-3-latin-600-normal.woff2", SEMIBOLD, _LATIN),
    WebFont("source-sans-3-latin-ext-400-normal.woff2", REGULAR, _LATIN_EXT),
    WebFont("source-sans-3-latin-ext-600-normal.woff2", SEMIBOLD, _LATIN_EXT),
)


@dataclass(frozen=True)
class ChartSizes:
    """Width of a chart and the sizes of its text, in points."""

    width: float
    body: float  # names, keys, sentences
    small: float  # axis, values beside marks, secondary lines
    strong: float  # the figure that a row ends in
    count: float  # the number inside a bar


# Wide is the text width of A4; narrow is for a phone, where 240 pt become some 335 px.
CHART_SIZES: dict[Variant, ChartSizes] = {
    "wide": ChartSizes(width=482, body=9.5, small=9, strong=10, count=10.5),
    "narrow": ChartSizes(width=240, body=10, small=9.5, strong=10, count=10.5),
}

_CHART_SETTINGS = {
    "font.family": FONT_FAMILY,
    "svg.fonttype": "none",  # text stays text: selectable, searchable, themable
    "text.parse_math": False,  # a name may hold a dollar sign
}
_BYTE_ORDER_MARK = "\ufeff"  # in the fonts, but not allowed in a PDF/A
_settings_lock = threading.RLock()  # matplotlib's settings belong to the whole process


@cache
def register_fonts() -> None:
    """Make the packaged fonts known to matplotlib, once."""
    for file in PRINT_FONTS:
        font_manager.fontManager.addfont(FONT_FOLDER / file)


@cache
def drawable() -> frozenset[str]:
    """Return the characters that every packaged print font can draw."""
    fonts = [FT2Font(FONT_FOLDER / file) for file in PRINT_FONTS]
    common = frozenset.intersection(*(frozenset(map(chr, f.get_charmap())) for f in fonts))
    return common - {_BYTE_ORDER_MARK}


def legible(text: str) -> str:
    """Return a text with a box in the place of each character that the fonts cannot draw.

    >>> legible("Digi\U0001f680 ja vähän")
    'Digi□ ja vähän'
    """
    return "".join(c if c in drawable() else " " if c.isspace() else "□" for c in text)


@contextmanager
def chart_theme(**settings: object) -> Iterator[None]:
    """Draw and save charts with our settings only, whatever the caller's process has set.

    Parameters
    ----------
    **settings
        Further matplotlib settings, with `__` for the dot: ``svg__hashsalt="levels"``.
    """
    register_fonts()
    more = {name.replace("__", "."): value for name, value in settings.items()}
    # Seaborn's style resets the font family, so ours comes after it.
    ours = {**sns.axes_style("white"), **_CHART_SETTINGS, **more}
    with _settings_lock, style.context(ours, after_reset=True):
        yield


def css_colour(role: str) -> str:
    """Return a role as a CSS value that falls back on the light palette.

    >>> css_colour("done")
    'var(--done, #0f4c75)'
    """
    return f"var(--{role}, {getattr(LIGHT, role)})"


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two hex colours as WCAG 2 defines it, 1 to 21.

    >>> contrast("#000000", "#ffffff")
    21.0
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    low_end = 0.04045
    return channel / 12.92 if channel <= low_end else float(((channel + 0.055) / 1.055) ** 2.4)
