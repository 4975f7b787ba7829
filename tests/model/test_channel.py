"""Places where a company is present."""

from __future__ import annotations

import enum
from decimal import Decimal

import numpy as np
import pytest
from attrs.exceptions import FrozenInstanceError

from aufwand.errors import InvalidPlan
from aufwand.model import Channel
from aufwand.model.channel import STATUSES

KEY = "a key of letters, digits, '_' and '-', such as 'corporate_blog'"
COUNT = "a number of zero or more"
SHARE = "a share from 0 to 1, such as 0.25"
STATUS = "one of active, paused, closed"


class TestChannel:
    def test_a_key_is_enough(self):
        """Everything else has a default."""
        channel = Channel("facebook")

        assert (channel.key, channel.name, channel.audiences) == ("facebook", "", ())
        assert (channel.pieces, channel.messages, channel.answered) == (0, 0, 1)
        assert (channel.exclusive, channel.invitations) == (False, False)
        assert (channel.handle, channel.tone, channel.status, channel.weight) == (
            "",
            "",
            "active",
            1,
        )

    def test_every_field_is_kept(self):
        """What is given is what it says."""
        channel = Channel(
            "facebook",
            name="Facebook",
            audiences=["families", "students"],
            pieces=3,
            messages=20.5,
            answered=0.9,
            exclusive=True,
            invitations=True,
            handle="@bakery",
            tone="warm",
            status="paused",
            weight=2,
        )

        assert (channel.name, channel.audiences) == ("Facebook", ("families", "students"))
        assert (channel.pieces, channel.messages, channel.answered) == (3, 20.5, 0.9)
        assert (channel.exclusive, channel.invitations) == (True, True)
        assert (channel.handle, channel.tone) == ("@bakery", "warm")
        assert (channel.status, channel.weight) == ("paused", 2)

    def test_a_label_is_the_name_or_the_key(self):
        """What a report shows."""
        assert [Channel("x").label, Channel("x", name="X").label] == ["x", "X"]

    @pytest.mark.parametrize("status", STATUSES)
    def test_only_an_active_channel_is_active(self, status):
        """Paused and closed ones take no effort."""
        assert Channel("x", status=status).active is (status == "active")

    def test_replies_are_messages_times_answered(self):
        """Each week."""
        assert Channel("x", messages=20, answered=0.5).replies == 10

    @pytest.mark.parametrize(
        "key", ["a", "_", "0", "Corporate-Blog", "käse", "中文", "блог", "x" * 64]
    )
    def test_a_key_has_letters_of_any_script(self, key):
        """Digits, underscores and hyphens too."""
        assert Channel(key).key == key

    def test_a_key_is_composed(self):
        """The same letters are the same key, however they are stored."""
        assert Channel("ka\u0308se") == Channel("k\u00e4se")
        assert hash(Channel("ka\u0308se")) == hash(Channel("k\u00e4se"))

    @pytest.mark.parametrize(
        ("key", "hint"),
        [
            ("", ""),
            ("-a", "for example 'a'"),
            ("a b", "for example 'a_b'"),
            ("Our Blog!", "for example 'our_blog'"),
            ("a\n", "for example 'a'"),
            ("!!!", ""),
            ("x" * 65, f"for example '{'x' * 64}'"),
            ("\u0958", "for example '\u0915'"),
            (None, ""),
            (b"facebook", ""),
        ],
    )
    def test_a_wrong_key_is_told(self, faults, key, hint):
        """With one that would do, where one can be guessed."""
        assert [("key", key, KEY, hint)] == faults(Channel, key)

    def test_text_is_plain(self):
        """The member of an enum is kept as its text, so that other processes can read it."""

        class Places(enum.StrEnum):
            FACEBOOK = "facebook"
            PAUSED = "paused"

        channel = Channel(Places.FACEBOOK, name=Places.FACEBOOK, status=Places.PAUSED)

        assert channel == Channel("facebook", name="facebook", status="paused")
        assert {type(channel.key), type(channel.name), type(channel.status)} == {str}

    @pytest.mark.parametrize(
        ("text", "expected", "hint"),
        [
            ("\x00", "text without control characters", "character 1 is U+0000"),
            ("ab\x1b[2J", "text without control characters", "character 3 is U+001B"),
            ("a\u202eb", "text without control characters", "character 2 is U+202E"),
            ("\ud800", "text without control characters", "character 1 is U+D800"),
            ("x" * 10_001, "text of at most 10,000 characters", ""),
            ("é" * 10_001, "text of at most 10,000 characters", ""),
            ("\u0958" * 10_000, "text of at most 10,000 characters", ""),
            (b"x", "text", ""),
        ],
    )
    def test_a_treacherous_text_is_told(self, faults, text, expected, hint):
        """Nothing that turns, hides or overflows."""
        assert [("name", text, expected, hint)] == faults(Channel, "x", name=text)

    @pytest.mark.parametrize(
        "text", ["", "two\nlines\tand a tab", "👩\u200d💻 Ω “quoted”", "x" * 10_000]
    )
    def test_other_text_is_kept(self, text):
        """To the letter."""
        assert text == Channel("x", name=text).name

    @pytest.mark.parametrize(
        ("field", "value", "expected", "hint"),
        [
            ("pieces", -1, COUNT, ""),
            ("pieces", "3", COUNT, ""),
            ("messages", True, COUNT, ""),
            ("messages", None, COUNT, ""),
            ("weight", -0.5, COUNT, ""),
            ("answered", 90, SHARE, "for 90 % write 0.9"),
            ("answered", 1.5, SHARE, "for 1.5 % write 0.015"),
            ("answered", -0.1, SHARE, ""),
            ("answered", 101, SHARE, ""),
            ("answered", "90 %", SHARE, ""),
            ("exclusive", 1, "true or false", ""),
            ("invitations", None, "true or false", ""),
            ("handle", 1, "text", ""),
            ("tone", 1, "text", ""),
            ("status", "pausd", STATUS, "did you mean 'paused'?"),
            ("status", "zzz", STATUS, ""),
            ("status", ["active"], STATUS, ""),
            ("audiences", 3, "a list", ""),
            ("audiences", {"a": 1}, "a list", ""),
            ("audiences", {"a"}, "a list", "a set has no order; write a list"),
        ],
    )
    def test_each_fault_is_told(self, faults, field, value, expected, hint):
        """With its path, what was found, what is expected, and what to write instead."""
        assert [(field, value, expected, hint)] == faults(Channel, "x", **{field: value})

    def test_faults_in_a_list_have_places(self, faults):
        """Each its own."""
        told = faults(Channel, "x", audiences=["a", "b c", "a", 3])

        assert told == [
            ("audiences[1]", "b c", KEY, "for example 'b_c'"),
            ("audiences[2]", "a", "each name once", ""),
            ("audiences[3]", 3, KEY, ""),
        ]

    @pytest.mark.parametrize(
        "value", [float("nan"), float("inf"), float("-inf"), Decimal("NaN"), 10**10]
    )
    def test_numbers_are_finite(self, faults, value):
        """And no slip of the keyboard."""
        ((path, _, expected, hint),) = faults(Channel, "x", pieces=value)

        assert (path, expected) == ("pieces", COUNT)
        assert hint.startswith("numbers go up to 1,000,000,000")

    @pytest.mark.parametrize(
        ("value", "expected"),
        [(np.int64(3), 3), (np.float32(1.5), 1.5), (np.float64(1.5), 1.5), (Decimal("0.9"), 0.9)],
    )
    def test_numbers_of_other_libraries_are_numbers(self, value, expected):
        """And become Python's own."""
        kept = Channel("x", pieces=value).pieces

        assert expected == kept
        assert type(expected) is type(kept)

    def test_a_long_list_is_read_in_proportion(self):
        """Looking for doubles compares no name with every other."""
        names = [f"a{number}" for number in range(30_000)]

        assert len(Channel("x", audiences=names).audiences) == 30_000

    def test_of_very_many_faults_in_a_list_the_first_are_told(self, faults):
        """Nobody repairs more at once, and a hostile list has millions."""
        told = faults(Channel, "x", audiences=["a b"] * 5_000)

        assert len(told) == 1_000

    def test_with_changes_only_what_is_named(self, wrong):
        """The first stays as it was; faults are told as by the constructor."""
        first = Channel("x", pieces=3)

        assert first.with_(status="closed") == Channel("x", pieces=3, status="closed")
        assert first == Channel("x", pieces=3)
        assert wrong(first.with_, pieces=-1, status="") == [("pieces", -1), ("status", "")]

    def test_it_is_frozen(self):
        """Nothing is set from outside."""
        with pytest.raises(FrozenInstanceError):
            Channel("x").key = "y"  # type: ignore[misc]

    def test_an_unknown_field_is_a_wrong_call(self):
        """As with every Python function."""
        with pytest.raises(TypeError, match="piece"):
            Channel("x", piece=3)  # type: ignore[call-arg]

    def test_repr_shows_what_was_set(self):
        """And nothing else."""
        assert repr(Channel("x")) == "Channel('x')"
        assert (
            repr(Channel("x", pieces=3, exclusive=True)) == "Channel('x', pieces=3, exclusive=True)"
        )


@pytest.mark.parametrize(
    ("name", "most", "hint"),
    [
        ("pieces", 604_800, "that is one a second"),
        ("messages", 60_480_000, "that is a hundred a second"),
    ],
)
def test_nothing_comes_or_goes_without_end(name, most, hint):
    """A thousand million is a slip of the keyboard."""
    assert getattr(Channel("a", **{name: most}), name) == most
    with pytest.raises(InvalidPlan) as caught:
        Channel("a", **{name: most + 1})
    (fault,) = caught.value.faults
    assert (fault.path, fault.value) == (name, most + 1)
    assert fault.expected == f"at most {most:,} {name} a week"
    assert fault.hint.startswith(hint)
