"""Tables of the package, read strictly."""

from __future__ import annotations

import csv
from fractions import Fraction
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufwand.catalog._table import Row, effort_of, looked_up, read_table
from aufwand.errors import Fault, UnknownName
from aufwand.units import hours, minutes

COLUMNS = ("id", "low", "unit")


def row(low="7.5", unit="hour"):
    """Return a row of a table called t.csv."""
    return Row("t.csv", 2, {"id": "a", "low": low, "unit": unit})


class TestReadTable:
    def test_rows_come_by_their_first_cell(self):
        """Rows keep their order and know their line."""
        rows = read_table("id,low,unit\nb,1,hour\na,,minute\n", "t.csv", COLUMNS)

        assert list(rows) == ["b", "a"]
        assert (rows["a"].line, rows["a"]["unit"], rows["a"].file) == (3, "minute", "t.csv")

    @pytest.mark.parametrize(
        ("text", "line", "expected"),
        [
            ("", 1, "the columns id,low,unit"),
            ("id,unit,low\n", 1, "the columns id,low,unit"),
            ("id,low,unit\na,1\n", 2, "3 cells"),
            ("id,low,unit\n\n", 2, "3 cells"),
            ("id,low,unit\n,1,hour\n", 2, "something"),
            ("id,low,unit\na,1,hour\na,2,hour\n", 3, "a key of its own"),
            ('id,low,unit\na,"1"2,hour\n', 2, "comma-separated values"),
        ],
    )
    def test_what_is_not_as_it_should_be_is_told(self, text, line, expected):
        """A wrong table is refused with its file, its line and what should be there."""
        with pytest.raises(Fault) as caught:
            read_table(text, "t.csv", COLUMNS)

        assert caught.value.expected == expected
        assert (caught.value.file, caught.value.line) == ("t.csv", line)

    @given(
        cells=st.lists(
            st.tuples(*[st.text(st.characters(exclude_categories=["Cs"])) for _ in COLUMNS]),
            unique_by=lambda each: each[0],
        ).filter(lambda rows: all(each[0] for each in rows))
    )
    def test_what_is_written_is_read(self, cells):
        """Whatever text stands in a cell comes back as it is."""
        text = StringIO(newline="")
        csv.writer(text).writerows([COLUMNS, *cells])

        rows = read_table(text.getvalue(), "t.csv", COLUMNS)
        assert cells == [tuple(each.cells.values()) for each in rows.values()]


class TestRow:
    def test_numbers_are_exact(self):
        """A number is the fraction it was written as; an empty cell is none."""
        assert row("0.1").number("low") == Fraction(1, 10)
        assert row("").number("low") is None
        assert row("").whole("low") is None
        assert row("12").whole("low") == 12

    @pytest.mark.parametrize("text", ["1e3", "1/3", " 1", "-1", "1_000", "nan", "1.", "٣"])
    def test_only_plain_numbers_are_numbers(self, text):
        """What Python would also read as a number is refused."""
        with pytest.raises(Fault, match="a number such as"):
            row(text).number("low")

    def test_a_part_is_no_whole_number(self):
        """Where a whole number is needed, a part of one is refused."""
        with pytest.raises(Fault, match="a whole number"):
            row("7.5").whole("low")

    def test_other_words_are_refused(self):
        """Only the listed words are taken, and something must stand there if asked."""
        with pytest.raises(Fault, match="one of hour, minute"):
            row(unit="day").one_of("unit", ("hour", "minute"))
        with pytest.raises(Fault, match=r"t\.csv:2: low: found '', expected something"):
            row("").filled("low")

    @pytest.mark.parametrize(
        ("text", "unit", "expected"),
        [("7.5", "hour", hours(7.5)), ("15", "minute", minutes(15)), ("", "hour", None)],
    )
    def test_effort_has_the_unit_of_the_row(self, text, unit, expected):
        """A cell is working time in the unit of its row; an empty one is none."""
        assert expected == effort_of(row(text, unit), "low")

    def test_effort_in_another_unit_is_refused(self):
        """A unit that is not known is refused."""
        with pytest.raises(Fault, match="one of minute, hour"):
            effort_of(row(unit="day"), "low")


class TestLookedUp:
    def test_finds(self):
        """What is known is found."""
        assert looked_up({"a": 1}, "a", "thing") == 1

    def test_tells_the_nearest(self):
        """What is not known is refused with the nearest name."""
        with pytest.raises(UnknownName) as caught:
            looked_up({"monitoring": 1}, "monitorin", "thing")

        assert str(caught.value) == "there is no thing 'monitorin'; did you mean 'monitoring'?"

    @pytest.mark.parametrize("name", [None, 5, ["a"], b"a"])
    def test_refuses_what_is_no_text(self, name):
        """What is no text names nothing."""
        with pytest.raises(Fault, match="the name of a thing"):
            looked_up({"a": 1}, name, "thing")
