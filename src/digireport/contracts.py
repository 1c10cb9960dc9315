"""What each clean frame holds: columns, types, meaning, key. Text that is not given is empty."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from digireport.roadmap import STATUSES

_DAY = "datetime64[us]"

MEASURES = pa.DataFrameSchema(
    {
        "id": pa.Column("str", unique=True, description="number, or the title's letters if none"),
        "number": pa.Column("str", description="number as written"),
        "title": pa.Column("str", pa.Check.str_length(min_value=1), description="name"),
        "goal_id": pa.Column("str", description="goal of roadmap.toml; empty: unknown"),
        "status": pa.Column("str", pa.Check.isin([*STATUSES, ""]), description="empty: unknown"),
        "is_moved": pa.Column("bool", description="rejected with a pointer to another measure"),
        "moved_to": pa.Column("str", description="id of that measure"),
        "is_marked_new": pa.Column("boolean", nullable=True, description="null: no mark column"),
        "first_day": pa.Column(_DAY, nullable=True, description="schedule's first day"),
        "last_day": pa.Column(_DAY, nullable=True, description="schedule's last day"),
        "precision": pa.Column("str", description="how coarse the schedule is"),
        "is_ongoing": pa.Column("bool", description="schedule has no end"),
        "schedule_text": pa.Column("str", description="schedule as written"),
        "status_text": pa.Column("str", description="status as written"),
        "notes": pa.Column("str", description="notes as written; internal"),
        "file": pa.Column("str", description="where the row stands"),
        "sheet": pa.Column("str"),
        "row": pa.Column("int64", pa.Check.ge(1)),
    },
    strict=True,
    ordered=True,
)

LINKS = pa.DataFrameSchema(
    {
        "measure_id": pa.Column("str", description="id of MEASURES"),
        "kind": pa.Column("str", pa.Check.isin(["owner", "unit", "perspective"])),
        "target": pa.Column("str", description="owner's name, unit's id, perspective's number"),
        "is_known": pa.Column("bool", description="whether roadmap.toml has it"),
    },
    unique=["measure_id", "kind", "target"],
    strict=True,
    ordered=True,
)

PUBLISHED = pa.DataFrameSchema(
    {
        "goal_id": pa.Column("str"),
        "figure": pa.Column("str", pa.Check.isin([*STATUSES, "is_new"])),
        "count": pa.Column("int64", pa.Check.ge(0), description="measures, as printed"),
        "file": pa.Column("str"),
        "row": pa.Column("int64", pa.Check.ge(1), description="line of the text"),
    },
    unique=["goal_id", "figure"],
    strict=True,
    ordered=True,
)

ANSWERS = pa.DataFrameSchema(
    {
        "respondent": pa.Column("int64", pa.Check.ge(1), description="running number"),
        "unit_id": pa.Column("str", description="empty: not given or unknown"),
        "perspective": pa.Column("int64", pa.Check.ge(1)),
        "score": pa.Column("Int64", pa.Check.in_range(1, 5), nullable=True),
        "is_dont_know": pa.Column("bool"),
    },
    unique=["respondent", "perspective"],
    strict=True,
    ordered=True,
)

TARGETS = pa.DataFrameSchema(
    {
        "perspective": pa.Column("int64", unique=True),
        "target": pa.Column("float64", pa.Check.in_range(1, 5), description="level, 1 to 5"),
    },
    strict=True,
    ordered=True,
)

BALANCE = pa.DataFrameSchema(
    {
        "file": pa.Column("str"),
        "sheet": pa.Column("str"),
        "read": pa.Column("int64", description="rows that are not blank"),
        "clean": pa.Column("int64"),
        "quarantined": pa.Column("int64"),
        "merged": pa.Column("int64"),
        "set_aside": pa.Column("int64"),
    },
    unique=["file", "sheet"],
    strict=True,
    ordered=True,
)


def frame_of(schema: pa.DataFrameSchema, rows: list[dict[str, object]]) -> pd.DataFrame:
    """Build a frame in a contract's columns and types, and validate it.

    >>> frame_of(TARGETS, [{"perspective": 5, "target": 4.3}]).dtypes.astype(str).to_dict()
    {'perspective': 'int64', 'target': 'float64'}
    """
    frame = pd.DataFrame(rows, columns=list(schema.columns))
    # pandera means Arrow's strings with another null; pandas reads `str` back from parquet.
    types = {n: str(c.dtype).replace("string[pyarrow]", "str") for n, c in schema.columns.items()}
    return schema.validate(frame.astype(types), lazy=True)
