"""How much more one estimate is than another."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given

from aufwand.errors import MixedCurrencies
from aufwand.estimates import difference, estimate
from aufwand.model import Activity, Cost, Plan, Role
from aufwand.testing.strategies import plans

POSTS = Activity("posts", duration="1-3 h", roles="pr")
PR = Role("pr", rate="45 EUR/h")


def of(*activities, **given):
    return estimate(Plan("A", roles=[PR], activities=activities, **given))


class TestDifference:
    def test_work_that_is_gone_is_all_of_it(self):
        """Hours and money, low to high."""
        found = difference(of(POSTS), of())

        assert (60, 120, 180) == found.minutes
        assert (45, 90, 135) == found.money
        assert "1 h – 2 h – 3 h" == str(found)
        assert "2 Std. (90,00 EUR)" == found.say("de")
        assert 2 == found.hours_per_week.likely
        assert 135 == found.money_per_week.high

    def test_less_is_below_zero(self):
        """As a minus says."""
        found = difference(of(), of(POSTS))

        assert -difference(of(POSTS), of()) == found
        assert "-2 h (-90.00 EUR)" == found.say()
        assert (-180, -120, -60) == found.minutes

    def test_what_stayed_adds_no_doubt(self):
        """The same unknown time is in both plans."""
        watch = Activity("watch", duration="15 min", per="workday")
        found = difference(of(POSTS, watch), of(POSTS))

        assert (75, 75, 75) == found.minutes
        assert "1 h 15 min" == str(found)

    def test_a_narrower_guess_can_be_more_or_less(self):
        """Low stays below high whichever end changed."""
        found = difference(of(POSTS), of(POSTS.with_(duration=("2 h", "2 h", "2 h"))))

        assert (-60, 0, 60) == found.minutes
        assert not found.nothing

    def test_without_rates_there_is_no_money(self):
        """Nobody knows what it costs."""
        plan = Plan("A", activities=[POSTS.with_(roles=())])
        found = difference(estimate(plan), estimate(Plan("A")))

        assert found.money is None
        assert found.money_per_week is None
        assert found.as_dict()["money"] is None
        assert "2 h" == found.say()
        assert (-found).money is None

    def test_fixed_costs_count(self):
        """They are money without hours."""
        found = difference(of(costs=[Cost("ads", amount="100 EUR/week")]), of())

        assert (100, 100, 100) == found.money
        assert "100.00 EUR" == found.say()
        assert found.as_dict() == {
            "hours_per_week": 0.0,
            "money_per_week": 100.0,
            "hours": {"low": 0.0, "likely": 0.0, "high": 0.0},
            "money": {"low": 100.0, "likely": 100.0, "high": 100.0},
            "currency": "EUR",
        }

    def test_a_cost_that_one_of_them_knows_counts_against_nothing(self):
        """A plan without rates has no price yet."""
        bare = estimate(Plan("A"))

        assert (-135, -90, -45) == difference(bare, of(POSTS)).money

    def test_two_currencies_are_no_difference(self):
        """Nobody gave a rate between them."""
        other = estimate(Plan("B", roles=[Role("pr", rate="45 USD/h")]))
        with pytest.raises(MixedCurrencies):
            difference(of(), other)


@given(one=plans(), other=plans())
def test_likely_is_one_minus_the_other(one, other):
    """Exactly, and between low and high."""
    first, second = estimate(one), estimate(other)
    try:
        found = difference(first, second)
    except MixedCurrencies:
        return
    low, likely, high = found.minutes

    assert low <= likely <= high
    assert likely == Fraction(first.weekly.likely.minutes) - Fraction(second.weekly.likely.minutes)
    assert -found == difference(second, first)


@given(plan=plans())
def test_nothing_differs_from_itself(plan):
    """Not by a minute, not by a coin."""
    assert difference(estimate(plan), estimate(plan)).nothing
