"""Law 9: what remedies promise; and what settings of rules change, and what they do not."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aufwand.estimates import difference, estimate
from aufwand.planfile import dumps, loads
from aufwand.rules import Match, Remedy, RuleSet, assess, rule
from aufwand.rules.remedy import overlapping
from aufwand.testing._around import after, changes
from aufwand.testing.strategies import overrides, plans, rule_settings

settings.register_profile(
    "remedies",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
remedies_law = settings(settings.get_profile("remedies"))

INSTALLED = RuleSet.installed()


def offered(assessment):
    """Return findings with each remedy that can be applied."""
    return [
        (finding, remedy)
        for finding in assessment.findings
        for remedy in finding.remedies
        if remedy.safety != "manual"
    ]


def remedies_of(plan):
    """Return a remedy for some forty small changes of *plan*, of those that leave it sound."""
    every = list(changes(plan))
    return [
        Remedy(f"Change {change.path}", "trade-off", change)
        for change in every[:: len(every) // 40 + 1]
        if after(plan, change) is not None
    ]


def apart(one, other):
    """Return whether neither says anything of what the other changes."""
    return not overlapping([one, other])


@remedies_law
@given(plan=plans(max_activities=3, max_roles=2, max_channels=2))
def test_what_a_remedy_saves_is_before_minus_after(plan):
    """For every remedy that installed rules offer, to the last digit; low <= likely <= high."""
    before = assess(plan)
    for _, remedy in offered(before):
        saved = remedy.saves
        expected = difference(before.estimate, estimate(remedy.change(plan)))

        assert expected == saved
        low, likely, high = saved.minutes
        assert low <= likely <= high
        weekly, changed = before.estimate.weekly, before.apply(remedy).estimate.weekly
        assert weekly.likely.minutes - changed.likely.minutes == likely


@remedies_law
@given(plan=plans(max_activities=3, max_roles=2, max_channels=2))
def test_a_safe_remedy_keeps_its_promises(plan):
    """Its finding goes, no error comes, and twice is once."""
    before = assess(plan)
    for finding, remedy in offered(before):
        if remedy.safety == "safe":
            changed = before.apply(remedy)

            assert finding.fingerprint in {each.fingerprint for each in changed.gone}
            assert not [each for each in changed.came if each.level == "error"]
            assert changed == before.apply(remedy, remedy)


@remedies_law
@given(plan=plans(max_activities=2), data=st.data())
def test_applying_leaves_the_plan_as_it_is(plan, data):
    """Whatever is changed."""
    text = dumps(plan)
    found = remedies_of(plan)
    if found:
        assess(plan, rules=[]).apply(data.draw(st.sampled_from(found)))

        assert text == dumps(plan)


@remedies_law
@given(plan=plans(max_activities=2, max_acceptances=2), data=st.data())
def test_remedies_can_be_applied_in_any_order(plan, data):
    """As long as they do not change the same thing."""
    found = remedies_of(plan)
    if len(found) < 2:
        return
    one, other = data.draw(st.sampled_from(found)), data.draw(st.sampled_from(found))
    if not apart(one, other):
        return
    before = assess(plan, rules=[])
    try:
        both = before.apply(one, other)
    except ValueError:
        with pytest.raises(ValueError, match="remedies that this plan can take"):
            before.apply(other, one)
    else:
        assert both == before.apply(other, one)


@remedies_law
@given(plan=plans(max_activities=2), data=st.data())
def test_every_small_change_has_a_saving(plan, data):
    """Of whoever finds it."""
    found = remedies_of(plan)[:20]
    offering = rule("ACME001", "offering")(lambda facts: [Match(remedies=found)])
    (finding,) = assess(plan, rules=[offering]).findings

    assert len(found) == len(finding.remedies)
    for remedy in finding.remedies:
        expected = difference(estimate(plan), estimate(remedy.change(plan)))

        assert remedy.saves == expected


@remedies_law
@given(plan=plans(), said=rule_settings(rules=INSTALLED))
def test_settings_change_no_number(plan, said):
    """A level, an option or a choice of rules is about findings alone."""
    found = assess(plan.with_(rules=said)).estimate

    assert assess(plan).estimate.as_dict() == found.as_dict()


@remedies_law
@given(plan=plans(max_activities=2), said=rule_settings(rules=INSTALLED))
def test_it_is_the_same_who_says_it(plan, said):
    """The plan, or somebody for all plans."""
    in_plan = assess(plan.with_(rules=said))
    below = assess(plan, settings=said)

    # Remedies speak of a plan with those settings, or of one without.
    assert [each.fingerprint for each in in_plan.findings] == [
        each.fingerprint for each in below.findings
    ]
    assert [each.level for each in in_plan.findings] == [each.level for each in below.findings]


@remedies_law
@given(plan=plans(max_activities=2), said=rule_settings(rules=INSTALLED))
def test_what_is_chosen_is_what_is_found(plan, said):
    """By rules that are on, at no level that is off, and never above what was said."""
    found = assess(plan.with_(rules=said))
    on = {choice.rule.code for choice in found.configuration.chosen}

    assert {each.code for each in found.findings} <= on
    assert "off" not in {each.level for each in found.findings}


@remedies_law
@pytest.mark.parametrize("form", ["toml", "yaml", "json"])
@given(plan=plans(max_activities=1), said=rule_settings(), one=overrides())
def test_settings_come_back_from_a_file(form, plan, said, one):
    """Whatever they say, of whatever rules."""
    for settings_ in (said, type(said)(overrides=[one])):
        whole = plan.with_(rules=settings_)

        assert whole == loads(dumps(whole, form), form)
