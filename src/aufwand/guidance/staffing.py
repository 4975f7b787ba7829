"""Rules about who does the work, and whether they have the time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from aufwand.guidance._naming import named
from aufwand.guidance._reply_days import known_days
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
from aufwand.guidance._weeks import (
    averaged,
    effort_of,
    of_all,
    relieved,
    role_weeks,
    typical_load,
    within,
)
from aufwand.model import Share
from aufwand.rules import Drop, Match, Measure, Message, Put, Remedy, option, options, rule
from aufwand.units import Effort, Range
from aufwand.units._exact import exact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aufwand.model import Activity, Role
    from aufwand.rules import Facts

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
class _TooMuch:
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
    percentile: float = option(
        "percentile",
        0,
        {
            "en": "The percentile of the work that must fit, such as 80; 0 for its likely value.",
            "de": "Das Perzentil der Arbeit, das passen muss, etwa 80; 0 für ihren "
            "wahrscheinlichen Wert.",
        },
    )


_AT_A_PERCENTILE = Message(
    "At P{at}, {role} has {measured} of work for a week of {limit}: {over} too much[ ({price})]"
    "[; by the calendar it is too much in {weeks}]. Share the work, do some of it less often, or "
    "drop a channel.",
    "Bei P{at} hat {role} {measured} Arbeit für eine Woche von {limit}: {over} zu viel[ ({price})]"
    "[; nach dem Kalender ist es in {weeks} zu viel]. Verteilen Sie die Arbeit, machen Sie manches "
    "seltener oder geben Sie einen Kanal auf.",
)
_IN_SOME_WEEKS = Message(
    "In a typical week the work of {role} fits, but in {weeks} it does not[, at P{at}]: worst in "
    "{week}, with {measured} for {limit}, {over} too much[; {cover} can step in]. Move work out of "
    "those weeks, plan who stands in, or raise the capacity.",
    "In einer typischen Woche passt die Arbeit von {role}, aber in {weeks} nicht[, bei P{at}]: am "
    "wenigsten in {week} mit {measured} für {limit}, {over} zu viel[; {cover} kann einspringen]. "
    "Verlegen Sie Arbeit aus diesen Wochen, planen Sie eine Vertretung, oder erhöhen Sie die "
    "Kapazität.",
)


@rule(
    "STF102",
    "role-overbooked",
    level="warning",
    message={
        "en": "{role} has {measured} of work for a week of {limit}: {over} too much[ ({price})]"
        "[, and even the low end of {low} does not fit][; besides, {reserve} were to stay free]"
        "[; by the calendar it is too much in {weeks}]. Share the work, do some of it less often, "
        "or drop a channel.",
        "de": "{role} hat {measured} Arbeit für eine Woche von {limit}: {over} zu viel[ ({price})]"
        "[, und selbst das untere Ende von {low} passt nicht][; außerdem sollten {reserve} frei "
        "bleiben][; nach dem Kalender ist es in {weeks} zu viel]. Verteilen Sie die Arbeit, machen "
        "Sie manches seltener oder geben Sie einen Kanal auf.",
    },
    since="0.1",
    grounds="evidence",
    sources=_OWN_NUMBERS,
    options=_TooMuch,
    scope="roles",
)
def role_overbooked(facts: Facts, options: _TooMuch) -> Iterator[Match]:
    """A role has more weekly work than time for it.

    What it checks:
        The likely load of every role in a typical week against its whole weekly capacity, which
        it may exceed by the option ``tolerance``. The plan's reserve is named in the message, but
        not taken off: with it, even less fits. The option ``percentile`` takes the load at that
        percentile instead of the likely one.

        Of a plan with dates every ISO week is looked at too, with holidays, closures and the
        role's absences. Where a typical week fits and single weeks do not, the worst of them is
        told.

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
    percent, most = options.percentile, float(tolerated)
    for role in facts.plan.roles:
        if role.capacity is None:
            continue
        booked, capacity = typical_load(facts, role, percent), weekly_capacity(role.capacity)
        weeks = role_weeks(facts, role, percent)
        late = [week for week in weeks if week.exceeds(most)]
        details: dict[str, Any] = {"at": percent} if percent else {}
        if booked.minutes > capacity.minutes * tolerated:
            if late:
                details["weeks"] = of_all(late, weeks)
            if percent:
                yield _overbooked_at(role, booked, capacity, details)
            else:
                yield _overbooked(facts, role, capacity, details)
        elif late:
            needed = within(weeks, role, len(facts.plan.calendar.workdays), most)
            worst = max(late, key=lambda week: week.over)
            if worst.cover:
                details["cover"] = named(facts.plan.role(key).label for key in worst.cover)
            yield Match(
                f"roles.{role.key}",
                _IN_SOME_WEEKS,
                measured=effort_of(worst.load),
                limit=effort_of(worst.capacity),
                discriminator="weeks",
                cost=averaged([week.over for week in late], weeks, role),
                remedies=relieved(role, needed),
                role=role.label,
                weeks=of_all(late, weeks),
                week=worst.name,
                over=effort_of(worst.over),
                **details,
            )


def _overbooked(facts: Facts, role: Role, capacity: Effort, details: dict[str, Any]) -> Match:
    """Return that the likely work of *role* does not fit into a typical week."""
    load = facts.load(role.key)
    over = beyond(load, capacity)
    price = worth(over, role)
    if price is not None and price.likely:
        details["price"] = price.likely
    if load.low > capacity and not load.fixed:
        details["low"] = load.low
    if facts.plan.reserve:
        kept = capacity * facts.plan.reserve
        if kept:
            details["reserve"] = kept
    return Match(
        f"roles.{role.key}",
        measured=load,
        limit=capacity,
        cost=(over, price),
        remedies=relief(facts, role, capacity.minutes, load.likely.minutes),
        role=role.label,
        over=over.likely,
        **details,
    )


def _overbooked_at(role: Role, booked: Effort, capacity: Effort, details: dict[str, Any]) -> Match:
    """Return that the work of *role* at a percentile does not fit into a typical week."""
    beyond_it = booked - capacity
    over = Range[Effort]._of(beyond_it, beyond_it, beyond_it)
    price = worth(over, role)
    if price is not None and price.likely:
        details["price"] = price.likely
    return Match(
        f"roles.{role.key}",
        _AT_A_PERCENTILE,
        measured=booked,
        limit=capacity,
        cost=(over, price),
        remedies=more_time(role, booked.minutes),
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
        "fall due daily[, also from {first} to {last}, when nobody is there]. In our opinion daily "
        "work needs somebody who stands in: share it, or have two people in this role.",
        "de": "{role} ist eine Person, und niemand sonst macht {activities}: {measured} je Woche, "
        "die täglich anfallen[, auch vom {first} bis {last}, wenn niemand da ist]. Unserer Meinung "
        "nach braucht tägliche Arbeit eine Vertretung: Teilen Sie sie, oder besetzen Sie diese "
        "Rolle doppelt.",
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
        role has cover, however small its share, and so has a role that names who stands in for
        it (``cover``). Of a plan with dates the first days are told on which the role is away.

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
    alone = {role.key: role for role in facts.plan.roles if role.people == 1 and not role.cover}
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
            **_away(facts, role),
        )


def _away(facts: Facts, role: Role) -> dict[str, Any]:
    """Return the first days on which *role* would work, but is away, in a plan with dates."""
    calendar = facts.plan.calendar
    if calendar.start is None or calendar.end is None or not role.absences:
        return {}
    own = known_days(facts, calendar.start, calendar.end, role=role)
    # On holidays and closures nobody expects anybody.
    usual = known_days(facts, calendar.start, calendar.end, role=role.with_(absences=()))
    found: list[int] = []
    for place, (here, there) in enumerate(zip(own.shares, usual.shares, strict=True)):
        if there and not here:
            found.append(place)
        elif here and found:
            break
    if not found:
        return {}
    first, last = (calendar.start + timedelta(found[place]) for place in (0, -1))
    return {"first": first, "last": last}


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
