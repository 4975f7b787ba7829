"""What a plan with dates costs from its first day to its last."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, cast

from attrs import field, frozen

from aufwand.calendars import Period, periods
from aufwand.estimates._schedule import Schedule, schedule
from aufwand.estimates._split import cut, effort, split
from aufwand.estimates.cost import fixed_costs
from aufwand.estimates.distribution import Distribution
from aufwand.model import Plan
from aufwand.units import Effort, Money, MoneyRate, Range
from aufwand.units._exact import exact

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    import numpy as np
    import numpy.typing as npt

    from aufwand.calendars import Span
    from aufwand.estimates._split import Split
    from aufwand.units._exact import Number

    Floats: TypeAlias = npt.NDArray[np.float64]

__all__ = ["HorizonCost", "chances_over", "horizon_cost", "whole"]


@frozen(repr=False, eq=False)
class HorizonCost:
    """What a plan with dates costs from its first day to its last, one-off work included.

    Work that nobody with a rate does has no price; :attr:`unpriced` says how much that is.

    >>> from aufwand.estimates import estimate
    >>> from aufwand.model import Activity, Calendar, Cost, Role
    >>> plan = Plan(
    ...     "Bakery",
    ...     roles=Role("pr", rate="60 EUR/h"),
    ...     activities=Activity("content", duration="8-12 h", per="month", roles="pr"),
    ...     costs=Cost("ads", amount="50 EUR/month"),
    ...     calendar=Calendar(start="2027-01-01", end="2027-12-31"),
    ... )
    >>> year = estimate(plan).horizon.cost
    >>> print(year.money)
    6,360.00 EUR – 7,800.00 EUR – 9,240.00 EUR
    >>> print(year.percentile(80), round(year.chance_within("8000 EUR"), 2))
    8,299.40 EUR 0.63
    """

    #: Working time times rates.
    labour: Range[Money]

    #: Tools and other fixed costs: what is paid per week by days, what is paid per month, quarter
    #: or year by these, of which the first and the last may be cut, and what is paid once in full.
    fixed: Money

    #: Effort that has no price, because nobody, or nobody with a rate, does it.
    unpriced: Range[Effort]

    _plan: Plan
    _kept: list[Schedule] = field(factory=list[Any], init=False)
    _chances: list[Distribution[Money]] = field(factory=list[Any], init=False)

    @property
    def currency(self) -> str:
        """The ISO 4217 code of all its money."""
        return self.fixed.currency

    @property
    def money(self) -> Range[Money]:
        """All of it, fixed costs included."""
        return self.labour + Range[Money].at(self.fixed)

    @property
    def low(self) -> Money:
        """All low ends added."""
        return self.labour.low + self.fixed

    @property
    def likely(self) -> Money:
        """All likely values added."""
        return self.labour.likely + self.fixed

    @property
    def high(self) -> Money:
        """All high ends added."""
        return self.labour.high + self.fixed

    def distribution(self) -> Distribution[Money]:
        """Return how likely it costs at most so much.

        An activity has one duration and a driver one factor, whatever day it is; so this is no
        sum of what weeks, or roles, cost with some chance.
        """
        if not self._chances:
            made = self._kept[0] if self._kept else schedule(self._plan)
            parts = split(self._plan, made, ("role",))
            prices = [float(each or 0) for each in _prices(self._plan, parts)]
            ends = float(self.labour.low), float(self.labour.high)
            about = self.currency, float(self.fixed)
            self._chances.append(chances_over(self._plan, made, parts, ends, prices, *about))
        return self._chances[0]

    def percentile(self, at: Number) -> Money:
        """Return the cost that is undercut in *at* of 100 cases. Percentiles never add.

        Args:
            at: Above 0 and below 100.

        Raises:
            Fault: If it is not; or above 99.9 where something has no upper end.
        """
        return self.distribution().percentile(at)

    def chance_within(self, limit: str | Money) -> float:
        """Return how likely all of it costs at most *limit*, from 0 to 1.

        Args:
            limit: Money for all of these days, such as ``"48000 EUR"``.

        Raises:
            Fault: If it is no money.
            MixedCurrencies: If it is money of another currency.
        """
        return self.distribution().chance_within(limit)

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain data, in units of the currency."""
        data: dict[str, Any] = {
            "currency": self.currency,
            **self.money.as_dict(),
            **self.distribution().percentiles.as_dict(),
            "fixed": float(self.fixed),
        }
        if self.unpriced.high:
            data["unpriced"] = self.unpriced.as_dict()
        return data

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, HorizonCost):
            return NotImplemented
        return self._state() == other._state()

    def __hash__(self) -> int:
        return hash(self._state())

    def _state(self) -> tuple[object, ...]:
        return self.labour, self.fixed, self.unpriced, self._plan

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return HorizonCost, self._state()

    def __repr__(self) -> str:
        return f"HorizonCost({self.money})"


def horizon_cost(plan: Plan, made: Schedule) -> HorizonCost | None:
    """Return what *plan* costs over its horizon; nothing where it knows no rate and no fixed cost.

    Args:
        plan: The plan.
        made: Its schedule.
    """
    known = list(fixed_costs(plan))
    currency = plan.currency
    if currency is None or not (known or any(role.rate for role in plan.roles)):
        return None
    parts = split(plan, made, ("role",))
    minutes = effort(made, parts, cut(made, parts, (whole(made),)))[:, :, 0]
    prices = _prices(plan, parts)
    labour = [Fraction(0)] * 3
    rest = [Fraction(0)] * 3
    for end, by_role in enumerate(minutes.tolist()):
        for amount, price in zip(by_role, prices, strict=True):
            # Exact from here on: rates are, and so are their sums.
            if price is None:
                rest[end] += exact(amount)
            else:
                labour[end] += exact(amount) * price
    found = HorizonCost(
        Range[Money]._of(*(Money._of(each, currency) for each in labour)),
        Money._of(_fixed(known, made.start, made.end), currency),
        Range[Effort]._of(*(Effort._of(each) for each in rest)),
        plan,
    )
    found._kept.append(made)
    return found


def whole(made: Schedule) -> Period:
    """Return all days of a schedule's horizon, as one period."""
    return Period("", made.start, made.end)


def chances_over(
    plan: Plan,
    made: Schedule,
    parts: Split,
    ends: tuple[float, float],
    prices: Sequence[float] = (1.0,),
    currency: str = "",
    beside: float = 0.0,
) -> Distribution[Any]:
    """Return how likely the whole horizon takes, or costs, at most so much.

    Args:
        plan: The plan.
        made: Its schedule.
        parts: Parts of the schedule, by group.
        ends: The least and the most, what is *beside* left out.
        prices: What a minute of each group counts.
        currency: The currency, where it is money.
        beside: What is known and comes on top.
    """
    import numpy as np

    from aufwand.estimates._chances import distribution_of

    counted = cut(made, parts, (whole(made),))[:, 0]
    amounts = np.zeros(len(made.rows))
    worth = parts.times * counted[parts.window] * np.array(prices)[parts.group]
    np.add.at(amounts, parts.row, worth)
    activities, drivers = [row.activity for row in made.rows], [row.drivers for row in made.rows]
    return distribution_of(
        plan, activities, drivers, amounts, ends, currency=currency, beside=beside
    )


def _prices(plan: Plan, parts: Split) -> list[Fraction | None]:
    """Return what a minute of each group by role costs; nothing where that has no rate."""
    rates = {role.key: role.rate for role in plan.roles if role.rate is not None}
    return [rates[key].money.amount / 60 if key in rates else None for (key,) in parts.keys]


def _fixed(known: Sequence[tuple[str, str, Money | MoneyRate]], start: date, end: date) -> Fraction:
    """Return what fixed costs come to from *start* to *end*."""
    lasting: dict[str, Fraction] = {}
    total = Fraction(0)
    for _, _, amount in known:
        if isinstance(amount, Money):
            total += amount.amount
            continue
        per = amount.period
        if per not in lasting:
            lasting[per] = _lasting(cast("Span", per), start, end)
        total += amount.money.amount * lasting[per]
    return total


def _lasting(per: Span, start: date, end: date) -> Fraction:
    """Return how many weeks, months, quarters or years there are; of one that is cut, its part."""
    if per == "week":
        return Fraction((end - start).days + 1, 7)
    around = periods(date(start.year, 1, 1), date(end.year, 12, 31), per)
    days = {each.name: each.days for each in around}
    parts = [Fraction(each.days, days[each.name]) for each in periods(start, end, per)]
    return sum(parts, Fraction(0))
