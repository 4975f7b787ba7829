"""What becomes of a plan and its findings when remedies are applied."""

from __future__ import annotations

import pickle
import sys
from types import ModuleType

import pytest

from aufwand.errors import Fault, UnknownName
from aufwand.model import Acceptance, Channel, Plan, Role, RuleSettings
from aufwand.planfile import dumps
from aufwand.rules import (
    Add,
    Assessment,
    Drop,
    Match,
    Put,
    Remedy,
    RuleSet,
    assess,
    explain_configuration,
    rule,
)
from aufwand.units import hours


def remedy(title, *changes, safety="safe"):
    return Remedy(title, safety, *changes)


@rule("AAA001", "unowned")
def unowned(facts):
    """Want a role."""
    if not facts.plan.roles:
        yield Match("roles", remedies=remedy("Add one", Add(Role("pr"))))


@rule("AAA002", "owned")
def owned(facts):
    """Want none."""
    for role in facts.plan.roles:
        yield Match(f"roles.{role.key}")


RULES = RuleSet([unowned, owned])


@pytest.fixture
def bare():
    """A plan of two channels."""
    return Plan("Bakery", channels=[Channel("facebook"), Channel("xing")])


class TestApply:
    def test_it_tells_what_went_and_what_came(self, bare):
        """The same rules are asked of the changed plan."""
        before = assess(bare, rules=RULES)
        after = before.apply(*before.findings[0].remedies)

        assert ("pr",) == tuple(role.key for role in after.plan.roles)
        assert before.findings == after.gone
        assert after.findings == after.came
        assert ["AAA002"] == [each.code for each in after.came]
        assert ((), ()) == (before.gone, before.came)

    def test_the_same_settings_hold(self, bare):
        """Those of the call, of all plans, and of the plan."""
        settings = RuleSettings(levels={"AAA001": "error"})
        plan = bare.with_(rules=RuleSettings(levels={"AAA002": "info"}))
        before = assess(plan, rules=RULES, settings=settings, ignore=["owned"])
        after = before.apply(*before.findings[0].remedies)

        assert "error" == before.findings[0].level
        assert () == after.findings
        assert before.configuration == after.configuration

    def test_the_plan_stays_as_it_is(self, bare):
        """And can be applied to again."""
        text, before = dumps(bare), assess(bare, rules=RULES)
        answer = before.findings[0].remedies[0]

        assert before.apply(answer) == before.apply(answer)
        assert text == dumps(bare)

    def test_twice_is_once(self, bare):
        """In one go, and one after the other."""
        before = assess(bare, rules=RULES)
        answer = before.findings[0].remedies[0]
        after = before.apply(answer)

        assert after == before.apply(answer, answer)
        assert after.plan == after.apply(answer).plan
        assert ((), ()) == (after.apply(answer).gone, after.apply(answer).came)

    def test_no_remedy_changes_nothing(self, bare):
        """Nothing goes, nothing comes."""
        before = assess(bare, rules=RULES)

        assert before == before.apply()

    def test_their_order_does_not_matter(self, bare):
        """Not even where one drops what another still speaks of."""
        answers = [
            remedy("a", Drop("channels.xing")),
            remedy("b", Put("channels.facebook.pieces", 3)),
            remedy("c", Add(Role("x"))),
            remedy("d", Add(Role("y")), Put("roles.y.people", 2)),
        ]
        before = assess(bare, rules=RULES)

        assert before.apply(*answers) == before.apply(*reversed(answers))

    def test_acceptances_are_dropped_by_the_place_they_had(self, bare):
        """Though all others move."""
        plan = bare.with_(
            accepted=[Acceptance(rule=f"R{n}", reason="so") for n in range(4)],
        )
        before = assess(plan, rules=RULES)
        after = before.apply(*(remedy(f"r{n}", Drop(f"accepted[{n}]")) for n in (0, 2, 1)))

        assert ["R3"] == [each.rule for each in after.plan.accepted]

    @pytest.mark.parametrize(
        ("answers", "told"),
        [
            ([Remedy("Talk", "manual")], "found 'Talk', expected a remedy that changes the plan"),
            ([3], "found 3, expected a remedy that changes the plan"),
            ([[]], "found a list of 0, expected a remedy"),
            (
                [remedy("a", Put("reserve", 0.1)), remedy("b", Put("reserve", 0.2))],
                "found 'reserve', expected remedies that do not change the same thing",
            ),
            ([remedy("Close it", Drop("channels.xin"))], "did you mean 'channels.xing'?"),
            ([remedy("Pay", Put("budget", "much"))], "found 'Pay', expected remedies that this"),
            ([remedy("Key", Put("channels.xing.key", "x"))], "not its key"),
        ],
    )
    def test_what_cannot_be_applied_is_one_clear_fault(self, bare, answers, told):
        """It names the remedy."""
        with pytest.raises(Fault) as caught:
            assess(bare, rules=RULES).apply(*answers)

        assert told in str(caught.value)


class TestTravel:
    def test_an_assessment_travels_with_its_rules(self, bare, monkeypatch):
        """By their names."""
        module = ModuleType("acme_travel")
        made = rule("ACME001", "x")(lambda facts: [Match()])
        made.function.__module__, made.function.__qualname__ = "acme_travel", "x"
        module.x = made
        monkeypatch.setitem(sys.modules, "acme_travel", module)
        found = assess(bare, rules=[made])
        sent = pickle.dumps(found)
        again = pickle.loads(sent)

        assert found == again
        assert found.configuration == again.configuration
        assert again.apply().findings == found.findings
        monkeypatch.delitem(sys.modules, "acme_travel")
        unknown = pickle.loads(sent)

        assert found == unknown
        for ask in (unknown.apply, lambda: unknown.configuration, unknown.chosen):
            with pytest.raises(Fault, match="an assessment that knows its rules"):
                ask()

    def test_rules_without_a_name_stay_behind(self, bare):
        """As in a notebook."""
        nameless = rule("ACME001", "x")(lambda facts: [Match(cost=hours(1))])
        found = assess(bare, rules=[nameless])
        again = pickle.loads(pickle.dumps(found))

        assert found == again
        with pytest.raises(Fault):
            again.apply()

    def test_gone_and_came_travel_too(self, bare):
        """All of it does."""
        before = assess(bare, rules=RULES)
        after = before.apply(*before.findings[0].remedies)
        again = pickle.loads(pickle.dumps(after))

        assert (after.gone, after.came) == (again.gone, again.came)

    def test_one_made_by_hand_knows_no_rules(self, bare):
        """Nobody asked any."""
        found = assess(bare, rules=RULES)
        made = Assessment(found.plan, found.estimate, found.findings)

        assert found == made
        with pytest.raises(Fault):
            made.apply()


class TestConfiguration:
    def test_it_says_what_was_chosen(self, bare):
        """And who said so."""
        found = assess(bare, rules=RULES, ignore=["owned"]).configuration

        assert (False, "call") == (found.choice("owned").on, found.choice("owned").on_from)
        assert ["AAA001"] == [each.rule.code for each in found.chosen]

    def test_those_that_were_asked_can_be_named(self, bare):
        """By code, family or name; who was not asked is told with the nearest."""
        found = assess(bare, rules=RULES, ignore=["owned"])

        assert ["AAA001"] == [each.rule.code for each in found.chosen()]
        assert found.chosen() == found.chosen("unowned") == found.chosen(["AAA"])
        with pytest.raises(UnknownName, match="did you mean 'unowned'"):
            found.chosen(["owned"])

    def test_it_can_be_asked_without_asking_rules(self, bare):
        """Of all rules, or of some."""
        plan = bare.with_(rules=RuleSettings(ignore=["owned"]))

        assert "plan" == explain_configuration(plan, rules=RULES).choice("owned").on_from
        assert explain_configuration(bare).choice("STF101").on
