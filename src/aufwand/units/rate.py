"""What is worked, paid or spent in each period; and how often something happens."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from attrs import field, frozen

from aufwand.errors import Fault, nearest
from aufwand.units._exact import Number, exact, finite
from aufwand.units._grammar import PERIOD_WORDS, read_amount, read_cadence, read_money, split_rate
from aufwand.units._value import value
from aufwand.units.effort import Effort, EffortLike, decimal_text
from aufwand.units.money import Money

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "CADENCES",
    "PERIODS",
    "WEEKS_IN",
    "Cadence",
    "EffortRate",
    "HourlyRate",
    "LimitLike",
    "MoneyRate",
    "rate",
    "weekly_limit",
    "weeks_in",
]

#: Weeks in each period. Source: the Gregorian calendar, 365.2425 days a year.
WEEKS_IN: Mapping[str, Fraction] = {
    "week": Fraction(1),
    "month": Fraction(3652425, 840000),
    "quarter": Fraction(3652425, 280000),
    "year": Fraction(3652425, 70000),
}

#: The periods totals are shown for.
PERIODS = ("week", "month", "quarter", "year")

#: Everything an activity can happen per.
CADENCES = (
    "workday",
    "day",
    "week",
    "month",
    "quarter",
    "year",
    "piece",
    "message",
    "reply",
    "once",
)

_EFFORT_RATE = "working time per period such as '12 h/week' or hours(12).per('week')"
_HOURLY = "a price per hour such as '45 EUR/h'"
_MONEY_RATE = "money per period such as '49 EUR/month'"
_PERIOD = "a period: week, month, quarter or year"


def weeks_in(period: str) -> Fraction:
    """Return how many weeks *period* has: 4.348125 for a month.

    Raises:
        Fault: If it is none of :data:`PERIODS`.
    """
    try:
        return WEEKS_IN[period]
    except (KeyError, TypeError):
        near = nearest(period, PERIODS) if isinstance(period, str) else ""
        hint = f"did you mean {near!r}?" if near else ""
        raise Fault(period, _PERIOD, hint=hint) from None


def _period(value: str) -> str:
    weeks_in(value)
    return value


def _period_word(word: str, start: int, text: str, expected: str) -> str:
    period = PERIOD_WORDS.get(word, "")
    if period not in WEEKS_IN:
        why = (
            f"a {period} is not the same in every plan; write it per week"
            if period
            else "the period is week, month, quarter or year"
        )
        raise Fault(text, expected, hint=f"at character {start + 1}: {why}")
    return period


def _effort(value: EffortLike) -> Effort:
    return value if isinstance(value, Effort) else Effort(value)


def _money(value: str | Money) -> Money:
    if isinstance(value, Money):
        return value
    if isinstance(value, str):
        return Money.parse(value)
    raise Fault(value, "money such as '45 EUR' or Money(45, 'EUR')")


@value
@frozen(repr=False, eq=False)
class EffortRate:
    """Working time in each period, such as a capacity of 12 h a week.

    Args:
        effort: Working time in one *period*.
        period: ``week``, ``month``, ``quarter`` or ``year``.

    Raises:
        Fault: If one of them is not that.
    """

    #: Working time in one period.
    effort: Effort = field(converter=_effort)

    #: ``week``, ``month``, ``quarter`` or ``year``.
    period: str = field(converter=_period)

    @classmethod
    def parse(cls, text: str) -> EffortRate:
        """Return the rate that *text* such as ``12 h/week`` or ``12 Std./Woche`` names.

        Raises:
            Fault: If it names none, or can be read in two ways.
        """
        before, word, start = split_rate(text, _EFFORT_RATE)
        period = _period_word(word, start, text, _EFFORT_RATE)
        return cls(Effort._of(read_amount(before, _EFFORT_RATE, text)), period)

    @property
    def weekly(self) -> Effort:
        """The working time in a week."""
        return self.effort / weeks_in(self.period)

    @property
    def text(self) -> str:
        """The same rate as text that reads back to exactly this value."""
        return f"{self.effort.text}/{self.period}"

    def __str__(self) -> str:
        return f"{self.effort}/{self.period}"

    def __repr__(self) -> str:
        return f"EffortRate({self.text!r})"


@value
@frozen(repr=False, eq=False)
class HourlyRate:
    """What one hour of a role's work costs.

    Args:
        money: The price of one person-hour, zero or more.

    Raises:
        Fault: If it is no money or below zero.
    """

    #: The price of one person-hour.
    money: Money = field(converter=_money)

    def __attrs_post_init__(self) -> None:
        if self.money.amount < 0:
            raise Fault(self.money.text, _HOURLY, hint="a price is zero or more")

    @classmethod
    def parse(cls, text: str) -> HourlyRate:
        """Return the price that *text* such as ``45 EUR/h`` or ``45 Euro pro Stunde`` names.

        Raises:
            Fault: If it names none, or can be read in two ways.
        """
        before, word, start = split_rate(text, _HOURLY)
        if word not in ("h", "hr", "hour", "std", "stunde"):
            hint = f"at character {start + 1}: a rate is a price per hour"
            raise Fault(text, _HOURLY, hint=hint)
        amount, currency = read_money(before, _HOURLY, text)
        return cls(Money(amount, currency))

    @property
    def text(self) -> str:
        """The same price as text that reads back to exactly this value."""
        return f"{self.money.text}/h"

    def __str__(self) -> str:
        return f"{self.money}/h"

    def __repr__(self) -> str:
        return f"HourlyRate({self.text!r})"


@value
@frozen(repr=False, eq=False)
class MoneyRate:
    """Money in each period, such as a budget of 900 EUR a week.

    Args:
        money: Money in one *period*, zero or more.
        period: ``week``, ``month``, ``quarter`` or ``year``.

    Raises:
        Fault: If one of them is not that.
    """

    #: Money in one period.
    money: Money = field(converter=_money)

    #: ``week``, ``month``, ``quarter`` or ``year``.
    period: str = field(converter=_period)

    def __attrs_post_init__(self) -> None:
        if self.money.amount < 0:
            raise Fault(self.money.text, _MONEY_RATE, hint="zero or more")

    @classmethod
    def parse(cls, text: str) -> MoneyRate:
        """Return the rate that *text* such as ``49 EUR/month`` names.

        Raises:
            Fault: If it names none, or can be read in two ways.
        """
        before, word, start = split_rate(text, _MONEY_RATE)
        period = _period_word(word, start, text, _MONEY_RATE)
        amount, currency = read_money(before, _MONEY_RATE, text)
        return cls(Money(amount, currency), period)

    @property
    def weekly(self) -> Money:
        """The money in a week."""
        return self.money / weeks_in(self.period)

    @property
    def text(self) -> str:
        """The same rate as text that reads back to exactly this value."""
        return f"{self.money.text}/{self.period}"

    def __str__(self) -> str:
        return f"{self.money}/{self.period}"

    def __repr__(self) -> str:
        return f"MoneyRate({self.text!r})"


#: All that is taken where a limit of hours or money is needed.
LimitLike: TypeAlias = "str | Effort | Money | EffortRate | MoneyRate"

_LIMIT = "effort or money of a period, such as '5 h/week' or '90 EUR/week'"


def rate(value: object) -> EffortRate | MoneyRate:
    """Return the effort or money per period that *value* is or names.

    Raises:
        Fault: If it is neither.
    """
    if isinstance(value, (EffortRate, MoneyRate)):
        return value
    hint = ""
    if isinstance(value, str):
        for read in (EffortRate.parse, MoneyRate.parse):
            try:
                return read(value)
            except Fault as fault:
                hint = hint or fault.hint
    raise Fault(value, _LIMIT, hint=hint)


def weekly_limit(value: LimitLike, per: str) -> Effort | Money:
    """Return what a limit of hours or money comes to in a week.

    Args:
        value: Working time or money; with a period of its own, or of the period *per*.
        per: ``week``, ``month``, ``quarter`` or ``year``.

    Raises:
        Fault: If it is neither, or *per* is no period.
    """
    weeks = weeks_in(per)
    if isinstance(value, (Effort, Money)):
        return value / weeks
    if isinstance(value, str):
        for read in (Effort, Money.parse):
            try:
                return read(value) / weeks
            except Fault:
                continue
    try:
        return rate(value).weekly
    except Fault:
        expected = "working time or money, such as '16 h', '16 h/week' or '900 EUR/week'"
        raise Fault(value, expected) from None


def _recurrence(value: str) -> str:
    if value not in CADENCES:
        raise Fault(value, f"one of {', '.join(CADENCES)}")
    return value


def _times(value: Number) -> Fraction:
    expected = "a number of times, zero or more"
    number = exact(finite(value, expected))
    if number < 0:
        raise Fault(value, expected)
    return number


@value
@frozen(repr=False, eq=False)
class Cadence:
    """How often something happens: so many times in each period.

    Args:
        period: One of :data:`CADENCES`.
        times: How many times in it, zero or more.

    Raises:
        Fault: If one of them is not that.
    """

    #: One of :data:`CADENCES`.
    period: str = field(converter=_recurrence)

    #: How many times in each period, exact.
    times: Fraction = field(default=Fraction(1), converter=_times)

    @classmethod
    def parse(cls, text: str) -> Cadence:
        """Return the cadence that *text* such as ``week``, ``2/week`` or ``täglich`` names.

        Raises:
            Fault: If it names none, or can be read in two ways.
        """
        period, times = read_cadence(text)
        return cls(period, times)

    @property
    def text(self) -> str:
        """The same cadence as text that reads back to exactly this value."""
        if self.times == 1:
            return self.period
        return f"{decimal_text(self.times)}/{self.period}"
