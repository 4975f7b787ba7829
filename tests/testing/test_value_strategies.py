"""Strategies for values: sound, within their bounds, impossible bounds refused."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from unicodedata import is_normalized

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from aufwand.model import Channel
from aufwand.testing.strategies import (
    cadences,
    counts,
    currencies,
    effort_rates,
    efforts,
    elapsed_times,
    factors,
    hourly_rates,
    keys,
    money,
    money_rates,
    ranges,
    texts,
)
from aufwand.units import (
    CADENCES,
    PERIODS,
    Cadence,
    Effort,
    EffortRate,
    Elapsed,
    HourlyRate,
    Money,
    MoneyRate,
    Range,
    hours,
    minutes,
)


@given(effort=efforts(min_value="5 min", max_value=hours(2)))
def test_efforts_have_exact_text_within_their_bounds(effort):
    """Whole seconds, or decimal minutes."""
    assert Effort("5 min") <= effort <= hours(2)
    assert effort == Effort(effort.text)
    assert "/" not in effort.text


@given(effort=efforts(min_value="1/7 min", max_value="1/3 min", any_fraction=True))
def test_efforts_of_any_fraction(effort):
    """Where one asks for them, between bounds with no second between them."""
    assert Fraction(1, 7) <= effort.minutes <= Fraction(1, 3)
    assert effort == Effort(effort.text)


@given(data=st.data(), ends=st.lists(st.integers(0, 100), min_size=2, max_size=2).map(sorted))
def test_bounds_may_be_the_same(data, ends):
    """Then there is but one."""
    low, high = (minutes(end) for end in ends)

    assert low <= data.draw(efforts(min_value=low, max_value=high)) <= high
    assert data.draw(efforts(min_value=low, max_value=low)) == low


@given(
    time=elapsed_times(min_value=timedelta(hours=1), max_value=Elapsed("2 h")),
    fraction=elapsed_times(max_value="1/3 min", any_fraction=True),
)
def test_elapsed_times(time, fraction):
    """Never effort."""
    assert Elapsed("1 h") <= time <= Elapsed("2 h")
    assert fraction <= Elapsed("1/3 min")
    assert {type(time), type(fraction)} == {Elapsed}


@given(span=ranges(min_value="10 min", max_value="3 h"))
def test_ranges_go_from_low_to_high(span):
    """All three ends within the bounds, all with exact text."""
    assert Effort("10 min") <= span.low <= span.likely <= span.high <= hours(3)
    assert not any("/" in end.text for end in (span.low, span.likely, span.high))


@given(span=ranges(max_value="1/3 min", any_fraction=True))
def test_ranges_of_any_fraction(span):
    """Where one asks for them."""
    assert span.low <= span.likely <= span.high <= Effort("1/3 min")


@given(factor=factors(min_value=0.5, max_value=2))
def test_factors_go_from_low_to_high(factor):
    """Within the bounds."""
    assert 0.5 <= factor.low <= factor.likely <= factor.high <= 2


@given(factor=factors(min_value=2))
def test_factors_need_not_reach_one(factor):
    """Though they shrink to it if they can."""
    assert factor.low >= 2


@given(number=counts(min_value=Fraction(1, 4), max_value=3), fixed=counts(min_value=7, max_value=7))
def test_counts_are_whole_or_have_two_decimals(number, fixed):
    """Within the bounds."""
    assert 0.25 <= number <= 3
    assert round(number, 2) == number
    assert fixed == 7


@given(
    price=money(min_value=-1, max_value=1), yen=money(currency="JPY"), fils=money(currency="KWD")
)
def test_money_comes_in_whole_coins(price, yen, fils):
    """Whose size is the currency's."""
    assert -1 <= price.amount <= 1
    assert (yen.currency, yen.amount.denominator) == ("JPY", 1)
    assert (fils.amount * 1000).denominator == 1
    assert all(Money.parse(each.text) == each for each in (yen, fils))


@given(
    capacity=effort_rates(min_value="1 h", max_value="2 h", periods=["month"]),
    rate=hourly_rates(min_value=1, max_value=2, currency="CHF"),
    budget=money_rates(min_value=1, max_value=2, currency="CHF", periods=["year"]),
    other=hourly_rates(),
    rest=st.tuples(effort_rates(), money_rates()),
)
def test_rates(capacity, rate, budget, other, rest):
    """Within their bounds, and each reads back from its text."""
    assert hours(1) <= capacity.effort <= hours(2)
    assert (capacity.period, budget.period) == ("month", "year")
    assert 1 <= rate.money.amount <= 2
    assert 1 <= budget.money.amount <= 2
    assert EffortRate.parse(rest[0].text) == rest[0]
    assert MoneyRate.parse(rest[1].text) == rest[1]
    assert HourlyRate.parse(other.text) == other


@given(cadence=cadences())
def test_cadences_read_back(cadence):
    """From their text."""
    assert cadence == Cadence.parse(cadence.text)


@given(cadence=cadences(periods=["week", "year"], min_value=0.1, max_value=Fraction(1, 2)))
def test_cadences_within_bounds(cadence):
    """Among them those that no decimal number holds."""
    assert cadence.period in ("week", "year")
    assert Fraction(1, 10) <= cadence.times <= Fraction(1, 2)


@given(
    never=cadences(periods=["week"], max_value=0),
    often=cadences(periods=["week"], min_value=2),
    once=cadences(periods=["once", "reply"], min_value=2),
)
def test_cadences_at_the_edges(never, often, once):
    """Never, never less than two; and what has no count has none."""
    assert never.times == 0
    assert often.times >= 2
    assert once.times == 1


@given(key=keys(), long=keys(min_size=64, max_size=64))
def test_keys_are_kept_as_they_are(key, long):
    """By every part of a plan."""
    assert Channel(key).key == key
    assert len(Channel(long).key) == 64


@given(
    text=texts(max_size=9), name=texts(blank=False, min_size=1), one=texts(blank=False, max_size=1)
)
def test_texts_are_kept_as_they_are(text, name, one):
    """By every part of a plan, at the length they were drawn."""
    assert Channel("x", name=text).name == text
    assert len(text) <= 9
    assert name.strip()
    assert len(one) == 1
    assert is_normalized("NFC", text + name)


@given(code=currencies())
def test_currencies_are_codes(code):
    """Of ISO 4217."""
    assert Money(1, code).currency == code


@pytest.mark.parametrize(
    ("make", "bounds", "why"),
    [
        (efforts, {"min_value": "2 h", "max_value": "1 h"}, "min_value=120 and max_value=60"),
        (efforts, {"min_value": "1/7 min", "max_value": "1/7 min"}, "no multiple of 1 or of 1/60"),
        (efforts, {"min_value": "2 h", "max_value": "1 h", "any_fraction": True}, "no multiple"),
        (efforts, {"min_value": "two hours"}, "min_value: found 'two hours'"),
        (efforts, {"max_value": 3}, "max_value: found 3"),
        (elapsed_times, {"max_value": hours(1)}, "max_value: effort is not elapsed time"),
        (ranges, {"min_value": "61 h"}, "min_value=3660"),
        (factors, {"min_value": -1}, "below zero"),
        (factors, {"min_value": 3, "max_value": 2}, "no multiple"),
        (factors, {"max_value": float("nan")}, "max_value: found nan"),
        (
            counts,
            {"min_value": 0.001, "max_value": 0.002},
            "no multiple of 1 or of 1/10 or of 1/100",
        ),
        (counts, {"min_value": "1"}, "min_value: found '1'"),
        (money, {"currency": "EURO"}, "currency: found 'EURO'"),
        (money, {"min_value": 0.1, "max_value": 0.9}, "no multiple of 1 "),
        (
            money,
            {"min_value": 0.001, "max_value": 0.002, "currency": "EUR"},
            "no multiple of 1 or of 1/100",
        ),
        (hourly_rates, {"min_value": -1}, "below zero"),
        (money_rates, {"min_value": -1}, "below zero"),
        (money_rates, {"periods": ["day"]}, "periods: found 'day'"),
        (effort_rates, {"periods": []}, "periods is empty"),
        (cadences, {"periods": ["fortnight"]}, "'fortnight' is none of"),
        (cadences, {"periods": []}, "periods is empty"),
        (cadences, {"min_value": -1}, "below zero times"),
        (cadences, {"min_value": 2, "max_value": 1}, "no multiple"),
        (keys, {"min_size": 0}, "keys have 1 to 64 characters"),
        (keys, {"max_size": 65}, "keys have 1 to 64 characters"),
        (texts, {"min_size": 3, "max_size": 2}, "leave nothing to draw"),
        (texts, {"max_size": 0, "blank": False}, "only the blank text"),
    ],
)
def test_impossible_bounds_are_refused(make, bounds, why):
    """At once, not when the first example is drawn."""
    with pytest.raises(InvalidArgument) as caught:
        make(**bounds)

    assert why in str(caught.value)


def test_every_period_and_shape_occurs(drawn):
    """Nothing that the domain knows is left out for ever."""
    assert {cadence.period for cadence in drawn(cadences(), 200)} == set(CADENCES)
    assert {rate.period for rate in drawn(effort_rates(), 100)} == set(PERIODS)
    assert {(span.fixed, span.derived) for span in drawn(ranges(), 200)} >= {
        (True, False),
        (False, True),
        (False, False),
    }


@pytest.mark.parametrize(
    ("strategy", "such_that", "expected"),
    [
        (efforts(), lambda effort: effort.hours > 1, Effort("61 min")),
        (efforts(), lambda effort: effort.minutes.denominator > 1, Effort("1 s")),
        (ranges(), lambda span: True, Range.at(minutes(0))),
        (ranges(), lambda span: span.low < span.high, Range(minutes(0), minutes(0), minutes(1))),
        (factors(), lambda factor: True, Range.at(1.0)),
        (counts(), lambda number: number > 3, 4),
        (money(), lambda price: price.amount > 7, Money(8, "EUR")),
        (
            cadences(),
            lambda cadence: cadence.times.denominator == 3,
            Cadence("workday", Fraction(1, 3)),
        ),
        (keys(), lambda key: True, "a"),
        (keys(), lambda key: len(key) > 2, "aaa"),
        (texts(), lambda text: True, ""),
        (currencies(), lambda code: True, "EUR"),
    ],
)
def test_examples_shrink_to_the_simplest(simplest, strategy, such_that, expected):
    """Round numbers, few letters, the euro."""
    assert expected == simplest(strategy, such_that)
