"""What recurs as a calendar program knows it: a rule, and the days that it names.

Days are counted as :meth:`datetime.date.toordinal` counts them.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Literal, NamedTuple

from aufwand.units.rate import WEEKS_IN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["WEEKDAYS", "Rhythm", "Rule", "candidates", "days_of", "rhythm"]

#: Days of the week as a recurrence rule calls them, Monday first.
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

#: Every month has each day of the week so many times at least.
_LEAST = 4

#: Months in the periods that are counted in months.
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


class Rule(NamedTuple):
    """On which days something recurs."""

    #: What it is counted in.
    period: Literal["week", "month"]

    #: In every how many of them.
    interval: int

    #: Days of the week, 0 is Monday: those of each week, or those that are counted in a month.
    weekdays: tuple[int, ...]

    #: Which of these days of a month, from 1; none for weeks.
    positions: tuple[int, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """Return the rule as parts of an ``RRULE``, without its end."""
        every = self.period == "week" and self.interval == 1 and len(self.weekdays) == 7
        parts: dict[str, object] = {
            "FREQ": "DAILY" if every else "WEEKLY" if self.period == "week" else "MONTHLY"
        }
        if self.interval > 1:
            parts["INTERVAL"] = self.interval
        if not every:
            parts["BYDAY"] = [WEEKDAYS[day] for day in self.weekdays]
        if self.positions:
            parts["BYSETPOS"] = list(self.positions)
        return parts


class Rhythm(NamedTuple):
    """How often something falls due, and how many minutes of it each time it does."""

    #: What it is counted in.
    period: Literal["week", "month"]

    #: In every how many of them.
    interval: int

    #: On how many days of them, as far as there is room.
    days: int

    #: Minutes in each interval.
    minutes: Fraction


def rhythm(per: str, times: Fraction, minutes: Fraction, weekdays: int) -> Rhythm:
    """Return how often there is a block, so that the whole is the same as in the estimate.

    Args:
        per: One of :data:`aufwand.units.CADENCES` but ``once``; ``piece``, ``message`` and
            ``reply`` stand for the work of a week that comes in on any day.
        times: How many times in it, above zero.
        minutes: Working minutes of each time.
        weekdays: On how many days of the week it can be done.
    """
    if per in _MONTHS:
        rate = times / _MONTHS[per]
        if rate <= _LEAST * weekdays:
            return _slowed("month", rate, minutes)
        # More often than a month has working days: every day.
        return _slowed("week", rate / WEEKS_IN["month"], minutes, weekdays)
    if per == "week":
        return _slowed("week", times, minutes, weekdays)
    if per in ("workday", "day"):
        return _slowed("week", times * weekdays, minutes, weekdays)
    return Rhythm("week", 1, weekdays, times * minutes)


def _slowed(
    period: Literal["week", "month"], rate: Fraction, minutes: Fraction, most: int = 31
) -> Rhythm:
    """Return the rhythm of *rate* times a period, on no more than *most* days of it."""
    interval = max(1, floor(1 / rate))
    return Rhythm(period, interval, min(most, ceil(rate * interval)), rate * interval * minutes)


def candidates(
    known: Rhythm, weekdays: Sequence[int], load: Sequence[int], longest: int
) -> Iterator[tuple[Rule, Fraction]]:
    """Yield rules for a rhythm and the minutes of each block, the most wanted first.

    A block takes a minute at least, so that little work is done on fewer days; and *longest*
    minutes at most, so that much work is done on more. Of the days of the week those with the
    least *load* come first; in a month it is the first working day, as long as it has room.

    Args:
        known: The rhythm.
        weekdays: The days of the week on which it can be done, 0 is Monday.
        load: Minutes that are planned already, by day of the week.
        longest: The minutes of a working day.
    """
    room = len(weekdays) if known.period == "week" else _LEAST * len(weekdays)
    most = min(room, floor(known.minutes))
    for count in range(max(min(known.days, most), ceil(known.minutes / longest)), most + 1):
        each = known.minutes / count
        if known.period == "week":
            for chosen in _spread(count, weekdays, load):
                yield Rule("week", known.interval, chosen), each
        else:
            for shift in range(min(room // count, len(weekdays))):
                positions = tuple(1 + shift + part * room // count for part in range(count))
                rule = Rule("month", known.interval, tuple(weekdays), positions)
                yield rule, each


def _spread(count: int, weekdays: Sequence[int], load: Sequence[int]) -> list[tuple[int, ...]]:
    """Return ways to choose *count* days, evenly apart, those with the least load first."""
    whole = len(weekdays)
    found = [
        tuple(sorted(weekdays[(part * whole // count + shift) % whole] for part in range(count)))
        for shift in range(whole)
    ]
    return sorted(dict.fromkeys(found), key=lambda days: sum(load[day] for day in days))


def days_of(rule: Rule, first: int, last: int) -> list[int]:
    """Return the days that *rule* names from *first* to *last*.

    Where it skips weeks or months it begins with the first of them that has all of its days.
    """
    found = _weeks(rule, first, last) if rule.period == "week" else _months(rule, first, last)
    return [day for days in found for day in days if first <= day <= last]


def _weeks(rule: Rule, first: int, last: int) -> Iterator[list[int]]:
    monday = first - (first - 1) % 7
    if not _counts(rule, [monday + each for each in rule.weekdays], first):
        monday += 7
    for start in range(monday, last + 1, 7 * rule.interval):
        yield [start + each for each in rule.weekdays]


def _months(rule: Rule, first: int, last: int) -> Iterator[list[int]]:
    begun, end = date.fromordinal(first), date.fromordinal(last)
    month = begun.year * 12 + begun.month - 1
    if not _counts(rule, _of_month(rule, month), first):
        month += 1
    for each in range(month, end.year * 12 + end.month, rule.interval):
        yield _of_month(rule, each)


def _counts(rule: Rule, days: list[int], first: int) -> bool:
    """Return whether the first week or month is the one that others are counted from."""
    return days[0] >= first if rule.interval > 1 else days[-1] >= first


def _of_month(rule: Rule, month: int) -> list[int]:
    """Return the days in a month, counted from the year 0."""
    year, place = divmod(month, 12)
    first = date(year, place + 1, 1).toordinal()
    length = monthrange(year, place + 1)[1]
    counted = [day for day in range(first, first + length) if (day - 1) % 7 in rule.weekdays]
    return [counted[position - 1] for position in rule.positions]
