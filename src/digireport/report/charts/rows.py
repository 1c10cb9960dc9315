"""From a table to the typed rows that a chart lays out."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, TypeVar

from digireport.report.theme import legible

if TYPE_CHECKING:
    import pandas as pd
    from _typeshed import DataclassInstance

    RowType = TypeVar("RowType", bound=DataclassInstance)


def read_rows(table: pd.DataFrame, row_type: type[RowType]) -> list[RowType]:
    """Return each row of a table as a `row_type`, a dataclass named like the columns.

    Texts are made legible: what the chart's font cannot draw is shown as a box.

    Raises
    ------
    KeyError
        If a column is missing; it is named. Further columns are left alone.
    """
    columns = [field.name for field in fields(row_type)]
    records = table[columns].to_dict("records")
    return [
        row_type(**{str(n): legible(v) if isinstance(v, str) else v for n, v in row.items()})
        for row in records
    ]
