"""Text from files and from people stays text, in HTML and in the PDF, whatever it holds."""

from __future__ import annotations

import io
from html.parser import HTMLParser
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digireport.export.document import Document
from digireport.export.pdf import compile_pdf, typst_source
from digireport.report.elements import (
    DOCUMENT_MIME,
    Annex,
    Bullets,
    Chart,
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
from digireport.report.render import literal, mimebundle, to_html, to_text, to_typst
from digireport.report.theme import drawable

HOSTILE = {
    "script": "<script>alert('x')</script><img src=x onerror=alert(1)>",
    "entities": "&lt;b&gt; &amp; &#60;b&#62;",
    "quotes": "\"double\" 'single' ”suomi” `tick`",
    "attribute": '" onmouseover="alert(1)',
    "typst": '#import "x.typ" #let a = 1 #panic() [a] {b} <label> @ref // no /* no */',
    "typst string": '") #panic("x") ("',
    "backslashes": "C:\\temp\\new \\u{41} \\",
    "markup": "$x^2$ **bold** _it_ = not a heading\n= nor this\n- nor a list",
    "jinja": "{{ 7 * 7 }} {% for x in y %} {n}",
    "emoji": "Hyvä 😀 👩‍💻 ☎️",
    "other scripts": "漢字 עברית العربية",
    "direction": "liite\u202efdp.exe\u202c \u2066a\u2069",
    "controls": "a\x00b\x07c\x1bd\x7fe\x85f",
    "invisible": "a\u200bb\u00adc\u200dd\ufeffe\u2060f",
    "private": "a\ue000b\ufdd0c\uffffd",
    "blanks": "a\tb\nc\rd\u2028e\u3000f",
    "long": "pitkäsana" * 333,
    "long sentence": "sana ja " * 375,
}


def document(*parts: Element, cover: dict[str, Any] | None = None) -> Document:
    band = Cover(
        **{
            "language": "fi",
            "title": "Raportti",
            "municipality": "Kunta",
            "period": "2026",
            "status_date": "Tilannepäivä",
            "audience": "Sisäinen",
            "notice": "",
            "description": "Kuvaus",
            "footer": "Kunta",
            "skip": "Siirry",
            "contents": "Sisällys",
            "running_audience": "",
            "document_date": (2026, 4, 30),
            **(cover or {}),
        }
    )
    bundle = mimebundle(band)
    return Document(bundle[DOCUMENT_MIME], bundle, tuple(mimebundle(part) for part in parts))


def everything(text: str) -> Section:
    """Put a text at every place of every element but the drawing of a chart."""
    spans = (
        Span(text),
        Span(text, strong=True),
        Span(text, tone="muted"),
        Span(text, symbol="new"),
    )
    columns = (Column(text), Column(text, is_number=True))
    rows = ((cell(text), cell(text, strong=True)), (cell(text), (line(text), line(text))))
    figure = KeyFigure("done", text, text, text)
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="10pt" height="10pt" viewBox="0 0 10 10"/>'
    table = Table(text, columns, rows)
    chart = Chart(1, text, text, text, text, text, svg, svg, table, text)
    parts = (
        Paragraph(spans),
        Heading(text),
        Headlines((spans,)),
        Bullets((spans,)),
        KeyFigures((figure,) * 3, (figure,) * 3),
        table,
        Table(text, columns, rows, layout="text"),
        chart,
    )
    return Section(text, "osio", parts)


class Page(HTMLParser):
    """Collects the tags, attributes and texts of a page."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def visible(text: str) -> str:
    """Return a text as a page shows it: what no browser shows is replaced."""
    return "".join("\ufffd" if hidden(char) else char for char in text)


def hidden(char: str) -> bool:
    is_control = ord(char) < 32 or 127 <= ord(char) < 160
    turns = char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    return turns or (is_control and char not in "\t\n\r")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_only_text_in_html(name: str) -> None:
    text = HOSTILE[name]
    page, plain = Page(to_html(everything(text))), Page(to_html(everything("a")))
    assert page.tags == plain.tags
    assert [key for key, _ in page.attributes] == [key for key, _ in plain.attributes]
    shown = visible(text)
    assert page.texts.count(shown) == plain.texts.count("a") > 20
    labels = {value for key, value in page.attributes if key in ("aria-label", "data-label")}
    assert labels == {shown}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_compiles_as_text(name: str) -> None:
    text = HOSTILE[name]
    cover = {"title": text, "municipality": text, "notice": text, "description": text}
    pdf = compile_pdf(document(everything(text), Annex(text, "liite", ()), cover=cover))
    assert pdf.startswith(b"%PDF-")


def test_hostile_text_reaches_the_pdf_whole() -> None:
    text = HOSTILE["typst"] + HOSTILE["backslashes"]
    pdf = compile_pdf(document(Section("Osio", "osio", ()), cover={"description": text}))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.open_metadata()["dc:description"] == text


def test_the_pdf_source_holds_no_line_that_a_text_made() -> None:
    whole = document(everything(HOSTILE["markup"]))
    lines = typst_source(whole).splitlines()
    assert not [one for one in lines if one.startswith(("= nor", "- nor"))]


# ── what the fonts lack ───────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Hyvä 😀!", '"Hyvä □!"'),
        ("漢字", '"□□"'),
        ("a\x00b", '"a□b"'),
        ("a\u202eb", '"a□b"'),
        ("a\ufeffb", '"a□b"'),
        ("a\tb\nc\u2028d", '"a b c d"'),
        ("a\u00a0b\u00adc\u200bd", '"a\u00a0b\u00adc\u200bd"'),
        ("−0,8 +1,7 ≥ – → ”š”", '"−0,8 +1,7 ≥ – → ”š”"'),
        ('\\ "', '"\\\\ \\""'),
    ],
)
def test_a_character_that_the_fonts_lack_is_replaced_visibly(text: str, written: str) -> None:
    assert literal(text) == written


def test_the_pdf_takes_every_character_that_is_kept() -> None:
    text = " ".join(sorted(drawable()))
    assert compile_pdf(document(Section("Osio", "osio", (Paragraph(line(text)),))))


@settings(deadline=None)  # a busy machine is no fault
@given(st.text(max_size=40))
def test_whatever_the_text_it_stays_one_literal(text: str) -> None:
    written = literal(text)
    inside = written[1:-1].replace("\\\\", "").replace('\\"', "")
    assert written[0] == written[-1] == '"'
    assert '"' not in inside
    assert "\\" not in inside
    assert set(inside) <= drawable() | {" "}


# ── literals ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "none"),
        (True, "true"),
        (3, "3"),
        ([], "()"),
        (["a"], '("a",)'),
        (["a", 1], '("a", 1)'),
        ({}, "(:)"),
        ({"a": {"b": ()}}, '("a": ("b": ()))'),
    ],
)
def test_literals(value: object, written: str) -> None:
    assert literal(value) == written


# ── forms ─────────────────────────────────────────────────────────────────────


def test_a_table_has_headers_for_those_who_do_not_see_it() -> None:
    table = Table(
        "Otsikko",
        (Column("Nimi"), Column("Luku", is_number=True)),
        ((cell("a"), cell("1")), (cell("Yhteensä"), cell("1"))),
        has_total=True,
    )
    html = to_html(table)
    assert html.startswith('<div class="scroll" role="region" aria-label="Otsikko" tabindex="0">')
    assert '<table role="table" class="numbers total">' in html
    assert '<th scope="col" role="columnheader" class="n">Luku</th>' in html
    assert '<th scope="row" role="rowheader">a</th>' in html
    assert '<td role="cell" data-label="Luku" class="n">1</td>' in html


def test_a_cell_of_several_lines_or_a_symbol_has_a_line_for_each() -> None:
    status = (line("Kesken", symbol="in_progress"), line("Uusi", symbol="new"))
    table = Table("", (Column("A"), Column("B")), ((cell("a"), status),), layout="measures")
    html = to_html(table)
    assert html.count('<span class="line"><svg class="sym"') == 2
    assert not html.startswith("<div")


def test_spans_say_their_emphasis_and_tone() -> None:
    spans = (
        Span("a", strong=True),
        Span("b", tone="muted"),
        Span("c", strong=True, tone="attention"),
    )
    assert to_html(Paragraph(spans, "lead")) == (
        '<p class="lead"><strong>a</strong><span class="muted">b</span>'
        '<strong class="attention">c</strong></p>'
    )


def test_the_annex_is_for_the_pdf_alone() -> None:
    element = Annex("Liite", "liite", (Heading("Taulukko"),))
    assert to_html(element) == ""
    assert to_typst(element) == (
        '#show-annex(("title": "Liite", "anchor": "liite"))\n#show-heading(("text": "Taulukko"))'
    )


def test_a_chart_s_narrow_form_and_table_stay_out_of_the_pdf() -> None:
    chart = everything("a").parts[-1]
    source = to_typst(chart)
    assert '"wide": ' in source
    assert '"narrow"' not in source
    assert '"table"' not in source


def test_plain_text_has_a_line_for_each_sentence() -> None:
    section = Section(
        "Osio", "osio", (Paragraph((Span("Yksi "), Span("lause.", strong=True))), Heading("H"))
    )
    assert to_text(section) == "Osio\nYksi lause.\nH"
