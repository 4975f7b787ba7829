"""The least working time with which a channel can be done well, and what it is made of."""

from __future__ import annotations

from functools import cache

from attrs import frozen

from aufwand.catalog._figures import referred
from aufwand.catalog._table import Row, effort_of, table
from aufwand.catalog.citations import cited
from aufwand.catalog.known_channels import find_channel
from aufwand.model import Source
from aufwand.units import Effort
from aufwand.units._value import value

__all__ = ["PARTS", "Minimum", "MinimumPart", "least_content", "minimum_presence"]

_COLUMNS = ("id", "minimum", "channel", "unit", "per", "effort", "ref", "note")

#: What a channel needs every week: somebody who listens, replies, and one good piece.
PARTS = ("listening", "replies", "content")


@value
@frozen(repr=False, eq=False)
class MinimumPart:
    """One of the things a channel needs every week."""

    #: Which of them: ``listening``, ``replies`` or ``content``, which is one good piece.
    name: str

    #: Working time in a week.
    effort: Effort

    #: Where it was read.
    source: Source

    #: The channel it was published for; empty where it stands in for every channel.
    channel: str = ""


@value
@frozen(repr=False, eq=False)
class Minimum:
    """The least working time a channel needs in a week.

    It was published as a total, or it is the sum of its parts.
    """

    #: Working time in a week.
    effort: Effort

    #: Where it was read; of a sum, that it is one, with the trust of its weakest part.
    source: Source

    #: The channel it was published for; empty where it stands in for every channel.
    channel: str = ""

    #: What it is made of. Where a total was published they may come to less than it.
    parts: tuple[MinimumPart, ...] = ()


@cache
def _minimums() -> dict[tuple[str, str], Minimum]:
    rows = table("minimums.csv", _COLUMNS).values()
    return {
        (row.one_of("minimum", ("presence", *PARTS)), row["channel"]): _minimum(row) for row in rows
    }


def _minimum(row: Row) -> Minimum:
    row.one_of("per", ("week",))
    effort = effort_of(row, "effort")
    found = referred(row, "ref")
    if effort is None or len(found) != 1:
        raise row.fault("ref", "one figure for one effort")
    ((figure, _),) = found
    source = cited(figure, "; ".join(each for each in (figure.told, row["note"]) if each))
    return Minimum(effort, source, row["channel"])


def _least(minimum: str, key: str) -> Minimum:
    return _minimums().get((minimum, key)) or _minimums()[minimum, ""]


def _key(channel: str) -> str:
    known = find_channel(channel)
    return known.key if known else ""


def minimum_presence(channel: str = "") -> Minimum:
    """Return the least working time in a week with which *channel* can be done well.

    That is the total that was published for it; for want of one, the sum of its parts:
    listening, replies and one good piece. A part that nobody published for this channel
    is the one that stands in for every channel.

    >>> least = minimum_presence("xing")
    >>> [f"{part.name}: {part.effort} ({part.channel or 'any channel'})" for part in least.parts]
    ['listening: 20 min (any channel)', 'replies: 50 min (xing)', 'content: 30 min (any channel)']
    >>> print(least.effort)
    1 h 40 min

    Args:
        channel: Its key, name or alias; left out, the minimum that stands in for every channel.
    """
    return _presence(_key(channel))


@cache
def _presence(key: str) -> Minimum:
    found = [(name, _least(name, key)) for name in PARTS]
    parts = tuple(MinimumPart(name, each.effort, each.source, each.channel) for name, each in found)
    published = _minimums().get(("presence", key))
    if published is not None:
        return Minimum(published.effort, published.source, published.channel, parts)
    total = parts[0].effort
    for part in parts[1:]:
        total = total + part.effort
    says = " + ".join(f"{part.name} {part.effort}" for part in parts)
    weakest = max(part.source.trust for part in parts)
    return Minimum(total, Source("The sum of its parts", says=says, trust=weakest), "", parts)


def least_content(channel: str = "") -> Minimum:
    """Return the least working time in a week on content for *channel*: one good piece.

    That is a blog post for a blog, a short clip for a video channel, and a short post elsewhere,
    each at the lowest time that was published for one.

    Args:
        channel: Its key, name or alias; left out, or with no evidence of its own, the minimum
            that stands in for every channel.
    """
    return _least("content", _key(channel))
