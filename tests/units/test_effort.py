"""Working time and elapsed time."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from multiprocessing import get_context
from operator import add, ge, gt, le, lt, sub

import numpy as np
import pint
import pytest
from attrs.exceptions import FrozenInstanceError
from hypothesis import example, given
from hypothesis import strategies as st

from aufwand.errors import AufwandError, Fault, MixedTime
from aufwand.units import Effort, EffortRate, Elapsed, hours, minutes
from aufwand.units.effort import decimal_text, unit_hint

UREG = pint.UnitRegistry()

#: Numbers as people and programs hand them over, within what is taken.
numbers = st.one_of(
    st.integers(0, 10**6),
    st.floats(0, 1e6, allow_subnormal=False).filter(lambda each: each == 0 or each >= 1e-24),
    st.decimals(0, 10**6, places=4),
    st.builds(Fraction, st.integers(0, 10**6), st.integers(1, 10**6)),
)

efforts = st.one_of(
    st.builds(hours, numbers),
    st.builds(minutes, numbers),
    st.builds(Effort, st.timedeltas(timedelta(0), timedelta(days=40_000))),
)


class TestEffort:
    @pytest.mark.parametrize(
        "same",
        [
            "90 min",
            "1.5 h",
            "1,5 Std.",
            "1 h 30 min",
            "1:30 h",
            "1h30",
            "PT1H30M",
            "5400 s",
            "3/2 h",
            timedelta(minutes=90),
            UREG.Quantity(90, "minute"),
            UREG.Quantity(1.5, "hour"),
            UREG.Quantity(Fraction(3, 2), "hour"),
            UREG.Quantity(np.float64(1.5), "hour"),
            UREG.Quantity(np.int64(90), "minute"),
            pint.UnitRegistry(non_int_type=Decimal).Quantity(Decimal("1.5"), "hour"),
            hours(1.5).to_pint(),
            hours(1.5),
        ],
        ids=repr,
    )
    def test_one_length_however_it_is_said(self, same):
        """Ninety minutes are equal and hash alike, whoever says them in whatever unit."""
        effort = Effort(same)

        assert minutes(90) == effort
        assert hash(minutes(90)) == hash(effort)
        assert effort.hours == 1.5

    @given(number=st.integers(0, 10**9))
    def test_units_do_not_matter(self, number):
        """Whole minutes are the same as text, number, timedelta or quantity of any registry."""
        effort = minutes(number)
        same = [
            Effort(f"{number} min"),
            hours(Fraction(number, 60)),
            Effort(timedelta(minutes=number)),
            Effort(UREG.Quantity(number, "minute")),
            Effort(UREG.Quantity(number / 60, "hour")),
            Effort(effort.to_pint()),
        ]

        assert [effort] * 6 == same
        assert {hash(effort)} == {hash(each) for each in same}

    @given(efforts)
    @example(hours(1e-24))
    @example(hours(10**9))
    @example(minutes(1.125))
    @example(hours(999_999_999.123_456))
    @example(hours(Decimal("123456789.1234567890123456789012345678901234567890")))
    def test_text_reads_back(self, effort):
        """What an effort writes is read back as exactly the same effort."""
        assert effort == Effort(effort.text)

    @given(efforts)
    def test_pickles_as_plain_data(self, effort):
        """A pickled effort names aufwand and integers, and no other library's values."""
        pickled = pickle.dumps(effort)

        assert effort == pickle.loads(pickled)
        assert effort == copy.deepcopy(effort)
        assert b"pint" not in pickled
        assert b"Fraction" not in pickled

    @given(parts=st.lists(efforts, max_size=8), data=st.data())
    def test_sums_do_not_depend_on_order(self, parts, data):
        """A sum is the same bit for bit in any order and however it is grouped."""
        shuffled = data.draw(st.permutations(parts))
        cut = data.draw(st.integers(0, len(parts)))
        grouped = sum(parts[:cut], hours(0)) + sum(parts[cut:], hours(0))

        total = sum(parts, hours(0))
        assert total == sum(shuffled, hours(0))
        assert total == grouped
        assert total.minutes == sum((part.minutes for part in parts), Fraction(0))

    @given(st.lists(st.integers(0, 10**5), min_size=1, max_size=50))
    def test_sums_in_hours_are_sums_in_minutes(self, whole):
        """Minutes turned into hours, summed and turned back lose nothing."""
        assert minutes(sum(whole)) == sum(hours(Fraction(each, 60)) for each in whole)

    @given(efforts, efforts, st.integers(0, 100))
    def test_arithmetic_is_exact(self, one, other, times):
        """Subtraction undoes addition, division undoes multiplication."""
        assert one == one + other - other
        assert one * times == sum([one] * times, hours(0))
        assert times * one == one * times
        assert one == one * (times + 1) / (times + 1)

    @given(efforts, efforts)
    def test_order_is_that_of_the_minutes(self, one, other):
        """Efforts compare as their minutes do."""
        for compare in (lt, le, gt, ge):
            assert compare(one, other) == compare(one.minutes, other.minutes)

    def test_a_tenth_is_a_tenth(self):
        """A float stands for the decimal a person wrote."""
        assert minutes(6) == hours(0.1)
        assert minutes(6) == minutes(60) * 0.1
        assert minutes(6) == hours(np.float64(0.1))
        assert hours(1) == sum([hours(0.1)] * 10)

    def test_numpy_scalars_multiply_from_either_side(self):
        """A scalar of numpy is a factor like any other."""
        assert hours(2) == np.float64(2.0) * hours(1)
        assert hours(2) == hours(1) * np.int32(2)
        assert float is type(hours(np.float64(0.37)).hours)

    def test_sum_needs_no_start(self):
        """``sum`` of efforts begins with nothing at all."""
        assert hours(3) == sum([hours(1), hours(2)])

    @pytest.mark.parametrize(
        ("value", "hint"),
        [
            (90, "a number needs a unit: '90 min' or '90 h'"),
            (1.5, "a number needs a unit: '1.5 min' or '1.5 h'"),
            (-1, "a number needs a unit"),
            (float("nan"), "a number needs a unit"),
            (10**5000, "a number needs a unit"),
            (True, ""),
            (None, ""),
            ([], ""),
            (timedelta(minutes=-1), "less than nothing cannot be planned"),
            (timedelta.max, "at most 1,000,000,000 h"),
            ("3-5 h", "one value, not a range"),
        ],
        ids=lambda each: type(each).__name__,
    )
    def test_no_working_time_is_refused(self, value, hint):
        """What is no working time is refused, with what to write instead where one can tell."""
        with pytest.raises(Fault) as caught:
            Effort(value)

        assert hint == caught.value.hint
        assert "working time such as '15 min'" in str(caught.value)

    @pytest.mark.parametrize("make", [hours, minutes])
    @pytest.mark.parametrize(
        "number",
        [
            -1,
            -0.001,
            True,
            "1",
            None,
            float("nan"),
            float("inf"),
            Decimal("nan"),
            Decimal("sNaN"),
            Decimal("1e300000"),
            Decimal("1e-300000"),
            Fraction(10**5000),
            10**5000,
            10**9 + 1,
            5e-324,
            1j,
            np.array([1.0]),
            np.timedelta64(1, "Y"),
            np.timedelta64(90, "ns"),
            np.bool_(True),
        ],
        ids=lambda each: type(each).__name__,
    )
    def test_no_number_is_refused(self, make, number):
        """What is no sound number of hours or minutes is refused, in a message of one line."""
        with pytest.raises(Fault) as caught:
            make(number)

        assert "a number of" in str(caught.value)
        assert "\n" not in str(caught.value)
        assert len(str(caught.value)) < 300

    def test_nothing_is_less_than_nothing(self):
        """More cannot be taken away than is there."""
        with pytest.raises(Fault, match="found '1 h', expected at least 2 h to take that away"):
            hours(1) - hours(2)

    @pytest.mark.parametrize("factor", [-1, "2", None, True, hours(1), float("inf")])
    def test_factors_are_numbers_of_zero_or_more(self, factor):
        """An effort is multiplied and divided by sound numbers only."""
        with pytest.raises(Fault, match="a factor of zero or more"):
            hours(1) * factor
        with pytest.raises(Fault, match="a factor of zero or more"):
            hours(1) / factor

    def test_division_by_nothing(self):
        """Dividing by zero is a fault, not Python's own error."""
        with pytest.raises(Fault, match="a number above zero to divide by"):
            hours(1) / 0

    @pytest.mark.parametrize("other", [1, 1.0, "1 h", None])
    @pytest.mark.parametrize("operate", [add, sub, lt, le, gt, ge])
    def test_other_things_do_not_take_part(self, operate, other):
        """Bare numbers and text neither add to nor compare with an effort."""
        with pytest.raises(TypeError):
            operate(hours(1), other)
        with pytest.raises(TypeError):
            operate(other, hours(1))

        assert hours(1) != other

    def test_share_of(self):
        """A share is a plain number."""
        assert hours(1).share_of(hours(4)) == 0.25

    def test_share_of_nothing(self):
        """There is no share of nothing."""
        with pytest.raises(Fault, match=r"found Effort\('0 min'\), expected more than no time"):
            hours(1).share_of(hours(0))

    def test_share_of_something_else(self):
        """A share of a bare number is refused."""
        with pytest.raises(Fault, match="expected more than no time at all"):
            hours(1).share_of(4)

    def test_per(self):
        """An effort per period is a rate."""
        assert EffortRate("12 h", "week") == hours(12).per("week")

    def test_only_no_time_is_false(self):
        """An effort is true if it is any time at all."""
        assert hours(1)
        assert not hours(0)

    def test_frozen(self):
        """An effort cannot be changed."""
        with pytest.raises(FrozenInstanceError):
            hours(1).minutes = Fraction(5)

    @pytest.mark.parametrize(
        ("effort", "text"),
        [
            (hours(0), "0 min"),
            (hours(2), "2 h"),
            (minutes(90), "1 h 30 min"),
            (Effort("1 h 30 s"), "1 h 30 s"),
            (minutes(Fraction(1, 7)), "1/7 min"),
            (minutes(0.125), "0.1250 min"),
            (minutes(0.01), "0.01 min"),
            (hours(20_000_000) + minutes(Fraction(1, 7)), "8400000001/420 h"),
        ],
    )
    def test_text(self, effort, text):
        """Text is as short as exactness allows."""
        assert text == effort.text
        assert f"Effort({text!r})" == repr(effort)

    def test_str_is_for_people(self):
        """An effort is shown in hours and minutes."""
        assert str(hours(1.5)) == "1 h 30 min"


class TestElapsed:
    @pytest.mark.parametrize(
        "same", ["4 h", "240 min", timedelta(hours=4), UREG.Quantity(4, "hour"), Elapsed("4 h")]
    )
    def test_one_length_however_it_is_said(self, same):
        """Four hours on the wall are equal and hash alike."""
        assert Elapsed("4 h") == Elapsed(same)
        assert hash(Elapsed("4 h")) == hash(Elapsed(same))

    @given(st.timedeltas(timedelta(0), timedelta(days=40_000_000)))
    def test_timedelta_round_trip(self, delta):
        """A timedelta goes in and comes out unchanged."""
        assert delta == Elapsed(delta).to_timedelta()

    @given(st.timedeltas(timedelta(0), timedelta(days=40_000_000)))
    def test_round_trips(self, delta):
        """Text and pickles give the same elapsed time back."""
        elapsed = Elapsed(delta)

        assert elapsed == Elapsed(elapsed.text)
        assert elapsed == pickle.loads(pickle.dumps(elapsed))

    def test_arithmetic(self):
        """Elapsed times add among themselves and take factors."""
        assert Elapsed("3 h") == Elapsed("1 h") + Elapsed("2 h")
        assert Elapsed("1 h") == Elapsed("3 h") - Elapsed("2 h")
        assert Elapsed("3 h") == sum([Elapsed("1 h"), Elapsed("2 h")])
        assert Elapsed("3 h") == Elapsed("1 h") * 3
        assert Elapsed("1 h") < Elapsed("2 h")

    @pytest.mark.parametrize("value", [4, "1 day", None, True])
    def test_no_elapsed_time_is_refused(self, value):
        """What is no elapsed time is refused in its own words."""
        with pytest.raises(Fault, match="expected elapsed time such as '4 h'"):
            Elapsed(value)

    def test_to_people(self):
        """Elapsed time is shown and represented as itself."""
        assert str(Elapsed("90 min")) == "1 h 30 min"
        assert repr(Elapsed("90 min")) == "Elapsed('1 h 30 min')"


class TestMixing:
    @pytest.mark.parametrize("operate", [add, sub, lt, le, gt, ge])
    @pytest.mark.parametrize(
        ("one", "other"),
        [(hours(2), Elapsed("1 h")), (hours(2), timedelta(hours=1))],
        ids=["elapsed", "timedelta"],
    )
    def test_effort_and_time_on_the_wall_do_not_mix(self, operate, one, other):
        """Neither sum nor order is defined between effort and elapsed time, from either side."""
        with pytest.raises(MixedTime, match="do not mix"):
            operate(one, other)
        with pytest.raises(MixedTime, match="do not mix"):
            operate(other, one)

    def test_elapsed_time_and_timedelta_do_not_mix(self):
        """A timedelta is wrapped before it meets elapsed time, so that one can see which it is."""
        with pytest.raises(MixedTime, match=r"write Elapsed\(…\) around a timedelta"):
            Elapsed("1 h") + timedelta(hours=1)

    def test_they_are_never_equal(self):
        """An hour of work is not an hour on the wall."""
        assert hours(1) != Elapsed("1 h")
        assert hours(1) != timedelta(hours=1)

    def test_one_is_not_made_from_the_other(self):
        """Neither is turned into the other without saying how many people work."""
        with pytest.raises(MixedTime, match="say how many people work"):
            Effort(Elapsed("1 h"))
        with pytest.raises(MixedTime, match="depends on how many people work"):
            Elapsed(hours(1))
        with pytest.raises(MixedTime, match="depends on how many people work"):
            Elapsed(hours(1).to_pint())

    def test_no_share_of_elapsed_time(self):
        """Effort is no share of time on the wall."""
        with pytest.raises(MixedTime):
            hours(1).share_of(Elapsed("2 h"))


class TestDecimalText:
    @given(st.fractions(max_denominator=10**6) | st.decimals(-(10**6), 10**6, places=9))
    def test_reads_back(self, number):
        """The text of a number is that number, and never looks like thousands."""
        text = decimal_text(Fraction(number))

        assert Fraction(number) == Fraction(text)
        assert len(text.partition(".")[2]) != 3

    @pytest.mark.parametrize(
        ("number", "text"), [(-3, "-3"), (Fraction(-1, 3), "-1/3"), (Fraction(-1, 8), "-0.1250")]
    )
    def test_below_zero(self, number, text):
        """Differences keep their sign."""
        assert text == decimal_text(Fraction(number))


@given(st.integers(0, 10**9) | st.floats(1e-4, 1e9))
@example(1.125)
@example(np.float64(2.5))
def test_unit_hint_can_be_written(number):
    """What the hint says to write instead of a bare number is read as that number."""
    _, in_minutes, _, in_hours, _ = unit_hint(number).split("'")

    assert minutes(number) == Effort(in_minutes)
    assert hours(number) == Effort(in_hours)


anything = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.decimals(),
    st.fractions(),
    st.complex_numbers(),
    st.text(max_size=70),
    st.binary(max_size=5),
    st.lists(st.integers(), max_size=3),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=3),
    st.timedeltas(),
    st.dates(),
    st.builds(object),
    st.sampled_from([int, Effort, pint.Quantity, np.array([1, 2]), np.datetime64("2020-01-01")]),
)


@given(value=anything, make=st.sampled_from([Effort, Elapsed, hours, minutes]))
def test_only_own_errors(value, make):
    """Whatever is handed over, it is a working time or an error of aufwand's, told in words."""
    try:
        told = make(value).text
    except AufwandError as error:
        told = str(error)

    assert told


def test_spawned_processes_see_the_same_values():
    """Efforts survive the way into a process that shares nothing with this one, and back."""
    sent = [hours(Fraction(1, 7)), minutes(90), Elapsed("4 h")]

    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        returned = list(pool.map(copy.copy, sent, timeout=60))

    assert sent == returned


def test_importing_the_units_is_light():
    """Nobody who only imports the units waits for pint, numpy, click or YAML."""
    program = (
        "import sys, aufwand.units, aufwand.errors;"
        "aufwand.units.Effort('1 h 30 min'); aufwand.units.duration('3-5 h');"
        "heavy = 'pint numpy click yaml ruamel';"
        "print([name for name in heavy.split() if name in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout == "[]\n"


@pytest.mark.parametrize("mixed", [lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a < b])
def test_a_bare_quantity_does_not_mix(mixed):
    """A quantity of hours does not say whose they are; the error says what to write."""
    quantity = pint.UnitRegistry().Quantity(1.5, "hour")

    with pytest.raises(MixedTime, match=r"write Effort\(…\) around it"):
        mixed(hours(2), quantity)
