"""What a plan costs: working time times rates, and fixed costs."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, Any

from attrs import frozen

from aufwand.estimates._table import Rollup, Sum, Table
from aufwand.units import Effort, Money, MoneyRate, Range, weeks_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aufwand.model import Plan

__all__ = ["CostEstimate", "cost_of", "fixed_costs"]


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

    _labour: Table

    @property
    def labour(self) -> Range[Money]:
        """Working time times rates, a week."""
        return _maker(self._labour, self.currency, "week")(self._labour.total())

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
        return (self.labour + Range(self.fixed, self.fixed, self.fixed)) * weeks_in(period)

    def by(self, dimension: str, /, *, per: str = "week") -> Rollup[str, Money]:
        """Return labour cost by ``activity``, ``channel``, ``role`` or ``area``.

        Fixed costs belong to none of them; so the parts sum to :attr:`labour`.

        Raises:
            UnknownName: If there is no such dimension.
            Fault: If there is no such period.
        """
        return Rollup(self._labour.by(dimension), _maker(self._labour, self.currency, per))

    def as_dict(self) -> dict[str, Any]:
        """Return the cost as plain data, in units of the currency, unrounded."""
        data: dict[str, Any] = {
            "currency": self.currency,
            "weekly": self.weekly.as_dict(),
            "yearly": self.yearly.as_dict(),
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
        labour = self._labour
        return (
            *(self.currency, self.fixed, self.once, self.unpriced),
            *(labour.plan, labour.rows, labour.denominator),
        )

    def __reduce__(self) -> tuple[object, ...]:
        return _restored, self._state()

    def __repr__(self) -> str:
        return f"CostEstimate({self.weekly} a week)"


def _restored(  # noqa: PLR0917 - pickle hands the state over by position
    currency: str, fixed: Money, once: Any, unpriced: Any, plan: Plan, rows: Any, denominator: int
) -> CostEstimate:
    return CostEstimate(currency, fixed, once, unpriced, Table(plan, rows, denominator))


def _maker(table: Table, currency: str, period: str) -> Callable[[Sum], Range[Money]]:
    above, below = weeks_in(period).as_integer_ratio()
    denominator = table.denominator * below

    def make(numbers: Sum) -> Range[Money]:
        low, likely, high = (
            Money._of(Fraction(each * above, denominator), currency) for each in numbers
        )
        return Range(low, likely, high)

    return make


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
    labour = _priced(weekly)
    one_off = _priced(once)
    return CostEstimate(
        currency,
        each_week,
        _maker(one_off, currency, "week")(one_off.total()) + Range(at_once, at_once, at_once),
        _unpriced(weekly),
        labour,
    )


def _priced(table: Table) -> Table:
    """Return the rows that have a price, as money."""
    # Per minute, in whole numbers like the rows themselves.
    prices = {
        index: (role.rate.money.amount / 60).as_integer_ratio()
        for index, role in enumerate(table.plan.roles)
        if role.rate is not None
    }
    below = lcm(*(price[1] for price in prices.values()))
    scaled = {index: above * (below // own) for index, (above, own) in prices.items()}
    rows = tuple(
        (activity, channel, role, low * price, likely * price, high * price)
        for activity, channel, role, low, likely, high in table.rows
        if role in scaled
        for price in (scaled[role],)
    )
    return Table(table.plan, rows, table.denominator * below)


def _unpriced(table: Table) -> Range[Effort]:
    roles = table.plan.roles
    numbers = [row[3:] for row in table.rows if row[2] < 0 or roles[row[2]].rate is None]
    low, likely, high = (
        Effort._of(Fraction(sum(each[end] for each in numbers), table.denominator))
        for end in range(3)
    )
    return Range(low, likely, high)


def fixed_costs(plan: Plan) -> Iterator[tuple[str, str, Money | MoneyRate]]:
    """Return path, name and amount of every tool and fixed cost of *plan*."""
    for tool in plan.tools:
        if tool.cost is not None:
            yield f"tools.{tool.key}", tool.label, tool.cost
    for cost in plan.costs:
        yield f"costs.{cost.key}", cost.label, cost.amount
