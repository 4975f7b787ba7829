"""The days on which people work."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import field, frozen

from aufwand.errors import Fault, InvalidPlan
from aufwand.model._fields import all_faults_at_once, holds, in_turn
from aufwand.model._reading import (
    Names,
    read_country,
    read_day,
    read_day_or_none,
    read_names,
    read_office_hours,
    read_parts,
    read_share,
    read_text,
    read_timezone,
    read_workdays,
)

__all__ = ["Calendar", "Closure"]


#: Most days of a plan with dates; nobody plans for longer than a century.
LONGEST_HORIZON = 36_525


def _day(value: date | str) -> date:
    return read_day(value)


def _country(value: str | None) -> str | None:
    return None if value is None else read_country(value)


@all_faults_at_once
@frozen(repr=False, eq=False)
class Closure:
    """Days on which nobody works."""

    #: The first day.
    first: date = field(converter=_day, metadata=holds("day", "The first day.", file_name="from"))

    #: The last day.
    last: date = field(converter=_day, metadata=holds("day", "The last day.", file_name="to"))

    #: What it is called.
    name: str = field(default="", converter=read_text, metadata=holds("text", "What it is called."))

    #: How much of each day it takes: 1 all of it, 0.5 half.
    share: float = field(
        default=1,
        converter=read_share,
        kw_only=True,
        metadata=holds("share", "How much of each day it takes: 1 all of it, 0.5 half."),
    )

    def __attrs_post_init__(self) -> None:
        faults = in_turn(self.first, self.last, "last")
        if faults:
            raise InvalidPlan("closure", faults)


def _categories(value: Names) -> tuple[str, ...]:
    return read_names(value)


def _closures(value: Closure | Iterable[Closure]) -> tuple[Closure, ...]:
    return read_parts(value, Closure)


@all_faults_at_once
@frozen(repr=False, eq=False, kw_only=True)
class Calendar:
    """The days on which people work.

    A typical week needs only the working days; all else is for plans with dates, and changes
    no typical week.
    """

    #: Working days of the week, Monday first.
    workdays: tuple[str, ...] = field(
        default=("mon", "tue", "wed", "thu", "fri"),
        converter=read_workdays,
        metadata=holds("workdays", "Working days of the week: mon, tue, wed, thu, fri, sat, sun."),
    )

    #: The country whose holidays hold, as a two-letter code.
    country: str | None = field(
        default=None,
        converter=_country,
        metadata=holds("country", "The country whose holidays hold, as a two-letter code."),
    )

    #: The part of the country, for example ``BY``.
    subdivision: str = field(
        default="",
        converter=read_text,
        metadata=holds("text", "The part of the country whose holidays hold, such as BY."),
    )

    #: Kinds of holidays that hold beside the public ones, such as ``catholic``.
    categories: tuple[str, ...] = field(
        default=(),
        converter=_categories,
        metadata=holds("texts", "Kinds of holidays beside the public ones, such as catholic."),
    )

    #: Days on which nobody works.
    closures: tuple[Closure, ...] = field(
        default=(),
        converter=_closures,
        metadata=holds("many", "Days on which nobody works.", part=Closure),
    )

    #: The first day of the plan.
    start: date | None = field(
        default=None,
        converter=read_day_or_none,
        metadata=holds("day", "The first day of the plan."),
    )

    #: The last day of the plan.
    end: date | None = field(
        default=None,
        converter=read_day_or_none,
        metadata=holds("day", "The last day of the plan."),
    )

    #: From when to when people work on a working day, such as ``09:00-17:00``.
    office_hours: str = field(
        default="",
        converter=read_office_hours,
        metadata=holds("office_hours", "From when to when people work, such as 09:00-17:00."),
    )

    #: The time zone in which they do, such as ``Europe/Berlin``.
    timezone: str = field(
        default="",
        converter=read_timezone,
        metadata=holds("text", "The time zone in which they do, such as Europe/Berlin."),
    )

    def __attrs_post_init__(self) -> None:
        faults = in_turn(self.start, self.end)
        if self.start is not None and self.end is not None:
            days = (self.end - self.start).days + 1
            if days > LONGEST_HORIZON:
                hint = f"from {self.start} that are {days:,} days"
                faults.append(Fault(str(self.end), "a plan of at most a century", "end", hint))
        if faults:
            raise InvalidPlan("calendar", faults)

    def is_typical(self, start: date | None, end: date | None) -> bool:
        """Return whether what is done from *start* to *end* belongs to a typical week.

        What has an end of its own does not, such as a campaign, unless it lasts as long as the
        plan; nor does what begins after the plan.
        """
        if end is None:
            return start is None or self.end is None or start <= self.end
        if self.end is None or end < self.end:
            return False
        return start is None or (self.start is not None and start <= self.start)
