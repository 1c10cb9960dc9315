from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path

import pytest

from digireport.ingest.folder import RawFolder, read_folder

GOOD = "Nro;Toimenpide\n1.1;Verkkosivut\n"


def fill(folder: Path, **files: str) -> RawFolder:
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    return read_folder(folder)


def kinds(raw: RawFolder) -> list[tuple[str, str]]:
    return [(finding.kind, finding.place.file) for finding in raw.findings]


def test_every_file_is_read_and_hashed(tmp_path: Path) -> None:
    raw = fill(tmp_path / "2026H1", **{"b.csv": GOOD, "a.txt": "rivi", "C.CSV": GOOD})
    assert raw.name == "2026H1"
    assert raw.hashes["b.csv"] == hashlib.sha256(GOOD.encode()).hexdigest()
    assert [t.file for t in raw.tables] == ["C.CSV", "b.csv"]
    assert [t.file for t in raw.texts] == ["a.txt"]
    assert raw.findings == ()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("liite.xlsx", "unreadable-file"),
        ("liite.xlsm", "unreadable-file"),
        ("~$liite.xlsx", "open-in-excel"),
        ("liite.xls", "unreadable-file"),
        ("liite.ods", "unreadable-file"),
        ("liite.docx", "unreadable-file"),
        ("liite.pdf", "unreadable-file"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_finding_and_the_others_are_read(
    tmp_path: Path, name: str, kind: str
) -> None:
    raw = fill(tmp_path / "2026H1", **{name: "no workbook", "a.csv": GOOD, "z.csv": GOOD})
    assert kinds(raw) == [(kind, name)]
    assert [t.file for t in raw.tables] == ["a.csv", "z.csv"]


def test_text_under_any_other_name_is_read_as_text(tmp_path: Path) -> None:
    raw = fill(tmp_path / "2026H1", **{"lue minut": "Hei"})
    assert [text.lines for text in raw.texts] == [("Hei",)]


def test_a_table_under_a_wrong_ending_is_read_all_the_same(tmp_path: Path) -> None:
    raw = fill(tmp_path / "2026H1", **{"liite.xlsx": GOOD})
    assert [t.file for t in raw.tables] == ["liite.xlsx"]
    assert raw.findings == ()


def test_a_folder_inside_is_told(tmp_path: Path) -> None:
    (tmp_path / "2026H1" / "vanhat.csv").mkdir(parents=True)
    assert kinds(read_folder(tmp_path / "2026H1")) == [("folder-inside", "vanhat.csv")]


def test_what_people_and_systems_leave_is_no_data_and_no_finding(tmp_path: Path) -> None:
    left = (
        "corrections.toml",
        "decisions.toml",
        "comments.md",
        "Thumbs.db",
        ".DS_Store",
        "._a.csv",
    )
    raw = fill(tmp_path / "2026H1", **dict.fromkeys(left, "x"), **{"a.csv": GOOD})
    assert list(raw.hashes) == ["a.csv"]
    assert raw.findings == ()


def test_a_data_file_named_comments_is_read(tmp_path: Path) -> None:
    raw = fill(tmp_path / "2026H1", **{"comments-2026.csv": GOOD})
    assert [t.file for t in raw.tables] == ["comments-2026.csv"]


@pytest.mark.parametrize("folder", ["empty", "absent"])
def test_a_folder_without_files_is_told(tmp_path: Path, folder: str) -> None:
    (tmp_path / "empty").mkdir()
    raw = read_folder(tmp_path / folder)
    assert [str(finding) for finding in raw.findings] == [
        f"data/raw/{folder} does not exist or holds no files (put this period's appendix there)."
    ]


def test_names_are_shown_in_one_form_whatever_the_disk_keeps(tmp_path: Path) -> None:
    """macOS writes ä as two characters."""
    raw = fill(tmp_path / "2026H1", **{unicodedata.normalize("NFD", "pöytä.csv"): GOOD})
    assert list(raw.hashes) == [raw.tables[0].file] == [unicodedata.normalize("NFC", "pöytä.csv")]


def test_a_file_that_the_system_withholds_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows a file that somebody has open may not be read at all."""
    real = Path.read_bytes

    def withhold(path: Path) -> bytes:
        if path.name == "liite.csv":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", withhold)
    raw = fill(tmp_path / "2026H1", **{"liite.csv": GOOD, "muu.csv": GOOD})
    [finding] = raw.findings
    assert str(finding) == (
        "liite.csv: the file cannot be read: Permission denied (open it in its own program, save "
        "it again and replace it)."
    )
    assert [t.file for t in raw.tables] == ["muu.csv"]
