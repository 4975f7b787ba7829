"""Rules about answering people, and inviting them to speak."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Any

from aufwand.catalog import find_channel
from aufwand.estimates._columns import repetitions
from aufwand.guidance._naming import named
from aufwand.guidance._orientation import SHERMAN, planning, usual_week
from aufwand.guidance._room import resting, roomiest, shared
from aufwand.rules import Match, Measure, Message, Put, Remedy, rule
from aufwand.units import Elapsed
from aufwand.units._exact import exact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aufwand.model import Activity, Calendar, Channel, Plan, Role
    from aufwand.rules import Facts

__all__ = ["no_dialogue", "no_invitation", "one_way_staffing", "reply_gap"]

#: Days after which a century has passed, which is as good as never.
_CENTURY = 36_525

_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

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
        "en": "Nobody replies for up to {gap} in a row[ ({closure})], but you promise an answer "
        "within {promise}. Plan replies on those days too, or promise what you can keep.",
        "de": "Bis zu {gap} hintereinander antwortet niemand[ ({closure})], obwohl Sie innerhalb "
        "von {promise} eine Antwort versprechen. Planen Sie auch an diesen Tagen Antworten ein, "
        "oder versprechen Sie, was Sie halten können.",
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
        nobody replies. The hours of a day, public holidays and absences are not looked at; a plan
        without a promise, or without dialogue, is left alone.

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
    gap = _longest_gap(answering, facts.plan)
    if gap is None or gap[0] * 24 * 60 <= promise.minutes:
        return
    days, closure = gap
    details: dict[str, Any] = {"closure": closure} if closure else {}
    yield Match(
        "criticism",
        measured=Measure(days * 24, "h"),
        limit=Measure(promise.hours, "h"),
        remedies=_keeping(answering, facts.plan, promise, days),
        gap=Message("1 day", "1 Tag") if days == 1 else Message(f"{days} days", f"{days} Tage"),
        promise=promise,
        **details,
    )


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


def _keeping(answering: list[Activity], plan: Plan, promise: Elapsed, gap: int) -> Iterator[Remedy]:
    """Yield how a *promise* can be kept, where the longest *gap* is so many days."""
    yield from _every_day(answering, plan, promise)
    longer = Elapsed(f"{gap * 24} h")
    yield Remedy(
        {
            "en": "Promise an answer within {promise}",
            "de": "Eine Antwort innerhalb von {promise} versprechen",
        },
        "trade-off",
        Put("criticism.reply_within", longer),
        promise=longer,
    )


def _every_day(answering: list[Activity], plan: Plan, promise: Elapsed) -> Iterator[Remedy]:
    """Yield that replies of the working days are given every day, if that keeps the promise."""
    for activity in sorted(answering, key=lambda each: each.key):
        if activity.per == "workday":
            daily = activity.with_(per="day")
            others = [each for each in answering if each is not activity]
            gap = _longest_gap([*others, daily], plan)
            if gap is not None and gap[0] * 24 * 60 <= promise.minutes:
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


def _longest_gap(answering: list[Activity], plan: Plan) -> tuple[int, str] | None:
    """Return the longest run of days without a reply, and the closure that makes it so long.

    Nothing where nobody replies regularly at all.
    """
    workdays = len(plan.calendar.workdays)
    pieces = sum((exact(each.pieces) for each in plan.channels if each.active), Fraction(0))
    daily = weekly = Fraction(0)
    for each in answering:
        times = exact(each.times)
        if each.per == "day":
            daily += times
        elif each.per in {"message", "reply"}:
            weekly += workdays
        elif each.per == "piece":
            weekly += pieces * times
        elif each.per != "once":
            weekly += times * Fraction(*repetitions(each.per, workdays))
    gaps: list[tuple[int, str]] = []
    if daily:
        gaps.append(max((ceil(1 / daily) - 1, ""), _longest_closure(plan.calendar, ())))
    if weekly:
        off = tuple(day for day in range(7) if _WEEK[day] not in plan.calendar.workdays)
        between = max(ceil(7 / weekly) - 1, _longest_off(off))
        gaps.append(max((between, ""), _longest_closure(plan.calendar, off)))
    if not gaps:
        return None
    days, closure = min(gaps)
    return min(days, _CENTURY), closure


def _longest_off(off: tuple[int, ...]) -> int:
    """Return the longest run of days *off* in any week, which goes on into the next."""
    longest = 0
    for day in off:
        run = 0
        while run < 7 and (day + run) % 7 in off:
            run += 1
        longest = max(longest, run)
    return longest


def _longest_closure(calendar: Calendar, off: tuple[int, ...]) -> tuple[int, str]:
    """Return the longest run of closed days, with days *off* beside them, and what it is called."""
    spans: list[list[int]] = []
    names: list[tuple[int, str]] = []
    start = 1 if calendar.start is None else calendar.start.toordinal()
    for closure in sorted(calendar.closures, key=lambda each: (each.first, each.last, each.name)):
        first, last = max(closure.first.toordinal(), start), closure.last.toordinal()
        if calendar.end is not None:
            last = min(last, calendar.end.toordinal())
        if first > last:
            continue
        own = last - first + 1, closure.name
        # The first day of the first year was a Monday.
        while (first - 2) % 7 in off:
            first -= 1
        while last % 7 in off:
            last += 1
        if spans and first <= spans[-1][1] + 1:
            spans[-1][1] = max(spans[-1][1], last)
            names[-1] = max(names[-1], own)
        else:
            spans.append([first, last])
            names.append(own)
    runs = [(last - first + 1, name) for (first, last), (_, name) in zip(spans, names, strict=True)]
    return max(runs, default=(0, ""))
