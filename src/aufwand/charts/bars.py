"""Bars of block characters, for terminals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aufwand.outline.cells import cut, width

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["LONGEST", "SHORTEST", "bar_lines", "text_bars"]

#: A bar of fewer cells says nothing, and one of more says nothing more.
SHORTEST, LONGEST = 6, 30


def text_bars(ranges: Sequence[tuple[float, float, float]], room: int) -> list[str]:
    """Return a bar for each low, likely and high: ``█`` to low, ``▓`` to likely, ``░`` to high.

    All have one scale. What is not zero has a cell at least; a single cell is ``█``, as it has no
    room to say how sure it is.

    >>> for bar in text_bars([(2, 4, 8), (1, 1, 1), (0, 0, 0)], 8):
    ...     print(f"|{bar}|")
    |██▓▓░░░░|
    |█|
    ||

    Args:
        ranges: Low, likely and high of each, zero or more, in one unit.
        room: Cells of the longest bar.
    """
    most = max((high for _, _, high in ranges), default=0.0)
    if not most > 0 or not room:
        return [""] * len(ranges)
    found: list[str] = []
    for low, likely, high in ranges:
        first, middle, last = (int(end / most * room + 0.5) for end in (low, likely, high))
        if high > 0 and last <= 1:
            first = middle = last = 1
        found.append("█" * first + "▓" * (middle - first) + "░" * (last - middle))
    return found


def bar_lines(rows: Sequence[tuple[str, str, tuple[float, float, float]]], room: int) -> list[str]:
    """Return a line for each row: its label, what it amounts to, and a bar as far as there is room.

    >>> for line in bar_lines([("Posts", "4 h", (3, 4, 5)), ("News", "30 min", (0.5, 0.5, 1))], 30):
    ...     print(line)
    Posts     4 h  █████████▓▓▓░░░
    News   30 min  ██░

    Args:
        rows: Label, amount in words, and low, likely and high of each.
        room: Cells of a line.
    """
    told = max((width(amount) for _, amount, _ in rows), default=0)
    labels = [cut(label, max(8, min(36, room - told - 2))) for label, _, _ in rows]
    wide = max(map(width, labels), default=0)
    left = min(LONGEST, room - wide - told - 4)
    drawn = text_bars([ends for _, _, ends in rows], left if left >= SHORTEST else 0)
    lines: list[str] = []
    for label, (_, amount, _), bar in zip(labels, rows, drawn, strict=True):
        gap = " " * (wide - width(label) + told - width(amount) + 2)
        lines.append(f"{label}{gap}{amount}  {bar}".rstrip())
    return lines
