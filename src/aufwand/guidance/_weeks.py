"""The weeks of a plan with dates, as rules look at them."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, NamedTuple

from aufwand.guidance._room import more_time, worth
from aufwand.rules import Message, Remedy
from aufwand.units import Effort, Money, Range
from aufwand.units._exact import exact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aufwand.estimates import RoleWeek
    from aufwand.model import Role
    from aufwand.rules import Facts

__all__ = [
    "Week",
    "averaged",
    "effort_of",
    "of_all",
    "relieved",
    "role_weeks",
    "typical_load",
    "within",
]

#: Minutes that count as none: a second.
_LEAST = 1 / 60

#: Decimals of a minute that are told apart. Sums of floats differ by less in another order.
_PLACES = 6


class Week(NamedTuple):
    """What a role has to do in a week, and what it can do."""

    #: Its name, such as ``2027-W32``.
    name: str

    #: Minutes of work.
    load: float

    #: Minutes it can give.
    capacity: float

    #: Its working days, half ones counted as halves.
    days: float

    #: The keys of those who can step in.
    cover: tuple[str, ...]

    @property
    def over(self) -> float:
        """Minutes of work beyond what it can give."""
        return max(0.0, self.load - self.capacity)

    def exceeds(self, share: float) -> bool:
        """Return whether its work takes more than a *share* of what the role can give."""
        return self.load - self.capacity * share >= _LEAST


def typical_load(facts: Facts, role: Role, percent: float) -> Effort:
    """Return the work of *role* in a typical week at a percentile; at 0 the likely value."""
    load = facts.load(role.key)
    if not percent or load.fixed:
        return load.likely
    return facts.estimate.distribution("role", role.key).percentile(percent)


def role_weeks(facts: Facts, role: Role, percent: float = 0) -> tuple[Week, ...]:
    """Return the weeks of a *role* with a capacity; none where the plan has no dates.

    Args:
        facts: The facts.
        role: The role.
        percent: The percentile of the work; 0 for its likely value.
    """
    capacity = facts.capacity
    if capacity is None:
        return ()
    weeks = capacity.of(role.key)
    return facts._keep(("weeks", role.key, percent), lambda: _weeks(facts, weeks, percent))


def _weeks(facts: Facts, weeks: Sequence[RoleWeek], percent: float) -> tuple[Week, ...]:
    loads = facts._keep(("loads", percent), lambda: _loads(facts, percent))
    return tuple(
        Week(
            each.week.name,
            _minutes(loads.get((each.role, each.week.name), each.load)),
            0.0 if each.capacity is None else _minutes(each.capacity),
            each.working_days,
            tuple(other for other, _ in each.cover),
        )
        for each in weeks
    )


def _minutes(effort: Effort) -> float:
    return round(float(effort.minutes), _PLACES)


def effort_of(minutes: float) -> Effort:
    """Return the effort of so many *minutes*, which are not told apart further than they hold."""
    return Effort._of(exact(round(minutes, _PLACES)))


def _loads(facts: Facts, percent: float) -> dict[tuple[str, str], Effort]:
    """Return the work of each role in each week at a percentile."""
    if not percent:
        return {}
    table = facts.estimate.timeline("week", "role", percentiles=(percent,))
    return {(row.key[0], row.period.name): row.percentiles[0] for row in table.rows()}


def of_all(found: Sequence[Week], weeks: Sequence[Week]) -> Message:
    """Return how many of the *weeks* were *found*, in words."""
    return Message(
        f"{len(found)} of {len(weeks)} weeks",
        f"{len(found)} von {len(weeks)} Wochen",
        verbatim=True,
    )


def averaged(
    minutes: Sequence[float], weeks: Sequence[Week], role: Role
) -> tuple[Range[Effort], Range[Money] | None]:
    """Return what so many *minutes* of single weeks come to a week, and what that costs."""
    each = effort_of(fsum(minutes) / len(weeks))
    effort = Range[Effort]._of(each, each, each)
    return effort, worth(effort, role)


def within(weeks: Sequence[Week], role: Role, workdays: int, share: float) -> Effort | None:
    """Return the capacity of a week with which the work of all *weeks* takes a *share* at most.

    Nothing where no capacity is enough, as there is work in a week without a working day.
    """
    needed = 0.0
    for week in weeks:
        if not week.load:
            continue
        if not week.days or not share:
            return None
        needed = max(needed, week.load * (len(role.workdays) or workdays) / week.days / share)
    return effort_of(needed)


def relieved(role: Role, needed: Effort | None) -> Iterator[Remedy]:
    """Yield that *role* gets the time it needs; where none is enough, that others stand in."""
    if needed is not None:
        yield from more_time(role, needed.minutes)
    else:
        yield Remedy(
            {
                "en": "Plan who does the work of {role} in those weeks",
                "de": "Planen, wer in diesen Wochen die Arbeit von {role} macht",
            },
            "manual",
            role=role.label,
        )
