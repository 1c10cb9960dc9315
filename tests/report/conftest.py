"""Reports from small hand-made result frames."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from digireport.edition import Edition
from digireport.metrics.changes import compare, count_flow
from digireport.metrics.status import COUNTS
from digireport.period import half_year
from digireport.report.elements import Cell, Element, Line, Table
from digireport.report.results import Report
from digireport.report.wording import Wording
from digireport.roadmap import Roadmap
from digireport.workspace import Workspace

STATUSES = ("done", "in_progress", "not_started", "rejected")
NAMES = ("id", "number", "title", "goal_id", "status")

# By goal: done, in progress, not started, rejected; moved, new.
COUNTED = {
    "goal-1": (9, 16, 16, 4, 2, 11),
    "goal-2": (3, 8, 2, 2, 1, 3),
    "goal-3": (7, 14, 6, 1, 0, 5),
}
MOVES = (("not_started", "done"), ("in_progress", "in_progress"), ("new", "not_started"))
# Perspective: baseline, target; None: not shown, not set.
LEVELS: dict[int, tuple[float | None, float | None]] = {5: (2.6, 4.3), 6: (2.9, 4.4), 7: (2.8, 3.6)}

MakeReport = Callable[..., Report]


def goals_frame(counted: dict[str, tuple[int, ...]]) -> pd.DataFrame:
    """Make the counts by goal, with their total."""
    rows = []
    for goal, (done, in_progress, not_started, rejected, *more) in counted.items():
        moved, new = more or (0, 0)
        active = done + in_progress + not_started
        rows.append((goal, active, done, in_progress, not_started, rejected, moved, new))
    frame = pd.DataFrame(rows, columns=["group", *COUNTS])
    total = {"group": "total", **frame[list(COUNTS)].sum()}
    return pd.concat([frame, pd.DataFrame([total])], ignore_index=True)


def measures_frame(measures: tuple[dict[str, Any], ...], *, has_notes: bool) -> pd.DataFrame:
    """Make the measures; what a row does not say is plain."""
    plain = {
        "goal_id": "goal-1",
        "status": "in_progress",
        "is_moved": False,
        "moved_to": "",
        "last_day": pd.NaT,
        "is_ongoing": False,
        "precision": "",
        "schedule_text": "",
        "is_new": False,
        "days_late": 0,
        "notes": "",
    }
    rows = [{"number": m["id"], "title": f"Measure {m['id']}", **plain, **m} for m in measures]
    frame = pd.DataFrame(rows, columns=["id", "number", "title", *plain])
    return frame if has_notes else frame.drop(columns="notes")


def changes_frame(moves: tuple[tuple[str, str], ...]) -> pd.DataFrame:
    """Make the changes from pairs of status before and now."""
    rows = [
        (f"1.{n}", f"1.{n}", f"Measure 1.{n}", "goal-1", *move) for n, move in enumerate(moves, 1)
    ]
    frame = pd.DataFrame(rows, columns=["id", "number", "title", "goal_id", "before", "now"])
    now = frame[frame["now"] != "gone"].assign(status=lambda f: f["now"])
    before = frame[frame["before"] != "new"].assign(
        status=lambda f: f["before"].replace("unknown", "")
    )
    return compare(now[list(NAMES)], before[list(NAMES)])


def levels_frame(
    levels: dict[int, tuple[float | None, float | None]], roadmap: Roadmap
) -> pd.DataFrame:
    """Make the levels: of 40 answers and 2 don't knows where there is a baseline."""
    rows = []
    for number, (baseline, target) in levels.items():
        is_shown = baseline is not None
        gap = round(target - baseline, 1) if baseline is not None and target is not None else None
        rows.append(
            {
                "perspective": number,
                "is_priority": roadmap.perspective(number).priority,
                "state": "shown" if is_shown else "hidden",
                "n": 40 if is_shown else None,
                "dont_know": 2 if is_shown else None,
                "baseline": baseline,
                "target": target,
                "gap": gap,
            }
        )
    types = {"n": "Int64", "dont_know": "Int64", "baseline": "float64", "target": "float64"}
    names = ["perspective", "is_priority", "state", *types, "gap"]
    return pd.DataFrame(rows, columns=names).astype({**types, "gap": "float64"})


@pytest.fixture(scope="session")
def make_report(roadmap: Roadmap, tmp_path_factory: pytest.TempPathFactory) -> MakeReport:
    """Make a report; what a test does not give is the plain case with everything in it."""
    edition = Edition(Workspace(tmp_path_factory.mktemp("report")), roadmap, half_year(2026, 1))

    def make(  # noqa: PLR0913 (a test gives what differs, by name)
        counted: dict[str, tuple[int, ...]] = COUNTED,
        *,
        measures: tuple[dict[str, Any], ...] = (),
        links: tuple[tuple[str, str, str], ...] = (),
        moves: tuple[tuple[str, str], ...] | None = MOVES,
        levels: dict[int, tuple[float | None, float | None]] | None = LEVELS,
        published: tuple[tuple[str, str, int, int], ...] = (),
        audience: str = "internal",
        edition: Edition = edition,
        **more: Any,
    ) -> Report:
        has_previous = moves is not None
        printed = pd.DataFrame(published, columns=["goal_id", "figure", "published", "computed"])
        printed["difference"] = printed["published"] - printed["computed"]
        linked = pd.DataFrame(links, columns=["measure_id", "kind", "target"], dtype="str")
        changes = changes_frame(moves or ())
        previous = dict.fromkeys(COUNTS, 4)
        status = {
            "status_date": "2026-04-30",
            "status_date_source": "appendix",
            "data_date": "2026-04-30",
            "previous": "2025H2" if has_previous else "",
            "previous_status_date": "2025-12-31" if has_previous else "",
            "previous_counts": previous if has_previous else {},
            "findings": {"error": 0, "warning": 0, "note": 0},
            "knows_new": True,
            "knows_schedules": True,
        }
        survey = {
            "round": "" if levels is None else "2024H2",
            "first_day": "2024-09-02",
            "last_day": "2024-09-20",
            "submissions": 348,
            "headcount": 1284,
        }
        for name, facts in (("status", status), ("survey", survey)):
            facts.update(more.pop(name, {}))
        return Report(
            edition,
            audience,  # type: ignore[arg-type]
            "fi",
            Wording("fi"),
            goals=goals_frame(counted),
            measures=measures_frame(measures, has_notes=audience == "internal"),
            links=linked.assign(is_known=linked["target"] != ""),
            changes=changes,
            flow=count_flow(changes),
            published=printed,
            levels=levels_frame(levels or {}, edition.roadmap),
            status=status,
            survey=survey,
            findings=more.pop("findings", ()),
        )

    return make


def plain(text: str) -> str:
    """Turn no-break spaces into blanks."""
    return text.replace("\u00a0", " ")


@pytest.fixture(scope="session")
def said() -> Callable[[Line], str]:
    """Return the text of a line."""
    return lambda line: plain("".join(span.text for span in line))


@pytest.fixture(scope="session")
def parts_of() -> Callable[[Element, type[Element]], list[Any]]:
    """Return the parts of one kind in a section."""
    return lambda section, kind: [p for p in section.parts if isinstance(p, kind)]  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def texts_of() -> Callable[[Table], list[list[str]]]:
    """Return the texts of a table's rows; lines of a cell are parted by a bar."""

    def cell_text(cell: Cell) -> str:
        return plain("|".join("".join(span.text for span in line) for line in cell))

    return lambda table: [[cell_text(cell) for cell in row] for row in table.rows]
