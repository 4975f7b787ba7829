"""Rules about doing fewer things well."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Any

from aufwand.catalog import find_channel, least_content, minimum_presence
from aufwand.rules import Drop, Match, Measure, Message, Put, Remedy, option, options, rule
from aufwand.units import Effort, say
from aufwand.units._exact import exact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aufwand.catalog import Minimum
    from aufwand.model import Channel
    from aufwand.rules import Facts

__all__ = [
    "Pace",
    "Presence",
    "Spread",
    "below_minimum_presence",
    "pace_over_quality",
    "too_many_channels",
]

_OWN_LIMIT = Message("as the options of this rule say", "wie die Optionen dieser Regel sagen")

_PARTS = {
    "listening": Message("listening", "Zuhören"),
    "replies": Message("replies", "Antworten"),
    "content": Message("one good piece", "ein guter Beitrag"),
}


@options
class Presence:
    """What QLT101 holds a channel to."""

    #: The least time of a channel in a week.
    least: Effort | None = option(
        "effort",
        None,
        {
            "en": "The least time of a channel in a week; left out, the catalogue's for that "
            "channel.",
            "de": "Die Zeit, die ein Kanal je Woche mindestens braucht; ohne Angabe die des "
            "Katalogs für diesen Kanal.",
        },
        source="the catalogue's minimums.csv",
    )


@rule(
    "QLT101",
    "below-minimum-presence",
    level="warning",
    message={
        "en": "{channel} gets {measured} a week[ ({price})], {short} less than the {limit} a "
        "channel needs at least ({source}). Give it that time, or drop it and use its "
        "time elsewhere.",
        "de": "{channel} bekommt {measured} je Woche[ ({price})], {short} weniger als die {limit}, "
        "die ein Kanal mindestens braucht ({source}). Geben Sie ihm diese Zeit, oder "
        "geben Sie ihn auf und nutzen Sie die Zeit anderswo.",
    },
    since="0.1",
    grounds="evidence",
    sources=(
        "crowdmedia, Social-Media-Kosten: Was kostet Social Media? (2020), e062",
        "Hootsuite's minimal daily routine, e031 and e032; steadynews.de, e057",
        "AdvertIncome, e102; Thryv, e091; Pixel8 Production, e125",
    ),
    options=Presence,
    scope="channels",
)
def below_minimum_presence(facts: Facts, options: Presence) -> Iterator[Match]:
    """A channel gets less time than it needs to be done well.

    What it checks:
        Every active channel against the least weekly time in the catalogue: the total that was
        published for it, or the sum of listening, replies and one good piece. The option
        ``least`` takes the place of both, for every channel. Its time is the likely effort for
        it, with its share, by weight among the active channels, of the work that serves no
        channel in particular. Channels that the catalogue knows as closed are left out.

    Why it matters:
        A page that is looked after now and then looks abandoned: questions stay open, and the
        time spent on it is lost.

    When not to worry:
        The channel is a mere signpost that leads to another one, and says so.

    Remedy:
        Give the channel the missing time, or drop it and give its time to the others.

    Example:
        One hour a week is less than the two a Facebook page needs; two hours pass.

        >>> from aufwand.model import Activity, Channel, Plan
        >>> from aufwand.rules import check
        >>> hour = Activity("posts", duration="1 h", channels="facebook")
        >>> plan = Plan("Bakery", channels=[Channel("facebook")], activities=[hour])
        >>> [finding.path for finding in check(plan, select=["QLT101"])]
        ['channels.facebook']
        >>> check(plan.adding(hour.with_(duration="2 h")), select=["QLT101"])
        ()

    Source:
        The catalogue's ``minimums.csv``: for Facebook 2 hours a week, as crowdmedia named it in
        2020 (figure ``e062``, trust C). For other channels no total is published, and the parts
        are added: listening 20 minutes (``e032``), replies 30 (``e031``; for XING 50, ``e057``),
        one good piece 30 (``e102``; a blog post 60, ``e091``; a short clip 60, ``e125``). Where
        a part was published for no channel in particular, it is our opinion that it holds for
        this one, and the message says so.
    """
    table = facts.estimate._weekly
    own = table.by("channel")
    for channel in facts.channels:
        minimum = minimum_presence(channel.key)
        least = minimum.effort if options.least is None else options.least
        if channel.key in own and own[channel.key][1] >= least.minutes * table.denominator:
            # Its own work is enough, whatever falls to it of all the rest.
            continue
        gets = facts.presence(channel.key)
        if gets.likely < least:
            known = find_channel(channel.key)
            if known is not None and known.closed:
                continue
            money = facts.presence_cost(channel.key)
            if money is not None and not money.likely:
                money = None
            details: dict[str, Any] = {} if money is None else {"price": money.likely}
            short = least - gets.likely
            yield Match(
                f"channels.{channel.key}",
                measured=gets,
                limit=least,
                cost=(gets, money),
                remedies=[
                    _dropped([channel]),
                    Remedy(
                        {
                            "en": "Give {channel} {short} more a week",
                            "de": "{channel} {short} mehr je Woche geben",
                        },
                        "manual",
                        channel=channel.label,
                        short=short,
                    ),
                ],
                channel=channel.label,
                short=short,
                source=_OWN_LIMIT if options.least is not None else _told(minimum),
                **details,
            )


def _told(minimum: Minimum) -> Message:
    if minimum.channel:
        return Message(f"{minimum.source.publisher}, {minimum.source.year}")
    en, de = (
        ", ".join(
            f"{_PARTS[part.name].say(lang, {})} {say(part.effort, lang)}" for part in minimum.parts
        )
        for lang in ("en", "de")
    )
    return Message(
        f"{en}; where published for no channel in particular, in our opinion right for this one",
        f"{de}; wo für keinen bestimmten Kanal veröffentlicht, unserer Meinung nach auch hier "
        "richtig",
    )


def _dropped(channels: list[Channel]) -> Remedy:
    return Remedy(
        {"en": "Drop {channels}", "de": "{channels} aufgeben"},
        "trade-off",
        *(Drop(f"channels.{channel.key}") for channel in channels),
        channels=", ".join(channel.label for channel in channels),
    )


@options
class Spread:
    """What QLT102 holds the time for content to."""

    #: The least content work of a channel in a week.
    least: Effort = option(
        "effort",
        "30 min",
        {
            "en": "The least content work of a channel in a week.",
            "de": "Die Arbeit an Inhalten, die ein Kanal je Woche mindestens braucht.",
        },
        source="figure e102",
        raising="more",
    )


@rule(
    "QLT102",
    "too-many-channels",
    level="warning",
    message={
        "en": "{channels} channels share {content} of content work a week[ ({price})]: {measured} "
        "each, less than the {limit} of one good piece. In our opinion fewer, done better, serve "
        "you more: this time carries {carries}.",
        "de": "{channels} Kanäle teilen sich {content} Arbeit an Inhalten je Woche[ ({price})]: "
        "je {measured}, weniger als die {limit} eines guten Beitrags. Unserer Meinung nach "
        "helfen Ihnen weniger und bessere mehr: Diese Zeit trägt {carries}.",
    },
    since="0.1",
    grounds="opinion",
    sources=(
        "Our opinion: a channel is worth at least one short post a week",
        "AdvertIncome, The Sweat Behind the Scroll, e102: 30 to 45 minutes for a short post",
    ),
    options=Spread,
)
def too_many_channels(facts: Facts, options: Spread) -> Iterator[Match]:
    """The time for content is spread over more channels than it carries.

    What it checks:
        The likely weekly effort of the area ``content``, divided by the number of active
        channels, against the option ``least``: 30 minutes, one short post. It needs at least
        two active channels and some content work.

    Why it matters:
        Quality goes before quantity: content that is stretched over many channels is the same
        everywhere, or thin.

    When not to worry:
        The channels live on what others make, such as guests or customers, so that content
        costs you little time.

    Remedy:
        Drop the channels where the fewest of your audience are, or plan more time for content.

    Example:
        One hour of content for three channels is 20 minutes each; for two it passes.

        >>> from aufwand.model import Activity, Channel, Plan
        >>> from aufwand.rules import check
        >>> plan = Plan(
        ...     "Bakery",
        ...     channels=[Channel("facebook"), Channel("instagram"), Channel("pinterest")],
        ...     activities=[Activity("content", duration="1 h")],
        ... )
        >>> [str(finding.measured) for finding in check(plan, select=["QLT102"])]
        ['0.333333 h/week']
        >>> check(plan.with_(channels=plan.channels[:2]), select=["QLT102"])
        ()

    Source:
        The catalogue's ``minimums.csv``: 30 minutes, the lowest published time for one short
        post (figure ``e102``, trust C). That a channel needs one such post a week is our opinion.
    """
    number = len(facts.channels)
    content = facts.area("content").likely
    if number < 2 or not content:
        return
    each = content / number
    least = options.least
    if each < least:
        details: dict[str, Any] = {}
        cost = facts.estimate.cost
        if cost is not None and (price := cost.by("area").get("content")) and price.likely:
            details["price"] = price.likely
        more = least * number - content
        yield Match(
            "channels",
            measured=each,
            limit=least,
            remedies=[
                _dropped(_fewest(facts, content, least)),
                Remedy(
                    {
                        "en": "Plan {more} more a week for content",
                        "de": "{more} mehr je Woche für Inhalte planen",
                    },
                    "manual",
                    more=more,
                ),
            ],
            channels=number,
            content=content,
            carries=_carried(int(content.minutes // least.minutes)),
            **details,
        )


def _fewest(facts: Facts, content: Effort, least: Effort) -> list[Channel]:
    """Return the channels without which content is enough for the others.

    Those that get the least content of their own go first, then those that get the least time.
    """
    sums = facts.estimate.by("channel", "area")
    nothing = content * 0

    def own(channel: Channel) -> Effort:
        found = sums.get((channel.key, "content"))
        return nothing if found is None else found.likely

    order = sorted(
        facts.channels, key=lambda each: (own(each), facts.presence(each.key).likely, each.key)
    )
    left, dropped = content, 0
    for dropped, channel in enumerate(order[:-1], 1):
        # Work on content for that channel alone goes with it.
        left = left - own(channel)
        if left >= least * (len(order) - dropped):
            break
    return sorted(order[:dropped], key=lambda each: each.key)


def _carried(number: int) -> Message:
    if number == 0:
        return Message("not even one", "nicht einmal einen")
    if number == 1:
        return Message("one channel", "einen Kanal")
    return Message(f"{number} channels", f"{number} Kanäle")


@options
class Pace:
    """What QLT103 holds a piece to."""

    #: The least content work of one piece.
    least: Effort | None = option(
        "effort",
        None,
        {
            "en": "The least content work of one piece; left out, the catalogue's for its channel.",
            "de": "Die Arbeit, die ein Beitrag mindestens braucht; ohne Angabe die des Katalogs "
            "für seinen Kanal.",
        },
        source="the catalogue's minimums.csv",
    )


@rule(
    "QLT103",
    "pace-over-quality",
    level="warning",
    message={
        "en": "{pieces} different pieces a week leave {each} of content work for each, less than "
        "the {good} that a good one takes ({source}). Publish fewer, or plan {more} more a week "
        "for content.",
        "de": "{pieces} verschiedene Beiträge je Woche lassen je {each} Arbeit an Inhalten, "
        "weniger als die {good}, die ein guter braucht ({source}). Veröffentlichen Sie weniger, "
        "oder planen Sie {more} mehr je Woche für Inhalte.",
    },
    since="0.1",
    grounds="evidence",
    sources=(
        "AdvertIncome, The Sweat Behind the Scroll, e102: 30 to 45 minutes for a short post",
        "Thryv, e091: one to three hours for a blog post",
        "Pixel8 Production, e125: an hour to edit a short clip",
    ),
    options=Pace,
)
def pace_over_quality(facts: Facts, options: Pace) -> Iterator[Match]:
    """The pieces planned leave less time for each than a good piece takes.

    What it checks:
        The likely weekly effort of the area ``content`` against the lowest published time of all
        different pieces: a short post, a blog post or a short clip, by channel; the option
        ``least`` takes its place for every channel. Channels that get nothing of their own share
        their pieces, so that only those of the most demanding one count; pieces of an
        ``exclusive`` channel are added. It needs pieces and some content work.

    Why it matters:
        Quality goes before quantity: what is made in haste is not read, and costs time all the
        same.

    When not to worry:
        Others make the pieces, for example guests or an agency, and only their choice is your
        work.

    Remedy:
        Publish fewer pieces, or plan more time for content.

    Example:
        Ten posts out of two hours are 12 minutes each; four pass.

        >>> from aufwand.model import Activity, Channel, Plan
        >>> from aufwand.rules import check
        >>> facebook = Channel("facebook", pieces=10)
        >>> work = Activity("content", duration="2 h")
        >>> plan = Plan("Bakery", channels=[facebook], activities=[work])
        >>> [str(finding.measured) for finding in check(plan, select=["QLT103"])]
        ['0.2 h/piece']
        >>> check(plan.adding(facebook.with_(pieces=4)), select=["QLT103"])
        ()

    Source:
        The catalogue's ``minimums.csv``: 30 minutes for a short post (figure ``e102``, trust C),
        an hour for a blog post (``e091``, trust B) or a short clip (``e125``, trust C), each the
        lowest published time.
    """
    content = facts.area("content").likely
    if not content:
        return
    needed, pieces, sources = _needed(facts, options.least)
    if content < needed:
        each, good, more = content / pieces, needed / pieces, needed - content
        remedies = [
            Remedy(
                {
                    "en": "Plan {more} more a week for content",
                    "de": "{more} mehr je Woche für Inhalte planen",
                },
                "manual",
                more=more,
            )
        ]
        slower = _slower(facts, content.minutes / needed.minutes)
        if slower is not None:
            remedies.insert(0, slower)
        yield Match(
            "channels",
            measured=Measure(each.hours, "h/piece"),
            limit=Measure(good.hours, "h/piece"),
            remedies=remedies,
            pieces=pieces,
            each=each,
            good=good,
            more=more,
            source=_OWN_LIMIT if options.least is not None else sources,
        )


def _needed(facts: Facts, least: Effort | None) -> tuple[Effort, Fraction, str]:
    """Return the least content work of all different pieces, how many, and where it was read."""
    alone, alone_pieces = facts.area("content").likely * 0, Fraction(0)
    shared, shared_pieces = alone, Fraction(0)
    sources: dict[str, None] = {}
    for channel in facts.channels:
        if channel.pieces:
            pieces = exact(channel.pieces)
            found = least_content(channel.key)
            takes = (found.effort if least is None else least) * pieces
            sources[found.source.publisher] = None
            if channel.exclusive:
                alone, alone_pieces = alone + takes, alone_pieces + pieces
            else:
                shared, shared_pieces = max(shared, takes), max(shared_pieces, pieces)
    return alone + shared, alone_pieces + shared_pieces, ", ".join(sorted(sources))


def _slower(facts: Facts, factor: Fraction) -> Remedy | None:
    """Return the remedy of publishing fewer, where content work does not grow with pieces."""
    plan = facts.plan
    if any(each.area == "content" and each.per == "piece" for each in plan.activities):
        return None
    fewer: list[Put] = []
    for channel in facts.channels:
        if channel.pieces:
            pieces = exact(channel.pieces) * factor
            rounded = floor(pieces) if pieces >= 1 else floor(pieces * 100) / 100
            if not rounded:
                return None
            fewer.append(Put(f"channels.{channel.key}.pieces", rounded))
    fewer.sort(key=lambda each: each.path)
    return Remedy(
        {"en": "Publish {share} % of the pieces", "de": "{share} % der Beiträge veröffentlichen"},
        "trade-off",
        *fewer,
        share=floor(factor * 100),
    )
