"""A plan that others may look at, and what shows when they change it."""

from __future__ import annotations

import gc

import pytest
from hypothesis import given

from aufwand.estimates import estimate
from aufwand.model import Calendar, RuleSettings
from aufwand.rules import Facts
from aufwand.rules._guard import Guard
from aufwand.testing.strategies import plans


def put(part, name, value):
    object.__setattr__(part, name, value)


class Agreeing(str):
    """A text that is equal to everything."""

    def __eq__(self, other):
        return True

    __hash__ = str.__hash__


class Sly(Calendar):
    __slots__ = ()


#: What can be changed of a plan by whoever goes around its classes.
CHANGES = {
    "plan": lambda plan: put(plan, "name", "Butchery"),
    "equal": lambda plan: put(plan, "name", Agreeing("Butchery")),
    "same": lambda plan: put(plan, "reserve", False),
    "gone": lambda plan: object.__delattr__(plan, "name"),
    "collection": lambda plan: put(plan, "roles", ()),
    "part": lambda plan: put(plan.roles[0], "rate", None),
    "range": lambda plan: put(plan.activities[0].duration, "high", 3),
    "effort": lambda plan: put(plan.activities[0].duration.low, "minutes", 3),
    "fraction": lambda plan: put(plan.roles[0].capacity.effort.minutes, "_numerator", 3),
    "default": lambda plan: put(plan.full_time, "period", "year"),
    "settings": lambda plan: put(plan.rules, "ignore", ("AUD",)),
    "table": lambda plan: plan.rules.levels._given.update(AUD="off"),
    "class": lambda plan: put(
        plan.calendar, "__class__", type("X", (type(plan.calendar),), {"__slots__": ()})
    ),
}


@pytest.fixture
def levelled(plan):
    """The plan, with settings of rules."""
    return plan.with_(rules=RuleSettings(levels={"AUD": "info"}))


@pytest.mark.parametrize("name", list(CHANGES))
def test_every_change_shows(levelled, name):
    """Down to the last fraction; and the plan itself stays what it was."""
    guard = Guard(levelled)
    before = repr(levelled), estimate(levelled)
    CHANGES[name](guard.plan)

    assert guard.broken()
    assert before == (repr(levelled), estimate(levelled))


@given(plan=plans())
def test_a_copy_is_the_same_plan_made_of_nothing_of_it(plan):
    """Whatever a plan says."""
    guard = Guard(plan)

    assert plan == guard.plan
    assert repr(plan) == repr(guard.plan)
    assert estimate(plan) == estimate(guard.plan)
    assert not guard.broken()
    known = {id(part) for part in guard._parts}
    assert not known & {id(each) for each in gc.get_referents(plan)}
    assert not any(hasattr(part, "__dict__") for part in guard._parts)


def test_reading_breaks_nothing(levelled):
    """Nor do hashes, texts and sums that are made on the way."""
    facts, guard, _ = Facts.of(levelled)._apart()
    hash(facts.plan)
    repr(facts.plan)
    facts.load("pr")
    facts.estimate.as_dict()
    facts.presence_cost("facebook")

    assert not guard.broken()


@pytest.mark.parametrize(
    "change",
    [
        lambda facts: put(facts, "plan", None),
        lambda facts: put(facts, "estimate", None),
        lambda facts: put(facts, "_kept", {}),
        lambda facts: put(facts.estimate, "_weekly", None),
        lambda facts: put(facts.estimate._weekly, "items", ()),
        lambda facts: put(facts.estimate._once, "denominator", 7),
    ],
)
def test_facts_are_watched_too(plan, change):
    """And the estimate in them."""
    facts, guard, _ = Facts.of(plan)._apart()
    change(facts)

    assert guard.broken()


def test_sums_of_others_are_their_own(plan):
    """Who writes into them spoils nothing else."""
    facts = Facts.of(plan)
    apart, guard, _ = facts._apart()
    weekly = facts.estimate.weekly
    apart.estimate._weekly.by("activity").clear()
    apart.estimate.by("role")._sums.clear()
    apart.estimate._cost[:] = [None]

    assert weekly == facts.estimate.weekly
    assert facts.estimate.cost is not None
    assert not guard.broken()


def test_rules_of_a_package_share_theirs(plan):
    """Until somebody changed them."""
    facts = Facts.of(plan)
    first = facts._apart_for("acme")

    assert first is facts._apart_for("acme")
    assert first is not facts._apart_for("other")
    facts._forget("acme")
    facts._forget("acme")

    assert first is not facts._apart_for("acme")
