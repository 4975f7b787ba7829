"""What is published on how long a piece of work takes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufwand.catalog import default, defaults
from aufwand.catalog._table import Row, table
from aufwand.catalog.durations import _COLUMNS, _default
from aufwand.errors import Fault, UnknownName
from aufwand.units import CADENCES, Range, hours, minutes


def changed(**cells):
    """Return the row on distribution with other cells."""
    row = table("defaults.csv", _COLUMNS)["distribution"]
    return Row(row.file, row.line, {**row.cells, **cells})


class TestDefault:
    def test_a_full_range_is_told_with_its_sources(self):
        """A blog post has three ends, each with its source."""
        post = default("content_blog_post")

        assert post.per == "piece"
        assert post.duration == Range(hours(1), minutes(205), hours(6))
        assert post.known == (("low", hours(1)), ("likely", minutes(205)), ("high", hours(6)))
        assert [(each.supports, each.figure) for each in post.sources] == [
            ("low", "e091"),
            ("likely", "e090"),
            ("high", "e096"),
        ]

    def test_without_a_likely_value_it_is_derived(self):
        """Accounts take one to four hours; the midpoint between is marked as derived."""
        accounts = default("setup_accounts")

        assert accounts.duration == Range.between(hours(1), hours(4))
        assert accounts.duration.derived
        assert [name for name, _ in accounts.known] == ["low", "high"]

    @pytest.mark.parametrize(
        ("activity", "known"),
        [("ads", ("low", minutes(30))), ("crisis_reserve", ("high", hours(5)))],
    )
    def test_without_a_bound_there_is_no_duration(self, activity, known):
        """Where a bound was never published nothing is filled in, and what is known stays."""
        found = default(activity)

        assert found.duration is None
        assert found.known == (known,)
        assert [each.supports for each in found.sources] == [known[0]]

    def test_note_says_what_to_know(self):
        """The note of a weak value says so."""
        assert default("planning_start_plan").note == "weak source"

    def test_unknown_activity_is_refused(self):
        """An activity that nobody published on is refused, with the nearest."""
        with pytest.raises(UnknownName) as caught:
            default("content_vidoe")

        assert caught.value.near == "content_video"

    @given(activity=st.sampled_from([each.activity for each in defaults()]))
    def test_every_one_can_be_asked_for(self, activity):
        """Each is found under its key, with ends in order and a cadence of the model."""
        found = default(activity)
        values = [value for _, value in found.known]

        assert values == sorted(values)
        assert found.per in CADENCES
        assert {name for name, _ in found.known} == {each.supports for each in found.sources}


class TestBadRow:
    @pytest.mark.parametrize(
        ("cells", "column"),
        [
            ({"per": "post"}, "per"),
            ({"unit": "day"}, "unit"),
            ({"low": "a few"}, "low"),
            ({"likely": ""}, "likely_ref"),
            ({"likely_ref": ""}, "likely_ref"),
            ({"low_ref": "e033.likely+e999.likely"}, "low_ref"),
            ({"low_ref": "e033.source"}, "low_ref"),
            ({"low_ref": "e033.low"}, "low_ref"),
            ({"low_ref": "e033"}, "low_ref"),
            ({"conversion": "mean: 3 min"}, "conversion"),
        ],
    )
    def test_is_told_with_its_column(self, cells, column):
        """A slip in the table is refused with the column it stands in."""
        with pytest.raises(Fault) as caught:
            _default(changed(**cells))

        assert (caught.value.path, caught.value.file) == (column, "defaults.csv")

    def test_ends_out_of_order_are_refused(self):
        """Low, likely and high must be in order."""
        with pytest.raises(Fault, match="low <= likely <= high"):
            _default(changed(low="60"))
