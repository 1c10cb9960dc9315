"""Text in charts: how wide it is, and where it breaks.

Nothing is clipped or shortened: a name takes as many lines as it needs, and a word that
is wider than its column is broken, as a last resort, at a joint it marks itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from digireport.report.theme import FONT_FAMILY, LIGHT, REGULAR, register_fonts

_SOFT_HYPHEN = "\u00ad"
_BALANCING_STEP = 2.0  # points
_FEWEST_LETTERS = 3  # on each side of a break inside a word


@dataclass(frozen=True)
class TextStyle:
    """Size in points, colour and weight of a text."""

    size: float
    colour: str = LIGHT.ink
    weight: int = REGULAR

    @property
    def leading(self) -> float:
        """Distance between baselines, in points."""
        return 1.27 * self.size

    @property
    def ascent(self) -> float:
        """Distance from the top of a line down to its baseline, in points."""
        return 0.97 * self.size

    @property
    def drop(self) -> float:
        """Distance from the middle of a figure or capital down to its baseline, in points."""
        return 0.33 * self.size


@lru_cache(maxsize=4096)
def text_width(text: str, style: TextStyle) -> float:
    """Return the width of a text on one line, in points."""
    register_fonts()
    font = FontProperties(family=FONT_FAMILY, weight=style.weight, size=style.size)
    width, _height, _descent = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    return float(width)


def wrap(text: str, room: float, style: TextStyle) -> list[str]:
    """Break a text into as few lines as fit in `room` points, of lengths as even as can be.

    It breaks at spaces; no-break spaces hold. A word wider than `room` breaks at its last
    soft or plain hyphen that fits, and without one between two letters.
    """
    words = [part for word in text.split(" ") for part in _break_word(word, room, style)]
    lines = _fill(words, room, style)
    narrower = room - _BALANCING_STEP
    while narrower > 0:
        tighter = _fill(words, narrower, style)
        fits = max(text_width(line, style) for line in tighter) <= narrower
        if len(tighter) > len(lines) or not fits:
            break
        lines = tighter
        narrower -= _BALANCING_STEP
    return lines


def _fill(words: list[str], room: float, style: TextStyle) -> list[str]:
    lines = words[:1]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if text_width(longer, style) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _break_word(word: str, room: float, style: TextStyle) -> list[str]:
    plain = word.replace(_SOFT_HYPHEN, "")
    if text_width(plain, style) <= room:
        return [plain]
    cuts = range(_FEWEST_LETTERS, len(word) - _FEWEST_LETTERS + 1)
    joints = [cut for cut in cuts if word[cut - 1] in (_SOFT_HYPHEN, "-")]
    for cut in (*reversed(joints), *reversed(cuts)):
        head = word[:cut].replace(_SOFT_HYPHEN, "").removesuffix("-") + "-"
        if text_width(head, style) <= room:
            return [head, *_break_word(word[cut:], room, style)]
    return [plain]  # too short to break: no column is as narrow
