"""Strategies for plans around a plan."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from aufwand.guidance.cost import over_budget
from aufwand.guidance.quality import too_many_channels
from aufwand.guidance.staffing import role_overbooked
from aufwand.model import (
    Activity,
    Audience,
    Calendar,
    Channel,
    Closure,
    Correlation,
    Cost,
    Criticism,
    Driver,
    Event,
    Identity,
    Plan,
    Role,
    Scenario,
    Tool,
)
from aufwand.model.plan import COLLECTIONS
from aufwand.rules import check, rule
from aufwand.testing._around import changes, joined, neighbours, simplest
from aufwand.testing.strategies import near, plans

PLAN = Plan(
    "Bakery",
    audiences=[Audience("families", reach={"facebook": 0.4})],
    channels=[Channel("facebook", pieces=2, status="paused")],
    roles=[
        Role(
            "pr",
            capacity="12 h/week",
            rate="45 EUR/h",
            absences=Closure("2026-08-01", "2026-08-14"),
        )
    ],
    activities=[
        Activity("posts", duration="2-4 h", roles="pr", per="3/week", start="2026-03-01"),
        Activity("stories", duration=["1 h", "2 h", "4 h"]),
    ],
    drivers=[Driver("sale", factor=2)],
    events=[Event("wave", per_year=1, effort="8-40 h", shape="uniform")],
    correlations=[Correlation(["posts", "stories"], 0.5)],
    tools=[Tool("board", cost="9 EUR/month")],
    costs=[Cost("ads", amount="90 EUR")],
    calendar=Calendar(start="2026-01-01"),
    identity=Identity(tone="warm"),
    criticism=Criticism(owner="pr", reply_within="4 h"),
    budget="900 EUR/week",
    reserve=0.25,
    review_on="2027-01-01",
    scenarios=[Scenario("lean", set={"reserve": 0.1})],
)


@given(plan=near(PLAN, max_changes=3), far=near(PLAN, max_changes=0))
def test_near_plans_are_sound(plan, far):
    """And are plans, whatever was changed."""
    assert check(plan, select=["STF"]) is not None
    assert PLAN == far


@given(data=st.data(), plan=plans())
def test_every_plan_has_neighbours(data, plan):
    """Even one with nothing in it."""
    data.draw(near(plan))

    assert list(changes(plan))


def test_everything_is_changed_once():
    """Every part is left out, and every kind of field is something else."""
    found = list(neighbours(PLAN))

    for collection in COLLECTIONS:
        least = len(getattr(PLAN, collection)) - 1
        assert any(len(getattr(each, collection)) == least for each in found)
    roles = [each.role("pr") for each in found if each.roles]
    channels = [each.channel("facebook") for each in found if each.channels]
    assert {1, 2} == {each.people for each in roles}
    assert {str(each.rate) for each in roles} > {"45.00 EUR/h", "90.00 EUR/h", "None"}
    assert {each.capacity.weekly.hours for each in roles if each.capacity} > {6, 12, 24}
    assert {"active", "paused"} < {each.status for each in channels}
    assert {True, False} == {each.exclusive for each in channels}
    assert {2026, 2027, 2028} == {each.review_on.year for each in found if each.review_on}
    assert {"", "pr"} == {each.criticism.owner for each in found if each.criticism}
    assert {(), PLAN.correlations} == {each.correlations for each in found}
    shapes = {str(each.activities[0].shape) for each in found}
    assert {"pert", "triangular", "pert 8"} == shapes
    assert {"uniform", "pert", "triangular", "pert 8"} == {
        str(each.events[0].shape) for each in found if each.events
    }
    assert {None, 2025, 2026, 2027} == {
        each.activities[0].start and each.activities[0].start.year for each in found
    }
    assert {1, 2, 3, 6} < {float(each.activities[0].times) for each in found if each.activities}


def test_near_plans_shrink_to_the_plan(simplest):
    """Nothing changed is simplest."""
    assert PLAN == simplest(near(PLAN), lambda plan: True)
    assert not simplest(near(PLAN), lambda plan: not plan.channels).channels


@pytest.mark.parametrize("violated", [role_overbooked, over_budget, too_many_channels])
def test_violating_plans_trip_their_rule(violated, drawn):
    """Every one of them, and no two are alike."""
    found = drawn(plans(violating=violated), 20)

    assert all(check(each, select=[violated.code]) for each in found)
    assert len({str(each.activities) for each in found}) > 3


def test_violating_plans_have_more_in_them(drawn):
    """Parts, money and everything else that can be drawn."""
    found = drawn(plans(violating=over_budget), 40)

    assert any(each.channels for each in found)
    assert any(each.tools and each.tools[0].cost for each in found)
    assert any(each.reserve for each in found)
    assert {"EUR"} == {each.currency for each in found}


def test_impossible_wishes_are_refused():
    """At once."""

    @rule("ACME001", "without-page", message="x")
    def without_page(facts):
        return ()

    with pytest.raises(InvalidArgument, match="ACME001 shows no plan that trips it"):
        plans(violating=without_page)
    with pytest.raises(InvalidArgument):
        near(PLAN, max_changes=-1)


def test_joining_and_simplifying():
    """What holds is kept, and nothing else that can go."""
    other = Plan("Other", roles=[Role("care", rate="300 JPY/h"), Role("pr")], reserve=0.1)
    whole = joined(PLAN, other, lambda plan: plan.reserve == 0.25)

    assert PLAN == whole
    assert {"pr", "care"} == {
        each.key
        for each in joined(
            PLAN, other.with_(roles=[Role("care"), Role("pr")]), lambda plan: True
        ).roles
    }
    assert Plan("A", reserve=0.25) == simplest(whole, lambda plan: plan.reserve == 0.25)


def test_simplifying_ends(monkeypatch):
    """After so many tries, with what there is by then."""
    monkeypatch.setattr("aufwand.testing._around.TRIES", 2)

    assert PLAN.tools == simplest(PLAN, lambda plan: True).tools
