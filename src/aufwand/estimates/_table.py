"""Items of a plan, and their sums by what they have in common."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import TYPE_CHECKING, Generic, TypeVar

from aufwand.errors import UnknownName, nearest
from aufwand.units import Effort, Money, Range

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from aufwand.estimates._columns import Item
    from aufwand.model import Plan

__all__ = ["DIMENSIONS", "Rollup", "Sum", "Table", "added"]

#: What items can be summed by.
DIMENSIONS = ("activity", "channel", "role", "area")

#: Low, likely and high as whole numbers over the table's denominator.
Sum = tuple[int, int, int]

K = TypeVar("K")
V = TypeVar("V", Effort, Money)

_NOTHING: Sum = (0, 0, 0)
_ONE = (1,)
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
    """Items of a plan over one denominator; sums are made once and kept.

    Parts and shares of an item multiply, so a sum by one dimension needs no row for every
    channel and role that meet.
    """

    __slots__ = ("_kept", "denominator", "items", "plan")

    def __init__(self, plan: Plan, items: tuple[Item, ...], denominator: int) -> None:
        self.plan: Plan = plan
        self.items: tuple[Item, ...] = items
        self.denominator: int = denominator
        self._kept: dict[str, dict[str, Sum]] = {}

    def total(self) -> Sum:
        """Return the sum of all items."""
        # The shortest way to it: activities are the fewest keys that every item has.
        return added(self.by("activity").values())

    def by(self, name: str) -> dict[str, Sum]:
        """Return the sums by one dimension, in the order of the plan."""
        kept = self._kept.get(name)
        if kept is None:
            keys = self._keys(name)
            found: dict[str, Sum] = {}
            if name == "area":
                return self._by_area(keys)
            for activity, low, likely, high, channels, parts, roles, shares in self.items:
                if name == "channel":
                    indices, numbers, rest = channels, parts, sum(shares)
                elif name == "role":
                    indices, numbers, rest = roles, shares, sum(parts)
                else:
                    indices, numbers, rest = (activity,), _ONE, sum(parts) * sum(shares)
                for index, number in zip(indices, numbers, strict=True):
                    key = keys[index]
                    times = number * rest
                    so_far = found.get(key, _NOTHING)
                    found[key] = (
                        so_far[0] + low * times,
                        so_far[1] + likely * times,
                        so_far[2] + high * times,
                    )
            kept = self._kept[name] = {key: found[key] for key in keys if key in found}
        return kept

    def _by_area(self, areas: list[str]) -> dict[str, Sum]:
        """Return the sums by area, of those by activity: these are fewer than what they sum."""
        found: dict[str, Sum] = {}
        by_activity = self.by("activity")
        for activity in self.plan.activities:
            numbers = by_activity.get(activity.key)
            if numbers is not None:
                before = found.get(activity.area)
                found[activity.area] = numbers if before is None else added((before, numbers))
        kept = self._kept["area"] = {area: found[area] for area in areas if area in found}
        return kept

    def by_two(self, first: str, second: str) -> dict[tuple[str, str], Sum]:
        """Return the sums by two dimensions, in the order of the plan."""
        one, other = self._keys(first), self._keys(second)
        if first == second:
            raise UnknownName("second dimension", second)
        here, there = _PLACE[first], _PLACE[second]
        found: dict[tuple[str, str], Sum] = {}
        for indices, numbers in self.rows():
            pair = one[indices[here]], other[indices[there]]
            found[pair] = added((found.get(pair, _NOTHING), numbers))
        return {pair: found[pair] for pair in product(one, other) if pair in found}

    def rows(self) -> Iterator[tuple[tuple[int, int, int], Sum]]:
        """Return activity, channel and role that meet, by position, and what they come to."""
        for activity, low, likely, high, channels, parts, roles, shares in self.items:
            for channel, part in zip(channels, parts, strict=True):
                for role, share in zip(roles, shares, strict=True):
                    times = part * share
                    yield (activity, channel, role), (low * times, likely * times, high * times)

    def _keys(self, name: str) -> list[str]:
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
        # At the end, where the position -1 finds it: no channel, or no role.
        keys.append("")
        return keys


def added(sums: Iterable[Sum]) -> Sum:
    """Return the sum of *sums*, low to low, likely to likely, high to high."""
    low = likely = high = 0
    for one, other, another in sums:
        low += one
        likely += other
        high += another
    return low, likely, high
