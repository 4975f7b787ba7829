"""Rules about the five areas of the work."""

from __future__ import annotations

from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING, Any

from aufwand.guidance._orientation import AREAS, SHERMAN, planning, usual_week
from aufwand.guidance._room import beyond, relief, weekly_capacity, worth
from aufwand.guidance._weeks import averaged, effort_of, of_all, relieved, role_weeks, within
from aufwand.model import FIVE_AREAS
from aufwand.rules import Match, Message, Remedy, option, options, rule
from aufwand.units import Effort
from aufwand.units._exact import exact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aufwand.model import Role
    from aufwand.rules import Facts

__all__ = ["area_missing", "far_from_orientation", "no_reserve"]


@options
class _Reserve:
    """How much is to stay free."""

    reserve: float = option(
        "share",
        0.125,
        {
            "en": "The share of every capacity that is to stay free where the plan names none.",
            "de": "Der Anteil jeder Kapazität, der frei bleiben soll, wo der Plan keinen nennt.",
        },
        source="figure e011",
        raising="more",
    )


_IN_SOME_WEEKS = Message(
    "In a typical week {role} has time left, but in {weeks} less than the {kept} that should stay "
    "free: least in {week}, with {measured} of work for {capacity}. In our opinion direct "
    "communication is never fully plannable: take work out of those weeks, or give this role more "
    "time.",
    "In einer typischen Woche hat {role} Zeit übrig, aber in {weeks} weniger als die {kept}, die "
    "frei bleiben sollten: am wenigsten in {week}, wo auf {capacity} schon {measured} Arbeit "
    "kommen. Unserer Meinung nach ist direkte Kommunikation nie ganz planbar: Nehmen Sie Arbeit "
    "aus diesen Wochen, oder geben Sie dieser Rolle mehr Zeit.",
)


@rule(
    "TIM101",
    "no-reserve",
    level="advice",
    message={
        "en": "{role} has {measured} of work in a week of {capacity}, which leaves {free} of the "
        "{kept} that should stay free. In our opinion direct communication is never fully "
        "plannable: take work off this role, or give it more time.",
        "de": "{role} hat {measured} Arbeit in einer Woche von {capacity}; von {kept}, die frei "
        "bleiben sollten, bleiben {free} übrig. Unserer Meinung nach ist direkte Kommunikation nie "
        "ganz planbar: Nehmen Sie dieser Rolle Arbeit ab, oder geben Sie ihr mehr Zeit.",
    },
    since="0.1",
    grounds="opinion",
    sources=(
        "The opinion this project starts from: direct communication is never fully plannable",
        "Martech Zone, 12 Tasks in Every Social Media Marketer's Work Week (Mark Smiciklas), e011",
    ),
    options=_Reserve,
    scope="roles",
)
def no_reserve(facts: Facts, options: _Reserve) -> Iterator[Match]:
    """A role has no room for what nobody planned.

    What it checks:
        The likely load of every role against its capacity less the plan's ``reserve``, or less
        the option ``reserve`` where the plan names none. A load above the whole capacity is left
        to another rule. Of a plan with dates every ISO week is looked at too, with holidays,
        closures and the role's absences: where a typical week leaves its reserve and single
        weeks do not, the fullest of them is told.

    Why it matters:
        People write when they like, and the busiest week is never the one that was planned.
        Without room, the unplanned is done instead of the planned, or not at all.

    When not to worry:
        The capacity was told with room in it.

    Remedy:
        Share work with a role that has room, do what can wait less often, or give the role more
        time.

    Example:
        Eight hours of work in a week of eight trip it; in a week of ten they pass.

        >>> from aufwand.model import Activity, Plan, Role
        >>> from aufwand.rules import check
        >>> posts = Activity("posts", duration="8 h", roles="pr")
        >>> plan = Plan("Bakery", roles=[Role("pr", capacity="8 h/week")], activities=[posts])
        >>> [finding.path for finding in check(plan, select=["TIM101"])]
        ['roles.pr']
        >>> check(plan.adding(Role("pr", capacity="10 h/week")), select=["TIM101"])
        ()

    Source:
        Mark Smiciklas plans 5 hours a week of one full-time marketer for contingencies (figure
        ``e011``); of a week of 40 hours, as we take it, that is one hour in eight.
    """
    booked = 1 - exact(facts.plan.reserve or options.reserve)
    for role in facts.plan.roles:
        if role.capacity is None:
            continue
        load, capacity = facts.load(role.key), weekly_capacity(role.capacity)
        if capacity.minutes * booked < load.likely.minutes <= capacity.minutes:
            limit = capacity * booked
            short = beyond(load, limit)
            needed = load.likely.minutes / booked if booked else None
            yield Match(
                f"roles.{role.key}",
                measured=load,
                limit=limit,
                cost=(short, worth(short, role)),
                remedies=relief(facts, role, limit.minutes, needed),
                role=role.label,
                capacity=capacity,
                kept=capacity - limit,
                free=capacity - load.likely,
            )
        elif load.likely.minutes <= capacity.minutes:
            yield from _full_weeks(facts, role, float(booked))


def _full_weeks(facts: Facts, role: Role, booked: float) -> Iterator[Match]:
    """Yield that single weeks of *role* leave no reserve, where a typical week does."""
    weeks = role_weeks(facts, role)
    full = [
        week for week in weeks if week.capacity and week.exceeds(booked) and not week.exceeds(1)
    ]
    if not full:
        return
    worst = max(full, key=lambda week: week.load / week.capacity)
    limit = worst.capacity * booked
    # What is too much in other weeks is too much here as well, once there is more time.
    able = [week for week in weeks if week.days]
    needed = within(able, role, len(facts.plan.calendar.workdays), booked)
    short = [week.load - week.capacity * booked for week in full]
    yield Match(
        f"roles.{role.key}",
        _IN_SOME_WEEKS,
        measured=effort_of(worst.load),
        limit=effort_of(limit),
        discriminator="weeks",
        cost=averaged(short, weeks, role),
        remedies=relieved(role, needed),
        role=role.label,
        weeks=of_all(full, weeks),
        week=worst.name,
        capacity=effort_of(worst.capacity),
        kept=effort_of(worst.capacity - limit),
    )


@rule(
    "TIM102",
    "area-missing",
    level="advice",
    message={
        "en": "No activity covers {area}, for which the orientation of 2010 plans {usual} a week. "
        "In our opinion a presence needs all five areas: add it, or leave it out on purpose.",
        "de": "Keine Tätigkeit deckt {area} ab; die Orientierung von 2010 sieht dafür je Woche "
        "{usual} vor. Unserer Meinung nach braucht ein Auftritt alle fünf Bereiche: Nehmen Sie "
        "diesen auf, oder lassen Sie ihn bewusst weg.",
    },
    since="0.1",
    grounds="opinion",
    sources=(SHERMAN,),
)
def area_missing(facts: Facts) -> Iterator[Match]:
    """One of the five areas of the work is not in the plan.

    What it checks:
        Whether some activity belongs to each of the five areas: monitoring, distribution,
        dialogue, content and networking. One finding for each that has none.

    Why it matters:
        What is not planned is done on the side or not at all; often that is listening and
        answering, without which social media is advertising.

    When not to worry:
        Somebody else does it, such as an agency, and its hours are not yours to plan.

    Remedy:
        Add an activity of that area; the orientation says how long it takes others.

    Example:
        A plan of content alone lacks four areas; the whole orientation passes.

        >>> from aufwand.catalog import baseline
        >>> from aufwand.model import Activity, Plan
        >>> from aufwand.rules import check
        >>> plan = Plan("Bakery", activities=[Activity("content", duration="3-5 h")])
        >>> [finding.discriminator for finding in check(plan, select=["TIM102"])]
        ['dialogue', 'distribution', 'monitoring', 'networking']
        >>> check(plan.with_(activities=baseline()), select=["TIM102"])
        ()

    Source:
        Aliza Sherman, *How Much Time Does Social Media Marketing Take?*, Gigaom 2010
        (``sherman2010``, figures ``e001`` to ``e005``), a practitioner's view.
    """
    planned = {activity.area for activity in facts.plan.activities}
    if planned.issuperset(FIVE_AREAS):
        return
    for area in FIVE_AREAS:
        if area not in planned:
            yield Match(
                "activities",
                discriminator=area,
                remedies=planning(facts, area),
                area=AREAS[area],
                usual=usual_week(area, len(facts.plan.calendar.workdays)),
            )


@options
class _Far:
    """How far is far."""

    times: float = option(
        "number",
        3,
        {
            "en": "How many times more or less than the orientation is told of; at least 1.",
            "de": "Ab welchem Vielfachen mehr oder weniger als die Orientierung berichtet wird; "
            "mindestens 1.",
        },
        raising="fewer",
    )


_MORE = Message("more", "mehr")
_LESS = Message("less", "weniger")
_NOTING = Remedy(
    {
        "en": "Note why, as a driver with its reason or as the source of the number",
        "de": "Festhalten, warum: als Treiber mit Grund oder als Quelle der Zahl",
    },
    "manual",
)
_UNDRIVEN = Message(" (before your drivers)", " (vor Ihren Treibern)")


@rule(
    "TIM103",
    "far-from-orientation",
    level="info",
    message={
        "en": "For {area} this plan has {measured} a week[{undriven}], far {more} than the {usual} "
        "of the orientation of 2010. In our opinion that needs a reason: note it as a driver or a "
        "source, or see whether something was overlooked.",
        "de": "Für {area} hat dieser Plan {measured} je Woche[{undriven}], weit {more} als die "
        "{usual} der Orientierung von 2010. Unserer Meinung nach braucht das einen Grund: Halten "
        "Sie ihn als Treiber oder Quelle fest, oder sehen Sie nach, ob etwas übersehen wurde.",
    },
    since="0.1",
    grounds="opinion",
    sources=(SHERMAN, "Our opinion: three times as much, or a third, is far"),
    options=_Far,
)
def far_from_orientation(facts: Facts, options: _Far) -> Iterator[Match]:
    """An area takes far more or far less than the orientation.

    What it checks:
        The likely weekly effort of each of the five areas that the plan has, before its drivers,
        which are reasons to differ. It is told when it is more than the option ``times`` the
        orientation's high end, or less than its low end divided by that.

    Why it matters:
        The orientation is rough, and your needs move it up or down. Far from it, an hour is
        often a day, a week a month, or an activity is there twice.

    When not to worry:
        You know why, for example from your own records: then this is only good to know.

    Remedy:
        Write down the reason as a driver or a source, or correct the number.

    Example:
        Twenty hours of content are far more than five; with a driver of four they pass.

        >>> from aufwand.model import Activity, Driver, Plan
        >>> from aufwand.rules import check
        >>> plan = Plan("Bakery", activities=[Activity("content", duration="20 h")])
        >>> [finding.discriminator for finding in check(plan, select=["TIM103"])]
        ['content']
        >>> countries = Driver("four_countries", factor=4, reason="four languages")
        >>> five = Activity("content", duration="5 h")
        >>> check(plan.with_(activities=[five], drivers=[countries]), select=["TIM103"])
        ()

    Source:
        Aliza Sherman, *How Much Time Does Social Media Marketing Take?*, Gigaom 2010
        (``sherman2010``, figures ``e001`` to ``e005``), a practitioner's view. What is far from
        it is our own opinion.
    """
    plan = facts.plan
    workdays = len(plan.calendar.workdays)
    times = max(exact(options.times), Fraction(1))
    likely = _undriven(facts)
    for area in FIVE_AREAS:
        found = likely.get(area)
        if not found:
            continue
        orientation = usual_week(area, workdays)
        most, least = orientation.high.minutes * times, orientation.low.minutes / times
        if least <= found <= most:
            continue
        details: dict[str, Any] = {"undriven": _UNDRIVEN} if plan.typical_drivers else {}
        yield Match(
            "activities",
            measured=Effort._of(found),
            limit=Effort._of(most if found > most else least),
            discriminator=area,
            remedies=_NOTING,
            area=AREAS[area],
            more=_MORE if found > most else _LESS,
            usual=orientation,
            **details,
        )


def _undriven(facts: Facts) -> dict[str, Fraction]:
    """Return how many minutes a week each area would likely take without the plan's drivers."""
    table, drivers = facts.estimate._weekly, facts.plan.typical_drivers
    if not drivers:
        return {
            area: Fraction(each[1], table.denominator) for area, each in table.by("area").items()
        }
    weeks = table.by("activity")
    found: dict[str, Fraction] = {}
    # Activities that the same drivers scale are added up before they are divided.
    sums: dict[tuple[str, tuple[float, ...]], int] = {}
    for activity in facts.plan.activities:
        if activity.key in weeks:
            factors = tuple(each.factor.likely for each in drivers if each.scales(activity))
            key = activity.area, factors
            sums[key] = sums.get(key, 0) + weeks[activity.key][1]
    for (area, factors), likely in sums.items():
        if likely:
            whole = prod((exact(each) for each in factors), start=Fraction(table.denominator))
            found[area] = found.get(area, Fraction(0)) + likely / whole
    return found
