"""Rules of what recurs, and the days they name."""

from __future__ import annotations

from datetime import date, datetime, time
from fractions import Fraction

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from aufwand.reports._recurring import WEEKDAYS, Rule, candidates, days_of, rhythm

FIVE = (0, 1, 2, 3, 4)


def _named(rule, first, last):
    days = days_of(rule, first.toordinal(), last.toordinal())
    return [date.fromordinal(day) for day in days]


@st.composite
def rules(draw):
    """Rules as series have them."""
    weekdays = tuple(sorted(draw(st.sets(st.integers(0, 6), min_size=1))))
    interval = draw(st.integers(1, 5))
    if draw(st.booleans()):
        return Rule("week", interval, weekdays)
    places = st.sets(st.integers(1, 4 * len(weekdays)), min_size=1, max_size=3)
    return Rule("month", interval, weekdays, tuple(sorted(draw(places))))


class TestRule:
    def test_every_day(self):
        """All seven days of every week are a daily rule."""
        assert {"FREQ": "DAILY"} == Rule("week", 1, tuple(range(7))).as_dict()

    def test_every_second_week(self):
        """The days are named all the same, as a calendar program asks for them."""
        rule = Rule("week", 2, tuple(range(7)))

        assert {"FREQ": "WEEKLY", "INTERVAL": 2, "BYDAY": list(WEEKDAYS)} == rule.as_dict()

    def test_the_first_working_day_of_a_month(self):
        """It is the first of the days that are counted."""
        rule = Rule("month", 1, FIVE, (1,))

        assert {"FREQ": "MONTHLY", "BYDAY": list(WEEKDAYS[:5]), "BYSETPOS": [1]} == rule.as_dict()
        assert [date(2027, 2, 1), date(2027, 3, 1), date(2027, 4, 1), date(2027, 5, 3)] == _named(
            rule, date(2027, 1, 15), date(2027, 5, 31)
        )

    def test_weeks_that_are_skipped_begin_with_a_whole_one(self):
        """Behind a Wednesday, the first Monday and Thursday are those of the next week."""
        rule = Rule("week", 2, (0, 3))

        assert [date(2027, 3, 8), date(2027, 3, 11), date(2027, 3, 22)] == _named(
            rule, date(2027, 3, 3), date(2027, 3, 22)
        )

    def test_weeks_that_are_not_skipped_begin_at_once(self):
        """The first Thursday is in the same week."""
        rule = Rule("week", 1, (0, 3))

        assert [date(2027, 3, 4), date(2027, 3, 8)] == _named(
            rule, date(2027, 3, 3), date(2027, 3, 9)
        )

    @given(rule=rules(), first=st.dates(date(1970, 1, 1), date(2100, 1, 1)), more=st.data())
    @settings(max_examples=40)
    def test_another_library_names_the_same_days(self, rule, first, more):
        """A rule written out and read by dateutil gives the days that we count with."""
        last = date.fromordinal(first.toordinal() + more.draw(st.integers(0, 400)))
        ours = _named(rule, first, last)
        if not ours:
            return
        text = ";".join(
            f"{name}={','.join(map(str, told)) if isinstance(told, list) else told}"
            for name, told in rule.as_dict().items()
        )
        begun = datetime.combine(ours[0], time())
        theirs = rrulestr(text, dtstart=begun).between(
            begun, datetime.combine(last, time()), inc=True
        )

        assert ours == [each.date() for each in theirs]


class TestRhythm:
    @pytest.mark.parametrize(
        ("per", "times", "found"),
        [
            ("workday", 1, ("week", 1, 5, 50)),
            ("workday", 3, ("week", 1, 5, 150)),
            ("workday", Fraction(1, 2), ("week", 1, 3, 25)),
            ("day", 1, ("week", 1, 5, 50)),
            ("week", 1, ("week", 1, 1, 10)),
            ("week", Fraction(5, 2), ("week", 1, 3, 25)),
            ("week", 9, ("week", 1, 5, 90)),
            ("week", Fraction(1, 2), ("week", 2, 1, 10)),
            ("week", Fraction(2, 5), ("week", 2, 1, 8)),
            ("reply", 40, ("week", 1, 5, 400)),
            ("month", 1, ("month", 1, 1, 10)),
            ("month", 2, ("month", 1, 2, 20)),
            ("month", 100, ("week", 1, 5, Fraction(1000) / Fraction(3652425, 840000))),
            ("quarter", 1, ("month", 3, 1, 10)),
            ("quarter", 5, ("month", 1, 2, Fraction(50, 3))),
            ("year", 1, ("month", 12, 1, 10)),
            ("year", Fraction(1, 3), ("month", 36, 1, 10)),
        ],
    )
    def test_a_cadence_of_ten_minutes(self, per, times, found):
        """Period, interval, days and minutes in each: as much as in the estimate."""
        assert found == rhythm(per, Fraction(times), Fraction(10), 5)


class TestCandidates:
    def test_the_days_with_the_least_load_come_first(self):
        """A weekly hour goes to the first day that has the least to do."""
        known = rhythm("week", Fraction(1), Fraction(60), 5)
        found = [rule.weekdays for rule, _ in candidates(known, FIVE, [9, 5, 5, 9, 9, 0, 0], 480)]

        assert [(1,), (2,), (0,), (3,), (4,)] == found[:5]

    def test_what_is_longer_than_a_day_is_on_more_days(self):
        """Ten hours a week need two days of eight hours at least, evenly apart."""
        known = rhythm("week", Fraction(1), Fraction(600), 5)
        rule, minutes = next(candidates(known, FIVE, [0] * 7, 480))

        assert ((0, 2), 300) == (rule.weekdays, minutes)

    def test_what_is_shorter_than_a_minute_is_on_fewer_days(self):
        """Twenty seconds every working day are a minute on one of them."""
        known = rhythm("workday", Fraction(1), Fraction(1, 3), 5)
        rule, minutes = next(candidates(known, FIVE, [0] * 7, 480))

        assert ((0,), Fraction(5, 3)) == (rule.weekdays, minutes)

    def test_what_no_week_has_room_for_has_none(self):
        """Fifty hours are no working week."""
        known = rhythm("week", Fraction(1), Fraction(3000), 5)

        assert [] == list(candidates(known, FIVE, [0] * 7, 480))

    def test_a_month_begins_with_its_first_working_day(self):
        """Then come later days, and then more of them."""
        known = rhythm("month", Fraction(1), Fraction(60), 5)
        found = [rule.positions for rule, _ in candidates(known, FIVE, [0] * 7, 480)]

        assert [(1,), (2,), (3,), (4,), (5,), (1, 11), (2, 12)] == found[:7]
        assert tuple(range(1, 21)) == found[-1]
