"""Aligned columns of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aufwand.outline.text import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["aligned", "width"]


def width(text: str) -> int:
    """Return how many cells of a terminal *text* takes."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(
        0
        if combining(each) or each in "\u200d\ufe0f"
        else 2
        if east_asian_width(each) in "WF"
        else 1
        for each in text
    )


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
