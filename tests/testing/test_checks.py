"""Every check fails for a rule that does not do what it asks, and for no other."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from aufwand.model import Activity, Audience, Channel, Goal, Plan, Role, Tool
from aufwand.rules import Match, option, options, rule
from aufwand.testing import CHECKS, Check, FailedCheck, checks


def _faulty_rules():
    """Tests are no package, so it is found by its path; and by its name, as rules travel so."""
    spec = spec_from_file_location("faulty_rules", Path(__file__).with_name("faulty_rules.py"))
    module = module_from_spec(spec)
    sys.modules["faulty_rules"] = module
    spec.loader.exec_module(module)
    return module


faulty = _faulty_rules()

POSTS = Activity("posts", duration="8-10 h", roles={"pr": 0.75, "care": 0.25})
PLANS = [
    Plan("Bakery"),
    Plan(
        "Bakery",
        audiences=[Audience("families", goals=[Goal("regulars")])],
        channels=[Channel("facebook")],
        roles=[Role("pr", rate="45 EUR/h"), Role("care")],
        activities=[POSTS],
        tools=[Tool("board", cost="3 EUR/month")],
    ),
    Plan(
        "Bakery",
        audiences=[Audience("families")],
        channels=[Channel("facebook")],
        roles=[Role("pr"), Role("care", department="Care")],
        activities=[POSTS],
        tools=[Tool("board")],
    ),
]


def failing(rule):
    """Return the names of the checks that *rule* fails, and what they say."""
    told = {}
    for check in CHECKS:
        try:
            check.trying(PLANS)(rule)
        except FailedCheck as failed:
            told[failed.check] = failed
    return told


@pytest.mark.parametrize(
    ("rule", "check"), list(faulty.FAULTY.items()), ids=[each.name for each in faulty.FAULTY]
)
def test_a_faulty_rule_fails_its_check_and_no_other(rule, check):
    """So the check can fail, and says whose fault it is."""
    assert {check} == set(failing(rule))


def test_every_check_can_fail():
    """There is a rule for each."""
    assert {each.name for each in CHECKS} == set(faulty.FAULTY.values())


def test_a_sound_rule_passes():
    """All of them, whatever plans are drawn."""
    for check in CHECKS:
        check.trying(examples=10)(faulty.sound)


@options
class Every:
    share: float = option("share", 0.4, "Some.", raising="more")
    whole: int = option("whole", 3, "Some.", raising="more")
    number: float = option("number", 2, "Some.", raising="more")
    elapsed: object = option("elapsed", "4 h", "Some.", raising="more")
    flag: bool = option("flag", False, "Some.", raising="more")
    day: object = option("day", "2026-01-01", "Some.", raising="fewer")
    none: object = option("share", None, "Some.", raising="fewer")
    free: float = option("share", 0.4, "Some.")


@pytest.mark.parametrize("turned", [None, "share", "whole", "number", "elapsed", "flag", "day"])
def test_options_of_every_kind_are_raised(turned):
    """Those that are told to give more give more, and a wrong promise shows."""
    promise = Every()

    @rule("ACME001", "of-every-kind", message="x", options=Every)
    def of_every_kind(facts, given):
        for each in ("share", "whole", "number", "elapsed", "flag", "day"):
            low = getattr(given, each) <= getattr(promise, each)
            if low == ((each == "day") != (each == turned)) and given.none is None:
                yield Match("", discriminator=each)

    failing = None
    try:
        checks.options_keep_their_promise.trying([Plan("Bakery")])(of_every_kind)
        checks.travels.trying([Plan("Bakery")])(of_every_kind)
    except FailedCheck as failed:
        failing = failed.wrong.partition(" ")[0]

    assert turned == failing


def test_every_check_has_its_name():
    """In the module of them, and for people."""
    assert {each.name for each in CHECKS} == {
        name.replace("_", "-") for name in checks.__all__ if name != "CHECKS"
    }
    assert all(getattr(checks, each.name.replace("-", "_")) is each for each in CHECKS)
    assert all(isinstance(each, Check) and each.about.endswith(".") for each in CHECKS)
    assert repr(checks.pure) == "<Check pure>"
