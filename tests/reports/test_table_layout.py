"""Text in columns and lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufwand.reports._table import aligned, cut, ruled, width, wrapped

ANY = st.text(max_size=60)


class TestWidth:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("abc", 3),
            ("für", 3),
            ("fu\u0308r", 3),
            ("中文", 4),
            ("🥐", 2),
            ("👩\u200d💻", 4),
            ("a\u200cb", 2),
            ("❤\ufe0f", 1),
            ("กำ", 2),
        ],
    )
    def test_cells(self, text, expected):
        """Wide characters take two cells, marks and joiners none."""
        assert expected == width(text)


class TestCut:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("ten little", "ten little"),
            ("eleven long", "eleven lo…"),
            ("eleven so long", "eleven so…"),
            ("中文中文中", "中文中文中"),
            ("中文中文中文", "中文中文…"),
            ("two\nlines", "two lines"),
            (" far   apart ", "far apart"),
        ],
    )
    def test_at_ten_cells(self, text, expected):
        """What is longer than the room ends with three dots."""
        assert expected == cut(text, 10)

    @given(text=ANY, room=st.integers(2, 20))
    def test_fits(self, text, room):
        """Whatever the text is, it fits and cannot steer a terminal."""
        shown = cut(text, room)

        assert width(shown) <= room
        assert "\x1b" not in shown
        assert "\n" not in shown

    def test_far_too_long(self):
        """A text of any length is cut before it is looked at."""
        assert f"{'x' * 35}…" == cut("x" * 10_000_000)


class TestAligned:
    def test_numbers_end_in_one_column(self):
        """The first column is flush left, the others flush right, in cells."""
        rows = [["name", "h"], ["中文中", "12"], ["x", "1,000"]]

        assert ["name         h", "中文中      12", "x        1,000"] == aligned(rows)

    def test_ruled(self):
        """Lines stand below the head and above the total."""
        rows = [["a", "b"], ["c", "1"], ["Total", "1"]]

        assert ["a       b", "─" * 9, "c       1", "─" * 9, "Total   1"] == ruled(rows)
        assert ["a       b", "─" * 9, "c       1", "Total   1"] == ruled(rows, total=False)


class TestWrapped:
    def test_numbers_stay_with_their_unit(self):
        """No line ends between a number and what it counts."""
        text = "It takes 12 h 30 min a week"

        assert ["It takes", "12 h", "30 min a", "week"] == wrapped(text, 9)
        assert ["  It takes", "  12 h", "  30 min a", "  week"] == wrapped(text, 10, "  ")

    def test_nothing(self):
        """Nothing has no lines."""
        assert [] == wrapped("  ", 80)

    @given(text=ANY, room=st.integers(5, 40))
    def test_loses_nothing(self, text, room):
        """All words are there in their order, and a line too long is one piece."""
        lines = wrapped(text, room)

        assert "".join(cut(text, 1000).split()) == "".join("".join(lines).split())
        for line in lines:
            assert width(line) <= room or not any(
                not before[-1].isdigit() for before in line.split()[:-1]
            )
