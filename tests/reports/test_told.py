"""What is known about a finding beside what it says."""

from __future__ import annotations

import pickle

import pytest

from aufwand.model import Acceptance
from aufwand.reports._told import Told, choices_of, resting_in, told
from aufwand.rules import Match
from aufwand.rules.known import KnownFindings


def test_a_finding_counts_unless_it_is_accepted_or_known(assessed, says):
    """Both are shown, and neither is news."""
    accepted = [Acceptance(rule="ACME001", where="b", reason="why not")]
    found = assessed(says(Match("a"), Match("b"), Match("c")), accepted=accepted).findings
    known = KnownFindings.from_findings(found[:1])

    assert [False, False, True] == [each.open for each in told(found, known=known)]
    assert [True, False, True] == [each.open for each in told(found)]


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("plan.toml", "plan.toml"),
        ("<stdin>", None),
        (None, None),
        ("", ""),
        ("<a>.toml", "<a>.toml"),
    ],
)
def test_only_files_are_on_disk(assessed, says, file, expected):
    """A name that only stands for a text is no file."""
    (finding,) = assessed(says(Match())).findings

    assert expected == Told(finding, file=file).on_disk


def test_rules_that_did_not_travel(assessed, says):
    """An assessment from another process may come without its rules, and is told all the same."""
    whole = assessed(says(Match()), says(code="ACME002"))
    sent = pickle.loads(pickle.dumps(whole))

    assert {"ACME001", "ACME002"} <= {each.rule.code for each in choices_of(whole)}
    assert [] == resting_in(whole)
    assert () == choices_of(sent)
    assert [] == resting_in(sent)
