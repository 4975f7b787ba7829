"""Values as people read them, in English and German."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from aufwand.language import LANGUAGES, language
from aufwand.language.forms import day_form, decimal_mark, grouped, unit_words
from aufwand.units._currencies import MINOR_UNITS
from aufwand.units._exact import Number, exact
from aufwand.units.effort import Effort, Elapsed
from aufwand.units.money import Money
from aufwand.units.range import Range
from aufwand.units.rounding import half_up

if TYPE_CHECKING:
    from datetime import date

__all__ = [
    "LANGUAGES",
    "hour_word",
    "say",
    "say_day",
    "say_minutes",
    "say_money",
    "say_number",
    "say_percent",
    "say_shortest",
]


def say(value: Effort | Elapsed | Money | Range[Any], lang: str = "en") -> str:
    """Return *value* as people read it: ``13 h 25 min``, ``603.75 EUR``, low – likely – high.

    >>> from aufwand.units import duration
    >>> say(duration("90-150 min"), "de")
    '1 Std. 30 Min. – 2 Std. – 2 Std. 30 Min.'

    Rounded to the minute and to the smallest coin; a table whose parts must add up rounds
    with ``aufwand.units.rounding`` first.

    Args:
        value: The value.
        lang: ``en`` or ``de``.

    Raises:
        UnknownName: If *lang* is another language.
    """
    language(lang)
    if isinstance(value, Range):
        if value.fixed:
            return _one(value.low, lang)
        return " – ".join(_one(end, lang) for end in (value.low, value.likely, value.high))
    return _one(value, lang)


def _one(value: Effort | Elapsed | Money | float, lang: str) -> str:
    if isinstance(value, (Effort, Elapsed)):
        seconds = half_up(value.minutes * 60)
        if value and seconds < 60:
            return f"{seconds} {unit_words(lang)[2]}"
        if seconds < 600 and seconds % 60:
            # Half a minute matters where minutes are few: 4 min 30 s each, twenty times a week.
            return f"{say_minutes(seconds // 60, lang)} {seconds % 60} {unit_words(lang)[2]}"
        return say_minutes(half_up(value.minutes), lang)
    if isinstance(value, Money):
        places = MINOR_UNITS[value.currency]
        return say_money(half_up(value.amount * 10**places), value.currency, lang)
    return say_number(value, 2, lang)


def say_minutes(minutes: int, lang: str = "en") -> str:
    """Return whole *minutes* as ``13 h 25 min``."""
    hour, minute, _ = unit_words(lang)
    whole, rest = divmod(abs(minutes), 60)
    parts = [f"{grouped(whole, lang)} {hour}"] if whole else []
    if rest or not whole:
        parts.append(f"{rest} {minute}")
    return ("-" if minutes < 0 else "") + " ".join(parts)


def say_money(smallest: int, currency: str, lang: str = "en") -> str:
    """Return an amount in the *smallest* unit of *currency* as ``603.75 EUR``."""
    places = MINOR_UNITS[currency]
    return f"{say_number(Fraction(smallest, 10**places), places, lang)} {currency}"


def say_number(number: Number, places: int, lang: str = "en") -> str:
    """Return *number* with *places* decimals: ``1,234.50``, German ``1.234,50``."""
    mark = decimal_mark(lang)
    scaled = half_up(exact(number) * 10**places)
    sign = "-" if scaled < 0 else ""
    whole, part = divmod(abs(scaled), 10**places)
    decimals = f"{mark}{part:0{places}d}" if places else ""
    return f"{sign}{grouped(whole, lang)}{decimals}"


def say_percent(share: Number, lang: str = "en") -> str:
    """Return a *share* of 0.25 as ``25 %``."""
    return f"{say_number(exact(share) * 100, 0, lang)} %"


def say_shortest(number: Number, lang: str = "en", most: int = 2) -> str:
    """Return *number* with as many decimals as it has, and at *most* so many: ``97.5``."""
    places = next((each for each in range(most) if round(number, each) == number), most)
    return say_number(number, places, lang)


def say_day(day: date, lang: str = "en") -> str:
    """Return a *day* as ``2027-06-30``, German ``30.06.2027``."""
    return day_form(day, lang)


def hour_word(lang: str = "en") -> str:
    """Return what stands behind a number of hours: ``h``, German ``Std.``."""
    return unit_words(lang)[0]
