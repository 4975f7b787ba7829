"""The thresholds of a rule."""

from __future__ import annotations

import pickle
from datetime import date
from fractions import Fraction

import pytest

from aufwand.errors import Fault, InvalidPlan
from aufwand.model._fields import Guesses
from aufwand.rules import Match, Message, Option, option, options, rule
from aufwand.rules.options import KINDS, in_words, made_from, options_of, plain_value
from aufwand.units import Effort, Elapsed, hours


@options
class Limits:
    """One option of every kind."""

    least: Effort = option("effort", "30 min", "The least.", source="a study", raising="fewer")
    within: Elapsed = option("elapsed", "48 h", {"en": "Within", "de": "Binnen"})
    part: float = option("share", 0.25, "How much.", raising="more")
    most: float = option("number", 3, "How many.")
    chance: float = option("percentile", 80, "How likely.")
    people: int = option("whole", 2, "Who.")
    loud: bool = option("flag", True, "Whether.")
    word: str = option("text", "x", "What.")
    words: tuple[str, ...] = option("texts", ["a", "b"], "Which.")
    first: date = option("day", "2027-01-01", "When.")


#: What each of them can be, and what cannot.
GIVEN = {
    "least": (["1 h", hours(1)], ["1 EUR", "2 days", 3, -1, [1], {"a": 1}, True, date(2027, 1, 1)]),
    "within": (["3 h"], ["3", 3, "3 Mondays", [1], {"a": 1}, hours(3)]),
    "part": ([0, 1, 0.5], [25, "25 %", -0.1, [1], True, float("nan")]),
    "most": ([0, 1.5], [-1, "3", [1], True, 10**10]),
    "chance": ([0, 0.1, 80, 99.9], [-1, 0.05, 99.95, 100, "80", True, float("nan")]),
    "people": ([1, 2.0], [0, 1.5, "2"]),
    "loud": ([False], [1, "true", [True]]),
    "word": (["y"], [1, ["y"], "\x07"]),
    "words": (["y", ["y"], []], [1, [1], {"y": 1}]),
    "first": (["2027-06-30", date(2027, 6, 30)], ["30.6.2027", 3, "2027-02-30"]),
}


class TestOptions:
    def test_they_have_defaults(self):
        """Read as people write them."""
        limits = Limits()

        assert Effort("30 min") == limits.least
        assert Elapsed("48 h") == limits.within
        assert ("a", "b") == limits.words
        assert date(2027, 1, 1) == limits.first

    def test_they_are_values(self):
        """They can be compared, kept and sent, and not changed."""
        limits = Limits(least="1 h")

        assert limits == Limits(least=hours(1))
        assert hash(limits) == hash(Limits(least=hours(1)))
        assert limits == pickle.loads(pickle.dumps(limits))
        with pytest.raises(AttributeError):
            limits.least = hours(2)

    def test_all_is_known_of_them(self):
        """In their order."""
        known = options_of(Limits)

        assert list(GIVEN) == [each.name for each in known]
        assert list(KINDS) == [each.kind for each in known]
        assert Option("part", "share", 0.25, Message("How much."), "opinion", "more") == known[2]
        assert {
            "name": "least",
            "kind": "effort",
            "default": "30 min",
            "about": "The least.",
            "source": "a study",
            "raising": "fewer",
        } == known[0].as_dict()
        assert "Binnen" == known[1].as_dict("de")["about"]
        assert None is known[1].as_dict()["raising"]
        assert () == options_of(None)

    def test_a_rule_takes_them_after_the_facts(self, facts):
        """As they are by default, where none are given."""

        @rule("ACME001", "limited", options=Limits, message="{least}")
        def limited(facts, limits):
            yield Match(least=limits.least)

        assert [Match(least=Effort("30 min"))] == list(limited(facts))
        assert [Match(least=hours(1))] == list(limited(facts, Limits(least="1 h")))

    @pytest.mark.parametrize(
        ("given", "told"),
        [
            (("hours", 3, "x"), "one of effort"),
            (("share", 3, "x"), "a share"),
            (("share", 1, ""), "a message"),
        ],
    )
    def test_an_option_that_is_none_is_refused(self, given, told):
        """When the module is imported."""
        with pytest.raises(Fault, match=told):
            option(*given)
        with pytest.raises(Fault, match="more or fewer"):
            option("share", 1, "x", raising="less")

    def test_other_fields_are_refused(self):
        """Nothing would be known of them."""
        with pytest.raises(Fault, match="'wrong'"):

            @options
            class Wrong:
                wrong: int = 3

    @pytest.mark.parametrize("value", [3, int, dict])
    def test_a_rule_takes_no_other_class(self, value):
        """Under another decorator."""
        with pytest.raises(InvalidPlan):
            rule("ACME001", "x", options=value)(lambda facts, given: [])

    def test_a_class_must_work_as_it_is_by_default(self):
        """Or no rule could be configured."""

        @options
        class Breaking:
            part: float = option("share", 0.5, "x")

            def __attrs_post_init__(self):
                raise ZeroDivisionError

        with pytest.raises(InvalidPlan):
            rule("ACME001", "x", options=Breaking)(lambda facts, given: [])


class TestMadeFrom:
    @pytest.mark.parametrize("name", list(GIVEN))
    def test_what_is_sound_is_read(self, name):
        """As a plan file has it, or as Python does."""
        for value in GIVEN[name][0]:
            made, faults = made_from(Limits, {name: value}, "ACME001")

            assert [] == faults
            assert Limits(**{name: value}) == made

    @pytest.mark.parametrize("name", list(GIVEN))
    def test_what_is_wrong_is_told_and_keeps_its_default(self, name):
        """With its path; nothing of it escapes."""
        for value in GIVEN[name][1]:
            made, faults = made_from(Limits, {name: value}, "ACME001")

            assert Limits() == made
            assert {f"ACME001.{name}"} == {fault.path.partition("[")[0] for fault in faults}

    def test_all_faults_come_at_once(self):
        """And what is sound counts."""
        given = {"part": 2, "words": [1, 2], "most": 5, "leest": 1, "zzz": 1}
        made, faults = made_from(Limits, given, "ACME001", Guesses())

        assert Limits(most=5) == made
        assert ["part", "words[0]", "words[1]", "leest", "zzz"] == [
            fault.path.removeprefix("ACME001.") for fault in faults
        ]
        assert "did you mean 'least'?" == faults[3].hint
        assert faults[4].hint.startswith("there are: least, within")

    def test_a_rule_without_options_takes_none(self):
        """And says so."""
        made, faults = made_from(None, {"x": 1}, "ACME001")

        assert None is made
        assert "it has none" == faults[0].hint

    def test_the_other_kind_of_time_is_told(self):
        """Elapsed time is no effort."""
        _, (fault,) = made_from(Limits, {"least": Elapsed("48 h")}, "ACME001")

        assert "ACME001.least" == fault.path


class TestPlainValues:
    @pytest.mark.parametrize(
        ("value", "plain", "words"),
        [
            (hours(2), "2 h", "2 h"),
            (Elapsed("48 h"), "48 h", "48 h"),
            (("a", "b"), ["a", "b"], "a, b"),
            (date(2027, 1, 1), "2027-01-01", "2027-01-01"),
            (Fraction(1, 4), 0.25, "0.25"),
            (True, True, "true"),
            (False, False, "false"),
            (3, 3, "3"),
        ],
    )
    def test_they_are_what_a_file_has(self, value, plain, words):
        """And what a person would write."""
        assert plain == plain_value(value)
        assert words == in_words(plain)
