"""Parts add up: by activity, channel, role and area, in hours and in money, the same total."""

from __future__ import annotations

from itertools import permutations
from math import isclose

import pytest
from hypothesis import given

from aufwand.estimates import estimate
from aufwand.testing.strategies import plans
from aufwand.units import PERIODS

DIMENSIONS = ("activity", "channel", "role", "area")


@given(plan=plans())
def test_every_dimension_sums_to_the_week(oracle, plan):
    """Whatever effort is summed by, the parts sum to the whole, exactly."""
    found = estimate(plan)
    whole = oracle.minutes_of(found.weekly)

    for dimension in DIMENSIONS:
        parts = map(oracle.minutes_of, found.by(dimension).values())
        assert whole == oracle.added(parts)


@given(plan=plans())
def test_pairs_sum_to_each_of_their_dimensions(oracle, plan):
    """Summed over the second dimension, pairs give the first."""
    found = estimate(plan)

    for first, second in permutations(DIMENSIONS, 2):
        single = dict.fromkeys(found.by(first), oracle.ZERO)
        for (key, _), effort in found.by(first, second).items():
            single[key] = oracle.added([single[key], oracle.minutes_of(effort)])
        assert {key: oracle.minutes_of(each) for key, each in found.by(first).items()} == single


@given(plan=plans())
def test_costs_sum_to_the_labour(oracle, plan):
    """Whatever cost is summed by, the parts sum to the labour cost; with fixed, to the week's."""
    cost = estimate(plan).cost
    if cost is not None:
        whole = oracle.amounts_of(cost.labour)

        for dimension in DIMENSIONS:
            assert whole == oracle.added(map(oracle.amounts_of, cost.by(dimension).values()))
        assert tuple(end + cost.fixed.amount for end in whole) == oracle.amounts_of(cost.weekly)


@pytest.mark.parametrize("period", PERIODS)
@given(plan=plans())
def test_parts_of_every_period_sum_to_it(oracle, period, plan):
    """A month's parts sum to the month, a year's to the year, in hours and in money."""
    found = estimate(plan)
    weeks = oracle.WEEKS[period]
    whole = tuple(end * weeks for end in oracle.minutes_of(found.weekly))

    assert whole == oracle.minutes_of(found.per(period))
    for dimension in DIMENSIONS:
        parts = found.by(dimension, per=period).values()
        assert whole == oracle.added(map(oracle.minutes_of, parts))
    if found.cost is not None:
        labour = tuple(end * weeks for end in oracle.amounts_of(found.cost.labour))
        parts = found.cost.by("role", per=period).values()
        assert labour == oracle.added(map(oracle.amounts_of, parts))


@given(plan=plans())
def test_rows_sum_to_the_totals(plan):
    """The rows for a data frame sum to the week and to the one-off work."""
    found = estimate(plan)
    rows = found.to_rows()

    for end in ("low", "likely", "high"):
        for once, whole in ((False, found.weekly), (True, found.once)):
            total = sum(row[end] for row in rows if row["once"] is once)
            assert isclose(getattr(whole, end).hours, total, rel_tol=1e-9, abs_tol=1e-12)
