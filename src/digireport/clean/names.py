"""Who answers for a measure, where and for what: owners, units and perspectives by name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from digireport.clean.appendix import MeasureRow
from digireport.normalise import key, tidy
from digireport.roadmap import Roadmap

LinkRole = Literal["owner", "unit", "perspective"]
EXCEL_ERRORS = {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"}
_BETWEEN_NAMES = (r"[;/]", r"\n", r",", r"&|\bja\b|\bsekä\b")  # the surest first


def read_links(row: MeasureRow, roadmap: Roadmap) -> list[dict[str, object]]:
    """Return the measure's owners, units and perspectives, each once.

    Returns
    -------
    list of dict
        Rows of `contracts.LINKS`; an unknown name is its own target.
    """
    targets: dict[LinkRole, dict[str, str]] = {
        "owner": roadmap.owner_of,
        "unit": roadmap.unit_of,
        "perspective": {word: str(number) for word, number in roadmap.perspective_of.items()},
    }
    found: dict[tuple[LinkRole, str], bool] = {}
    for kind, target_of in targets.items():
        if row.text(kind) in EXCEL_ERRORS:
            continue
        for name in split_names(row.written(kind), target_of):
            target = target_of.get(key(name))
            found.setdefault((kind, target or name), target is not None)
    return [
        {"measure_id": row.id, "kind": kind, "target": target, "is_known": is_known}
        for (kind, target), is_known in found.items()
    ]


def split_names(text: str, known: Iterable[str]) -> list[str]:
    """Split a cell that may name several; a name that is known as a whole stays whole.

    A semicolon or slash always stands between names; a line break, comma or "and" may belong
    to a name, and separates only if a known name stands beside it.

    >>> split_names("Talousjohtaja / Hankintapäällikkö", [])
    ['Talousjohtaja', 'Hankintapäällikkö']
    >>> split_names("Hyvinvointi ja elinvoima", ["hyvinvointijaelinvoima"])
    ['Hyvinvointi ja elinvoima']
    """
    keys = set(known)
    if not any(character.isalnum() for character in text):
        return []
    if key(text) not in keys:
        for separator in _BETWEEN_NAMES:
            parts = [part for part in re.split(separator, text) if key(part)]
            if len(parts) == 1:
                continue
            names = [name for part in parts for name in split_names(part, keys)]
            if separator == _BETWEEN_NAMES[0] or any(key(name) in keys for name in names):
                return names
    return [tidy(text)]
