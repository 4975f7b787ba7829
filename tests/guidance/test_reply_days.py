"""How long nobody replies: with office hours, and over the days of a plan with dates."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aufwand.model import Activity, Calendar, Channel, Closure, Criticism, Plan, Role
from aufwand.rules import Measure, assess, check

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DATED = {"start": "2027-01-01", "end": "2027-12-31"}
BAVARIA = {"country": "DE", "subdivision": "BY", "categories": "catholic", **DATED}


def talk(per="workday", times=1, roles="pr", **given):
    """Return an activity that answers people."""
    return Activity(
        "talk", area="dialogue", duration="1 h", per=per, times=times, roles=roles, **given
    )


def promising(*activities, within="0 h", roles=(), calendar=None, **given):
    """Return a plan with a promise, of one role where nothing else is said."""
    return Plan(
        "A",
        roles=roles or [Role("pr")],
        activities=activities or [talk()],
        criticism=Criticism(reply_within=within),
        calendar=calendar or Calendar(),
        **given,
    )


def hours(plan):
    """Return how long nobody replies, as the rule measures it."""
    found = check(plan, select=["DLG104"])
    return found[0].measured.value if found else 0


def told(plan):
    """Return what the rule says."""
    (found,) = check(plan, select=["DLG104"])
    return found.message


class TestOfficeHours:
    @pytest.mark.parametrize(
        ("work", "office", "expected"),
        [
            (talk("day"), "09:00-17:00", 16),
            (talk(), "09:00-17:00", 64),
            (talk(), "08:30-17:00", 63.5),
            (talk("week"), "09:00-17:00", 7 * 24 - 8),
            (talk("day"), "00:00-24:00", 0),
            (talk(), "00:00-24:00", 48),
            (talk(), "", 48),
        ],
    )
    @pytest.mark.parametrize("dates", [{}, {"start": "2027-06-01", "end": "2027-06-30"}])
    def test_a_gap_lies_between_the_cover_of_two_days(self, work, office, expected, dates):
        """A free weekend has 64 hours from Friday evening to Monday morning, not 48."""
        assert expected == hours(promising(work, calendar=Calendar(office_hours=office, **dates)))

    def test_it_is_told_in_hours(self):
        """And the promise that is offered holds."""
        before = assess(promising(calendar=Calendar(office_hours="08:30-17:00")), select=["DLG104"])
        (found,) = before.findings

        assert found.measured == Measure(63.5, "h")
        assert found.message.startswith("Nobody replies for up to 63 h 30 min in a row, but you")
        assert [each.title for each in found.remedies] == ["Promise an answer within 64 h"]
        assert before.apply(*found.remedies).findings == ()

    def test_whole_hours_are_told_as_such(self):
        """Not as minutes."""
        assert "up to 64 h in a row" in told(
            promising(calendar=Calendar(office_hours="9:00-17:00"))
        )

    def test_half_days_end_earlier(self):
        """On 24 December at noon, on the evening of a half absence at two."""
        half = Closure("2027-05-14", "2027-05-14", share=0.5)
        quarter = Closure("2027-05-14", "2027-05-14", share=0.75)
        nothing = Closure("2027-05-14", "2027-05-14", share=0)
        calendar = Calendar(
            start="2027-05-10", end="2027-05-23", office_hours="08:00-16:00", closures=[half]
        )

        assert hours(promising(calendar=calendar)) == 64 + 4
        assert hours(promising(calendar=calendar, roles=[Role("pr", absences=[quarter])])) == 64 + 6
        assert hours(promising(calendar=calendar, roles=[Role("pr", absences=[nothing])])) == 64 + 4

    def test_without_office_hours_half_a_day_is_covered(self):
        """With dates and without."""
        half = Closure("2027-05-14", "2027-05-14", share=0.5)

        assert hours(promising(calendar=Calendar(closures=[half]))) == 48
        assert hours(promising(calendar=Calendar(closures=[half], **DATED))) == 48


class TestDays:
    def test_holidays_make_weekends_longer(self):
        """From New Year's Day, a Friday, to Epiphany, the Wednesday after: Monday is worked.

        Easter goes from Good Friday to Easter Monday: four days.
        """
        (found,) = check(promising(calendar=Calendar(**BAVARIA)), select=["DLG104"])

        assert found.measured == Measure(4 * 24, "h")
        assert found.message.startswith(
            "Nobody replies for up to 4 days in a row (Ostermontag), first from 2027-03-26 on, but "
        )
        assert ", zuerst ab 26.03.2027, obwohl Sie" in found.say("de")

    def test_daily_work_is_done_on_holidays(self):
        """But not while the company is closed."""
        closed = Closure("2027-08-02", "2027-08-13", "Summer")

        assert hours(promising(talk("day"), calendar=Calendar(**BAVARIA))) == 0
        shut = Calendar(**BAVARIA, closures=[closed])
        assert hours(promising(talk("day"), calendar=shut)) == 12 * 24
        assert "(Summer), first from 2027-08-02 on" in told(promising(talk("day"), calendar=shut))

    def test_a_country_that_there_is_not_has_no_holidays(self):
        """Another rule tells it."""
        assert hours(promising(calendar=Calendar(**{**BAVARIA, "country": "XX"}))) == 48

    def test_absences_leave_nobody(self):
        """Unless somebody else answers, or stands in."""
        away = Role("pr", absences=[Closure("2027-05-10", "2027-05-14", "Leave")])
        calendar = Calendar(**DATED)
        both = [away, Role("care")]

        assert hours(promising(roles=[away], calendar=calendar)) == 9 * 24
        assert "(Leave), first from 2027-05-08" in told(promising(roles=[away], calendar=calendar))
        assert hours(promising(roles=both, calendar=calendar)) == 9 * 24
        shared = talk(roles=["pr", "care"])
        assert hours(promising(shared, roles=both, calendar=calendar)) == 48
        listed = talk(roles={"pr": 1, "care": 0})
        assert hours(promising(listed, roles=both, calendar=calendar)) == 9 * 24
        stands_in = [Role("pr", absences=away.absences, cover="care"), Role("care")]
        assert hours(promising(roles=stands_in, calendar=calendar)) == 48
        assert hours(promising(shared, roles=stands_in, calendar=calendar)) == 48
        gone = [stands_in[0], Role("care", absences=away.absences)]
        assert hours(promising(roles=gone, calendar=calendar)) == 9 * 24
        without = talk(roles=())
        assert hours(promising(without, roles=[away], calendar=calendar)) == 48

    def test_roles_work_on_days_of_their_own(self):
        """Who answers as messages come does so on Saturdays, too."""
        part = Role("pr", workdays=["mon", "tue", "sat"])
        calendar, channels = Calendar(**DATED), [Channel("x")]

        assert hours(promising(roles=[part], calendar=calendar)) == 5 * 24
        reply = talk("reply", channels="x")
        assert hours(promising(reply, roles=[part], calendar=calendar, channels=channels)) == 72
        assert hours(promising(talk("day"), roles=[part], calendar=calendar)) == 72

    def test_rare_work_is_spread_evenly(self):
        """Whatever days there are; several activities fill each other's gaps."""
        calendar, channels = Calendar(**DATED), [Channel("x", pieces=2)]

        assert hours(promising(talk("week"), calendar=calendar)) == 6 * 24
        assert hours(promising(talk("day", 0.1), calendar=calendar)) == 9 * 24
        piece = talk("piece", channels="x")
        assert hours(promising(piece, calendar=calendar, channels=channels)) == 72
        three = talk("week", 3)
        more = talk("week", 2).with_(key="more")
        assert hours(promising(three, more, calendar=calendar)) == 48
        once = talk("once").with_(key="once")
        assert hours(promising(talk(), once, calendar=calendar)) == 48
        assert hours(promising(talk("year", 1e-9), calendar=calendar)) == 36_525 * 24

    def test_daily_and_other_work_fill_each_others_gaps(self):
        """While the one is on leave, the other answers."""
        away = Role("pr", absences=[Closure("2027-05-10", "2027-05-21", "Leave")])
        other = talk(roles="care").with_(key="other")
        plan = promising(talk("day"), other, roles=[away, Role("care")], calendar=Calendar(**DATED))

        assert hours(plan) == 48

    def test_work_that_begins_or_ends_leaves_the_rest(self):
        """Nobody answers before."""
        summer = talk(start="2027-06-01", end="2027-08-31")
        late = talk(start="2028-02-01")

        assert hours(promising(summer, calendar=Calendar(**DATED))) >= 24 * 151
        assert hours(promising(late, calendar=Calendar(**DATED))) == 24 * (365 + 2 * 6)

    def test_free_days_beside_the_plan_count(self):
        """As far as they go on from a day of the plan; what begins after it does not."""
        later = Closure("2027-05-18", "2027-05-20")
        calendar = Calendar(start="2027-05-10", end="2027-05-14", closures=[later])

        assert hours(promising(calendar=calendar)) == 0
        friday = Calendar(start="2027-05-14", end="2027-05-15", closures=[later])
        assert hours(promising(calendar=friday)) == 48

    def test_a_single_day_has_no_gap(self):
        """Where somebody replies on it."""
        assert hours(promising(calendar=Calendar(start="2027-05-12", end="2027-05-12"))) == 0
        assert hours(promising(calendar=Calendar(start="2027-05-15", end="2027-05-15"))) == 48

    @pytest.mark.parametrize(
        ("start", "end"), [("0001-01-01", "0001-01-10"), ("9999-12-22", "9999-12-31")]
    )
    def test_the_first_and_the_last_days_there_are(self, start, end):
        """Nothing lies beyond them."""
        assert hours(promising(calendar=Calendar(start=start, end=end))) == 48

    def test_daily_replies_are_offered_where_they_keep_the_promise(self):
        """Not where the company is closed."""
        calendar = Calendar(**BAVARIA)
        before = assess(promising(within="24 h", calendar=calendar), select=["DLG104"])
        (found,) = before.findings

        assert [each.title for each in found.remedies] == [
            "Do Talk every day, days off included",
            "Promise an answer within 96 h",
        ]
        for remedy in found.remedies:
            assert before.apply(remedy).findings == ()


@st.composite
def spans(draw):
    """Return closures within two months, whole or half."""
    first = date(2027, 3, 1) + timedelta(draw(st.integers(-5, 60)))
    last = first + timedelta(draw(st.integers(0, 9)))
    return Closure(first, last, share=draw(st.sampled_from([0.5, 1])))


ROLES = st.tuples(
    st.just(()) | st.lists(st.sampled_from(WEEK), unique=True, min_size=1, max_size=4),
    st.lists(spans(), max_size=2),
)


@settings(max_examples=60)
@given(
    one=ROLES,
    other=ROLES,
    closures=st.lists(spans(), max_size=2),
    office=st.sampled_from(["", "09:00-17:00"]),
    cover=st.booleans(),
)
def test_the_longest_gap_is_what_counting_day_by_day_finds(one, other, closures, office, cover):
    """Two roles share work per workday, or one stands in for the other."""
    roles = [
        Role("pr", workdays=one[0], absences=one[1], cover="care" if cover else ()),
        Role("care", workdays=other[0], absences=other[1]),
    ]
    calendar = Calendar(
        country="DE", start="2027-03-01", end="2027-04-30", closures=closures, office_hours=office
    )
    work = talk(roles="pr" if cover else ["pr", "care"])

    def there(role, day):
        return not role.workdays or WEEK[day.weekday()] in role.workdays

    def away(role, day):
        return any(each.first <= day <= each.last and each.share == 1 for each in role.absences)

    days = [date(2027, 2, 23) + timedelta(number) for number in range(73)]
    holidays = {date(2027, 3, 26), date(2027, 3, 29), date(2027, 5, 6)}
    covered = []
    for day in days:
        closed = any(each.first <= day <= each.last and each.share == 1 for each in closures)
        pr, care = (there(role, day) and not away(role, day) for role in roles)
        if cover:
            care = care and there(roles[0], day)
        works = day.weekday() < 5 and day not in holidays and not closed
        covered.append(works and (pr or care))
    places = [-1, *(place for place, each in enumerate(covered) if each), len(days)]
    expected = 0
    for before, after in pairwise(places):
        if before < 66 and after > 6:
            gap = (after - before - 1) * 24
            if office:
                gap = (after - before) * 24 - 8
                if before >= 0:
                    gap += 4 * _is_half(days[before], closures, roles)
            expected = max(expected, gap)

    assert hours(promising(work, roles=roles, calendar=calendar)) == expected


def _is_half(day, closures, roles):
    halves = [*closures, *(each for role in roles for each in role.absences)]
    return any(each.first <= day <= each.last and each.share == 0.5 for each in halves)
