"""Rules about who does the work."""

from __future__ import annotations

import pytest

from aufwand.catalog import baseline
from aufwand.model import Activity, Channel, Driver, Plan, Role
from aufwand.rules import Measure, check


class TestActivityWithoutRole:
    def test_work_of_nobody_is_told(self):
        """With what it takes a week."""
        work = Activity("watch", name="Watch", duration="15-20 min", per="workday")
        (found,) = check(Plan("A", activities=[work]), select=["STF101"])

        assert found.path == "activities.watch"
        assert found.measured == Measure(17.5 * 5 / 60, "h/week")
        assert found.limit is None
        assert found.message == (
            "Nobody does Watch (1 h 15 min – 1 h 28 min – 1 h 40 min a week). Name who does it, or "
            "take it out of the plan."
        )
        assert found.say("de") == (
            "Niemand macht Watch (1 Std. 15 Min. – 1 Std. 28 Min. – 1 Std. 40 Min. je Woche). "
            "Nennen Sie, wer es macht, oder nehmen Sie es aus dem Plan."
        )

    def test_work_that_is_done_once_is_told_too(self):
        """It is in no week, so its own hours are measured."""
        work = Activity("launch", duration="8 h", per="once", people=2)
        (found,) = check(Plan("A", activities=[work]), select=["STF101"])

        assert found.measured == Measure(16, "h")
        assert found.message.startswith("Nobody does Launch (16 h once). ")
        assert found.say("de").startswith("Niemand macht Launch (einmal 16 Std.). ")

    @pytest.mark.parametrize(
        "plan",
        [
            Plan("A", roles=[Role("pr")], activities=[Activity("x", duration="1 h", roles="pr")]),
            Plan("A", activities=[Activity("x", duration="1 h", times=0)]),
            Plan("A", activities=[Activity("x", duration="0 h", per="once")]),
            Plan(
                "A",
                channels=[Channel("x", status="paused")],
                activities=[Activity("x", duration="1 h", channels="x")],
            ),
            Plan("A"),
        ],
    )
    def test_work_of_somebody_or_no_work_passes(self, plan):
        """What takes no time needs nobody."""
        assert check(plan, select=["STF101"]) == ()


def pr_plan(role, **given):
    return Plan("A", roles=[role], activities=baseline(roles="pr"), **given)


class TestRoleOverbooked:
    def test_more_work_than_time_is_told(self):
        """By how much, for how much money, and whether the low end would fit."""
        role = Role("pr", department="PR", capacity="12 h/week", rate="45 EUR/h")
        (found,) = check(pr_plan(role), select=["STF102"])

        assert found.path == "roles.pr"
        assert found.level == "warning"
        assert found.measured == Measure(16 + 11 / 12, "h/week")
        assert found.limit == Measure(12, "h/week")
        assert str(found) == (
            "STF102 role-overbooked: PR has 16 h 55 min of work for a week of 12 h: 4 h 55 min too "
            "much (221.25 EUR), and even the low end of 13 h 25 min does not fit. Share the work, "
            "do some of it less often, or drop a channel."
        )
        assert found.say("de") == (
            "PR hat 16 Std. 55 Min. Arbeit für eine Woche von 12 Std.: 4 Std. 55 Min. zu viel "
            "(221,25 EUR), und selbst das untere Ende von 13 Std. 25 Min. passt nicht. Verteilen "
            "Sie die Arbeit, machen Sie manches seltener oder geben Sie einen Kanal auf."
        )

    def test_a_reserve_is_named(self):
        """It makes it worse, but the limit is the capacity."""
        (found,) = check(pr_plan(Role("pr", capacity="16 h/week"), reserve=0.25), select=["STF102"])

        assert found.limit == Measure(16, "h/week")
        assert "55 min too much; besides, 4 h were to stay free. Share" in found.message
        assert "; außerdem sollten 4 Std. frei bleiben. " in found.say("de")

    @pytest.mark.parametrize(
        ("capacity", "low"), [("13 h 24 min/week", True), ("13 h 25 min/week", False)]
    )
    def test_the_low_end_is_told_where_it_does_not_fit(self, capacity, low):
        """At its limit it fits."""
        (found,) = check(pr_plan(Role("pr", capacity=capacity)), select=["STF102"])

        assert low == ("even the low end" in found.message)

    def test_no_time_at_all_is_a_capacity(self):
        """A reserve of nothing is not told."""
        role = Role("pr", capacity="0 h/week", rate="0 EUR/h")
        (found,) = check(pr_plan(role, reserve=0.5), select=["STF102"])

        assert found.limit == Measure(0, "h/week")
        assert "for a week of 0 min: 16 h 55 min too much, and even" in found.message
        assert "stay free" not in found.message

    @pytest.mark.parametrize(
        "plan",
        [
            pr_plan(Role("pr", capacity="16 h 55 min/week")),
            pr_plan(Role("pr", capacity="16 h 55 min/week"), reserve=0.5),
            pr_plan(Role("pr")),
            Plan("A", roles=[Role("pr", capacity="0 h/week")]),
            Plan("A"),
        ],
    )
    def test_work_that_fits_passes(self, plan):
        """To the minute; and without a capacity nobody can tell."""
        assert check(plan, select=["STF102"]) == ()

    def test_a_second_too_much_is_too_much(self):
        """Sums are exact."""
        plan = pr_plan(Role("pr", capacity="16 h 54 min 59 s/week"))

        assert len(check(plan, select=["STF102"])) == 1

    def test_what_scales_the_work_counts(self):
        """Two languages are more work."""
        role = Role("pr", capacity="17 h/week")
        driver = Driver("two_languages", factor=[1.5, 1.7, 2], areas="content")
        (found,) = check(pr_plan(role, drivers=[driver]), select=["STF102"])

        assert found.measured == Measure(19 + 43 / 60, "h/week")


class TestRoleWithoutCapacity:
    def test_work_of_unknown_fit_is_told(self):
        """With the whole range of it."""
        (found,) = check(pr_plan(Role("pr", department="PR")), select=["STF103"])

        assert found.path == "roles.pr"
        assert found.level == "advice"
        assert found.measured == Measure(16 + 11 / 12, "h/week")
        assert found.limit is None
        assert found.message == (
            "PR has 13 h 25 min – 16 h 55 min – 20 h 25 min of work a week, and nobody knows "
            "whether that fits. Say how much time this role can give, such as 12 h/week."
        )
        assert found.say("de").startswith("PR hat 13 Std. 25 Min. – 16 Std. 55 Min. – ")

    @pytest.mark.parametrize(
        "plan",
        [pr_plan(Role("pr", capacity="0 h/week")), Plan("A", roles=[Role("pr")]), Plan("A")],
    )
    def test_known_capacity_or_no_work_passes(self, plan):
        """Even a capacity of nothing is known."""
        assert check(plan, select=["STF103"]) == ()
