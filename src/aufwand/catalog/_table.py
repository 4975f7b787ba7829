"""The tables that come with the package, read strictly: a slip in one is told with its line."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from io import StringIO
from typing import Any, TypeVar

from aufwand.errors import Fault, UnknownName, nearest
from aufwand.units import Effort, hours, minutes
from aufwand.units._pattern import Pattern

__all__ = ["Row", "effort_of", "looked_up", "read_table", "table"]

V = TypeVar("V")

_NUMBER = Pattern(r"[0-9]{1,9}(\.[0-9]{1,9})?")

_MAKERS = {"minute": minutes, "hour": hours}


class Row:
    """One line of a table; a cell is asked for by its column.

    Args:
        file: The table's file name.
        line: The line the row ends on, counted from 1.
        cells: What stands in each column.
    """

    # Written by hand: most of what attrs would make costs time at import and is never used.
    __slots__ = ("cells", "file", "line")

    def __init__(self, file: str, line: int, cells: Mapping[str, str]) -> None:
        self.file: str = file
        self.line: int = line
        self.cells: Mapping[str, str] = cells

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def fault(self, column: str, expected: str) -> Fault:
        """Return the fault of what stands in *column*."""
        return Fault(self.cells[column], expected, column, file=self.file, line=self.line)

    def filled(self, column: str) -> str:
        """Return what stands in *column*, which must not be empty."""
        if not self.cells[column]:
            raise self.fault(column, "something")
        return self.cells[column]

    def one_of(self, column: str, choices: tuple[str, ...]) -> str:
        """Return what stands in *column*, one of *choices*."""
        if self.cells[column] not in choices:
            raise self.fault(column, f"one of {', '.join(choices)}")
        return self.cells[column]

    def number(self, column: str) -> Fraction | None:
        """Return the number in *column*, exact, or nothing where it is empty."""
        text = self.cells[column]
        if not text:
            return None
        if not _NUMBER.fullmatch(text):
            raise self.fault(column, "a number such as 7.5")
        return Fraction(text)

    def whole(self, column: str) -> int | None:
        """Return the whole number in *column*, or nothing where it is empty."""
        number = self.number(column)
        if number is None:
            return None
        if number.denominator != 1:
            raise self.fault(column, "a whole number")
        return number.numerator


def effort_of(row: Row, column: str) -> Effort | None:
    """Return the working time in *column*, in the unit of the row; nothing where it is empty."""
    make = _MAKERS[row.one_of("unit", tuple(_MAKERS))]
    number = row.number(column)
    return None if number is None else make(number)


def read_table(text: str, file: str, columns: tuple[str, ...]) -> dict[str, Row]:
    """Return the rows of *text* by their first cell, in their order.

    Args:
        text: Comma-separated values, the first line naming the columns.
        file: The file name, for messages.
        columns: The columns there must be, in this order.

    Raises:
        Fault: If it is no such text, or has other columns, a row of another length, or two
            rows of one key.
    """
    import csv

    lines = csv.reader(StringIO(text, newline=""), strict=True)
    head = tuple(next(lines, ()))
    if head != columns:
        raise Fault(",".join(head), f"the columns {','.join(columns)}", file=file, line=1)
    rows: dict[str, Row] = {}
    try:
        for cells in lines:
            if len(cells) != len(columns):
                raise Fault(cells, f"{len(columns)} cells", file=file, line=lines.line_num)
            row = Row(file, lines.line_num, dict(zip(columns, cells, strict=True)))
            if row.filled(columns[0]) in rows:
                raise row.fault(columns[0], "a key of its own")
            rows[cells[0]] = row
    except csv.Error as error:
        why = str(error)
        raise Fault(file, "comma-separated values", "", why, file, lines.line_num) from None
    return rows


def table(file: str, columns: tuple[str, ...]) -> dict[str, Row]:
    """Return the rows of a table of the package by their first cell."""
    from os.path import dirname, join

    # The loader also reads from a zipped package, and costs a tenth of importing pathlib.
    loader: Any = __spec__.loader
    found: bytes = loader.get_data(join(dirname(__file__), "data", file))
    return read_table(found.decode("utf-8"), file, columns)


def looked_up(known: Mapping[str, V], name: str, kind: str) -> V:
    """Return what is *known* under *name*.

    Raises:
        Fault: If *name* is no text.
        UnknownName: If nothing is.
    """
    if not isinstance(name, str):
        raise Fault(name, f"the name of a {kind}")
    if name in known:
        return known[name]
    raise UnknownName(kind, name, nearest(name, known))
