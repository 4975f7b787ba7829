"""A second reckoning of a whole plan: slow, naive, exact, and written without a look at the first.

It follows the model's own words, one factor after the other, in fractions: ``duration x
repetitions a week x people x channel share x role share x drivers``.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from aufwand.units import Money, MoneyRate

if TYPE_CHECKING:
    from collections.abc import Callable

    from aufwand.model import Activity, Channel, Plan

Ends = tuple[Fraction, Fraction, Fraction]

DAYS_IN_A_YEAR = Fraction("365.2425")
WEEKS = {
    "week": Fraction(1),
    "month": DAYS_IN_A_YEAR / 7 / 12,
    "quarter": DAYS_IN_A_YEAR / 7 / 4,
    "year": DAYS_IN_A_YEAR / 7,
}

DIMENSIONS = ("activity", "channel", "role", "area")

ZERO: Ends = (Fraction(0), Fraction(0), Fraction(0))


class Item(NamedTuple):
    """What one role does of one activity on one channel, in person-minutes."""

    activity: str
    area: str
    channel: str
    role: str
    minutes: Ends


class Reckoning(NamedTuple):
    """All that an estimate says, in fractions of minutes and of money."""

    week: list[Item]
    once: list[Item]
    rates: dict[str, Fraction]
    fixed: Fraction
    paid_once: Fraction
    full_time: Fraction

    def total(self) -> Ends:
        """Minutes a week."""
        return added(item.minutes for item in self.week)

    def total_once(self) -> Ends:
        """Minutes of what is done once."""
        return added(item.minutes for item in self.once)

    def by(self, *dimensions: str) -> dict[Any, Ends]:
        """Minutes a week by one dimension or by several, without what is nothing."""
        return grouped(self.week, dimensions, lambda item: item.minutes)

    def cost_by(self, dimension: str) -> dict[Any, Ends]:
        """Money a week by one dimension, without what is nothing."""
        priced = [item for item in self.week if item.role in self.rates]
        return grouped(priced, (dimension,), self.price)

    def price(self, item: Item) -> Ends:
        """What an item costs."""
        low, likely, high = (end / 60 * self.rates[item.role] for end in item.minutes)
        return low, likely, high

    def labour(self) -> Ends:
        """Money for work, a week."""
        return added(self.price(item) for item in self.week if item.role in self.rates)

    def labour_once(self) -> Ends:
        """Money for work that is done once."""
        return added(self.price(item) for item in self.once if item.role in self.rates)

    def unpriced(self) -> Ends:
        """Minutes a week that nobody with a rate works."""
        return added(item.minutes for item in self.week if item.role not in self.rates)


def as_written(number: Any) -> Fraction:
    """The number a person wrote: 0.1 is one tenth."""
    return Fraction(Decimal(repr(number))) if isinstance(number, float) else Fraction(number)


def added(many: Any) -> Ends:
    """Low to low, likely to likely, high to high."""
    total = ZERO
    for one in many:
        total = (total[0] + one[0], total[1] + one[1], total[2] + one[2])
    return total


def grouped(
    items: list[Item], dimensions: tuple[str, ...], of: Callable[[Item], Ends]
) -> dict[Any, Ends]:
    """Sums by what the items have in common, without what is nothing."""
    found: dict[Any, Ends] = {}
    for item in items:
        key = tuple(getattr(item, dimension) for dimension in dimensions)
        key = key[0] if len(key) == 1 else key
        found[key] = added([found.get(key, ZERO), of(item)])
    return without_nothing(found)


def without_nothing(found: dict[Any, Ends]) -> dict[Any, Ends]:
    """Only what is more than nothing: whether a zero is listed is no number."""
    return {key: ends for key, ends in found.items() if any(ends)}


def times_a_week(plan: Plan, activity: Activity, channel: Channel | None) -> Fraction:
    """How often an activity happens in a week; per piece, message and reply on that channel."""
    if activity.per in {"piece", "message", "reply"}:
        assert channel is not None
        often = {
            "piece": as_written(channel.pieces),
            "message": as_written(channel.messages),
            "reply": as_written(channel.messages) * as_written(channel.answered),
        }[activity.per]
    else:
        often = {
            "workday": Fraction(len(plan.calendar.workdays)),
            "day": Fraction(7),
            "week": Fraction(1),
            "month": 1 / WEEKS["month"],
            "quarter": 1 / WEEKS["quarter"],
            "year": 1 / WEEKS["year"],
            "once": Fraction(1),
        }[activity.per]
    return often * as_written(activity.times)


def in_proportion(weights: dict[str, Fraction]) -> dict[str, Fraction]:
    """Shares that sum to 1; equal ones where nobody weighs anything."""
    whole = sum(weights.values())
    if not whole:
        return {key: Fraction(1, len(weights)) for key in weights}
    return {key: weight / whole for key, weight in weights.items()}


def by_channel(plan: Plan, activity: Activity) -> list[tuple[str, Fraction]]:
    """The channels that take effort: repetitions a week on each, its share taken in."""
    named = {share.key: share.weight for share in activity.channels}
    own_work = activity.each_channel or activity.per in {"piece", "message", "reply"}
    if not named and not own_work:
        return [("", times_a_week(plan, activity, None))]
    serving = [
        channel
        for channel in plan.channels
        if channel.status == "active" and (not named or channel.key in named)
    ]
    if own_work:
        return [(channel.key, times_a_week(plan, activity, channel)) for channel in serving]
    weights = {
        channel.key: as_written(
            channel.weight if named[channel.key] is None else named[channel.key]
        )
        for channel in serving
    }
    return [
        (key, share * times_a_week(plan, activity, None))
        for key, share in in_proportion(weights).items()
    ]


def by_role(activity: Activity) -> dict[str, Fraction]:
    """Who does how much of an activity."""
    if not activity.roles:
        return {"": Fraction(1)}
    return in_proportion(
        {
            share.key: Fraction(1) if share.weight is None else as_written(share.weight)
            for share in activity.roles
        }
    )


def scaled(plan: Plan, activity: Activity) -> Ends:
    """The minutes of one repetition by everyone together, after all drivers."""
    spent = activity.duration
    ends = [end.minutes * activity.people for end in (spent.low, spent.likely, spent.high)]
    for driver in plan.drivers:
        if passes(plan, driver):
            continue
        everything = not driver.areas and not driver.activities
        if everything or activity.area in driver.areas or activity.key in driver.activities:
            factors = (driver.factor.low, driver.factor.likely, driver.factor.high)
            ends = [end * as_written(factor) for end, factor in zip(ends, factors, strict=True)]
    return ends[0], ends[1], ends[2]


def passes(plan: Plan, part: Any) -> bool:
    """Whether something is done for a while only, and so in no typical week."""
    begin, finish = plan.calendar.start, plan.calendar.end
    if part.end is None:
        return part.start is not None and finish is not None and part.start > finish
    whole = finish is not None and part.end >= finish
    from_the_start = part.start is None or (begin is not None and part.start <= begin)
    return not (whole and from_the_start)


def reckon(plan: Plan) -> Reckoning:
    """Return what *plan* takes."""
    week: list[Item] = []
    once: list[Item] = []
    for activity in plan.activities:
        if activity.per != "once" and passes(plan, activity):
            continue
        low, likely, high = scaled(plan, activity)
        for channel, often in by_channel(plan, activity):
            for role, share in by_role(activity).items():
                minutes = (low * often * share, likely * often * share, high * often * share)
                item = Item(activity.key, activity.area, channel, role, minutes)
                (once if activity.per == "once" else week).append(item)
    fixed = paid_once = Fraction(0)
    for amount in [tool.cost for tool in plan.tools] + [cost.amount for cost in plan.costs]:
        if isinstance(amount, MoneyRate):
            fixed += amount.money.amount / WEEKS[amount.period]
        elif isinstance(amount, Money):
            paid_once += amount.amount
    return Reckoning(
        week,
        once,
        {role.key: role.rate.money.amount for role in plan.roles if role.rate is not None},
        fixed,
        paid_once,
        plan.full_time.effort.minutes / WEEKS[plan.full_time.period],
    )


def minutes_of(found: Any) -> Ends:
    """What a range of effort holds, as fractions of minutes."""
    return found.low.minutes, found.likely.minutes, found.high.minutes


def amounts_of(found: Any) -> Ends:
    """What a range of money holds, as fractions of the currency."""
    return found.low.amount, found.likely.amount, found.high.amount


def numbers_of(estimate: Any) -> dict[str, Any]:
    """Everything an estimate says, by name and key, exact, without what is nothing."""
    found = {
        "weekly": minutes_of(estimate.weekly),
        "once": minutes_of(estimate.once),
        "fte": (estimate.fte.low, estimate.fte.likely, estimate.fte.high),
    }
    for dimension in DIMENSIONS:
        for key, effort in estimate.by(dimension).items():
            found[f"by {dimension} {key}"] = minutes_of(effort)
    cost = estimate.cost
    if cost is not None:
        found["cost"] = amounts_of(cost.weekly)
        found["cost once"] = amounts_of(cost.once)
        found["unpriced"] = minutes_of(cost.unpriced)
        for dimension in DIMENSIONS:
            for key, money in cost.by(dimension).items():
                found[f"cost by {dimension} {key}"] = amounts_of(money)
    return without_nothing(found)
