"""What a plan takes: hours, people and money, in a week and longer."""

from __future__ import annotations

import copy
import json
import pickle
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from fractions import Fraction
from math import exp, log
from multiprocessing import get_context
from statistics import NormalDist

import pytest

from aufwand.errors import Fault, UnknownName
from aufwand.estimates import Estimate, estimate
from aufwand.model import Activity, Calendar, Channel, Driver, Plan, Role
from aufwand.units import Range, hours, minutes


def in_hours(found):
    """Low, likely and high in hours."""
    return found.low.hours, found.likely.hours, found.high.hours


class TestWorkedByHand:
    def test_the_baseline_in_five_working_days(self, five):
        """65 minutes a day make 5 h 25 min; with 8 to 15 weekly hours 13 h 25 min and more."""
        found = estimate(five).weekly

        assert str(found) == "13 h 25 min – 16 h 55 min – 20 h 25 min"
        assert (found.low.minutes, found.likely.minutes, found.high.minutes) == (805, 1015, 1225)
        assert pytest.approx((13.4167, 16.9167, 20.4167), abs=5e-5) == in_hours(found)

    def test_the_baseline_in_six_working_days(self, five):
        """A sixth day adds 65 minutes."""
        calendar = Calendar(workdays=["mon", "tue", "wed", "thu", "fri", "sat"])

        assert in_hours(estimate(five.with_(calendar=calendar)).weekly) == (14.5, 18, 21.5)

    def test_the_baseline_at_45_euros(self, five):
        """Every hour of the role costs 45 EUR."""
        found = estimate(five).cost.weekly

        assert str(found) == "603.75 EUR – 761.25 EUR – 918.75 EUR"
        assert tuple(map(float, (found.low, found.likely, found.high))) == (603.75, 761.25, 918.75)

    def test_the_baseline_in_full_time_weeks_of_38_and_a_half_hours(self, five):
        """16 h 55 min are 0.4394 positions."""
        found = estimate(five).fte

        assert pytest.approx((0.3485, 0.4394, 0.5303), abs=5e-5) == (
            found.low,
            found.likely,
            found.high,
        )

    def test_the_baseline_in_two_languages(self, five):
        """Content alone is scaled, each end by its own factor."""
        plan = five.adding(Driver("two_languages", factor=[1.5, 1.7, 2.0], areas=["content"]))

        found = estimate(plan).weekly

        assert pytest.approx((14.9167, 19.7167, 25.4167), abs=5e-5) == in_hours(found)
        assert (found.low.minutes, found.likely.minutes, found.high.minutes) == (895, 1183, 1525)

    def test_one_hour_of_three_people(self):
        """Three person-hours of effort, whatever passes on the wall."""
        plan = Plan("p", activities=[Activity("meeting", duration="1 h", people=3)])

        assert in_hours(estimate(plan).weekly) == (3, 3, 3)


class TestPeriods:
    def test_longer_periods_are_gregorian_weeks(self, five):
        """A month has 4.348125 weeks, a quarter three months, a year four quarters."""
        found = estimate(five)
        week = found.weekly.likely.minutes

        assert week * Fraction("4.348125") == found.monthly.likely.minutes
        assert week * Fraction("13.044375") == found.quarterly.likely.minutes
        assert week * Fraction("52.1775") == found.yearly.likely.minutes
        assert found.per("year") == found.yearly

    def test_parts_of_a_period(self, five):
        """A year by role is what the role works in a year."""
        found = estimate(five)

        assert {"pr": found.yearly} == found.by("role", per="year")
        assert {("pr", "content"): Range(hours(3), hours(4), hours(5)) * Fraction("4.348125")} == {
            pair: effort
            for pair, effort in found.by("role", "area", per="month").items()
            if pair[1] == "content"
        }

    def test_other_periods_are_faults(self, five):
        """A working day is no period of totals."""
        found = estimate(five)

        with pytest.raises(Fault, match=r"found 'weeks', expected a period.*did you mean 'week'"):
            found.per("weeks")
        with pytest.raises(Fault, match="found 'day'"):
            found.by("role", per="day")

    def test_one_off_work_is_part_of_no_week(self, busy):
        """It stands on its own, shared by nothing a week is summed by."""
        found = estimate(busy)

        assert in_hours(found.once) == (12, 16, 20)
        assert "launch" not in found.by("activity")
        assert (
            found.weekly
            == estimate(
                busy.with_(activities=[each for each in busy.activities if each.per != "once"])
            ).weekly
        )

    def test_nothing_is_done_once_where_nothing_says_so(self, five):
        """No one-off work is no time, and no entry in plain data."""
        assert Range(minutes(0), minutes(0), minutes(0)) == estimate(five).once
        assert "once" not in estimate(five).as_dict()


class TestPeople:
    def test_the_mean_is_perts(self, five):
        """(805 + 4 x 1015 + 1225) / 6 minutes."""
        assert estimate(five).mean.minutes == 1015

    @pytest.mark.parametrize(
        ("duration", "shape", "minutes"),
        [
            (["1 h", "2 h", "10 h"], "pert", Fraction(60 + 4 * 120 + 600, 6)),
            (["1 h", "2 h", "10 h"], "pert 2", Fraction(60 + 2 * 120 + 600, 4)),
            (["1 h", "2 h", "10 h"], "triangular", 260),
            ("1-10 h", "uniform", 330),
        ],
    )
    def test_the_mean_is_that_of_its_shape(self, duration, shape, minutes):
        """And of the driver's, which multiplies it: 1.25 with a long high end."""
        work = Activity("a", duration=duration, shape=shape)
        plan = Plan("p", activities=work)
        driver = Driver("d", factor=[1, 1, 2.5])

        assert estimate(plan).mean.minutes == minutes
        assert estimate(plan.with_(drivers=driver)).mean.minutes == minutes * Fraction(5, 4)
        assert estimate(plan.with_(drivers=Driver("d", factor=0))).mean.minutes == 0

    def test_the_mean_of_what_has_no_end(self):
        """A lognormal's lies above its middle, as its tail is long: e to the half variance."""
        work = Activity("a", duration="1-9 h", shape="lognormal")
        spread = log(9) / 2 / NormalDist().inv_cdf(0.95)

        found = estimate(Plan("p", activities=work)).mean
        assert found.minutes == pytest.approx(180 * exp(spread**2 / 2))

    def test_the_mean_of_nothing(self):
        """No work, or work that takes no time, is nothing on average."""
        idle = Activity("a", duration="0 h")

        assert estimate(Plan("p")).mean.minutes == 0
        assert estimate(Plan("p", activities=idle)).mean.minutes == 0

    def test_utilisation_is_load_over_capacity(self, five, busy):
        """16 h 55 min for 20 h are 84.6 %; without capacity there is no share of it."""
        found = estimate(five).utilisation("pr")

        assert (found.low, found.likely, found.high) == (805 / 1200, 1015 / 1200, 1225 / 1200)
        assert estimate(busy).utilisation("care") is None
        assert estimate(busy).utilisation("intern") is None

    def test_who_has_nothing_to_do_is_used_by_nothing(self):
        """A role that no activity names has a load of zero."""
        plan = Plan("p", roles=[Role("pr", capacity="10 h/month")])

        assert Range(0.0, 0.0, 0.0) == estimate(plan).utilisation("pr")

    def test_an_unknown_role_is_named(self, five):
        """So that a slip is no zero."""
        with pytest.raises(UnknownName, match="no role 'pt'"):
            estimate(five).utilisation("pt")

    def test_the_reserve_changes_no_estimate(self, five):
        """It is kept free of the capacity; the work stays what it is."""
        reserved = estimate(five.with_(reserve=0.3))

        assert estimate(five).weekly == reserved.weekly
        assert estimate(five).utilisation("pr") == reserved.utilisation("pr")


class TestPlainData:
    def test_as_dict_is_what_the_command_line_shows(self, five):
        """Hours, unrounded, by everything; JSON takes it."""
        data = estimate(five).as_dict()

        assert list(data) == ["unit", "weekly", "by", "horizon", "fte", "cost"]
        assert data["unit"] == "h"
        weekly = data["weekly"]
        ends = {name: weekly[name] for name in ("low", "likely", "high")}
        assert list(weekly) == ["low", "likely", "high", "p10", "p50", "p80", "p90"]
        assert ends == {"low": 805 / 60, "likely": 1015 / 60, "high": 1225 / 60}
        assert data["by"]["activity"]["monitoring"] == dict.fromkeys(weekly, 1.25)
        assert {"": data["weekly"]} == data["by"]["channel"]
        assert {"pr": data["weekly"]} == data["by"]["role"]
        assert data == json.loads(json.dumps(data))

    def test_what_has_no_price_and_what_is_done_once_are_said(self, busy):
        """They are there only where there is some."""
        data = estimate(busy).as_dict()

        assert data["once"] == {"low": 12, "likely": 16, "high": 20}
        assert data["cost"]["unpriced"]["low"] > 0

    def test_a_plan_without_anything(self):
        """A name alone is a plan; it takes nothing and its cost is not known."""
        nothing = {"low": 0, "likely": 0, "high": 0}
        weekly = {**nothing, "p10": 0, "p50": 0, "p80": 0, "p90": 0}
        empty = {"activity": {}, "channel": {}, "role": {}, "area": {}}

        data = estimate(Plan("p")).as_dict()

        assert data == {
            "unit": "h",
            "weekly": weekly,
            "by": empty,
            "horizon": None,
            "fte": nothing,
            "cost": None,
        }
        assert estimate(Plan("p")).to_rows() == []

    def test_rows_are_where_everything_meets(self, busy):
        """A row for each activity, channel and role; one-off work after the week's."""
        rows = estimate(busy).to_rows()
        posts = [row for row in rows if row["activity"] == "posts"]

        assert [False] * (len(rows) - 2) + [True] * 2 == [row["once"] for row in rows]
        assert [
            {
                "activity": "posts",
                "area": "content",
                "channel": channel,
                "role": role,
                "once": False,
            }
            for channel in ("facebook", "blog")
            for role in ("pr", "intern")
        ] == [
            {name: cell for name, cell in row.items() if name not in {"low", "likely", "high"}}
            for row in posts
        ]
        assert [row["low"] for row in posts] == [1.875, 1.875, 0.75, 0.75]
        assert {"", "facebook", "blog"} == {row["channel"] for row in rows}
        assert pytest.approx(estimate(busy).weekly.high.hours) == sum(
            row["high"] for row in rows if not row["once"]
        )


class TestValue:
    def test_equal_plans_have_equal_estimates(self, busy):
        """Equal, and one in a set; another plan, or something else, is not equal."""
        one, other = estimate(busy), estimate(copy.deepcopy(busy))

        assert one == other
        assert len({one, other}) == 1
        assert one != estimate(busy.with_(name="Bakery"))
        assert one != "an estimate"
        assert one != estimate(busy.with_(reserve=0.5))

    @pytest.mark.parametrize(
        "copied", [copy.copy, copy.deepcopy, lambda each: pickle.loads(pickle.dumps(each))]
    )
    def test_copies_are_the_same_estimate(self, busy, copied):
        """Copied or pickled, before and after it was asked for its cost."""
        found = estimate(busy)
        fresh = copied(found)
        assert found.cost is not None
        asked = copied(found)

        assert found == fresh == asked
        assert found.as_dict() == fresh.as_dict() == asked.as_dict()
        assert found.cost == fresh.cost
        assert hash(found) == hash(fresh)

    def test_another_process_gets_the_same_estimate(self, busy):
        """It travels there and back unharmed, its cost too."""
        found = estimate(busy)
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            there = pool.submit(copy.copy, found).result()
            cost = pool.submit(copy.copy, found.cost).result()

        assert found == there
        assert hash(found) == hash(there)
        assert found.cost == cost
        assert hash(found.cost) == hash(cost)

    def test_its_repr_is_what_people_need(self, five):
        """The plan's name and the week."""
        assert (
            repr(estimate(five))
            == "Estimate('Bakery': 13 h 25 min – 16 h 55 min – 20 h 25 min a week)"
        )

    def test_a_notebook_shows_how_it_came_about(self, five):
        """Below its charts stands its explanation."""
        found = estimate(five)

        assert found.explain()._repr_html_() in found._repr_html_()

    def test_its_plan_is_the_plan(self, five):
        """What was estimated can be looked at."""
        assert isinstance(estimate(five), Estimate)
        assert five is estimate(five).plan


def test_a_thousand_activities_are_summed_exactly():
    """Awkward fractions by the hundred lose nothing."""
    work = [
        Activity(f"a{index}", duration="1 min", per=f"every {index} weeks")
        for index in range(1, 300)
    ]
    plan = Plan("p", channels=[Channel("a")], activities=work)

    expected = sum((Fraction(1, index) for index in range(1, 300)), Fraction(0))

    assert expected == estimate(plan).weekly.likely.minutes


def test_importing_stays_light():
    """Neither pint nor numpy nor anything that reads files comes along."""
    program = "import sys, aufwand.estimates, aufwand.outline; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True
    ).stdout.split()

    heavy = {"pint", "numpy", "click", "yaml", "csv", "json", "tomllib", "html", "hypothesis"}

    assert not heavy & set(loaded)
