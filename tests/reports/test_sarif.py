"""A check as SARIF 2.1.0."""

from __future__ import annotations

import json
import pickle
import re
from pathlib import Path
from urllib.parse import urlsplit

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufwand.model import Acceptance, Plan, Role
from aufwand.reports import sarif, sarif_log
from aufwand.rules import Drop, Match, Measure, Remedy, assess, rule
from aufwand.rules.known import KnownFindings
from aufwand.units import hours

ANY = st.text(st.characters(exclude_categories=()))

#: The published schema without its descriptions, from the package @microsoft/jest-sarif.
SCHEMA = jsonschema.Draft4Validator(
    json.loads(Path(__file__).with_name("sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
)

#: What stands in a text that was cleaned: no control characters and no lone surrogates.
_CLEAN = re.compile(r"[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]*")
_LINK = re.compile(r"\[[^\]]*\]\(")
_PLACEHOLDER = re.compile(r"(?<!\{)(?:\{\{)*\{(?!\{)")


def _texts(data):
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for name, each in data.items():
            yield name
            yield from _texts(each)
    elif isinstance(data, list):
        for each in data:
            yield from _texts(each)


def _sound(log):
    """Check what the schema says, and what it cannot say; return the run."""
    SCHEMA.validate(log)
    assert log == json.loads(json.dumps(log, ensure_ascii=False).encode())
    assert all(_CLEAN.fullmatch(text) for text in _texts(log))
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    codes = [each["id"] for each in rules]
    assert sorted(set(codes)) == codes
    assert all(len(each.get("properties", {}).get("tags", ())) <= 10 for each in rules)
    assert len(run["results"]) <= 25_000
    for result in run["results"]:
        assert result["ruleId"] == codes[result["ruleIndex"]]
        assert not _LINK.search(result["message"]["text"])
        assert not _PLACEHOLDER.search(result["message"]["text"])
        assert {"aufwand/v1"} == set(result["partialFingerprints"])
        assert len(result["locations"]) == 1
        for location in result["locations"]:
            _sound_location(location)
    (invocation,) = run["invocations"]
    notes = invocation["toolExecutionNotifications"]
    broken = [each for each in notes if each["level"] == "error"]
    assert invocation["executionSuccessful"] is not bool(broken)
    for note in notes:
        if "associatedRule" in note:
            assert note["associatedRule"]["id"] == codes[note["associatedRule"]["index"]]
        if "descriptor" in note:
            known = run["tool"]["driver"]["notifications"][note["descriptor"]["index"]]
            assert note["descriptor"]["id"] == known["id"]
    return run


def _sound_location(location):
    (logical,) = location["logicalLocations"]
    assert logical["kind"]
    if "fullyQualifiedName" in logical:
        assert logical["fullyQualifiedName"].endswith(logical["name"])
    if "physicalLocation" in location:
        uri = location["physicalLocation"]["artifactLocation"]["uri"]
        assert uri.isascii()
        assert not set(uri) & set(' \\<>"{}|^`')
        assert urlsplit(uri).scheme in {"", "file"}
        region = location["physicalLocation"]["region"]
        assert region["startLine"] >= 1
        assert region["startColumn"] >= 1


class TestSoundness:
    def test_the_checks_find_what_the_schema_does_not(self, assessed, says, place):
        """A log that was spoilt is not sound."""
        for spoil in (
            lambda result: result.update(ruleIndex=7),
            lambda result: result.update(ruleId="ACME002"),
            lambda result: result["message"].update(text="[x](javascript:y)"),
            lambda result: result["message"].update(text="{0}"),
            lambda result: result["message"].update(text="\ud800"),
            lambda result: result["locations"][0]["physicalLocation"]["artifactLocation"].update(
                uri="C:\\plan.toml"
            ),
        ):
            log = sarif_log(assessed(says(Match())), places=place)
            spoil(log["runs"][0]["results"][0])

            with pytest.raises((AssertionError, IndexError, UnicodeEncodeError)):
                _sound(log)

    @pytest.mark.parametrize("lang", ["en", "de"])
    def test_all_installed_rules(self, lang, place):
        """Every rule that comes along can be told, in each language."""
        run = _sound(sarif_log(assess(Plan("Bakery")), lang=lang, places=place))

        assert lang == run["language"]
        assert "INT001" not in {each["id"] for each in run["tool"]["driver"]["rules"]}
        assert 20 < len(run["tool"]["driver"]["rules"])

    def test_hostile(self, hostile, spoken):
        """Whatever a name holds, the log is sound."""
        found = spoken(hostile)
        log = sarif_log(found, places=lambda path: (f"x{hostile}".replace("\0", ""), 0, 0))

        assert 1 == len(_sound(log)["results"])

    @given(text=ANY)
    def test_any_text(self, text, spoken):
        """So it is with any text, in names of files and folders, too."""
        file = f"x{text}".replace("\0", "")

        _sound(sarif_log(spoken(text), places=lambda path: (file, 1, 1), folder="/srv"))
        _sound(sarif_log(spoken(text), anchor=file, windows=True))


class TestRules:
    def test_a_rule(self, assessed):
        """A rule has its names, its pages, its level and its tags."""

        @rule(
            "ACME001",
            "no-friday-posts",
            level="advice",
            grounds="evidence",
            status="preview",
            sources=["Works agreement"],
        )
        def no_friday_posts(facts):
            """Nothing is posted on Fridays.

            What it checks:
                Every ``channel`` with [a](b)
                and ``{x}`` <b>.

                - Fridays

            Example:
                This passes.

                >>> 1 + 1
                2
            """
            return ()

        found = assess(Plan("Bakery"), rules=[no_friday_posts], select=["ACME001"])
        (told,) = _sound(sarif_log(found))["tool"]["driver"]["rules"]

        assert ("ACME001", "no-friday-posts") == (told["id"], told["name"])
        assert {"text": "Nothing is posted on Fridays."} == told["shortDescription"]
        assert told["fullDescription"]["text"].startswith("Every ``channel`` with [a] (b) and")
        assert told["help"]["text"].startswith("What it checks\nEvery ``channel`` with [a] (b)\n")
        assert (
            "## What it checks\n\nEvery `channel` with \\[a\\](b) and `{x}` \\<b\\>.\n\n\\- Fridays"
            "\n\n## Example\n\nThis passes.\n\n```python\n>>> 1 + 1\n2\n```"
        ) == told["help"]["markdown"]
        assert {"level": "note", "enabled": False} == told["defaultConfiguration"]
        assert {
            "tags": ["ACME", "evidence", "preview"],
            "problem.severity": "recommendation",
            "package": no_friday_posts.package,
            "sources": ["Works agreement"],
        } == told["properties"]

    def test_a_rule_without_a_page(self, assessed, says):
        """Its summary is all there is to help."""
        (told,) = _sound(sarif_log(assessed(says())))["tool"]["driver"]["rules"]

        assert "Say what it was given." == told["help"]["text"] == told["help"]["markdown"]
        assert {"level": "warning"} == told["defaultConfiguration"]

    def test_rules_that_did_not_travel(self, assessed, says, broken_rule):
        """Without its rules an assessment names the codes of its findings."""
        sent = pickle.loads(pickle.dumps(assessed(says(Match("x")), broken_rule)))
        run = _sound(sarif_log(sent))

        assert [
            {"id": "ACME001", "name": "says-acme001"},
            {"id": "ACME009", "name": "breaks"},
        ] == run["tool"]["driver"]["rules"]


class TestResults:
    def test_a_result(self, assessed, says, place):
        """A finding with all it has: level, message, places, price, remedies."""
        drop = Remedy("Drop {it}", "trade-off", Drop("roles.pr"), it="[x]")
        match = Match(
            "roles.pr",
            {"en": "Too much.", "de": "Zu viel."},
            measured=Measure(3, "x"),
            limit=Measure(2, "x"),
            cost=hours(2),
            remedies=drop,
        )
        found = assessed(says(match, level="info"), roles=[Role("pr")])
        (result,) = _sound(sarif_log(found, lang="de", places=place))["results"]

        assert {
            "ruleId": "ACME001",
            "ruleIndex": 0,
            "level": "note",
            "message": {"text": "Zu viel."},
            "locations": [
                {
                    "logicalLocations": [
                        {"name": "pr", "fullyQualifiedName": "roles.pr", "kind": "role"}
                    ],
                    "physicalLocation": {
                        "artifactLocation": {"uri": "plan.toml"},
                        "region": {"startLine": 7, "startColumn": 3},
                    },
                }
            ],
            "partialFingerprints": {"aufwand/v1": found.findings[0].fingerprint},
            "suppressions": [],
        } == {name: each for name, each in result.items() if name != "properties"}
        assert ("info", "says-acme001", "roles.pr") == tuple(
            result["properties"][name] for name in ("level", "name", "path")
        )
        assert {"value": 3.0, "unit": "x"} == result["properties"]["measured"]
        assert {"value": 2.0, "unit": "x"} == result["properties"]["limit"]
        assert 2 == result["properties"]["cost"]["hours_per_week"]
        assert ["Drop [x]"] == [each["title"] for each in result["properties"]["remedies"]]

    @pytest.mark.parametrize(
        ("path", "expected"),
        [
            ("", {"name": "Bakery", "kind": "plan"}),
            ("budget", {"name": "budget", "fullyQualifiedName": "budget", "kind": "property"}),
            (
                "channels.a",
                {"name": "a", "fullyQualifiedName": "channels.a", "kind": "channel"},
            ),
            (
                "channels.a.pieces",
                {"name": "pieces", "fullyQualifiedName": "channels.a.pieces", "kind": "property"},
            ),
            (
                "identity.tone",
                {"name": "tone", "fullyQualifiedName": "identity.tone", "kind": "property"},
            ),
        ],
    )
    def test_logical_locations(self, assessed, says, path, expected):
        """The path of an element is its qualified name; a text of Python alone has no file."""
        (result,) = _sound(sarif_log(assessed(says(Match(path)))))["results"]

        assert [{"logicalLocations": [expected]}] == result["locations"]

    @pytest.mark.parametrize(
        ("file", "line", "anchor", "expected"),
        [
            ("plan.toml", 7, "", ("plan.toml", 7)),
            ("plan.toml", 7, "other.toml", ("plan.toml", 7)),
            ("/srv/plans/a b.toml", 7, "", ("plans/a%20b.toml", 7)),
            ("/etc/plan.toml", 7, "", ("file:///etc/plan.toml", 7)),
            ("plan.toml", None, "", ("plan.toml", 1)),
            ("plan.toml", 0, "", ("plan.toml", 1)),
            ("<stdin>", 7, "", None),
            ("<stdin>", 7, "a/b.toml", ("a/b.toml", 7)),
            (None, None, "", None),
            (None, None, "b.toml", ("b.toml", 1)),
        ],
    )
    def test_physical_locations(self, assessed, says, file, line, anchor, expected):
        """There is one only where there is a file, or an anchor in its place."""
        log = sarif_log(
            assessed(says(Match("a"))),
            places=lambda path: (file, line, line),
            folder="/srv",
            anchor=anchor,
        )
        (location,) = _sound(log)["results"][0]["locations"]
        physical = location.get("physicalLocation")

        assert expected == (
            physical and (physical["artifactLocation"]["uri"], physical["region"]["startLine"])
        )

    def test_suppressions(self, assessed, says):
        """What the plan accepts is suppressed in the source, what the baseline knows outside."""
        accepted = [
            Acceptance(
                rule="ACME001", where="a", reason="why not", until="2030-01-31", owner="Ann"
            ),
            Acceptance(rule="ACME001", where="b", reason="so"),
        ]
        found = assessed(says(Match("a"), Match("b"), Match("c"), Match("d")), accepted=accepted)
        known = KnownFindings.from_findings(found.findings[2:3])
        results = _sound(sarif_log(found, known=known))["results"]

        assert [
            [
                {
                    "kind": "inSource",
                    "status": "accepted",
                    "justification": "why not",
                    "properties": {"until": "2030-01-31", "owner": "Ann"},
                }
            ],
            [
                {
                    "kind": "inSource",
                    "status": "accepted",
                    "justification": "so",
                    "properties": {},
                }
            ],
            [
                {
                    "kind": "external",
                    "status": "accepted",
                    "justification": "Known: it is in the baseline.",
                }
            ],
            [],
        ] == [each["suppressions"] for each in results]


class TestNotifications:
    def test_a_rule_that_broke(self, assessed, broken_rule, says):
        """It is no result of the plan, and the run was no success."""
        run = _sound(sarif_log(assessed(says(), broken_rule)))
        (invocation,) = run["invocations"]
        (note,) = invocation["toolExecutionNotifications"]

        assert invocation["executionSuccessful"] is False
        assert ["ACME009"] == [each["ruleId"] for each in run["results"]]
        assert {"id": "INT001", "index": 0} == note["descriptor"]
        assert {"id": "ACME009", "index": 1} == note["associatedRule"]
        assert {"kind": "ValueError", "message": "no <luck> ]]> \ufffd"} == note["exception"]

    def test_a_rule_that_is_not_known(self):
        """A note about a rule that did not travel refers to none."""

        @rule("ACME002", "no-rule")
        def no_rule(facts):
            yield "no match"

        found = assess(Plan("Bakery"), rules=[no_rule])
        sent = pickle.loads(pickle.dumps(found))
        (note,) = _sound(sarif_log(sent))["invocations"][0]["toolExecutionNotifications"]

        assert "associatedRule" not in note

    def test_clashing_rules(self, assessed, says):
        """That two packages brought one code came of no error."""
        from attrs import evolve

        from aufwand.rules._failing import clashing

        found = evolve(assessed(says()), findings=(clashing("ACME001", ("a", "b"), ("ACME001",)),))
        (note,) = _sound(sarif_log(found))["invocations"][0]["toolExecutionNotifications"]

        assert "exception" not in note


class TestLimits:
    def test_results(self, assessed, says, monkeypatch):
        """Of more results than GitHub takes the gravest are told, and that they are not all."""
        monkeypatch.setattr(sarif, "MOST", 2)
        found = assessed(
            says(Match("a"), Match("b"), level="info"), says(Match("z"), code="ACME002")
        )
        run = _sound(sarif_log(found))
        (invocation,) = run["invocations"]
        (note,) = invocation["toolExecutionNotifications"]

        assert ["ACME002", "ACME001"] == [each["ruleId"] for each in run["results"]]
        assert "warning" == note["level"]
        assert "Only the gravest 2 of 3 findings are here" in note["message"]["text"]
        assert invocation["executionSuccessful"] is True

    @pytest.mark.parametrize(("largest", "some"), [(9_000, True), (10, False)])
    def test_bytes(self, assessed, says, monkeypatch, largest, some):
        """So it is with the size of the zipped file, down to no results at all."""
        monkeypatch.setattr(sarif, "LARGEST", largest)
        found = assessed(says(*(Match(f"a{index}") for index in range(900))))
        run = _sound(sarif_log(found))

        assert some is bool(run["results"])
        assert len(run["results"]) < 900
        assert (sarif._zipped({"runs": [run]}) <= largest) is some
        assert 1 == len(run["invocations"][0]["toolExecutionNotifications"])

    def test_what_zips_well(self, assessed, says, monkeypatch):
        """A long log that is short when zipped is whole."""
        monkeypatch.setattr(sarif, "LARGEST", 60_000)
        found = assessed(says(*(Match(f"a{index}") for index in range(900))))
        run = _sound(sarif_log(found))

        assert 900 == len(run["results"])
        assert [] == run["invocations"][0]["toolExecutionNotifications"]
