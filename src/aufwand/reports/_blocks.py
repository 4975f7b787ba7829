"""The work of a plan as blocks of time: which work, in which days, when, and for how long."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import islice, pairwise
from math import ceil
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from aufwand.calendars import working_days
from aufwand.errors import Fault, InvalidPlan
from aufwand.estimates._columns import channel_parts, role_parts
from aufwand.model.activity import PER_CHANNEL
from aufwand.reports._recurring import Rule, candidates, days_of, rhythm
from aufwand.reports._room import Room, Slot
from aufwand.units._exact import exact
from aufwand.units.rounding import half_up

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aufwand.calendars import PublicHolidays, WorkingDays
    from aufwand.model import Activity, Driver, Plan, Role

__all__ = ["Laid", "LeftOut", "Series", "Why", "lay_out"]

#: Low, likely and high.
Three: TypeAlias = tuple[Fraction, Fraction, Fraction]

#: Why work is in no block.
Why: TypeAlias = Literal["nobody", "short", "full", "rare", "away", "blocked"]

#: Most series of blocks with what is moved in them: a calendar program has to take them in.
MOST_EVENTS = 1_000

#: Most blocks, with those that are left out.
MOST_BLOCKS = 100_000

#: Most days that are looked at, of all roles together.
MOST_DAYS = 1_000_000

#: Most days that are looked at again and again to find room.
MOST_LOOKS = 500_000

#: What is done once is one block if one of so many working days has room for it.
_SOON = 10

#: What is done once is cut into no smaller parts, in minutes.
_SLIVER = 15

#: What is done once has no more blocks.
_MOST_PARTS = 100

#: A ramp is climbed in steps of a week, or in so many longer ones.
_MOST_STEPS = 26

#: When people work where nothing is said.
_HOURS = (9 * 60, 17 * 60)

#: Years that every calendar program knows, and that leave room around them.
_YEARS = (1970, 9990)

#: Beyond this many minutes nothing is reckoned any more.
_MOST = 10**200

#: Days of the week as a plan calls them.
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_ONE: Three = (Fraction(1), Fraction(1), Fraction(1))
_NOTHING: Three = (Fraction(0), Fraction(0), Fraction(0))


class Series(NamedTuple):
    """A series of blocks."""

    #: The key of the activity.
    activity: str

    #: The key of the role.
    role: str

    #: Which stretch of the activity it is, from 0; a campaign begins another.
    stretch: int

    #: What it recurs by; nothing for a single block.
    rule: Rule | None

    #: The days the rule names, from the first to the last that count.
    named: tuple[date, ...]

    #: Days of these on which there is no block.
    left_out: tuple[date, ...]

    #: Days of these whose block is on another day, and that day.
    moved: tuple[tuple[date, date], ...]

    #: When each block begins, in minutes after midnight.
    start: int

    #: How long each block is, in minutes.
    length: int

    #: Low, likely and high of what each block stands for, in minutes of the role's work.
    effort: Three

    #: How many people of the role have it at once.
    together: int

    @property
    def days(self) -> list[date]:
        """The days on which there is a block."""
        elsewhere = dict(self.moved)
        gone = set(self.left_out)
        return sorted(elsewhere.get(day, day) for day in self.named if day not in gone)


class LeftOut(NamedTuple):
    """Work that is in no block."""

    #: The key of the activity.
    activity: str

    #: The key of the role; empty where nobody does it yet.
    role: str

    #: Why.
    why: Why

    #: How many blocks it is of a series that has others; 0 where there is no series.
    blocks: int = 0


class Laid(NamedTuple):
    """All blocks of a plan."""

    #: The series, in the order of the plan.
    series: tuple[Series, ...]

    #: What is in no block, in the order of the plan.
    left_out: tuple[LeftOut, ...]

    #: Where holidays come from.
    holidays: PublicHolidays


class _Work(NamedTuple):
    """What a role does of an activity."""

    #: Where it stands among all such work.
    place: int

    activity: Activity

    role: Role

    #: Minutes of the role's work, each time; drivers are not in it.
    effort: Three

    #: How many times per period of the activity.
    times: Fraction

    #: How many people of the role do it at once.
    together: Fraction


class _Stretch(NamedTuple):
    """Days in which an activity is of one size."""

    first: int

    last: int

    factors: Three


def lay_out(plan: Plan, only: Role | None) -> Laid:
    """Return the blocks of *plan*, or those of one role.

    Raises:
        Fault: If there are too many, or a driver makes a duration endless.
        InvalidPlan: If the plan has no first or no last day.
    """
    first, last = _horizon(plan)
    refused: list[tuple[int, LeftOut]] = []
    by_role: dict[str, list[_Work]] = {}
    for work in _works(plan, only):
        if isinstance(work, _Work):
            by_role.setdefault(work.role.key, []).append(work)
        else:
            refused.append(work)
    pairs = sum(len(each) for each in by_role.values())
    if pairs > MOST_EVENTS:
        raise _too_many_events(pairs)
    days = (last - first).days + 1
    if len(by_role) * days > MOST_DAYS:
        hint = f"{len(by_role):,} roles on {days:,} days; take one role"
        raise Fault(str(last), "a plan with fewer days and roles", "calendar.end", hint)
    placed: list[tuple[int, Series]] = []
    holidays = working_days(plan.calendar, first, last).holidays
    count = _Count(str(last))
    for works in by_role.values():
        planner = _Planner(plan, works[0].role, first, last, count)
        for work in sorted(works, key=_rank):
            found = planner.place(work)
            placed += [(work.place, each) for each in found if isinstance(each, Series)]
            refused += [(work.place, each) for each in found if isinstance(each, LeftOut)]
    # Stable, so that the stretches of one activity stay in turn.
    placed.sort(key=lambda each: each[0])
    refused.sort(key=lambda each: each[0])
    # Once for all stretches of an activity, with all of its blocks.
    blocks: dict[LeftOut, int] = {}
    for _, each in refused:
        alike = each._replace(blocks=0)
        blocks[alike] = blocks.get(alike, 0) + each.blocks
    left_out = tuple(each._replace(blocks=number) for each, number in blocks.items())
    return Laid(tuple(each for _, each in placed), left_out, holidays)


def _horizon(plan: Plan) -> tuple[date, date]:
    first, last = plan.calendar.start, plan.calendar.end
    if first is None or last is None:
        hint = "blocks of time need days"
        faults = [
            Fault(None, f"the {name} day of the plan, such as {such}", path, hint)
            for day, name, such, path in (
                (first, "first", "2027-01-01", "calendar.start"),
                (last, "last", "2027-12-31", "calendar.end"),
            )
            if day is None
        ]
        raise InvalidPlan("plan", faults)
    for day, path in ((first, "calendar.start"), (last, "calendar.end")):
        if not _YEARS[0] <= day.year <= _YEARS[1]:
            expected = f"a day from {_YEARS[0]} to {_YEARS[1]}, as calendar programs know them"
            raise Fault(str(day), expected, path)
    return first, last


def _too_many_events(found: int) -> Fault:
    hint = "take one role, or a shorter plan"
    return Fault(found, f"at most {MOST_EVENTS:,} series of blocks", "activities", hint)


def _works(plan: Plan, only: Role | None) -> Iterator[_Work | tuple[int, LeftOut]]:
    """Yield what each role does, or that nobody does it."""
    channel_of = {channel.key: index for index, channel in enumerate(plan.channels)}
    role_of = {role.key: index for index, role in enumerate(plan.roles)}
    place = 0
    for activity in plan.activities:
        channels, on_each, of_channels = channel_parts(activity, plan.channels, channel_of)
        if not channels:
            continue
        served = Fraction(sum(on_each), of_channels)
        times = exact(activity.times)
        # Pieces and messages are how often; channels that are each worked on are how much.
        times, size = (times * served, 1) if activity.per in PER_CHANNEL else (times, served)
        known = activity.duration
        if not times * size or not known.high:
            continue
        roles, shares, whole = role_parts(activity.roles, role_of)
        for index, share in zip(roles, shares, strict=True):
            place += 1
            if index < 0:
                if only is None:
                    yield place, LeftOut(activity.key, "", "nobody")
                continue
            role = plan.roles[index]
            if not share or (only is not None and role.key != only.key):
                continue
            people = Fraction(share, whole) * activity.people
            low, likely, high = (
                exact(end.minutes) * people * size for end in (known.low, known.likely, known.high)
            )
            together = max(Fraction(1), min(people, Fraction(role.people)))
            yield _Work(place, activity, role, (low, likely, high), times, together)


#: What comes first in a day: what is done on most days, so that it is at the same time on all.
_TURN = ("workday", "day", "reply", "message", "piece", "week", "month", "quarter", "year", "once")


def _rank(work: _Work) -> tuple[int, int]:
    return _TURN.index(work.activity.per), work.place


class _Count:
    """How much there is so far, and that it does not become too much."""

    def __init__(self, end: str) -> None:
        """Begin with nothing.

        Args:
            end: The last day of the plan.
        """
        self._end = end
        self._blocks = 0
        self._events = 0
        self._looks = 0

    def blocks(self, found: int) -> None:
        """Count blocks, and those left out."""
        self._blocks += found
        if self._blocks > MOST_BLOCKS:
            hint = "take one role, or a shorter plan"
            expected = f"a plan with at most {MOST_BLOCKS:,} blocks of time"
            raise Fault(self._end, expected, "calendar.end", hint)

    def events(self, found: int) -> None:
        """Count series, and blocks that are moved."""
        self._events += found
        if self._events > MOST_EVENTS:
            raise _too_many_events(self._events)

    def looks(self, found: int) -> None:
        """Count what was looked at to find room."""
        self._looks += found
        if self._looks > MOST_LOOKS:
            hint = "take one role, or a shorter plan"
            expected = "a plan whose work finds room more easily"
            raise Fault(self._end, expected, "calendar.end", hint)


class _Planner:
    """Finds the time for the work of one role."""

    def __init__(self, plan: Plan, role: Role, first: date, last: date, count: _Count) -> None:
        """Begin with empty days.

        Args:
            plan: The plan.
            role: The role.
            first: The first day of the plan.
            last: Its last day.
            count: What is counted over all roles.
        """
        self._role = role
        self._drivers = plan.drivers
        self._first, self._last = first.toordinal(), last.toordinal()
        self._count = count
        self._begin, self._minutes = _office(plan.calendar.office_hours)
        self._room = Room(role.people, self._minutes)
        self._load = [0] * 7
        self._known: dict[tuple[object, ...], tuple[list[int], list[int]]] = {}
        known = working_days(plan.calendar, first, last, role=role)
        self._shares = known.shares
        self._open = _not_off(known)
        days = role.workdays or plan.calendar.workdays
        self._weekdays = [place for place, name in enumerate(_DAYS) if name in days]

    def place(self, work: _Work) -> list[Series | LeftOut]:
        """Return the series of some work, or why it has none."""
        activity = work.activity
        begun = self._first if activity.start is None else activity.start.toordinal()
        ended = self._last if activity.end is None else activity.end.toordinal()
        first, last = max(begun, self._first), min(ended, self._last)
        if last < first:
            return [self._refused(work, "away")]
        stretches = self._stretches(activity, begun, first, last)
        if activity.per == "once":
            return self._once(work, stretches[0], last)
        made = [
            found
            for place, stretch in enumerate(stretches)
            for found in self._recurring(work, place, stretch, first, last)
        ]
        # Once for all stretches, so that work stays on its days when a campaign begins.
        rules = [each for each in made if isinstance(each, Series) and each.rule is not None]
        for series in rules[-1:]:
            self._weigh(series)
        if made:
            return made
        # There are days to work on, but none of those on which it recurs.
        works = any(self._shares[first - self._first : last + 1 - self._first])
        return [self._refused(work, "rare" if works else "away")]

    def _weigh(self, series: Series) -> None:
        rule = series.rule
        if rule is not None and rule.period == "week":
            for day in rule.weekdays:
                self._load[day] += series.length // rule.interval

    def _refused(self, work: _Work, why: Why) -> LeftOut:
        return LeftOut(work.activity.key, self._role.key, why)

    def _stretches(self, activity: Activity, begun: int, first: int, last: int) -> list[_Stretch]:
        """Return the days from *first* to *last*, cut where drivers or a ramp change the size."""
        scaling = [each for each in self._drivers if each.scales(activity)]
        cuts = {first}
        for driver in scaling:
            if driver.start is not None:
                cuts.add(driver.start.toordinal())
            if driver.end is not None:
                cuts.add(driver.end.toordinal() + 1)
        ramp = Fraction(0) if activity.per == "once" else exact(activity.ramp_up) * 7
        if ramp:
            step = 7 * max(1, ceil(ramp / (7 * _MOST_STEPS)))
            cuts.update(range(begun, min(begun + ceil(ramp) + step, last + 1), step))
        starts = sorted(each for each in cuts if first <= each <= last)
        self._count.looks(len(starts) * (1 + len(scaling)))
        made: list[_Stretch] = []
        for start, after in pairwise([*starts, last + 1]):
            factors = self._factors(activity, scaling, date.fromordinal(start))
            size = _climbed(ramp, start - begun, after - begun)
            factors = _scaled(factors, size)
            if made and made[-1].factors == factors:
                made[-1] = made[-1]._replace(last=after - 1)
            else:
                made.append(_Stretch(start, after - 1, factors))
        return made

    def _factors(self, activity: Activity, scaling: Sequence[Driver], day: date) -> Three:
        """Return the product of the drivers that hold on a *day*."""
        found = _ONE
        for driver in scaling:
            begun = driver.start is None or driver.start <= day
            if begun and (driver.end is None or day <= driver.end):
                ends = driver.factor.low, driver.factor.likely, driver.factor.high
                low, likely, high = (exact(end) for end in ends)
                found = _product(found, (low, likely, high))
                # Long fractions take long to multiply.
                self._count.looks(1 + found[2].denominator.bit_length() // 30)
                if found[2] > _MOST:
                    expected = "a duration that its drivers scale to less than 10^200 min"
                    path = f"activities.{activity.key}.duration"
                    raise Fault(activity.duration.high.text, expected, path)
        return found

    def _recurring(
        self, work: _Work, place: int, stretch: _Stretch, first: int, last: int
    ) -> list[Series | LeftOut]:
        """Return the series of a stretch, and what of it found no day; nothing if it has none."""
        # What is done every day is done on Sundays, unless the role has days of its own.
        every = work.activity.per == "day" and not self._role.workdays
        weekdays = list(range(7)) if every else self._weekdays
        shares = self._open if every else self._shares
        effort = _product(work.effort, stretch.factors)
        minutes = effort[1] / work.together
        if not minutes:
            return [self._refused(work, "short")] if effort[2] else []
        known = rhythm(work.activity.per, work.times, minutes, len(weekdays))
        days = known.interval * (7 if known.period == "week" else 28)
        if known.interval > 1 and days > 2 * (last - first + 1):
            return [self._refused(work, "rare")]
        if known.minutes < 1:
            return [self._refused(work, "short")]
        together = min(self._room.people, ceil(work.together))
        for rule, exactly in candidates(known, weekdays, self._load, self._minutes):
            named, able = self._named(rule, stretch, first, last, weekdays, shares)
            if not named:
                # Days of the week are free to choose, as long as no other stretch is beside it.
                if rule.period == "week" and (stretch.first, stretch.last) == (first, last):
                    continue
                return []
            self._count.looks(len(named))
            length = half_up(exactly)
            slot = self._room.slot(self._room.blocked(able), length, together)
            if slot is None:
                continue
            kept, moved, blocked = self._kept(
                rule, named, stretch.last, weekdays, shares, slot, length
            )
            if not kept and not moved:
                continue
            self._room.take([*kept, *moved.values()], slot, length)
            stands_for = _scaled(effort, exactly / minutes)
            found = self._placed(work, rule, named, {*kept}, moved, slot.start, length)
            series = found._replace(stretch=place, effort=stands_for, together=together)
            refused = self._refused(work, "blocked")._replace(blocks=blocked)
            return [series, refused] if blocked else [series]
        left = (
            shares[day - self._first]
            for day in range(stretch.first, stretch.last + 1)
            if (day - 1) % 7 in weekdays
        )
        return [self._refused(work, "full")] if any(left) else []

    def _named(
        self,
        rule: Rule,
        stretch: _Stretch,
        first: int,
        last: int,
        weekdays: list[int],
        shares: Sequence[float],
    ) -> tuple[list[int], list[int]]:
        """Return the days of a stretch that a rule names, and those on which blocks will be."""
        key = rule, stretch.first, stretch.last, first, last, len(weekdays)
        found = self._known.get(key)
        if found is None:
            days = days_of(rule, first, last)
            named = [day for day in days if stretch.first <= day <= stretch.last]
            able: list[int] = []
            for day, until in pairwise([*named, stretch.last + 1]):
                between = range(day, until if _is_moved(rule) else day + 1)
                working = (
                    each
                    for each in between
                    if (each - 1) % 7 in weekdays and shares[each - self._first]
                )
                able += islice(working, 1)
            found = named, able
            self._known[key] = found
        return found

    def _kept(
        self,
        rule: Rule,
        named: list[int],
        last: int,
        weekdays: list[int],
        shares: Sequence[float],
        slot: Slot,
        length: int,
    ) -> tuple[list[int], dict[int, int], int]:
        """Return the days on which a block can be, and days whose block goes to a later day.

        A weekly block on a holiday is left out, as the week has less work; a monthly one is as
        much work on another day. How many of these find none before the next comes last.
        """
        end = slot.start + length
        kept: list[int] = []
        moved: dict[int, int] = {}
        blocked = 0
        for day, until in pairwise([*named, last + 1]):
            if shares[day - self._first] * self._minutes >= end:
                kept.append(day)
            elif _is_moved(rule):
                for other in range(day + 1, until):
                    if (
                        (other - 1) % 7 in weekdays
                        and shares[other - self._first] * self._minutes >= end
                        and self._room.has(other, slot, length)
                    ):
                        moved[day] = other
                        break
                else:
                    blocked += 1
        return kept, moved, blocked

    def _once(self, work: _Work, stretch: _Stretch, last: int) -> list[Series | LeftOut]:
        """Return a block on the first working day with room, or blocks on as many as it takes."""
        effort = _scaled(_product(work.effort, stretch.factors), work.times)
        minutes = effort[1] / work.together
        if minutes < 1:
            return [self._refused(work, "short")]
        together = min(self._room.people, ceil(work.together))
        working = (day for day in range(stretch.first, last + 1) if self._shares[day - self._first])
        days = list(islice(working, _MOST_PARTS))
        self._count.looks(len(days))
        if not days:
            return [self._refused(work, "away")]
        whole = half_up(minutes)
        parts: list[tuple[int, Slot, int]] = []
        for day in days[:_SOON]:
            slot = self._gap(day, whole, together)
            if slot is not None:
                parts = [(day, slot, whole)]
                break
        left = 0 if parts else whole
        for day in days if left else ():
            length = self._longest(day, left, together)
            slot = self._gap(day, length, together) if length else None
            if slot is not None:
                parts.append((day, slot, length))
                left -= length
            if not left:
                break
        if left:
            return [self._refused(work, "full")]
        made: list[Series | LeftOut] = []
        for place, (day, slot, length) in enumerate(parts):
            self._room.take([day], slot, length)
            found = self._placed(work, None, [day], {day}, {}, slot.start, length)
            stands_for = _scaled(effort, Fraction(length, whole))
            made.append(found._replace(stretch=place, effort=stands_for, together=together))
        return made

    def _gap(self, day: int, length: int, together: int) -> Slot | None:
        """Return the first *length* minutes that are free on a *day*, or nothing."""
        self._count.looks(3 * self._room.people)
        slot = self._room.slot(self._room.blocked([day]), length, together)
        if slot is None:
            return None
        enough = self._shares[day - self._first] * self._minutes >= slot.start + length
        return slot if enough else None

    def _longest(self, day: int, wanted: int, together: int) -> int:
        """Return how many minutes in one piece are free on a *day*, at most what is *wanted*."""
        least = min(wanted, _SLIVER)
        if self._gap(day, least, together) is None:
            # Slivers of a day are no use for one piece of work.
            return 0
        low, high = least, min(wanted, self._minutes)
        while low < high:
            middle = (low + high + 1) // 2
            if self._gap(day, middle, together) is None:
                high = middle - 1
            else:
                low = middle
        return low

    def _placed(
        self,
        work: _Work,
        rule: Rule | None,
        named: list[int],
        kept: set[int],
        moved: dict[int, int],
        start: int,
        length: int,
    ) -> Series:
        """Return a series, from the first to the last day of it that count."""
        places = [place for place, day in enumerate(named) if day in kept or day in moved]
        named = named[places[0] : places[-1] + 1]
        self._count.blocks(len(named))
        self._count.events(1 + len(moved))
        return Series(
            activity=work.activity.key,
            role=self._role.key,
            stretch=0,
            rule=rule,
            named=tuple(date.fromordinal(day) for day in named),
            left_out=tuple(
                date.fromordinal(day) for day in named if day not in kept and day not in moved
            ),
            moved=tuple(
                (date.fromordinal(day), date.fromordinal(moved[day])) for day in sorted(moved)
            ),
            start=self._begin + start,
            length=length,
            effort=_NOTHING,
            together=1,
        )


def _is_moved(rule: Rule) -> bool:
    """Return whether a block on a day off goes to a later day, rather than being left out."""
    return rule.period == "month" or rule.interval > 1


def _office(hours: str) -> tuple[int, int]:
    """Return when office hours begin, in minutes after midnight, and how many minutes they are."""
    begin, end = (
        [int(each[:2]) * 60 + int(each[3:]) for each in hours.split("-")] if hours else _HOURS
    )
    return begin, end - begin


def _not_off(known: WorkingDays) -> list[float]:
    """Return how much of each day is left of it, whatever day of the week it is."""
    left = [1.0] * known.days
    for each in known.off:
        place = (each.day - known.first).days
        left[place] = min(left[place], 1 - each.share)
    return left


def _climbed(ramp: Fraction, first: int, after: int) -> Fraction:
    """Return how far a *ramp* is climbed on average from its day *first* to before *after*."""
    if not ramp:
        return Fraction(1)

    def area(day: int) -> Fraction:
        return day * day / (2 * ramp) if day < ramp else day - ramp / 2

    return (area(after) - area(first)) / (after - first)


def _product(one: Three, other: Three) -> Three:
    return one[0] * other[0], one[1] * other[1], one[2] * other[2]


def _scaled(known: Three, factor: Fraction) -> Three:
    return known[0] * factor, known[1] * factor, known[2] * factor
