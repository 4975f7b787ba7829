"""The estimate is, number for number, what a second and naive reckoning says."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given

from aufwand.estimates import estimate
from aufwand.testing.strategies import plans


@given(plan=plans())
def test_effort_is_what_the_naive_reckoning_says(oracle, plan):
    """A week and one-off work agree with the naive reckoning, fraction for fraction."""
    naive, found = oracle.reckon(plan), estimate(plan)

    assert naive.total() == oracle.minutes_of(found.weekly)
    assert naive.total_once() == oracle.minutes_of(found.once)


@given(plan=plans())
def test_effort_by_one_dimension_is_what_the_naive_reckoning_says(oracle, plan):
    """Every activity, channel, role and area agrees with the naive reckoning."""
    naive, found = oracle.reckon(plan), estimate(plan)

    for dimension in oracle.DIMENSIONS:
        sums = {key: oracle.minutes_of(each) for key, each in found.by(dimension).items()}
        assert naive.by(dimension) == oracle.without_nothing(sums)


@given(plan=plans())
def test_effort_by_two_dimensions_is_what_the_naive_reckoning_says(oracle, plan):
    """Every pair of dimensions, either way round, agrees with the naive reckoning."""
    naive, found = oracle.reckon(plan), estimate(plan)

    for pair in permutations(oracle.DIMENSIONS, 2):
        sums = {key: oracle.minutes_of(each) for key, each in found.by(*pair).items()}
        assert naive.by(*pair) == oracle.without_nothing(sums)


@given(plan=plans(min_roles=1, min_activities=1))
def test_cost_is_what_the_naive_reckoning_says(oracle, plan):
    """Labour, fixed costs, what is paid once and what has no price agree; or nothing is known."""
    naive, found = oracle.reckon(plan), estimate(plan).cost

    if found is None:
        assert not naive.rates
        assert (naive.fixed, naive.paid_once) == (0, 0)
    else:
        assert naive.labour() == oracle.amounts_of(found.labour)
        assert naive.fixed == found.fixed.amount
        assert tuple(end + naive.fixed for end in naive.labour()) == oracle.amounts_of(found.weekly)
        assert tuple(end + naive.paid_once for end in naive.labour_once()) == oracle.amounts_of(
            found.once
        )
        assert naive.unpriced() == oracle.minutes_of(found.unpriced)


@given(plan=plans(min_roles=1, min_activities=1))
def test_cost_by_dimension_is_what_the_naive_reckoning_says(oracle, plan):
    """Labour cost by activity, channel, role and area agrees with the naive reckoning."""
    naive, found = oracle.reckon(plan), estimate(plan).cost

    for dimension in oracle.DIMENSIONS if found is not None else ():
        sums = {key: oracle.amounts_of(each) for key, each in found.by(dimension).items()}
        assert naive.cost_by(dimension) == oracle.without_nothing(sums)


@given(plan=plans())
def test_fte_is_what_the_naive_reckoning_says(oracle, plan):
    """Full-time positions are the exact quotient, as the nearest float."""
    naive, found = oracle.reckon(plan), estimate(plan).fte

    expected = tuple(float(end / naive.full_time) for end in naive.total())

    assert expected == (found.low, found.likely, found.high)


@given(plan=plans(min_roles=1))
def test_utilisation_is_what_the_naive_reckoning_says(oracle, plan):
    """Utilisation is weekly load over weekly capacity, or nothing without a capacity."""
    naive, found = oracle.reckon(plan), estimate(plan)
    loads = naive.by("role")

    for role in plan.roles:
        shown = found.utilisation(role.key)
        if role.capacity is None or not role.capacity.effort:
            assert shown is None
        else:
            weekly = role.capacity.effort.minutes / oracle.WEEKS[role.capacity.period]
            load = loads.get(role.key, oracle.ZERO)
            assert tuple(float(end / weekly) for end in load) == (
                shown.low,
                shown.likely,
                shown.high,
            )
