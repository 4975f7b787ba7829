"""Durations as people write them, with what they mean."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis.errors import InvalidArgument

from aufwand.testing.strategies import durations_text, ranges_text
from aufwand.units import Effort, duration, hours


@settings(max_examples=200)
@given(written=durations_text())
def test_a_spelling_means_what_it_says(written):
    """To the tenth of a second."""
    text, expected = written

    assert Effort(text).minutes == expected
    assert 0 <= expected <= 6000


@settings(max_examples=200)
@given(written=ranges_text())
def test_a_spelling_of_a_range_means_what_it_says(written):
    """All ends, and whether the likely one was named."""
    text, expected = written

    assert duration(text) == expected
    assert duration(text).derived == expected.derived


@given(
    written=durations_text(min_value="9999 h", max_value="20000 h"),
    both=ranges_text(min_value="9998 h", max_value="9999 h"),
)
def test_the_longest_still_fit(written, both):
    """Into the characters that the grammar reads."""
    assert Effort(written[0]) == hours(9999)
    assert duration(both[0]) == both[1]


def shape(text):
    """Return *text* with every number as 9 and every unit by its shortest word."""
    short = re.sub(r"[ \t\u00a0\u202f]+", " ", text.strip().casefold())
    for words, unit in (("h|st", "h"), ("mi", "min"), ("s", "s")):
        short = re.sub(rf"(?:{words})[a-z]*\.?", f"<{unit}>", short)
    return re.sub("[0-9]+", "9", short.replace("<", "").replace(">", ""))


def _shaped(wanted):
    return lambda written: shape(written[0]) == wanted


def _with(part):
    return lambda written: part.casefold() in written[0].casefold()


def test_every_way_of_writing_occurs(never_drawn):
    """Sooner or later."""
    shapes = {
        *("9 h", "9h", "9 min", "9min", "9 s", "9s"),
        *("9.9 h", "9,9 h", "9.9 min", "9,9 min", "9.9 s", "9,9 s"),
        *("9:9 h", "9:9h", "9/9 h", "9/9 min", "9/9 s"),
        *("9h9", "9 h9 m", "9 h 9 min", "9 h 9 min 9 s", "9 min 9.9 s", "9 h 9.9 min"),
        *("pt9h9m9s", "pt9h9m9.9s", "pt9m", "pt9.9h"),
    }
    parts = {
        *("\u00a0", "\u202f", "\t", "  "),
        *("hours", "Std.", "STD", "stunde", "Minuten", "Min.", "sec", "Sek."),
    }
    wanted = [*map(_shaped, sorted(shapes)), *map(_with, sorted(parts))]

    assert never_drawn(durations_text(), wanted, 10_000) == []


def test_no_minutes_are_left_out(never_drawn):
    """Between hours and seconds."""
    short = durations_text(min_value="3601 s", max_value="3650 s")

    assert never_drawn(short, [_shaped("9 h 9 s")], 2_000) == []


def test_every_way_of_writing_a_range_occurs(never_drawn):
    """Sooner or later."""

    def like(written):
        return re.sub("[–—]", "-", shape(written[0]).replace(" ", ""))

    marks = ("-", "–", "—", " - ", " – ", " to ", " bis ")
    wanted = [
        *(
            lambda written, each=each: like(written) == each
            for each in ("9-9h", "9-9min", "9-9-9h", "9-9-9s", "9h-9h")
        ),
        *(lambda written, each=each: each in like(written) for each in ("9to9", "9:9h-", "-9h9")),
        *map(_with, marks),
    ]

    assert never_drawn(ranges_text(), wanted, 10_000) == []


def test_spellings_shrink_to_the_plainest(simplest):
    """No time at all, in the first word for it."""
    assert simplest(durations_text(), lambda written: True) == ("0 h", 0)
    assert simplest(ranges_text(), lambda written: True)[0] == "0 h-0 h"


@pytest.mark.parametrize("make", [durations_text, ranges_text])
@pytest.mark.parametrize(
    ("bounds", "why"),
    [
        ({"min_value": "2 h", "max_value": "1 h"}, "no tenth of a second lies between"),
        ({"min_value": "10000 h", "max_value": "20000 h"}, "or only more than 9,999 h"),
        ({"min_value": "soon"}, "min_value: found 'soon'"),
    ],
)
def test_impossible_bounds_are_refused(make, bounds, why):
    """At once, not when the first example is drawn."""
    with pytest.raises(InvalidArgument) as caught:
        make(**bounds)

    assert why in str(caught.value)
