"""How much more or less one estimate is than another."""

from __future__ import annotations

from collections.abc import Hashable
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import frozen

from aufwand.errors import MixedCurrencies
from aufwand.units import Range
from aufwand.units._currencies import MINOR_UNITS
from aufwand.units._value import value
from aufwand.units.rounding import half_up
from aufwand.units.wording import say_minutes, say_money

if TYPE_CHECKING:
    from aufwand.estimates._table import Table
    from aufwand.estimates.estimate import Estimate

__all__ = ["Difference", "difference"]

#: Low, likely and high of a difference, which can be below zero.
Ends = tuple[Fraction, Fraction, Fraction]

K = TypeVar("K", bound=Hashable)

_NONE: Ends = (Fraction(0), Fraction(0), Fraction(0))


@value
@frozen(repr=False, eq=False)
class Difference:
    """How much more, or with a minus less, work and money a typical week takes.

    Likely is one estimate's likely value minus the other's. Low and high say how little and how
    much it can be, as each activity takes one unknown time in both plans.

    >>> from aufwand.estimates import difference, estimate
    >>> from aufwand.model import Activity, Plan
    >>> posts = Activity("posts", duration="1-3 h")
    >>> print(difference(estimate(Plan("A", activities=[posts])), estimate(Plan("A"))))
    1 h – 2 h – 3 h
    """

    #: Minutes a week: low, likely, high.
    minutes: Ends

    #: Money a week: low, likely, high; nothing where neither estimate knows a cost.
    money: Ends | None = None

    #: The ISO 4217 code of the money; empty where there is none.
    currency: str = ""

    @property
    def hours_per_week(self) -> Range[float]:
        """Person-hours a week."""
        return _range(self.minutes, 60)

    @property
    def money_per_week(self) -> Range[float] | None:
        """Money a week, in units of :attr:`currency`."""
        return None if self.money is None else _range(self.money, 1)

    @property
    def nothing(self) -> bool:
        """Whether there is none, neither in hours nor in money."""
        return not any(self.minutes) and not any(self.money or ())

    def say(self, lang: str = "en") -> str:
        """Return the likely difference in words: ``4 h 30 min (202.50 EUR)``, minus if less.

        Raises:
            UnknownName: If *lang* is neither ``en`` nor ``de``.
        """
        told = say_minutes(half_up(self.minutes[1]), lang)
        if self.money is None or not self.money[1]:
            return told
        smallest = half_up(self.money[1] * 10 ** MINOR_UNITS[self.currency])
        money = say_money(smallest, self.currency, lang)
        return f"{told} ({money})" if self.minutes[1] else money

    def as_dict(self) -> dict[str, Any]:
        """Return the likely hours and money of a week, unrounded, and both with their ends."""
        hours, money = self.hours_per_week, self.money_per_week
        return {
            "hours_per_week": hours.likely,
            "money_per_week": None if money is None else money.likely,
            "hours": hours.as_dict(),
            "money": None if money is None else money.as_dict(),
            "currency": self.currency or None,
        }

    def __neg__(self) -> Difference:
        low, likely, high = self.minutes
        money = self.money
        turned = None if money is None else (-money[2], -money[1], -money[0])
        return Difference((-high, -likely, -low), turned, self.currency)

    def __str__(self) -> str:
        return _told(self.minutes)


def _range(ends: Ends, below: int) -> Range[float]:
    low, likely, high = (float(end / below) for end in ends)
    return Range[float]._of(low, likely, high)


def _told(ends: Ends) -> str:
    told = [say_minutes(half_up(end)) for end in ends]
    return told[0] if ends[0] == ends[2] else " – ".join(told)


def difference(one: Estimate, other: Estimate) -> Difference:
    """Return how much more *one* takes than *other* in a typical week.

    An activity that both plans have takes the same unknown time in both: it is set against
    itself, so that what stayed the same adds no uncertainty.

    Raises:
        MixedCurrencies: If their money is in two currencies.
    """
    minutes = _between_tables(one._weekly, other._weekly)
    first, second = one.cost, other.cost
    known = first or second
    if known is None:
        return Difference(minutes)
    if first and second and first.currency != second.currency:
        raise MixedCurrencies(
            f"{first.currency} and {second.currency} have no difference without a rate you name"
        )
    money = _between_tables(
        None if first is None else first._priced_work,
        None if second is None else second._priced_work,
    )
    fixed = sum(
        sign * cost.fixed.amount for sign, cost in ((1, first), (-1, second)) if cost is not None
    )
    low, likely, high = (end + fixed for end in money)
    return Difference(minutes, (low, likely, high), known.currency)


def _between_tables(one: Table | None, other: Table | None) -> Ends:
    """Return how much more the activities of *one* table come to than those of the *other*."""
    # Whole numbers of a common denominator, as a plan may have thousands of activities.
    above, below = (1 if each is None else each.denominator for each in (one, other))
    here, there = ({} if each is None else each.by("activity") for each in (one, other))
    nothing = (0, 0, 0)
    ends = [0, 0, 0]
    for key in dict.fromkeys((*here, *there)):
        low, likely, high = (
            mine * below - theirs * above
            for mine, theirs in zip(here.get(key, nothing), there.get(key, nothing), strict=True)
        )
        ends[0] += min(low, likely, high)
        ends[1] += likely
        ends[2] += max(low, likely, high)
    whole = above * below
    return Fraction(ends[0], whole), Fraction(ends[1], whole), Fraction(ends[2], whole)
