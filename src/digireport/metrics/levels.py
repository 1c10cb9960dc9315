"""Levels by perspective: baseline from the staff's answers, target, and the gap between.

The level that is shown has one decimal; the gap is the difference of the two shown levels,
so that a reader's own subtraction agrees. "Don't know" is outside the base of the mean.
"""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from digireport.metrics.rounding import as_written, round_half_away
from digireport.roadmap import Roadmap


def measure_levels(answers: pd.DataFrame, targets: pd.DataFrame, roadmap: Roadmap) -> pd.DataFrame:
    """Compute the level of every perspective for all staff.

    A perspective with fewer answers than the privacy limit is hidden: its numbers are null
    and ``state`` says ``hidden``.

    Parameters
    ----------
    answers, targets : DataFrame
        `contracts.ANSWERS` and `contracts.TARGETS`.

    Returns
    -------
    DataFrame
        One row a perspective, in the configured order; columns perspective, kind,
        is_priority, state (``shown``, ``hidden``, ``no_answers``), n and dont_know
        (answers), baseline_exact and baseline, target_exact and target (1 to 5, exact and as
        shown), gap, rank (1: largest gap).
    """
    by_perspective = dict(list(answers.groupby("perspective")))
    target_of = dict(zip(targets["perspective"], targets["target"], strict=True))
    rows = []
    for perspective in roadmap.perspectives:
        given = by_perspective.get(perspective.number)
        level = _level(given, roadmap.privacy.smallest_group)
        target_exact = target_of.get(perspective.number)
        target = None if target_exact is None else round_half_away(as_written(target_exact), 1)
        baseline = level["baseline"]
        gap = None
        if isinstance(baseline, float) and target is not None:
            gap = float(target - as_written(baseline))
        rows.append(
            {
                "perspective": perspective.number,
                "kind": perspective.kind,
                "is_priority": perspective.priority,
                **level,
                "target_exact": target_exact,
                "target": target,
                "gap": gap,
            }
        )
    frame = pd.DataFrame(rows).astype(
        {"n": "Int64", "dont_know": "Int64", **dict.fromkeys(_FLOATS, "float64")}
    )
    frame["rank"] = frame["gap"].rank(ascending=False, method="min").astype("Int64")
    return frame


_FLOATS = ("baseline_exact", "baseline", "target_exact", "target", "gap")


def _level(answers: pd.DataFrame | None, smallest_group: int) -> dict[str, object]:
    """Return one perspective's level; null if nobody, or too few, rated it."""
    hidden = dict.fromkeys(("n", "dont_know", "baseline_exact", "baseline"))
    if answers is None or answers.empty:
        return {"state": "no_answers", **hidden}
    scores = answers["score"].dropna()
    if len(scores) < smallest_group:
        return {"state": "hidden", **hidden}
    mean = Fraction(int(scores.sum()), len(scores))
    return {
        "state": "shown",
        "n": len(scores),
        "dont_know": int(answers["is_dont_know"].sum()),
        "baseline_exact": float(mean),
        "baseline": float(round_half_away(mean, 1)),
    }
