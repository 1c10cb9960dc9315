"""The HTML page, opened in a browser as readers open it: from a file, with no network."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

PHONE, DESK = 375, 1280
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
OPEN_ALL = "document.querySelectorAll('details').forEach(d => { d.open = true; })"


class Visit:
    """A page in a browser, with what it asked of the network and of the console."""

    def __init__(self, browser: Browser, address: str, **settings: Any) -> None:
        self.context = browser.new_context(offline=True, **settings)
        self.page = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(address)


def viewport(width: int) -> dict[str, int]:
    return {"width": width, "height": 800}


@pytest.fixture
def visit(browser: Browser, made: Any, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """The internal report, which has all that the public one has, on a desk or a phone."""
    address = made.file("internal", ".html").as_uri()
    visit = Visit(browser, address, viewport=viewport(getattr(request, "param", DESK)))
    yield visit
    visit.context.close()


# One file that asks for nothing


def test_it_is_one_file_under_a_megabyte(made: Any, audience: str) -> None:
    assert made.file(audience, ".html").stat().st_size < 1_000_000


def test_it_requests_nothing_and_breaks_no_policy(browser: Browser, made: Any) -> None:
    address = made.file("public", ".html").as_uri()
    visit = Visit(browser, address, viewport=viewport(DESK))
    visit.page.evaluate(OPEN_ALL)
    visit.page.mouse.wheel(0, 20_000)
    visit.page.wait_for_timeout(200)
    asked = [url for url in visit.requests if not url.startswith("data:")]
    visit.context.close()
    assert asked == [address]
    assert visit.complaints == []


def test_its_own_fonts_are_loaded(visit: Visit) -> None:
    visit.page.evaluate("document.fonts.ready")
    assert visit.page.evaluate("document.fonts.check('600 16px \"Source Sans 3\"')")


def test_the_policy_allows_only_what_is_in_the_file(made: Any, audience: str) -> None:
    page = made.page(audience)
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "*" not in policy
    assert page.find_all(style=True) == []
    assert page.find_all(["link", "iframe", "object", "embed", "base"]) == []
    assert [tag for tag in page.find_all(src=True) if not tag["src"].startswith("data:")] == []


# Its structure


def test_it_is_in_finnish_and_has_a_title(made: Any, audience: str) -> None:
    page = made.page(audience)
    assert page.html["lang"] == "fi"
    assert page.title.string == "Digitiekartan puolivuosiraportti 1.1.–30.6.2026 – Lempäälän kunta"


def test_headings_start_with_one_h1_and_skip_no_level(made: Any, audience: str) -> None:
    found = made.page(audience).find_all(["h1", "h2", "h3", "h4", "h5", "h6"])
    levels = [int(heading.name[1]) for heading in found]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_it_has_one_of_each_landmark_and_every_section_its_name(made: Any, audience: str) -> None:
    page = made.page(audience)
    assert [len(page.find_all(name)) for name in ("header", "nav", "main", "footer")] == [1] * 4
    for part in [page.nav, *page.find_all("section")]:
        assert page.find(id=part["aria-labelledby"]).name == "h2"


def test_ids_are_unique_and_links_lead_somewhere(made: Any, audience: str) -> None:
    page = made.page(audience)
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    inner = [link["href"][1:] for link in page.find_all("a") if link["href"].startswith("#")]
    assert len(inner) > 5
    assert set(inner) <= set(ids)


def test_every_table_has_a_caption_headers_and_no_empty_cell(made: Any, audience: str) -> None:
    tables = made.page(audience).find_all("table")
    assert len(tables) >= 8
    for table in tables:
        assert table.caption.get_text(strip=True)
        assert {cell["scope"] for cell in table.thead.find_all("th")} == {"col"}
        assert all(row.find("th")["scope"] == "row" for row in table.tbody.find_all("tr"))
        assert all(cell.get_text(strip=True) for cell in table.find_all(["th", "td"]))


# Accessibility


def without_script(page: Path, folder: Path) -> str:
    """Return the address of a copy as a browser without script has it."""
    text, count = re.subn("<script>.*?</script>", "", page.read_text("utf-8"), flags=re.DOTALL)
    assert count == 1
    copy = folder / page.name
    copy.write_text(text, encoding="utf-8")
    return copy.as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("script", ["script", "no script"])
def test_axe_finds_nothing(  # noqa: PLR0913, PLR0917 (three fixtures, three conditions)
    browser: Browser, made: Any, tmp_path: Path, script: str, width: int, scheme: Any
) -> None:
    """The internal report with its script, the public one without."""
    page = made.file("internal" if script == "script" else "public", ".html")
    address = page.as_uri() if script == "script" else without_script(page, tmp_path)
    visit = Visit(browser, address, viewport=viewport(width), color_scheme=scheme)
    visit.page.evaluate(OPEN_ALL)
    found = Axe().run(visit.page, options={"runOnly": RULES}).response
    visit.context.close()
    assert len(found["passes"]) > 25  # it did look
    faults = [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found["violations"]]
    assert faults == []


def test_the_skip_link_comes_first_and_leads_to_the_content(visit: Visit) -> None:
    page = visit.page
    page.keyboard.press("Tab")
    link = page.locator(":focus")
    assert link.get_attribute("href") == "#sisalto"
    box = link.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "MAIN"


def test_every_table_behind_a_summary_is_reached_by_keyboard(visit: Visit) -> None:
    page = visit.page
    tab_stops = set()
    for _ in range(300):
        page.keyboard.press("Tab")
        tag = page.evaluate("document.activeElement.tagName")
        if tag == "BODY":
            break
        if tag == "SUMMARY" and not page.evaluate("document.activeElement.parentElement.open"):
            page.keyboard.press("Enter")
        tab_stops.add(page.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert page.locator("details").count() >= 2
    assert page.locator("details:not([open])").count() == 0
    labels = page.locator("[role=region]").evaluate_all("all => all.map(x => x.ariaLabel)")
    assert set(labels) <= tab_stops


@pytest.mark.parametrize("visit", [PHONE, DESK], indirect=True)
def test_what_can_be_pressed_is_large_enough(visit: Visit) -> None:
    visit.page.evaluate(OPEN_ALL)
    heights = visit.page.locator("nav a, summary").evaluate_all(
        "all => all.map(x => x.getBoundingClientRect().height)"
    )
    assert min(heights) >= 24


# Layout


@pytest.mark.parametrize("visit", [320, PHONE, 700, DESK], indirect=True)
def test_the_page_does_not_scroll_sideways(visit: Visit) -> None:
    visit.page.evaluate(OPEN_ALL)
    width, inner = visit.page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert width <= inner


CHART_TEXTS = """
() => [...document.querySelectorAll('svg.chart')]
  .filter(svg => svg.getClientRects().length)
  .map(svg => {
    const box = x => { const r = x.getBoundingClientRect();
                       return {text: x.textContent, left: r.left, right: r.right,
                               top: r.top, bottom: r.bottom}; };
    return {frame: box(svg), texts: [...svg.querySelectorAll('text')].map(box)};
  })
"""


def overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    """Whether two boxes share an area; a font's box is taller than its letters."""
    wide = min(one["right"], other["right"]) - max(one["left"], other["left"])
    high = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return wide > 0.5 and high > 5


@pytest.mark.parametrize("visit", [PHONE, DESK], indirect=True)
def test_text_in_charts_is_inside_and_apart(visit: Visit) -> None:
    charts = visit.page.evaluate(CHART_TEXTS)
    assert len(charts) == 2
    for chart in charts:
        frame, texts = chart["frame"], chart["texts"]
        assert len(texts) > 20
        outside = [
            text["text"]
            for text in texts
            if text["left"] < frame["left"] - 0.5
            or text["right"] > frame["right"] + 0.5
            or text["top"] < frame["top"] - 0.5
            or text["bottom"] > frame["bottom"] + 0.5
        ]
        assert outside == []
        pairs = itertools.combinations(texts, 2)
        assert [(a["text"], b["text"]) for a, b in pairs if overlap(a, b)] == []


@pytest.mark.parametrize(("width", "shown"), [(PHONE, "narrow"), (DESK, "wide")])
def test_one_variant_of_each_chart_is_shown(
    browser: Browser, made: Any, width: int, shown: str
) -> None:
    visit = Visit(browser, made.file("public", ".html").as_uri(), viewport=viewport(width))
    visible = visit.page.locator("svg.chart:visible")
    classes = visible.evaluate_all("all => all.map(x => x.classList[1])")
    visit.context.close()
    assert classes == [shown, shown]


@pytest.mark.parametrize("visit", [PHONE, DESK], indirect=True)
def test_no_text_is_smaller_than_twelve_and_a_half_pixels(visit: Visit) -> None:
    visit.page.evaluate(OPEN_ALL)
    sizes = visit.page.evaluate("""
      () => [...document.querySelectorAll('body *')]
        .filter(x => x.getClientRects().length && !x.closest('script, style')
          && [...x.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
        .map(x => {
          const svg = x.closest('svg');
          const scale = svg ? svg.getScreenCTM().a : 1;
          return parseFloat(getComputedStyle(x).fontSize) * scale;
        })
    """)
    assert min(sizes) >= 12.5


# Print


def print_view(page: Page) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")


def test_print_opens_the_tables_and_closes_them_again(visit: Visit) -> None:
    page = visit.page
    page.locator("details").first.evaluate("d => { d.open = true; }")
    print_view(page)
    assert page.locator("details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 1


def test_print_is_dark_on_light_without_what_only_screens_need(visit: Visit) -> None:
    print_view(visit.page)
    colours = "x => [getComputedStyle(x).color, getComputedStyle(x).backgroundColor]"
    assert visit.page.locator("body").evaluate(colours) == ["rgb(20, 33, 43)", "rgb(255, 255, 255)"]
    assert visit.page.locator("header h1").evaluate(colours)[0] == "rgb(20, 33, 43)"
    for name in (".skip", "nav", "summary"):
        assert visit.page.locator(name).first.is_hidden()
