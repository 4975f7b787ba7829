"""Rules about what a channel gets that no other one gets."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from aufwand.catalog import adapted_piece, find_channel, piece
from aufwand.model import Activity
from aufwand.rules import Add, Match, Message, Put, Remedy, rule
from aufwand.units import Effort, Range
from aufwand.units._exact import exact

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from aufwand.catalog import Default
    from aufwand.model import Channel
    from aufwand.rules import Facts

__all__ = ["no_exclusive_content"]

_CARRIED_OVER = Message("in part for other channels", "zum Teil für andere Kanäle")
_PLAN_PIECES = Message("Plan pieces for {channel} alone", "Eigene Beiträge für {channel} planen")
_GIVE_SOMETHING = Message("Give {channel} something of its own", "{channel} etwas Eigenes geben")


@rule(
    "EXC101",
    "no-exclusive-content",
    level="advice",
    message={
        "en": "{channel} gets only what other channels get, {pieces} a week[; made over for it, "
        "they take {adapted}][; made for it alone, {own}] (published figures {figures}"
        "[, {carried}]). In our opinion people follow a channel for what they find nowhere else: "
        "give it something of its own.",
        "de": "{channel} bekommt nur, was andere Kanäle auch bekommen, {pieces} je Woche[; dafür "
        "angepasst brauchen sie {adapted}][; eigens gemacht {own}] (veröffentlichte Zahlen "
        "{figures}[, {carried}]). Unserer Meinung nach folgt man einem Kanal für das, was es nur "
        "dort gibt: Geben Sie ihm etwas Eigenes.",
    },
    since="0.1",
    grounds="opinion",
    sources=(
        "The opinion this project starts from: exclusive content for each network",
        "Upland Kapost, e110, and LayerProof, e139 and e140: making a piece over",
        "The catalogue's defaults.csv: short posts, blog posts and short clips",
    ),
    scope="channels",
)
def no_exclusive_content(facts: Facts) -> Iterator[Match]:
    """A channel gets nothing that others do not get, too.

    What it checks:
        Every active channel that gets pieces and is not ``exclusive``, where another active
        channel gets pieces, too. The message names what its pieces take when they are made over
        from those of another channel, and when they are made for it alone: published times for
        one piece, times the pieces of a week. Where a time was published for other channels,
        the message says so; where nobody published one, it is left out. Channels that the
        catalogue knows as closed are left out.

    Why it matters:
        Who finds the same everywhere needs to follow you only once, and every network has its
        own way to speak.

    When not to worry:
        The channels meet different people, or the one only points to the other.

    Remedy:
        Give the channel something of its own, even now and then, and mark it as ``exclusive``;
        plan the time that takes.

    Example:
        Two channels with the same posts trip it; one with posts of its own passes.

        >>> from aufwand.model import Channel, Plan
        >>> from aufwand.rules import check
        >>> facebook = Channel("facebook", pieces=3, exclusive=True)
        >>> linkedin = Channel("linkedin", pieces=3)
        >>> plan = Plan("Bakery", channels=[facebook, linkedin])
        >>> [finding.path for finding in check(plan, select=["EXC101"])]
        ['channels.linkedin']
        >>> check(plan.adding(linkedin.with_(exclusive=True)), select=["EXC101"])
        ()

    Source:
        That each network deserves exclusive content is the opinion this project starts from. The
        times come from the catalogue: ``adapting.csv`` (figures ``e110``, ``e139``, ``e140``)
        and ``defaults.csv`` (a short post ``e101`` and ``e102``, a blog post ``e090``, ``e091``
        and ``e096``, a short clip ``e124``, ``e125`` and ``e130``); most of them trust C.
    """
    fed = [channel for channel in facts.channels if channel.pieces and not _closed(channel)]
    if len(fed) < 2 or all(channel.exclusive for channel in fed):
        return
    for channel in fed:
        if not channel.exclusive:
            prices = _prices(channel.key)
            pieces = exact(channel.pieces)
            details: dict[str, Any] = {
                name: _times(duration, pieces) for name, duration in prices.durations
            }
            if prices.carried:
                details["carried"] = _CARRIED_OVER
            yield Match(
                f"channels.{channel.key}",
                remedies=_remedies(facts, channel, prices.alone),
                channel=channel.label,
                pieces=channel.pieces,
                figures=prices.figures,
                **details,
            )


def _closed(channel: Channel) -> bool:
    known = find_channel(channel.key)
    return known is not None and known.closed


class _Prices(NamedTuple):
    """What is published on the pieces of a channel."""

    #: A piece made for it alone.
    alone: Default

    #: How long a piece takes, made over from another channel and made for it alone.
    durations: tuple[tuple[str, Range[Effort]], ...]

    #: The figures that rests on.
    figures: str

    #: Whether some of it was published for other channels.
    carried: bool


@lru_cache(maxsize=256)
def _prices(key: str) -> _Prices:
    alone, over = piece(key), adapted_piece(key)
    both = [("adapted", over), ("own", alone)] if over is not None else [("own", alone)]
    sources = [each for _, one in both for each in one.sources]
    return _Prices(
        alone,
        tuple((name, one.duration) for name, one in both if one.duration is not None),
        ", ".join(dict.fromkeys(each.figure for each in sources)),
        over is adapted_piece(),
    )


def _times(duration: Range[Effort], pieces: Fraction) -> Range[Effort]:
    low, likely, high = (
        Effort._of(end.minutes * pieces) for end in (duration.low, duration.likely, duration.high)
    )
    return Range[Effort]._of(low, likely, high)


class _Content:
    """The work on content in a plan, and who does most of it."""

    def __init__(self, facts: Facts) -> None:
        self.keys = {each.key for each in facts.plan.activities}
        made = [each for each in facts.plan.activities if each.area == "content"]
        self.per_piece = [each for each in made if each.per == "piece"]
        self.roles: Any = ()
        if made:
            most = max(made, key=lambda each: (facts.weekly(each.key).likely, each.key))
            self.roles = [each.key for each in most.roles]
            if all(each.weight is not None for each in most.roles):
                self.roles = {each.key: each.weight for each in most.roles}

    def planned_for(self, channel: Channel) -> bool:
        """Return whether work grows with the pieces of *channel*, so that it is planned for."""
        return any(
            not each.channels or any(share.key == channel.key for share in each.channels)
            for each in self.per_piece
        )


def _remedies(facts: Facts, channel: Channel, alone: Default) -> Iterator[Remedy]:
    content = _Content(facts)
    # A key has at most 64 characters.
    key = f"{channel.key[:56]}_content"
    if alone.duration is not None and key not in content.keys and not content.planned_for(channel):
        work = Activity(
            key,
            area="content",
            duration=alone.duration,
            per="piece",
            channels=channel.key,
            roles=content.roles,
            source=alone.sources,
        )
        yield Remedy(
            _PLAN_PIECES,
            "trade-off",
            Put(f"channels.{channel.key}.exclusive", True),
            Add(work),
            channel=channel.label,
        )
    yield Remedy(_GIVE_SOMETHING, "manual", channel=channel.label)
