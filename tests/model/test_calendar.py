"""The days on which people work."""

from __future__ import annotations

from datetime import date

import pytest

from aufwand.model import Calendar, Closure

WEEKDAY = "a day of the week: mon, tue, wed, thu, fri, sat, sun"
DAY = "a day as YYYY-MM-DD, such as 2027-06-30"


class TestClosure:
    def test_every_field_is_kept(self):
        """Days may be text."""
        closure = Closure("2027-08-09", date(2027, 8, 20), "summer break")

        assert (closure.first, closure.last) == (date(2027, 8, 9), date(2027, 8, 20))
        assert closure.name == "summer break"

    def test_one_day_is_a_closure(self):
        """From and to are both in it."""
        assert Closure("2027-08-09", "2027-08-09").name == ""

    def test_it_goes_forward(self, faults):
        """The last day is not before the first."""
        told = faults(Closure, "2027-08-20", "2027-08-09")

        assert told == [("last", "2027-08-09", "a day from 2027-08-20 on", "")]

    def test_every_fault_is_told_at_once(self, faults):
        """The order of days is asked once there are two."""
        assert faults(Closure, "August", 5, 3) == [
            ("first", "August", DAY, ""),
            ("last", "5", DAY, ""),
            ("name", 3, "text", ""),
        ]

    def test_repr_shows_what_was_set(self):
        """Both days, always."""
        expected = "Closure(datetime.date(2027, 8, 9), datetime.date(2027, 8, 9))"

        assert expected == repr(Closure("2027-08-09", "2027-08-09"))


class TestCalendar:
    def test_nothing_is_needed(self):
        """Five days a week, without dates."""
        calendar = Calendar()

        assert calendar.workdays == ("mon", "tue", "wed", "thu", "fri")
        assert (calendar.country, calendar.subdivision, calendar.closures) == (None, "", ())
        assert (calendar.start, calendar.end) == (None, None)

    def test_every_field_is_kept(self):
        """Days of the week become three small letters, Monday first."""
        closure = Closure("2027-08-09", "2027-08-20")
        calendar = Calendar(
            workdays=["SAT", "mon"],
            country="DE",
            subdivision="BY",
            closures=closure,
            start="2027-01-01",
            end=date(2027, 12, 31),
        )

        assert calendar.workdays == ("mon", "sat")
        assert (calendar.country, calendar.subdivision) == ("DE", "BY")
        assert calendar.closures == (closure,)
        assert (calendar.start, calendar.end) == (date(2027, 1, 1), date(2027, 12, 31))

    @pytest.mark.parametrize("given", [{"start": "2027-01-01"}, {"end": "2027-01-01"}])
    def test_one_end_may_be_open(self, given):
        """A start alone, an end alone."""
        assert Calendar(**given).closures == ()

    def test_it_goes_forward(self, faults):
        """The end is not before the start."""
        told = faults(Calendar, start="2027-12-31", end="2027-01-01")

        assert told == [("end", "2027-01-01", "a day from 2027-12-31 on", "")]

    @pytest.mark.parametrize(
        ("workdays", "told"),
        [
            ([], ("workdays", [], "at least one day of the week", "")),
            (iter(()), ("workdays", [], "at least one day of the week", "")),
            (["mon", "MON"], ("workdays[1]", "MON", "each name once", "")),
            (["mon", "thr"], ("workdays[1]", "thr", WEEKDAY, "did you mean 'thu'?")),
            (["zzz"], ("workdays[0]", "zzz", WEEKDAY, "")),
            ([1], ("workdays[0]", 1, WEEKDAY, "")),
            (5, ("workdays", 5, "a list", "")),
        ],
    )
    def test_wrong_workdays_are_told(self, faults, workdays, told):
        """With the nearest day there is."""
        assert [told] == faults(Calendar, workdays=workdays)

    def test_every_fault_is_told_at_once(self, wrong):
        """In the order of the fields."""
        told = wrong(
            Calendar, workdays=3, country="x", subdivision=1, closures=2, start="", end="soon"
        )

        assert told == [
            ("workdays", 3),
            ("country", "x"),
            ("subdivision", 1),
            ("closures", 2),
            ("start", ""),
            ("end", "soon"),
        ]

    def test_repr_shows_what_was_set(self):
        """And nothing else."""
        assert repr(Calendar()) == "Calendar()"
        assert repr(Calendar(workdays="sun")) == "Calendar(workdays=('sun',))"
