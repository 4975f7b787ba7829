"""How long the engine takes to ask the rules, beside the bare functions on the same facts.

Run ``python tests/benchmarks/bench_rules.py``; only the ratios mean anything.
"""

from __future__ import annotations

from _peers import interleaved, ratio_line, realistic_plan

from aufwand.model import Activity, Audience, Channel, Plan, Role
from aufwand.rules import Facts, RuleSet


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


def main() -> None:
    """Print the ratio for a plan that little is said about, and for one with many findings."""
    rules = RuleSet.installed().select()
    functions = [rule.function for rule in rules]
    for name, plan in (("quiet", realistic_plan()), ("noisy", noisy_plan())):
        # Both look at the same facts, whose sums are made before.
        facts = Facts.of(plan)
        found = rules.run(facts)

        def engine(facts: Facts = facts) -> None:
            rules.run(facts)

        def bare(facts: Facts = facts) -> None:
            for function in functions:
                list(function(facts))

        times = interleaved({"engine": engine, "bare": bare})
        what = f"{len(functions)} rules through the engine / bare, {name}, {len(found)} findings"
        print(ratio_line(what, times["engine"], times["bare"], 2.5))


if __name__ == "__main__":
    main()
