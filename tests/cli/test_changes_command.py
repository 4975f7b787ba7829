"""The command that tells what changed between two plans."""

from __future__ import annotations

import pytest

from aufwand.cli.exit_codes import BROKEN, FINE, NO_PLAN, WRONG_USE
from aufwand.rules import RuleSet, rule

MORE = """\

[[activities]]
key = "reel"
duration = "2 h"
roles = ["pr"]
"""

DOLLARS = """\
name = "Bakery"
[[roles]]
key = "pr"
rate = "45 USD/h"
"""


@rule("ACME001", "breaks")
def breaks(facts):
    """It breaks on plans with more than six activities."""
    print("hello")  # noqa: T201 - what a plug-in may do
    return () if len(facts.plan.activities) < 7 else facts.no_such_thing


@pytest.fixture
def plans(folder):
    """The plan, and a later one with more work."""
    (folder / "new.toml").write_text(
        (folder / "plan.toml").read_text(encoding="utf-8") + MORE, encoding="utf-8"
    )
    return "plan.toml", "new.toml"


def test_text(aufwand, plans):
    """It says how much more it is, and the exit code is 0 whatever it is."""
    ending = aufwand("diff", *plans)

    assert FINE == ending.code
    assert ending.out.startswith(
        "Bakery\n\n2 h a week more than before (18 h 55 min instead of 16 h 55 min), "
        "of it +2 h Reel (new).\n"
    )
    assert "Activities, new: Reel\n" in ending.out
    assert "STF102 warning  roles.pr  new.toml:" in ending.out
    assert ending.err == ""


def test_markdown(aufwand, plans):
    """For a pull request, in the language that is asked for."""
    ending = aufwand("diff", *plans, "--format", "markdown", "--lang", "de")

    assert FINE == ending.code
    assert ending.out.startswith("## Bakery\n\n**2 Std. je Woche mehr als bisher")
    assert "| Gespräche" not in ending.out
    assert "| Reel *(neu)* | 0 Min. | 2 Std. | +2 Std. | +90,00 EUR |" in ending.out


def test_json(aufwand, plans):
    """With the form's version in front, and the file that each finding is about."""
    data = aufwand("diff", *plans, "--format", "json").data

    assert 1 == data["schema"]
    assert 2 == data["change"]["hours"]["likely"]
    assert 90 == data["change"]["money"]["likely"]
    assert ["reel"] == data["parts"]["activities"]["added"]
    changed = [each for each in data["findings"]["changed"] if each["after"]["code"] == "STF102"]
    assert ("plan.toml", "new.toml") == (changed[0]["before"]["file"], changed[0]["after"]["file"])


def test_the_same_plan(aufwand):
    """Nothing changed."""
    assert "Bakery\n\nNothing changed.\n" == aufwand("diff", "plan.toml", "plan.toml").out


def test_rules_are_chosen_for_both(aufwand, plans):
    """As for check."""
    data = aufwand("diff", *plans, "--select", "STF", "--ignore", "STF102", "--format", "json").data
    found = [each for kind in data["findings"].values() for each in kind]

    assert {"STF"} >= {(each.get("after") or each)["code"][:3] for each in found}
    assert WRONG_USE == aufwand("diff", *plans, "--select", "TYPO").code


@pytest.mark.parametrize("first", [True, False])
def test_one_from_standard_input(aufwand, typed, first):
    """Either of them; what it is written in is said for that one alone."""
    typed('{"name": "Bakery", "baseline": "orientation"}')
    files = ("-", "plan.toml") if first else ("plan.toml", "-")
    ending = aufwand("diff", *files, "--input-format", "json", "--format", "json")

    assert FINE == ending.code
    assert (["launch"] if first else []) == ending.data["parts"]["activities"]["added"]


def test_both_from_standard_input(aufwand):
    """There is only one of it."""
    ending = aufwand("diff", "-", "-")

    assert WRONG_USE == ending.code
    assert "standard input holds one plan" in ending.err


def test_a_name_that_does_not_say_its_format(aufwand, folder):
    """It can be said beside it, and has to be."""
    (folder / "old.txt").write_text("name: Bakery\n", encoding="utf-8")

    assert WRONG_USE == aufwand("diff", "old.txt", "plan.toml").code
    assert FINE == aufwand("diff", "old.txt", "plan.toml", "--input-format", "yaml").code


def test_one_that_is_no_sound_plan(aufwand, folder):
    """Its faults are told with its file."""
    (folder / "bad.toml").write_text('name = "Bakery"\nbudgt = 3\n', encoding="utf-8")

    for files in (("bad.toml", "plan.toml"), ("plan.toml", "bad.toml")):
        ending = aufwand("diff", *files)
        assert NO_PLAN == ending.code
        assert "bad.toml:2:1: budgt" in ending.err
        assert ending.out == ""


def test_two_that_are_no_sound_plans(aufwand, folder):
    """All faults of both are told at once."""
    (folder / "bad.toml").write_text('name = "Bakery"\nbudgt = 3\n', encoding="utf-8")
    ending = aufwand("diff", "no-such-plan.toml", "bad.toml")

    assert NO_PLAN == ending.code
    assert "no-such-plan.toml: No such file or directory\n" in ending.err
    assert "bad.toml:2:1: budgt" in ending.err


def test_one_of_which_no_estimate_can_be_made(aufwand, folder):
    """It is told which of the two, and where."""
    drivers = "".join(f'[[drivers]]\nkey = "d{each}"\nfactor = 1000000000\n' for each in range(30))
    text = 'name = "Bakery"\nbaseline = "orientation"\n' + drivers
    (folder / "huge.toml").write_text(text, encoding="utf-8")
    ending = aufwand("diff", "plan.toml", "huge.toml")

    assert NO_PLAN == ending.code
    assert "huge.toml:2:" in ending.err


def test_two_currencies(aufwand, folder):
    """Hours are compared all the same, and why money is not is told."""
    (folder / "dollars.toml").write_text(DOLLARS, encoding="utf-8")
    ending = aufwand("diff", "plan.toml", "dollars.toml")
    data = aufwand("diff", "plan.toml", "dollars.toml", "--format", "json").data

    assert FINE == ending.code
    assert "One plan is in EUR and the other in USD" in ending.out
    assert data["change"]["money"] is None
    assert data["no_money"].startswith("one plan is in EUR")


def test_a_rule_that_breaks(aufwand, plans, monkeypatch):
    """Findings may be missing then, and what it prints is no part of the answer."""
    monkeypatch.setattr(RuleSet, "installed", lambda *_, **__: RuleSet([breaks]))

    assert BROKEN == aufwand("diff", *plans).code
    assert "INT001" in aufwand("diff", *plans).out
    assert BROKEN == aufwand("diff", *plans[::-1]).code
    assert FINE == aufwand("diff", plans[0], plans[0]).code
    assert aufwand("diff", *plans, "--format", "json").data["schema"] == 1
