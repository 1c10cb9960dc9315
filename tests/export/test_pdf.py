from __future__ import annotations

from typing import Any

import pytest

from digireport.errors import StepError
from digireport.export.document import Document
from digireport.export.pdf import compile_pdf, typst_source
from digireport.report.elements import Cover, Element, Heading, Paragraph, Section, line
from digireport.report.render import mimebundle

COVER = Cover(
    *("fi", "Raportti", "Kunta", "1.1.–30.6.2026", "Tilannepäivä 30.4.2026", "Sisäinen versio"),
    *("", "Kuvaus", "Alku", "Siirry sisältöön", "Sisällys", "", (2026, 4, 30)),
)


def document(*parts: Element) -> Document:
    bundle: dict[str, Any] = mimebundle(COVER)
    meta = next(value for key, value in bundle.items() if key.endswith("document+json"))
    return Document(meta, bundle, (mimebundle(Section("Tilanne", "tilanne", parts)),))


def test_the_same_document_gives_the_same_bytes() -> None:
    parts = (Heading("Alku"), Paragraph(line("Teksti")))
    one, other = (compile_pdf(document(*parts)) for _ in range(2))
    assert one == other
    assert one.startswith(b"%PDF-")


def test_data_are_text_and_never_markup() -> None:
    nasty = '#panic("x") $a$ *b* _c_ <d> @e \\ " // `raw` = [z]'
    assert compile_pdf(document(Paragraph(line(nasty)))).startswith(b"%PDF-")


def test_a_glyph_that_the_font_lacks_stops_it(monkeypatch: pytest.MonkeyPatch) -> None:
    # `render.literal` replaces such glyphs; one that came by another way is not lost unseen.
    source = typst_source(document()) + '\n#"漢字"\n'
    monkeypatch.setattr("digireport.export.pdf.typst_source", lambda _: source)
    with pytest.raises(StepError, match=r"^The PDF could not be set: "):
        compile_pdf(document())


def test_a_warning_stops_it(monkeypatch: pytest.MonkeyPatch) -> None:
    source = typst_source(document()) + '\n#text(font: "No Such Font")[x]\n'
    monkeypatch.setattr("digireport.export.pdf.typst_source", lambda _: source)
    with pytest.raises(StepError, match=r"^The PDF (was|could not be) set"):
        compile_pdf(document())


@pytest.mark.parametrize("length", [45, 120])
def test_a_word_of_any_length_is_set(length: int) -> None:
    assert compile_pdf(document(Paragraph(line("ä" * length)))).startswith(b"%PDF-")
