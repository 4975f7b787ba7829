"""How long 25 rules take here, beside rule engines that read their rules as text or as tables.

Run ``python tests/benchmarks/bench_rule_engines.py``; only the ratios mean anything. Every engine
asks the same 25 things of the same 40 activities, each of them as a plan file has it, and finds as
many.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import rule_engine
import zen
from _peers import interleaved, ratio_line, realistic_plan
from json_logic import jsonLogic

from aufwand.planfile import dumps
from aufwand.rules import Facts, Match, Rule, RuleSet, rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aufwand.model import Plan

#: What is asked, as each of the others reads it.
_ASKED = ("people > 3", "times > 20", "times < 1", 'area == "crisis"', 'key == "a7"')


def _crowded(facts: Facts) -> Iterator[Match]:
    for activity in facts.plan.activities:
        if activity.people > 3:
            yield Match(f"activities.{activity.key}")


def _frequent(facts: Facts) -> Iterator[Match]:
    for activity in facts.plan.activities:
        if activity.times > 20:
            yield Match(f"activities.{activity.key}")


def _rare(facts: Facts) -> Iterator[Match]:
    for activity in facts.plan.activities:
        if activity.times < 1:
            yield Match(f"activities.{activity.key}")


def _in_crisis(facts: Facts) -> Iterator[Match]:
    for activity in facts.plan.activities:
        if activity.area == "crisis":
            yield Match(f"activities.{activity.key}")


def _the_seventh(facts: Facts) -> Iterator[Match]:
    for activity in facts.plan.activities:
        if activity.key == "a7":
            yield Match(f"activities.{activity.key}")


_FUNCTIONS = (_crowded, _frequent, _rare, _in_crisis, _the_seventh)


def _rule(number: int, function: Callable[[Facts], Iterator[Match]]) -> Rule:
    return rule(f"ACME{number:03}", f"flat-{number}", message="It is so")(function)


def as_written(plan: Plan) -> list[dict[str, Any]]:
    """Return the activities of *plan* as a plan file has them, with what is so by default."""
    written: list[dict[str, Any]] = json.loads(dumps(plan, "json"))["activities"]
    return [{"people": 1, "times": 1, "area": each["key"], **each} for each in written]


def main() -> None:
    """Print the ratios."""
    plan = realistic_plan()
    facts = Facts.of(plan)
    numbers = range(25)
    rules = RuleSet([_rule(number, _FUNCTIONS[number % len(_FUNCTIONS)]) for number in numbers])
    texts = [_ASKED[number % len(_ASKED)] for number in numbers]
    items = as_written(plan)
    read = [rule_engine.Rule(text) for text in texts]
    compiled = [zen.compile_expression(text) for text in texts]
    tables = [_table(*text.split(" ")) for text in texts]

    def aufwand() -> int:
        return len(rules.run(facts))

    def zens() -> int:
        return sum(bool(one.evaluate(item)) for one in compiled for item in items)

    def engines() -> int:
        return sum(one.matches(item) for one in read for item in items)

    def logic() -> int:
        return sum(bool(jsonLogic(one, item)) for one in tables for item in items)

    contenders = {"aufwand": aufwand, "zen": zens, "rule-engine": engines, "json-logic": logic}
    assert {contender() for contender in contenders.values()} == {5}
    times = interleaved(contenders, repeats=30)
    for name in ("rule-engine", "zen", "json-logic"):
        told = f"25 predicates over 40 activities / {name}"
        print(ratio_line(told, times["aufwand"], times[name], 0.05))


def _table(name: str, sign: str, limit: str) -> dict[str, Any]:
    """Return what is asked as a table."""
    return {sign: [{"var": name}, json.loads(limit)]}


if __name__ == "__main__":
    main()
