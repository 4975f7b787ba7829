"""A plan as a calendar file, opened by another library."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st

import aufwand as aw
from aufwand.calendars import working_days
from aufwand.errors import Fault, MissingExtra
from aufwand.reports import _blocks, calendar_text, is_plan_calendar, plan_calendar
from aufwand.testing.strategies import plans

BERLIN = ZoneInfo("Europe/Berlin")


def _opened(text, first, last):
    """What the other library shows from the *first* to the *last* day: begin and end of each."""
    shown = recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between(
        first, last + timedelta(1)
    )
    return sorted((each["DTSTART"].dt, each["DTEND"].dt, str(each["UID"])) for each in shown)


def _plan(*activities, calendar=None, **more):
    given = {"start": "2027-03-01", "end": "2027-03-28"} | (calendar or {})
    return aw.Plan(
        "Bakery",
        roles=more.pop("roles", [aw.Role("pr")]),
        activities=activities,
        calendar=aw.Calendar(**given),
        **more,
    )


def _work(key="work", duration="1 h", per="week", **more):
    return aw.Activity(key, duration=duration, per=per, **({"roles": "pr"} | more))


def _days(plan, key="work"):
    return [each.begins.date() for each in plan_calendar(plan).blocks if each.activity == key]


def _lengths(plan, key="work"):
    return [
        (each.ends - each.begins) // timedelta(minutes=1)
        for each in plan_calendar(plan).blocks
        if each.activity == key
    ]


@pytest.fixture(scope="module")
def bavarian():
    closed = [
        aw.Closure("2027-08-09", "2027-08-20", "summer break"),
        aw.Closure("2027-12-24", "2027-12-24", "Christmas Eve", share=0.5),
    ]
    return aw.Plan(
        "Bakery",
        roles=[
            aw.Role("pr", name="Mara"),
            aw.Role(
                "care",
                workdays=["mon", "tue", "thu"],
                absences=[aw.Closure("2027-06-07", "2027-06-18")],
            ),
        ],
        activities=[
            _work("monitoring", "15 min", "workday"),
            _work("dialogue", "30 min", "workday", roles=["pr", "care"]),
            _work("posts", "2 h", "2/week"),
            _work("night", "10 min", "day"),
        ],
        calendar=aw.Calendar(
            country="DE",
            subdivision="BY",
            categories=["catholic"],
            closures=closed,
            start="2027-01-01",
            end="2027-12-31",
            timezone="Europe/Berlin",
        ),
    )


@pytest.fixture(scope="module")
def shown(bavarian):
    text = calendar_text(plan_calendar(bavarian))
    return recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between(
        date(2027, 1, 1), date(2028, 1, 1)
    )


class TestBavarianYear:
    """A year with holidays, a summer break and two roles, as a calendar program shows it."""

    #: Written down from a printed calendar: holidays that are no Saturday or Sunday.
    HOLIDAYS = (
        "2027-01-01", "2027-01-06", "2027-03-26", "2027-03-29", "2027-05-06", "2027-05-17",
        "2027-05-27", "2027-11-01",
    )  # fmt: skip

    def _of(self, shown, title):
        found = [each for each in shown if each["SUMMARY"] == title]
        assert found
        return sorted(each["DTSTART"].dt for each in found)

    def test_the_right_days_are_missing(self, shown):
        """No block is on a holiday or in the summer break, whatever it is."""
        days = {each["DTSTART"].dt.date() for each in shown}
        missing = [date.fromisoformat(each) for each in self.HOLIDAYS]
        missing += [date(2027, 5, 1), date(2027, 8, 15), date(2027, 10, 3)]
        missing += [date(2027, 12, 25), date(2027, 12, 26)]
        missing += [date(2027, 8, 9) + timedelta(each) for each in range(12)]

        assert not days & set(missing)

    def test_a_daily_block_is_on_every_working_day(self, shown):
        """261 days from Monday to Friday, less 8 holidays and 10 days of the summer break.

        Christmas Eve is half a day off: a block of the morning stays.
        """
        found = self._of(shown, "Monitoring (Mara)")

        assert 261 - 8 - 10 == len(found)
        assert len(set(found)) == len(found)
        assert all(each.weekday() < 5 for each in found)
        assert date(2027, 12, 24) in {each.date() for each in found}

    def test_a_role_has_its_own_days(self, shown):
        """Mondays, Tuesdays and Thursdays: 52 each, less what is off.

        Off are Easter Monday, Ascension, Whit Monday, Corpus Christi and All Saints; six days of
        the summer break, and six of its own leave.
        """
        found = self._of(shown, "Dialogue (care)")

        assert 3 * 52 - 5 - 6 - 6 == len(found)
        assert {0, 1, 3} == {each.weekday() for each in found}

    def test_every_day_means_weekends_too(self, shown):
        """365 days, less the holidays, of which four are on a weekend, and twelve days closed."""
        assert 365 - 8 - 4 - 12 == len(self._of(shown, "Night (Mara)"))

    def test_the_hour_stays_when_clocks_change(self, shown):
        """Nine o'clock is nine o'clock, an hour earlier by UTC in summer."""
        found = self._of(shown, "Monitoring (Mara)")

        assert {(9, 0)} == {(each.hour, each.minute) for each in found}
        by_utc = {each.date(): each.astimezone(UTC).hour for each in found}
        assert (8, 7) == (by_utc[date(2027, 3, 25)], by_utc[date(2027, 3, 30)])
        assert (7, 8) == (by_utc[date(2027, 10, 29)], by_utc[date(2027, 11, 2)])

    def test_the_last_day_is_in_it(self, shown):
        """UNTIL is the last block itself, in UTC."""
        assert date(2027, 12, 31) == self._of(shown, "Monitoring (Mara)")[-1].date()

    def test_it_is_what_was_planned(self, bavarian, shown):
        """The other library shows exactly the blocks that we say there are."""
        ours = Counter((each.begins, each.ends) for each in plan_calendar(bavarian).blocks)

        assert ours == Counter((each["DTSTART"].dt, each["DTEND"].dt) for each in shown)


class TestPlacing:
    def test_a_week_is_the_week_of_the_estimate(self):
        """Four whole weeks of the orientation take four times 16 h 55 min."""
        plan = _plan(*(each.with_(roles="pr") for each in aw.baseline()))
        made = plan_calendar(plan)

        assert () == made.left_out
        assert 4 * (16 * 60 + 55) == made.effort.minutes
        assert made.effort.minutes == sum(
            (each.ends - each.begins).seconds // 60 for each in made.blocks
        )

    def test_blocks_of_a_day_follow_each_other(self):
        """From the beginning of the office hours; what is done daily first."""
        plan = _plan(
            _work("posts"),
            _work("monitoring", "15 min", "workday"),
            _work("dialogue", "30 min", "workday"),
            calendar={"office_hours": "08:30-12:00"},
        )
        monday = [each for each in plan_calendar(plan).blocks if each.begins.day == 1]

        assert [("monitoring", "08:30"), ("dialogue", "08:45"), ("posts", "09:15")] == [
            (each.activity, f"{each.begins:%H:%M}") for each in monday
        ]

    @pytest.mark.parametrize(
        ("per", "days", "length"),
        [
            ("workday", 20, 60),
            ("2/workday", 20, 120),
            ("day", 28, 60),
            ("week", 4, 60),
            ("2/week", 8, 60),
            ("5/week", 20, 60),
            ("10/week", 20, 120),
            ("every 2 weeks", 2, 60),
            ("month", 1, 60),
            ("4/month", 4, 60),
        ],
    )
    def test_a_cadence_in_four_weeks(self, per, days, length):
        """From Monday 1 to Sunday 28 March, an hour each time."""
        plan = _plan(_work(per=per))

        assert [length] * days == _lengths(plan)

    def test_replies_are_a_daily_block(self):
        """40 messages a week, half of them answered in 6 minutes each: 24 minutes a day."""
        plan = _plan(
            _work(duration="6 min", per="reply", channels="facebook"),
            channels=[aw.Channel("facebook", messages=40, answered=0.5)],
        )

        assert [24] * 20 == _lengths(plan)

    def test_a_channel_each(self):
        """An hour for each of two channels is two hours; a resting channel is none."""
        channels = [aw.Channel("a"), aw.Channel("b"), aw.Channel("c", status="closed")]
        plan = _plan(_work(each_channel=True, channels=["a", "b", "c"]), channels=channels)

        assert [120] * 4 == _lengths(plan)
        resting = _plan(_work(channels=["c"]), channels=channels)
        assert ((), ()) == (plan_calendar(resting).blocks, plan_calendar(resting).left_out)

    def test_roles_share(self):
        """A quarter of an hour for one, three quarters for the other; none for the third."""
        roles = [aw.Role("pr"), aw.Role("care"), aw.Role("rest")]
        plan = _plan(_work(roles={"pr": 0.25, "care": 0.75, "rest": 0}), roles=roles)
        found = {
            (each.role, (each.ends - each.begins).seconds // 60)
            for each in plan_calendar(plan).blocks
        }

        assert {("pr", 15), ("care", 45)} == found
        assert {"care"} == {each.role for each in plan_calendar(plan, role="care").blocks}

    def test_two_people_together(self):
        """Two of one role sit there at once; one who has to do it for two sits twice as long."""
        alone = _plan(_work(people=2))
        together = _plan(_work(people=2), roles=[aw.Role("pr", people=2)])

        assert [120] * 4 == _lengths(alone)
        assert [60] * 4 == _lengths(together)
        assert "At once: 2 people" in calendar_text(plan_calendar(together))
        assert 480 == plan_calendar(alone).effort.minutes == plan_calendar(together).effort.minutes

    def test_a_team_has_more_than_a_day(self):
        """Three people find room for what one has none for, beside each other."""
        work = [_work(key, "6 h", "workday") for key in ("a", "b", "c")]
        alone = plan_calendar(_plan(*work))
        team = plan_calendar(_plan(*work, roles=[aw.Role("pr", people=3)]))

        assert ["full", "full"] == [each.why for each in alone.left_out]
        assert () == team.left_out
        assert {9} == {each.begins.hour for each in team.blocks}

    def test_what_finds_no_room_in_a_day_is_split(self):
        """Ten hours a week are two blocks of five."""
        assert [300] * 8 == _lengths(_plan(_work(duration="10 h")))

    def test_what_takes_less_than_a_minute_is_gathered(self):
        """Twelve seconds a working day are a minute on one day of the week."""
        assert [1] * 4 == _lengths(_plan(_work(duration="12 s", per="workday")))

    @pytest.mark.parametrize(
        ("activity", "why"),
        [
            (_work(roles=()), "nobody"),
            (_work(duration="12 s"), "short"),
            (_work(duration="12 s", per="once"), "short"),
            (_work(duration=["0 min", "0 min", "1 h"]), "short"),
            (_work(duration="9 h", per="workday"), "full"),
            (_work(per="day", times=86_400), "full"),
            (_work(duration="1000 h", per="once"), "full"),
            (_work(per="year"), "rare"),
            (_work(per="quarter"), "rare"),
            (_work(per="week", times=1e-9), "rare"),
            # The days are worked, but the one on which it recurs is none of them.
            (_work(per="month", start="2027-03-05", end="2027-03-05"), "rare"),
            (_work(start="2027-04-01"), "away"),
            (_work(start="2027-03-06", end="2027-03-07"), "away"),
            (_work(per="once", start="2027-03-06", end="2027-03-07"), "away"),
            (_work(per="month", start="2027-03-08"), "rare"),
        ],
    )
    def test_what_is_left_out(self, activity, why):
        """Is told with the reason."""
        made = plan_calendar(_plan(activity))

        assert [("work", "" if why == "nobody" else "pr", why, 0)] == list(made.left_out)
        assert (0, (), 0) == (made.series, made.blocks, made.effort.minutes)

    def test_a_calendar_without_a_block_is_none(self):
        """RFC 5545 wants a component in it, and programs refuse files without."""
        with pytest.raises(Fault, match="a plan with a block of time"):
            calendar_text(plan_calendar(_plan(_work(roles=()))))

    def test_the_calendar_s_name_is_text(self):
        """A comma in it would be read as the end of a value."""
        plan = _plan(_work()).with_(name="Bread, butter; and\\or jam")

        assert "\r\nX-WR-CALNAME:Bread\\, butter\\; and\\\\or jam\r\n" in calendar_text(
            plan_calendar(plan)
        )

    @pytest.mark.parametrize("activity", [_work(times=0), _work(duration="0 h")])
    def test_what_is_no_work_is_not_told_of(self, activity):
        """Nobody misses it."""
        made = plan_calendar(_plan(activity))

        assert ((), ()) == (made.blocks, made.left_out)

    def test_the_calendar_of_one_role_tells_nothing_of_others(self):
        """Work that nobody does is nothing of hers."""
        plan = _plan(_work(roles=()))

        assert () == plan_calendar(plan, role="pr").left_out

    def test_only_while_it_is_done(self):
        """From its first to its last day, both in it."""
        plan = _plan(_work(per="workday", start="2027-03-03", end="2027-03-05"))

        assert [3, 4, 5] == [each.day for each in _days(plan)]

    def test_a_campaign_is_longer(self):
        """While its driver holds; before and after, the block is as it was, on the same day."""
        campaign = aw.Driver("campaign", factor=2, start="2027-03-08", end="2027-03-14")
        plan = _plan(_work(), _work("other"), drivers=[campaign])

        assert [60, 120, 60, 60] == _lengths(plan)
        assert [1, 8, 15, 22] == [each.day for each in _days(plan)]
        assert [2, 9, 16, 23] == [each.day for each in _days(plan, "other")]
        assert 3 == len({each["UID"] for each in _events(plan) if each["SUMMARY"] == "Work (pr)"})

    def test_a_driver_that_changes_nothing_cuts_nothing(self):
        """One series stays one series; a driver of other work is no matter at all."""
        drivers = [
            aw.Driver("same", factor=1, start="2027-03-08"),
            aw.Driver("always", factor=2),
            aw.Driver("else", factor=3, areas=["content"], end="2027-03-09"),
        ]
        made = plan_calendar(_plan(_work(), drivers=drivers))

        assert 1 == made.series
        assert 480 == made.effort.minutes

    def test_a_pause(self):
        """A driver of nothing is a time without blocks, and nothing is missing then."""
        pause = aw.Driver("pause", factor=0, start="2027-03-08", end="2027-03-14")
        made = plan_calendar(_plan(_work(), drivers=[pause]))

        assert ([1, 15, 22], ()) == ([each.begins.day for each in made.blocks], made.left_out)

    def test_work_that_grows(self):
        """Over two weeks from nothing to an hour: a quarter on average, then three quarters."""
        assert [15, 45, 60, 60] == _lengths(_plan(_work(ramp_up=2)))
        # Begun a week before the plan, it is half way up.
        assert [45, 60, 60, 60] == _lengths(_plan(_work(ramp_up=2, start="2027-02-22")))

    def test_a_long_ramp_has_few_steps(self):
        """A thousand weeks are climbed in steps that the plan does not see the end of."""
        made = plan_calendar(_plan(_work(duration="200 h", per="month", ramp_up=1000)))

        assert 1 == made.series

    def test_a_month_begins_with_a_holiday(self):
        """Its block is on the next working day, and the other library knows."""
        calendar = {"country": "DE", "start": "2027-01-01", "end": "2027-02-28"}
        plan = _plan(_work(per="month"), calendar=calendar)

        assert [date(2027, 1, 4), date(2027, 2, 1)] == _days(plan)
        shown = _opened(calendar_text(plan_calendar(plan)), date(2027, 1, 1), date(2027, 2, 28))
        assert [date(2027, 1, 4), date(2027, 2, 1)] == [each[0].date() for each in shown]

    def test_a_month_that_is_all_off(self):
        """Its block is left out, and told."""
        closed = [aw.Closure("2027-02-01", "2027-02-28")]
        calendar = {"closures": closed, "start": "2027-01-01", "end": "2027-03-31"}
        plan = _plan(_work(per="month"), calendar=calendar)

        assert [1, 3] == [each.month for each in _days(plan)]
        assert [("work", "pr", "blocked", 1)] == list(plan_calendar(plan).left_out)

    def test_months_without_a_free_day_are_counted(self):
        """Over all that campaigns cut it into; a weekly block on a day off has less work only."""
        closed = [aw.Closure("2027-02-01", "2027-02-28"), aw.Closure("2027-05-01", "2027-06-30")]
        calendar = {"closures": closed, "start": "2027-01-01", "end": "2027-12-31"}
        campaign = aw.Driver("campaign", factor=2, start="2027-04-01", end="2027-09-30")
        plan = _plan(_work(per="month"), _work("news"), calendar=calendar, drivers=[campaign])
        made = plan_calendar(plan)

        assert [("work", "pr", "blocked", 3)] == list(made.left_out)
        assert 9 == len(_days(plan))

    def test_a_day_that_is_taken_is_passed_over(self):
        """What is moved goes where its time of day is free."""
        calendar = {"country": "DE", "start": "2027-01-01", "end": "2027-01-31"}
        monday = _work("monday", "8 h", per="week", start="2027-01-04", end="2027-01-04")
        plan = _plan(monday, _work(per="month"), calendar=calendar)

        assert [date(2027, 1, 5)] == _days(plan)

    def test_where_all_days_are_taken_a_month_is_missing(self):
        """It does not fit into half a day, and nobody has a minute left on all others."""
        closed = [aw.Closure("2027-03-01", "2027-03-01", share=0.5)]
        calendar = {"closures": closed, "start": "2027-02-01", "end": "2027-03-31"}
        full = _work("full", "8 h", per="workday", start="2027-03-02")
        made = plan_calendar(_plan(full, _work("work", "5 h", "month"), calendar=calendar))

        assert [("work", "pr", "blocked", 1)] == list(made.left_out)

    def test_half_a_day(self):
        """Of a half day, the first half of the office hours is left."""
        half = [aw.Closure("2027-03-02", "2027-03-02", share=0.5)]
        plan = _plan(
            _work("early", "4 h", "workday"),
            _work("late", "1 h", "workday"),
            calendar={"closures": half},
        )

        assert date(2027, 3, 2) in _days(plan, "early")
        assert date(2027, 3, 2) not in _days(plan, "late")

    def test_a_weekly_block_on_a_day_off_is_left_out(self):
        """The week has less work then."""
        closed = [aw.Closure("2027-03-08", "2027-03-08")]
        plan = _plan(_work(), calendar={"closures": closed})

        assert [1, 15, 22] == [each.day for each in _days(plan)]

    def test_little_work_in_a_week_that_is_off(self):
        """A minute is not cut into nothing to find a day."""
        closed = [aw.Closure("2027-03-04", "2027-03-04")]
        calendar = {"closures": closed, "start": "2027-03-04", "end": "2027-03-04"}

        assert [] == _lengths(_plan(_work(duration="1 min"), calendar=calendar))

    def test_a_week_in_a_day(self):
        """Where the only week begins with a day off, another day takes the block."""
        closed = [aw.Closure("2027-03-01", "2027-03-01")]
        plan = _plan(_work(), calendar={"closures": closed, "end": "2027-03-05"})

        assert [2] == [each.day for each in _days(plan)]

    def test_once(self):
        """On the first working day with room, in one piece if it can be."""
        whole = _work("whole", "8 h", start="2027-03-01", end="2027-03-01")
        plan = _plan(whole, _work(duration="3 h", per="once", times=2))

        assert [(2, 360)] == list(
            zip([each.day for each in _days(plan)], _lengths(plan), strict=True)
        )
        plan = _plan(_work(per="once", duration="8 h", start="2027-03-13"))
        assert [15] == [each.day for each in _days(plan)]

    def test_once_in_parts(self):
        """Twenty hours are two days and a half, in what daily work leaves of them."""
        assert [480, 480, 240] == _lengths(_plan(_work(duration="20 h", per="once")))
        daily = _work("daily", "7 h 50 min", per="workday", end="2027-03-02")
        half = [aw.Closure("2027-03-03", "2027-03-03", share=0.5)]
        plan = _plan(daily, _work(duration="20 h", per="once"), calendar={"closures": half})

        assert [(3, 240), (4, 480), (5, 480)] == list(
            zip([each.day for each in _days(plan)], _lengths(plan), strict=True)
        )

    def test_long_blocks_where_the_clock_jumps(self):
        """Four hours across the change take four hours, whatever the wall says."""
        plan = _plan(
            _work(duration="4 h", per="once", start="2027-03-28"),
            calendar={
                "workdays": ["sun"],
                "office_hours": "00:00-24:00",
                "timezone": "Europe/Berlin",
            },
        )
        (block,) = plan_calendar(plan).blocks

        assert datetime(2027, 3, 28, 5, tzinfo=BERLIN) == block.ends
        assert timedelta(hours=4) == block.ends.astimezone(UTC) - block.begins.astimezone(UTC)


def _events(plan, **more):
    text = calendar_text(plan_calendar(plan), **more)
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


class TestText:
    def test_without_a_zone_times_float(self):
        """UNTIL is local then, too, as the standard asks for; an argument gives a zone."""
        plan = _plan(
            _work(per="workday"), calendar={"closures": [aw.Closure("2027-03-02", "2027-03-02")]}
        )
        text = calendar_text(plan_calendar(plan))

        assert "\r\nDTSTART:20270301T090000\r\n" in text
        assert ";UNTIL=20270326T090000;" in text
        assert "\r\nEXDATE:20270302T090000\r\n" in text
        assert "TZID" not in text
        zoned = calendar_text(plan_calendar(plan, timezone="Europe/Berlin"))
        assert "\r\nDTSTART;TZID=Europe/Berlin:20270301T090000\r\n" in zoned
        assert ";UNTIL=20270326T080000Z;" in zoned
        assert "\r\nEXDATE;TZID=Europe/Berlin:20270302T090000\r\n" in zoned
        assert "\r\nTZID:Europe/Berlin\r\n" in zoned

    def test_what_an_event_says(self):
        """Who, what, how long, where."""
        plan = _plan(
            _work("content", "1-3 h", channels="facebook"), channels=[aw.Channel("facebook")]
        )
        (event,) = _events(plan, sequence=3)

        assert "Content (pr)" == event["SUMMARY"]
        assert (
            "Working time: 1 h – 2 h – 3 h\nChannels: Facebook\nPlan: Bakery"
            == event["DESCRIPTION"]
        )
        assert ["pr", "Content"] == [str(each) for each in event["CATEGORIES"].cats]
        assert 3 == event["SEQUENCE"]
        assert datetime(2027, 3, 1, tzinfo=UTC) == event["DTSTAMP"].dt
        (german,) = _events(plan, lang="de", stamp=date(2027, 2, 1))
        assert "Arbeitszeit: 1 Std. – 2 Std. – 3 Std." in german["DESCRIPTION"]
        assert datetime(2027, 2, 1, tzinfo=UTC) == german["DTSTAMP"].dt
        assert event["UID"] == german["UID"]

    def test_the_calendar_of_one_role_bears_its_name(self):
        """Its events need not say it again."""
        text = calendar_text(plan_calendar(_plan(_work()), role="pr"))

        assert "\r\nX-WR-CALNAME:Bakery (pr)\r\n" in text
        assert "\r\nSUMMARY:Work\r\n" in text

    def test_identifiers_depend_on_names_alone(self):
        """Another duration or another day is the same event; another role or plan is not."""
        (one,) = _events(_plan(_work()))
        (longer,) = _events(_plan(_work(duration="2 h"), calendar={"start": "2027-03-02"}))
        (other,) = _events(_plan(_work(roles="care"), roles=[aw.Role("care")]))

        assert one["UID"] == longer["UID"]
        assert one["UID"] != other["UID"]

    def test_the_same_bytes_in_every_process(self):
        """Whatever the hash seed, the zone of the machine and its language are."""
        script = """
import sys
import aufwand as aw
from aufwand.reports import calendar_text, plan_calendar
work = [each.with_(roles=["pr", "care"]) for each in aw.baseline()]
days = aw.Calendar(start="2027-01-01", end="2027-03-31", timezone="Europe/Berlin")
plan = aw.Plan("B", roles=[aw.Role("pr"), aw.Role("care")], activities=work, calendar=days)
text = calendar_text(plan_calendar(plan))
sys.stdout.buffer.write(text.encode())
"""
        here: dict[str, str] = {}
        exec(script.replace("sys.stdout.buffer.write", "str"), here)
        known = {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LANG": "C"}
        there = subprocess.run(
            [sys.executable, "-c", script],
            check=True,
            capture_output=True,
            env={**os.environ, **known},
        ).stdout

        assert here["text"].encode() == there

    @pytest.mark.parametrize(
        "name",
        [
            "Bakery\r\nATTENDEE:mailto:a@example.com",
            "a\nb\tc",
            "a, b; c: d \\ e \" f ' g = h",
            "Bäckerei \U0001f468\u200d\U0001f469\u200d\U0001f467 Sonnleitner 日本語" * 5,
            "x" * 10_000,
            "\u00e4" * 10_000,
            "\U0001f35e" * 10_000,
            "END:VEVENT",
        ],
    )
    def test_no_name_breaks_out(self, name):
        """Every line is short and one of ours, and the other library reads the name again."""
        plan = aw.Plan(
            name,
            roles=[aw.Role("pr", name=name)],
            channels=[aw.Channel("web", name=name)],
            activities=[_work(name=name, channels="web")],
            calendar=aw.Calendar(start="2027-03-01", end="2027-03-28"),
        )
        data = calendar_text(plan_calendar(plan, role="pr")).encode()
        lines = data.split(b"\r\n")

        assert all(len(line) <= 75 for line in lines)
        assert not any(line.startswith((b"ATTENDEE", b" ATTENDEE:")) for line in lines[1:])
        (event,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
        shown = " ".join(name.split())
        assert event["SUMMARY"] == (shown if len(shown) <= 250 else f"{shown[:249]}…")

    @pytest.mark.parametrize("sequence", [-1, 1.5, True, 2**31])
    def test_a_sequence_is_a_whole_number(self, sequence):
        """From zero."""
        with pytest.raises(aw.Fault):
            calendar_text(plan_calendar(_plan(_work())), sequence=sequence)

    def test_without_the_package(self, monkeypatch):
        """The extra that brings it is named."""
        monkeypatch.setitem(sys.modules, "icalendar", None)

        with pytest.raises(MissingExtra) as caught:
            calendar_text(plan_calendar(_plan(_work())))
        assert "pip install 'aufwand[calendar]'" in str(caught.value)

    def test_a_file_of_ours_is_known(self):
        """By what made it, and by nothing further down."""
        text = calendar_text(plan_calendar(_plan(_work())))

        assert is_plan_calendar(text.encode())
        assert is_plan_calendar(text.replace("\r\n", "\n").encode())
        assert not is_plan_calendar(text.replace("PRODID:-//aufwand", "PRODID:-//else").encode())
        assert not is_plan_calendar(b"")
        assert not is_plan_calendar(b"\n" + text.encode())

    def test_as_a_value(self):
        """Calendars of the same plan are the same."""
        plan = _plan(_work())

        assert plan_calendar(plan) == plan_calendar(plan)
        assert plan_calendar(plan) != plan_calendar(plan, timezone="UTC")
        assert "PlanCalendar('Bakery': 1 series)" == repr(plan_calendar(plan))


class TestFaults:
    def test_without_days(self):
        """Both are told at once, with their place."""
        with pytest.raises(aw.InvalidPlan) as caught:
            plan_calendar(aw.Plan("Bakery"))
        assert ["calendar.start", "calendar.end"] == [each.path for each in caught.value.faults]
        with pytest.raises(aw.InvalidPlan) as caught:
            plan_calendar(_plan(calendar={"end": None}))
        assert ["calendar.end"] == [each.path for each in caught.value.faults]

    @pytest.mark.parametrize(
        ("start", "end", "path"),
        [("0001-01-01", "0001-12-31", "start"), ("9990-01-01", "9999-12-31", "end")],
    )
    def test_days_that_calendar_programs_do_not_know(self, start, end, path):
        """Before 1970, and at the end of time."""
        with pytest.raises(aw.Fault) as caught:
            plan_calendar(_plan(_work(), calendar={"start": start, "end": end}))
        assert f"calendar.{path}" == caught.value.path

    @pytest.mark.parametrize(("given", "path"), [(None, "calendar.timezone"), ("Europe/Berln", "")])
    def test_an_unknown_zone(self, given, path):
        """Has its place in the plan if it stands there."""
        plan = _plan(_work(), calendar={"timezone": "Europe/Berln"})
        with pytest.raises(aw.Fault) as caught:
            plan_calendar(plan, timezone=given)

        assert path == caught.value.path
        assert "did you mean 'Europe/Berlin'?" == caught.value.hint

    def test_an_unknown_role(self):
        """The nearest is told."""
        with pytest.raises(aw.UnknownName):
            plan_calendar(_plan(_work()), role="pf")

    def test_drivers_without_end(self):
        """Nothing is reckoned beyond what a year's money could be."""
        drivers = [aw.Driver(f"d{each}", factor=10**9) for each in range(30)]
        with pytest.raises(aw.Fault) as caught:
            plan_calendar(_plan(_work(), drivers=drivers))
        assert "activities.work.duration" == caught.value.path

    @pytest.mark.parametrize(
        ("work", "end", "path"),
        [
            # Thousands of activities.
            ([("1 min", "week", "pr")] * 1001, "2027-03-28", "activities"),
            # Years with something small to do every day.
            ([("1 min", "day", "pr")] * 4, "2036-12-31", "calendar.end"),
            # A century of many people.
            ([("1 min", "week", f"r{each}") for each in range(28)], "2126-12-31", "calendar.end"),
            # Years of work that finds no room anywhere.
            ([("8 h", "workday", "pr")] * 30, "2036-12-31", "calendar.end"),
            # Years of blocks that are moved.
            ([("1 min", "month", "pr")] * 60, "2030-12-31", "activities"),
        ],
        ids=["activities", "blocks", "roles", "looks", "moved"],
    )
    def test_too_much(self, work, end, path, monkeypatch):
        """Is told where, with a way out, before much is done."""
        # A tenth of what is allowed, as the tests are timed, too.
        monkeypatch.setattr(_blocks, "MOST_BLOCKS", 10_000)
        monkeypatch.setattr(_blocks, "MOST_LOOKS", 50_000)
        closed = [
            aw.Closure(date(year, month, 1), date(year, month, 5))
            for year in range(2027, 2031)
            for month in range(1, 13)
        ]
        plan = _plan(
            *(_work(f"w{place}", *each[:2], roles=each[2]) for place, each in enumerate(work)),
            roles=[aw.Role("pr"), *(aw.Role(f"r{each}") for each in range(28))],
            calendar={"end": end, "closures": closed if end == "2030-12-31" else []},
        )
        with pytest.raises(aw.Fault) as caught:
            plan_calendar(plan)

        assert path == caught.value.path
        assert "role" in caught.value.hint


@st.composite
def dated(draw):
    """Plans with dates in a zone, with closures, and all that they can say of work."""
    plan = draw(plans(min_activities=1, min_roles=1))
    start = draw(st.dates(date(2026, 1, 1), date(2030, 1, 1)))
    end = start + timedelta(draw(st.integers(0, 100)))
    closed = draw(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 9)), max_size=3))
    calendar = aw.Calendar(
        workdays=plan.calendar.workdays,
        start=start,
        end=end,
        closures=[
            aw.Closure(
                start + timedelta(day), start + timedelta(day + more), share=0.5 if more % 2 else 1
            )
            for day, more in closed
        ],
        country=draw(st.sampled_from([None, "DE", "US"])),
        office_hours=draw(st.sampled_from(["", "08:00-16:30", "00:00-24:00"])),
        timezone=draw(st.sampled_from(["", "Europe/Berlin", "America/New_York", "Asia/Tokyo"])),
    )
    keys = [role.key for role in plan.roles]
    work = [
        each.with_(
            roles=draw(st.sampled_from(keys)),
            start=draw(st.sampled_from([None, start + timedelta(5)])),
            end=draw(st.sampled_from([None, start + timedelta(40)])),
        )
        for each in plan.activities
    ]
    return plan.with_(calendar=calendar, activities=work)


@given(plan=dated())
@settings(max_examples=15)
def test_laws_of_calendars(plan):
    """Another library shows our blocks; nobody has two at once; all are in the office hours."""
    made = plan_calendar(plan)
    calendar = plan.calendar
    if not made.series:
        with pytest.raises(Fault):
            calendar_text(made)
        return
    text = calendar_text(made)
    begin, end = (calendar.office_hours or "09:00-17:00").split("-")

    assert text == calendar_text(plan_calendar(plan))
    assert max(len(line) for line in text.encode().split(b"\r\n")) <= 75
    shown = _opened(text, calendar.start, calendar.end)
    assert Counter((each.begins, each.ends) for each in made.blocks) == Counter(
        each[:2] for each in shown
    )
    for role in plan.roles:
        own = [each for each in made.blocks if each.role == role.key]
        days = working_days(calendar, calendar.start, calendar.end, role=role)
        for index, each in enumerate(own):
            day = each.begins.date()
            activity = plan.activity(each.activity)
            at_once = [other for other in own[: index + 1] if other.ends > each.begins]
            assert len(at_once) <= role.people
            assert begin <= f"{each.begins:%H:%M}"
            assert each.begins < each.ends
            assert each.ends.date() > day or f"{each.ends:%H:%M}" <= end
            assert (activity.start or day) <= day <= (activity.end or day)
            assert calendar.start <= day <= calendar.end
            assert activity.per == "day" or days.share(day) > 0
            assert not [off for off in days.off_on(day) if off.share == 1]
