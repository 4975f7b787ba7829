"""How much room text takes in a terminal."""

from __future__ import annotations

from aufwand.outline.text import plain

__all__ = ["cut", "width"]


def width(text: str) -> int:
    """Return how many cells of a terminal *text* takes."""
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width

    return sum(
        0 if category(each) in {"Mn", "Me", "Cf"} else 2 if east_asian_width(each) in "WF" else 1
        for each in text
    )


def cut(text: str, room: int) -> str:
    """Return *text* as one line of at most *room* cells, without the gaps that part columns."""
    # Far more characters than cells are no name, and all of them would be measured.
    text = " ".join(plain(text[: 4 * room + 1]).split())
    if width(text) <= room:
        return text
    while width(text) >= room:
        text = text[:-1]
    return f"{text.rstrip()}…"
