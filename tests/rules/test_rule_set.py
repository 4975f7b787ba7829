"""Rules that are run together."""

from __future__ import annotations

import pytest

from aufwand.errors import Fault, InvalidPlan, UnknownName
from aufwand.rules import Facts, Match, RuleSet, rule


def made(code, name="", **given):
    return rule(code, name or f"rule-{code.lower()}", **given)(lambda facts: [Match(code)])


A1, A2, B1 = made("AUD001"), made("AUD102", "spread-thin"), made("AUDX001", aliases=["old"])
NEW = made("NEW001", "brand-new", status="preview", aliases=["newest"])
RULES = RuleSet([B1, A2, NEW, A1])


def codes(rules):
    return [each.code for each in rules]


class TestRuleSet:
    def test_rules_stand_in_the_order_of_their_codes(self):
        """However they were listed; each once."""
        assert codes(RULES) == ["AUD001", "AUD102", "AUDX001", "NEW001"]
        assert RuleSet([A1, A2, B1, NEW, A1]) == RULES
        assert hash(RULES) == hash(RuleSet([A1, A2, B1, NEW]))
        assert len(RULES) == 4
        assert repr(RULES) == "<RuleSet of 4 rules: AUD001 AUD102 AUDX001 NEW001>"
        assert repr(RuleSet(A1)) == "<RuleSet of 1 rule: AUD001>"

    def test_a_rule_is_found_by_all_its_names(self):
        """Code, name, alias."""
        assert A2 is RULES.named("AUD102")
        assert A2 is RULES.named("spread-thin")
        assert B1 is RULES.named("old")

    def test_an_unknown_rule_is_told_with_the_nearest(self):
        """A slip of the keyboard costs one look."""
        with pytest.raises(UnknownName) as caught:
            RULES.named("spread-thinn")

        assert (
            caught.value.kind,
            caught.value.name,
            caught.value.near,
        ) == ("rule", "spread-thinn", "spread-thin")

    def test_more_rules_can_be_added(self):
        """The set itself stays as it was."""
        assert codes(RuleSet([A1]).with_(A2)) == ["AUD001", "AUD102"]

    @pytest.mark.parametrize("value", [[3], ["AUD101"], [None]])
    def test_only_rules_are_rules(self, value):
        """A name is no rule."""
        with pytest.raises(Fault):
            RuleSet(value)

    @pytest.mark.parametrize(
        ("other", "name"),
        [
            (made("AUD102", "other"), "AUD102"),
            (made("ACME001", "spread-thin"), "spread-thin"),
            (made("ACME001", aliases=["spread-thin"]), "spread-thin"),
            (made("ACME001", "old"), "old"),
        ],
    )
    def test_a_name_belongs_to_one_rule(self, other, name):
        """Both places are told, so that one can be asked to change."""
        with pytest.raises(InvalidPlan) as caught:
            RULES.with_(other)

        (fault,) = caught.value.faults
        assert name == fault.value
        assert fault.hint.count("<lambda>") == 2

    def test_the_family_of_broken_rules_is_taken(self):
        """What is told as INT is always told by the engine."""
        with pytest.raises(InvalidPlan):
            RuleSet([made("INT002")])


class TestSelection:
    def test_nothing_selected_is_everything_stable(self):
        """A rule in preview waits to be asked for."""
        assert codes(RULES.select()) == ["AUD001", "AUD102", "AUDX001"]

    @pytest.mark.parametrize(
        ("select", "expected"),
        [
            (["AUD"], ["AUD001", "AUD102"]),
            (["AUD1"], ["AUD102"]),
            (["AUDX"], ["AUDX001"]),
            ("AUD102", ["AUD102"]),
            (["spread-thin", "old"], ["AUD102", "AUDX001"]),
            (["NEW001"], ["NEW001"]),
            (["brand-new"], ["NEW001"]),
            (["newest"], ["NEW001"]),
            (["NEW"], []),
            (["NEW", "NEW001"], ["NEW001"]),
            (["NEW001", "NEW"], ["NEW001"]),
            (iter(["AUD001"]), ["AUD001"]),
        ],
    )
    def test_rules_are_selected_by_code_beginning_or_name(self, select, expected):
        """A preview only by a name of its own."""
        assert expected == codes(RULES.select(select))

    @pytest.mark.parametrize(
        ("select", "ignore", "expected"),
        [
            ([], ["AUD"], ["AUDX001"]),
            (["AUD"], ["AUD102"], ["AUD001"]),
            (["AUD102"], ["AUD"], []),
            ([], ["spread-thin", "old"], ["AUD001"]),
        ],
    )
    def test_what_is_ignored_is_left_out(self, select, ignore, expected):
        """Whatever is selected."""
        assert expected == codes(RULES.select(select, ignore))

    def test_selecting_again_keeps_what_was_selected(self):
        """A preview that was asked for stays."""
        chosen = RULES.select(["NEW001", "AUD"])

        assert codes(chosen) == codes(chosen.select())
        assert codes(chosen) == codes(chosen.with_(B1).select(ignore=["AUDX"]))

    @pytest.mark.parametrize(
        "name", ["A", "AU", "aud", "ZZZ", "AUD9", "AUD0011", "", "rule-aud0011"]
    )
    @pytest.mark.parametrize("argument", ["select", "ignore"])
    def test_unknown_names_are_told(self, name, argument):
        """A rule that is silently not asked would look like a rule with nothing to say."""
        with pytest.raises(UnknownName):
            RULES.select(**{argument: [name]})

    def test_the_nearest_name_is_proposed(self):
        """Families, codes and names alike."""
        with pytest.raises(UnknownName) as caught:
            RULES.select(["aud102"])

        assert caught.value.near == "AUD102"

    @pytest.mark.parametrize("value", [[3], [None], [["AUD"]]])
    def test_names_are_text(self, value):
        """Anything else is a slip."""
        with pytest.raises(Fault):
            RULES.select(value)

    @pytest.mark.parametrize("name", ["INT", "INT001", "rule-failed"])
    def test_that_a_rule_broke_cannot_be_ignored(self, name):
        """A check that hides its own failure is worth nothing."""
        with pytest.raises(Fault, match="always told"):
            RuleSet.installed().select(ignore=[name])

    def test_that_a_rule_broke_can_be_selected(self, plan):
        """It checks nothing by itself."""
        chosen = RuleSet.installed().select(["INT001"])

        assert codes(chosen) == ["INT001"]
        assert chosen.run(Facts.of(plan)) == ()


def test_running_asks_the_rules_of_the_set(plan):
    """Each finds what it finds, in order."""
    found = RULES.select(["NEW001", "AUD"]).run(Facts.of(plan))

    assert [each.path for each in found] == ["AUD001", "AUD102", "NEW001"]
