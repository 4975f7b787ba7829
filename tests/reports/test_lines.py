"""Findings as one line each: for people, as JSON, and as commands of GitHub Actions."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufwand.model import Acceptance
from aufwand.reports import concise_text, findings_dict, github_text, jsonl_text
from aufwand.rules import LEVELS, Match
from aufwand.rules.known import KnownFindings
from aufwand.units import hours

ANY = st.text(st.characters(exclude_categories=()))

_COMMAND = re.compile(r"::(error|warning|notice) ((?:\w+=[^:,\r\n]*,?)+)::(.*)")


def _read(line):
    """Return what GitHub reads from a command: its kind, what it is about, its message."""
    kind, about, message = _COMMAND.fullmatch(line).groups()
    given = dict(each.split("=", 1) for each in about.split(","))
    return kind, {name: _meant(each) for name, each in given.items()}, _meant(message)


def _meant(text):
    """Return *text* as GitHub takes its escapes, the percent sign last."""
    for code, each in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, each)
    return text


class TestConcise:
    def test_a_line(self, assessed, says, place):
        """Place, code, level, part of the plan, message."""
        found = assessed(says(Match("roles.pr", "Too much.")))

        assert "plan.toml:7:3: ACME001 warning roles.pr: Too much.\n" == concise_text(
            found, places=place
        )
        assert "ACME001 Warnung roles.pr: Too much.\n" == concise_text(found, lang="de")
        assert "-:7:1: ACME001 warning roles.pr: Too much.\n" == concise_text(
            found, places=lambda path: (None, 7, None)
        )

    def test_what_does_not_count(self, assessed, says):
        """It is shown, and why it does not count stands behind it."""
        accepted = [Acceptance(rule="ACME001", where="", reason="why not", owner="Ann")]
        held = assessed(says(Match("", "So.")), accepted=accepted)
        plain = assessed(says(Match("", "So.")))
        known = KnownFindings.from_findings(plain.findings)

        assert "ACME001 warning the whole plan: So. [Accepted by Ann: why not]\n" == concise_text(
            held
        )
        assert "ACME001 warning the whole plan: So. [Known: it is in the baseline.]\n" == (
            concise_text(plain, known=known)
        )

    def test_nothing(self, assessed):
        """Without findings there is nothing."""
        assert "" == concise_text(assessed()) == jsonl_text(assessed())

    def test_hostile(self, hostile, spoken):
        """A finding is one line, whatever it says and wherever it is."""
        text = concise_text(spoken(hostile), places=lambda path: (f"{hostile}.toml", 1, 1))

        assert 1 == len(text.splitlines())
        assert text.removesuffix("\n").isprintable() or "\u200d" in text


class TestGithub:
    def test_a_command(self, assessed, says, place):
        """An annotation has its file, line, column and a title; the numbers come last."""
        found = assessed(says(Match("roles.pr", "Too much: 100 %, really.")))

        assert (
            "::warning file=plan.toml,line=7,col=3,title=ACME001 says-acme001::"
            "Too much: 100 %25, really.\nFindings: 1 warning\n"
        ) == github_text(found, places=place)

    @pytest.mark.parametrize("level", LEVELS)
    def test_levels(self, assessed, says, level):
        """Errors and warnings are those of GitHub; the rest are notices."""
        kinds = {"error": "error", "warning": "warning"}
        shown = github_text(assessed(says(Match(), level=level)))

        assert kinds.get(level, "notice") == _read(shown.splitlines()[0])[0]

    @pytest.mark.parametrize(
        ("file", "line", "expected"),
        [
            (None, None, {}),
            (None, 7, {}),
            ("<stdin>", 7, {}),
            ("plan.toml", None, {"file": "plan.toml"}),
            ("a,b: 100%.toml", 7, {"file": "a,b: 100%.toml", "line": "7", "col": "1"}),
            ("/srv/x/plan.toml", 7, {"file": "x/plan.toml", "line": "7", "col": "1"}),
            ("/etc/plan.toml", 7, {"file": "/etc/plan.toml", "line": "7", "col": "1"}),
        ],
    )
    def test_files(self, assessed, says, file, line, expected):
        """A file is told as the repository knows it; without one the annotation is the run's."""
        found = assessed(says(Match()))
        shown = github_text(found, places=lambda path: (file, line, None), folder="/srv")
        about = _read(shown.splitlines()[0])[1]

        assert {**expected, "title": "ACME001 says-acme001"} == about

    def test_only_what_counts_is_annotated(self, assessed, says):
        """What is accepted or known is in the numbers alone."""
        accepted = [Acceptance(rule="ACME001", where="a", reason="why not")]
        found = assessed(says(Match("a"), Match("b"), Match("c")), accepted=accepted)
        known = KnownFindings.from_findings(found.findings[1:2])
        lines = github_text(found, known=known).splitlines()

        assert 2 == len(lines)
        assert "Findings: 1 warning, 1 known, 1 accepted" == lines[1]

    def test_nothing(self, assessed):
        """That nothing was found is said."""
        assert "No findings.\n" == github_text(assessed())

    def test_hostile(self, hostile, spoken):
        """No name begins a command of its own, and each is read back as it is."""
        found = spoken(hostile)
        first, last = github_text(
            found, places=lambda path: (f"{hostile}.toml", 1, 1), lang="de"
        ).splitlines()

        assert "Befunde: 1 Warnung" == last
        assert found.findings[0].say("de") == _read(first)[2]

    @given(text=ANY)
    def test_any_text(self, text, spoken):
        """So it is with any text."""
        found = spoken(text)
        first, _ = github_text(found, places=lambda path: (text, 1, 1)).splitlines()

        assert found.findings[0].message == _read(first)[2]


class TestJson:
    def test_a_line_is_a_finding(self, assessed, says, place):
        """Each line has the keys that a finding has in all other JSON."""
        found = assessed(says(Match("a"), Match("b")))
        lines = [json.loads(line) for line in jsonl_text(found, places=place).splitlines()]

        assert [each.as_dict("en", ("plan.toml", 7, 3)) for each in found.findings] == lines
        assert lines == findings_dict(found, places=place)["findings"]

    def test_the_whole(self, assessed, says):
        """Schema, plan, findings, and what is accepted costs where something is."""
        accepted = [Acceptance(rule="ACME001", where="", reason="why not")]
        found = assessed(says(Match(cost=hours(2))), accepted=accepted)
        data = findings_dict(found, lang="de")

        assert ["schema", "plan", "findings", "accepted_cost"] == list(data)
        assert 2 == data["accepted_cost"]["hours_per_week"]
        assert ["schema", "plan", "findings"] == list(findings_dict(assessed()))

    def test_known(self, assessed, says):
        """With a baseline each finding says whether it is in it, and what is gone is told."""
        before = assessed(says(Match("a"), Match("gone")))
        known = KnownFindings.from_findings(before.findings)
        now = assessed(says(Match("a"), Match("b")))
        data = findings_dict(now, known=known)
        gone = before.findings[1]

        assert [True, False] == [each["known"] for each in data["findings"]]
        assert [True, False] == [
            json.loads(line)["known"] for line in jsonl_text(now, known=known).splitlines()
        ]
        assert [
            {"code": "ACME001", "path": "gone", "count": 1, "fingerprint": gone.fingerprint}
        ] == data["stale"]

    def test_nothing_is_gone_where_a_rule_broke(self, assessed, says, broken_rule):
        """What is not found may only not have been looked for."""
        known = KnownFindings.from_findings(assessed(says(Match("gone"))).findings)
        data = findings_dict(assessed(says(), broken_rule), known=known)

        assert [] == data["stale"]

    def test_hostile(self, hostile, spoken):
        """Every line stays a line, and is read back as it was."""
        found = spoken(hostile)
        text = jsonl_text(found)

        assert text.isascii()
        assert 1 == len(text.splitlines())
        assert found.findings[0].path == json.loads(text)["path"]
