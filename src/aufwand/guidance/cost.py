"""Rules about money."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aufwand.rules import Match, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aufwand.rules import Facts

__all__ = ["over_budget", "role_without_rate"]


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
)
def role_without_rate(facts: Facts) -> Iterator[Match]:
    """A role has work, but its hours have no price.

    What it checks:
        Every role with a load above zero in a typical week and without a rate.

    Why it matters:
        Costs that leave out hours look lower than they are, and a budget can seem to hold.

    When not to worry:
        Money is no question of this plan, and hours are all you want.

    Remedy:
        Add what an hour of the role costs the company, not only what it earns.

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
            if load.high:
                yield Match(f"roles.{role.key}", measured=load, role=role.label, load=load)


@rule(
    "COS102",
    "over-budget",
    level="warning",
    message={
        "en": "This plan costs {measured} a week[ (between {low} and {high})], {over} more than "
        "the budget of {limit}[, and {unpriced} of work have no price yet]. Drop or reduce what "
        "serves your goals least, or ask for more.",
        "de": "Dieser Plan kostet {measured} je Woche[ (zwischen {low} und {high})], {over} mehr "
        "als das Budget von {limit}[, und {unpriced} Arbeit haben noch keinen Preis]. Lassen Sie "
        "weg oder kürzen Sie, was Ihren Zielen am wenigsten dient, oder bitten Sie um mehr.",
    },
    since="0.1",
    grounds="evidence",
    sources=("The plan's own numbers",),
)
def over_budget(facts: Facts) -> Iterator[Match]:
    """The plan costs more than its budget.

    What it checks:
        The likely weekly cost, working time and fixed costs together, against the weekly budget.
        One-off costs are in no week, and work without a price is in no cost; the message names
        the latter.

    Why it matters:
        Money that is not there is taken from the work in the middle of the year, and seldom
        from where it hurts least.

    When not to worry:
        The likely values are deliberately careful, and the low end is within the budget.

    Remedy:
        Drop or reduce what serves your goals least, share work with a cheaper role, or raise the
        budget.

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
    if weekly.likely > limit:
        details: dict[str, Any] = {}
        if not weekly.fixed:
            details.update(low=weekly.low, high=weekly.high)
        if cost.unpriced.high:
            details["unpriced"] = cost.unpriced
        yield Match("budget", measured=weekly, limit=limit, over=weekly.likely - limit, **details)
