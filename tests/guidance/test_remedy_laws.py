"""What is true of every remedy that comes with aufwand, whatever the plan."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aufwand.model import Activity, Channel, Criticism, Plan, Role
from aufwand.rules import RuleSet, assess
from aufwand.testing.strategies import plans

#: What may come in any order.
ORDERED = ("audiences", "channels", "roles", "activities", "drivers", "tools", "costs")


def offered(assessment):
    """Return findings with each remedy that can be applied."""
    return [
        (finding, remedy)
        for finding in assessment.findings
        for remedy in finding.remedies
        if remedy.safety != "manual"
    ]


def errors(assessment):
    """Return the fingerprints of findings that are errors."""
    return {each.fingerprint for each in assessment.findings if each.level == "error"}


@settings(max_examples=60)
@given(plan=plans(max_activities=4, max_roles=3, max_channels=2), data=st.data())
def test_a_remedy_clears_its_finding(plan, data):
    """And adds no error; what is safe is done once, however often it is applied."""
    before = assess(plan)
    found = offered(before)
    if found:
        finding, remedy = data.draw(st.sampled_from(found))
        after = before.apply(remedy)

        assert finding.fingerprint in {each.fingerprint for each in after.gone}
        assert errors(after) <= errors(before)
        if remedy.safety == "safe" and not finding.path.startswith("accepted"):
            assert remedy.change(after.plan) == after.plan


@settings(max_examples=40)
@given(plan=plans(max_activities=3, max_roles=3, max_channels=2), data=st.data())
def test_remedies_do_not_depend_on_the_order_of_parts(plan, data):
    """The same are offered, in the same order."""
    shuffled = plan.with_(
        **{name: data.draw(st.permutations(getattr(plan, name))) for name in ORDERED}
    )

    assert told(plan) == told(shuffled)


def told(plan):
    """Return what is offered, and in which language."""
    return [
        (finding.fingerprint, remedy.say("en"), remedy.say("de"), remedy.safety)
        for finding in assess(plan).findings
        for remedy in finding.remedies
    ]


@settings(max_examples=40)
@given(plan=plans(max_activities=3, max_roles=2, max_channels=2))
def test_remedies_are_few_and_worded(plan):
    """At most three, each in both languages, with nothing left to fill."""
    for finding in assess(plan).findings:
        assert len(finding.remedies) <= 3
        for remedy in finding.remedies:
            assert remedy.wording.en != remedy.wording.de
            assert remedy.wording.de
            assert remedy.wording.bounded
            assert remedy.title[0].isupper() or not remedy.wording.en[0].isupper()


#: A plan with which nearly every rule on people, time and money has something to do.
CROWDED = Plan(
    "Crowded",
    channels=[Channel("facebook"), Channel("xing"), Channel("google_plus")],
    roles=[
        Role("pr", department="PR", capacity="6 h/week", rate="45 EUR/h"),
        Role("press", department="PR"),
        Role("care", department="Care", capacity="30 h/week", customer_facing=True),
        Role("it", capacity="9 h/week"),
    ],
    activities=[
        Activity("dialogue", duration="30 min", per="workday", roles="pr"),
        Activity("content", duration="20 h", channels="facebook", roles="pr"),
        Activity("posts", duration="1 h", channels="google_plus", roles="press"),
        Activity("look", duration="15 min", roles="it"),
        Activity("nobody", duration="2 h"),
    ],
    criticism=Criticism(reply_within="12 h"),
    budget="100 EUR/week",
)


@pytest.mark.parametrize(
    ("finding", "remedy"), offered(assess(CROWDED)), ids=lambda each: str(each)[:60]
)
def test_a_crowded_plan_is_relieved(finding, remedy):
    """Every remedy of it does what it is there for."""
    after = assess(CROWDED).apply(remedy)

    assert finding.fingerprint in {each.fingerprint for each in after.gone}
    assert not errors(after)


def test_there_is_a_remedy_for_nearly_everything():
    """Of the rules that speak about a crowded plan, those without are known."""
    without = {each.code for each in assess(CROWDED).findings if not each.remedies}
    ours = {each.code for each in RuleSet.installed() if each.package == "aufwand"}

    assert without <= ours
    assert not {code for code in without if code[:3] in {"DLG", "CRI", "STF", "TIM", "COS"}}
