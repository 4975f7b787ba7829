"""Who works."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from aufwand.model import Closure, Role
from aufwand.units import EffortRate, HourlyRate, Money, hours

CAPACITY = "working time per period such as '12 h/week' or hours(12).per('week')"
WEEKDAY = "a day of the week: mon, tue, wed, thu, fri, sat, sun"
RATE = "a price per hour such as '45 EUR/h'"


class TestRole:
    def test_a_key_is_enough(self):
        """Everything else has a default."""
        role = Role("pr")

        assert (role.key, role.name, role.department) == ("pr", "", "")
        assert (role.capacity, role.rate, role.customer_facing) == (None, None, False)
        assert role.absences == role.workdays == role.cover == ()
        assert role.people == 1

    def test_every_field_is_kept(self):
        """What is given is what it says."""
        away = Closure(date(2027, 8, 9), date(2027, 8, 20))
        role = Role(
            "pr",
            name="Ada",
            department="PR",
            capacity="12 h/week",
            rate="45 EUR/h",
            customer_facing=True,
            people=2,
            workdays=["WED", "mon"],
            cover="care",
            absences=away,
        )

        assert (role.name, role.department, role.customer_facing) == ("Ada", "PR", True)
        assert role.capacity == hours(12).per("week")
        assert role.rate == HourlyRate(Money(45, "EUR"))
        assert role.absences == (away,)
        assert (role.people, role.workdays, role.cover) == (2, ("mon", "wed"), ("care",))

    @pytest.mark.parametrize(
        ("given", "told"),
        [
            ({"workdays": []}, ("workdays", [], "at least one day of the week", "")),
            ({"workdays": ["mo"]}, ("workdays[0]", "mo", WEEKDAY, "did you mean 'mon'?")),
            ({"workdays": "someday"}, ("workdays[0]", "someday", WEEKDAY, "")),
            ({"name": "\u00a0 "}, ("name", "\u00a0 ", "a name, or nothing", "")),
            ({"cover": ["a", "a"]}, ("cover[1]", "a", "each name once", "")),
            ({"cover": 3}, ("cover", 3, "a list", "")),
            ({"cover": ["a", "pr"]}, ("cover[1]", "pr", "another role, to stand in for it", "")),
            ({"cover": "pr"}, ("cover[0]", "pr", "another role, to stand in for it", "")),
        ],
    )
    def test_when_it_works_and_who_stands_in(self, faults, given, told):
        """Days there are, and somebody else."""
        assert [told] == faults(Role, "pr", **given)

    def test_no_days_are_those_of_the_calendar(self):
        """Said by leaving them out."""
        assert Role("pr", workdays=()).workdays == ()

    def test_values_are_taken_as_they_are(self):
        """Not only as text."""
        capacity, rate = EffortRate("1 h", "month"), HourlyRate("1 CHF")
        role = Role("pr", capacity=capacity, rate=rate)

        assert (role.capacity, role.rate) == (capacity, rate)

    @pytest.mark.parametrize(
        ("given", "label"),
        [({}, "pr"), ({"department": "PR"}, "PR"), ({"department": "PR", "name": "Ada"}, "Ada")],
    )
    def test_a_label_is_what_people_say(self, given, label):
        """The name, else the department, else the key."""
        assert label == Role("pr", **given).label

    @pytest.mark.parametrize(
        ("field", "value", "found", "expected"),
        [
            ("capacity", 12, 12, CAPACITY),
            ("capacity", hours(12), "12 h", CAPACITY),
            ("capacity", timedelta(hours=12), "12:00:00", CAPACITY),
            ("rate", 45, 45, RATE),
            ("rate", Money(45, "EUR"), Money(45, "EUR"), RATE),
            ("customer_facing", "yes", "yes", "true or false"),
            ("department", 1, 1, "text"),
        ],
    )
    def test_each_fault_is_told(self, faults, field, value, found, expected):
        """A value without its period or its hour is not guessed at."""
        ((path, value_told, expected_told, _),) = faults(Role, "pr", **{field: value})

        assert (field, expected) == (path, expected_told)
        assert str(found) in str(value_told)

    def test_every_fault_is_told_at_once(self, wrong):
        """Those the units find, too."""
        told = wrong(Role, "", capacity="12 h", rate="45 EUR", absences=["August"])

        assert told == [
            ("key", ""),
            ("capacity", "12 h"),
            ("rate", "45 EUR"),
            ("absences[0]", "August"),
        ]

    def test_with_changes_only_what_is_named(self):
        """Text is read as in the constructor."""
        assert Role("pr").with_(capacity="1 h/week") == Role("pr", capacity="1 h/week")

    def test_repr_shows_what_was_set(self):
        """And nothing else."""
        role = Role("pr", capacity="12 h/week", rate="45 EUR/h")

        expected = "Role('pr', capacity=EffortRate('12 h/week'), rate=HourlyRate('45 EUR/h'))"
        assert expected == repr(role)
