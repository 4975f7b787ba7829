"""How much of each day people work."""

from __future__ import annotations

import pickle
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufwand.calendars import DayOff, working_days
from aufwand.errors import Fault
from aufwand.model import Calendar, Closure, Role
from aufwand.testing.strategies import calendars

MONDAY, SUNDAY = date(2027, 1, 4), date(2027, 1, 10)


class TestWorkingDays:
    def test_a_holiday_takes_a_day(self):
        """Epiphany 2027 is a Wednesday, and a holiday in Bavaria."""
        found = working_days(Calendar(country="DE", subdivision="BY"), MONDAY, SUNDAY)

        assert found.shares == (1, 1, 0, 1, 1, 0, 0)
        assert (found.worked, found.days) == (4, 7)
        assert found.off_on(date(2027, 1, 6)) == (
            DayOff(date(2027, 1, 6), "holiday", "Heilige Drei Könige", 1),
        )
        assert repr(found) == "WorkingDays(2027-01-04 to 2027-01-10: 4 of 7 days)"

    def test_closures_take_their_share(self):
        """Where they meet, the largest holds; what takes nothing is no day off."""
        closures = [
            Closure("2026-12-01", "2027-01-05", "half", share=0.5),
            Closure("2027-01-05", "2027-01-05", "whole"),
            Closure("2027-01-05", "2027-01-07", "quarter", share=0.25),
            Closure("2027-01-08", "2027-02-07", "nothing", share=0),
        ]
        found = working_days(Calendar(closures=closures), MONDAY, SUNDAY)

        assert found.shares == (0.5, 0, 0.75, 0.75, 1, 0, 0)
        assert found.open == (0.5, 0, 0.75, 0.75, 1, 1, 1)
        assert [each.name for each in found.off] == ["half", "whole", "quarter", "quarter"]

    def test_a_role_has_days_of_its_own(self):
        """Its workdays stand in for the calendar's, its absences join the closures."""
        calendar = Calendar(closures=Closure("2027-01-05", "2027-01-05", "party", share=0.5))
        role = Role(
            "pr",
            workdays=["mon", "tue", "sat"],
            absences=Closure("2027-01-05", "2027-01-05", "dentist", share=0.25),
        )
        found = working_days(calendar, MONDAY, SUNDAY, role=role)

        assert found.shares == (1, 0.5, 0, 0, 0, 1, 0)
        assert [each.cause for each in found.off_on(date(2027, 1, 5))] == ["closure", "absence"]
        assert working_days(calendar, MONDAY, SUNDAY, role=Role("care")) == working_days(
            calendar, MONDAY, SUNDAY
        )

    def test_a_half_holiday_and_a_half_closure_are_half_a_day(self):
        """They do not add up to a whole one."""
        closed = Closure("2027-12-24", "2027-12-24", share=0.5)
        calendar = Calendar(country="IS", categories=["half_day"], closures=closed)

        assert working_days(calendar, date(2027, 12, 24), date(2027, 12, 24)).shares == (0.5,)

    def test_days_outside_are_not_worked(self):
        """Neither before nor after."""
        found = working_days(Calendar(), MONDAY, SUNDAY)

        assert [found.share(MONDAY + timedelta(n)) for n in (-3, 0, 7)] == [0, 1, 0]

    def test_thousands_of_closures_cost_no_more_than_their_days(self):
        """Each day is written once, however many closures lie over it."""
        closures = [
            Closure("2000-01-01", "2099-12-31", share=place % 7 / 10) for place in range(10_000)
        ]
        found = working_days(Calendar(closures=closures), date(2000, 1, 1), date(2099, 12, 31))

        assert set(found.open) == {1 - 0.6}

    def test_days_in_order_and_not_too_many(self):
        """Ten thousand years end at once."""
        with pytest.raises(Fault, match="a day from 2027-01-10 on"):
            working_days(Calendar(), SUNDAY, MONDAY)
        with pytest.raises(Fault, match="at most 150,000 days"):
            working_days(Calendar(), date.min, date.max)

    def test_it_travels(self):
        """It is a value: equal, hashable, and the same after a pickle."""
        found = working_days(Calendar(country="DE"), MONDAY, SUNDAY)
        back = pickle.loads(pickle.dumps(found))

        assert (back, hash(back)) == (found, hash(found))


@given(
    calendar=calendars(),
    first=st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    days=st.integers(0, 400),
)
def test_less_is_worked_than_is_open(calendar, first, days):
    """Shares lie from 0 to 1, and one more closure never adds working time."""
    last = first + timedelta(days)
    found = working_days(calendar, first, last)
    closed = Closure(first, last, share=0.5)
    more = Calendar(
        workdays=calendar.workdays,
        country=calendar.country,
        subdivision=calendar.subdivision,
        categories=calendar.categories,
        closures=(*calendar.closures, closed),
    )

    assert all(
        0 <= share <= wide <= 1 for share, wide in zip(found.shares, found.open, strict=True)
    )
    assert all(
        after <= before
        for after, before in zip(working_days(more, first, last).shares, found.shares, strict=True)
    )
