"""The plans on which rules are tried out, each with its facts, and kept for the next check."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from contextlib import redirect_stdout
from doctest import DocTestParser
from functools import lru_cache
from io import StringIO
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeAlias, cast
from weakref import WeakKeyDictionary

from aufwand.errors import Fault
from aufwand.model import Plan
from aufwand.rules import Facts, RuleSet
from aufwand.rules._judging import judged
from aufwand.rules.engine import JUDGING
from aufwand.testing._around import joined, neighbours
from aufwand.testing._asking import TODAY, findings, together

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from aufwand.rules import Rule

__all__ = ["EXAMPLES", "Plans", "examples_of", "facts_for", "facts_of", "trips"]

#: Plans, or a strategy that draws them.
Plans: TypeAlias = "Iterable[Plan] | SearchStrategy[Plan]"

#: How many plans are drawn for a rule, if nobody says otherwise.
EXAMPLES = 50

#: Most neighbours of one plan.
AROUND = 60

_SEEN = "_aufwand_seen"

_kept: WeakKeyDictionary[Rule, dict[int, tuple[Facts, ...]]] = WeakKeyDictionary()


def facts_for(rule: Rule, plans: Plans | None, examples: int) -> tuple[Facts, ...]:
    """Return what *rule* is asked about.

    Left to itself, that is what its own example is about, plans a small change away from those,
    plans that were drawn, and plans that were drawn around one that trips it.

    Args:
        rule: The rule.
        plans: Plans, or a strategy that draws them, instead.
        examples: How many are drawn.

    Raises:
        Fault: If *plans* are no plans.
    """
    if plans is None:
        kept = _kept.setdefault(rule, {})
        if examples not in kept:
            kept[examples] = tuple(facts_of(rule, each) for each in _usual(rule, examples))
        return kept[examples]
    found: Any = plans
    if hasattr(plans, "validate") and hasattr(plans, "example"):
        found = _drawn(cast("SearchStrategy[Plan]", plans), examples)
    given = (found,) if isinstance(found, Plan) else tuple(found)
    for each in given:
        if not isinstance(each, Plan):
            raise Fault(each, "a Plan")
    return tuple(facts_of(rule, each) for each in given)


def facts_of(rule: Rule, plan: Plan) -> Facts:
    """Return the facts of *plan*, with its acceptances judged if *rule* is about them."""
    facts = Facts.of(plan)
    if rule.family != JUDGING:
        return facts
    rules = RuleSet.installed()
    asked = {each.code for each in rules}
    return facts.anew(judged(list(together(rule, facts)), rules, asked, plan, TODAY))


def trips(rule: Rule, plan: Plan) -> bool:
    """Return whether *rule* finds something in *plan*."""
    return bool(findings(rule, Facts.of(plan)))


def _usual(rule: Rule, examples: int) -> Iterable[Plan]:
    shown = examples_of(rule)
    made: dict[Plan, None] = dict.fromkeys(shown)
    for each in shown:
        made.update(dict.fromkeys(islice(neighbours(each), AROUND)))
    drawn = _usually_drawn(examples)
    made.update(dict.fromkeys(drawn))
    seeds = [each for each in shown if trips(rule, each)]
    if seeds:
        for number, other in enumerate(drawn[: examples // 4]):
            seed = seeds[number % len(seeds)]
            made[joined(seed, other, lambda plan: trips(rule, plan))] = None
    return made


@lru_cache(maxsize=4)
def _usually_drawn(examples: int) -> tuple[Plan, ...]:
    from aufwand.testing.strategies import plans

    return _drawn(plans(currency="EUR") | plans(), examples)


def _drawn(strategy: SearchStrategy[Plan], examples: int) -> tuple[Plan, ...]:
    """Return what Hypothesis draws, the same every time."""
    from hypothesis import HealthCheck, Phase, given, settings

    drawn: list[Plan] = []
    every: list[Any] = list(HealthCheck)

    def keep(plan: Plan) -> None:
        drawn.append(plan)

    draw = settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=every,
    )(given(strategy)(keep))
    draw()
    return tuple(drawn)


def examples_of(rule: Rule) -> tuple[Plan, ...]:
    """Return every plan that the example of a rule's page makes, in order."""
    code = "\n".join(
        each.source for each in DocTestParser().get_examples(rule.sections().get("Example", ""))
    )
    seen: dict[Plan, None] = {}

    def watched(value: object) -> object:
        if isinstance(value, Plan):
            seen[value] = None
        return value

    try:
        tree = ast.fix_missing_locations(_Watched().visit(ast.parse(code)))
        with redirect_stdout(StringIO()):
            exec(compile(tree, f"<example of {rule.code}>", "exec"), {_SEEN: watched})  # noqa: S102 - a rule's own example, which its documentation runs as well
    except Exception:
        # Whether it runs is looked at by a check of its own.
        return tuple(seen)
    return tuple(seen)


class _Watched(ast.NodeTransformer):
    """Puts a call of the watcher around every call."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        return ast.Call(ast.Name(_SEEN, ast.Load()), [node], [])
