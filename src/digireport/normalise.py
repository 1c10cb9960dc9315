"""How words from files are compared with words from the configuration.

Files break lines and hyphens inside names, use soft hyphens, odd blanks and any case.
Two wordings are the same when their letters and digits are the same.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

_MEANINGFUL = "%#"
# Control characters that are no blanks, soft hyphens, and what has no width or turns text round.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)


def key(text: str) -> str:
    r"""Reduce a wording to what is compared.

    >>> key("asiointi-\nmahdollisuuksien") == key("Asiointimahdollisuuksien ")
    True
    >>> key("100 %")
    '100%'

    A wording of signs only keeps them, so that it never looks empty.

    >>> key(" - ")
    '-'
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    said = "".join(c for c in folded if c.isalnum() or c in _MEANINGFUL)
    return said or tidy(folded).replace(" ", "")


def tidy(text: str) -> str:
    r"""Make one readable line of a cell's text.

    A hyphen before a line break is kept when a blank would follow it in running text
    (``Tieto-\nja`` stays ``Tieto- ja``), which only the configured name can decide.

    >>> tidy(" Sähköisten\npalvelujen\xa0 laatu ")
    'Sähköisten palvelujen laatu'
    """
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


def likeness(one: str, other: str) -> float:
    """Return how alike two wordings are, from 0 to 1.

    >>> likeness("Chatbotin kokeilu", "chatbotin  kokeilu.")
    1.0
    """
    return difflib.SequenceMatcher(None, key(one), key(other), autojunk=False).ratio()


def suggest(text: str, known: Iterable[str]) -> str:
    """Return the known wording that looks most like this one, or an empty string.

    A suggestion is only ever shown, never used.

    >>> suggest("Kesken eräinen", ["Valmis", "Kesken", "Keskeneräinen"])
    'Keskeneräinen'
    """
    by_key = {key(word): word for word in known}
    close = difflib.get_close_matches(key(text), by_key, n=1, cutoff=0.75)
    return by_key[close[0]] if close else ""
