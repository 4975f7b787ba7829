"""Rules about whom a plan wants to meet, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aufwand.catalog import reach
from aufwand.rules import Match, Measure, Message, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aufwand.catalog import Reach
    from aufwand.model import Audience, Channel
    from aufwand.rules import Facts

__all__ = ["audience_without_channel", "channel_without_audience", "no_audience"]

#: Our opinion: where at least this share of an audience is, one can speak of meeting it. No
#: source says where that begins.
ENOUGH = 0.25

_OFTEN = {
    "ever_use": Message("at all", "überhaupt"),
    "monthly": Message("at least monthly", "mindestens monatlich"),
    "weekly": Message("at least weekly", "mindestens wöchentlich"),
    "daily": Message("daily", "täglich"),
}


@rule(
    "AUD101",
    "channel-without-audience",
    level="warning",
    message={
        "en": "None of your audiences is known to be on {channel}"
        "[, which takes {effort} a week of its own]"
        "[ and costs {price}][; of {people} in {country}, {measured} use it {often} ({source})]. "
        "In our opinion a channel is worth its time only where your audience is: name whom you "
        "meet there, or drop it.",
        "de": "Von keiner Ihrer Zielgruppen ist bekannt, dass sie auf {channel} ist"
        "[; der Kanal braucht {effort} eigene Arbeit je Woche][ und kostet {price}]"
        "[; von {people} in {country} nutzen ihn {measured} {often} ({source})]. Unserer Meinung "
        "nach lohnt ein Kanal nur, wo Ihre Zielgruppe ist: Nennen Sie, wen Sie dort treffen, oder "
        "geben Sie ihn auf.",
    },
    since="0.1",
    grounds="opinion",
    sources=(
        "Our opinion: one in four is enough to speak of meeting an audience",
        "Surveys in the catalogue, such as NPORS 2025 and the ARD/ZDF-Medienstudie 2025",
    ),
)
def channel_without_audience(facts: Facts) -> Iterator[Match]:
    """No audience of the plan is known to be on a channel.

    What it checks:
        Every active channel that names no audience, that no audience names in its ``reach``
        with a share above zero, and that no survey in the catalogue finds at least one in four
        people of an audience on. Where a survey speaks of fewer, the message names the highest
        share with its measure, country, year and publisher, and compares it with 25 %.

    Why it matters:
        Time on a channel where nobody listens is missing on the others.

    When not to worry:
        You know better than any survey: then name the audience on the channel. Without evidence
        the catalogue knows nothing about a channel, which does not mean that nobody is there.

    Remedy:
        Name the audience on the channel, add an audience that is there, or drop the channel.

    Example:
        A blog that was planned for nobody in particular trips it; with an audience it passes.

        >>> from aufwand.model import Audience, Channel, Plan
        >>> from aufwand.rules import check
        >>> families = Audience("families")
        >>> plan = Plan("Bakery", audiences=[families], channels=[Channel("corporate_blog")])
        >>> [finding.path for finding in check(plan, select=["AUD101"])]
        ['channels.corporate_blog']
        >>> met = plan.with_(channels=[Channel("corporate_blog", audiences=["families"])])
        >>> check(met, select=["AUD101"])
        ()

    Source:
        That a company should be only where its audience is, is the opinion this project starts
        from; one in four is our own. Shares come from the catalogue, each with its survey.
    """
    audiences = facts.plan.audiences
    for channel in facts.channels:
        if not any(_declared(channel, audience) for audience in audiences):
            best = _most(channel, audiences)
            if best is None or best.share < ENOUGH:
                yield Match(
                    f"channels.{channel.key}",
                    channel=channel.label,
                    **_evidence(best),
                    **_takes(facts, channel),
                )


@rule(
    "AUD102",
    "audience-without-channel",
    level="warning",
    message={
        "en": "No channel of this plan is known to meet {audience}. In our opinion you must be "
        "where your audience is: name a channel they use, or leave them out.",
        "de": "Von keinem Kanal dieses Plans ist bekannt, dass er {audience} erreicht. Unserer "
        "Meinung nach müssen Sie sein, wo Ihre Zielgruppe ist: Nennen Sie einen Kanal, den sie "
        "nutzt, oder lassen Sie sie weg.",
    },
    since="0.1",
    grounds="opinion",
    sources=("Our opinion: one in four is enough to speak of meeting an audience",),
)
def audience_without_channel(facts: Facts) -> Iterator[Match]:
    """An audience is met on no channel of the plan.

    What it checks:
        Every audience that no active channel names, that names no active channel in its
        ``reach`` with a share above zero, and of which no survey in the catalogue finds at least
        one in four on an active channel.

    Why it matters:
        Whoever is wanted but never met cannot be won, and the goals set for them stay open.

    When not to worry:
        You meet them elsewhere, for example in the shop or by mail, and the plan is only about
        social media.

    Remedy:
        Name the audience on a channel it uses, add such a channel, or take it out of the plan.

    Example:
        Apprentices are wanted, but no channel is meant for them; with one, it passes.

        >>> from aufwand.model import Audience, Channel, Plan
        >>> from aufwand.rules import check
        >>> plan = Plan("Bakery", audiences=[Audience("apprentices")])
        >>> [finding.path for finding in check(plan, select=["AUD102"])]
        ['audiences.apprentices']
        >>> check(
        ...     plan.with_(channels=[Channel("tiktok", audiences=["apprentices"])]),
        ...     select=["AUD102"],
        ... )
        ()

    Source:
        That a company should indeed be where its audience is, is the opinion this project
        starts from; one in four is our own. Shares come from the catalogue.
    """
    for audience in facts.plan.audiences:
        if not any(_declared(channel, audience) for channel in facts.channels) and not any(
            each.share >= ENOUGH
            for channel in facts.channels
            for each in reach(channel.key, audience)
        ):
            yield Match(f"audiences.{audience.key}", audience=audience.label)


@rule(
    "AUD104",
    "no-audience",
    level="warning",
    message={
        "en": "This plan does not say whom it is for[, at {effort} a week][ and {price}]. In our "
        "opinion channels and goals follow from that: add at least one audience.",
        "de": "Dieser Plan sagt nicht, für wen er ist[, bei {effort} je Woche][ und {price}]. "
        "Unserer Meinung nach folgen Kanäle und Ziele daraus: Ergänzen Sie mindestens eine "
        "Zielgruppe.",
    },
    since="0.1",
    grounds="opinion",
    sources=("The opinion this project starts from: define the audience clearly, goals follow",),
)
def no_audience(facts: Facts) -> Iterator[Match]:
    """The plan names no audience.

    What it checks:
        Whether the plan has any audience.

    Why it matters:
        Which channels are worth their time, and what is to be reached there, can only be judged
        when it is clear who is to be met.

    When not to worry:
        You only want the hours, and choose audiences later.

    Remedy:
        Add an audience, with its country and ages if you know them: then surveys can speak.

    Example:
        A plan with nothing but a name trips it; with an audience it passes.

        >>> from aufwand.model import Audience, Plan
        >>> from aufwand.rules import check
        >>> [finding.path for finding in check(Plan("Bakery"), select=["AUD104"])]
        ['audiences']
        >>> check(Plan("Bakery", audiences=[Audience("families")]), select=["AUD104"])
        ()

    Source:
        The opinion this project starts from: define the audience clearly, and the goals that
        follow from it.
    """
    if not facts.plan.audiences:
        details: dict[str, Any] = {}
        weekly = facts.estimate.weekly.likely
        cost = facts.estimate.cost
        if weekly:
            details["effort"] = weekly
        if weekly and cost is not None:
            details["price"] = cost.weekly.likely
        yield Match("audiences", **details)


def _declared(channel: Channel, audience: Audience) -> bool:
    return audience.key in channel.audiences or any(
        share.key == channel.key and share.weight for share in audience.reach
    )


def _most(channel: Channel, audiences: tuple[Audience, ...]) -> Reach | None:
    """Return what speaks most for *channel*, whatever order the audiences come in."""
    found = [each for audience in audiences for each in reach(channel.key, audience)]
    return max(
        found,
        key=lambda each: (each.share, each.year, each.measure, each.group, each.source.title),
        default=None,
    )


def _evidence(best: Reach | None) -> dict[str, Any]:
    if best is None:
        return {}
    people = Message("all people asked", "allen Befragten")
    if best.group != "all":
        people = Message(f"people aged {best.group}", f"Menschen im Alter von {best.group}")
    return {
        # A float times a hundred is seldom what was published.
        "measured": Measure(round(best.share * 100, 6), "%"),
        "limit": Measure(ENOUGH * 100, "%"),
        "people": people,
        "country": best.country,
        "often": _OFTEN[best.measure],
        "source": f"{best.source.publisher}, {best.year}",
    }


def _takes(facts: Facts, channel: Channel) -> dict[str, Any]:
    """Return what is saved without the channel: its own work, not its share of all the rest."""
    own = facts.estimate.by("channel").get(channel.key)
    details: dict[str, Any] = {}
    if own is not None and own.likely:
        details["effort"] = own.likely
        cost = facts.estimate.cost
        price = None if cost is None else cost.by("channel").get(channel.key)
        if price is not None and price.likely:
            details["price"] = price.likely
    return details
