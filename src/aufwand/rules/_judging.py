"""Which findings somebody lives with, and how each acceptance fares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aufwand.rules._failing import rule_failed
from aufwand.rules.judgement import Judgement
from aufwand.units import EffortRate

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from aufwand.model import Acceptance, Plan
    from aufwand.rules.finding import Finding
    from aufwand.rules.rule import Rule
    from aufwand.rules.rule_set import RuleSet

__all__ = ["judged"]


def judged(
    findings: list[Finding],
    rules: RuleSet,
    asked: Collection[str],
    plan: Plan,
    today: date | None,
) -> tuple[Judgement, ...]:
    """Return how each acceptance of *plan* fares, and mark in *findings* what is accepted.

    Args:
        findings: What was found; those that are accepted are replaced.
        rules: All rules that are known.
        asked: The codes of the rules that were asked.
        plan: The plan.
        today: The day on which acceptances must still hold; nothing: all do.
    """
    known: dict[str, Rule] = {}
    for rule in (*rules, rule_failed):
        known.update(dict.fromkeys(rule.names, rule))
    made: list[Judgement] = []
    for index, each in enumerate(plan.accepted):
        rule = known.get(each.rule)
        code = rule.code if rule is not None else ""
        found = [
            place
            for place, finding in enumerate(findings)
            if finding.code == code
            and each.where in {"", finding.path}
            and finding.accepted is None
        ]
        state = _state(
            each, rule, [findings[place] for place in found], asked, today, rules.resting
        )
        if state == "holds":
            for place in found:
                findings[place] = findings[place].accepted_by(each)
        made.append(Judgement(each, index, state, tuple(findings[place] for place in found)))
    return tuple(made)


def _state(
    acceptance: Acceptance,
    rule: Rule | None,
    found: list[Finding],
    asked: Collection[str],
    today: date | None,
    resting: Collection[str],
) -> str:
    if rule is None:
        return "resting" if acceptance.rule.rstrip("0123456789") in resting else "unknown"
    if today and acceptance.until and acceptance.until < today:
        return "expired"
    if not found:
        return "unused" if rule.code in asked else "resting"
    if not acceptance.where and len({finding.path for finding in found}) > 1:
        return "several"
    return "outgrown" if any(_beyond(acceptance, each) for each in found) else "holds"


def _beyond(acceptance: Acceptance, finding: Finding) -> bool:
    """Return whether a finding costs more than was accepted; what has no price cannot."""
    limit, cost = acceptance.up_to, finding.cost
    if limit is None or cost is None:
        return False
    if isinstance(limit, EffortRate):
        return cost.effort is not None and cost.effort.likely > limit.weekly
    # A plan has one currency, and its prices with it.
    return cost.money is not None and cost.money.likely > limit.weekly
