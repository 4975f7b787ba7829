"""Rules of other packages: what they can try, and what comes of it."""

from __future__ import annotations

import json
import sys
from types import ModuleType

import pytest

from aufwand.model import Acceptance, Override, Plan, RuleSettings
from aufwand.rules import (
    Drop,
    Facts,
    Match,
    Measure,
    Message,
    Remedy,
    RuleSet,
    assess,
    check,
    option,
    options,
    rule,
)
from aufwand.rules.engine import ChangedPlan
from aufwand.rules.rule import is_found
from aufwand.units import Money, hours


def put(part, name, value):
    object.__setattr__(part, name, value)


def turned(name, value, **given):
    """Return a rule that hands over a match in which something became something else."""

    def turning(facts):
        match = Match("roles.pr", **given)
        put(match, name, value)
        yield match

    return rule("ACME001", "turning", message="found")(turning)


def spoiled(part, name, value, **given):
    """Return a rule that hands over a match of which a *part* was spoiled."""

    def spoiling(facts):
        put(part, name, value)
        yield Match("roles.pr", **given)

    return rule("ACME001", "spoiling", message="found")(spoiling)


@rule("AAA001", "steady")
def steady(facts):
    """Say one thing."""
    yield Match("roles.pr")


EFFORT, MONEY, MEASURE, FRACTION = hours(1), Money(1, "EUR"), Measure(1, "x"), hours(1)
MESSAGE, REMEDY = Message("x"), Remedy("x", "safe", Drop("channels.facebook"))

#: What a match can become behind its own back.
GARBAGE = [
    turned("path", 3),
    turned("path", None),
    turned("path", []),
    turned("discriminator", 3),
    turned("level", "fatal"),
    turned("details", 3),
    turned("details", ((3, 3),)),
    turned("details", (("x", object()),)),
    turned("details", (("x", float("nan")),)),
    turned("details", (("x", []),)),
    turned("message", "text"),
    turned("message", 3),
    turned("measured", 3.5j),
    turned("measured", object()),
    turned("limit", "x"),
    turned("cost", 3),
    turned("_offer", 3),
    spoiled(MEASURE, "value", "y", measured=MEASURE),
    spoiled(EFFORT, "minutes", "y", who=EFFORT),
    spoiled(FRACTION.minutes, "_numerator", "y", who=(FRACTION)),
    spoiled(MONEY, "amount", "y", cost=MONEY),
    spoiled(MESSAGE, "en", 3, message=MESSAGE),
    spoiled(REMEDY, "wording", 3, remedies=REMEDY),
]


class TestGarbage:
    @pytest.mark.parametrize("broken", GARBAGE)
    def test_what_a_match_became_shows_as_its_rules_fault(self, plan, broken):
        """And not in the report; the others are heard."""
        found = assess(plan, rules=[broken, steady])
        data = json.loads(json.dumps(found.as_dict("de")))

        assert ["INT001", "AAA001"] == [each["code"] for each in data["findings"]]
        assert "ACME001" == found.findings[0].discriminator

    def test_what_is_sound_is_taken_however_much_it_holds(self, plan):
        """Every kind of detail, and a remedy."""
        sound = rule("ACME001", "sound", message="{a}{b}{c}")(
            lambda facts: [
                Match(a=1, b=1.5, c="x"),
                Match("a", measured=hours(1), limit=Measure(3, "h"), a=hours(1), b="", c=0),
                Match("b", cost=(hours(1), Money(1, "EUR")), a=Money(1, "EUR"), b="", c=""),
                Match("c", remedies=Remedy("x", "manual"), a=Message("x"), b="", c=""),
            ]
        )
        found = check(plan, rules=[sound])

        assert ["", "a", "b", "c"] == [each.path for each in found]

    def test_a_class_of_matches_is_no_match(self, plan):
        """Nobody knows what it does."""
        derived = type("Sly", (Match,), {})
        found = check(plan, rules=[rule("ACME001", "sly")(lambda facts: [derived()])])

        assert ["INT001"] == [each.code for each in found]


class TestErrors:
    def test_an_error_that_hides_everything_is_told_by_its_name(self, plan):
        """As far as it has one."""

        class Named(type):
            @property
            def __name__(cls):
                raise SystemExit

        class Hidden(BaseException, metaclass=Named):
            __class__ = property(lambda self: 1 / 0)
            __traceback__ = property(lambda self: 1 / 0)

            def __str__(self):
                return type("Loud", (str,), {"__getitem__": 3, "__bool__": 3, "__str__": 3})("loud")

        def hiding(facts):
            raise Hidden

        (found,) = check(plan, rules=[rule("ACME001", "hiding")(hiding)])

        assert "Hidden: loud" in found.message

    def test_closing_can_be_as_hostile_as_anything(self, plan):
        """Even asking whether it can be closed."""

        class Sly:
            def __init__(self):
                self.left = 2

            def __iter__(self):
                return self

            def __next__(self):
                return 3

            @property
            def close(self):
                raise SystemExit

        found = check(plan, rules=[rule("ACME001", "sly")(lambda facts: Sly()), steady])

        assert ["INT001", "AAA001"] == [each.code for each in found]

    def test_strict_tells_what_changed_the_plan(self, plan):
        """And the plan is as it was."""

        def changing(facts):
            put(facts.plan, "roles", ())
            return []

        with pytest.raises(ChangedPlan):
            assess(plan, rules=[rule("ACME001", "changing")(changing)], strict=True)

        assert plan.roles

    def test_an_error_after_a_change_leaves_the_plan(self, plan):
        """Strict or not."""

        def changing(facts):
            put(facts.plan, "roles", ())
            raise ValueError("no")

        with pytest.raises(ValueError, match="no"):
            assess(plan, rules=[rule("ACME001", "changing")(changing)], strict=True)

        assert plan.roles


class TestChanging:
    def test_only_who_changes_it_is_told(self, plan):
        """Others of the same package are heard with the plan as it is."""

        def changing(facts):
            put(facts.plan.roles[0], "name", "Boss")
            yield Match("roles.pr")

        @rule("ACME002", "reading", message="{role}")
        def reading(facts):
            """Read what another could have changed."""
            yield Match("roles.pr", role=facts.plan.roles[0].label)

        found = check(plan, rules=[rule("ACME001", "changing")(changing), reading])

        assert ["INT001", "ACME002"] == [each.code for each in found]
        assert "PR" == found[1].message

    def test_who_was_seen_to_change_nothing_is_believed(self, plan):
        """For the same facts, so that a second run takes no look at every part."""
        facts = Facts.of(plan)
        rules = RuleSet([steady])
        first = rules.run(facts)

        assert first == rules.run(facts)

    def test_facts_that_were_changed_are_made_anew(self, plan):
        """In every run."""

        def changing(facts):
            put(facts.plan, "name", facts.plan.name + "!")
            return []

        facts = Facts.of(plan)
        rules = RuleSet([rule("ACME001", "changing")(changing)])

        assert rules.run(facts) == rules.run(facts)
        assert "Bakery" == facts.plan.name

    def test_rules_about_acceptances_are_watched_too(self):
        """They come last."""

        def changing(facts):
            put(facts.plan, "accepted", ())
            return []

        plan = Plan("Bakery", accepted=[Acceptance(rule="steady", reason="so")])
        found = assess(plan, rules=[steady, rule("SUP900", "changing")(changing)])

        assert ["INT001", "AAA001"] == [each.code for each in found.findings]
        assert found.findings[1].accepted is not None


@options
class Limits:
    """One option."""

    most: float = option("number", 1, "The most.")


class TestLocals:
    def test_a_rule_that_breaks_for_some_parts_is_told_once(self, plan):
        """Though it is whole for all others."""

        @rule("ACME001", "picky", options=Limits)
        def picky(facts, limits):
            """Break where little is allowed."""
            yield Match("channels.facebook", discriminator=f"{limits.most}")
            if limits.most > 1:
                raise ValueError(f"{limits.most}")

        said = [
            Override(where=where, options={"picky": {"most": most}})
            for where, most in (("channels.facebook", 2), ("channels.corporate_blog", 3))
        ]
        found = check(plan.with_(rules=RuleSettings(overrides=said)), rules=[picky])

        assert [("INT001", "ACME001"), ("ACME001", "2")] == [
            (each.code, each.discriminator) for each in found
        ]
        assert "ValueError: 2" in found[0].message


class TestOrigin:
    def test_only_what_is_there_is_ours(self, plan, monkeypatch):
        """A rule that only says so is watched as well."""

        def changing(facts):
            put(facts.plan, "name", "Butchery")
            return []

        changing.__module__, changing.__qualname__ = "aufwand.guidance.staffing", "changing"
        lying = rule("ACME001", "lying")(changing)

        assert "aufwand" == lying.package
        assert not is_found(lying)
        assert ["INT001"] == [each.code for each in check(plan, rules=[lying])]
        assert "Bakery" == plan.name

    def test_what_is_there_is_found(self, monkeypatch):
        """By module and name, however deep."""
        module = ModuleType("acme_origin")
        module.Inside = type("Inside", (), {"steady": steady})
        steady_there = rule("ACME001", "there")(lambda facts: [])
        steady_there.function.__module__ = "acme_origin"
        steady_there.function.__qualname__ = "Inside.there"
        module.Inside.there = steady_there
        monkeypatch.setitem(sys.modules, "acme_origin", module)

        assert is_found(steady_there)
        assert is_found(RuleSet.installed().named("STF101"))
