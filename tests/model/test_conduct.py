"""How the company shows itself, and how it takes criticism."""

from __future__ import annotations

from datetime import timedelta

import pytest

from aufwand.model import Criticism, Identity
from aufwand.units import Elapsed, hours


class TestIdentity:
    def test_every_field_is_kept(self):
        """One name, one handle, one tone."""
        identity = Identity(name="Bakery", handle="@bakery", tone="warm")

        assert (identity.name, identity.handle, identity.tone) == ("Bakery", "@bakery", "warm")
        assert repr(identity) == "Identity(name='Bakery', handle='@bakery', tone='warm')"

    def test_nothing_is_needed(self):
        """An empty identity is one."""
        assert repr(Identity()) == "Identity()"

    def test_every_fault_is_told_at_once(self, wrong):
        """All three."""
        assert wrong(Identity, name=1, handle=2, tone=3) == [
            ("name", 1),
            ("handle", 2),
            ("tone", 3),
        ]


class TestCriticism:
    @pytest.mark.parametrize("within", ["4 h", timedelta(hours=4), Elapsed("240 min")])
    def test_every_field_is_kept(self, within):
        """A promise is elapsed time, however it is written."""
        criticism = Criticism(owner="care", reply_within=within, procedure="answer, then call")

        assert (criticism.owner, criticism.procedure) == ("care", "answer, then call")
        assert criticism.reply_within == Elapsed("4 h")

    def test_nothing_is_needed(self):
        """Nobody, no promise, no words."""
        criticism = Criticism()

        assert (criticism.owner, criticism.reply_within, criticism.procedure) == ("", None, "")
        assert repr(criticism) == "Criticism()"

    def test_effort_is_no_promise(self, faults):
        """How much work it is says not when it is done."""
        ((path, value, expected, hint),) = faults(Criticism, reply_within=hours(4))

        assert (path, value, expected) == ("reply_within", "4 h", "the other kind of time")
        assert hint.startswith("effort is not elapsed time")

    @pytest.mark.parametrize("owner", [None, "customer care", 0, b""])
    def test_an_owner_is_a_key(self, wrong, owner):
        """Or an empty text, where there is none."""
        assert wrong(Criticism, owner=owner) == [("owner", owner)]

    def test_every_fault_is_told_at_once(self, wrong):
        """Those of both kinds of time among them."""
        assert wrong(Criticism, owner="a b", reply_within=hours(4), procedure=3) == [
            ("owner", "a b"),
            ("reply_within", "4 h"),
            ("procedure", 3),
        ]
