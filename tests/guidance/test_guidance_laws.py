"""What is true of every rule that comes with aufwand, whatever the plan."""

from __future__ import annotations

import doctest
import json
import pickle
import re

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufwand.catalog import baseline
from aufwand.errors import UnknownName
from aufwand.estimates import estimate
from aufwand.model import Channel, Plan, Role
from aufwand.model.plan import COLLECTIONS
from aufwand.rules import Facts, RuleSet, assess, check
from aufwand.rules._page import HEADINGS
from aufwand.testing.strategies import plans

RULES = RuleSet.installed()
OURS = [each for each in RULES if each.package == "aufwand"]


def exists(plan, path):
    """Return whether *path* is a part of *plan*."""
    if path in {
        "",
        "budget",
        "calendar",
        "criticism",
        "identity",
        "reserve",
        "review_on",
        *COLLECTIONS,
    }:
        return True
    if path.startswith("accepted["):
        return int(path[len("accepted[") : -1]) < len(plan.accepted)
    collection, _, key = path.partition(".")
    return key in {part.key for part in getattr(plan, collection)}


def texts(part):
    """Yield every text in a *part* of a plan."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from texts(each)
    elif attrs.has(type(part)):
        for each in attrs.fields(type(part)):
            yield from texts(getattr(part, each.name))


@given(plan=plans())
def test_no_rule_breaks(plan):
    """Every plan can be checked."""
    assert not assess(plan).broken


@given(plan=plans())
def test_findings_are_about_parts_that_exist(plan):
    """A report can always point."""
    for finding in check(plan):
        assert exists(plan, finding.path)


@given(plan=plans())
def test_messages_are_whole_in_both_languages(plan):
    """One line of at most 2,000 characters, with nothing left to fill."""
    names = "".join(texts(plan))
    for finding in check(plan):
        for lang in ("en", "de"):
            message = finding.say(lang)
            assert message.isprintable()
            assert 20 < len(message) <= 2_000
            # A name in the plan may have brackets of its own.
            if not set("{}[]") & set(names):
                assert not set("{}[]") & set(message)


@given(plan=plans())
def test_findings_are_plain_data_for_whoever_asks(plan):
    """The dictionary is JSON, and the object travels."""
    found = assess(plan)

    assert found.as_dict("de") == json.loads(json.dumps(found.as_dict("de"), allow_nan=False))
    assert found == pickle.loads(pickle.dumps(found))


@given(plan=plans())
def test_the_same_plan_gives_the_same_findings(plan):
    """In the same order, with the same words."""
    first, second = check(plan), check(pickle.loads(pickle.dumps(plan)))

    assert first == second
    assert [str(each) for each in first] == [str(each) for each in second]


@given(plan=plans())
def test_no_two_findings_are_one(plan):
    """Each can be accepted and followed by its fingerprint."""
    fingerprints = [each.fingerprint for each in check(plan)]

    assert len(fingerprints) == len(set(fingerprints))


@given(plan=plans(), data=st.data())
def test_order_does_not_matter(plan, data):
    """Permuted parts give the same findings, in the same order."""
    shuffled = plan.with_(
        **{name: data.draw(st.permutations(getattr(plan, name))) for name in COLLECTIONS}
    )

    assert check(plan) == check(shuffled)


@given(plan=plans())
def test_findings_change_no_estimate(plan):
    """What was reckoned before any rule ran is what is there after all of them."""
    expected = estimate(plan)
    facts = Facts.of(plan)
    RULES.run(facts)

    assert expected == facts.estimate
    assert expected == assess(plan).estimate
    assert expected == estimate(plan)


@given(plan=plans(), code=st.sampled_from([each.code for each in OURS if each.family != "SUP"]))
def test_a_rule_says_the_same_alone(plan, code):
    """No rule needs another one; only what is accepted is set against what all others found."""
    together = tuple(each for each in check(plan) if each.code == code)

    assert together == check(plan, select=[code])


@given(plan=plans())
def test_what_is_measured_exceeds_its_limit(plan):
    """On the side that the rule is about, in the same unit."""
    below = {"AUD101", "AUD103", "QLT101", "QLT102", "QLT103", "STF106"}
    for finding in check(plan):
        if finding.measured is not None and finding.limit is not None:
            measured, limit = finding.measured, finding.limit
            assert measured.unit == limit.unit
            if finding.code == "TIM103":
                # Far more, or far less.
                assert measured.value != limit.value
            elif finding.code in below:
                assert measured.value <= limit.value
            else:
                assert measured.value >= limit.value


def test_names_of_thousands_of_characters_break_nothing():
    """They are cut where they are told."""
    long = "x" * 9_000
    plan = Plan(
        "A",
        channels=[Channel("a", name=long), Channel("b", name="{measured}[{x}]")],
        roles=[Role("pr", name=long, capacity="1 h/week")],
        activities=baseline(roles="pr"),
    )
    found = assess(plan)

    assert not found.broken
    assert all(len(each.message) < 1_000 for each in found.findings)
    assert any("{measured}[{x}]" in each.message for each in found.findings)


def test_the_orientation_for_one_role():
    """The worked example of the project: one role is overbooked."""
    plan = Plan(
        "Orientation, one role",
        roles=[Role("pr", capacity="12 h/week", rate="45 EUR/h")],
        activities=baseline(roles="pr"),
        full_time="38.5 h/week",
    )

    warned = [each.code for each in check(plan) if each.level == "warning"]

    assert ["AUD104", "STF102"] == warned


class TestDescriptions:
    @pytest.mark.parametrize("rule", OURS, ids=str)
    def test_a_rule_is_described_whole(self, rule):
        """Page, sources, version, and a message in both languages."""
        sections = rule.sections()

        assert list(HEADINGS) == list(sections)
        assert all(text.strip() for text in sections.values())
        assert rule.summary.endswith(".")
        assert rule.sources
        assert rule.since == "0.1"
        assert rule.message.en != rule.message.de
        assert rule.message.de
        assert rule.message.bounded

    @pytest.mark.parametrize("rule", OURS, ids=str)
    def test_its_example_runs(self, rule):
        """What trips it trips, what passes passes."""
        example = doctest.DocTestParser().get_doctest(
            rule.sections()["Example"], {}, rule.code, None, 0
        )
        told = []
        ran = doctest.DocTestRunner(verbose=False).run(example, out=told.append)

        assert ran.attempted > 2
        assert ran.failed == 0, "".join(told)

    @pytest.mark.parametrize("rule", OURS, ids=str)
    def test_an_opinion_says_that_it_is_one(self, rule):
        """Nobody takes our view for a fact."""
        opinion = rule.grounds == "opinion"

        assert opinion == ("n our opinion" in rule.message.en)
        assert opinion == ("nserer Meinung nach" in " ".join(rule.message.de.split()))

    @pytest.mark.parametrize("rule", OURS, ids=str)
    def test_a_message_has_at_most_two_sentences(self, rule):
        """What is so and what it costs; what to do."""
        for text in (rule.message.en, rule.message.de):
            assert len(re.findall(r"[.!?](?=\s|$)", text.replace("INT001", ""))) <= 2

    @pytest.mark.parametrize("rule", OURS, ids=str)
    @pytest.mark.parametrize("lang", ["en", "de"])
    def test_its_page_can_be_laid_out(self, rule, lang):
        """As text and as HTML."""
        page = rule.page(lang)

        assert page.to_text().startswith(f"{rule.code} {rule.name}")
        assert rule.name in page.to_html()
        assert len(HEADINGS) + bool(rule.known_options) == len(page.parts)

    def test_rules_are_known_by_their_names(self):
        """As the list of the project has them."""
        expected = {
            "AUD101": "channel-without-audience",
            "AUD102": "audience-without-channel",
            "AUD103": "low-reach-channel",
            "AUD104": "no-audience",
            "AUD105": "vague-audience",
            "CAL101": "holidays-unknown",
            "COS101": "role-without-rate",
            "COS102": "over-budget",
            "COS103": "no-budget",
            "CRI101": "no-criticism-procedure",
            "CRI102": "criticism-without-owner",
            "CRI103": "no-crisis-reserve",
            "DLG101": "no-dialogue",
            "DLG102": "no-invitation",
            "DLG103": "one-way-staffing",
            "DLG104": "reply-gap",
            "EST101": "weak-evidence",
            "EST102": "wide-range",
            "EXC101": "no-exclusive-content",
            "GOL101": "audience-without-goal",
            "GOL102": "goal-without-measure",
            "GOL103": "audience-without-benefit",
            "IDN101": "no-identity",
            "IDN102": "inconsistent-identity",
            "INT001": "rule-failed",
            "QLT101": "below-minimum-presence",
            "QLT102": "too-many-channels",
            "QLT103": "pace-over-quality",
            "REV101": "no-review",
            "REV102": "channel-closed",
            "STF101": "activity-without-role",
            "STF102": "role-overbooked",
            "STF103": "role-without-capacity",
            "STF104": "single-department",
            "STF105": "no-cover",
            "STF106": "on-the-side",
            "SUP001": "acceptance-unused",
            "SUP002": "acceptance-ended",
            "SUP003": "acceptance-unknown",
            "TIM101": "no-reserve",
            "TIM102": "area-missing",
            "TIM103": "far-from-orientation",
            "TOL101": "no-tool",
            "TOL102": "nobody-listens",
        }

        assert expected == {each.code: each.name for each in OURS}

    def test_a_rule_that_is_not_there_yet_is_unknown(self):
        """Its code is kept for it."""
        with pytest.raises(UnknownName):
            RULES.named("AUD999")
