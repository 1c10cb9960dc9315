"""From a table to the typed rows that a chart lays out."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import pandas as pd
    from _typeshed import DataclassInstance

    RowType = TypeVar("RowType", bound=DataclassInstance)


def read_rows(table: pd.DataFrame, row_type: type[RowType]) -> list[RowType]:
    """Return each row of a table as a `row_type`, a dataclass named like the columns.

    Raises
    ------
    KeyError
        If a column is missing; it is named. Further columns are left alone.
    """
    columns = [field.name for field in fields(row_type)]
    records = table[columns].to_dict("records")
    return [row_type(**{str(name): value for name, value in row.items()}) for row in records]
