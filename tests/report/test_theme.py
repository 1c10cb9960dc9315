from __future__ import annotations

from dataclasses import asdict

import matplotlib as mpl
import pytest
from matplotlib.font_manager import FontProperties, findfont

from digireport.report.theme import (
    DARK,
    FONT_FAMILY,
    FONT_FOLDER,
    LIGHT,
    PRINT_FONTS,
    REGULAR,
    SEMIBOLD,
    WEB_FONTS,
    Palette,
    chart_theme,
    contrast,
    css_colour,
)

TEXT, SHAPE = 4.5, 3.0  # least contrast by WCAG 2: AA for text, and for parts of graphics
LIMITS = [
    ("ink", "bg", TEXT),
    ("ink", "surface", TEXT),
    ("muted", "bg", TEXT),
    ("muted", "surface", TEXT),
    ("att", "bg", TEXT),
    ("link", "bg", TEXT),
    ("link", "surface", TEXT),
    ("ondone", "done", TEXT),
    ("onprog", "prog", TEXT),
    ("ontodo", "todo", TEXT),
    ("onhead", "head", TEXT),
    ("done", "bg", SHAPE),
    ("prog", "bg", SHAPE),
    ("line", "bg", SHAPE),
    ("rej", "bg", SHAPE),
]
PALETTES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


@PALETTES
@pytest.mark.parametrize(("role", "ground", "least"), LIMITS)
def test_contrast_reaches_its_limit(palette: Palette, role: str, ground: str, least: float) -> None:
    assert contrast(getattr(palette, role), getattr(palette, ground)) >= least


@PALETTES
def test_each_role_has_a_hex_of_its_own(palette: Palette) -> None:
    colours = list(asdict(palette).values())
    assert len(set(colours)) == len(colours)


def test_contrast_is_that_of_wcag_whatever_the_order() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == contrast("#ffffff", "#767676")
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_a_css_colour_falls_back_on_light() -> None:
    assert css_colour("att") == "var(--att, #b3400d)"


def test_the_font_folder_holds_what_is_declared_and_the_licences() -> None:
    declared = {*PRINT_FONTS, *(font.file for font in WEB_FONTS), "LICENSE", "LICENSE.md"}
    assert {path.name for path in FONT_FOLDER.iterdir()} == declared


@pytest.mark.parametrize(
    ("weight", "file"),
    [(REGULAR, "SourceSans3-Regular.ttf"), (SEMIBOLD, "SourceSans3-Semibold.ttf")],
)
def test_matplotlib_finds_the_packaged_font(weight: int, file: str) -> None:
    with chart_theme():
        font = FontProperties(family=FONT_FAMILY, weight=weight)
        assert findfont(font, fallback_to_default=False) == str(FONT_FOLDER / file)


def test_the_theme_leaves_the_callers_settings_as_they_were() -> None:
    with mpl.rc_context({"font.family": ["serif"], "lines.linewidth": 7}):
        before = dict(mpl.rcParams)
        with chart_theme(svg__hashsalt="salt"):
            assert mpl.rcParams["font.family"] == [FONT_FAMILY]
            assert mpl.rcParams["svg.hashsalt"] == "salt"
            assert mpl.rcParams["lines.linewidth"] != 7
        assert dict(mpl.rcParams) == before
