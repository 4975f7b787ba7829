"""The command that fails when a plan has grave findings."""

from __future__ import annotations

import pytest

import aufwand as aw
from aufwand.cli import _clock
from aufwand.cli.exit_codes import BROKEN, FINE, FOUND
from aufwand.rules import Match, rule


@rule("ACME001", "breaks")
def breaks(facts):
    """Break."""
    raise ValueError("no luck")


@rule("ACME002", "says-so", level="warning", message={"en": "It is so.", "de": "Es ist so."})
def says_so(facts):
    """Say so."""
    yield Match("roles.pr")


class TestCheck:
    @pytest.mark.parametrize(
        ("gate", "selected", "expected"),
        [
            ("error", "STF102", FINE),
            ("warning", "STF102", FOUND),
            ("advice", "STF102", FOUND),
            ("warning", "TIM", FINE),
        ],
    )
    def test_gate(self, aufwand, gate, selected, expected):
        """Findings at or above the gate end with 1."""
        ended = aufwand("check", "plan.toml", "--select", selected, "--fail-on", gate)

        assert expected == ended.code

    def test_gate_is_errors(self, aufwand):
        """Unless told otherwise, only errors count."""
        ended = aufwand("check", "plan.toml")

        assert FINE == ended.code
        assert ended.out.startswith("Findings: ")

    def test_nothing_found(self, aufwand):
        """No finding is told as well."""
        plan = aufwand("check", "plan.toml", "--select", "QLT102")

        assert (FINE, "No findings.\n", "") == plan

    def test_json(self, aufwand):
        """The findings as JSON have the same keys as in an assessment."""
        data = aufwand("check", "plan.toml", "--format", "json").data
        same = aufwand("assess", "plan.toml", "--format", "json").data

        assert {"schema": 1, "plan": {"name": "Bakery"}, "findings": same["findings"]} == data

    @pytest.mark.parametrize("style", ["text", "json"])
    def test_a_rule_that_breaks(self, aufwand, with_rules, style):
        """That a rule broke weighs more than what was found."""
        with_rules(breaks, says_so)
        ended = aufwand("check", "plan.toml", "--format", style, "--fail-on", "warning")

        assert BROKEN == ended.code

    def test_an_acceptance_that_has_run_out(self, aufwand, folder, monkeypatch):
        """The day on which it is asked decides whether an acceptance holds."""
        with (folder / "plan.toml").open("a") as file:
            file.write(
                '[[accept]]\nrule = "STF102"\nwhere = "roles.pr"\nreason = "summer"\n'
                'owner = "Anna"\nuntil = 2027-06-30\n'
            )
        day = aw.Acceptance(rule="x", reason="y", until="2027-06-30").until
        monkeypatch.setattr(_clock, "today", lambda: day)
        german = aufwand("check", "plan.toml", "--select", "STF102", "--lang", "de").out
        held = aufwand("check", "plan.toml", "--select", "STF102", "--fail-on", "advice")
        monkeypatch.setattr(_clock, "today", lambda: day.replace(month=7))
        run_out = aufwand("check", "plan.toml", "--select", "STF102", "--fail-on", "advice")

        assert FINE == held.code
        assert "Findings: 1 accepted\n" in held.out
        assert "    Accepted until 2027-06-30 by Anna: summer\n" in held.out
        assert "    In Kauf genommen bis 30.06.2027 von Anna: summer\n" in german
        assert FOUND == run_out.code
        assert "Findings: 1 warning\n" in run_out.out
