"""Sums of a plan's items, and the mapping they are handed out in."""

from __future__ import annotations

import pickle
from itertools import permutations

import pytest

from aufwand.errors import UnknownName
from aufwand.estimates import Rollup, estimate
from aufwand.model import Activity, Channel, Plan, Role
from aufwand.units import Range, hours, minutes


class TestSums:
    def test_by_activity_channel_role_and_area(self, busy):
        """Each dimension in the order of the plan, what has none at the end."""
        found = estimate(busy)

        assert list(found.by("activity")) == [
            "replies",
            "posts",
            "inbox",
            "look",
            "shared",
            "weighed",
            "review",
        ]
        assert list(found.by("channel")) == ["facebook", "blog", ""]
        assert list(found.by("role")) == ["pr", "care", "intern", ""]
        assert list(found.by("area")) == ["dialogue", "content", "other", "reporting"]

    def test_what_is_summed_by_hand(self, busy):
        """Facebook: 18 replies, 2.5 posts in two languages, 20 messages, 7 looks, 2 shares."""
        found = estimate(busy).by("channel")["facebook"]

        expected = 99 + 225 + 20 + 70 + 90 + 30

        assert expected == found.low.minutes

    @pytest.mark.parametrize("pair", list(permutations(("activity", "channel", "role", "area"), 2)))
    def test_pairs_in_the_order_of_the_plan(self, busy, pair):
        """First by the first dimension, then by the second, either way round."""
        found = estimate(busy)
        first, second = (list(found.by(each)) for each in pair)

        shown = list(found.by(*pair))

        assert (
            sorted(shown, key=lambda each: (first.index(each[0]), second.index(each[1]))) == shown
        )

    def test_pairs_of_an_area_follow_the_channels_not_the_activities(self):
        """An area's second activity may serve an earlier channel than its first."""
        plan = Plan(
            "p",
            channels=[Channel("a"), Channel("b")],
            activities=[
                Activity("x", area="content", duration="1 h", channels="b"),
                Activity("y", area="content", duration="1 h", channels="a"),
            ],
        )

        assert list(estimate(plan).by("area", "channel")) == [("content", "a"), ("content", "b")]

    def test_an_unknown_dimension_is_named_with_the_nearest(self, busy):
        """A slip of the keyboard is answered with the word that was meant."""
        found = estimate(busy)

        with pytest.raises(UnknownName, match="no dimension 'rol'; did you mean 'role'"):
            found.by("rol")
        with pytest.raises(UnknownName, match="no dimension 'chanel'; did you mean 'channel'"):
            found.by("role", "chanel")
        with pytest.raises(UnknownName, match="no second dimension 'role'"):
            found.by("role", "role")


class TestRollup:
    @pytest.fixture
    def rollup(self):
        plan = Plan(
            "p",
            roles=[Role("pr"), Role("care")],
            activities=[
                Activity("content", duration="1-3 h", roles="pr"),
                Activity("dialogue", duration="30 min", roles="care"),
            ],
        )
        return estimate(plan).by("role")

    def test_reads_like_any_mapping(self, rollup):
        """Keys, values, length, membership and a missing key."""
        known = Range(minutes(30), minutes(30), minutes(30))

        assert len(rollup) == 2
        assert list(rollup) == ["pr", "care"]
        assert {"pr": Range(hours(1), hours(2), hours(3)), "care": known} == rollup
        assert "sales" not in rollup
        assert rollup.get("sales") is None
        with pytest.raises(KeyError):
            rollup["sales"]

    def test_shows_what_people_read(self, rollup):
        """Its repr is the keys with their ranges in words."""
        assert repr(rollup) == "{'pr': 1 h – 2 h – 3 h, 'care': 30 min}"

    def test_goes_through_pickle_as_a_plain_dict(self, rollup):
        """What arrives needs nothing of the estimate it came from."""
        there = pickle.loads(pickle.dumps(rollup))

        assert type(there) is dict
        assert there == rollup

    def test_is_public(self, rollup):
        """Callers can name what they were handed."""
        assert isinstance(rollup, Rollup)
