"""What answers a finding, and what it saves."""

from __future__ import annotations

import json
import pickle

import pytest

from aufwand.errors import InvalidPlan
from aufwand.estimates import difference, estimate
from aufwand.model import Channel, Role
from aufwand.rules import Add, Drop, Match, Message, Put, Remedy, assess, rule
from aufwand.rules.remedy import overlapping
from aufwand.units import hours

CLOSE = Remedy(
    {"en": "Close {channel}", "de": "{channel} schließen"},
    "trade-off",
    Drop("channels.facebook"),
    channel="Facebook",
)


def offering(*remedies):
    return rule("ACME001", "offering")(lambda facts: [Match("channels", remedies=remedies)])


class TestRemedy:
    def test_it_says_what_is_to_be_done(self):
        """In both languages, and in short."""
        assert "Close Facebook" == CLOSE.title
        assert "Facebook schließen" == CLOSE.say("de")
        assert "<Remedy (trade-off): Close Facebook>" == repr(CLOSE)

    def test_it_is_a_value(self):
        """It can be compared, counted and sent."""
        again = pickle.loads(pickle.dumps(CLOSE))

        assert CLOSE == again
        assert hash(CLOSE) == hash(again)
        assert {CLOSE: 1}[again] == 1

    @pytest.mark.parametrize(
        ("given", "details", "told"),
        [
            (("x", "harmless", Drop("a.b")), {}, "one of safe, trade-off, manual"),
            (("x", ["safe"], Drop("a.b")), {}, "one of safe, trade-off, manual"),
            (("x", "safe"), {}, "at least one change"),
            (("x", "manual", Drop("a.b")), {}, "no changes"),
            (("x", "safe", "drop it"), {}, "Put(…), Drop(…), Add(…)"),
            (("{x} {y}", "manual"), {"x": 1}, "found 'y', expected details"),
            (("x", "manual"), {"x": object()}, "x: found"),
            ((3, "manual"), {}, "title: found 3"),
            (("{x}" * 300, "manual"), {"x": "y" * 200}, "a title of at most 2,000"),
            (("{x}", "manual"), {"x": Message("y" * 1_999 + "é", "z" * 2_000)}, ""),
        ],
    )
    def test_what_is_wrong_is_told(self, given, details, told):
        """Before any plan is looked at."""
        if not told:
            assert Remedy(*given, **details).safety == "manual"
            return
        with pytest.raises(InvalidPlan) as caught:
            Remedy(*given, **details)

        assert told in str(caught.value)

    def test_everything_that_is_wrong_is_told_at_once(self):
        """Safety, changes, title and every detail."""
        with pytest.raises(InvalidPlan) as caught:
            Remedy(3, "unsafe", 3, x=object(), y=object())

        assert 5 == len(caught.value.faults)

    def test_a_title_can_be_a_message(self):
        """With German of its own."""
        assert "Nein" == Remedy(Message("No", "Nein"), "manual").say("de")


class TestSaving:
    def test_it_is_reckoned_from_before_and_after(self, plan):
        """Not claimed."""
        (found,) = assess(plan, rules=[offering(CLOSE)]).findings
        after = estimate(CLOSE.change(plan))

        assert difference(estimate(plan), after) == found.remedies[0].saves
        assert found.remedies[0].saves is found.remedies[0].saves
        assert CLOSE == found.remedies[0]

    def test_one_that_costs_time_saves_less_than_nothing(self, plan):
        """The sign says it."""
        more = Remedy("More", "safe", Put("activities.content.times", 30))
        (found,) = assess(plan, rules=[offering(more)]).findings

        assert found.remedies[0].saves.hours_per_week.likely < 0

    def test_nothing_is_known_of_one_that_nobody_found_or_can_make(self, plan):
        """It has no plan, or no change."""
        by_hand = Remedy("Talk", "manual")
        (found,) = assess(plan, rules=[offering(by_hand)]).findings

        assert None is CLOSE.saves
        assert None is found.remedies[0].saves

    @pytest.mark.parametrize(
        "changes",
        [
            [Drop("channels.nowhere")],
            [Put("roles.pr.capacity", "3 EUR")],
            [Put("roles.pr", 3)],
            [Put("name.x", 3)],
            [Put("currency", "USD")],
            [Put("activities", [Role("x")])],
            [Add(Channel("x", audiences=["nobody"]))],
        ],
    )
    def test_one_that_does_not_fit_the_plan_saves_nothing_known(self, plan, changes):
        """Whoever reads the result still can."""
        wrong = Remedy("Wrong", "safe", *changes)
        found = assess(plan, rules=[offering(wrong, CLOSE)])
        data = json.loads(json.dumps(found.as_dict("de")))

        assert [None, True] == [each["saves"] and True for each in data["findings"][0]["remedies"]]
        assert "Wrong" == data["findings"][0]["remedies"][0]["title"]

    def test_as_dict_says_title_safety_and_saving(self, plan):
        """In the language that is asked for."""
        (found,) = assess(plan, rules=[offering(CLOSE)]).findings
        saves = found.remedies[0].saves.as_dict()
        expected = {"title": "Facebook schließen", "safety": "trade-off", "saves": saves}

        assert expected == found.remedies[0].as_dict("de")


class TestOverlapping:
    @pytest.mark.parametrize(
        ("one", "other", "paths"),
        [
            (Put("roles.pr.rate", "1 EUR/h"), Put("roles.pr.rate", "2 EUR/h"), ["roles.pr.rate"]),
            (Put("roles.pr.rate", "1 EUR/h"), Put("roles.pr.rate", "1 EUR/h"), []),
            (Put("roles.pr.rate", "1 EUR/h"), Put("roles.pr.people", 2), []),
            (Put("roles.pr.rate", "1 EUR/h"), Drop("roles.pr"), ["roles.pr"]),
            (Drop("roles.pr"), Add(Role("pr")), ["roles.pr"]),
            (Drop("roles.pr"), Drop("roles.pr2"), []),
            (Drop("roles.pr"), Put("roles.pr.people", 2), ["roles.pr.people"]),
        ],
    )
    def test_two_that_change_the_same_thing_otherwise(self, one, other, paths):
        """A part and what is in it are the same thing."""
        remedies = [Remedy("a", "safe", one), Remedy("b", "safe", other)]

        assert paths == overlapping(remedies)

    def test_one_may_change_a_thing_twice(self):
        """Its steps follow each other."""
        remedy = Remedy("a", "safe", Add(Role("x")), Put("roles.x.people", 2))

        assert [] == overlapping([remedy, remedy])
        assert hours(1)
