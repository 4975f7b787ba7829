"""Checks of what a rule does: that it only looks, and always sees the same."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from aufwand.model.plan import COLLECTIONS
from aufwand.rules import Facts
from aufwand.testing._asking import asked, findings, says_the_same_twice, together
from aufwand.testing._plans import facts_of
from aufwand.testing.check import of_plans

if TYPE_CHECKING:
    from aufwand.model import Plan
    from aufwand.rules import Finding, Rule

__all__ = ["alone_as_together", "deterministic", "never_breaks", "order_independent", "pure"]


@of_plans
def never_breaks(rule: Rule, facts: Facts) -> Iterator[str]:
    """Whatever the plan is, it gives matches, at most 1,000 of them, and raises nothing."""
    wrong = asked(rule, facts).wrong
    if wrong:
        yield wrong


@of_plans
def pure(rule: Rule, facts: Facts) -> Iterator[str]:
    """It changes neither the plan nor anything that belongs to all, and prints nothing."""
    did = asked(rule, facts)
    if did.changed:
        yield "it changes the plan or its estimate"
    if did.printed:
        yield f"it prints {did.printed[:60]!r}"
    if did.warned:
        yield f"it warns: {did.warned}"
    for each in did.disturbed:
        yield f"it changes or uses up {each}"


@of_plans
def deterministic(rule: Rule, facts: Facts) -> Iterator[str]:
    """It says the same of a plan twice, and of that plan when it has travelled."""
    first = findings(rule, facts)
    if first != findings(rule, facts):
        yield "asked twice, it says something else the second time"
    rebuilt = Facts.of(pickle.loads(pickle.dumps(facts.plan)))  # noqa: S301 - dumped here
    if first != findings(rule, rebuilt):
        yield "of the same plan, rebuilt by pickle, it says something else"


@of_plans
def order_independent(rule: Rule, facts: Facts) -> Iterator[str]:
    """The order in which a plan lists its parts makes no difference."""
    first = findings(rule, facts)
    for moved in _reordered(facts.plan):
        other = findings(rule, facts_of(rule, moved))
        if first != other and says_the_same_twice(rule, facts):
            yield f"{_apart(first, other)} when the parts of the plan stand in another order"


def _reordered(plan: Plan) -> Iterator[Plan]:
    backwards: dict[str, Any] = {}
    turned: dict[str, Any] = {}
    for collection in COLLECTIONS:
        parts = getattr(plan, collection)
        backwards[collection] = parts[::-1]
        turned[collection] = parts[1:] + parts[:1]
    for each in (backwards, turned):
        moved = plan.with_(**each)
        if moved != plan:
            yield moved


@of_plans
def alone_as_together(rule: Rule, facts: Facts) -> Iterator[str]:
    """It says the same alone as among all installed rules."""
    alone = findings(rule, facts)
    among = tuple(each for each in together(rule, facts) if each.code == rule.code)
    if alone != among and says_the_same_twice(rule, facts):
        yield f"{_apart(alone, among)} when other rules are asked before it"


def _apart(one: tuple[Finding, ...], other: tuple[Finding, ...]) -> str:
    """Return what differs, as the beginning of a sentence."""
    if len(one) != len(other):
        return f"it finds {len(other)} instead of {len(one)}"
    pairs = zip(one, other, strict=True)
    before, now = next((each, instead) for each, instead in pairs if each != instead)
    if str(before) == str(now):
        return (
            f"what it finds at {before.path or 'the plan'} differs in what its message leaves out"
        )
    return f"it says {str(now)!r} instead of {str(before)!r}"
