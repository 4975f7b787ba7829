"""Text and tables as Markdown that shows what somebody wrote and does nothing with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aufwand.outline.text import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["escaped", "table"]

#: Takes no room and no part in any word; nobody's own one gets past :func:`plain`.
_BREAK = "\u200b"

# What GitHub links or replaces wherever it stands, however it is escaped: people and teams,
# issues, addresses, short names of emoji.
_LINKED = re.compile(r"@|#(?=\d)|\bgh-(?=\d)|:(?=//)|\bwww(?=\.)|:(?=[\w+-]+:)", re.IGNORECASE)

_MARKUP = re.compile(r"[\\`*_\[\]#|~$]|^[-+=]|^\d+(?=[.)])")

_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def escaped(text: str) -> str:
    """Return *text* as one line of Markdown that shows just these characters.

    It is for what stands within a line or a cell of a table. Nobody is mentioned by it, nothing
    is linked, no HTML gets through.
    """
    line = " ".join(plain(text).split())
    line = _LINKED.sub(lambda found: found[0] + _BREAK, line).translate(_HTML)
    return _MARKUP.sub(_harmless, line).replace(_BREAK, "&#8203;")


def _harmless(found: re.Match[str]) -> str:
    # Before a digit a backslash would be shown; behind it, it takes the point's meaning.
    return f"{found[0]}\\" if found[0][-1].isdigit() else f"\\{found[0]}"


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return *rows* of Markdown as a table; the first is its head, only its first column is left.

    Args:
        rows: Cells that are escaped already.
    """
    head, *others = rows
    lines = [head, [":---", *["---:"] * (len(head) - 1)], *others]
    return [f"| {' | '.join(row)} |" for row in lines]
