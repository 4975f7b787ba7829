"""Money of one currency, exact."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import field, frozen

from aufwand.errors import Fault, MixedCurrencies, nearest
from aufwand.units._currencies import MINOR_UNITS
from aufwand.units._exact import Number, exact, finite
from aufwand.units._grammar import read_money
from aufwand.units.effort import decimal_text

if TYPE_CHECKING:
    from aufwand.units.rate import MoneyRate

__all__ = ["Money", "currency_code"]

_MONEY = "money such as '45 EUR' or Money(45, 'EUR')"


def currency_code(value: str) -> str:
    """Return *value* if it is an ISO 4217 code such as ``EUR``.

    Raises:
        Fault: If it is not.
    """
    if isinstance(value, str) and value in MINOR_UNITS:
        return value
    near = nearest(value, MINOR_UNITS) if isinstance(value, str) else ""
    raise Fault(
        value,
        "an ISO 4217 currency code such as 'EUR', 'CHF' or 'USD'",
        hint=f"did you mean {near!r}?" if near else "",
    )


def _amount(value: Number) -> Fraction:
    return exact(finite(value, _MONEY))


@frozen(repr=False)
class Money:
    """An amount of one currency.

    Money is exact; two currencies never add. A difference may be below zero.

    >>> Money(45, "EUR") * 1.5 + Money.parse("49,90 €")
    Money('117.4 EUR')

    Args:
        amount: Units of the currency, exact: ``Money(0.1, "EUR")`` is ten cents.
        currency: The ISO 4217 code.

    Raises:
        Fault: If *amount* is no finite number or *currency* is no code.
    """

    #: Units of the currency, exact.
    amount: Fraction = field(converter=_amount)

    #: The ISO 4217 code, for example ``EUR``.
    currency: str = field(converter=currency_code)

    @classmethod
    def parse(cls, text: str) -> Money:
        """Return the money that *text* such as ``45 EUR`` or ``49,90 €`` names.

        Raises:
            Fault: If it names none, or can be read in two ways.
        """
        amount, currency = read_money(text)
        return cls(amount, currency)

    @classmethod
    def _of(cls, amount: Fraction, currency: str) -> Money:
        made = object.__new__(cls)
        object.__setattr__(made, "amount", amount)
        object.__setattr__(made, "currency", currency)
        return made

    @property
    def text(self) -> str:
        """The same money as text; zero or more of it reads back to exactly this value."""
        return f"{decimal_text(self.amount)} {self.currency}"

    def per(self, period: str) -> MoneyRate:
        """Return this money as what is spent in each *period*, for example ``month``."""
        from aufwand.units.rate import MoneyRate

        return MoneyRate(self, period)

    def _same(self, other: Money) -> Fraction:
        if other.currency != self.currency:
            raise MixedCurrencies(
                f"{self.currency} and {other.currency} do not add; convert one of them first, "
                "at a rate you name"
            )
        return other.amount

    def __add__(self, other: object) -> Money:
        if not isinstance(other, Money):
            return NotImplemented
        return self._of(self.amount + self._same(other), self.currency)

    def __radd__(self, other: object) -> Money:
        # So that sum() needs no start.
        if other == 0 and isinstance(other, int):
            return self
        return NotImplemented

    def __sub__(self, other: object) -> Money:
        if not isinstance(other, Money):
            return NotImplemented
        return self._of(self.amount - self._same(other), self.currency)

    def __mul__(self, factor: Number) -> Money:
        return self._of(self.amount * exact(finite(factor, "a number")), self.currency)

    __rmul__ = __mul__

    def __truediv__(self, divisor: Number) -> Money:
        number = exact(finite(divisor, "a number other than zero"))
        if not number:
            raise Fault(divisor, "a number other than zero to divide by")
        return self._of(self.amount / number, self.currency)

    def __lt__(self, other: object) -> bool:
        return self.amount < self._same(other) if isinstance(other, Money) else NotImplemented

    def __le__(self, other: object) -> bool:
        return self.amount <= self._same(other) if isinstance(other, Money) else NotImplemented

    def __gt__(self, other: object) -> bool:
        return self.amount > self._same(other) if isinstance(other, Money) else NotImplemented

    def __ge__(self, other: object) -> bool:
        return self.amount >= self._same(other) if isinstance(other, Money) else NotImplemented

    def __bool__(self) -> bool:
        return self.amount != 0

    def __float__(self) -> float:
        return self.amount.numerator / self.amount.denominator

    def __str__(self) -> str:
        from aufwand.units.wording import say

        return say(self)

    def __repr__(self) -> str:
        return f"Money({self.text!r})"
