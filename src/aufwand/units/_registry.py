"""pint at the door: the only file that touches it, and only when a quantity is met or asked for."""

from __future__ import annotations

import threading
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pint

from aufwand.errors import Fault
from aufwand.units._exact import exact, finite

if TYPE_CHECKING:
    from pint.facets.plain import PlainQuantity

    from aufwand.units.effort import SupportsMAs

__all__ = ["minutes_of", "person_hours"]

# All a result needs. Days, weeks and months are counts over a calendar, never factors.
_DEFINITIONS = (
    "person = [person]",
    "minute = [time] = min",
    "hour = 60 * minute = h",
    "person_minute = person * minute",
    "person_hour = person * hour",
)

#: Words with no fixed number of working hours in them.
_CALENDAR = ("day", "week", "fortnight", "month", "year", "decade", "century", "millennium")

_lock = threading.Lock()


class _Sealed(pint.UnitRegistry[Any]):
    """A registry that is finished once it is made."""

    _sealed = False

    def define(self, definition: Any) -> None:
        if self._sealed:
            raise TypeError("aufwand's registry is sealed")
        super().define(definition)


def _made() -> _Sealed:
    # None makes an empty registry, though pint's annotation does not say so.
    empty: Any = None
    registry = _Sealed(empty, on_redefinition="raise")
    for definition in _DEFINITIONS:
        registry.define(definition)
    # What pint works out on first use it works out now, before threads share it.
    warm: Any = registry.Quantity(1.0, "person_hour")
    warm.to("person_minute")
    registry._sealed = True
    return registry


_registry: _Sealed | None = None


def _ours() -> _Sealed:
    global _registry
    if _registry is None:
        with _lock:
            if _registry is None:
                _registry = _made()
    return _registry


def person_hours(amount: float) -> PlainQuantity[float]:
    """Return *amount* person-hours as a quantity of the sealed registry."""
    quantity: PlainQuantity[float] = _ours().Quantity(amount, "person_hour")
    return quantity


def minutes_of(value: SupportsMAs, expected: str) -> Fraction:
    """Return the minutes a quantity of any registry stands for.

    Raises:
        Fault: If it is no time, counts calendar units, or has no single finite magnitude.
    """
    dimensions = {str(name): power for name, power in dict(_of(value, "dimensionality")).items()}
    units = str(getattr(value, "units", ""))
    if any(word in units for word in _CALENDAR):
        raise Fault(
            str(value), expected, hint=f"{units} does not say how many working hours it has"
        )
    if dimensions == {"[time]": 1}:
        unit, scale = "second", Fraction(1, 60)
    elif dimensions == {"[time]": 1, "[person]": 1}:
        unit, scale = "person_hour", Fraction(60)
    else:
        raise Fault(str(value), expected, hint="the quantity is no time")
    try:
        magnitude = value.m_as(unit)
    except Exception as error:
        # Any registry, any definition of time: what it raises here is not ours to foresee.
        raise Fault(str(value), expected, hint=f"its registry has no {unit}: {error}") from error
    number = finite(magnitude, expected)
    if isinstance(number, float):
        # Conversions in floats are off by a last digit; fifteen are what a float holds for sure.
        return exact(Decimal(f"{number:.15g}")) * scale
    return exact(number) * scale


def _of(value: object, name: str) -> Any:
    return getattr(value, name, {})
