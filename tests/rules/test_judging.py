"""How acceptances fare."""

from __future__ import annotations

import time
from datetime import date

import pytest

from aufwand.model import Acceptance, Plan
from aufwand.rules import Judgement, Match, RuleSet, assess, rule
from aufwand.rules.judgement import STATES
from aufwand.units import Money, Range, hours

DAY = date(2027, 6, 30)


@rule("AAA001", "early", aliases=["first"])
def early(facts):
    """Find two things in one place, and one in another."""
    yield Match("roles.pr", discriminator="a", cost=(hours(2), Money(90, "EUR")))
    yield Match("roles.pr", discriminator="b", cost=hours(1))
    yield Match("roles.care")


@rule("BBB001", "single")
def single(facts):
    """Find one thing."""
    yield Match("budget")


@rule("BBB002", "silent")
def silent(facts):
    """Find nothing."""
    return []


@rule("SUP901", "listening")
def listening(facts):
    """Say how acceptances fare."""
    for each in facts.acceptances:
        yield Match(each.path, discriminator=each.state, findings=len(each.findings))


RULES = RuleSet([early, single, silent, listening], resting=frozenset({"ACME"}))


def judged(*accepted, **given):
    plan = Plan("Bakery", accepted=[Acceptance(reason="so", **each) for each in accepted])
    found = assess(plan, rules=RULES, today=DAY, **given)
    states = [each for each in found.findings if each.code == "SUP901"]
    return [(each.discriminator, dict(each.details)["findings"]) for each in states], found


class TestStates:
    @pytest.mark.parametrize(
        ("accepted", "state", "count"),
        [
            ({"rule": "AAA001", "where": "roles.pr"}, "holds", 2),
            ({"rule": "first", "where": "roles.care"}, "holds", 1),
            ({"rule": "single"}, "holds", 1),
            ({"rule": "AAA001"}, "several", 3),
            ({"rule": "AAA001", "where": "roles.nobody"}, "unused", 3),
            ({"rule": "silent"}, "unused", 0),
            ({"rule": "AAA"}, "unknown", 0),
            ({"rule": "ACME001"}, "resting", 0),
            ({"rule": "BBB001", "until": date(2027, 6, 29)}, "expired", 1),
            ({"rule": "BBB001", "until": DAY}, "holds", 1),
            ({"rule": "BBB001", "up_to": "1 h/week"}, "holds", 1),
            ({"rule": "AAA001", "where": "roles.pr", "up_to": "2 h/week"}, "holds", 2),
            ({"rule": "AAA001", "where": "roles.pr", "up_to": "119 min/week"}, "outgrown", 2),
            ({"rule": "AAA001", "where": "roles.pr", "up_to": "90 EUR/week"}, "holds", 2),
            ({"rule": "AAA001", "where": "roles.pr", "up_to": "89 EUR/week"}, "outgrown", 2),
            ({"rule": "AAA001", "where": "roles.care", "up_to": "1 EUR/week"}, "holds", 1),
            ({"rule": "INT001"}, "resting", 0),
        ],
    )
    def test_each_is_one_of_these(self, accepted, state, count):
        """And what it speaks of is accepted only where it holds."""
        states, found = judged(accepted)

        assert state in STATES
        assert [(state, count)] == states
        assert (count if state == "holds" else 0) == len(found.accepted)

    def test_it_rests_while_its_rule_does(self):
        """Nobody asked."""
        states, _ = judged({"rule": "silent"}, ignore=["silent"])

        assert [("resting", 0)] == states

    def test_the_first_that_fits_counts(self):
        """What is accepted needs no other; what is left may be one place now."""
        states, _ = judged(
            {"rule": "AAA001"},
            {"rule": "AAA001", "where": "roles.pr"},
            {"rule": "AAA001", "where": "roles.pr"},
            {"rule": "AAA001"},
            {"rule": "AAA001"},
        )

        assert [("several", 3), ("holds", 2), ("unused", 1), ("holds", 1), ("unused", 0)] == states

    def test_what_it_holds_is_marked(self):
        """In the judgement as in the result."""
        seen = []
        watching = rule("SUP902", "watching")(lambda facts: seen.extend(facts.acceptances) or [])
        plan = Plan("Bakery", accepted=[Acceptance(rule="single", reason="so")])
        (finding,) = assess(plan, rules=[single, watching]).findings

        assert [Judgement(plan.accepted[0], 0, "holds", (finding,))] == seen
        assert plan.accepted[0] == finding.accepted

    def test_thousands_are_judged_soon(self):
        """Each could be about a thousand findings."""
        many = rule("CCC001", "many")(lambda facts: [Match(f"a{n}") for n in range(1_000)])
        accepted = [Acceptance(rule="CCC001", reason="so") for _ in range(8_000)]
        accepted += [Acceptance(rule="CCC001", where=f"a{n}", reason="so") for n in range(500)]
        plan = Plan("Bakery", accepted=accepted)
        started = time.process_time()
        found = assess(plan, rules=[many])

        assert 500 == len(found.accepted)
        assert time.process_time() - started < 10


class TestCost:
    def test_of_one_part_the_most_hours_and_the_most_money_count(self):
        """They may be the same."""
        _, found = judged({"rule": "AAA001", "where": "roles.pr"}, {"rule": "single"})

        assert Range.at(hours(2)) == found.accepted_cost.effort
        assert Range.at(Money(90, "EUR")) == found.accepted_cost.money
        assert found.accepted_cost.as_dict() == found.as_dict()["accepted_cost"]

    @pytest.mark.parametrize(
        ("currency", "broken"), [("EUR", ["AAA002"]), ("USD", ["AAA001"]), (None, ["AAA002"])]
    )
    def test_money_of_two_currencies_is_never_added(self, currency, broken):
        """Who brings another one is told; where the plan has none, the first one counts."""

        def costing(code, currency):
            name = f"in-{currency.lower()}"
            return rule(code, name)(lambda facts: [Match(name, cost=Money(1, currency))])

        rules = [costing("AAA001", "EUR"), costing("AAA002", "USD")]
        found = assess(Plan("Bakery", currency=currency), rules=rules)
        told = [each for each in found.findings if each.code == "INT001"]

        assert broken == [each.discriminator for each in told]
        assert all("expected costs in" in each.message for each in told)
