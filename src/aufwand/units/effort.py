"""Working time and elapsed time: two values that never mix."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import (
    TYPE_CHECKING,
    Any,
    ClassVar,
    Protocol,
    Self,
    TypeAlias,
    TypeVar,
    cast,
    runtime_checkable,
)

from attrs import field, frozen

from aufwand.errors import Fault, MixedTime
from aufwand.units._exact import LARGEST, Number, exact, finite
from aufwand.units._grammar import read_amount

if TYPE_CHECKING:
    from pint.facets.plain import PlainQuantity

    from aufwand.units.rate import EffortRate

__all__ = ["Effort", "EffortLike", "Elapsed", "ElapsedLike", "SupportsMAs", "hours", "minutes"]

_EFFORT = "working time such as '15 min', '1.5 h' or hours(1.5)"
_ELAPSED = "elapsed time such as '4 h', '30 min' or a timedelta"
_NOT_ELAPSED = "effort is not elapsed time: how long it takes depends on how many people work"


@runtime_checkable
class SupportsMAs(Protocol):
    """A pint quantity of any registry, as far as aufwand needs it."""

    # Typed so loosely because registries type their quantities in different ways.
    def m_as(self, units: Any, /) -> Any:
        """Return the magnitude in other units."""
        ...


#: All that is taken where one working time is needed: ``"15 min"``, a ``timedelta``, a pint
#: quantity of any registry, or an :class:`Effort`.
EffortLike: TypeAlias = "str | timedelta | SupportsMAs | Effort"

#: All that is taken where elapsed time is needed; effort is refused.
ElapsedLike: TypeAlias = "str | timedelta | SupportsMAs | Elapsed"


def _read_minutes(value: object, expected: str) -> Fraction:
    if isinstance(value, _Time):
        return value.minutes
    if isinstance(value, str):
        return read_amount(value, expected)
    if isinstance(value, timedelta):
        micros = (value.days * 86_400 + value.seconds) * 1_000_000 + value.microseconds
        amount = Fraction(micros, 60_000_000)
    elif isinstance(value, SupportsMAs):
        from aufwand.units._registry import minutes_of

        amount, of_people = minutes_of(value, expected)
        if of_people and expected == _ELAPSED:
            raise MixedTime(_NOT_ELAPSED)
    else:
        raise Fault(value, expected, hint=unit_hint(value))
    return _sound(amount, value, expected)


def unit_hint(value: object) -> str:
    """Return what to write instead of a bare number, or nothing if *value* is none."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return ""
    if value and not 1e-4 <= value <= LARGEST:
        return "a number needs a unit"
    number = decimal_text(exact(value))
    return f"a number needs a unit: '{number} min' or '{number} h'"


def _sound(amount: Fraction, value: object, expected: str) -> Fraction:
    if amount < 0:
        raise Fault(value, expected, hint="less than nothing cannot be planned")
    if amount > LARGEST * 60:
        raise Fault(value, expected, hint=f"at most {LARGEST:,} h")
    return amount


_T = TypeVar("_T", bound="_Time")


class _Time:
    """What effort and elapsed time share: exact minutes, and sums within their own kind."""

    __slots__ = ()

    _kind: ClassVar[str]
    _instead: ClassVar[str]

    minutes: Fraction

    @classmethod
    def _of(cls, amount: Fraction) -> Self:
        # The validated way in costs a text parser's check; sums of sound values are sound.
        made = object.__new__(cls)
        object.__setattr__(made, "minutes", amount)
        return made

    def _other(self, other: object) -> Fraction | None:
        if type(other) is type(self):
            return other.minutes
        if isinstance(other, (_Time, timedelta)):
            raise MixedTime(
                f"{self._kind} and {_kind_of(other)} do not mix: three people working one hour "
                "each spend 3 h of effort while 1 h passes on the wall"
                f"; {self._instead}"
            )
        if isinstance(other, SupportsMAs):
            raise MixedTime(
                f"{self._kind} and a quantity do not mix, as a quantity does not say whether its "
                f"hours are people's or the clock's; write {type(self).__name__}(…) around it"
            )
        return None

    @property
    def hours(self) -> float:
        """The same time in hours, as the nearest float."""
        return self.minutes.numerator / (60 * self.minutes.denominator)

    @property
    def text(self) -> str:
        """The same time as text; up to 64 characters of it read back to exactly this value."""
        return _exact_text(self.minutes)

    def __add__(self, other: object) -> Self:
        amount = self._other(other)
        if amount is None:
            return NotImplemented
        return self._of(self.minutes + amount)

    def __radd__(self, other: object) -> Self:
        # So that sum() needs no start.
        if other == 0 and isinstance(other, int):
            return self
        self._other(other)
        return NotImplemented

    def __sub__(self, other: object) -> Self:
        amount = self._other(other)
        if amount is None:
            return NotImplemented
        if amount > self.minutes:
            raise Fault(self.text, f"at least {_exact_text(amount)} to take that away from")
        return self._of(self.minutes - amount)

    def __rsub__(self, other: object) -> Self:
        self._other(other)
        return NotImplemented

    def __mul__(self, factor: Number) -> Self:
        return self._of(self.minutes * _factor(factor))

    __rmul__ = __mul__

    def __lt__(self, other: object) -> bool:
        amount = self._other(other)
        return NotImplemented if amount is None else self.minutes < amount

    def __le__(self, other: object) -> bool:
        amount = self._other(other)
        return NotImplemented if amount is None else self.minutes <= amount

    def __gt__(self, other: object) -> bool:
        amount = self._other(other)
        return NotImplemented if amount is None else self.minutes > amount

    def __ge__(self, other: object) -> bool:
        amount = self._other(other)
        return NotImplemented if amount is None else self.minutes >= amount

    def __bool__(self) -> bool:
        return self.minutes != 0

    def __str__(self) -> str:
        from aufwand.units.wording import say

        return say(cast("Effort", self))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.text!r})"

    def __reduce__(self) -> tuple[object, tuple[type[Self], int, int]]:
        # Plain integers: the same in every process and version.
        return _restored, (type(self), *self.minutes.as_integer_ratio())


def _restored(kind: type[_T], above: int, below: int) -> _T:
    return kind._of(Fraction(above, below))


def _kind_of(value: object) -> str:
    return value._kind if isinstance(value, _Time) else "a timedelta"


def _factor(factor: object) -> Fraction:
    number = exact(finite(factor, "a factor of zero or more"))
    if number < 0:
        raise Fault(factor, "a factor of zero or more")
    return number


def _read_effort(value: EffortLike) -> Fraction:
    if isinstance(value, Elapsed):
        raise MixedTime(
            "elapsed time is not effort: say how many people work how long, as in hours(4)"
        )
    return _read_minutes(value, _EFFORT)


def _read_elapsed(value: ElapsedLike) -> Fraction:
    if isinstance(value, Effort):
        raise MixedTime(_NOT_ELAPSED)
    return _read_minutes(value, _ELAPSED)


@frozen(repr=False, order=False)
class Effort(_Time):
    """Working time of people: person-hours, not hours on the wall.

    Exact: parts of a sum add up bit for bit, and ``Effort("90 min")``, ``Effort("1.5 h")``,
    ``Effort(timedelta(minutes=90))`` and an effort made from a pint quantity are equal and hash
    alike. Adding elapsed time raises :exc:`~aufwand.errors.MixedTime`.

    >>> Effort("1 h 30 min") + Effort("45 min")
    Effort('2 h 15 min')
    >>> Effort("1,5 Std.") == hours(1.5)
    True

    Args:
        minutes: The working time: text, ``timedelta``, pint quantity or another effort.
            A bare number is refused: see :func:`hours` and :func:`minutes`.

    Raises:
        Fault: If that is no working time, is negative, or can be read in two ways.
        MixedTime: If it is elapsed time.
    """

    #: Person-minutes, exact, zero or more.
    minutes: Fraction = field(converter=_read_effort)

    _kind: ClassVar[str] = "effort"
    _instead: ClassVar[str] = "write Effort(…) around a timedelta that is one person's work"

    def __truediv__(self, other: Number) -> Effort:
        return self._of(self.minutes / _divisor(other))

    def share_of(self, whole: Effort) -> float:
        """Return this effort as a share of *whole*, for example 0.5.

        Raises:
            Fault: If *whole* is no time at all.
            MixedTime: If it is elapsed time.
        """
        amount = self._other(whole)
        if not amount:
            raise Fault(whole, "more than no time at all to take a share of")
        return float(self.minutes / amount)

    def per(self, period: str) -> EffortRate:
        """Return this effort as what is worked in each *period*, for example ``week``."""
        from aufwand.units.rate import EffortRate

        return EffortRate(self, period)

    def to_pint(self) -> PlainQuantity[float]:
        """Return a pint quantity in person-hours, from aufwand's own sealed registry."""
        from aufwand.units._registry import person_hours

        return person_hours(self.hours)


@frozen(repr=False, order=False)
class Elapsed(_Time):
    """Time that passes on the wall, such as a promise to reply within four hours.

    Args:
        minutes: The time: text, ``timedelta`` or pint quantity.

    Raises:
        Fault: If that is no length of time, is negative, or can be read in two ways.
        MixedTime: If it is effort.
    """

    #: Minutes on the wall, exact, zero or more.
    minutes: Fraction = field(converter=_read_elapsed)

    _kind: ClassVar[str] = "elapsed time"
    _instead: ClassVar[str] = "write Elapsed(…) around a timedelta"

    def to_timedelta(self) -> timedelta:
        """Return the same time as a ``timedelta``, to the nearest microsecond."""
        return timedelta(microseconds=round(self.minutes * 60_000_000))


def _divisor(value: object) -> Fraction:
    number = _factor(value)
    if not number:
        raise Fault(value, "a number above zero to divide by")
    return number


def hours(number: Number) -> Effort:
    """Return *number* hours of work; ``hours(0.1)`` is exactly six minutes.

    >>> print(hours(1.5))
    1 h 30 min

    Raises:
        Fault: If *number* is negative, not finite or no number.
    """
    return _counted(number, 60, "a number of hours, zero or more")


def minutes(number: Number) -> Effort:
    """Return *number* minutes of work.

    Raises:
        Fault: If *number* is negative, not finite or no number.
    """
    return _counted(number, 1, "a number of minutes, zero or more")


def _counted(number: object, scale: int, expected: str) -> Effort:
    amount = exact(finite(number, expected)) * scale
    return Effort._of(_sound(amount, number, expected))


def _exact_text(amount: Fraction) -> str:
    seconds = amount * 60
    if seconds.denominator == 1:
        whole, rest = divmod(seconds.numerator, 3600)
        parts = [
            f"{number} {unit}"
            for number, unit in ((whole, "h"), (rest // 60, "min"), (rest % 60, "s"))
            if number
        ]
        return " ".join(parts) or "0 min"
    # In minutes, unless there are more of them than any number that is read.
    if amount > LARGEST:
        return f"{decimal_text(amount / 60)} h"
    return f"{decimal_text(amount)} min"


def decimal_text(number: Fraction) -> str:
    """Return *number* as a decimal that reads back exactly, or as a fraction if none does."""
    twos, fives, rest = 0, 0, number.denominator
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return f"{number.numerator}/{number.denominator}"
    places = max(twos, fives)
    if not places:
        return str(number.numerator)
    # Three decimals alone could be thousands, so a fourth makes sure.
    digits = places + 1 if places == 3 else places
    scaled = number.numerator * 10**digits // number.denominator
    sign, scaled = ("-", -scaled) if scaled < 0 else ("", scaled)
    text = str(scaled).rjust(digits + 1, "0")
    return f"{sign}{text[:-digits]}.{text[-digits:]}"
