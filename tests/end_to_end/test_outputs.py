"""What lies in the published folders: the same bytes anywhere, and nothing that should not."""

from __future__ import annotations

import hashlib
import io
import json
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest


def files(folder: Path) -> dict[str, bytes]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def readable(name: str, content: bytes, text: str = "") -> str:
    """Return all text of a file; a PDF's streams are unpacked first."""
    if name.endswith(".pdf"):
        unpacked = io.BytesIO()
        with pikepdf.open(io.BytesIO(content)) as pdf:
            strings = [str(item) for item in pdf.objects if isinstance(item, pikepdf.String)]
            pdf.save(unpacked, compress_streams=False, qdf=True)
        text = "\n".join([text, *strings])
        content = unpacked.getvalue()
    return text + content.decode("utf-8", errors="replace")


@pytest.fixture(scope="module")
def texts(both_runs: list[Any]) -> dict[str, str]:
    """Everything that both runs published, as text, with the text of PDF pages."""
    found = {}
    for number, made in enumerate(both_runs):
        for audience in ("internal", "public"):
            for name, content in files(made.reports / audience).items():
                pages = made.pdf_pages(audience) if name.endswith(".pdf") else []
                found[f"{number}/{audience}/{name}"] = readable(name, content, "\n".join(pages))
    return found


def of(texts: dict[str, str], audience: str) -> Iterator[tuple[str, str]]:
    return ((name, text) for name, text in texts.items() if f"/{audience}/" in name)


def test_the_folders_hold_what_they_should(made: Any) -> None:
    stem = "2026H1/digitiekartta-2026H1-fi"
    public = [f"{stem}.html", f"{stem}.pdf", "2026H1/manifest.json"]
    notebooks = ["01-measures", "02-survey", "03-status", "04-levels", "05-report-fi"]
    internal = [*public, *(f"2026H1/notebooks/{name}.ipynb" for name in notebooks)]
    assert list(files(made.reports / "public")) == public
    assert list(files(made.reports / "internal")) == internal
    assert {path.name for path in made.reports.iterdir()} == {"internal", "public", ".staging"}
    assert {path.name for path in (made.reports / ".staging").iterdir()} <= {"lock"}


def test_two_places_clocks_and_users_give_the_same_bytes(both_runs: list[Any]) -> None:
    one, other = (files(made.reports) for made in both_runs)
    assert list(one) == list(other)
    assert [name for name, content in one.items() if other[name] != content] == []


def test_nothing_names_the_folder_the_user_or_the_host(
    texts: dict[str, str], both_runs: list[Any]
) -> None:
    secrets = [str(made.root) for made in both_runs]
    secrets += [str(both_runs[0].root.parent), "home-of-"]
    assert [(name, word) for name, text in texts.items() for word in secrets if word in text] == []


def test_no_text_file_names_the_host(texts: dict[str, str]) -> None:
    host = re.compile(rf"\b{re.escape(socket.gethostname())}\b")
    plain = {name: text for name, text in texts.items() if not name.endswith(".pdf")}
    words = {name: re.sub(r"base64,[\w+/=]+", "", text) for name, text in plain.items()}
    assert [name for name, text in words.items() if host.search(text)] == []


def test_the_only_time_of_day_is_the_midnight_of_the_status_date(texts: dict[str, str]) -> None:
    iso, pdf = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", r"D:\d{14}"
    found = {time for text in texts.values() for time in re.findall(f"{iso}|{pdf}", text)}
    assert found == {"2026-04-30T00:00:00", "D:20260430000000"}


def test_the_public_folder_names_no_input_and_no_unlisted_owner(
    texts: dict[str, str], made: Any
) -> None:
    raw = [path.name for path in (made.root / "data" / "raw").rglob("*") if path.is_file()]
    assert len(raw) >= 6
    secrets = [*raw, "Hanketyöntekijä", "data/raw", ".xlsx", ".csv"]
    found = [(name, word) for name, text in of(texts, "public") for word in secrets if word in text]
    assert found == []


def test_the_internal_folder_does_name_them(texts: dict[str, str]) -> None:
    for end in (".html", ".pdf", ".ipynb"):
        some = [text for name, text in of(texts, "internal") if name.endswith(end)]
        assert any("Hanketyöntekijä" in text for text in some)
    manifests = [text for name, text in of(texts, "internal") if name.endswith("manifest.json")]
    assert all('"2026H1/toimenpideliite-2026-04.xlsx"' in text for text in manifests)


def test_no_answer_of_a_single_person_is_published(texts: dict[str, str]) -> None:
    assert [name for name, text in texts.items() if "respondent" in text] == []


def test_the_manifest_has_the_hash_of_every_other_file(made: Any, audience: str) -> None:
    folder = made.reports / audience / "2026H1"
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    others = {name: data for name, data in files(folder).items() if name != "manifest.json"}
    assert manifest["outputs"] == {
        name: hashlib.sha256(data).hexdigest() for name, data in others.items()
    }
    assert manifest["audience"] == audience
    assert manifest["status_date"] == "2026-04-30"


def test_raw_data_are_as_they_were(both_runs: list[Any], sample_root: Path) -> None:
    for made in both_runs:
        assert files(made.root / "data" / "raw") == files(sample_root / "data" / "raw")
        assert files(made.root / "notebooks") == files(sample_root / "notebooks")


def test_the_json_tells_the_whole_run(made: Any) -> None:
    said = json.loads(made.stdout)
    assert list(said) == ["period", "figures", "findings", "outputs", "seconds", "reused"]
    assert said["period"] == "2026H1"
    assert said["seconds"] > 0
    assert [(made.root / path).is_file() for path in said["outputs"]] == [True] * 4
    assert said["findings"]["counts"]["error"] == 0
    assert sum(said["findings"]["counts"].values()) == len(said["findings"]["list"])


def test_results_are_on_stdout_and_progress_on_stderr(both_runs: list[Any]) -> None:
    as_json, as_text = both_runs
    for made in both_runs:
        lines = made.stderr.splitlines()
        assert len(lines) == 8
        assert all(re.fullmatch(r"\[\d/8\] \d\d-[a-z]+( \w+)*", line) for line in lines)
    assert as_json.stdout.count("\n") == 1
    assert as_text.stdout.startswith("Period 2026H1, status date 2026-04-30\n")
    outputs = [line.strip() for line in as_text.stdout.splitlines()[-4:]]
    assert all(Path(path).is_file() for path in outputs)
