"""Order does not matter: permuting the parts of a plan changes nothing but order."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from aufwand.estimates import estimate
from aufwand.model.plan import COLLECTIONS
from aufwand.testing.strategies import plans


@given(plan=plans(), data=st.data())
def test_permuted_parts_give_the_same_numbers(oracle, plan, data):
    """Every number of the estimate stays where all collections and lists are shuffled."""
    shuffled = {
        name: data.draw(st.permutations(getattr(plan, name)), label=name) for name in COLLECTIONS
    }
    shuffled["activities"] = [
        activity.with_(
            channels=data.draw(st.permutations(activity.channels)),
            roles=data.draw(st.permutations(activity.roles)),
        )
        for activity in shuffled["activities"]
    ]
    again = plan.with_(**shuffled)

    assert oracle.numbers_of(estimate(plan)) == oracle.numbers_of(estimate(again))


@given(plan=plans())
def test_keys_come_in_the_order_of_the_plan(plan):
    """Keys stand as in the plan, areas by their first activity, what has none at the end."""
    found = estimate(plan)
    keys = {
        "activity": [each.key for each in plan.activities],
        "channel": [*(each.key for each in plan.channels), ""],
        "role": [*(each.key for each in plan.roles), ""],
        "area": list(dict.fromkeys(each.area for each in plan.activities)),
    }

    for dimension, ordered in keys.items():
        shown = list(found.by(dimension))
        assert [key for key in ordered if key in shown] == shown
    for first, second in product(keys, keys):
        if first != second:
            shown = list(found.by(first, second))
            assert [pair for pair in product(keys[first], keys[second]) if pair in shown] == shown
