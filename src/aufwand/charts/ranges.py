"""Bars from low to high, one below the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aufwand.charts._drawing import (
    WIDTH,
    bar,
    frame,
    hatch,
    keys_below,
    place,
    room_beside,
    tag,
    words,
)
from aufwand.outline.cells import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Band", "range_chart"]

#: Units from one band to the next.
_PITCH = 58


class Band(NamedTuple):
    """A range, and how it is told."""

    #: Whose it is.
    label: str

    #: Its low end, zero or more, in any unit that all bands share.
    low: float

    #: Its likely value.
    likely: float

    #: Its high end.
    high: float

    #: What stands at the end of its line, such as ``3 h 49 min``.
    told: str

    #: What stands below it, such as its ends.
    note: str = ""

    #: What it must not be above, such as a capacity.
    limit: float | None = None

    @property
    def over(self) -> bool:
        """Whether its likely value is above its limit."""
        return self.limit is not None and self.likely > self.limit


def range_chart(
    bands: Sequence[Band], *, name: str, title: str, about: str, keys: Sequence[tuple[str, str]]
) -> str:
    """Return bars as SVG: full to the low end, pale to the high end, with a tick at likely.

    What is above its limit is hatched and has a sign at its line; so nothing is told by colour
    alone.

    >>> posts = Band("Posts", 3, 4, 5, "4 h")
    >>> range_chart([posts], name="a", title="Hours", about="", keys=()).count("<path")
    3

    Args:
        bands: The ranges.
        name: What no other chart of the page is called.
        title: What it shows.
        about: What one sees in it, in a sentence.
        keys: Signs and what they mean: ``low``, ``high``, ``tick``, ``limit``, ``over``.
    """
    top = max((end for each in bands for end in (each.high, each.limit or 0.0)), default=0.0)

    def x(value: float) -> float:
        # A share first: no product of it overflows.
        return value / top * (WIDTH - 2) if top > 0 else 0.0

    low, high, ticks, limits, over = "", "", "", "", ""
    parts: list[str] = []
    for index, each in enumerate(bands):
        y = index * _PITCH
        told = f"▲ {each.told}" if each.over else each.told
        parts.append(words(cut(each.label, room_beside(told)), 0, y + 13, "n"))
        parts.append(words(told, WIDTH, y + 13, "v o" if each.over else "v", "end"))
        if each.note:
            parts.append(words(cut(each.note, 58), 0, y + 42, "s"))
        first, middle, last = (x(end) for end in (each.low, each.likely, each.high))
        low += bar(0, first, y + 19, 10)
        high += bar(first, last, y + 19, 10)
        ticks += f"M{place(max(middle, 1.5))} {y + 17}v14"
        if each.limit is not None:
            limits += f"M{place(max(x(each.limit), 1.0))} {y + 16}v16"
            if each.over:
                over += bar(x(each.limit), middle, y + 19, 10)
    paths = [tag("path", d=low, class_="low"), tag("path", d=high, class_="high")]
    if over:
        paths.append(tag("path", d=over, class_="over", fill=f"url(#{name}-h)"))
    if limits:
        paths.append(tag("path", d=limits, class_="limit"))
    if bands:
        paths.append(tag("path", d=ticks, class_="tick"))
    below, height = keys_below(keys, len(bands) * _PITCH, name)
    defined = [hatch(name)] if over else []
    return frame(name, title, about, height, [*defined, *(paths if bands else []), *parts, below])
