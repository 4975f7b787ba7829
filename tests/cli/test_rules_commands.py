"""Which rules are asked, and who said so."""

from __future__ import annotations

import pytest

import aufwand as aw
from aufwand.cli.exit_codes import FINE, NO_PLAN, WRONG_USE
from aufwand.rules import Match, option, options

SETTINGS = """
[tool.aufwand.rules]
extends = ["aufwand:recommended"]
ignore = ["SLOW"]

[tool.aufwand.rules.options.FAST001]
least = "3 h"
names = ["a", "b"]
flag = true
"""

RULES = """
[rules.levels]
fast-rule = "error"

[[rules.overrides]]
where = "channels.*"
levels = { FAST = "off" }
options = { FAST001 = { least = "4 h" } }
"""


@options
class Least:
    """How much is enough."""

    least: aw.Effort = option("effort", "2 h", {"en": "How much.", "de": "Wie viel."})
    names: tuple[str, ...] = option("texts", (), "Which.")
    flag: bool = option("flag", False, "Whether.")


@aw.rule("FAST001", "fast-rule", message="{channel}", options=Least, scope="channels")
def fast(facts, given):
    """Say something about every channel."""
    for each in facts.plan.channels:
        yield Match(f"channels.{each.key}", channel=f"{each.key} {given.least}")


@aw.rule("SLOW001", "slow-rule", message="slow")
def slow(facts):
    """Say something."""
    yield Match("channels")


@pytest.fixture(autouse=True)
def rules(with_rules, folder):
    """Two rules, a file of settings, and a plan that has some of its own."""
    with_rules(fast, slow)
    (folder / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")
    plan = (folder / "plan.toml").read_text(encoding="utf-8")
    (folder / "own.toml").write_text(plan + RULES, encoding="utf-8")


class TestExplainConfig:
    def test_every_rule_is_there(self, aufwand):
        """With its level and options, and who said so."""
        ended = aufwand("rules", "explain-config", "own.toml", "--config", "pyproject.toml")

        assert FINE == ended.code
        assert ended.out == (
            "Rule      name        asked   says       level    says\n"
            "FAST001   fast-rule   yes     default    error    the plan\n"
            "    least = 3 h  (settings)\n"
            "    names = a, b  (settings)\n"
            "    flag = true  (settings)\n"
            "    at channels.*: no, least = 4 h, names = a, b, flag = true  (the plan)\n"
            "SLOW001   slow-rule   no      settings   advice   default\n"
        )

    def test_what_stands_on_the_command_line_is_last(self, aufwand):
        """It wins over all else."""
        data = aufwand(
            *("rules", "explain-config", "own.toml", "--config", "pyproject.toml"),
            *("--select", "FAST", "--extend", "slow-rule", "--format", "json"),
        ).data
        fast_one, slow_one = data["rules"]

        assert slow_one["on"]
        assert "call" == slow_one["on_from"]
        assert {"value": "3 h", "from": "settings"} == fast_one["options"]["least"]
        assert fast_one["overrides"][0]["options"]["least"] == "4 h"

    def test_in_german(self, aufwand):
        """So are its words."""
        told = aufwand("rules", "explain-config", "own.toml", "--lang", "de").out

        assert "der Plan" in told
        assert "flag = false  (Vorgabe)" in told
        assert "bei channels.*: nein, least = 4 h" in told

    def test_an_override_may_say_only_one_thing(self, aufwand, folder):
        """A level, or options."""
        text = (folder / "plan.toml").read_text(encoding="utf-8")
        text += '[[rules.overrides]]\nwhere = "channels.facebook"\noptions.FAST001.least = "9 h"\n'
        (folder / "own.toml").write_text(text, encoding="utf-8")

        assert (
            "at channels.facebook: least = 9 h"
            in aufwand("rules", "explain-config", "own.toml").out
        )

    def test_faults_are_placed_in_their_files(self, aufwand, folder):
        """All at once, in the settings and in the plan."""
        (folder / "pyproject.toml").write_text(
            SETTINGS.replace("SLOW", "SLOWLY").replace('"3 h"', "3"), encoding="utf-8"
        )
        plan = folder / "own.toml"
        plan.write_text(plan.read_text(encoding="utf-8").replace("fast-rule", "fats-rule"))
        ended = aufwand("rules", "explain-config", "own.toml", "--config", "pyproject.toml")

        assert (NO_PLAN, "") == (ended.code, ended.out)
        assert "pyproject.toml:4:11: tool.aufwand.rules.ignore[0]: found 'SLOWLY'" in ended.err
        assert "pyproject.toml:7:9: tool.aufwand.rules.options.FAST001.least" in ended.err
        assert "own.toml:22:13: rules.levels.fats-rule: found 'fats-rule'" in ended.err
        assert "did you mean 'fast-rule'?" in ended.err

    def test_settings_that_cannot_be_read(self, aufwand, folder):
        """Are told with their own name."""
        (folder / "none.toml").write_text("[rule]", encoding="utf-8")
        (folder / "bad.toml").write_text("[rules]\nlevels = 3\nselct = 1", encoding="utf-8")

        assert (
            "none.toml: found nothing"
            in aufwand("assess", "plan.toml", "--config", "none.toml").err
        )
        told = aufwand("assess", "plan.toml", "--config", "bad.toml")
        assert NO_PLAN == told.code
        assert "bad.toml:2:10: rules.levels" in told.err
        assert "bad.toml:3:1: rules.selct" in told.err
        assert NO_PLAN == aufwand("assess", "plan.toml", "--config", "away.toml").code
        (folder / "odd.txt").write_text("[rules]", encoding="utf-8")
        assert WRONG_USE == aufwand("assess", "plan.toml", "--config", "odd.txt").code


class TestShow:
    def test_it_shows_what_explain_shows(self, aufwand):
        """A rule's page."""
        assert aufwand("rules", "show", "FAST001") == aufwand("explain", "FAST001")
        assert WRONG_USE == aufwand("rules", "show", "FAST002").code


class TestAssess:
    def test_settings_are_followed(self, aufwand):
        """Those of the file, of the plan, and of the command line."""
        codes = [
            finding["code"]
            for finding in aufwand("assess", "plan.toml", "--format", "json").data["findings"]
        ]
        fewer = aufwand(
            "assess", "plan.toml", "--config", "pyproject.toml", "--format", "json"
        ).data["findings"]

        assert codes == ["SLOW001", "FAST001"]
        assert ["facebook 3 h"] == [each["message"] for each in fewer]
        assert "No findings" in aufwand("assess", "own.toml", "--select", "FAST").out
