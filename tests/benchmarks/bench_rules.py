"""How long asking the rules takes, beside the bare functions and beside the estimate.

Run ``python tests/benchmarks/bench_rules.py``; only the ratios mean anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from _peers import asked, interleaved, ratio_line, realistic_plan

from aufwand.estimates import estimate
from aufwand.model import Activity, Audience, Channel, Plan, Role
from aufwand.rules import Facts, Match, Rule, RuleSet, assess, rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def noisy_plan() -> Plan:
    """Return the realistic plan with something to say by nearly every rule."""
    plan = realistic_plan()
    return plan.adding(
        Audience("nobody_meets_them"),
        Channel("alone"),
        Role("without"),
        Activity("left", duration="1 h"),
        Activity("right", duration="1 h", roles="without"),
    ).with_(budget="1 EUR/week")


def _flat(number: int, collection: str, found: Callable[[object], object]) -> Rule:
    """Return a rule that asks one thing of every part of one collection."""

    def function(facts: Facts) -> Iterator[Match]:
        for part in getattr(facts.plan, collection):
            if found(part):
                yield Match(f"{collection}.{part.key}", name=part.label)

    return rule(f"ACME{number:03}", f"flat-{number}", message="{name} is so")(function)


def flat_rules() -> RuleSet:
    """Return 25 rules of somebody else: flat predicates over the parts of a plan."""
    asked: list[tuple[str, Callable[..., object]]] = [
        ("activities", lambda part: not part.roles),
        ("activities", lambda part: part.people > 3),
        ("activities", lambda part: part.times > 20),
        ("activities", lambda part: part.area == "crisis"),
        ("activities", lambda part: len(part.channels) > 4),
        ("channels", lambda part: part.pieces > 10),
        ("channels", lambda part: part.answered < 0.5),
        ("channels", lambda part: part.status == "closed"),
        ("roles", lambda part: part.rate is None),
        ("roles", lambda part: part.people > 4),
    ]
    return RuleSet([_flat(number, *asked[number % len(asked)]) for number in range(25)])


def engine_ratio(what: str, rules: RuleSet, plan: Plan) -> str:
    """Return how long the engine takes to ask *rules* beside the bare functions."""
    # Both look at the same facts, whose sums are made before.
    facts = Facts.of(plan)
    found = rules.run(facts)
    functions = [rule.function for rule in rules if rule.options is None]
    others = [(rule.function, rule.options()) for rule in rules if rule.options is not None]

    def engine() -> None:
        rules.run(facts)

    def bare() -> None:
        for function in functions:
            list(function(facts))
        for function, options in others:
            list(function(facts, options))

    times = interleaved({"engine": engine, "bare": bare}, repeats=200)
    told = f"{len(rules)} {what} through the engine / bare, {len(found)} findings"
    return ratio_line(told, times["engine"], times["bare"], 2)


def whole_ratio(plan: Plan) -> str:
    """Return how long a whole check with all rules takes beside the estimate of the plan.

    The estimate is what a report shows of it: the week, its parts and its cost. Beside it stands
    the estimate of which nothing is asked yet.
    """
    times = interleaved(
        {
            "assess": lambda: assess(plan),
            "asked": lambda: asked(plan),
            "bare": lambda: estimate(plan),
        },
        repeats=50,
    )
    told = f"whole check of {len(plan.activities)} activities / their estimate"
    beside = ratio_line(told, times["assess"], times["asked"], 8)
    return f"{beside}; {times['assess'] / times['bare']:.2g} where none of it is asked"


def main() -> None:
    """Print the ratios for a plan that little is said about, and for one with many findings."""
    own, flat = RuleSet.installed().select(), flat_rules()
    for name, plan in (("quiet", realistic_plan()), ("noisy", noisy_plan())):
        print(engine_ratio(f"installed rules, {name},", own, plan))
        print(engine_ratio(f"flat predicates of others, {name},", flat, plan))
        print(whole_ratio(plan))


if __name__ == "__main__":
    main()
