"""What a rule found."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from aufwand.errors import Fault
from aufwand.model import Override, Plan, RuleSettings
from aufwand.rules import Match, Measure, Message, check, rule
from aufwand.units import Elapsed, Money, Range, hours


class TestMeasure:
    def test_a_measure_is_a_number_with_its_unit(self):
        """It is equal by value and tells itself briefly."""
        measure = Measure(3, "pieces/week")

        assert Measure(3.0, "pieces/week") == measure
        assert str(measure) == "3 pieces/week"
        assert measure.as_dict() == {"value": 3.0, "unit": "pieces/week"}

    @pytest.mark.parametrize(
        ("value", "unit"),
        [
            (float("nan"), "h"),
            (float("inf"), "h"),
            ("3", "h"),
            (True, "h"),
            (1, ""),
            (1, 2),
            (1, "h" * 41),
        ],
    )
    def test_nonsense_is_refused(self, value, unit):
        """Neither endless numbers nor missing units are measures."""
        with pytest.raises(Fault):
            Measure(value, unit)


class TestMatch:
    def test_effort_is_measured_in_hours_a_week(self):
        """An effort stands for a week's, and is told as effort."""
        match = Match("roles.pr", measured=hours(1.5), limit=hours(1))

        assert Measure(1.5, "h/week") == match.measured
        assert Measure(1.0, "h/week") == match.limit
        assert (("measured", hours(1.5)), ("limit", hours(1))) == match.details

    def test_money_is_measured_in_its_currency_a_week(self):
        """Money stands for a week's."""
        assert Measure(900, "EUR/week") == Match(measured=Money(900, "EUR")).measured

    def test_a_range_counts_by_its_likely_value(self):
        """Findings compare likely values."""
        match = Match(measured=Range(hours(1), hours(2), hours(4)))

        assert Measure(2, "h/week") == match.measured
        assert (("measured", hours(2)),) == match.details

    def test_a_measure_is_taken_as_it_is(self):
        """Other units are the rule's own business."""
        assert Measure(4, "%") == Match(measured=Measure(4, "%")).measured

    @pytest.mark.parametrize(
        "value", [3, 2.5, "3 h", timedelta(hours=1), Range(1, 2, 3), Elapsed("1 h")]
    )
    def test_a_bare_number_is_no_measure(self, value):
        """What has no unit, or is no time of people, cannot be compared."""
        with pytest.raises(Fault) as caught:
            Match(limit=value)

        assert caught.value.path == "limit"

    def test_details_keep_their_values(self):
        """Numbers, texts, efforts, money and phrases fill messages later."""
        phrase = Message("often", "oft")
        given = {
            "a": 1,
            "b": 0.5,
            "c": Fraction(1, 3),
            "d": Decimal("1.5"),
            "e": "PR",
            "f": hours(1),
            "g": phrase,
            "h": Elapsed("4 h"),
        }

        assert tuple(given.items()) == Match(**given).details

    def test_text_of_another_kind_becomes_text(self):
        """A subclass of text travels as plain text."""

        class Shout(str):
            __slots__ = ()

        ((_, value),) = Match(who=Shout("PR")).details

        assert str is type(value)

    @pytest.mark.parametrize("value", [None, True, [], {}, object, float("nan"), 10**16, b"x"])
    def test_what_cannot_be_told_is_refused(self, value):
        """The name of the detail is the path of the fault."""
        with pytest.raises(Fault) as caught:
            Match(who=value)

        assert caught.value.path == "who"

    @pytest.mark.parametrize("name", ["path", "discriminator"])
    @pytest.mark.parametrize("value", [None, 3, ("roles", 1), "x" * 2_001])
    def test_a_path_is_a_short_text(self, name, value):
        """So is what tells two matches apart."""
        with pytest.raises(Fault) as caught:
            Match(**{name: value})

        assert name == caught.value.path

    def test_matches_are_values(self):
        """Equal matches are equal and hash alike."""
        one, other = (Match("roles.pr", measured=hours(1), who="PR") for _ in range(2))

        assert one == other
        assert hash(one) == hash(other)
        assert one != Match("roles.care", measured=hours(1), who="PR")


def test_a_match_can_matter_less_than_its_rule_says():
    """Unless somebody sets a level for all of them."""

    @rule("ACME001", "acme", level="warning", message="x")
    def acme(facts):
        yield Match("a")
        yield Match("b", level="advice")

    plan = Plan("A")
    found = check(plan, rules=[acme])
    set_to = plan.with_(rules=RuleSettings(levels={"ACME001": "error"}))

    assert [("warning", "a"), ("advice", "b")] == [(each.level, each.path) for each in found]
    assert ["error", "error"] == [each.level for each in check(set_to, rules=[acme])]


def test_a_match_keeps_its_level_where_something_else_is_different():
    """An override of one part says nothing of the others."""

    @rule("ACME001", "acme", level="warning", message="x")
    def acme(facts):
        yield Match("roles", level="advice")
        yield Match("tools", level="advice")

    override = Override(where="tools", levels={"ACME001": "error"})
    plan = Plan("A", rules=RuleSettings(overrides=[override]))

    assert ["error", "advice"] == [each.level for each in check(plan, rules=[acme])]


@pytest.mark.parametrize("level", ["off", "fatal", None, 3])
def test_a_level_is_one_of_four(level):
    """A match that is not to be told is none."""
    with pytest.raises(Fault, match="one of error, warning, advice, info"):
        Match(level=level)
