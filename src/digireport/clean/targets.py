"""Target levels by perspective, as the management group set them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

import pandas as pd

from digireport.clean.ledger import Entry
from digireport.clean.recognise import Sheet
from digireport.contracts import TARGETS, frame_of
from digireport.findings import Finding, find
from digireport.normalise import key
from digireport.roadmap import LEVELS, Roadmap


def read_targets(
    sheets: Sequence[Sheet], roadmap: Roadmap
) -> tuple[pd.DataFrame, list[Entry], list[Finding]]:
    """Read target levels; a perspective that alone has none, or has two, is a finding.

    Returns
    -------
    tuple
        A frame of `TARGETS`, a ledger entry for each row, and what was found.
    """
    levels: dict[int, float] = {}
    entries: list[Entry] = []
    findings: list[Finding] = []
    for sheet in sheets:
        columns = sheet.columns(roadmap.target_role_of)
        entries += [
            Entry(sheet.table.file, sheet.table.sheet, row.number, "set_aside", "headings")
            for row in (*sheet.above, sheet.header)
        ]
        for row in sheet.below:
            name, level = row.text(columns["perspective"]), row.text(columns["target"])
            number = roadmap.perspective_of.get(key(name))
            place = sheet.table.place(row.number, columns["target"])
            if number is None:
                named = sheet.table.place(row.number, columns["perspective"])
                fault = find("unknown-target", named, value=name)
            elif (value := read_level(level)) is None:
                fault = find("target-off-scale", place, value=level, number=number)
            elif number in levels:
                fault = find("target-twice", place, number=number)
            else:
                levels[number] = value
                entries.append(Entry(sheet.table.file, sheet.table.sheet, row.number, "clean"))
                continue
            findings.append(fault)
            entries.append(
                Entry(sheet.table.file, sheet.table.sheet, row.number, "quarantined", fault.kind)
            )
    told = {fault.words.get("number") for fault in findings}
    findings += [
        find(
            "no-target", sheets[0].table.place(), number=p.number, name=next(iter(p.name.values()))
        )
        for p in roadmap.perspectives
        if levels and p.number not in levels and str(p.number) not in told
    ]
    rows: list[dict[str, object]] = [
        {"perspective": number, "target": level} for number, level in sorted(levels.items())
    ]
    return frame_of(TARGETS, rows), entries, findings


def read_level(text: str) -> float | None:
    """Read a level with a decimal comma or point; None if it is not on the scale.

    >>> read_level("4,3"), read_level("6"), read_level("hyvä")
    (4.3, None, None)
    """
    try:
        level = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    return float(level) if level.is_finite() and 1 <= level <= LEVELS else None
