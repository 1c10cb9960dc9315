"""Figures as SVG: one fixed text for the PDF, recoloured and renamed for the HTML page."""

from __future__ import annotations

import io
import re
from dataclasses import asdict
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from digireport.report.theme import LIGHT, chart_theme, css_colour

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_LOCAL_URL = re.compile(r"url\(#(.+)\)")
_COLOUR_OF = {colour: css_colour(role) for role, colour in asdict(LIGHT).items()}
_COLOURED = ("fill", "stroke")

ET.register_namespace("", _SVG.strip("{}"))
ET.register_namespace("xlink", _LINK.removesuffix("href").strip("{}"))


def figure_to_svg(figure: Figure, salt: str) -> str:
    """Return a figure as SVG: the same text for the same figure, on any day and machine.

    Parameters
    ----------
    figure
        Saved at its own size: a tight bounding box would change size and scale.
    salt
        Seed of the ids inside, one for each chart.
    """
    buffer = io.StringIO()
    with chart_theme(svg__hashsalt=salt):
        figure.savefig(buffer, format="svg")
    root = _parse(buffer.getvalue())
    _drop(root, f"{_SVG}metadata")  # date and version of matplotlib
    return _to_text(root)


def themed(svg: str, prefix: str, label: str) -> str:
    """Return the SVG of a figure ready to stand inside an HTML page.

    It follows the page's colour variables and font, fills the width it is given, obeys a
    content security policy without inline styles, and shares no id with another figure.

    Parameters
    ----------
    svg
        What `figure_to_svg` returned.
    prefix
        Starts each id; one for each figure on the page.
    label
        Alternative text.

    Raises
    ------
    ValueError
        If a colour has no role in the palette, since it could not follow dark mode.
    """
    root = _parse(svg)
    _drop(root, f"{_SVG}style")
    for element in root.iter():
        _styles_to_attributes(element)
        _use_colour_variables(element)
    _rename_ids(root, prefix)
    _label(root, label)
    return _to_text(root)


def _parse(svg: str) -> ET.Element:
    """Parse without comments, document type and the white space between elements."""
    root = ET.fromstring(svg)  # noqa: S314 - matplotlib has just written it, nobody else
    for element in root.iter():
        element.text = element.text if (element.text or "").strip() else None
        element.tail = element.tail if (element.tail or "").strip() else None
    return root


def _to_text(root: ET.Element) -> str:
    return ET.tostring(root, encoding="unicode")


def _drop(root: ET.Element, tag: str) -> None:
    """Remove the elements called `tag`, and the `defs` that held nothing else."""
    for parent in list(root.iter()):
        for child in parent.findall(tag):
            parent.remove(child)
    for parent in list(root.iter()):
        for child in parent.findall(f"{_SVG}defs"):
            if len(child) == 0:
                parent.remove(child)


def _styles_to_attributes(element: ET.Element) -> None:
    for declaration in filter(None, element.attrib.pop("style", "").split(";")):
        name, value = (part.strip() for part in declaration.split(":", 1))
        if name != "font-family":  # the page's own, also when ours did not load
            element.set(name, value)
    if element.get("transform", "").startswith("rotate(-0 "):  # set on every level text
        del element.attrib["transform"]


def _use_colour_variables(element: ET.Element) -> None:
    for name in _COLOURED:
        colour = element.get(name, "none")
        if colour == "none":
            continue
        if colour not in _COLOUR_OF:
            message = f"svg, {name}: got {colour!r}, want a colour of the light palette"
            raise ValueError(message)
        element.set(name, _COLOUR_OF[colour])


def _rename_ids(root: ET.Element, prefix: str) -> None:
    """Prefix the ids that something refers to, drop the others."""
    used = set()
    for element in root.iter():
        if target := element.attrib.pop(_LINK, ""):
            used.add(target.removeprefix("#"))
            element.set("href", f"#{prefix}-{target.removeprefix('#')}")
        for name, value in element.attrib.items():
            if match := _LOCAL_URL.fullmatch(value):
                used.add(match[1])
                element.set(name, f"url(#{prefix}-{match[1]})")
    for element in root.iter():
        if (name := element.attrib.pop("id", "")) in used:
            element.set("id", f"{prefix}-{name}")


def _label(root: ET.Element, label: str) -> None:
    for name in ("width", "height", "version"):
        root.attrib.pop(name, None)
    root.set("stroke-linejoin", "round")  # what the dropped style rule said
    root.set("role", "img")
    root.set("aria-label", label)
    root.set("focusable", "false")
