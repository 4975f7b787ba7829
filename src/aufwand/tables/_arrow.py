"""A table in the columns of Arrow, handed over without any data frame."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from aufwand.errors import MissingExtra

if TYPE_CHECKING:
    from aufwand.tables.table import Cell, Kind, Table

__all__ = ["schema_of", "stream_of"]

#: The day that dates in Arrow are counted from.
_FIRST = date(1970, 1, 1).toordinal()


def schema_of(table: Table) -> object:
    """Return names and types of the columns.

    Raises:
        MissingExtra: If *arro3-core* is not installed.
    """
    schema: Any = _schema(_arrow(), table)
    return schema.__arrow_c_schema__()


def stream_of(table: Table, requested: object | None) -> object:
    """Return the rows as one batch, with the types that were *requested*, if any were.

    Raises:
        MissingExtra: If *arro3-core* is not installed.
    """
    arrow = _arrow()
    cells = zip(*table.rows, strict=True) if table.rows else ((),) * len(table.columns)
    columns = [
        _column(arrow, each.kind, list(column))
        for each, column in zip(table.columns, cells, strict=True)
    ]
    made: Any = arrow.Table.from_arrays(columns, schema=_schema(arrow, table))
    return made.__arrow_c_stream__(requested)


def _arrow() -> Any:
    try:
        from arro3 import core
    except ImportError:
        raise MissingExtra("arrow", "reading a result as a data frame") from None
    return core


def _types(arrow: Any) -> dict[str, Any]:
    kinds = arrow.DataType
    return {
        "text": kinds.string(),
        "number": kinds.float64(),
        "whole": kinds.int64(),
        "flag": kinds.bool(),
        "date": kinds.date32(),
    }


def _schema(arrow: Any, table: Table) -> Any:
    types = _types(arrow)
    # Any of them may be unknown in other rows, so that the schema never depends on these.
    return arrow.Schema(
        [arrow.Field(name, types[kind], nullable=True) for name, kind in table.columns]
    )


def _column(arrow: Any, kind: Kind, cells: list[Cell]) -> Any:
    types = _types(arrow)
    if kind != "date":
        return arrow.Array(cells, types[kind])
    # Days since then, as the package makes no array of days by itself.
    days = [each.toordinal() - _FIRST if isinstance(each, date) else None for each in cells]
    return arrow.Array(days, arrow.DataType.int32()).cast(types[kind])
