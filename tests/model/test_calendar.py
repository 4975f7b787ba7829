"""The days on which people work."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import numpy as np
import pytest

from aufwand.model import Calendar, Closure

WEEKDAY = "a day of the week: mon, tue, wed, thu, fri, sat, sun"
AFTER = "it ends after it began, on the same day"
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

    @pytest.mark.parametrize(
        ("share", "kept"), [(1, 1), (0.5, 0.5), (Fraction(1, 4), 0.25), (0, 0), (1.0, 1)]
    )
    def test_it_takes_a_share_of_each_day(self, share, kept):
        """All of it unless told otherwise."""
        assert Closure("2027-12-24", "2027-12-24").share == 1
        assert kept == Closure("2027-12-24", "2027-12-24", "Christmas Eve", share=share).share

    @pytest.mark.parametrize(
        ("share", "hint"), [(50, "for 50 % write 0.5"), (-0.1, ""), ("half", ""), (True, "")]
    )
    def test_a_share_is_one_of_a_day(self, faults, share, hint):
        """From nothing to all."""
        told = faults(Closure, "2027-12-24", "2027-12-24", share=share)

        assert told == [("share", share, "a share from 0 to 1, such as 0.25", hint)]

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
        assert (calendar.categories, calendar.office_hours, calendar.timezone) == ((), "", "")

    def test_every_field_is_kept(self):
        """Days of the week become three small letters, Monday first."""
        closure = Closure("2027-08-09", "2027-08-20")
        calendar = Calendar(
            workdays=["SAT", "mon"],
            country="DE",
            subdivision="BY",
            categories="catholic",
            closures=closure,
            start="2027-01-01",
            end=date(2027, 12, 31),
            office_hours="9:00-17:30",
            timezone="Europe/Berlin",
        )

        assert calendar.workdays == ("mon", "sat")
        assert (calendar.country, calendar.subdivision) == ("DE", "BY")
        assert calendar.closures == (closure,)
        assert (calendar.start, calendar.end) == (date(2027, 1, 1), date(2027, 12, 31))
        assert calendar.categories == ("catholic",)
        assert (calendar.office_hours, calendar.timezone) == ("09:00-17:30", "Europe/Berlin")

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
            Calendar,
            workdays=3,
            country="x",
            subdivision=1,
            categories=["a", "a"],
            closures=2,
            start="",
            end="soon",
            office_hours="nine to five",
            timezone="here",
        )

        assert told == [
            ("workdays", 3),
            ("country", "x"),
            ("subdivision", 1),
            ("categories[1]", "a"),
            ("closures", 2),
            ("start", ""),
            ("end", "soon"),
            ("office_hours", "nine to five"),
            ("timezone", "here"),
        ]

    @pytest.mark.parametrize(
        ("start", "end"),
        [
            ("2000-01-01", "2099-12-31"),
            ("2027-01-01", "2027-01-01"),
            ("0001-01-01", None),
            (None, "9999-12-31"),
        ],
    )
    def test_a_century_is_planned(self, start, end):
        """Or what has no end, or no start."""
        assert Calendar(start=start, end=end).closures == ()

    @pytest.mark.parametrize(
        ("end", "days"), [("2100-01-01", "36,526"), ("9999-12-31", "2,921,940")]
    )
    def test_nobody_plans_for_longer(self, faults, end, days):
        """Not for eight thousand years."""
        told = faults(Calendar, start="2000-01-01", end=end)

        hint = f"from 2000-01-01 that are {days} days"
        assert told == [("end", end, "a plan of at most a century", hint)]

    @pytest.mark.parametrize(
        ("text", "kept"),
        [
            ("", ""),
            ("09:00-17:00", "09:00-17:00"),
            ("9:00-17:00", "09:00-17:00"),
            ("9:00 - 17:00", "09:00-17:00"),
            ("09:00\u201317:00", "09:00-17:00"),
            ("09:00 \u2013 17:00", "09:00-17:00"),
            ("0:00-24:00", "00:00-24:00"),
            ("23:59-24:00", "23:59-24:00"),
            ("00:00-00:01", "00:00-00:01"),
        ],
    )
    def test_office_hours_have_one_form(self, text, kept):
        """However people write them; to midnight at the latest."""
        calendar = Calendar(office_hours=type("Text", (str,), {})(text))

        assert kept == calendar.office_hours
        assert type(calendar.office_hours) is str
        assert calendar == Calendar(office_hours=kept)

    @pytest.mark.parametrize(
        ("text", "hint"),
        [
            ("24:00", ""),
            ("24:00-24:00", AFTER),
            ("17:00-09:00", AFTER),
            ("22:00-06:00", AFTER),
            ("09:00-09:00", AFTER),
            ("09:00-24:01", AFTER),
            ("24:30-24:45", AFTER),
            ("09:00-25:00", ""),
            ("09:60-17:00", ""),
            ("9-17", ""),
            ("09:00\u201417:00", ""),
            ("09:00--17:00", ""),
            ("09:00-17:00\n", ""),
            (" 09:00-17:00", ""),
            ("\u0660\u0669:00-17:00", ""),
            ("09:00-17:00, 18:00-19:00", ""),
            (" ", ""),
            (None, ""),
            (9, ""),
        ],
    )
    def test_other_office_hours_are_told(self, faults, text, hint):
        """They are on one day, and go forward."""
        expected = "from when to when people work, such as '09:00-17:00'"

        assert faults(Calendar, office_hours=text) == [("office_hours", text, expected, hint)]

    def test_an_array_is_no_text(self, wrong):
        """However it compares."""
        array = np.array(["a", "b"])

        assert ["office_hours", "timezone"] == [
            path for path, _ in wrong(Calendar, office_hours=array, timezone=array)
        ]

    @pytest.mark.parametrize(
        "name",
        [
            "",
            "UTC",
            "Europe/Berlin",
            "America/Argentina/Buenos_Aires",
            "Etc/GMT+5",
            "America/Port-au-Prince",
            "EST5EDT",
        ],
    )
    def test_a_time_zone_has_a_name(self, name):
        """Whether there is one of that name is asked when it is needed."""
        calendar = Calendar(timezone=type("Text", (str,), {})(name))

        assert name == calendar.timezone
        assert type(calendar.timezone) is str

    @pytest.mark.parametrize(
        "name",
        [
            "europe/berlin",
            "+01:00",
            "../etc/passwd",
            "Europe/../Berlin",
            "/Europe",
            "Europe/",
            "Europe/Berlin\n",
            "Europe/Berlin;X",
            "A/B/C/D",
            "X" * 100,
            " ",
            None,
            1,
        ],
    )
    def test_other_time_zones_are_told(self, faults, name):
        """What is no name, and what could lead to another file."""
        expected = "the name of a time zone, such as 'Europe/Berlin'"

        assert faults(Calendar, timezone=name) == [("timezone", name, expected, "")]

    def test_repr_shows_what_was_set(self):
        """And nothing else."""
        assert repr(Calendar()) == "Calendar()"
        assert repr(Calendar(workdays="sun")) == "Calendar(workdays=('sun',))"


class TestIsTypical:
    @pytest.mark.parametrize(
        ("plan", "start", "end", "expected"),
        [
            # Without dates of its own it is done every week.
            ((None, None), None, None, True),
            (("2027-01-01", "2027-12-31"), None, None, True),
            # What begins and does not end comes to be typical, unless the plan ends before.
            ((None, None), "2027-03-01", None, True),
            (("2027-01-01", None), "2027-03-01", None, True),
            (("2027-01-01", "2027-12-31"), "2027-03-01", None, True),
            (("2027-01-01", "2027-12-31"), "2027-12-31", None, True),
            (("2027-01-01", "2027-12-31"), "2028-01-01", None, False),
            # What ends passes, unless it lasts as long as the plan.
            ((None, None), None, "2027-03-01", False),
            (("2027-01-01", None), None, "2027-03-01", False),
            (("2027-01-01", "2027-12-31"), None, "2027-12-30", False),
            (("2027-01-01", "2027-12-31"), None, "2027-12-31", True),
            (("2027-01-01", "2027-12-31"), "2027-01-01", "2027-12-31", True),
            (("2027-01-01", "2027-12-31"), "2026-01-01", "2028-12-31", True),
            (("2027-01-01", "2027-12-31"), "2027-01-02", "2027-12-31", False),
            (("2027-01-01", "2027-12-31"), "2028-01-02", "2028-01-31", False),
            (("2027-01-01", "2027-12-31"), "2026-01-02", "2026-01-31", False),
            ((None, "2027-12-31"), "2026-01-02", "2028-01-31", False),
            ((None, "2027-12-31"), None, "2028-01-31", True),
        ],
    )
    def test_what_passes_is_part_of_no_typical_week(self, plan, start, end, expected):
        """A campaign, and what comes after the plan."""
        first, last = (None if day is None else date.fromisoformat(day) for day in (start, end))
        calendar = Calendar(start=plan[0], end=plan[1])

        assert expected == calendar.is_typical(first, last)
