"""What a plan says of rules, before anybody asks them."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction

import pytest

from aufwand.errors import InvalidPlan
from aufwand.model import Channel, Override, Plan, RuleSettings, Table
from aufwand.units import Elapsed, hours


def paths(**given):
    with pytest.raises(InvalidPlan) as caught:
        RuleSettings(**given)
    return [fault.path for fault in caught.value.faults]


class TestTable:
    def test_it_is_a_mapping_that_can_be_hashed(self):
        """Whatever its order."""
        table = Table({"a": 1, "b": Table({"c": 2})})

        assert isinstance(table, Mapping)
        assert {"a": 1, "b": {"c": 2}} == table
        assert hash(table) == hash(Table({"b": Table({"c": 2}), "a": 1}))
        assert "{'a': 1, 'b': {'c': 2}}" == repr(table)
        assert 2 == len(table)
        assert 0 == len(Table())

    @pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
    def test_it_travels(self, protocol):
        """And is copied."""
        table = Table({"a": 1})

        assert table == pickle.loads(pickle.dumps(table, protocol)) == copy.deepcopy(table)

    def test_what_it_was_made_of_stays_outside(self):
        """It is read-only."""
        given = {"a": 1}
        table = Table(given)
        given["a"] = 2

        assert {"a": 1} == table
        assert not hasattr(table, "__setitem__")


class TestRuleSettings:
    def test_they_are_values(self):
        """Equal where they say the same, false where they say nothing."""
        one = RuleSettings(select="AUD", levels={"STF": "info"}, options={"A": {"b": [1, "c"]}})
        other = RuleSettings(select=["AUD"], levels=one.levels, options=one.options)

        assert one == pickle.loads(pickle.dumps(one))
        assert hash(one) == hash(other)
        assert one
        assert not RuleSettings()
        assert not Plan("Bakery").rules
        assert one == RuleSettings(select=one.select, levels=one.levels, options=one.options)
        assert not RuleSettings(levels=(), options=())
        assert ("AUD",) == one.select
        assert (1, "c") == one.options["A"]["b"]

    @pytest.mark.parametrize(
        ("value", "kept"),
        [
            ("2 h", "2 h"),
            (hours(2), "2 h"),
            (Elapsed("48 h"), "48 h"),
            (date(2027, 1, 1), "2027-01-01"),
            (datetime(2027, 1, 1), "2027-01-01T00:00:00"),  # noqa: DTZ001 - no moment
            (True, True),
            (0.5, 0.5),
            (Fraction(1, 2), None),
            (3, 3),
            (["a", 1], ("a", 1)),
            ((), ()),
            ([[1]], None),
            ({"a": 1}, None),
            (None, None),
            (float("nan"), None),
            (float("inf"), None),
            (10**40, None),
            (b"x", None),
            (object(), None),
            ("\x07", None),
        ],
    )
    def test_an_option_is_kept_as_people_write_it(self, value, kept):
        """Text, numbers, true, false, and lists of them."""
        given = {"STF101": {"x": value}}
        if kept is None:
            assert {"options.STF101.x"} == {path.partition("[")[0] for path in paths(options=given)}
            return

        assert {"STF101": {"x": kept}} == RuleSettings(options=given).options

    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            ({"select": 3}, ["select"]),
            ({"select": {"AUD": 1}}, ["select"]),
            ({"select": ["AUD", 3, "", "AUD"]}, ["select[1]", "select[2]", "select[3]"]),
            ({"extend": [None]}, ["extend[0]"]),
            ({"ignore": ["\u202e", "a\nb"]}, ["ignore[0]", "ignore[1]"]),
            ({"extends": [f"a{n}" for n in range(21)]}, ["extends"]),
            ({"levels": ["off"]}, ["levels"]),
            ({"levels": "off"}, ["levels"]),
            ({"levels": {"A": "of", "B": ["off"], "C": "off"}}, ["levels.A", "levels.B"]),
            ({"levels": {3: "off", "": "off"}}, ["levels.3", "levels"]),
            ({"levels": {"\u00e9": "off", "e\u0301": "info"}}, ["levels.e\u0301"]),
            ({"options": {"A": 3}}, ["options.A"]),
            ({"options": {"A": {"": 3}}}, ["options.A"]),
            ({"overrides": 3}, ["overrides"]),
            ({"overrides": [3]}, ["overrides[0]"]),
            ({"overrides": [Override(where="*")] * 101}, ["overrides"]),
        ],
    )
    def test_what_is_wrong_is_told_with_its_path(self, given, expected):
        """All at once."""
        assert expected == paths(**given)

    def test_a_level_is_told_with_the_nearest(self):
        """As names are."""
        with pytest.raises(InvalidPlan) as caught:
            RuleSettings(levels={"A": "eror"})

        assert "did you mean 'error'?" == caught.value.faults[0].hint

    def test_levels_are_taken_for_their_characters(self):
        """Whatever else they say of themselves."""

        class Sly(str):
            __hash__ = str.__hash__

            def __eq__(self, other):
                return True

        assert ["levels.A"] == paths(levels={"A": Sly("anything")})


class TestOverride:
    @pytest.mark.parametrize(
        "where",
        [
            "channels",
            "channels.linkedin",
            "channels.*",
            "*",
            "*.xing",
            "accepted[0]",
            "identity.tone",
        ],
    )
    def test_where_it_holds(self, where):
        """A part, all of a kind, a field."""
        assert where == Override(where=where).where

    @pytest.mark.parametrize(
        ("where", "told"),
        [
            ("", "the path of a part"),
            (" ", "the path of a part"),
            ("channels..x", "the path of a part"),
            ("channels.x.", "the path of a part"),
            ("channels.face*", "each * stands for a whole key"),
            ("**", "each * stands for a whole key"),
            ("chanels.x", "did you mean 'channels'?"),
            ("~", "there are: name, audiences, channels"),
            (3, "text"),
        ],
    )
    def test_where_it_cannot(self, where, told):
        """It would hold nowhere."""
        with pytest.raises(InvalidPlan) as caught:
            Override(where=where)

        assert told in str(caught.value)

    def test_a_plan_takes_settings_only(self):
        """No table of them."""
        with pytest.raises(InvalidPlan):
            Plan("Bakery", rules={"select": ["AUD"]})


def test_an_override_names_a_part_that_the_plan_has():
    """A misspelt key would change nothing, and nobody would notice."""
    linkedin = Channel("linkedin")
    there = RuleSettings(overrides=[Override(where="channels.linkedin.pieces")])
    misspelt = RuleSettings(overrides=[there.overrides[0], Override(where="channels.linkdin")])

    assert Plan("A", channels=[linkedin], rules=there).rules == there
    with pytest.raises(InvalidPlan) as caught:
        Plan("A", channels=[linkedin], rules=misspelt)
    assert "rules.overrides[1].where" == caught.value.faults[0].path
    assert "did you mean 'linkedin'?" == caught.value.faults[0].hint
