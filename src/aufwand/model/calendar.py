"""The days on which people work."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import field, frozen

from aufwand.errors import Fault, InvalidPlan
from aufwand.model._fields import all_faults_at_once, holds
from aufwand.model._reading import (
    read_country,
    read_day,
    read_parts,
    read_text,
    read_workdays,
)

__all__ = ["Calendar", "Closure"]


def _day(value: date | str) -> date:
    return read_day(value)


def _day_or_none(value: date | str | None) -> date | None:
    return None if value is None else read_day(value)


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

    def __attrs_post_init__(self) -> None:
        if self.last < self.first:
            fault = Fault(str(self.last), f"a day from {self.first} on", "last")
            raise InvalidPlan("closure", [fault])


def _closures(value: Closure | Iterable[Closure]) -> tuple[Closure, ...]:
    return read_parts(value, Closure)


@all_faults_at_once
@frozen(repr=False, eq=False, kw_only=True)
class Calendar:
    """The days on which people work.

    A typical week needs only the working days. Country, closures, start and end are kept for
    plans with dates; they do not change a typical week.
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

    #: Days on which nobody works.
    closures: tuple[Closure, ...] = field(
        default=(),
        converter=_closures,
        metadata=holds("many", "Days on which nobody works.", part=Closure),
    )

    #: The first day of the plan.
    start: date | None = field(
        default=None, converter=_day_or_none, metadata=holds("day", "The first day of the plan.")
    )

    #: The last day of the plan.
    end: date | None = field(
        default=None, converter=_day_or_none, metadata=holds("day", "The last day of the plan.")
    )

    def __attrs_post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.end < self.start:
            fault = Fault(str(self.end), f"a day from {self.start} on", "end")
            raise InvalidPlan("calendar", [fault])
