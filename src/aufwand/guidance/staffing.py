"""Rules about who does the work, and whether they have the time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aufwand.guidance._naming import named
from aufwand.guidance._room import (
    beyond,
    given_to,
    handed,
    more_time,
    relief,
    roomiest,
    shared,
    total,
    weekly_capacity,
    worth,
)
from aufwand.model import Share
from aufwand.rules import Drop, Match, Measure, Put, Remedy, option, options, rule
from aufwand.units._exact import exact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aufwand.model import Activity, Role
    from aufwand.rules import Facts
    from aufwand.units import Effort

__all__ = [
    "activity_without_role",
    "no_cover",
    "on_the_side",
    "role_overbooked",
    "role_without_capacity",
    "single_department",
]

_OWN_NUMBERS = ("The plan's own numbers",)


@options
class _Least:
    """What is too little to be told."""

    least: Effort = option(
        "effort",
        "0 min",
        {
            "en": "The least likely weekly work that is told of.",
            "de": "Die wenigste wahrscheinliche Arbeit je Woche, von der berichtet wird.",
        },
        raising="fewer",
    )


@rule(
    "STF101",
    "activity-without-role",
    level="warning",
    message={
        "en": "Nobody does {activity}[ ({weekly} a week)][ ({once} once)]. Name who does it, or "
        "take it out of the plan.",
        "de": "Niemand macht {activity}[ ({weekly} je Woche)][ (einmal {once})]. Nennen Sie, wer "
        "es macht, oder nehmen Sie es aus dem Plan.",
    },
    since="0.1",
    grounds="evidence",
    sources=_OWN_NUMBERS,
    options=_Least,
    scope="activities",
)
def activity_without_role(facts: Facts, options: _Least) -> Iterator[Match]:
    """An activity has nobody who does it.

    What it checks:
        Every activity without roles that takes time, each week or once, and not less of it than
        the option ``least``.

    Why it matters:
        Work that belongs to nobody is not done, or done on the side; and its hours are in no
        one's load and without a price.

    When not to worry:
        You are still sketching how much work there is before you ask who does it.

    Remedy:
        Give it to the role with the most time left, name several with their shares, or take the
        activity out.

    Example:
        Monitoring that nobody does trips it; with a role it passes.

        >>> from aufwand.model import Activity, Plan, Role
        >>> from aufwand.rules import check
        >>> watch = Activity("monitoring", duration="15 min", per="workday")
        >>> plan = Plan("Bakery", roles=[Role("pr")], activities=[watch])
        >>> [str(finding.measured) for finding in check(plan, select=["STF101"])]
        ['1.25 h/week']
        >>> check(plan.adding(watch.with_(roles="pr")), select=["STF101"])
        ()

    Source:
        The plan's own numbers.
    """
    for activity in facts.plan.activities:
        if activity.roles:
            continue
        weekly, once = facts.weekly(activity.key), facts.once(activity.key)
        path = f"activities.{activity.key}"
        if weekly.high:
            if weekly.likely >= options.least:
                yield Match(
                    path,
                    measured=weekly,
                    cost=weekly,
                    remedies=_assigning(facts, activity, weekly.likely),
                    activity=activity.label,
                    weekly=weekly,
                )
        elif once.high and once.likely >= options.least:
            yield Match(
                path,
                measured=Measure(once.likely.hours, "h"),
                remedies=_assigning(facts, activity, weekly.likely),
                activity=activity.label,
                once=once,
            )


def _assigning(facts: Facts, activity: Activity, weekly: Effort) -> Iterator[Remedy]:
    role = roomiest(facts, weekly.minutes)
    if role is not None:
        yield given_to(activity, role)
    yield Remedy(
        {"en": "Take {activity} out of the plan", "de": "{activity} aus dem Plan nehmen"},
        "trade-off",
        Drop(f"activities.{activity.key}"),
        activity=activity.label,
    )


@options
class _Tolerance:
    """How much is too much."""

    tolerance: float = option(
        "share",
        0,
        {
            "en": "The share of its capacity by which a role may be overbooked.",
            "de": "Der Anteil ihrer Kapazität, um den eine Rolle überbucht sein darf.",
        },
        raising="fewer",
    )


@rule(
    "STF102",
    "role-overbooked",
    level="warning",
    message={
        "en": "{role} has {measured} of work for a week of {limit}: {over} too much[ ({price})]"
        "[, and even the low end of {low} does not fit][; besides, {reserve} were to stay free]. "
        "Share the work, do some of it less often, or drop a channel.",
        "de": "{role} hat {measured} Arbeit für eine Woche von {limit}: {over} zu viel[ ({price})]"
        "[, und selbst das untere Ende von {low} passt nicht][; außerdem sollten {reserve} frei "
        "bleiben]. Verteilen Sie die Arbeit, machen Sie manches seltener oder geben Sie einen "
        "Kanal auf.",
    },
    since="0.1",
    grounds="evidence",
    sources=_OWN_NUMBERS,
    options=_Tolerance,
    scope="roles",
)
def role_overbooked(facts: Facts, options: _Tolerance) -> Iterator[Match]:
    """A role has more weekly work than time for it.

    What it checks:
        The likely load of every role in a typical week against its whole weekly capacity, which
        it may exceed by the option ``tolerance``. The plan's reserve is named in the message, but
        not taken off: with it, even less fits.

    Why it matters:
        Who is overbooked drops what nobody waits for, and in social media that is listening and
        looking at the numbers.

    When not to worry:
        The likely values are deliberately careful, and the low end fits.

    Remedy:
        Share activities with another role, make some of them rarer, drop a channel, or raise the
        capacity.

    Example:
        The whole orientation, 16 h 55 min, does not fit into 12 hours; 17 hours pass.

        >>> from aufwand.catalog import baseline
        >>> from aufwand.model import Plan, Role
        >>> from aufwand.rules import check
        >>> pr = Role("pr", capacity="12 h/week")
        >>> plan = Plan("Bakery", roles=[pr], activities=baseline(roles="pr"))
        >>> [finding.path for finding in check(plan, select=["STF102"])]
        ['roles.pr']
        >>> check(plan.adding(pr.with_(capacity="17 h/week")), select=["STF102"])
        ()

    Source:
        The plan's own numbers.
    """
    tolerated = 1 + exact(options.tolerance)
    for role in facts.plan.roles:
        if role.capacity is None:
            continue
        load, capacity = facts.load(role.key), weekly_capacity(role.capacity)
        if load.likely.minutes > capacity.minutes * tolerated:
            over = beyond(load, capacity)
            price = worth(over, role)
            details: dict[str, Any] = {}
            if price is not None and price.likely:
                details["price"] = price.likely
            if load.low > capacity and not load.fixed:
                details["low"] = load.low
            if facts.plan.reserve:
                kept = capacity * facts.plan.reserve
                if kept:
                    details["reserve"] = kept
            yield Match(
                f"roles.{role.key}",
                measured=load,
                limit=capacity,
                cost=(over, price),
                remedies=relief(facts, role, capacity.minutes, load.likely.minutes),
                role=role.label,
                over=over.likely,
                **details,
            )


@rule(
    "STF103",
    "role-without-capacity",
    level="advice",
    message={
        "en": "{role} has {load} of work a week, and nobody knows whether that fits. Say how much "
        "time this role can give, such as 12 h/week.",
        "de": "{role} hat {load} Arbeit je Woche, und niemand weiß, ob das passt. Sagen Sie, wie "
        "viel Zeit diese Rolle geben kann, etwa 12 Std./Woche.",
    },
    since="0.1",
    grounds="evidence",
    sources=_OWN_NUMBERS,
    options=_Least,
    scope="roles",
)
def role_without_capacity(facts: Facts, options: _Least) -> Iterator[Match]:
    """A role has work, but the plan does not say how much time it can give.

    What it checks:
        Every role with a load above zero in a typical week, and not below the option ``least``,
        that has no capacity.

    Why it matters:
        Without it nothing can warn you that somebody is planned for more than they have.

    When not to worry:
        The role is an agency or a freelancer you pay by the hour, who will find the time.

    Remedy:
        Ask them, and write down the hours that are really free for social media.

    Example:
        A role with an hour of work and no capacity trips it; with a capacity it passes.

        >>> from aufwand.model import Activity, Plan, Role
        >>> from aufwand.rules import check
        >>> hour = Activity("posts", duration="1 h", roles="pr")
        >>> plan = Plan("Bakery", roles=[Role("pr")], activities=[hour])
        >>> [finding.path for finding in check(plan, select=["STF103"])]
        ['roles.pr']
        >>> check(plan.adding(Role("pr", capacity="12 h/week")), select=["STF103"])
        ()

    Source:
        The plan's own numbers.
    """
    for role in facts.plan.roles:
        if role.capacity is None:
            load = facts.load(role.key)
            if load.high and load.likely >= options.least:
                yield Match(
                    f"roles.{role.key}",
                    measured=load,
                    remedies=_asking(role, load.likely),
                    role=role.label,
                    load=load,
                )


def _asking(role: Role, load: Effort) -> Iterator[Remedy]:
    yield from more_time(role, load.minutes)
    yield Remedy(
        {
            "en": "Ask how many hours a week {role} really has for it",
            "de": "Fragen, wie viele Stunden je Woche {role} wirklich dafür hat",
        },
        "manual",
        role=role.label,
    )


@rule(
    "STF104",
    "single-department",
    level="advice",
    message={
        "en": "{department} carries all of the work alone, {load} a week. In our opinion social "
        "media concerns every department: bring those on board who deal with customers, such as "
        "customer care, sales or returns.",
        "de": "{department} trägt die ganze Arbeit allein, {load} je Woche. Unserer Meinung nach "
        "geht Social Media alle Abteilungen an: Holen Sie die dazu, die mit Kunden zu tun haben, "
        "etwa Kundendienst, Vertrieb oder Retouren.",
    },
    since="0.1",
    grounds="opinion",
    sources=("The opinion this project starts from: all departments together",),
)
def single_department(facts: Facts) -> Iterator[Match]:
    """One department carries all of the work.

    What it checks:
        The departments of all roles with a likely load above zero, in a plan with at least two
        activities that somebody does each week. Where one of these roles names no department,
        nobody can tell.

    Why it matters:
        People ask about orders, faults and returns wherever you are present. Who can only pass
        that on answers late; and what other departments hear from customers never becomes
        content.

    When not to worry:
        The company is so small that there is only one department.

    Remedy:
        Share a part of the work with a role of another department, best the dialogue with one
        that faces customers.

    Example:
        PR alone trips it; when customer care shares the dialogue, it passes.

        >>> from aufwand.model import Activity, Plan, Role
        >>> from aufwand.rules import check
        >>> talk = Activity("dialogue", duration="30 min", per="workday", roles="pr")
        >>> posts = Activity("content", duration="3-5 h", roles="pr")
        >>> roles = [Role("pr", department="PR"), Role("care", department="Customer care")]
        >>> plan = Plan("Bakery", roles=roles, activities=[talk, posts])
        >>> [finding.path for finding in check(plan, select=["STF104"])]
        ['roles']
        >>> check(plan.adding(talk.with_(roles=["pr", "care"])), select=["STF104"])
        ()

    Source:
        The opinion this project starts from: social media may begin in IT, sales or PR, but
        belongs to all departments together.
    """
    plan = facts.plan
    working = [role for role in plan.roles if facts.load(role.key).likely]
    names = sorted({role.department.strip() for role in working})
    if not names or not names[0] or len({_folded(name) for name in names}) > 1:
        return
    done = [each for each in plan.activities if each.roles and facts.weekly(each.key).likely]
    if len(done) < 2:
        return
    load = sum(
        (facts.load(role.key).likely for role in working[1:]), facts.load(working[0].key).likely
    )
    others = [
        role
        for role in plan.roles
        if role.department.strip() and _folded(role.department) != _folded(names[0])
    ]
    yield Match(
        "roles",
        remedies=_joining(facts, done, others),
        department=names[0],
        load=load,
    )


def _folded(department: str) -> str:
    return department.strip().casefold()


def _joining(facts: Facts, done: list[Activity], others: list[Role]) -> Iterator[Remedy]:
    """Yield which of *others* could share which activity."""
    part = min(
        done,
        key=lambda each: (
            each.area != "dialogue",
            -facts.weekly(each.key).likely.minutes,
            each.key,
        ),
    )
    needs = facts.weekly(part.key).likely.minutes / 2
    facing = [role for role in others if role.customer_facing]
    role = roomiest(facts, needs, among=facing) or roomiest(facts, needs, among=others)
    if role is not None:
        yield shared(part, role)
    else:
        yield Remedy(
            {
                "en": "Bring another department on board, such as customer care",
                "de": "Eine weitere Abteilung dazuholen, etwa den Kundendienst",
            },
            "manual",
        )


@rule(
    "STF105",
    "no-cover",
    level="advice",
    message={
        "en": "{role} is one person, and nobody else does {activities}: {measured} a week that "
        "fall due daily. In our opinion daily work needs somebody who stands in: share it, or "
        "have two people in this role.",
        "de": "{role} ist eine Person, und niemand sonst macht {activities}: {measured} je Woche, "
        "die täglich anfallen. Unserer Meinung nach braucht tägliche Arbeit eine Vertretung: "
        "Teilen Sie sie, oder besetzen Sie diese Rolle doppelt.",
    },
    since="0.1",
    grounds="opinion",
    sources=("The opinion this project starts from: it cannot be done on the side",),
    scope="roles",
)
def no_cover(facts: Facts) -> Iterator[Match]:
    """One person is the only one for daily work.

    What it checks:
        Every role of one person (``people = 1``, as when nothing is said) that is the only one
        for activities per day or per workday which take time. An activity that lists a second
        role has cover, however small its share.

    Why it matters:
        Nobody is there every day. In the first week of holidays nobody watches and nobody
        answers, and that is the week people remember.

    When not to worry:
        Everybody in the house knows who steps in, and that person has the passwords.

    Remedy:
        Share the daily work with another role, or have a second person in this one.

    Example:
        One person for the daily dialogue trips it; a team of two passes.

        >>> from aufwand.model import Activity, Plan, Role
        >>> from aufwand.rules import check
        >>> talk = Activity("dialogue", duration="30 min", per="workday", roles="pr")
        >>> plan = Plan("Bakery", roles=[Role("pr")], activities=[talk])
        >>> [finding.path for finding in check(plan, select=["STF105"])]
        ['roles.pr']
        >>> check(plan.adding(Role("pr", people=2)), select=["STF105"])
        ()

    Source:
        The opinion this project starts from: the work needs clean planning, and cannot be done
        on the side.
    """
    alone = {role.key: role for role in facts.plan.roles if role.people == 1}
    daily: dict[str, list[Activity]] = {}
    for activity in facts.plan.activities:
        if activity.per in {"day", "workday"} and len(activity.roles) == 1:
            key = activity.roles[0].key
            if key in alone and facts.weekly(activity.key).likely:
                daily.setdefault(key, []).append(activity)
    for key, activities in daily.items():
        role = alone[key]
        load = total([facts.weekly(each.key).likely for each in activities])
        yield Match(
            f"roles.{key}",
            measured=load,
            remedies=_covering(facts, role, activities, load / 2),
            role=role.label,
            activities=named(each.label for each in activities),
        )


def _covering(
    facts: Facts, role: Role, activities: list[Activity], half: Effort
) -> Iterator[Remedy]:
    other = roomiest(facts, half.minutes, without=(role.key,))
    if other is not None:
        both = Share(role.key), Share(other.key)
        yield Remedy(
            {"en": "Share {activities} with {role}", "de": "{activities} mit {role} teilen"},
            "trade-off",
            *(
                Put(f"activities.{each.key}.roles", both)
                for each in sorted(activities, key=lambda each: each.key)
            ),
            activities=named(each.label for each in activities),
            role=other.label,
        )
    yield Remedy(
        {"en": "Have two people share {role}", "de": "{role} auf zwei Personen verteilen"},
        "trade-off",
        Put(f"roles.{role.key}.people", 2),
        role=role.label,
    )


@options
class _Slice:
    """What is too thin a slice."""

    least: Effort = option(
        "effort",
        "1 h",
        {
            "en": "The least likely work a week that is more than something on the side.",
            "de": "Die wenigste wahrscheinliche Arbeit je Woche, die mehr als nebenbei ist.",
        },
        raising="more",
    )


@rule(
    "STF106",
    "on-the-side",
    level="advice",
    message={
        "en": "{role} has {measured} of work a week, less than {limit}. In our opinion slices that "
        "thin are done on the side, which means seldom: give this role more of it, or give its "
        "part to somebody else.",
        "de": "{role} hat {measured} Arbeit je Woche, weniger als {limit} insgesamt. Unserer "
        "Meinung nach wird so wenig nur nebenbei gemacht, also selten: Geben Sie dieser Rolle mehr "
        "davon, oder geben Sie ihren Teil jemand anderem.",
    },
    since="0.1",
    grounds="opinion",
    sources=("Our opinion: less than an hour a week is done on the side",),
    options=_Slice,
    scope="roles",
)
def on_the_side(facts: Facts, options: _Slice) -> Iterator[Match]:
    """A role gets slices too thin to be work.

    What it checks:
        Every role with a likely load above zero in a typical week that is below the option
        ``least``.

    Why it matters:
        For a few minutes a week nobody learns the tools, the tone and what was said last time.
        Such work is the first that is left undone.

    When not to worry:
        It is a look now and then that needs no practice, such as a manager who reads the report.

    Remedy:
        Give the part to a role that does such work anyway, or give this role enough of it.

    Example:
        Half an hour a week trips it; an hour passes.

        >>> from aufwand.model import Activity, Plan, Role
        >>> from aufwand.rules import check
        >>> half = Activity("answers", duration="30 min", roles="it")
        >>> plan = Plan("Bakery", roles=[Role("it")], activities=[half])
        >>> [finding.path for finding in check(plan, select=["STF106"])]
        ['roles.it']
        >>> check(plan.adding(half.with_(duration="1 h")), select=["STF106"])
        ()

    Source:
        That it cannot be done on the side is the opinion this project starts from; where that
        begins, one hour a week, is our own.
    """
    for role in facts.plan.roles:
        load = facts.load(role.key)
        if load.likely and load.likely < options.least:
            yield Match(
                f"roles.{role.key}",
                measured=load,
                limit=options.least,
                remedies=_passing_on(facts, role, load.likely),
                role=role.label,
            )


def _passing_on(facts: Facts, role: Role, load: Effort) -> Iterator[Remedy]:
    other = roomiest(facts, load.minutes, without=(role.key,))
    if other is None:
        yield Remedy(
            {
                "en": "Give {role} enough of the work to be practised in it",
                "de": "{role} so viel davon geben, dass Übung entsteht",
            },
            "manual",
            role=role.label,
        )
        return
    yield Remedy(
        {"en": "Give the part of {role} to {other}", "de": "Den Teil von {role} an {other} geben"},
        "trade-off",
        *(
            handed(each, role, other)
            for each in sorted(facts.plan.activities, key=lambda each: each.key)
            if any(share.key == role.key for share in each.roles)
        ),
        role=role.label,
        other=other.label,
    )
