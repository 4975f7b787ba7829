"""Tables with typed columns."""

from __future__ import annotations

import csv
import io
import pickle
import sys
from datetime import date, datetime

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufwand.errors import InvalidPlan, MissingExtra
from aufwand.tables import Column, Table, Tabular
from aufwand.tables._csv import guarded

COLUMNS = [("t", "text"), ("n", "number"), ("w", "whole"), ("f", "flag"), ("d", "date")]
ROW = ("a", 1.5, 2, True, date(2027, 1, 4))

cells = {
    "text": st.text(),
    "number": st.floats(allow_nan=False, allow_infinity=False) | st.integers(-5, 5),
    "whole": st.integers(-(2**63), 2**63 - 1),
    "flag": st.booleans(),
    "date": st.dates(),
}


@st.composite
def tables(draw):
    """Tables of any columns."""
    kinds = draw(st.lists(st.sampled_from(sorted(cells)), min_size=1, max_size=4))
    rows = draw(st.lists(st.tuples(*(st.none() | cells[kind] for kind in kinds)), max_size=4))
    return Table([(f"c{place}", kind) for place, kind in enumerate(kinds)], rows)


class Result(Tabular):
    """A result with a table, as those of other packages can have one."""

    def table(self):
        """Return its table."""
        return Table(COLUMNS, [ROW])


class TestTable:
    def test_rows(self):
        """By the names of their columns, as they were given."""
        table = Table(COLUMNS, [ROW, (None,) * 5])

        assert dict(zip("tnwfd", ROW, strict=True)) == table.to_rows()[0]
        assert dict.fromkeys("tnwfd") == table.to_rows()[1]
        assert Column("t", "text") == table.columns[0]
        assert table is table.table()
        assert "<Table of 5 columns x 2 rows>" == repr(table)

    def test_equal_ones_are_equal_and_travel(self):
        """It is a value."""
        table = Table(COLUMNS, [ROW])

        assert table == Table.from_rows(COLUMNS, [{**table.to_rows()[0], "more": 1}])
        assert table == pickle.loads(pickle.dumps(table))

    def test_what_is_made_plain(self):
        """Whole numbers are floats in a column of numbers, no zero is below zero, and half a
        character is none."""
        table = Table([("n", "number"), ("t", "text")], [(2, "\ud800ä"), (-0.0, "")])

        assert [(2.0, "�ä"), (0.0, "")] == list(table.rows)
        assert "0.0" == str(table.rows[1][0])
        assert type(table.rows[0][0]) is float

    @pytest.mark.parametrize(
        ("columns", "rows", "paths"),
        [
            ([], [], ["columns"]),
            ([("a", "text"), ("a", "texts")], [], ["columns[1]", "columns[1]"]),
            ([("", "text")], [], ["columns[0]"]),
            ([("a", "text")], [("x",), (), ("y", "z")], ["rows[1]", "rows[2]"]),
            ([("a", "text"), ("b", "flag")], [(1, 0), ("x", True)], ["rows[0].a", "rows[0].b"]),
            ([("a", "number")], [(float("nan"),), (float("inf"),), (10**400,)], 3 * ["rows[0].a"]),
            ([("a", "number"), ("b", "whole")], [(True, 2**63), ("1", 1.0)], 4 * [""]),
            ([("a", "date")], [(datetime(2027, 1, 4),), ("2027-01-04",)], 2 * [""]),  # noqa: DTZ001
        ],
    )
    def test_all_that_is_wrong_is_told(self, columns, rows, paths):
        """Each fault with its place, and nothing stands for what is not a number."""
        with pytest.raises(InvalidPlan) as caught:
            Table(columns, rows)

        told = [fault.path for fault in caught.value.faults]
        assert len(paths) == len(told)
        assert all(each.split("[")[0] in path for each, path in zip(paths, told, strict=True))


class TestCsv:
    def test_every_kind(self):
        """Commas, CR LF, points, days of ISO 8601; nothing for what is not known."""
        text = Table(COLUMNS, [ROW, (None,) * 5, ('say "so", or', 1e-7, -3, False, None)]).to_csv()

        assert text == (
            't,n,w,f,d\r\na,1.5,2,true,2027-01-04\r\n,,,,\r\n"say ""so"", or",1e-07,-3,false,\r\n'
        )

    def test_what_is_empty_and_what_is_not_known(self):
        """They differ, for those who look; a row never looks like none."""
        table = Table([("a", "text"), ("b", "text")], [("", None), (" x", "two\nlines")])

        assert 'a,b\r\n"",\r\n" x","two\nlines"\r\n' == table.to_csv()
        assert 'a\r\n""\r\n' == Table([("a", "number")], [(None,)]).to_csv()

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("=1+1", "'=1+1"),
            ("+49 89 1234", "'+49 89 1234"),
            ("-5", "'-5"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "'\tx"),
            ("\rx", "'\rx"),
            ("\nx", "'\nx"),
            ("  \u200b\xa0=1", "'  \u200b\xa0=1"),
            ("＝1+1", "'＝1+1"),
            ("a;=1+1;b", "a;'=1+1;b"),
            ("a\n =1+1", "a\n' =1+1"),
            ("\t=1", "'\t'=1"),
            ("a=b, -c; d", "a=b, -c; d"),
            ("'=1", "'=1"),
            ("plain", "plain"),
            ("", ""),
            ("   ", "   "),
        ],
    )
    def test_the_guard(self, text, expected):
        """Nothing is left that a spreadsheet program would take for a formula."""
        assert expected == guarded(text)

    def test_only_text_is_guarded_and_only_if_wanted(self):
        """Numbers never are; a name of a column is text, too."""
        table = Table([("=a", "text"), ("b", "number")], [("-x", -1)])

        assert "'=a,b\r\n'-x,-1.0\r\n" == table.to_csv()
        assert "=a,b\r\n-x,-1.0\r\n" == table.to_csv(guard=False)
        assert "t,n,w,f,d\r\na," == Result().to_csv()[:13]

    @given(table=tables())
    def test_it_reads_back(self, table):
        """Python reads what was written, and finds every number as it was."""
        text = table.to_csv(guard=False)
        head, *rows = csv.reader(io.StringIO(text, newline=""))

        assert [each.name for each in table.columns] == head
        assert len(table.rows) == len(rows)
        for row, told in zip(table.rows, rows, strict=True):
            assert [
                _read(cell, kind) for cell, (_, kind) in zip(told, table.columns, strict=True)
            ] == [None if each == "" else each for each in row]

    @given(text=st.text(alphabet="=+-@ \t\r\n;,'\"a\u200b", max_size=8))
    def test_no_reader_finds_a_formula(self, text):
        """Whatever separator it expects, and whether or not it trims."""
        told = Table([("a", "text"), ("b", "text")], [("x", text)]).to_csv()

        for separator in ",;\t":
            for row in csv.reader(io.StringIO(told, newline=""), delimiter=separator):
                assert not any(cell.strip(" \u200b\r\n\t")[:1] in set("=+-@") for cell in row)


def _read(cell, kind):
    if cell == "":
        return None
    if kind == "number":
        return float(cell)
    if kind == "whole":
        return int(cell)
    if kind == "date":
        return date.fromisoformat(cell)
    return cell == "true" if kind == "flag" else cell


class TestArrow:
    SCHEMA = pa.schema(
        [
            *(("t", pa.string()), ("n", pa.float64()), ("w", pa.int64())),
            *(("f", pa.bool_()), ("d", pa.date32())),
        ]
    )

    @pytest.mark.parametrize("rows", [[], [ROW], [(None,) * 5], [ROW, (None,) * 5]])
    def test_types_are_the_same_whatever_rows_there_are(self, rows):
        """For none, and for rows in which nothing is known."""
        found = pa.table(Table(COLUMNS, rows))

        assert self.SCHEMA == found.schema
        assert [dict(zip("tnwfd", row, strict=True)) for row in rows] == found.to_pylist()

    def test_the_schema_alone(self):
        """It can be asked for without the rows."""
        assert self.SCHEMA == pa.schema(Table(COLUMNS))
        assert self.SCHEMA == pa.schema(Result())

    def test_other_types_for_those_who_ask(self):
        """As the protocol has it."""
        wanted = pa.schema([("t", pa.large_string())])

        assert wanted == pa.table(Table([("t", "text")], [("a",)]), schema=wanted).schema
        assert 1 == pa.table(Result()).num_rows

    @given(table=tables())
    def test_every_cell_arrives(self, table):
        """Nothing is known stays nothing, and no number becomes none."""
        assert table.to_rows() == pa.table(table).to_pylist()

    @pytest.mark.parametrize("ask", ["__arrow_c_stream__", "__arrow_c_schema__"])
    def test_without_the_extra(self, monkeypatch, ask):
        """It says what to install."""
        monkeypatch.setitem(sys.modules, "arro3", None)
        with pytest.raises(MissingExtra) as caught:
            getattr(Table(COLUMNS), ask)()

        assert "reading a result as a data frame" in str(caught.value)
        assert "pip install 'aufwand[arrow]'" in str(caught.value)
