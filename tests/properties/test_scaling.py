"""Twice the work is twice the effort, and a little more work is a little more effort."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from aufwand.estimates import estimate
from aufwand.model import Calendar, Driver, Plan
from aufwand.testing.strategies import activities, plans
from aufwand.units import Range, minutes


def with_durations(plan, change):
    """The plan with every duration changed."""
    return plan.with_(
        activities=[each.with_(duration=change(each.duration)) for each in plan.activities]
    )


def all_effort(oracle, found):
    """The week and the one-off work of an estimate, in minutes."""
    return oracle.minutes_of(found.weekly) + oracle.minutes_of(found.once)


@given(plan=plans(min_activities=1), scale=st.fractions(0, 10))
def test_scaled_durations_scale_all_effort(oracle, plan, scale):
    """All durations times a factor are all totals times that factor, exactly."""
    scaled = with_durations(plan, lambda duration: duration * scale)
    once, times = estimate(plan), estimate(scaled)

    assert tuple(end * scale for end in all_effort(oracle, once)) == all_effort(oracle, times)
    for dimension in oracle.DIMENSIONS:
        expected = {
            key: tuple(end * scale for end in oracle.minutes_of(each))
            for key, each in once.by(dimension).items()
        }
        assert expected == {
            key: oracle.minutes_of(each) for key, each in times.by(dimension).items()
        }


@given(plan=plans(min_activities=1))
def test_doubled_durations_double_the_labour_cost(oracle, plan):
    """Twice the time is twice the labour, while fixed costs stay."""
    once, twice = (
        estimate(each).cost for each in (plan, with_durations(plan, lambda each: each * 2))
    )

    assert (once is None) == (twice is None)
    if once is not None:
        doubled = tuple(end * 2 for end in oracle.amounts_of(once.labour))
        assert doubled == oracle.amounts_of(twice.labour)
        assert once.fixed == twice.fixed


@given(plan=plans(min_activities=1), factor=st.integers(0, 300).map(lambda each: each / 100))
def test_a_driver_of_everything_scales_all_effort(oracle, plan, factor):
    """A driver with neither areas nor activities scales every total."""
    scaled = plan.adding(Driver("everything", factor=factor))
    exact = oracle.as_written(factor)

    expected = tuple(end * exact for end in all_effort(oracle, estimate(plan)))

    assert expected == all_effort(oracle, estimate(scaled))


@given(
    plan=plans(min_activities=1),
    little=st.fractions(Fraction(1, 10**9), 1).map(minutes),
)
def test_a_little_more_work_is_a_little_more_effort(oracle, plan, little):
    """Effort is linear in durations: no hidden grid of minutes, quarters of an hour or days."""
    step = Range(little, little, little)
    longer = with_durations(plan, lambda duration: duration + step)
    alone = with_durations(plan, lambda _: step)

    before, after, added = (all_effort(oracle, estimate(each)) for each in (plan, longer, alone))

    assert tuple(map(sum, zip(before, added, strict=True))) == after


@given(work=activities(), days=st.integers(1, 7))
def test_workday_work_is_in_proportion_to_working_days(oracle, work, days):
    """Work of every working day is one day's work times the working days."""
    week = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    daily = work.with_(per="workday", each_channel=False)
    one, more = (
        oracle.minutes_of(
            estimate(Plan("p", activities=[daily], calendar=Calendar(workdays=days))).weekly
        )
        for days in (week[:1], week[:days])
    )

    assert tuple(end * days for end in one) == more
