"""Strategies for values: time, money, rates, ranges, cadences, keys and texts."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, TypeVar

from aufwand.testing.strategies._drawing import InvalidArgument, bound, in_order, st, usually
from aufwand.units import (
    CADENCES,
    PERIODS,
    PERT,
    SHAPES,
    Cadence,
    Effort,
    EffortRate,
    Elapsed,
    HourlyRate,
    Money,
    MoneyRate,
    Range,
    Shape,
    currency_code,
    minutes,
    weeks_in,
)
from aufwand.units._currencies import MINOR_UNITS
from aufwand.units._exact import Number, exact, finite

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import timedelta

    from hypothesis.strategies import SearchStrategy

    from aufwand.units import EffortLike, SupportsMAs

__all__ = [
    "cadences",
    "counts",
    "currencies",
    "effort_rates",
    "efforts",
    "elapsed_times",
    "factors",
    "hourly_rates",
    "keys",
    "money",
    "money_rates",
    "ranges",
    "shapes",
    "texts",
]

T = TypeVar("T", Effort, float)

# Whole minutes, whole seconds, thousandths of a minute: each has a text that says it exactly.
_TIME = (Fraction(1), Fraction(1, 60), Fraction(1, 1000))
_DECIMAL = (Fraction(1), Fraction(1, 10), Fraction(1, 100))

_LONGEST_KEY = 64
_IN_KEYS = "abcdefghijklmnopqrstuvwxyzäöüéжあ中AZ0123456789_-"
# Hypothesis simplifies letters towards the digit 0; a key reads better if that becomes an a.
_READABLE = str.maketrans("0123456789abcdefghij", "abcdefghij0123456789")

# Text that is composed (NFC) whatever stands next to it, so that lengths hold: Latin below the
# combining marks, and a little of other scripts, quotes, emoji and the joiner some of them need.
_VISIBLE = st.characters(
    max_codepoint=0x2FF,
    exclude_categories=("Cc", "Cf", "Zs"),
    include_characters="жΩאあ中한–“”€🥐👩💻",
)
_ANY = st.characters(
    max_codepoint=0x2FF,
    exclude_categories=("Cc", "Cf"),
    include_characters="жΩאあ中한–“”€🥐👩💻\t\n\u200d",
)


def _number(value: Number) -> Fraction:
    return exact(finite(value, "a number"))


def _grids(
    low: Fraction, high: Fraction, steps: Sequence[Fraction]
) -> list[SearchStrategy[Fraction]]:
    """Return one strategy for the multiples of each of *steps*, the simplest first.

    Raises:
        InvalidArgument: If there is no such multiple between *low* and *high*.
    """
    grids = [
        st.integers(first, last).map(step.__mul__)
        for step in steps
        if (first := ceil(low / step)) <= (last := floor(high / step))
    ]
    if not grids:
        multiples = " or of ".join(str(step) for step in steps)
        raise InvalidArgument(
            f"no multiple of {multiples} lies between min_value={low} and max_value={high}"
        )
    return grids


def _times(low: Fraction, high: Fraction, *, any_fraction: bool) -> list[SearchStrategy[Fraction]]:
    """Return strategies for minutes."""
    if any_fraction and low <= high:
        return [st.fractions(low, high)]
    return _grids(low, high, _TIME)


def efforts(
    *,
    min_value: EffortLike = "0 min",
    max_value: EffortLike = "60 h",
    any_fraction: bool = False,
) -> SearchStrategy[Effort]:
    """Return a strategy for working time.

    >>> from hypothesis import find
    >>> find(efforts(min_value="5 min"), lambda effort: effort.hours > 1)
    Effort('1 h 1 min')

    Args:
        min_value: The least.
        max_value: The most.
        any_fraction: Draw any fraction of a minute, not only whole seconds and thousandths.

    Raises:
        InvalidArgument: If nothing lies between the bounds.
    """
    low, high = bound("min_value", Effort, min_value), bound("max_value", Effort, max_value)
    return st.one_of(_times(low.minutes, high.minutes, any_fraction=any_fraction)).map(minutes)


def elapsed_times(
    *,
    min_value: str | timedelta | SupportsMAs | Elapsed = "0 min",
    max_value: str | timedelta | SupportsMAs | Elapsed = "240 h",
    any_fraction: bool = False,
) -> SearchStrategy[Elapsed]:
    """Return a strategy for elapsed time, such as a promise to reply within four hours.

    Args:
        min_value: The least.
        max_value: The most.
        any_fraction: Draw any fraction of a minute, not only whole seconds and thousandths.

    Raises:
        InvalidArgument: If nothing lies between the bounds.
    """
    low, high = bound("min_value", Elapsed, min_value), bound("max_value", Elapsed, max_value)
    drawn = st.one_of(_times(low.minutes, high.minutes, any_fraction=any_fraction))
    return drawn.map(Elapsed._of)


def _ranges(
    ends: SearchStrategy[Fraction], make: Callable[[Fraction], T]
) -> SearchStrategy[Range[T]]:
    """Return ranges over *ends*: known, with a midpoint, or with a likely value of their own."""

    def known(only: Fraction) -> Range[T]:
        value = make(only)
        return Range(value, value, value)

    def midpoint(three: list[Fraction]) -> Range[T]:
        # As far below the middle as above it, so that the midpoint is one of those drawn, too.
        low, middle, high = three
        half = min(middle - low, high - middle)
        return Range(make(middle - half), None, make(middle + half))

    def full(three: list[Fraction]) -> Range[T]:
        low, likely, high = three
        return Range(make(low), make(likely), make(high))

    three = st.tuples(ends, ends, ends).map(sorted)
    return ends.map(known) | three.map(full) | three.map(midpoint)


def ranges(
    *,
    min_value: EffortLike = "0 min",
    max_value: EffortLike = "60 h",
    any_fraction: bool = False,
) -> SearchStrategy[Range[Effort]]:
    """Return a strategy for ranges of working time: one value, low and high, or all three.

    Args:
        min_value: The least low end.
        max_value: The most high end.
        any_fraction: Draw any fraction of a minute, not only whole seconds and thousandths.

    Raises:
        InvalidArgument: If nothing lies between the bounds.
    """
    low, high = bound("min_value", Effort, min_value), bound("max_value", Effort, max_value)
    grids = _times(low.minutes, high.minutes, any_fraction=any_fraction)
    return st.one_of([_ranges(grid, minutes) for grid in grids])


def _plain(number: Fraction) -> float:
    return number.numerator if number.denominator == 1 else float(number)


def factors(*, min_value: Number = 0, max_value: Number = 4) -> SearchStrategy[Range[float]]:
    """Return a strategy for the factors of drivers, in hundredths; they shrink to 1.

    Args:
        min_value: The least low end, zero or more.
        max_value: The most high end.

    Raises:
        InvalidArgument: If nothing lies between the bounds, or something below zero.
    """
    low, high = bound("min_value", _number, min_value), bound("max_value", _number, max_value)
    if low < 0:
        raise InvalidArgument(f"min_value={low} is below zero; no factor is")
    drawn = st.one_of([_ranges(grid, _plain) for grid in _grids(low, high, _DECIMAL)])
    return usually(Range(1.0, 1.0, 1.0), drawn) if low <= 1 <= high else drawn


def shapes() -> SearchStrategy[Shape]:
    """Return a strategy for how likely each value of a range is; they shrink to PERT."""
    weighed = st.integers(1, 40).map(lambda halves: Shape("pert", halves / 2))
    return usually(PERT, st.sampled_from([Shape(name) for name in SHAPES]) | weighed)


def counts(*, min_value: Number = 0, max_value: Number = 50) -> SearchStrategy[float]:
    """Return a strategy for numbers such as pieces a week: whole, or with two decimals.

    Args:
        min_value: The least.
        max_value: The most.

    Raises:
        InvalidArgument: If nothing lies between the bounds.
    """
    low, high = bound("min_value", _number, min_value), bound("max_value", _number, max_value)
    return st.one_of(_grids(low, high, _DECIMAL)).map(_plain)


def currencies() -> SearchStrategy[str]:
    """Return a strategy for ISO 4217 codes; they shrink to ``EUR``."""
    return st.just("EUR") | st.sampled_from(sorted(MINOR_UNITS))


def money(
    *, min_value: Number = 0, max_value: Number = 10_000, currency: str | None = None
) -> SearchStrategy[Money]:
    """Return a strategy for money, in whole coins.

    >>> from hypothesis import find
    >>> find(money(currency="CHF"), lambda price: price.amount > 7)
    Money('8 CHF')

    Args:
        min_value: The least amount; it may be below zero.
        max_value: The most.
        currency: The ISO 4217 code; left out, any.

    Raises:
        InvalidArgument: If no coin lies between the bounds, or *currency* is no code.
    """
    low, high = bound("min_value", _number, min_value), bound("max_value", _number, max_value)

    def coins(code: str) -> SearchStrategy[Money]:
        places = MINOR_UNITS[code]
        steps = [Fraction(1), Fraction(1, 10**places)] if places else [Fraction(1)]
        return st.one_of(_grids(low, high, steps)).map(lambda amount: Money(amount, code))

    if currency is not None:
        return coins(bound("currency", currency_code, currency))
    # Every currency has whole units; only some have coins as small as the bounds may ask for.
    _grids(low, high, [Fraction(1)])
    return currencies().flatmap(coins)


def effort_rates(
    *,
    min_value: EffortLike = "0 min",
    max_value: EffortLike = "60 h",
    periods: Sequence[str] = PERIODS,
) -> SearchStrategy[EffortRate]:
    """Return a strategy for working time per period, such as a capacity of 12 h a week.

    Args:
        min_value: The least working time in one period.
        max_value: The most working time in one period.
        periods: The periods to draw from.

    Raises:
        InvalidArgument: If nothing lies between the bounds, or one of *periods* is none.
    """
    efforts_drawn = efforts(min_value=min_value, max_value=max_value)
    return st.builds(EffortRate, efforts_drawn, _periods(periods))


def _periods(periods: Sequence[str]) -> SearchStrategy[str]:
    for period in periods:
        bound("periods", weeks_in, period)
    return _one_of_these("periods", periods)


def _one_of_these(name: str, texts: Sequence[str]) -> SearchStrategy[str]:
    if not texts:
        raise InvalidArgument(f"{name} is empty")
    return st.sampled_from(texts)


def hourly_rates(
    *, min_value: Number = 0, max_value: Number = 250, currency: str | None = None
) -> SearchStrategy[HourlyRate]:
    """Return a strategy for prices of an hour of work.

    Args:
        min_value: The least price, zero or more.
        max_value: The highest price.
        currency: The ISO 4217 code; left out, any.

    Raises:
        InvalidArgument: If no coin lies between the bounds, or *currency* is no code.
    """
    return st.builds(HourlyRate, _price(min_value, max_value, currency))


def _price(low: Number, high: Number, currency: str | None) -> SearchStrategy[Money]:
    if bound("min_value", _number, low) < 0:
        raise InvalidArgument(f"min_value={low} is below zero; no price is")
    return money(min_value=low, max_value=high, currency=currency)


def money_rates(
    *,
    min_value: Number = 0,
    max_value: Number = 10_000,
    currency: str | None = None,
    periods: Sequence[str] = PERIODS,
) -> SearchStrategy[MoneyRate]:
    """Return a strategy for money per period, such as a budget of 900 EUR a week.

    Args:
        min_value: The least amount in one period, zero or more.
        max_value: The most in one period.
        currency: The ISO 4217 code; left out, any.
        periods: The periods to draw from.

    Raises:
        InvalidArgument: If no coin lies between the bounds, *currency* is no code, or one of
            *periods* is none.
    """
    return st.builds(MoneyRate, _price(min_value, max_value, currency), _periods(periods))


#: Of these there may be several, or one in several.
_COUNTED = ("workday", "day", "week", "month", "quarter", "year")

# Rarer than this is never.
_LONGEST_INTERVAL = 60


def cadences(
    *, periods: Sequence[str] = CADENCES, min_value: Number = 0, max_value: Number = 20
) -> SearchStrategy[Cadence]:
    """Return a strategy for how often something happens: weekly, twice a month, every 3 weeks.

    Every three weeks is a third of a time, which no decimal number holds. Per piece, message
    and reply, and once, it is always one time.

    Args:
        periods: The periods to draw from.
        min_value: The least number of times a week, month …
        max_value: The highest number of times a week, month …

    Raises:
        InvalidArgument: If nothing lies between the bounds, or one of *periods* is none.
    """
    low, high = bound("min_value", _number, min_value), bound("max_value", _number, max_value)
    if low < 0:
        raise InvalidArgument(f"min_value={low} is below zero times")
    times = st.one_of(_grids(low, high, _DECIMAL))
    first = max(2, ceil(1 / high)) if high else _LONGEST_INTERVAL
    last = floor(1 / low) if low else _LONGEST_INTERVAL
    if first < last:
        times |= st.integers(first, last).map(lambda interval: Fraction(1, interval))
    for period in periods:
        if period not in CADENCES:
            raise InvalidArgument(f"periods: {period!r} is none of {', '.join(CADENCES)}")
    counted = [period for period in periods if period in _COUNTED]
    once = [period for period in periods if period not in _COUNTED]
    if not once:
        return st.builds(Cadence, _one_of_these("periods", counted), times)
    alone = st.builds(Cadence, st.sampled_from(once))
    if not counted:
        return alone
    return st.builds(Cadence, st.sampled_from(counted), times) | alone


def keys(*, min_size: int = 1, max_size: int = 12) -> SearchStrategy[str]:
    """Return a strategy for keys of letters, digits, ``_`` and ``-``, in several scripts.

    Args:
        min_size: The least number of characters, at least 1.
        max_size: The highest number of characters, at most 64.

    Raises:
        InvalidArgument: If no key has so many characters.
    """
    if not 1 <= min_size <= max_size <= _LONGEST_KEY:
        raise InvalidArgument(
            f"min_size={min_size}, max_size={max_size}: keys have 1 to {_LONGEST_KEY} characters"
        )
    return st.text(_IN_KEYS, min_size=min_size, max_size=max_size).map(_key)


def _key(text: str) -> str:
    readable = text.translate(_READABLE)
    return "_" + readable[1:] if readable.startswith("-") else readable


def texts(*, min_size: int = 0, max_size: int = 20, blank: bool = True) -> SearchStrategy[str]:
    """Return a strategy for texts: several scripts, quotes, emoji, tabs and line ends.

    Args:
        min_size: The least number of characters.
        max_size: The highest number of characters.
        blank: Whether it may be empty or start with a blank.

    Raises:
        InvalidArgument: If no text has so many characters.
    """
    in_order(min_size, max_size, "size")
    if blank:
        return st.text(_ANY, min_size=min_size, max_size=max_size)
    if not max_size:
        raise InvalidArgument("max_size=0 leaves only the blank text")
    tail = st.text(_ANY, min_size=max(0, min_size - 1), max_size=max_size - 1)
    return st.builds(str.__add__, _VISIBLE, tail)
