"""Text that Markdown shows as it is, on GitHub and elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aufwand.outline.text import plain
from aufwand.units._pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["code", "escaped", "fenced", "table"]

#: What would begin or end emphasis, code, links, tables, tags, entities, formulas, headings.
_MARKS = Pattern(r"[\\`*_{}\[\]<>~|&$!]")

#: What would call people, name issues, or become a link or an emoji; an entity without width
#: parts it, as these are found in the text after all marks have been read.
_CALLS = Pattern(r"[@#](?=\w)|:(?=//)|(?<=[Ww]{3})(?=\.)|:(?=[\w+-]+:)|\b[Gg][Hh](?=-[0-9])")
_GAP = "&#8203;"

#: What means something only at the start of a line: headings, lists, rules.
_STARTS = Pattern(r"(#|[-+=](?=[-+=\s]|$)|[0-9]+(?=[.)](?:\s|$)))")


def escaped(text: str) -> str:
    """Return *text* as one line of Markdown that shows it and does nothing else."""
    safe = _MARKS.sub(r"\\\g<0>", plain(text).strip())
    safe = _CALLS.sub(rf"\g<0>{_GAP}", safe)
    start = _STARTS.match(safe)
    if start is not None:
        # A number is kept from becoming a list by the point behind it, all else by itself.
        cut = start.end() if start[0].isdigit() else 0
        safe = f"{safe[:cut]}\\{safe[cut:]}"
    return safe


def code(text: str) -> str:
    """Return *text* as a span of code, which calls nobody and links nowhere."""
    shown = plain(text)
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", shown)), default=0))
    # A blank on both sides is taken off again, and lets a backtick or blank stand at the ends.
    blank = " " if len(fence) > 1 or shown.strip() != shown or not shown else ""
    return f"{fence}{blank}{shown}{blank}{fence}"


def fenced(text: str, language: str = "") -> str:
    """Return lines of *text* as a block of code."""
    fence = "`" * (1 + max(2, *(len(run) for run in re.findall("`+", text)), 0))
    return f"{fence}{language}\n{text}\n{fence}"


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return *rows* of Markdown as a table; the first is its head, only its first column is left.

    Args:
        rows: Cells that are escaped already.
    """
    head, *others = rows
    lines = [head, [":---", *["---:"] * (len(head) - 1)], *others]
    return [f"| {' | '.join(row)} |" for row in lines]
