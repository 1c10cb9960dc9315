"""A drawing surface whose unit is one point, from the top left corner, y downward.

It stands on matplotlib's `Figure` alone and not on pyplot, so that no state is shared
between charts and no figure stays open. Nothing on it is clipped.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from matplotlib.figure import Figure
from matplotlib.patches import Patch, PathPatch, Rectangle
from matplotlib.path import Path

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matplotlib.axes import Axes

    from digireport.report.charts.typesetting import TextStyle

Point = tuple[float, float]

# What lies over what.
GRID, FILL, HATCH, PLATE, MARK, GLYPH = range(6)

_POINTS_PER_INCH = 72
_HATCH_STEP = 4.6
_HATCH_WIDTH = 0.7


@dataclass(frozen=True)
class Box:
    """A rectangle by its top left corner, in points."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> Point:
        """The centre."""
        return self.x + self.width / 2, self.y + self.height / 2

    def inset(self, margin: float) -> Box:
        """Return the box smaller by `margin` on each side, down to nothing."""
        width, height = (max(side - 2 * margin, 0) for side in (self.width, self.height))
        return Box(self.x + margin, self.y + margin, width, height)


@dataclass(frozen=True)
class Stroke:
    """Colour and width in points of a line."""

    colour: str
    width: float
    cap: Literal["butt", "round"] = "butt"


@dataclass(frozen=True)
class Canvas:
    """A figure and the axes that cover it."""

    figure: Figure
    axes: Axes

    @classmethod
    def blank(cls, width: float, height: float) -> Canvas:
        """Return an empty canvas of this size in points, without frame or background."""
        figure = Figure(figsize=(width / _POINTS_PER_INCH, height / _POINTS_PER_INCH))
        figure.patch.set_visible(False)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        axes.set_xlim(0, width)
        axes.set_ylim(height, 0)
        return cls(figure, axes)

    def add(self, patch: Patch, layer: int) -> None:
        """Add a shape."""
        patch.set(clip_on=False, zorder=layer)
        self.axes.add_patch(patch)

    def text(
        self,
        point: Point,
        text: str,
        style: TextStyle,
        align: Literal["left", "center", "right"] = "left",
    ) -> None:
        """Write one line; `point` is on its baseline."""
        self.axes.text(
            *point,
            text,
            fontsize=style.size,
            fontweight=style.weight,
            color=style.colour,
            ha=align,
            va="baseline",
            zorder=GLYPH,
        )

    def paragraph(
        self,
        point: Point,
        lines: Sequence[str],
        style: TextStyle,
        align: Literal["left", "right"] = "left",
    ) -> None:
        """Write lines under each other; `point` is the corner above the first.

        Each is a text of its own: in SVG a text of many lines loses its alignment.
        """
        x, top = point
        for number, line in enumerate(lines):
            baseline = top + number * style.leading + style.ascent
            self.text((x, baseline), line, style, align)

    def box(self, box: Box, fill: str, edge: Stroke | None = None, layer: int = FILL) -> None:
        """Fill a box; its edge, if any, is drawn inside it."""
        inner = box.inset(edge.width / 2) if edge else box
        patch = Rectangle(
            (inner.x, inner.y),
            inner.width,
            inner.height,
            facecolor=fill,
            edgecolor=edge.colour if edge else "none",
            linewidth=edge.width if edge else 0,
        )
        self.add(patch, layer)

    def lines(self, paths: Iterable[Sequence[Point]], stroke: Stroke, layer: int) -> None:
        """Draw open lines as one shape."""
        points: list[Point] = []
        codes = []
        for path in paths:
            points += path
            codes += [Path.MOVETO, *[Path.LINETO] * (len(path) - 1)]
        if not points:
            return
        patch = PathPatch(
            Path(points, codes),
            facecolor="none",
            edgecolor=stroke.colour,
            linewidth=stroke.width,
            capstyle=stroke.cap,
            joinstyle="round",
        )
        self.add(patch, layer)

    def hatch(self, box: Box, colour: str) -> None:
        """Fill a box with diagonal lines that end at its edges.

        Not with matplotlib's own hatching: its tile has an opaque ground that keeps its
        colour when the page turns dark.
        """
        paths = []
        reach = _HATCH_STEP / 2  # where the line meets the left edge, down from the top
        while reach < box.width + box.height:
            start = box.x + max(reach - box.height, 0), box.y + min(reach, box.height)
            end = box.x + min(reach, box.width), box.y + max(reach - box.width, 0)
            paths.append((start, end))
            reach += _HATCH_STEP
        self.lines(paths, Stroke(colour, _HATCH_WIDTH), HATCH)


def flow(widths: Sequence[float], room: float, gap: float) -> list[tuple[float, int]]:
    """Place things side by side, in a new row when one does not fit.

    Returns
    -------
    list of (float, int)
        Left edge in points and row, counted from 0, of each thing.

    Examples
    --------
    >>> flow([40, 40, 40], room=100, gap=10)
    [(0.0, 0), (50.0, 0), (0.0, 1)]
    """
    places = []
    x, row = 0.0, 0
    for width in widths:
        if x > 0 and x + width > room:
            x, row = 0.0, row + 1
        places.append((x, row))
        x += width + gap
    return places
