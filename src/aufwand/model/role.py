"""Who works: a department, a job or a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from aufwand.errors import Fault, InvalidPlan
from aufwand.model._fields import all_faults_at_once, holds
from aufwand.model._reading import (
    Names,
    is_nothing,
    read_effort_rate,
    read_flag,
    read_hourly_rate,
    read_key,
    read_name,
    read_names,
    read_parts,
    read_people,
    read_text,
    read_workdays,
)
from aufwand.model.calendar import Closure
from aufwand.units import EffortRate, HourlyRate

if TYPE_CHECKING:
    from typing import TypedDict, Unpack

    class RoleChanges(TypedDict, total=False):
        """What can be changed of a role."""

        key: str
        name: str
        department: str
        capacity: str | EffortRate | None
        rate: str | HourlyRate | None
        customer_facing: bool
        people: int
        workdays: Names
        cover: Names
        absences: Closure | Iterable[Closure]


__all__ = ["Role"]


def _capacity(value: str | EffortRate | None) -> EffortRate | None:
    return None if value is None else read_effort_rate(value)


def _rate(value: str | HourlyRate | None) -> HourlyRate | None:
    return None if value is None else read_hourly_rate(value)


def _absences(value: Closure | Iterable[Closure]) -> tuple[Closure, ...]:
    return read_parts(value, Closure)


def _workdays(value: Names) -> tuple[str, ...]:
    return () if is_nothing(value) else read_workdays(value)


@all_faults_at_once
@frozen(repr=False, eq=False)
class Role:
    """Who works: a department, a job or a person."""

    #: What the rest of the plan calls it.
    key: str = field(converter=read_key, metadata=holds("key", "What the plan calls it."))

    #: What people call it.
    name: str = field(
        default="",
        converter=read_name,
        kw_only=True,
        metadata=holds("text", "Its name."),
    )

    #: The department it belongs to.
    department: str = field(
        default="",
        converter=read_text,
        kw_only=True,
        metadata=holds("text", "The department it belongs to."),
    )

    #: Working time it can give to social media, such as 12 h a week.
    capacity: EffortRate | None = field(
        default=None,
        converter=_capacity,
        kw_only=True,
        metadata=holds("effort_rate", "Working time it can give, such as '12 h/week'."),
    )

    #: What an hour of its work costs.
    rate: HourlyRate | None = field(
        default=None,
        converter=_rate,
        kw_only=True,
        metadata=holds("hourly_rate", "What an hour of its work costs, such as '45 EUR/h'."),
    )

    #: Whether its everyday work is with customers.
    customer_facing: bool = field(
        default=False,
        converter=read_flag,
        kw_only=True,
        metadata=holds("flag", "Whether its everyday work is with customers."),
    )

    #: How many people share it, and stand in for each other.
    people: int = field(
        default=1,
        converter=read_people,
        kw_only=True,
        metadata=holds("people", "How many people share it, and stand in for each other."),
    )

    #: Days of the week on which it works, where these are not those of the calendar.
    workdays: tuple[str, ...] = field(
        default=(),
        converter=_workdays,
        kw_only=True,
        metadata=holds("workdays", "Days of the week on which it works, if not the calendar's."),
    )

    #: Keys of the roles that stand in for it while it is away.
    cover: tuple[str, ...] = field(
        default=(),
        converter=read_names,
        kw_only=True,
        metadata=holds("names", "The roles that stand in for it while it is away.", names="roles"),
    )

    #: Days on which it is away, for plans with dates.
    absences: tuple[Closure, ...] = field(
        default=(),
        converter=_absences,
        kw_only=True,
        metadata=holds("many", "Days on which it is away.", part=Closure),
    )

    def __attrs_post_init__(self) -> None:
        if self.key in self.cover:
            path = f"cover[{self.cover.index(self.key)}]"
            raise InvalidPlan("role", [Fault(self.key, "another role, to stand in for it", path)])

    @property
    def label(self) -> str:
        """The name, else the department, else the key."""
        return self.name or self.department or self.key

    def with_(self, **changes: Unpack[RoleChanges]) -> Role:
        """Return this role with some fields changed."""
        return evolve(self, **changes)
