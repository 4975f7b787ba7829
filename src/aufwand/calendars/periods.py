"""Days, ISO weeks, months, quarters and years, counted over the calendar."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, NamedTuple, TypeAlias

from aufwand.errors import Fault, nearest

__all__ = ["LONGEST", "SPANS", "Period", "Span", "checked_span", "in_order", "periods"]

#: What a horizon can be cut into.
Span: TypeAlias = Literal["day", "week", "month", "quarter", "year"]

#: The same, as they are.
SPANS: tuple[Span, ...] = ("day", "week", "month", "quarter", "year")

#: No more days than these are looked at in one go: a plan of a century, and as much around it.
LONGEST = 150_000

_DAY = timedelta(1)


class Period(NamedTuple):
    """A day, an ISO week, a month, a quarter or a year, as far as it was asked for."""

    #: Its name, which sorts: ``2027-01-04``, ``2027-W01``, ``2027-01``, ``2027-Q1``, ``2027``.
    name: str

    #: Its first day that was asked for.
    first: date

    #: Its last day that was asked for.
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


def periods(first: date, last: date, per: Span) -> tuple[Period, ...]:
    """Return the periods from *first* to *last*, both in them; the outer ones may be cut.

    Weeks are those of ISO 8601, from Monday to Sunday; a week belongs to the year of its
    Thursday, so that some years have 53.

    >>> from datetime import date
    >>> [each.name for each in periods(date(2026, 12, 31), date(2027, 1, 4), "week")]
    ['2026-W53', '2027-W01']

    Args:
        first: The first day.
        last: The last day.
        per: ``day``, ``week``, ``month``, ``quarter`` or ``year``.

    Raises:
        Fault: If the days are out of order or too many, or there is no such period.
    """
    checked_span(per)
    in_order(first, last)
    found: list[Period] = []
    day = first
    while True:
        name, end = _PERIOD[per](day)
        found.append(Period(name, day, min(end, last)))
        if end >= last:
            return tuple(found)
        day = end + _DAY


def checked_span(per: object) -> None:
    """Raise a fault unless *per* is one of :data:`SPANS`."""
    if per not in SPANS:
        near = nearest(per, SPANS) if isinstance(per, str) else ""
        expected = "a period: day, week, month, quarter or year"
        raise Fault(per, expected, hint=f"did you mean {near!r}?" if near else "")


def in_order(first: date, last: date) -> None:
    """Raise a fault if *last* comes before *first*, or too long after it."""
    if last < first:
        raise Fault(str(last), f"a day from {first} on")
    days = (last - first).days + 1
    if days > LONGEST:
        raise Fault(str(last), f"at most {LONGEST:,} days", hint=f"from {first} it is {days:,}")


def _of_day(day: date) -> tuple[str, date]:
    return day.isoformat(), day


def _of_week(day: date) -> tuple[str, date]:
    year, week, weekday = day.isocalendar()
    # The last week that Python knows is cut short by the end of its calendar.
    left = min(7 - weekday, (date.max - day).days)
    return f"{year:04d}-W{week:02d}", day + timedelta(left)


def _of_month(day: date) -> tuple[str, date]:
    return day.isoformat()[:7], _end(day.year, day.month)


def _of_quarter(day: date) -> tuple[str, date]:
    quarter = (day.month + 2) // 3
    return f"{day.year:04d}-Q{quarter}", _end(day.year, 3 * quarter)


def _of_year(day: date) -> tuple[str, date]:
    return f"{day.year:04d}", _end(day.year, 12)


def _end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - _DAY


_PERIOD = {
    "day": _of_day,
    "week": _of_week,
    "month": _of_month,
    "quarter": _of_quarter,
    "year": _of_year,
}
