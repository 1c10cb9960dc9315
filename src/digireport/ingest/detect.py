"""What a file is, found from its bytes; the ending of its name is not asked."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Literal

Format = Literal["xlsx", "xlsb", "xls", "ods", "docx", "pptx", "pdf", "text"]

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")  # old Excel without a container
_CLOUD_ONLY = 0x400000  # Windows: the file's content has not been fetched
_ROOM = 300_000_000  # bytes that an archive may unpack to: a hundred large appendices

_TYPES = "[Content_Types].xml"
# The part of an archive, or the declared type, that tells what it is.
_PARTS: dict[str, Format] = {
    "xl/workbook.xml": "xlsx",
    "spreadsheetml.sheet.main": "xlsx",
    "xl/workbook.bin": "xlsb",
    "word/document.xml": "docx",
    "ppt/presentation.xml": "pptx",
}
# A stream's name in an old Office container, as UTF-16; the first that is found decides.
_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "it is protected by a password"),
    ("Workbook", ""),
    ("Book", ""),
    ("WordDocument", "it is an old Word document; save it as docx"),
    ("PowerPoint Document", "it is an old PowerPoint file; save it as pptx"),
)


def detect(path: Path) -> Format:
    """Return a file's format.

    Raises
    ------
    ValueError
        If the file cannot be read, with the reason in plain words.
    """
    status = path.stat()
    if getattr(status, "st_file_attributes", 0) & _CLOUD_ONLY:
        raise ValueError("it is only in the cloud; open it once so that it is fetched")
    if status.st_size == 0:
        raise ValueError("it is empty (0 bytes)")
    try:
        with path.open("rb") as file:
            start = file.read(8)
    except PermissionError:
        raise ValueError("another program has it open; close it there") from None
    if start.startswith(_ZIP):
        return _archive(path)
    if start == _OLE:
        return _container(path)
    if start.startswith(b"%PDF"):
        return "pdf"
    return "xls" if start.startswith(_BIFF) else "text"


def _archive(path: Path) -> Format:
    """Tell the members of the Office and OpenDocument families apart."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            names = {
                re.sub(r"[\\/]+", "/", entry.filename).lstrip("/").lower() for entry in entries
            }
            is_ods = "content.xml" in names and _mimetype(archive).endswith(".spreadsheet")
            types = archive.read(_TYPES).lower() if _TYPES in archive.namelist() else b""
            is_locked = is_ods and b"encryption-data" in archive.read("META-INF/manifest.xml")
    except (zipfile.BadZipFile, KeyError, OSError, NotImplementedError, RuntimeError):
        raise ValueError("it is damaged or cut short") from None
    size = sum(entry.file_size for entry in entries)
    if size > _ROOM:
        raise ValueError(f"it would unpack to {size // 1_000_000} MB, which no appendix does")
    if is_locked:
        raise ValueError("it is protected by a password")
    if is_ods:
        return "ods"
    for part, kind in _PARTS.items():
        if part in names or part.encode() in types:
            return kind
    raise ValueError("it is an archive that holds no workbook, document or slides")


def _mimetype(archive: zipfile.ZipFile) -> str:
    try:
        return archive.read("mimetype").decode("ascii", errors="replace").strip()
    except KeyError:
        return ""


def _container(path: Path) -> Format:
    """Tell what an old Office container holds by the names of its streams."""
    content = path.read_bytes().upper()  # the case of the names is not fixed
    for name, reason in _STREAMS:
        if name.upper().encode("utf-16-le") in content:
            if reason:
                raise ValueError(reason)
            return "xls"
    raise ValueError("it is an Office file of an unknown kind, or damaged")
