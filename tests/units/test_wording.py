"""Values as people read them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufwand.errors import UnknownName
from aufwand.units import LANGUAGES, Effort, Elapsed, Money, Range, duration, hours, minutes, say
from aufwand.units._currencies import MINOR_UNITS
from aufwand.units.wording import (
    say_day,
    say_minutes,
    say_money,
    say_number,
    say_percent,
    say_shortest,
)


class TestSay:
    @pytest.mark.parametrize(
        ("value", "english", "german"),
        [
            (hours(0), "0 min", "0 Min."),
            (minutes(15), "15 min", "15 Min."),
            (minutes(4.5), "4 min 30 s", "4 Min. 30 Sek."),
            (minutes(9.999), "10 min", "10 Min."),
            (minutes(10.4), "10 min", "10 Min."),
            (hours(2), "2 h", "2 Std."),
            (minutes(805), "13 h 25 min", "13 Std. 25 Min."),
            (hours(1234), "1,234 h", "1.234 Std."),
            (Effort("90.4 min"), "1 h 30 min", "1 Std. 30 Min."),
            (Effort("90.5 min"), "1 h 31 min", "1 Std. 31 Min."),
            (Effort("20 s"), "20 s", "20 Sek."),
            (Effort("59.4 s"), "59 s", "59 Sek."),
            (Effort("59.5 s"), "1 min", "1 Min."),
            (Effort("0.4 s"), "0 s", "0 Sek."),
            (Elapsed("4 h"), "4 h", "4 Std."),
            (Money(603.75, "EUR"), "603.75 EUR", "603,75 EUR"),
            (Money(1234567, "EUR"), "1,234,567.00 EUR", "1.234.567,00 EUR"),
            (Money(-5.5, "EUR"), "-5.50 EUR", "-5,50 EUR"),
            (Money(Fraction(-1, 1000), "EUR"), "0.00 EUR", "0,00 EUR"),
            (Money(1500, "JPY"), "1,500 JPY", "1.500 JPY"),
            (Money(1.5, "KWD"), "1.500 KWD", "1,500 KWD"),
            (duration("1-3 h"), "1 h – 2 h – 3 h", "1 Std. – 2 Std. – 3 Std."),
            (duration("2 h"), "2 h", "2 Std."),
            (Range(1, 1.5, 2), "1.00 – 1.50 – 2.00", "1,00 – 1,50 – 2,00"),
            (Range.at(1.25), "1.25", "1,25"),
        ],
    )
    def test_in_both_languages(self, value, english, german):
        """Values are told with the words and marks of the language."""
        assert english == say(value)
        assert german == say(value, "de")

    @pytest.mark.parametrize("lang", ["fr", "", "EN", None])
    def test_other_languages(self, lang):
        """A language that nobody wrote words for is refused."""
        with pytest.raises(UnknownName, match="did you mean 'en'"):
            say(hours(1), lang)
        with pytest.raises(UnknownName):
            say_minutes(5, lang)
        with pytest.raises(UnknownName):
            say_number(5, 1, lang)
        with pytest.raises(UnknownName):
            say_number(5, 0, lang)


class TestSayMinutes:
    @given(st.integers(0, 10**7), st.sampled_from(LANGUAGES))
    def test_reads_back(self, number, lang):
        """What people read in either language is what they can write, thousands aside."""
        told = say_minutes(number, lang).replace("," if lang == "en" else "", "")

        if number < 60_000:
            assert minutes(number) == Effort(told)
        assert f"-{say_minutes(number, lang)}" == say_minutes(-number, lang) or not number


class TestSayNumber:
    @pytest.mark.parametrize(
        ("number", "places", "text"),
        [
            (0, 0, "0"),
            (2.675, 2, "2.68"),
            (2.5, 0, "3"),
            (-0.04, 1, "0.0"),
            (-1234.5, 2, "-1,234.50"),
            (Fraction(2, 3), 3, "0.667"),
        ],
    )
    def test_halves_up(self, number, places, text):
        """Numbers are rounded as people round, never to a negative nothing."""
        assert text == say_number(number, places)

    @given(st.decimals(-(10**6), 10**6, places=4), st.integers(0, 4))
    def test_near(self, number, places):
        """What is told is within half a digit of what is meant."""
        told = Fraction(say_number(number, places).replace(",", ""))

        assert abs(told - Fraction(number)) <= Fraction(1, 2 * 10**places)


@given(st.integers(-(10**9), 10**9), st.sampled_from(sorted(MINOR_UNITS)))
def test_say_money(smallest, currency):
    """Money is told with as many decimals as its smallest coin has."""
    places = MINOR_UNITS[currency]
    number, _, code = say_money(smallest, currency).partition(" ")

    assert code == currency
    assert Fraction(smallest, 10**places) == Fraction(number.replace(",", ""))
    assert places == len(number.partition(".")[2])


@pytest.mark.parametrize(
    ("share", "text"), [(0, "0 %"), (0.25, "25 %"), (Fraction(1, 3), "33 %"), (1.5, "150 %")]
)
def test_say_percent(share, text):
    """A share is told in whole percent."""
    assert text == say_percent(share)
    assert text == say_percent(share, "de")


@pytest.mark.parametrize(
    ("number", "english", "german"),
    [
        (3, "3", "3"),
        (97.5, "97.5", "97,5"),
        (0.25, "0.25", "0,25"),
        (Fraction(1, 3), "0.33", "0,33"),
    ],
)
def test_say_shortest(number, english, german):
    """As many decimals as a number has, and no more than can be taken in."""
    assert english == say_shortest(number)
    assert german == say_shortest(number, "de")


def test_say_shortest_with_more_decimals():
    """Where somebody wrote them."""
    assert "99,999" == say_shortest(99.999, "de", 6)


def test_say_day():
    """A day is told in the form of the language."""
    assert "2027-06-30" == say_day(date(2027, 6, 30))
    assert "30.06.2027" == say_day(date(2027, 6, 30), "de")
