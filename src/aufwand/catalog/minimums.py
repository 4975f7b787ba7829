"""The least working time with which a channel can be done well."""

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

__all__ = ["Minimum", "least_content", "minimum_presence"]

_COLUMNS = ("id", "minimum", "channel", "unit", "per", "effort", "ref", "note")


@value
@frozen(repr=False, eq=False)
class Minimum:
    """The least working time a channel needs in a week."""

    #: Working time in a week.
    effort: Effort

    #: Where it was read.
    source: Source

    #: The channel it was published for; empty where it stands in for every channel.
    channel: str = ""


@cache
def _minimums() -> dict[tuple[str, str], Minimum]:
    rows = table("minimums.csv", _COLUMNS).values()
    return {
        (row.one_of("minimum", ("presence", "content")), row["channel"]): _minimum(row)
        for row in rows
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


def _least(minimum: str, channel: str) -> Minimum:
    known = find_channel(channel)
    own = _minimums().get((minimum, known.key)) if known else None
    return own or _minimums()[minimum, ""]


def minimum_presence(channel: str = "") -> Minimum:
    """Return the least working time in a week with which *channel* can be done well.

    Args:
        channel: Its key, name or alias; left out, or with no evidence of its own, the minimum
            that stands in for every channel.
    """
    return _least("presence", channel)


def least_content(channel: str = "") -> Minimum:
    """Return the least working time in a week on content for *channel*: one short post.

    Args:
        channel: Its key, name or alias; left out, or with no evidence of its own, the minimum
            that stands in for every channel.
    """
    return _least("content", channel)
