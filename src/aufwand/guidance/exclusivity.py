"""Rules about what a channel gets that no other one gets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aufwand.catalog import adapted_piece, piece
from aufwand.model import Activity
from aufwand.rules import Add, Match, Message, Put, Remedy, rule
from aufwand.units._exact import exact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aufwand.catalog import Default
    from aufwand.model import Channel
    from aufwand.rules import Facts

__all__ = ["no_exclusive_content"]

_CARRIED_OVER = Message("in part for other channels", "zum Teil für andere Kanäle")


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
        the message says so; where nobody published one, it is left out.

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
    fed = [channel for channel in facts.channels if channel.pieces]
    if len(fed) < 2:
        return
    for channel in fed:
        if not channel.exclusive:
            alone, over = piece(channel.key), adapted_piece(channel.key)
            details: dict[str, Any] = {}
            for name, found in (("adapted", over), ("own", alone)):
                if found is not None and found.duration is not None:
                    details[name] = found.duration * exact(channel.pieces)
            if over is adapted_piece():
                details["carried"] = _CARRIED_OVER
            yield Match(
                f"channels.{channel.key}",
                remedies=_remedies(facts, channel, alone),
                channel=channel.label,
                pieces=channel.pieces,
                figures=_figures(over, alone),
                **details,
            )


def _figures(*found: Default | None) -> str:
    sources = [each for one in found if one is not None for each in one.sources]
    return ", ".join(dict.fromkeys(each.figure for each in sources))


def _remedies(facts: Facts, channel: Channel, alone: Default) -> Iterator[Remedy]:
    plan = facts.plan
    made = [each for each in plan.activities if each.area == "content"]
    # A key has at most 64 characters.
    key = f"{channel.key[:56]}_content"
    # Work that grows with the pieces of the channel is planned for them already.
    planned = any(each.per == "piece" and _serves(each, channel) for each in made)
    taken = any(each.key == key for each in plan.activities)
    if alone.duration is not None and not planned and not taken:
        most = max(made, key=lambda each: (facts.weekly(each.key).likely, each.key), default=None)
        work = Activity(
            key,
            area="content",
            duration=alone.duration,
            per="piece",
            channels=channel.key,
            roles=() if most is None else _roles(most),
            source=alone.sources,
        )
        yield Remedy(
            {
                "en": "Plan pieces for {channel} alone",
                "de": "Eigene Beiträge für {channel} planen",
            },
            "trade-off",
            Put(f"channels.{channel.key}.exclusive", True),
            Add(work),
            channel=channel.label,
        )
    yield Remedy(
        {"en": "Give {channel} something of its own", "de": "{channel} etwas Eigenes geben"},
        "manual",
        channel=channel.label,
    )


def _serves(activity: Activity, channel: Channel) -> bool:
    return not activity.channels or any(each.key == channel.key for each in activity.channels)


def _roles(activity: Activity) -> Any:
    if any(each.weight is None for each in activity.roles):
        return [each.key for each in activity.roles]
    return {each.key: each.weight for each in activity.roles}
