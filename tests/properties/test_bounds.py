"""Low, likely and high keep their order through every sum, product and quotient."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given

from aufwand.estimates import estimate
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
    """The mean is between low and high, and the sum of its activities' means."""
    found = estimate(plan)

    assert found.weekly.low <= found.mean <= found.weekly.high
    assert found.mean.minutes == sum(each.mean.minutes for each in found.by("activity").values())


@given(plan=plans())
def test_plain_hours_keep_the_order_too(plan):
    """Nothing is below zero, and numbers that are rounded to floats stay in order."""
    data = estimate(plan).as_dict()

    for found in (data["weekly"], data["fte"], *data["by"]["role"].values()):
        assert 0 <= found["low"] <= found["likely"] <= found["high"]
