"""What scenarios make of a plan, and what of them is left when the plan changes."""

from __future__ import annotations

import pytest

from aufwand.errors import InvalidPlan, UnknownName
from aufwand.model import (
    Acceptance,
    Activity,
    Audience,
    Calendar,
    Channel,
    Correlation,
    Criticism,
    Driver,
    Event,
    Identity,
    Plan,
    Role,
    Scenario,
)
from aufwand.model.change import Add, Drop, Put, changed
from aufwand.units import EffortRate


@pytest.fixture
def plan():
    """A plan in which everything is mentioned somewhere else."""
    return Plan(
        "Bakery",
        audiences=[Audience("families", reach={"facebook": 0.5})],
        channels=[Channel("facebook", audiences="families"), Channel("xing")],
        roles=[Role("pr", rate="40 EUR/h"), Role("care", cover=["pr"])],
        activities=[
            Activity("content", duration="3-5 h", roles={"pr": 0.5, "care": 0.5}),
            Activity("reel", duration="2 h", channels="facebook", per="2/week"),
        ],
        correlations=[Correlation(["content", "reel"], 0.5)],
        criticism=Criticism(owner="care"),
        budget="900 EUR/week",
    )


def made(plan, **given):
    return plan.with_(scenarios=[Scenario("x", **given)]).scenario("x")


def wrong(plan, *scenarios):
    with pytest.raises(InvalidPlan) as caught:
        plan.with_(scenarios=scenarios)
    return {fault.path: fault for fault in caught.value.faults}


class TestVaried:
    def test_fields_of_the_plan_its_parts_and_its_calendar_are_set(self, plan):
        """All at once."""
        found = made(
            plan,
            set={
                "reserve": 0.1,
                "roles.pr.capacity": "20 h/week",
                "roles.pr.people": 2,
                "calendar.workdays": ["mon"],
                "identity.tone": "warm",
                "activities.reel.per": "1/month",
            },
        )

        assert found.reserve == 0.1
        assert found.role("pr") == Role("pr", rate="40 EUR/h", capacity="20 h/week", people=2)
        assert found.calendar.workdays == ("mon",)
        assert found.identity == Identity(tone="warm")
        assert (found.activity("reel").per, found.activity("reel").times) == ("month", 1)

    def test_what_is_dropped_goes_with_its_mentions(self, plan):
        """And a field is as if it had never been said."""
        found = made(plan, drop=["roles.care", "channels.facebook", "budget", "roles.pr.rate"])

        assert [each.key for each in found.roles] == ["pr"]
        assert [each.key for each in found.activities] == ["content"]
        assert (found.budget, found.role("pr").rate, found.correlations) == (None, None, ())
        assert found.criticism == Criticism()

    def test_what_is_added_takes_the_place_of_its_like(self, plan):
        """By key, by the two activities, or by being the same; and may be set at once."""
        accepted = Acceptance(rule="STF102", reason="so it is")
        found = made(
            plan.with_(accepted=[accepted]),
            drop=["roles.care"],
            add=[Role("care"), Role("pr"), Correlation(["reel", "content"], 0.1), accepted],
            set={"roles.care.people": 3},
        )

        assert found.roles == (Role("pr"), Role("care", people=3))
        assert found.correlations == (Correlation(["reel", "content"], 0.1),)
        assert found.accepted == (accepted,)

    def test_a_whole_collection_is_set_before_its_fields(self, plan):
        """In whatever order they are said."""
        said = {"roles.boss.people": 2, "roles": [Role("boss"), Role("pr"), Role("care")]}

        assert made(plan, set=said).role("boss").people == 2

    def test_it_is_sound_only_when_all_is_done(self, plan):
        """As another currency is not, step by step."""
        said = {"currency": "CHF", "roles.pr.rate": "40 CHF/h", "budget": "900 CHF/week"}

        assert made(plan, set=said).currency == "CHF"

    def test_one_builds_on_another(self, plan):
        """What that changes is changed before."""
        one = Scenario("one", set={"reserve": 0.1, "full_time": "38 h/week"}, add=Role("new"))
        two = Scenario("two", inherits="one", set={"reserve": 0.2, "roles.new.people": 2})
        found = plan.with_(scenarios=[two, one]).scenario("two")

        assert (found.reserve, found.full_time) == (0.2, EffortRate.parse("38 h/week"))
        assert found.role("new").people == 2

    def test_it_is_a_plan_of_its_own(self, plan):
        """With a name of its own, and without scenarios."""
        found = plan.with_(scenarios=[Scenario("lean", name="Lean")]).scenario("lean")

        assert found == plan.with_(name="Bakery: Lean")
        long = Plan("a" * 10_000, scenarios=[Scenario("lean")])
        assert long.scenario("lean").name == long.name
        with pytest.raises(UnknownName, match="did you mean 'lean'"):
            long.scenario("leen")


class TestUnsound:
    def test_all_faults_of_all_are_told(self, plan):
        """Each where the scenario says it."""
        found = wrong(
            plan,
            Scenario("a", set={"roles.pq.people": 1, "tools.t.cost": "1 EUR/week"}),
            Scenario("b", drop=["channels.zing", "roles.sales.rate", *("roles.pr",)]),
            Scenario("c", drop=["roles.pr"], set={"roles.pr.people": 2}),
            Scenario(
                "d",
                set={"activities.content.roles": ["cere"], "activities.reel.start": "2027-02-01"},
                add=Activity("new", duration="1 h", roles="who"),
            ),
            Scenario("e", inherits="d", set={"roles.nobody.people": 2}),
        )

        assert [*found] == [
            "scenarios.a.set.roles.pq.people",
            "scenarios.a.set.tools.t.cost",
            "scenarios.b.drop[0]",
            "scenarios.b.drop[1]",
            "scenarios.c.set.roles.pr.people",
            "scenarios.d.set.activities.content.roles[0]",
            "scenarios.d.add.activities.new.roles[0]",
        ]
        assert found["scenarios.a.set.tools.t.cost"].hint == "the plan has no tools"
        assert found["scenarios.b.drop[0]"].hint == "did you mean 'xing'?"

    def test_what_is_set_is_what_is_wrong(self):
        """Not what it clashes with, which stands in the plan."""
        calendar = Calendar(start="2027-01-01", end="2027-12-31")
        later = Scenario("x", set={"calendar.start": "2028-12-31"})
        with pytest.raises(InvalidPlan) as caught:
            Plan("p", calendar=calendar, scenarios=later)
        (fault,) = caught.value.faults

        assert str(fault) == (
            "scenarios.x.set.calendar.start: found '2028-12-31', expected what goes with "
            "calendar.end = '2027-12-31'; there it has to be a day from 2028-12-31 on"
        )

    def test_what_is_wrong_only_together_says_with_what(self, plan):
        """At something that the scenario says of the same part, or at the scenario."""
        dated = plan.adding(plan.activity("reel").with_(end="2027-01-01"))
        found = wrong(
            dated,
            Scenario("a", set={"activities.reel.start": "2027-02-01"}),
            Scenario("b", set={"currency": "CHF"}),
            Scenario("c", set={"calendar.start": "2027-02-01", "calendar.end": "2027-01-01"}),
        )

        assert [*found] == [
            "scenarios.a.set.activities.reel.start",
            "scenarios.b",
            "scenarios.c.set.calendar.end",
        ]
        assert found["scenarios.b"].hint.startswith("roles.pr.rate would be that; two currencies")


class TestStill:
    @pytest.fixture
    def full(self, plan):
        """A plan whose scenario speaks of everything in it."""
        scenario = Scenario(
            "x",
            set={
                "roles.pr.people": 2,
                "roles.care.cover": ["pr"],
                "activities.content.roles": {"pr": 0.4, "care": 0.6},
                "activities.reel.roles": ["pr"],
                "criticism.owner": "pr",
                "audiences.families.reach": {"facebook": 0.1, "xing": 0.2},
                "reserve": 0.1,
            },
            drop=["activities.reel.area", "channels.xing.handle"],
            add=[
                Activity("new", duration="1 h", roles=["pr", "care"], channels=["facebook"]),
                Driver("d", factor=2, activities=["reel", "content"]),
                Driver("e", factor=2, activities=["reel"]),
                Correlation(["reel", "new"], 0.5),
                Event("wave", per_year=1, effort="2 h", roles="pr"),
                Role("boss", cover=["pr"]),
                Audience("guests", reach={"xing": 0.5}),
                Channel("podcast", audiences=["families"]),
            ],
        )
        return plan.with_(scenarios=[scenario, Scenario("y", inherits="x")])

    def test_it_forgets_a_role(self, full):
        """In everything it sets, drops and adds."""
        (x, _) = changed(full, [Drop("roles.pr")]).scenarios

        assert dict(x.set)["activities.content.roles"] == (("care", 1.0),)
        assert [*x.set] == [
            "activities.content.roles",
            "audiences.families.reach",
            "reserve",
        ]
        assert [each.key for each in x.add.activities[0].roles] == ["care"]
        assert (x.add.events[0].roles, x.add.roles[0].cover) == ((), ())

    def test_it_keeps_what_names_others(self, full):
        """As they are still there."""
        (x, _) = changed(full, [Drop("roles.care")]).scenarios

        assert x.set["activities.reel.roles"] == (("pr", None),)
        assert x.set["criticism.owner"] == "pr"
        assert "roles.care.cover" not in x.set

    def test_it_forgets_channels_activities_and_audiences(self, full):
        """And what went with them."""
        (x, _) = changed(full, [Drop("channels.facebook"), Drop("audiences.families")]).scenarios

        assert x.drop == ("channels.xing.handle",)
        assert [each.key for each in x.add.drivers] == ["d"]
        assert x.add.drivers[0].activities == ("content",)
        assert (x.add.correlations, x.add.activities) == ((), ())
        assert x.add.channels[0].audiences == ()
        assert "audiences.families.reach" not in x.set

        (x, _) = changed(full, [Drop("channels.xing")]).scenarios

        assert x.set["audiences.families.reach"] == (("facebook", 0.1),)
        assert (x.drop, x.add.audiences[0].reach) == (("activities.reel.area",), ())

    def test_what_it_adds_itself_is_there(self, plan):
        """Whatever becomes of the plan."""
        scenario = Scenario("x", add=Role("pr"), set={"roles.pr.people": 2})
        found = changed(plan.with_(scenarios=[scenario]), [Drop("roles.pr")])

        assert found.scenarios == (scenario,)

    def test_scenarios_change_as_other_parts_do(self, full):
        """They are put, dropped and added; who built on a dropped one builds on what that did."""
        found = changed(full, [Drop("scenarios.x"), Put("reserve", 0.3), Add(Scenario("z"))])

        assert found.scenarios == (Scenario("y"), Scenario("z"))
        assert found.reserve == 0.3
        assert changed(full, [Put("scenarios.y.name", "Why")]).scenarios[1].name == "Why"
