"""What a plan costs: hours times rates, and fixed costs."""

from __future__ import annotations

import copy
import json
import pickle
from fractions import Fraction

import pytest

from aufwand.errors import Fault, UnknownName
from aufwand.estimates import estimate
from aufwand.model import Activity, Cost, Plan, Role, Tool
from aufwand.units import Money, Range, minutes


@pytest.fixture
def cost(busy):
    """What the busy plan costs."""
    return estimate(busy).cost


class TestTotals:
    def test_labour_is_hours_times_rates(self, busy, cost):
        """Who has a rate is paid for the hours worked; the intern is not."""
        roles = estimate(busy).by("role")

        expected = roles["pr"].low.minutes / 60 * 45
        expected += roles["care"].low.minutes / 60 * Fraction("30.6")

        assert expected == cost.labour.low.amount

    def test_fixed_costs_come_on_top(self, cost):
        """A tool of 49 EUR a month and ads of 2 EUR a week."""
        expected = 49 / Fraction("4.348125") + 2

        assert Money(expected, "EUR") == cost.fixed
        assert cost.labour.high + cost.fixed == cost.weekly.high

    def test_longer_periods_are_gregorian_weeks(self, cost):
        """A year costs 52.1775 typical weeks."""
        week = cost.weekly.likely.amount

        assert week * Fraction("4.348125") == cost.monthly.likely.amount
        assert week * Fraction("13.044375") == cost.quarterly.likely.amount
        assert week * Fraction("52.1775") == cost.yearly.likely.amount
        assert cost.per("quarter") == cost.quarterly

    def test_what_is_paid_once(self, cost):
        """One-off work with a rate, and a camera."""
        assert Money(8 * 45 + 300, "EUR") == cost.once.low
        assert Money(16 * 45 + 300, "EUR") == cost.once.high

    def test_work_without_a_price_is_said(self, busy, cost):
        """What nobody, or nobody with a rate, does has no price."""
        roles = estimate(busy).by("role")

        assert roles["intern"] + roles[""] == cost.unpriced

    def test_other_periods_are_faults(self, cost):
        """Nothing is guessed."""
        with pytest.raises(Fault, match="found 'day'"):
            cost.per("day")


class TestParts:
    @pytest.mark.parametrize("dimension", ["activity", "channel", "role", "area"])
    def test_parts_sum_to_the_labour(self, cost, dimension):
        """Fixed costs belong to none of them."""
        parts = cost.by(dimension)

        assert cost.labour == sum(parts.values())

    def test_what_has_no_price_is_no_part(self, cost):
        """No row of zero for the intern, nor for unassigned work."""
        assert list(cost.by("role")) == ["pr", "care"]
        assert "review" not in cost.by("activity")

    def test_a_price_of_nothing_is_a_price(self):
        """Work at 0 EUR is priced; it costs nothing."""
        plan = Plan(
            "p",
            roles=[Role("volunteer", rate="0 EUR/h")],
            activities=[Activity("x", duration="1 h", roles="volunteer")],
        )
        found = estimate(plan).cost

        assert Money(0, "EUR") == found.weekly.high
        assert not found.unpriced.high
        assert {"volunteer": Range(*[Money(0, "EUR")] * 3)} == found.by("role")

    def test_parts_of_a_period(self, cost):
        """A year's labour by role sums to the year's labour."""
        assert cost.labour * Fraction("52.1775") == sum(cost.by("role", per="year").values())

    def test_an_unknown_dimension_is_named(self, cost):
        """As for hours."""
        with pytest.raises(UnknownName, match="did you mean 'area'"):
            cost.by("aera")


class TestUnknown:
    @pytest.mark.parametrize(
        "plan",
        [
            Plan("p"),
            Plan("p", currency="EUR"),
            Plan("p", budget="900 EUR/week"),
            Plan("p", roles=[Role("pr")], tools=[Tool("free")], currency="EUR"),
        ],
    )
    def test_without_rate_and_fixed_cost_nothing_is_known(self, plan):
        """No cost is not a cost of zero; a budget is no price."""
        assert estimate(plan).cost is None
        assert estimate(plan).as_dict()["cost"] is None

    def test_a_fixed_cost_alone_is_a_cost(self):
        """Then all work is without a price."""
        plan = Plan(
            "p",
            activities=[Activity("x", duration="1 h")],
            costs=[Cost("ads", amount="10 CHF/week"), Cost("course", amount="99 CHF")],
        )
        found = estimate(plan).cost

        assert found.currency == "CHF"
        assert Range(*[Money(10, "CHF")] * 3) == found.weekly
        assert Range(*[Money(99, "CHF")] * 3) == found.once
        assert Range(*[minutes(60)] * 3) == found.unpriced
        assert found.by("role") == {}


class TestValue:
    def test_plain_data(self, cost):
        """Units of the currency, unrounded; JSON takes it."""
        data = cost.as_dict()

        assert list(data) == ["currency", "weekly", "yearly", "unpriced"]
        assert data["currency"] == "EUR"
        assert float(cost.weekly.low) == data["weekly"]["low"]
        assert data == json.loads(json.dumps(data))

    def test_unpriced_is_left_out_where_all_work_has_a_price(self, five):
        """There is nothing to tell."""
        assert list(estimate(five).cost.as_dict()) == ["currency", "weekly", "yearly"]

    def test_equal_and_hashed_by_what_it_says(self, busy, five, cost):
        """Equal plans cost the same; another plan, or something else, does not."""
        again = estimate(busy).cost

        assert cost == again
        assert len({cost, again}) == 1
        assert cost != estimate(five).cost
        assert cost != "603 EUR"

    @pytest.mark.parametrize(
        "copied", [copy.copy, copy.deepcopy, lambda each: pickle.loads(pickle.dumps(each))]
    )
    def test_copies_say_the_same(self, cost, copied):
        """Copied or pickled, parts and totals stay."""
        there = copied(cost)

        assert cost == there
        assert cost.yearly == there.yearly
        assert cost.by("channel") == there.by("channel")

    def test_its_repr_is_what_people_need(self, five):
        """The cost of a week."""
        assert (
            repr(estimate(five).cost) == "CostEstimate(603.75 EUR – 761.25 EUR – 918.75 EUR a week)"
        )

    def test_the_estimate_works_it_out_once(self, busy):
        """Asked twice, it hands over the same value."""
        found = estimate(busy)

        assert found.cost is found.cost
