"""Numbers from the world as exact fractions."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import isfinite
from numbers import Rational

from aufwand.errors import Fault

__all__ = ["LARGEST", "Number", "exact", "finite", "ratio"]

#: A number as people hand it over; ``bool`` is refused where one of these is taken.
Number = int | float | Decimal | Fraction

#: No number in a plan is larger: more is a slip of the keyboard, or meant to do harm.
LARGEST = 10**9

#: No float above zero is smaller, so that all its decimals fit into a text that is read back.
SMALLEST = 1e-24


def finite(value: object, expected: str, largest: int = LARGEST) -> Number:
    """Return *value* if it is a finite number of at most *largest*, as one of Python's own.

    Raises:
        Fault: If it is something else; a ``bool`` is no number here.
    """
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal, Fraction)):
        plain = _plain(value)
        if plain is None:
            raise Fault(value, expected)
        value = plain
    if isinstance(value, float):
        # numpy's own floats are floats too, but write and pickle themselves as numpy's.
        value = float(value)
        sound = isfinite(value) and (abs(value) >= SMALLEST or not value)
    elif isinstance(value, Decimal):
        # A Decimal's exponent is unbounded: 1E+999999 would take minutes to write out.
        exponent = value.as_tuple().exponent
        sound = isinstance(exponent, int) and abs(exponent) <= 40 and value.adjusted() <= 40
    else:
        sound = True
    if not sound or not -largest <= value <= largest:
        raise Fault(value, expected, hint=f"numbers go up to {largest:,} and down to {SMALLEST}")
    return value


def _plain(value: object) -> Number | None:
    """Return numpy's and other libraries' scalars as a number of Python's own."""
    if isinstance(value, (bool, str, bytes)):
        return None
    if getattr(getattr(value, "dtype", None), "kind", "") in ("m", "M"):
        # numpy's dates and times pass for integers, whatever their unit is.
        return None
    if isinstance(value, Rational):
        return Fraction(int(value.numerator), int(value.denominator))
    # Array libraries give their scalars ``item()``; an array of one element is no scalar.
    item = getattr(value, "item", None)
    if item is not None and getattr(value, "ndim", None) == 0:
        inner = item()
        if isinstance(inner, (int, float)) and not isinstance(inner, bool):
            return inner
    return None


@lru_cache(maxsize=4096)
def _of_float(value: float) -> Fraction:
    # What a person wrote as 0.1 is meant as one tenth, not as its nearest binary fraction.
    return Fraction(float.__repr__(value))


def exact(value: Number) -> Fraction:
    """Return *value* as the fraction it stands for; ``0.1`` is one tenth."""
    if isinstance(value, float):
        return _of_float(value)
    return Fraction(value)


def ratio(value: Number) -> tuple[int, int]:
    """Return *value* as numerator and denominator."""
    if isinstance(value, int):
        return value, 1
    fraction = exact(value)
    return fraction.numerator, fraction.denominator
