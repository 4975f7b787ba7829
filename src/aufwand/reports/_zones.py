"""Time zones as a calendar file describes them: when clocks change, and by how much."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from aufwand.reports._recurring import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

__all__ = ["Observance", "observances"]

_DAY = timedelta(1)

#: So many years behind a plan are looked at too, so that the rule of a change can be seen.
_BEHIND = 8


class Observance(NamedTuple):
    """A time that a zone has from one change of its clocks on."""

    #: Whether clocks are put forward for it.
    daylight: bool

    #: What it is called, such as ``CEST``.
    name: str

    #: The offset from UTC before.
    before: timedelta

    #: The offset from UTC from then on.
    after: timedelta

    #: When it begins, by the clocks as they were before.
    begins: tuple[datetime, ...]

    #: The rule that names all these times, if there is one, as parts of an ``RRULE``.
    rule: dict[str, object] | None


def observances(zone: ZoneInfo, first: int, last: int) -> tuple[Observance, ...]:
    """Return the times that a *zone* has from the year *first* to the year *last*."""
    start = datetime(first - 1, 1, 1, tzinfo=UTC)
    end = datetime(last + _BEHIND, 1, 1, tzinfo=UTC)
    known = start.astimezone(zone)
    offset, name = _offset(known), known.tzname() or ""
    made = [Observance(False, name, offset, offset, ((start + offset).replace(tzinfo=None),), None)]
    found: dict[tuple[timedelta, timedelta, str], list[datetime]] = {}
    moment = start
    while moment < end:
        after = moment + _DAY
        if _offset(after.astimezone(zone)) != offset:
            change = _change(zone, moment, after, offset)
            told = change.astimezone(zone)
            key = (offset, _offset(told), told.tzname() or "")
            found.setdefault(key, []).append((change + offset).replace(tzinfo=None))
            offset = key[1]
        moment = after
    for (before, later, called), begins in found.items():
        rule = _rule(begins, last + _BEHIND - 1)
        made.append(Observance(later > before, called, before, later, tuple(begins), rule))
    return tuple(made)


def _offset(moment: datetime) -> timedelta:
    return moment.utcoffset() or timedelta(0)


def _change(zone: ZoneInfo, early: datetime, late: datetime, offset: timedelta) -> datetime:
    """Return the second at which the *offset* of a *zone* ends."""
    seconds = int((late - early).total_seconds())
    low, high = 0, seconds
    while high - low > 1:
        middle = (low + high) // 2
        if _offset((early + timedelta(seconds=middle)).astimezone(zone)) == offset:
            low = middle
        else:
            high = middle
    return early + timedelta(seconds=high)


def _rule(begins: Sequence[datetime], last: int) -> dict[str, object] | None:
    """Return the rule that names *begins* and no other times up to the year *last*."""
    one = begins[0]
    years = range(one.year, last + 1)
    same = {(each.month, each.weekday(), each.time()) for each in begins}
    if len(same) > 1 or [each.year for each in begins] != list(years):
        return None
    places = {(each.day - 1) // 7 + 1 for each in begins}
    if all((each + timedelta(7)).month != each.month for each in begins):
        place = -1
    elif len(places) == 1:
        place = places.pop()
    else:
        return None
    return {"FREQ": "YEARLY", "BYMONTH": one.month, "BYDAY": f"{place}{WEEKDAYS[one.weekday()]}"}
