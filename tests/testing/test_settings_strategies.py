"""Strategies for what a plan says of rules: sound, and about rules that there are."""

from __future__ import annotations

import pytest
from hypothesis import Phase, find, given, settings

from aufwand.model import Override, Plan, RuleSettings
from aufwand.model.settings import LEVELS
from aufwand.rules import RuleSet, assess
from aufwand.testing.strategies import overrides, rule_settings

RULES = RuleSet.installed()
NAMES = ("extends", "select", "extend", "ignore", "levels", "options", "overrides")


@given(said=rule_settings(rules=RULES), here=overrides(rules=RULES))
def test_they_can_be_asked_of_the_rules_they_name(said, here):
    """Nothing is unknown, nothing twice, and that a rule broke is always told."""
    for each in (said, RuleSettings(overrides=[here])):
        found = assess(Plan("A", rules=each))

        assert found.configuration.choice("INT001").on


@pytest.mark.parametrize("rules", [(), RULES], ids=["any", "installed"])
def test_they_say_all_there_is_to_say(rules):
    """Sooner or later."""
    said = set()

    @settings(max_examples=100, phases=[Phase.generate])
    @given(drawn=rule_settings(rules=rules))
    def gather(drawn):
        said.update(name for name in NAMES if getattr(drawn, name))

    gather()

    assert set(NAMES) == said


def test_they_shrink_to_nothing_said():
    """What does not matter is left out."""
    assert RuleSettings() == find(rule_settings(), lambda drawn: True)
    assert Override(where="channels.*") == find(overrides(), lambda drawn: True)


@given(said=rule_settings())
def test_names_that_no_rule_has_are_sound_all_the_same(said):
    """Whether rules exist is asked when they are."""
    assert set(said.levels.values()) <= set(LEVELS)
