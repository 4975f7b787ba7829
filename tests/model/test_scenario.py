"""What a scenario says, and what it cannot say in any plan."""

from __future__ import annotations

import json
import pickle

import pytest

from aufwand.errors import InvalidPlan
from aufwand.model import (
    Acceptance,
    Activity,
    Additions,
    Calendar,
    Correlation,
    Plan,
    Role,
    Scenario,
    Tool,
)
from aufwand.model.scenario import inheritance_faults, lineage
from aufwand.rules import Add
from aufwand.rules._wire import _json, _unpacked, packed
from aufwand.units import Cadence, EffortRate


def faults_of(**given):
    with pytest.raises(InvalidPlan) as caught:
        Scenario("x", **given)
    return {fault.path: (fault.expected, fault.hint) for fault in caught.value.faults}


class TestSet:
    def test_a_value_is_read_as_the_field_reads_it(self):
        """So that the same value is the same scenario, however it is put."""
        one = Scenario("x", set={"roles.pr.capacity": "90 min/week", "calendar.workdays": ["tue"]})
        other = Scenario(
            "x", set={"calendar": {"workdays": "tue"}, "roles": {"pr.capacity": "1.5 h/week"}}
        )

        assert one == other
        assert hash(one) == hash(other)
        assert one.set["roles.pr.capacity"] == EffortRate.parse("1.5 h/week")

    def test_how_often_is_said_whole(self):
        """A cadence says how many times as well, even if it is once; a period alone does not."""
        said = Scenario(
            "x",
            set={
                "activities.a.per": "1/month",
                "activities.b.per": "month",
                "activities.c.per": "2/week",
            },
        ).set

        assert [*said.values()] == [Cadence("month"), "month", Cadence("week", 2)]

    def test_a_field_has_its_name_of_the_file_too(self):
        """Where the two differ."""
        accepted = [Acceptance(rule="STF102", reason="so it is")]

        assert Scenario("x", set={"accept": accepted}) == Scenario("x", set={"accepted": accepted})

    def test_what_no_plan_has_is_told_at_once(self):
        """Each by its path, with what was probably meant."""
        said = {
            "reserv": 0.1,
            "": 1,
            3: 1,
            "a" * 100_000: 1,
            "reserve.more": 1,
            "scenarios.y.name": "z",
            "calendar": Calendar(),
            "calendar.workday": ["mon"],
            "calendar.workdays.x": 1,
            "roles.pr": Role("pr"),
            "roles.p r.name": "x",
            "roles.pr.key": "x",
            "roles.pr.nme": "x",
            "roles.pr.name.x": "x",
            "budget": None,
        }

        found = faults_of(set=said)

        assert len(found) == len(said)
        assert found["set.reserv"][1] == "did you mean 'reserve'?"
        assert found["set.calendar.workday"][1] == "did you mean 'calendar.workdays'?"
        assert found["set.roles.pr.nme"][1] == "did you mean 'roles.pr.name'?"
        assert found["set.scenarios.y.name"][1] == "a scenario changes no scenario"
        assert found["set.roles.pr"][1] == "to put a whole part there, add it"
        assert found["set.budget"][1] == "what is to be taken out is named in 'drop'"

    def test_values_are_held_to_their_fields(self):
        """With the path of what is wrong in them."""
        found = faults_of(
            set={
                "reserve": 2,
                "calendar.start": "2027-13-01",
                "roles.pr.cover": ["a", "b c"],
                "activities.content.duration": "2 days",
                "roles.pr.capacity": 3,
            }
        )

        assert [*found] == [
            "set.reserve",
            "set.calendar.start",
            "set.roles.pr.cover[1]",
            "set.activities.content.duration",
            "set.roles.pr.capacity",
        ]

    @pytest.mark.parametrize("value", [3, "reserve", ["reserve"]])
    def test_it_is_a_table(self, value):
        """And nothing else."""
        assert [*faults_of(set=value)] == ["set"]

    def test_a_path_is_there_once(self):
        """However it is written."""
        assert faults_of(set={"roles.pr.name": "x", "roles": {"pr": {"name": "y"}}}) == {
            "set.roles.pr.name": ("each path once", "")
        }

    def test_there_are_only_so_many(self):
        """Nobody reads more."""
        found = faults_of(set={f"roles.r{number}.people": 2 for number in range(5_000)})

        assert found == {"set": ("at most 1,000 paths", "")}


class TestDrop:
    def test_parts_and_fields_are_dropped(self):
        """What need not be there."""
        drop = ["roles.pr", "roles.care.rate", "budget", "calendar", "identity.tone", "accept"]

        assert Scenario("x", drop=drop).drop == (*drop[:-1], "accepted")

    def test_what_must_be_there_is_not(self):
        """Nor what nothing has, nor too much."""
        assert (
            len(faults_of(drop=["name", "roles", "roles.pr.key", "rols.pr", "roles.pr.nam"])) == 5
        )
        assert faults_of(drop=["activities.a.duration"])["drop[0]"][1] == "set it to something else"
        assert [*faults_of(drop=[f"roles.r{number}" for number in range(1_001)])] == ["drop"]


class TestAdd:
    def test_parts_stand_by_their_collection(self):
        """In whatever order they come."""
        add = [Activity("reel", duration="1 h"), Role("pr"), Role("care")]
        found = Scenario("x", add=add).add

        assert found == Additions(roles=[Role("pr"), Role("care")], activities=add[0])
        assert [*found] == [Role("pr"), Role("care"), add[0]]
        assert len(found) == 3
        assert Scenario("x", add=Role("pr")).add == Additions(roles=[Role("pr")])

    def test_anything_else_is_refused(self):
        """By its place; and two parts with one key."""
        assert [*faults_of(add=[Role("pr"), Scenario("y"), 3])] == ["add[1]", "add[2]"]
        assert [*faults_of(add=[Role("pr"), Role("pr")])] == ["add.roles[1].key"]


def test_it_is_a_value():
    """It travels to other processes, as a rule may propose one, and says what it is called."""
    scenario = Scenario(
        "lean_one",
        set={"activities.a.per": "1/3/week", "activities.a.roles": {"pr": 0.5, "care": 0.5}},
        drop="roles.pr.rate",
        add=[Tool("suite", cost="3 EUR/month"), Correlation(["a", "b"], 0.5)],
    )

    assert pickle.loads(pickle.dumps(scenario)) == scenario
    assert scenario.label == "Lean one"
    assert scenario.with_(name="Lean").label == "Lean"
    assert not scenario.nothing
    assert Scenario("x").nothing
    data = json.dumps(packed(Add(scenario))).encode()
    assert _unpacked(_json(data)) == Add(scenario)


class TestInheritance:
    def test_a_cycle_is_told_once(self):
        """With the way around; what leads into it is not at fault."""
        found = [
            Scenario("c", inherits="a"),
            Scenario("a", inherits="b"),
            Scenario("b", inherits="a"),
            *(Scenario(f"s{number}", inherits=f"s{(number + 1) % 9}") for number in range(9)),
        ]

        assert [(fault.path, fault.hint) for fault in inheritance_faults(found)] == [
            ("scenarios.a.inherits", "a → b → a"),
            ("scenarios.s0.inherits", "s0 → s1 → s2 → s3 → s4 → … → s0"),
        ]

    def test_a_chain_is_short(self):
        """So that one can still tell what it is."""
        chain = [Scenario(f"s{number}", inherits=f"s{number + 1}") for number in range(30)]

        (fault,) = inheritance_faults([*chain, Scenario("s30")])

        assert fault.path == "scenarios.s9.inherits"
        assert len(lineage(chain, "s0")) == 30

    def test_an_unknown_one_is_told_once(self):
        """With the nearest; what is wrong itself is known."""
        found = [Scenario("a", inherits="leen"), Scenario("b", inherits="a"), Scenario("lean")]

        (fault,) = inheritance_faults(found)

        assert (fault.path, fault.hint) == ("scenarios.a.inherits", "did you mean 'lean'?")
        assert [] == [*inheritance_faults(found, ["leen"])]
        with pytest.raises(InvalidPlan) as caught:
            Plan("Bakery", scenarios=found)
        assert [str(each) for each in caught.value.faults] == [str(fault)]

    def test_a_plan_has_not_too_many(self):
        """Side by side nobody reads more."""
        with pytest.raises(InvalidPlan) as caught:
            Plan("Bakery", scenarios=[Scenario(f"s{number}") for number in range(10_000)])
        assert [each.expected for each in caught.value.faults] == ["at most 100 scenarios"]
