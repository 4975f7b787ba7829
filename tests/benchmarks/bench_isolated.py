"""What it costs to ask rules in a process of their own, beside asking them here.

Run ``python tests/benchmarks/bench_isolated.py``; the process has been started before.
"""

from __future__ import annotations

from _flat_rules import RULES
from _peers import interleaved, realistic_plan

from aufwand.rules import Isolated, RuleSet, assess

#: Most milliseconds more for one run.
GOAL = 10


def main() -> None:
    """Print how much longer a run takes with one rule and with 25, beside all of ours."""
    # Every run has a plan that was not seen before, as in a service.
    plan = realistic_plan()
    plans = iter([plan.with_(name=f"Bakery {number}") for number in range(1_000)])
    for number in (1, len(RULES)):
        rules = RuleSet([*RuleSet.installed(), *RULES[:number]])
        with Isolated(rules) as isolated:

            def elsewhere(isolated: Isolated = isolated) -> None:
                isolated.assess(next(plans))

            def here(rules: RuleSet = rules) -> None:
                assess(next(plans), rules=rules)

            elsewhere()
            times = interleaved({"elsewhere": elsewhere, "here": here}, repeats=200)
        more = 1_000 * (times["elsewhere"] - times["here"])
        print(f"isolated, {number} rules of others: {more:.2g} ms more a run (goal {GOAL})")


if __name__ == "__main__":
    main()
