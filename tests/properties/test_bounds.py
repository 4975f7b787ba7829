"""Low, likely and high keep their order through every sum, product and quotient."""

from __future__ import annotations

from itertools import permutations
from math import prod

import pytest
from hypothesis import given

from aufwand.estimates import estimate
from aufwand.estimates._draws import draw_of_activity, draw_of_driver
from aufwand.estimates._terms import typical_rows
from aufwand.testing.strategies import plans
from aufwand.units import PERIODS

DIMENSIONS = ("activity", "channel", "role", "area")


def in_order(found):
    """Whether low <= likely <= high."""
    return found.low <= found.likely <= found.high


@given(plan=plans())
def test_effort_keeps_its_order(plan):
    """Totals of every period, one-off work, people and all parts are in order."""
    found = estimate(plan)

    assert in_order(found.once)
    assert in_order(found.fte)
    for period in PERIODS:
        assert in_order(found.per(period))
    for dimension in DIMENSIONS:
        assert all(map(in_order, found.by(dimension).values()))
    for pair in permutations(DIMENSIONS, 2):
        assert all(map(in_order, found.by(*pair).values()))
    for role in plan.roles:
        used = found.utilisation(role.key)
        assert used is None or in_order(used)


@given(plan=plans())
def test_cost_keeps_its_order(plan):
    """Costs of every period, paid once, without a price and of all parts are in order."""
    cost = estimate(plan).cost
    if cost is not None:
        for period in PERIODS:
            assert in_order(cost.per(period))
        for dimension in DIMENSIONS:
            assert all(map(in_order, cost.by(dimension).values()))
        assert in_order(cost.once)
        assert in_order(cost.unpriced)


@given(plan=plans())
def test_the_mean_lies_within_the_bounds_and_adds_up(plan):
    """The mean is between low and high, and the sum of its activities' means, exactly."""
    found = estimate(plan)
    bare = plan.with_(scenarios=())
    alone = [
        estimate(
            bare.with_(
                activities=[
                    each if each is wanted else each.with_(times=0) for each in plan.activities
                ]
            )
        ).mean.minutes
        for wanted in plan.activities
    ]

    assert found.mean.minutes == sum(alone)
    if not any(each.shape.name == "lognormal" for each in (*plan.activities, *plan.drivers)):
        assert found.weekly.low <= found.mean <= found.weekly.high


@given(plan=plans())
def test_the_mean_is_that_of_what_is_drawn(plan):
    """Durations times factors, each with the mean of its own shape."""
    factors = [draw_of_driver(each).mean for each in plan.drivers]
    expected = 0.0
    for row in typical_rows(plan):
        times = sum(amount for _, _, amount in row.parts)
        mean = draw_of_activity(plan.activities[row.activity]).mean
        expected += times * mean * prod(factors[place] for place in row.drivers)

    assert float(estimate(plan).mean.minutes) == pytest.approx(expected, rel=1e-9, abs=1e-9)


@given(plan=plans())
def test_plain_hours_keep_the_order_too(plan):
    """Nothing is below zero, and numbers that are rounded to floats stay in order."""
    data = estimate(plan).as_dict()

    for found in (data["weekly"], data["fte"], *data["by"]["role"].values()):
        assert 0 <= found["low"] <= found["likely"] <= found["high"]
