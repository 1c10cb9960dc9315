"""The layout of figure 1: how long its segments are and where its texts break.

Nothing is drawn here, so that the height of the figure is known before it is made.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from digireport.report.charts.canvas import Box
from digireport.report.charts.glyphs import STATUSES, Status, ink_on
from digireport.report.charts.typesetting import TextStyle, text_width, wrap
from digireport.report.theme import CHART_SIZES, LIGHT, SEMIBOLD, ChartSizes, Variant

# All in points.
_BESIDE_BAR = 18  # kept free for the number of a thin rejected segment
_APART = 5  # between the active measures and the rejected
_SEAM = 1.5  # page colour between two fills
_MIN_SEGMENT = 3.5  # one measure of many must still be seen
_NUMBER_PADDING = 2.4  # what a number needs beyond its width; a glyph comes on top
_HATCHED_PADDING = 6.0  # likewise: some hatching must stay in sight around it
_GLYPH_PADDING = 20.0
AROUND_BAR = 1.5  # between a bar and the lines above and below


@dataclass(frozen=True)
class StatusWords:
    """The names of the statuses, and what the key says of the rejected."""

    done: str
    in_progress: str
    not_started: str
    rejected: str
    rejected_key: str

    def spell(self, counts: dict[Status, int]) -> str:
        """Return the counts as words and numbers; each pair stays on one line."""
        pairs = (f"{getattr(self, status)} {count}" for status, count in counts.items())
        return " · ".join(pair.replace(" ", "\u00a0") for pair in pairs)


@dataclass(frozen=True)
class Bar:
    """A row of the table of bars."""

    label: str
    done: int
    in_progress: int
    not_started: int
    rejected: int
    share_text: str
    base_text: str
    short_base_text: str

    @property
    def counts(self) -> dict[Status, int]:
        """The counts above zero, in the order of the segments."""
        counts = {status: int(getattr(self, status)) for status in STATUSES}
        return {status: count for status, count in counts.items() if count > 0}

    @property
    def note(self) -> str:
        """The share and its base on one line."""
        base = self.short_base_text
        return f"{self.share_text} ({base})" if self.share_text and base else self.share_text + base


@dataclass(frozen=True)
class Layout:
    """Measures and text styles of one variant."""

    width: float
    bar_height: float
    side_width: float  # the share, right of the bar; 0 puts it under the bar
    name: TextStyle
    count: TextStyle
    share: TextStyle
    base: TextStyle
    body: TextStyle  # key, and lines under the bar

    @property
    def bar_room(self) -> float:
        """What the segments of a bar may take together."""
        return self.width - self.side_width - _BESIDE_BAR


def _layout(sizes: ChartSizes, bar_height: float, side_width: float) -> Layout:
    return Layout(
        width=sizes.width,
        bar_height=bar_height,
        side_width=side_width,
        name=TextStyle(sizes.body, weight=SEMIBOLD),
        count=TextStyle(sizes.count, weight=SEMIBOLD),
        share=TextStyle(sizes.strong, weight=SEMIBOLD),
        base=TextStyle(sizes.small, LIGHT.muted),
        body=TextStyle(sizes.body),
    )


LAYOUTS: dict[Variant, Layout] = {
    "wide": _layout(CHART_SIZES["wide"], bar_height=22, side_width=92),
    "narrow": _layout(CHART_SIZES["narrow"], bar_height=24, side_width=0),
}


@dataclass(frozen=True)
class Segment:
    """A part of a bar; its box counts from the corner of the bar."""

    status: Status
    count: int
    box: Box
    number: TextStyle

    @property
    def number_width(self) -> float:
        """Width of the printed number."""
        return text_width(str(self.count), self.number)

    @property
    def holds_number(self) -> bool:
        """Whether the number fits inside."""
        padding = _HATCHED_PADDING if self.status == "rejected" else _NUMBER_PADDING
        return self.box.width >= self.number_width + padding

    @property
    def holds_glyph(self) -> bool:
        """Whether the number fits inside, with the glyph before it."""
        return self.box.width >= self.number_width + _GLYPH_PADDING


@dataclass(frozen=True)
class Block:
    """A bar with its broken lines of text."""

    layout: Layout
    name: list[str]
    segments: list[Segment]
    below: list[str]
    share: list[str]
    base: list[str]

    @property
    def name_height(self) -> float:
        """From the top of the name to the bar."""
        return len(self.name) * self.layout.name.leading + AROUND_BAR

    @property
    def side_height(self) -> float:
        """Height of the share and its base right of the bar."""
        share, base = self.layout.share.leading, self.layout.base.leading
        return len(self.share) * share + len(self.base) * base

    @property
    def height(self) -> float:
        """Height of the whole."""
        below = len(self.below) * self.layout.body.leading + AROUND_BAR
        return self.name_height + max(self.layout.bar_height + below, self.side_height)


def fitting_scale(counts: dict[Status, int], room: float) -> float:
    """Return the points of one measure at which a bar just fits, thin segments included."""
    room -= _APART
    scale = room / max(sum(counts.values()), 1)
    thick = [count for count in counts.values() if count * scale >= _MIN_SEGMENT]
    return (room - _MIN_SEGMENT * (len(counts) - len(thick))) / max(sum(thick), 1)


def lay_out(bar: Bar, scale: float, words: StatusWords, layout: Layout) -> Block:
    """Size the segments of a bar at `scale` points a measure, and break its texts."""
    width, side = layout.width, layout.side_width
    segments = _segments(bar.counts, scale, layout)
    active = [segment for segment in segments if segment.status != "rejected"]
    below = []
    if not all(segment.holds_number for segment in active):
        below += wrap(words.spell(bar.counts), width, layout.body)
    if not side and bar.note:
        below += wrap(bar.note, width, layout.body)
    return Block(
        layout,
        name=wrap(bar.label, width, layout.name),
        segments=segments,
        below=below,
        share=wrap(bar.share_text, side, layout.share) if side and bar.share_text else [],
        base=wrap(bar.base_text, side, layout.base) if side and bar.base_text else [],
    )


def _segments(counts: dict[Status, int], scale: float, layout: Layout) -> list[Segment]:
    segments = []
    x = 0.0
    for status, count in counts.items():
        width = max(count * scale, _MIN_SEGMENT)
        x += _APART if status == "rejected" else 0
        box = Box(x, 0, width - _SEAM, layout.bar_height)
        segments.append(Segment(status, count, box, replace(layout.count, colour=ink_on(status))))
        x += width
    return segments
