"""Why one estimate is more than another: what each part of the plans has to do with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import frozen

from aufwand.errors import UnknownName, nearest
from aufwand.estimates._columns import columns
from aufwand.estimates._table import DIMENSIONS, Table
from aufwand.estimates.cost import fixed_costs, priced
from aufwand.estimates.difference import _NONE, Difference, Ends, K
from aufwand.units import Money
from aufwand.units._exact import exact
from aufwand.units._value import value

if TYPE_CHECKING:
    from aufwand.estimates.estimate import Estimate
    from aufwand.model import Activity, Driver, Plan

__all__ = ["MOST_DRIVERS", "Attribution", "Cause", "attribution"]

#: What a difference can be told by.
Cause: TypeAlias = Literal["activity", "channel", "role", "area", "driver"]

#: Beyond this many changed drivers those that changed least are told as one, under ``*``.
MOST_DRIVERS = 12

#: What driver stands for whatever is no driver's doing, and what for the many.
_WORK, _REST = "", "*"

#: The factor of a driver in the one plan and in the other.
_Pair = tuple[Fraction, Fraction]

#: Coefficients of a polynomial, the constant first.
_Polynomial = list[Fraction]

_CAUSES = (*DIMENSIONS, "driver")
_ONE: _Pair = (Fraction(1), Fraction(1))


@value
@frozen(repr=False, eq=False)
class Attribution:
    """How much more one estimate is than another, and what each part has to do with it.

    >>> from aufwand.estimates import attribution, estimate
    >>> from aufwand.model import Activity, Driver, Plan
    >>> old = Plan("A", activities=[Activity("posts", duration="2 h")])
    >>> new = old.with_(
    ...     activities=[Activity("posts", duration="3 h")],
    ...     drivers=[Driver("two_languages", factor=2)],
    ... )
    >>> found = attribution(estimate(new), estimate(old))
    >>> print(found.change)
    4 h
    >>> {key: str(part) for key, part in found.by("driver").items()}
    {'two_languages': '2 h 30 min', '': '1 h 30 min'}
    """

    #: How much more a typical week takes.
    change: Difference

    #: How much more is done and paid once; it is part of no week.
    once: Difference

    #: The two currencies, where money cannot be compared as nobody gave a rate between them.
    currencies: tuple[str, str] | None

    _fixed: tuple[tuple[str, Difference], ...]
    _parts: tuple[tuple[str, tuple[tuple[str, Difference], ...]], ...]

    @property
    def fixed(self) -> dict[str, Difference]:
        """Money of a week by tool and fixed cost, such as ``tools.suite``; it is no work."""
        return dict(self._fixed)

    def by(self, cause: Cause, /) -> dict[str, Difference]:
        """Return the difference by one thing, without what makes none.

        Likely hours sum to those of :attr:`change` exactly, likely money does so together with
        :attr:`fixed`. Work without a channel or role stands under the key ``""``.

        By ``driver``, the key ``""`` is the work itself: all that no driver does. A driver
        multiplies work, so each gets its share whatever order one thinks the changes in: the
        mean over all orders (the Shapley value), activity by activity. If more than twelve
        drivers changed, those that changed least are one share, under ``*``.

        Raises:
            UnknownName: If there is no such cause.
        """
        for name, parts in self._parts:
            if name == cause:
                return dict(parts)
        raise UnknownName("cause", str(cause), nearest(str(cause), _CAUSES))

    def __repr__(self) -> str:
        return f"<Attribution of {self.change} a week>"


def attribution(one: Estimate, other: Estimate) -> Attribution:
    """Return how much more *one* takes than *other*, and what each part has to do with it.

    Two currencies are no error here: the hours are compared, and there is no money.
    """
    first, second = one.cost, other.cost
    known = first or second
    currencies = None
    if first and second and first.currency != second.currency:
        currencies, known = (first.currency, second.currency), None
    currency = known.currency if known else ""

    def told(minutes: Mapping[str, Ends], money: Mapping[str, Ends]) -> dict[str, Difference]:
        made = {
            key: Difference(
                minutes.get(key, _NONE), money.get(key, _NONE) if known else None, currency
            )
            for key in dict.fromkeys((*minutes, *money))
        }
        return {key: each for key, each in made.items() if not each.nothing}

    parts: dict[str, dict[str, Difference]] = {}
    for name in DIMENSIONS:
        minutes = _by(name, one._weekly, other._weekly)
        money = _by(name, priced(one._weekly), priced(other._weekly)) if known else {}
        parts[name] = told(minutes, money)
    by_minutes, by_money = _by_driver(one, other, money=known is not None)
    parts["driver"] = told(by_minutes, by_money)
    fixed, paid_once = _fixed(one.plan, other.plan) if known else ({}, _NONE)
    by_cost = told({}, fixed)
    once = _by("activity", one._once, other._once)
    once_money = None
    if known:
        labour = _by("activity", priced(one._once), priced(other._once))
        once_money = _sum((*labour.values(), paid_once))
    return Attribution(
        _total((*parts["activity"].values(), *by_cost.values()), currency),
        Difference(_sum(once.values()), once_money, currency),
        currencies,
        tuple(by_cost.items()),
        tuple((name, tuple(each.items())) for name, each in parts.items()),
    )


def _total(parts: Sequence[Difference], currency: str) -> Difference:
    money = _sum(each.money or _NONE for each in parts) if currency else None
    return Difference(_sum(each.minutes for each in parts), money, currency)


def _by(name: str, one: Table, other: Table) -> dict[str, Ends]:
    """Return how much more there is of each key; each activity is set against itself."""
    return _grouped(_apart(_ends(one, name), _ends(other, name)))


def _ends(table: Table, name: str) -> dict[tuple[str, str], Ends]:
    below = table.denominator
    if name == "activity":
        found = {(key, key): numbers for key, numbers in table.by(name).items()}
    else:
        found = table.by_two(name, "activity")
    return {
        key: (Fraction(low, below), Fraction(likely, below), Fraction(high, below))
        for key, (low, likely, high) in found.items()
    }


def _grouped(apart: Mapping[tuple[str, str], Ends]) -> dict[str, Ends]:
    """Return the sums of what has the first half of its key in common, no key at the end."""
    groups: dict[str, list[Ends]] = {}
    for (key, _), ends in apart.items():
        groups.setdefault(key, []).append(ends)
    if "" in groups:
        groups[""] = groups.pop("")
    return {key: _sum(each) for key, each in groups.items()}


def _fixed(one: Plan, other: Plan) -> tuple[dict[str, Ends], Ends]:
    """Return how much more is spent on each tool and fixed cost a week, and on all once."""
    weekly: dict[str, Fraction] = {}
    once = Fraction(0)
    for sign, plan in ((1, one), (-1, other)):
        for path, _, amount in fixed_costs(plan):
            if isinstance(amount, Money):
                once += sign * amount.amount
            else:
                weekly[path] = weekly.get(path, Fraction(0)) + sign * amount.weekly.amount
    return {path: (each, each, each) for path, each in weekly.items()}, (once, once, once)


def _by_driver(
    one: Estimate, other: Estimate, *, money: bool
) -> tuple[dict[str, Ends], dict[str, Ends]]:
    """Return how many minutes and how much money more each changed driver makes."""
    shares = _Shares(one.plan, other.plan)
    bare, bare_other = _undriven(one), _undriven(other)
    minutes = shares.of(_ends(bare, "activity"), _ends(bare_other, "activity"))
    if not money:
        return minutes, {}
    prices, prices_other = priced(bare), priced(bare_other)
    return minutes, shares.of(_ends(prices, "activity"), _ends(prices_other, "activity"))


def _undriven(estimate: Estimate) -> Table:
    """Return the typical week as it would be without drivers."""
    if not estimate.plan.typical_drivers:
        return estimate._weekly
    plan = estimate.plan.with_(drivers=())
    weekly, _, denominator = columns(plan)
    return Table(plan, weekly, denominator)


class _Shares:
    """What each changed driver, and the work itself, have to do with the difference.

    The Shapley value is a mean over all orders of the changes. With n of them there are n! orders,
    but it is also the integral over t from 0 to 1 of what each change adds while every other one
    has been made with the probability t; and as drivers multiply, what is made so is a
    polynomial in t.
    """

    def __init__(self, one: Plan, other: Plan) -> None:
        self.activities = tuple(
            {activity.key: activity for activity in plan.activities} for plan in (one, other)
        )
        self.drivers = tuple(
            {driver.key: driver for driver in plan.typical_drivers} for plan in (one, other)
        )
        here, there = self.drivers
        moved = {
            key: _scaling(here.get(key)) != _scaling(there.get(key))
            for key in dict.fromkeys((*here, *there))
        }
        self.kept = [key for key, is_so in moved.items() if not is_so]
        changed = [key for key, is_so in moved.items() if is_so]
        self.rest: list[str] = []
        if len(changed) > MOST_DRIVERS:
            # By how much and by name: not by their order, and the same either way round.
            by_extent = sorted(changed, key=lambda key: (-self._extent(key), key))
            changed, self.rest = by_extent[:MOST_DRIVERS], by_extent[MOST_DRIVERS:]
        self.changed = changed
        self.known: dict[tuple[tuple[_Pair, ...], bool], tuple[Fraction, ...]] = {}

    def of(
        self, one: Mapping[tuple[str, str], Ends], other: Mapping[tuple[str, str], Ends]
    ) -> dict[str, Ends]:
        """Return the shares by driver.

        Args:
            one: What each activity of the one plan would take without drivers.
            other: The same of the other plan.
        """
        names = [*self.changed, _REST, _WORK] if self.rest else [*self.changed, _WORK]
        totals = dict.fromkeys(names, _NONE)
        for key in dict.fromkeys((*one, *other)):
            ends = [
                self._column(key[0], end, one.get(key, _NONE)[end], other.get(key, _NONE)[end])
                for end in range(3)
            ]
            for name, low, likely, high in zip(names, *ends, strict=True):
                totals[name] = _sum((totals[name], _in_order(low, likely, high)))
        return totals

    def _column(self, key: str, end: int, one: Fraction, other: Fraction) -> list[Fraction]:
        """Return the shares in one activity's low, likely or high *end*, the work's at last."""
        *drivers, work = [Fraction(0)] * (len(self.changed) + bool(self.rest) + 1)
        # The one plan's work counts as far as the work is changed already, the other's as far
        # as it is not yet.
        for minutes, activities, done in zip(
            (one, other), self.activities, (True, False), strict=True
        ):
            if not minutes:
                continue
            activity = activities[key]
            base = minutes * _product(self._pair(name, activity, end) for name in self.kept)[0]
            pairs = [self._pair(name, activity, end) for name in self.changed]
            if self.rest:
                pairs.append(_product(self._pair(name, activity, end) for name in self.rest))
            whole, *each = self._integrals(tuple(pairs), done)
            work += base * whole if done else -base * whole
            drivers = [so_far + base * more for so_far, more in zip(drivers, each, strict=True)]
        return [*drivers, work]

    def _pair(self, name: str, activity: Activity, end: int) -> _Pair:
        """Return the factors of a driver on an *activity* there and here."""
        here, there = (drivers.get(name) for drivers in self.drivers)
        return _factor(there, activity, end), _factor(here, activity, end)

    def _extent(self, name: str) -> Fraction:
        here, there = (drivers.get(name) for drivers in self.drivers)
        return abs(_likely(here) - _likely(there))

    def _integrals(self, pairs: tuple[_Pair, ...], done: bool) -> tuple[Fraction, ...]:
        """Return what the work is multiplied with, then the same for each driver's pair."""
        found = self.known.get((pairs, done))
        if found is None:
            product: _Polynomial = [Fraction(1)]
            for start, end in pairs:
                product = _times(product, start, end - start)
            weigh = _while_done if done else _while_open
            found = self.known[pairs, done] = (
                sum((each / (power + 1) for power, each in enumerate(product)), Fraction(0)),
                *(
                    (end - start) * weigh(_divided(product, start, end - start))
                    if start != end
                    else Fraction(0)
                    for start, end in pairs
                ),
            )
        return found


def _scaling(driver: Driver | None) -> object:
    """Return all that a driver does."""
    if driver is None:
        return None
    return driver.factor, frozenset(driver.areas), frozenset(driver.activities)


def _likely(driver: Driver | None) -> Fraction:
    return Fraction(1) if driver is None else exact(driver.factor.likely)


def _factor(driver: Driver | None, activity: Activity, end: int) -> Fraction:
    if driver is None or not driver.scales(activity):
        return Fraction(1)
    factor = driver.factor
    return exact((factor.low, factor.likely, factor.high)[end])


def _product(pairs: Iterable[_Pair]) -> _Pair:
    start, end = _ONE
    for one, other in pairs:
        start *= one
        end *= other
    return start, end


def _times(polynomial: _Polynomial, start: Fraction, slope: Fraction) -> _Polynomial:
    """Return a *polynomial* times ``start + slope t``."""
    raised = [Fraction(0), *(each * slope for each in polynomial)]
    kept = [*(each * start for each in polynomial), Fraction(0)]
    return [one + other for one, other in zip(raised, kept, strict=True)]


def _divided(polynomial: _Polynomial, start: Fraction, slope: Fraction) -> _Polynomial:
    """Return a *polynomial* divided by its factor ``start + slope t``."""
    found: _Polynomial = []
    carried = Fraction(0)
    for each in reversed(polynomial[1:]):
        carried = (each - start * carried) / slope
        found.append(carried)
    found.reverse()
    return found


def _while_done(polynomial: _Polynomial) -> Fraction:
    """Return the integral of a *polynomial* times t, from 0 to 1."""
    return sum((each / (power + 2) for power, each in enumerate(polynomial)), Fraction(0))


def _while_open(polynomial: _Polynomial) -> Fraction:
    """Return the integral of a *polynomial* times 1 - t, from 0 to 1."""
    return sum(
        (each / ((power + 1) * (power + 2)) for power, each in enumerate(polynomial)), Fraction(0)
    )


def _apart(one: Mapping[K, Ends], other: Mapping[K, Ends]) -> dict[K, Ends]:
    """Return how much more each part takes here than there."""
    return {
        key: _between(one.get(key, _NONE), other.get(key, _NONE))
        for key in dict.fromkeys((*one, *other))
    }


def _between(one: Ends, other: Ends) -> Ends:
    low, likely, high = (here - there for here, there in zip(one, other, strict=True))
    return _in_order(low, likely, high)


def _sum(parts: Iterable[Ends]) -> Ends:
    low = likely = high = Fraction(0)
    for each in parts:
        low += each[0]
        likely += each[1]
        high += each[2]
    return low, likely, high


def _in_order(low: Fraction, likely: Fraction, high: Fraction) -> Ends:
    return min(low, likely, high), likely, max(low, likely, high)
