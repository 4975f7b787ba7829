"""Trying out one rule: everything every rule has to do, and what this one says of a plan."""

from __future__ import annotations

from collections.abc import Iterable
from math import isclose
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from attrs import evolve, field, frozen

from aufwand.errors import Fault, InvalidPlan, UnknownName, nearest
from aufwand.model import Plan
from aufwand.rules import LEVELS, Facts, Finding, Measure, Rule
from aufwand.rules.measure import measured_as
from aufwand.rules.options import made_from
from aufwand.testing._asking import findings
from aufwand.testing._plans import EXAMPLES
from aufwand.testing.checks import CHECKS
from aufwand.testing.failing import FailedCheck, FailedChecks
from aufwand.units import LANGUAGES, Effort, EffortRate, Money, MoneyRate
from aufwand.units._pattern import Pattern

if TYPE_CHECKING:
    from aufwand.rules.measure import Measured
    from aufwand.testing._plans import Plans
    from aufwand.testing.check import Check

__all__ = ["Given", "RuleCheck", "check_rule"]

_NUMBER_AND_UNIT = Pattern(r"(-?[0-9][0-9_,]*(?:\.[0-9]+)?)\s+(\S.*)")

# What has passed all checks, with how many plans; it need not pass them again.
_passed: WeakKeyDictionary[Rule, int] = WeakKeyDictionary()


def check_rule(
    rule: Rule,
    *,
    plans: Plans | None = None,
    examples: int = EXAMPLES,
    checks: Iterable[Check] = CHECKS,
) -> RuleCheck:
    """Run every check on *rule*, and return it ready to be asked about plans of your own.

    >>> from aufwand.guidance.staffing import activity_without_role
    >>> from aufwand.model import Activity, Plan
    >>> plan = Plan("Bakery", activities=[Activity("posts", duration="6 h")])
    >>> rule = check_rule(activity_without_role)
    >>> rule.given(plan).finds(at="activities.posts", measured="6 h/week").and_nothing_else()
    >>> rule.given(Plan("Bakery")).passes()

    A rule that has passed is not checked again in the same process. To ask a rule about plans
    while its page is not written yet, begin with :class:`RuleCheck` instead: it checks nothing by
    itself.

    Args:
        rule: The rule.
        plans: Plans, or a strategy that draws them; left out, those of the rule's own example,
            plans a small change away from those, plans that are drawn, and plans drawn around
            one that trips it.
        examples: How many plans are drawn.
        checks: The checks to run.

    Raises:
        FailedChecks: With everything that is wrong, each with the smallest plan found that
            shows it.
        Fault: If *rule* is no rule or *plans* are no plans.
    """
    made = RuleCheck(rule)
    wanted = tuple(checks)
    usual = plans is None and wanted == CHECKS
    if usual and _passed.get(rule, 0) >= examples:
        return made
    failed: list[FailedCheck] = []
    # A strategy draws the same plans every time; what can be gone through but once is kept.
    kept: Any = tuple(plans) if isinstance(plans, Iterable) else plans
    for each in wanted:
        try:
            each.trying(kept, examples)(rule)
        except FailedCheck as failure:
            failed.append(failure)
    if failed:
        raise FailedChecks(f"{rule.code} {rule.name}", failed)
    if usual:
        _passed[rule] = examples
    return made


def _rule(value: Rule) -> Rule:
    if not isinstance(value, Rule):
        raise Fault(value, "a Rule, as the decorator rule(…) makes it")
    return value


@frozen
class RuleCheck:
    """A rule that can be asked about plans of your own.

    Raises:
        Fault: If *rule* is no rule.
    """

    #: The rule.
    rule: Rule = field(converter=_rule)

    def given(self, plan: Plan, **options: Any) -> Given:
        """Return what the rule says of *plan*.

        What the plan says of rules is left aside: the rule is asked, at its own level.

        Args:
            plan: The plan.
            **options: Options of the rule that are not as by default, as a plan file has them:
                ``least="3 h"``.

        Raises:
            Fault: If *plan* is no plan.
            InvalidPlan: With everything that is wrong with the options.
            BaseException: What the rule raises.
        """
        if not isinstance(plan, Plan):
            raise Fault(plan, "a Plan")
        made, faults = made_from(self.rule.options, options, self.rule.code)
        if faults:
            raise InvalidPlan("options", faults)
        found = findings(self.rule, Facts.of(plan), made, strict=True)
        return Given(self.rule, plan, found)


@frozen
class Given:
    """What a rule says of a plan, ready to be compared with what is expected of it."""

    #: The rule.
    rule: Rule

    #: The plan.
    plan: Plan

    #: What the rule says of it.
    findings: tuple[Finding, ...]

    #: Those of them that were expected so far.
    expected: tuple[Finding, ...] = ()

    def finds(
        self,
        *,
        at: str | None = None,
        measured: str | Measured | None = None,
        limit: str | Measured | None = None,
        cost: str | Effort | Money | None = None,
        level: str | None = None,
        saying: str | None = None,
        remedy: str | None = None,
        times: int | None = None,
    ) -> Given:
        """Expect findings of this kind, and return what is needed to expect more of them.

        What is left out can be anything.

        Args:
            at: The path, for example ``roles.pr``.
            measured: What is so, with its unit: ``"6 h/week"``, ``"3 channels"``, an effort.
            limit: What it was compared with.
            cost: The likely effort or money that it costs in a week: ``"2 h/week"``.
            level: Its level.
            saying: A part of its message, in any language.
            remedy: The title of one of its remedies, in any language.
            times: How many there are; left out, at least one.

        Raises:
            FailedCheck: If there are none, or not as many.
            Fault: If *measured*, *limit* or *cost* is no number with its unit.
            UnknownName: If there is no such *level*.
        """
        if level is not None and level not in LEVELS:
            raise UnknownName("level", level, nearest(str(level), LEVELS))
        wanted = {
            "at": at,
            "measured": None if measured is None else _measure(measured),
            "limit": None if limit is None else _measure(limit),
            "cost": None if cost is None else _measure(cost),
            "level": level,
            "saying": saying,
            "remedy": remedy,
        }
        wanted = {name: each for name, each in wanted.items() if each is not None}
        found = tuple(each for each in self.findings if _fits(each, wanted))
        if not found or (times is not None and len(found) != times):
            number = "a finding" if times is None else f"{times} findings"
            told = ", ".join(f"{name}={_told(each)}" for name, each in wanted.items())
            raise self._failure(f"expected {number}{' with ' if told else ''}{told}")
        return evolve(self, expected=(*self.expected, *found))

    def and_nothing_else(self) -> None:
        """Expect that there is nothing beside what was expected.

        Raises:
            FailedCheck: If there is.
        """
        if any(each not in self.expected for each in self.findings):
            raise self._failure("expected nothing else")

    def passes(self) -> None:
        """Expect that the rule has nothing to say of the plan.

        Raises:
            FailedCheck: If it has.
        """
        if self.findings:
            raise self._failure("expected no finding")

    def _failure(self, expected: str) -> FailedCheck:
        found = "; ".join(_line(each) for each in self.findings) or "nothing"
        called = f"{self.rule.code} {self.rule.name}"
        return FailedCheck(called, "", f"{expected}; it finds {found}", self.plan)


def _fits(finding: Finding, wanted: dict[str, Any]) -> bool:
    return all(_is_so(finding, name, each) for name, each in wanted.items())


def _is_so(finding: Finding, name: str, wanted: Any) -> bool:
    if name == "measured":
        return _same(finding.measured, wanted)
    if name == "limit":
        return _same(finding.limit, wanted)
    if name == "cost":
        return any(_same(each, wanted) for each in _costs(finding))
    if name == "saying":
        return any(wanted in finding.say(lang) for lang in LANGUAGES)
    if name == "remedy":
        return any(wanted == each.say(lang) for each in finding.remedies for lang in LANGUAGES)
    is_so: bool = wanted == (finding.path if name == "at" else finding.level)
    return is_so


def _costs(finding: Finding) -> list[Measure]:
    cost = finding.cost
    if cost is None:
        return []
    return [measured_as(each)[0] for each in (cost.effort, cost.money) if each is not None]


def _same(found: Measure | None, wanted: Measure) -> bool:
    return (
        found is not None
        and found.unit == wanted.unit
        and isclose(found.value, wanted.value, rel_tol=1e-9, abs_tol=1e-12)
    )


def _measure(value: str | Measured) -> Measure:
    """Return *value* as a measure; text as people write it, of any period."""
    if not isinstance(value, str):
        return measured_as(value)[0]
    for parse in (EffortRate.parse, MoneyRate.parse):
        try:
            return measured_as(parse(value).weekly)[0]
        except Fault:
            continue
    found = _NUMBER_AND_UNIT.fullmatch(value.strip())
    if found is None:
        raise Fault(value, "a number with its unit, such as '6 h/week' or '3 channels'")
    return Measure(float(found[1].replace(",", "").replace("_", "")), found[2])


def _told(value: Any) -> str:
    return str(value) if isinstance(value, Measure) else repr(value)


def _line(finding: Finding) -> str:
    told = [f"at {finding.path}" if finding.path else "of the whole plan", finding.level]
    for name, measure in (("measured", finding.measured), ("limit", finding.limit)):
        if measure is not None:
            told.append(f"{name} {measure}")
    if finding.cost:
        told.append(f"cost {finding.cost}")
    told += [f"remedy {each.title!r}" for each in finding.remedies]
    return f"{finding.message!r} ({', '.join(told)})"
