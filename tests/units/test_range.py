"""Low, likely and high."""

from __future__ import annotations

import pickle
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pint
import pytest
from attrs.exceptions import FrozenInstanceError
from hypothesis import given
from hypothesis import strategies as st

from aufwand.errors import AufwandError, Fault, InvalidPlan, MixedCurrencies, MixedTime
from aufwand.units import Effort, Elapsed, Money, Range, duration, factor, hours, minutes

UREG = pint.UnitRegistry()

numbers = st.one_of(
    st.integers(0, 1000),
    st.floats(1e-6, 1e3),
    st.builds(Fraction, st.integers(0, 10**6), st.integers(1, 1000)),
)
floats = st.just(0.0) | st.floats(1e-6, 1e3)


def ranges(ends):
    """Return ranges with and without a likely value of their own."""
    three = st.lists(ends, min_size=3, max_size=3).map(sorted)
    return st.one_of(
        three.map(lambda each: Range(*each)),
        three.map(lambda each: Range.between(each[0], each[2])),
        ends.map(Range.at),
    )


efforts = ranges(st.builds(hours, numbers))
euros = ranges(st.builds(Money, numbers, st.just("EUR")))
factors = ranges(floats)
kinds = st.sampled_from([efforts, euros, factors])


class TestRange:
    def test_three_ends(self):
        """A range keeps its ends and that the likely one was given."""
        known = Range(hours(1), hours(2), hours(4))

        assert (hours(1), hours(2), hours(4)) == (known.low, known.likely, known.high)
        assert not known.derived
        assert not known.fixed

    def test_midpoint(self):
        """Without a likely value the midpoint is it, and the range says so."""
        between = Range.between(hours(1), hours(4))

        assert hours(2.5) == between.likely
        assert between.derived
        assert between == Range(hours(1), hours(2.5), hours(4))

    def test_at(self):
        """What is known has three times the same end."""
        known = Range.at(hours(1))

        assert known.fixed
        assert known == Range(hours(1), hours(1), hours(1))

    @pytest.mark.parametrize(
        ("ends", "found"),
        [
            ((hours(2), None, hours(1)), "'2 h – 1 h 30 min – 1 h'"),
            ((hours(1), hours(3), hours(2)), "'1 h – 3 h – 2 h'"),
            ((hours(2), hours(1), hours(3)), "'2 h – 1 h – 3 h'"),
            ((2, None, 1), "'2 – 1.5 – 1'"),
        ],
    )
    def test_out_of_order(self, ends, found):
        """Ends that are out of order are refused together."""
        with pytest.raises(Fault, match=f"found {found}, expected low <= likely <= high"):
            Range(*ends)

    @pytest.mark.parametrize(
        "ends",
        [
            (hours(1), 2, hours(3)),
            (hours(1), hours(2), 3),
            (1, hours(2), 3),
            (hours(1), None, Money(3, "EUR")),
            (Money(1, "EUR"), None, 3),
            (Elapsed("1 h"), None, Elapsed("2 h")),
            ("a", "b", "c"),
            (None, None, 1),
            (True, None, True),
            (float("nan"), None, float("nan")),
            (0, None, float("inf")),
            (0, float("nan"), 1),
        ],
    )
    def test_different_kinds(self, ends):
        """The ends are of one kind: efforts, money or finite numbers."""
        with pytest.raises(Fault, match=r"expected (effort|money|an effort, money or a number)"):
            Range(*ends)

    def test_two_currencies(self):
        """Money of two currencies makes no range."""
        with pytest.raises(MixedCurrencies):
            Range(Money(1, "EUR"), None, Money(2, "CHF"))

    def test_missing_end(self):
        """A single value is no range, and the message says what to write."""
        with pytest.raises(Fault, match=r"write Range\.between\(low, high\) or Range\.at\(value\)"):
            Range(hours(1))

    def test_frozen(self):
        """A range cannot be changed."""
        with pytest.raises(FrozenInstanceError):
            Range.at(hours(1)).low = hours(2)

    @given(kinds.flatmap(lambda kind: kind))
    def test_order_of_the_mean(self, known):
        """The mean is between low and high, and that of a known value is the value."""
        assert known.low <= known.mean <= known.high
        assert not known.fixed or known.mean == known.low

    def test_mean(self):
        """The PERT mean weighs the likely value four times."""
        assert hours(2.5) == Range(hours(1), hours(2), hours(6)).mean
        assert Range.at(0.1).mean == 0.1

    @given(kinds.flatmap(lambda kind: st.tuples(kind, kind)))
    def test_sums_keep_the_order(self, pair):
        """Low is added to low and high to high, from either side the same."""
        one, other = pair
        total = one + other

        assert total.low <= total.likely <= total.high
        assert one.low + other.low == total.low
        assert total == other + one
        assert total.derived == (one.derived or other.derived)

    @given(kind=kinds, times=floats, over=st.floats(1e-3, 1e3), data=st.data())
    def test_scaling_keeps_the_order(self, kind, times, over, data):
        """Products and quotients with plain numbers keep low <= likely <= high."""
        known = data.draw(kind)
        scaled, divided = known * times, known / over

        assert scaled.low <= scaled.likely <= scaled.high
        assert divided.low <= divided.likely <= divided.high
        assert scaled == times * known
        assert known.derived is scaled.derived is divided.derived

    @given(kind=kinds, by=factors, data=st.data())
    def test_factors_keep_the_order(self, kind, by, data):
        """Products with ranges of factors keep low <= likely <= high."""
        known = data.draw(kind)
        product = known * by

        assert product.low <= product.likely <= product.high
        assert known.low * by.low == product.low
        assert product.derived == (known.derived or by.derived)

    @given(parts=st.lists(efforts, min_size=1, max_size=8), data=st.data())
    def test_sums_of_effort_do_not_depend_on_order(self, parts, data):
        """A sum of ranges of effort is the same bit for bit in any order."""
        assert sum(parts) == sum(data.draw(st.permutations(parts)))

    @given(kinds.flatmap(lambda kind: kind))
    def test_pickles(self, known):
        """A range comes out of another process as it went in."""
        same = pickle.loads(pickle.dumps(known))

        assert known == same
        assert hash(known) == hash(same)
        assert known.derived == same.derived

    @pytest.mark.parametrize("number", [Decimal("1.5"), Fraction(3, 2), 1.5, np.float64(1.5)])
    def test_numbers_of_every_kind_multiply(self, number):
        """Decimals, fractions and floats are factors for every range, and bounds of one."""
        assert Range.at(3) == Range.at(2) * number
        assert Range.at(3.0) == Range.at(2.0) * number
        assert Range.at(hours(3)) == Range.at(hours(2)) * number
        assert Range(1, None, 2) == Range(1.0, number, 2.0)
        assert Range.between(1, 2) * number == Range.at(number) * Range.between(1.0, 2.0)

    @pytest.mark.parametrize("number", [-1, "2", None, True, float("nan"), hours(1)])
    def test_no_factor(self, number):
        """A range is multiplied and divided by sound numbers that keep its order."""
        with pytest.raises(Fault, match=r"expected a (factor|number)"):
            Range.at(hours(1)) * number
        with pytest.raises(Fault, match="expected a number above zero to divide by"):
            Range.at(hours(1)) / number

    def test_division_by_nothing(self):
        """Dividing by zero is a fault, not Python's own error."""
        with pytest.raises(Fault, match="a number above zero to divide by"):
            Range.at(hours(1)) / 0

    def test_below_zero(self):
        """A range that begins below zero is divided, but not multiplied, as it would turn round."""
        loss = Range(Money(-4, "EUR"), None, Money(2, "EUR"))

        assert Range(Money(-2, "EUR"), None, Money(1, "EUR")) == loss / 2
        with pytest.raises(Fault, match="a factor of zero or more"):
            loss * Range(1, 2, 3)

    @pytest.mark.parametrize("other", [1, hours(1), None, "1 h"])
    def test_only_ranges_add(self, other):
        """A range adds to ranges, and to nothing else."""
        with pytest.raises(TypeError):
            Range.at(hours(1)) + other
        with pytest.raises((TypeError, Fault)):
            other + Range.at(hours(1))

    @pytest.mark.parametrize(
        ("known", "plain"),
        [
            (duration("1-3 h"), {"low": 1.0, "likely": 2.0, "high": 3.0}),
            (Range.at(Money(2.5, "EUR")), {"low": 2.5, "likely": 2.5, "high": 2.5}),
            (Range(1, Fraction(3, 2), 2.0), {"low": 1.0, "likely": 1.5, "high": 2.0}),
        ],
    )
    def test_as_dict(self, known, plain):
        """A range is told to other programs as plain floats."""
        assert plain == known.as_dict()
        assert all(type(each) is float for each in known.as_dict().values())

    def test_representations(self):
        """A range shows its ends, and whether the likely one is only the midpoint."""
        assert str(duration("1-3 h")) == "1 h – 2 h – 3 h"
        assert repr(duration("1-3 h")) == "Range(1 h – 2 h (midpoint) – 3 h)"
        assert repr(duration("1-2-3 h")) == "Range(1 h – 2 h – 3 h)"


class TestDuration:
    @pytest.mark.parametrize(
        "value",
        [
            "3-5 h",
            "3–5 Stunden",
            ["3 h", "5 h"],
            (hours(3), timedelta(hours=5)),
            (UREG.Quantity(180, "minute"), "5 h"),
            {"low": "3 h", "high": hours(5)},
            Range.between(hours(3), hours(5)),
        ],
    )
    def test_two_ends(self, value):
        """Two ends are low and high, however they are said."""
        assert Range.between(hours(3), hours(5)) == duration(value)
        assert duration(value).derived

    @pytest.mark.parametrize(
        "value",
        [
            "2-3-5 h",
            ["2 h", "3 h", "5 h"],
            {"low": "2 h", "likely": "3 h", "high": "5 h"},
            {"high": "5 h", "low": "2 h", "likely": "3 h"},
        ],
    )
    def test_three_ends(self, value):
        """Three ends are low, likely and high, however they are said."""
        assert Range(hours(2), hours(3), hours(5)) == duration(value)
        assert not duration(value).derived

    @pytest.mark.parametrize(
        "value", ["15 min", minutes(15), timedelta(minutes=15), UREG.Quantity(15, "minute")]
    )
    def test_one_value(self, value):
        """One working time is low, likely and high."""
        assert Range.at(minutes(15)) == duration(value)
        assert not duration(value).derived

    @pytest.mark.parametrize(
        ("value", "hint"),
        [
            (90, "a number needs a unit: '90 min' or '90 h'"),
            (1.5, "a number needs a unit: '1.5 min' or '1.5 h'"),
            (True, ""),
            (None, ""),
            (b"15 min", ""),
            pytest.param(object(), "", id="an object"),
            (Range.at(1.5), ""),
            (Range.at(Money(1, "EUR")), ""),
            ([], "two values (low, high) or three"),
            (["1 h"], "two values (low, high) or three"),
            (["1 h"] * 4, "two values (low, high) or three"),
            ({}, "low and high are needed"),
            ({"low": "1 h"}, "low and high are needed"),
            ({"likely": "1 h", "high": "2 h"}, "low and high are needed"),
            (["2 h", "1 h"], ""),
        ],
        ids=repr,
    )
    def test_no_duration(self, value, hint):
        """What is no duration is refused, with what to write instead where one can tell."""
        with pytest.raises(Fault) as caught:
            duration(value)

        assert hint == caught.value.hint

    def test_elapsed_time(self):
        """Time on the wall is no working time."""
        with pytest.raises(MixedTime):
            duration(Elapsed("1 h"))

    def test_every_end_that_is_wrong(self):
        """All ends that are wrong are told at once, each with its place."""
        with pytest.raises(InvalidPlan) as caught:
            duration(["1 day", "2 h", 3])

        assert [fault.path for fault in caught.value.faults] == ["[0]", "[2]"]

    def test_every_key_that_is_wrong(self):
        """Keys that are no ends are told together with the ends that are wrong."""
        with pytest.raises(InvalidPlan) as caught:
            duration({"lo": "1 h", 3: "2 h", "high": "2 days"})

        assert [fault.path for fault in caught.value.faults] == ["lo", "3", "high"]
        assert "found 'lo', expected low, likely or high" in str(caught.value)


class TestFactor:
    @pytest.mark.parametrize(
        ("value", "ends"),
        [
            (1.2, (1.2, 1.2, 1.2)),
            (2, (2, 2, 2)),
            (0.5, (0.5, 0.5, 0.5)),
            ("0-1", (0, 0.5, 1)),
            ("1.2", (1.2, 1.2, 1.2)),
            ("2", (2, 2, 2)),
            ("1.5-2", (1.5, 1.75, 2)),
            ("1.5-1.7-2", (1.5, 1.7, 2)),
            ([1.5, 1.7, 2.0], (1.5, 1.7, 2.0)),
            ((1, 2), (1, 1.5, 2)),
            ({"low": 1, "high": 2}, (1, 1.5, 2)),
            (Decimal("1.5"), (1.5, 1.5, 1.5)),
            (Fraction(3, 2), (1.5, 1.5, 1.5)),
            (np.float64(1.5), (1.5, 1.5, 1.5)),
            (Range(1, 2, 3), (1, 2, 3)),
        ],
        ids=repr,
    )
    def test_factors(self, value, ends):
        """A factor is one number, two or three, as text, numbers or a table."""
        made = factor(value)

        assert ends == (made.low, made.likely, made.high)
        assert {type(end) for end in (made.low, made.likely, made.high)} <= {int, float}

    @pytest.mark.parametrize(
        "value",
        [-1, True, None, "2 h", "", b"ab", float("nan"), Range.at(hours(1)), Range(-1, 0, 1), [1]],
        ids=repr,
    )
    def test_no_factor(self, value):
        """What is no factor of zero or more is refused."""
        with pytest.raises(Fault, match="a factor"):
            factor(value)

    def test_below_zero(self):
        """A factor below zero is refused in a range too."""
        with pytest.raises(Fault, match="a factor of zero or more"):
            factor([-1, 2])

    def test_every_end_that_is_wrong(self):
        """All ends that are wrong are told at once, each with its place."""
        with pytest.raises(InvalidPlan) as caught:
            factor({"low": "1", "high": None})

        assert [fault.path for fault in caught.value.faults] == ["low", "high"]


leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.timedeltas()


@given(
    value=leaves
    | st.lists(leaves, max_size=4)
    | st.dictionaries(st.sampled_from(["low", "likely", "high", "x", 1]), leaves),
    read=st.sampled_from([duration, factor]),
)
def test_only_own_errors(value, read):
    """Whatever is handed over, it is a range or an error of aufwand's, told in words."""
    told = "read"
    try:
        read(value)
    except AufwandError as error:
        told = str(error)

    assert told


def test_effort_reads_what_a_range_shows():
    """The ends of a range are values like any other."""
    assert Effort("4 h") == duration("3-5 h").likely
