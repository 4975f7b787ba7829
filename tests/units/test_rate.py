"""What is worked, paid or spent in each period; and how often something happens."""

from __future__ import annotations

import pickle
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufwand.errors import AufwandError, Fault, MixedTime
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
    hours,
    weeks_in,
)

numbers = st.one_of(
    st.integers(0, 10**6),
    st.decimals(0, 10**6, places=3),
    st.floats(1e-6, 1e6),
    st.builds(Fraction, st.integers(0, 10**6), st.integers(1, 10**6)),
)
periods = st.sampled_from(PERIODS)
moneys = st.builds(Money, numbers, st.sampled_from(["EUR", "CHF", "JPY"]))


class TestWeeksIn:
    def test_the_gregorian_year(self):
        """A year has 365.2425 days; months and quarters are twelfths and quarters of it."""
        assert {
            "week": 1,
            "month": Fraction("4.348125"),
            "quarter": Fraction("13.044375"),
            "year": Fraction("52.1775"),
        } == {period: weeks_in(period) for period in PERIODS}

    @pytest.mark.parametrize(
        ("period", "hint"),
        [
            ("moth", "did you mean 'month'?"),
            ("day", ""),
            ("", ""),
            (None, ""),
            ([], ""),
            (10**5000, ""),
        ],
        ids=lambda each: type(each).__name__,
    )
    def test_no_period(self, period, hint):
        """What is no period is refused, with the nearest one."""
        with pytest.raises(Fault, match="a period: week, month, quarter or year") as caught:
            weeks_in(period)

        assert hint == caught.value.hint


class TestEffortRate:
    @pytest.mark.parametrize(
        ("text", "rate"),
        [
            ("12 h/week", hours(12).per("week")),
            ("12 Std./Woche", hours(12).per("week")),
            ("12 hours per week", hours(12).per("week")),
            ("12 h a week", hours(12).per("week")),
            ("12 Stunden pro Woche", hours(12).per("week")),
            ("12 Stunden im Monat", hours(12).per("month")),
            ("38,5 h/week", hours(38.5).per("week")),
            ("1 h 30 min/month", hours(1.5).per("month")),
            ("1:30 h/month", hours(1.5).per("month")),
            ("1/3 min/quarter", EffortRate("1/3 min", "quarter")),
        ],
    )
    def test_parse(self, text, rate):
        """A rate of effort is read in English and German."""
        assert rate == EffortRate.parse(text)

    @pytest.mark.parametrize(
        ("text", "hint"),
        [
            ("12 h", "at character 5: per what? write the period behind it, as in '/week'"),
            ("2 h/day", "at character 5: a day is not the same in every plan; write it per week"),
            (
                "15 min/workday",
                "at character 8: a workday is not the same in every plan; write it per week",
            ),
            ("2 h/sprint", "at character 5: the period is week, month, quarter or year"),
            ("2 h/h", "at character 5: the period is week, month, quarter or year"),
            ("3-5 h/week", "one value, not a range"),
            (
                "1 day/week",
                (
                    "at character 3: 'day' does not say how many working hours it has; "
                    "write them, as in '8 h'"
                ),
            ),
            ("12/week", "at character 3: a unit is missing; write '12 min' or '12 h'"),
            ("/week", "at character 1: there is nothing to read"),
            ("3/week", "at character 2: a unit is missing; write '3 min' or '3 h'"),
        ],
    )
    def test_refused(self, text, hint):
        """What is no rate is refused, whole, at the character where it goes wrong."""
        with pytest.raises(Fault) as caught:
            EffortRate.parse(text)

        assert hint == caught.value.hint
        assert text == caught.value.value

    @given(number=numbers, period=periods)
    def test_round_trips(self, number, period):
        """Text and pickles give exactly the same rate back."""
        rate = hours(number).per(period)

        assert rate == EffortRate.parse(rate.text)
        assert rate == pickle.loads(pickle.dumps(rate))
        assert hash(rate) == hash(EffortRate.parse(rate.text))

    @given(number=numbers, period=periods)
    def test_weekly(self, number, period):
        """The weeks of a period together have the effort of the period."""
        rate = hours(number).per(period)

        assert rate.effort == rate.weekly * weeks_in(period)

    def test_parts(self):
        """A rate is made of what an effort is made of, and a period."""
        assert EffortRate("12 h", "week") == EffortRate(Effort("12 h"), "week")
        with pytest.raises(MixedTime):
            EffortRate(Elapsed("12 h"), "week")
        with pytest.raises(Fault, match="a period"):
            hours(12).per("day")

    def test_representations(self):
        """A rate is shown to people, and represented exactly."""
        assert str(hours(1.5).per("week")) == "1 h 30 min/week"
        assert repr(hours(1.5).per("week")) == "EffortRate('1 h 30 min/week')"


class TestHourlyRate:
    @pytest.mark.parametrize(
        "text",
        ["45 EUR/h", "45 €/Std.", "45 Euro pro Stunde", "45 EUR per hour", "EUR 45/hr", "45 EUR/H"],
    )
    def test_parse(self, text):
        """A price per hour is read in English and German."""
        assert HourlyRate("45 EUR") == HourlyRate.parse(text)

    @pytest.mark.parametrize(
        ("text", "hint"),
        [
            ("45 EUR", "at character 7: per what? write the period behind it, as in '/week'"),
            ("45 EUR/day", "at character 8: a rate is a price per hour"),
            ("45/h", "at character 3: the currency is missing, as in '45 EUR'"),
            ("-45 EUR/h", "at character 1: less than nothing cannot be planned"),
        ],
    )
    def test_refused(self, text, hint):
        """What is no price per hour is refused at the character where it goes wrong."""
        with pytest.raises(Fault) as caught:
            HourlyRate.parse(text)

        assert hint == caught.value.hint
        assert text == caught.value.value

    @given(moneys)
    def test_round_trips(self, money):
        """Text and pickles give exactly the same price back."""
        rate = HourlyRate(money)

        assert rate == HourlyRate.parse(rate.text)
        assert rate == pickle.loads(pickle.dumps(rate))

    def test_parts(self):
        """A price is money of zero or more."""
        assert HourlyRate("45 EUR") == HourlyRate(Money(45, "EUR"))
        with pytest.raises(Fault, match="a price is zero or more"):
            HourlyRate(Money(-1, "EUR"))
        with pytest.raises(Fault, match="expected money such as '45 EUR'"):
            HourlyRate(45)

    def test_representations(self):
        """A price is shown to people, and represented exactly."""
        assert str(HourlyRate("45 EUR")) == "45.00 EUR/h"
        assert repr(HourlyRate("45 EUR")) == "HourlyRate('45 EUR/h')"


class TestMoneyRate:
    @pytest.mark.parametrize(
        ("text", "rate"),
        [
            ("49 EUR/month", MoneyRate("49 EUR", "month")),
            ("49,90 € im Monat", MoneyRate("49.90 EUR", "month")),
            ("1000 CHF pro Jahr", MoneyRate("1000 CHF", "year")),
            ("100/3 EUR/quarter", MoneyRate(Money(100, "EUR") / 3, "quarter")),
        ],
    )
    def test_parse(self, text, rate):
        """Money per period is read in English and German."""
        assert rate == MoneyRate.parse(text)

    @pytest.mark.parametrize(
        ("text", "hint"),
        [
            ("49 EUR", "at character 7: per what? write the period behind it, as in '/week'"),
            ("49 EUR/h", "at character 8: the period is week, month, quarter or year"),
            (
                "49 EUR/day",
                "at character 8: a day is not the same in every plan; write it per week",
            ),
            (
                "49 Taler/week",
                "at character 4: 'Taler' is no ISO 4217 currency code, such as EUR, CHF or USD",
            ),
        ],
    )
    def test_refused(self, text, hint):
        """What is no money per period is refused at the character where it goes wrong."""
        with pytest.raises(Fault) as caught:
            MoneyRate.parse(text)

        assert hint == caught.value.hint
        assert text == caught.value.value

    @given(moneys, periods)
    def test_round_trips(self, money, period):
        """Text and pickles give exactly the same rate back."""
        rate = money.per(period)

        assert rate == MoneyRate.parse(rate.text)
        assert rate == pickle.loads(pickle.dumps(rate))
        assert money == rate.weekly * weeks_in(period)

    def test_parts(self):
        """Money per period is zero or more."""
        with pytest.raises(Fault, match="zero or more"):
            Money(-1, "EUR").per("week")

    def test_representations(self):
        """Money per period is shown to people, and represented exactly."""
        assert str(MoneyRate("49 EUR", "month")) == "49.00 EUR/month"
        assert repr(MoneyRate("49 EUR", "month")) == "MoneyRate('49 EUR/month')"


class TestCadence:
    @given(period=st.sampled_from(CADENCES), times=numbers)
    def test_round_trips(self, period, times):
        """Text and pickles give exactly the same cadence back, whatever it recurs with."""
        cadence = Cadence(period, times)

        assert cadence == Cadence.parse(cadence.text)
        assert cadence == pickle.loads(pickle.dumps(cadence))

    @pytest.mark.parametrize(
        ("cadence", "text"),
        [
            (Cadence("week"), "week"),
            (Cadence("week", 2), "2/week"),
            (Cadence("week", 0.5), "0.5/week"),
            (Cadence("week", Decimal("0.25")), "0.25/week"),
            (Cadence.parse("every 3 weeks"), "1/3/week"),
            (Cadence("piece", 2), "2/piece"),
            (Cadence("month", 0), "0/month"),
        ],
    )
    def test_text(self, cadence, text):
        """A cadence is written as short as exactness allows."""
        assert text == cadence.text

    @pytest.mark.parametrize("period", ["fortnight", "Week", "", None, []])
    def test_no_period(self, period):
        """What nothing can recur with is refused."""
        with pytest.raises(Fault, match="one of workday, day, week, month"):
            Cadence(period)

    @pytest.mark.parametrize("times", [-1, "2", None, True, float("nan"), 10**10])
    def test_no_times(self, times):
        """How many times is a sound number of zero or more."""
        with pytest.raises(Fault, match="a number of times, zero or more"):
            Cadence("week", times)


@pytest.mark.parametrize(
    "read", [EffortRate.parse, HourlyRate.parse, MoneyRate.parse, Cadence.parse]
)
@given(text=st.text(max_size=200))
def test_only_own_errors(read, text):
    """Whatever is written, it is read or refused with an error of aufwand's, told in words."""
    told = "read"
    try:
        read(text)
    except AufwandError as error:
        told = str(error)

    assert told
