"""Frames and facts on disk: the only place that reads and writes `data/processed/`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from digireport.errors import UsageError
from digireport.findings import Finding, from_frame, to_frame

EARLIER = "earlier"  # folder of the earlier half-years that an edition is compared with
Facts = dict[str, Any]  # what JSON can hold


def save_frames(folder: Path, frames: Mapping[str, pd.DataFrame]) -> None:
    """Write each frame as `<name>.parquet`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in frames.items():
        frame.to_parquet(folder / f"{name}.parquet", index=False)


def load_frame(folder: Path, name: str) -> pd.DataFrame:
    """Read one frame.

    Raises
    ------
    UsageError
        If the step that makes it has not been run.
    """
    path = folder / f"{name}.parquet"
    if not path.is_file():
        raise UsageError(f"{path.as_posix()} is missing: run the earlier notebooks first.")
    return pd.read_parquet(path)


def save_facts(folder: Path, name: str, facts: Facts) -> None:
    """Write facts that are no table as `<name>.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8", newline="\n")


def load_facts(folder: Path, name: str) -> Facts:
    """Read facts; an earlier step must have written them (else `UsageError`)."""
    path = folder / f"{name}.json"
    if not path.is_file():
        raise UsageError(f"{path.as_posix()} is missing: run the earlier notebooks first.")
    facts: Facts = json.loads(path.read_text(encoding="utf-8"))
    return facts


def save_findings(folder: Path, step: str, findings: tuple[Finding, ...] | list[Finding]) -> None:
    """Write the findings of one step."""
    save_frames(folder, {f"findings-{step}": to_frame(findings)})


def load_findings(folder: Path, *steps: str) -> list[Finding]:
    """Read the findings of the steps that have run, each once, errors first."""
    paths = [folder / f"findings-{step}.parquet" for step in steps]
    frames = [pd.read_parquet(path) for path in paths if path.is_file()]
    if not frames:
        return []
    every = pd.concat(frames, ignore_index=True).drop_duplicates(["severity", "sentence"])
    return from_frame(to_frame(from_frame(every)))
