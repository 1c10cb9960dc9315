"""How a status looks in a chart: fill, outline, hatching, and a glyph in the colour on it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from matplotlib.patches import Circle, RegularPolygon, Wedge

from digireport.report.charts.canvas import FILL, GLYPH, PLATE, Box, Canvas, Point, Stroke
from digireport.report.theme import LIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

Status = Literal["done", "in_progress", "not_started", "rejected"]
STATUSES: tuple[Status, ...] = get_args(Status)  # in the order of every figure and table

GLYPH_RADIUS = 5.0
_OUTLINE = 0.9


@dataclass(frozen=True)
class _Look:
    fill: str
    ink: str  # number and glyph on the fill
    outline: str | None = None
    is_hatched: bool = False


_LOOKS: dict[Status, _Look] = {
    "done": _Look(LIGHT.done, LIGHT.ondone),
    "in_progress": _Look(LIGHT.prog, LIGHT.onprog),
    "not_started": _Look(LIGHT.todo, LIGHT.ontodo, outline=LIGHT.line),
    "rejected": _Look(LIGHT.bg, LIGHT.ink, outline=LIGHT.rej, is_hatched=True),
}

# Strokes of the glyphs that are not round, in radii from the centre, and their width.
_CHECK = ((-0.62, 0.05), (-0.12, 0.55), (0.68, -0.5))
_CROSS = ((-0.52, -0.52), (0.52, 0.52)), ((-0.52, 0.52), (0.52, -0.52))
_STROKED: dict[Status, tuple[Sequence[Sequence[Point]], float]] = {
    "done": ((_CHECK,), 1.6),
    "rejected": (_CROSS, 1.4),
}
_RING_RADIUS = 0.74
_RING_WIDTH = 1.2


def ink_on(status: Status) -> str:
    """Return the colour of a number on the fill of a status."""
    return _LOOKS[status].ink


def draw_fill(canvas: Canvas, box: Box, status: Status) -> None:
    """Fill a box as its status asks."""
    look = _LOOKS[status]
    edge = Stroke(look.outline, _OUTLINE) if look.outline else None
    canvas.box(box, look.fill, edge, FILL)
    if look.is_hatched:
        canvas.hatch(box.inset(_OUTLINE), LIGHT.rej)


def draw_plate(canvas: Canvas, box: Box, status: Status) -> None:
    """Clear the hatching where something is to be read; other fills need no plate."""
    if _LOOKS[status].is_hatched:
        canvas.box(box, LIGHT.bg, layer=PLATE)


def draw_glyph(canvas: Canvas, centre: Point, status: Status) -> None:
    """Draw the glyph of a status: check, half ring, ring or cross."""
    colour = _LOOKS[status].ink
    if status in _STROKED:
        paths, width = _STROKED[status]
        placed = [[_from_centre(centre, point) for point in path] for path in paths]
        canvas.lines(placed, Stroke(colour, width, "round"), GLYPH)
        return
    radius = _RING_RADIUS * GLYPH_RADIUS
    ring = Circle(centre, radius, facecolor="none", edgecolor=colour, linewidth=_RING_WIDTH)
    canvas.add(ring, GLYPH)
    if status == "in_progress":
        canvas.add(Wedge(centre, radius, 90, 270, facecolor=colour, edgecolor="none"), GLYPH)


def draw_triangle(canvas: Canvas, centre: Point) -> None:
    """Draw the mark of a priority."""
    triangle = RegularPolygon(
        centre, 3, radius=4.2, orientation=math.pi, facecolor=LIGHT.att, edgecolor="none"
    )
    canvas.add(triangle, GLYPH)


def _from_centre(centre: Point, point: Point) -> Point:
    return centre[0] + GLYPH_RADIUS * point[0], centre[1] + GLYPH_RADIUS * point[1]
