"""Findings that were there before anybody looked."""

from __future__ import annotations

import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufwand.errors import Fault, InvalidPlan
from aufwand.model import Acceptance, Plan
from aufwand.rules import Match, check, rule
from aufwand.rules.known import KnownFinding, KnownFindings, entries_in

MARK = "0123456789abcdef" * 4
OTHER = "f" * 64
ENTRY = {"code": "STF102", "path": "roles.pr", "count": 2}


def _findings(*paths, **plan):
    """Return a finding for each of *paths*; places in a list share their fingerprint."""

    @rule("ACME001", "speaks", level="warning")
    def speaks(facts):
        for path in paths:
            yield Match(path)

    return check(Plan("Bakery", **plan), rules=[speaks])


@rule("ACME002", "breaks")
def breaks(facts):
    """Break."""
    raise ValueError


class TestKnown:
    def test_what_was_there_is_known(self):
        """The findings of the first look are no news at the second."""
        findings = _findings("roles.pr", "channels.facebook")
        known = KnownFindings.from_findings(findings)

        assert (True, True) == known.marks(findings)
        assert () == known.new(findings)
        assert () == known.stale(findings)
        assert 2 == len(known)
        assert "<KnownFindings: 2>" == repr(known)

    def test_only_growth_counts(self):
        """As many findings of one fingerprint are known as there were; the rest is new."""
        known = KnownFindings.from_findings(_findings("costs[0]", "costs[1]"))
        grown = _findings("costs[0]", "costs[1]", "costs[2]")

        assert [2] == [each.count for each in known.entries]
        assert (True, True, False) == known.marks(grown)
        assert ("costs[2]",) == tuple(each.path for each in known.new(grown))

    def test_what_is_gone_is_stale(self):
        """It is told with how many are gone, and taken out when it is pruned."""
        known = KnownFindings.from_findings(_findings("costs[0]", "costs[1]", "roles.pr"))
        now = _findings("costs[0]")
        gone = known.stale(now)

        assert [("costs[0]", 1), ("roles.pr", 1)] == [(each.path, each.count) for each in gone]
        assert KnownFindings.from_findings(now) == known.pruned(now)
        assert () == known.pruned(now).stale(now)

    def test_nothing_is_known_of_rules_that_were_not_asked(self):
        """Their entries are neither stale nor taken out."""
        known = KnownFindings.from_findings(_findings("roles.pr"))

        assert () == known.stale((), resting=["ACME001"])
        assert known == known.pruned((), resting=["ACME001"])
        assert 1 == len(known.stale((), resting=["ACME002"]))

    def test_what_is_accepted_is_not_known(self):
        """The plan says so itself, and acceptances have an end."""
        accepted = [Acceptance(rule="ACME001", reason="why not")]
        both = _findings("roles.pr", accepted=accepted)
        known = KnownFindings.from_findings(both)

        assert 0 == len(known)
        assert (False,) == KnownFindings.from_findings(_findings("roles.pr")).marks(both)

    def test_that_a_rule_broke_is_never_known(self):
        """Neither from findings nor from a file that says so."""
        (broken,) = check(Plan("Bakery"), rules=[breaks])
        told = {"schema": 1, "findings": {broken.fingerprint: {**ENTRY, "code": "INT001"}}}
        wrong = KnownFindings([KnownFinding(broken.fingerprint, "STF102")])

        assert KnownFindings() == KnownFindings.from_findings([broken])
        assert (False,) == wrong.marks([broken])
        with pytest.raises(InvalidPlan) as caught:
            KnownFindings.from_dict(told)
        assert "that a rule broke is always told" in str(caught.value)

    def test_it_travels(self):
        """It is a value: equal, hashable, picklable, and the same from its plain data."""
        known = KnownFindings.from_findings(_findings("roles.pr", "channels.x"))

        assert known == pickle.loads(pickle.dumps(known))
        assert hash(known) == hash(KnownFindings(reversed(known.entries)))
        assert known == KnownFindings.from_dict(json.loads(json.dumps(known.as_dict())))
        assert ["channels.x", "roles.pr"] == [
            each["path"] for each in known.as_dict()["findings"].values()
        ]

    def test_paths_are_only_for_people(self):
        """They are kept as one short line, whatever they were."""
        known = KnownFindings.from_findings(_findings("a\nb\ud800" + "x" * 1_000))
        (entry,) = known.entries

        assert "a b\ufffdx" == entry.path[:5]
        assert 300 == len(entry.path)


class TestFaults:
    @pytest.mark.parametrize(
        ("data", "expected"),
        [
            ([], ["", "a table with schema and findings"]),
            ({}, ["schema", "1, the version", "findings", "a table of findings"]),
            ({"schema": 2, "findings": {}}, ["schema", "found 2, expected 1"]),
            ({"schema": True, "findings": {}}, ["schema", "found True"]),
            ({"schema": 1, "findings": []}, ["findings", "a table of findings by fingerprint"]),
            ({"schema": 1, "finding": {}, "findings": {}}, ["finding", "did you mean 'findings'"]),
            ({"schema": 1, "findings": {MARK: 3}}, [f"findings.{MARK}", "a table with code"]),
            ({"schema": 1, "findings": {"abc": ENTRY}}, ["findings.abc", "64 digits"]),
            (
                {"schema": 1, "findings": {MARK: {**ENTRY, "xyz": 1}}},
                [f"findings.{MARK}.xyz", "one of code, path, count"],
            ),
            (
                {"schema": 1, "findings": {MARK: {"code": "x", "path": 3, "count": 0}}},
                ["the code of a rule", "a path of at most", "a whole number from 1"],
            ),
            (
                {"schema": 1, "findings": {MARK: {**ENTRY, "count": True}}},
                ["count", "a whole number"],
            ),
            ({"schema": 1, "findings": {MARK: {**ENTRY, "path": "x" * 1_001}}}, ["1,000"]),
        ],
    )
    def test_are_told_all_at_once(self, data, expected):
        """Whatever is wrong is told, each with where it stands and what would be right."""
        with pytest.raises(InvalidPlan) as caught:
            KnownFindings.from_dict(data)
        told = str(caught.value)

        assert all(each in told for each in expected)

    def test_say_whether_the_key_is_at_fault(self):
        """A wrong fingerprint is a wrong key, a wrong count a wrong value."""
        _, located = entries_in({"schema": 1, "findings": {"abc": {**ENTRY, "count": 0}}})

        assert [
            (("findings", "abc", "count"), False),
            (("findings", "abc"), True),
        ] == [(path, is_key) for path, is_key, _ in located]

    def test_sound_entries_beside_them_are_read(self):
        """One wrong entry loses no other."""
        entries, located = entries_in({"schema": 1, "findings": {MARK: ENTRY, OTHER: 1}})

        assert [KnownFinding(MARK, "STF102", "roles.pr", 2)] == entries
        assert 1 == len(located)

    @pytest.mark.parametrize(
        "wrong",
        [("abc", "STF102"), (MARK, "stf"), (MARK, "STF102", 3), (MARK, "STF102", "", 0)],
    )
    def test_of_an_entry(self, wrong):
        """An entry cannot be made wrongly either."""
        with pytest.raises(Fault):
            KnownFinding(*wrong)


PATHS = st.lists(st.sampled_from(["roles.a", "roles.b", "costs[0]", "costs[1]", "costs[2]", ""]))


@given(before=PATHS, now=PATHS)
def test_every_finding_is_known_or_new_and_every_entry_found_or_stale(before, now):
    """Nothing is counted twice, and nothing gets lost."""
    known = KnownFindings.from_findings(_findings(*before))
    findings = _findings(*now)
    marked = sum(known.marks(findings))
    stale = sum(each.count for each in known.stale(findings))

    assert len(findings) == marked + len(known.new(findings))
    assert len(known) == marked + stale
    assert len(known.pruned(findings)) == marked
    assert known.pruned(findings).marks(findings) == known.marks(findings)
