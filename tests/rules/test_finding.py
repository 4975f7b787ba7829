"""What a rule says about a plan."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from datetime import date

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError

from aufwand.errors import UnknownName
from aufwand.model import Acceptance
from aufwand.rules import LEVELS, Finding, Measure, Message, assess, check
from aufwand.units import hours

FINDING = Finding(
    "ACME001",
    "no-friday-posts",
    "advice",
    "channels.facebook",
    Measure(1.5, "h/week"),
    Measure(1, "h/week"),
    "",
    Message("{channel} gets {measured}", "{channel} bekommt {measured}"),
    (("channel", "Facebook"), ("measured", hours(1.5))),
)


def test_a_finding_is_told_in_one_line():
    """Code, name, message."""
    assert str(FINDING) == "ACME001 no-friday-posts: Facebook gets 1 h 30 min"
    assert FINDING.message == "Facebook gets 1 h 30 min"
    assert FINDING.say("de") == "Facebook bekommt 1 Std. 30 Min."
    assert repr(FINDING) == "<Finding ACME001 no-friday-posts at channels.facebook: advice>"
    assert repr(evolve(FINDING, path="")) == "<Finding ACME001 no-friday-posts: advice>"


def test_as_dict_is_what_the_interface_promises():
    """Without a file there is no file, line and column."""
    expected = {
        "code": "ACME001",
        "name": "no-friday-posts",
        "level": "advice",
        "path": "channels.facebook",
        "message": "Facebook gets 1 h 30 min",
        "measured": {"value": 1.5, "unit": "h/week"},
        "limit": {"value": 1.0, "unit": "h/week"},
        "cost": None,
        "remedies": [],
        "file": None,
        "line": None,
        "column": None,
        "fingerprint": FINDING.fingerprint,
        "accepted": None,
    }

    assert expected == FINDING.as_dict()
    assert list(expected) == list(FINDING.as_dict())
    assert expected == json.loads(json.dumps(FINDING.as_dict()))


def test_as_dict_takes_language_place_and_acceptance():
    """Whoever knows the file says where it is."""
    accepted = Acceptance(rule="ACME001", reason="shop closes", until="2027-06-30", owner="mara")
    finding = evolve(FINDING, accepted=accepted, measured=None, limit=None)
    data = finding.as_dict("de", place=("plan.toml", 31, 1))

    assert data["message"] == "Facebook bekommt 1 Std. 30 Min."
    assert (data["file"], data["line"], data["column"]) == ("plan.toml", 31, 1)
    assert data["accepted"] == {
        "reason": "shop closes",
        "until": "2027-06-30",
        "owner": "mara",
        "up_to": None,
    }
    assert None is data["measured"]
    assert None is data["limit"]
    assert (
        None
        is evolve(finding, accepted=accepted and Acceptance(rule="x", reason="y")).as_dict()[
            "accepted"
        ]["until"]
    )


def test_other_languages_are_unknown():
    """A finding is never told in a language nobody asked for."""
    with pytest.raises(UnknownName):
        FINDING.as_dict("fr")


def test_findings_are_frozen_values():
    """Equal ones hash alike; nothing can be changed."""
    assert evolve(FINDING) == FINDING
    assert hash(evolve(FINDING)) == hash(FINDING)
    with pytest.raises(FrozenInstanceError):
        FINDING.level = "error"


@pytest.mark.parametrize(
    "changes",
    [
        {"level": "error"},
        {"measured": Measure(9, "h/week"), "limit": None},
        {"wording": Message("something else")},
        {"details": ()},
        {"name": "friday"},
        {"accepted": Acceptance(rule="x", reason="y")},
    ],
)
def test_the_fingerprint_outlives_numbers_and_words(changes):
    """A baseline still knows the finding after an edit elsewhere."""
    assert FINDING.fingerprint == evolve(FINDING, **changes).fingerprint


@pytest.mark.parametrize(
    "changes", [{"code": "ACME002"}, {"path": "channels.x"}, {"discriminator": "content"}]
)
def test_the_fingerprint_tells_findings_apart(changes):
    """Code, path and discriminator are what a finding is."""
    assert FINDING.fingerprint != evolve(FINDING, **changes).fingerprint


def test_the_fingerprint_is_always_the_same():
    """It is written into files, so it may never change."""
    known = "9068ceba0ead17a0d3f3b20e095e7b0e"

    assert known == FINDING.fingerprint[:32]
    assert len(FINDING.fingerprint) == 64
    assert len(evolve(FINDING, path="\ud800").fingerprint) == 64


def test_findings_are_ordered_by_level_path_and_code():
    """The gravest come first."""
    ordered = [
        evolve(FINDING, level=level, path=path, code=code, discriminator=apart)
        for level in LEVELS
        for path in ("", "roles.a", "roles.b")
        for code in ("AAA001", "AAA002")
        for apart in ("", "x")
    ]
    backwards = ordered[::-1]

    assert ordered == sorted(backwards)
    assert ordered[0] < ordered[1]
    assert ordered[0] <= ordered[0]
    assert ordered[1] > ordered[0]
    assert ordered[1] >= ordered[1]


@pytest.mark.parametrize("compare", ["__lt__", "__le__", "__gt__", "__ge__"])
def test_findings_are_ordered_among_themselves_only(compare):
    """Anything else is no finding."""
    assert NotImplemented is getattr(FINDING, compare)("STF102")


def test_assessments_pickle_into_another_process(plan):
    """The same findings, numbers and fingerprints arrive under another hash seed."""
    accepted = Acceptance(rule="STF102", reason="summer", until=date(2027, 6, 30))
    found = assess(plan.with_(accepted=[accepted]))
    code = (
        "import pickle, sys\n"
        "found = pickle.load(sys.stdin.buffer)\n"
        "again = pickle.dumps((found, [str(f) for f in found.findings],"
        " [f.fingerprint for f in found.findings]))\n"
        "sys.stdout.buffer.write(again)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], input=pickle.dumps(found), stdout=subprocess.PIPE, check=True
    )
    again, texts, fingerprints = pickle.loads(ran.stdout)

    assert found == again
    assert hash(found) == hash(again)
    assert [str(each) for each in found.findings] == texts
    assert [each.fingerprint for each in found.findings] == fingerprints


def test_check_gives_findings_in_order(plan):
    """Whoever prints them need not sort."""
    findings = check(plan)

    assert sorted(findings) == list(findings)
