"""Lines of a calendar file are looked at one by one, whoever wrote them."""

from __future__ import annotations

import pytest

import aufwand as aw
from aufwand.reports._ics import checked, plain

GOOD = (
    b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:It is\r\n folded\r\nEND:VEVENT\r\n"
    b"END:VCALENDAR\r\n"
)


def test_a_sound_file_stays_as_it_is():
    """The check changes nothing."""
    assert checked(GOOD) is GOOD


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"SUMMARY:It is", b"SUMMARY:" + b"x" * 68),
        (b"SUMMARY:It is", b"SUMMARY:a\nATTENDEE:b"),
        (b"SUMMARY:It is", b"SUMMARY:a\rb"),
        (b"SUMMARY:It is", b"SUMMARY:a\x00b"),
        (b"SUMMARY:It is", b"SUMMARY:a\x7fb"),
        (b"SUMMARY:It is", b"ATTENDEE:mailto:a@example.com"),
        (b"SUMMARY:It is", b"ATTENDEE;SUMMARY:a"),
        (b"SUMMARY:It is", b"no property at all"),
        (b"is\r\n folded", b"\xc3\r\n \xa4"),
        (b"BEGIN:VEVENT", b"BEGIN:VALARM"),
        (b"BEGIN:VEVENT", b"BEGIN:VCALENDAR"),
        (b"END:VEVENT", b"END:VCALENDAR"),
        (b"END:VCALENDAR\r\n", b""),
        (b"END:VCALENDAR\r\n", b"END:VCALENDAR"),
        (b"BEGIN:VCALENDAR\r\n", b""),
        (b"BEGIN:VCALENDAR\r\n", b" BEGIN:VCALENDAR\r\n"),
        (b"BEGIN:VCALENDAR\r\n", b"VERSION:2.0\r\nBEGIN:VCALENDAR\r\n"),
        (GOOD, b""),
    ],
)
def test_a_line_that_does_not_belong_there(old, new):
    """Is a fault, before anybody gets the file."""
    bad = GOOD.replace(old, new, 1)

    assert bad != GOOD
    with pytest.raises(aw.Fault):
        checked(bad)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Mara", "Mara"),
        ("a\r\nATTENDEE:b", "a ATTENDEE:b"),
        ("a\x00b\u202ec\u2066d\u2028e\ud800f", "a b c d e f"),
        ("\U0001f468\u200d\U0001f469", "\U0001f468\u200d\U0001f469"),
        ("x" * 251, "x" * 249 + "…"),
        ("x" * 250, "x" * 250),
        ("\n" * 10_000, ""),
    ],
)
def test_names_are_one_plain_line(text, shown):
    """Nothing in them controls anything, and none is endless."""
    assert plain(text) == shown
