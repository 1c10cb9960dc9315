"""A period's raw folder, read whole: every file, whatever it turns out to be."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from digireport.findings import Finding, Place, find
from digireport.ingest.calamine import read_calamine
from digireport.ingest.detect import Format, detect
from digireport.ingest.excel import RefusedError, read_excel
from digireport.ingest.ods import read_ods
from digireport.ingest.pdf import read_pdf
from digireport.ingest.slides import read_slides
from digireport.ingest.tables import CellValue, RawTable, RawText
from digireport.ingest.text import read_text
from digireport.ingest.word import read_word

Part = RawTable | RawText
_READERS: dict[Format, Callable[[Path, str], Sequence[Part]]] = {
    "xlsx": read_excel,
    "xlsb": read_calamine,
    "xls": read_calamine,
    "ods": read_ods,
    "docx": read_word,
    "pptx": read_slides,
    "pdf": read_pdf,
    "text": lambda path, name: [read_text(path, name)],
}
# Written by people for the pipeline, not data; and what operating systems leave behind.
_NOT_DATA = {"corrections.toml", "decisions.toml", "comments.md", "thumbs.db", "desktop.ini"}


@dataclass(frozen=True)
class RawFolder:
    """Everything that a raw folder holds.

    Attributes
    ----------
    hashes : dict of str to str
        SHA-256 of each data file by its name.
    """

    name: str
    hashes: dict[str, str]
    tables: tuple[RawTable, ...]
    texts: tuple[RawText, ...]
    findings: tuple[Finding, ...]


def read_folder(folder: Path) -> RawFolder:
    """Read all data files of a folder.

    A file that cannot be read is a finding; the others are still read.
    """
    hashes: dict[str, str] = {}
    tables: list[RawTable] = []
    texts: list[RawText] = []
    findings: list[Finding] = []
    paths = sorted(folder.iterdir(), key=_shown_name) if folder.is_dir() else []
    for path in paths:
        name = _shown_name(path)
        if name.startswith(".") or name.casefold() in _NOT_DATA:
            continue
        if name.startswith("~$"):
            findings.append(find("open-in-excel", Place(name), value=name))
            continue
        if path.is_dir():
            findings.append(find("folder-inside", Place(name)))
            continue
        try:
            hashes[name] = hashlib.sha256(path.read_bytes()).hexdigest()
            parts = _read(path, name, findings)
        except (ValueError, OSError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            findings.append(find("unreadable-file", Place(name), reason=reason))
            continue
        tables += [part for part in parts if isinstance(part, RawTable)]
        texts += [part for part in parts if isinstance(part, RawText)]
    if not hashes and not findings:
        findings.append(find("no-files", period=folder.name))
    return RawFolder(folder.name, hashes, tuple(tables), tuple(texts), tuple(findings))


def _read(path: Path, name: str, findings: list[Finding]) -> Sequence[Part]:
    """Read a file by its content; a workbook that the first reader refuses gets a second."""
    kind = detect(path)
    try:
        parts = _READERS[kind](path, name)
    except RefusedError:
        parts = read_calamine(path, name)
        findings.append(find("second-reader", Place(name)))
        kind = "xls"
    if kind in ("xls", "xlsb"):
        findings += _unformatted(parts)
    is_office = path.suffix.casefold().lstrip(".") in {*_READERS, "xlsm", "doc", "ppt"}
    if kind == "text" and is_office and isinstance(parts[0], RawText):
        raise ValueError("it is damaged, or not what its name says")
    return parts


def _unformatted(parts: Sequence[Part]) -> list[Finding]:
    """Warn once a sheet if it holds a date or decimal, whose format this reader does not see."""
    found = []
    for table in parts:
        for row in table.rows if isinstance(table, RawTable) else ():
            told = [p for p, v in enumerate(row.values) if _needs_format(v)]
            if told and isinstance(table, RawTable):
                found.append(find("values-only", table.place(row.number, told[0])))
                break
    return found


def _needs_format(value: CellValue) -> bool:
    return isinstance(value, date) or (isinstance(value, float) and not value.is_integer())


def _shown_name(path: Path) -> str:
    """Return a file's name in one Unicode form; macOS hands out the decomposed one."""
    return unicodedata.normalize("NFC", path.name)
