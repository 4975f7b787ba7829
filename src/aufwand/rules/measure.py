"""A number with its unit, as a finding compares it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from attrs import field, frozen

from aufwand.errors import Fault
from aufwand.model._reading import plain_text
from aufwand.units import Effort, Money, Range
from aufwand.units._exact import finite
from aufwand.units._value import value

if TYPE_CHECKING:
    from typing import Any

__all__ = ["Measure", "Measured", "measured_as"]

_EXPECTED = "an Effort or Money of a week, a Range of them, or a Measure such as Measure(3, 'km')"

#: Counts, followers and views may be more than any planned hours.
LARGEST = 10**15


def _value(value: float) -> float:
    return float(finite(value, "a finite number", LARGEST))


def _unit(value: str) -> str:
    text = plain_text(value) if isinstance(value, str) else ""
    if not text or len(text) > 40:
        raise Fault(value, "a unit such as 'h/week', of at most 40 characters")
    return text


@value
@frozen(repr=False, eq=False)
class Measure:
    """A number with its unit.

    Raises:
        Fault: If *value* is no finite number or *unit* no short text.
    """

    #: The number.
    value: float = field(converter=_value)

    #: Its unit, for example ``h/week``.
    unit: str = field(converter=_unit)

    def as_dict(self) -> dict[str, float | str]:
        """Return ``{"value": …, "unit": …}``."""
        return {"value": self.value, "unit": self.unit}

    def __str__(self) -> str:
        return f"{self.value:g} {self.unit}"


def _made(value: float, unit: str) -> Measure:
    """Return a measure of what is known to be one: nearly every finding has two."""
    made = object.__new__(Measure)
    object.__setattr__(made, "value", value)
    object.__setattr__(made, "unit", unit)
    return made


#: What can be measured against a limit.
Measured: TypeAlias = "Measure | Effort | Money | Range[Any]"


def measured_as(value: Measured) -> tuple[Measure, Measure | Effort | Money]:
    """Return *value* as a measure, and as what a message says of it.

    Raises:
        Fault: If it is a bare number, or something else.
    """
    told = value.likely if isinstance(value, Range) else value
    if isinstance(told, Effort):
        return _made(told.hours, "h/week"), told
    if isinstance(told, Money):
        return _made(float(told), f"{told.currency}/week"), told
    if isinstance(told, Measure):
        return told, told
    raise Fault(value, _EXPECTED)
