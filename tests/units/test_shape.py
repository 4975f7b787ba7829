"""How likely each value of a range is."""

from __future__ import annotations

import pickle
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufwand.errors import Fault
from aufwand.testing.strategies import factors, ranges, shapes
from aufwand.units import PERT, SHAPES, Range, Shape, duration, factor, hours, minutes, shape
from aufwand.units.shape import fits

SHAPE = "a shape: pert, 'pert 8' with another weight, triangular, uniform or lognormal"
WEIGHT = "a weight above 0, at most 100"
NO_WEIGHT = "no weight, which only a pert has"
NUMBERS = "numbers go up to 1,000,000,000 and down to 1e-24"


def told(make, *args):
    with pytest.raises(Fault) as caught:
        make(*args)
    fault = caught.value
    return fault.value, fault.expected, fault.hint


class TestShape:
    def test_a_pert_is_usual(self):
        """Of 1959: the likely value counts four times."""
        assert Shape() == PERT == Shape("pert", 4) == shape("pert")
        assert (PERT.name, PERT.weight, PERT.text) == ("pert", 4, "pert")

    @pytest.mark.parametrize("name", SHAPES)
    def test_each_has_a_name(self, name):
        """Which is all that is written of it."""
        made = Shape(name)

        assert name == made.name == made.text == str(made)
        assert f"Shape({name!r})" == repr(made)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("pert", PERT),
            ("PERT", PERT),
            ("pert 4", PERT),
            ("pert 4.0", PERT),
            ("pert 8", Shape("pert", 8)),
            ("Pert 0.5", Shape("pert", 0.5)),
            ("pert 100", Shape("pert", 100)),
            ("Triangular", Shape("triangular")),
            ("uniform", Shape("uniform")),
            ("lognormal", Shape("lognormal")),
        ],
    )
    def test_text_names_one(self, text, expected):
        """In any case, with the weight behind a pert."""
        assert expected == Shape.parse(text) == shape(text)

    @pytest.mark.parametrize(
        ("weight", "kept"),
        [
            (8, 8),
            (8.0, 8),
            (Decimal("2.5"), 2.5),
            (Fraction(16, 2), 8),
            (Fraction(1, 3), 1 / 3),
            (np.float64(0.5), 0.5),
            (np.int64(3), 3),
            (1e-24, 1e-24),
        ],
    )
    def test_a_weight_is_any_number(self, weight, kept):
        """Of Python or numpy; it is kept as one of Python's own."""
        found = Shape("pert", weight).weight

        assert kept == found
        assert type(kept) is type(found)

    @pytest.mark.parametrize("text", ["pert 8", "pert 0.3333333333333333", "pert 2.5000000001"])
    def test_its_text_is_what_it_was(self, text):
        """To the last decimal."""
        assert text == shape(text).text
        assert f"Shape({text!r})" == repr(shape(text))

    @pytest.mark.parametrize(
        ("given", "value", "expected", "hint"),
        [
            (("triangel",), "triangel", SHAPE, "did you mean 'triangular'?"),
            (("normal",), "normal", SHAPE, "did you mean 'lognormal'?"),
            (("PERT",), "PERT", SHAPE, "did you mean 'pert'?"),
            (("",), "", SHAPE, ""),
            ((None,), None, SHAPE, ""),
            ((["pert"],), ["pert"], SHAPE, ""),
            (("pert", 0), 0, WEIGHT, ""),
            (("pert", -4), -4, WEIGHT, ""),
            (("pert", 100.5), 100.5, WEIGHT, ""),
            (("pert", "8"), "8", WEIGHT, ""),
            (("pert", True), True, WEIGHT, ""),
            (("pert", Fraction(1, 10**30)), Fraction(1, 10**30), WEIGHT, ""),
            (("pert", float("inf")), float("inf"), WEIGHT, NUMBERS),
            (("uniform", 8), 8, NO_WEIGHT, ""),
        ],
    )
    def test_each_fault_is_told(self, given, value, expected, hint):
        """With what was given."""
        assert (value, expected, hint) == told(Shape, *given)

    @pytest.mark.parametrize(
        ("text", "expected", "hint"),
        [
            ("Triangel", SHAPE, "did you mean 'triangular'?"),
            ("triangel 8", SHAPE, "did you mean 'triangular'?"),
            ("zzz", SHAPE, ""),
            ("", SHAPE, ""),
            ("pert  8", SHAPE, ""),
            ("pert 8 ", SHAPE, ""),
            ("pert 8\n", SHAPE, ""),
            ("pert -8", SHAPE, ""),
            ("pert 8e3", SHAPE, ""),
            ("pert \u0668", SHAPE, ""),
            ("p\u0435rt", SHAPE, ""),
            ("x" * 10_000, SHAPE, ""),
            ("pert 0", WEIGHT, ""),
            ("pert 101", WEIGHT, ""),
            ("pert 0." + "0" * 40 + "1", WEIGHT, NUMBERS),
            ("uniform 8", NO_WEIGHT, ""),
            ("triangular 4", NO_WEIGHT, ""),
            (None, SHAPE, ""),
            (4, SHAPE, ""),
            (b"pert", SHAPE, ""),
        ],
    )
    def test_text_that_names_none_is_told_as_it_was_written(self, text, expected, hint):
        """Not only the piece of it that is wrong."""
        assert (text, expected, hint) == told(shape, text) == told(Shape.parse, text)

    def test_a_text_of_another_class_becomes_plain(self):
        """As all text that is kept."""
        name = type("Name", (str,), {})("uniform")

        assert type(Shape(name).name) is str
        assert shape(name) == Shape("uniform")

    @given(one=shapes())
    def test_it_reads_back_and_travels(self, one):
        """As text, and to other processes; equal ones have one hash."""
        back = pickle.loads(pickle.dumps(one))

        assert one == back == shape(one.text)
        assert hash(one) == hash(back)
        assert shape(one) is one

    @given(weight=st.floats(0, 100, exclude_min=True).filter(lambda each: each >= 1e-24))
    def test_every_weight_reads_back(self, weight):
        """Exactly."""
        assert weight == shape(Shape("pert", weight).text).weight


class TestFits:
    RANGE = Range(hours(1), hours(2), hours(5))

    @pytest.mark.parametrize("name", ["pert", "pert 9", "triangular"])
    def test_a_likely_value_has_its_peak(self, name):
        """From zero, too."""
        fits(shape(name), self.RANGE)
        fits(shape(name), Range(hours(0), hours(2), hours(5)))
        fits(shape(name), factor([0, 0.2, 0.5]))

    @pytest.mark.parametrize("name", ["uniform", "lognormal"])
    def test_others_have_no_use_for_a_likely_value(self, name):
        """It would be given for nothing."""
        expected = f"low and high alone, as a {name} has no use for a likely value"
        hint = "leave the likely value out, or take pert or triangular"

        assert told(fits, Shape(name), self.RANGE) == ("1 h – 2 h – 5 h", expected, hint)
        assert told(fits, Shape(name), factor([1, 1.2, 2])) == (
            "1.00 – 1.20 – 2.00",
            expected,
            hint,
        )

    @pytest.mark.parametrize("name", ["uniform", "lognormal"])
    @pytest.mark.parametrize(
        "known",
        [
            Range.between(hours(1), hours(5)),
            Range(hours(1), hours(3), hours(5)),
            # In floats the middle is another one.
            factor([0.1, 0.4, 0.7]),
            factor("0.1-0.7"),
            factor([1, 2, 3]),
        ],
    )
    def test_the_middle_says_nothing_more(self, name, known):
        """Whoever gives it means what leaving it out means."""
        fits(Shape(name), known)

    def test_a_lognormal_never_reaches_zero(self):
        """Its low end is a value that one in twenty undercuts."""
        expected = "a low end above zero, as a lognormal never reaches it"
        hint = "give the value that is undercut in one of twenty cases"
        lognormal = Shape("lognormal")

        assert told(fits, lognormal, Range.between(hours(0), minutes(30))) == (
            "0 min – 15 min – 30 min",
            expected,
            hint,
        )
        assert told(fits, lognormal, factor("0-2")) == ("0.00 – 1.00 – 2.00", expected, hint)
        fits(Shape("uniform"), Range.between(hours(0), minutes(30)))

    @pytest.mark.parametrize("name", SHAPES)
    def test_a_value_has_any_shape(self, name):
        """Zero, too, which is what it is."""
        fits(Shape(name), Range.at(hours(0)))
        fits(Shape(name), factor(1.5))

    @given(one=shapes(), known=ranges() | factors())
    def test_what_does_not_fit_is_told(self, one, known):
        """As a fault, and as nothing else; a pert always fits."""
        fits(PERT, known)
        low, likely, high = (
            Fraction(str(end)) if isinstance(end, float) else end
            for end in (known.low, known.likely, known.high)
        )
        middle = known.derived or likely * 2 == low + high
        peaked = known.fixed or one.name in {"pert", "triangular"}
        if peaked or (middle and (known.low or one.name == "uniform")):
            fits(one, known)
        else:
            value, _, hint = told(fits, one, known)
            assert str(known) == value
            assert hint


def test_a_lognormal_has_a_sensible_end():
    """Ten thousand times its low end, and no more."""
    fits(Shape("lognormal"), duration("1-10000 min"))
    with pytest.raises(Fault, match="at most 10,000 times the low end"):
        fits(Shape("lognormal"), duration("1-10001 min"))
