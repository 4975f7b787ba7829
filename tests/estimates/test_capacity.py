"""Load against capacity, week by week."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest
from attrs import evolve

from aufwand.errors import Fault, UnknownName
from aufwand.estimates import estimate
from aufwand.estimates.capacity import capacity
from aufwand.model import Activity, Calendar, Closure, Plan, Role
from aufwand.planfile import loads

PAGE = Path(__file__).parents[2] / "docs" / "howto" / "plan-a-year.md"


@pytest.fixture(scope="module")
def year():
    """The year that the page on planning one works out: two roles in Bavaria, 2027."""
    page = PAGE.read_text(encoding="utf-8")
    _, plan, *_ = re.split(r"^```(?:toml\n)?", page, flags=re.MULTILINE)
    return estimate(loads(plan)).capacity()


class TestByHand:
    def test_away_at_a_training(self, year):
        """Customer care gives nothing, and the work comes in all the same."""
        week = year.at("care", "2027-W09")

        # Inbox of five working days, and half an hour of comments on each.
        assert week.load.hours == pytest.approx(10 + 5 * 0.5)
        assert (week.capacity.hours, week.working_days, week.utilisation) == (0, 0, None)
        assert week.over.hours == pytest.approx(12.5)
        assert [each.name for each in week.off] == ["training"] * 4
        # PR has content, monitoring, and 5 of the 21 working days of March for its report.
        assert [each.role for each in week.cover] == ["pr"]
        assert week.cover[0].free.hours == pytest.approx(20 - 14 - 5 * 0.25 - 6 * 5 / 21)
        assert week.uncovered.hours == pytest.approx(12.5 - week.cover[0].free.hours)

    def test_a_holiday_on_a_day_that_counts_more(self, year):
        """Three of four days are left of the role, but four of five of the work."""
        week = year.at("care", "2027-W18")

        assert week.load.hours == pytest.approx(10 * 4 / 5 + 4 * 0.5)
        assert week.capacity.hours == pytest.approx(13 * 3 / 4)
        assert week.over.hours == pytest.approx(0.25)
        assert week.utilisation == pytest.approx(10 / 9.75)
        assert [each.name for each in week.off] == ["Christi Himmelfahrt"]
        assert week.uncovered.hours == 0

    def test_a_campaign(self, year):
        """Half as much content again, and 5 of the 21 working days of a Bavarian November."""
        week = year.at("pr", "2027-W47")

        assert week.load.hours == pytest.approx(14 * 1.5 + 5 * 0.25 + 6 * 5 / 21)
        assert week.capacity.hours == pytest.approx(20)
        assert week.over.hours == pytest.approx(14 * 1.5 + 1.25 + 30 / 21 - 20)
        assert week.over_p80 > week.over
        # Customer care does none of PR's work, and PR names nobody.
        assert (week.off, week.cover, week.uncovered) == ((), (), week.over)

    def test_in_the_summer_break_nobody_has_anything_to_do(self, year):
        """And nothing to do it in."""
        for role in ("pr", "care"):
            week = year.at(role, "2027-W32")
            assert (week.load.hours, week.p80.hours, week.capacity.hours) == (0, 0, 0)
            assert (week.over.hours, week.free.hours) == (0, 0)

    def test_the_weeks_that_are_over(self, year):
        """Four-day weeks of care but for Fridays off, its training; the website; the campaign."""
        assert [each.week.name[5:] for each in year.over if each.role == "care"] == [
            *("W01", "W09", "W13", "W18", "W20", "W21", "W44"),
        ]
        assert [each.week.name[5:] for each in year.over if each.role == "pr"] == [
            *("W23", "W24", "W47", "W48", "W49", "W50", "W51"),
        ]
        assert set(year.over) <= set(year.over_p80)


@pytest.fixture
def fortnight():
    """Two weeks of three roles that share their work."""
    return Plan(
        "Bakery",
        roles=[
            Role("pr", capacity="5 h/week"),
            Role("care", capacity="10 h/week", people=2),
            Role("intern"),
            Role("boss", capacity="0 h/week"),
        ],
        activities=[
            Activity("content", duration="4-8 h", roles={"pr": 0.5, "care": 0.5}),
            Activity("more", duration="3-5 h", roles="pr"),
            Activity("study", duration="9 h", roles="intern"),
            Activity("nobody", duration="1 h"),
        ],
        calendar=Calendar(start="2027-02-01", end="2027-02-14"),
    )


class TestCapacity:
    def test_who_does_the_same_work_can_step_in(self, fortnight):
        """As far as their own load leaves time."""
        week = estimate(fortnight).capacity().at("pr", "2027-W05")

        assert (week.load.hours, week.over.hours) == pytest.approx((7, 2))
        assert [(each.role, each.free.hours) for each in week.cover] == [("care", pytest.approx(7))]
        assert week.free.hours == 0
        assert estimate(fortnight).capacity().at("care", "2027-W05").free.hours == pytest.approx(7)

    def test_those_who_are_named_come_first(self, fortnight):
        """Before those who do the same work."""
        roles = [
            evolve(fortnight.roles[0], cover=("fair",)),
            *fortnight.roles[1:],
            Role("fair", capacity="1 h/week"),
        ]
        week = estimate(fortnight.with_(roles=roles)).capacity().at("pr", "2027-W05")

        assert [each.role for each in week.cover] == ["fair", "care"]

    def test_several_people_stand_in_for_themselves(self, fortnight):
        """Where one of them is away for a while, the others have time left."""
        away = Closure("2027-02-01", "2027-02-01", "dentist", share=0.5)
        roles = [fortnight.roles[0], evolve(fortnight.roles[1], absences=away)]
        plan = fortnight.with_(roles=(*roles, *fortnight.roles[2:]))
        found = estimate(plan).capacity()

        assert [each.role for each in found.at("care", "2027-W05").cover] == ["care"]
        assert found.at("care", "2027-W06").cover == ()

    def test_without_a_capacity_nothing_is_over(self, fortnight):
        """Its load is told all the same, that of nobody is not."""
        found = estimate(fortnight).capacity()
        week = found.at("intern", "2027-W05")

        assert (week.load.hours, week.capacity, week.utilisation) == (9, None, None)
        assert (week.over.hours, week.over_p80.hours, week.free.hours) == (0, 0, 0)
        assert found.roles == ("pr", "care", "intern", "boss")

    def test_no_capacity_is_one(self, fortnight):
        """Nothing to do in no time is not too much."""
        week = estimate(fortnight).capacity().at("boss", "2027-W05")

        assert (week.capacity.hours, week.utilisation, week.over.hours) == (0, None, 0)

    def test_a_load_can_be_all_of_the_capacity(self, fortnight):
        """Rounding does not make it too much."""
        full = Activity("full", duration="0.7 h", per="workday", roles="pr")
        plan = fortnight.with_(
            roles=[Role("pr", capacity="3.5 h/week")],
            activities=[full],
            calendar=Calendar(start="2027-01-01", end="2027-12-31", country="DE"),
        )

        assert estimate(plan).capacity().over_p80 == ()

    def test_at_80_percent_more_weeks_are_over(self, fortnight):
        """What is likely to fit may well not."""
        plan = fortnight.with_(
            roles=[evolve(fortnight.roles[0], capacity="7 h/week"), *fortnight.roles[1:]]
        )
        found = estimate(plan).capacity()

        assert (len(found.over), len(found.over_p80)) == (0, 2)
        assert found.over_p80[0].cover[0].role == "care"

    def test_names(self, fortnight):
        """Of roles and weeks."""
        found = estimate(fortnight).capacity()

        with pytest.raises(UnknownName, match="no role 'cara'; did you mean 'care'"):
            found.of("cara")
        with pytest.raises(UnknownName, match="no week '2027-W5'; did you mean '2027-W05'"):
            found.at("pr", "2027-W5")

    def test_plain_data(self, fortnight):
        """All of it, and a table for a data frame."""
        found = estimate(fortnight).capacity()
        data = found.as_dict()

        assert data["over"] == [
            {"role": "pr", "week": "2027-W05"},
            {"role": "pr", "week": "2027-W06"},
        ]
        assert data["weeks"][0]["cover"] == [{"role": "care", "free": pytest.approx(7)}]
        assert (data["start"], data["end"]) == ("2027-02-01", "2027-02-14")
        rows = found.to_rows()
        assert len(rows) == 8
        assert list(rows[0]) == [
            *("role", "week", "first", "last", "load", "p80", "capacity", "utilisation", "over"),
            *("over_p80", "uncovered", "working_days"),
        ]

    def test_it_travels(self, fortnight):
        """It is a value: equal, hashable, and the same after a pickle."""
        found = estimate(fortnight).capacity()
        back = pickle.loads(pickle.dumps(found))

        assert (back, hash(back)) == (found, hash(found))
        assert capacity(fortnight) == found
        assert repr(found) == "Capacity(4 roles x 2 weeks, 2 over capacity)"

    def test_a_plan_without_work_or_roles(self, fortnight):
        """Has nobody who is overloaded."""
        assert estimate(fortnight.with_(activities=[])).capacity().over == ()
        assert estimate(Plan("A", calendar=fortnight.calendar)).capacity().role_weeks == ()

    def test_thousands_of_roles_for_a_century_are_refused(self, fortnight):
        """At once."""
        roles = [Role(f"r{n}", capacity="1 h/week") for n in range(20)]
        century = Calendar(start="2000-01-01", end="2099-12-31")

        with pytest.raises(Fault, match="at most 366,000 days of roles"):
            estimate(Plan("A", roles=roles, calendar=century)).capacity()
