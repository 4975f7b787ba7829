"""Rules about criticism: who takes it, how, and with which time."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Any

from aufwand.guidance._room import resting, roomiest, total, weekly_capacity
from aufwand.rules import Match, Measure, Message, Put, Remedy, option, options, rule
from aufwand.units import Effort, weeks_in
from aufwand.units._exact import exact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aufwand.model import Event, Plan, Role
    from aufwand.rules import Facts

__all__ = ["criticism_without_owner", "no_crisis_reserve", "no_criticism_procedure"]


_WRITING = Remedy(
    {
        "en": "Write down who answers criticism, how fast, and who decides",
        "de": "Aufschreiben, wer wie schnell auf Kritik antwortet, und wer entscheidet",
    },
    "manual",
)


@rule(
    "CRI101",
    "no-criticism-procedure",
    level="advice",
    message={
        "en": "This plan does not say what happens when people criticise you in public. In our "
        "opinion that must be settled before it happens: write down who answers, how fast, and "
        "who decides when it gets serious.",
        "de": "Dieser Plan sagt nicht, was geschieht, wenn Menschen Sie öffentlich kritisieren. "
        "Unserer Meinung nach muss das vorher geklärt sein: Schreiben Sie auf, wer antwortet, wie "
        "schnell, und wer entscheidet, wenn es ernst wird.",
    },
    since="0.1",
    grounds="opinion",
    sources=("The opinion this project starts from: handle negative criticism professionally",),
)
def no_criticism_procedure(facts: Facts) -> Iterator[Match]:
    """No way to handle criticism is described.

    What it checks:
        Whether ``criticism.procedure`` says something. A plan without any work and without an
        active channel is left alone.

    Why it matters:
        The worst answers are written in the first hour, by people who had nobody to ask.

    When not to worry:
        It is settled elsewhere, and everybody who answers knows where.

    Remedy:
        A few sentences are enough: who answers, how fast, in which tone, what is never deleted,
        and who decides when it gets serious.

    Example:
        A plan that is silent on criticism trips it; one with a procedure passes.

        >>> from aufwand.model import Channel, Criticism, Plan
        >>> from aufwand.rules import check
        >>> plan = Plan("Bakery", channels=[Channel("facebook")])
        >>> [finding.path for finding in check(plan, select=["CRI101"])]
        ['criticism']
        >>> settled = Criticism(procedure="Thank, ask back, mend; the owner decides.")
        >>> check(plan.with_(criticism=settled), select=["CRI101"])
        ()

    Source:
        The opinion this project starts from: be open to criticism, and handle it
        professionally.
    """
    if not facts.plan.activities and not facts.channels:
        return
    criticism = facts.plan.criticism
    if criticism is None or not criticism.procedure.strip():
        yield Match(
            "criticism",
            remedies=_WRITING,
        )


_SHARING = Remedy(
    {
        "en": "Plan who takes over when something happens",
        "de": "Planen, wer übernimmt, wenn etwas geschieht",
    },
    "manual",
)
_WITHOUT_TIME = Message(
    "{role} is responsible for criticism, but {measured} of work already fill the {limit} of its "
    "week. In our opinion criticism cannot wait until there is time: name somebody who has some, "
    "or take work off this role.",
    "{role} ist für Kritik verantwortlich, doch {measured} Arbeit füllen die {limit} der Woche "
    "schon. Unserer Meinung nach kann Kritik nicht warten, bis Zeit ist: Nennen Sie jemanden, der "
    "welche hat, oder nehmen Sie dieser Rolle Arbeit ab.",
)


@rule(
    "CRI102",
    "criticism-without-owner",
    level="advice",
    message={
        "en": "Criticism is provided for, but nobody is responsible for it. In our opinion it "
        "needs one name: otherwise everybody waits for somebody else to answer.",
        "de": "Kritik ist vorgesehen, aber niemand ist dafür verantwortlich. Unserer Meinung nach "
        "braucht sie einen Namen: Sonst warten alle, dass jemand anders antwortet.",
    },
    since="0.1",
    grounds="opinion",
    sources=("The opinion this project starts from: handle negative criticism professionally",),
)
def criticism_without_owner(facts: Facts) -> Iterator[Match]:
    """Nobody is responsible for criticism, or the one who is has no time left.

    What it checks:
        Where the plan says how criticism is handled: whether ``criticism.owner`` names a role,
        and whether that role's likely load leaves anything of its weekly capacity. A capacity
        that nobody knows is left to another rule.

    Why it matters:
        What everybody may answer, nobody answers; and who is booked to the last minute answers
        late or in haste.

    When not to worry:
        The owner only decides, and others who have time write the answers.

    Remedy:
        Name a role that has time left, best one that faces customers.

    Example:
        A procedure that belongs to nobody trips it; with an owner it passes.

        >>> from aufwand.model import Criticism, Plan, Role
        >>> from aufwand.rules import check
        >>> plan = Plan("Bakery", roles=[Role("pr")], criticism=Criticism(procedure="Thank."))
        >>> [finding.path for finding in check(plan, select=["CRI102"])]
        ['criticism']
        >>> owned = Criticism(procedure="Thank.", owner="pr")
        >>> check(plan.with_(criticism=owned), select=["CRI102"])
        ()

    Source:
        The opinion this project starts from: be open to criticism, and handle it
        professionally. Load and capacity are the plan's own numbers.
    """
    criticism = facts.plan.criticism
    if criticism is None:
        return
    if not criticism.owner:
        yield Match("criticism", remedies=_owning(facts, ""))
        return
    owner = facts.plan.role(criticism.owner)
    if owner.capacity is None:
        return
    load, capacity = facts.load(owner.key), owner.capacity.weekly
    if load.likely >= capacity:
        yield Match(
            "criticism",
            _WITHOUT_TIME,
            measured=load,
            limit=capacity,
            remedies=_owning(facts, owner.key),
            role=owner.label,
        )


def _owning(facts: Facts, busy: str) -> Iterator[Remedy]:
    """Yield who could own criticism, if it is not the one who is *busy*."""
    roles = facts.plan.roles
    facing = [each for each in roles if each.customer_facing]
    owner: Role | None = roomiest(facts, without=(busy,), among=facing)
    owner = owner or roomiest(facts, without=(busy,))
    if owner is None:
        yield Remedy(
            {
                "en": "Name a role that has time to answer criticism",
                "de": "Eine Rolle nennen, die Zeit hat, auf Kritik zu antworten",
            },
            "manual",
        )
        return
    yield Remedy(
        {
            "en": "Make {role} responsible for criticism",
            "de": "{role} für Kritik verantwortlich machen",
        },
        "trade-off",
        Put("criticism.owner", owner.key),
        role=owner.label,
    )


@options
class _Reserve:
    """What is proposed."""

    reserve: float = option(
        "share",
        0.125,
        {
            "en": "The share of every capacity that it proposes to keep free.",
            "de": "Der Anteil jeder Kapazität, den freizuhalten sie vorschlägt.",
        },
        source="figure e011",
    )


_TOO_SMALL = Message(
    "A reserve of {limit} a week is less than the {measured} that the rare events of this plan "
    "take on average. In our opinion a reserve holds at least what is expected: keep {share} of "
    "every capacity free.",
    "Eine Reserve von {limit} je Woche ist weniger als die {measured}, die die seltenen Ereignisse "
    "dieses Plans im Schnitt brauchen. Unserer Meinung nach enthält eine Reserve mindestens, womit "
    "zu rechnen ist: Halten Sie {share} jeder Kapazität frei.",
)


@rule(
    "CRI103",
    "no-crisis-reserve",
    level="advice",
    message={
        "en": "No hours of this plan are held back for a wave of criticism[, though what "
        "it expects now and then takes {events} a year on average]. In our opinion something "
        "always comes: keep a part of every week free, such as {share}.",
        "de": "In diesem Plan sind keine Stunden für eine Welle der Kritik zurückgehalten[, obwohl "
        "das, womit er hin und wieder rechnet, im Schnitt {events} im Jahr braucht]. Unserer "
        "Meinung nach kommt immer etwas: Halten Sie von jeder Woche einen Teil frei, etwa {share}.",
    },
    since="0.1",
    grounds="opinion",
    sources=(
        "Martech Zone, 12 Tasks in Every Social Media Marketer's Work Week (Mark Smiciklas), e011",
        "Our opinion: of a week of 40 hours, that is one hour in eight",
    ),
    options=_Reserve,
)
def no_crisis_reserve(facts: Facts, options: _Reserve) -> Iterator[Match]:
    """No hours are held back for a wave of criticism.

    What it checks:
        Whether the plan keeps a ``reserve``, or has an activity of the area ``crisis`` that takes
        time. A plan without any work is left alone. The option ``reserve`` is the share it
        proposes. Where the plan has ``events``, it is told what they take on average, and also
        when the reserve is smaller than that, as far as the capacities of all roles are known.

    Why it matters:
        Direct communication is never fully plannable. Without a reserve, a bad week eats the
        time for everything else, or is answered at night.

    When not to worry:
        Somebody outside the plan steps in when it gets serious.

    Remedy:
        Keep a share of every capacity free, or plan an activity of the area ``crisis``.

    Example:
        A plan booked without a reserve trips it; with one in eight hours kept free, it passes.

        >>> from aufwand.model import Activity, Plan
        >>> from aufwand.rules import check
        >>> plan = Plan("Bakery", activities=[Activity("content", duration="3-5 h")])
        >>> [finding.path for finding in check(plan, select=["CRI103"])]
        ['reserve']
        >>> check(plan.with_(reserve=0.125), select=["CRI103"])
        ()

    Source:
        Mark Smiciklas plans 5 hours a week of one full-time marketer for contingencies
        (figure ``e011``); that this is one hour in eight is our own reckoning, with a week of
        40 hours.
    """
    plan = facts.plan
    if not plan.activities or (plan.reserve and not plan.events):
        return
    for activity in plan.activities:
        if activity.area == "crisis" and activity.duration.high and not resting(activity, plan):
            return
    yearly = sum((_yearly(event) for event in plan.events), Fraction(0))
    if plan.reserve:
        yield from _too_small(plan, yearly / weeks_in("year"))
        return
    details: dict[str, Any] = {"events": Effort._of(yearly)} if yearly else {}
    share = Measure(round(options.reserve * 100, 6), "%")
    yield Match("reserve", remedies=_keeping(options.reserve, share), share=share, **details)


def _yearly(event: Event) -> Fraction:
    """Return the minutes that an *event* takes in a year on average."""
    from aufwand.estimates._draws import draw_of_event

    return exact(event.per_year) * exact(draw_of_event(event).mean)


def _too_small(plan: Plan, weekly: Fraction) -> Iterator[Match]:
    """Yield that the reserve is less than what events take in a week on average."""
    known = [weekly_capacity(role.capacity) for role in plan.roles if role.capacity is not None]
    if not known or len(known) < len(plan.roles):
        return
    whole = total(known).minutes
    kept = whole * exact(plan.reserve)
    if not whole or weekly <= kept:
        return
    needed = Fraction(ceil(weekly / whole * 100), 100)
    share = Measure(float(min(needed, Fraction(1)) * 100), "%")
    yield Match(
        "reserve",
        _TOO_SMALL,
        measured=Effort._of(weekly),
        limit=Effort._of(kept),
        remedies=_keeping(float(needed), share) if needed <= 1 else _SHARING,
        share=share,
    )


def _keeping(reserve: float, share: Measure) -> Iterator[Remedy]:
    if reserve:
        yield Remedy(
            {
                "en": "Keep {share} of every capacity free",
                "de": "{share} jeder Kapazität freihalten",
            },
            "trade-off",
            Put("reserve", reserve),
            share=share,
        )
