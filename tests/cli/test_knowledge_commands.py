"""Commands that tell what aufwand knows."""

from __future__ import annotations

import pytest

import aufwand as aw
from aufwand.cli.exit_codes import BROKEN, FINE, NO_PLAN
from aufwand.rules import RuleSet
from aufwand.rules._failing import not_loaded


class TestExplain:
    @pytest.mark.parametrize("what", ["STF102", "role-overbooked"])
    def test_a_rule(self, aufwand, what):
        """A rule's page is shown by code or name."""
        ended = aufwand("explain", what)

        assert FINE == ended.code
        assert ended.out.startswith("STF102 role-overbooked  warning\n")
        assert "When not to worry" in ended.out

    def test_a_rule_in_german(self, aufwand):
        """Its headings are German."""
        assert "Wann es nicht stört" in aufwand("explain", "STF102", "--lang", "de").out

    def test_a_rule_as_json(self, aufwand):
        """The page is there as data."""
        data = aufwand("explain", "STF102", "--format", "json").data

        assert ["schema", "rule"] == list(data)
        assert "STF102" == data["rule"]["code"]

    @pytest.mark.parametrize("path", ["weekly", "cost.yearly", "by.role.pr", "once", "fte"])
    def test_a_number(self, aufwand, path):
        """A number of a plan leads down to its sources."""
        text = aufwand("explain", "plan.toml", path).out
        data = aufwand("explain", "plan.toml", path, "--format", "json").data

        assert str(aw.estimate(aw.load("plan.toml")).explain(path)) + "\n" == text
        assert path == data["explanation"]["path"]

    def test_the_week(self, aufwand):
        """Without a path it is the week."""
        assert aufwand("explain", "plan.toml", "weekly") == aufwand("explain", "plan.toml")

    def test_in_german(self, aufwand):
        """The work of a baseline has its German name."""
        shown = aufwand("explain", "plan.toml", "--lang", "de").out

        assert shown.startswith("Aufwand je Woche  13 Std. 25 Min.")
        assert "Inhalte erstellen" in shown

    def test_files_with_any_name(self, aufwand, folder, typed):
        """A file that is there, standard input, and what has a format, are plans."""
        text = (folder / "plan.toml").read_text(encoding="utf-8")
        (folder / "plan").write_text(text, encoding="utf-8")
        typed(text)

        assert FINE == aufwand("explain", "plan", "--input-format", "toml").code
        assert FINE == aufwand("explain", "-").code
        assert "--input-format" in aufwand("explain", "plan").err
        assert NO_PLAN == aufwand("explain", "STF102", "--input-format", "toml").code


class TestRules:
    def test_text(self, aufwand):
        """Every active rule is a line: code, level, name, package."""
        ended = aufwand("rules")
        lines = ended.out.splitlines()

        assert FINE == ended.code
        assert ["Rule", "level", "name", "from"] == lines[0].split()
        assert ["STF102", "warning", "role-overbooked", "aufwand"] in [
            line.split() for line in lines
        ]
        assert len(RuleSet.installed()) == len(lines) - 1

    def test_german(self, aufwand):
        """The levels are German."""
        assert "STF102   Warnung" in aufwand("rules", "--lang", "de").out

    def test_json(self, aufwand):
        """Everything that is known of each rule."""
        data = aufwand("rules", "--format", "json").data

        assert ["schema", "rules", "broken"] == list(data)
        assert [rule.as_dict() for rule in RuleSet.installed()] == data["rules"]
        assert [] == data["broken"]

    def test_a_package_that_cannot_be_loaded(self, aufwand, with_rules):
        """It is told of, and ends with 4."""
        with_rules(broken=[not_loaded("posts", "acme", ImportError("no acme"))])
        text = aufwand("rules")
        data = aufwand("rules", "--format", "json")

        assert (BROKEN, BROKEN) == (text.code, data.code)
        assert "The rules posts of acme could not be loaded" in text.out
        assert ["INT001"] == [finding["code"] for finding in data.data["broken"]]


class TestSchema:
    @pytest.mark.parametrize("arguments", [(), ("--format", "json")])
    def test_is_the_schema(self, aufwand, arguments):
        """It is the schema of a plan file, and nothing else."""
        ended = aufwand("schema", *arguments)

        assert (FINE, "") == (ended.code, ended.err)
        assert aw.plan_schema() == ended.data
