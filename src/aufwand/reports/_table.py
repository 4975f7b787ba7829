"""Text in columns and lines, measured in the cells of a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aufwand.outline import cells
from aufwand.outline.cells import width
from aufwand.outline.text import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["ROOM", "aligned", "cut", "ruled", "width", "wrapped"]

#: Most cells of a name in a table; with three columns of hours beside it, a line fits in 100.
ROOM = 36


def cut(text: str, room: int = ROOM) -> str:
    """Return *text* as one line of at most *room* cells, without the gaps that part columns."""
    return cells.cut(text, room)


def aligned(rows: Sequence[Sequence[str]], *, left: int = 1) -> list[str]:
    """Return *rows* as lines, the first *left* columns flush left, the others flush right."""
    clean = [[plain(cell) for cell in row] for row in rows]
    widths = [max(width(cell) for cell in column) for column in zip(*clean, strict=True)]
    lines: list[str] = []
    for row in clean:
        cells: list[str] = []
        for index, (cell, room) in enumerate(zip(row, widths, strict=True)):
            blank = " " * (room - width(cell))
            cells.append(cell + blank if index < left else blank + cell)
        lines.append("   ".join(cells).rstrip())
    return lines


def ruled(rows: Sequence[Sequence[str]], *, total: bool = True) -> list[str]:
    """Return *rows* as lines, ruled off below the first, and above the last if it is a *total*."""
    head, *lines = aligned(rows)
    rule = "─" * max(width(line) for line in (head, *lines))
    if total:
        lines.insert(-1, rule)
    return [head, rule, *lines]


def wrapped(text: str, room: int, indent: str = "") -> list[str]:
    """Return *text* as lines of at most *room* cells, as far as its words allow."""
    pieces: list[str] = []
    for word in plain(text).split():
        # A number stays on one line with what it counts.
        if pieces and pieces[-1][-1].isdigit():
            pieces[-1] += f" {word}"
        else:
            pieces.append(word)
    lines: list[str] = []
    for piece in pieces:
        if lines and width(lines[-1]) + 1 + width(piece) <= room:
            lines[-1] += f" {piece}"
        else:
            lines.append(indent + piece)
    return lines
