"""A check as JUnit XML."""

from __future__ import annotations

import pickle
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufwand.model import Acceptance, Channel, Override, RuleSettings
from aufwand.reports import junit_xml
from aufwand.rules import Match
from aufwand.rules._failing import rule_failed
from aufwand.rules.known import KnownFindings

ANY = st.text(st.characters(exclude_categories=()))

CHANNELS = {"channels": [Channel("a"), Channel("b"), Channel("c")]}


def _cases(text, code="ACME001"):
    """Return for each case of a rule what came of it: the tag, or that it passed."""
    suites = [each for each in ET.fromstring(text) if each.get("name").startswith(code)]
    return {
        case.get("name"): case[0].tag if len(case) else "passed"
        for suite in suites
        for case in suite
    }


class TestCases:
    def test_a_case_for_each_part(self, assessed, says):
        """What a rule looked at and found nothing in has passed."""
        found = assessed(says(Match("channels.b.pieces"), scope="channels"), **CHANNELS)

        assert {
            "channels.a": "passed",
            "channels.b": "failure",
            "channels.c": "passed",
        } == _cases(junit_xml(found))

    def test_a_case_for_the_whole(self, assessed, says):
        """A rule that looks at the plan as a whole has one case, wherever it finds something."""
        found = assessed(says(Match("roles.pr", "First."), Match("", "Second.")))
        text = junit_xml(found)
        failure = ET.fromstring(text).find(".//failure")

        assert {"the whole plan": "failure"} == _cases(text)
        assert {"der ganze Plan": "passed"} == _cases(junit_xml(assessed(says()), lang="de"))
        assert "ACME001 the whole plan: Second.\nACME001 roles.pr: First." == failure.text
        assert {"type": "warning", "message": "Second."} == failure.attrib

    def test_what_is_found_elsewhere(self, assessed, says):
        """A finding about none of the parts has a case of its own."""
        found = assessed(says(Match("channels"), scope="channels"), channels=[Channel("a")])

        assert {"channels.a": "passed", "channels": "failure"} == _cases(junit_xml(found))

    def test_nothing_to_look_at(self, assessed, says):
        """A rule with no part to look at has no suite."""
        assert {} == _cases(junit_xml(assessed(says(scope="channels"))))

    def test_what_does_not_count_is_skipped(self, assessed, says):
        """With the reason; one that counts beside it fails the case."""
        accepted = [
            Acceptance(rule="ACME001", where="channels.a", reason="why not", owner="Ann"),
            Acceptance(rule="ACME001", where="channels.b.x", reason="why not"),
        ]
        rule = says(
            Match("channels.a"),
            Match("channels.b.x"),
            Match("channels.b.y"),
            Match("channels.c"),
            scope="channels",
        )
        found = assessed(rule, accepted=accepted, **CHANNELS)
        known = KnownFindings.from_findings(found.findings[-1:])
        text = junit_xml(found, known=known)
        reasons = [each.get("message") for each in ET.fromstring(text).iter("skipped")]

        assert {
            "channels.a": "skipped",
            "channels.b": "failure",
            "channels.c": "skipped",
        } == _cases(text)
        assert ["Accepted by Ann: why not", "Known: it is in the baseline."] == reasons

    def test_where_a_rule_is_off(self, assessed, says):
        """A part that the rule is turned off for did not pass, it was skipped."""
        off = Override(where="channels.a", levels={"ACME001": "off"})
        on = Override(where="channels.b", levels={"ACME001": "error"})
        settings = RuleSettings(overrides=[off, on])
        found = assessed(says(Match("channels.a"), scope="channels"), rules=settings, **CHANNELS)
        text = junit_xml(found)

        assert {
            "channels.a": "skipped",
            "channels.b": "passed",
            "channels.c": "passed",
        } == _cases(text)
        assert "It is turned off here, by plan." in text

    def test_places(self, assessed, says, place):
        """A case with a finding says where it stands; one on standard input stands nowhere."""
        found = assessed(says(Match("channels.b"), scope="channels"), channels=[Channel("b")])
        with_place = ET.fromstring(junit_xml(found, places=place)).find(".//testcase")
        without = junit_xml(found, places=lambda path: ("<stdin>", 1, 1))
        nowhere = junit_xml(found, places=lambda path: ("plan.toml", None, None))

        assert ("plan.toml", "7") == (with_place.get("file"), with_place.get("line"))
        assert "aufwand.ACME001" == with_place.get("classname")
        assert "file=" not in without
        assert "line=" not in nowhere


class TestBroken:
    def test_a_rule_that_broke(self, assessed, broken_rule, says):
        """What it found counts; it is an error, and nothing of it has passed."""
        found = assessed(broken_rule, says(scope="channels"), **CHANNELS)
        text = junit_xml(found)
        error = ET.fromstring(text).find(".//error")

        assert {"channels.a": "failure", "the whole plan": "error"} == _cases(text, "ACME009")
        assert {"passed"} == set(_cases(text).values())
        assert "INT001" == error.get("type")
        assert "broke" in error.get("message")
        assert "no <luck> ]]>" in error.text

    def test_rules_that_did_not_travel(self, assessed, broken_rule, says):
        """Without its rules an assessment tells what was found, and what broke."""
        found = assessed(broken_rule, says(Match("x")), **CHANNELS)
        sent = pickle.loads(pickle.dumps(found))
        text = junit_xml(sent)

        assert {"x": "failure"} == _cases(text)
        assert {"the whole plan": "error"} == _cases(text, "INT001")

    def test_nothing_broke(self, assessed):
        """That no rule broke has passed, too."""
        assert {"the whole plan": "passed"} == _cases(junit_xml(assessed(rule_failed)), "INT001")


class TestNumbers:
    @pytest.mark.parametrize("lang", ["en", "de"])
    def test_add_up(self, assessed, broken_rule, says, lang):
        """A suite counts its cases, and the whole its suites."""
        accepted = [Acceptance(rule="ACME001", where="channels.a", reason="why not")]
        rule = says(Match("channels.a"), Match("channels.b"), scope="channels")
        root = ET.fromstring(
            junit_xml(assessed(rule, broken_rule, accepted=accepted, **CHANNELS), lang=lang)
        )
        names = {
            "tests": "testcase",
            "failures": "failure",
            "errors": "error",
            "skipped": "skipped",
        }
        for element in (root, *root):
            for count, tag in names.items():
                assert int(element.get(count)) == len(list(element.iter(tag)))
        assert "aufwand: Bakery" == root.get("name")


def test_hostile(hostile, spoken):
    """Whatever a name holds, the document is one, and nothing in it is ours but our own."""
    found = spoken(hostile)
    text = junit_xml(found, places=lambda path: (hostile, 1, 1))
    root = ET.fromstring(text)

    assert {"testsuites", "testsuite", "testcase", "failure"} == {each.tag for each in root.iter()}
    assert found.findings[0].message == root.find(".//failure").get("message")


@given(text=ANY)
def test_any_text(text, spoken):
    """So it is with any text, as bytes as well."""
    found = spoken(text)
    raw = junit_xml(found, places=lambda path: (text, 1, 1)).encode()

    assert "1" == ET.fromstring(raw).get("failures")
