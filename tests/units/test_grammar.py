"""What people write, and what cannot be read."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aufwand.errors import AufwandError, Fault
from aufwand.units import Cadence, EffortRate, HourlyRate, Money, MoneyRate, duration
from aufwand.units._grammar import (
    LONGEST,
    read_amount,
    read_cadence,
    read_duration,
    read_factor,
    read_money,
    split_rate,
)

READERS = {
    "duration": read_duration,
    "amount": lambda text: read_amount(text, "an amount"),
    "factor": read_factor,
    "money": read_money,
    "cadence": read_cadence,
    "effort-rate": EffortRate.parse,
    "hourly-rate": HourlyRate.parse,
    "money-rate": MoneyRate.parse,
}


def refused(read, text):
    """Return the character that *text* is refused for, counted from 1, and what is said of it."""
    with pytest.raises(Fault) as caught:
        read(text)
    place = re.fullmatch(r"at character (\d+): (.+)", caught.value.hint)
    assert place is not None, caught.value.hint
    assert text == caught.value.value
    return int(place[1]), place[2]


class TestDurationsRead:
    @pytest.mark.parametrize(
        ("text", "minutes"),
        [
            ("90 min", 90),
            ("90min", 90),
            ("0 h", 0),
            ("1.5 h", 90),
            ("1,5 h", 90),
            ("0,25 h", 15),
            ("0.125 h", Fraction(15, 2)),
            ("1.1250 h", Fraction(135, 2)),
            ("1:30 h", 90),
            ("0:05 Std.", 5),
            ("1:59 h", 119),
            ("1 h 30 min", 90),
            ("1 h 30 min 30 s", Fraction(181, 2)),
            ("1 h 30,5 min", Fraction(181, 2)),
            ("1h30", 90),
            ("1h5", 65),
            ("1 h 30", 90),
            ("1h30m", 90),
            ("1 h 30 s", Fraction(121, 2)),
            ("45 s", Fraction(3, 4)),
            ("PT1H30M", 90),
            ("PT90M", 90),
            ("PT1,5H", 90),
            ("PT0.5H30S", Fraction(61, 2)),
            (" PT15M ", 15),
            ("1/2 h", 30),
            ("1/3 min", Fraction(1, 3)),
            ("1000000000/1 min", 10**9),
            ("2 Stunden", 120),
            ("1 Stunde 30 Minuten", 90),
            ("1 Std. 30 Min.", 90),
            ("1 hour 30 minutes 10 secs", Fraction(541, 6)),
            ("1 H", 60),
            ("1 Min", 1),
            ("1\u00a0h", 60),
            ("1\u202fh", 60),
            ("\t1 h  ", 60),
            ("1000 h", 60_000),
            ("1000000000 h", 60 * 10**9),
            ("999999999 min", 999_999_999),
        ],
    )
    def test_one_amount(self, text, minutes):
        """An amount is read exactly, in English and German, with comma or point."""
        assert (minutes, minutes, minutes) == read_duration(text)
        assert minutes == read_amount(text, "")

    @pytest.mark.parametrize(
        ("text", "minutes"),
        [
            ("3-5 h", (180, None, 300)),
            ("3–5 Stunden", (180, None, 300)),
            ("3 — 5 h", (180, None, 300)),
            ("3 - 5 h", (180, None, 300)),
            ("3 to 5 h", (180, None, 300)),
            ("3 bis 5 Std.", (180, None, 300)),
            ("3-5h", (180, None, 300)),
            ("15-20 min", (15, None, 20)),
            ("1,5-2 h", (90, None, 120)),
            ("45 min to 1 h", (45, None, 60)),
            ("1 h 30 min - 2 h", (90, None, 120)),
            ("1:30-2:15 h", (90, None, 135)),
            ("1/2 h - 1 h", (30, None, 60)),
            ("2-3-5 h", (120, 180, 300)),
            ("2 – 3 – 5 Stunden", (120, 180, 300)),
            ("0-0 h", (0, None, 0)),
            ("5-5 h", (300, None, 300)),
        ],
    )
    def test_ranges(self, text, minutes):
        """A range is low and high, and likely where it is given."""
        assert minutes == read_duration(text)

    @given(
        low=st.integers(0, 10**9), high=st.integers(0, 10**9), unit=st.sampled_from("h min".split())
    )
    def test_short_way_and_long_way_agree(self, low, high, unit):
        """What most people write means the same as with more blanks, where it is read slowly."""
        low, high = sorted((low, high))

        assert read_duration(f"{low} {unit}") == read_duration(f"  {low}  {unit}")
        assert read_duration(f"{low}-{high} {unit}") == read_duration(f"{low}  -  {high}  {unit}")

    @given(hours=st.integers(0, 10**6), minutes=st.integers(0, 59), seconds=st.integers(0, 59))
    def test_parts_add_up(self, hours, minutes, seconds):
        """Hours, minutes and seconds are read alike in each of the ways to write them."""
        total = hours * 60 + minutes

        assert total == read_amount(f"{hours} h {minutes} min", "")
        assert total == read_amount(f"{hours}h{minutes:02}", "")
        assert total == read_amount(f"{hours}:{minutes:02} h", "")
        assert total == read_amount(f"PT{hours}H{minutes}M", "")
        assert total + Fraction(seconds, 60) == read_amount(
            f"{hours} Std. {minutes} Min. {seconds} Sek.", ""
        )

    @given(whole=st.integers(0, 10**6), places=st.integers(1, 12), data=st.data())
    def test_decimals_are_exact(self, whole, places, data):
        """Comma and point both separate decimals, and none is lost."""
        digits = f"{data.draw(st.integers(0, 10**places - 1)):0{places}}"
        padded = f"{digits}0" if places == 3 else digits

        assert Fraction(f"{whole}.{digits}") == read_amount(f"{whole}.{padded} min", "")
        assert Fraction(f"{whole}.{digits}") == read_amount(f"{whole},{padded} min", "")


class TestDurationsRefused:
    @pytest.mark.parametrize(
        ("text", "place", "why"),
        [
            # Two meanings
            ("90", 3, "write '90 min' or '90 h'"),
            ("3-5", 4, "write '5 min' or '5 h'"),
            ("1.500 h", 1, "'1.500' can be read in two ways; write 1500 or 1.5"),
            ("2 h 1,125 min", 5, "'1,125' can be read in two ways; write 1125 or 1.1250"),
            ("PT1.500H", 3, "write 1500 or 1.5"),
            ("1:30", 1, "write '1:30 h' or '1 min 30 s'"),
            ("1:30 - 2 h", 1, "write '1:30 h' or '1 min 30 s'"),
            ("1 m", 3, "'m' can mean minutes or months; write 'min'"),
            ("1 M", 3, "write 'min'"),
            (
                "1 day",
                3,
                "'day' does not say how many working hours it has; write them, as in '8 h'",
            ),
            ("2 Tage", 3, "write them, as in '8 h'"),
            ("1 workday", 3, "write them"),
            ("1 Arbeitstag", 3, "write them"),
            ("3-5 d", 5, "write them"),
            ("1 week", 3, "write them"),
            ("1 month", 3, "write them"),
            ("1 Monat", 3, "write them"),
            ("1 year", 3, "write them"),
            ("1 PT", 3, "write them"),
            ("1 h 30 d", 8, "write them"),
            ("P1M", 1, "as in 'PT1H30M'"),
            ("P1D", 1, "as in 'PT1H30M'"),
            ("PT", 1, "as in 'PT1H30M'"),
            ("PT1H30", 1, "as in 'PT1H30M'"),
            # No number
            ("", 1, "there is nothing to read"),
            ("   ", 1, "there is nothing to read"),
            ("h", 1, "a number comes first, not 'h'"),
            ("ca. 2 h", 1, "a number comes first, not 'ca.'"),
            ("eine Stunde", 1, "a number comes first"),
            ("hour\u200b", 5, "'\\u200b' (U+200B) is not read here"),
            ("pt1h", 1, "a number comes first"),
            # Strange characters
            ("1 000 h", 3, "digits are written without blanks, as in '1000 h'"),
            ("1\u202f000 h", 3, "without blanks"),
            ("1 1/2 h", 3, "without blanks"),
            ("1'000 h", 2, '"\'" (U+0027) is not read here'),
            ("1_000 h", 2, "'_' (U+005F) is not read here"),
            ("1.500.000 h", 6, "one decimal mark at most, as in '0.5 h'"),
            (".5 h", 1, "a number starts with a digit"),
            ("1. h", 2, "a number starts with a digit"),
            ("1² h", 2, "only the digits 0 to 9 are read"),
            ("½ h", 1, "only the digits 0 to 9 are read"),
            ("٥ h", 1, "only the digits 0 to 9 are read"),
            ("２ h", 1, "only the digits 0 to 9 are read"),
            ("1 h # note", 5, "'#' (U+0023) is not read here"),
            ("1 h; 2 h", 4, "';' (U+003B) is not read here"),
            ("1 h\n", 4, "'\\n' (U+000A) is not read here"),
            ("(1 h)", 1, "'(' (U+0028) is not read here"),
            ("~2 h", 1, "write the number and the unit alone, as in '2 h'"),
            ("+2 h", 1, "write the number and the unit alone"),
            ("3−5 h", 2, "between low and high stands '-' or '–', as in '3-5 h'"),
            ("10**10**8 hour", 3, "'*' (U+002A) is not read here"),
            ("9**9**9 h", 2, "'*' (U+002A) is not read here"),
            ("1\x00 h", 2, "(U+0000)"),
            ("1 \ud800", 3, "(U+D800)"),
            # Strange words and units
            ("1e3 h", 2, "'e' is no unit of working time; write 'min' or 'h'"),
            ("1e300000 h", 2, "'e' is no unit"),
            ("0x1F h", 2, "'x' is no unit"),
            ("2x30 min", 2, "'x' is no unit"),
            ("2 xyz", 3, "'xyz' is no unit of working time; write 'min' or 'h'"),
            ("1 Stnude", 3, "did you mean 'stunde'?"),
            ("1 huor", 3, "did you mean 'hour'?"),
            ("nan h", 1, "a number comes first"),
            ("inf h", 1, "a number comes first"),
            # Order and repetition
            ("30 min 1 h", 8, "units fall from hours to seconds, each once"),
            ("1 h 1 h", 5, "units fall"),
            ("1 h 60 min", 5, "less than 60 stands after a larger unit"),
            ("1 h 90 min", 5, "less than 60 stands after a larger unit"),
            ("1.5 h 30 min", 1, "only the last part may have decimals"),
            ("1min30", 7, "a unit is missing"),
            ("1 h und 30 min", 5, "'und' is not expected here"),
            ("8 h/day", 4, "'/' is not expected here"),
            ("1 :", 3, "a unit is expected, not ':'"),
            ("1::30 h", 2, "a unit is expected, not ':'"),
            # Clock
            ("1:3 h", 3, "minutes have two digits, 00 to 59"),
            ("1:60 h", 3, "minutes have two digits, 00 to 59"),
            ("1:3.5 h", 3, "minutes have two digits, 00 to 59"),
            ("1.5:30 h", 1, "whole hours stand before the colon"),
            ("1:30 min", 6, "after hours:minutes comes 'h' and nothing else"),
            ("1:30 h 5", 6, "after hours:minutes comes 'h' and nothing else"),
            # Fractions
            ("1/2", 4, "after a fraction comes its unit"),
            ("1/2 h 5", 4, "after a fraction comes its unit"),
            ("1/0 h", 1, "a fraction has whole numbers, as in '1/2 h'"),
            ("1.5/2 h", 1, "a fraction has whole numbers"),
            ("1/2 day", 5, "write them, as in '8 h'"),
            (f"{'9' * 40}/7 h", 1, "numbers go up to 1,000,000,000"),
            # Ranges
            ("-1 h", 1, "less than nothing cannot be planned"),
            ("1 h - -2 h", 7, "less than nothing cannot be planned"),
            ("bis 2 h", 1, "the low end of the range is missing"),
            ("3 -", 4, "the high end of the range is missing"),
            ("3 h to", 7, "the high end of the range is missing"),
            ("1-2-3-4 h", 6, "a range has a low, a likely and a high end at most"),
            ("5-3 h", 1, "a range goes from low to high"),
            ("2-5-3 h", 1, "a range goes from low to high"),
            ("3-1-5 h", 1, "a range goes from low to high"),
            ("3 - 1 h 30 min", 2, "a unit is missing at the low end"),
            ("3-h", 2, "a unit is missing at the low end"),
            # Size
            ("1000000001 h", 1, "numbers go up to 1,000,000,000"),
            ("99999999999999999999999999 h", 1, "numbers go up to 1,000,000,000"),
            ("1000000000 h 1 min", 1, "at most 1,000,000,000 h"),
            ("PT1000000000H1M", 1, "at most 1,000,000,000 h"),
        ],
    )
    def test_place_and_remedy(self, text, place, why):
        """A refusal names the character and says what is wrong, or what to write instead."""
        found, told = refused(duration, text)

        assert place == found
        assert why in told

    @pytest.mark.parametrize(
        "text",
        ["3-5 h", "1 h to 1 h"],
    )
    def test_one_value_is_no_range(self, text):
        """Where one amount is needed, a range is refused."""
        with pytest.raises(Fault, match="one value, not a range"):
            read_amount(text, "an amount")

    @given(
        st.from_regex(
            r"[1-9][0-9]{0,2}[.,][0-9]{3}", fullmatch=True, alphabet=st.characters(codec="ascii")
        )
    )
    def test_both_remedies_can_be_written(self, number):
        """What can be read in two ways is refused with two numbers that are read in one."""
        _, told = refused(read_duration, f"{number} min")
        *_, whole, part = re.findall(r"[0-9.]+", told)

        assert Fraction(whole) == read_amount(f"{whole} min", "")
        assert Fraction(part) == read_amount(f"{part} min", "")
        assert 1000 * Fraction(part) == Fraction(whole)


class TestLimits:
    @pytest.mark.parametrize("read", READERS.values(), ids=READERS)
    @pytest.mark.parametrize(
        "text",
        [
            "1" * 100_000 + " h",
            "a" * 1_000_000,
            "0x" + "f" * 10**6,
            "(" * 1_000_000,
            " " * 1_000_000,
            "9" * 1_000_000,
            "1-" * 500_000,
            "1 h " * 250_000,
            "P" * 1_000_000,
        ],
        ids=lambda text: text[:6].strip(),
    )
    def test_long_text_is_not_looked_at(self, read, text):
        """A text of any length is refused for its length, before anything is made of it."""
        with pytest.raises(Fault) as caught:
            read(text)

        assert caught.value.hint == "at most 64 characters"
        assert len(str(caught.value)) < 250

    def test_longest(self):
        """Sixty-four characters are read, sixty-five are not."""
        assert read_duration("1 h".rjust(LONGEST)) == (60, 60, 60)
        with pytest.raises(Fault, match="at most 64 characters"):
            read_duration("1 h".rjust(LONGEST + 1))

    @pytest.mark.parametrize("read", READERS.values(), ids=READERS)
    @given(
        text=st.text(max_size=200)
        | st.text("0123456789.,:/-– hminHPTMSEUR€to", max_size=LONGEST)
        | st.lists(
            st.sampled_from(
                "1 1:30 1.5 1.500 1/2 0 h min m s Std. - to / : per x PT every EUR € once "
                "week month piece daily twice an 999999999999".split()
            ),
            max_size=9,
        ).map(" ".join)
    )
    @example("")
    @example("every")
    @example("/")
    @example("2 x")
    @example("€")
    @example(".")
    def test_only_own_errors(self, read, text):
        """Whatever is written, it is read or refused with an error of aufwand's, told in words."""
        told = "read"
        try:
            read(text)
        except AufwandError as error:
            told = str(error)

        assert told


class TestRates:
    @pytest.mark.parametrize(
        ("text", "split"),
        [
            ("12 h/week", ("12 h", "week", 5)),
            ("12 Std./Woche", ("12 Std.", "woche", 8)),
            ("12 h per week", ("12 h ", "week", 9)),
            ("12 h a week", ("12 h ", "week", 7)),
            ("12 h im Monat", ("12 h ", "monat", 8)),
            ("45 Euro pro Std.", ("45 Euro ", "std", 12)),
            ("1/2 h/week", ("1/2 h", "week", 6)),
        ],
    )
    def test_split(self, text, split):
        """A rate is split at its "per", which is no slash between numbers."""
        assert split == split_rate(text, "a rate")

    @pytest.mark.parametrize(
        ("text", "place", "why"),
        [
            ("12 h", 5, "per what? write the period behind it, as in '/week'"),
            ("12 h/", 6, "per what?"),
            ("1/2", 4, "per what?"),
            ("12 h/2 weeks", 13, "per what?"),
            ("12 h/week/month", 10, "'/' is not expected here"),
        ],
    )
    def test_refused(self, text, place, why):
        """A rate without a period is refused where the period is missing."""
        found, told = refused(lambda rate: split_rate(rate, "a rate"), text)

        assert place == found
        assert why in told

    def test_faults_show_the_whole(self):
        """A fault in the part before "per" shows and counts in the whole text."""
        assert refused(EffortRate.parse, "   12/week") == (
            6,
            "a unit is missing; write '12 min' or '12 h'",
        )


class TestMoney:
    @pytest.mark.parametrize(
        ("text", "money"),
        [
            ("45 EUR", (45, "EUR")),
            ("45EUR", (45, "EUR")),
            ("EUR 45", (45, "EUR")),
            ("49,90 €", (Fraction(499, 10), "EUR")),
            ("€49.90", (Fraction(499, 10), "EUR")),
            ("45 Euro", (45, "EUR")),
            ("0 CHF", (0, "CHF")),
            ("1/3 USD", (Fraction(1, 3), "USD")),
        ],
    )
    def test_read(self, text, money):
        """Money is an amount and a currency, in either order."""
        assert money == read_money(text)

    @pytest.mark.parametrize(
        ("text", "place", "why"),
        [
            ("45", 3, "the currency is missing, as in '45 EUR'"),
            ("-45 EUR", 1, "less than nothing cannot be planned"),
            ("45 EUR/h", 8, "a number and a currency, nothing else"),
            ("EUR", 1, "a number and a currency"),
            ("1.500 EUR", 1, "can be read in two ways; write 1500 or 1.5"),
            ("45 eur", 4, "currency codes are capital letters: EUR"),
            ("45 Taler", 4, "'Taler' is no ISO 4217 currency code, such as EUR, CHF or USD"),
            ("45 XAU", 4, "is no ISO 4217 currency code"),
            ("$45", 1, "name the currency by its code, as in '45 USD'"),
            ("1/0 EUR", 1, "a fraction has whole numbers"),
            ("1:2 EUR", 1, "a fraction has whole numbers"),
        ],
    )
    def test_refused(self, text, place, why):
        """What is no money is refused at the character where it goes wrong."""
        found, told = refused(Money.parse, text)

        assert place == found
        assert why in told


class TestFactors:
    @pytest.mark.parametrize(
        ("text", "numbers"),
        [
            ("1.2", (Fraction(6, 5),) * 3),
            ("1,2", (Fraction(6, 5),) * 3),
            ("1.5-2", (Fraction(3, 2), None, 2)),
            ("1.5 – 1.7 – 2", (Fraction(3, 2), Fraction(17, 10), 2)),
            ("1 to 2", (1, None, 2)),
        ],
    )
    def test_read(self, text, numbers):
        """A factor is one number, two or three."""
        assert numbers == read_factor(text)

    @pytest.mark.parametrize(
        ("text", "place", "why"),
        [
            ("2 h", 3, "a factor has no unit"),
            ("h", 1, "a factor has no unit"),
            ("-2", 1, "less than nothing"),
            ("2-1", 1, "a range goes from low to high"),
            ("1.500", 1, "can be read in two ways"),
            ("20 %", 4, "'%' (U+0025) is not read here"),
        ],
    )
    def test_refused(self, text, place, why):
        """What is no factor is refused at the character where it goes wrong."""
        found, told = refused(read_factor, text)

        assert place == found
        assert why in told


class TestCadences:
    @pytest.mark.parametrize(
        ("text", "cadence"),
        [
            ("week", ("week", 1)),
            ("Woche", ("week", 1)),
            ("workday", ("workday", 1)),
            ("daily", ("day", 1)),
            ("täglich", ("day", 1)),
            ("arbeitstäglich", ("workday", 1)),
            ("wöchentlich", ("week", 1)),
            ("monthly", ("month", 1)),
            ("quartalsweise", ("quarter", 1)),
            ("jährlich", ("year", 1)),
            ("once", ("once", 1)),
            ("einmalig", ("once", 1)),
            ("piece", ("piece", 1)),
            ("Beitrag", ("piece", 1)),
            ("Nachricht", ("message", 1)),
            ("reply", ("reply", 1)),
            ("2/week", ("week", 2)),
            ("0/week", ("week", 0)),
            ("2.5 per week", ("week", Fraction(5, 2))),
            ("2x/week", ("week", 2)),
            ("2 x pro Woche", ("week", 2)),
            ("3 mal im Monat", ("month", 3)),
            ("3 times a year", ("year", 3)),
            ("1/3/week", ("week", Fraction(1, 3))),
            ("1/3 per week", ("week", Fraction(1, 3))),
            ("twice a week", ("week", 2)),
            ("once a month", ("month", 1)),
            ("zweimal pro Woche", ("week", 2)),
            ("per week", ("week", 1)),
            ("every week", ("week", 1)),
            ("jeden Tag", ("day", 1)),
            ("every 2 weeks", ("week", Fraction(1, 2))),
            ("alle 14 Tage", ("day", Fraction(1, 14))),
            ("every 0.5 days", ("day", 2)),
            ("2/piece", ("piece", 2)),
            ("3 per reply", ("reply", 3)),
            ("2/once", ("once", 2)),
        ],
    )
    def test_read(self, text, cadence):
        """A cadence is a period and how many times in it."""
        assert cadence == read_cadence(text)

    @pytest.mark.parametrize(
        ("text", "place", "why"),
        [
            ("werktäglich", 1, "six days or five? write 'arbeitstäglich'"),
            ("wekly", 1, "did you mean 'weekly'?"),
            ("fortnightly", 1, "write 'every 2 weeks' or '2/week'"),
            ("5", 1, "no such cadence"),
            ("every", 1, "no such cadence"),
            ("2 weeks", 3, "per what? as in '2/week'"),
            ("2 x", 4, "per what? as in '2/week'"),
            ("1/2", 4, "per what? as in '2/week'"),
            ("twice weekly", 7, "per what?"),
            ("every 0 weeks", 7, "at least every 1"),
            ("every 2", 8, "a period is expected: workday, day, week, month, quarter or year"),
            ("every two weeks", 7, "a period is expected"),
            ("2/", 3, "a period is expected"),
            ("2/sprint", 3, "a period is expected"),
            ("2/week 5", 3, "a period is expected"),
            ("week/2", 1, "a period is expected"),
            ("-1/week", 1, "a period is expected"),
            ("2:3/week", 1, "a fraction has whole numbers"),
            ("1/0/week", 1, "a fraction has whole numbers"),
            ("1.500/week", 1, "can be read in two ways"),
        ],
    )
    def test_refused(self, text, place, why):
        """What is no cadence is refused at the character where it goes wrong."""
        found, told = refused(Cadence.parse, text)

        assert place == found
        assert why in told
