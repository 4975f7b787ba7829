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


def test_every_way_of_writing_occurs(drawn):
    """Sooner or later."""
    texts = [text for text, _ in drawn(durations_text(), 2_000)]

    assert {shape(text) for text in texts} >= {
        *("9 h", "9h", "9 min", "9min", "9 s", "9s"),
        *("9.9 h", "9,9 h", "9.9 min", "9,9 min", "9.9 s", "9,9 s"),
        *("9:9 h", "9:9h", "9/9 h", "9/9 min", "9/9 s"),
        *("9h9", "9 h9 m", "9 h 9 min", "9 h 9 min 9 s", "9 min 9.9 s", "9 h 9.9 min"),
        *("pt9h9m9s", "pt9h9m9.9s", "pt9m", "pt9.9h"),
    }
    for blank in ("\u00a0", "\u202f", "\t", "  "):
        assert any(blank in text for text in texts)
    for word in ("hours", "Std.", "STD", "stunde", "Minuten", "Min.", "sec", "Sek."):
        assert any(word.casefold() in text.casefold() for text in texts)


def test_every_way_of_writing_a_range_occurs(drawn):
    """Sooner or later."""
    texts = [text for text, _ in drawn(ranges_text(), 1_000)]
    shapes = {re.sub("[–—]", "-", shape(text).replace(" ", "")) for text in texts}

    assert shapes >= {"9-9h", "9-9min", "9-9-9h", "9-9-9s", "9h-9h"}
    assert any("9to9" in each for each in shapes)
    assert any("9:9h-" in each for each in shapes)
    assert any("-9h9" in each for each in shapes)
    for mark in ("-", "–", "—", " - ", " – ", " to ", " bis "):
        assert any(mark in text for text in texts)


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
