from __future__ import annotations

import hashlib
import json
from pathlib import Path

from digireport.pipeline.manifest import write_manifest


def test_it_has_what_the_run_knows_and_the_hash_of_every_file(tmp_path: Path) -> None:
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "raportti.html").write_bytes(b"<p>")
    (tmp_path / "notebooks" / "ä.ipynb").write_bytes(b"{}")
    write_manifest(tmp_path, {"period": "2026H1"})
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["period"] == "2026H1"
    assert manifest["outputs"] == {
        "notebooks/ä.ipynb": hashlib.sha256(b"{}").hexdigest(),
        "raportti.html": hashlib.sha256(b"<p>").hexdigest(),
    }
    assert {"digireport", "python", "typst", "pandas"} <= set(manifest["versions"])


def test_the_same_folder_gives_the_same_bytes(tmp_path: Path) -> None:
    texts = []
    for facts in ({"a": "ä", "b": 1}, {"b": 1, "a": "ä"}):
        (tmp_path / "manifest.json").unlink(missing_ok=True)
        write_manifest(tmp_path, facts)
        texts.append((tmp_path / "manifest.json").read_bytes())
    assert texts[0] == texts[1]
    assert texts[0].endswith(b"}\n")
    assert "ä".encode() in texts[0]
