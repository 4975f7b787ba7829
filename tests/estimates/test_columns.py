"""Plans as whole numbers: who does what where, over one denominator."""

from __future__ import annotations

from fractions import Fraction
from types import MappingProxyType

import pytest

from aufwand.errors import Fault
from aufwand.estimates import estimate
from aufwand.estimates._columns import columns, scaled
from aufwand.model import Activity, Calendar, Channel, Correlation, Driver, Event, Plan, Role
from aufwand.units import CADENCES

TWO = (Channel("a"), Channel("b"))


def weekly(activity, *, channels=(), roles=(), drivers=(), **more):
    """Likely minutes a week of a plan with one activity, by channel and role."""
    plan = Plan("p", channels=channels, roles=roles, drivers=drivers, activities=[activity], **more)
    found = estimate(plan).by("channel", "role")
    return {pair: effort.likely.minutes for pair, effort in found.items()}


class TestRepetitions:
    @pytest.mark.parametrize(
        ("per", "minutes"),
        [
            ("workday", 300),
            ("day", 420),
            ("week", 60),
            ("month", 60 / Fraction("4.348125")),
            ("quarter", 60 / Fraction("13.044375")),
            ("year", 60 / Fraction("52.1775")),
            ("2/week", 120),
            ("every 3 weeks", 20),
        ],
    )
    def test_each_cadence_has_its_repetitions(self, per, minutes):
        """An hour per workday is five hours a week, per year an hour in 52.1775 weeks."""
        assert {("", ""): minutes} == weekly(Activity("x", duration="1 h", per=per))

    @pytest.mark.parametrize("per", CADENCES)
    def test_times_multiply_every_cadence(self, per):
        """Three times is three times as much, also of what is done once."""
        one, three = (
            Plan(
                "p",
                channels=[Channel("a", pieces=2, messages=5, answered=0.4)],
                activities=[Activity("x", duration="7 min", per=per, times=times)],
            )
            for times in (1, 3)
        )

        assert estimate(one).weekly * 3 == estimate(three).weekly
        assert estimate(one).once * 3 == estimate(three).once

    def test_workdays_come_from_the_calendar(self):
        """Six working days are six repetitions."""
        calendar = Calendar(workdays=["mon", "tue", "wed", "thu", "fri", "sat"])
        found = weekly(Activity("x", duration="10 min", per="workday"), calendar=calendar)

        assert found == {("", ""): 60}

    def test_a_float_is_the_decimal_it_is_written_as(self):
        """A tenth of a time is exactly a tenth, not its nearest binary fraction."""
        found = weekly(Activity("x", duration="1 min", times=0.1, people=3))

        assert {("", ""): Fraction(3, 10)} == found

    def test_numbers_up_to_a_thousand_million_stay_exact(self):
        """The largest numbers that a plan takes lose no digit."""
        activity = Activity("x", duration="1000000000 h", per="piece", times=604_800, people=10**9)
        found = weekly(activity, channels=[Channel("a", pieces=604_800)])

        assert found == {("a", ""): 60 * 604_800**2 * 10**18}


class TestChannels:
    def test_work_without_channels_serves_the_presence_as_a_whole(self):
        """It stands under no channel, though the plan has some."""
        assert weekly(Activity("x", duration="1 h"), channels=TWO) == {("", ""): 60}

    @pytest.mark.parametrize(
        ("per", "a", "b"), [("piece", 25, 10), ("message", 200, 40), ("reply", 180, 0)]
    )
    def test_reactive_work_follows_the_channels_own_counts(self, per, a, b):
        """Without a list, every channel has its own pieces, messages and replies."""
        channels = [
            Channel("a", pieces=2.5, messages=20, answered=0.9),
            Channel("b", pieces=1, messages=4, answered=0),
        ]
        found = weekly(Activity("x", duration="10 min", per=per), channels=channels)

        assert {("a", ""): a, ("b", ""): b} == found

    def test_reactive_work_of_one_channel_leaves_the_other(self):
        """With a list, only what is listed counts."""
        channels = [Channel("a", pieces=2), Channel("b", pieces=5)]
        found = weekly(
            Activity("x", duration="10 min", per="piece", channels="b"), channels=channels
        )

        assert found == {("b", ""): 50}

    def test_each_channel_without_a_list_is_every_channel(self):
        """The duration holds for each, not for all together."""
        found = weekly(Activity("x", duration="1 h", each_channel=True), channels=TWO)

        assert found == {("a", ""): 60, ("b", ""): 60}

    @pytest.mark.parametrize(
        "activity",
        [
            Activity("x", duration="1 h", per="piece"),
            Activity("x", duration="1 h", each_channel=True),
        ],
    )
    def test_work_per_channel_needs_a_channel(self, activity):
        """Where the plan has none, there is nothing to do."""
        assert weekly(activity) == {}

    @pytest.mark.parametrize(
        ("weights", "shares"),
        [((1, 1), (30, 30)), ((3, 1), (45, 15)), ((0.1, 0.2), (20, 40)), ((0, 0), (30, 30))],
    )
    def test_a_list_shares_by_the_channels_weights(self, weights, shares):
        """Weights of a tenth and two tenths are a third and two thirds; none at all are equal."""
        channels = [Channel("a", weight=weights[0]), Channel("b", weight=weights[1])]
        found = weekly(Activity("x", duration="1 h", channels=["a", "b"]), channels=channels)

        assert dict(zip([("a", ""), ("b", "")], shares, strict=True)) == found

    def test_a_table_shares_by_its_own_weights(self):
        """What the activity says goes before what the channels say."""
        channels = [Channel("a", weight=100), Channel("b", weight=1)]
        activity = Activity("x", duration="1 h", channels={"a": 1, "b": 2})

        assert weekly(activity, channels=channels) == {("a", ""): 20, ("b", ""): 40}

    @pytest.mark.parametrize("status", ["paused", "closed"])
    def test_an_inactive_channel_leaves_its_share_to_the_others(self, status):
        """Shared work is done all the same; a channel's own work rests."""
        channels = [Channel("a", pieces=1), Channel("b", pieces=1, status=status)]
        shared = Activity("x", duration="1 h", channels=["a", "b"])
        own = Activity("x", duration="1 h", per="piece")

        assert weekly(shared, channels=channels) == {("a", ""): 60}
        assert weekly(own, channels=channels) == {("a", ""): 60}

    def test_where_only_weights_of_nothing_are_left_they_share_equally(self):
        """Closing the one channel with a weight does not lose the work."""
        channels = [Channel("a", status="closed"), Channel("b"), Channel("c")]
        activity = Activity("x", duration="1 h", channels={"a": 1, "b": 0, "c": 0})

        assert weekly(activity, channels=channels) == {("b", ""): 30, ("c", ""): 30}

    @pytest.mark.parametrize(
        "activity",
        [
            Activity("x", duration="1 h", channels="a"),
            Activity("x", duration="1 h", channels={"a": 2}),
            Activity("x", duration="1 h", channels="a", each_channel=True),
            Activity("x", duration="1 h", channels="a", per="message"),
        ],
    )
    def test_work_for_inactive_channels_alone_rests(self, activity):
        """It takes no effort, and no row."""
        plan = Plan("p", channels=[Channel("a", status="closed")], activities=[activity])

        assert columns(plan) == ((), (), 1)


class TestRoles:
    @pytest.mark.parametrize(
        ("roles", "expected"),
        [
            ([], {"": 60}),
            ("a", {"a": 60}),
            (["a", "b"], {"a": 30, "b": 30}),
            ({"a": 0.7, "b": 0.3}, {"a": 42, "b": 18}),
            ({"a": 1, "b": 0}, {"a": 60, "b": 0}),
            ({"a": 0.33, "b": 0.66}, {"a": 20, "b": 40}),
            ({"a": 0.995}, {"a": 60}),
        ],
    )
    def test_roles_share_the_work(self, roles, expected):
        """A list shares equally, a table in proportion, nobody has it all."""
        found = weekly(Activity("x", duration="1 h", roles=roles), roles=[Role("a"), Role("b")])

        assert {("", role): minutes for role, minutes in expected.items()} == found

    def test_people_each_spend_the_duration(self):
        """One hour of three people is three person-hours."""
        assert weekly(Activity("x", duration="1 h", people=3)) == {("", ""): 180}


class TestDrivers:
    @pytest.mark.parametrize(
        ("driver", "expected"),
        [
            (Driver("d", factor=1.1), 66),
            (Driver("d", factor=1.1, areas=["content"]), 66),
            (Driver("d", factor=1.1, activities=["x"]), 66),
            (Driver("d", factor=1.1, areas=["content"], activities=["x"]), 66),
            (Driver("d", factor=1.1, areas=["dialogue"]), 60),
            (Driver("d", factor=0), 0),
        ],
    )
    def test_a_driver_scales_what_it_names(self, driver, expected):
        """By area, by activity, or, where it names neither, everything; each work once."""
        activity = Activity("x", area="content", duration="1 h")

        assert {("", ""): expected} == weekly(activity, drivers=[driver])

    def test_drivers_multiply(self):
        """A tenth more and a fifth more are 32 % more."""
        drivers = [Driver("d", factor=1.1), Driver("e", factor=1.2)]

        assert {("", ""): Fraction(792, 10)} == weekly(
            Activity("x", duration="1 h"), drivers=drivers
        )

    def test_each_end_is_scaled_by_its_own(self):
        """Low by low, likely by likely, high by high, whatever their denominators are."""
        plan = Plan(
            "p",
            activities=[Activity("x", duration=["20 s", "40 s", "1 min"])],
            drivers=[Driver("d", factor=[0.5, 0.7, 1.1])],
        )
        found = estimate(plan).weekly

        assert (Fraction(1, 6), Fraction(7, 15), Fraction(11, 10)) == (
            found.low.minutes,
            found.likely.minutes,
            found.high.minutes,
        )

    def test_drivers_beyond_any_number_are_a_fault(self):
        """Forty factors of a thousand million would overflow wherever a float is needed."""
        drivers = [Driver(f"d{index}", factor=10**9) for index in range(40)]
        plan = Plan("p", activities=[Activity("x", duration="1 h")], drivers=drivers)

        with pytest.raises(Fault, match=r"activities\.x\.duration: found '1 h', expected"):
            estimate(plan)

    def test_drivers_of_thousand_millions_are_still_numbers(self):
        """What stays below that is shown as any other number."""
        drivers = [Driver(f"d{index}", factor=10**9) for index in range(20)]
        plan = Plan("p", activities=[Activity("x", duration="1 h")], drivers=drivers)

        assert pytest.approx(1e180) == estimate(plan).as_dict()["weekly"]["high"]


def test_a_plan_without_activities_takes_nothing():
    """No rows, and a denominator all the same."""
    assert columns(Plan("p")) == ((), (), 1)


def test_numbers_that_compare_equal_keep_their_own_meaning():
    """The float 0.1 is a tenth; the fraction nearest to it in binary is that fraction."""
    binary = Fraction(0.1)
    roles = [Role("a"), Role("b")]
    tenth, odd = (
        weekly(Activity("x", duration="1 h", roles={"a": share, "b": 0.9}), roles=roles)
        for share in (0.1, binary)
    )

    assert tenth["", "a"] == 6
    assert odd["", "a"] > 6


class TestWhatPasses:
    YEAR = Calendar(start="2027-01-01", end="2027-12-31")
    CAMPAIGN = MappingProxyType({"start": "2027-03-01", "end": "2027-03-31"})

    @pytest.mark.parametrize("per", ["workday", "week", "year"])
    def test_a_campaign_is_part_of_no_typical_week(self, per):
        """Its dates say when it is done, and that is not always."""
        assert {} == weekly(Activity("x", duration="1 h", per=per, **self.CAMPAIGN))

    def test_what_lasts_as_long_as_the_plan_is(self):
        """Whether it says so or not."""
        plain = Activity("x", duration="1 h")
        for activity in (
            plain,
            plain.with_(start="2027-06-01"),
            plain.with_(start="2027-01-01", end="2027-12-31"),
            plain.with_(end="2028-12-31"),
        ):
            assert {("", ""): 60} == weekly(activity, calendar=self.YEAR)
        assert {} == weekly(plain.with_(start="2028-01-01"), calendar=self.YEAR)

    def test_what_is_done_once_has_its_effort_whenever_it_is_done(self):
        """It was part of no typical week before."""
        once = Activity("x", duration="1 h", per="once", **self.CAMPAIGN)
        found = estimate(Plan("p", activities=[once]))

        assert (found.weekly.likely.minutes, found.once.likely.minutes) == (0, 60)

    def test_a_driver_of_a_season_scales_no_typical_week(self):
        """One that lasts does."""
        activity = Activity("x", duration="1 h")
        season = Driver("d", factor=2, **self.CAMPAIGN)

        assert {("", ""): 60} == weekly(activity, drivers=[season])
        assert {("", ""): 120} == weekly(activity, drivers=[season, Driver("e", factor=2)])

    def test_shapes_growth_events_and_ties_change_no_bounds(self):
        """They say how likely what lies between is, and when."""
        plain = Plan("p", activities=[Activity(key, duration="1-3 h") for key in "ab"])
        more = Plan(
            "p",
            activities=[
                Activity("a", duration="1-3 h", shape="uniform", ramp_up=8),
                Activity("b", duration="1-3 h", shape="lognormal", start="2027-01-01"),
            ],
            events=[Event("wave", per_year=52, effort="40 h")],
            correlations=[Correlation(["a", "b"], 1)],
            calendar=Calendar(office_hours="09:00-17:00", categories="catholic"),
        )

        assert estimate(plain).weekly == estimate(more).weekly
        assert estimate(plain).once == estimate(more).once


def test_each_driver_scales_what_it_says():
    """As the driver says itself: by area, by key, once where both are named, or everything."""
    activities = [
        Activity("a", duration="1 h", area="content"),
        Activity("b", duration="1 h", area="content"),
        Activity("c", duration="1 h"),
    ]
    drivers = [
        Driver("all", factor=2),
        Driver("area", factor=2, areas=["content", "crisis"]),
        Driver("both", factor=2, areas=["content"], activities=["a", "c", "gone"]),
    ]

    assert [[0, 1, 2], [0, 1, 2], [0, 2]] == scaled(activities, drivers)
    assert [[], [], []] == scaled(activities, [])
