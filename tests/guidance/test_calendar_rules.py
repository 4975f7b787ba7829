"""Rules about the days of a plan with dates, and what others say of its weeks."""

from __future__ import annotations

import json
import sys

import pytest

from aufwand.errors import Fault, InvalidPlan
from aufwand.model import Activity, Calendar, Closure, Plan, Role, RuleSettings
from aufwand.rules import Facts, Measure, assess, check

#: A year in Bavaria, with two weeks in summer in which the company is closed.
SUMMER = Closure("2027-08-02", "2027-08-13", "Summer")
YEAR = Calendar(
    country="DE",
    subdivision="BY",
    categories="catholic",
    start="2027-01-01",
    end="2027-12-31",
    closures=[SUMMER],
)
#: Eight hours in a week of five days, on each of its days; all of it falls due.
DAILY = Activity("watch", duration="1 h", per="workday", roles="pr")
MONTHLY = Activity("content", duration="8 h", per="month", roles="pr")


def dated(*activities, calendar=YEAR, others=(), **role):
    """Return a plan of one role in a Bavarian year."""
    pr = Role("pr", name="PR", **role)
    return Plan("A", roles=[pr, *others], activities=activities, calendar=calendar)


def placed(**changes):
    """Return a calendar of one year in another place."""
    given = {"country": "DE", "start": "2027-01-01", "end": "2027-12-31", **changes}
    return Calendar(**given)


def asked(code, **options):
    """Return settings with options of one rule."""
    return RuleSettings(options={code: options})


def only(plan, code, **options):
    """Return the one finding of a rule."""
    (found,) = check(plan, select=[code], settings=asked(code, **options))
    return found


class TestCapacityOfFacts:
    def test_it_is_that_of_the_estimate_and_made_once(self):
        """Rules share it."""
        facts = Facts.of(dated(DAILY, capacity="8 h/week"))

        assert facts.capacity == facts.estimate.capacity()
        assert facts.capacity is facts.capacity
        assert facts.capacity_fault is None

    @pytest.mark.parametrize("date", [{"start": "2027-01-01"}, {"end": "2027-12-31"}, {}])
    def test_there_is_none_without_both_dates(self, date):
        """And nothing is wrong with that."""
        facts = Facts.of(Plan("A", calendar=Calendar(country="XX", **date)))

        assert (facts.capacity, facts.capacity_fault) == (None, None)

    def test_what_keeps_it_from_being_made_is_known(self):
        """Nobody else needs to catch it."""
        facts = Facts.of(Plan("A", calendar=placed(country="XX")))

        assert facts.capacity is None
        assert facts.capacity_fault.path == "calendar.country"


class TestHolidaysUnknown:
    def test_years_that_nobody_covers_are_told(self):
        """With the place, and what to do."""
        calendar = placed(start="2500-12-01", end="2501-01-31", subdivision="BY")
        found = only(Plan("A", calendar=calendar), "CAL101")

        assert (found.path, found.level) == ("calendar", "warning")
        assert found.message == (
            "No holidays of DE-BY are known for 2500 and 2501, so that they count as working days. "
            "Write those that matter under calendar.closures, or plan for other years."
        )
        assert "2500 und 2501 keine Feiertage bekannt" in found.say("de")
        assert [each.safety for each in found.remedies] == ["manual"]

    def test_many_years_are_told_as_a_span(self):
        """Nobody reads a hundred."""
        found = only(Plan("A", calendar=placed(start="2500-01-01", end="2590-12-31")), "CAL101")

        assert "known for 91 years from 2500 to 2590, so" in found.message
        assert "DE sind in 91 Jahren von 2500 bis 2590 keine" in found.say("de")

    def test_without_the_extra_it_says_how_to_get_it(self, monkeypatch):
        """No year is known then."""
        monkeypatch.setitem(sys.modules, "holidays.version", None)
        found = only(Plan("A", calendar=placed()), "CAL101")

        assert found.message == (
            "The holidays of DE are not known, as the extra calendar is not installed: in 2027 "
            "they count as working days. Install it with pip install 'aufwand[calendar]'."
        )
        assert "pip install 'aufwand[calendar]'" in found.say("de")
        assert found.remedies[0].title == "Install the extra calendar"

    @pytest.mark.parametrize(
        ("given", "told"),
        [
            ({"country": "XX"}, "calendar.country: found 'XX', expected a country"),
            ({"subdivision": "BX"}, "calendar.subdivision: found 'BX', expected a part of DE"),
            ({"categories": "catolic"}, "did you mean 'catholic'?"),
            ({"country": None, "subdivision": "BY"}, "calendar.country: found nothing, expected"),
        ],
    )
    def test_a_place_that_there_is_not_breaks_nothing(self, given, told):
        """The numbers of a typical week come all the same."""
        plan = dated(DAILY, calendar=placed(**given), capacity="4 h/week")
        found = assess(plan)
        (calendar,) = [each for each in found.findings if each.code == "CAL101"]
        data = found.as_dict()

        assert not found.broken
        assert calendar.path == "calendar"
        assert told in calendar.message
        assert told in calendar.say("de")
        assert "STF102" in {each.code for each in found.findings}
        assert data["estimate"]["weekly"]["likely"] == 5
        assert data["estimate"]["horizon"] is None
        assert json.dumps(data)
        with pytest.raises(Fault):
            found.estimate.as_dict()

    def test_whatever_else_cannot_be_reckoned_with_is_told_too(self):
        """At the plan, where it is not the calendar."""
        roles = [Role(f"r{number}") for number in range(12)]
        long = Calendar(start="2000-01-01", end="2099-12-31")
        found = only(Plan("A", roles=roles, calendar=long), "CAL101")

        assert found.path == ""
        assert "plan for fewer years, or fewer roles" in found.message

    @pytest.mark.parametrize(
        "calendar",
        [
            Calendar(),
            placed(),
            placed(country=None, start="2500-01-01", end="2500-12-31"),
            placed(country="XX", end=None),
        ],
    )
    def test_what_is_known_or_not_needed_passes(self, calendar):
        """Without dates, without a country, or in a year that is covered."""
        assert check(Plan("A", calendar=calendar), select=["CAL101"]) == ()


class TestOverbookedWeeks:
    def test_weeks_that_do_not_fit_are_told_where_a_typical_one_does(self):
        """How many, and the worst, which is checked by hand.

        8 h a month over the 12 working days that August of 2027 has beside the closure: 3 h 20 min
        in each of its whole weeks. With the 5 h of every week these are 8 h 20 min.
        """
        found = only(dated(DAILY, MONTHLY, capacity="8 h/week", rate="60 EUR/h"), "STF102")

        assert found.path == "roles.pr"
        assert found.measured.value == pytest.approx(5 + 5 * 8 / 12, abs=1e-6)
        assert found.limit == Measure(8, "h/week")
        assert found.message == (
            "In a typical week the work of PR fits, but in 2 of 53 weeks it does not: worst in "
            "2027-W33, with 8 h 20 min for 8 h, 20 min too much. Move work out of those weeks, "
            "plan who stands in, or raise the capacity."
        )
        assert "aber in 2 von 53 Wochen nicht: am wenigsten in 2027-W33 mit" in found.say("de")
        assert found.cost.effort.likely.minutes == pytest.approx(2 * 20 / 53, abs=1e-6)
        assert float(found.cost.money.likely) == pytest.approx(2 * 20 / 53, abs=1e-6)

    def test_more_time_clears_them(self):
        """As much as the worst week takes."""
        before = assess(dated(DAILY, MONTHLY, capacity="8 h/week"), select=["STF102"])
        after = before.apply(*before.findings[0].remedies)

        assert [each.title for each in before.findings[0].remedies] == [
            "Set aside 9 h a week of PR for it"
        ]
        assert after.findings == ()

    def test_what_is_tolerated_is_tolerated_in_weeks_too(self):
        """20 min of 8 h are 4.2 %."""
        plan = dated(DAILY, MONTHLY, capacity="8 h/week")

        assert check(plan, select=["STF102"], settings=asked("STF102", tolerance=0.05)) == ()

    def test_days_on_which_nobody_is_there_need_somebody_else(self):
        """No time of the role is enough; who does the same work could step in."""
        away = Closure("2027-05-10", "2027-05-14", "Leave")
        care = Role("care", name="Care", capacity="10 h/week")
        plan = dated(DAILY, capacity="8 h/week", absences=[away], cover="care", others=[care])
        found = only(plan, "STF102")

        assert "in 1 of 53 weeks it does not: worst in 2027-W19, with 5 h for 0 min" in (
            found.message
        )
        assert "; Care can step in]" not in found.message
        assert "; Care can step in. Move" in found.message
        assert "; Care kann einspringen. Verlegen" in found.say("de")
        assert [each.safety for each in found.remedies] == ["manual"]

    def test_weeks_are_counted_where_no_week_fits(self):
        """Beside what is too much in a typical one."""
        found = only(dated(DAILY, capacity="4 h/week"), "STF102")

        assert found.measured == Measure(5, "h/week")
        assert found.message.startswith(
            "PR has 5 h of work for a week of 4 h: 1 h too much; by the calendar it is too much "
            "in 50 of 53 weeks. Share"
        )
        assert "; nach dem Kalender ist es in 50 von 53 Wochen zu viel. " in found.say("de")

    def test_a_plan_whose_dates_have_no_such_week_says_nothing_of_them(self):
        """Here all of them are closed."""
        calendar = placed(start="2027-08-02", end="2027-08-06", closures=[SUMMER])
        found = only(dated(DAILY, calendar=calendar, capacity="4 h/week"), "STF102")

        assert "by the calendar" not in found.message

    @pytest.mark.parametrize(
        "plan",
        [
            dated(DAILY, capacity="5 h/week"),
            dated(DAILY, MONTHLY, capacity="8.34 h/week"),
            dated(capacity="1 h/week"),
            dated(DAILY, MONTHLY),
        ],
    )
    def test_weeks_that_fit_pass(self, plan):
        """To the minute; whose capacity nobody knows is told by another rule."""
        assert check(plan, select=["STF102"]) == ()


class TestOverbookedAtAPercentile:
    WORK = Activity("posts", duration="4-8 h", roles="pr")
    CALENDAR = Calendar(start="2027-01-04", end="2027-01-31")

    def test_the_load_at_that_percentile_is_set_against_the_capacity(self):
        """With what would be enough."""
        plan = dated(self.WORK, capacity="6 h/week", rate="60 EUR/h", calendar=Calendar())
        found = only(plan, "STF102", percentile=80)
        load = Facts.of(plan).estimate.distribution("role", "pr").percentile(80)

        assert found.measured == Measure(load.hours, "h/week")
        assert found.message == (
            "At P80, PR has 6 h 42 min of work for a week of 6 h: 42 min too much (41.62 EUR). "
            "Share the work, do some of it less often, or drop a channel."
        )
        assert found.say("de").startswith("Bei P80 hat PR 6 Std. 42 Min. Arbeit für eine Woche")
        assert found.cost.effort.likely == load - plan.roles[0].capacity.weekly
        assert [each.title for each in found.remedies] == ["Set aside 7 h a week of PR for it"]
        after = plan.adding(plan.roles[0].with_(capacity="7 h/week"))
        assert check(after, select=["STF102"], settings=asked("STF102", percentile=80)) == ()

    def test_the_likely_value_is_the_default(self):
        """And so is 0; what is known exactly is the same at every percentile."""
        plan = dated(self.WORK, capacity="6 h/week", calendar=Calendar())
        known = dated(DAILY, capacity="5 h/week", calendar=Calendar())

        assert check(plan, select=["STF102"]) == ()
        assert check(plan, select=["STF102"], settings=asked("STF102", percentile=0)) == ()
        assert check(known, select=["STF102"], settings=asked("STF102", percentile=99)) == ()

    def test_weeks_are_counted_at_the_percentile(self):
        """Where a typical week does not fit, and where it does."""
        typical = dated(self.WORK, capacity="6 h/week", calendar=self.CALENDAR)
        away = Closure("2027-01-15", "2027-01-15")
        single = dated(self.WORK, capacity="7 h/week", calendar=self.CALENDAR, absences=[away])

        assert "; by the calendar it is too much in 4 of 4 weeks. " in (
            only(typical, "STF102", percentile=80).message
        )
        assert check(single, select=["STF102"]) != ()
        found = only(single, "STF102", percentile=80)
        assert found.message.startswith(
            "In a typical week the work of PR fits, but in 1 of 4 weeks it does not, at P80: worst "
            "in 2027-W02, with 6 h 42 min for 5 h 36 min, "
        )

    @pytest.mark.parametrize("percentile", [-1, 0.05, 99.95, 100, float("nan"), "80"])
    def test_a_percentile_that_is_none_is_refused(self, percentile):
        """With what would be one."""
        with pytest.raises(InvalidPlan) as raised:
            check(dated(), select=["STF102"], settings=asked("STF102", percentile=percentile))

        assert raised.value.faults[0].path.endswith("percentile")


class TestFullWeeks:
    def test_weeks_without_a_reserve_are_told_where_a_typical_one_has_it(self):
        """The same weeks, for 9 h, of which one in eight is to stay free."""
        found = only(dated(DAILY, MONTHLY, capacity="9 h/week"), "TIM101")

        assert found.path == "roles.pr"
        assert found.limit == Measure(9 * 7 / 8, "h/week")
        assert found.message == (
            "In a typical week PR has time left, but in 2 of 53 weeks less than the 1 h 8 min that "
            "should stay free: least in 2027-W33, with 8 h 20 min of work for 9 h. In our opinion "
            "direct communication is never fully plannable: take work out of those weeks, or give "
            "this role more time."
        )
        assert "am wenigsten in 2027-W33, wo auf 9 Std. schon 8 Std. 20 Min. Arbeit" in (
            found.say("de")
        )

    def test_more_time_clears_them(self):
        """Also the weeks that were beyond the capacity before."""
        away = Closure("2027-05-10", "2027-05-13", "Leave")
        plan = dated(DAILY, MONTHLY, capacity="9 h/week", absences=[away])
        before = assess(plan, select=["TIM101"])
        (found,) = before.findings

        assert before.apply(found.remedies[0]).findings == ()

    def test_where_all_is_to_stay_free_no_time_is_enough(self):
        """A campaign alone has no typical week."""
        campaign = Activity(
            "launch", duration="2 h", roles="pr", start="2027-03-01", end="2027-03-31"
        )
        found = only(dated(campaign, capacity="9 h/week"), "TIM101", reserve=1)

        assert [each.safety for each in found.remedies] == ["manual"]

    @pytest.mark.parametrize(
        "plan",
        [
            dated(DAILY, MONTHLY, capacity="10 h/week"),
            dated(DAILY, capacity="5.8 h/week"),
            # Over its capacity in a typical week, and away in the only one: other rules.
            dated(DAILY, capacity="3 h/week"),
            dated(
                DAILY,
                capacity="8 h/week",
                calendar=placed(start="2027-05-10", end="2027-05-14"),
                absences=[Closure("2027-05-10", "2027-05-14")],
            ),
        ],
    )
    def test_weeks_that_leave_it_pass(self, plan):
        """What is beyond the whole capacity is told by another rule."""
        assert check(plan, select=["TIM101"]) == ()


class TestNobodyThere:
    LEAVE = Closure("2027-05-12", "2027-05-21", "Leave")

    def test_the_first_days_without_anybody_are_told(self):
        """Without the holidays and weekends at their ends, and the closures."""
        early = Closure("2027-01-01", "2027-01-03", "New Year")
        plan = dated(DAILY, absences=[self.LEAVE, early, Closure("2027-08-02", "2027-08-06")])
        found = only(plan, "STF105")

        assert found.message.startswith(
            "PR is one person, and nobody else does Watch: 5 h a week that fall due daily, also "
            "from 2027-05-12 to 2027-05-21, when nobody is there. In our opinion"
        )
        assert "anfallen, auch vom 12.05.2027 bis 21.05.2027, wenn niemand da ist. " in (
            found.say("de")
        )

    @pytest.mark.parametrize(
        "plan",
        [
            dated(DAILY),
            dated(DAILY, absences=[SUMMER]),
            dated(DAILY, absences=[Closure("2027-05-12", "2027-05-12", share=0.5)]),
            dated(DAILY, absences=[LEAVE], calendar=Calendar()),
            dated(DAILY, absences=[LEAVE], calendar=placed(end=None)),
        ],
    )
    def test_without_such_days_or_dates_nothing_is_said_of_them(self, plan):
        """Only that nobody stands in."""
        assert "fall due daily. In our" in only(plan, "STF105").message

    def test_a_country_that_there_is_not_has_no_holidays(self):
        """Another rule tells it."""
        plan = dated(DAILY, calendar=placed(country="XX"), absences=[self.LEAVE])

        assert "from 2027-05-12 to 2027-05-21" in only(plan, "STF105").message

    def test_who_stands_in_is_enough(self):
        """Whoever that is, and with dates or without."""
        plan = dated(DAILY, absences=[self.LEAVE], cover="care", others=[Role("care")])

        assert check(plan, select=["STF105"]) == ()
        assert check(plan.with_(calendar=Calendar()), select=["STF105"]) == ()


def test_a_plan_without_dates_needs_no_numpy(monkeypatch):
    """Nor does one whose budget is kept."""
    plan = dated(DAILY, MONTHLY, calendar=Calendar(), capacity="8 h/week", rate="45 EUR/h")
    monkeypatch.setitem(sys.modules, "numpy", None)

    assert not assess(plan.with_(budget="900 EUR/week")).broken
