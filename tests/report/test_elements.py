from __future__ import annotations

import dataclasses
import json

import pytest

from digireport.report.elements import (
    DOCUMENT_MIME,
    SECTION_MIME,
    TYPST_MIME,
    Annex,
    Bullets,
    Column,
    Cover,
    Element,
    Heading,
    Headlines,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Section,
    Span,
    Table,
    cell,
    line,
)

COVER = Cover(
    language="fi",
    title="Raportti",
    municipality="Kunta",
    period="1.1.–30.6.2026",
    status_date="Tilannepäivä 30.4.2026",
    audience="Sisäinen versio",
    notice="",
    description="Kuvaus",
    footer="Kunta",
    skip="Siirry sisältöön",
    contents="Sisällys",
    running_audience="",
    document_date=(2026, 4, 30),
)
FIGURE = KeyFigure("done", "Valmis", "19", "23 %")
TABLE = Table("Otsikko", (Column("A"), Column("B", is_number=True)), ((cell("a"), cell("1")),))
ELEMENTS = (
    COVER,
    Heading("Väliotsikko"),
    Paragraph(line("Teksti")),
    Headlines((line("Havainto", strong=True),)),
    Bullets((line("Kohta"),)),
    KeyFigures((FIGURE,), (FIGURE,)),
    TABLE,
    Section("Osio", "osio", (Heading("Sisällä"), TABLE)),
    Annex("Liite", "liite", (TABLE,)),
)


def test_a_line_and_a_cell_of_one_span() -> None:
    assert line("a", strong=True, tone="muted", symbol="new") == (
        Span(text="a", strong=True, tone="muted", symbol="new"),
    )
    assert cell("a", tone="framed") == ((Span("a", tone="framed"),),)


@pytest.mark.parametrize("element", ELEMENTS, ids=lambda element: type(element).__name__)
def test_an_element_shows_itself_in_every_form(element: Element) -> None:
    bundle = element._repr_mimebundle_(include=None, exclude=None)
    assert {"text/html", TYPST_MIME, "text/plain"} <= set(bundle)
    assert bundle[TYPST_MIME].startswith(f"#show-{type(element).__name__.lower()}(")
    assert bundle["text/plain"]
    assert (DOCUMENT_MIME in bundle) is isinstance(element, Cover)
    assert (SECTION_MIME in bundle) is isinstance(element, Section)
    assert json.loads(json.dumps(bundle)) == bundle  # a notebook can hold it as it is


def test_the_cover_carries_what_the_document_needs() -> None:
    meta = COVER._repr_mimebundle_()[DOCUMENT_MIME]
    assert meta["meta"] == ["1.1.–30.6.2026", "Tilannepäivä 30.4.2026", "Sisäinen versio"]
    assert meta["document_date"] == [2026, 4, 30]
    assert {field.name for field in dataclasses.fields(Cover)} | {"meta"} == set(meta)


def test_a_section_carries_its_place_in_the_contents() -> None:
    bundle = Section("Osio", "osio", ())._repr_mimebundle_()
    assert bundle[SECTION_MIME] == {"title": "Osio", "anchor": "osio"}


@pytest.mark.parametrize("element", ELEMENTS, ids=lambda element: type(element).__name__)
def test_elements_are_values_that_nobody_changes(element: Element) -> None:
    assert element == dataclasses.replace(element)  # type: ignore[type-var]
    name = dataclasses.fields(element)[0].name  # type: ignore[arg-type]
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(element, name, "")
