"""Days, ISO weeks, months, quarters and years."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufwand.calendars import SPANS, periods
from aufwand.errors import Fault


class TestPeriods:
    @pytest.mark.parametrize(
        ("per", "names"),
        [
            ("day", ["2026-12-31", "2027-01-01"]),
            ("week", ["2026-W53"]),
            ("month", ["2026-12", "2027-01"]),
            ("quarter", ["2026-Q4", "2027-Q1"]),
            ("year", ["2026", "2027"]),
        ],
    )
    def test_names_sort(self, per, names):
        """A week belongs to the year of its Thursday."""
        found = periods(date(2026, 12, 31), date(2027, 1, 1), per)

        assert names == [each.name for each in found]

    def test_a_year_can_have_53_weeks(self):
        """2026 begins and ends on a Thursday; 2027 has 52 weeks and two ends of others."""
        weeks = periods(date(2026, 1, 1), date(2026, 12, 31), "week")
        next_year = periods(date(2027, 1, 1), date(2027, 12, 31), "week")

        assert (len(weeks), weeks[0].name, weeks[-1].name) == (53, "2026-W01", "2026-W53")
        assert (len(next_year), next_year[0].name) == (53, "2026-W53")
        assert (weeks[-1].days, weeks[1].days) == (4, 7)

    def test_the_end_of_all_calendars_is_no_fault(self):
        """The last week that Python knows is cut."""
        assert periods(date(9999, 12, 31), date.max, "week")[0].last == date.max
        assert periods(date(9999, 12, 31), date.max, "year")[0].name == "9999"
        assert periods(date(1, 1, 1), date(1, 1, 2), "month")[0].name == "0001-01"

    @pytest.mark.parametrize(
        ("first", "last", "per", "told"),
        [
            (date(2027, 1, 2), date(2027, 1, 1), "day", "expected a day from 2027-01-02 on"),
            (date.min, date.max, "year", "expected at most 150,000 days"),
            (date(2027, 1, 1), date(2027, 1, 1), "weak", "did you mean 'week'"),
            (date(2027, 1, 1), date(2027, 1, 1), 7, "expected a period: day, week"),
        ],
    )
    def test_what_is_no_period_is_refused(self, first, last, per, told):
        """Days out of order, ten thousand years, and words that are none."""
        with pytest.raises(Fault, match=told):
            periods(first, last, per)

    @given(
        first=st.dates(date(1900, 1, 1), date(2200, 1, 1)),
        days=st.integers(0, 800),
        per=st.sampled_from(SPANS),
    )
    def test_they_cover_every_day_once(self, first, days, per):
        """One begins where the one before ended, and their names rise."""
        last = first + timedelta(days)
        found = periods(first, last, per)

        assert (found[0].first, found[-1].last) == (first, last)
        assert sum(each.days for each in found) == days + 1
        assert all(
            before.last + timedelta(1) == after.first and before.name < after.name
            for before, after in pairwise(found)
        )
