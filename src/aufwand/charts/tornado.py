"""A tornado: what each uncertain number does to a total."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aufwand.charts._drawing import (
    WIDTH,
    bar,
    frame,
    keys_below,
    place,
    room_beside,
    tag,
    words,
)
from aufwand.outline.cells import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Swing", "tornado_chart"]

#: Units from one bar to the next, and those above the first.
_PITCH, _HEAD = 58, 20


class Swing(NamedTuple):
    """What one number does to a total, and how it is told."""

    #: Which number.
    label: str

    #: The total with it at its low end.
    low: float

    #: The total with it at its high end.
    high: float

    #: What stands at the end of its line, such as its share.
    told: str

    #: What stands below it, such as both totals.
    note: str = ""


def tornado_chart(
    swings: Sequence[Swing],
    *,
    likely: float,
    told: str,
    name: str,
    title: str,
    about: str,
    keys: Sequence[tuple[str, str]],
) -> str:
    """Return bars to both sides of the likely total as SVG, the first at the top.

    >>> posts = Swing("Posts", 8, 11, "64 %")
    >>> about = {"name": "a", "title": "What moves it", "about": "", "keys": ()}
    >>> "64 %" in tornado_chart([posts], likely=9, told="9 h", **about)
    True

    Args:
        swings: The bars, in the order they are shown in.
        likely: The total with everything likely.
        told: The same in words.
        name: What no other chart of the page is called.
        title: What it shows.
        about: What one sees in it, in a sentence.
        keys: Signs and what they mean: ``less``, ``more``, ``tick``.
    """
    least = min((each.low for each in swings), default=likely)
    most = max((each.high for each in swings), default=likely)
    least, most = min(least, likely), max(most, likely)

    def x(value: float) -> float:
        return 2 + ((value - least) / (most - least) * (WIDTH - 4) if most > least else 0.0)

    middle = x(likely)
    less, more = "", ""
    parts: list[str] = []
    for index, each in enumerate(swings):
        y = _HEAD + index * _PITCH
        parts.append(words(cut(each.label, room_beside(each.told)), 0, y + 13, "n"))
        parts.append(words(each.told, WIDTH, y + 13, "v", "end"))
        if each.note:
            parts.append(words(cut(each.note, 58), 0, y + 42, "s"))
        less += bar(x(each.low), middle, y + 19, 10)
        more += bar(middle, x(each.high), y + 19, 10)
    # Only between the bars, so that no name is crossed out.
    line = "".join(f"M{place(middle)} {_HEAD + i * _PITCH + 16}v16" for i in range(len(swings)))
    below, height = keys_below(keys, _HEAD + len(swings) * _PITCH, name)
    anchor = "start" if middle < 60 else "end" if middle > WIDTH - 60 else "middle"
    drawn = [
        words(told, middle, 12, "s", anchor),
        tag("path", d=less, class_="less"),
        tag("path", d=more, class_="more"),
        tag("path", d=line, class_="tick"),
        *parts,
        below,
    ]
    return frame(name, title, about, height, drawn)
