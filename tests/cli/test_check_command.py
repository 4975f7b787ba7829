"""The command that fails when a plan has grave findings."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import aufwand as aw
from aufwand.cli import _clock
from aufwand.cli.checking import FORMATS
from aufwand.cli.exit_codes import BROKEN, FINE, FOUND, NO_PLAN, WRONG_USE
from aufwand.rules import Match, rule
from aufwand.units import Money, hours


@rule("ACME001", "breaks")
def breaks(facts):
    """Break."""
    raise ValueError("no luck")


@rule("ACME002", "says-so", level="warning", message={"en": "It is so.", "de": "Es ist so."})
def says_so(facts):
    """Say so."""
    yield Match("roles.pr", cost=(hours(5), Money(225, "EUR")))


@rule("ACME003", "notes", level="info", message="By the way, {role} works.")
def notes(facts):
    """Note something."""
    yield Match("roles.pr", role="PR: 100 % | <b>")


@pytest.fixture
def own_rules(with_rules):
    """Let two rules be all that are installed."""
    with_rules(says_so, notes)


class TestGate:
    @pytest.mark.parametrize(
        ("gate", "selected", "expected"),
        [
            ("error", "STF102", FINE),
            ("warning", "STF102", FOUND),
            ("advice", "STF102", FOUND),
            ("info", "STF102", FOUND),
            ("warning", "TIM102", FINE),
        ],
    )
    def test_levels(self, aufwand, gate, selected, expected):
        """Findings at or above the gate end with 1."""
        ended = aufwand("check", "plan.toml", "--select", selected, "--fail-on", gate)

        assert expected == ended.code

    def test_errors_unless_told_otherwise(self, aufwand, own_rules):
        """Unless told otherwise, only errors count."""
        ended = aufwand("check", "plan.toml")

        assert FINE == ended.code
        assert ended.out.startswith("Findings: ")

    @pytest.mark.parametrize("level", ["info", "advice"])
    def test_notes(self, aufwand, with_rules, level):
        """The lowest gate counts everything."""
        with_rules(notes)

        assert (FOUND if level == "info" else FINE) == aufwand(
            "check", "plan.toml", "--fail-on", level
        ).code

    @pytest.mark.parametrize(
        ("limit", "expected"),
        [
            ("4 h/week", FOUND),
            ("5 h/week", FINE),
            ("200 EUR/week", FOUND),
            ("225 EUR/week", FINE),
            ("1000 EUR/month", FINE),
            ("900 EUR/month", FOUND),
        ],
    )
    def test_what_findings_cost(self, aufwand, own_rules, limit, expected):
        """A limit on hours or money looks at what all open findings cost together."""
        ended = aufwand("check", "plan.toml", "--fail-above", limit)

        assert (expected, "") == (ended.code, ended.err)

    @pytest.mark.parametrize(
        ("limit", "expected"),
        [
            ("5", "effort or money of a period, such as '5 h/week' or '90 EUR/week'"),
            ("five hours", "effort or money of a period"),
            ("90 CHF/week", "--fail-above is in CHF, but the plan in EUR"),
        ],
    )
    def test_no_limit(self, aufwand, own_rules, limit, expected):
        """What is no limit is told as wrong use."""
        ended = aufwand("check", "plan.toml", "--fail-above", limit)

        assert (WRONG_USE, "") == (ended.code, ended.out)
        assert expected in ended.err

    def test_a_limit_on_what_has_no_price(self, aufwand, with_rules):
        """That no finding can be held against the limit is said, and is no fault."""
        with_rules(notes)
        english = aufwand("check", "plan.toml", "--fail-above", "90 EUR/week")
        german = aufwand("check", "plan.toml", "--fail-above", "1 h/week", "--lang", "de")

        assert FINE == english.code == german.code
        assert "No finding has a price to hold against --fail-above 90 EUR/week.\n" == english.err
        assert german.err.startswith("Kein Befund hat einen Preis")

    def test_money_without_money(self, aufwand, own_rules, folder):
        """A plan without money has no currency that the limit could miss."""
        (folder / "plan.toml").write_text('name = "Bakery"', encoding="utf-8")

        assert FINE == aufwand("check", "plan.toml", "--fail-above", "900 CHF/week", "--select",
                               "ACME003").code  # fmt: skip

    def test_exit_zero(self, aufwand, own_rules, with_rules):
        """It makes a 0 of a 1, and of nothing else."""
        zero = ("check", "plan.toml", "--exit-zero", "--fail-on", "info")
        found = aufwand(*zero)
        unreadable = aufwand("check", "nothing.toml", "--exit-zero")
        wrong = aufwand(*zero, "--select", "TYPO")
        with_rules(breaks)

        assert [FINE, NO_PLAN, WRONG_USE, BROKEN] == [
            found.code,
            unreadable.code,
            wrong.code,
            aufwand(*zero).code,
        ]
        assert "It is so." in found.out

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
        assert "What is accepted costs 4 h 55 min (221.25 EUR) a week together.\n" in held.out
        assert "    In Kauf genommen bis 30.06.2027 von Anna: summer\n" in german
        assert FOUND == run_out.code
        assert "Findings: 1 warning\n" in run_out.out

    @pytest.mark.parametrize("style", FORMATS)
    def test_a_rule_that_breaks(self, aufwand, with_rules, style):
        """That a rule broke weighs more than what was found, and is told in every format."""
        with_rules(breaks, says_so)
        ended = aufwand("check", "plan.toml", "--format", style, "--fail-on", "warning")

        assert BROKEN == ended.code
        assert "ACME001" in ended.out
        assert "It is so." in ended.out


class TestFormats:
    def test_nothing_found(self, aufwand):
        """No finding is told as well."""
        plan = aufwand("check", "plan.toml", "--select", "QLT102")

        assert (FINE, "No findings.\n", "") == plan

    def test_json(self, aufwand):
        """The findings as JSON have the same keys as in an assessment."""
        data = aufwand("check", "plan.toml", "--format", "json").data
        same = aufwand("assess", "plan.toml", "--format", "json").data

        assert ["schema", "plan", "findings"] == list(data)
        assert {name: same[name] for name in data} == data

    def test_jsonl(self, aufwand, own_rules):
        """Each line is a finding."""
        ended = aufwand("check", "plan.toml", "--format", "jsonl")
        same = aufwand("check", "plan.toml", "--format", "json").data["findings"]

        assert same == [json.loads(line) for line in ended.out.splitlines()]

    @pytest.mark.parametrize("style", ["concise", "jsonl"])
    def test_nothing_at_all(self, aufwand, with_rules, style):
        """Without findings there are no lines."""
        with_rules()

        assert (FINE, "", "") == aufwand("check", "plan.toml", "--format", style)

    @pytest.mark.parametrize(
        ("style", "expected"),
        [
            ("concise", "plan.toml:9:1: ACME002 Warnung roles.pr: Es ist so.\n"),
            (
                "github",
                "::warning file=plan.toml,line=9,col=1,title=ACME002 says-so::Es ist so.\n",
            ),
            (
                "markdown",
                "### Prüfung von Bakery\n\n**Befunde: 1 Warnung, 1 Hinweis**\n\n- **Warnung** ",
            ),
            ("text", "Befunde: 1 Warnung, 1 Hinweis\nACME002 Warnung  roles.pr  plan.toml:9\n"),
        ],
    )
    def test_words(self, aufwand, own_rules, style, expected):
        """Every format speaks the language that is asked for."""
        ended = aufwand("check", "plan.toml", "--format", style, "--lang", "de")

        assert (FINE, "") == (ended.code, ended.err)
        assert ended.out.startswith(expected)

    def test_junit(self, aufwand, own_rules):
        """JUnit is XML, in the language that is asked for."""
        root = ET.fromstring(
            aufwand("check", "plan.toml", "--format", "junit", "--lang", "de").out.encode()
        )

        assert ["Es ist so.", "By the way, PR: 100 % | <b> works."] == [
            each.get("message") for each in root.iter("failure")
        ]

    def test_sarif(self, aufwand, own_rules, folder):
        """SARIF names the file below the folder where the command runs."""
        for name in ("plan.toml", str(folder / "plan.toml")):
            log = aufwand("check", name, "--format", "sarif", "--lang", "de")
            (run,) = log.data["runs"]
            (result, _) = run["results"]
            physical = result["locations"][0]["physicalLocation"]

            assert "" == log.err
            assert "Es ist so." == result["message"]["text"]
            assert {"uri": "plan.toml"} == physical["artifactLocation"]
            assert 9 == physical["region"]["startLine"]
            assert str(folder) not in log.out

    def test_sarif_from_standard_input(self, aufwand, own_rules, typed, folder):
        """What comes from nowhere has no place, unless somebody says where it came from."""
        text = (folder / "plan.toml").read_text(encoding="utf-8")
        typed(text)
        nowhere = aufwand("check", "-", "--format", "sarif")
        typed(text)
        anchored = aufwand("check", "-", "--format", "sarif", "--sarif-anchor", "plans/a b.toml")
        (location,) = anchored.data["runs"][0]["results"][0]["locations"]
        physical = location["physicalLocation"]

        assert "physicalLocation" not in nowhere.data["runs"][0]["results"][0]["locations"][0]
        assert "name one with --sarif-anchor" in nowhere.err
        assert "" == anchored.err
        assert {"uri": "plans/a%20b.toml"} == physical["artifactLocation"]
        assert 9 == physical["region"]["startLine"]

    def test_nothing_to_anchor(self, aufwand, with_rules, typed):
        """Without results nothing wants a place."""
        with_rules()
        typed('name = "Bakery"')

        assert "" == aufwand("check", "-", "--format", "sarif").err

    @pytest.mark.parametrize(
        "arguments",
        [("plan.toml", "--format", "sarif"), ("-", "--format", "junit"), ("-",)],
    )
    def test_an_anchor_for_nothing(self, aufwand, arguments):
        """Where an anchor would say nothing, it is wrong use."""
        ended = aufwand("check", *arguments, "--sarif-anchor", "plan.toml")

        assert (WRONG_USE, "") == (ended.code, ended.out)
        assert "--sarif-anchor is for a plan on standard input and --format sarif" in ended.err

    def test_unknown(self, aufwand):
        """The formats there are are told."""
        ended = aufwand("check", "plan.toml", "--format", "xml")

        assert WRONG_USE == ended.code
        assert all(f"'{each}'" in ended.err for each in FORMATS)


class TestIsolated:
    def test_ours_say_the_same_there(self, aufwand):
        """Only rules of other packages are asked in a process of their own."""
        here = aufwand("check", "plan.toml", "--format", "json")

        assert here == aufwand("check", "plan.toml", "--format", "json", "--isolated")

    def test_assess_takes_it_too(self, aufwand):
        """As any option about rules."""
        here = aufwand("assess", "plan.toml", "--select", "STF")

        assert here == aufwand("assess", "plan.toml", "--select", "STF", "--isolated")

    def test_a_rule_that_ends_the_process_is_told_of(self, aufwand, with_rules, monkeypatch):
        """It does not end the command."""
        monkeypatch.syspath_prepend(str(Path(__file__).parents[1] / "plugins"))
        hostile = import_module("hostile_rules")
        with_rules(hostile.ends_hard)
        ended = aufwand("check", "plan.toml", "--isolated", "--format", "json")

        assert BROKEN == ended.code
        assert ["INT001"] == [each["code"] for each in ended.data["findings"]]


def test_a_baseline_knows_what_was_not_asked(aufwand, folder):
    """Rules that are not even loaded took nothing away."""
    (folder / "plan.toml").write_text('name = "Bakery"', encoding="utf-8")
    aufwand("check", "plan.toml", "--select", "AUD104,REV101", "--write-baseline", "known.json")
    before = (folder / "known.json").read_text(encoding="utf-8")
    ended = aufwand(
        "check", "plan.toml", "--baseline", "known.json", "--select", "REV101", "--prune"
    )

    assert FINE == ended.code
    assert "AUD104" not in ended.err
    assert before == (folder / "known.json").read_text(encoding="utf-8")
