"""Rules about what the hours of a plan rest on."""

from __future__ import annotations

import pytest

from aufwand.catalog import baseline
from aufwand.estimates import _shapley, estimate
from aufwand.model import Activity, Correlation, Driver, Plan, RuleSettings, Source
from aufwand.rules import Measure, check

RUMOUR = Source("A rumour", trust="C")
STUDY = Source("A study", trust="B")


def known(*activities, **shares):
    """Return what a rule says of activities, with a limit of its own."""
    ((code, options),) = shares.items()
    settings = RuleSettings(options={code: options})
    return check(Plan("A", activities=activities), select=[code], settings=settings)


class TestWeakEvidence:
    def test_hours_without_a_source_are_told(self):
        """With the activity that takes most of them."""
        work = [
            Activity("a", name="Posts", duration="2-4 h", source=RUMOUR),
            Activity("b", duration="1 h"),
            Activity("c", duration="2 h", source=[RUMOUR, STUDY]),
        ]
        (found,) = check(Plan("A", activities=work), select=["EST101"])

        assert found.path == "activities"
        assert found.level == "info"
        assert found.measured.value == pytest.approx(400 / 6)
        assert found.limit == Measure(50, "%")
        assert found.message == (
            "66.7 % of the hours a week have no source or only a weak one, most of them Posts. In "
            "our opinion what weighs most should be known best: note for two weeks how long it "
            "takes."
        )
        assert found.say("de") == (
            "66,7 % der Stunden je Woche haben keine oder nur eine schwache Quelle, die meisten "
            "davon Posts. Unserer Meinung nach sollte am besten bekannt sein, was am meisten "
            "wiegt: Schreiben Sie zwei Wochen lang auf, wie lange es dauert."
        )
        (remedy,) = found.remedies
        assert remedy.safety == "manual"
        assert remedy.title == (
            "Note for two weeks how long Posts takes, and give that as its source"
        )

    @pytest.mark.parametrize(("most", "found"), [(0.5, 0), (0.49, 1), (1, 0), (0, 1)])
    def test_the_option_says_how_much_may_be_weak(self, most, found):
        """At its limit it passes."""
        work = [Activity("a", duration="1 h"), Activity("b", duration="1 h", source=STUDY)]

        assert found == len(known(*work, EST101={"most": most}))

    @pytest.mark.parametrize(
        "plan",
        [
            Plan("A"),
            Plan("A", activities=[Activity("a", duration="0 h")]),
            Plan("A", activities=[Activity("a", duration="9 h", per="once")]),
            Plan("A", activities=[Activity("a", duration="1 h", source="our log")]),
            Plan("A", activities=baseline("orientation")),
            Plan("A", activities=baseline("evidence")),
        ],
    )
    def test_hours_with_a_source_pass(self, plan):
        """One's own records are not weak; what takes no time rests on nothing."""
        assert check(plan, select=["EST101"]) == ()

    def test_work_that_takes_no_time_weighs_nothing(self):
        """Whatever it rests on."""
        work = [
            Activity("a", duration="1 h", per="once"),
            Activity("b", duration="1 h", source=STUDY),
        ]

        assert known(*work, EST101={"most": 0}) == ()


class TestWideRange:
    def test_the_widest_activity_is_told(self):
        """With its share and its ends."""
        work = [Activity("a", name="Posts", duration="1-9 h"), Activity("b", duration="3-5 h")]
        (found,) = check(Plan("A", activities=work), select=["EST102"])

        assert found.path == "activities.a"
        assert found.level == "info"
        assert (found.measured, found.limit) == (
            Measure(94.1176470588, "%"),
            Measure(50, "%"),
        )
        assert found.message == (
            "Posts makes 94.1 % of all that is uncertain in a week: it takes between 1 h and 9 h. "
            "Measure it first, as nothing else makes this plan so much surer."
        )
        assert found.say("de") == (
            "Posts macht 94,1 % dessen aus, was an einer Woche unsicher ist: zwischen 1 Std. und "
            "9 Std. Arbeit. Messen Sie das zuerst, denn nichts sonst macht diesen Plan so viel "
            "sicherer."
        )
        assert [each.safety for each in found.remedies] == ["manual"]

    def test_its_share_is_that_of_the_sensitivity(self):
        """With shapes, drivers and correlations; a driver has a share of its own."""
        work = [
            Activity("a", duration="1-5 h", shape="uniform"),
            Activity("b", duration=["2 h", "3 h", "8 h"], area="content"),
        ]
        driver = Driver("d", factor=[1, 1.2, 1.5], areas="content")
        settings = RuleSettings(options={"EST102": {"share": 0.1}})
        for more in ({}, {"drivers": driver}, {"correlations": Correlation(["a", "b"], 0.3)}):
            plan = Plan("A", activities=work, **more)
            inputs = estimate(plan).sensitivity().inputs
            shares = {each.path.removesuffix(".duration"): each.share for each in inputs}
            told = check(plan, select=["EST102"], settings=settings)

            assert [each.path for each in told] == ["activities.a", "activities.b"]
            for found in told:
                assert found.measured.value == pytest.approx(shares[found.path] * 100)

    def test_drivers_in_more_ways_than_anybody_waits_for_pass(self, monkeypatch):
        """The rule is silent, and breaks nothing."""
        monkeypatch.setattr(_shapley, "MOST_WORK", 0)
        driver = Driver("d", factor=[1, 1.2, 1.5], activities="a")
        work = [Activity("a", duration="1-9 h"), Activity("b", duration="3-5 h")]

        assert check(Plan("A", activities=work, drivers=driver), select=["EST102"]) == ()

    @pytest.mark.parametrize(("share", "found"), [(0.5, 0), (0.49, 2), (0, 2)])
    def test_the_option_says_how_much_is_most(self, share, found):
        """At its limit it passes; below a half there can be two."""
        work = [Activity("a", duration="1-2 h"), Activity("b", duration="3-4 h")]
        work.append(Activity("c", duration="8 h", per="once"))

        assert found == len(known(*work, EST102={"share": share}))

    @pytest.mark.parametrize(
        "work",
        [
            [],
            [Activity("a", duration="1-9 h")],
            [Activity("a", duration="1-9 h"), Activity("b", duration="1 h", per="once")],
            [Activity("a", duration="1-9 h"), Activity("b", duration="1 h", times=0)],
            [Activity("a", duration="9 h"), Activity("b", duration="1 h")],
        ],
    )
    def test_one_activity_or_no_uncertainty_passes(self, work):
        """Most of it is nothing to be told then."""
        assert check(Plan("A", activities=work), select=["EST102"]) == ()
