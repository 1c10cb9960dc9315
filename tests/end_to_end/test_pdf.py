"""The PDF, as a screen reader and an archive find it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from digireport.roadmap import Roadmap


@pytest.fixture
def pdf(made: Any, audience: str) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(made.file(audience, ".pdf")) as opened:
        yield opened


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    """Yield the structure elements under a node, in reading order."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def tagged(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    return list(elements(pdf.Root.StructTreeRoot))


def test_it_says_its_language_and_title(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.Root.Lang) == "fi"
    assert str(pdf.docinfo["/Title"]) == "Digitiekartan puolivuosiraportti 1.1.–30.6.2026"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_it_declares_the_standards_that_it_keeps(pdf: pikepdf.Pdf) -> None:
    assert pdf.Root.MarkInfo.Marked
    with pdf.open_metadata() as meta:
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "A")
        assert meta["pdfuaid:part"] == "1"
        assert meta["dc:title"] == "Digitiekartan puolivuosiraportti 1.1.–30.6.2026"


def test_its_headings_skip_no_level(pdf: pikepdf.Pdf) -> None:
    tags = [str(element.S) for element in tagged(pdf)]
    levels = [int(tag[2:]) for tag in tags if re.fullmatch(r"/H\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) >= 7
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert tags.count("/Title") == 1


def test_running_text_is_tagged_as_paragraphs(pdf: pikepdf.Pdf) -> None:
    document = pdf.Root.StructTreeRoot.K
    roots = document if isinstance(document, pikepdf.Array) else [document]
    tags = {str(kid.S) for root in roots for kid in root.K if isinstance(kid, pikepdf.Dictionary)}
    assert "/P" in tags
    assert tags & {"/Span", "/Strong", "/Em"} == set()


def test_every_figure_has_its_alternative_text(pdf: pikepdf.Pdf) -> None:
    figures = [element for element in tagged(pdf) if element.S == "/Figure"]
    assert len(figures) == 2
    for figure in figures:
        assert "luvut" in str(figure.Alt).lower() or "tavoite" in str(figure.Alt).lower()
        assert len(str(figure.Alt)) > 60


def test_every_table_has_column_headers_with_a_scope(pdf: pikepdf.Pdf) -> None:
    tables = [element for element in tagged(pdf) if element.S == "/Table"]
    assert len(tables) >= 8
    for table in tables:
        headers = [element for element in elements(table) if element.S == "/TH"]
        rows = [element for element in elements(table) if element.S == "/TR"]
        assert headers
        assert all("/Scope" in str(header.A.unparse()) for header in headers)
        widths = {len([cell for cell in elements(row) if cell.S in ("/TH", "/TD")]) for row in rows}
        assert len(widths) == 1


def test_only_our_fonts_are_in_it_and_they_are_embedded(pdf: pikepdf.Pdf) -> None:
    objects = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
    fonts = [item for item in objects if item.get("/Type") == "/FontDescriptor"]
    names = {re.sub(r"^/[A-Z]{6}\+", "", str(font.FontName)) for font in fonts}
    assert {"SourceSans3-Regular", "SourceSans3-Semibold"} <= names
    assert names <= {"SourceSans3-Regular", "SourceSans3-Semibold", "SourceSans3-It"}
    assert all("/FontFile2" in font for font in fonts)
    used = [item for item in objects if item.get("/Type") == "/Font" and "/BaseFont" in item]
    assert all("+SourceSans3" in str(font.BaseFont) for font in used)


def test_no_page_is_empty_and_there_are_not_too_many(made: Any, audience: str) -> None:
    pages = made.pdf_pages(audience)
    assert 8 <= len(pages) <= 14
    lines = [len(page.splitlines()) for page in pages]
    assert min(lines) > 5  # header and footer are two


def test_the_first_page_holds_the_findings_and_the_first_figure(made: Any, audience: str) -> None:
    first = made.pdf_pages(audience)[0]
    for heading in ("Tärkeimmät havainnot", "Tilanne tavoitteittain", "Kuvio 1."):
        assert heading in first


def test_the_names_of_all_perspectives_can_be_copied(
    made: Any, audience: str, roadmap: Roadmap
) -> None:
    text = re.sub(r"\s+", " ", " ".join(made.pdf_pages(audience)))
    names = [perspective.name["fi"] for perspective in roadmap.perspectives]
    assert len(names) == 11
    assert [name for name in names if name not in text] == []


def test_pages_are_numbered_and_the_internal_ones_say_so(made: Any) -> None:
    for audience in ("internal", "public"):
        pages = made.pdf_pages(audience)
        for number, page in enumerate(pages, start=1):
            assert f"{number} / {len(pages)}" in page
            assert ("Sisäinen versio" in page) is (audience == "internal")
