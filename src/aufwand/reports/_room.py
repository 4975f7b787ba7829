"""Where in a role's working day there is room: minutes of days as the bits of whole numbers.

Bit 0 is the first minute of the office hours. A role of several people has as many days beside
each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["MOST_TOGETHER", "Room", "Slot"]

#: So many people of one role at most have blocks at the same time.
MOST_TOGETHER = 8


class Slot(NamedTuple):
    """A time of day, and who has it."""

    #: Minutes after the office hours begin.
    start: int

    #: Whose days it is in, from 0.
    people: tuple[int, ...]


class Room:
    """The days of a role, and what is in them so far."""

    def __init__(self, people: int, minutes: int) -> None:
        """Begin with empty days.

        Args:
            people: How many people share the role.
            minutes: The length of its office hours.
        """
        self._minutes = minutes
        self._taken: list[dict[int, int]] = [{} for _ in range(min(people, MOST_TOGETHER))]

    @property
    def people(self) -> int:
        """How many people have days here."""
        return len(self._taken)

    def blocked(self, days: Iterable[int]) -> list[int]:
        """Return which minutes are taken on any of some *days*, for each of the people."""
        blocked = [0] * len(self._taken)
        for day in days:
            for person, taken in enumerate(self._taken):
                blocked[person] |= taken.get(day, 0)
        return blocked

    def slot(self, blocked: Sequence[int], length: int, together: int) -> Slot | None:
        """Return the earliest time that is free, or nothing.

        Args:
            blocked: Which minutes are taken, for each of the people.
            length: Minutes that are needed in one piece, above zero.
            together: How many people need them at once.
        """
        if length > self._minutes:
            return None
        whole = (1 << self._minutes) - 1
        starts = [_starts(whole & ~taken, length) for taken in blocked]
        # At place n: when at least n people have time.
        enough = [whole] + [0] * together
        for free in starts:
            for count in range(together, 0, -1):
                enough[count] |= enough[count - 1] & free
        found = enough[together]
        if not found:
            return None
        start = (found & -found).bit_length() - 1
        able = [person for person, free in enumerate(starts) if free >> start & 1]
        return Slot(start, tuple(able[:together]))

    def has(self, day: int, slot: Slot, length: int) -> bool:
        """Return whether a *slot* is free on a *day*."""
        wanted = ((1 << length) - 1) << slot.start
        return not any(self._taken[person].get(day, 0) & wanted for person in slot.people)

    def take(self, days: Iterable[int], slot: Slot, length: int) -> None:
        """Let a *slot* be taken on some *days*."""
        wanted = ((1 << length) - 1) << slot.start
        for day in days:
            for person in slot.people:
                taken = self._taken[person]
                taken[day] = taken.get(day, 0) | wanted


def _starts(free: int, length: int) -> int:
    """Return from which minutes on *length* minutes are *free*."""
    known = 1
    while known < length:
        step = min(known, length - known)
        free &= free >> step
        known += step
    return free
