"""Money of one currency."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal
from fractions import Fraction
from operator import add, ge, gt, le, lt, sub

import pytest
from attrs.exceptions import FrozenInstanceError
from hypothesis import example, given
from hypothesis import strategies as st

from aufwand.errors import AufwandError, Fault, MixedCurrencies
from aufwand.units import Money, MoneyRate, currency_code
from aufwand.units._currencies import MINOR_UNITS

codes = st.sampled_from(sorted(MINOR_UNITS))
amounts = st.one_of(
    st.integers(0, 10**6),
    st.decimals(0, 10**6, places=2),
    st.floats(1e-6, 1e6),
    st.builds(Fraction, st.integers(0, 10**6), st.integers(1, 10**6)),
)
moneys = st.builds(Money, amounts, codes)


def euros(amount):
    return Money(amount, "EUR")


class TestMoney:
    @given(moneys)
    @example(euros(1) / 3)
    @example(Money(Decimal("0.125"), "KWD"))
    @example(euros(10**9))
    def test_round_trips(self, money):
        """Text, pickles and copies give exactly the same money back."""
        assert money == Money.parse(money.text)
        assert money == pickle.loads(pickle.dumps(money))
        assert money == copy.deepcopy(money)
        assert hash(money) == hash(Money.parse(money.text))

    @given(parts=st.lists(st.builds(euros, amounts), min_size=1, max_size=8), data=st.data())
    def test_sums_do_not_depend_on_order(self, parts, data):
        """A sum of money is the same to the last fraction of a coin in any order."""
        shuffled = data.draw(st.permutations(parts))

        assert sum(parts) == sum(shuffled)
        assert sum(parts).amount == sum(part.amount for part in parts)

    @given(one=moneys, other=moneys, operate=st.sampled_from([add, sub, lt, le, gt, ge]))
    def test_currencies_never_mix(self, one, other, operate):
        """Two currencies neither add nor compare; one currency does as its amounts do."""
        if one.currency == other.currency:
            expected = operate(one.amount, other.amount)
            result = operate(one, other)
            assert expected == (result.amount if isinstance(result, Money) else result)
            return

        with pytest.raises(MixedCurrencies, match=f"{one.currency} and {other.currency} do not"):
            operate(one, other)
        assert one != other

    @given(st.builds(euros, amounts), st.builds(euros, amounts), st.integers(1, 100))
    def test_arithmetic_is_exact(self, one, other, times):
        """Subtraction undoes addition, division undoes multiplication."""
        assert one == one + other - other
        assert one * times == sum([one] * times)
        assert one == times * one / times

    @pytest.mark.parametrize("operate", [add, sub, lt, le, gt, ge])
    @pytest.mark.parametrize("other", [1, 1.5, "1 EUR", None])
    def test_other_things_do_not_take_part(self, operate, other):
        """Bare numbers and text neither add to nor compare with money."""
        with pytest.raises(TypeError):
            operate(euros(1), other)
        with pytest.raises(TypeError):
            operate(other, euros(1))

        assert euros(1) != other

    def test_ten_cents_are_ten_cents(self):
        """A float stands for the decimal a person wrote."""
        assert euros(Decimal("0.1")) == euros(0.1)
        assert euros(1) == sum([euros(0.1)] * 10)

    @pytest.mark.parametrize(
        ("text", "money"),
        [("45 EUR", euros(45)), ("49,90 €", euros(49.9)), ("1/3 CHF", Money(1, "CHF") / 3)],
    )
    def test_parse(self, text, money):
        """Money is read from text."""
        assert money == Money.parse(text)

    @pytest.mark.parametrize("amount", ["45", None, True, float("nan"), 10**10, Decimal("1e99")])
    def test_no_amount_is_refused(self, amount):
        """An amount is a sound number."""
        with pytest.raises(Fault, match="expected money such as '45 EUR'"):
            euros(amount)

    @pytest.mark.parametrize("number", ["2", None, True, float("inf")])
    def test_factors_are_numbers(self, number):
        """Money is multiplied and divided by sound numbers only."""
        with pytest.raises(Fault, match="expected a number"):
            euros(1) * number
        with pytest.raises(Fault, match="expected a number"):
            euros(1) / number

    def test_division_by_nothing(self):
        """Dividing by zero is a fault, not Python's own error."""
        with pytest.raises(Fault, match="a number other than zero to divide by"):
            euros(1) / 0

    def test_differences_may_be_below_zero(self):
        """What is overspent is less than nothing, and is told so."""
        overspent = euros(1) - euros(3)

        assert euros(-2) == overspent
        assert overspent.text == "-2 EUR"
        assert euros(1) == overspent / -2

    def test_only_no_money_is_false(self):
        """Money is true if there is any."""
        assert euros(1)
        assert not euros(0)

    def test_representations(self):
        """Money is shown in its smallest coin and represented exactly."""
        assert str(euros(45)) == "45.00 EUR"
        assert repr(euros(45)) == "Money('45 EUR')"
        assert float(euros(Fraction(1, 2))) == 0.5

    def test_per(self):
        """Money per period is a rate."""
        assert MoneyRate("49 EUR", "month") == euros(49).per("month")

    def test_frozen(self):
        """Money cannot be changed."""
        with pytest.raises(FrozenInstanceError):
            euros(1).amount = Fraction(5)


class TestCurrencyCode:
    @given(codes)
    def test_codes(self, code):
        """Every code of the list is one."""
        assert code == currency_code(code)
        assert len(code) == 3
        assert 0 <= MINOR_UNITS[code] <= 4

    @pytest.mark.parametrize(
        ("value", "hint"),
        [
            ("eur", "did you mean 'EUR'?"),
            ("EURO", "did you mean 'EUR'?"),
            ("€", ""),
            ("", ""),
            (None, ""),
            (978, ""),
            (["EUR"], ""),
        ],
    )
    def test_no_code(self, value, hint):
        """What is no code is refused, with the nearest one."""
        with pytest.raises(Fault, match="an ISO 4217 currency code such as 'EUR'") as caught:
            currency_code(value)

        assert hint == caught.value.hint


@given(st.text(max_size=70), st.none() | st.floats() | st.text() | st.decimals())
def test_only_own_errors(text, amount):
    """Whatever is handed over, it is money or an error of aufwand's, told in words."""
    told = "read"
    try:
        Money.parse(text)
        Money(amount, text)
    except AufwandError as error:
        told = str(error)

    assert told
