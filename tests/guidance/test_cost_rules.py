"""Rules about money."""

from __future__ import annotations

import pytest

from aufwand.estimates import estimate
from aufwand.model import Activity, Channel, Cost, Plan, Role, RuleSettings
from aufwand.rules import Measure, assess, check
from aufwand.units import duration

PR = Role("pr", department="PR", rate="45 EUR/h")
WORK = Activity("posts", duration="8-12 h", roles="pr")


def cleared(plan, code, place=0):
    """Return the plan after a remedy of the one finding of a rule, which makes it go."""
    before = assess(plan, select=[code])
    (found,) = before.findings
    after = before.apply(found.remedies[place])

    assert after.findings == ()
    return after.plan


def titles(plan, code):
    """Return what the one finding of a rule offers."""
    (found,) = check(plan, select=[code])
    return [each.title for each in found.remedies]


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

    def test_its_hours_are_what_it_costs(self):
        """And a person can ask for their price."""
        plan = Plan("A", roles=[Role("pr", department="PR")], activities=[WORK])
        (found,) = check(plan, select=["COS101"])

        assert found.cost.effort == duration("8-12 h")
        assert found.cost.money is None
        (remedy,) = found.remedies
        assert remedy.title == "Ask what an hour of PR costs the company"
        assert remedy.say("de") == "Fragen, was eine Stunde von PR das Unternehmen kostet"
        assert remedy.safety == "manual"

    def test_the_rate_of_the_department_clears_it(self):
        """The dearest of it."""
        roles = [Role("pr", department="PR"), Role("a", department=" pr ", rate="40 EUR/h")]
        roles += [Role("b", department="PR", rate="50 EUR/h"), Role("c", rate="90 EUR/h")]
        plan = Plan("A", roles=roles, activities=[WORK])
        before = check(plan, select=["COS101"])[0].remedies[0]

        assert before.title == "Reckon with 50.00 EUR an hour, as for PR"
        assert before.say("de") == "Mit 50,00 EUR je Stunde rechnen, wie bei PR"
        assert before.safety == "trade-off"
        assert before.saves.money_per_week.likely == -500
        assert cleared(plan, "COS101").role("pr").rate.text == "50 EUR/h"

    def test_roles_without_a_department_have_none_in_common(self):
        """So nothing is guessed."""
        plan = Plan("A", roles=[Role("pr"), Role("b", rate="50 EUR/h")], activities=[WORK])

        assert titles(plan, "COS101") == ["Ask what an hour of pr costs the company"]

    @pytest.mark.parametrize(("least", "found"), [("10 h", 1), ("601 min", 0)])
    def test_less_than_the_option_is_not_told(self, least, found):
        """At its limit it is."""
        plan = Plan("A", roles=[Role("pr")], activities=[WORK])
        settings = RuleSettings(options={"COS101": {"least": least}})

        assert found == len(check(plan, select=["COS101"], settings=settings))


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

    def test_the_chance_to_keep_a_budget_is_told_where_there_is_one(self):
        """Between the ends; beyond them it is none."""
        plan = Plan("A", roles=[PR], activities=[WORK], budget="440 EUR/week")
        (found,) = check(plan, select=["COS102"])
        (none,) = check(plan.with_(budget="300 EUR/week"), select=["COS102"])
        chance = round(100 * estimate(plan).cost.chance_within("440 EUR/week"))

        assert f"budget of 440.00 EUR, which it keeps in {chance} of 100 cases. Drop" in (
            found.message
        )
        assert f"440,00 EUR, das er in {chance} von 100 Fällen einhält. Lassen" in found.say("de")
        assert "cases" not in none.message

    def test_the_cost_at_a_percentile_can_be_asked_for(self):
        """With the budget that is enough for it, in the period of the budget."""
        settings = RuleSettings(options={"COS102": {"percentile": 80}})
        plan = Plan("A", roles=[PR], activities=[WORK], budget="2000 EUR/month")
        before = assess(plan, select=["COS102"], settings=settings)
        (found,) = before.findings
        cost = estimate(plan).cost.percentile(80)

        assert check(plan, select=["COS102"]) == ()
        assert found.measured == Measure(float(cost), "EUR/week")
        assert found.message.startswith(
            "At P80, this plan costs 481.21 EUR a week (between 360.00 EUR and 540.00 EUR), 21.24 "
            "EUR more than the budget of 459.97 EUR, which it keeps in "
        )
        assert found.say("de").startswith("Bei P80 kostet dieser Plan 481,21 EUR je Woche (")
        assert [each.title for each in found.remedies] == ["Set the budget to 2,093.00 EUR a month"]
        assert before.apply(*found.remedies).findings == ()

    def test_a_known_cost_is_the_same_at_every_percentile(self):
        """Nothing is worked out for it."""
        settings = RuleSettings(options={"COS102": {"percentile": 80}})
        plan = Plan("A", costs=[Cost("ads", amount="100 EUR/week")], budget="100 EUR/week")

        assert check(plan, select=["COS102"], settings=settings) == ()
        (found,) = check(plan.with_(budget="99 EUR/week"), select=["COS102"], settings=settings)
        assert found.message.startswith("This plan costs 100.00 EUR a week, 1.00 EUR more")

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

    def test_what_is_too_much_is_what_it_costs(self):
        """From the low end, which may fit, to the high end."""
        plan = Plan("A", roles=[PR], activities=[WORK], budget="400 EUR/week")
        (found,) = check(plan, select=["COS102"])

        assert found.cost.effort is None
        assert str(found.cost.money) == "0.00 EUR – 50.00 EUR – 140.00 EUR"

    def test_the_least_channel_that_is_enough_could_be_dropped(self):
        """Or the budget raised, in its own period and whole units."""
        channels = [Channel(key) for key in ("a", "b", "c", "d")]
        sizes = {"a": "40 min", "b": "2 h", "c": "3 h", "d": "9 h"}
        work = [
            Activity(key, duration=size, channels=key, roles="pr") for key, size in sizes.items()
        ]
        plan = Plan("A", channels=channels, roles=[PR], activities=work, budget="2400 EUR/month")
        drop, raise_ = check(plan, select=["COS102"])[0].remedies

        assert (drop.title, drop.say("de")) == ("Drop c", "c aufgeben")
        assert drop.saves.money_per_week.likely == 135
        assert raise_.title == "Set the budget to 2,870.00 EUR a month"
        assert raise_.say("de") == "Das Budget auf 2.870,00 EUR je Monat setzen"
        assert {drop.safety, raise_.safety} == {"trade-off"}
        assert [each.key for each in cleared(plan, "COS102").channels] == ["a", "b", "d"]
        assert cleared(plan, "COS102", 1).budget.text == "2870 EUR/month"

    def test_what_others_take_over_is_not_saved(self):
        """Then dropping a channel is no remedy."""
        channels = [Channel(key) for key in ("a", "b", "c", "d")]
        work = [WORK.with_(channels=["a", "b", "c", "d"])]
        plan = Plan("A", channels=channels, roles=[PR], activities=work, budget="449 EUR/week")

        assert titles(plan, "COS102") == ["Set the budget to 450.00 EUR a week"]

    def test_fixed_costs_fall_on_no_channel(self):
        """Nor does a channel cost what nobody works for it."""
        costs = [Cost("ads", amount="500 EUR/week")]
        plan = Plan("A", channels=[Channel("a")], costs=costs, budget="1 EUR/week")

        assert titles(plan, "COS102") == ["Set the budget to 500.00 EUR a week"]

    def test_more_money_than_there_are_numbers_is_not_offered(self):
        """It could not be written."""
        costs = [Cost(key, amount="900000000 EUR/week") for key in ("a", "b")]
        plan = Plan("A", costs=costs, budget="1 EUR/week")

        assert titles(plan, "COS102") == []


class TestNoBudget:
    def test_money_without_a_limit_is_told(self):
        """With the range of it."""
        plan = Plan("A", roles=[PR], activities=[WORK])
        (found,) = check(plan, select=["COS103"])

        assert found.path == "budget"
        assert found.level == "advice"
        assert found.measured == Measure(450, "EUR/week")
        assert found.cost is None
        assert found.message == (
            "This plan costs 450.00 EUR a week (between 360.00 EUR and 540.00 EUR), and does not "
            "say what it may cost. In our opinion social media needs a budget like everything "
            "else: agree on one before the money is spent."
        )
        assert found.say("de") == (
            "Dieser Plan kostet 450,00 EUR je Woche (zwischen 360,00 EUR und 540,00 EUR) und sagt "
            "nicht, was er kosten darf. Unserer Meinung nach braucht Social Media ein Budget wie "
            "alles andere: Vereinbaren Sie eines, bevor das Geld ausgegeben ist."
        )

    def test_what_it_costs_is_where_a_budget_begins(self):
        """In whole units, a month."""
        plan = Plan("A", costs=[Cost("ads", amount="99.90 EUR/month")])
        (found,) = check(plan, select=["COS103"])

        assert "between" not in found.message
        assert titles(plan, "COS103") == ["Set the budget to 100.00 EUR a month"]
        assert cleared(plan, "COS103").budget.text == "100 EUR/month"

    @pytest.mark.parametrize(
        "plan",
        [
            Plan("A"),
            Plan("A", roles=[Role("pr")], activities=[WORK]),
            Plan("A", roles=[PR]),
            Plan("A", roles=[PR], costs=[Cost("once", amount="90 EUR")]),
            Plan("A", roles=[PR], activities=[WORK], budget="1 EUR/week"),
        ],
    )
    def test_a_budget_or_no_weekly_money_passes(self, plan):
        """Whether it is enough is another rule's."""
        assert check(plan, select=["COS103"]) == ()
