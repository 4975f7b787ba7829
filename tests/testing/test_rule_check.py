"""Trying out one rule, as its author does."""

from __future__ import annotations

import pickle

import pytest

from aufwand.errors import Fault, InvalidPlan, UnknownName
from aufwand.guidance.staffing import role_overbooked
from aufwand.model import Activity, Channel, Plan, Role, Tool
from aufwand.rules import Drop, Match, Measure, Remedy, option, options, rule
from aufwand.testing import (
    CHECKS,
    FailedCheck,
    FailedChecks,
    RuleCheck,
    check_rule,
    checks,
    parametrize_with_checks,
    rule_check,
)
from aufwand.testing.check import of_plans
from aufwand.testing.strategies import plans
from aufwand.units import Effort, Money, Range, hours

EMPTY = Plan("Bakery")
PLAN = Plan(
    "Bakery",
    channels=[Channel("facebook"), Channel("xing")],
    roles=[Role("pr", rate="45 EUR/h")],
    activities=[Activity("posts", duration="6 h", roles="pr")],
)


@options
class Limits:
    least: Effort = option("effort", "1 h", "The least.", raising="fewer")


@rule(
    "ACME001",
    "thin-channel",
    level="advice",
    message={"en": "{channel} gets {measured}", "de": "{channel} bekommt {measured}"},
    options=Limits,
)
def thin_channel(facts, limits):
    """Tell of each channel, twice of the second, and raise where there are tools."""
    for channel in facts.plan.channels:
        for part in ("", "again")[: 1 + (channel.key == "xing")]:
            yield Match(
                f"channels.{channel.key}",
                measured=hours(6),
                limit=limits.least,
                cost=(hours(2), Money(90, "EUR")),
                discriminator=part,
                remedies=[Remedy({"en": "Drop it", "de": "Weg damit"}, "trade-off", Drop("x.y"))],
                channel=channel.label,
            )
    if facts.plan.tools:
        raise ZeroDivisionError


@rule("ACME002", "counted", message="{number} channels")
def counted(facts):
    """Count, in a unit of its own."""
    yield Match(measured=Measure(1_500, "posts/week"), number=1)


tried = RuleCheck(thin_channel)


class TestGiven:
    def test_what_it_finds(self):
        """With everything that can be said of it, one after the other."""
        (
            tried.given(PLAN)
            .finds(
                at="channels.facebook",
                measured="6 h/week",
                limit="60 min/week",
                cost="2 h/week",
                level="advice",
                saying="gets 6 h",
                remedy="Drop it",
                times=1,
            )
            .finds(at="channels.xing", saying="bekommt", remedy="Weg damit", times=2)
            .and_nothing_else()
        )

    @pytest.mark.parametrize(
        "measured",
        [
            "6 h/week",
            "360 min/week",
            "0,5 h/week",
            hours(6),
            Range.at(hours(6)),
            Measure(6, "h/week"),
        ],
    )
    def test_what_was_measured_is_said_in_many_ways(self, measured):
        """Text as people write it, of any period, or a value."""
        expected = measured != "0,5 h/week"
        try:
            tried.given(PLAN).finds(measured=measured, times=3).and_nothing_else()
            found = True
        except FailedCheck:
            found = False

        assert expected == found

    def test_money_and_units_of_ones_own(self):
        """What no effort is is taken as it stands."""
        tried.given(PLAN).finds(cost="90 EUR/week").finds(cost=Money(90, "EUR"))
        RuleCheck(counted).given(PLAN).finds(at="", measured="1,500 posts/week").and_nothing_else()

    def test_options(self):
        """As a plan file has them."""
        tried.given(PLAN, least="2 h").finds(limit="2 h/week", times=3)

        with pytest.raises(InvalidPlan) as caught:
            tried.given(PLAN, leats="2 h")

        assert "ACME001.leats" in str(caught.value)

    def test_passing(self):
        """Nothing to be said."""
        tried.given(EMPTY).passes()
        tried.given(EMPTY).and_nothing_else()

    @pytest.mark.parametrize(
        ("expect", "told"),
        [
            (lambda given: given.passes(), "expected no finding; it finds 'facebook gets 6 h'"),
            (lambda given: given.finds(at="roles.pr"), "expected a finding with at='roles.pr'"),
            (lambda given: given.finds(times=2), "expected 2 findings; it finds"),
            (lambda given: given.finds(times=0), "expected 0 findings; it finds"),
            (
                lambda given: given.finds(measured="1 h/week", level="advice"),
                (
                    "measured=1 h/week, level='advice'; it finds 'facebook gets 6 h' (at "
                    "channels.facebook, advice, measured 6 h/week, limit 1 h/week, cost 2 h (90"
                ),
            ),
            (lambda given: given.finds(limit="6 h/week"), "limit=6 h/week"),
            (lambda given: given.finds(cost="6 h/week"), "cost=6 h/week"),
            (lambda given: given.finds(level="error"), "level='error'"),
            (lambda given: given.finds(saying="nothing"), "saying='nothing'"),
            (lambda given: given.finds(remedy="Drop"), "remedy='Drop'"),
            (
                lambda given: given.finds(at="channels.facebook").and_nothing_else(),
                "expected nothing else; it finds",
            ),
        ],
    )
    def test_what_is_not_so(self, expect, told):
        """It says what was expected, what is found, and of which plan."""
        with pytest.raises(FailedCheck) as caught:
            expect(tried.given(PLAN))

        assert str(caught.value).startswith("ACME001 thin-channel: ")
        assert told in str(caught.value)
        assert 'key = "facebook"' in str(caught.value)

    def test_nothing_is_found(self):
        """Then it says so."""
        with pytest.raises(FailedCheck, match="expected a finding; it finds nothing"):
            tried.given(EMPTY).finds()

    def test_the_whole_plan(self):
        """A finding without a path, and one that measures and costs nothing."""
        with pytest.raises(
            FailedCheck, match=r"'1 channels' \(of the whole plan, advice, measured"
        ):
            RuleCheck(counted).given(PLAN).finds(cost="1 h/week")
        with pytest.raises(FailedCheck, match="limit=1 h/week"):
            RuleCheck(counted).given(PLAN).finds(limit="1 h/week")

    def test_what_it_raises_is_raised(self):
        """With the place where it happened."""
        with pytest.raises(ZeroDivisionError):
            tried.given(PLAN.adding(Tool("board")))

    @pytest.mark.parametrize("wrong", ["6", "h/week", 6])
    def test_a_measure_has_a_unit(self, wrong):
        """A bare number could be anything."""
        with pytest.raises(Fault):
            tried.given(PLAN).finds(measured=wrong)

    def test_wrong_use(self):
        """It is told at once."""
        with pytest.raises(Fault, match="a Rule"):
            RuleCheck(max)
        with pytest.raises(Fault, match="a Plan"):
            tried.given("plan.toml")
        with pytest.raises(UnknownName, match="warning"):
            tried.given(PLAN).finds(level="warnin")


class TestCheckRule:
    def test_a_sound_rule_passes_once(self, monkeypatch):
        """And is not asked again for as many plans; for more of them it is."""
        monkeypatch.setattr(rule_check, "_passed", {})
        asked = []
        check_rule(role_overbooked, examples=3)

        with monkeypatch.context() as patched:
            patched.setattr("aufwand.testing.check.facts_for", lambda *_: asked.append(1) or ())
            check_rule(role_overbooked, examples=3)
            few = len(asked)
            check_rule(role_overbooked, examples=4)

        assert 0 == few < len(asked)

    def test_it_goes_on_to_plans_of_ones_own(self):
        """As it is the same rule."""
        assert RuleCheck(role_overbooked) == check_rule(role_overbooked, plans=[EMPTY])
        check_rule(role_overbooked, checks=[]).given(EMPTY).passes()

    def test_all_that_fails_is_told_at_once(self):
        """As a group, with the name of each check."""
        with pytest.raises(FailedChecks) as caught:
            check_rule(thin_channel, plans=[EMPTY, PLAN.adding(Tool("board"))])
        failed = caught.value.failed

        assert [each.check for each in failed] == [
            "described",
            "documented",
            "options-declared",
            "never-breaks",
            "remedies-apply",
        ]
        assert str(caught.value).startswith("ACME001 thin-channel fails 5 checks\nACME001 thin-")
        assert "since says ''" in str(failed[0])
        assert failed[0].plan is None

    def test_only_the_checks_that_are_wanted_run(self):
        """Such as one that fails, with a group of one."""
        with pytest.raises(FailedChecks) as caught:
            check_rule(thin_channel, checks=[checks.described])
        rest, others = caught.value.split(FailedCheck)

        assert str(caught.value).startswith("ACME001 thin-channel fails 1 check\n")
        assert (FailedChecks, None) == (type(rest), others)

    def test_failures_travel(self):
        """To whoever runs tests in several processes."""
        failure = FailedCheck("ACME001 thin-channel", "pure", "it prints", EMPTY)

        assert str(failure) == str(pickle.loads(pickle.dumps(failure)))
        assert isinstance(failure, AssertionError)

    def test_plans_can_be_drawn(self):
        """From any strategy, as many as wanted; or listed, or read from a generator."""
        seen = []

        @of_plans
        def looked_at(rule, facts):
            """It is looked at."""
            seen.append(facts.plan)
            yield from ()

        for given, number in (
            (plans(min_roles=1), 7),
            ([EMPTY, PLAN], 2),
            ((each for each in (EMPTY, PLAN)), 2),
            (PLAN, 1),
        ):
            seen.clear()
            check_rule(role_overbooked, plans=given, examples=7, checks=[looked_at])

            assert number == len(seen)

    def test_what_is_no_plan(self):
        """It is refused."""
        with pytest.raises(Fault, match="a Plan"):
            check_rule(role_overbooked, plans=["plan.toml"])
        with pytest.raises(Fault, match="a Rule"):
            check_rule("STF102")

    def test_the_smallest_plan_is_told(self):
        """Parts and fields that do not matter are gone."""

        @rule("ACME003", "breaks", message="x")
        def breaks(facts):
            if facts.plan.roles:
                raise ValueError
            return ()

        full = PLAN.with_(reserve=0.25, budget="900 EUR/week", review_on="2027-01-01")
        with pytest.raises(FailedCheck) as caught:
            checks.never_breaks.trying([full])(breaks)

        assert Plan("A", roles=[Role("pr")]) == caught.value.plan

    def test_somebody_pressed_the_key(self):
        """Ctrl-C is for the tests, and not for the rule."""

        @rule("ACME004", "interrupted", message="x")
        def interrupted(facts):
            import signal

            signal.raise_signal(signal.SIGINT)
            return ()

        with pytest.raises(KeyboardInterrupt):
            checks.never_breaks.trying([EMPTY])(interrupted)


@pytest.fixture
def tried_with():
    """A test that takes a rule and a check."""

    def test(rule, check):
        check(rule)

    return test


class TestParametrizing:
    def test_each_pair_is_a_test(self, tried_with):
        """With a name that can be read and selected."""
        mark = parametrize_with_checks([thin_channel, counted], examples=3)(tried_with).pytestmark[
            0
        ]
        names, pairs = mark.args

        assert ("rule", "check") == names
        assert 2 * len(CHECKS) == len(pairs)
        assert pairs[0].id == "ACME001-described"
        assert pairs[-1].values[0] is counted
        assert {3} == {each.values[1].examples for each in pairs}

    def test_what_is_expected_to_fail_has_a_reason(self, tried_with):
        """And must fail."""
        mark = parametrize_with_checks(
            [counted],
            checks=[checks.described, checks.pure],
            expected_to_fail={"ACME002": {"described": "no version yet"}},
        )(tried_with).pytestmark[0]
        described, pure = mark.args[1]

        assert {"reason": "no version yet", "strict": True} == described.marks[0].kwargs
        assert () == tuple(pure.marks)

    @pytest.mark.parametrize("excused", [{"ACME003": {}}, {"ACME002": {"pur": "?"}}])
    def test_what_is_not_there_cannot_fail(self, excused):
        """A reason outlives nothing."""
        with pytest.raises(UnknownName):
            parametrize_with_checks([counted], expected_to_fail=excused)
