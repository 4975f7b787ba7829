"""What a plan is after a change, and which changes are none."""

from __future__ import annotations

import pickle
from datetime import date
from fractions import Fraction

import pytest

from aufwand.errors import Fault, InvalidPlan, UnknownName
from aufwand.model import (
    Acceptance,
    Activity,
    Audience,
    Channel,
    Correlation,
    Criticism,
    Driver,
    Event,
    Goal,
    Identity,
    Override,
    Plan,
    Role,
    RuleSettings,
    Table,
    Tool,
)
from aufwand.model._dropping import parts_of
from aufwand.model.change import changed
from aufwand.planfile import dumps
from aufwand.rules import Add, Drop, Put
from aufwand.units import Shape, hours


@pytest.fixture
def plan():
    """A plan in which everything is mentioned somewhere else."""
    return Plan(
        "Bakery",
        audiences=[Audience("families", reach={"facebook": 0.6, "xing": 0.1}), Audience("guests")],
        channels=[Channel("facebook", audiences=["families", "guests"]), Channel("xing")],
        roles=[Role("pr", capacity="12 h/week"), Role("care"), Role("sales")],
        activities=[
            Activity("posts", duration="1 h", channels=["facebook", "xing"], roles="pr"),
            Activity("groups", duration="1 h", channels=["xing"], area="dialogue"),
            Activity(
                "reels",
                duration="3 h",
                area="own",
                channels={"xing": 1},
                roles={"pr": 0.5, "care": 0.3, "sales": 0.2},
            ),
        ],
        drivers=[
            Driver("all", factor=2),
            Driver("both", factor=2, areas=["own", "content"], activities=["reels", "posts"]),
            Driver("reels", factor=3, areas=["own"], activities=["groups"]),
        ],
        criticism=Criticism(owner="care", procedure="answer"),
        accepted=[
            Acceptance(rule="STF102", where="roles.pr", reason="summer"),
            Acceptance(rule="EXC101", where="channels.xing", reason="closes"),
            Acceptance(rule="STF101", where="activities.groups.roles", reason="soon"),
            Acceptance(rule="COS103", reason="later"),
        ],
        rules=RuleSettings(
            overrides=[
                Override(where="channels.xing", levels={"EXC": "off"}),
                Override(where="channels.*", levels={"EXC": "info"}),
            ]
        ),
    )


def keys(parts):
    return [part.key for part in parts]


def reasons(plan):
    return [each.reason for each in plan.accepted]


class TestPut:
    @pytest.mark.parametrize(
        ("path", "value", "found"),
        [
            ("reserve", 0.2, lambda plan: plan.reserve == 0.2),
            ("budget", "9 EUR/week", lambda plan: plan.budget.text == "9 EUR/week"),
            ("identity", Identity(tone="warm"), lambda plan: plan.identity.tone == "warm"),
            ("roles.pr.capacity", "16 h/week", lambda plan: plan.role("pr").capacity.effort.hours),
            ("criticism.owner", "pr", lambda plan: plan.criticism.owner == "pr"),
            ("calendar.start", "2027-01-01", lambda plan: plan.calendar.start.year == 2027),
            (
                "audiences.guests.goals",
                [Goal("more", by=date(2027, 1, 1))],
                lambda plan: plan.audience("guests").goals[0].text == "more",
            ),
            (
                "activities.posts.roles",
                {"pr": 0.5, "care": 0.5},
                lambda plan: len(plan.activity("posts").roles) == 2,
            ),
            ("activities.posts.per", "2/month", lambda plan: plan.activity("posts").times == 2),
            ("channels", [], None),
        ],
    )
    def test_a_field_gets_another_value(self, plan, path, value, found):
        """A field of the plan, of a part of a collection, or of the one part there is."""
        if found is None:
            with pytest.raises(InvalidPlan):
                changed(plan, [Put(path, value)])
            return

        assert found(changed(plan, [Put(path, value)]))

    def test_a_cadence_says_how_many_times(self, plan):
        """As with_ of an activity has it; three times of two a month were six."""
        plan = changed(plan, [Put("activities.posts.times", 3)])

        assert 3 == changed(plan, [Put("activities.posts.per", "month")]).activity("posts").times
        assert 2 == changed(plan, [Put("activities.posts.per", "2/month")]).activity("posts").times

    @pytest.mark.parametrize(
        ("path", "near"),
        [
            ("reserv", "reserve"),
            ("roles.care2.capacity", "roles.care"),
            ("roles.pr.capacit", "capacity"),
            ("roles.zzz.capacity", ""),
            ("identity.tone", ""),
            ("name.first", ""),
            ("with_.x", ""),
            ("accepted[0].reason", "accepted"),
            ("criticism.owner.x", "owner"),
        ],
    )
    def test_a_path_that_leads_nowhere_is_told(self, plan, path, near):
        """With the nearest name, whatever it leads through."""
        with pytest.raises(UnknownName) as caught:
            changed(plan, [Put(path, "x")])

        assert near == caught.value.near

    @pytest.mark.parametrize("path", ["roles.pr", "roles.pr.key"])
    def test_a_part_and_its_key_stay(self, plan, path):
        """What others call it would be lost."""
        with pytest.raises(Fault, match="not its key"):
            changed(plan, [Put(path, "x")])

    def test_a_value_that_does_not_fit_is_told(self, plan):
        """As the constructor does."""
        with pytest.raises(InvalidPlan) as caught:
            changed(plan, [Put("roles.pr.capacity", "3 EUR")])

        assert "capacity" == caught.value.faults[0].path

    def test_what_it_holds_stays(self):
        """It can be compared, kept in a set and sent, and nobody changes it later."""
        given = {"pr": [0.5, {"x": Fraction(1, 3)}]}
        put = Put("a", given)
        given["pr"].append(1)

        assert Put("a", {"pr": (0.5, {"x": Fraction(1, 3)})}) == put
        assert hash(put) == hash(Put("a", Table(put.value)))
        assert put == pickle.loads(pickle.dumps(put))
        assert repr(put).startswith("Put(path='a', value={'pr': (0.5, {'x': Fraction(1, 3)})})")

    @pytest.mark.parametrize("value", [{1, 2}, object(), b"x", iter(()), int, lambda: 1])
    def test_it_holds_values_of_a_plan(self, value):
        """Anything else could be something else tomorrow."""
        with pytest.raises(Fault):
            Put("a", value)

    def test_texts_are_taken_for_their_characters(self):
        """Whatever their class says they are."""

        class Odd(str):
            def __str__(self):
                raise SystemExit

        put = Put(Odd("a"), Odd("b"))

        assert {str} == {type(put.path), type(put.value)}

    @pytest.mark.parametrize("path", ["", ".", "a.", ".a", "a..b", 3, None])
    def test_a_path_has_steps(self, path):
        """None of them empty."""
        with pytest.raises(Fault):
            Put(path, 1)
        with pytest.raises(Fault):
            Drop(path)


class TestDrop:
    def test_a_channel_goes_with_every_mention(self, plan):
        """And with the work that served nothing else, and what was said of that."""
        after = changed(plan, [Drop("channels.xing")])

        assert ["facebook"] == keys(after.channels)
        assert ["facebook"] == [share.key for share in after.audience("families").reach]
        assert ["posts"] == keys(after.activities)
        assert ["summer", "later"] == reasons(after)
        assert ["channels.*"] == [each.where for each in after.rules.overrides]

    def test_a_driver_of_nothing_goes(self, plan):
        """Or else it would scale everything."""
        after = changed(plan, [Drop("channels.xing")])

        assert ["all", "both"] == keys(after.drivers)
        assert ("content",) == after.drivers[1].areas
        assert ("posts",) == after.drivers[1].activities

    def test_a_driver_that_names_what_stays_stays(self, plan):
        """As it is."""
        plan = plan.adding(Driver("both", factor=2, activities=["posts"]))

        assert plan.drivers[:2] == changed(plan, [Drop("activities.groups")]).drivers[:2]

    def test_work_of_a_role_falls_to_the_others(self, plan):
        """In proportion, in numbers that a file can hold; of nobody else, it is nobody's."""
        after = changed(plan, [Drop("roles.pr")])

        assert () == after.activity("posts").roles
        assert {"care": 0.6, "sales": 0.4} == dict(after.activity("reels").roles)
        assert ["closes", "soon", "later"] == reasons(after)
        assert "care" == after.criticism.owner
        assert "" == changed(after, [Drop("roles.care")]).criticism.owner
        plan = plan.adding(Role("help"), Role("more"))
        thirds = {"pr": 0.1, "care": 0.3, "help": 0.3, "more": 0.3}
        plan = changed(plan, [Put("activities.reels.roles", thirds), Drop("roles.pr")])

        assert "0.333333" in dumps(plan)

    @pytest.mark.parametrize(
        ("given", "left"),
        [
            ({"roles": {"pr": 1, "care": 0}}, [("care", None)]),
            ({"roles": ["pr", "care"]}, [("care", None)]),
            ({"roles": ["care"]}, [("care", None)]),
        ],
    )
    def test_work_without_weights_is_shared_equally(self, plan, given, left):
        """Of weights that are all zero nothing is left but that they are there."""
        plan = plan.with_(activities=[Activity("posts", duration="1 h", **given)], drivers=())
        after = changed(plan, [Drop("roles.pr")])

        assert left == [tuple(share) for share in after.activity("posts").roles]

    @pytest.mark.parametrize(
        ("weights", "left"),
        [
            ({"xing": 3, "facebook": 2}, [("facebook", 2)]),
            ({"xing": 1, "facebook": 0}, [("facebook", None)]),
        ],
    )
    def test_channels_that_are_left_keep_their_weights(self, plan, weights, left):
        """As weights are no shares."""
        plan = plan.with_(
            activities=[Activity("posts", duration="1 h", channels=weights)], drivers=()
        )
        after = changed(plan, [Drop("channels.xing")])

        assert left == [tuple(share) for share in after.activity("posts").channels]

    def test_an_audience_is_met_nowhere_any_more(self, plan):
        """Channels do not name it."""
        after = changed(plan, [Drop("audiences.families")])

        assert ("guests",) == after.channel("facebook").audiences

    def test_a_tool_goes_alone(self, plan):
        """Nothing names it."""
        with_tool = plan.adding(Tool("suite"))

        assert plan == changed(with_tool, [Drop("tools.suite")])

    def test_acceptances_go_by_their_place_before_all_else(self, plan):
        """Whatever else moves, each is the one it was."""
        drops = [Drop("channels.xing"), Drop("accepted[0]"), Drop("accepted[3]")]

        assert ["closes", "soon"] == reasons(changed(plan, drops[1:]))
        assert [] == reasons(changed(plan, drops))
        assert ["closes", "soon"] == reasons(changed(plan, [*drops[1:], drops[1]]))

    @pytest.mark.parametrize(
        ("path", "near"),
        [
            ("channels.xin", "channels.xing"),
            ("channels", ""),
            ("channels.xing.pieces", "channels.xing"),
            ("budget", ""),
            ("name.x", ""),
            ("accepted[9]", ""),
            ("accepted[0x", ""),
            ("accepted[²]", ""),
            ("accepted[" + "9" * 5_000 + "]", ""),
        ],
    )
    def test_only_parts_are_dropped(self, plan, path, near):
        """That are there."""
        with pytest.raises(UnknownName) as caught:
            changed(plan, [Drop(path)])

        assert near == caught.value.near


class TestAdd:
    def test_a_part_comes_or_takes_a_place(self, plan):
        """By its key."""
        after = changed(plan, [Add(Role("new")), Add(Role("pr", rate="9 EUR/h"))])

        assert ["pr", "care", "sales", "new"] == keys(after.roles)
        assert after.role("pr").rate is not None

    def test_an_acceptance_is_added_once(self, plan):
        """At the end."""
        one = Acceptance(rule="A", where="b", reason="c")
        after = changed(plan, [Add(one), Add(one)])

        assert one == after.accepted[-1]
        assert 5 == len(after.accepted)

    def test_it_stands_somewhere(self):
        """As any part does."""
        assert "roles.new" == Add(Role("new")).path
        assert "accepted.A.b" == Add(Acceptance(rule="A", where="b", reason="c")).path

    @pytest.mark.parametrize("part", [None, "role", Goal("x"), hours(1)])
    def test_only_parts_are_added(self, part):
        """With a key, or acceptances."""
        with pytest.raises(Fault):
            Add(part)

    def test_a_derived_class_is_no_part(self):
        """Nobody knows what it does."""
        made = type("Sly", (Role,), {})("x")

        with pytest.raises(Fault):
            Add(made)


def test_the_plan_stays_as_it_is(plan):
    """A change makes a new one."""
    before = dumps(plan)
    changed(plan, [Drop("channels.xing"), Put("reserve", 0.5), Add(Role("x"))])

    assert before == dumps(plan)


class TestChances:
    """Events, cover and correlations go, or stay, with what they name."""

    @pytest.fixture
    def plan(self):
        """Everything that names a role, a channel or an activity."""
        return Plan(
            "Bakery",
            channels=[Channel("facebook"), Channel("xing")],
            roles=[
                Role("pr", cover=["care", "sales"]),
                Role("care", cover="pr"),
                Role("sales"),
            ],
            activities=[
                Activity("posts", duration="1-2 h"),
                Activity("reels", duration="1-2 h"),
                Activity("groups", duration="1-2 h", channels="xing"),
            ],
            events=[
                Event("wave", per_year=1, effort="8-40 h", channels=["facebook", "xing"]),
                Event(
                    "hack",
                    per_year=0.1,
                    effort="40 h",
                    channels="xing",
                    roles={"pr": 0.5, "care": 0.3, "sales": 0.2},
                ),
                Event("storm", per_year=1, effort="1 h", roles="pr"),
            ],
            correlations=[
                Correlation(["posts", "reels"], 0.5),
                Correlation(["groups", "reels"], 0.5),
            ],
            accepted=[Acceptance(rule="CRI101", where="events.hack", reason="insured")],
            rules=RuleSettings(overrides=[Override(where="events.hack", levels={"CRI": "off"})]),
        )

    def test_a_role_goes_from_cover_and_events(self, plan):
        """Who is left has the work, each in proportion."""
        after = changed(plan, [Drop("roles.pr")])

        assert [("care", "sales")] == [each.cover for each in plan.roles if each.key == "pr"]
        assert {"care": (), "sales": ()} == {each.key: each.cover for each in after.roles}
        assert [(), (("care", 0.6), ("sales", 0.4)), ()] == [each.roles for each in after.events]
        assert after.correlations == plan.correlations

        assert ("sales",) == changed(plan, [Drop("roles.care")]).role("pr").cover

    def test_a_channel_takes_its_own_events_along(self, plan):
        """With its work, what correlates with that, and what is said of them."""
        after = changed(plan, [Drop("channels.xing")])

        assert ["wave", "storm"] == keys(after.events)
        assert (("facebook", None),) == after.events[0].channels
        assert () == after.events[1].channels
        assert ["posts", "reels"] == keys(after.activities)
        assert plan.correlations[:1] == after.correlations
        assert () == after.accepted == after.rules.overrides

    def test_an_activity_takes_its_correlations_along(self, plan):
        """All that it is in."""
        assert () == changed(plan, [Drop("activities.reels")]).correlations
        assert plan.correlations[1:] == changed(plan, [Drop("activities.posts")]).correlations

    def test_an_event_is_a_part_as_others_are(self, plan):
        """It comes, changes and goes."""
        event = Event("wave", per_year=2, effort="1 h")
        added = changed(plan, [Add(event)])
        put = changed(plan, [Put("events.hack.per_year", 3), Put("events.hack.shape", "uniform")])
        gone = changed(plan, [Drop("events.hack")])

        assert "events.wave" == Add(event).path
        assert (event, *plan.events[1:]) == added.events
        assert (3, Shape("uniform")) == (put.events[1].per_year, put.events[1].shape)
        assert ["wave", "storm"] == keys(gone.events)
        assert () == gone.accepted == gone.rules.overrides

    def test_correlations_are_put_all_together(self, plan):
        """As a field of the plan."""
        ties = (Correlation(["posts", "groups"], -0.5),)
        put = Put("correlations", ties)

        assert ties == put.value
        assert ties == changed(plan, [put]).correlations
        assert put == pickle.loads(pickle.dumps(put))
        with pytest.raises(InvalidPlan) as caught:
            changed(plan, [Put("correlations", ties * 2)])
        assert ["correlations[1].between"] == [each.path for each in caught.value.faults]
        with pytest.raises(Fault):
            Add(ties[0])

    def test_an_unknown_event_is_told_with_the_nearest(self, plan):
        """As of every part."""
        with pytest.raises(UnknownName) as caught:
            changed(plan, [Drop("events.wav")])

        assert "events.wave" == caught.value.near


@pytest.mark.parametrize(
    ("path", "parts"),
    [("roles.pr.rate", ("roles", "pr")), ("reserve", ("reserve", "")), ("a.b", ("a", ""))],
)
def test_a_path_is_about_a_part_or_a_field(path, parts):
    """Only collections have keys."""
    assert parts == parts_of(path)
