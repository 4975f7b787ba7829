"""How long one piece for a channel takes."""

from __future__ import annotations

import pytest

from aufwand.catalog import adapted_piece, default, piece
from aufwand.catalog._table import Row, table
from aufwand.catalog.pieces import _COLUMNS, _default
from aufwand.errors import Fault
from aufwand.units import Range, hours, minutes


class TestPiece:
    @pytest.mark.parametrize(
        ("channel", "work"),
        [
            ("", "content_short_post"),
            ("our_app", "content_short_post"),
            ("FB", "content_short_post"),
            ("weblog", "content_blog_post"),
            ("tiktok", "content_video"),
        ],
    )
    def test_is_what_the_channel_lives_on(self, channel, work):
        """Blog posts, short clips, and short posts elsewhere."""
        assert default(work) == piece(channel)


class TestAdaptedPiece:
    def test_is_a_figure_divided_by_its_pieces(self):
        """Two hours were published for 23 posts made of one large piece."""
        found = adapted_piece("LinkedIn")

        assert found.duration == Range(hours(2) / 23, None, minutes(45))
        assert found.known == (("low", hours(2) / 23), ("high", minutes(45)))
        assert (found.activity, found.per) == ("adapting", "piece")
        assert [(each.supports, each.figure, each.trust) for each in found.sources] == [
            ("low", "e110", "B"),
            ("high", "e139", "C"),
        ]
        assert "23 posts" in found.sources[0].says

    def test_a_channel_with_evidence_has_its_own(self):
        """For Instagram it was published by itself."""
        found = adapted_piece("instagram")

        assert (found.duration, found.note) == (Range.between(minutes(30), minutes(45)), "")
        assert found.sources[0].says == (
            "30–45 minutes a post (instagram, marketing team, one piece made over for another "
            "channel)"
        )

    @pytest.mark.parametrize("channel", ["", "our_app", "pinterest"])
    def test_for_others_it_is_carried_over_and_says_so(self, channel):
        """For channels of short posts."""
        assert "carried over" in adapted_piece(channel).note

    @pytest.mark.parametrize("channel", ["corporate_blog", "youtube", "tiktok", "twitch"])
    def test_without_evidence_there_is_nothing(self, channel):
        """Nobody published it for blogs and clips."""
        assert adapted_piece(channel) is None


class TestBadRow:
    @pytest.mark.parametrize(
        ("cells", "column"),
        [
            ({"low_ref": ""}, "low_ref"),
            ({"low_ref": "e110.low"}, "low_ref"),
            ({"high_ref": "e139.low+e139.high"}, "high_ref"),
            ({"low_pieces": "0"}, "low_ref"),
            ({"high_pieces": ""}, "high_ref"),
            ({"high_pieces": "1.5"}, "high_pieces"),
        ],
    )
    def test_is_told_with_its_column(self, cells, column):
        """A slip in the table is refused with the column it stands in."""
        row = table("adapting.csv", _COLUMNS)["adapting"]

        with pytest.raises(Fault) as caught:
            _default(Row(row.file, row.line, {**row.cells, **cells}))
        assert (caught.value.path, caught.value.file) == (column, "adapting.csv")
