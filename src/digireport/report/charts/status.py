"""Figure 1: measures by status, one stacked bar of counts for each goal or unit.

Counts and not shares, since the size of a goal is information too. The rejected ones
stand apart, hatched, because they are outside the share. Every number is printed: in its
segment, beside it, or in a line under the bar.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from digireport.report.charts.canvas import FILL, Box, Canvas, Point, Stroke, flow
from digireport.report.charts.glyphs import (
    GLYPH_RADIUS,
    STATUSES,
    Status,
    draw_fill,
    draw_glyph,
    draw_plate,
)
from digireport.report.charts.rows import read_rows
from digireport.report.charts.status_layout import (
    AROUND_BAR,
    LAYOUTS,
    Bar,
    Block,
    Layout,
    Segment,
    StatusWords,
    fitting_scale,
    lay_out,
)
from digireport.report.charts.typesetting import TextStyle, text_width
from digireport.report.theme import LIGHT, Variant, chart_theme

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

# All in points.
_GLYPH_TO_NUMBER = 3
_BLOCK_GAP = 17
_FOOT = 2
_SWATCH_WIDTH, _SWATCH_HEIGHT, _SWATCH_TO_WORD = 20, 14, 5
_KEY_GAP, _KEY_ROW, _KEY_TO_BARS = 14, 19, 10


def draw_status(bars: pd.DataFrame, words: StatusWords, variant: Variant) -> Figure:
    """Draw one stacked bar for each row.

    Parameters
    ----------
    bars
        In the order to draw; text empty where there is nothing to say. Columns: ``label``;
        ``done``, ``in_progress``, ``not_started`` and ``rejected``, counts of measures;
        ``share_text`` ("22 % valmiina"), ``base_text`` ("9/41 toimenpidettä") and
        ``short_base_text`` ("9/41").
    words
        Names of the statuses.
    variant
        Wide or narrow.
    """
    rows = read_rows(bars, Bar)
    layout = LAYOUTS[variant]
    with chart_theme():
        scale = min((fitting_scale(row.counts, layout.bar_room) for row in rows), default=1)
        blocks = [lay_out(row, scale, words, layout) for row in rows]
        places = _key_places(words, layout)
        top = places[-1][1] + _SWATCH_HEIGHT + _KEY_TO_BARS
        gaps = _BLOCK_GAP * max(len(blocks) - 1, 0)
        height = top + sum(block.height for block in blocks) + gaps + _FOOT
        canvas = Canvas.blank(layout.width, height)
        _draw_key(canvas, places, layout.body)
        for block in blocks:
            _draw_block(canvas, block, top)
            top += block.height + _BLOCK_GAP
    return canvas.figure


def _key_places(words: StatusWords, layout: Layout) -> list[tuple[float, float, Status, str]]:
    """Return left edge, top, status and word of each entry of the key."""
    named = [(status, getattr(words, status)) for status in STATUSES[:-1]]
    named.append(("rejected", words.rejected_key))
    swatch = _SWATCH_WIDTH + _SWATCH_TO_WORD
    widths = [swatch + text_width(word, layout.body) for _status, word in named]
    places = flow(widths, layout.width, _KEY_GAP)
    return [
        (x, row * _KEY_ROW, status, word)
        for (x, row), (status, word) in zip(places, named, strict=True)
    ]


def _draw_key(
    canvas: Canvas, places: list[tuple[float, float, Status, str]], style: TextStyle
) -> None:
    for x, top, status, word in places:
        swatch = Box(x, top, _SWATCH_WIDTH, _SWATCH_HEIGHT)
        middle_x, middle_y = swatch.middle
        draw_fill(canvas, swatch, status)
        draw_plate(canvas, _around(swatch.middle, 2 * GLYPH_RADIUS), status)
        draw_glyph(canvas, (middle_x, middle_y), status)
        word_x = x + _SWATCH_WIDTH + _SWATCH_TO_WORD
        canvas.text((word_x, middle_y + style.drop), word, style)


def _draw_block(canvas: Canvas, block: Block, top: float) -> None:
    layout = block.layout
    canvas.paragraph((0, top), block.name, layout.name)
    bar_top = top + block.name_height
    if not any(segment.status != "rejected" for segment in block.segments):
        _draw_zero(canvas, bar_top, layout)
    for segment in block.segments:
        _draw_segment(canvas, segment, bar_top)
    below_top = bar_top + layout.bar_height + AROUND_BAR
    canvas.paragraph((0, below_top), block.below, layout.body)
    # The share stands at the middle of its bar, but never reaches up into the name.
    side_top = bar_top + max((layout.bar_height - block.side_height) / 2, 0)
    right = layout.width
    canvas.paragraph((right, side_top), block.share, layout.share, "right")
    base_top = side_top + len(block.share) * layout.share.leading
    canvas.paragraph((right, base_top), block.base, layout.base, "right")


def _draw_zero(canvas: Canvas, top: float, layout: Layout) -> None:
    """Draw a bar of length zero: the line where the bars begin."""
    line = ((0.5, top), (0.5, top + layout.bar_height))
    canvas.lines([line], Stroke(LIGHT.line, 1), FILL)


def _draw_segment(canvas: Canvas, segment: Segment, top: float) -> None:
    box = replace(segment.box, y=top)
    draw_fill(canvas, box, segment.status)
    middle_x, middle_y = box.middle
    width, baseline = segment.number_width, middle_y + segment.number.drop
    if segment.holds_glyph:
        whole = 2 * GLYPH_RADIUS + _GLYPH_TO_NUMBER + width
        left = middle_x - whole / 2
        draw_plate(canvas, _around(box.middle, whole), segment.status)
        draw_glyph(canvas, (left + GLYPH_RADIUS, middle_y), segment.status)
        x = left + whole - width
    elif segment.holds_number:
        draw_plate(canvas, _around(box.middle, width), segment.status)
        x = middle_x - width / 2
    elif segment.status == "rejected":
        x = box.x + box.width + _GLYPH_TO_NUMBER
    else:
        return  # the line under the bar says it
    canvas.text((x, baseline), str(segment.count), segment.number)


def _around(middle: Point, width: float) -> Box:
    """Return the plate behind something `width` points wide."""
    x, y = middle
    return Box(x - width / 2 - 2, y - 6.5, width + 4, 13)
