"""From a plan file to its answer, through the command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aufwand.cli.main import run

PLANS = Path(__file__).parent / "plans"
EXPECTED = json.loads((PLANS / "expected.json").read_text(encoding="utf-8"))

TEN_FAULTS = """\
schema = 1
name = "Ten faults"
currencyy = "EUR"
full_time = "40"
reserve = 1.5

[[channels]]
key = "facebook"
pieces = -1
audiences = ["families"]

[[roles]]
key = "pr"
capacity = "12 h"
rate = "45 EUR"

[[activities]]
key = "reel"
duration = "5-3 h"
per = "fortnightly"
roles = ["sales"]
"""


def _ends(told):
    return {name: told[name] for name in ("low", "likely", "high")}


def _answer(capsys, *arguments):
    code = run(arguments)
    out, err = capsys.readouterr()

    assert (0, "") == (code, err)
    return json.loads(out)


class TestShow:
    def test_orientation_with_one_role(self, capsys):
        """The orientation, done by one role, in hours, people, money and a finding."""
        data = _answer(
            capsys, "assess", str(PLANS / "orientation-one-role.toml"), "--format", "json"
        )
        estimate = data["estimate"]
        per_hour = {name: value / 45 for name, value in _ends(estimate["cost"]["weekly"]).items()}

        assert {"low": 13.4167, "likely": 16.9167, "high": 20.4167} == _ends(
            _rounded(estimate["weekly"])
        )
        assert {"low": 0.3485, "likely": 0.4394, "high": 0.5303} == _rounded(estimate["fte"])
        assert {"low": 603.75, "likely": 761.25, "high": 918.75} == _ends(
            estimate["cost"]["weekly"]
        )
        assert "EUR" == estimate["cost"]["currency"]
        assert "STF102" in {finding["code"] for finding in data["findings"]}
        assert pytest.approx(_ends(estimate["weekly"])) == per_hour

    def test_the_same_in_words(self, capsys):
        """People read the same numbers."""
        code = run(["assess", str(PLANS / "orientation-one-role.toml")])
        shown = capsys.readouterr().out

        assert 0 == code
        for text in ("13 h 25 min", "16 h 55 min", "20 h 25 min", "0.35", "0.44", "0.53"):
            assert text in shown
        for text in ("603.75 EUR", "761.25 EUR", "918.75 EUR", "STF102 warning  roles.pr"):
            assert text in shown

    @pytest.mark.parametrize("name", sorted(EXPECTED))
    def test_every_plan(self, capsys, name):
        """Each plan gives the numbers that were worked out by hand."""
        expected = EXPECTED[name]
        data = _answer(capsys, "assess", str(PLANS / name), "--format", "json")
        estimate = data["estimate"]
        codes = {finding["code"] for finding in data["findings"]}

        assert pytest.approx(expected["weekly"]) == list(_ends(estimate["weekly"]).values())
        if "fte" in expected:
            assert pytest.approx(expected["fte"], abs=1e-6) == list(estimate["fte"].values())
            assert expected["cost_weekly"] == list(_ends(estimate["cost"]["weekly"]).values())
        assert set(expected.get("findings", ())) <= codes


class TestFaults:
    def test_ten_at_once(self, capsys, tmp_path):
        """Ten different faults are ten messages, each with its line, and no answer."""
        plan = tmp_path / "plan.toml"
        plan.write_text(TEN_FAULTS, encoding="utf-8")
        code = run(["assess", str(plan)])
        out, err = capsys.readouterr()
        head, *told = err.splitlines()
        lines = [int(line.strip().removeprefix(f"{plan}:").split(":")[0]) for line in told]

        assert (3, "") == (code, out)
        assert f"{plan}: 10 faults" == head
        assert [3, 4, 5, 9, 10, 14, 15, 19, 20, 21] == lines
        assert all(" found " in line and ", expected " in line for line in told)
        assert "did you mean 'currency'?" in told[0]

    def test_one_repaired_plan(self, capsys, tmp_path):
        """What the messages ask for makes a plan."""
        plan = tmp_path / "plan.toml"
        repaired = TEN_FAULTS
        for wrong, right in (
            ("currencyy", "currency"),
            ('"40"', '"40 h/week"'),
            ("1.5", "0.15"),
            ("-1", "1"),
            ('audiences = ["families"]\n', ""),
            ('"12 h"', '"12 h/week"'),
            ('"45 EUR"', '"45 EUR/h"'),
            ("5-3 h", "3-5 h"),
            ("fortnightly", "week"),
            ("sales", "pr"),
        ):
            repaired = repaired.replace(wrong, right)
        plan.write_text(repaired, encoding="utf-8")
        data = _answer(capsys, "assess", str(plan), "--format", "json")

        assert {"low": 3.0, "likely": 4.0, "high": 5.0} == _ends(data["estimate"]["weekly"])


class TestGate:
    def test_from_findings_to_an_accepted_plan(self, capsys, tmp_path):
        """A finding stops a build until somebody accepts it, with a reason."""
        text = (PLANS / "orientation-one-role.toml").read_text(encoding="utf-8")
        plan = tmp_path / "plan.toml"
        plan.write_text(text, encoding="utf-8")
        gate = ["check", str(plan), "--select", "STF102", "--fail-on", "warning"]

        assert 1 == run(gate)
        accept = '[[accept]]\nrule = "STF102"\nwhere = "roles.pr"\nreason = "until spring"\n'
        plan.write_text(f"{text}\n{accept}", encoding="utf-8")
        assert 0 == run(gate)
        assert "Accepted: until spring" in capsys.readouterr().out


def _rounded(values):
    return {name: round(value, 4) for name, value in values.items()}
