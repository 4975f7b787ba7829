"""The command that applies remedies."""

from __future__ import annotations

import pytest

import aufwand as aw
from aufwand.cli.exit_codes import BROKEN, FINE, NO_PLAN, WRONG_USE
from aufwand.rules import Drop, Match, Put, Remedy

TITLE = {"en": "Close {channel}", "de": "{channel} schließen"}


@aw.rule("SAFE001", "close-it", message="{channel} is closed", scope="channels")
def close_it(facts):
    """Offer to close every active channel."""
    for each in facts.channels:
        change = Put(f"channels.{each.key}.status", "closed")
        yield Match(
            f"channels.{each.key}",
            channel=each.label,
            remedies=Remedy(TITLE, "safe", change, channel=each.label),
        )


@aw.rule("LESS001", "less-networking", message="too much networking")
def less_networking(facts):
    """Offer to give networking up."""
    if any(each.key == "networking" for each in facts.plan.activities):
        change = Drop("activities.networking")
        yield Match("activities", remedies=Remedy("Drop it", "trade-off", change))


@aw.rule("MORE001", "more-content", message="too little content")
def more_content(facts):
    """Offer more content."""
    if facts.area("content").likely < aw.hours(6):
        change = Put("activities.content.duration", "6-8 h")
        yield Match("activities", remedies=Remedy("More of it", "safe", change))


@pytest.fixture(autouse=True)
def plan(folder):
    """A plan with a comment and work for one channel."""
    text = (folder / "plan.toml").read_text(encoding="utf-8")
    text = text.replace('key = "facebook"\n', 'key = "facebook"   # since 2009\n')
    text += '\n[[activities]]\nkey = "posts"\nduration = "1 h"\nchannels = ["facebook"]\n'
    text += 'roles = ["pr"]\n'
    (folder / "plan.toml").write_text(text, encoding="utf-8")
    return folder / "plan.toml"


@pytest.fixture(autouse=True)
def rules(with_rules):
    """One safe remedy, one trade-off."""
    with_rules(close_it, less_networking)


class TestFix:
    def test_it_tells_what_it_would_do(self, aufwand, plan):
        """And leaves the file alone."""
        before = plan.read_text(encoding="utf-8")
        ended = aufwand("fix", "plan.toml")

        assert FINE == ended.code
        assert ended.out == (
            "Would be applied:\n"
            "  SAFE001  channels.facebook\n"
            "    Close Facebook (safe): saves 1 h (45.00 EUR) a week\n"
            "The week takes 16 h 55 min instead of 17 h 55 min, which saves 1 h (45.00 EUR).\n"
            "Gone: SAFE001 channels.facebook\n"
        )
        assert before == plan.read_text(encoding="utf-8")

    def test_in_german(self, aufwand):
        """With German numbers."""
        assert aufwand("fix", "plan.toml", "--lang", "de").out == (
            "Würde angewandt:\n"
            "  SAFE001  channels.facebook\n"
            "    Facebook schließen (unbedenklich): spart 1 Std. (45,00 EUR) je Woche\n"
            "Die Woche braucht 16 Std. 55 Min. statt 17 Std. 55 Min. und spart damit 1 Std. (45,00 "
            "EUR).\n"
            "Weg: SAFE001 channels.facebook\n"
        )

    def test_the_difference_is_a_patch(self, aufwand):
        """On standard output, with all talk on standard error."""
        ended = aufwand("fix", "plan.toml", "--diff")

        assert ended.out.startswith("--- plan.toml\n+++ plan.toml\n@@")
        assert '\n+status = "closed"\n' in ended.out
        assert ' key = "facebook"   # since 2009\n' in ended.out
        assert not [line for line in ended.out.splitlines() if line[:1] == "-"][1:]
        assert ended.err.startswith("Would be applied:")

    def test_writing_keeps_comments(self, aufwand, plan):
        """The file then holds the plan that was told of, and nothing is left to do."""
        ended = aufwand("fix", "plan.toml", "--write")
        text = plan.read_text(encoding="utf-8")

        assert ended.out.startswith("Applied and written:")
        assert "# since 2009" in text
        assert "closed" == aw.loads(text).channel("facebook").status
        assert aufwand("fix", "plan.toml", "--write").out == (
            "Nothing to fix: no finding has a safe remedy.\n"
            "There are trade-offs as well; --unsafe makes them.\n"
        )
        assert text == plan.read_text(encoding="utf-8")

    def test_trade_offs_are_made_when_asked(self, aufwand):
        """Each to what the one before it left."""
        data = aufwand("fix", "plan.toml", "--unsafe", "--format", "json").data

        assert ["LESS001", "SAFE001"] == [each["code"] for each in data["applied"]]
        assert 8.5 == data["saves"]["hours_per_week"]
        assert data["before"]["likely"] - data["after"]["likely"] == pytest.approx(8.5)
        assert not data["written"]
        assert '-baseline = "orientation"' in data["diff"]

    def test_one_rule_can_be_answered(self, aufwand):
        """By code or name."""
        data = aufwand(
            "fix", "plan.toml", "--unsafe", "--code", "less-networking", "--format", "json"
        ).data

        assert ["LESS001"] == [each["code"] for each in data["applied"]]
        assert WRONG_USE == aufwand("fix", "plan.toml", "--code", "LESS9").code

    def test_there_may_be_nothing_at_all(self, aufwand, with_rules):
        """Then it says so."""
        with_rules()
        ended = aufwand("fix", "plan.toml", "--unsafe", "--diff")

        assert ended.out.strip() == ""
        assert "no finding has a remedy that can be applied" in ended.err
        assert "--unsafe" not in aufwand("fix", "plan.toml").out

    def test_more_work_is_told_as_more(self, aufwand, with_rules):
        """A remedy can cost time."""
        with_rules(more_content)
        told = aufwand("fix", "plan.toml").out

        assert "which is 3 h (135.00 EUR) more" in told
        assert "costs 3 h (135.00 EUR) a week" in told

    def test_a_change_without_hours_saves_none(self, aufwand, with_rules, plan):
        """It says so."""
        with_rules(close_it)
        text = plan.read_text(encoding="utf-8")
        plan.write_text(text.replace('channels = ["facebook"]\n', ""), encoding="utf-8")

        assert "takes 17 h 55 min, as before" in aufwand("fix", "plan.toml").out

    def test_a_file_without_a_last_line_end(self, aufwand, with_rules, plan):
        """Is told of as patches do."""
        with_rules(less_networking)
        plan.write_text('baseline = "orientation"\nname = "A"', encoding="utf-8")

        assert "\\ No newline" in aufwand("fix", "plan.toml", "--unsafe", "--diff").out

    def test_standard_input_can_be_shown_but_not_written(self, aufwand, typed, plan):
        """There is nothing to write to."""
        typed(plan.read_text(encoding="utf-8"))

        assert aufwand("fix", "-", "--diff").out.startswith("--- <stdin>\n")
        assert WRONG_USE == aufwand("fix", "-", "--write").code
        assert WRONG_USE == aufwand("fix", "plan.toml", "--write", "--diff").code

    def test_a_broken_rule_is_told_by_the_exit_code(self, aufwand, with_rules):
        """A fix may be missing."""

        @aw.rule("BAD001", "bad", message="x")
        def bad(facts):
            raise ValueError

        with_rules(bad, close_it)

        assert BROKEN == aufwand("fix", "plan.toml").code

    def test_a_plan_that_is_no_plan_is_not_fixed(self, aufwand, plan):
        """Nothing is printed then."""
        plan.write_text("nme = 1", encoding="utf-8")
        ended = aufwand("fix", "plan.toml", "--write")

        assert (NO_PLAN, "") == (ended.code, ended.out)
        assert "nme = 1" == plan.read_text(encoding="utf-8")
