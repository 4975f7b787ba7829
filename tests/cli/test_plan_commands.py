"""Commands that work on a plan."""

from __future__ import annotations

import json
import sys

import pytest

import aufwand as aw
from aufwand.cli._options import line_length
from aufwand.cli.exit_codes import BROKEN, FINE, NO_PLAN, WRONG_USE
from aufwand.rules import Match, rule

FINDING = {
    "code": str,
    "name": str,
    "level": str,
    "path": str,
    "message": str,
    "measured": (dict, type(None)),
    "limit": (dict, type(None)),
    "cost": (dict, type(None)),
    "remedies": list,
    "file": str,
    "line": int,
    "column": int,
    "fingerprint": str,
    "accepted": (dict, type(None)),
}

FORMS = {
    "toml": 'name = "Bakery"\nbaseline = "orientation"\n',
    "yaml": "name: Bakery\nbaseline: orientation\n",
    "json": '{"name": "Bakery", "baseline": "orientation"}',
}


@rule("ACME009", "talks")
def talks(facts):
    """It talks and finds nothing."""
    print("hello")  # noqa: T201 - what a plug-in may do
    return ()


@rule("ACME001", "breaks")
def breaks(facts):
    """Break."""
    raise ValueError("no luck")


@rule("ACME002", "says-so", level="warning", message={"en": "It is so.", "de": "Es ist so."})
def says_so(facts):
    """Say so."""
    yield Match("roles.pr")


class TestAssess:
    def test_answer(self, aufwand):
        """The answer is hours, people and money, then parts, findings and sources."""
        ended = aufwand("assess", "plan.toml")
        shown = ended.out.splitlines()

        assert (FINE, "") == (ended.code, ended.err)
        assert "Bakery" == shown[0]
        assert ["Hours", "13 h 25 min", "16 h 55 min", "20 h 25 min"] == _cells(shown[4])
        assert ["Full-time positions", "0.34", "0.42", "0.51"] == _cells(shown[5])
        assert ["Cost", "603.75 EUR", "761.25 EUR", "918.75 EUR"] == _cells(shown[6])
        assert ["Once: hours", "6 h", "8 h", "10 h"] == _cells(shown[8])
        assert ["Once: cost", "270.00 EUR", "360.00 EUR", "450.00 EUR"] == _cells(shown[9])
        assert "\nSTF102 warning  roles.pr  plan.toml:9\n" in ended.out
        assert "Where the numbers come from\nHow Much Time Does" in ended.out

    def test_german(self, aufwand):
        """In German, names that aufwand gave are German, too."""
        ended = aufwand("assess", "plan.toml", "--lang", "de")

        assert FINE == ended.code
        assert "Gespräche beobachten" in ended.out
        assert "Stunden                    13 Std. 25 Min." in ended.out
        assert "STF102 Warnung  roles.pr  plan.toml:9" in ended.out
        assert "Mehr über eine Regel: aufwand explain" in ended.out

    def test_json(self, aufwand):
        """JSON has the keys of the interface, and hours as they are, unrounded."""
        data = aufwand("assess", "plan.toml", "--format", "json").data
        estimate = data["estimate"]

        assert ["schema", "plan", "estimate", "findings"] == list(data)
        assert (1, {"name": "Bakery"}) == (data["schema"], data["plan"])
        assert {"unit", "weekly", "by", "horizon", "fte", "cost", "once"} == set(estimate)
        assert "h" == estimate["unit"]
        assert {
            "low": 805 / 60,
            "likely": 1015 / 60,
            "high": 1225 / 60,
            **aw.estimate(aw.load("plan.toml")).distribution().percentiles.as_dict(),
        } == estimate["weekly"]
        assert ["activity", "channel", "role", "area"] == list(estimate["by"])
        assert dict.fromkeys(estimate["weekly"], 1.25) == estimate["by"]["activity"]["monitoring"]
        assert [""] == list(estimate["by"]["channel"])
        assert estimate["weekly"]["likely"] / 40 == pytest.approx(estimate["fte"]["likely"])
        cost = estimate["cost"]
        assert "EUR" == cost["currency"]
        assert [603.75, 761.25, 918.75] == [
            cost["weekly"][end] for end in ("low", "likely", "high")
        ]
        assert list(estimate["weekly"]) == list(cost["weekly"]) == list(cost["yearly"])

    def test_json_findings(self, aufwand):
        """A finding has its place in the file, its measure and its limit."""
        data = aufwand("assess", "plan.toml", "--format", "json", "--select", "STF102").data
        (found,) = data["findings"]

        assert list(FINDING) == list(found)
        for name, kind in FINDING.items():
            assert isinstance(found[name], kind)
        assert ("plan.toml", 9, 1) == (found["file"], found["line"], found["column"])
        assert {"value": 1015 / 60, "unit": "h/week"} == found["measured"]
        assert {"value": 12.0, "unit": "h/week"} == found["limit"]

    def test_json_is_what_the_library_says(self, aufwand):
        """The command adds nothing to the library but places."""
        data = aufwand("assess", "plan.toml", "--format", "json", "--lang", "de").data
        expected = aw.assess(aw.load("plan.toml")).as_dict("de")
        for finding in (*data["findings"], *expected["findings"]):
            for name in ("file", "line", "column"):
                finding.pop(name)

        assert expected == data

    def test_no_cost(self, aufwand, folder):
        """Where no rate is known, the cost is null, and the text says so."""
        (folder / "plan.toml").write_text('name = "Bakery"', encoding="utf-8")

        assert aufwand("assess", "plan.toml", "--format", "json").data["estimate"]["cost"] is None
        assert "There is no cost" in aufwand("assess", "plan.toml").out

    def test_nothing_to_choose_from(self, aufwand, with_rules):
        """Without a finding that is said."""
        with_rules()

        assert "\nNo findings.\n" in aufwand("assess", "plan.toml").out

    @pytest.mark.parametrize(
        ("arguments", "expected"),
        [
            (["--select", "STF102"], {"STF102"}),
            (["--select", "STF102,AUD104"], {"STF102", "AUD104"}),
            (["--select", " STF102 ,", "--select", "no-audience"], {"STF102", "AUD104"}),
            (["--select", "STF,AUD104", "--ignore", "STF1"], {"AUD104"}),
        ],
    )
    def test_selection(self, aufwand, arguments, expected):
        """Rules are chosen by code, prefix or name, with commas or again."""
        data = aufwand("assess", "plan.toml", "--format", "json", *arguments).data

        assert expected == {finding["code"] for finding in data["findings"]}

    @pytest.mark.parametrize("style", ["text", "json"])
    def test_a_rule_that_breaks(self, aufwand, with_rules, style):
        """A rule that breaks ends with 4, and everything else is told all the same."""
        with_rules(breaks, says_so)
        ended = aufwand("assess", "plan.toml", "--format", style)

        assert BROKEN == ended.code
        assert "ACME001" in ended.out
        assert "It is so." in ended.out
        assert "16" in ended.out

    @pytest.mark.parametrize("command", ["assess", "check"])
    def test_what_a_rule_prints_is_no_answer(self, aufwand, with_rules, command):
        """It goes to standard error, so that the JSON stays JSON."""
        with_rules(talks)
        ended = aufwand(command, "plan.toml", "--format", "json")

        assert [] == ended.data["findings"]
        assert "hello\n" == ended.err


class TestReading:
    @pytest.mark.parametrize("form", FORMS)
    def test_standard_input(self, aufwand, typed, form):
        """A plan on standard input is in the format that is said."""
        typed(FORMS[form])
        data = aufwand("assess", "-", "--input-format", form, "--format", "json").data

        assert 1015 / 60 == data["estimate"]["weekly"]["likely"]
        assert {"<stdin>"} == {finding["file"] for finding in data["findings"]}

    def test_standard_input_is_toml(self, aufwand, typed):
        """Where nothing is said, it is TOML."""
        typed(FORMS["toml"])

        assert FINE == aufwand("assess", "-").code

    def test_a_closed_standard_input(self, aufwand, monkeypatch):
        """Nothing can be read from what is closed."""
        monkeypatch.setattr(sys, "stdin", None)
        ended = aufwand("assess", "-")

        assert (NO_PLAN, "", "<stdin>: standard input is closed\n") == ended

    @pytest.mark.parametrize("form", FORMS)
    def test_a_name_that_says_nothing(self, aufwand, folder, form):
        """A file with another suffix is read as what is said."""
        (folder / "plan.txt").write_text(FORMS[form], encoding="utf-8")
        ended = aufwand("assess", "plan.txt")

        assert (WRONG_USE, "") == (ended.code, ended.out)
        assert "add --input-format toml, yaml or json" in ended.err
        assert FINE == aufwand("assess", "plan.txt", "--input-format", form).code

    @pytest.mark.parametrize(
        ("name", "why"),
        [
            ("nothing.toml", "No such file or directory"),
            ("nothing", "No such file or directory"),
            (".", "Is a directory"),
            ("folder.toml", "Is a directory"),
            ("a\0b", "embedded null byte"),
        ],
    )
    def test_no_file(self, aufwand, folder, name, why):
        """What cannot be opened is told as such."""
        (folder / "folder.toml").mkdir()
        for command in ("assess", "check", "estimate"):
            ended = aufwand(command, name)

            assert (NO_PLAN, "") == (ended.code, ended.out)
            assert f"{name}: {why}\n" == ended.err

    def test_without_the_package_for_yaml(self, aufwand, folder, monkeypatch):
        """YAML without its package ends with what to type."""
        (folder / "plan.yaml").write_text(FORMS["yaml"], encoding="utf-8")
        monkeypatch.setitem(sys.modules, "yaml", None)
        ended = aufwand("assess", "plan.yaml")

        assert (NO_PLAN, "") == (ended.code, ended.out)
        assert "pip install 'aufwand[yaml]'" in ended.err

    @pytest.mark.parametrize(
        "command",
        [
            ("assess", "plan.toml"),
            ("assess", "plan.toml", "--format", "json"),
            ("estimate", "plan.toml"),
            ("check", "plan.toml"),
            ("explain", "plan.toml"),
        ],
    )
    def test_drivers_beyond_all_bounds(self, aufwand, folder, command):
        """A plan of which no estimate can be made is at fault in a line of its file."""
        with (folder / "plan.toml").open("a") as file:
            for index in range(70):
                file.write(f'[[drivers]]\nkey = "d{index}"\nfactor = 1000\n')
        ended = aufwand(*command)

        assert (NO_PLAN, "") == (ended.code, ended.out)
        assert ended.err.startswith("plan.toml: 1 fault\n  plan.toml:")
        assert "activities.monitoring.duration" in ended.err

    def test_many_faults(self, aufwand, folder):
        """Of many faults twenty are told, and how many more there are."""
        (folder / "plan.toml").write_text(
            'name = "x"\n' + "".join(f"key{index} = 1\n" for index in range(25)), encoding="utf-8"
        )
        ended = aufwand("assess", "plan.toml")

        assert (NO_PLAN, "") == (ended.code, ended.out)
        assert 22 == len(ended.err.splitlines())
        assert ended.err.endswith("  and 5 more\n")


class TestEstimate:
    @pytest.mark.parametrize(
        ("by", "per", "expected"),
        [
            ("activity", "week", ["Monitor conversations", "1 h 15 min", "1 h 15 min"]),
            ("area", "week", ["Monitoring", "1 h 15 min", "1 h 15 min"]),
            ("role", "month", ["PR", "58 h 20 min", "73 h 33 min"]),
            ("channel", "quarter", ["presence as a whole", "175 h 1 min", "220 h 40 min"]),
            ("role", "year", ["PR", "700 h 3 min", "882 h 40 min"]),
        ],
    )
    def test_text(self, aufwand, by, per, expected):
        """The effort is summed by one thing over a period; one-off work stands beside it."""
        ended = aufwand("estimate", "plan.toml", "--by", by, "--per", per)
        lines = ended.out.splitlines()

        assert FINE == ended.code
        assert f"Bakery: hours a {per}" == lines[0]
        assert expected == _cells(lines[4])[:3]
        assert lines[-1] == "Done once, beside that: 6 h – 8 h – 10 h"

    def test_german(self, aufwand):
        """It is told in German."""
        shown = aufwand("estimate", "plan.toml", "--lang", "de", "--per", "quarter").out

        assert shown.startswith("Bakery: Stunden je Quartal\n\nTätigkeit")
        assert shown.endswith("Einmalig kommt hinzu: 6 Std. – 8 Std. – 10 Std.\n")

    def test_json(self, aufwand):
        """The same as JSON, in hours."""
        data = aufwand("estimate", "plan.toml", "--by", "role", "--format", "json").data
        week = {"low": 805 / 60, "likely": 1015 / 60, "high": 1225 / 60}
        week |= aw.estimate(aw.load("plan.toml")).distribution().percentiles.as_dict()

        assert {
            "schema": 1,
            "plan": {"name": "Bakery"},
            "unit": "h",
            "by": "role",
            "per": "week",
            "total": week,
            "parts": {"pr": week},
        } == data

    def test_nothing(self, aufwand, typed):
        """A plan without work has no table."""
        typed('name = "Empty"')

        assert (
            "Empty: hours a week\n\nNothing in this plan takes time again and again.\n"
            == aufwand("estimate", "-").out
        )


class TestWrongUse:
    @pytest.mark.parametrize(
        ("arguments", "expected"),
        [
            (["assess", "plan.toml", "--select", "STF1O2"], "did you mean 'STF102'"),
            (["assess", "plan.toml", "--select", " , "], "it names no rule"),
            (
                ["check", "plan.toml", "--ignore", "role-overboked"],
                "did you mean 'role-overbooked'",
            ),
            (["check", "plan.toml", "--ignore", "INT001"], "that a rule broke is always told"),
            (["assess", "plan.toml", "--lang", "fr"], "'en', 'de'"),
            (["assess", "plan.toml", "--format", "xml"], "'text', 'json'"),
            (["estimate", "plan.toml", "--by", "person"], "'activity'"),
            (["estimate", "plan.toml", "--per", "day"], "'week'"),
            (["check", "plan.toml", "--fail-on", "note"], "'error'"),
            (["assess"], "PLAN"),
            (["assess", "plan.toml", "more.toml"], "more.toml"),
            (["ases", "plan.toml"], "ases"),
            (["assess", "plan.toml", "--langg", "de"], "--lang"),
            (["explain", "plan.toml", "weekli"], "did you mean 'weekly'"),
            (["explain", "plan.toml", "by.role.pt"], "did you mean 'by.role.pr'"),
            (["explain", "STF1O2"], "did you mean 'STF102'"),
            (["init", "plan.yaml"], "plan.yaml.toml"),
            (["init"], "plan.toml is there already"),
        ],
    )
    def test_is_told(self, aufwand, arguments, expected):
        """Wrong use ends with 2, says what would be right, and prints nothing else."""
        ended = aufwand(*arguments)

        assert (WRONG_USE, "") == (ended.code, ended.out)
        assert expected in ended.err


class TestInit:
    @pytest.mark.parametrize("lang", ["en", "de"])
    def test_a_plan_to_start_from(self, aufwand, folder, lang):
        """The file is a sound plan, and says itself what to do next."""
        ended = aufwand("init", "our-plan.toml", "--lang", lang)
        text = (folder / "our-plan.toml").read_text(encoding="utf-8")

        assert (FINE, "") == (ended.code, ended.out)
        assert "aufwand assess our-plan.toml" in ended.err
        assert text == aufwand("init", "-", "--lang", lang).out
        assert 1015 == aw.estimate(aw.load("our-plan.toml")).weekly.likely.minutes

    def test_every_line_that_is_commented_out(self, aufwand):
        """Whatever is taken in by removing its number sign is sound as well."""
        for lang in ("en", "de"):
            lines = aufwand("init", "-", "--lang", lang).out.splitlines()
            whole = [
                line.removeprefix("# ") if " = " in line or line.startswith("# [[") else line
                for line in lines
            ]

            assert aw.loads("\n".join(whole)).budget is not None

    def test_an_existing_file_is_kept(self, aufwand, folder):
        """A file is never written over."""
        before = (folder / "plan.toml").read_bytes()
        ended = aufwand("init", "plan.toml")

        assert WRONG_USE == ended.code
        assert before == (folder / "plan.toml").read_bytes()

    @pytest.mark.parametrize("name", ["missing/plan.toml", "plan.toml/new.toml", "a\0b.toml"])
    def test_nowhere_to_write(self, aufwand, name):
        """Where nothing can be written, it is told why."""
        ended = aufwand("init", name)

        assert (NO_PLAN, "") == (ended.code, ended.out)
        assert ended.err.startswith(f"{name}: ")


class TestDemo:
    @pytest.mark.parametrize(
        ("lang", "name", "hours"),
        [
            ("en", "aufwand-demo.toml", "20 h 21 min"),
            ("de", "aufwand-beispiel.toml", "20 Std. 21 Min."),
        ],
    )
    def test_a_plan_and_its_answer(self, aufwand, folder, lang, name, hours):
        """A sample plan is written, and its assessment shown; twice is no different."""
        first = aufwand("demo", "--lang", lang)
        second = aufwand("demo", "--lang", lang)

        assert first == second
        assert FINE == first.code
        assert hours in first.out
        assert name in first.err
        assert (folder / name).exists()

    def test_both_samples_are_one_plan(self, aufwand):
        """The German sample has the same numbers."""
        english, german = (
            aufwand("demo", "--lang", lang, "--format", "json").data["estimate"]
            for lang in ("en", "de")
        )

        assert english == german

    def test_an_existing_file_is_kept(self, aufwand, folder):
        """Another plan under that name is not touched."""
        before = (folder / "plan.toml").read_bytes()
        (folder / "folder.toml").mkdir()

        assert WRONG_USE == aufwand("demo", "plan.toml").code
        assert WRONG_USE == aufwand("demo", "folder.toml").code
        assert before == (folder / "plan.toml").read_bytes()

    def test_plan_and_report_are_written_together_or_not_at_all(self, aufwand, folder):
        """Where the name of one is taken, the other is not left behind."""
        (folder / "aufwand-demo.html").write_text("mine", encoding="utf-8")
        ended = aufwand("demo")

        assert WRONG_USE == ended.code
        assert "aufwand-demo.html is there already" in ended.err
        assert not (folder / "aufwand-demo.toml").exists()
        assert (folder / "aufwand-demo.html").read_text(encoding="utf-8") == "mine"

    def test_any_name_will_do(self, aufwand):
        """The sample is TOML, whatever its file is called."""
        assert FINE == aufwand("demo", "sample").code


class TestColours:
    def test_not_into_files(self, aufwand):
        """What goes into a file or a pipe has no colours."""
        assert "\x1b" not in aufwand("assess", "plan.toml").out

    def test_when_they_are_wished_for(self, aufwand, monkeypatch):
        """FORCE_COLOR asks for them; NO_COLOR has the last word."""
        bare = aufwand("assess", "plan.toml").out
        monkeypatch.setenv("FORCE_COLOR", "1")
        coloured = aufwand("assess", "plan.toml").out
        monkeypatch.setenv("NO_COLOR", "1")

        assert "\x1b[1mBakery\x1b[0m" in coloured
        assert "\x1b[33mwarning\x1b[0m" in coloured
        assert bare == aufwand("assess", "plan.toml").out

    def test_never_in_json(self, aufwand, monkeypatch):
        """JSON is data."""
        monkeypatch.setenv("FORCE_COLOR", "1")
        shown = aufwand("assess", "plan.toml", "--format", "json").out

        assert json.loads(shown)
        assert "\x1b" not in shown


class TestLines:
    @pytest.mark.parametrize(
        ("columns", "expected"), [(200, 100), (100, 100), (80, 80), (10, 40), (0, 100)]
    )
    def test_a_narrow_terminal(self, monkeypatch, tmp_path, columns, expected):
        """Lines are as long as the terminal is wide, and never too long to read."""
        with (tmp_path / "terminal").open("w") as file:
            monkeypatch.setattr(sys, "stdout", file)
            monkeypatch.setattr(
                "os.get_terminal_size", lambda _: type("Size", (), {"columns": columns})
            )

            assert expected == line_length()

    def test_no_terminal(self, monkeypatch, tmp_path):
        """A file gets the same lines wherever it is made."""
        with (tmp_path / "file").open("w") as file:
            monkeypatch.setattr(sys, "stdout", file)

            assert 100 == line_length()

    def test_ordinary_plans(self, aufwand):
        """No line of an ordinary plan is longer than 100 cells, in either language."""
        for lang in ("en", "de"):
            for name in ("demo", "assess plan.toml", "check plan.toml", "estimate plan.toml"):
                shown = aufwand(*name.split(), "--lang", lang).out

                assert max(len(line) for line in shown.splitlines()) <= 100


def _cells(line):
    return [cell.strip() for cell in line.split("   ") if cell.strip()]
