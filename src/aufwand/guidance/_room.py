"""Who has room for more work, and how a role is relieved of some."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from aufwand.estimates._columns import repetitions
from aufwand.model import Share
from aufwand.model.activity import PER_CHANNEL
from aufwand.rules import Message, Put, Remedy
from aufwand.units import Effort, EffortRate, Money, Range, hours
from aufwand.units._exact import LARGEST, exact

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from aufwand.model import Activity, Plan, Role
    from aufwand.rules import Facts

__all__ = [
    "beyond",
    "given_to",
    "handed",
    "more_time",
    "relief",
    "resting",
    "room",
    "roomiest",
    "shared",
    "total",
    "weekly_capacity",
    "worth",
]

#: What people wait for, or what hurts when it is missed, is not done less often.
_KEPT = ("monitoring", "dialogue", "crisis")

#: In our opinion, what is done less often than this is not done at all.
_LEAST_OFTEN = 8

_RARER = {
    "en": "Do {activity} only {times} a week",
    "de": "{activity} nur noch {times} pro Woche machen",
}


def resting(activity: Activity, plan: Plan) -> bool:
    """Return whether *activity* is done no times, or only for channels that are not active."""
    if not activity.times:
        return True
    if activity.channels:
        served = {share.key for share in activity.channels}
        return not any(each.active for each in plan.channels if each.key in served)
    own_work = activity.each_channel or activity.per in PER_CHANNEL
    return own_work and not any(each.active for each in plan.channels)


def room(facts: Facts, role: Role) -> Fraction | None:
    """Return how many minutes a week *role* has left, beside its work and the plan's reserve.

    Nothing where its capacity is unknown; below zero where it has too much to do.
    """
    if role.capacity is None:
        return None
    kept = weekly_capacity(role.capacity).minutes * (1 - exact(facts.plan.reserve))
    return kept - facts.load(role.key).likely.minutes


def roomiest(
    facts: Facts,
    needs: Fraction = Fraction(0),
    *,
    without: Collection[str] = (),
    among: Collection[Role] | None = None,
    known: bool = False,
) -> Role | None:
    """Return the role with the most room, if it has that for *needs* more minutes a week.

    Where no role is known to have it, the one with the least work among those whose capacity
    nobody has told.

    Args:
        facts: The facts.
        needs: Minutes a week.
        without: Keys of roles that do not come into question.
        among: The roles that do; left out, all of the plan.
        known: Whether only roles with a capacity come into question.
    """
    best: tuple[Fraction, str, Role] | None = None
    other: tuple[Fraction, str, Role] | None = None
    for role in facts.plan.roles if among is None else among:
        if role.key in without:
            continue
        free = room(facts, role)
        if free is None:
            here = (facts.load(role.key).likely.minutes, role.key, role)
            if other is None or here[:2] < other[:2]:
                other = here
        elif free > 0 and free >= needs:
            here = (-free, role.key, role)
            if best is None or here[:2] < best[:2]:
                best = here
    if best is None and not known:
        best = other
    return None if best is None else best[2]


def _part(facts: Facts, activity: Activity, role: str) -> Fraction:
    """Return how many likely minutes a week of *activity* fall to *role*."""
    weights = {share.key: exact(share.weight or 0) for share in activity.roles}
    if role not in weights:
        return Fraction(0)
    total = sum(weights.values())
    share = weights[role] / total if total else Fraction(1, len(weights))
    return facts.weekly(activity.key).likely.minutes * share


def _handed_over(activity: Activity, giver: str, taker: str) -> tuple[Share, ...]:
    """Return who does *activity* when *taker* has the part of *giver*.

    Where the taker has a part already, those who are left share what there is, each in
    proportion.
    """
    if all(share.key != taker for share in activity.roles):
        return tuple(
            Share(taker, share.weight) if share.key == giver else share for share in activity.roles
        )
    left = [share for share in activity.roles if share.key != giver]
    total = sum(exact(share.weight or 0) for share in left)
    return tuple(
        Share(share.key, float(exact(share.weight or 0) / total) if total else None)
        for share in left
    )


def weekly_capacity(rate: EffortRate) -> Effort:
    """Return the working time in a week of *rate*, at once where it is one of a week."""
    return rate.effort if rate.period == "week" else rate.weekly


def total(efforts: Sequence[Effort]) -> Effort:
    """Return the sum of *efforts*, of which there is at least one."""
    return sum(efforts[1:], efforts[0])


def beyond(load: Range[Effort], limit: Effort) -> Range[Effort]:
    """Return how much of a *load* is over its *limit*."""
    low, likely, high = (
        each - limit if each > limit else each * 0 for each in (load.low, load.likely, load.high)
    )
    # Of a range in order, what is over a limit is in order too.
    return Range[Effort]._of(low, likely, high)


def worth(effort: Range[Effort], role: Role) -> Range[Money] | None:
    """Return what *effort* of a *role* costs; nothing where its hours have no price."""
    if role.rate is None:
        return None
    money = role.rate.money
    minute = money.amount / 60
    low, likely, high = (
        Money._of(minute * each.minutes, money.currency)
        for each in (effort.low, effort.likely, effort.high)
    )
    return Range[Money]._of(low, likely, high)


def handed(activity: Activity, giver: Role, taker: Role) -> Put:
    """Return the change that *taker* has the part of *giver* in *activity*."""
    shares = _handed_over(activity, giver.key, taker.key)
    return Put(f"activities.{activity.key}.roles", shares)


def given_to(activity: Activity, role: Role) -> Remedy:
    """Return the remedy that *role* does all of *activity*."""
    return Remedy(
        {"en": "Give {activity} to {role}", "de": "{activity} an {role} geben"},
        "trade-off",
        Put(f"activities.{activity.key}.roles", (Share(role.key),)),
        activity=activity.label,
        role=role.label,
    )


def shared(activity: Activity, role: Role) -> Remedy:
    """Return the remedy that *role* does *activity* too, as much as each of the others."""
    shares = (*(Share(share.key) for share in activity.roles), Share(role.key))
    return Remedy(
        {"en": "Share {activity} with {role}", "de": "{activity} mit {role} teilen"},
        "trade-off",
        Put(f"activities.{activity.key}.roles", shares),
        activity=activity.label,
        role=role.label,
    )


def more_time(role: Role, needed: Fraction) -> Iterator[Remedy]:
    """Yield the remedy that *role* gets as many whole hours a week as *needed* minutes take."""
    whole = max(ceil(needed / 60), 1)
    # Beyond that, nothing can be read or written as working time.
    if whole <= LARGEST:
        yield Remedy(
            {
                "en": "Set aside {capacity} a week of {role} for it",
                "de": "{capacity} je Woche von {role} dafür freihalten",
            },
            "trade-off",
            Put(f"roles.{role.key}.capacity", hours(whole).per("week")),
            capacity=hours(whole),
            role=role.label,
        )


def relief(facts: Facts, role: Role, most: Fraction, needed: Fraction | None) -> Iterator[Remedy]:
    """Yield what brings *role* down to at most so many minutes a week, or gives it the time.

    Args:
        facts: The facts.
        role: A role with more to do than that.
        most: Minutes a week.
        needed: Minutes a week with which all of it would fit; nothing where no time is enough.
    """
    over = facts.load(role.key).likely.minutes - most
    parts = {
        activity.key: (part, activity)
        for activity in facts.plan.activities
        if (part := _part(facts, activity, role.key))
    }
    yield from _less_work(facts, role, over, parts)
    yield from _less_often(facts, over, parts)
    if needed is not None:
        yield from more_time(role, needed)


def _less_work(
    facts: Facts, role: Role, over: Fraction, parts: dict[str, tuple[Fraction, Activity]]
) -> Iterator[Remedy]:
    """Yield how another role takes over what is too much, and no more of it than needed."""
    other = roomiest(facts, over, without=(role.key,), known=True)
    if other is None:
        return
    free = room(facts, other) or Fraction(0)
    found: list[tuple[Fraction, str, Activity, bool]] = []
    for key, (part, activity) in parts.items():
        if any(share.key == other.key for share in activity.roles):
            continue
        if over <= part <= free:
            found.append((part, key, activity, False))
        if len(activity.roles) == 1 and over <= part / 2 <= free:
            found.append((part / 2, key, activity, True))
    if found:
        _, _, activity, both = min(found, key=lambda each: each[:2])
        if both:
            yield shared(activity, other)
        else:
            yield Remedy(
                {"en": "Give {activity} to {role}", "de": "{activity} an {role} geben"},
                "trade-off",
                handed(activity, role, other),
                activity=activity.label,
                role=other.label,
            )


def _less_often(
    facts: Facts, over: Fraction, parts: dict[str, tuple[Fraction, Activity]]
) -> Iterator[Remedy]:
    """Yield how often the largest activity that can wait may still be done."""
    found = [
        (-part, key, activity)
        for key, (part, activity) in parts.items()
        if part > over and activity.area not in _KEPT and activity.per not in PER_CHANNEL
    ]
    if not found:
        return
    less, key, activity = min(found, key=lambda each: each[:2])
    part = -less
    now = exact(activity.times) * Fraction(
        *repetitions(activity.per, len(facts.plan.calendar.workdays))
    )
    allowed = now * (1 - over / part)
    path = f"activities.{key}"
    if allowed >= 1:
        times = int(allowed)
        per = "week" if times == 1 else f"{times}/week"
        yield Remedy(
            _RARER,
            "trade-off",
            Put(f"{path}.times", 1),
            Put(f"{path}.per", per),
            activity=activity.label,
            times=_times(times),
        )
        return
    weeks = ceil(1 / allowed)
    if weeks <= _LEAST_OFTEN:
        yield Remedy(
            {
                "en": "Do {activity} only every {weeks} weeks",
                "de": "{activity} nur noch alle {weeks} Wochen machen",
            },
            "trade-off",
            Put(f"{path}.times", 1),
            Put(f"{path}.per", f"every {weeks} weeks"),
            activity=activity.label,
            weeks=weeks,
        )


def _times(number: int) -> Message:
    if number == 1:
        return Message("once", "einmal")
    return Message(f"{number} times", f"{number}-mal")
