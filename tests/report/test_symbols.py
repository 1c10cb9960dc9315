from __future__ import annotations

import re
from dataclasses import asdict
from xml.etree import ElementTree as ET

import pytest

from digireport.report.symbols import SYMBOL_KINDS, SymbolKind, symbol_svg
from digireport.report.theme import LIGHT

KINDS = pytest.mark.parametrize("kind", SYMBOL_KINDS)
HEX = re.compile(r"#[0-9a-f]{6}")


def parse(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own text


@KINDS
def test_a_themed_symbol_takes_its_colours_from_the_page(kind: SymbolKind) -> None:
    svg = symbol_svg(kind)
    variables = re.findall(r"var\(--(\w+), (#\w+)\)", svg)
    assert len(variables) == len(HEX.findall(svg)) > 0
    assert all(getattr(LIGHT, role) == colour for role, colour in variables)


@KINDS
def test_a_themed_symbol_is_silent_and_needs_no_inline_style(kind: SymbolKind) -> None:
    root = parse(symbol_svg(kind))
    assert root.get("aria-hidden") == "true"
    assert root.get("focusable") == "false"
    assert not any("style" in element.attrib for element in root.iter())


@KINDS
def test_a_plain_symbol_is_a_whole_file_in_light_colours(kind: SymbolKind) -> None:
    svg = symbol_svg(kind, themed=False)
    root = parse(svg)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "var(" not in svg
    assert set(HEX.findall(svg)) <= set(asdict(LIGHT).values())


@KINDS
def test_both_renderings_have_the_same_shapes(kind: SymbolKind) -> None:
    def shapes(svg: str) -> list[tuple[str, str | None]]:
        return [(part.tag.split("}")[-1], part.get("d")) for part in parse(svg)]

    assert shapes(symbol_svg(kind)) == shapes(symbol_svg(kind, themed=False))


def test_no_two_symbols_are_alike_without_colour() -> None:
    bare = {re.sub(r"var\(.*?\)", "", symbol_svg(kind)) for kind in SYMBOL_KINDS}
    assert len(bare) == len(SYMBOL_KINDS)


def test_only_a_priority_or_delay_uses_the_attention_colour() -> None:
    assert [kind for kind in SYMBOL_KINDS if "--att" in symbol_svg(kind)] == ["overdue"]
