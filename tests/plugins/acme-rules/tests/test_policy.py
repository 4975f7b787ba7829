"""What ACME asks of its plans."""

from __future__ import annotations

from acme_rules.policy import reserve_below_policy, too_many_hats, tool_without_purpose

import aufwand as aw
from aufwand.testing import RuleCheck, parametrize_with_checks


@parametrize_with_checks([too_many_hats, tool_without_purpose, reserve_below_policy], examples=10)
def test_our_rules_pass_every_check(rule, check):
    """Pure, independent of order, complete in both languages, and so on."""
    check(rule)


def plan_with(number):
    """A plan in which one role does so many activities."""
    hats = [aw.Activity(f"hat{each}", duration="1 h", roles="pr") for each in range(number)]
    return aw.Plan("ACME", roles=[aw.Role("pr"), aw.Role("care")], activities=hats)


class TestTooManyHats:
    rule = RuleCheck(too_many_hats)

    def test_six_are_too_many(self):
        """One more than agreed; another role can take it."""
        given = self.rule.given(plan_with(6))

        given.finds(
            at="roles.pr",
            measured="6 activities",
            limit="5 activities",
            cost="6 h/week",
            saying="vereinbart sind 5",
            remedy="Give Hat5 to care",
        ).and_nothing_else()

    def test_five_are_fine(self):
        """As agreed."""
        self.rule.given(plan_with(5)).passes()

    def test_more_can_be_agreed(self):
        """By an option."""
        self.rule.given(plan_with(6), most=6).passes()


class TestToolWithoutPurpose:
    rule = RuleCheck(tool_without_purpose)

    def test_paid_for_nothing(self):
        """It says what it costs."""
        plan = aw.Plan("ACME", tools=[aw.Tool("board", cost="104 EUR/year")])

        self.rule.given(plan).finds(at="tools.board", remedy="Cancel board", times=1)

    def test_free_or_bought_once(self):
        """Nothing would be saved."""
        tools = [aw.Tool("board"), aw.Tool("camera", cost="900 EUR")]
        self.rule.given(aw.Plan("ACME", tools=tools)).passes()


class TestReserve:
    rule = RuleCheck(reserve_below_policy)

    def test_too_little(self):
        """Half of what is asked; raising it is safe."""
        plan = plan_with(1).with_(reserve=0.05)

        self.rule.given(plan).finds(at="reserve", measured="5 %", limit="10 %").and_nothing_else()

    def test_nothing_to_do(self):
        """Then nobody needs a reserve."""
        self.rule.given(aw.Plan("ACME")).passes()
