"""The sample's counts are those of its published roadmap, wherever they are printed."""

from __future__ import annotations

import json
import re
from typing import Any

import pandas as pd
import pytest

# done, in progress, not started, new, rejected
PUBLISHED = {1: (9, 16, 16, 11, 4), 2: (3, 8, 2, 3, 2), 3: (7, 14, 6, 5, 1)}
COLUMNS = ["done", "in_progress", "not_started", "is_new", "rejected"]
HEADINGS = ["Valmis", "Kesken", "Ei aloitettu", "Voimassa olevista uusia", "Hylätty"]
TOTAL = tuple(map(sum, zip(*PUBLISHED.values(), strict=True)))


def test_the_processed_data_hold_them(made: Any, audience: str) -> None:
    folder = made.root / "data" / "processed" / "2026H1" / audience
    goals = pd.read_parquet(folder / "goals.parquet")
    assert [tuple(row) for row in goals[COLUMNS].to_numpy()] == [*PUBLISHED.values(), TOTAL]


def test_the_table_under_the_first_figure_holds_them(made: Any, audience: str) -> None:
    table = made.page(audience).find("details").find("table")
    header, *rows = [
        [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])]
        for row in table.find_all("tr")
    ]
    shown = {row[0]: tuple(int(row[header.index(heading)]) for heading in HEADINGS) for row in rows}
    wanted = {f"Tavoite {goal}": counts for goal, counts in PUBLISHED.items()}
    assert shown == {**wanted, "Yhteensä": TOTAL}


def test_the_pdf_holds_them_in_its_figure_and_in_its_annex(made: Any, audience: str) -> None:
    text = "\n".join(made.pdf_pages(audience))
    for goal, (done, in_progress, not_started, new, rejected) in PUBLISHED.items():
        active = done + in_progress + not_started
        share = (200 * done + active) // (2 * active)  # half up
        bar = f"{done} {in_progress} {not_started} {rejected} {share} % valmiina {done}/{active}"
        assert bar in text.replace("\u00a0", " ")
        row = f"Tavoite {goal} {done} {in_progress} {not_started} {active} {new} {share} %"
        assert re.search(rf"^{row} {rejected} \d+$", text.replace("\u00a0", " "), re.MULTILINE)


def test_the_command_prints_them_as_json(made: Any) -> None:
    figures = json.loads(made.stdout)["figures"]
    for goal, counts in PUBLISHED.items():
        keys = [f"status.goal-{goal}.{column}" for column in COLUMNS]
        assert tuple(figures[key] for key in keys) == counts
    assert figures["status.total.active"] == 81
    assert figures["status.goal-1.share_done"] == pytest.approx(9 / 41)
    assert figures["published.goal-1.done"] == 9


def test_the_published_roadmap_agrees(made: Any) -> None:
    published = pd.read_parquet(made.root / "data/processed/2026H1/internal/published.parquet")
    assert len(published) == 15
    assert published["difference"].eq(0).all()


def test_every_sentence_of_the_first_section_uses_the_same_figures(made: Any) -> None:
    sentences = made.page("public").find(class_="headlines").get_text(" ", strip=True)
    figures = json.loads(made.stdout)["figures"]
    for key in ("status.total.done", "status.total.active", "schedule.overdue"):
        assert re.search(rf"\b{figures[key]:.0f}\b", sentences), key
