"""What a problem costs."""

from __future__ import annotations

import pytest

from aufwand.errors import Fault
from aufwand.rules import Price
from aufwand.rules.price import dearer, price_of, sum_of
from aufwand.units import Money, Range, hours

TWO = Range.at(hours(2))
EUROS = Range.between(Money(80, "EUR"), Money(100, "EUR"))


class TestPrice:
    @pytest.mark.parametrize(
        ("price", "told"),
        [
            (Price(TWO, EUROS), "2 h (90.00 EUR)"),
            (Price(TWO), "2 h"),
            (Price(None, EUROS), "90.00 EUR"),
            (Price(), ""),
        ],
    )
    def test_it_says_what_is_known(self, price, told):
        """Likely values."""
        assert told == price.say() == str(price)

    def test_it_speaks_german(self):
        """With a comma."""
        assert "2 Std. (90,00 EUR)" == Price(TWO, EUROS).say("de")

    def test_as_dict_has_likely_values_and_ends(self):
        """Nothing where nothing is known."""
        data = Price(TWO, EUROS).as_dict()

        assert 2 == data["hours_per_week"]
        assert 90 == data["money_per_week"]
        assert TWO.as_dict() == data["hours"]
        assert EUROS.as_dict() == data["money"]
        assert "EUR" == data["currency"]
        assert {None} == set(Price().as_dict().values())

    def test_only_what_can_cost_something_is_true(self):
        """No hours and no money is no price."""
        free = Range.at(Money(0, "EUR"))

        assert [True, True, False, False] == [
            bool(each) for each in (Price(TWO), Price(None, EUROS), Price(None, free), Price())
        ]


class TestPriceOf:
    @pytest.mark.parametrize(
        ("given", "price"),
        [
            (hours(2), Price(TWO)),
            (TWO, Price(TWO)),
            (EUROS, Price(None, EUROS)),
            (Money(9, "EUR"), Price(None, Range.at(Money(9, "EUR")))),
            ((hours(2), EUROS), Price(TWO, EUROS)),
            ((EUROS, None), Price(None, EUROS)),
            (Price(TWO), Price(TWO)),
        ],
    )
    def test_what_is_taken(self, given, price):
        """Effort, money, ranges, pairs, prices."""
        assert price == price_of(given)

    @pytest.mark.parametrize(
        "given",
        [
            2,
            "2 h",
            (hours(2), hours(3)),
            (EUROS, EUROS),
            (hours(2), 3),
            Range.at(1.5),
            Money(-1, "EUR"),
            Range(Money(-1, "EUR"), Money(0, "EUR"), Money(1, "EUR")),
            type("Likely", (), {"likely": hours(1)})(),
        ],
    )
    def test_what_is_not(self, given):
        """Bare numbers, two of a kind, less than nothing, what only looks like a range."""
        with pytest.raises(Fault):
            price_of(given)


class TestSums:
    def test_prices_add_up(self):
        """Each to its kind."""
        both = sum_of([Price(TWO), Price(TWO, EUROS), Price(None, EUROS), Price()])

        assert Price(TWO * 2, EUROS * 2) == both
        assert Price() == sum_of([])

    @pytest.mark.parametrize(
        ("one", "other", "more"),
        [
            (Price(TWO), Price(TWO * 2), Price(TWO * 2)),
            (Price(TWO * 2), Price(TWO), Price(TWO * 2)),
            (Price(TWO), Price(None, EUROS), Price(TWO, EUROS)),
            (Price(None, EUROS * 2), Price(TWO, EUROS), Price(TWO, EUROS * 2)),
            (Price(None, EUROS), Price(TWO, EUROS * 2), Price(TWO, EUROS * 2)),
        ],
    )
    def test_the_more_of_each_counts(self, one, other, more):
        """Where two may speak of the same hours."""
        assert more == dearer(one, other)
