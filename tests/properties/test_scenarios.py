"""What holds of every scenario: nothing is nothing, one after the other, order is of no account."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aufwand.estimates import estimate
from aufwand.model import Scenario
from aufwand.model.change import bare
from aufwand.rules import RuleSet, check, compare
from aufwand.testing.strategies import plans

few = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])

NO_RULES = RuleSet([])


def told(plan):
    """Return what a plan takes, all but percentiles, which have laws of their own."""
    found = estimate(plan)
    cost = None if found.cost is None else (found.cost.weekly, found.cost.once)
    return found.weekly, found.once, found.fte, found.to_rows(), cost


@few
@given(plan=plans(max_scenarios=0))
def test_a_scenario_that_says_nothing_is_the_plan(plan):
    """Numbers and findings are the same; only its name is its own."""
    found = plan.with_(scenarios=[Scenario("same")]).scenario("same")

    assert found.with_(name=plan.name) == plan
    assert told(found) == told(plan)
    assert [each.fingerprint for each in check(found)] == [each.fingerprint for each in check(plan)]


@few
@given(plan=plans(max_roles=3, min_scenarios=2, max_scenarios=3))
def test_inheriting_is_applying_one_after_the_other(plan):
    """What one builds on is made first, as if it were the plan."""
    for scenario in plan.scenarios:
        if scenario.inherits:
            before = plan.scenario(scenario.inherits)
            alone = before.with_(scenarios=[scenario.with_(inherits="")])
            after = alone.scenario(scenario.key)

            assert after.with_(name="?") == plan.scenario(scenario.key).with_(name="?")


@few
@given(plan=plans(min_scenarios=2, max_scenarios=3), data=st.data())
def test_the_order_of_scenarios_changes_nothing_but_order(plan, data):
    """Each is what it is, wherever it stands."""
    shuffled = plan.with_(scenarios=data.draw(st.permutations(plan.scenarios)))
    found, again = (compare(each, rules=NO_RULES) for each in (plan, shuffled))

    assert [each.key for each in again] == ["", *(each.key for each in shuffled.scenarios)]
    for each in found:
        assert (again[each.key].change, again[each.key].hours) == (each.change, each.hours)
    for scenario in plan.scenarios:
        assert shuffled.scenario(scenario.key) == plan.scenario(scenario.key)


@few
@given(plan=plans(min_scenarios=1, max_scenarios=2))
def test_scenarios_change_neither_estimate_nor_findings(plan):
    """Of the plan itself."""
    assert told(bare(plan)) == told(plan)
    assert check(bare(plan), select=["STF"]) == check(plan, select=["STF"])
