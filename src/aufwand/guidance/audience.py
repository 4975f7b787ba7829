"""Rules about whom a plan wants to meet, and where."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from aufwand.catalog import channels, find_channel, reach
from aufwand.model import Channel
from aufwand.rules import Add, Drop, Match, Measure, Message, Price, Remedy, option, options, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aufwand.catalog import Reach
    from aufwand.estimates import Rollup
    from aufwand.model import Audience
    from aufwand.rules import Facts
    from aufwand.units import Effort, Money

__all__ = [
    "Met",
    "Worth",
    "audience_without_channel",
    "channel_without_audience",
    "low_reach_channel",
    "no_audience",
    "vague_audience",
]

_CLEAR_AUDIENCE = "The opinion this project starts from: define the audience clearly, goals follow"

#: German surveys of one age group alone, so that the group is all whom they asked.
_OF_ONE_GROUP = ("de-jim-2025",)

#: Measures in the order in which they are asked; shares of two measures are never compared.
_ASKED = ("weekly", "monthly", "ever_use")


@options
class Met:
    """From where on AUD101 and AUD102 speak of meeting an audience."""

    #: The share of an audience, by a survey, from which on a channel meets it.
    enough: float = option(
        "share",
        0.25,
        {
            "en": "The share of an audience, by a survey, from which on a channel meets it.",
            "de": "Der Anteil einer Zielgruppe laut Umfrage, ab dem ein Kanal sie erreicht.",
        },
        source="opinion",
        raising="more",
    )


@options
class Worth:
    """From where on AUD103 finds a channel worth its time."""

    #: The share of an audience that must use a channel.
    least: float = option(
        "share",
        0.1,
        {
            "en": "The share of an audience that must use a channel to be worth its time.",
            "de": "Der Anteil einer Zielgruppe, der einen Kanal nutzen muss, damit er lohnt.",
        },
        source="opinion",
        raising="more",
    )


_BY_SURVEY = Message(
    "of {people} in {country}, {measured} use it {often} ({source})",
    "von {people} in {country} nutzen ihn {measured} {often} ({source})",
)
_BY_YOURSELF = Message("{measured} by your own figure", "{measured} nach Ihrer eigenen Zahl")

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
    options=Met,
    scope="channels",
)
def channel_without_audience(facts: Facts, options: Met) -> Iterator[Match]:
    """No audience of the plan is known to be on a channel.

    What it checks:
        Every active channel that names no audience, that no audience names in its ``reach``
        with a share above zero, and that no survey in the catalogue finds ``enough`` people of
        an audience on: one in four, unless the option says otherwise. Where a survey speaks of
        fewer, the message names the highest share with its measure, country, year and
        publisher, and compares it with that.

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
    own = _Own(facts)
    for channel in facts.channels:
        if not any(_declared(channel, audience) for audience in audiences):
            best = _most(channel, audiences)
            if best is None or best.share < options.enough:
                yield Match(
                    f"channels.{channel.key}",
                    remedies=_dropped_or_named(channel),
                    channel=channel.label,
                    **_evidence(best, options.enough),
                    **_takes(own.of(channel)),
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
    options=Met,
    scope="audiences",
)
def audience_without_channel(facts: Facts, options: Met) -> Iterator[Match]:
    """An audience is met on no channel of the plan.

    What it checks:
        Every audience that no active channel names, that names no active channel in its
        ``reach`` with a share above zero, and of which no survey in the catalogue finds
        ``enough`` on an active channel: one in four, unless the option says otherwise.

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
            each.share >= options.enough
            for channel in facts.channels
            for each in reach(channel.key, audience)
        ):
            yield Match(
                f"audiences.{audience.key}",
                remedies=[
                    *_channels_for(facts, audience, options.enough),
                    Remedy(
                        {"en": "Leave out {audience}", "de": "{audience} weglassen"},
                        "trade-off",
                        Drop(f"audiences.{audience.key}"),
                        audience=audience.label,
                    ),
                    Remedy(
                        {
                            "en": "Name a channel that {audience} use",
                            "de": "Einen Kanal nennen, den {audience} nutzen",
                        },
                        "manual",
                        audience=audience.label,
                    ),
                ],
                audience=audience.label,
            )


@rule(
    "AUD103",
    "low-reach-channel",
    level="advice",
    message={
        "en": "Few of {audience} use {channel}: {evidence}[; its own work takes {cost} a week]. "
        "In our opinion a channel is worth its time where at least {limit} of an audience are: "
        "look whether yours are there, or drop it.",
        "de": "Wenige von {audience} nutzen {channel}: {evidence}[; seine eigene Arbeit braucht "
        "{cost} je Woche]. Unserer Meinung nach lohnt ein Kanal, wo mindestens {limit} einer "
        "Zielgruppe sind: Prüfen Sie, ob Ihre dort ist, oder geben Sie ihn auf.",
    },
    since="0.1",
    grounds="opinion",
    sources=(
        "Our opinion: one in ten is the least for which a channel is worth its time",
        "National Public Opinion Reference Survey 2024 and 2025, public-use files",
        "ARD/ZDF-Medienstudie 2023 to 2025, JIM-Studie 2025, Bitkom 2023, totals alone",
    ),
    options=Worth,
    scope="channels",
)
def low_reach_channel(facts: Facts, options: Worth) -> Iterator[Match]:
    """The evidence says that few of the audience use a channel.

    What it checks:
        Every active channel that is meant for an audience. Your own share in the ``reach`` of
        the audience counts before any survey. Else surveys are asked that are good enough to
        decide by: the United States of 2024 and 2025 by age, and the totals of German surveys
        since 2023 for audiences without ages; the newest of each, never those that only ask for
        daily use, never weak sources. It fires where every audience of the channel has evidence,
        and all of it is below the option ``least``: one in ten.

    Why it matters:
        Where few of those you want to meet are, the same hours meet more of them elsewhere.

    When not to worry:
        The few who are there are the ones you need, such as journalists; or your audience is
        unlike all people asked.

    Remedy:
        Ask some of them and write the share into ``reach``, or drop the channel.

    Example:
        Of people of 65 and more in the United States few use Snapchat; many use Facebook.

        >>> from aufwand.model import Audience, Channel, Plan
        >>> from aufwand.rules import check
        >>> elders = Audience("elders", country="US", ages=(65, 90))
        >>> snapchat = Channel("snapchat", audiences="elders")
        >>> plan = Plan("Bakery", audiences=[elders], channels=[snapchat])
        >>> [finding.path for finding in check(plan, select=["AUD103"])]
        ['channels.snapchat']
        >>> facebook = Channel("facebook", audiences="elders")
        >>> check(plan.with_(channels=[facebook]), select=["AUD103"])
        ()

    Source:
        One in ten is our opinion. Shares come from the catalogue, each with its survey, country,
        year and measure. Pew Research Center bears no responsibility for our analysis of its
        data.
    """
    own = _Own(facts)
    for channel in facts.channels:
        met = [each for each in facts.plan.audiences if _declared(channel, each)]
        found = [(_own_share(channel, each), _deciding(channel, each), each) for each in met]
        if found and all(
            known < options.least
            if known is not None
            else rows and max(each.share for each in rows) < options.least
            for known, rows, _ in found
        ):
            yield Match(
                f"channels.{channel.key}",
                remedies=[
                    _dropped(channel),
                    Remedy(
                        {
                            "en": "Ask {audience} whether they use {channel}",
                            "de": "{audience} fragen, ob sie {channel} nutzen",
                        },
                        "manual",
                        audience=_names(met),
                        channel=channel.label,
                    ),
                ],
                channel=channel.label,
                audience=_names(met),
                cost=own.of(channel),
                **_reason(found, options.least),
            )


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
    sources=(_CLEAR_AUDIENCE,),
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
        yield Match(
            "audiences",
            remedies=Remedy({"en": "Add an audience", "de": "Eine Zielgruppe ergänzen"}, "manual"),
            **details,
        )


@rule(
    "AUD105",
    "vague-audience",
    level="advice",
    message={
        "en": "The plan says neither who {audience} are nor where they live, so no survey can "
        "speak about them. In our opinion a clear audience decides everything else: add country "
        "and ages, or its line of business.",
        "de": "Der Plan sagt weder, wer {audience} sind, noch wo sie leben; so kann keine Umfrage "
        "über sie sprechen. Unserer Meinung nach entscheidet eine klare Zielgruppe über alles "
        "andere: Ergänzen Sie Land und Alter, oder die Branche.",
    },
    since="0.1",
    grounds="opinion",
    sources=(_CLEAR_AUDIENCE,),
    scope="audiences",
)
def vague_audience(facts: Facts) -> Iterator[Match]:
    """An audience says neither who nor where.

    What it checks:
        Every audience without country, ages, line of business and reach of its own.

    Why it matters:
        Whom you mean decides which channels are worth their time; a name alone says something
        else to everybody who reads it.

    When not to worry:
        Everybody involved knows them in person, for example the members of your own club.

    Remedy:
        Add country and ages; for companies, their line of business; or the shares of them that
        use your channels, where you know them.

    Example:
        Families trip it; families of 25 to 49 in Germany pass.

        >>> from aufwand.model import Audience, Plan
        >>> from aufwand.rules import check
        >>> plan = Plan("Bakery", audiences=[Audience("families")])
        >>> [finding.path for finding in check(plan, select=["AUD105"])]
        ['audiences.families']
        >>> families = Audience("families", country="DE", ages=(25, 49))
        >>> check(plan.adding(families), select=["AUD105"])
        ()

    Source:
        The opinion this project starts from: define the audience clearly, and the goals that
        follow from it.
    """
    for audience in facts.plan.audiences:
        who = audience.ages is not None or audience.business.strip() or audience.reach
        if not who and audience.country is None:
            yield Match(
                f"audiences.{audience.key}",
                remedies=Remedy(
                    {
                        "en": "Say who {audience} are and where they live",
                        "de": "Sagen, wer {audience} sind und wo sie leben",
                    },
                    "manual",
                    audience=audience.label,
                ),
                audience=audience.label,
            )


def _declared(channel: Channel, audience: Audience) -> bool:
    return audience.key in channel.audiences or any(
        share.key == channel.key and share.weight for share in audience.reach
    )


def _most(channel: Channel, audiences: tuple[Audience, ...]) -> Reach | None:
    """Return what speaks most for *channel*, whatever order the audiences come in."""
    found = [each for audience in audiences for each in reach(channel.key, audience)]
    return max(found, key=_strength, default=None)


def _evidence(best: Reach | None, limit: float) -> dict[str, Any]:
    if best is None:
        return {}
    people = Message("all people asked", "allen Befragten")
    if best.group != "all":
        people = Message(f"people aged {best.group}", f"Menschen im Alter von {best.group}")
    return {
        "measured": _percent(best.share),
        "limit": _percent(limit),
        "people": people,
        "country": best.country,
        "often": _OFTEN[best.measure],
        "source": f"{best.source.publisher}, {best.year}",
    }


def _percent(share: float) -> Measure:
    # A float times a hundred is seldom what was published.
    return Measure(round(share * 100, 6), "%")


class _Own:
    """What is saved without a channel: its own work, not its share of all the rest."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    @cached_property
    def _efforts(self) -> Rollup[str, Effort]:
        return self.facts.estimate.by("channel")

    @cached_property
    def _costs(self) -> Rollup[str, Money] | None:
        cost = self.facts.estimate.cost
        return None if cost is None else cost.by("channel")

    def of(self, channel: Channel) -> Price | None:
        """Return what the work for *channel* alone costs."""
        own = self._efforts.get(channel.key)
        if own is None or not own.likely:
            return None
        money = None if self._costs is None else self._costs.get(channel.key)
        return Price(own, money if money is not None and money.likely else None)


def _takes(price: Price | None) -> dict[str, Any]:
    if price is None or price.effort is None:
        return {}
    details: dict[str, Any] = {"cost": price, "effort": price.effort.likely}
    if price.money is not None:
        details["price"] = price.money.likely
    return details


def _dropped(channel: Channel) -> Remedy:
    return Remedy(
        {"en": "Drop {channel}", "de": "{channel} aufgeben"},
        "trade-off",
        Drop(f"channels.{channel.key}"),
        channel=channel.label,
    )


def _dropped_or_named(channel: Channel) -> Iterator[Remedy]:
    yield _dropped(channel)
    yield Remedy(
        {
            "en": "Name whom you meet on {channel}",
            "de": "Nennen, wen Sie auf {channel} treffen",
        },
        "manual",
        channel=channel.label,
    )


def _names(audiences: list[Audience]) -> str:
    return ", ".join(sorted(each.label for each in audiences))


def _own_share(channel: Channel, audience: Audience) -> float | None:
    return next((each.weight for each in audience.reach if each.key == channel.key), None)


def _deciding(channel: Channel, audience: Audience) -> list[Reach]:
    """Return what surveys say on *audience* that are good enough to decide by."""
    rows: dict[str, list[Reach]] = {}
    for each in reach(channel.key, audience):
        # The total of a survey says nothing on one age group.
        if _good_enough(each) and (audience.ages is None or each.group != "all"):
            newest = rows.setdefault(each.measure, [])
            if not newest or newest[0].year == each.year:
                newest.append(each)
    return [each for newest in rows.values() for each in newest]


def _good_enough(row: Reach) -> bool:
    if row.measure not in _ASKED or row.source.trust == "C":
        return False
    if row.country == "US":
        return row.year >= 2024 and row.source.trust == "A"
    return row.group == "all" or row.source.key in _OF_ONE_GROUP


def _reason(
    found: list[tuple[float | None, list[Reach], Audience]], limit: float
) -> dict[str, Any]:
    """Return what speaks most for the channel, and is too little all the same."""
    own = [share for share, _, _ in found if share is not None]
    rows = [each for share, rows, _ in found if share is None for each in rows]
    if rows:
        details = _evidence(max(rows, key=_strength), limit)
        wording = _BY_SURVEY
    else:
        details = {"measured": _percent(max(own)), "limit": _percent(limit)}
        wording = _BY_YOURSELF
    return {
        "measured": details["measured"],
        "limit": details["limit"],
        "evidence": Message(wording.say("en", details), wording.say("de", details)),
    }


def _strength(row: Reach) -> tuple[object, ...]:
    return row.share, row.year, row.measure, row.group, row.source.title


def _channels_for(facts: Facts, audience: Audience, enough: float) -> Iterator[Remedy]:
    """Yield the remedy of adding the channel that most of *audience* use, where surveys know."""
    there = [find_channel(each.key) for each in facts.plan.channels]
    rows = [
        (each, known)
        for known in channels()
        if known not in there and not known.closed
        for each in _deciding(Channel(known.key), audience)
        if each.share >= enough
    ]
    for measure in _ASKED:
        asked = [each for each in rows if each[0].measure == measure]
        if asked:
            best, known = max(asked, key=lambda each: (*_strength(each[0]), each[1].key))
            yield Remedy(
                {
                    "en": "Add {channel}, which {share} use {often}",
                    "de": "{channel} ergänzen: {share} nutzen es {often}",
                },
                "trade-off",
                Add(Channel(known.key, name=known.name, audiences=audience.key)),
                channel=known.name,
                share=_percent(best.share),
                often=_OFTEN[measure],
            )
            return
