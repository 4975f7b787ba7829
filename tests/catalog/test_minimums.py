"""The least a channel needs."""

from __future__ import annotations

import pytest

from aufwand.catalog import least_content, minimum_presence
from aufwand.catalog._table import Row, table
from aufwand.catalog.minimums import _COLUMNS, _minimum
from aufwand.errors import Fault
from aufwand.units import hours, minutes


class TestMinimumPresence:
    def test_is_two_hours_a_week(self):
        """The published minimum for a channel is two hours a week."""
        least = minimum_presence()

        assert (least.effort, least.source.figure, least.channel) == (hours(2), "e062", "")
        assert (least.source.key, least.source.year) == ("crowdmedia2020", 2020)

    @pytest.mark.parametrize("name", ["facebook", "FB"])
    def test_a_channel_with_evidence_has_its_own(self, name):
        """For Facebook the minimum was published, so nothing is carried over."""
        least = minimum_presence(name)

        assert least.channel == "facebook"
        assert "carried over" not in least.source.says

    @pytest.mark.parametrize("name", ["linkedin", "our_app"])
    def test_for_others_it_is_carried_over_and_says_so(self, name):
        """Without evidence of its own a channel gets the one that stands in."""
        assert minimum_presence(name) == minimum_presence()
        assert "carried over" in minimum_presence(name).source.says


class TestLeastContent:
    @pytest.mark.parametrize("name", ["", "facebook", "our_app"])
    def test_is_one_short_post(self, name):
        """The least content of a channel is one short post a week."""
        least = least_content(name)

        assert (least.effort, least.source.figure, least.channel) == (minutes(30), "e102", "")
        assert least.source.says.startswith("30–45 minutes a post")


class TestBadRow:
    @pytest.mark.parametrize(
        ("cells", "column"),
        [
            ({"per": "month"}, "per"),
            ({"unit": "day"}, "unit"),
            ({"effort": ""}, "ref"),
            ({"ref": ""}, "ref"),
            ({"ref": "e062.low"}, "ref"),
            ({"ref": "e062.likely+e102.low"}, "ref"),
        ],
    )
    def test_is_told_with_its_column(self, cells, column):
        """A slip in the table is refused with the column it stands in."""
        row = table("minimums.csv", _COLUMNS)["presence"]

        with pytest.raises(Fault) as caught:
            _minimum(Row(row.file, row.line, {**row.cells, **cells}))
        assert (caught.value.path, caught.value.file) == (column, "minimums.csv")
