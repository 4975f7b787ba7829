"""An outline as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aufwand.outline.outline import Outline

__all__ = ["plain", "to_text"]

# They steer nothing, and emoji and some scripts fall apart without them.
_JOINERS = "\u200c\u200d"


def to_text(outline: Outline) -> str:
    """Return *outline* as indented lines, without control characters."""
    return "\n".join(_lines(outline, "", ""))


def plain(text: str) -> str:
    """Return *text* as one line that cannot steer a terminal."""
    if text.isprintable():
        return text
    return "".join(
        character
        if character.isprintable() or character in _JOINERS
        else " "
        if character.isspace()
        else "�"
        for character in text
    )


def _lines(outline: Outline, first: str, rest: str) -> Iterator[str]:
    value = f"  {plain(outline.value)}" if outline.value else ""
    yield f"{first}{plain(outline.head)}{value}"
    bar = "│  " if outline.parts else "   "
    for note in outline.notes:
        yield f"{rest}{bar}{plain(note)}"
    for index, part in enumerate(outline.parts):
        last = index == len(outline.parts) - 1
        yield from _lines(
            part, rest + ("└─ " if last else "├─ "), rest + ("   " if last else "│  ")
        )
