"""The least a channel needs."""

from __future__ import annotations

import pytest

from aufwand.catalog import channels, least_content, minimum_presence
from aufwand.catalog._table import Row, table
from aufwand.catalog.minimums import _COLUMNS, PARTS, _minimum
from aufwand.errors import Fault
from aufwand.units import hours, minutes

KEYS = ["", "our_app", *(each.key for each in channels())]


def told(least):
    """Return the parts in short."""
    return [
        (part.name, part.effort, part.source.figure, part.channel or "any") for part in least.parts
    ]


class TestMinimumPresence:
    def test_is_the_sum_of_its_parts(self):
        """Somebody listens, somebody replies, and there is one good piece."""
        least = minimum_presence()

        assert told(least) == [
            ("listening", minutes(20), "e032", "any"),
            ("replies", minutes(30), "e031", "any"),
            ("content", minutes(30), "e102", "any"),
        ]
        assert (least.effort, least.channel) == (minutes(80), "")
        assert str(least.source) == (
            "listening 20 min + replies 30 min + content 30 min: The sum of its parts (trust C)"
        )

    @pytest.mark.parametrize("name", ["facebook", "FB"])
    def test_a_published_total_goes_before(self, name):
        """For Facebook one was published; its parts explain most of it."""
        least = minimum_presence(name)

        assert (least.effort, least.channel) == (hours(2), "facebook")
        assert (least.source.figure, least.source.key, least.source.year) == (
            "e062",
            "crowdmedia2020",
            2020,
        )
        assert least.parts == minimum_presence().parts

    @pytest.mark.parametrize("name", ["linkedin", "our_app"])
    def test_for_others_the_parts_are_carried_over_and_say_so(self, name):
        """Without evidence of its own a channel gets what stands in for every one."""
        assert minimum_presence(name) == minimum_presence()
        for part in minimum_presence(name).parts[:2]:
            assert "published for a whole presence" in part.source.says

    @pytest.mark.parametrize(
        ("name", "part"),
        [
            ("XING", ("replies", minutes(50), "e057", "xing")),
            ("weblog", ("content", hours(1), "e091", "corporate_blog")),
            ("youtube", ("content", hours(1), "e125", "youtube")),
            ("tiktok", ("content", hours(1), "e125", "tiktok")),
            ("twitch", ("content", hours(1), "e125", "twitch")),
        ],
    )
    def test_a_part_of_its_own_takes_the_place_of_the_general_one(self, name, part):
        """And the sum follows."""
        least = minimum_presence(name)

        assert part in told(least)
        assert least.effort == sum((each.effort for each in least.parts), minutes(0))

    @pytest.mark.parametrize("name", KEYS)
    def test_no_channel_needs_less_than_its_parts(self, name):
        """Each part once, in order, each with its figure."""
        least = minimum_presence(name)

        assert [part.name for part in least.parts] == list(PARTS)
        assert least.effort >= sum((part.effort for part in least.parts), minutes(0))
        assert all(part.source.figure and part.source.trust for part in least.parts)
        assert least.source.trust >= min(part.source.trust for part in least.parts)


class TestLeastContent:
    @pytest.mark.parametrize("name", ["", "facebook", "our_app"])
    def test_is_one_short_post(self, name):
        """The least content of a channel is one short post a week."""
        least = least_content(name)

        assert (least.effort, least.source.figure, least.channel) == (minutes(30), "e102", "")
        assert least.source.says.startswith("30–45 minutes a post")

    @pytest.mark.parametrize("name", KEYS)
    def test_is_the_content_of_the_least_presence(self, name):
        """One number for one thing."""
        assert least_content(name).effort == minimum_presence(name).parts[-1].effort


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
        row = table("minimums.csv", _COLUMNS)["presence_facebook"]

        with pytest.raises(Fault) as caught:
            _minimum(Row(row.file, row.line, {**row.cells, **cells}))
        assert (caught.value.path, caught.value.file) == (column, "minimums.csv")
