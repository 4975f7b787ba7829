"""Rules about money."""

from __future__ import annotations

import pytest

from aufwand.model import Activity, Cost, Plan, Role
from aufwand.rules import Measure, check

PR = Role("pr", department="PR", rate="45 EUR/h")
WORK = Activity("posts", duration="8-12 h", roles="pr")


class TestRoleWithoutRate:
    def test_hours_without_a_price_are_told(self):
        """With the whole range of them."""
        plan = Plan("A", roles=[Role("pr", department="PR")], activities=[WORK])
        (found,) = check(plan, select=["COS101"])

        assert found.path == "roles.pr"
        assert found.level == "advice"
        assert found.measured == Measure(10, "h/week")
        assert found.limit is None
        assert found.message == (
            "PR has 8 h – 10 h – 12 h of work a week that is in no cost of this plan. Say what an "
            "hour of this role costs, such as 45 EUR/h: time is money."
        )
        assert found.say("de") == (
            "PR hat 8 Std. – 10 Std. – 12 Std. Arbeit je Woche, die in keinen Kosten dieses Plans "
            "steht. Sagen Sie, was eine Stunde dieser Rolle kostet, etwa 45 EUR/Std.: Zeit ist "
            "Geld."
        )

    @pytest.mark.parametrize(
        "plan",
        [
            Plan("A", roles=[PR], activities=[WORK]),
            Plan("A", roles=[Role("pr", rate="0 EUR/h")], activities=[WORK]),
            Plan("A", roles=[Role("pr")]),
            Plan("A", roles=[Role("pr")], activities=[WORK.with_(times=0)]),
            Plan("A"),
        ],
    )
    def test_priced_hours_or_none_pass(self, plan):
        """Nothing is a price, too."""
        assert check(plan, select=["COS101"]) == ()


class TestOverBudget:
    def test_more_cost_than_money_is_told(self):
        """By how much, with the range of it and the work that has no price."""
        plan = Plan(
            "A",
            roles=[PR, Role("care")],
            activities=[WORK, Activity("care", duration="1 h", roles="care")],
            costs=[Cost("ads", amount="50 EUR/week")],
            budget="400 EUR/week",
        )
        (found,) = check(plan, select=["COS102"])

        assert found.path == "budget"
        assert found.level == "warning"
        assert found.measured == Measure(500, "EUR/week")
        assert found.limit == Measure(400, "EUR/week")
        assert found.message == (
            "This plan costs 500.00 EUR a week (between 410.00 EUR and 590.00 EUR), 100.00 EUR "
            "more than the budget of 400.00 EUR, and 1 h of work have no price yet. Drop or "
            "reduce what serves your goals least, or ask for more."
        )
        assert found.say("de") == (
            "Dieser Plan kostet 500,00 EUR je Woche (zwischen 410,00 EUR und 590,00 EUR), "
            "100,00 EUR mehr als das Budget von 400,00 EUR, und 1 Std. Arbeit haben noch keinen "
            "Preis. Lassen Sie weg oder kürzen Sie, was Ihren Zielen am wenigsten dient, oder "
            "bitten Sie um mehr."
        )

    def test_a_known_cost_has_no_range(self):
        """One number is enough then; other periods become weeks."""
        plan = Plan("A", costs=[Cost("ads", amount="100 EUR/week")], budget="52.1775 EUR/year")
        (found,) = check(plan, select=["COS102"])

        assert found.limit == Measure(1, "EUR/week")
        assert "costs 100.00 EUR a week, 99.00 EUR more than" in found.message

    @pytest.mark.parametrize(
        "plan",
        [
            Plan("A", roles=[PR], activities=[WORK], budget="450 EUR/week"),
            Plan("A", roles=[PR], activities=[WORK]),
            Plan("A", roles=[Role("pr")], activities=[WORK], budget="0 EUR/week"),
            Plan("A", roles=[PR], costs=[Cost("x", amount="9 EUR")], budget="0 EUR/week"),
            Plan("A"),
        ],
    )
    def test_a_cost_within_the_budget_passes(self, plan):
        """To the cent; what is unknown or paid once is in no week."""
        assert check(plan, select=["COS102"]) == ()

    def test_a_cent_too_much_is_too_much(self):
        """Sums are exact."""
        plan = Plan("A", roles=[PR], activities=[WORK], budget="449.99 EUR/week")

        assert len(check(plan, select=["COS102"])) == 1
