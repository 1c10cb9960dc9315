"""Counts printed in the published roadmap against counts computed from the appendix."""

from __future__ import annotations

import pandas as pd

from digireport.findings import Finding, find
from digireport.roadmap import Roadmap


def reconcile(
    published: pd.DataFrame, counts: pd.DataFrame, roadmap: Roadmap
) -> tuple[pd.DataFrame, list[Finding]]:
    """Set each printed count beside the computed one.

    Parameters
    ----------
    published : DataFrame
        `contracts.PUBLISHED`.
    counts : DataFrame
        Of `metrics.status.count_status`.

    Returns
    -------
    tuple
        A frame with columns goal_id, figure, published, computed, difference (published −
        computed), and a warning for each difference or one note that all agree.
    """
    long = counts.melt("group", var_name="figure", value_name="computed")
    both = published[["goal_id", "figure", "count"]].merge(
        long, left_on=["goal_id", "figure"], right_on=["group", "figure"], validate="one_to_one"
    )
    frame = pd.DataFrame(
        {
            "goal_id": both["goal_id"],
            "figure": both["figure"],
            "published": both["count"],
            "computed": both["computed"],
            "difference": both["count"] - both["computed"],
        }
    )
    findings = [
        find(
            "published-differs",
            goal=roadmap.goal(row["goal_id"]).number,
            status=roadmap.headings.published[row["figure"]][0],
            published=row["published"],
            computed=row["computed"],
        )
        for _, row in frame[frame["difference"] != 0].iterrows()
    ]
    if len(frame) and not findings:
        findings = [find("published-agrees", count=len(frame))]
    return frame, findings
