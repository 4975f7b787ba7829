"""A table as CSV, in which no spreadsheet program finds a formula."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aufwand.tables.table import Cell, Table

__all__ = ["csv_of", "guarded"]

_MARK = "'"

# Programs begin a cell there if they expect other separators than commas, as Excel does wherever
# numbers have a comma; quotes do not hold them up then.
_BORDER = re.compile(r"([;\t\r\n])")

# In full width, too, which programs of East Asia take for the same.
_BEGINS_A_FORMULA = frozenset("=+-@＝＋－＠")

_QUOTED = re.compile(r'[",\r\n]|^\s|\s$|^$')


def csv_of(table: Table, *, guard: bool) -> str:
    """Return *table* as CSV, with a line of names."""
    lines = [[_quoted(guarded(name) if guard else name) for name, _ in table.columns]]
    lines += [[_told(cell, guard) for cell in row] for row in table.rows]
    # A line without anything in it would be no row to most readers.
    return "".join(f"{','.join(line) or _quoted('')}\r\n" for line in lines)


def guarded(text: str) -> str:
    """Return *text* with an apostrophe before all that a formula could be taken from."""
    if text.isalnum():
        return text
    parts = _BORDER.split(text)
    made = "".join(_guarded(part) for part in parts)
    return _MARK + made if text[:1] in {"\t", "\r", "\n"} else made


def _guarded(part: str) -> str:
    # What cannot be seen is passed over, as programs that trim what they read do.
    first = next((each for each in part if each.isprintable() and not each.isspace()), "")
    return _MARK + part if first in _BEGINS_A_FORMULA else part


def _told(cell: Cell, guard: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _quoted(guarded(cell) if guard else cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return cell.isoformat() if isinstance(cell, date) else repr(cell)


def _quoted(text: str) -> str:
    if _QUOTED.search(text) is None:
        return text
    inside = text.replace('"', '""')
    return f'"{inside}"'
