"""What readers read, word for word: `golden/` holds the text of the page's main part and of the
PDF, page by page. An accepted change of these files says why the report differs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

AssertGolden = Callable[[str, str], None]
BLOCKS = ["h2", "h3", "p", "li", "caption", "tr", "dt", "dd", "figcaption", "summary", "svg"]


def block_text(block: Any) -> str:
    """One line for a block of the page; a drawing is its alternative text."""
    if block.name == "svg":
        return f"[{block['aria-label']}]" if block.has_attr("aria-label") else ""
    if block.name == "tr":
        cells = (cell.get_text(" ", strip=True) for cell in block.find_all(["th", "td"]))
        return " | ".join(cells)
    return block.get_text(" ", strip=True)


def test_the_page_says_what_it_said(made: Any, audience: str, assert_golden: AssertGolden) -> None:
    main = made.page(audience).find("main")
    blocks = [block for block in main.find_all(BLOCKS) if block.find_parent(BLOCKS) is None]
    lines = [text for block in blocks if (text := block_text(block))]
    assert_golden(f"{audience}-page.txt", "\n".join(lines) + "\n")


def test_the_pdf_says_what_it_said(made: Any, audience: str, assert_golden: AssertGolden) -> None:
    pages = made.pdf_pages(audience)
    texts = [f"--- page {number} ---\n{page}" for number, page in enumerate(pages, start=1)]
    assert_golden(f"{audience}-pdf.txt", "\n".join(texts) + "\n")
