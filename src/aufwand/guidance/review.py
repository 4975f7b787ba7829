"""Rules about looking at the list of channels again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aufwand.catalog import find_channel
from aufwand.rules import Match, Message, Put, Remedy, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aufwand.catalog import KnownChannel
    from aufwand.model import Channel
    from aufwand.rules import Facts

__all__ = ["channel_closed", "no_review"]

_PUBLISHED = ("The catalogue's channels, each with its sources",)

#: Since when what the catalogue calls closed is closed.
_CLOSED = {"google_plus": Message("2 April 2019", "2. April 2019")}

#: What became of channels that are not what they were.
_CHANGED = {
    "xing": Message(
        "its groups and its market of events closed on 11 January 2023, and it is a jobs network "
        "today",
        "Gruppen und Eventmarkt wurden am 11. Januar 2023 geschlossen, heute ist es ein Netzwerk "
        "für Stellen",
    ),
}


@rule(
    "REV101",
    "no-review",
    level="advice",
    message={
        "en": "This plan does not say when you look at its channels again. In our opinion that "
        "needs a day: networks rise and fall, and a channel is seldom given up by itself.",
        "de": "Dieser Plan sagt nicht, wann Sie seine Kanäle wieder ansehen. Unserer Meinung nach "
        "braucht das einen Tag: Netzwerke kommen und gehen, und von selbst wird selten ein Kanal "
        "aufgegeben.",
    },
    since="0.1",
    grounds="opinion",
    sources=("The opinion this project starts from: constantly more networks appear",),
)
def no_review(facts: Facts) -> Iterator[Match]:
    """No day is set to look at the list of channels again.

    What it checks:
        Whether a plan with an active channel has ``review_on``. Whether that day has passed is
        not looked at: a plan does not change with the calendar on the wall.

    Why it matters:
        The right channels of one year are half empty a few years later. What nobody looks at
        again goes on, with its hours.

    When not to worry:
        You look at everything together once a year, and that day stands elsewhere.

    Remedy:
        Set a day; where the plan has a last day, that is a good one.

    Example:
        Channels without such a day trip it; with one they pass.

        >>> from aufwand.model import Channel, Plan
        >>> from aufwand.rules import check
        >>> plan = Plan("Bakery", channels=[Channel("facebook")])
        >>> [finding.path for finding in check(plan, select=["REV101"])]
        ['review_on']
        >>> check(plan.with_(review_on="2027-01-15"), select=["REV101"])
        ()

    Source:
        The opinion this project starts from: the list of networks is never finished.
    """
    if facts.plan.review_on is None and facts.channels:
        yield Match("review_on", remedies=_reviewing(facts))


def _reviewing(facts: Facts) -> Iterator[Remedy]:
    end = facts.plan.calendar.end
    if end is None:
        yield Remedy(
            {
                "en": "Set a day to look at the channels again",
                "de": "Einen Tag festlegen, an dem die Kanäle wieder angesehen werden",
            },
            "manual",
        )
        return
    yield Remedy(
        {
            "en": "Look at the channels again on {day}, when this plan ends",
            "de": "Die Kanäle am {day} wieder ansehen, wenn dieser Plan endet",
        },
        "trade-off",
        Put("review_on", end),
        day=end,
    )


@rule(
    "REV102",
    "channel-closed",
    level="warning",
    message={
        "en": "{channel} is closed[ since {day}] ({source}), but this plan still has it as "
        "active[, with {cost} a week of its own]. Close it here too, and keep only what you "
        "learned there.",
        "de": "{channel} ist geschlossen[, seit dem {day}] ({source}), steht in diesem Plan aber "
        "noch als aktiv[, mit eigener Arbeit von {cost} je Woche]. Schließen Sie es auch hier, und "
        "behalten Sie nur, was Sie dort gelernt haben.",
    },
    since="0.1",
    grounds="evidence",
    sources=_PUBLISHED,
    scope="channels",
)
def channel_closed(facts: Facts) -> Iterator[Match]:
    """A channel of the plan does not exist any more, or has become something else.

    What it checks:
        Every active channel that the catalogue knows under its key as closed, or as changed in
        its nature: today XING, without its groups. The latter is told as advice.

    Why it matters:
        Hours that are planned for a place where nobody can be met are missing elsewhere; and a
        plan that was right for what a place used to be meets nobody in what it has become.

    When not to worry:
        You mean another place of that name: then give it another key. Or you are there for what
        it has become, such as to find employees.

    Remedy:
        Set the status of what is gone to ``closed``. Work for it alone rests then, and work for
        several channels is shared by the others. Look who is still at a place that changed;
        pause it, or keep it for what it is good for now.

    Example:
        Google+ trips it; closed, it passes.

        >>> from aufwand.model import Channel, Plan
        >>> from aufwand.rules import check
        >>> plan = Plan("Bakery", channels=[Channel("google_plus")])
        >>> [finding.path for finding in check(plan, select=["REV102"])]
        ['channels.google_plus']
        >>> check(plan.adding(Channel("google_plus", status="closed")), select=["REV102"])
        ()

    Source:
        The catalogue's ``channels.csv``, which names the source of every change. What a change
        means for dialogue is our own opinion.
    """
    for channel in facts.channels:
        known = find_channel(channel.key)
        if known is None:
            continue
        path = f"channels.{channel.key}"
        if known.closed:
            day: dict[str, Any] = {"day": _CLOSED[known.key]} if known.key in _CLOSED else {}
            yield Match(
                path,
                cost=_own(facts, channel),
                remedies=_closing(channel),
                channel=channel.label,
                source=_cited(known),
                **day,
            )
        elif known.key in _CHANGED:
            yield Match(
                path,
                _ANOTHER,
                level="advice",
                cost=_own(facts, channel),
                remedies=_pausing(channel),
                channel=channel.label,
                change=_CHANGED[known.key],
                source=_cited(known),
            )


_ANOTHER = Message(
    "{channel} is not what it was: {change} ({source}). In our opinion dialogue finds few people "
    "there now[, and it takes {cost} a week of its own]: look whether your audience still is.",
    "{channel} ist nicht mehr, was es war: {change} ({source}). Unserer Meinung nach trifft ein "
    "Dialog dort kaum noch Menschen[, und der Kanal braucht {cost} eigene Arbeit je Woche]: Sehen "
    "Sie nach, ob Ihre Zielgruppe noch dort ist.",
)


def _closing(channel: Channel) -> Iterator[Remedy]:
    yield Remedy(
        {"en": "Set {channel} to closed", "de": "{channel} auf geschlossen setzen"},
        "safe",
        Put(f"channels.{channel.key}.status", "closed"),
        channel=channel.label,
    )


def _pausing(channel: Channel) -> Iterator[Remedy]:
    yield Remedy(
        {"en": "Pause {channel}", "de": "{channel} pausieren"},
        "trade-off",
        Put(f"channels.{channel.key}.status", "paused"),
        channel=channel.label,
    )


def _own(facts: Facts, channel: Channel) -> tuple[Any, Any] | None:
    """Return the effort for *channel* alone, without its share of all the rest, and its price."""
    effort = facts.estimate.by("channel").get(channel.key)
    if effort is None:
        return None
    cost = facts.estimate.cost
    return effort, None if cost is None else cost.by("channel").get(channel.key)


def _cited(known: KnownChannel) -> str:
    source = known.sources[0]
    return ", ".join(str(each) for each in (source.publisher, source.year) if each)
