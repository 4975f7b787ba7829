"""Bars of block characters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aufwand.charts import bar_lines, text_bars
from aufwand.outline.cells import width

amounts = st.floats(0, 1e300) | st.floats(0, 100)


@given(st.lists(st.lists(amounts, min_size=3, max_size=3)), st.integers(1, 60))
def test_no_bar_is_longer_than_its_room(given, room):
    """What is more is never shorter, and what is not nothing shows."""
    ranges = [tuple(sorted(ends)) for ends in given]
    bars = text_bars(ranges, room)

    assert all(len(bar) <= room for bar in bars)
    assert all(bool(bar) == (high > 0) for bar, (_, _, high) in zip(bars, ranges, strict=True))
    by_high = sorted(zip(ranges, bars, strict=True), key=lambda each: each[0][2])
    assert [len(bar) for _, bar in by_high] == sorted(len(bar) for bar in bars)


def test_a_single_cell_is_no_doubt():
    """It has no room for what is likely, and does not look as if all of it were unsure."""
    assert ["████▓▓▓▓", "█", "█", "", "▓░"] == text_bars(
        [(4, 8, 8), (0.1, 0.4, 1), (0, 0, 0.1), (0, 0, 0), (0.4, 1, 2)], 8
    )


def test_without_room_there_are_no_bars():
    """The numbers come first."""
    row = ("Posts about whatever happened", "12 h 30 min", (1.0, 2.0, 3.0))

    assert ["Posts about whatever happened  12 h 30 min"] == bar_lines([row], 44)
    assert 24 >= width(bar_lines([row], 24)[0])
    assert [] == bar_lines([], 80)
