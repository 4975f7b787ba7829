"""A plan and its scenarios side by side: hours, people, money, findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import frozen

from aufwand.errors import Fault, MixedCurrencies, UnknownName, nearest
from aufwand.estimates import Difference, difference
from aufwand.estimates._arrays import told_percentiles
from aufwand.model import Plan, RuleSettings
from aufwand.rules.assessment import Assessment, assess
from aufwand.rules.finding import LEVELS, Finding
from aufwand.rules.rule_set import RuleSet
from aufwand.tables import Kind, Table, Tabular
from aufwand.units._value import value

if TYPE_CHECKING:
    from aufwand.rules.rule import Rule
    from aufwand.units import Effort, Money, MoneyRate, Range

__all__ = ["Comparison", "Variant", "compare"]

#: The columns of the table.
_COLUMNS: Mapping[str, Kind] = {
    "scenario": "text",
    "name": "text",
    **dict.fromkeys(("hours_low", "hours", "hours_high", "hours_p80", "fte"), "number"),
    **dict.fromkeys(("money_low", "money", "money_high", "money_p80"), "number"),
    "currency": "text",
    "budget": "text",
    **{f"{level}_findings": "whole" for level in LEVELS},
    "hours_change": "number",
    "money_change": "number",
}


@value
@frozen(repr=False, eq=False)
class Variant:
    """A plan, or one of its scenarios, and how it differs from the plan."""

    #: The key of the scenario; empty for the plan itself.
    key: str

    #: What people call it.
    name: str

    #: What it takes, and what is to be said about it.
    assessment: Assessment

    #: How much more it takes in a typical week than the plan itself; nothing where their money
    #: is in two currencies.
    change: Difference | None

    @property
    def hours(self) -> Range[Effort]:
        """Working time of a typical week."""
        return self.assessment.estimate.weekly

    @property
    def fte(self) -> Range[float]:
        """Full-time positions."""
        return self.assessment.estimate.fte

    @property
    def money(self) -> Range[Money] | None:
        """The cost of a typical week; nothing where the plan knows no rate and no fixed cost."""
        cost = self.assessment.estimate.cost
        return None if cost is None else cost.weekly

    @property
    def hours_p80(self) -> Effort:
        """Working time that a typical week takes at most in 8 of 10 cases."""
        return self.assessment.estimate.percentile(80)

    @property
    def money_p80(self) -> Money | None:
        """What a typical week costs at most in 8 of 10 cases."""
        cost = self.assessment.estimate.cost
        return None if cost is None else cost.percentile(80)

    @property
    def budget(self) -> MoneyRate | None:
        """What may be spent."""
        return self.assessment.plan.budget

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that nobody has decided to live with."""
        return tuple(each for each in self.assessment.findings if each.accepted is None)

    @property
    def findings(self) -> dict[str, int]:
        """How many findings of each level are open."""
        levels = [each.level for each in self.open]
        return {level: levels.count(level) for level in LEVELS}

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain data, as ``scenarios --format json`` shows it."""
        budget, money = self.budget, self.money
        estimate = self.assessment.estimate
        chances = told_percentiles(estimate.distribution)
        dearer = {} if estimate.cost is None else told_percentiles(estimate.cost.distribution)
        return {
            "key": self.key or None,
            "name": self.name,
            "hours": {**self.hours.as_dict(), **chances},
            "fte": self.fte.as_dict(),
            "money": None if money is None else {**money.as_dict(), **dearer},
            "currency": None if money is None else money.likely.currency,
            "budget": None if budget is None else budget.text,
            "findings": self.findings,
            "change": None if self.change is None else self.change.as_dict(),
        }

    def __repr__(self) -> str:
        return f"<Variant {self.key or 'the plan'!r}: {self.assessment.estimate.weekly} a week>"


@value
@frozen(repr=False, eq=False)
class Comparison(Tabular):
    """A plan and its scenarios side by side, in the order of the plan."""

    #: The plan itself first, then each scenario.
    variants: tuple[Variant, ...]

    def __getitem__(self, key: str) -> Variant:
        for each in self.variants:
            if each.key == key:
                return each
        known = [each.key for each in self.variants if each.key]
        raise UnknownName("scenario", key, nearest(str(key), known))

    def __iter__(self) -> Iterator[Variant]:
        return iter(self.variants)

    def __len__(self) -> int:
        return len(self.variants)

    @property
    def plan(self) -> Variant:
        """The plan itself."""
        return self.variants[0]

    @property
    def broken(self) -> bool:
        """Whether a rule broke or could not be loaded, so that findings may be missing."""
        return any(each.assessment.broken for each in self.variants)

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain data, as ``scenarios --format json`` shows it."""
        return {
            "schema": 1,
            "plan": {"name": self.plan.assessment.plan.name},
            "unit": "h",
            "variants": [each.as_dict() for each in self.variants],
        }

    def to_rows(self) -> list[dict[str, Any]]:
        """Return a flat row for the plan and for each scenario, as a data frame takes them.

        Hours and money are those of a typical week; changes are the likely ones.
        """
        return [_row(each) for each in self.variants]

    def table(self) -> Table:
        """Return the rows of :meth:`to_rows` as a table."""
        return Table.from_rows(_COLUMNS.items(), self.to_rows())

    def __repr__(self) -> str:
        told = ", ".join(each.key for each in self.variants[1:]) or "no scenarios"
        return f"<Comparison of {self.plan.assessment.plan.name!r}: {told}>"


def _row(variant: Variant) -> dict[str, Any]:
    hours = variant.hours.as_dict()
    money: dict[str, Any] = {} if variant.money is None else dict(variant.money.as_dict())
    change = {} if variant.change is None else variant.change.as_dict()
    return {
        "scenario": variant.key,
        "name": variant.name,
        "hours_low": hours["low"],
        "hours": hours["likely"],
        "hours_high": hours["high"],
        "hours_p80": variant.hours_p80.hours,
        "fte": variant.fte.likely,
        "money_low": money.get("low"),
        "money": money.get("likely"),
        "money_high": money.get("high"),
        "money_p80": None if variant.money_p80 is None else float(variant.money_p80.amount),
        "currency": None if variant.money is None else variant.money.likely.currency,
        "budget": None if variant.budget is None else variant.budget.text,
        **{f"{level}_findings": count for level, count in variant.findings.items()},
        "hours_change": change.get("hours_per_week"),
        "money_change": change.get("money_per_week"),
    }


def compare(
    plan: Plan,
    *,
    select: Iterable[str] = (),
    extend: Iterable[str] = (),
    ignore: Iterable[str] = (),
    rules: RuleSet | Iterable[Rule] | None = None,
    settings: RuleSettings | None = None,
    today: date | None = None,
) -> Comparison:
    """Return *plan* and each of its scenarios side by side.

    >>> from aufwand.model import Activity, Scenario
    >>> plan = Plan(
    ...     "Bakery",
    ...     activities=[Activity("content", duration="4 h")],
    ...     scenarios=[Scenario("half", set={"activities.content.times": 0.5})],
    ... )
    >>> found = compare(plan, select=["AUD104"])
    >>> found["half"]
    <Variant 'half': 2 h a week>
    >>> print(found["half"].change)
    -2 h

    Args:
        plan: The plan; each scenario is asked as its own ``rules`` say.
        select: Codes, families, beginnings or names of the rules to ask; none: those that the
            plan selects, or all stable ones.
        extend: The same, of rules to ask beside those.
        ignore: The same, of rules not to ask.
        rules: The rules to choose from; left out, those of all installed packages.
        settings: Settings below those of the plan, such as a company's own.
        today: The day on which acceptances must still hold; left out, all do.

    Raises:
        Fault: If *plan* is no plan or *today* no day.
        UnknownName: If *select*, *extend* or *ignore* names no rule.
        InvalidPlan: With everything that is wrong with the settings of rules.
    """
    if not isinstance(plan, Plan):
        raise Fault(plan, "a Plan")
    if rules is not None and not isinstance(rules, RuleSet):
        rules = RuleSet(rules)
    given: dict[str, Any] = {"rules": rules, "settings": settings, "today": today}
    # All are asked the same, even where the names can be gone through only once.
    for name, each in (("select", select), ("extend", extend), ("ignore", ignore)):
        given[name] = each if isinstance(each, str) else tuple(each)
    base = assess(plan, **given)
    variants = [_variant("", plan.name, base, base)]
    for scenario in plan.scenarios:
        found = assess(plan.scenario(scenario.key), **given)
        variants.append(_variant(scenario.key, scenario.label, found, base))
    return Comparison(tuple(variants))


def _variant(key: str, name: str, found: Assessment, base: Assessment) -> Variant:
    try:
        change = difference(found.estimate, base.estimate)
    except MixedCurrencies:
        change = None
    return Variant(key, name, found, change)
