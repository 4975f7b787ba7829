"""Rules about money."""

from __future__ import annotations

from contextlib import suppress
from math import ceil
from typing import TYPE_CHECKING, Any

from aufwand.errors import MissingPackage
from aufwand.estimates import estimate
from aufwand.model.change import bare, changed
from aufwand.rules import Drop, Match, Message, Put, Remedy, option, options, rule
from aufwand.units import Money, MoneyRate, Range, weeks_in
from aufwand.units._exact import LARGEST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aufwand.estimates import CostEstimate
    from aufwand.model import Role
    from aufwand.rules import Facts
    from aufwand.units import Effort

__all__ = ["no_budget", "over_budget", "role_without_rate"]

#: Most channels of which it is tried out whether the plan is within its budget without them.
_TRIED = 3


@options
class _Least:
    """What is too little to be told."""

    least: Effort = option(
        "effort",
        "0 min",
        {
            "en": "The least likely weekly work that is told of.",
            "de": "Die wenigste wahrscheinliche Arbeit je Woche, von der berichtet wird.",
        },
        raising="fewer",
    )


@rule(
    "COS101",
    "role-without-rate",
    level="advice",
    message={
        "en": "{role} has {load} of work a week that is in no cost of this plan. Say what an hour "
        "of this role costs, such as 45 EUR/h: time is money.",
        "de": "{role} hat {load} Arbeit je Woche, die in keinen Kosten dieses Plans steht. Sagen "
        "Sie, was eine Stunde dieser Rolle kostet, etwa 45 EUR/Std.: Zeit ist Geld.",
    },
    since="0.1",
    grounds="evidence",
    sources=("The plan's own numbers",),
    options=_Least,
    scope="roles",
)
def role_without_rate(facts: Facts, options: _Least) -> Iterator[Match]:
    """A role has work, but its hours have no price.

    What it checks:
        Every role with a load above zero in a typical week, and not below the option ``least``,
        that has no rate.

    Why it matters:
        Costs that leave out hours look lower than they are, and a budget can seem to hold.

    When not to worry:
        Money is no question of this plan, and hours are all you want.

    Remedy:
        Add what an hour of the role costs the company, not only what it earns; or reckon with
        the rate of another role in the same department.

    Example:
        A role with an hour of work and no rate trips it; with a rate it passes.

        >>> from aufwand.model import Activity, Plan, Role
        >>> from aufwand.rules import check
        >>> hour = Activity("posts", duration="1 h", roles="pr")
        >>> plan = Plan("Bakery", roles=[Role("pr")], activities=[hour])
        >>> [finding.path for finding in check(plan, select=["COS101"])]
        ['roles.pr']
        >>> check(plan.adding(Role("pr", rate="45 EUR/h")), select=["COS101"])
        ()

    Source:
        The plan's own numbers.
    """
    for role in facts.plan.roles:
        if role.rate is None:
            load = facts.load(role.key)
            if load.high and load.likely >= options.least:
                yield Match(
                    f"roles.{role.key}",
                    measured=load,
                    cost=load,
                    remedies=_pricing(facts, role),
                    role=role.label,
                    load=load,
                )


def _pricing(facts: Facts, role: Role) -> Iterator[Remedy]:
    department = role.department.strip().casefold()
    known = [
        (-each.rate.money.amount, each.key, each)
        for each in facts.plan.roles
        if each.rate is not None and department and each.department.strip().casefold() == department
    ]
    if known:
        # The dearest, as a cost that is too low does more harm.
        _, _, other = min(known, key=lambda each: each[:2])
        rate = other.rate
        yield Remedy(
            {
                "en": "Reckon with {rate} an hour, as for {other}",
                "de": "Mit {rate} je Stunde rechnen, wie bei {other}",
            },
            "trade-off",
            Put(f"roles.{role.key}.rate", rate),
            rate=rate.money if rate is not None else 0,
            other=other.label,
        )
    yield Remedy(
        {
            "en": "Ask what an hour of {role} costs the company",
            "de": "Fragen, was eine Stunde von {role} das Unternehmen kostet",
        },
        "manual",
        role=role.label,
    )


@options
class _Careful:
    """How careful the cost is taken."""

    percentile: float = option(
        "percentile",
        0,
        {
            "en": "The percentile of the cost that must be within the budget, such as 80; 0 for "
            "its likely value.",
            "de": "Das Perzentil der Kosten, das im Budget bleiben muss, etwa 80; 0 für ihren "
            "wahrscheinlichen Wert.",
        },
    )


_AT_A_PERCENTILE = Message(
    "At P{at}, this plan costs {measured} a week[ (between {low} and {high})], {over} more than "
    "the budget of {limit}[, which it keeps in {chance} of 100 cases][, and {unpriced} of work "
    "have no price yet]. Drop or reduce what serves your goals least, or ask for more.",
    "Bei P{at} kostet dieser Plan {measured} je Woche[ (zwischen {low} und {high})], {over} mehr "
    "als das Budget von {limit}[, das er in {chance} von 100 Fällen einhält][, und {unpriced} "
    "Arbeit haben noch keinen Preis]. Lassen Sie weg oder kürzen Sie, was Ihren Zielen am "
    "wenigsten dient, oder bitten Sie um mehr.",
)


@rule(
    "COS102",
    "over-budget",
    level="warning",
    message={
        "en": "This plan costs {measured} a week[ (between {low} and {high})], {over} more than "
        "the budget of {limit}[, which it keeps in {chance} of 100 cases][, and {unpriced} of work "
        "have no price yet]. Drop or reduce what serves your goals least, or ask for more.",
        "de": "Dieser Plan kostet {measured} je Woche[ (zwischen {low} und {high})], {over} mehr "
        "als das Budget von {limit}[, das er in {chance} von 100 Fällen einhält][, und {unpriced} "
        "Arbeit haben noch keinen Preis]. Lassen Sie weg oder kürzen Sie, was Ihren Zielen am "
        "wenigsten dient, oder bitten Sie um mehr.",
    },
    since="0.1",
    grounds="evidence",
    sources=("The plan's own numbers",),
    options=_Careful,
)
def over_budget(facts: Facts, options: _Careful) -> Iterator[Match]:
    """The plan costs more than its budget.

    What it checks:
        The likely weekly cost, working time and fixed costs together, against the weekly budget.
        One-off costs are in no week, and work without a price is in no cost; the message names
        the latter. The option ``percentile`` takes the cost at that percentile instead of the
        likely one.

    Why it matters:
        Money that is not there is taken from the work in the middle of the year, and seldom
        from where it hurts least.

    When not to worry:
        The likely values are deliberately careful, and the low end is within the budget.

    Remedy:
        Drop or reduce what serves your goals least, such as the channel that gets the least time,
        share work with a cheaper role, or raise the budget.

    Example:
        Ten hours at 45 EUR are more than 400 EUR a week; 450 EUR pass.

        >>> from aufwand.model import Activity, Plan, Role
        >>> from aufwand.rules import check
        >>> plan = Plan(
        ...     "Bakery",
        ...     roles=[Role("pr", rate="45 EUR/h")],
        ...     activities=[Activity("content", duration="10 h", roles="pr")],
        ...     budget="400 EUR/week",
        ... )
        >>> [str(finding.measured) for finding in check(plan, select=["COS102"])]
        ['450 EUR/week']
        >>> check(plan.with_(budget="450 EUR/week"), select=["COS102"])
        ()

    Source:
        The plan's own numbers.
    """
    budget, cost = facts.plan.budget, facts.estimate.cost
    if budget is None or cost is None:
        return
    weekly, limit = cost.weekly, budget.weekly
    percent = 0 if weekly.fixed else options.percentile
    counts = cost.percentile(percent) if percent else weekly.likely
    if counts <= limit:
        return
    details: dict[str, Any] = {}
    if not weekly.fixed:
        details.update(low=weekly.low, high=weekly.high)
        if weekly.low < limit < weekly.high:
            # Where numpy is missing, the rest of the sentence is true all the same.
            with suppress(MissingPackage):
                details["chance"] = round(100 * cost.chance_within(limit))
    if cost.unpriced.high:
        details["unpriced"] = cost.unpriced
    if percent:
        over = counts - limit
        yield Match(
            "budget",
            _AT_A_PERCENTILE,
            measured=counts,
            limit=limit,
            cost=over,
            remedies=_budget(cost, budget.period, counts),
            over=over,
            at=percent,
            **details,
        )
        return
    zero = Money(0, limit.currency)
    low, likely, high = (
        max(each - limit, zero) for each in (weekly.low, weekly.likely, weekly.high)
    )
    yield Match(
        "budget",
        measured=weekly,
        limit=limit,
        cost=Range(low, likely, high),
        remedies=_cheaper(facts, cost, likely, budget.period),
        over=likely,
        **details,
    )


def _cheaper(facts: Facts, cost: CostEstimate, over: Money, period: str) -> Iterator[Remedy]:
    yield from _without_a_channel(facts, cost, over)
    yield from _budget(cost, period)


def _without_a_channel(facts: Facts, cost: CostEstimate, over: Money) -> Iterator[Remedy]:
    """Yield the channel with the least presence without which the plan is within its budget."""
    spent = cost.by("channel")
    # What a channel leaves behind, others may take over: no more than its part is saved.
    possible = [
        each for each in facts.channels if each.key in spent and spent[each.key].likely >= over
    ]
    possible.sort(key=lambda each: (facts.presence(each.key).likely.minutes, each.key))
    for channel in possible[:_TRIED]:
        drop = Drop(f"channels.{channel.key}")
        after = estimate(changed(bare(facts.plan), [drop])).cost
        if after is None or after.weekly.likely <= cost.weekly.likely - over:
            yield Remedy(
                {"en": "Drop {channel}", "de": "{channel} aufgeben"},
                "trade-off",
                drop,
                channel=channel.label,
            )
            return


def _budget(cost: CostEstimate, period: str, needed: Money | None = None) -> Iterator[Remedy]:
    """Yield a budget of what the plan likely costs, in whole units of its currency.

    Args:
        cost: What it costs.
        period: The period of the budget.
        needed: What is needed a week, where that is not the likely cost.
    """
    # Not from a percentile of the period: that is rounded, and could be a little less.
    costs = cost.per(period).likely if needed is None else needed * weeks_in(period)
    amount = ceil(costs.amount)
    # Beyond that, nothing can be read or written as money.
    if amount <= LARGEST:
        budget = MoneyRate(Money(amount, cost.currency), period)
        yield Remedy(
            {
                "en": "Set the budget to {amount} a {period}",
                "de": "Das Budget auf {amount} je {period} setzen",
            },
            "trade-off",
            Put("budget", budget),
            amount=budget.money,
            period=_PERIODS[period],
        )


_PERIODS = {
    "week": Message("week", "Woche"),
    "month": Message("month", "Monat"),
    "quarter": Message("quarter", "Quartal"),
    "year": Message("year", "Jahr"),
}


@rule(
    "COS103",
    "no-budget",
    level="advice",
    message={
        "en": "This plan costs {measured} a week[ (between {low} and {high})], and does not say "
        "what it may cost. In our opinion social media needs a budget like everything else: agree "
        "on one before the money is spent.",
        "de": "Dieser Plan kostet {measured} je Woche[ (zwischen {low} und {high})] und sagt "
        "nicht, was er kosten darf. Unserer Meinung nach braucht Social Media ein Budget wie alles "
        "andere: Vereinbaren Sie eines, bevor das Geld ausgegeben ist.",
    },
    since="0.1",
    grounds="opinion",
    sources=("The opinion this project starts from: social media costs money, time is money",),
)
def no_budget(facts: Facts) -> Iterator[Match]:
    """Money is spent, but no budget is set.

    What it checks:
        Whether a plan whose likely weekly cost is above zero has a ``budget``.

    Why it matters:
        Working time looks free until somebody adds it up. What was agreed beforehand needs no
        defence afterwards.

    When not to worry:
        The budget is kept elsewhere, and this plan is a part of it.

    Remedy:
        Agree on a budget; what the plan likely costs is where to begin.

    Example:
        Hours with a price and no budget trip it; with a budget it passes.

        >>> from aufwand.model import Activity, Plan, Role
        >>> from aufwand.rules import check
        >>> plan = Plan(
        ...     "Bakery",
        ...     roles=[Role("pr", rate="45 EUR/h")],
        ...     activities=[Activity("content", duration="10 h", roles="pr")],
        ... )
        >>> [finding.path for finding in check(plan, select=["COS103"])]
        ['budget']
        >>> check(plan.with_(budget="500 EUR/week"), select=["COS103"])
        ()

    Source:
        The opinion this project starts from: social media costs money. The cost is the plan's
        own.
    """
    cost = facts.estimate.cost
    if facts.plan.budget is None and cost is not None:
        weekly = cost.weekly
        if weekly.likely:
            details: dict[str, Any] = {}
            if not weekly.fixed:
                details.update(low=weekly.low, high=weekly.high)
            yield Match("budget", measured=weekly, remedies=_budget(cost, "month"), **details)
