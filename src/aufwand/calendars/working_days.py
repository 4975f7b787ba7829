"""How much of each day people work."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from attrs import frozen

from aufwand.calendars.periods import in_order
from aufwand.calendars.public_holidays import PublicHolidays, public_holidays
from aufwand.units._value import value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aufwand.model import Calendar, Closure, Role

__all__ = ["DayOff", "WorkingDays", "working_days"]

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class DayOff(NamedTuple):
    """A day on which work rests, all of it or a part."""

    #: The day.
    day: date

    #: ``holiday``, ``closure`` or ``absence`` (of a role).
    cause: Literal["holiday", "closure", "absence"]

    #: What it is called; empty where nobody named it.
    name: str

    #: How much of the day it takes: 1 all of it, 0.5 half.
    share: float


@value
@frozen(repr=False)
class WorkingDays:
    """How much of each day from one to another is worked, for all or for one role."""

    #: The first day.
    first: date

    #: The last day.
    last: date

    #: How much of each day is worked, from 0 to 1: shape (days,).
    shares: tuple[float, ...]

    #: How much of each day the company is open, weekends and holidays included: shape (days,).
    open: tuple[float, ...]

    #: The days off, by day; weekends are none. A day can have several.
    off: tuple[DayOff, ...]

    #: The holidays, where they come from, and the years that they do not cover.
    holidays: PublicHolidays

    @property
    def days(self) -> int:
        """How many days of the calendar there are."""
        return len(self.shares)

    @property
    def worked(self) -> float:
        """How many working days there are, half ones counted as halves."""
        from math import fsum

        return fsum(self.shares)

    def share(self, day: date) -> float:
        """Return how much of a *day* is worked, from 0 to 1; days outside are not.

        Args:
            day: Any day.
        """
        place = (day - self.first).days
        return self.shares[place] if 0 <= place < len(self.shares) else 0.0

    def off_on(self, day: date) -> tuple[DayOff, ...]:
        """Return what is off on a *day*, such as a holiday and a closure at once."""
        return tuple(each for each in self.off if each.day == day)

    def __repr__(self) -> str:
        return f"WorkingDays({self.first} to {self.last}: {self.worked:g} of {self.days} days)"


def working_days(
    calendar: Calendar, first: date, last: date, *, role: Role | None = None
) -> WorkingDays:
    """Return how much of each day from *first* to *last* is worked.

    A working day of the week counts 1; a holiday takes it whole, a closure takes its share. Where
    several meet on a day, the largest share holds.

    >>> from datetime import date
    >>> from aufwand.model import Calendar
    >>> bavaria = Calendar(country="DE", subdivision="BY")
    >>> working_days(bavaria, date(2027, 1, 4), date(2027, 1, 10))
    WorkingDays(2027-01-04 to 2027-01-10: 4 of 7 days)

    Args:
        calendar: Says workdays, closures and whose holidays hold.
        first: The first day.
        last: The last day.
        role: Whose days are wanted: its own workdays where it has such, and its absences.

    Raises:
        Fault: If the days are out of order or too many, or nothing is known of the holidays of
            the calendar's country, subdivision or categories.
    """
    in_order(first, last)
    days = (last - first).days + 1
    holidays = public_holidays(calendar, first, last)
    off: list[DayOff] = []
    free = [0.0] * days
    for day, name, share in holidays.days:
        if first <= day <= last:
            free[(day - first).days] = share
            off.append(DayOff(day, "holiday", name, share))
    closed = [0.0] * days
    _close(closed, off, calendar.closures, "closure", first)
    away = closed
    if role is not None and role.absences:
        own = [0.0] * days
        _close(own, off, role.absences, "absence", first)
        away = [max(pair) for pair in zip(closed, own, strict=True)]
    workdays = calendar.workdays
    if role is not None and role.workdays:
        workdays = role.workdays
    worked = [day in workdays for day in _WEEKDAYS]
    weekday = first.weekday()
    shares = [
        1 - max(free[place], away[place]) if worked[(weekday + place) % 7] else 0.0
        for place in range(days)
    ]
    # Stable, so that holidays come before closures, and closures before absences.
    off.sort(key=lambda each: each.day)
    return WorkingDays(
        first,
        last,
        tuple(shares),
        tuple(1 - each for each in closed),
        tuple(off),
        holidays,
    )


def _close(
    taken: list[float],
    off: list[DayOff],
    closures: Iterable[Closure],
    cause: Literal["closure", "absence"],
    first: date,
) -> None:
    """Write into *taken* how much of each day the *closures* take, and into *off* their days.

    The largest share goes first and no day is written twice, so that thousands of closures that
    lie over each other cost no more than their days.
    """
    days = len(taken)
    # Where the next day stands that is not taken yet; itself, if it is that.
    ahead = list(range(days + 1))
    for closure in sorted(closures, key=lambda each: -each.share):
        place = max(0, (closure.first - first).days)
        end = min(days - 1, (closure.last - first).days)
        while place <= end:
            if ahead[place] == place:
                taken[place] = float(closure.share)
                day = first + timedelta(place)
                if closure.share:
                    off.append(DayOff(day, cause, closure.name, float(closure.share)))
                ahead[place] = place + 1
                place += 1
            else:
                # What was walked over is walked over in larger steps from now on.
                ahead[place] = ahead[ahead[place]]
                place = ahead[place]
