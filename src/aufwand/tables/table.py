"""A table with typed columns, which data frames read directly."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from math import isfinite
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias, get_args

from attrs import frozen

from aufwand.errors import Fault, InvalidPlan
from aufwand.units._pattern import Pattern
from aufwand.units._value import value

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Cell", "Column", "Kind", "Table", "Tabular"]

#: What a column holds: ``text``, ``number`` (a float of 64 bits), ``whole`` (a whole number of 64
#: bits), ``flag`` (true or false), or ``date`` (a day).
Kind: TypeAlias = Literal["text", "number", "whole", "flag", "date"]

#: What a cell holds; nothing where it is not known.
Cell: TypeAlias = str | float | int | bool | date | None

# A date with a time of day is a date to Python, so types are compared and not asked.
_TYPES: Mapping[str, frozenset[type]] = {
    "text": frozenset([str]),
    "number": frozenset([float, int]),
    "whole": frozenset([int]),
    "flag": frozenset([bool]),
    "date": frozenset([date]),
}

_EXPECTED: Mapping[str, str] = {
    "text": "text",
    "number": "a finite number",
    "whole": "a whole number of 64 bits",
    "flag": "true or false",
    "date": "a day",
}

# Halves of a character, which no file can hold.
_HALVES = Pattern(r"[\ud800-\udfff]")


class Column(NamedTuple):
    """The name of a column, and what it holds."""

    #: Its name, such as ``likely``.
    name: str

    #: What it holds, in every row in which it holds something.
    kind: Kind


class Tabular:
    """A result that data frames, databases and spreadsheets read directly.

    ``polars.DataFrame(result)``, ``pyarrow.table(result)``, ``pandas.DataFrame.from_arrow(result)``
    and a query of DuckDB that names it take it as it is, by the Arrow PyCapsule interface; this
    needs ``aufwand[arrow]``. The kinds of its columns are the same whatever rows it has.
    """

    __slots__ = ()

    if TYPE_CHECKING:

        def table(self) -> Table:
            """Return it as a table."""
            ...

    def to_csv(self, *, guard: bool = True) -> str:
        """Return it as CSV; see :meth:`Table.to_csv`."""
        return self.table().to_csv(guard=guard)

    def __arrow_c_schema__(self) -> object:
        """Return the names and kinds of its columns, for programs that read Arrow."""
        return self.table().__arrow_c_schema__()

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Return its rows, for programs that read Arrow."""
        return self.table().__arrow_c_stream__(requested_schema)


@value
@frozen(init=False, repr=False, eq=False)
class Table:
    """A table with typed columns: rows for a data frame, a database, or a spreadsheet.

    >>> table = Table([("who", "text"), ("hours", "number")], [("pr", 1.5), ("sales", None)])
    >>> table.to_rows()
    [{'who': 'pr', 'hours': 1.5}, {'who': 'sales', 'hours': None}]
    >>> table.to_csv().splitlines()
    ['who,hours', 'pr,1.5', 'sales,']

    Args:
        columns: The name of each column, and what it holds.
        rows: For each row as many cells as there are columns.

    Raises:
        InvalidPlan: With everything that is wrong with it.
    """

    #: Its columns, in order.
    columns: tuple[Column, ...]

    #: Its rows, each with a cell for every column.
    rows: tuple[tuple[Cell, ...], ...]

    def __init__(
        self, columns: Iterable[tuple[str, Kind]], rows: Iterable[Iterable[Cell]] = ()
    ) -> None:
        named = tuple(Column(*each) for each in columns)
        given = [tuple(row) for row in rows]
        faults = [*_wrong_columns(named), *_wrong_rows(named, given)]
        if faults:
            raise InvalidPlan("table", faults)
        cells = [[row[place] for row in given] for place in range(len(named))]
        for column, each in zip(named, cells, strict=True):
            faults += _wrong_cells(column, each)
        if faults:
            raise InvalidPlan("table", faults)
        made = (_cells(column.kind, each) for column, each in zip(named, cells, strict=True))
        object.__setattr__(self, "columns", named)
        object.__setattr__(self, "rows", tuple(zip(*made, strict=True)))

    @classmethod
    def from_rows(
        cls, columns: Iterable[tuple[str, Kind]], rows: Iterable[Mapping[str, Any]]
    ) -> Table:
        """Return a table of *rows* by name; what they hold beside *columns* is left out.

        Raises:
            InvalidPlan: With everything that is wrong with it.
        """
        named = [Column(*each) for each in columns]
        return cls(named, ([row.get(name) for name, _ in named] for row in rows))

    def table(self) -> Table:
        """Return the table itself, as every result does."""
        return self

    def to_rows(self) -> list[dict[str, Cell]]:
        """Return a dict for each row, by the names of the columns."""
        names = [each.name for each in self.columns]
        return [dict(zip(names, row, strict=True)) for row in self.rows]

    def to_csv(self, *, guard: bool = True) -> str:
        r"""Return it as CSV as RFC 4180 has it: commas, lines that end with CR LF, one of names.

        Numbers have a point and every digit, days are those of ISO 8601, flags ``true`` and
        ``false``; nothing at all stands for what is not known, and ``""`` for an empty text.

        >>> Table([("name", "text"), ("change", "number")], [("=1+1", -2)]).to_csv()
        "name,change\r\n'=1+1,-2.0\r\n"

        Args:
            guard: Whether an apostrophe is put before what a spreadsheet program would take for a
                formula: text that starts with ``=``, ``+``, ``-`` or ``@``, also after blanks, or
                with a tab or a line break. The same holds behind a semicolon, a tab or a line
                break within a text, where programs that expect other separators begin a cell.
                Numbers never get one. Turn it off for programs that know no formulas.
        """
        from aufwand.tables._csv import csv_of

        return csv_of(self, guard=guard)

    def __arrow_c_schema__(self) -> object:
        """Return the names and kinds of the columns, for programs that read Arrow.

        Raises:
            MissingExtra: If *arro3-core* is not installed.
        """
        from aufwand.tables._arrow import schema_of

        return schema_of(self)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Return the rows, for programs that read Arrow.

        Args:
            requested_schema: Other kinds for the same columns, as Arrow hands them over.

        Raises:
            MissingExtra: If *arro3-core* is not installed.
        """
        from aufwand.tables._arrow import stream_of

        return stream_of(self, requested_schema)

    def __repr__(self) -> str:
        return f"<Table of {len(self.columns)} columns x {len(self.rows)} rows>"


def _wrong_columns(columns: tuple[Column, ...]) -> list[Fault]:
    faults: list[Fault] = []
    seen: set[str] = set()
    for place, (name, kind) in enumerate(columns):
        where = f"columns[{place}]"
        if not isinstance(name, str) or not name:
            faults.append(Fault(name, "a name", where))
        elif name in seen:
            faults.append(Fault(name, "a name that no other column has", where))
        else:
            seen.add(name)
        if kind not in _TYPES:
            faults.append(Fault(kind, f"one of {', '.join(get_args(Kind))}", where))
    if not columns:
        faults.append(Fault(columns, "at least one column", "columns"))
    return faults


def _wrong_rows(columns: tuple[Column, ...], rows: list[tuple[Cell, ...]]) -> list[Fault]:
    whole = len(columns)
    return [
        Fault(len(row), f"{whole} cells", f"rows[{place}]")
        for place, row in enumerate(rows)
        if len(row) != whole
    ]


def _wrong_cells(column: Column, cells: list[Any]) -> list[Fault]:
    name, kind = column
    known = _TYPES[kind]
    found = set(map(type, cells)) - {type(None)}
    # Most columns are right, and then only their types are gone through.
    if found <= known and kind not in {"number", "whole"}:
        return []
    return [
        Fault(cell, _EXPECTED[kind], f"rows[{place}].{name}")
        for place, cell in enumerate(cells)
        if cell is not None and (type(cell) not in known or not _fits(kind, cell))
    ]


def _fits(kind: Kind, cell: Any) -> bool:
    if kind == "whole":
        return bool(-(2**63) <= cell < 2**63)
    try:
        return kind != "number" or isfinite(cell)
    except OverflowError:
        return False


def _cells(kind: Kind, cells: list[Any]) -> list[Cell]:
    if kind == "number":
        # Adding nothing makes a plain zero of one below zero.
        return [None if cell is None else float(cell) + 0.0 for cell in cells]
    if kind == "text":
        return [
            cell if cell is None or cell.isascii() else _HALVES.sub("�", cell) for cell in cells
        ]
    return cells
