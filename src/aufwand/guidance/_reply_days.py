"""How long nobody replies: in a typical week, and over the days of a plan with dates."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from attrs import evolve

from aufwand.calendars import WorkingDays, working_days
from aufwand.errors import Fault
from aufwand.estimates._columns import repetitions
from aufwand.units._exact import exact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aufwand.model import Activity, Calendar, Plan, Role
    from aufwand.rules import Facts

__all__ = ["Gap", "known_days", "longest_gap"]

#: Days after which a century has passed, which is as good as never.
_CENTURY = 36_525

_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_DAY = 24 * 60

#: How many days around the horizon are looked at, as a free day beside it makes a gap longer.
_AROUND = 6


class Gap(NamedTuple):
    """The longest time in which nobody replies."""

    #: How long it is: whole days, or what lies between office hours.
    minutes: Fraction

    #: How many whole days it has.
    days: int

    #: What makes it so long, such as the name of a closure; empty where it is the week.
    cause: str

    #: Its first whole day, where the plan has dates and the gap is at one place of them.
    first: date | None


def longest_gap(answering: Sequence[Activity], facts: Facts) -> Gap | None:
    """Return the longest time without a reply; nothing where nobody replies regularly at all.

    Args:
        answering: The activities that answer people, as they are or as they could be.
        facts: The facts, which keep the days of the plan.
    """
    plan = facts.plan
    calendar = plan.calendar
    daily, weekly = _rates(answering, plan)
    if not daily and not weekly:
        return None
    if calendar.start is None or calendar.end is None:
        return _typical(calendar, daily, weekly)
    days = known_days(facts, calendar.start, calendar.end, _AROUND)
    return facts._keep("covered", lambda: _Covered(plan, days)).gap(answering)


def _rate(activity: Activity, plan: Plan, pieces: Fraction) -> tuple[Fraction, bool]:
    """Return how often an activity answers, and whether that is a day; else it is a week."""
    workdays = len(plan.calendar.workdays)
    times = exact(activity.times)
    if activity.per == "day":
        return times, True
    if activity.per in {"message", "reply"}:
        return Fraction(workdays), False
    if activity.per == "piece":
        return pieces * times, False
    if activity.per == "once":
        return Fraction(0), False
    return times * Fraction(*repetitions(activity.per, workdays)), False


def _pieces(plan: Plan) -> Fraction:
    return sum((exact(each.pieces) for each in plan.channels if each.active), Fraction(0))


def _rates(answering: Iterable[Activity], plan: Plan) -> tuple[Fraction, Fraction]:
    """Return how often *answering* activities answer a day, and how often a week."""
    pieces = _pieces(plan)
    daily = weekly = Fraction(0)
    for each in answering:
        rate, a_day = _rate(each, plan, pieces)
        if a_day:
            daily += rate
        else:
            weekly += rate
    return daily, weekly


def _hours(calendar: Calendar) -> tuple[int, int] | None:
    """Return opening and closing time in minutes of a day; nothing where none are told."""
    if not calendar.office_hours:
        return None
    begin, end = (int(each[:2]) * 60 + int(each[3:]) for each in calendar.office_hours.split("-"))
    return begin, end


def _length(days: int, calendar: Calendar) -> Fraction:
    """Return how many minutes it takes until the next reply, with so many *days* between."""
    hours = _hours(calendar)
    if hours is None:
        return Fraction(days * _DAY)
    return Fraction((days + 1) * _DAY - (hours[1] - hours[0]))


def _typical(calendar: Calendar, daily: Fraction, weekly: Fraction) -> Gap:
    gaps: list[tuple[int, str]] = []
    if daily:
        gaps.append(max((ceil(1 / daily) - 1, ""), _longest_closure(calendar, ())))
    if weekly:
        off = tuple(day for day in range(7) if _WEEK[day] not in calendar.workdays)
        between = max(ceil(7 / weekly) - 1, _longest_off(off))
        gaps.append(max((between, ""), _longest_closure(calendar, off)))
    days, closure = min(gaps)
    days = min(days, _CENTURY)
    return Gap(_length(days, calendar), days, closure, None)


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
        # On half a day somebody replies.
        if first > last or closure.share < 1:
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


def known_days(
    facts: Facts, first: date, last: date, around: int = 0, role: Role | None = None
) -> WorkingDays:
    """Return how much of each day from *first* to *last* is worked, and of as many *around*.

    Where nothing is known of the calendar's country, which another rule tells, it has no
    holidays.
    """
    first -= timedelta(min(around, (first - date.min).days))
    last += timedelta(min(around, (date.max - last).days))
    calendar = facts.plan.calendar
    return facts._keep(("days", first, last, role), lambda: _known(calendar, first, last, role))


def _known(calendar: Calendar, first: date, last: date, role: Role | None) -> WorkingDays:
    try:
        return working_days(calendar, first, last, role=role)
    except Fault:
        nowhere = evolve(calendar, country=None, subdivision="", categories=())
        return working_days(nowhere, first, last, role=role)


class _Covered:
    """Finds the days on which somebody replies.

    Days are the bits of a number, the first day the lowest, so that a century of them is put
    together at once.
    """

    def __init__(self, plan: Plan, days: WorkingDays) -> None:
        self._plan = plan
        self._days = days
        self._all = (1 << days.days) - 1
        self._worked = _bits(each > 0 for each in days.shares)
        self._open = _bits(each > 0 for each in days.open)
        #: Days of which only a part is there, by how large that is.
        self._parts: dict[float, int] = {}
        self._held = 0
        for day, cause, _, share in days.off:
            bit = 1 << (day - days.first).days
            if share < 1:
                self._parts[1 - share] = self._parts.get(1 - share, 0) | bit
            elif cause == "holiday":
                self._held |= bit
        self._there: dict[str, int] = {}
        self._own: dict[str, tuple[int, int]] = {}

    def gap(self, answering: Sequence[Activity]) -> Gap:
        """Return the longest gap between replies, of which there are some."""
        plan, workdays = self._plan, len(self._plan.calendar.workdays)
        pieces = _pieces(plan)
        groups: dict[bool, list[tuple[Fraction, int]]] = {}
        for each in answering:
            rate, a_day = _rate(each, plan, pieces)
            if rate:
                groups.setdefault(a_day, []).append((rate, self._of(each)))
        found: list[Gap] = []
        dense: list[int] = []
        for a_day, kind in groups.items():
            often = [days for rate, days in kind if rate >= (1 if a_day else workdays)]
            covered = _any(often or [days for _, days in kind])
            rate = sum((each for each, _ in kind), Fraction(0))
            # What is done on each of its days has no gaps but those between them.
            between = 0 if often else min(ceil((1 if a_day else 7) / rate) - 1, _CENTURY)
            even = Gap(_length(between, plan.calendar), between, "", None)
            found.append(_longer(even, self._longest(covered, answering)))
            if often:
                dense.append(covered)
        if len(dense) > 1:
            found.append(self._longest(_any(dense), answering))
        return min(found, key=lambda each: each.minutes)

    def _of(self, activity: Activity) -> int:
        """Return the days on which somebody does an activity."""
        window = self._span(activity.start, activity.end)
        base = self._open if activity.per == "day" else self._worked
        doing = [share.key for share in activity.roles if share.weight != 0]
        doing = doing or [share.key for share in activity.roles]
        if not doing:
            return base & window
        found = 0
        for key in doing:
            role = self._plan.role(key)
            # Who answers as messages come does so on the days of their own.
            own = role.workdays and activity.per in {"message", "reply"}
            found |= (self._open & ~self._held if own else base) & self._answers(role)
        return found & window

    def _answers(self, role: Role) -> int:
        """Return the days on which a role, or who stands in for it, is there."""
        found = self._there.get(role.key)
        if found is None:
            works, away = self._of_role(role)
            found = works & ~away
            for key in role.cover:
                other, other_away = self._of_role(self._plan.role(key))
                found |= works & away & other & ~other_away
            self._there[role.key] = found
        return found

    def _of_role(self, role: Role) -> tuple[int, int]:
        """Return the days of the week of a role, and the days on which it is away."""
        found = self._own.get(role.key)
        if found is None:
            works = self._all
            if role.workdays:
                works = _any([self._weekday(_WEEK.index(name)) for name in role.workdays])
            away = 0
            for absence in role.absences:
                days = self._span(absence.first, absence.last)
                if absence.share == 1:
                    away |= days
                elif absence.share:
                    left = 1 - float(absence.share)
                    self._parts[left] = self._parts.get(left, 0) | days
            found = self._own[role.key] = works, away
        return found

    def _weekday(self, weekday: int) -> int:
        number = self._days.days
        begins = (weekday - self._days.first.weekday()) % 7
        weeks = "1000000" * (number // 7 + 2)
        return int(f"{'0' * begins}{weeks}"[:number][::-1], 2)

    def _span(self, first: date | None, last: date | None) -> int:
        """Return the days from one to another."""
        begins = 0 if first is None else max(0, (first - self._days.first).days)
        ends = self._days.days
        if last is not None:
            ends = min(ends, (last - self._days.first).days + 1)
        return (1 << ends) - (1 << begins) if begins < ends else 0

    def _longest(self, covered: int, answering: Sequence[Activity]) -> Gap:
        """Return the longest gap between *covered* days that has to do with the horizon."""
        calendar, number = self._plan.calendar, self._days.days
        opening = self._days.first
        lowest = 0 if calendar.start is None else (calendar.start - opening).days
        highest = number if calendar.end is None else (calendar.end - opening).days
        hours = _hours(calendar)
        ends = [] if hours is None else self._ends(covered, *hours)
        places = [-1, *_places(covered), number]
        # Whole numbers as long as they are: there are many days, and fractions take their time.
        best: tuple[int | Fraction, int, int] | None = None
        for before, after in pairwise(places):
            if before >= highest or after <= lowest:
                continue
            long: int | Fraction
            if hours is None:
                long = (after - before - 1) * _DAY
            else:
                last = ends[before] if before >= 0 else hours[1]
                long = (after - before) * _DAY - last + hours[0]
            if best is None or long > best[0]:
                best = long, before, after
        if best is None:
            return Gap(Fraction(0), 0, "", None)
        long, before, after = best
        days = after - before - 1
        first = opening + timedelta(before + 1)
        cause = self._cause(before + 1, after - 1, answering)
        return Gap(Fraction(long), days, cause, first if days else None)

    def _ends(self, covered: int, begin: int, end: int) -> list[int | Fraction]:
        """Return when the cover of each day ends, in minutes of that day."""
        ends: list[int | Fraction] = [end] * self._days.days
        left = covered
        for share in sorted(self._parts):
            here = self._parts[share] & left
            left &= ~here
            for place in _places(here):
                ends[place] = begin + (end - begin) * exact(share)
        return ends

    def _cause(self, begins: int, ends: int, answering: Sequence[Activity]) -> str:
        """Return what takes most of the days from one to another; names go before the weekend."""
        first, last = (self._days.first + timedelta(each) for each in (begins, ends))
        names: Counter[str] = Counter()
        for day, _, name, share in self._days.off:
            if name and share == 1 and first <= day <= last:
                names[name] += 1
        keys = {share.key for activity in answering for share in activity.roles}
        for role in self._plan.roles:
            for absence in role.absences if role.key in keys else ():
                days = (min(last, absence.last) - max(first, absence.first)).days + 1
                if absence.name and absence.share == 1 and days > 0:
                    names[absence.name] += days
        return max(((days, name) for name, days in names.items()), default=(0, ""))[1]


def _longer(one: Gap, other: Gap) -> Gap:
    return one if one.minutes >= other.minutes else other


def _bits(days: Iterable[bool]) -> int:
    text = "".join("1" if each else "0" for each in days)
    return int(text[::-1], 2)


def _any(masks: Iterable[int]) -> int:
    found = 0
    for each in masks:
        found |= each
    return found


def _places(mask: int) -> Iterator[int]:
    """Yield which bits of *mask* are set, rising."""
    text = bin(mask)[:1:-1]
    place = text.find("1")
    while place >= 0:
        yield place
        place = text.find("1", place + 1)
