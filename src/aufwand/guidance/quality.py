"""Rules about doing fewer things well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aufwand.catalog import find_channel, least_content, minimum_presence
from aufwand.rules import Match, Message, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aufwand.rules import Facts

__all__ = ["below_minimum_presence", "too_many_channels"]

_CARRIED_OVER = Message(
    ", published for another channel and in our opinion right for this one too",
    ", veröffentlicht für einen anderen Kanal und unserer Meinung nach auch hier richtig",
)


@rule(
    "QLT101",
    "below-minimum-presence",
    level="warning",
    message={
        "en": "{channel} gets {measured} a week[ ({price})], {short} less than the {limit} a "
        "channel needs at least ({source}[{carried}]). Give it that time, or drop it and use its "
        "time elsewhere.",
        "de": "{channel} bekommt {measured} je Woche[ ({price})], {short} weniger als die {limit}, "
        "die ein Kanal mindestens braucht ({source}[{carried}]). Geben Sie ihm diese Zeit, oder "
        "geben Sie ihn auf und nutzen Sie die Zeit anderswo.",
    },
    since="0.1",
    grounds="evidence",
    sources=("crowdmedia, Social-Media-Kosten: Was kostet Social Media? (2020), e062",),
)
def below_minimum_presence(facts: Facts) -> Iterator[Match]:
    """A channel gets less time than it needs to be done well.

    What it checks:
        Every active channel against the least weekly time in the catalogue. Its time is the
        likely effort for it, with its share, by weight among the active channels, of the work
        that serves no channel in particular. Channels that the catalogue knows as closed are
        left out.

    Why it matters:
        A page that is looked after now and then looks abandoned: questions stay open, and the
        time spent on it is lost.

    When not to worry:
        The channel is a mere signpost that leads to another one, and says so.

    Remedy:
        Give the channel the missing time, or drop it and give its time to the others.

    Example:
        One hour a week is less than the two a channel needs; two hours pass.

        >>> from aufwand.model import Activity, Channel, Plan
        >>> from aufwand.rules import check
        >>> hour = Activity("posts", duration="1 h", channels="facebook")
        >>> plan = Plan("Bakery", channels=[Channel("facebook")], activities=[hour])
        >>> [finding.path for finding in check(plan, select=["QLT101"])]
        ['channels.facebook']
        >>> check(plan.adding(hour.with_(duration="2 h")), select=["QLT101"])
        ()

    Source:
        The catalogue's ``minimums.csv``: 2 hours a week, the least of what crowdmedia named for
        a Facebook page in 2020 (figure ``e062``, trust C). For other channels no minimum is
        published; in our opinion it holds for them too, and the message says so.
    """
    for channel in facts.channels:
        minimum = minimum_presence(channel.key)
        gets = facts.presence(channel.key).likely
        if gets < minimum.effort:
            known = find_channel(channel.key)
            if known is not None and known.closed:
                continue
            cost = facts.presence_cost(channel.key)
            details: dict[str, Any] = {}
            if cost is not None and cost.likely:
                details["price"] = cost.likely
            if not minimum.channel:
                details["carried"] = _CARRIED_OVER
            yield Match(
                f"channels.{channel.key}",
                measured=gets,
                limit=minimum.effort,
                channel=channel.label,
                short=minimum.effort - gets,
                source=f"{minimum.source.publisher}, {minimum.source.year}",
                **details,
            )


@rule(
    "QLT102",
    "too-many-channels",
    level="warning",
    message={
        "en": "{channels} channels share {content} of content work a week[ ({price})]: {measured} "
        "each, less than the {limit} of one short post. In our opinion fewer, done better, serve "
        "you more: this time carries {carries}.",
        "de": "{channels} Kanäle teilen sich {content} Arbeit an Inhalten je Woche[ ({price})]: "
        "je {measured}, weniger als die {limit} eines kurzen Beitrags. Unserer Meinung nach "
        "helfen Ihnen weniger und bessere mehr: Diese Zeit trägt {carries}.",
    },
    since="0.1",
    grounds="opinion",
    sources=(
        "Our opinion: a channel is worth at least one short post a week",
        "AdvertIncome, The Sweat Behind the Scroll, e102: 30 to 45 minutes for a short post",
    ),
)
def too_many_channels(facts: Facts) -> Iterator[Match]:
    """The time for content is spread over more channels than it carries.

    What it checks:
        The likely weekly effort of the area ``content``, divided by the number of active
        channels, against the time of one short post. It needs at least two active channels and
        some content work.

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
    least = least_content().effort
    if each < least:
        carries = int(content.minutes // least.minutes)
        details: dict[str, Any] = {}
        cost = facts.estimate.cost
        if cost is not None and (price := cost.by("area").get("content")) and price.likely:
            details["price"] = price.likely
        yield Match(
            "channels",
            measured=each,
            limit=least,
            channels=number,
            content=content,
            carries=_carried(carries),
            **details,
        )


def _carried(number: int) -> Message:
    if number == 0:
        return Message("not even one", "nicht einmal einen")
    if number == 1:
        return Message("one channel", "einen Kanal")
    return Message(f"{number} channels", f"{number} Kanäle")
