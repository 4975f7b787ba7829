"""Rounding for the eye."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufwand.units.rounding import apportion, half_up, shown_parts

parts = st.builds(Fraction, st.integers(0, 10**6), st.integers(1, 1000))
rows = st.tuples(parts, parts, parts).map(lambda row: tuple(sorted(row)))


class TestHalfUp:
    @pytest.mark.parametrize(
        ("number", "whole"),
        [
            ("0", 0),
            ("0.49", 0),
            ("0.5", 1),
            ("1.5", 2),
            ("2.5", 3),
            ("-0.4", 0),
            ("-0.5", -1),
            ("-2.5", -3),
        ],
    )
    def test_halves_leave_zero(self, number, whole):
        """Halves are rounded away from zero, as people do it."""
        assert whole == half_up(Fraction(number))

    @given(st.fractions())
    def test_nearest(self, number):
        """No other whole number is nearer, and below zero all is mirrored."""
        assert abs(number - half_up(number)) <= Fraction(1, 2)
        assert -half_up(number) == half_up(-number)

    @given(st.fractions(), st.fractions())
    def test_order(self, one, other):
        """Rounding keeps the order."""
        low, high = sorted((one, other))

        assert half_up(low) <= half_up(high)


class TestApportion:
    @given(exact=st.lists(parts, min_size=1, max_size=8), up=st.booleans())
    def test_parts_add_up(self, exact, up):
        """Whole parts sum to the whole total, and each is one of its own two neighbours."""
        total = sum(exact)
        shown = apportion(exact, -(-total // 1) if up else total // 1)

        assert sum(shown) == (-(-total // 1) if up else total // 1)
        assert all(abs(own - part) < 1 for own, part in zip(shown, exact, strict=True))

    @given(st.lists(st.integers(0, 100)))
    def test_whole_parts_stay(self, whole):
        """Parts that are whole numbers are shown as they are."""
        assert whole == apportion([Fraction(part) for part in whole], sum(whole))

    @given(st.lists(parts, min_size=1, max_size=8))
    def test_percent(self, exact):
        """Percentages sum to a hundred."""
        total = sum(exact)
        shares = [part * 100 / total for part in exact] if total else [Fraction(100)]

        assert sum(apportion(shares, 100)) == 100

    @pytest.mark.parametrize(
        ("exact", "total", "shown"),
        [
            (["1/3", "1/3", "1/3"], 1, [1, 0, 0]),
            (["1/2", "1/2"], 1, [1, 0]),
            (["0.6", "0.4", "0"], 1, [1, 0, 0]),
            (["0.2", "5.2", "0.6"], 6, [0, 5, 1]),
            (["1", "0"], 2, [2, 0]),
            (["0.4", "0"], 3, [2, 1]),
            ([], 0, []),
        ],
    )
    def test_largest_remainders_first(self, exact, total, shown):
        """The largest remainder is rounded up first, the larger part among equals."""
        assert shown == apportion([Fraction(part) for part in exact], total)

    def test_no_parts(self):
        """Where there are no parts, nothing is shown."""
        assert apportion([], 3) == []


class TestShownParts:
    @given(st.lists(rows, max_size=8))
    def test_law(self, exact):
        """Every column adds up to its rounded total, and every row keeps its order."""
        shown, totals = shown_parts(exact)

        assert totals == tuple(sum(row[column] for row in shown) for column in range(3))
        assert totals == tuple(
            half_up(sum((row[column] for row in exact), Fraction(0))) for column in range(3)
        )
        assert all(0 <= low <= likely <= high for low, likely, high in shown)

    @given(st.lists(rows, max_size=8))
    def test_near(self, exact):
        """What is shown is near what is meant, and nothing is shown as more than nothing."""
        shown, _ = shown_parts(exact)

        for own, row in zip(exact, shown, strict=True):
            assert all(abs(one - other) < 3 for one, other in zip(own, row, strict=True))
            assert row[2] == 0 or own[2] > 0

    def test_fixed_rows_stay_fixed(self):
        """What is known exactly is shown as one number in all three columns."""
        third = Fraction(1, 3)
        shown, totals = shown_parts([(third, third, third)] * 3)

        assert shown == [(1, 1, 1), (0, 0, 0), (0, 0, 0)]
        assert totals == (1, 1, 1)

    def test_nothing(self):
        """No parts have no sum."""
        assert shown_parts([]) == ([], (0, 0, 0))
