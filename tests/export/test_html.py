from __future__ import annotations

import base64
import hashlib
import re
from typing import Any

from digireport.export.document import Document
from digireport.export.html import render_page
from digireport.report.elements import Cover, Heading, Line, Paragraph, Section, line
from digireport.report.render import mimebundle

COVER = Cover(
    *("fi", "Raportti", "Kunta <&>", "1.1.–30.6.2026", "Tilannepäivä 30.4.2026", "Sisäinen"),
    *("", 'Kuvaus "x"', "Alku", "Siirry sisältöön", "Sisällys", "", (2026, 4, 30)),
)


def document(*lines: Line) -> Document:
    section = Section("Tilanne", "tilanne", (Heading("Alku"), *map(Paragraph, lines)))
    bundle: dict[str, Any] = mimebundle(COVER)
    meta = next(value for key, value in bundle.items() if key.endswith("document+json"))
    return Document(meta, bundle, (mimebundle(section),))


def test_the_policy_has_the_hashes_of_the_one_style_and_the_one_script() -> None:
    page = render_page(document())
    policy = re.search(r'Policy" content="([^"]*)"', page)
    assert policy is not None
    for tag in ("style", "script"):
        found = re.findall(f"<{tag}>(.*?)</{tag}>", page, flags=re.DOTALL)
        assert len(found) == 1
        digest = base64.b64encode(hashlib.sha256(found[0].encode()).digest()).decode()
        assert f"{tag}-src &#39;sha256-{digest}&#39;" in policy[1]


def test_data_are_text_and_never_markup() -> None:
    nasty = '<img src=x onerror="alert(1)"><script>alert(2)</script>'
    page = render_page(document(line(nasty)))
    assert "<img" not in page
    assert page.count("<script>") == 1
    assert "&lt;script&gt;alert(2)" in page
    assert "Kunta &lt;&amp;&gt;" in page
    assert 'content="Kuvaus &#34;x&#34;"' in page


def test_the_contents_list_leads_to_the_sections() -> None:
    page = render_page(document())
    assert '<a href="#tilanne">Tilanne</a>' in page
    assert 'aria-labelledby="tilanne"' in page


def test_the_same_document_gives_the_same_page() -> None:
    assert render_page(document(line("a"))) == render_page(document(line("a")))
