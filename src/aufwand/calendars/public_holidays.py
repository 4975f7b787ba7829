"""The holidays of a country, as the package *holidays* knows them.

That package answers "no holiday" for years it knows nothing about, and an object of it that is
shared by threads gives wrong answers while it fills itself. So each year is asked for once, under
a lock, and kept as plain days; and a year it does not cover is said to be uncovered.
"""

from __future__ import annotations

from datetime import date
from threading import Lock
from typing import TYPE_CHECKING, Literal, NamedTuple
from warnings import catch_warnings, simplefilter

from attrs import frozen

from aufwand.calendars.periods import in_order
from aufwand.errors import Fault, nearest
from aufwand.units._value import value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from holidays import HolidayBase

    from aufwand.model import Calendar

__all__ = ["Holiday", "PublicHolidays", "public_holidays", "unknown_in"]

#: The category that holds everywhere, and that of days on which people work half the time.
_PUBLIC, _HALF = "public", "half_day"

#: Most years that are kept; more than anybody plans for, in any mixture of countries.
_KEPT = 4096


class Holiday(NamedTuple):
    """A holiday."""

    #: The day.
    day: date

    #: What it is called in the country's own language.
    name: str

    #: How much of the day it takes: 1 all of it, 0.5 half.
    share: float


@value
@frozen
class PublicHolidays:
    """The holidays of some years in one place, and where they come from."""

    #: The holidays, by day.
    days: tuple[Holiday, ...]

    #: Where they come from, such as ``holidays 0.109, DE-BY, public, catholic``; empty where
    #: the calendar names no country.
    source: str

    #: The years of which nothing is known, so that their holidays count as ordinary days.
    uncovered: tuple[int, ...]

    #: Why nothing is known of them: ``not installed`` or ``not covered``; else empty.
    why: Literal["", "not installed", "not covered"]


class _Place(NamedTuple):
    """A place whose holidays were asked for before."""

    subdivision: str
    language: str | None
    first: int
    last: int


_LOCK = Lock()
_places: dict[tuple[str, str, tuple[str, ...]], _Place] = {}
_years: dict[tuple[str, str, tuple[str, ...], int], tuple[Holiday, ...] | None] = {}


def public_holidays(calendar: Calendar, first: date, last: date) -> PublicHolidays:
    """Return the holidays of the *calendar*'s country in every year from *first* to *last*.

    Years outside those that *holidays* covers, and all years where it is not installed, are told
    as :attr:`PublicHolidays.uncovered`; a calendar without a country has no holidays.

    >>> from datetime import date
    >>> from aufwand.model import Calendar
    >>> bavaria = Calendar(country="DE", subdivision="BY")
    >>> found = public_holidays(bavaria, date(2027, 1, 1), date(2027, 12, 31))
    >>> found.days[1].name
    'Heilige Drei Könige'

    Args:
        calendar: Says country, subdivision and categories.
        first: A day of the first year.
        last: A day of the last year.

    Raises:
        Fault: If there is no data on the country, or it has no such subdivision or category;
            its path is that in the plan, such as ``calendar.subdivision``.
    """
    in_order(first, last)
    country = calendar.country
    years = range(first.year, last.year + 1)
    if country is None:
        if calendar.subdivision:
            raise _of_nowhere(calendar)
        return PublicHolidays((), "", (), "")
    try:
        from holidays.version import __version__ as version
    except ImportError:
        return PublicHolidays((), "", tuple(years), "not installed")
    asked = (country, calendar.subdivision, calendar.categories)
    with _LOCK:
        place = _places.get(asked)
        if place is None:
            place = _places[asked] = _place(calendar, country)
        days: list[Holiday] = []
        uncovered: list[int] = []
        for year in years:
            found = None
            if place.first <= year <= place.last:
                found = _of_year(country, place, calendar.categories, year)
            if found is None:
                uncovered.append(year)
            else:
                days += found
    named = f"{country}-{place.subdivision}" if place.subdivision else country
    kinds = _kinds(calendar.categories)
    source = ", ".join((f"holidays {version}", named, *kinds))
    return PublicHolidays(tuple(days), source, tuple(uncovered), "not covered" if uncovered else "")


def _kinds(categories: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((_PUBLIC, *categories)))


def unknown_in(calendar: Calendar) -> list[Fault]:
    """Return what the *calendar* names that is not known: country, part of it, categories.

    None, where *holidays* is not installed and so nothing can be said.
    """
    if calendar.country is None:
        return [_of_nowhere(calendar)] if calendar.subdivision else []
    try:
        with _LOCK:
            return _unknown_in(calendar, calendar.country)
    except ImportError:
        return []


def _of_nowhere(calendar: Calendar) -> Fault:
    expected = f"the country that {calendar.subdivision!r} is a part of"
    return Fault(None, expected, "calendar.country")


def _unknown_in(calendar: Calendar, country: str) -> list[Fault]:
    from holidays.registry import EntityLoader

    codes = {code for code in EntityLoader.get_country_codes() if len(code) == 2}
    if country not in codes:
        near = nearest(country, sorted(codes))
        hint = f"did you mean {near!r}?" if near else ""
        return [Fault(country, "a country whose holidays are known", "calendar.country", hint)]
    faults: list[Fault] = []
    if not (calendar.subdivision or calendar.categories):
        return faults
    known = _entity(country, "", None, (), ())
    subdivision, parts = calendar.subdivision, _parts(known)
    if subdivision and subdivision not in parts:
        expected = f"a part of {country} whose holidays are known"
        faults.append(_unknown(subdivision, parts, expected, "calendar.subdivision"))
    for category in calendar.categories:
        if category not in known.supported_categories:
            expected = f"a category of holidays in {country}"
            told = _unknown(category, known.supported_categories, expected, "calendar.categories")
            faults.append(told)
    return faults


def _parts(known: HolidayBase) -> dict[str, str | None]:
    return dict.fromkeys(known.subdivisions) | dict(known.subdivisions_aliases)


def _place(calendar: Calendar, country: str) -> _Place:
    """Return what is known of a place.

    Raises:
        Fault: If nothing is.
    """
    for fault in _unknown_in(calendar, country):
        raise fault
    known = _entity(country, "", None, (), ())
    subdivision = calendar.subdivision
    return _Place(
        _parts(known).get(subdivision) or subdivision,
        # Left out, the language would be that of the environment.
        known.default_language,
        known.start_year,
        known.end_year,
    )


def _unknown(name: str, known: Iterable[str], expected: str, path: str) -> Fault:
    names = list(known)
    near = nearest(name, names)
    if near:
        hint = f"did you mean {near!r}?"
    elif names:
        hint = f"there are: {', '.join(names[:16])}" + (", …" if len(names) > 16 else "")
    else:
        hint = "it has none"
    return Fault(name, expected, path, hint)


def _of_year(
    country: str, place: _Place, categories: tuple[str, ...], year: int
) -> tuple[Holiday, ...] | None:
    """Return the holidays of a year; nothing if the package warns that it knows only some."""
    key = (country, place.subdivision, categories, year)
    if key in _years:
        return _years[key]
    kinds = _kinds(categories)
    whole = tuple(kind for kind in kinds if kind != _HALF)
    found: tuple[Holiday, ...] | None = None
    # Some of its countries end later than what they know, and only say so as they are asked.
    with catch_warnings(record=True) as told:
        simplefilter("always")
        days = _named(country, place, whole, year, 1.0)
        if _HALF in kinds:
            # A day that is a whole holiday as well is no half one.
            days = _named(country, place, (_HALF,), year, 0.5) | days
    if not any(each.category is UserWarning for each in told):
        found = tuple(days[day] for day in sorted(days))
    if len(_years) >= _KEPT:
        _years.clear()
    _years[key] = found
    return found


def _named(
    country: str, place: _Place, kinds: tuple[str, ...], year: int, share: float
) -> dict[date, Holiday]:
    known = _entity(country, place.subdivision, place.language, kinds, (year,))
    return {day: Holiday(day, name, share) for day, name in known.items()}


def _entity(
    country: str,
    subdivision: str,
    language: str | None,
    kinds: tuple[str, ...],
    years: tuple[int, ...],
) -> HolidayBase:
    import holidays

    return holidays.country_holidays(
        country,
        subdiv=subdivision or None,
        years=years,
        # Filled now or never: what fills itself later is not safe under threads.
        expand=False,
        language=language,
        categories=kinds or None,
    )
