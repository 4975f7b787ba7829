"""What a plan costs: working time times rates, and fixed costs."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from aufwand.errors import Fault
from aufwand.estimates._arrays import told_percentiles
from aufwand.estimates._table import Rollup, Sum, Table, added
from aufwand.estimates.distribution import Distribution
from aufwand.units import Effort, LimitLike, Money, MoneyRate, Range, weeks_in
from aufwand.units.rate import weekly_limit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aufwand.estimates._columns import Item
    from aufwand.model import Plan
    from aufwand.units._exact import Number

__all__ = ["CostEstimate", "cost_of", "fixed_costs", "priced"]


# Looked up once: asking the generic class for it takes as long as making the range.
_range = Range[Money]._of


@frozen(repr=False, eq=False)
class CostEstimate:
    """What a plan costs, in a typical week and in longer periods.

    Work that nobody with a rate does has no price; :attr:`unpriced` says how much that is.
    """

    #: The ISO 4217 code of all its money.
    currency: str

    #: Tools and other fixed costs, a week.
    fixed: Money

    #: What is paid once: one-off work with a rate, and one-off costs.
    once: Range[Money]

    #: Weekly effort that has no price, because nobody, or nobody with a rate, does it.
    unpriced: Range[Effort]

    _work: Table

    # The priced work and what it comes to, once they were asked for.
    _priced: list[Table] = field(factory=list[Table], init=False)
    _summed: list[Range[Money]] = field(factory=list[Any], init=False)
    _chances: dict[str, Distribution[Money]] = field(factory=dict[str, Any], init=False)

    @property
    def labour(self) -> Range[Money]:
        """Working time times rates, a week."""
        if not self._summed:
            self._summed.append(_labour(self._work, self.currency))
        return self._summed[0]

    @property
    def weekly(self) -> Range[Money]:
        """Cost of a typical week."""
        return self.per("week")

    @property
    def monthly(self) -> Range[Money]:
        """Cost of a month of 4.348125 typical weeks."""
        return self.per("month")

    @property
    def quarterly(self) -> Range[Money]:
        """Cost of a quarter of 13.044375 typical weeks."""
        return self.per("quarter")

    @property
    def yearly(self) -> Range[Money]:
        """Cost of a year of 52.1775 typical weeks."""
        return self.per("year")

    def per(self, period: str) -> Range[Money]:
        """Return the cost of a *period* of typical weeks, fixed costs included.

        Raises:
            Fault: If it is none of ``week``, ``month``, ``quarter`` and ``year``.
        """
        weeks, fixed, labour = weeks_in(period), self.fixed.amount, self.labour
        low, likely, high = (
            Money._of((end.amount + fixed) * weeks, self.currency)
            for end in (labour.low, labour.likely, labour.high)
        )
        return _range(low, likely, high)

    def by(self, dimension: str, /, *, per: str = "week") -> Rollup[str, Money]:
        """Return labour cost by ``activity``, ``channel``, ``role`` or ``area``.

        Fixed costs belong to none of them; so the parts sum to :attr:`labour`.

        Raises:
            UnknownName: If there is no such dimension.
            Fault: If there is no such period.
        """
        labour = self._priced_work
        return Rollup(labour.by(dimension), _maker(labour.denominator, self.currency, per))

    def distribution(self, *, per: str = "week") -> Distribution[Money]:
        """Return how likely the cost of a *period* of typical weeks is at most so much.

        Fixed costs are in it; hours without a rate are not.

        Raises:
            Fault: If it is none of ``week``, ``month``, ``quarter`` and ``year``.
        """
        kept = self._chances.get(per)
        if kept is None:
            from aufwand.estimates._chances import distributions

            labour = self.labour
            ends = {"": (float(labour.low), float(labour.high))}
            kept = self._chances[per] = distributions(
                self._work.plan,
                "total",
                ends,
                times=float(weeks_in(per)),
                currency=self.currency,
                beside=float(self.fixed),
                kept=[],
            )[""]
        return kept

    def percentile(self, at: Number, *, per: str = "week") -> Money:
        """Return the cost that is undercut in *at* of 100 cases.

        Args:
            at: Above 0 and below 100.
            per: ``week``, ``month``, ``quarter`` or ``year``.

        Raises:
            Fault: If one of them is not that.
        """
        return self.distribution(per=per).percentile(at)

    def chance_within(self, limit: LimitLike, *, per: str = "week") -> float:
        """Return how likely the plan stays within a *limit* of money, from 0 to 1.

        Args:
            limit: Money, or money per period, such as ``"900 EUR/month"``.
            per: The period of a limit that names none.

        Raises:
            Fault: If it is no money.
            MixedCurrencies: If it is money of another currency.
        """
        weekly = weekly_limit(limit, per)
        if isinstance(weekly, Effort):
            raise Fault(str(limit), "money such as '900 EUR/week'")
        return self.distribution().chance_within(weekly)

    @property
    def _priced_work(self) -> Table:
        if not self._priced:
            self._priced.append(priced(self._work))
        return self._priced[0]

    def as_dict(self) -> dict[str, Any]:
        """Return the cost as plain data, in units of the currency, unrounded.

        Its percentiles are left out where numpy cannot be imported.
        """
        data: dict[str, Any] = {
            "currency": self.currency,
            "weekly": {
                **self.weekly.as_dict(),
                **told_percentiles(self.distribution),
            },
            "yearly": {
                **self.yearly.as_dict(),
                **told_percentiles(lambda: self.distribution(per="year")),
            },
        }
        if self.unpriced.high:
            data["unpriced"] = self.unpriced.as_dict()
        return data

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, CostEstimate):
            return NotImplemented
        return self._state() == other._state()

    def __hash__(self) -> int:
        return hash(self._state())

    def _state(self) -> tuple[object, ...]:
        work = self._work
        return (
            *(self.currency, self.fixed, self.once, self.unpriced),
            *(work.plan, work.items, work.denominator),
        )

    def __reduce__(self) -> tuple[object, ...]:
        return _restored, self._state()

    def __repr__(self) -> str:
        return f"CostEstimate({self.weekly} a week)"


def _restored(
    currency: str, fixed: Money, once: Any, unpriced: Any, plan: Plan, items: Any, denominator: int
) -> CostEstimate:
    return CostEstimate(currency, fixed, once, unpriced, Table(plan, items, denominator))


def cost_of(plan: Plan, weekly: Table, once: Table) -> CostEstimate | None:
    """Return what *plan* costs; nothing where it knows no rate and no fixed cost."""
    fixed = list(fixed_costs(plan))
    currency = plan.currency
    if currency is None or not (fixed or any(role.rate for role in plan.roles)):
        return None
    each_week = Money(0, currency)
    at_once = Money(0, currency)
    for _, _, amount in fixed:
        if isinstance(amount, MoneyRate):
            each_week += amount.weekly
        else:
            at_once += amount
    one_off = _labour(once, currency) + Range[Money].at(at_once)
    return CostEstimate(currency, each_week, one_off, _unpriced(weekly), weekly)


def _labour(table: Table, currency: str) -> Range[Money]:
    prices, below = _prices(table.plan)
    roles = table.plan.roles
    # By role first: there are few of them, and their sums are asked for anyway.
    by_role = table.by("role")
    low = likely = high = 0
    for index, price in prices.items():
        numbers = by_role.get(roles[index].key)
        if numbers is not None:
            low += numbers[0] * price
            likely += numbers[1] * price
            high += numbers[2] * price
    return _maker(table.denominator * below, currency, "week")((low, likely, high))


def _unpriced(table: Table) -> Range[Effort]:
    priced = {role.key for role in table.plan.roles if role.rate is not None}
    sums = added(numbers for key, numbers in table.by("role").items() if key not in priced)
    low, likely, high = (Effort._of(Fraction(each, table.denominator)) for each in sums)
    return Range[Effort]._of(low, likely, high)


def priced(table: Table) -> Table:
    """Return the items that have a price, as money."""
    prices, below = _prices(table.plan)
    items: list[Item] = []
    for item in table.items:
        priced = {
            role: share * prices[role]
            for role, share in zip(item.roles, item.shares, strict=True)
            if role in prices
        }
        if priced:
            items.append(item._replace(roles=tuple(priced), shares=tuple(priced.values())))
    return Table(table.plan, tuple(items), table.denominator * below)


def _prices(plan: Plan) -> tuple[dict[int, int], int]:
    """Return the price of a minute of each role that has one, and what they are divided by."""
    prices = {
        index: role.rate.money.amount.as_integer_ratio()
        for index, role in enumerate(plan.roles)
        if role.rate is not None
    }
    whole = lcm(*(below for _, below in prices.values()))
    by_minute = {index: above * (whole // below) for index, (above, below) in prices.items()}
    return by_minute, 60 * whole


def _maker(denominator: int, currency: str, period: str) -> Callable[[Sum], Range[Money]]:
    above, below = weeks_in(period).as_integer_ratio()
    denominator *= below

    def make(numbers: Sum) -> Range[Money]:
        low, likely, high = (
            Money._of(Fraction(each * above, denominator), currency) for each in numbers
        )
        return _range(low, likely, high)

    return make


def fixed_costs(plan: Plan) -> Iterator[tuple[str, str, Money | MoneyRate]]:
    """Return path, name and amount of every tool and fixed cost of *plan*."""
    for tool in plan.tools:
        if tool.cost is not None:
            yield f"tools.{tool.key}", tool.label, tool.cost
    for cost in plan.costs:
        yield f"costs.{cost.key}", cost.label, cost.amount
