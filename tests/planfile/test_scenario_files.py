"""Scenarios in plan files: read, written, and what is wrong with them."""

from __future__ import annotations

import json

import pytest

from aufwand.documents import read
from aufwand.errors import InvalidPlan, UnknownName
from aufwand.model import Activity, Closure, Role, Scenario, Source
from aufwand.planfile import changed_text, dumps, loads, read_plan_file

PLAN = """\
name = "Bakery"
baseline = "orientation"

[[roles]]
key = "pr"

[[channels]]
key = "facebook"

[[scenarios]]
key = "lean"   # agreed in May
drop = ["channels.facebook.handle"]

[scenarios.set]
"activities.content.times" = 0.5   # every other week
roles.pr.capacity = "20 h/week"
calendar.closures = [{ from = 2027-08-02, to = 2027-08-06 }]
activities."dialogue.roles" = { pr = 1 }
reserve = 0.1

[[scenarios]]
key = "agency"
inherits = "lean"

[[scenarios.add.roles]]
key = "agency"

[[scenarios.add.activities]]
key = "story"
duration = "2 h"
roles = ["agency"]
"""


@pytest.fixture
def plan():
    return loads(PLAN)


def faults(text, form="toml"):
    with pytest.raises(InvalidPlan) as caught:
        loads(text, form)
    return [(each.line, each.column, each.path) for each in caught.value.faults]


class TestReading:
    def test_paths_are_one_key_or_tables(self, plan):
        """Or both; what stands there is read as elsewhere in the file."""
        assert plan.scenarios[0] == Scenario(
            "lean",
            drop="channels.facebook.handle",
            set={
                "activities.content.times": 0.5,
                "roles.pr.capacity": "20 h/week",
                "calendar.closures": [Closure("2027-08-02", "2027-08-06")],
                "activities.dialogue.roles": {"pr": 1},
                "reserve": 0.1,
            },
        )
        assert plan.scenario("agency").activity("story") == Activity(
            "story", duration="2 h", roles="agency"
        )

    @pytest.mark.parametrize("form", ["toml", "yaml", "json"])
    def test_it_is_written_and_read_again(self, plan, form):
        """The same in every format, cadences and sources too."""
        more = Scenario(
            "more",
            set={
                "activities.content.per": "1/month",
                "activities.content.source": [Source("our own count")],
                "activities.networking.per": "month",
                "activities.dialogue.per": "1/3/week",
                "activities.dialogue.duration": "1-3 h",
                "full_time": "38.5 h/week",
                "review_on": "2027-01-01",
                "rules.levels": {"STF102": "error"},
            },
        )
        plan = plan.adding(more)

        assert loads(dumps(plan, form), form) == plan

    def test_numbers_of_yaml_are_numbers(self):
        """Where the field holds a number; elsewhere they stay text."""
        text = "name: A\nroles: [{key: pr}]\nscenarios:\n  - key: x\n    set:\n"
        text += "      roles.pr: {people: 2, name: 12}\n      reserve: 0.1\n"

        (scenario,) = loads(text, "yaml").scenarios

        assert dict(scenario.set) == {"roles.pr.people": 2, "roles.pr.name": "12", "reserve": 0.1}
        assert faults(f"{text}      budget: ~\n", "yaml") == [(8, 15, "scenarios.x.set.budget")]

    def test_a_scenario_has_places(self, tmp_path):
        """What it says stands where it does, all else where the plan says it."""
        file = tmp_path / "plan.toml"
        file.write_text(PLAN)
        found = read_plan_file(file).of_scenario("agency")

        assert found.plan.role("agency") == Role("agency")
        places = {
            path: found.place(path)[1]
            for path in ("roles.pr", "roles.pr.capacity", "roles.agency", "reserve", "name")
        }
        assert places == {
            "roles.pr": 4,
            "roles.pr.capacity": 16,
            "roles.agency": 25,
            "reserve": 19,
            "name": 1,
        }
        with pytest.raises(UnknownName, match="'agency'"):
            read_plan_file(file).of_scenario("agenci")


class TestWriting:
    def test_what_is_the_same_stays_as_it_is(self, plan):
        """Comments, and how a path is put."""
        (lean, agency) = plan.scenarios
        changes = {**lean.set, "reserve": 0.2, "roles.pr.people": 2}
        del changes["calendar.closures"]
        after = plan.with_(scenarios=[lean.with_(set=changes), agency])

        text = changed_text(after, read(PLAN, "toml"))

        assert loads(text) == after
        gone = "calendar.closures = [{ from = 2027-08-02, to = 2027-08-06 }]\n"
        expected = PLAN.replace(gone, "").replace(
            "reserve = 0.1\n", 'reserve = 0.2\n"roles.pr.people" = 2\n'
        )
        assert text == expected

    def test_what_was_wrong_can_be_made_right(self, plan):
        """A path that leads nowhere is not kept."""
        text = changed_text(plan, read(PLAN.replace("reserve =", "reserv ="), "toml"))

        assert loads(text) == plan


class TestFaults:
    def test_all_are_told_at_once_with_their_places(self):
        """Of paths, values, parts, names and what is inherited."""
        text = PLAN.replace("roles.pr.capacity", "roles.prr.capacity")
        text = text.replace("content.times", "content.tims").replace("0.1", "7")
        text = text.replace('"lean"\n\n', '"leann"\n\n').replace('["agency"]', '["agencyy"]')
        text = text.replace("{ pr = 1 }", "{ pqr = 1 }")
        text = text.replace("channels.facebook.handle", "channels.facebok.handle")
        here = [
            (12, 9, "scenarios.lean.drop[0]"),
            (15, 1, "scenarios.lean.set.activities.content.tims"),
            (16, 11, "scenarios.lean.set.roles.prr.capacity"),
            (18, 33, "scenarios.lean.set.activities.dialogue.roles.pqr"),
            (19, 11, "scenarios.lean.set.reserve"),
            (23, 12, "scenarios.agency.inherits"),
            (31, 10, "scenarios.agency.add.activities.story.roles[0]"),
        ]

        assert [where[0] for where in faults(text)] == [where[0] for where in here]
        assert faults(f"reserve = 8\n{text}")[0] == (1, 11, "reserve")
        assert len(faults(f"reserve = 8\n{text}")) == 8

    def test_what_builds_on_a_wrong_one_is_not_wrong_for_that(self):
        """But for what it says itself."""
        text = PLAN.replace("roles.pr.capacity", "roles.prr.capacity")

        assert faults(text) == [(16, 11, "scenarios.lean.set.roles.prr.capacity")]
        assert faults(text.replace('["agency"]', '["agencyy"]'))[1][0] == 31
        single = text.replace('drop = ["channels.facebook.handle"]', 'drop = "channels.no.handle"')
        assert [line for line, _, _ in faults(f"reserve = 8\n{single}")] == [1, 13, 17]

    def test_what_is_unsound_is_told_where_it_comes_from(self):
        """Once the plan itself is sound."""
        text = PLAN.replace(
            "reserve = 0.1",
            'activities.content.end = 2027-01-01\n"activities.content.start" = 2027-02-01',
        )

        assert faults(text) == [(19, 26, "scenarios.lean.set.activities.content.end")]

    @pytest.mark.parametrize(
        ("scenario", "path"),
        [
            ({"key": "x", "set": 3}, "scenarios.x.set"),
            (
                {"key": "x", "set": {"roles": {"pr": {"name": "a"}, "pr.name": "b"}}},
                "scenarios.x.set.roles.pr.name",
            ),
            ({"key": "x", "set": {"a." * 5_000: 1}}, None),
            ({"key": "x", "drop": ["a." * 4_000]}, "scenarios.x.drop[0]"),
            ({"key": "x", "add": {"role": []}}, "scenarios.x.add.role"),
            ({"key": "x", "inherits": "x"}, "scenarios.x.inherits"),
        ],
    )
    def test_each_is_located(self, scenario, path):
        """Whatever it is."""
        text = json.dumps({"name": "A", "roles": [{"key": "pr"}], "scenarios": [scenario]})

        ((_, _, found),) = faults(text, "json")

        assert path in {None, found}

    def test_there_are_only_so_many(self):
        """And a long chain or ring of them is told once."""
        many = [{"key": f"s{number}", "inherits": f"s{number + 1}"} for number in range(999)]
        text = json.dumps({"name": "A", "scenarios": [*many, {"key": "s999"}]})

        assert [path for _, _, path in faults(text, "json")] == [
            "scenarios",
            "scenarios.s978.inherits",
        ]
        ring = [{"key": f"s{number}", "inherits": f"s{(number + 1) % 9}"} for number in range(9)]
        text = json.dumps({"name": "A", "scenarios": [*ring, 3, {"set": {"reserve": 1}}]})
        assert [path for _, _, path in faults(text, "json")] == [
            "scenarios.s0.inherits",
            "scenarios[9]",
            "scenarios[10].key",
        ]
