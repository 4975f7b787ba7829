"""Pieces of work, and what scales them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from aufwand.errors import Fault, InvalidPlan
from aufwand.model import AREAS, Activity, Driver, Share, Source
from aufwand.units import (
    CADENCES,
    PERT,
    Cadence,
    Effort,
    Elapsed,
    Money,
    Range,
    Shape,
    hours,
    minutes,
)

KEY = "a key of letters, digits, '_' and '-', such as 'corporate_blog'"
PER = f"one of {', '.join(CADENCES)}, or text such as '2/week'"
TIMES = "a number of times, zero or more"
PEOPLE = "a whole number of people, 1 or more"
SOURCE = "a source: text, a Source, or several"
SHARES = "a list of keys, or a table of keys and shares"
SHAPE = "a shape: pert, 'pert 8' with another weight, triangular, uniform or lognormal"
DAY = "a day as YYYY-MM-DD, such as 2027-06-30"
NO_ORDER = "a set has no order; write a list"


class TestActivity:
    def test_a_key_and_a_duration_are_enough(self):
        """Everything else has a default."""
        activity = Activity("reel", duration="2-4 h")

        assert activity.key == "reel"
        assert activity.name == ""
        assert activity.area == "other"
        assert activity.duration == Range.between(hours(2), hours(4))
        assert activity.per == "week"
        assert activity.times == 1
        assert activity.people == 1
        assert activity.channels == ()
        assert activity.each_channel is False
        assert activity.roles == ()
        assert activity.source == ()
        assert activity.shape == PERT
        assert (activity.start, activity.end, activity.ramp_up) == (None, None, 0)

    def test_every_field_is_kept(self):
        """What is given is what it says."""
        source = Source("A study")
        activity = Activity(
            "reel",
            name="Film a reel",
            area="content",
            duration=timedelta(minutes=90),
            per="month",
            times=2.5,
            people=2,
            channels=["facebook", "x"],
            each_channel=True,
            roles={"pr": 0.25, "sales": 0.75},
            shape="triangular",
            start="2027-03-01",
            end=date(2027, 10, 31),
            ramp_up=Decimal("4.5"),
            source=[source, "Our own records"],
        )

        assert activity.name == "Film a reel"
        assert activity.area == "content"
        assert activity.duration == Range.at(minutes(90))
        assert (activity.per, activity.times, activity.people) == ("month", 2.5, 2)
        assert activity.channels == (Share("facebook"), Share("x"))
        assert activity.each_channel is True
        assert activity.roles == (Share("pr", 0.25), Share("sales", 0.75))
        assert activity.source == (source, Source("Our own records"))
        assert activity.shape == Shape("triangular")
        assert (activity.start, activity.end) == (date(2027, 3, 1), date(2027, 10, 31))
        assert activity.ramp_up == 4.5

    @pytest.mark.parametrize("key", AREAS)
    def test_the_key_of_an_area_names_its_area(self, key):
        """So that the five areas need no second word."""
        assert key == Activity(key, duration="1 h").area

    def test_an_area_of_ones_own_is_any_key(self):
        """The list of areas is open."""
        assert Activity("monitoring", duration="1 h", area="käse").area == "käse"

    def test_a_label_is_the_name_or_the_key_in_words(self):
        """What a report shows."""
        assert Activity("film_a_reel", duration="1 h").label == "Film a reel"
        assert Activity("reel", name="Our reel", duration="1 h").label == "Our reel"

    @pytest.mark.parametrize("per", CADENCES)
    def test_every_cadence_is_taken(self, per):
        """By its own word."""
        activity = Activity("a", duration="1 h", per=per)

        assert (activity.per, activity.times) == (per, 1)

    @pytest.mark.parametrize(
        ("per", "most"),
        [
            *(("workday", 86_400), ("day", 86_400), ("week", 604_800), ("month", 2_678_400)),
            *(("quarter", 7_948_800), ("year", 31_622_400), ("once", 31_622_400)),
            *(("piece", 604_800), ("message", 604_800), ("reply", 604_800)),
        ],
    )
    def test_nothing_is_done_more_than_once_a_second(self, per, most):
        """By day and by night, in the longest of its periods."""
        assert Activity("a", duration="1 s", per=per, times=most).times == most
        with pytest.raises(InvalidPlan) as caught:
            Activity("a", duration="1 s", per=per, times=most + 0.5)
        (fault,) = caught.value.faults
        assert (fault.path, fault.value) == ("times", most + 0.5)
        assert fault.expected == f"at most {most:,} times"

    def test_a_cadence_that_counts_too_much(self):
        """The product counts; text that says more than that is a fault as well."""
        with pytest.raises(InvalidPlan) as caught:
            Activity("a", duration="1 s", per="1000/week", times=1000)
        (fault,) = caught.value.faults
        assert (fault.path, fault.value) == ("times", 1_000_000)

    @pytest.mark.parametrize(
        ("per", "times", "expected"),
        [
            ("2/week", 1, ("week", 2)),
            ("2/week", 3, ("week", 6)),
            ("every 2 weeks", 1, ("week", 0.5)),
            ("every 3 weeks", 1, ("week", Fraction(1, 3))),
            ("every 3 weeks", 3, ("week", 1)),
            ("täglich", 1, ("day", 1)),
            ("1/7/month", 0.5, ("month", Fraction(1, 14))),
            (Cadence("year"), 4, ("year", 4)),
            (Cadence("piece", Fraction(2)), 1, ("piece", 2)),
            (Cadence("week", Fraction(10**40 + 1, 10**41 + 3)), 0, ("week", 0)),
        ],
    )
    def test_a_cadence_that_counts_multiplies_the_times(self, per, times, expected):
        """``2/week`` three times is six times a week, exactly."""
        activity = Activity("a", duration="1 h", per=per, times=times)

        assert expected == (activity.per, activity.times)

    def test_a_cadence_need_not_fit_into_a_text(self):
        """A fraction of many digits stays the fraction it is."""
        long = Fraction(10**40 + 1, 10**41 + 3)

        assert long == Activity("a", duration="1 h", per=Cadence("week", long)).times

    @pytest.mark.parametrize(
        ("times", "expected"),
        [
            (0, 0),
            (-0.0, 0),
            (2.5, 2.5),
            (Decimal("0.1"), 0.1),
            (Decimal(3), 3),
            (Fraction(1, 2), 0.5),
            (Fraction(1, 3), Fraction(1, 3)),
            (np.int64(3), 3),
            (np.float64(1.5), 1.5),
        ],
    )
    def test_times_are_any_number_of_zero_or_more(self, times, expected):
        """Of Python or numpy; only what no decimal number holds stays a fraction."""
        kept = Activity("a", duration="1 h", times=times).times

        assert expected == kept
        assert type(expected) is type(kept)
        assert not str(kept).startswith("-")

    @pytest.mark.parametrize("people", [2, 2.0, Decimal(2), Fraction(2), np.int32(2)])
    def test_people_are_whole(self, people):
        """However the number is stored."""
        kept = Activity("a", duration="1 h", people=people).people

        assert kept == 2
        assert type(kept) is int

    @pytest.mark.parametrize(
        ("roles", "expected"),
        [
            ("pr", (Share("pr"),)),
            (("pr", "care"), (Share("pr"), Share("care"))),
            ((key for key in ("pr", "care")), (Share("pr"), Share("care"))),
            ({"pr": 1}, (Share("pr", 1),)),
            ({"pr": 0, "care": 1.0}, (Share("pr", 0), Share("care", 1))),
            ({"a": 0.33, "b": 0.33, "c": 0.33}, tuple(Share(key, 0.33) for key in "abc")),
            (
                {"a": Fraction(1, 3), "b": Fraction(2, 3)},
                (Share("a", Fraction(1, 3)), Share("b", Fraction(2, 3))),
            ),
            ([Share("pr", 0.5), Share("care", 0.5)], (Share("pr", 0.5), Share("care", 0.5))),
            ([Share("pr"), "care"], (Share("pr"), Share("care"))),
            ({"a": np.float64(0.5), "b": np.float32(0.5)}, (Share("a", 0.5), Share("b", 0.5))),
            (np.array(["pr", "care"]), (Share("pr"), Share("care"))),
            ({}, ()),
            ([], ()),
        ],
    )
    def test_roles_are_listed_or_weighed(self, roles, expected):
        """A list shares equally; a table says who does how much."""
        kept = Activity("a", duration="1 h", roles=roles).roles

        assert expected == kept
        assert all(type(share.key) is str for share in kept)

    def test_channels_have_any_weights(self):
        """Only those of roles sum to 1."""
        activity = Activity("a", duration="1 h", channels={"facebook": 3, "x": 0})

        assert activity.channels == (Share("facebook", 3), Share("x", 0))

    @pytest.mark.parametrize(
        ("field", "value", "found", "expected", "hint"),
        [
            ("key", "a b", ("key", "a b"), KEY, "for example 'a_b'"),
            ("key", "", ("key", ""), KEY, ""),
            ("key", 3, ("key", 3), KEY, ""),
            ("name", 3, ("name", 3), "text", ""),
            ("area", "a b", ("area", "a b"), KEY, "for example 'a_b'"),
            ("area", None, ("area", None), KEY, ""),
            ("per", 3, ("per", 3), PER, ""),
            ("per", None, ("per", None), PER, ""),
            ("times", "2", ("times", "2"), TIMES, ""),
            ("times", -1, ("times", -1), TIMES, ""),
            ("times", True, ("times", True), TIMES, ""),
            (
                "times",
                Fraction(1, 10**400),
                ("times", Fraction(1, 10**400)),
                TIMES,
                "numbers go down to 1e-24",
            ),
            ("people", 0, ("people", 0), PEOPLE, ""),
            ("people", 1.5, ("people", 1.5), PEOPLE, ""),
            ("people", True, ("people", True), PEOPLE, ""),
            ("people", "2", ("people", "2"), PEOPLE, ""),
            ("channels", 3, ("channels", 3), SHARES, ""),
            ("channels", {"x", "y"}, ("channels", {"x", "y"}), SHARES, NO_ORDER),
            ("channels", frozenset("x"), ("channels", frozenset("x")), SHARES, NO_ORDER),
            (
                "channels",
                {"x": 0, "y": 0},
                ("channels", {"x": 0, "y": 0}),
                "at least one weight above zero",
                "",
            ),
            ("channels", {"x": -1}, ("channels.x", -1), "a share of zero or more", ""),
            ("channels", {"x y": 1}, ("channels.x y", "x y"), KEY, "for example 'x_y'"),
            ("channels", ["a", "a"], ("channels[1]", "a"), "each name once", ""),
            ("channels", ["a", "b c"], ("channels[1]", "b c"), KEY, "for example 'b_c'"),
            ("channels", [Share("a", 1), Share("a", 2)], ("channels.a", "a"), "each name once", ""),
            ("each_channel", 1, ("each_channel", 1), "true or false", ""),
            ("roles", None, ("roles", None), SHARES, ""),
            ("roles", "", ("roles[0]", ""), KEY, ""),
            ("roles", {"a": 0.5}, ("roles", "a = 0.5"), "shares that sum to 1", "they sum to 0.5"),
            ("roles", {"a": True}, ("roles.a", True), "a share of zero or more", ""),
            ("roles", {1: 1}, ("roles.1", 1), KEY, ""),
            (
                "roles",
                {"ä": 0.5, "a\u0308": 0.5},
                ("roles.a\u0308", "a\u0308"),
                "each name once",
                "",
            ),
            (
                "roles",
                ["a", Share("b", 1)],
                ("roles", ["a", Share("b", 1)]),
                "a weight for each, or for none",
                "",
            ),
            (
                "roles",
                [Share("a"), Share("b", 1)],
                ("roles", [Share("a"), Share("b", 1)]),
                "a weight for each, or for none",
                "",
            ),
            ("source", None, ("source", None), SOURCE, ""),
            ("source", "", ("source", ""), SOURCE, ""),
            ("source", {"title": "A study"}, ("source", {"title": "A study"}), SOURCE, ""),
            ("source", [3], ("source[0]", 3), SOURCE, ""),
        ],
    )
    def test_each_fault_is_told(self, faults, field, value, found, expected, hint):
        """With its path, what was found, what is expected, and what to write instead."""
        told = faults(Activity, **{"key": "a", "duration": "1 h", field: value})

        assert [(*found, expected, hint)] == told

    @pytest.mark.parametrize(
        ("duration", "path", "hint"),
        [
            (3, "duration", "a number needs a unit: '3 min' or '3 h'"),
            (["1 h"], "duration", "two values (low, high) or three"),
            ({"low": "1 h"}, "duration", "low and high are needed"),
            ({"low": "1 h", "high": 3}, "duration.high", "a number needs a unit: '3 min' or '3 h'"),
            (
                "1 day",
                "duration",
                (
                    "at character 3: 'day' does not say how many working hours it has; "
                    "write them, as in '8 h'"
                ),
            ),
        ],
    )
    def test_a_wrong_duration_is_told(self, faults, duration, path, hint):
        """What it could have meant is in the hint."""
        ((found, _, _, told),) = faults(Activity, "a", duration=duration)

        assert (path, hint) == (found, told)

    def test_elapsed_time_is_no_duration(self, faults):
        """How long something takes says not how much work it is."""
        ((path, value, expected, hint),) = faults(Activity, "a", duration=Elapsed("3 h"))

        assert (path, value, expected) == ("duration", "3 h", "the other kind of time")
        assert hint.startswith("elapsed time is not effort")

    def test_money_is_no_duration(self, wrong):
        """Not even as a range."""
        assert wrong(Activity, "a", duration=Range.at(Money(1, "EUR"))) == [
            ("duration", "1.00 EUR")
        ]

    def test_several_ends_are_told_at_once(self, wrong):
        """Of one range."""
        assert wrong(Activity, "a", duration=["x", "2 h", "y"]) == [
            ("duration[0]", "x"),
            ("duration[2]", "y"),
        ]

    def test_every_fault_is_told_at_once(self, wrong):
        """In the order of the fields, not of the arguments."""
        told = wrong(
            Activity,
            source=["x\x00", 4],
            roles={"a b": 2, "c": -1},
            duration="x",
            key="a b",
            times=-1,
        )

        assert told == [
            ("key", "a b"),
            ("duration", "x"),
            ("times", -1),
            ("roles.a b", "a b"),
            ("roles.c", -1),
            ("source[0].title", "x\x00"),
            ("source[1]", 4),
        ]

    def test_a_generator_is_asked_once(self, wrong):
        """Asking for all faults goes through no generator twice."""
        told = wrong(
            Activity,
            "a",
            duration=(each for each in ("1 h", "x")),
            channels=(key for key in ("a", "a")),
            roles=(Share(key, 0.7) for key in "ab"),
            source=(each for each in ("A study", 3)),
        )

        assert told[1:] == [("channels[1]", "a"), ("roles", "a = 0.7, b = 0.7"), ("source[1]", 3)]
        assert told[0] == ("duration[1]", "x")

    @pytest.mark.parametrize(
        ("given", "why"),
        [({"each_channel": True}, "each_channel = true"), ({"per": "piece"}, "per = 'piece'")],
    )
    def test_weights_split_one_duration(self, faults, given, why):
        """Where each channel has its own work, there is nothing to split."""
        told = faults(Activity, "a", duration="1 h", channels={"x": 2}, **given)

        assert told == [
            (
                "channels",
                {"x": 2},
                f"a list of channels without weights, as {why} gives each its own work",
                "",
            )
        ]

    def test_times_stay_in_bounds_together_with_the_cadence(self, faults):
        """Each alone may be as large as any number."""
        ((path, _, expected, hint),) = faults(
            Activity, "a", duration="1 h", per="1000000000/day", times=2
        )

        assert (path, expected) == ("times", TIMES)
        assert hint.startswith("numbers go up to 1,000,000,000")

    def test_an_unreadable_cadence_is_told_with_its_place(self, faults):
        """The grammar's own words."""
        ((path, value, _, hint),) = faults(Activity, "a", duration="1 h", per="weakly")

        assert (path, value) == ("per", "weakly")
        assert hint == "at character 1: did you mean 'weekly'?"

    def test_faults_are_a_group(self):
        """``except*`` takes them apart."""
        caught: list[Fault] = []
        try:
            Activity("a b", duration="x")
        except* Fault as group:
            caught.extend(group.exceptions)  # type: ignore[arg-type]

        assert [fault.path for fault in caught] == ["key", "duration"]

    def test_a_missing_duration_is_a_wrong_call(self):
        """As with every Python function."""
        with pytest.raises(TypeError, match="duration"):
            Activity("a")  # type: ignore[call-arg]

    def test_repr_shows_what_was_set(self):
        """And nothing else."""
        activity = Activity("reel", duration="2-4 h", per="2/month", roles=["pr"])

        expected = (
            "Activity('reel', area='other', duration=Range(2 h – 3 h (midpoint) – 4 h), "
            "per='month', times=2, roles=(Share(key='pr', weight=None),))"
        )
        assert expected == repr(activity)

    def test_with_changes_only_what_is_named(self):
        """The rest stays, the first stays as it was."""
        first = Activity("a", duration="1 h", times=2, channels={"x": 2})
        second = first.with_(name="A", duration="2 h")

        assert (second.name, second.duration, second.times) == ("A", Range.at(hours(2)), 2)
        assert second.channels == first.channels
        assert first.name == ""

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({"per": "month"}, ("month", 3)),
            ({"per": "2/month"}, ("month", 2)),
            ({"per": "daily"}, ("day", 1)),
            ({"per": Cadence("month")}, ("month", 1)),
            ({"per": "2/month", "times": 5}, ("month", 10)),
            ({"times": 5}, ("week", 5)),
        ],
    )
    def test_a_cadence_that_counts_replaces_the_times(self, changes, expected):
        """Three times a week, changed to twice a month, is twice a month."""
        changed = Activity("a", duration="1 h", per="3/week").with_(**changes)

        assert expected == (changed.per, changed.times)

    def test_with_tells_faults(self, wrong):
        """As the constructor does."""
        activity = Activity("a", duration="1 h")

        assert wrong(activity.with_, times=-1, people=0) == [("times", -1), ("people", 0)]
        assert wrong(activity.with_, per=[]) == [("per", [])]

    def test_equal_durations_make_equal_activities(self):
        """However they were written; the hash too."""
        first = Activity("a", duration="90 min", times=1.0)
        second = Activity("a", duration="1.5 h", times=1)

        assert first == second
        assert hash(first) == hash(second)
        assert first != Activity("a", duration="91 min")
        assert first != "a"


class TestDriver:
    def test_every_field_is_kept(self):
        """A factor may be known exactly, or as a range."""
        driver = Driver(
            "two_languages",
            factor=[1.5, 1.7, 2.0],
            areas="content",
            activities=["reel"],
            reason="German and English",
        )

        assert driver.factor == Range(1.5, 1.7, 2.0)
        assert driver.areas == ("content",)
        assert driver.activities == ("reel",)
        assert driver.reason == "German and English"

    @pytest.mark.parametrize(
        ("given", "scaled"),
        [
            ({}, {"reel", "post", "reply"}),
            ({"areas": ["content"]}, {"reel", "post"}),
            ({"activities": ["reply"]}, {"reply"}),
            ({"areas": ["content"], "activities": ["reply"]}, {"reel", "post", "reply"}),
        ],
    )
    def test_it_scales_what_it_names(self, given, scaled):
        """Nothing named is everything."""
        driver = Driver("d", factor=2, **given)
        work = [
            Activity("reel", duration="1 h", area="content"),
            Activity("post", duration="1 h", area="content"),
            Activity("reply", duration="1 h", area="dialogue"),
        ]

        assert scaled == {each.key for each in work if driver.scales(each)}

    @pytest.mark.parametrize(
        ("factor", "found"),
        [
            (-1, ("factor", "-1")),
            (True, ("factor", True)),
            ([2, 1], ("factor", "2 – 1.5 – 1")),
            (Range.at(hours(1)), ("factor", "1 h")),
            ("2 h", ("factor", "2 h")),
        ],
    )
    def test_a_wrong_factor_is_told(self, wrong, factor, found):
        """No unit, not below zero, from low to high."""
        assert [found] == wrong(Driver, "d", factor=factor)

    def test_every_fault_is_told_at_once(self, wrong):
        """With the places in its lists."""
        assert wrong(Driver, "", factor="x", areas=["a", "a"], activities=[1], reason=2) == [
            ("key", ""),
            ("factor", "x"),
            ("areas[1]", "a"),
            ("activities[0]", 1),
            ("reason", 2),
        ]

    def test_repr_shows_what_was_set(self):
        """The factor always."""
        assert repr(Driver("d", factor=2)) == "Driver('d', factor=Range(2 – 2 – 2))"


def test_a_group_names_the_part():
    """Its message says what could not be made."""
    with pytest.raises(InvalidPlan) as caught:
        Driver("", factor="x")

    assert str(caught.value).startswith("driver: 2 faults\n  key: found ''")


def test_durations_of_subclasses_are_text():
    """A text of any class is read as text."""

    class Word(str):
        __slots__ = ()

    assert Activity("a", duration=Word("1 h")).duration == Range.at(Effort("1 h"))


class TestShapesAndDates:
    """Of activities and of drivers, which have them alike."""

    @pytest.fixture(params=["activity", "driver"])
    def make(self, request):
        """Return a maker of parts from low to high, with or without a likely value."""
        if request.param == "activity":
            return lambda ends="1-3", **given: Activity(
                "a",
                duration=f"{ends} h" if isinstance(ends, str) else [f"{end} h" for end in ends],
                **given,
            )
        return lambda ends="1-3", **given: Driver("a", factor=ends, **given)

    @pytest.fixture
    def told(self, make, faults):
        """Return the faults, with the name of the range's own field as 'range'."""

        def of(*args, **given):
            found = faults(make, *args, **given)
            return [
                ("range" if path in {"duration", "factor"} else path, *others)
                for path, *others in found
            ]

        return of

    @pytest.mark.parametrize(
        ("ends", "name"),
        [
            ("1-3", "pert"),
            ("0-3", "pert 0.5"),
            ((0, 1, 3), "pert 8"),
            ((0, 1, 3), "triangular"),
            ("0-3", "uniform"),
            ((1, 2, 3), "uniform"),
            ("1-3", "lognormal"),
            ((1, 2, 3), "lognormal"),
            ((0, 0, 0), "lognormal"),
        ],
    )
    def test_a_range_has_a_shape(self, make, ends, name):
        """One that it can have."""
        assert make(ends, shape=name).shape == Shape.parse(name)
        assert make(ends, shape=Shape.parse(name)) == make(ends, shape=name)

    def test_another_range_for_a_shape_is_told(self, told):
        """At the range: a likely value of no use, a tail that would begin at zero."""
        ((path, _, expected, hint),) = told((1, 2.5, 3), shape="uniform")
        assert (path, hint) == ("range", "leave the likely value out, or take pert or triangular")
        assert expected == "low and high alone, as a uniform has no use for a likely value"

        ((path, _, expected, hint),) = told("0-3", shape="lognormal")
        assert (path, hint) == ("range", "give the value that is undercut in one of twenty cases")
        assert expected == "a low end above zero, as a lognormal never reaches it"

    @pytest.mark.parametrize(
        ("start", "end"),
        [
            ("2027-03-01", None),
            (None, "2027-03-01"),
            ("2027-03-01", "2027-03-01"),
            (date(2027, 3, 1), "2027-10-31"),
        ],
    )
    def test_it_has_a_first_and_a_last_day(self, make, start, end):
        """Or one of them, or neither."""
        made = make(start=start, end=end)

        assert [None if day is None else str(day) for day in (start, end)] == [
            None if day is None else day.isoformat() for day in (made.start, made.end)
        ]

    @pytest.mark.parametrize(
        ("given", "told_of"),
        [
            (
                {"start": "2027-03-02", "end": "2027-03-01"},
                ("end", "2027-03-01", "a day from 2027-03-02 on", ""),
            ),
            ({"start": "March"}, ("start", "March", DAY, "")),
            (
                {"end": datetime(2027, 3, 1, tzinfo=UTC)},
                ("end", "2027-03-01 00:00:00+00:00", DAY, ""),
            ),
            ({"shape": "triangel"}, ("shape", "triangel", SHAPE, "did you mean 'triangular'?")),
            ({"shape": 8}, ("shape", 8, SHAPE, "")),
        ],
    )
    def test_each_fault_is_told(self, told, given, told_of):
        """At its field."""
        assert [told_of] == told(**given)

    def test_a_day_that_is_none_is_told_with_why(self, told):
        """As Python says it."""
        ((path, value, expected, hint),) = told(end="2027-02-29")

        assert (path, value, expected) == ("end", "2027-02-29", DAY)
        assert hint.startswith("there is no such day: day ")

    def test_all_is_told_at_once(self, told):
        """The shape does not hide the days."""
        found = told("0-3", shape="lognormal", start="2027-03-02", end="2027-03-01")

        assert ["range", "end"] == [path for path, *_ in found]

    @pytest.mark.parametrize("ramp_up", [-1, "4", True, None])
    def test_weeks_to_grow_are_a_number(self, faults, ramp_up):
        """Of zero or more."""
        found = faults(Activity, "a", duration="1 h", ramp_up=ramp_up)

        assert found == [("ramp_up", ramp_up, "a number of zero or more", "")]

    def test_weights_and_days_are_told_at_once(self, wrong):
        """What is wrong between fields, in the order of the fields."""
        found = wrong(
            Activity,
            "a",
            duration="0-1 h",
            per=Cadence("week", 10**6),
            times=10**6,
            channels={"x": 1},
            each_channel=True,
            shape="lognormal",
            start="2027-03-02",
            end="2027-03-01",
        )

        assert ["times", "channels", "duration", "end"] == [path for path, _ in found]

    def test_with_changes_them(self):
        """As all else."""
        activity = Activity("a", duration="1-3 h", shape="uniform", start="2027-03-01")

        assert activity.with_(shape="pert", start=None) == Activity("a", duration="1-3 h")
        assert "shape=Shape('uniform')" in repr(activity)


def test_days_out_of_order_are_told_beside_what_else_is_wrong():
    """Nobody has to repair one to learn of the other; without another fault they are told once."""
    for part, field in ((Activity, "duration"), (Driver, "factor")):
        with pytest.raises(InvalidPlan) as caught:
            part("a", **{field: "x"}, start="2027-02-01", end="2027-01-01")

        assert [fault.path for fault in caught.value.faults] == [field, "end"]
    with pytest.raises(InvalidPlan) as caught:
        Activity("a", duration="1 h", start="2027-02-01", end="2027-01-01")
    assert [fault.path for fault in caught.value.faults] == ["end"]
