"""How words from files are compared with words from the configuration.

Files break lines and hyphens inside names, use soft hyphens, odd blanks and any case.
Two wordings are the same when their letters and digits are the same.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable

_MEANINGFUL = "%#"


def key(text: str) -> str:
    r"""Reduce a wording to what is compared.

    >>> key("asiointi-\nmahdollisuuksien") == key("Asiointimahdollisuuksien ")
    True
    >>> key("100 %")
    '100%'
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if c.isalnum() or c in _MEANINGFUL)


def tidy(text: str) -> str:
    r"""Make one readable line of a cell's text.

    A hyphen before a line break is kept when a blank would follow it in running text
    (``Tieto-\nja`` stays ``Tieto- ja``), which only the configured name can decide.

    >>> tidy(" Sähköisten\npalvelujen\xa0 laatu ")
    'Sähköisten palvelujen laatu'
    """
    return " ".join(unicodedata.normalize("NFC", text).replace("\xad", "").split())


def suggest(text: str, known: Iterable[str]) -> str:
    """Return the known wording that looks most like this one, or an empty string.

    A suggestion is only ever shown, never used.

    >>> suggest("Kesken eräinen", ["Valmis", "Kesken", "Keskeneräinen"])
    'Keskeneräinen'
    """
    by_key = {key(word): word for word in known}
    close = difflib.get_close_matches(key(text), by_key, n=1, cutoff=0.75)
    return by_key[close[0]] if close else ""
