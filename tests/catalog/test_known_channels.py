"""Channels under the names people know them by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufwand.catalog import channel, channels, find_channel
from aufwand.catalog._table import Row, table
from aufwand.catalog.known_channels import _COLUMNS, _channel
from aufwand.errors import Fault, UnknownName

NAMES = [(name, each) for each in channels() for name in (each.key, each.name, *each.aliases)]


class TestChannel:
    @pytest.mark.parametrize(
        ("name", "key"),
        [
            ("facebook", "facebook"),
            ("FB", "facebook"),
            ("twitter", "x"),
            ("Twitter", "x"),
            ("XING", "xing"),
            ("corporate blog", "corporate_blog"),
            ("G+", "google_plus"),
            ("WHATSAPP-KANÄLE", "whatsapp_channels"),
            ("whatsapp-kana\u0308le", "whatsapp_channels"),
        ],
    )
    def test_is_found_by_key_name_and_alias(self, name, key):
        """Key, name and alias find it, in any case and however accents are composed."""
        assert key == channel(name).key

    @given(named=st.sampled_from(NAMES), upper=st.lists(st.booleans(), min_size=20))
    def test_case_does_not_matter(self, named, upper):
        """Whichever letters are capitals, the channel is the same."""
        name, known = named
        mixed = "".join(
            letter.upper() if high else letter.lower()
            for letter, high in zip(name, [*upper, *[False] * len(name)], strict=False)
        )

        assert known is channel(mixed)

    def test_no_name_means_two_channels(self):
        """Names of different channels differ in more than their case."""
        folded = {(name.casefold(), each.key) for name, each in NAMES}

        assert len(folded) == len({name for name, _ in folded})

    @pytest.mark.parametrize(
        ("name", "near"),
        [("Twiter", "Twitter"), ("facebok", "facebook"), ("pintrest", "pinterest"), ("zzz", "")],
    )
    def test_unknown_is_refused_with_the_nearest(self, name, near):
        """A name nobody knows is refused, with the nearest name, if there is one."""
        with pytest.raises(UnknownName) as caught:
            channel(name)

        assert near.casefold() == caught.value.near.casefold()

    def test_what_is_no_text_is_refused(self):
        """A number names no channel."""
        with pytest.raises(Fault, match="the name of a channel"):
            channel(4)

    def test_tells_what_it_offers(self):
        """A channel tells its status, what it offers, and where that was read."""
        mastodon = channel("mastodon")

        assert (mastodon.polls, mastodon.direct_messages, mastodon.analytics) == (
            "yes",
            "unknown",
            "limited",
        )
        assert (mastodon.kind, mastodon.closed) == ("microblog", False)
        assert "ch-mastodon-polls" in [each.key for each in mastodon.sources]

    def test_only_closed_channels_are_closed(self):
        """Google+ is closed; XING and X changed, but are there."""
        assert [each.key for each in channels() if each.closed] == ["google_plus"]
        assert channel("twitter").status == "active; renamed from Twitter in July 2023"


class TestFindChannel:
    @given(name=st.text())
    def test_agrees_with_channel(self, name):
        """Nothing is found exactly where the other one refuses."""
        found = find_channel(name)
        if found is None:
            with pytest.raises(UnknownName):
                channel(name)
        else:
            assert found is channel(name)

    def test_an_empty_name_finds_nothing(self):
        """No name is no channel."""
        assert find_channel("") is None


class TestBadRow:
    @pytest.mark.parametrize(
        ("cells", "column"),
        [
            ({"name": ""}, "name"),
            ({"status": "sleeping"}, "status"),
            ({"kind": "portal"}, "kind"),
            ({"polls": "maybe"}, "polls"),
            ({"source_id": ""}, "source_id"),
            ({"source_id": "ch-late;ch-nowhere"}, "source_id"),
        ],
    )
    def test_is_told_with_its_column(self, cells, column):
        """A slip in the table is refused with the column it stands in."""
        row = table("channels.csv", _COLUMNS)["x"]

        with pytest.raises(Fault) as caught:
            _channel(Row(row.file, row.line, {**row.cells, **cells}))
        assert (caught.value.path, caught.value.file) == (column, "channels.csv")
