"""Load against capacity over weeks."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from aufwand.charts._drawing import WIDTH, frame, hatch, keys_below, place, tag, ticks, words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from fractions import Fraction

__all__ = ["Load", "load_chart"]

#: Where the weeks are drawn.
_LEFT, _RIGHT, _TOP, _BOTTOM = 34, WIDTH, 14, 124


class Load(NamedTuple):
    """What there is to do in a week, and what can be done."""

    #: What is likely to be done.
    likely: float

    #: What it is at most in eight of ten cases, or its high end.
    careful: float

    #: What can be done; nothing where that is not known.
    capacity: float | None = None

    @property
    def over(self) -> bool:
        """Whether more is to be done than can be."""
        return self.capacity is not None and self.likely > self.capacity


def load_chart(
    loads: Sequence[Load],
    *,
    below: Sequence[tuple[int, str]],
    unit: Callable[[Fraction], str],
    name: str,
    title: str,
    about: str,
    keys: Sequence[tuple[str, str]],
) -> str:
    """Return weeks side by side as SVG: what there is to do, and a line for what can be done.

    What is above the line is hatched, and its weeks have a mark at the top. All weeks are a
    handful of paths, however many there are.

    >>> weeks = [Load(12, 13, 12), Load(14, 15, 12)]
    >>> about = {"unit": str, "name": "a", "title": "Load", "about": "", "keys": ()}
    >>> load_chart(weeks, below=[(0, "Jan")], **about).count('class="mark"')
    1

    Args:
        loads: The weeks, or other periods, one or more.
        below: What stands below which of them, such as the first of each month.
        unit: Returns how a value of the axis is told.
        name: What no other chart of the page is called.
        title: What it shows.
        about: What one sees in it, in a sentence.
        keys: Signs and what they mean: ``calm``, ``faint``, ``line``, ``over``.
    """
    wide = (_RIGHT - _LEFT) / len(loads)
    top = max(max(each.careful, each.likely, each.capacity or 0.0) for each in loads) or 1.0

    def x(index: int) -> float:
        return _LEFT + index * wide

    def y(value: float) -> float:
        return _BOTTOM - value / top * (_BOTTOM - _TOP)

    grid = ""
    parts: list[str] = []
    for value in ticks(0.0, top, 3):
        grid += f"M{_LEFT} {place(y(float(value)))}H{_RIGHT}"
        parts.append(words(unit(value), _LEFT - 5, y(float(value)) + 4, "s", "end"))
    for index, told in below:
        grid += f"M{place(x(index))} {_BOTTOM}v4"
        parts.append(words(told, x(index), _BOTTOM + 16, "s"))
    parts.insert(0, tag("path", d=grid, class_="grid"))
    careful = _area([place(y(each.careful)) for each in loads], x)
    likely = _area([place(y(each.likely)) for each in loads], x)
    parts.append(tag("path", d=careful, class_="faint"))
    parts.append(tag("path", d=likely, class_="calm"))
    marks = ""
    half = min(3.5, max(1.5, wide / 2))
    for index, each in enumerate(loads):
        if each.over:
            marks += f"M{place(x(index) + wide / 2 - half)} 8h{place(2 * half)}l{place(-half)}-7z"
    over = _between([(y(each.capacity or 0.0), y(each.likely), each.over) for each in loads], x)
    if over:
        parts.insert(0, hatch(name))
        parts.append(tag("path", d=over, class_="over", fill=f"url(#{name}-h)"))
        parts.append(tag("path", d=marks, class_="mark"))
    line = _steps([None if each.capacity is None else y(each.capacity) for each in loads], x)
    if line:
        parts.append(tag("path", d=line, class_="line"))
    signs, height = keys_below(keys, _BOTTOM + 26, name)
    parts.append(signs)
    return frame(name, title, about, height, parts)


def _area(levels: Sequence[str], x: Callable[[int], float]) -> str:
    """Return one path over all weeks; weeks alike are one step."""
    return f"M{place(x(0))} {_BOTTOM}{_along(levels, x, 0, 1)}V{_BOTTOM}z"


def _steps(levels: Sequence[float | None], x: Callable[[int], float]) -> str:
    """Return a line in steps, which stops where nothing is known."""
    steps = ""
    index = 0
    drawing = False
    for level, alike in groupby(levels):
        first, index = index, index + len(list(alike))
        if level is not None:
            begin = f"V{place(level)}" if drawing else f"M{place(x(first))} {place(level)}"
            steps += f"{begin}H{place(x(index))}"
        drawing = level is not None
    return steps


def _between(weeks: Sequence[tuple[float, float, bool]], x: Callable[[int], float]) -> str:
    """Return one path around what is between capacity and load in the weeks that are over.

    Weeks beside each other are one shape, and weeks alike one step of it.
    """
    shapes = ""
    index = 0
    for over, beside in groupby(weeks, key=lambda week: week[2]):
        here = list(beside)
        first, index = index, index + len(here)
        if over:
            begin = f"M{place(x(first))} {place(here[0][0])}"
            there = _along([place(top) for _, top, _ in here], x, first, 1)
            # Along the line it goes back, from the right.
            back = _along([place(floor) for floor, _, _ in here[::-1]], x, index, -1)
            shapes += f"{begin}{there}{back}z"
    return shapes


def _along(levels: Sequence[str], x: Callable[[int], float], first: int, step: int) -> str:
    """Return steps of a path from one week on, to the right or to the left."""
    steps = ""
    index = first
    for level, alike in groupby(levels):
        index += step * len(list(alike))
        steps += f"V{level}H{place(x(index))}"
    return steps
