"""pint at the door: the only file that touches it, and only when a quantity is met or asked for."""

from __future__ import annotations

import threading
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pint

from aufwand.errors import Fault
from aufwand.units._exact import LARGEST, exact, finite

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pint.facets.plain import PlainQuantity

    from aufwand.units.effort import SupportsMAs

    _Registry = pint.UnitRegistry[Any]
else:
    # Before pint 0.25 the class takes no argument at run time.
    _Registry = pint.UnitRegistry

__all__ = ["minutes_of", "person_hours"]

# All a result needs. Days, weeks and months are counts over a calendar, never factors.
_DEFINITIONS = (
    "person = [person]",
    "second = [time] = s",
    "minute = 60 * second = min",
    "hour = 60 * minute = h",
    "person_minute = person * minute",
    "person_hour = person * hour",
)

#: Words with no fixed number of working hours in them.
_CALENDAR = ("day", "week", "fortnight", "month", "year", "decade", "century", "millennium", "eon")

#: What each kind of time is converted to. Base units mean the same wherever hours are redefined.
_BASE: Mapping[tuple[Any, ...], str] = {
    (("[time]", 1),): "second",
    (("[person]", 1), ("[time]", 1)): "person * second",
}

_lock = threading.Lock()


class _Sealed(_Registry):
    """A registry that is finished once it is made."""

    _sealed = False

    def define(self, definition: Any) -> None:
        if self._sealed:
            raise TypeError("aufwand's registry is sealed")
        super().define(definition)


def _made() -> Any:
    # None makes an empty registry, though pint's annotation does not say so.
    empty: Any = None
    registry: Any = _Sealed(empty, on_redefinition="raise")
    for definition in _DEFINITIONS:
        registry.define(definition)
    # What pint works out on first use it works out now, before threads share it.
    minutes_of(registry.Quantity(1.0, "person_hour"), "")
    registry._sealed = True
    return registry


_registry: Any = None


def _ours() -> Any:
    global _registry
    with _lock:
        if _registry is None:
            _registry = _made()
        return _registry


def person_hours(amount: float) -> PlainQuantity[float]:
    """Return *amount* person-hours as a quantity of the sealed registry."""
    quantity: PlainQuantity[float] = _ours().Quantity(amount, "person_hour")
    return quantity


def minutes_of(value: SupportsMAs, expected: str) -> tuple[Fraction, bool]:
    """Return the minutes a quantity of any registry stands for, and whether people work them.

    Raises:
        Fault: If it is no time, counts calendar units, or has no single finite magnitude.
    """
    quantity: Any = value
    try:
        dimensions = sorted((str(name), power) for name, power in quantity.dimensionality.items())
        # By their full names: a registry may be set to write a day as "d".
        units = [str(name) for name, _ in quantity.unit_items()]
    except Exception as error:
        raise Fault(str(value), expected, hint="the quantity is no time") from error
    for unit in units:
        if any(word in unit for word in _CALENDAR):
            raise Fault(
                str(value), expected, hint=f"{unit} does not say how many working hours it has"
            )
    base = _BASE.get(tuple(dimensions))
    if base is None:
        raise Fault(str(value), expected, hint="the quantity is no time")
    try:
        # Decimals are converted with as many digits wherever it happens.
        with localcontext(Context(prec=28)):
            magnitude = quantity.m_as(base)
    except Exception as error:
        # Any registry, any definition of time: what it raises here is not ours to foresee.
        raise Fault(str(value), expected, hint=f"its registry has no {base}: {error}") from error
    number = finite(magnitude, expected, LARGEST * 3600)
    if isinstance(number, float):
        # Conversions in floats are off by a last digit; fifteen are what a float holds for sure.
        number = Decimal(f"{number:.15g}")
    return exact(number) / 60, len(dimensions) == 2
