"""The strategy for whole plans: sound, complete, and shrinking to what matters."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import Phase, given, settings
from hypothesis.errors import InvalidArgument

from aufwand.model import FULL_TIME, Activity, Calendar, Channel, Plan, Role
from aufwand.testing.strategies import plans
from aufwand.units import Effort, Money


def overbooked(plan):
    """Return whether a role has more weekly work than time, by the shortest reckoning."""
    for role in plan.roles:
        load = Effort("0 min")
        for activity in plan.activities:
            for share in activity.roles:
                if share.key == role.key and activity.per == "week":
                    part = 1 if share.weight is None else share.weight
                    load += activity.duration.likely * activity.times * part
        if role.capacity is not None and load > role.capacity.weekly:
            return True
    return False


@given(plan=plans())
def test_plans_are_small(plan):
    """Unless one asks for more."""
    assert isinstance(plan, Plan)
    assert len(plan.audiences) <= 2
    assert len(plan.channels) <= 2
    assert len(plan.roles) <= 2
    assert len(plan.activities) <= 3
    few = (plan.drivers, plan.events, plan.correlations, plan.tools, plan.costs, plan.accepted)
    assert max(map(len, few)) <= 1


@given(
    plan=plans(
        min_audiences=1,
        max_audiences=1,
        min_channels=3,
        max_channels=4,
        min_roles=2,
        min_activities=4,
        max_activities=4,
        min_drivers=1,
        min_events=2,
        max_events=2,
        min_tools=1,
        min_costs=1,
        min_acceptances=1,
        currency="CHF",
    )
)
def test_plans_are_as_large_as_asked_for(plan):
    """Part by part, with keys of their own."""
    assert len(plan.audiences) == 1
    assert 3 <= len(plan.channels) <= 4
    assert len(plan.roles) == 2
    assert len(plan.activities) == 4
    assert [len(plan.drivers), len(plan.tools), len(plan.costs), len(plan.accepted)] == [1] * 4
    assert len({event.key for event in plan.events}) == 2
    assert plan.currency == "CHF"


def test_the_simplest_plan_has_just_a_name(simplest):
    """And nothing else."""
    assert repr(simplest(plans(), lambda plan: True)) == "Plan('0')"


def test_an_overbooked_role_shrinks_to_one_role_and_one_activity(simplest):
    """Whatever stood around them when the fault was found."""
    plan = simplest(plans(), overbooked)

    assert plan == Plan(
        "0",
        roles=Role("a", capacity="0 h/week"),
        activities=Activity("a", duration="1 min", roles="a"),
    )


@pytest.mark.parametrize(
    ("such_that", "expected"),
    [
        (lambda plan: plan.activities, Plan("0", activities=Activity("a", duration="0 h"))),
        (
            lambda plan: len(plan.channels) > 1,
            Plan("0", channels=[Channel("facebook"), Channel("facebook2")]),
        ),
        (lambda plan: plan.reserve > 0.5, Plan("0", reserve=0.51)),
    ],
)
def test_plans_shrink_to_what_matters(simplest, such_that, expected):
    """One part, one field."""
    assert expected == simplest(plans(), such_that)


EVERYTHING = [
    lambda plan: plan.audiences and plan.audiences[0].reach,
    lambda plan: any(channel.audiences for channel in plan.channels),
    lambda plan: {channel.status for channel in plan.channels} == {"paused", "closed"},
    lambda plan: any(
        len(activity.roles) > 1 and activity.roles[1].weight for activity in plan.activities
    ),
    lambda plan: any(activity.channels and activity.each_channel for activity in plan.activities),
    lambda plan: any(activity.per == "reply" for activity in plan.activities),
    lambda plan: any(isinstance(activity.times, Fraction) for activity in plan.activities),
    lambda plan: any(activity.people > 1 for activity in plan.activities),
    lambda plan: any(activity.source for activity in plan.activities),
    lambda plan: any(driver.activities for driver in plan.drivers),
    lambda plan: any(driver.areas for driver in plan.drivers),
    lambda plan: plan.criticism and plan.criticism.owner,
    lambda plan: plan.currency not in (None, "EUR"),
    lambda plan: plan.currency and not plan.budget and not plan.roles,
    lambda plan: plan.costs and isinstance(plan.costs[0].amount, Money),
    lambda plan: plan.tools and plan.tools[0].cost,
    lambda plan: plan.budget and plan.reserve and plan.full_time != FULL_TIME,
    lambda plan: plan.identity and plan.review_on,
    lambda plan: plan.calendar != Calendar() and plan.calendar.start,
    lambda plan: plan.accepted and plan.accepted[0].until,
]


def test_everything_a_plan_can_say_occurs(never_drawn):
    """Sooner or later."""
    assert never_drawn(plans(), EVERYTHING, 2_000) == []


@pytest.mark.parametrize(
    ("bounds", "why"),
    [
        ({"min_roles": 3}, "min_roles=3 and max_roles=2"),
        ({"max_activities": -1}, "max_activities=-1"),
        ({"min_acceptances": 2, "max_acceptances": 1}, "min_acceptances=2"),
        ({"currency": "EURO"}, "currency: found 'EURO'"),
    ],
)
def test_impossible_bounds_are_refused(bounds, why):
    """At once, not when the first example is drawn."""
    with pytest.raises(InvalidArgument) as caught:
        plans(**bounds)

    assert why in str(caught.value)


def test_plans_are_the_same_in_every_run(drawn):
    """As long as Hypothesis is told to be deterministic."""
    assert drawn(plans(), 10) == drawn(plans(), 10)


def test_examples_show_the_plan_and_not_its_making():
    """A failing test tells what broke it."""

    @settings(phases=[Phase.generate])
    @given(plan=plans())
    def fails(plan):
        assert not plan

    with pytest.raises(AssertionError) as caught:
        fails()

    assert "plan=Plan(name=" in "\n".join(caught.value.__notes__)
