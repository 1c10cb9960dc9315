"""A period's raw folder, read whole: every file, whatever it turns out to be."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from digireport.findings import Finding, Place, find
from digireport.ingest.excel import read_excel
from digireport.ingest.tables import RawTable, RawText
from digireport.ingest.text import read_text

_READERS: dict[str, Callable[[Path, str], RawTable | RawText | list[RawTable]]] = {
    ".xlsx": read_excel,
    ".xlsm": read_excel,
    ".csv": read_text,
    ".tsv": read_text,
    ".txt": read_text,
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
        reader = _READERS.get(path.suffix.casefold())
        if reader is None or not path.is_file():
            findings.append(find("unknown-format", Place(name)))
            continue
        try:
            hashes[name] = hashlib.sha256(path.read_bytes()).hexdigest()
            content = reader(path, name)
        except (ValueError, OSError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            findings.append(find("unreadable-file", Place(name), reason=reason))
            continue
        for part in content if isinstance(content, list) else [content]:
            if isinstance(part, RawText):
                texts.append(part)
            else:
                tables.append(part)
    if not hashes and not findings:
        findings.append(find("no-files", period=folder.name))
    return RawFolder(folder.name, hashes, tuple(tables), tuple(texts), tuple(findings))


def _shown_name(path: Path) -> str:
    """Return a file's name in one Unicode form; macOS hands out the decomposed one."""
    return unicodedata.normalize("NFC", path.name)
