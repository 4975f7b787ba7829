"""Rows of a plan, and their sums by what they have in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Generic, TypeVar

from aufwand.errors import UnknownName, nearest
from aufwand.units import Effort, Money, Range

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aufwand.estimates._columns import Row
    from aufwand.model import Plan

__all__ = ["DIMENSIONS", "Rollup", "Sum", "Table"]

#: What rows can be summed by.
DIMENSIONS = ("activity", "channel", "role", "area")

#: Low, likely and high as whole numbers over the table's denominator.
Sum = tuple[int, int, int]

K = TypeVar("K")
V = TypeVar("V", Effort, Money)
I = TypeVar("I")  # noqa: E741 - whatever rows are told apart by

_NOTHING: Sum = (0, 0, 0)
_PLACE = {"activity": 0, "area": 0, "channel": 1, "role": 2}


class Rollup(Mapping[K, Range[V]], Generic[K, V]):
    """Ranges by key: a read-only mapping that makes a value when it is asked for.

    What has no channel or role stands under the key ``""``.
    """

    __slots__ = ("_make", "_sums")

    def __init__(self, sums: dict[K, Sum], make: Callable[[Sum], Range[V]]) -> None:
        self._sums: dict[K, Sum] = sums
        self._make: Callable[[Sum], Range[V]] = make

    def __getitem__(self, key: K) -> Range[V]:
        return self._make(self._sums[key])

    def __iter__(self) -> Iterator[K]:
        return iter(self._sums)

    def __len__(self) -> int:
        return len(self._sums)

    def __repr__(self) -> str:
        inner = ", ".join(f"{key!r}: {value}" for key, value in self.items())
        return f"{{{inner}}}"

    def __reduce__(self) -> tuple[object, tuple[dict[K, Range[V]]]]:
        # The values travel, not the function that makes them.
        return dict, (dict(self),)


class Table:
    """Rows of a plan over one denominator; sums are made once and kept."""

    __slots__ = ("_kept", "denominator", "plan", "rows")

    def __init__(self, plan: Plan, rows: tuple[Row, ...], denominator: int) -> None:
        self.plan = plan
        self.rows = rows
        self.denominator = denominator
        self._kept: dict[str, dict[str, Sum]] = {}

    def total(self) -> Sum:
        """Return the sum of all rows."""
        # The shortest way to it: activities are the fewest keys that every row has.
        low = likely = high = 0
        for one, other, another in self.by("activity").values():
            low += one
            likely += other
            high += another
        return low, likely, high

    def by(self, name: str) -> dict[str, Sum]:
        """Return the sums by one dimension, in the order of the plan."""
        kept = self._kept.get(name)
        if kept is None:
            keys = self._keys(name)
            place = _PLACE[name]
            found: dict[int, Sum] = {}
            for row in self.rows:
                _add(found, row[place], row[3:])
            kept = dict[str, Sum]()
            for index in sorted(found, key=_in_order):
                # Activities of one area share its key.
                _add(kept, keys[index], found[index])
            self._kept[name] = kept
        return kept

    def by_two(self, first: str, second: str) -> dict[tuple[str, str], Sum]:
        """Return the sums by two dimensions, in the order of the plan."""
        one, other = self._keys(first), self._keys(second)
        if first == second:
            raise UnknownName("second dimension", second)
        here, there = _PLACE[first], _PLACE[second]
        found: dict[tuple[int, int], Sum] = {}
        for row in self.rows:
            _add(found, (row[here], row[there]), row[3:])
        named: dict[tuple[str, str], Sum] = {}
        for left, right in sorted(found, key=lambda pair: (_in_order(pair[0]), _in_order(pair[1]))):
            _add(named, (one[left], other[right]), found[left, right])
        return named

    def _keys(self, name: str) -> dict[int, str]:
        plan = self.plan
        if name == "activity":
            keys = [each.key for each in plan.activities]
        elif name == "area":
            keys = [each.area for each in plan.activities]
        elif name == "channel":
            keys = [each.key for each in plan.channels]
        elif name == "role":
            keys = [each.key for each in plan.roles]
        else:
            raise UnknownName("dimension", str(name), nearest(str(name), DIMENSIONS))
        return {-1: "", **dict(enumerate(keys))}


def _add(found: dict[I, Sum], key: I, numbers: Sum) -> None:
    so_far = found.get(key)
    if so_far is None:
        found[key] = numbers
    else:
        low, likely, high = numbers
        found[key] = (so_far[0] + low, so_far[1] + likely, so_far[2] + high)


def _in_order(index: int) -> int:
    # What belongs to no channel or role comes last.
    return index if index >= 0 else 1 << 60
