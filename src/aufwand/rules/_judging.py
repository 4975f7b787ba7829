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
    places: dict[tuple[str, str], list[int]] = {}
    for place, finding in enumerate(findings):
        for where in dict.fromkeys(("", finding.path)):
            places.setdefault((finding.code, where), []).append(place)
    # A plan can accept thousands, and one of them can be about a thousand findings.
    still: dict[tuple[str, str], tuple[Finding, ...]] = {}
    made: list[Judgement] = []
    for index, each in enumerate(plan.accepted):
        rule = known.get(each.rule)
        about = "" if rule is None else rule.code, each.where
        if about not in still:
            here = [findings[place] for place in places.get(about, ())]
            still[about] = tuple(finding for finding in here if finding.accepted is None)
        found = still[about]
        state = _state(each, rule, found, asked, today, rules.resting)
        if state == "holds":
            for place in places[about]:
                if findings[place].accepted is None:
                    findings[place] = findings[place].accepted_by(each)
            found = tuple(finding.accepted_by(each) for finding in found)
            still.clear()
        elif state == "unused":
            # Such findings elsewhere: perhaps one of them was meant.
            elsewhere = [findings[place] for place in places.get((about[0], ""), ())]
            found = tuple(finding for finding in elsewhere if finding.accepted is None)
        made.append(Judgement(each, index, state, found))
    return tuple(made)


def _state(
    acceptance: Acceptance,
    rule: Rule | None,
    found: tuple[Finding, ...],
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
    if not acceptance.where and any(each.path != found[0].path for each in found):
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
