"""A baseline for old plans: only what is new counts."""

from __future__ import annotations

import json
import os
import sys

import pytest

from aufwand.cli import _known
from aufwand.cli.checking import FORMATS
from aufwand.cli.exit_codes import BROKEN, FINE, FOUND, NO_PLAN, WRONG_USE
from aufwand.rules import Match, rule
from aufwand.rules.known import KnownFinding, KnownFindings

MARK = "0123456789abcdef" * 4


@rule("ACME001", "breaks")
def breaks(facts):
    """Break."""
    raise ValueError("no luck")


def says(*paths, code="ACME002"):
    """Return a rule that warns about *paths*."""

    @rule(code, f"says-{code.lower()}", level="warning", message="So.")
    def speaks(facts):
        for path in paths:
            yield Match(path)

    return speaks


@pytest.fixture
def check(aufwand):
    """Check the plan for warnings."""

    def run(*arguments):
        return aufwand("check", "plan.toml", "--fail-on", "warning", *arguments)

    return run


class TestGrowth:
    def test_what_is_known_does_not_count(self, check, with_rules, folder):
        """A baseline holds what there is; from then on only what is new ends with 1."""
        with_rules(says("roles.pr", "channels.facebook"))
        before = check()
        written = check("--write-baseline", "known.json")
        after = check("--baseline", "known.json")
        with_rules(says("roles.pr", "channels.facebook", "activities.launch"))
        grown = check("--baseline", "known.json")

        assert [FOUND, FINE, FINE, FOUND] == [each.code for each in (before, written, after, grown)]
        assert (
            "known.json holds what is known now, 2 of it; only what is new counts.\n" == written.err
        )
        assert written.out == after.out
        assert after.out.startswith("Findings: 2 known\n")
        assert "    Known: it is in the baseline.\n" in after.out
        assert grown.out.startswith("Findings: 1 warning, 2 known\n")

    def test_the_file(self, check, with_rules, folder):
        """It is JSON with a line for each fingerprint, and the same each time."""
        with_rules(says("roles.pr", "costs[0]", "costs[1]"))
        check("--write-baseline", "known.json")
        text = (folder / "known.json").read_text(encoding="utf-8")
        data = json.loads(text)
        check("--write-baseline", "known.json")

        assert 1 == data["schema"]
        assert [
            {"code": "ACME002", "path": "costs[0]", "count": 2},
            {"code": "ACME002", "path": "roles.pr", "count": 1},
        ] == list(data["findings"].values())
        assert 2 == sum('"code"' in line for line in text.splitlines())
        assert text == (folder / "known.json").read_text(encoding="utf-8")

    def test_nothing_to_know(self, check, with_rules, folder):
        """A plan without findings has an empty baseline, which is one."""
        with_rules()
        check("--write-baseline", "known.json")

        assert '{\n  "schema": 1,\n  "findings": {}\n}\n' == (folder / "known.json").read_text()
        assert FINE == check("--baseline", "known.json").code

    @pytest.mark.parametrize("style", FORMATS)
    def test_every_format_knows_it(self, check, with_rules, style):
        """What is known is told as such, or not at all where only what counts is."""
        with_rules(says("roles.pr"))
        check("--write-baseline", "known.json")
        ended = check("--baseline", "known.json", "--format", style)

        assert FINE == ended.code
        assert "known" in ended.out.casefold() or style == "sarif"
        if style == "sarif":
            (result,) = ended.data["runs"][0]["results"]
            assert ["external"] == [each["kind"] for each in result["suppressions"]]

    def test_a_limit_on_cost(self, check, with_rules):
        """What is known does not count for the limit either."""
        with_rules(says("roles.pr"))
        check("--write-baseline", "known.json")

        assert "" == check("--baseline", "known.json", "--fail-above", "1 h/week").err


class TestStale:
    def test_is_told(self, check, with_rules, folder):
        """What is gone is told on standard error, and stays in the file until it is pruned."""
        with_rules(says("roles.pr", "channels.facebook", "costs[0]", "costs[1]"))
        check("--write-baseline", "known.json")
        text = (folder / "known.json").read_text()
        with_rules(says("roles.pr", "costs[0]"))
        ended = check("--baseline", "known.json")
        german = check("--baseline", "known.json", "--lang", "de")

        assert FINE == ended.code
        assert (
            "known.json knows of findings that are gone; --prune takes them out:\n"
            "  ACME002 channels.facebook\n  ACME002 costs[0]\n"
        ) == ended.err
        assert german.err.startswith("known.json kennt Befunde, die es nicht mehr gibt;")
        assert text == (folder / "known.json").read_text()

    def test_is_told_in_json(self, check, with_rules):
        """JSON has it, too."""
        with_rules(says("roles.pr", ""))
        check("--write-baseline", "known.json")
        with_rules(says("roles.pr"))
        data = check("--baseline", "known.json", "--format", "json").data

        assert [("ACME002", "", 1)] == [
            (each["code"], each["path"], each["count"]) for each in data["stale"]
        ]

    def test_is_pruned(self, check, with_rules, folder):
        """Pruned, the file holds what there still is, and once more says nothing."""
        with_rules(says("roles.pr", "channels.facebook"))
        check("--write-baseline", "known.json")
        with_rules(says("roles.pr"))
        pruned = check("--baseline", "known.json", "--prune")
        again = check("--baseline", "known.json", "--prune")

        assert (FINE, FINE) == (pruned.code, again.code)
        assert (
            "known.json does not hold any more what is gone:\n  ACME002 channels.facebook\n"
        ) == pruned.err
        assert "" == again.err
        assert ["roles.pr"] == [
            each["path"]
            for each in json.loads((folder / "known.json").read_text())["findings"].values()
        ]

    def test_rules_that_were_not_asked(self, check, with_rules):
        """What was not looked for is not gone."""
        with_rules(says("roles.pr"), says("channels.facebook", code="ACME003"))
        check("--write-baseline", "known.json")
        ended = check("--baseline", "known.json", "--select", "ACME002", "--prune")

        assert "" == ended.err
        assert FINE == check("--baseline", "known.json").code

    def test_rules_that_are_gone(self, check, with_rules):
        """What a rule found that there is no more is gone with it."""
        with_rules(says("roles.pr", code="ACME003"))
        check("--write-baseline", "known.json")
        with_rules(says())

        assert "  ACME003 roles.pr\n" in check("--baseline", "known.json").err

    def test_very_much_of_it(self, check, with_rules):
        """Twenty are told one by one."""
        with_rules(says(*(f"a{index}" for index in range(25))))
        check("--write-baseline", "known.json")
        with_rules()
        ended = check("--baseline", "known.json")

        assert 22 == len(ended.err.splitlines())
        assert ended.err.endswith("  and 5 more\n")


class TestBroken:
    @pytest.mark.parametrize(
        "arguments",
        [("--write-baseline", "known.json"), ("--baseline", "known.json", "--prune")],
    )
    def test_nothing_is_written(self, check, with_rules, folder, arguments):
        """Where a rule broke findings may be missing, so the file stays as it is."""
        with_rules(says("roles.pr", "channels.facebook"))
        check("--write-baseline", "known.json")
        text = (folder / "known.json").read_text()
        with_rules(says("roles.pr"), breaks)
        ended = check(*arguments)

        assert BROKEN == ended.code
        assert "known.json is not written: a rule broke, so findings may be missing.\n" == ended.err
        assert text == (folder / "known.json").read_text()

    def test_nothing_is_gone(self, check, with_rules):
        """Nor is anything told to be gone; what is known stays known."""
        with_rules(says("roles.pr", "channels.facebook"))
        check("--write-baseline", "known.json")
        with_rules(says("roles.pr"), breaks)
        ended = check("--baseline", "known.json")

        assert (BROKEN, "") == (ended.code, ended.err)
        assert ended.out.startswith("Findings: 1 error, 1 known\n")


class TestFiles:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (b"", ["known.json:1:1"]),
            (b"[]", ["known.json:1:1"]),
            (b"{\n  x", ["known.json:2:3"]),
            (b"\xff", ["known.json:1:1", "UTF-8"]),
            (b'{"schema": 2,\n "findings": {}}', ["known.json:1:12: schema: found 2, expected 1"]),
            (
                b'{"schema": 1,\n "findings": {\n  "abc": {"code": "x", "count": true}}}',
                [
                    "known.json:3:3: findings.abc: found 'abc', expected a fingerprint",
                    "known.json:3:19: findings.abc.code: found 'x'",
                    "findings.abc.path: found nothing",
                    "known.json:3:33: findings.abc.count: found True",
                ],
            ),
            (b'{"schema": 1, "findings": {"a": 1, "a": 2}}', ["known.json:1:", "'a'"]),
            (b'{"schema": 1, "findings": ' + b"[" * 99 + b"]" * 99 + b"}", ["known.json:1:"]),
            (b'{"schema": 1e999, "findings": {}}', ["known.json:1:"]),
            (b'{"schema": 1, "findings": {}, "\\u202e": 1}', ["known.json:1:", "U+202E"]),
            (b" " * 5_000_001, ["5000000 bytes"]),
        ],
    )
    def test_that_hold_no_baseline(self, check, folder, text, expected):
        """All that is wrong is told with line and column, and nothing is checked."""
        (folder / "known.json").write_bytes(text)
        ended = check("--baseline", "known.json")

        assert (NO_PLAN, "") == (ended.code, ended.out)
        assert all(each in ended.err for each in expected)

    @pytest.mark.parametrize(
        ("name", "expected"),
        [("nothing.json", "No such file"), (".", "directory"), ("a\0b", "null byte")],
    )
    def test_that_cannot_be_read(self, check, name, expected):
        """What cannot be opened is told as such."""
        ended = check("--baseline", name)

        assert (NO_PLAN, "") == (ended.code, ended.out)
        assert expected in ended.err

    @pytest.mark.parametrize("text", ["", "precious", '{"schema": 1}', '{"schema": 2}', "[]"])
    def test_that_hold_something_else_stay(self, check, with_rules, folder, text):
        """Nothing but a baseline is written over."""
        with_rules(says("roles.pr"))
        (folder / "other").write_text(text)
        ended = check("--write-baseline", "other")

        assert (WRONG_USE, "") == (ended.code, ended.out)
        assert "other is there already and is no baseline" in ended.err
        assert text == (folder / "other").read_text()
        assert {"other", "plan.toml"} == set(os.listdir(folder))

    @pytest.mark.parametrize("name", ["plan.toml", "folder"])
    def test_that_are_no_baseline_stay(self, check, with_rules, folder, name):
        """Neither the plan itself nor a folder is taken."""
        with_rules()
        (folder / "folder").mkdir()

        assert WRONG_USE == check("--write-baseline", name).code

    @pytest.mark.skipif(sys.platform == "win32", reason="links need a permission there")
    def test_links(self, check, with_rules, folder):
        """A link to a baseline stays one; one to nowhere is not followed."""
        with_rules(says("roles.pr"))
        check("--write-baseline", "known.json")
        (folder / "link").symlink_to("known.json")
        (folder / "dangling").symlink_to("nowhere")

        assert FINE == check("--write-baseline", "link").code
        assert (folder / "link").is_symlink()
        assert WRONG_USE == check("--write-baseline", "dangling").code

    def test_nowhere_to_write(self, check, with_rules):
        """Where nothing can be written, it is told why, and nothing else."""
        with_rules(says("roles.pr"))
        ended = check("--write-baseline", "missing/known.json")

        assert (NO_PLAN, "") == (ended.code, ended.out)
        assert ended.err.startswith("missing/known.json: ")

    def test_too_much_to_know(self, monkeypatch, folder):
        """What could not be read again is not written."""
        from aufwand.errors import UnreadablePlan

        monkeypatch.setattr(_known, "SIZE", 100)

        with pytest.raises(UnreadablePlan, match="too many for a baseline"):
            _known.write_known("known.json", KnownFindings([KnownFinding(MARK, "STF102")]))

    def test_hostile_paths(self, folder):
        """Whatever a path holds, what is written is read again."""
        for path in (
            "\u202e",
            '"\\',
            "a\u0308" * 100,
            "\ufeff\u200b",
            "{x}",
            "]]>",
            "\u212b" * 300,
        ):
            known = KnownFindings([KnownFinding(MARK, "STF102", path)])
            marks = {"path": path}
            found = rule("ACME002", "x", message="x")(lambda _, marks=marks: [Match(marks["path"])])
            kept = KnownFindings.from_findings(_found(found))
            _known.write_known("known.json", kept)

            assert len(known) == len(_known.read_known("known.json"))
            assert [each.fingerprint for each in kept.entries] == [
                each.fingerprint for each in _known.read_known("known.json").entries
            ]


def _found(asked):
    import aufwand as aw

    return aw.check(aw.Plan("Bakery"), rules=[asked])


class TestWrongUse:
    @pytest.mark.parametrize(
        ("arguments", "expected"),
        [
            (("--prune",), "--prune needs the file"),
            (("--baseline", "a.json", "--write-baseline", "b.json"), "give one of them"),
            (("--baseline", "-"), "a baseline is a file"),
            (("--write-baseline", "-"), "a baseline is a file"),
        ],
    )
    def test_is_told(self, check, arguments, expected):
        """Options that do not go together are refused before anything is read."""
        ended = check(*arguments)

        assert (WRONG_USE, "") == (ended.code, ended.out)
        assert expected in ended.err
