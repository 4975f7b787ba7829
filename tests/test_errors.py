"""What aufwand says when something is wrong."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufwand.errors import (
    CUT,
    TOLD,
    AufwandError,
    Fault,
    InvalidPlan,
    MissingExtra,
    MissingPackage,
    MissingWords,
    MixedCurrencies,
    MixedTime,
    UnknownName,
    UnreadablePlan,
    counted,
    nearest,
    shown,
)


class Unspeakable:
    def __repr__(self):
        raise RuntimeError


class Colourful:
    def __repr__(self):
        return "two\nlines and \x1b[31mred"


class TestFault:
    @pytest.mark.parametrize(
        ("fault", "text"),
        [
            (Fault(3, "text"), "found 3, expected text"),
            (Fault(None, "text"), "found nothing, expected text"),
            (Fault(3, "text", hint="write '3'"), "found 3, expected text; write '3'"),
            (Fault(3, "text", "roles.pr"), "roles.pr: found 3, expected text"),
            (Fault(3, "text", file="p.toml"), "p.toml: found 3, expected text"),
            (Fault(3, "text", line=4), "line 4: found 3, expected text"),
            (Fault(3, "text", line=4, column=7), "line 4, column 7: found 3, expected text"),
            (Fault(3, "text", file="p.toml", line=4), "p.toml:4: found 3, expected text"),
            (
                Fault(3, "text", "name", "", "p.toml", 4, 7),
                "p.toml:4:7: name: found 3, expected text",
            ),
            (Fault(3, "text", "a\x1b[2Jb\nc"), "a [2Jb c: found 3, expected text"),
        ],
    )
    def test_message(self, fault, text):
        """A fault says where, what was found, what is needed, and what to write instead."""
        assert text == str(fault)

    def test_long_paths_are_cut(self):
        """A name of any length in a plan gives a message of readable length."""
        assert len(str(Fault(3, "text", "x" * 10**6))) < 400

    @pytest.mark.parametrize(
        ("inner", "outer", "path"),
        [
            ("", "", ""),
            ("capacity", "", "capacity"),
            ("", "roles", "roles"),
            ("capacity", "roles.pr", "roles.pr.capacity"),
            ("[0]", "roles", "roles[0]"),
        ],
    )
    def test_paths_grow_in_front(self, inner, outer, path):
        """A path is continued in front, with a point before a name and none before an index."""
        fault = Fault(3, "text", inner, "hint")

        assert path == fault.at(outer).path
        assert fault.at(outer).hint == "hint"
        assert inner == fault.path

    def test_placed(self):
        """A fault is placed in a file without changing what it says."""
        fault = Fault(3, "text", "name").placed("p.toml", 4, 7)

        assert str(fault) == "p.toml:4:7: name: found 3, expected text"

    def test_hash_and_notes(self):
        """A fault about a value that has no hash is an exception like any other."""
        fault = Fault([], "text")
        fault.add_note("seen while testing")

        assert {fault: 1}[fault] == 1
        assert fault.__notes__ == ["seen while testing"]


class TestInvalidPlan:
    def test_message(self):
        """All faults are told, one to a line, in order."""
        plan = InvalidPlan("plan", [Fault(1, "text", "a"), Fault(2, "text", "b")])

        assert str(plan) == (
            "plan: 2 faults\n  a: found 1, expected text\n  b: found 2, expected text"
        )
        assert [fault.value for fault in plan.faults] == [1, 2]

    def test_many_faults(self):
        """Past a screenful, only the number of faults is told."""
        plan = InvalidPlan("plan", [Fault(each, "text") for each in range(TOLD + 5)])
        lines = str(plan).splitlines()

        assert lines[0] == f"plan: {TOLD + 5} faults"
        assert lines[-1] == "  and 5 more"
        assert len(lines) == TOLD + 2

    def test_except_star(self):
        """``except*`` takes faults out of a plan, and groups stay what they are."""
        caught = []
        try:
            raise InvalidPlan("plan", [Fault(1, "text"), Fault(2, "text")])
        except* Fault as group:
            caught.append(group)

        assert InvalidPlan is type(caught[0])
        assert len(caught[0].faults) == 2

    def test_split(self):
        """A group splits into groups of its kind."""
        plan = InvalidPlan("plan", [Fault(1, "text"), Fault("a", "number")])
        numbers, others = plan.split(lambda error: getattr(error, "value", None) == 1)

        assert isinstance(numbers, InvalidPlan)
        assert isinstance(others, InvalidPlan)
        assert str(others) == "plan: 1 fault\n  found 'a', expected number"


ERRORS = [
    AufwandError("anything"),
    Fault("v", "text", "path", "hint", "p.toml", 1, 2),
    InvalidPlan("plan", [Fault(1, "text")]),
    UnreadablePlan("p.toml", "no such file"),
    MixedTime("mixed"),
    MixedCurrencies("mixed"),
    UnknownName("channel", "facebok", "facebook"),
    UnknownName("channel", "xyz"),
    MissingExtra("yaml", "to read YAML"),
    MissingPackage("numpy", "telling percentiles"),
    MissingWords("de", "Hours"),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
class TestEveryError:
    def test_survives_pickling(self, error):
        """An error comes out of another process as it went in."""
        same = pickle.loads(pickle.dumps(error))

        assert type(error) is type(same)
        assert str(error) == str(same)

    def test_survives_copying(self, error):
        """A copied error says the same."""
        assert str(error) == str(copy.copy(error))

    def test_has_one_root(self, error):
        """Whoever catches the root catches them all."""
        assert isinstance(error, AufwandError)


@pytest.mark.parametrize(
    ("error", "kind", "text"),
    [
        (UnreadablePlan("p.toml", "no such file"), OSError, "p.toml: no such file"),
        (
            UnknownName("channel", "facebok", "facebook"),
            LookupError,
            "there is no channel 'facebok'; did you mean 'facebook'?",
        ),
        (UnknownName("channel", "xyz"), LookupError, "there is no channel 'xyz'"),
        (
            MissingExtra("yaml", "to read YAML"),
            ImportError,
            "to read YAML needs an extra: pip install 'aufwand[yaml]'",
        ),
        (
            MissingWords("de"),
            LookupError,
            (
                "aufwand was packed without the words of 'de'; install aufwand again, or run "
                "nox -s words"
            ),
        ),
        (
            MissingPackage("numpy", "telling percentiles"),
            ImportError,
            "telling percentiles needs numpy, which cannot be imported here",
        ),
        (MixedTime("mixed"), TypeError, "mixed"),
        (MixedCurrencies("mixed"), TypeError, "mixed"),
        (Fault(3, "text"), ValueError, "found 3, expected text"),
    ],
)
def test_errors_are_of_pythons_kinds(error, kind, text):
    """Each error is also the error of Python's that a caller would expect."""
    assert isinstance(error, kind)
    assert text == str(error)


class TestShown:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (None, "nothing"),
            ("a", "'a'"),
            ("it's", '"it\'s"'),
            ("two\nlines", "'two\\nlines'"),
            (b"a", "b'a'"),
            (1.5, "1.5"),
            (True, "True"),
            ({"a": 1}, "a table"),
            ([1, 2], "a list of 2"),
            ((), "a list of 0"),
            ({1}, "a list of 1"),
            (frozenset((1, 2)), "a list of 2"),
            (10**CUT, "a number of more than 60 digits"),
            (-(10**5000), "a number of more than 60 digits"),
            (Fraction(10**5000), "a Fraction that cannot be written out"),
            (Unspeakable(), "a Unspeakable that cannot be written out"),
            (Colourful(), "two lines and  [31mred"),
            ("x" * 60, f"'{'x' * 60}'"),
            ("x" * 61, f"'{'x' * 59}…"),
            (Decimal("1" * 99), f"Decimal('{'1' * 51}…"),
        ],
        ids=lambda each: type(each).__name__,
    )
    def test_one_short_line(self, value, text):
        """A value is shown as one short line, whatever it is."""
        assert text == shown(value)

    @given(st.text(max_size=100) | st.binary(max_size=100) | st.integers() | st.floats())
    def test_law(self, value):
        """No value makes a long, a broken or an unprintable message."""
        text = shown(value)

        assert len(text) <= CUT + 2
        assert text.isprintable()

    @pytest.mark.parametrize("value", ["x" * 10**7, b"x" * 10**7, [0] * 10**6, np.ones((99, 99))])
    def test_large_values_are_not_written_out(self, value):
        """A large value makes a short message."""
        assert len(shown(value)) <= CUT + 2


class TestNearest:
    @pytest.mark.parametrize(
        ("name", "near"),
        [("facebok", "facebook"), ("LINKEDIN", "LinkedIn"), ("qqqq", ""), ("", "")],
    )
    def test_nearest(self, name, near):
        """The name that was probably meant is the nearest one, whatever its capitals."""
        assert near == nearest(name, ["facebook", "LinkedIn", "xing"])

    def test_no_names(self):
        """Among no names there is no nearest."""
        assert nearest("facebook", []) == ""

    def test_long_names(self):
        """A name of any length is compared by its beginning."""
        assert nearest("x" * 10**7, ["facebook"]) == ""


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0 faults"), (1, "1 fault"), (2, "2 faults"), (20, "20 faults")]
)
def test_counted(number, text):
    """One is singular, all others are plural."""
    assert text == counted(number, "fault")
