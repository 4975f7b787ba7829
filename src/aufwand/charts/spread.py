"""How likely a sum is at most so much, as a curve."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aufwand.charts._drawing import WIDTH, frame, place, tag, ticks, words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from fractions import Fraction

__all__ = ["Limit", "Mark", "spread_chart"]

#: Where the curve is drawn.
_LEFT, _RIGHT, _HIGH = 118, WIDTH - 6, 160

#: The curve has at least this part of the width, however far away a limit is.
_LEAST = 0.45


class Mark(NamedTuple):
    """A percentile, and how it is told."""

    #: How likely the sum is at most the value, from 0 to 1.
    chance: float

    #: The value.
    value: float

    #: What stands beside it, such as ``P80 21 h 35 min``.
    told: str


class Limit(NamedTuple):
    """What the sum should stay below, and how it is told."""

    #: The value.
    value: float

    #: What stands above it, such as ``Budget 700 EUR``.
    told: str


def spread_chart(
    points: Sequence[tuple[float, float]],
    marks: Sequence[Mark],
    *,
    limit: Limit | None = None,
    unit: Callable[[Fraction], str],
    name: str,
    title: str,
    about: str,
) -> str:
    """Return a rising curve of chances as SVG, with its percentiles, and a limit if there is one.

    A limit so far away that the curve would shrink to a line stands at the edge, with an arrow.

    >>> curve = [(3, 0.05), (4, 0.5), (5, 0.95)]
    >>> about = {"unit": str, "name": "a", "title": "How sure", "about": ""}
    >>> "P50 4 h" in spread_chart(curve, [Mark(0.5, 4, "P50 4 h")], **about)
    True

    Args:
        points: Values, rising, and how likely the sum is at most each: from 0 to 1.
        marks: What is marked on the curve.
        limit: What the sum should stay below.
        unit: Returns how a value of the axis is told.
        name: What no other chart of the page is called.
        title: What it shows.
        about: What one sees in it, in a sentence.
    """
    low, high = points[0][0], points[-1][0]
    span = (high - low) or 1.0
    most = span / _LEAST
    arrow = ""
    if limit is not None and limit.value < low:
        arrow = "◂ " if high - limit.value > most else ""
        low = max(limit.value, high - most)
    elif limit is not None and limit.value > high:
        arrow = " ▸" if limit.value - low > most else ""
        high = min(limit.value, low + most)
    wide = (high - low) or 1.0
    # What is told of a limit stands above.
    top = 8 if limit is None else 24
    bottom = top + _HIGH

    def x(value: float) -> float:
        return _LEFT + (min(max(value, low), high) - low) / wide * (_RIGHT - _LEFT)

    def y(chance: float) -> float:
        return bottom - _HIGH * chance

    parts: list[str] = []
    grid = f"M{_LEFT} {bottom}H{_RIGHT}M{_LEFT} {top}H{_RIGHT}"
    for value in ticks(low, high, 4):
        at = x(float(value))
        grid += f"M{place(at)} {bottom}v4"
        # Those at the ends would run into the numbers beside them, or out of the picture.
        anchor = "end" if at > _RIGHT - 16 else "middle"
        parts.append(words(unit(value), at, bottom + 17, "s", anchor))
    parts.insert(0, tag("path", d=grid, class_="grid"))
    parts.append(words("100 %", _LEFT - 6, top + 4, "s", "end"))
    parts.append(words("0 %", _LEFT - 6, bottom + 4, "s", "end"))
    if limit is not None:
        at = x(limit.value)
        anchor = "start" if at < 180 else "end" if at > WIDTH - 70 else "middle"
        told = arrow + limit.told if arrow.startswith("◂") else limit.told + arrow
        parts.append(tag("path", d=f"M{place(at)} {top - 6}V{bottom}", class_="limit"))
        parts.append(words(told, at, top - 11, "v", anchor))
    curve = f"M{place(x(points[0][0]))} {place(y(points[0][1]))}" + "".join(
        f"L{place(x(value))} {place(y(chance))}" for value, chance in points[1:]
    )
    lines = "".join(f"M{_LEFT} {place(y(each.chance))}H{place(x(each.value))}" for each in marks)
    parts.append(tag("path", d=lines, class_="lead"))
    parts.append(tag("path", d=curve, class_="line"))
    for each in marks:
        at, level = x(each.value), y(each.chance)
        parts.append(tag("circle", cx=at, cy=level, r=3.5, class_="dot"))
        parts.append(words(each.told, 0, level + 4, "m"))
    return frame(name, title, about, bottom + 24, parts)
