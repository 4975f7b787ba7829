"""What all charts are drawn with: numbers, words, scales, and the frame around them."""

from __future__ import annotations

from fractions import Fraction
from math import floor, log10
from typing import TYPE_CHECKING

from aufwand.outline.cells import cut, width
from aufwand.outline.html import READ, escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "WIDTH",
    "Key",
    "bar",
    "frame",
    "hatch",
    "keys_below",
    "place",
    "room_beside",
    "step_below",
    "tag",
    "ticks",
    "words",
]

#: Units that every chart is wide: pixels of a phone, where a chart is shown as large as it is.
WIDTH = 360

#: Units that a cell of text takes, in the sizes of the stylesheet; rather too many than too few.
_CELL = 6.9
_SMALL = 6.1

#: A sign in the key of a chart, and what it means: ``low``, ``high``, ``tick``, ``limit``,
#: ``over``, ``line``, ``less``, ``more``, ``calm``, ``faint``.
Key = tuple[str, str]


def place(number: float) -> str:
    """Return a coordinate, to a tenth of a unit, as short as it goes."""
    text = f"{number:.1f}"
    return text.removesuffix(".0")


def tag(name: str, content: str = "", /, **attributes: object) -> str:
    """Return an element; an underscore in the name of an attribute stands for a dash."""
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escaped(_told(value))}"'
        for key, value in attributes.items()
    )
    return f"<{name}{told}>{content}</{name}>" if content else f"<{name}{told}/>"


def _told(value: object) -> str:
    return place(value) if isinstance(value, float) else str(value)


def words(text: str, x: float, y: float, kind: str = "", anchor: str = "") -> str:
    """Return a line of text, of a *kind* that the stylesheet knows, anchored at its place."""
    more = {"class_": kind} if kind else {}
    if anchor:
        more["text_anchor"] = anchor
    return tag("text", escaped(text), x=float(x), y=float(y), **more)


def bar(left: float, right: float, top: float, height: float) -> str:
    """Return the steps of a path around a bar."""
    across = place(max(right - left, 0.0))
    return f"M{place(left)} {place(top)}h{across}v{place(height)}H{place(left)}z"


def room_beside(told: str, *, small: bool = False) -> int:
    """Return how many cells of a line are left beside what is *told* at its end."""
    cell = _SMALL if small else _CELL
    return max(8, int((WIDTH - 8 - width(told) * cell) / cell))


def hatch(name: str) -> str:
    """Return the definition of hatching that marks what is too much, in colour or without."""
    lines = tag("path", d="M-1 6L6-1M-1 1L1-1M4 6L6 4", class_="h")
    ground = tag("path", d="M0 0h5v5H0z", class_="g")
    pattern = tag(
        "pattern",
        ground + lines,
        id=f"{name}-h",
        width=5,
        height=5,
        patternUnits="userSpaceOnUse",
    )
    return tag("defs", pattern)


def step_below(span: float, most: int) -> Fraction:
    """Return a step of 1, 2 or 5 (or ten times that, and so on), so that *most* cover a *span*."""
    if not span > 0:
        return Fraction(1)
    least = Fraction(span) / most
    power = Fraction(10) ** floor(log10(float(least)))
    # Whoever rounds a logarithm may land one power too low.
    return next(times * power for times in (1, 2, 5, 10, 20) if times * power >= least)


def ticks(low: float, high: float, most: int) -> list[Fraction]:
    """Return round numbers from *low* to *high*, at most *most* and one."""
    step = step_below(high - low, most)
    first = -(-Fraction(low) // step)
    last = Fraction(high) // step
    return [step * number for number in range(int(first), int(last) + 1)]


def keys_below(keys: Sequence[Key], y: float, name: str) -> tuple[str, float]:
    """Return the key below a chart, each sign and what it means, and where it ends.

    Args:
        keys: Signs and what they mean; those that have no room go on in another line.
        y: Where the chart ends.
        name: The name of the chart.
    """
    drawn: list[str] = []
    x, y = 0.0, y + 14
    for sign, meaning in keys:
        told = cut(meaning, 40)
        room = 17 + width(told) * _SMALL
        if x and x + room > WIDTH:
            x, y = 0.0, y + 18
        drawn += (_sign(sign, x, y, name), words(told, x + 17, y, "s"))
        x += room + 12
    return "".join(drawn), y + 4 if keys else y - 14


def _sign(sign: str, x: float, y: float, name: str) -> str:
    if sign in {"tick", "limit"}:
        return tag("path", d=f"M{place(x + 6)} {place(y - 10)}v12", class_=sign)
    if sign == "line":
        return tag("path", d=f"M{place(x)} {place(y - 4)}h12", class_=sign)
    fill = {"fill": f"url(#{name}-h)"} if sign == "over" else {}
    return tag("path", d=bar(x, x + 12, y - 8, 8), class_=sign, **fill)


def frame(name: str, title: str, about: str, height: float, parts: Iterable[str]) -> str:
    """Return a chart with its title and its description, which screen readers tell.

    Args:
        name: What no other chart of the page is called; its ids begin with it.
        title: What it shows.
        about: What one sees in it, in a sentence.
        height: Units that it is high.
        parts: What is drawn.
    """
    head = tag("title", escaped(title[:READ]), id=f"{name}-t") + tag(
        "desc", escaped(about), id=f"{name}-d"
    )
    return tag(
        "svg",
        head + "".join(parts),
        xmlns="http://www.w3.org/2000/svg",
        class_="aw-chart",
        viewBox=f"0 0 {WIDTH} {place(height)}",
        width=WIDTH,
        height=float(height),
        role="img",
        aria_labelledby=f"{name}-t {name}-d",
    )
