"""Rules about answering people, and inviting them to speak."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

from aufwand.catalog import find_channel
from aufwand.guidance._naming import named
from aufwand.guidance._orientation import SHERMAN, planning, usual_week
from aufwand.guidance._reply_days import longest_gap
from aufwand.guidance._room import resting, roomiest, shared
from aufwand.rules import Match, Measure, Message, Put, Remedy, rule
from aufwand.units import Elapsed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aufwand.guidance._reply_days import Gap
    from aufwand.model import Activity, Channel, Plan, Role
    from aufwand.rules import Facts

__all__ = ["no_dialogue", "no_invitation", "one_way_staffing", "reply_gap"]

#: Most activities of which it is tried out whether the promise is kept when they are daily.
_TRIED = 5

#: What offers of the catalogue suit an invitation best.
_BEST = ("yes", "limited", "unknown", "no")


@rule(
    "DLG101",
    "no-dialogue",
    level="warning",
    message={
        "en": "Nothing in this plan answers people[ on {channels}]. In our opinion a presence "
        "that does not answer is only advertising: plan time for dialogue, such as the {usual} a "
        "week of the orientation of 2010.",
        "de": "Nichts in diesem Plan antwortet den Menschen[ auf {channels}]. Unserer Meinung nach "
        "ist eine Präsenz, die nicht antwortet, nur Werbung: Planen Sie Zeit für den Dialog ein, "
        "etwa die {usual} je Woche der Orientierung von 2010.",
    },
    since="0.1",
    grounds="opinion",
    sources=(SHERMAN,),
)
def no_dialogue(facts: Facts) -> Iterator[Match]:
    """Nothing in the plan answers people.

    What it checks:
        Whether some activity belongs to the area ``dialogue``, or is done per reply. What is done
        no times, or only for channels that are not active, answers nobody. A plan without any
        work and without an active channel is left alone.

    Why it matters:
        Questions that stay open in public are read by everybody else, and dialogue is what
        social media has over every other medium.

    When not to worry:
        Somebody else answers, such as a call centre, and its hours are not yours to plan.

    Remedy:
        Add an activity of the area ``dialogue``; the orientation takes half an hour on every
        working day.

    Example:
        A plan of content alone trips it; with a time to answer, it passes.

        >>> from aufwand.model import Activity, Plan
        >>> from aufwand.rules import check
        >>> plan = Plan("Bakery", activities=[Activity("content", duration="3-5 h")])
        >>> [finding.path for finding in check(plan, select=["DLG101"])]
        ['activities']
        >>> check(
        ...     plan.adding(Activity("dialogue", duration="30 min", per="workday")),
        ...     select=["DLG101"],
        ... )
        ()

    Source:
        Aliza Sherman, *How Much Time Does Social Media Marketing Take?*, Gigaom 2010
        (``sherman2010``, figure ``e003``), a practitioner's view.
    """
    if not facts.plan.activities and not facts.channels:
        return
    if not _answering(facts.plan):
        details: dict[str, Any] = {}
        if facts.channels:
            details["channels"] = _listed(facts.channels)
        yield Match(
            "activities",
            remedies=planning(facts, "dialogue"),
            usual=usual_week("dialogue", len(facts.plan.calendar.workdays)).likely,
            **details,
        )


@rule(
    "DLG102",
    "no-invitation",
    level="advice",
    message={
        "en": "No open questions or polls are planned on {channels}. In our opinion people talk "
        "when they are asked: plan to ask them now and then.",
        "de": "Für {channels} sind keine offenen Fragen oder Umfragen geplant. Unserer Meinung "
        "nach reden Menschen, wenn man sie fragt: Planen Sie ein, das hin und wieder zu tun.",
    },
    since="0.1",
    grounds="opinion",
    sources=("The opinion this project starts from: open questions and polls stir discussion",),
)
def no_invitation(facts: Facts) -> Iterator[Match]:
    """No open questions or polls are planned anywhere.

    What it checks:
        Whether at least one active channel has ``invitations = true``. A plan without active
        channels is left alone.

    Why it matters:
        Few people start a conversation with a company; many answer when they are asked.

    When not to worry:
        Your channels are busy anyway, or none of them lets people answer.

    Remedy:
        Plan open questions or polls on one channel, best on one that has polls of its own.

    Example:
        A page that only tells trips it; one that also asks passes.

        >>> from aufwand.model import Channel, Plan
        >>> from aufwand.rules import check
        >>> plan = Plan("Bakery", channels=[Channel("instagram")])
        >>> [finding.path for finding in check(plan, select=["DLG102"])]
        ['channels']
        >>> check(plan.adding(Channel("instagram", invitations=True)), select=["DLG102"])
        ()

    Source:
        The opinion this project starts from. Which channels have polls is in the catalogue.
    """
    channels = facts.channels
    if channels and not any(each.invitations for each in channels):
        yield Match("channels", remedies=_asking(channels), channels=_listed(channels))


def _asking(channels: tuple[Channel, ...]) -> Iterator[Remedy]:
    best = min(channels, key=_invites)
    yield Remedy(
        {
            "en": "Plan open questions or polls on {channel}",
            "de": "Offene Fragen oder Umfragen auf {channel} einplanen",
        },
        "trade-off",
        Put(f"channels.{best.key}.invitations", True),
        channel=best.label,
    )


@rule(
    "DLG103",
    "one-way-staffing",
    level="advice",
    message={
        "en": "Dialogue is done only by {roles}, whose everyday work is not with customers. In "
        "our opinion those who talk to customers every day, such as sales or customer care, "
        "represent you best there: let them take part.",
        "de": "Für den Dialog eingeplant: nur {roles}, im Alltag ohne Kundenkontakt. Unserer "
        "Meinung nach vertritt Sie dort am besten, wer täglich mit Kunden spricht, etwa Vertrieb "
        "oder Kundendienst: Lassen Sie sie mitmachen.",
    },
    since="0.1",
    grounds="opinion",
    sources=("The opinion this project starts from: classic PR is one-way",),
)
def one_way_staffing(facts: Facts) -> Iterator[Match]:
    """Dialogue is done only by roles that do not face customers.

    What it checks:
        All roles of the activities that answer people, which are those of the area ``dialogue``
        and those done per reply: whether at least one of them has ``customer_facing = true``.
        Dialogue that nobody does is left to other rules.

    Why it matters:
        Press work speaks to many and waits for no answer. Sales and customer care know what
        people ask, and are used to answering one of them.

    When not to worry:
        Whoever answers learned it with customers, and only the plan does not say so.

    Remedy:
        Share the dialogue with a role that faces customers.

    Example:
        Dialogue by PR alone trips it; shared with customer care it passes.

        >>> from aufwand.model import Activity, Plan, Role
        >>> from aufwand.rules import check
        >>> talk = Activity("dialogue", duration="30 min", per="workday", roles="pr")
        >>> care = Role("care", customer_facing=True)
        >>> plan = Plan("Bakery", roles=[Role("pr"), care], activities=[talk])
        >>> [finding.path for finding in check(plan, select=["DLG103"])]
        ['activities']
        >>> check(plan.adding(talk.with_(roles=["pr", "care"])), select=["DLG103"])
        ()

    Source:
        The opinion this project starts from: sales and customer care represent the brand in
        dialogue, classic public relations is one-way.
    """
    answering = _answering(facts.plan)
    doing = {share.key for activity in answering for share in activity.roles if share.weight != 0}
    if not doing:
        return
    facing = [role for role in facts.plan.roles if role.customer_facing]
    if any(role.key in doing for role in facing):
        return
    labels = (role.label for role in facts.plan.roles if role.key in doing)
    yield Match("activities", remedies=_helping(facts, answering, facing), roles=named(labels))


def _helping(facts: Facts, answering: list[Activity], facing: list[Role]) -> Iterator[Remedy]:
    """Yield who of those *facing* customers could share the largest dialogue."""
    taking = max(
        (activity for activity in answering if activity.roles),
        key=lambda each: (facts.weekly(each.key).likely, each.key),
    )
    helper = roomiest(facts, facts.weekly(taking.key).likely.minutes / 2, among=facing)
    if helper is not None:
        yield shared(taking, helper)
    else:
        yield Remedy(
            {
                "en": "Name a role that faces customers, such as customer care, and let it answer",
                "de": "Eine Rolle mit Kundenkontakt nennen, etwa den Kundendienst, und mit "
                "antworten lassen",
            },
            "manual",
        )


@rule(
    "DLG104",
    "reply-gap",
    level="warning",
    message={
        "en": "Nobody replies for up to {gap} in a row[ ({closure})][, first from {first} on], but "
        "you promise an answer within {promise}. Plan replies on those days too, or promise what "
        "you can keep.",
        "de": "Bis zu {gap} hintereinander antwortet niemand[ ({closure})][, zuerst ab {first}], "
        "obwohl Sie innerhalb von {promise} eine Antwort versprechen. Planen Sie auch an diesen "
        "Tagen Antworten ein, oder versprechen Sie, was Sie halten können.",
    },
    since="0.1",
    grounds="evidence",
    sources=("The plan's own numbers",),
)
def reply_gap(facts: Facts) -> Iterator[Match]:
    """Nobody replies for longer than the plan promises.

    What it checks:
        The longest run of whole days without a reply, against ``criticism.reply_within``. Daily
        dialogue leaves no day out, work per workday, per reply or per message leaves out the days
        off, and what is done weekly or more rarely is spread evenly. On the calendar's closures
        nobody replies. With ``calendar.office_hours`` replies end with them, and the gap is what
        lies between the end of one day with replies and the beginning of the next.

        A plan with dates is looked at day by day: with its holidays, half days, the days of the
        week of those who answer, and their absences, unless somebody has ``cover`` for them. A
        plan without a promise, or without dialogue, is left alone.

    Why it matters:
        A promise that every weekend breaks is worse than none: people wait for it in public.

    When not to worry:
        Your promise is meant in working days, and people know that.

    Remedy:
        Reply on the days off as well, in turns, or promise a time that your week can keep.

    Example:
        An answer within 24 hours cannot be kept over a free weekend; within 48 hours it can.

        >>> from aufwand.model import Activity, Criticism, Plan
        >>> from aufwand.rules import check
        >>> talk = Activity("dialogue", duration="30 min", per="workday")
        >>> promise = Criticism(reply_within="24 h")
        >>> plan = Plan("Bakery", activities=[talk], criticism=promise)
        >>> [str(finding.measured) for finding in check(plan, select=["DLG104"])]
        ['48 h']
        >>> check(plan.with_(criticism=Criticism(reply_within="48 h")), select=["DLG104"])
        ()

    Source:
        The plan's own cadences, working days, closures and promise.
    """
    criticism = facts.plan.criticism
    if criticism is None or criticism.reply_within is None:
        return
    answering = _answering(facts.plan)
    promise = criticism.reply_within
    gap = longest_gap(answering, facts)
    if gap is None or gap.minutes <= promise.minutes:
        return
    details: dict[str, Any] = {}
    if gap.cause:
        details["closure"] = gap.cause
    if gap.first is not None:
        details["first"] = gap.first
    yield Match(
        "criticism",
        measured=Measure(float(gap.minutes / 60), "h"),
        limit=Measure(promise.hours, "h"),
        remedies=_keeping(answering, facts, promise, gap),
        gap=_told(gap),
        promise=promise,
        **details,
    )


def _told(gap: Gap) -> Message | Elapsed:
    """Return how long a gap is: in days where it has nothing but them, else in hours."""
    if gap.minutes != gap.days * 24 * 60:
        hours = gap.minutes / 60
        return Elapsed(f"{hours} h" if hours.denominator == 1 else f"{round(gap.minutes)} min")
    days = gap.days
    return Message("1 day", "1 Tag") if days == 1 else Message(f"{days} days", f"{days} Tage")


def _answering(plan: Plan) -> list[Activity]:
    """Return the activities that answer people."""
    return [
        each
        for each in plan.activities
        if (each.area == "dialogue" or each.per == "reply") and not resting(each, plan)
    ]


def _invites(channel: Channel) -> tuple[int, float, str]:
    known = find_channel(channel.key)
    polls = "unknown" if known is None else known.polls
    return _BEST.index(polls), -channel.weight, channel.key


def _listed(channels: Iterable[Channel]) -> Message:
    return named(each.label for each in channels)


def _keeping(
    answering: list[Activity], facts: Facts, promise: Elapsed, gap: Gap
) -> Iterator[Remedy]:
    """Yield how a *promise* can be kept, where the longest *gap* is so long."""
    yield from _every_day(answering, facts, promise)
    longer = Elapsed(f"{ceil(gap.minutes / 60)} h")
    yield Remedy(
        {
            "en": "Promise an answer within {promise}",
            "de": "Eine Antwort innerhalb von {promise} versprechen",
        },
        "trade-off",
        Put("criticism.reply_within", longer),
        promise=longer,
    )


def _every_day(answering: list[Activity], facts: Facts, promise: Elapsed) -> Iterator[Remedy]:
    """Yield that replies of the working days are given every day, if that keeps the promise."""
    daily = [each for each in answering if each.per == "workday"]
    for activity in sorted(daily, key=lambda each: each.key)[:_TRIED]:
        changed = [each.with_(per="day") if each is activity else each for each in answering]
        gap = longest_gap(changed, facts)
        if gap is not None and gap.minutes <= promise.minutes:
            yield Remedy(
                {
                    "en": "Do {activity} every day, days off included",
                    "de": "{activity} jeden Tag machen, auch an freien Tagen",
                },
                "trade-off",
                Put(f"activities.{activity.key}.per", "day"),
                activity=activity.label,
            )
            return
