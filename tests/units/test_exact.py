"""Numbers from the world as exact fractions."""

from __future__ import annotations

from decimal import Decimal
from enum import IntEnum
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufwand.errors import Fault
from aufwand.units._exact import LARGEST, exact, finite, ratio


class Days(IntEnum):
    FIVE = 5


class TestFinite:
    @pytest.mark.parametrize(
        ("value", "number"),
        [
            (0, 0),
            (-0.0, 0),
            (1.5, 1.5),
            (LARGEST, LARGEST),
            (-LARGEST, -LARGEST),
            (1e-24, 1e-24),
            (Decimal("1e-40"), Decimal("1e-40")),
            (Fraction(1, 3), Fraction(1, 3)),
            (Days.FIVE, 5),
            (np.float64(1.5), 1.5),
            (np.float32(1.5), 1.5),
            (np.int8(5), 5),
            (np.uint64(5), 5),
            (np.array(1.5), 1.5),
        ],
        ids=repr,
    )
    def test_numbers(self, value, number):
        """Sound numbers of any library come out as Python's own."""
        result = finite(value, "a number")

        assert number == result
        assert type(result) in {int, float, Decimal, Fraction, Days}

    @pytest.mark.parametrize(
        "value",
        [
            None,
            True,
            "1",
            b"1",
            1j,
            [1],
            float("nan"),
            float("inf"),
            float("-inf"),
            5e-324,
            -1e-25,
            LARGEST + 1,
            -LARGEST - 1,
            Decimal("nan"),
            Decimal("sNaN"),
            Decimal("inf"),
            Decimal("1e41"),
            Decimal("1e-41"),
            Decimal("1e999999"),
            Decimal("9" * 60),
            np.bool_(True),
            np.array([1.5]),
            np.array([[1.5]]),
            np.float64("nan"),
            np.complex64(1),
            np.longdouble(1),
            np.str_("1"),
            np.timedelta64(1, "m"),
            np.timedelta64(1, "ns"),
            np.timedelta64(1, "M"),
            np.datetime64(0, "ns"),
        ],
        ids=repr,
    )
    def test_no_sound_number(self, value):
        """What is no sound number is refused, in the words of the place it stands in."""
        with pytest.raises(Fault, match="expected a number of apples"):
            finite(value, "a number of apples")

    def test_bounds_are_told(self):
        """A number out of bounds is refused with the bounds."""
        with pytest.raises(Fault, match="numbers go up to 1,000,000,000 and down to 1e-24"):
            finite(10**10, "a number")
        with pytest.raises(Fault, match="numbers go up to 5 and"):
            finite(6, "a number", 5)

    def test_scalar_without_dtype(self):
        """A scalar of another array library is known by its ``ndim`` and ``item``."""

        class Tensor:
            ndim = 0

            def item(self):
                return 2

        assert finite(Tensor(), "a number") == 2


class TestExact:
    @given(st.floats(allow_nan=False, allow_infinity=False))
    def test_floats_are_what_they_are_written_as(self, value):
        """A float is the decimal it is written as, and back again the same float."""
        assert Fraction(repr(value)) == exact(value)
        assert value == float(exact(value))
        assert exact(value) == exact(np.float64(value))

    @given(st.integers() | st.fractions() | st.decimals(allow_nan=False, allow_infinity=False))
    def test_others_are_exact_already(self, value):
        """Other numbers are taken as they are."""
        assert Fraction(value) == exact(value)

    @given(st.integers() | st.fractions() | st.floats(-1e9, 1e9))
    def test_ratio(self, value):
        """Numerator and denominator make the number again."""
        above, below = ratio(value)

        assert exact(value) == Fraction(above, below)
        assert below > 0
