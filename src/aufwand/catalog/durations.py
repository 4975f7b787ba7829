"""How long a piece of work takes, as far as somebody published it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from attrs import frozen

from aufwand.catalog._figures import ENDS, referred
from aufwand.catalog._table import effort_of, looked_up, table
from aufwand.catalog.citations import cited
from aufwand.model import Source
from aufwand.units import Effort, Range
from aufwand.units._value import value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aufwand.catalog._figures import Figure
    from aufwand.catalog._table import Row

__all__ = ["Default", "default", "defaults"]

_COLUMNS = (
    "activity",
    "unit",
    "per",
    "low",
    "likely",
    "high",
    "low_ref",
    "likely_ref",
    "high_ref",
    "conversion",
    "note",
)

_PERS = ("workday", "week", "piece", "once")


@value
@frozen(repr=False, eq=False)
class Default:
    """What is published on how long a piece of work takes one person."""

    #: The work, for example ``content_blog_post``.
    activity: str

    #: What it recurs with: ``workday``, ``week``, ``piece`` or ``once``.
    per: str

    #: How long one repetition takes; nothing where there is no evidence for its low or high end.
    duration: Range[Effort] | None

    #: The ends there is evidence for, by name, low before high.
    known: tuple[tuple[str, Effort], ...]

    #: Where each end was read.
    sources: tuple[Source, ...]

    #: What to know before using it, for example that its sources are weak.
    note: str = ""


@cache
def _defaults() -> dict[str, Default]:
    return {key: _default(row) for key, row in table("defaults.csv", _COLUMNS).items()}


def _default(row: Row) -> Default:
    ends = {end: value for end in ENDS if (value := effort_of(row, end)) is not None}
    # Without a likely value the model takes the midpoint and says so; a missing bound has none.
    whole = "low" in ends and "high" in ends
    per = row.one_of("per", _PERS)
    return Default(
        activity=row["activity"],
        per=per,
        duration=Range(ends["low"], ends.get("likely"), ends["high"]) if whole else None,
        known=tuple(ends.items()),
        sources=tuple(_sources(row, per)),
        note=row["note"],
    )


def _sources(row: Row, per: str) -> Iterator[Source]:
    conversions = dict(each.split(": ", 1) for each in row["conversion"].split("; ") if each)
    if not conversions.keys() <= set(ENDS):
        raise row.fault("conversion", "low: …; likely: …; high: …")
    for end in ENDS:
        found = referred(row, f"{end}_ref")
        if bool(found) != bool(row[end]):
            raise row.fault(f"{end}_ref", "a figure for each value, and a value for each figure")
        for figure, _ in found:
            yield cited(figure, _says(figure, per, conversions.get(end, "")), end)


def _says(figure: Figure, per: str, conversion: str) -> str:
    said = figure.told
    if figure.per == "day" and per == "workday":
        said += "; a day taken as a working day"
    return f"{said}; here {conversion}" if conversion else said


def default(activity: str) -> Default:
    """Return what is published on how long *activity* takes.

    Args:
        activity: Its key in the catalogue, for example ``content_blog_post``.

    Raises:
        UnknownName: If the catalogue has nothing on it.
    """
    return looked_up(_defaults(), activity, "default")


def defaults() -> tuple[Default, ...]:
    """Return everything that is published on how long work takes."""
    return tuple(_defaults().values())
