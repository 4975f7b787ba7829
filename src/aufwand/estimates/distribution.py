"""How likely a sum of a plan is at most so much."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from fractions import Fraction
from math import ceil, log10
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeAlias, TypeVar

from attrs import field, frozen

from aufwand.errors import Fault
from aufwand.units import Effort, EffortLike, Money
from aufwand.units._exact import Number, exact, finite
from aufwand.units._value import value

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["PERCENTILES", "Distribution", "Maker", "Method", "Percentiles"]

T = TypeVar("T", Effort, Money)

#: The percentiles that are shown.
PERCENTILES = (10, 50, 80, 90)

#: How a distribution came about: nothing is uncertain (``known``); independent parts were added
#: (``convolution``); one driver is common to parts (``common driver``), or several are
#: (``quadrature``); or it was drawn (``simulation``).
Method: TypeAlias = Literal["known", "convolution", "common driver", "quadrature", "simulation"]

#: How many digits of what nine of ten cases span are told, where it is not five.
_DIGITS: dict[Method, int] = {"simulation": 4}

_AT = "a percentile above 0 and below 100, such as 80"


@value
@frozen(repr=False, eq=False)
class Percentiles(Generic[T]):
    """What is undercut in 10, 50, 80 and 90 of 100 cases.

    Percentiles do not add: that of a sum is not the sum of those of its parts.
    """

    #: Undercut in 10 of 100 cases.
    p10: T

    #: Undercut in half of all cases.
    p50: T

    #: Undercut in 80 of 100 cases.
    p80: T

    #: Undercut in 90 of 100 cases.
    p90: T

    def as_dict(self) -> dict[str, float]:
        """Return ``{"p10": …, "p50": …, "p80": …, "p90": …}``: hours, or units of money."""
        return {f"p{at}": round(_plain(getattr(self, f"p{at}")), 6) for at in PERCENTILES}

    def __repr__(self) -> str:
        told = ", ".join(f"P{at} {getattr(self, f'p{at}')}" for at in PERCENTILES)
        return f"Percentiles({told})"


def _plain(known: Effort | Money) -> float:
    return known.hours if isinstance(known, Effort) else float(known)


@value
@frozen(repr=False, eq=False)
class Distribution(Generic[T]):
    """How likely a sum is at most so much: the whole of what is known of it.

    >>> from aufwand.estimates import estimate
    >>> from aufwand.model import Activity, Plan
    >>> plan = Plan("Bakery", activities=[Activity("content", duration="3-5 h")])
    >>> weekly = estimate(plan).distribution()
    >>> weekly.percentile(80)
    Effort('260.8080 min')
    >>> round(weekly.chance_within("4 h"), 4)
    0.5
    """

    #: How it came about.
    method: Method

    #: How it is told: effort, or money of one currency.
    _make: Maker = field(alias="make")

    #: Values, rising; minutes, or units of the currency.
    _at: tuple[float, ...] = field(alias="at")

    #: How likely the sum is at most each of them.
    _below: tuple[float, ...] = field(alias="below")

    def percentile(self, at: Number) -> T:
        """Return what is undercut in *at* of 100 cases.

        Between the values that were worked out, the distribution is taken to be a line.

        Raises:
            Fault: If *at* is not above 0 and below 100; or above 99.9 where something has no
                upper end.
        """
        chance = float(exact(finite(at, _AT)) / 100)
        if not 0 < chance < 1:
            raise Fault(at, _AT)
        if chance > self._below[-1]:
            raise Fault(at, "a percentile of at most 99.9, as a lognormal has no upper end")
        after = bisect_left(self._below, chance)
        exactly = _line(self._below, self._at, after, chance)
        made: T = self._make.made(_short(exactly, self._spread, _DIGITS.get(self.method, 5)))
        return made

    @property
    def _spread(self) -> float:
        """How far nine of ten cases lie apart, whatever is in the tail beyond them."""
        low, high = (
            _line(self._below, self._at, bisect_left(self._below, chance), chance)
            for chance in (0.05, 0.95)
        )
        return high - low

    @property
    def percentiles(self) -> Percentiles[T]:
        """What is undercut in 10, 50, 80 and 90 of 100 cases."""
        return Percentiles(*(self.percentile(at) for at in PERCENTILES))

    def chance_within(self, limit: EffortLike | str | Money) -> float:
        """Return how likely the sum is at most *limit*, from 0 to 1.

        Args:
            limit: Working time, or money, as the sum is; text such as ``"16 h"`` or ``"900 EUR"``.

        Raises:
            Fault: If it is neither.
            MixedCurrencies: If it is money of another currency.
        """
        amount = self._make.read(limit)
        if amount >= self._at[-1]:
            # What is cut off at the end is above every value there is.
            return self._below[-1] if self._below[-1] < 1 else 1.0
        if amount < self._at[0]:
            return 0.0
        return _line(self._at, self._below, bisect_right(self._at, amount), amount)

    def as_dict(self) -> dict[str, Any]:
        """Return the percentiles and the method as plain data."""
        return {**self.percentiles.as_dict(), "method": self.method}

    def __repr__(self) -> str:
        return f"<Distribution by {self.method}: {self.percentiles}>"


def _short(amount: float, spread: float, digits: int) -> Fraction:
    """Return *amount* with no more digits than hold: so many of the *spread*."""
    if not spread:
        return Fraction(amount)
    places = digits - ceil(log10(spread))
    if places < 0:
        return Fraction(round(amount, places))
    return Fraction(round(amount * 10**places), 10**places)


def _line(xs: Sequence[float], ys: Sequence[float], after: int, x: float) -> float:
    """Return the value at *x* of the line through the points before and at *after*."""
    if after <= 0:
        return ys[0]
    before = after - 1
    wide = xs[after] - xs[before]
    part = (x - xs[before]) / wide if wide else 1.0
    return ys[before] + (ys[after] - ys[before]) * part


@value
@frozen(repr=False, eq=False)
class Maker:
    """What the plain numbers of a distribution stand for, and between which ends they lie."""

    #: The currency; empty for effort.
    currency: str

    #: Nothing is below this.
    low: float

    #: Nothing is above this.
    high: float

    def made(self, amount: Fraction) -> Any:
        """Return the effort or money of an *amount*, within the ends."""
        exactly = amount
        if not self.low <= amount <= self.high:
            exactly = Fraction(self.low if amount < self.low else self.high)
        return Money._of(exactly, self.currency) if self.currency else Effort._of(exactly)

    def read(self, limit: object) -> float:
        """Return the amount that an effort or money is."""
        if not self.currency:
            given: Any = limit
            return float(Effort(given).minutes)
        money = Money.parse(limit) if isinstance(limit, str) else limit
        if not isinstance(money, Money):
            raise Fault(limit, f"money such as '900 {self.currency}'")
        return float((money + Money(0, self.currency)).amount)
