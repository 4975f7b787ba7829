"""Two plans side by side."""

from __future__ import annotations

import json
import pickle
from collections import Counter

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import aufwand as aw
from aufwand.errors import Fault, UnknownName
from aufwand.model import (
    Acceptance,
    Activity,
    Audience,
    Calendar,
    Channel,
    Cost,
    Driver,
    Identity,
    Plan,
    Role,
    Tool,
)
from aufwand.model.plan import COLLECTIONS
from aufwand.rules import Match, PartChanges, RuleSet, assess, diff, rule
from aufwand.testing.strategies import plans
from aufwand.units import hours

CAUSES = ("activity", "channel", "role", "area", "driver")
PR = Role("pr", capacity="4 h/week", rate="60 EUR/h")
POSTS = Activity("posts", area="content", duration="5 h", roles="pr")
OLD = Plan("Bakery", roles=[PR], activities=[POSTS])


@rule("ACME001", "is-much")
def is_much(facts):
    """Find every activity of more than an hour."""
    for each in facts.plan.activities:
        week = facts.weekly(each.key)
        if week.likely > hours(1):
            yield Match(f"activities.{each.key}", measured=week, limit=hours(1))


@rule("ACME002", "says-it-again")
def says_it_again(facts):
    """Say the same as often as there are channels."""
    for _ in facts.plan.channels:
        yield Match("channels")


ACME = RuleSet([is_much, says_it_again])


def compared(new, old=OLD, **given):
    return diff(old, new, **{"rules": ACME, **given})


def codes(findings):
    return [(each.code, each.path) for each in findings]


class TestParts:
    def test_what_is_new_gone_and_changed(self):
        """Parts are known by their keys, and each tells which of its fields changed."""
        old = OLD.with_(
            audiences=[Audience("families")],
            channels=[Channel("facebook"), Channel("blog")],
            drivers=[Driver("season", factor=1.1)],
            costs=[Cost("ads", amount="5 EUR/week")],
        )
        new = old.with_(
            audiences=[Audience("families", country="DE"), Audience("students")],
            channels=[Channel("blog", name="Our blog", pieces=2)],
            drivers=[],
            tools=[Tool("suite")],
        )

        assert {
            "audiences": PartChanges(("students",), (), (("families", ("country",)),)),
            "channels": PartChanges((), ("facebook",), (("blog", ("name", "pieces")),)),
            "roles": PartChanges(),
            "activities": PartChanges(),
            "drivers": PartChanges((), ("season",), ()),
            "events": PartChanges(),
            "tools": PartChanges(("suite",), (), ()),
            "costs": PartChanges(),
            "scenarios": PartChanges(),
        } == compared(new, old).parts
        assert {"added": [], "removed": [], "changed": {"blog": ["name", "pieces"]}} == (
            PartChanges((), (), (("blog", ("name", "pieces")),)).as_dict()
        )

    def test_the_plan_itself(self):
        """What changed within its calendar is told by the field there."""
        old = OLD.with_(identity=Identity(name="Bakery"))
        new = old.with_(
            name="Bakery 2",
            budget="400 EUR/week",
            calendar=Calendar(workdays=["mon"], country="DE"),
            identity=None,
        )

        expected = ("name", "calendar.workdays", "calendar.country", "identity", "budget")
        assert expected == compared(new, old).fields
        assert () == compared(old, old).fields

    def test_a_list_in_another_order_is_the_same_list(self):
        """Neither what a part serves nor who does it has an order."""
        shared = POSTS.with_(channels=["facebook", "blog"])
        channels = [Channel("facebook"), Channel("blog")]
        old = OLD.with_(channels=channels, activities=[shared])
        new = old.with_(
            channels=channels[::-1], activities=[shared.with_(channels=["blog", "facebook"])]
        )

        assert compared(new, old).nothing


class TestFindings:
    def test_gone_new_kept_and_changed(self):
        """They are known by their fingerprints, whatever they measure and are called."""
        watch = Activity("watch", duration="2 h", roles="pr")
        reel = Activity("reel", duration="3 h", roles="pr")
        plan = Activity("plan", duration="2 h", roles="pr")
        old = OLD.with_(activities=[POSTS, watch, plan])
        new = OLD.with_(activities=[POSTS.with_(duration="6 h", name="Say it"), reel, plan])
        found = compared(new, old)

        assert [("ACME001", "activities.watch")] == codes(found.gone)
        assert [("ACME001", "activities.reel")] == codes(found.new)
        assert ["activities.plan", "activities.posts"] == [each.path for _, each in found.kept]
        assert [(5, 6)] == [
            (before.measured.value, after.measured.value) for before, after in found.changed
        ]

    def test_what_somebody_accepted_since_has_changed(self):
        """It is still to be said, and no longer open."""
        new = OLD.with_(accepted=[Acceptance(rule="ACME001", reason="it is worth it")])
        found = compared(new)

        assert [("ACME001", "activities.posts")] == codes(after for _, after in found.changed)
        assert ("accepted",) == found.fields

    def test_what_is_said_more_often_than_before(self):
        """Of several alike only the surplus is new or gone."""
        many = OLD.with_(channels=[Channel("a"), Channel("b"), Channel("c")])
        one = OLD.with_(channels=[Channel("a")])

        assert [("ACME002", "channels")] * 2 == codes(compared(many, one).new)
        assert [("ACME002", "channels")] * 2 == codes(compared(one, many).gone)
        assert 2 == len(compared(one, many).kept)

    def test_what_did_not_change_is_itself(self):
        """Of several with one fingerprint each is set against its like."""
        assessment = assess(OLD, rules=ACME)
        (finding,) = assessment.findings
        other = evolve(finding, measured=None)
        before = evolve(assessment, findings=(finding, other))
        after = evolve(assessment, findings=(other,))
        found = diff(before, after)

        assert (finding,) == found.gone
        assert ((other, other),) == found.kept
        assert () == found.changed


class TestDiff:
    def test_the_work(self):
        """It has the change, what it comes from, and what is beside the week."""
        new = OLD.with_(
            activities=[POSTS.with_(duration="6 h"), POSTS.with_(key="shoot", per="once")],
            tools=[Tool("suite", cost="10 EUR/week")],
        )
        found = compared(new)

        assert (60, 60, 60) == found.change.minutes
        assert (70, 70, 70) == found.change.money
        assert ["posts"] == list(found.by("activity"))
        assert ["tools.suite"] == list(found.fixed)
        assert 300 == found.once.minutes[1]
        assert "<PlanDiff of 'Bakery' and 'Bakery': 1 h a week; 0 new, 0 gone>" == repr(found)
        assert not found.nothing

    def test_plans_and_assessments(self):
        """A plan is assessed, an assessment is taken as it is."""
        new = OLD.with_(activities=[])
        found = diff(assess(OLD, rules=ACME), new, rules=iter([is_much, says_it_again]))

        assert compared(new) == found

    def test_both_plans_are_asked_the_same(self):
        """Rules are chosen as for an assessment, even from what can be gone through only once."""
        new = OLD.with_(channels=[Channel("blog")])

        assert [("ACME002", "channels")] == codes(compared(new, select=iter(["ACME002"])).new)
        assert [] == codes(compared(new, ignore=["ACME002"]).new)
        assert () == compared(new, select=iter(["ACME002"])).kept
        with pytest.raises(UnknownName):
            compared(new, select="TYPO")

    @pytest.mark.parametrize(("one", "other"), [(OLD, "plan.toml"), (None, OLD)])
    def test_what_is_no_plan(self, one, other):
        """It is refused, wherever it stands."""
        with pytest.raises(Fault, match="a Plan or an Assessment"):
            diff(one, other)

    def test_no_money(self):
        """It says why money is not compared."""
        free = OLD.with_(roles=[Role("pr")], currency=None)
        dollars = OLD.with_(roles=[Role("pr", rate="60 USD/h")], currency=None)

        assert "" == compared(OLD).no_money()
        assert "neither plan names a rate or a fixed cost" == compared(free, free).no_money()
        assert "one plan is in EUR and the other in USD" in compared(dollars).no_money()
        assert "ein Plan rechnet in EUR, der andere in USD" in compared(dollars).no_money("de")
        with pytest.raises(UnknownName):
            compared(OLD).no_money("fr")

    def test_plain_data(self):
        """All of it, with places where they are known."""
        dollars = OLD.with_(roles=[Role("pr", rate="60 USD/h")], currency=None)
        data = compared(dollars).as_dict()

        assert data["change"] == {
            "hours": dict.fromkeys(("low", "likely", "high"), 0),
            "money": None,
        }
        assert data["no_money"].startswith("one plan is in EUR")
        assert data["currency"] is None

        new = OLD.with_(activities=[POSTS.with_(duration="6 h"), POSTS.with_(key="reel")])
        found = compared(new)
        data = found.as_dict(
            "de", before=lambda _: ("old.toml", 1, 2), after=lambda _: ("new.toml", 3, 4)
        )

        assert data == json.loads(json.dumps(data))
        assert data["schema"] == 1
        assert data["currency"] == "EUR"
        assert data["no_money"] is None
        assert data["before"]["hours"]["likely"] == 5
        assert data["after"]["money"]["likely"] == 660
        assert data["change"]["money"]["likely"] == 360
        assert data["by"]["activity"]["reel"]["hours"]["high"] == 5
        assert data["once"]["hours"]["likely"] == 0
        assert data["parts"]["activities"]["added"] == ["reel"]
        assert data["fields"] == []
        findings = data["findings"]
        assert findings["new"][0]["file"] == "new.toml"
        assert findings["changed"][0]["before"]["file"] == "old.toml"
        assert findings["changed"][0]["after"]["line"] == 3
        assert findings["kept"][0]["path"] == "activities.posts"
        assert compared(OLD, new).as_dict()["findings"]["gone"][0]["file"] is None
        assert compared(OLD.with_(roles=[Role("pr")])).as_dict()["after"]["money"] is None

    def test_it_is_part_of_the_face(self):
        """People find it where they find the rest."""
        assert aw.diff is diff
        assert isinstance(compared(OLD), aw.PlanDiff)


@given(plan=plans(max_drivers=2), data=st.data())
def test_a_plan_does_not_differ_from_itself(plan, data):
    """Nor from itself with its parts in another order."""
    shuffled = plan.with_(
        **{name: data.draw(st.permutations(getattr(plan, name))) for name in COLLECTIONS}
    )
    found = diff(plan, shuffled)

    assert found.nothing
    assert ((), ()) == (found.gone, found.new)
    assert [{}] * len(CAUSES) == [found.by(cause) for cause in CAUSES]
    assert [PartChanges()] * len(COLLECTIONS) == list(found.parts.values())


@given(old=plans(max_drivers=2), new=plans(max_drivers=2))
def test_the_other_way_round_it_is_the_opposite(old, new):
    """More becomes less, new becomes gone, added becomes removed."""
    there, back = diff(old, new), diff(new, old)

    assert -back.change == there.change
    assert -back.once == there.once
    assert (back.gone, back.new) == (there.new, there.gone)
    assert Counter(pair[::-1] for pair in back.kept) == Counter(there.kept)
    for cause in CAUSES:
        assert {key: -part for key, part in back.by(cause).items()} == there.by(cause)
    for name in COLLECTIONS:
        assert (back.parts[name].added, back.parts[name].removed) == (
            there.parts[name].removed,
            there.parts[name].added,
        )
        assert dict(back.parts[name].changed) == dict(there.parts[name].changed)


@given(old=plans(), new=plans())
def test_every_finding_is_told_exactly_once(old, new):
    """It is gone, new or kept, and never two of them."""
    found = diff(old, new)
    before = [*found.gone, *(was for was, _ in found.kept)]
    after = [*found.new, *(now for _, now in found.kept)]

    assert Counter(assess(old).findings) == Counter(before)
    assert Counter(assess(new).findings) == Counter(after)
    assert all(was.fingerprint == now.fingerprint for was, now in found.kept)
    assert not {each.fingerprint for each in found.gone} & {each.fingerprint for each in found.new}


@given(old=plans(), new=plans())
def test_it_is_a_value(old, new):
    """It travels between processes, is equal to its like, and never changes."""
    found = diff(old, new)
    again = pickle.loads(pickle.dumps(found))

    assert again == found
    assert hash(again) == hash(diff(old, new))
    with pytest.raises(AttributeError):
        found.gone = ()
