"""Strategies for plans around a plan: a few small changes away, or with more beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aufwand.testing._around import after, changes, joined
from aufwand.testing._plans import examples_of, trips
from aufwand.testing.strategies._drawing import InvalidArgument, in_order, st

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy

    from aufwand.model import Plan
    from aufwand.rules import Rule

__all__ = ["near", "seeds_of", "tripping"]


def near(plan: Plan, *, max_changes: int = 2) -> SearchStrategy[Plan]:
    """Return a strategy for plans that are a few small changes away from *plan*.

    A part is left out, a field is as by default, a number goes up or down. What would not be
    sound is passed over, so every one of them is. Examples shrink to *plan* itself.

    Args:
        plan: The plan.
        max_changes: The highest number of changes.

    Raises:
        InvalidArgument: If *max_changes* is below zero.
    """
    in_order(0, max_changes, "changes")
    return _near(plan, st.lists(st.integers(0, 9_999), max_size=max_changes))


# Of a composite strategy Hypothesis shows what it drew, not how.
@st.composite
def _near(draw: DrawFn, plan: Plan, numbers: SearchStrategy[list[int]]) -> Plan:
    for number in draw(numbers):
        possible = tuple(changes(plan))
        plan = after(plan, possible[number % len(possible)]) or plan
    return plan


def seeds_of(rule: Rule) -> tuple[Plan, ...]:
    """Return the plans in the example of a rule that it finds something in.

    Raises:
        InvalidArgument: If there are none.
    """
    found = tuple(each for each in examples_of(rule) if trips(rule, each))
    if not found:
        raise InvalidArgument(f"the example of {rule.code} shows no plan that trips it")
    return found


@st.composite
def tripping(draw: DrawFn, rule: Rule, seeds: Sequence[Plan], others: SearchStrategy[Plan]) -> Plan:
    """Return one of *seeds* with as much of another plan as leaves *rule* something to find."""
    return joined(draw(st.sampled_from(seeds)), draw(others), lambda plan: trips(rule, plan))
