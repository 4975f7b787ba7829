"""A plan over the days of its horizon."""

from __future__ import annotations

import pickle
import sys
from datetime import date

import pytest
from attrs import evolve

from aufwand.errors import Fault, InvalidPlan, UnknownName
from aufwand.estimates import _schedule, _split, estimate
from aufwand.estimates.timeline import horizon, timeline
from aufwand.model import Activity, Calendar, Channel, Closure, Driver, Plan, Role

YEAR = Calendar(country="DE", start="2027-01-01", end="2027-12-31")


def taken(calendar=YEAR, **given):
    """Hours that an activity of an hour takes over a whole horizon."""
    activity = Activity("a", duration="1 h", **given)
    return estimate(Plan("A", activities=[activity], calendar=calendar)).horizon.likely.hours


class TestCadences:
    @pytest.mark.parametrize(
        ("given", "hours"),
        [
            ({"per": "workday"}, 256),
            ({"per": "day"}, 365),
            ({"per": "week"}, 256 / 5),
            ({"per": "month"}, 12),
            ({"per": "quarter"}, 4),
            ({"per": "year"}, 1),
            ({"per": "2/month", "people": 3}, 72),
            # June has 22 working days.
            ({"per": "workday", "start": "2027-06-01", "end": "2027-06-30"}, 22),
            ({"per": "month", "start": "2027-06-16", "end": "2027-07-31"}, 11 / 22 + 1),
            ({"per": "workday", "start": "2028-01-01"}, 0),
            ({"per": "workday", "end": "2026-12-31"}, 0),
        ],
    )
    def test_each_counts_its_own_way(self, given, hours):
        """Over Germany's 2027, which has 256 working days."""
        assert taken(**given) == pytest.approx(hours, rel=1e-12)

    def test_a_month_that_is_cut_takes_its_part(self):
        """January has 20 working days in all of Germany, ten of them to the 15th."""
        calendar = Calendar(country="DE", start="2027-01-01", end="2027-01-15")

        assert taken(calendar, per="month") == pytest.approx(10 / 20)

    def test_a_month_without_a_working_day_takes_its_report_all_the_same(self):
        """It spreads as if nothing was closed."""
        calendar = evolve(YEAR, closures=Closure("2027-08-01", "2027-08-31"))

        assert taken(calendar, per="month") == pytest.approx(12)
        assert taken(calendar, per="workday") == 256 - 22
        assert taken(calendar, per="day") == 365 - 31

    def test_pieces_and_messages_are_a_week_s(self):
        """Each channel has its own."""
        channels = [Channel("x", pieces=2, messages=10, answered=0.5), Channel("y", pieces=1)]
        posts = Activity("posts", duration="1 h", per="piece")
        replies = Activity("replies", duration="1 h", per="reply")
        calendar = Calendar(start="2027-01-04", end="2027-01-17")
        plan = Plan("A", channels=channels, activities=[posts, replies], calendar=calendar)
        found = estimate(plan).timeline("week", "channel")

        assert [found.at("2027-W01", key).likely.hours for key in ("x", "y")] == [7, 1]

    def test_paused_channels_take_nothing(self):
        """Nor does what serves them alone."""
        post = Activity("post", duration="1 h", channels="x")
        calendar = Calendar(start="2027-01-04", end="2027-01-10")
        plan = Plan(
            "A", channels=Channel("x", status="paused"), activities=[post], calendar=calendar
        )

        assert estimate(plan).timeline("week", "channel").keys == ()
        assert estimate(plan).horizon.high.hours == 0


class TestOnce:
    @pytest.mark.parametrize(
        ("given", "day", "hours"),
        [
            # The first working day of the plan, as New Year's Day is none.
            ({}, "2027-01-04", 1),
            ({"start": "2027-05-01"}, "2027-05-03", 1),
            ({"start": "2026-12-25"}, "2027-01-04", 0),
            ({"start": "2027-06-07", "end": "2027-06-18"}, "2027-06-09", 0.1),
            ({"end": "2027-01-05"}, "2027-01-05", 0.5),
            # A Saturday and a Sunday: somebody has to do it.
            ({"start": "2027-03-06", "end": "2027-03-07"}, "2027-03-06", 0.5),
            # Nine working days, of which four are in the year before.
            ({"start": "2026-12-28", "end": "2027-01-08"}, "2027-01-08", 1 / 9),
            # So long ago that its first working day is not looked at.
            ({"start": "1850-01-01"}, "2027-01-04", 0),
            ({"start": "2028-01-01"}, "2027-01-04", 0),
            ({"start": "2028-01-01", "end": "2028-02-01"}, "2027-01-04", 0),
            # Beyond the year there is no working day that is looked at.
            ({"start": "2027-12-31", "end": None}, "2027-12-31", 1),
        ],
    )
    def test_it_falls_where_it_is_done(self, given, day, hours):
        """On one day, or over the working days from start to end."""
        activity = Activity("a", duration="1 h", per="once", **given)
        found = estimate(Plan("A", activities=[activity], calendar=YEAR)).timeline("day")

        assert found.at(day).likely.hours == pytest.approx(hours)

    @pytest.mark.parametrize("share", [0.5, 1])
    @pytest.mark.parametrize(
        ("start", "day"),
        [
            # A Tuesday: closed, and no holiday.
            ("2027-12-21", "2027-12-21"),
            # Christmas Day, a Saturday: the Monday after it would have been worked.
            ("2027-12-25", "2027-12-27"),
            # A Saturday, and the end of the plan is a Sunday.
            ("2028-01-01", "2028-01-01"),
        ],
    )
    def test_where_only_days_off_follow_it_is_not_lost(self, start, day, share):
        """As a month without a working day: closures do not count, then holidays, then weekends."""
        closed = Closure("2027-12-01", "2028-01-31", share=share)
        end = "2028-01-02" if start > "2028" else "2027-12-27"
        calendar = Calendar(country="DE", start="2027-01-04", end=end, closures=closed)
        activity = Activity("a", duration="1 h", per="once", start=start)
        found = estimate(Plan("A", activities=[activity], calendar=calendar)).timeline("day")

        assert found.at(day).likely.hours == found.total.likely.hours == 1

    def test_what_began_before_the_plan_is_not_drawn_into_it(self):
        """Where no day of the plan is worked, it lies before or after."""
        calendar = Calendar(start="2027-01-09", end="2027-01-10")

        assert taken(calendar, per="once", start="2027-01-08") == 0
        assert taken(calendar, per="once", start="2027-01-09") == 1

    def test_it_does_not_grow(self):
        """It is done, however long the rest takes to begin."""
        assert taken(per="once", ramp_up=10) == 1

    def test_data_shows_no_rounding(self):
        """Whole minutes that were added up as floats come out whole."""
        work = [Activity(key, duration="1 h 7 min", per="month", roles="pr") for key in "abc"]
        plan = Plan("A", roles=Role("pr"), activities=work, calendar=YEAR)
        found = timeline(plan, "month")

        assert {row["likely"] for row in found.to_rows()} == {3.35}
        assert found.as_dict()["total"]["high"] == 40.2
        weeks = estimate(plan).capacity().as_dict()["weeks"]
        assert all(each["load"] == float(f"{each['load']:.12g}") for each in weeks)

    def test_it_takes_a_century_at_most(self):
        """Ten thousand years end at once."""
        with pytest.raises(Fault) as caught:
            taken(per="once", start="1900-01-01", end="2100-01-01")

        assert caught.value.path == "activities.a.end"


class TestGrowth:
    def test_it_grows_evenly_from_its_start(self):
        """Over 14 days from nothing to all of it: a day in the middle of day n takes (n + ½)/14."""
        calendar = Calendar(start="2027-01-04", end="2027-01-31")
        watch = Activity("a", duration="14 h", per="day", ramp_up=2)
        found = estimate(Plan("A", activities=[watch], calendar=calendar)).timeline("day")
        hours = [row.effort.likely.hours for row in found.rows()]

        assert hours[:3] == pytest.approx([0.5, 1.5, 2.5])
        assert hours[13:16] == pytest.approx([13.5, 14, 14])

    def test_what_began_before_the_plan_has_grown(self):
        """And two activities that grow alike are worked out once."""
        calendar = Calendar(start="2027-01-11", end="2027-01-17")
        grown = {"duration": "14 h", "per": "day", "ramp_up": 2, "start": "2027-01-04"}
        plan = Plan(
            "A", activities=[Activity("a", **grown), Activity("b", **grown)], calendar=calendar
        )

        assert estimate(plan).horizon.likely.hours == pytest.approx(2 * 7 * 10.5)

    def test_a_moment_of_growth_is_none(self):
        """It goes to no growth at all, without a step."""
        assert taken(per="day", ramp_up=1e-9) == pytest.approx(365)
        assert taken(per="day", ramp_up=10**9) == pytest.approx(0, abs=1e-3)


class TestDrivers:
    def test_a_campaign_scales_its_days(self):
        """And drivers that hold together multiply."""
        plan = Plan(
            "A",
            activities=[Activity("content", duration="1 h", per="workday")],
            drivers=[
                Driver("campaign", factor=2, areas="content", start="2027-01-05", end="2027-01-07"),
                Driver("fair", factor=3, activities="content", start="2027-01-07"),
                Driver("always", factor="0.5-1.5"),
                Driver("elsewhere", factor=9, areas="dialogue"),
                Driver("over", factor=9, end="2026-12-31"),
            ],
            calendar=Calendar(start="2027-01-04", end="2027-01-08"),
        )
        found = [row.effort for row in estimate(plan).timeline("day").rows()]

        assert [each.likely.hours for each in found] == [1, 2, 2, 6, 3]
        assert [each.low.hours for each in found] == [0.5, 1, 1, 3, 1.5]

    def test_a_campaign_after_the_work_scales_nothing(self):
        """Nor does one that ends before it."""
        calendar = Calendar(start="2027-01-04", end="2027-01-15")
        work = Activity("a", duration="1 h", per="workday", start="2027-01-06", end="2027-01-08")
        drivers = [
            Driver("before", factor=9, end="2027-01-05"),
            Driver("after", factor=9, start="2027-01-09"),
        ]
        plan = Plan("A", activities=[work], drivers=drivers, calendar=calendar)

        assert estimate(plan).horizon.likely.hours == 3

    def test_too_much_is_a_fault_where_it_stands(self):
        """Also of drivers that no typical week has."""
        drivers = [Driver(f"d{n}", factor=10**9, end="2027-02-01") for n in range(30)]
        plan = Plan("A", activities=[Activity("a", duration="1 h")], drivers=drivers, calendar=YEAR)

        with pytest.raises(Fault, match=r"^activities.a.duration: .* less than 10\^200 min"):
            _ = estimate(plan).horizon


@pytest.fixture
def bakery():
    """Two roles, two weeks, a holiday."""
    return Plan(
        "Bakery",
        roles=[Role("pr"), Role("care")],
        activities=[
            Activity("content", duration="4-6 h", roles={"pr": 0.75, "care": 0.25}),
            Activity("dialogue", duration="1-2 h", per="workday", roles="care"),
            Activity("other", duration="1 h"),
        ],
        calendar=Calendar(country="DE", subdivision="BY", start="2027-01-04", end="2027-01-17"),
    )


class TestTimeline:
    def test_rows(self, bakery):
        """Period after period, parts in the order of the plan; 4 days, then 5."""
        found = estimate(bakery).timeline("week", "role")

        rows = list(found.rows())

        assert [(row.period.name, *row.key) for row in rows] == [
            ("2027-W01", "pr"),
            ("2027-W01", "care"),
            ("2027-W01", ""),
            ("2027-W02", "pr"),
            ("2027-W02", "care"),
            ("2027-W02", ""),
        ]
        assert [row.effort.likely.hours for row in rows] == pytest.approx(
            [3, 7, 0.8, 3.75, 8.75, 1]
        )

    def test_rows_for_a_data_frame(self, bakery):
        """Hours, unrounded, by two things if they are asked for."""
        rows = estimate(bakery).timeline("month", ("area", "role"), percentiles=[50, 80]).to_rows()

        assert rows[0] == {
            "period": "2027-01",
            "first": "2027-01-04",
            "last": "2027-01-17",
            "area": "content",
            "role": "pr",
            "low": pytest.approx(4 * 1.8 * 0.75),
            "likely": pytest.approx(5 * 1.8 * 0.75),
            "high": pytest.approx(6 * 1.8 * 0.75),
            "p50": pytest.approx(5 * 1.8 * 0.75, rel=1e-3),
            "p80": pytest.approx(rows[0]["p80"]),
        }
        assert [(row["area"], row["role"]) for row in rows] == [
            ("content", "pr"),
            ("content", "care"),
            ("dialogue", "care"),
            ("other", ""),
        ]

    def test_plain_data(self, bakery):
        """As the command prints it."""
        data = estimate(bakery).timeline("week").as_dict()

        assert (data["unit"], data["start"], data["end"]) == ("h", "2027-01-04", "2027-01-17")
        assert (data["per"], data["by"], len(data["rows"])) == ("week", [], 2)
        assert data["total"] == pytest.approx({"low": 18, "likely": 24.3, "high": 30.6})
        assert data["holidays"]["source"].endswith("DE-BY, public")

    def test_percentiles_of_a_mixture_are_those_of_its_size(self, bakery):
        """The second week is as uncertain as the first, and by a quarter longer."""
        found = estimate(bakery).timeline("week", percentiles=(10, 90))
        first, second = (row.percentiles for row in found.rows())

        assert [each.hours * 5 / 4 for each in first] == pytest.approx(
            [each.hours for each in second]
        )
        assert first[0] < first[1]

    def test_at(self, bakery):
        """A cell by its names; what has no work takes nothing."""
        found = estimate(bakery).timeline("week", "role")

        assert found.at("2027-W01", "pr").likely.hours == pytest.approx(3)
        assert found.at("2027-W01", "nobody").high.hours == 0
        with pytest.raises(UnknownName, match=r"'2027-W1'; did you mean '2027-W01'"):
            found.at("2027-W1", "pr")

    def test_it_travels(self, bakery):
        """It is a value: equal, hashable, and the same after a pickle."""
        found = estimate(bakery).timeline("week", "role", percentiles=(80,))
        back = pickle.loads(pickle.dumps(found))

        assert (back, hash(back)) == (found, hash(found))
        assert found != estimate(bakery).timeline("week", "role")
        assert found != 3
        assert repr(found).startswith("Timeline(3 x 2 weeks from 2027-01-04: ")

    def test_it_can_be_asked_without_an_estimate(self, bakery):
        """The functions beneath make their own schedule."""
        assert timeline(bakery, "day") == estimate(bakery).timeline("day")
        assert horizon(bakery) == estimate(bakery).horizon

    def test_an_empty_plan_takes_nothing(self):
        """It has days all the same."""
        found = estimate(Plan("A", calendar=YEAR))

        assert found.timeline("month", "role").keys == ()
        assert [row.effort.high.hours for row in found.timeline("quarter").rows()] == [0] * 4
        assert found.timeline("year", percentiles=[80]).to_rows()[0]["p80"] == 0

    @pytest.mark.parametrize(
        ("given", "error", "told"),
        [
            ({"per": "hour"}, Fault, "a period: day, week"),
            ({"by": "rolle"}, UnknownName, "did you mean 'role'"),
            ({"by": ("role", "role")}, UnknownName, "no second dimension 'role'"),
            ({"by": ("role", "area", "channel")}, Fault, "at most two of"),
            ({"percentiles": [0]}, Fault, "a percentile from 0.1 to 99.9"),
            ({"percentiles": ["80"]}, Fault, "a percentile from 0.1 to 99.9"),
        ],
    )
    def test_what_cannot_be_asked_is_refused(self, bakery, given, error, told):
        """With what can be."""
        with pytest.raises(error, match=told):
            estimate(bakery).timeline(**given)

    @pytest.mark.parametrize(
        ("dates", "path"),
        [
            ({}, "calendar.start"),
            ({"end": "2027-12-31"}, "calendar.start"),
            ({"start": "2027-12-31"}, "calendar.end"),
        ],
    )
    def test_dates_are_needed(self, dates, path):
        """Both; without, there is no horizon either."""
        found = estimate(Plan("A", calendar=Calendar(**dates)))

        assert found.horizon is None
        assert found.as_dict()["horizon"] is None
        assert horizon(found.plan) is None
        with pytest.raises(Fault) as caught:
            found.timeline()
        assert caught.value.path == path


class TestHorizon:
    def test_what_it_tells(self, bakery):
        """Days, working days, effort and where holidays come from."""
        found = estimate(bakery).horizon

        assert (found.start, found.end) == (date(2027, 1, 4), date(2027, 1, 17))
        assert (found.days, found.working_days) == (14, 9)
        assert (found.low.hours, found.likely.hours, found.high.hours) == pytest.approx(
            (18, 24.3, 30.6)
        )
        assert found.holidays.uncovered == ()
        assert repr(found).startswith("Horizon(2027-01-04 to 2027-01-17: ")

    def test_it_stands_in_the_estimate_s_data(self, bakery):
        """As hours."""
        assert estimate(bakery).as_dict()["horizon"] == {
            "start": "2027-01-04",
            "end": "2027-01-17",
            "days": 14,
            "working_days": 9,
            "low": pytest.approx(18),
            "likely": pytest.approx(24.3),
            "high": pytest.approx(30.6),
            "p10": pytest.approx(21.876, abs=1e-3),
            "p50": pytest.approx(24.3),
            "p80": pytest.approx(25.943, abs=1e-3),
            "p90": pytest.approx(26.724, abs=1e-3),
            "cost": None,
        }

    def test_how_likely_hours_suffice(self, bakery):
        """As likely as not the likely ones do, where all ranges are even; nothing else counts."""
        found = estimate(bakery).horizon

        assert found.chance_within("24.3 h") == pytest.approx(0.5, abs=1e-3)
        assert (found.chance_within("17 h"), found.chance_within("31 h")) == (0, 1)
        with pytest.raises(Fault):
            found.chance_within("900 EUR")

    def test_percentiles(self, bakery):
        """One draw for an activity in both weeks: the horizon's is the sum of its weeks'."""
        only = bakery.with_(activities=bakery.activities[1:2])
        found = estimate(only)
        weeks = found.timeline(percentiles=(80,)).rows()

        assert found.horizon.percentile(80).hours == pytest.approx(
            sum(row.percentiles[0].hours for row in weeks), rel=1e-5
        )
        back = pickle.loads(pickle.dumps(found.horizon))
        assert back.percentile(80) == found.horizon.percentile(80)

    def test_it_travels(self, bakery):
        """It is a value: equal, hashable, and the same after a pickle."""
        found = estimate(bakery).horizon
        back = pickle.loads(pickle.dumps(found))

        assert (back, hash(back)) == (found, hash(found))
        assert found != 3

    def test_what_is_not_known_of_holidays_is_told(self, bakery, monkeypatch):
        """Years beyond the package, and a package that is not there."""
        late = evolve(bakery.calendar, start="2101-01-01", end="2102-12-31")
        assert estimate(bakery.with_(calendar=late)).horizon.holidays.uncovered == (2101, 2102)

        monkeypatch.setitem(sys.modules, "holidays", None)
        monkeypatch.setitem(sys.modules, "holidays.version", None)
        assert estimate(bakery).horizon.holidays.why == "not installed"

    def test_a_country_nobody_knows_is_a_fault_in_the_plan(self, bakery):
        """Where the plan names it."""
        nowhere = bakery.with_(calendar=evolve(bakery.calendar, country="DF"))

        with pytest.raises(Fault, match=r"^calendar.country: found 'DF'"):
            estimate(nowhere).as_dict()


class TestLimits:
    def test_a_table_that_nobody_waits_for_is_refused(self, bakery, monkeypatch):
        """Before it is made."""
        monkeypatch.setattr(_split, "MOST_NUMBERS", 40)
        with pytest.raises(Fault, match="a table made of at most 40 numbers"):
            estimate(bakery).timeline("day", "activity")

    def test_percentiles_that_nobody_waits_for_are_refused(self, bakery, monkeypatch):
        """By their parts, and by those that differ."""
        monkeypatch.setattr(_split, "MOST_NUMBERS", 90)
        with pytest.raises(Fault, match="percentiles of at most 90 numbers"):
            estimate(bakery).timeline("day", "activity", percentiles=[80])
        monkeypatch.setattr(_split, "_MOST_UNCERTAIN", 1)
        with pytest.raises(Fault, match="percentiles of at most 1 parts"):
            estimate(bakery).timeline("week", percentiles=[80])

    def test_thousands_of_campaigns_are_refused(self, bakery, monkeypatch):
        """For one activity, and in all."""
        drivers = [
            Driver(f"d{n}", factor=1, start="2027-01-05", end=f"2027-01-{n:02d}")
            for n in range(5, 16)
        ]
        many = bakery.with_(drivers=drivers)
        monkeypatch.setattr(_schedule, "_MOST_SEASONS", 10)
        with pytest.raises(Fault, match=r"^drivers: found 11, expected at most 10 seasons"):
            _ = estimate(many).horizon
        monkeypatch.setattr(_schedule, "_MOST_SEASONS", 11)
        monkeypatch.setattr(_schedule, "_MOST_PIECES", 20)
        with pytest.raises(Fault, match=r"^drivers: found 11, expected at most 20 stretches"):
            _ = estimate(many).horizon

    def test_many_ways_to_grow_are_refused(self, monkeypatch):
        """Each has days of its own."""
        monkeypatch.setattr(_schedule, "MOST_NUMBERS", 700)
        activities = [Activity(f"a{n}", duration="1 h", ramp_up=n) for n in (1, 2)]
        with pytest.raises(Fault, match=r"^activities.a2.ramp_up: .* at most 700 days"):
            _ = estimate(Plan("A", activities=activities, calendar=YEAR)).horizon

    def test_as_many_repetitions_as_may_be_are_no_more_work_than_one(self):
        """Nothing is done once for each of them; more are refused at once."""
        assert taken(per="workday", times=86_400) == pytest.approx(256 * 86_400)
        with pytest.raises(InvalidPlan):
            taken(per="workday", times=10**9)

    def test_a_century_of_days(self):
        """The longest horizon there is."""
        century = Calendar(country="DE", start="2001-01-01", end="2100-12-31")

        assert taken(century, per="month") == pytest.approx(1200)
