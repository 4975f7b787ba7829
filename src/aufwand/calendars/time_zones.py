"""The time zones that there are, by name."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from aufwand.errors import Fault, MissingExtra, nearest

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

__all__ = ["check_zone", "zone_of"]

#: What else can be opened there; it differs from machine to machine.
_NO_ZONES = frozenset(("localtime", "Factory"))


# The list of zones takes long to make, as every file of them is opened.
@lru_cache(maxsize=64)
def zone_of(name: str) -> ZoneInfo:
    """Return the time zone with that *name*.

    Raises:
        Fault: If there is none.
        MissingExtra: If this machine knows no time zones.
    """
    from zoneinfo import ZoneInfo, available_timezones

    known = available_timezones() - _NO_ZONES
    if not known:
        raise MissingExtra("calendar", "naming a time zone")
    if name not in known:
        near = nearest(name, sorted(known))
        hint = f"did you mean {near!r}?" if near else ""
        raise Fault(name, "the name of a time zone, such as 'Europe/Berlin'", hint=hint)
    return ZoneInfo(name)


def check_zone(name: str) -> None:
    """Raise as :func:`zone_of` does, but look only at the file of a zone that is there."""
    from zoneinfo import ZoneInfo

    with suppress(KeyError, ValueError, OSError):
        if name not in _NO_ZONES:
            ZoneInfo(name)
            return
    zone_of(name)
