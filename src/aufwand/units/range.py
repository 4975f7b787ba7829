"""Low, likely and high: a number nobody knows exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar, cast

from attrs import field, frozen

from aufwand.errors import Fault, InvalidPlan
from aufwand.units._exact import Number, exact, finite
from aufwand.units._grammar import read_duration, read_factor
from aufwand.units._value import value
from aufwand.units.effort import Effort, EffortLike, Elapsed, SupportsMAs, unit_hint
from aufwand.units.money import Money

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["DurationLike", "FactorLike", "Range", "duration", "factor"]

T = TypeVar("T", Effort, Money, float)

#: All that is taken where a duration is needed: ``"3-5 h"``, one working time, two (low, high)
#: or three (low, likely, high) of them, or a table of them.
DurationLike: TypeAlias = (
    "EffortLike | Range[Effort] | Sequence[EffortLike] | Mapping[str, EffortLike]"
)

#: All that is taken where a factor is needed: ``1.2``, ``"1.5-2"``, ``[1.5, 1.7, 2.0]``, a table.
FactorLike: TypeAlias = "Number | str | Range[float] | Sequence[Number] | Mapping[str, Number]"

_DURATION = "working time such as '15 min', '3-5 h', or low, likely and high"
_FACTOR = "a factor of zero or more such as 1.2, '1.5-2', or low, likely and high"


@value
@frozen(init=False, repr=False, eq=False)
class Range(Generic[T]):
    """What is known of a quantity: its low end, its likely value, its high end.

    Sums and products keep the order low <= likely <= high; low is added to low, high to high,
    which makes the *bounds* of a sum, not its percentiles.

    >>> from aufwand.units import hours
    >>> print(Range(hours(2), hours(2.5), hours(4)) + Range.between(hours(1), hours(2)))
    3 h – 4 h – 6 h

    Args:
        low: The low end.
        likely: The likely value; left out, it is the midpoint, and :attr:`derived` says so.
        high: The high end.

    Raises:
        Fault: If they are out of order, of different kinds, or *high* is missing.
        MixedCurrencies: If they are money of different currencies.
    """

    #: The low end.
    low: T

    #: The likely value.
    likely: T

    #: The high end.
    high: T

    #: Whether nobody gave the likely value, so that it is the midpoint.
    derived: bool = field(eq=False)

    def __init__(self, low: T, likely: T | None = None, high: T | None = None) -> None:
        if high is None:
            raise Fault(
                high, "a high end", hint="write Range.between(low, high) or Range.at(value)"
            )
        low, high = _end(low, low), _end(high, low)
        middle = (low + high) / 2 if likely is None else _end(likely, low)
        if not low <= middle <= high:
            found = f"{low} – {middle} – {high}"
            raise Fault(found, "low <= likely <= high")
        self._set(low, middle, high, derived=likely is None)

    def _set(self, low: T, likely: T, high: T, *, derived: bool) -> None:
        object.__setattr__(self, "low", low)
        object.__setattr__(self, "likely", likely)
        object.__setattr__(self, "high", high)
        object.__setattr__(self, "derived", derived)

    @classmethod
    def _of(cls, low: T, likely: T, high: T, *, derived: bool = False) -> Range[T]:
        made = object.__new__(cls)
        made._set(low, likely, high, derived=derived)
        return made

    @classmethod
    def at(cls, value: T) -> Range[T]:
        """Return the range of a value that is known: low, likely and high are the same."""
        return cls(value, value, value)

    @classmethod
    def between(cls, low: T, high: T) -> Range[T]:
        """Return the range from *low* to *high*, with the midpoint as its likely value."""
        return cls(low, None, high)

    @property
    def mean(self) -> T:
        """The PERT mean, (low + 4 x likely + high) / 6. Means, unlike percentiles, add up.

        Source: Malcolm, Roseboom, Clark and Fazar, *Application of a Technique for Research
        and Development Program Evaluation*, Operations Research 7 (1959).
        """
        mean: T = _mean(self.low, self.likely, self.high)
        return mean

    @property
    def fixed(self) -> bool:
        """Whether low and high are the same."""
        return self.low == self.high

    def __add__(self, other: Range[T]) -> Range[T]:
        # Not everybody who adds has a type checker.
        if not isinstance(other, Range):  # pyright: ignore[reportUnnecessaryIsInstance]
            return NotImplemented
        return self._of(
            self.low + other.low,
            self.likely + other.likely,
            self.high + other.high,
            derived=self.derived or other.derived,
        )

    def __radd__(self, other: object) -> Range[T]:
        # So that sum() needs no start.
        if other == 0 and isinstance(other, int):
            return self
        return NotImplemented

    def __mul__(self, other: Number | Range[float]) -> Range[T]:
        factors = other if isinstance(other, Range) else _factor_of(other)
        if factors.low < 0 or _negative(self.low):
            # Times a negative number, low would become high.
            raise Fault(str(other), "a factor of zero or more")
        return self._of(
            self.low * factors.low,
            self.likely * factors.likely,
            self.high * factors.high,
            derived=self.derived or factors.derived,
        )

    def __rmul__(self, other: Number) -> Range[T]:
        return self.__mul__(other)

    def __truediv__(self, divisor: Number) -> Range[T]:
        number = exact(finite(divisor, "a number above zero to divide by"))
        if number <= 0:
            raise Fault(divisor, "a number above zero to divide by")
        return self._of(
            self.low / number, self.likely / number, self.high / number, derived=self.derived
        )

    def as_dict(self) -> dict[str, float]:
        """Return ``{"low": …, "likely": …, "high": …}``: hours, units of money, or numbers."""
        return {
            "low": _plain(self.low),
            "likely": _plain(self.likely),
            "high": _plain(self.high),
        }

    def __str__(self) -> str:
        from aufwand.units.wording import say

        return say(cast("Range[Any]", self))

    def __repr__(self) -> str:
        middle = f"{self.likely} (midpoint)" if self.derived else str(self.likely)
        return f"Range({self.low} – {middle} – {self.high})"


def _end(value: T, low: T) -> T:
    """Return *value* if it is of the same kind as the *low* end."""
    if isinstance(low, (Effort, Money)):
        if type(value) is not type(low):
            raise Fault(value, f"{type(low).__name__.lower()} like the low end")
        return value
    number = finite(value, "an effort, money or a number")
    # Decimals do not mix with floats; fractions do.
    return cast("T", exact(number) if isinstance(number, Decimal) else number)


# Any, as pyright does not narrow a type variable by an isinstance of one of its values.
def _mean(low: Any, likely: Any, high: Any) -> Any:
    if isinstance(low, (Effort, Money)):
        return (low + likely * 4 + high) / 6
    # Exact, as a mean in floats can fall below the low end it is the mean of.
    return float((exact(low) + exact(likely) * 4 + exact(high)) / 6)


def _plain(value: Effort | Money | float) -> float:
    return value.hours if isinstance(value, Effort) else float(value)


def _negative(value: Effort | Money | float) -> bool:
    if isinstance(value, Effort):
        return False
    return float(value) < 0


def _factor_of(value: object) -> Range[float]:
    number = cast("float", finite(value, "a number or a range of factors"))
    return Range(number, number, number)


def duration(value: DurationLike) -> Range[Effort]:
    """Return the range of working time that *value* says.

    >>> duration("3-5 h")
    Range(3 h – 4 h (midpoint) – 5 h)
    >>> duration(["2 h", "2.5 h", "4 h"])
    Range(2 h – 2 h 30 min – 4 h)

    Args:
        value: Text such as ``"3-5 h"``, a ``timedelta``, a pint quantity, an effort, a range,
            two (low, high) or three (low, likely, high) of them, or a table with these keys.

    Raises:
        Fault: If it is no working time, or can be read in two ways.
        InvalidPlan: If ends of a range are wrong.
        MixedTime: If it is elapsed time.
    """
    if isinstance(value, str):
        # The reader sees to the order, so that nothing is left to ask.
        low, likely, high = read_duration(value)
        middle = (low + high) / 2 if likely is None else likely
        made = cast("Range[Effort]", object.__new__(Range))
        ends = Effort._of(low), Effort._of(middle), Effort._of(high)
        made._set(*ends, derived=likely is None)
        return made
    if isinstance(value, Range):
        # What is asked here and below a type checker knows, but not every caller has one.
        if not isinstance(value.low, Effort):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise Fault(str(value), _DURATION)
        return value
    if isinstance(value, (Mapping, Sequence)) and not isinstance(value, bytes):
        return _collected(value, Effort, _DURATION)
    if isinstance(value, (Effort, Elapsed, timedelta, SupportsMAs)):  # pyright: ignore[reportUnnecessaryIsInstance]
        known = Effort(value)
        return Range(known, known, known)
    raise Fault(value, _DURATION, hint=unit_hint(value))


def factor(value: FactorLike) -> Range[float]:
    """Return the range of factors that *value* says.

    Raises:
        Fault: If it is no factor, or below zero.
        InvalidPlan: If ends of a range are wrong.
    """
    made: Range[float]
    if isinstance(value, str):
        low, likely, high = (
            None if number is None else _short(number) for number in read_factor(value)
        )
        made = _range(low, likely, high)
    elif isinstance(value, Range):
        made = value
        # As with durations: not every caller has a type checker.
        if isinstance(made.low, (Effort, Money)):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise Fault(str(value), _FACTOR)
    elif isinstance(value, (Mapping, Sequence)) and not isinstance(value, bytes):
        made = _collected(value, _one_factor, _FACTOR)
    else:
        known = _one_factor(value)
        made = Range(known, known, known)
    if made.low < 0:
        raise Fault(str(value), _FACTOR)
    return made


def _short(number: Any) -> float:
    return int(number) if number.denominator == 1 else float(number)


def _one_factor(value: object) -> float:
    number = finite(value, _FACTOR)
    return number if isinstance(number, (int, float)) else float(number)


def _range(low: T | None, likely: T | None, high: T | None) -> Range[T]:
    return Range(cast("T", low), likely, high)


_ENDS = ("low", "likely", "high")


def _collected(
    value: Mapping[str, Any] | Sequence[Any], read: Callable[[Any], T], expected: str
) -> Range[T]:
    """Read two or three ends, telling of every one that is wrong."""
    faults: list[Fault] = []
    if isinstance(value, Mapping):
        ends: dict[str, Any] = {str(key): each for key, each in value.items()}
        faults += [
            Fault(key, "low, likely or high", f"{key}", "no such end of a range")
            for key in ends
            if key not in _ENDS
        ]
        places = {name: name for name in _ENDS}
        if not {"low", "high"} <= ends.keys() and not faults:
            raise Fault(value, expected, hint="low and high are needed")
    else:
        if len(value) not in (2, 3):
            raise Fault(value, expected, hint="two values (low, high) or three")
        names = _ENDS if len(value) == 3 else ("low", "high")
        ends = dict(zip(names, value, strict=True))
        places = {name: f"[{index}]" for index, name in enumerate(names)}
    made: dict[str, T] = {}
    for name in _ENDS:
        if name in ends:
            try:
                made[name] = read(ends[name])
            except Fault as fault:
                faults.append(fault.at(places[name]))
    if faults:
        raise InvalidPlan("range", faults)
    return Range(made["low"], made.get("likely"), made["high"])
