from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from matplotlib.figure import Figure

from digireport.report.svg import figure_to_svg, themed
from digireport.report.theme import FONT_FAMILY, LIGHT, chart_theme

SVG = "{http://www.w3.org/2000/svg}"


def draw(colour: str = LIGHT.done) -> Figure:
    """Draw what exercises each part: text, marks (shared by id), a clipped line."""
    with chart_theme():
        figure = Figure(figsize=(2, 1), facecolor=LIGHT.bg)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        axes.scatter([1, 2], [1, 2], color=colour)
        axes.plot([0, 3], [0, 3], color=LIGHT.att)
        axes.text(1, 1, "Ä < B & “C”", color=LIGHT.ink, fontsize=9)
    return figure


def parse(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own text


@pytest.fixture(scope="module")
def plain() -> str:
    return figure_to_svg(draw(), "salt")


@pytest.fixture(scope="module")
def inline(plain: str) -> ET.Element:
    return parse(themed(plain, "f1", 'Label "<1>" & more'))


def test_the_same_figure_gives_the_same_bytes(plain: str) -> None:
    assert figure_to_svg(draw(), "salt") == plain


def test_two_charts_share_no_mark_ids(plain: str) -> None:
    marks = re.compile(r'id="(m\w+)"')
    other = figure_to_svg(draw(), "pepper")
    assert marks.findall(plain)
    assert not set(marks.findall(plain)) & set(marks.findall(other))


def test_a_figure_keeps_its_size_and_its_text(plain: str) -> None:
    root = parse(plain)
    assert (root.get("width"), root.get("height")) == ("144pt", "72pt")
    (text,) = root.iter(f"{SVG}text")
    assert text.text == "Ä < B & “C”"
    assert FONT_FAMILY in (text.get("style") or "")


def test_a_figure_says_nothing_of_its_making(plain: str) -> None:
    assert plain.startswith("<svg")
    assert "<!--" not in plain
    assert "metadata" not in plain
    assert not re.search(r"\d{4}-\d\d-\d\d", plain)


def test_an_inline_figure_needs_no_inline_style(inline: ET.Element) -> None:
    assert not any("style" in element.attrib for element in inline.iter())
    assert not list(inline.iter(f"{SVG}style"))


def test_an_inline_figure_scales_and_has_its_alternative_text(inline: ET.Element) -> None:
    assert inline.get("viewBox") == "0 0 144 72"
    assert "width" not in inline.attrib
    assert "height" not in inline.attrib
    assert inline.get("role") == "img"
    assert inline.get("focusable") == "false"
    assert inline.get("aria-label") == 'Label "<1>" & more'


def test_an_inline_figure_takes_font_and_colours_from_the_page(inline: ET.Element) -> None:
    assert not any("font-family" in element.attrib for element in inline.iter())
    colours = [
        element.attrib[name]
        for element in inline.iter()
        for name in ("fill", "stroke")
        if name in element.attrib
    ]
    assert set(colours) - {"none"} == {
        f"var(--{role}, {getattr(LIGHT, role)})" for role in ("bg", "done", "att", "ink")
    }


def test_ids_are_prefixed_and_those_without_use_are_gone(inline: ET.Element) -> None:
    ids = [element.attrib["id"] for element in inline.iter() if "id" in element.attrib]
    text = ET.tostring(inline, encoding="unicode")
    used = set(re.findall(r'href="#([^"]+)"|url\(#([^)]+)\)', text))
    assert len(ids) == 2  # the mark and the clipping of the line
    assert all(name.startswith("f1-") for name in ids)
    assert {first or second for first, second in used} == set(ids)


def test_a_colour_without_a_role_is_refused() -> None:
    with pytest.raises(ValueError, match="got '#123456', want a colour of the light palette"):
        themed(figure_to_svg(draw("#123456"), "salt"), "f1", "label")
