"""How many people of an audience use a channel, as far as surveys asked."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from attrs import frozen

from aufwand.catalog._table import Row, table
from aufwand.catalog.citations import publication
from aufwand.catalog.known_channels import channels, find_channel
from aufwand.model import Source
from aufwand.units._value import value

if TYPE_CHECKING:
    from aufwand.model import Audience

__all__ = ["Reach", "reach"]

_COLUMNS = (
    "id",
    "channel",
    "country",
    "group_kind",
    "group",
    "youngest",
    "oldest",
    "share",
    "measure",
    "population",
    "n",
    "year",
    "source_id",
)

_MEASURES = ("ever_use", "weekly", "daily", "monthly")


@value
@frozen(repr=False, eq=False)
class Reach:
    """The share of a group of people that uses a channel, from one survey.

    Shares of different measures, countries or populations are never compared or combined.
    """

    #: The channel's key.
    channel: str

    #: Where the survey was held, as a two-letter code.
    country: str

    #: Whom the share is of: ``all``, or an age band such as ``18-29`` or ``65+``.
    group: str

    #: The youngest age in that group.
    youngest: int

    #: The oldest age in that group; nothing where it has no upper end.
    oldest: int | None

    #: The share of the group that uses the channel, from 0 to 1.
    share: float

    #: What using it means: ``ever_use``, ``weekly``, ``daily`` or ``monthly``.
    measure: str

    #: Whom the survey asked.
    population: str

    #: How many of the group it asked, where known.
    n: int | None

    #: The year it asked them in.
    year: int

    #: Where it was read.
    source: Source

    def speaks_about(self, audience: Audience) -> bool:
        """Return whether people of *audience* can be in the group.

        An audience without ages is met by all adults, not by one age band; one without a
        country, or of companies, by no survey of people.
        """
        if audience.country != self.country or audience.business:
            return False
        if audience.ages is None:
            return self.group == "all"
        youngest, oldest = audience.ages
        return self.youngest <= oldest and (self.oldest is None or youngest <= self.oldest)


def _reach(row: Row) -> Reach:
    share = row.number("share")
    if share is None or share > 1:
        raise row.fault("share", "a share from 0 to 1")
    youngest, year = row.whole("youngest"), row.whole("year")
    if youngest is None:
        raise row.fault("youngest", "an age")
    if year is None:
        raise row.fault("year", "a year")
    return Reach(
        channel=row.one_of("channel", tuple(each.key for each in channels())),
        country=row.one_of("country", ("DE", "US")),
        group=row.filled("group"),
        youngest=youngest,
        oldest=row.whole("oldest"),
        share=float(share),
        measure=row.one_of("measure", _MEASURES),
        population=row.filled("population"),
        n=row.whole("n"),
        year=year,
        source=publication(row)[0],
    )


@cache
def _by_channel() -> dict[str, tuple[Reach, ...]]:
    found: dict[str, list[Reach]] = {}
    for row in table("reach.csv", _COLUMNS).values():
        each = _reach(row)
        found.setdefault(each.channel, []).append(each)
    return {
        channel: tuple(sorted(rows, key=lambda each: -each.year)) for channel, rows in found.items()
    }


def reach(channel: str, audience: Audience) -> tuple[Reach, ...]:
    """Return what surveys since 2023 say on how many of *audience* use *channel*.

    Newest first, each survey and each group by itself. Nothing means that there is no
    evidence, never that nobody uses the channel.

    Args:
        channel: Its key, name or alias; one's own channels have no evidence.
        audience: The audience; its country and ages decide which groups speak about it.
    """
    known = find_channel(channel)
    if known is None:
        return ()
    return tuple(each for each in _by_channel().get(known.key, ()) if each.speaks_about(audience))
