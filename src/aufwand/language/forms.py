"""How numbers, units and days are written in each language.

They stand here and not in a catalogue, as rules word them in every language at once, whatever the
language of the answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aufwand.errors import UnknownName, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

__all__ = ["LANGUAGES", "day_form", "decimal_mark", "ended", "grouped", "language", "unit_words"]

#: The languages that results are told in.
LANGUAGES = ("en", "de")

#: What stands between thousands, and before decimals.
_MARKS: Mapping[str, tuple[str, str]] = {"en": (",", "."), "de": (".", ",")}

#: What stands behind hours, minutes and seconds.
_UNITS: Mapping[str, tuple[str, str, str]] = {
    "en": ("h", "min", "s"),
    "de": ("Std.", "Min.", "Sek."),
}

#: A day, of year, month and day.
_DAYS: Mapping[str, str] = {"en": "{0:04}-{1:02}-{2:02}", "de": "{2:02}.{1:02}.{0:04}"}


def language(lang: str) -> str:
    """Return *lang* if results are told in it.

    Raises:
        UnknownName: If they are not.
    """
    if lang not in LANGUAGES:
        raise UnknownName("language", lang, nearest(str(lang), LANGUAGES) or "en")
    return lang


def grouped(whole: int, lang: str) -> str:
    """Return a *whole* number: ``12,345``, German ``12.345``."""
    return f"{whole:,}".replace(",", _MARKS[language(lang)][0])


def decimal_mark(lang: str) -> str:
    """Return what stands before decimals."""
    return _MARKS[language(lang)][1]


def unit_words(lang: str) -> tuple[str, str, str]:
    """Return what stands behind hours, minutes and seconds."""
    return _UNITS[language(lang)]


def day_form(day: date, lang: str) -> str:
    """Return *day* as ``2027-06-30``, German ``30.06.2027``."""
    return _DAYS[language(lang)].format(day.year, day.month, day.day)


def ended(sentence: str) -> str:
    """Return a *sentence* with one point at its end; German units bring one of their own."""
    return f"{sentence.removesuffix('.').removesuffix('.')}."
