"""More is never less: more work, more often, by more people, under larger drivers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aufwand.estimates import estimate
from aufwand.model import Driver
from aufwand.testing.strategies import activities, counts, drivers, plans, ranges


def assert_never_less(oracle, plan, more):
    """No number of *more* is below that of *plan*."""
    before, after = (oracle.numbers_of(estimate(each)) for each in (plan, more))
    for name, ends in before.items():
        grown = after.get(name, oracle.ZERO)
        assert all(old <= new for old, new in zip(ends, grown, strict=True)), name


def changed(plan, data, change):
    """The plan with one of its activities changed."""
    activity = data.draw(st.sampled_from(plan.activities), label="activity")
    return plan.adding(change(activity))


@given(plan=plans(min_activities=1), extra=ranges(), data=st.data())
def test_a_longer_duration_never_lowers_a_total(oracle, plan, extra, data):
    """Time added to a duration is added to every total it is part of."""
    more = changed(
        plan, data, lambda each: each.with_(duration=each.duration + extra, shape="pert")
    )

    assert_never_less(oracle, plan, more)


@given(plan=plans(min_activities=1), extra=counts(), data=st.data())
def test_more_repetitions_never_lower_a_total(oracle, plan, extra, data):
    """More times is never less effort."""
    more = changed(plan, data, lambda each: each.with_(times=each.times + extra))

    assert_never_less(oracle, plan, more)


@given(plan=plans(min_activities=1), extra=st.integers(0, 5), data=st.data())
def test_more_people_never_lower_a_total(oracle, plan, extra, data):
    """Everyone who joins spends the duration too."""
    more = changed(plan, data, lambda each: each.with_(people=each.people + extra))

    assert_never_less(oracle, plan, more)


@given(plan=plans(), extra=activities(key="one_more"))
def test_one_more_activity_never_lowers_a_total(oracle, plan, extra):
    """Work that is added takes nothing from other work."""
    assert_never_less(oracle, plan, plan.adding(extra))


@given(plan=plans(min_channels=1), extra=counts(), data=st.data())
def test_more_pieces_and_messages_never_lower_a_total(oracle, plan, extra, data):
    """A busier channel never takes less."""
    channel = data.draw(st.sampled_from(plan.channels), label="channel")
    busier = channel.with_(pieces=channel.pieces + extra, messages=channel.messages + extra)

    assert_never_less(oracle, plan, plan.adding(busier))


@given(plan=plans(min_activities=1, min_drivers=1), extra=counts(max_value=3), data=st.data())
def test_a_larger_driver_never_lowers_a_total(oracle, plan, extra, data):
    """A larger factor is never less effort."""
    driver = data.draw(st.sampled_from(plan.drivers), label="driver")
    found = driver.factor
    larger = Driver(
        driver.key,
        factor=[found.low + extra, found.likely + extra, found.high + extra],
        areas=driver.areas,
        activities=driver.activities,
    )

    assert_never_less(oracle, plan, plan.adding(larger))


@given(plan=plans(max_drivers=1), more=drivers(key="another"))
def test_a_driver_above_one_never_lowers_a_total(oracle, plan, more):
    """Something that makes work harder saves nothing."""
    found = more.factor
    harder = Driver("harder", factor=[1 + found.low, 1 + found.likely, 1 + found.high])

    assert_never_less(oracle, plan, plan.adding(harder))
