"""A pack of twenty badly behaved rules changes nothing but what is said of itself."""

from __future__ import annotations

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from aufwand.estimates import estimate
from aufwand.model import Acceptance, RuleSettings
from aufwand.planfile import dumps, load
from aufwand.reports import (
    assessment_text,
    concise_text,
    github_text,
    jsonl_text,
    junit_xml,
    markdown_text,
    sarif_log,
)
from aufwand.rules import RuleSet, assess

PLANS = sorted((Path(__file__).parent / "plans").glob("*.toml"))


@pytest.fixture(scope="module")
def pack():
    """The module with the twenty rules."""
    folder = str(Path(__file__).parents[1] / "plugins" / "unruly")
    sys.path.insert(0, folder)
    try:
        import unruly_rules
    finally:
        sys.path.remove(folder)
    return unruly_rules


def both(pack, file):
    """Return the assessment of a plan without the pack, and with it."""
    plan = load(file).with_(
        accepted=[Acceptance(rule="AUD104", reason="soon")],
        rules=RuleSettings(levels={"COS": "info"}),
    )
    rules = RuleSet.installed()
    bad = [each for each in vars(pack).values() if type(each) is type(rules.rules[0])]
    alone = assess(plan, rules=rules)
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        return alone, assess(plan, rules=rules.with_(*bad))


def others(found):
    """Return as JSON what is said by rules that are not of the pack."""
    data = found.as_dict("de")
    data["findings"] = [
        each
        for each, finding in zip(data["findings"], found.findings, strict=True)
        if not finding.code.startswith("BAD") and not finding.discriminator.startswith("BAD")
    ]
    return json.dumps(data, ensure_ascii=False)


@pytest.mark.parametrize("file", PLANS, ids=lambda file: file.stem)
def test_they_change_nothing_that_others_say(pack, file):
    """Estimate, findings, remedies, acceptances and the plan are the same to the last byte."""
    text = dumps(load(file))
    alone, beside = both(pack, file)

    assert others(alone) == others(beside)
    assert estimate(alone.plan) == beside.estimate
    assert text == dumps(load(file))
    assert dumps(alone.plan) == dumps(beside.plan)
    assert (dumps(alone.plan), others(alone)) == (dumps(beside.plan), others(beside))


def test_what_each_of_them_does_is_told_once(pack):
    """By its code, and what it had found before is kept; of what changes the plan, nothing is."""
    _, beside = both(pack, PLANS[0])
    broken = {each.discriminator: each.message for each in beside.findings if each.code == "INT001"}

    assert {code for code, told in pack.TOLD.items() if told} == set(broken)
    for code, told in pack.TOLD.items():
        assert told in broken.get(code, "")
    spoke = {each.code for each in beside.findings if each.code.startswith("BAD")}

    assert {"BAD002", "BAD003", "BAD005", "BAD012", "BAD015", "BAD017"} == spoke


def test_what_they_say_can_be_shown(pack):
    """In every form; nothing of it was theirs to word."""
    _, beside = both(pack, PLANS[0])
    shown = [
        json.dumps(beside.as_dict()),
        jsonl_text(beside),
        concise_text(beside),
        github_text(beside),
        junit_xml(beside),
        markdown_text(beside),
        json.dumps(sarif_log(beside)),
        assessment_text(beside),
    ]

    assert all(shown)
    assert not any("\x1b[31m" in each for each in shown)
    (offer,) = (each for each in beside.findings if each.code == "BAD017")
    assert [None] * 4 == [each.saves for each in offer.remedies]


def test_what_they_do_later_changes_nothing(pack):
    """What they were given was never the plan."""
    alone, beside = both(pack, PLANS[0])
    for facts in pack.KEPT:
        object.__setattr__(facts.estimate, "plan", None)
        object.__setattr__(facts, "plan", None)

    assert others(alone) == others(beside)
    assert pack.KEPT


def test_twenty_of_them_are_asked(pack):
    """Each in its own way."""
    assert 20 == len(pack.TOLD)
