"""Changes to a text that leave the rest of it as it is."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aufwand.documents.document import Spot

#: Start, end and the text that comes in between.
Edit: TypeAlias = tuple[int, int, str]


def applied(text: str, start: int, end: int, edits: Iterable[Edit]) -> str:
    """Return *text* from *start* to *end* with *edits*, which must not overlap."""
    parts: list[str] = []
    at = start
    for first, last, new in sorted(edits, key=lambda edit: edit[:2]):
        parts += (text[at:first], new)
        at = last
    parts.append(text[at:end])
    return "".join(parts)


def line_start(text: str, at: int) -> int:
    """Return where the line of *at* starts."""
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """Return where the line after the one of *at* starts."""
    return text.find("\n", at) + 1 or len(text)


def lead_start(text: str, at: int, floor: int) -> int:
    """Return where the comments start that stand directly above the line of *at*.

    Args:
        text: The text.
        at: Somewhere in the line.
        floor: What comes before it belongs to something else.
    """
    start = max(line_start(text, at), floor)
    while start > floor:
        above = max(line_start(text, start - 1), floor)
        if not text[above:start].lstrip().startswith("#"):
            break
        start = above
    return start


def relisted(text: str, spot: Spot, entries: Sequence[tuple[int | None, str]]) -> str | None:
    """Return a list in brackets with *entries*, each with the comments it had.

    Args:
        text: The text.
        spot: The list in it.
        entries: For each entry which one it was, if any, and its text now.

    Returns:
        The list, or None if it has to be written afresh.
    """
    olds = spot.items
    if not isinstance(olds, list) or not olds or not entries:
        return None
    bounds = [_cut(text, spot.start + 1, olds[0].start, olds[0].start)]
    for old, after in pairwise(olds):
        bounds.append(_cut(text, old.end, after.start, after.start))
    close = spot.end - 1
    comma = text.find(",", olds[-1].end, close)
    bounds.append(_cut(text, olds[-1].end, close, comma + 1 or olds[-1].end))
    leads = [text[bound : old.start] for bound, old in zip(bounds, olds, strict=False)]
    tails = [text[old.end : bound] for old, bound in zip(olds, bounds[1:], strict=True)]
    if not all(map(_has_comma, tails[:-1])) or any("," in lead.split("#")[0] for lead in leads):
        return None
    many_lines = "\n" in text[spot.start : spot.end]
    indent = leads[0].rpartition("\n")[2]
    line = "\r\n" if "\r\n" in text else "\n"
    parts = [text[spot.start : bounds[0]]]
    for place, (was, new) in enumerate(entries):
        lead, tail = (indent, "") if was is None else (leads[was], tails[was])
        last = place == len(entries) - 1
        wanted = not last or _has_comma(tails[-1])
        if wanted and not _has_comma(tail):
            tail = ("," if many_lines else ", ") + tail
        if not wanted and _has_comma(tail):
            tail = tail.replace(",", "", 1).rstrip(" ")
        if "\n" not in tail and "\n" in tails[-1 if last else 0]:
            tail = tail.rstrip(" ") + line
        parts += (lead, new, tail)
    parts.append(text[bounds[-1] : spot.end])
    return "".join(parts)


def _cut(text: str, start: int, end: int, otherwise: int) -> int:
    """Return where a gap is cut: what follows its first line end belongs to the next entry."""
    return text.find("\n", start, end) + 1 or otherwise


def _has_comma(tail: str) -> bool:
    return "," in tail.split("#", maxsplit=1)[0]
