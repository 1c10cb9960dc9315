"""Figure 2: baseline and target level of each perspective, and the gap between them.

Two marks and the line between them, because two means and their distance are the
message. The gap stands in a column of its own; a priority has a triangle, a heavier line
and a heavier name, so that its colour says nothing alone.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd
import seaborn as sns

from digireport.report.charts.canvas import FILL, GRID, MARK, PLATE, Box, Canvas, Stroke, flow
from digireport.report.charts.gaps_layout import (
    LAYOUTS,
    GapWords,
    Layout,
    Level,
    Row,
    Scale,
    gap_column,
    lay_out,
    place_scale,
)
from digireport.report.charts.glyphs import draw_triangle
from digireport.report.charts.rows import read_rows
from digireport.report.charts.typesetting import TextStyle, text_width
from digireport.report.theme import LIGHT, Variant, chart_theme

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# All in points.
_ENDS_BASELINE, _NUMBERS_BASELINE, _HEAD_HEIGHT = 11, 23, 34
_TICK = 6
_MARK_TO_VALUE = 8  # from the middle of the mark
_TRIANGLE_RIGHT = 9  # of a name in a column
_TRIANGLE_INDENT = 10  # of a name above its marks
_KEY_MARK, _KEY_GAP, _KEY_ROW, _KEY_AIR = 13, 12, 16, 10
_GRID_LINE = Stroke(LIGHT.rule, 0.6)
_ROW_LINE = Stroke(LIGHT.rule, 0.35)
_GAP_LINE = Stroke(LIGHT.line, 1.6)
_PRIORITY_LINE = Stroke(LIGHT.att, 2.4)

# A mark of each kind: shape, area, fill and edge as seaborn and matplotlib take them.
# The ring is listed last and lies on top: it leaves the tips of an equal target visible.
_KINDS = ("target", "baseline")
_SHAPES = {"target": "D", "baseline": "o"}
_AREAS = {"target": 2 * 5.9**2, "baseline": (2 * 4.0) ** 2}
_FILLS = {"target": LIGHT.done, "baseline": LIGHT.bg}
_EDGES = {"target": Stroke(LIGHT.done, 0), "baseline": Stroke(LIGHT.ink, 1.4)}

Mark = tuple[str, float, float]  # kind, x, y


def draw_gaps(levels: pd.DataFrame, words: GapWords, variant: Variant) -> Figure:
    """Draw the two levels and the gap of each row.

    Parameters
    ----------
    levels
        In the order to draw. Columns: ``name``; ``is_priority``; ``baseline`` and
        ``target``, levels 1 to 5 as shown, NaN if not shown; ``baseline_text``,
        ``target_text`` and ``gap_text``, the same as text. Where a level is NaN,
        ``gap_text`` says why ("ei näytetä (tietosuoja)").
    words
        Words of the scale and the key.
    variant
        Wide or narrow.
    """
    known = read_rows(levels, Level)
    layout = LAYOUTS[variant]
    with chart_theme():
        column = gap_column(known, words, layout)
        scale = place_scale(column, layout)
        rows = [lay_out(level, column, _TRIANGLE_INDENT, layout) for level in known]
        key = _key_entries(known, words, layout)
        height = _HEAD_HEIGHT + sum(row.height for row in rows) + _key_height(key)
        canvas = Canvas.blank(layout.width, height)
        _draw_head(canvas, scale, words, layout)
        marks: list[Mark] = []
        top: float = _HEAD_HEIGHT
        for row in rows:
            if row is not rows[0] and not layout.names_above:
                canvas.lines([((0, top), (layout.width, top))], _ROW_LINE, GRID)
            marks += _draw_row(canvas, row, top, scale, layout)
            top += row.height
        marks += _draw_key(canvas, key, top + _KEY_AIR, layout)
        _draw_marks(canvas, marks)
    return canvas.figure


def _draw_head(canvas: Canvas, scale: Scale, words: GapWords, layout: Layout) -> None:
    for level in range(1, 6):
        canvas.text((scale.at(level), _NUMBERS_BASELINE), str(level), layout.axis, "center")
    _draw_grid(canvas, scale, _HEAD_HEIGHT - _TICK, _HEAD_HEIGHT)
    overhang = text_width("1", layout.axis) / 2  # the words begin and end with their numbers
    canvas.text((scale.left - overhang, _ENDS_BASELINE), words.lowest, layout.axis)
    canvas.text((scale.right + overhang, _ENDS_BASELINE), words.highest, layout.axis, "right")
    canvas.text((layout.width, _NUMBERS_BASELINE), words.gap, layout.column_head, "right")


def _draw_grid(canvas: Canvas, scale: Scale, top: float, bottom: float) -> None:
    places = [scale.at(level) for level in range(1, 6)]
    canvas.lines([((x, top), (x, bottom)) for x in places], _GRID_LINE, GRID)


def _draw_row(canvas: Canvas, row: Row, top: float, scale: Scale, layout: Layout) -> list[Mark]:
    """Draw all of a row but its marks, and return these."""
    level, middle = row.level, top + row.middle
    _draw_grid(canvas, scale, top + row.strip_top, top + row.strip_bottom)
    _draw_name(canvas, row, top, layout)
    _draw_gap(canvas, row, middle, layout)
    if level.has_gap:
        ends = [(scale.at(value), middle) for value in (level.baseline, level.target)]
        canvas.lines([ends], _PRIORITY_LINE if level.is_priority else _GAP_LINE, FILL)
    shown = {"target": level.target, "baseline": level.baseline}
    marks = [
        (kind, scale.at(shown[kind]), middle) for kind in _KINDS if not math.isnan(shown[kind])
    ]
    for mark in marks:
        _draw_value(canvas, mark, level, layout.value)
    return marks


def _draw_name(canvas: Canvas, row: Row, top: float, layout: Layout) -> None:
    is_priority = row.level.is_priority
    style = layout.priority_name if is_priority else layout.name
    if layout.names_above:
        left = _TRIANGLE_INDENT if is_priority else 0
        canvas.paragraph((left, top), row.name, style)
        triangle = 4.0, top + style.ascent - style.drop
    else:
        middle = top + row.middle
        corner = layout.name_width, middle - row.name_height / 2
        canvas.paragraph(corner, row.name, style, "right")
        triangle = layout.name_width + _TRIANGLE_RIGHT, middle
    if is_priority:
        draw_triangle(canvas, triangle)


def _draw_gap(canvas: Canvas, row: Row, middle: float, layout: Layout) -> None:
    right = layout.width
    if row.level.has_gap:
        style = layout.priority_gap if row.level.is_priority else layout.gap
        canvas.text((right, middle + style.drop), row.level.gap_text, style, "right")
    else:
        top = middle - len(row.note) * layout.axis.leading / 2
        canvas.paragraph((right, top), row.note, layout.axis, "right")


def _draw_value(canvas: Canvas, mark: Mark, level: Level, style: TextStyle) -> None:
    """Write the value of a mark on the side that looks away from the other mark."""
    kind, x, y = mark
    text = level.target_text if kind == "target" else level.baseline_text
    is_right = level.target_is_right == (kind == "target")
    width = text_width(text, style)
    left = x + _MARK_TO_VALUE if is_right else x - _MARK_TO_VALUE - width
    canvas.box(Box(left - 1, y - 5, width + 2, 10), LIGHT.bg, layer=PLATE)  # over the grid
    canvas.text((left, y + style.drop), text, style)


def _key_entries(
    levels: list[Level], words: GapWords, layout: Layout
) -> list[tuple[str, str, float, int]]:
    """Return kind, word, left edge and row of each entry of the key."""
    named = [("baseline", words.baseline), ("target", words.target)]
    if any(level.is_priority for level in levels):
        named.append(("priority", words.priority))
    widths = [_KEY_MARK + text_width(word, layout.value) for _kind, word in named]
    places = flow(widths, layout.width, _KEY_GAP)
    return [(*entry, *place) for entry, place in zip(named, places, strict=True)]


def _key_height(key: list[tuple[str, str, float, int]]) -> float:
    rows = key[-1][3] + 1
    return _KEY_AIR + rows * _KEY_ROW


def _draw_key(
    canvas: Canvas, key: list[tuple[str, str, float, int]], top: float, layout: Layout
) -> list[Mark]:
    """Write the words of the key and return its marks."""
    marks: list[Mark] = []
    style = layout.value
    for kind, word, x, row in key:
        middle = top + (row + 0.5) * _KEY_ROW
        canvas.text((x + _KEY_MARK, middle + style.drop), word, style)
        if kind == "priority":
            draw_triangle(canvas, (x + 5, middle))
        else:
            marks.append((kind, x + 5, middle))
    return marks


def _draw_marks(canvas: Canvas, marks: list[Mark]) -> None:
    """Draw the marks of all rows and of the key."""
    table = pd.DataFrame(marks, columns=["kind", "x", "y"])
    table = table.sort_values("kind", key=lambda kinds: kinds.map(_KINDS.index), kind="stable")
    sns.scatterplot(
        table,
        x="x",
        y="y",
        hue="kind",
        style="kind",
        size="kind",
        palette=_FILLS,
        markers=_SHAPES,
        sizes=_AREAS,
        legend=False,
        clip_on=False,
        zorder=MARK,
        ax=canvas.axes,
    )
    edges = [_EDGES[kind] for kind in table["kind"]]
    drawn = canvas.axes.collections[-1]
    drawn.set_edgecolor([edge.colour for edge in edges])
    drawn.set_linewidth([edge.width for edge in edges])
