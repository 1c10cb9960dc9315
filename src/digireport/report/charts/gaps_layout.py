"""The layout of figure 2: where its scale lies and where its texts break."""

from __future__ import annotations

import math
from dataclasses import dataclass

from digireport.report.charts.typesetting import TextStyle, text_width, wrap
from digireport.report.theme import CHART_SIZES, LIGHT, SEMIBOLD, ChartSizes, Variant

# All in points.
_BESIDE_HIGHEST = 18  # kept free for the value of a mark at the end of the scale
_GAP_COLUMN = 42  # at least
_WIDEST_NOTE = 64
_COLUMN_AIR = 6
_MARK_ROOM = 20  # height of the marks and their values
_ROW_AIR = 8, 6  # between rows with their names beside the marks, and above them


@dataclass(frozen=True)
class GapWords:
    """The ends of the scale, the head of the gap column, and the words of the key."""

    lowest: str
    highest: str
    baseline: str
    target: str
    gap: str
    priority: str


@dataclass(frozen=True)
class Level:
    """A row of the table of levels."""

    name: str
    is_priority: bool
    baseline: float
    target: float
    baseline_text: str
    target_text: str
    gap_text: str

    @property
    def has_gap(self) -> bool:
        """Whether both ends of the gap are known; if not, the gap's text says why."""
        return not (math.isnan(self.baseline) or math.isnan(self.target))

    @property
    def target_is_right(self) -> bool:
        """Whether the target's value stands right of the marks, the baseline's left."""
        return not self.has_gap or self.baseline <= self.target


@dataclass(frozen=True)
class Layout:
    """Measures and text styles of one variant."""

    width: float
    scale_left: float  # where level 1 lies; left of it there is room for a value
    name_width: float
    names_above: bool  # over the marks, or in a column before them
    name: TextStyle
    priority_name: TextStyle
    value: TextStyle  # beside the marks, and in the key
    axis: TextStyle  # also for the reason why a gap is not shown
    column_head: TextStyle
    gap: TextStyle
    priority_gap: TextStyle


def _layout(sizes: ChartSizes, scale_left: float, name_width: float, *, above: bool) -> Layout:
    return Layout(
        width=sizes.width,
        scale_left=scale_left,
        name_width=name_width,
        names_above=above,
        name=TextStyle(sizes.body),
        priority_name=TextStyle(sizes.body, weight=SEMIBOLD),
        value=TextStyle(sizes.small),
        axis=TextStyle(sizes.small, LIGHT.muted),
        column_head=TextStyle(sizes.small, LIGHT.muted, SEMIBOLD),
        gap=TextStyle(sizes.strong, weight=SEMIBOLD),
        priority_gap=TextStyle(sizes.strong, LIGHT.att, SEMIBOLD),
    )


LAYOUTS: dict[Variant, Layout] = {
    "wide": _layout(CHART_SIZES["wide"], scale_left=237, name_width=195, above=False),
    "narrow": _layout(CHART_SIZES["narrow"], scale_left=24, name_width=240, above=True),
}


@dataclass(frozen=True)
class Scale:
    """The levels 1 to 5 as places from left to right."""

    left: float
    right: float

    def at(self, level: float) -> float:
        """Return where a level lies."""
        return self.left + (self.right - self.left) * (level - 1) / 4


@dataclass(frozen=True)
class Row:
    """A level with its broken lines and the places of its parts, from the top of the row."""

    level: Level
    name: list[str]
    note: list[str]  # in place of a gap
    name_height: float
    strip_top: float  # of the part with the marks and the grid
    strip_bottom: float
    height: float

    @property
    def middle(self) -> float:
        """Where the marks lie."""
        return (self.strip_top + self.strip_bottom) / 2


def gap_column(levels: list[Level], words: GapWords, layout: Layout) -> float:
    """Return the width of the gap column: of its head, the widest gap and word of a note."""
    widths = [text_width(words.gap, layout.column_head)]
    for level in levels:
        if level.has_gap:
            widths.append(text_width(level.gap_text, layout.gap))
        else:
            parts = level.gap_text.split(" ")
            widths += [min(text_width(part, layout.axis), _WIDEST_NOTE) for part in parts]
    return max(_GAP_COLUMN, max(widths) + _COLUMN_AIR)


def place_scale(column: float, layout: Layout) -> Scale:
    """Return the scale between the names and the gap column."""
    return Scale(layout.scale_left, layout.width - column - _BESIDE_HIGHEST)


def lay_out(level: Level, column: float, indent: float, layout: Layout) -> Row:
    """Break the texts of a row.

    Parameters
    ----------
    level
        The row.
    column
        Width of the gap column, in points.
    indent
        Room before the name of a priority that stands above its marks, in points.
    layout
        The variant's.
    """
    style = layout.priority_name if level.is_priority else layout.name
    indented = layout.names_above and level.is_priority
    name = wrap(level.name, layout.name_width - (indent if indented else 0), style)
    note = [] if level.has_gap else wrap(level.gap_text, column - _COLUMN_AIR, layout.axis)
    name_height = len(name) * style.leading
    strip = max(_MARK_ROOM, len(note) * layout.axis.leading)
    beside, above = _ROW_AIR
    if layout.names_above:
        bottom = name_height + strip
        return Row(level, name, note, name_height, name_height, bottom, bottom + above)
    height = max(name_height, strip) + beside
    return Row(level, name, note, name_height, 0, height, height)
