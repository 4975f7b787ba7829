"""What a rule may look at."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given

from aufwand.errors import UnknownName
from aufwand.estimates import estimate
from aufwand.model import Activity, Channel, Plan, Role
from aufwand.rules import Facts
from aufwand.testing.strategies import plans
from aufwand.units import Money, Range, hours


def fixed(number):
    return Range.at(hours(number))


@pytest.fixture
def shop():
    """Two active channels of different weight, one paused; work for one, and for all."""
    return Facts.of(
        Plan(
            "Shop",
            channels=[
                Channel("facebook", weight=3),
                Channel("blog"),
                Channel("xing", status="paused", weight=96),
            ],
            roles=[Role("pr", rate="60 EUR/h"), Role("care")],
            activities=[
                Activity("posts", duration="2 h", channels="facebook", roles="pr", area="content"),
                Activity("planning", duration="4 h", roles="pr"),
                Activity("launch", duration="6-8 h", per="once", roles="pr"),
                Activity("news", duration="1 h", channels="xing", roles="pr"),
            ],
        )
    )


def test_facts_are_plan_and_estimate(shop):
    """Equal ones are equal, whatever was asked of them before."""
    again = Facts(shop.plan, estimate(shop.plan))
    shop.load("pr")

    assert shop == again
    assert hash(shop) == hash(again)
    assert shop == pickle.loads(pickle.dumps(shop))


def test_load_is_what_falls_to_a_role(shop):
    """A role without work has none."""
    assert fixed(6) == shop.load("pr")
    assert fixed(0) == shop.load("care")


def test_weekly_and_once_part_the_activities(shop):
    """What is done once is in no week, and the other way round."""
    assert fixed(2) == shop.weekly("posts")
    assert fixed(0) == shop.weekly("launch")
    assert Range(hours(6), hours(7), hours(8)) == shop.once("launch")
    assert fixed(0) == shop.once("posts")


def test_an_activity_for_paused_channels_rests(shop):
    """It takes nothing now."""
    assert fixed(0) == shop.weekly("news")


def test_area_sums_its_activities(shop):
    """An area that is not in the plan has none."""
    assert fixed(2) == shop.area("content")
    assert fixed(0) == shop.area("dialogue")


def test_presence_shares_what_serves_no_channel(shop):
    """By weight among the active channels, added to what is the channel's own."""
    assert fixed(5) == shop.presence("facebook")
    assert fixed(1) == shop.presence("blog")
    assert fixed(0) == shop.presence("xing")


def test_presence_has_a_price_where_hours_have(shop):
    """Its money is shared as its hours are."""
    expected = {"facebook": 300, "blog": 60, "xing": 0}

    for channel, amount in expected.items():
        assert Range.at(Money(amount, "EUR")) == shop.presence_cost(channel)


def test_without_rates_presence_has_no_price():
    """Nothing known is not nothing."""
    facts = Facts.of(Plan("Shop", channels=[Channel("blog")]))

    assert None is facts.presence_cost("blog")


def test_presence_without_shared_work_is_its_own():
    """Nothing is made up."""
    work = [Activity("posts", duration="2 h", channels="blog")]
    facts = Facts.of(Plan("Shop", channels=[Channel("blog"), Channel("x")], activities=work))

    assert fixed(2) == facts.presence("blog")
    assert fixed(0) == facts.presence("x")


def test_weights_of_nothing_share_equally():
    """They say nothing about who gets more."""
    channels = [Channel("a", weight=0), Channel("b", weight=0)]
    facts = Facts.of(Plan("Shop", channels=channels, activities=[Activity("x", duration="3 h")]))

    assert fixed(1.5) == facts.presence("a")


@pytest.mark.parametrize("ask", ["load", "weekly", "once", "presence", "presence_cost"])
@pytest.mark.parametrize("key", ["nobody", ""])
def test_what_is_not_in_the_plan_is_unknown(shop, ask, key):
    """A slip in a rule is not an effort of zero."""
    with pytest.raises(UnknownName):
        getattr(shop, ask)(key)


@given(plan=plans(min_channels=1, min_activities=1))
def test_presences_sum_to_the_week(plan):
    """All effort is some channel's presence, as long as one is active."""
    facts = Facts.of(plan)
    total = sum(facts.presence(channel.key) for channel in plan.channels)

    if facts.channels:
        assert facts.estimate.weekly == total
    else:
        assert fixed(0) == total
