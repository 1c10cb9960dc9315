from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle, RegularPolygon

from digireport.report.charts import GapWords, StatusWords, Variant, draw_gaps, draw_status
from digireport.report.charts.typesetting import TextStyle, text_width, wrap
from digireport.report.svg import figure_to_svg, themed
from digireport.report.theme import LIGHT

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.figure import Figure
    from matplotlib.transforms import Bbox

NAN = math.nan
LONG_WORD = "kokonaisarkkitehtuurisuunnittelujärjestelmiin"  # 45 letters
HIDDEN = "ei näytetä (tietosuoja)"
STATUS_WORDS = StatusWords(
    done="Valmis",
    in_progress="Kesken",
    not_started="Ei aloitettu",
    rejected="Hylätty",
    rejected_key="Hylätty (ei mukana osuudessa)",
)
GAP_WORDS = GapWords(
    lowest="Heikko",
    highest="Erinomainen",
    baseline="Lähtötaso",
    target="Tavoitetaso",
    gap="Tasoero",
    priority="Kehittämisen kärki",
)
GOALS = (
    "Tavoite 1: Luotettavaan tietoon perustuva viestintä, toiminnan kehittäminen ja päätöksenteko",
    "Tavoite 2: Digitaalisesti osaava ja motivoitunut henkilöstö sekä digitaalisuus taitona",
    "Tavoite 3: Laadukkaat asiakaskohtaamiset turvallisesti ja monikanavaisesti",
)
COUNTS = ((9, 16, 16, 4), (3, 8, 2, 2), (7, 14, 6, 1))


def bars(*rows: tuple[str, tuple[int, int, int, int]]) -> pd.DataFrame:
    """Make the table of bars from labels and counts."""
    table = []
    for label, (done, in_progress, not_started, rejected) in rows:
        active = done + in_progress + not_started
        base = f"{done}/{active}" if active else ""
        table.append(
            {
                "label": label,
                "done": done,
                "in_progress": in_progress,
                "not_started": not_started,
                "rejected": rejected,
                "share_text": f"{100 * done // active} % valmiina"
                if active
                else "ei voimassa olevia",
                "base_text": f"{base} toimenpidettä" if active else "",
                "short_base_text": base,
            }
        )
    return pd.DataFrame(table)


def levels(*rows: tuple[str, bool, float, float]) -> pd.DataFrame:
    """Make the table of levels from names, priorities, baselines and targets."""

    def written(level: float) -> str:
        return "" if math.isnan(level) else f"{level:.1f}".replace(".", ",").replace("-", "−")

    def gap(baseline: float, target: float) -> str:
        distance = round(target - baseline, 1)
        return HIDDEN if math.isnan(distance) else "+" * (distance > 0) + written(distance)

    return pd.DataFrame(
        {
            "name": name,
            "is_priority": is_priority,
            "baseline": baseline,
            "target": target,
            "baseline_text": written(baseline),
            "target_text": written(target),
            "gap_text": gap(baseline, target),
        }
        for name, is_priority, baseline, target in rows
    )


SAMPLE_BARS = bars(*zip(GOALS, COUNTS, strict=True))
SAMPLE_LEVELS = levels(
    ("Kerätyn datan ja tiedon hyödyntäminen kunnan toiminnassa ja johtamisessa", True, 2.6, 4.3),
    (
        "Henkilöstön yleinen valmius digitalisaation edellyttämissä toimintatapojen muutoksissa",
        True,
        2.9,
        4.4,
    ),
    (
        "Työssä syntyvän ja tarvittavan datan ja tiedon suunnitelmallinen kerääminen",
        False,
        2.8,
        3.9,
    ),
    ("Henkilökohtainen digitaalinen osaaminen", False, 3.4, 4.2),
)
BARS = {
    "sample": SAMPLE_BARS,
    "one measure": bars(("Tavoite 1", (1, 0, 0, 0))),
    "no measure": bars(("Tavoite 1", (0, 0, 0, 0))),
    "rejected only": bars(("Tavoite 1", (0, 0, 0, 3)), ("Tavoite 2", (4, 0, 0, 0))),
    "60 and two": bars(("Tavoite 1", (60, 1, 1, 0)), ("Tavoite 2", (1, 1, 1, 1))),
    "hundreds": bars(("Tavoite 1", (600, 1, 1, 12)), ("Tavoite 2", (0, 0, 2, 1))),
    "rejected beside the longest": bars(("Tavoite 1", (20, 20, 20, 1)), ("B", (0, 9, 0, 0))),
    "long word": bars((f"Tavoite 1: {LONG_WORD.upper()} {LONG_WORD}", (5, 5, 5, 5))),
    "long share": bars((f"{GOALS[0]}, digitaalisuus taitona", (0, 0, 0, 1))).assign(
        share_text="ei yhtään voimassa olevaa toimenpidettä puolivuoden lopussa"
    ),
    "twelve": bars(*((f"{name} {n}", (n, 2, 12 - n, n % 3)) for n in range(4) for name in GOALS)),
}
LEVELS = {
    "sample": SAMPLE_LEVELS,
    "widest gaps": levels(("A", True, 1.0, 5.0), ("B", False, 5.0, 1.0)),
    "no gaps": levels(("A", True, 1.0, 1.0), ("B", False, 3.0, 3.0), ("C", True, 5.0, 5.0)),
    "smallest gaps": levels(("A", True, 3.4, 3.5), ("B", False, 3.5, 3.4)),
    "hidden": levels(("A", True, NAN, 5.0), ("B", False, 1.0, NAN), ("C", False, NAN, NAN)),
    "long word": levels(
        *((f"{LONG_WORD.upper()} {LONG_WORD}", n, 2.0, 3.0) for n in (True, False))
    ),
    "twelve": levels(*((f"{GOALS[n % 3]} {n}", n < 4, 1 + n / 3, 4.0) for n in range(12))),
}
VARIANTS = pytest.mark.parametrize("variant", ["wide", "narrow"])
WIDTHS = {"wide": 482, "narrow": 240}


def draw_bars(table: pd.DataFrame, variant: Variant) -> Figure:
    return draw_status(table, STATUS_WORDS, variant)


def draw_levels(table: pd.DataFrame, variant: Variant) -> Figure:
    return draw_gaps(table, GAP_WORDS, variant)


CASES = [
    *(pytest.param(draw_bars, table, id=f"status: {name}") for name, table in BARS.items()),
    *(pytest.param(draw_levels, table, id=f"gaps: {name}") for name, table in LEVELS.items()),
]
ALL = pytest.mark.parametrize(("draw", "table"), CASES)


def texts_of(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.axes[0].texts]


def boxes_of_texts(figure: Figure) -> dict[str, Bbox]:
    """Measure each text, in points; the number before it tells equal texts apart.

    Letters are not rounded to pixels, as they are not in SVG. A font's line box is taller
    than any of its letters, so a little is taken off it.
    """
    figure.set_dpi(72)  # one pixel is one point
    boxes = {}
    with mpl.rc_context({"text.hinting": "none"}):
        renderer = FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call]
        for number, text in enumerate(figure.axes[0].texts):
            box = text.get_window_extent(renderer)
            boxes[f"{number}: {text.get_text()}"] = box.padded(0, -0.05 * box.height)
    return boxes


def numbers_by_row(figure: Figure) -> list[list[int]]:
    """Return the bare numbers of the figure: rows from the top, each from the left."""
    numbers = [text for text in figure.axes[0].texts if text.get_text().isdecimal()]
    placed = sorted((text.get_position()[::-1], int(text.get_text())) for text in numbers)
    rows = itertools.groupby(placed, key=lambda item: round(item[0][0], 3))
    return [[number for _place, number in row] for _y, row in rows]


def rectangles(figure: Figure, colour: str) -> list[Rectangle]:
    """Return the segments of the bars with this fill, without the swatches of the key."""
    return [
        patch
        for patch in figure.axes[0].patches
        if isinstance(patch, Rectangle)
        and to_hex(patch.get_facecolor()) == colour
        and patch.get_height() > 20
    ]


def triangles(figure: Figure) -> int:
    return sum(isinstance(patch, RegularPolygon) for patch in figure.axes[0].patches)


def place_of(figure: Figure, wanted: str) -> float:
    (x,) = {text.get_position()[0] for text in figure.axes[0].texts if text.get_text() == wanted}
    return float(x)


def shown_levels(figure: Figure, colour: str) -> list[float]:
    """Read the levels off the places of the marks with this fill, without the key's."""
    marks = figure.axes[0].collections[-1]
    places = np.asarray(marks.get_offsets())[:, 0]
    fills = [to_hex(fill) for fill in np.asarray(marks.get_facecolor())]
    lowest, highest = place_of(figure, "1"), place_of(figure, "5")
    read = 1 + 4 * (places - lowest) / (highest - lowest)
    return [round(x, 6) for x, fill in zip(read.tolist(), fills, strict=True) if fill == colour][
        :-1
    ]


@ALL
@VARIANTS
def test_every_text_lies_inside_the_figure(
    draw: Callable[[pd.DataFrame, Variant], Figure], table: pd.DataFrame, variant: Variant
) -> None:
    figure = draw(table, variant)
    width, height = 72 * figure.get_size_inches()
    assert width == pytest.approx(WIDTHS[variant])
    outside = [
        text
        for text, box in boxes_of_texts(figure).items()
        if min(box.x0, box.y0) < -0.01 or box.x1 > width + 0.01 or box.y1 > height + 0.01
    ]
    assert outside == []


@ALL
@VARIANTS
def test_no_two_texts_touch(
    draw: Callable[[pd.DataFrame, Variant], Figure], table: pd.DataFrame, variant: Variant
) -> None:
    boxes = boxes_of_texts(draw(table, variant))
    touching = [
        (one, other)
        for (one, first), (other, second) in itertools.combinations(boxes.items(), 2)
        if first.overlaps(second)
    ]
    assert touching == []


@ALL
@VARIANTS
def test_a_second_drawing_is_the_same_and_the_table_unchanged(
    draw: Callable[[pd.DataFrame, Variant], Figure], table: pd.DataFrame, variant: Variant
) -> None:
    before = table.copy(deep=True)
    first = figure_to_svg(draw(table, variant), "salt")
    with mpl.rc_context({"font.family": "serif", "text.color": "red", "lines.linewidth": 9}):
        second = figure_to_svg(draw(table, variant), "salt")
    assert first == second
    pd.testing.assert_frame_equal(table, before)


@ALL
def test_every_colour_can_follow_dark_mode(
    draw: Callable[[pd.DataFrame, Variant], Figure], table: pd.DataFrame
) -> None:
    page_part = themed(figure_to_svg(draw(table, "wide"), "salt"), "f1", "label")
    assert "clip-path" not in page_part
    assert "style=" not in page_part


def test_no_figure_stays_open_in_pyplot() -> None:
    draw_bars(SAMPLE_BARS, "wide")
    draw_levels(SAMPLE_LEVELS, "wide")
    assert plt.get_fignums() == []


def test_a_missing_column_is_named() -> None:
    with pytest.raises(KeyError, match="rejected"):
        draw_bars(SAMPLE_BARS.drop(columns="rejected"), "wide")


def test_a_dollar_sign_is_no_formula() -> None:
    figure = draw_bars(bars(("Säästö $1 tai $2", (1, 0, 0, 0))), "wide")
    assert "Säästö $1 tai $2" in figure_to_svg(figure, "salt")


# Figure 1


@VARIANTS
def test_the_printed_counts_are_those_of_the_table_in_the_order_of_statuses(
    variant: Variant,
) -> None:
    assert numbers_by_row(draw_bars(SAMPLE_BARS, variant)) == [list(row) for row in COUNTS]


@VARIANTS
def test_segments_stand_in_order_on_one_scale(variant: Variant) -> None:
    figure = draw_bars(SAMPLE_BARS, variant)
    per_measure = []
    lefts = []
    for status, colour in enumerate((LIGHT.done, LIGHT.prog, LIGHT.todo)):
        segments = rectangles(figure, colour)
        outline = 0.9 if colour == LIGHT.todo else 0
        widths = [segment.get_width() + outline + 1.5 for segment in segments]
        counts = [row[status] for row in COUNTS]
        per_measure += [width / count for width, count in zip(widths, counts, strict=True)]
        lefts.append([segment.get_x() for segment in segments])
    assert max(per_measure) == pytest.approx(min(per_measure))
    assert all(done < prog < todo for done, prog, todo in zip(*lefts, strict=True))


@VARIANTS
def test_a_bar_too_short_for_its_numbers_spells_them_out(variant: Variant) -> None:
    texts = [
        text.replace("\u00a0", " ") for text in texts_of(draw_bars(BARS["60 and two"], variant))
    ]
    assert "Valmis 60 · Kesken 1 · Ei aloitettu 1" in texts
    assert "Valmis 1 · Kesken 1 · Ei aloitettu 1 · Hylätty 1" in texts


@VARIANTS
def test_one_measure_among_hundreds_is_still_seen(variant: Variant) -> None:
    figure = draw_bars(BARS["hundreds"], variant)
    assert rectangles(figure, LIGHT.prog)[0].get_width() >= 1.5


@VARIANTS
def test_a_status_without_measures_has_no_segment(variant: Variant) -> None:
    figure = draw_bars(BARS["rejected only"], variant)
    assert len(rectangles(figure, LIGHT.done)) == 1
    assert rectangles(figure, LIGHT.prog) == []
    assert numbers_by_row(figure) == [[3], [4]]
    assert "ei voimassa olevia" in texts_of(figure)


def test_the_share_is_beside_a_wide_bar_and_under_a_narrow_one() -> None:
    wide, narrow = (texts_of(draw_bars(SAMPLE_BARS, variant)) for variant in ("wide", "narrow"))
    assert {"21 % valmiina", "9/41 toimenpidettä"} <= set(wide)
    assert "21 % valmiina (9/41)" in narrow


# Figure 2


@VARIANTS
def test_marks_stand_at_the_levels_of_the_table(variant: Variant) -> None:
    figure = draw_levels(SAMPLE_LEVELS, variant)
    assert shown_levels(figure, LIGHT.bg) == list(SAMPLE_LEVELS["baseline"])
    assert shown_levels(figure, LIGHT.done) == list(SAMPLE_LEVELS["target"])


@VARIANTS
def test_levels_and_gaps_are_printed_row_by_row(variant: Variant) -> None:
    texts = [text for text in texts_of(draw_levels(SAMPLE_LEVELS, variant)) if "," in text]
    assert [text for text in texts if text[0] in "+−"] == list(SAMPLE_LEVELS["gap_text"])
    assert {*SAMPLE_LEVELS["baseline_text"], *SAMPLE_LEVELS["target_text"]} <= set(texts)


@VARIANTS
def test_a_negative_gap_swaps_the_sides_of_the_values(variant: Variant) -> None:
    figure = draw_levels(levels(("A", False, 2.0, 4.5)), variant)
    assert place_of(figure, "2,0") < place_of(figure, "4,5")
    figure = draw_levels(levels(("A", False, 4.5, 2.0)), variant)
    assert place_of(figure, "2,0") < place_of(figure, "4,5")
    assert "−2,5" in texts_of(figure)


@VARIANTS
def test_the_ring_lies_on_the_diamond_so_that_equal_levels_show_both(variant: Variant) -> None:
    marks = draw_levels(LEVELS["no gaps"], variant).axes[0].collections[-1]
    fills = [to_hex(fill) for fill in np.asarray(marks.get_facecolor())]
    assert fills == 4 * [LIGHT.done] + 4 * [LIGHT.bg]  # three rows and the key


@VARIANTS
def test_a_hidden_level_has_no_mark_and_says_why(variant: Variant) -> None:
    figure = draw_levels(levels(("A", False, NAN, 4.0), ("B", False, NAN, NAN)), variant)
    assert shown_levels(figure, LIGHT.bg) == []
    assert shown_levels(figure, LIGHT.done) == [4.0]
    assert " ".join(texts_of(figure)).count(HIDDEN) == 2


@VARIANTS
def test_priorities_have_a_triangle_and_an_entry_in_the_key(variant: Variant) -> None:
    figure = draw_levels(SAMPLE_LEVELS, variant)
    assert triangles(figure) == SAMPLE_LEVELS["is_priority"].sum() + 1
    assert GAP_WORDS.priority in texts_of(figure)


@VARIANTS
def test_without_priorities_the_key_does_not_speak_of_them(variant: Variant) -> None:
    figure = draw_levels(levels(("A", False, 2.0, 3.0)), variant)
    assert triangles(figure) == 0
    assert GAP_WORDS.priority not in texts_of(figure)


# Wrapping

STYLE = TextStyle(10)


@pytest.mark.parametrize("room", [60, 90, 140, 240])
@pytest.mark.parametrize("text", [*GOALS, LONG_WORD, f"Uusi {LONG_WORD} ja muuta"])
def test_lines_fit_and_no_letter_is_lost(text: str, room: float) -> None:
    lines = wrap(text, room, STYLE)
    assert max(text_width(line, STYLE) for line in lines) <= room
    kept = "".join(lines).replace("-", "").replace(" ", "")
    assert kept == text.replace(" ", "")


def test_lines_are_of_even_length() -> None:
    room = 1.6 * text_width("yksi kaksi kolme", STYLE)
    lines = wrap("yksi kaksi kolme neljä viisi kuusi", room, STYLE)
    assert lines == ["yksi kaksi kolme", "neljä viisi kuusi"]


def test_a_text_that_fits_stays_on_one_line() -> None:
    assert wrap("yksi kaksi", 200, STYLE) == ["yksi kaksi"]


def test_no_break_spaces_hold() -> None:
    room = text_width("valmiina", STYLE)
    assert wrap("noin 22\u00a0% valmiina", room, STYLE) == ["noin", "22\u00a0%", "valmiina"]


def test_a_word_breaks_at_its_joint_only_if_it_must() -> None:
    word = "hyvinvointi\u00adkeskus"
    assert wrap(word, 200, STYLE) == ["hyvinvointikeskus"]
    assert wrap(word, 70, STYLE) == ["hyvinvointi-", "keskus"]
    assert wrap("sosiaali-terveydenhuolto", 100, STYLE) == ["sosiaali-", "terveydenhuolto"]


def test_a_character_that_the_font_lacks_is_a_box_and_no_warning() -> None:
    bars = SAMPLE_BARS.assign(label="Tavoite 1: \U0001f680\x07 digi")
    svg = figure_to_svg(draw_status(bars, STATUS_WORDS, "wide"), "glyphs")
    assert "Tavoite 1: □□ digi" in svg
