"""A plan and its scenarios side by side."""

from __future__ import annotations

import pickle

import pytest

from aufwand.errors import Fault, UnknownName
from aufwand.model import Acceptance, Activity, Plan, Role, Scenario
from aufwand.rules import Match, compare, rule


@rule("ZZZ101", "never-enough", level="warning", message="never", since="0.1")
def never_enough(facts):
    """Something is always found."""
    yield Match("roles")


@pytest.fixture
def plan():
    """One role, one activity, and three ways to do less."""
    return Plan(
        "Bakery",
        budget="300 EUR/week",
        roles=[Role("pr", rate="50 EUR/h")],
        activities=[Activity("content", duration="2-4 h", roles="pr")],
        scenarios=[
            Scenario("half", set={"activities.content.times": 0.5}),
            Scenario(
                "free",
                inherits="half",
                drop=["roles.pr.rate", "budget"],
                add=Acceptance(rule="ZZZ101", where="roles", reason="so it is"),
            ),
            Scenario(
                "abroad",
                set={"currency": "CHF", "budget": "9 CHF/week", "roles.pr.rate": "60 CHF/h"},
            ),
        ],
    )


@pytest.fixture
def found(plan):
    return compare(plan, rules=[never_enough], select=iter(["ZZZ"]))


def test_each_is_judged_and_set_against_the_plan(found):
    """In the order of the plan."""
    assert [each.key for each in found] == ["", "half", "free", "abroad"]
    assert [each.name for each in found] == ["Bakery", "Half", "Free", "Abroad"]
    assert [str(each.change) for each in found][:2] == ["0 min", "-2 h – -1 h 30 min – -1 h"]
    assert found["half"].fte.likely == 1.5 / 40
    assert found["abroad"].change is None
    assert [len(each.open) for each in found] == [1, 1, 0, 1]
    assert found.plan.findings == {"error": 0, "warning": 1, "advice": 0, "info": 0}
    assert len(found) == 4
    assert not found.broken


def test_it_is_plain_data_and_rows(found):
    """For programs and data frames."""
    data = found.as_dict()
    rows = found.to_rows()

    assert [each["key"] for each in data["variants"]] == [None, "half", "free", "abroad"]
    assert data["variants"][1]["change"]["money_per_week"] == -75
    assert data["variants"][2]["money"] is data["variants"][2]["currency"] is None
    assert data["variants"][3]["change"] is None
    assert [row["hours"] for row in rows] == [3, 1.5, 1.5, 3]
    assert [row["money"] for row in rows] == [150, 75, None, 180]
    assert [row["budget"] for row in rows] == ["300 EUR/week", "300 EUR/week", None, "9 CHF/week"]
    assert rows[3]["money_change"] is None
    assert rows[1]["warning_findings"] == 1


def test_it_is_a_value(plan):
    """Named by key; it travels; and only plans have scenarios."""
    found = compare(plan, select=["AUD104"])

    assert pickle.loads(pickle.dumps(found)) == found
    assert repr(found) == "<Comparison of 'Bakery': half, free, abroad>"
    assert repr(found.plan) == "<Variant 'the plan': 2 h – 3 h – 4 h a week>"
    assert repr(compare(Plan("A"), select=["AUD104"])) == "<Comparison of 'A': no scenarios>"
    with pytest.raises(UnknownName, match="did you mean 'half'"):
        found["halv"]
    with pytest.raises(Fault, match="a Plan"):
        compare("plan")


def test_percentiles_are_those_of_the_estimate(found):
    """Hours and money that 8 of 10 cases stay below."""
    half, free = found["half"], found["free"]

    assert half.hours_p80 == half.assessment.estimate.percentile(80)
    assert half.money_p80 == half.assessment.estimate.cost.percentile(80)
    assert free.money_p80 is None
    rows = {row["scenario"]: row for row in found.to_rows()}
    assert rows["half"]["hours_p80"] == half.hours_p80.hours
    assert rows["half"]["money_p80"] == float(half.money_p80.amount)
    assert rows["free"]["money_p80"] is None
    assert half.as_dict()["hours"]["p80"] == pytest.approx(half.hours_p80.hours, rel=0.01)
