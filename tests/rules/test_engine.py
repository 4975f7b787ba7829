"""Whatever a rule does, the others are heard."""

from __future__ import annotations

import json
import signal
import sys
import threading
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufwand.errors import Fault, UnknownName
from aufwand.estimates import estimate
from aufwand.model import Acceptance, Plan
from aufwand.rules import Facts, Match, Measure, Message, RuleSet, assess, check, rule
from aufwand.rules._interrupt import pressed
from aufwand.testing.strategies import plans


class Unspeakable(Exception):
    def __str__(self):
        raise SystemExit("even now")


class Own(BaseException):
    pass


def raising(error):
    def broken(facts):
        yield Match("channels.facebook")
        raise error

    return broken


def giving(*items):
    return lambda facts: [Match("channels.facebook"), *items]


def at_once(error):
    def broken(facts):
        raise error

    return broken


def recursing(facts):
    yield from recursing(facts)


def clinging(facts):
    try:
        while True:
            yield Match("channels.facebook") if facts else None
    finally:
        yield Match("roles.pr")


def quitting_last(facts):
    try:
        yield Match("channels.facebook")
        yield 3
    finally:
        sys.exit(3)


class Sly:
    def __iter__(self):
        raise SystemExit(4)


#: What a rule can do wrong, and what of it is told.
KEEPING = {
    "exception": (raising(ValueError("no")), "ValueError: no"),
    "exit": (raising(SystemExit(3)), "SystemExit: 3"),
    "generator exit": (raising(GeneratorExit()), "GeneratorExit."),
    "own base exception": (raising(Own("mine")), "Own: mine"),
    "stop": (raising(StopIteration()), "RuntimeError: generator raised StopIteration"),
    "memory": (raising(MemoryError()), "MemoryError."),
    "unspeakable": (raising(Unspeakable()), "Unspeakable: (SystemExit when it was to be told)"),
    "group": (raising(ExceptionGroup("two", [ValueError(1)])), "ExceptionGroup: two"),
    "long text": (raising(ValueError("x" * 900)), f"ValueError: {'x' * 200}."),
    "none": (giving(None), "Fault: found nothing, expected matches"),
    "text": (giving("roles.pr"), "Fault: found 'roles.pr', expected matches"),
    "number": (giving(3), "Fault: found 3"),
    "pair": (giving(("roles.pr", 3)), "Fault: found a list of 2"),
    "class": (giving(Match), "Fault: found"),
    "too much said": (giving(Match(message=Message("{a}" * 20), a="x" * 300)), "4,020 characters"),
    "too much said in German": (
        giving(Match(message=Message("{b}", "{a}" * 20), a="x" * 300, b="")),
        "4,020 characters",
    ),
    "detail forgotten": (giving(Match(message=Message("{who} and {when}"))), "found 'when, who'"),
    "last word": (quitting_last, "Fault: found 3"),
}

LOSING = {
    "lookup": (lambda facts: [facts.load("nobody")], "UnknownName: there is no role"),
    "raising at once": (at_once(ValueError("no")), "ValueError: no"),
    "exiting at once": (at_once(SystemExit()), "SystemExit."),
    "returning nothing": (lambda facts: None, "TypeError: 'NoneType' object is not iterable"),
    "returning a match": (lambda facts: Match(), "TypeError: 'Match' object is not iterable"),
    "returning text": (lambda facts: "no", "Fault: found 'n', expected matches"),
    "returning a number": (lambda facts: 3, "TypeError"),
    "sly": (lambda facts: Sly(), "SystemExit: 4"),
    "wrong arguments": (lambda: (), "TypeError"),
    "bad match": (lambda facts: (Match(x=y) for y in [None]), "Fault: x: found nothing"),
    "bad measure": (lambda facts: [Match(measured=3)], "Fault: measured: found 3"),
    "bad message": (lambda facts: [Match(message="x" * 3_000)], "at most 2,000 characters"),
    "recursion": (recursing, "RecursionError"),
}


@rule("AAA001", "before")
def before(facts):
    """Speak before."""
    yield Match("roles.pr")


@rule("ZZZ001", "after")
def after(facts):
    """Speak after."""
    yield Match("roles.pr")


def with_broken(function):
    broken = rule("ACME001", "broken", message="found")(function)
    return RuleSet([before, broken, after])


class TestBrokenRules:
    @pytest.mark.parametrize("name", [*KEEPING, *LOSING])
    def test_a_broken_rule_loses_nothing(self, plan, name):
        """Other rules are heard, what it had found stays, the failure is one finding."""
        function, told = {**KEEPING, **LOSING}[name]
        found = check(plan, rules=with_broken(function))
        kept = ["ACME001"] if name in KEEPING else []

        assert ["INT001", *kept, "AAA001", "ZZZ001"] == [each.code for each in found]
        assert found[0].level == "error"
        assert found[0].path == ""
        assert found[0].message.startswith("The rule ACME001 of ")
        assert told in found[0].message
        assert "ACME001" in found[0].say("de")
        json.dumps([each.as_dict("de") for each in found])

    @pytest.mark.parametrize("name", [*KEEPING, *LOSING])
    def test_a_broken_rule_changes_no_estimate(self, plan, name):
        """The numbers were there before any rule was asked."""
        function, _ = {**KEEPING, **LOSING}[name]
        found = assess(plan, rules=with_broken(function))

        assert estimate(plan) == found.estimate
        assert found.broken

    def test_an_endless_rule_is_stopped(self, plan):
        """It keeps its first thousand matches, and cannot cling to its turn."""
        found = check(plan, rules=with_broken(clinging))

        assert sum(each.code == "ACME001" for each in found) == 1_000
        assert sum(each.code == "INT001" for each in found) == 1
        assert "at most 1,000 matches of one rule" in found[0].message
        assert found[-1].code == "ZZZ001"

    def test_a_thousand_matches_are_allowed(self, plan):
        """And of each rule, not of all."""
        many = rule("ACME001", "many")(lambda facts: [Match(str(n)) for n in range(1_000)])
        more = rule("ACME002", "more")(lambda facts: [Match(str(n)) for n in range(1_000)])
        found = assess(plan, rules=[many, more])

        assert len(found.findings) == 2_000
        assert not found.broken

    def test_every_broken_rule_is_told_of(self, plan):
        """Each has a fingerprint of its own."""
        broken = [rule(f"ACME00{n}", f"broken-{n}")(at_once(ValueError())) for n in range(3)]
        found = check(plan, rules=broken)

        assert [each.code for each in found] == ["INT001"] * 3
        assert len({each.fingerprint for each in found}) == 3

    @pytest.mark.parametrize(
        "function", [at_once(KeyboardInterrupt()), raising(KeyboardInterrupt())]
    )
    def test_a_rule_that_plays_ctrl_c_is_contained(self, plan, function):
        """Raising it is no key that somebody pressed."""
        found = check(plan, rules=with_broken(function))

        assert [each.code for each in found if each.code == "INT001"] == ["INT001"]

    @pytest.mark.parametrize("where", [lambda: None, lambda: next(iter([]), None)])
    def test_a_person_can_interrupt(self, plan, where):
        """Ctrl-C is for the run, not for the rule."""

        def slow(facts):
            where()
            signal.raise_signal(signal.SIGINT)
            yield Match()

        with pytest.raises(KeyboardInterrupt):
            check(plan, rules=with_broken(slow))

    def test_an_interrupt_without_a_trace_is_a_person(self):
        """Nobody knows better."""
        assert pressed(KeyboardInterrupt())
        assert not pressed(SystemExit())

    def test_a_person_can_interrupt_the_last_word_of_a_rule(self, plan):
        """There, too."""

        def clearing(facts):
            try:
                yield 3
            finally:
                signal.raise_signal(signal.SIGINT)

        with pytest.raises(KeyboardInterrupt):
            check(plan, rules=with_broken(clearing))

    def test_the_last_word_of_a_rule_cannot_play_ctrl_c(self, plan):
        """The first error is the one to tell."""

        def clearing(facts):
            try:
                yield 3
            finally:
                raise KeyboardInterrupt

        found = check(plan, rules=with_broken(clearing))

        assert [each.code for each in found if each.code == "INT001"] == ["INT001"]

    def test_a_match_that_changes_itself_is_contained(self, plan):
        """What is made of a match is made under guard."""

        class Odd(Match):
            @property
            def details(self):
                raise SystemExit(5)

            @details.setter
            def details(self, value):
                pass

        found = check(plan, rules=with_broken(lambda facts: [Odd()]))

        assert [each.code for each in found] == ["INT001", "AAA001", "ZZZ001"]

    def test_rules_of_nobody_have_nothing_to_say(self, plan):
        """No rules, no findings."""
        assert check(plan, rules=[]) == ()


class TestFindings:
    def test_a_match_becomes_a_finding(self, plan):
        """With the rule's code, name and level."""
        speaking = rule("ACME001", "speaking", level="info", message="{who}: {measured}, {limit}")(
            lambda facts: [
                Match(
                    "roles.pr",
                    measured=facts.load("pr"),
                    limit=Measure(3, "h/week"),
                    discriminator="x",
                    who="PR",
                )
            ]
        )
        (found,) = check(plan, rules=[speaking])

        assert (found.code, found.name, found.level) == ("ACME001", "speaking", "info")
        assert (found.path, found.discriminator) == ("roles.pr", "x")
        assert Measure(16 + 11 / 12, "h/week") == found.measured
        assert found.message == "PR: 16 h 55 min, 3 h/week"
        assert found.remedies == ()

    def test_a_match_can_speak_for_itself(self, plan):
        """Text is said word for word but for its details."""
        speaking = rule("ACME001", "speaking", message="{never}")(
            lambda facts: [
                Match(message="[{who}] {x}", who="PR"),
                Match("a", {"en": "a", "de": "b"}),
            ]
        )
        first, second = check(plan, rules=[speaking])

        assert "[PR] {x}" == first.message == first.say("de")
        assert (second.message, second.say("de")) == ("a", "b")

    def test_a_long_message_that_says_little_is_said(self, plan):
        """What counts is what a reader would meet."""
        speaking = rule("ACME001", "speaking", message="{a}" * 20)(lambda facts: [Match(a="x")])

        assert [each.message for each in check(plan, rules=[speaking])] == ["x" * 20]

    def test_words_are_found_when_somebody_reads(self, plan, monkeypatch):
        """A check of a thousand plans words nothing."""
        said = []
        monkeypatch.setattr(Message, "say", lambda self, lang, details: said.append(lang))
        found = check(plan)

        assert said == []
        assert found


class TestAcceptance:
    @pytest.mark.parametrize("name", ["AAA001", "before", "early"])
    @pytest.mark.parametrize("where", ["", "roles.pr"])
    def test_an_accepted_finding_says_so(self, name, where):
        """By code, name or alias of its rule; it stays in the result."""
        early = rule("AAA001", "before", aliases=["early"])(before.function)
        accepted = Acceptance(rule=name, where=where, reason="summer")
        first, second = check(Plan("Bakery", accepted=[accepted]), rules=[early, after])

        assert accepted == first.accepted
        assert None is second.accepted

    @pytest.mark.parametrize(
        "given", [{"rule": "AAA001", "where": "roles.care"}, {"rule": "AAA"}, {"rule": "aaa001"}]
    )
    def test_others_are_not_accepted(self, given):
        """An acceptance is for one rule, at one place or at all."""
        plan = Plan("Bakery", accepted=[Acceptance(reason="summer", **given)])

        assert [each.accepted for each in check(plan, rules=[before, after])] == [None, None]

    def test_the_first_that_fits_counts(self):
        """In the order of the plan."""
        accepted = [Acceptance(rule="AAA001", reason=reason) for reason in ("one", "two")]
        (found,) = check(Plan("Bakery", accepted=accepted), rules=[before])

        assert found.accepted.reason == "one"

    @pytest.mark.parametrize(
        ("today", "holds"),
        [
            (None, True),
            (date(2027, 6, 29), True),
            (date(2027, 6, 30), True),
            (date(2027, 7, 1), False),
        ],
    )
    def test_an_acceptance_holds_to_its_last_day(self, today, holds):
        """Whoever names no day compares none: the clock is never read."""
        accepted = Acceptance(rule="AAA001", reason="summer", until=date(2027, 6, 30))
        (found,) = check(Plan("Bakery", accepted=[accepted]), rules=[before], today=today)

        assert holds == (found.accepted is not None)

    def test_a_broken_rule_can_be_accepted_but_stays_broken(self):
        """Nobody can make a run whole by saying so."""
        plan = Plan("Bakery", accepted=[Acceptance(rule="rule-failed", reason="known")])
        found = assess(plan, rules=[rule("ACME001", "x")(at_once(ValueError()))])

        assert found.findings[0].accepted.reason == "known"
        assert found.broken

    @pytest.mark.parametrize("today", ["soon", datetime(2027, 1, 1), 3])  # noqa: DTZ001 - no day
    def test_today_is_a_day(self, plan, today):
        """A moment or a word is none."""
        with pytest.raises(Fault):
            check(plan, today=today)


class TestAssessment:
    def test_it_is_plan_estimate_and_findings(self, plan):
        """The estimate is the one that estimate() makes."""
        found = assess(plan, rules=[before])

        assert plan == found.plan
        assert estimate(plan) == found.estimate
        assert check(plan, rules=[before]) == found.findings
        assert not found.broken
        assert found == assess(plan, rules=[before])
        assert hash(found) == hash(assess(plan, rules=[before]))

    def test_its_repr_says_what_a_person_needs(self, plan):
        """Plan, hours, and how grave it is."""
        week = "13 h 25 min – 16 h 55 min – 20 h 25 min a week"

        assert f"<Assessment of 'Bakery': {week}; 1 advice>" == repr(assess(plan, rules=[before]))
        assert f"<Assessment of 'Bakery': {week}; no findings>" == repr(assess(plan, rules=[]))

    def test_as_dict_is_what_the_interface_promises(self, plan):
        """Schema, plan, estimate, findings; places where they are known."""
        places = {"roles.pr": ("plan.toml", 31, 1)}
        found = assess(plan, rules=[before])
        data = found.as_dict("de", places.get)

        assert list(data) == ["schema", "plan", "estimate", "findings"]
        assert data["schema"] == 1
        assert data["plan"] == {"name": "Bakery"}
        assert found.estimate.as_dict() == data["estimate"]
        assert [found.findings[0].as_dict("de", ("plan.toml", 31, 1))] == data["findings"]
        assert [found.findings[0].as_dict()] == found.as_dict()["findings"]
        assert found.as_dict()["findings"] == found.as_dict(places={}.get)["findings"]

    def test_select_and_ignore_choose(self, plan):
        """As the rule set does."""
        assert [each.code for each in check(plan, rules=[before, after], select="AAA")] == [
            "AAA001"
        ]
        assert [each.code for each in check(plan, rules=[before, after], ignore=["before"])] == [
            "ZZZ001"
        ]
        with pytest.raises(UnknownName):
            check(plan, select=["AUD101x"])

    @pytest.mark.parametrize("value", [None, "plan.toml", {}, 3])
    def test_only_a_plan_is_checked(self, value):
        """A file name is no plan."""
        with pytest.raises(Fault, match="a Plan"):
            check(value)

    def test_many_threads_say_the_same(self, plan):
        """Nothing is shared that is not made twice alike."""
        facts = Facts.of(plan)
        expected = RuleSet.installed().run(Facts.of(plan))
        found = []
        threads = [
            threading.Thread(target=lambda: found.append(RuleSet.installed().run(facts)))
            for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert [expected] * 8 == found


@given(plan=plans(), name=st.sampled_from([*KEEPING, *LOSING]))
def test_a_broken_rule_loses_no_finding_of_any_plan(plan, name):
    """What the other rules say is what they say without it."""
    function, _ = {**KEEPING, **LOSING}[name]
    broken = rule("ACME001", "broken", message="found")(function)
    alone = assess(plan)
    beside = assess(plan, rules=RuleSet.installed().with_(broken))

    assert set(alone.findings) <= set(beside.findings)
    assert alone.estimate == beside.estimate
