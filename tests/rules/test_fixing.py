"""Applying remedies one after the other."""

from __future__ import annotations

import pickle

import pytest

from aufwand.errors import UnknownName
from aufwand.model import Acceptance, Activity, Channel, Plan
from aufwand.rules import Drop, Match, Put, Remedy, assess, fix, rule
from aufwand.rules import fixing as module

PLAN = Plan(
    "A",
    channels=[Channel("old"), Channel("new")],
    activities=[Activity("posts", duration="1-3 h", channels="old")],
)


@rule("OLD001", "old-channel", message="old", scope="channels")
def old_channel(facts):
    """Find what is called old, and offer what does not help before what does."""
    for channel in facts.channels:
        if channel.key == "old":
            yield Match(
                "channels.old",
                remedies=[
                    Remedy("Drop what is not there", "safe", Drop("channels.away")),
                    Remedy("Call it older", "safe", Put("channels.old.name", "older")),
                    Remedy("Close it", "safe", Put("channels.old.status", "closed")),
                ],
            )


@rule("NEW001", "new-channel", message="new", scope="channels")
def new_channel(facts):
    """Offer to drop what is new, which somebody must decide."""
    for channel in facts.channels:
        if channel.key == "new":
            yield Match(
                "channels.new", remedies=Remedy("Drop it", "trade-off", Drop("channels.new"))
            )


@rule("END001", "endless", message="more")
def endless(facts):
    """Find something else in every plan."""
    number = len(facts.plan.channels)
    change = Put("reserve", number / 1000)
    more = Remedy("Once more", "safe", change, Put("name", f"A{facts.plan.name}"))
    yield Match(discriminator=facts.plan.name, remedies=more)


@rule("BAD001", "errs", level="error", message="an error")
def errs(facts):
    """Find an error where nothing is left."""
    if not facts.plan.channels:
        yield Match()


def test_what_helps_is_applied_and_nothing_else():
    """A remedy that does not fit, or clears nothing, is passed over."""
    found = fix(assess(PLAN, rules=[old_channel, new_channel]))

    assert ["Close it"] == [each.remedy.title for each in found.applied]
    assert "1 h – 2 h – 3 h" == str(found.saves)
    assert ["OLD001"] == [each.code for each in found.gone]
    assert () == found.came
    assert "<Fixes of 'A': 1 applied>" == repr(found)
    assert found.after == pickle.loads(pickle.dumps(found)).after


def test_trade_offs_are_made_when_they_are_asked_for():
    """Of some rules, or of all."""
    before = assess(PLAN, rules=[old_channel, new_channel])

    assert ["NEW001"] == [
        each.finding.code for each in fix(before, codes="NEW", unsafe=True).applied
    ]
    assert 2 == len(fix(before, unsafe=True).applied)
    with pytest.raises(UnknownName, match="OLD001"):
        fix(before, codes=["OLD0O1"])


def test_what_would_bring_an_error_is_not_done():
    """It would be worse than before."""
    plan = PLAN.with_(channels=[Channel("new")], activities=[])
    found = fix(assess(plan, rules=[new_channel, errs]), unsafe=True)

    assert () == found.applied


def test_what_somebody_accepted_is_left_alone():
    """They know why."""
    accepted = Acceptance(rule="OLD001", where="channels.old", reason="until June")
    found = fix(assess(PLAN.with_(accepted=[accepted]), rules=[old_channel]))

    assert () == found.applied


def test_it_ends(monkeypatch):
    """However often a remedy brings the next finding."""
    monkeypatch.setattr(module, "MOST", 3)

    assert 3 == len(fix(assess(PLAN, rules=[endless])).applied)
