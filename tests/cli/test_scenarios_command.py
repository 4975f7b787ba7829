"""The command that shows scenarios side by side, and what is asked of one of them."""

from __future__ import annotations

import pytest

from aufwand.model import Plan, Role, Scenario
from aufwand.outline.text import plain
from aufwand.reports import comparison_text
from aufwand.reports._table import width
from aufwand.rules import compare

SCENARIOS = """
[[scenarios]]
key = "lean"
name = "Only what must be"
set.activities.networking.times = 0

[[scenarios]]
key = "agency"
inherits = "lean"
set."activities.content.roles" = ["agency"]

[[scenarios.add.roles]]
key = "agency"
rate = "90 EUR/h"
"""


@pytest.fixture
def plan(folder):
    path = folder / "plan.toml"
    path.write_text(path.read_text(encoding="utf-8") + SCENARIOS, encoding="utf-8")
    return path


def test_they_stand_side_by_side(aufwand, plan):
    """What each takes, and how it differs from the plan."""
    ending = aufwand("scenarios", "plan.toml", "--select", "STF102")

    assert ending.code == 0
    lines = ending.out.splitlines()
    assert lines[0] == "Bakery: scenarios side by side"
    assert [line.split("   ")[0] for line in lines[4:7]] == [
        "as planned",
        "Only what must be",
        "Agency",
    ]
    assert max(map(len, lines)) <= 100
    assert "-7 h 30 min" in lines[11]
    assert lines[-1] == "More about one: aufwand assess PLAN --scenario lean"


def test_they_are_told_in_german_and_as_json(aufwand, plan):
    """The same for other people, and for programs."""
    german = aufwand("scenarios", "plan.toml", "--lang", "de", "--select", "STF102")
    data = aufwand("scenarios", "plan.toml", "--format", "json").data

    assert "Gegenüber dem Plan" in german.out
    assert [each["key"] for each in data["variants"]] == [None, "lean", "agency"]
    assert data["unit"] == "h"


def test_one_is_asked_as_the_plan_is(aufwand, plan):
    """With its own numbers; findings stand where the scenario says what they are about."""
    assess = aufwand("assess", "plan.toml", "--scenario", "agency", "--select", "STF103")
    estimate = aufwand("estimate", "plan.toml", "--scenario", "lean", "--format", "json")
    check = aufwand(
        "check", "plan.toml", "--scenario", "agency", "--select", "STF103", "--format", "concise"
    )

    assert assess.out.startswith("Bakery: Agency\n")
    assert estimate.data["plan"] == {"name": "Bakery: Only what must be"}
    line = plan.read_text(encoding="utf-8").splitlines().index("[[scenarios.add.roles]]") + 1
    assert check.out.startswith(f"plan.toml:{line}:")


def test_what_moves_it_and_where_it_comes_from(aufwand, plan):
    """Networking is not done in it, so it moves nothing."""
    moved = aufwand("sensitivity", "plan.toml", "--scenario", "lean", "--format", "json").data
    drawn = aufwand(
        *("simulate", "plan.toml", "--scenario", "lean", "--draws", "100", "--format", "json")
    ).data
    explained = aufwand("explain", "plan.toml", "--scenario", "lean")

    assert [each["path"] for each in moved["inputs"]] == ["activities.content.duration"]
    assert drawn["plan"] == {"name": "Bakery: Only what must be"}
    assert "times a week  0" in explained.out
    assert aufwand("explain", "STF102", "--scenario", "lean").err.startswith("STF102: No such file")


def test_a_calendar_of_one(aufwand, plan, folder):
    """Under its own name, so that its events are not the plan's."""
    with plan.open("a", encoding="utf-8") as file:
        file.write("[calendar]\nstart = 2027-03-01\nend = 2027-03-28\n")
    aufwand("calendar", "plan.toml", "-o", "plan.ics")
    ended = aufwand("calendar", "plan.toml", "-o", "lean.ics", "--scenario", "lean")
    ours, theirs = (
        {line for line in (folder / name).read_text().splitlines() if line.startswith("UID")}
        for name in ("plan.ics", "lean.ics")
    )

    assert ended.code == 0
    assert "X-WR-CALNAME:Bakery: Only what must be" in (folder / "lean.ics").read_text()
    assert ours
    assert theirs
    assert not ours & theirs


@pytest.mark.parametrize(
    "name",
    [
        *("assess", "estimate", "check", "timeline", "capacity"),
        *("sensitivity", "simulate", "calendar", "explain"),
    ],
)
def test_an_unknown_one_is_wrong_use(aufwand, plan, name):
    """With the nearest there is."""
    ending = aufwand(name, "plan.toml", "--scenario", "agenci")

    assert (ending.code, ending.out) == (2, "")
    assert ending.err == "Error: there is no scenario 'agenci'; did you mean 'agency'?\n"


def test_a_plan_without_scenarios_is_told_where_they_stand(aufwand):
    """It is a table of one."""
    ending = aufwand("scenarios", "plan.toml", "--select", "STF102")

    assert "The plan has no scenarios" in ending.out
    assert "Against the plan" not in ending.out


def test_where_there_is_no_money_none_is_told(aufwand, folder):
    """Nor a column for it."""
    text = "name = 'A'\nbaseline = 'orientation'\n[[scenarios]]\nkey = 'same'\n"
    (folder / "free.toml").write_text(text, encoding="utf-8")
    ending = aufwand("scenarios", "free.toml", "--select", "STF102")

    assert "cost" not in ending.out.splitlines()[2]
    assert "budget" not in ending.out


def test_settings_of_rules_count(aufwand, plan, folder):
    """As they do for assess."""
    (folder / "rules.toml").write_text("[rules]\nlevels = { STF102 = 'error' }\n")
    ending = aufwand(
        *("scenarios", "plan.toml", "--config", "rules.toml"),
        *("--select", "STF102", "--format", "json"),
    )

    assert ending.data["variants"][0]["findings"]["error"] == 1


def test_long_names_fit_and_hostile_ones_do_nothing():
    """Names are cut as far as the line asks for it."""
    plan = Plan(
        "N" * 500,
        budget="1000000 EUR/week",
        roles=[Role("pr", rate="45 EUR/h")],
        scenarios=[
            Scenario("x", name="A very long name, of which nobody needs all that there is of it"),
            Scenario(
                "y", set={"currency": "CHF", "roles.pr.rate": "1 CHF/h", "budget": "1 CHF/year"}
            ),
            Scenario("z", drop="budget", name="a\nb"),
        ],
    )
    text = comparison_text(compare(plan, select=["AUD"]), line=60)

    assert max(map(width, text.splitlines())) <= 80
    assert all(plain(each) == each for each in text.splitlines())
