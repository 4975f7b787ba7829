"""Watches over a plan while rules look at it, and mends what one of them changed."""

from __future__ import annotations

from gc import get_referents
from operator import attrgetter, is_
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Getter = Callable[[Any], tuple[Any, ...]]

__all__ = ["Guard"]

#: What has nothing inside that could be changed.
_SOLID = frozenset((bool, bytes, float, int, str, type(None)))


class Guard:
    """What a plan was before any rule looked at it.

    Frozen values can be changed by whoever goes around their class. That shows in the identity
    of what they refer to, which the garbage collector tells of hundreds of parts at once.
    """

    __slots__ = ("_before", "_kinds", "_parts", "_states")

    def __init__(self, plan: object) -> None:
        self._parts: list[Any] = []
        self._before: list[object] = []
        self._states: list[Any] = []
        self._kinds: list[type[Any]] = []
        self._take(_all_inside(plan))

    def watch(self, *others: object) -> None:
        """Watch *others* too: what they refer to, and not what is inside of that."""
        self._take(others)

    def _take(self, parts: Iterable[Any]) -> None:
        taken = list(parts)
        kinds: list[type[Any]] = list(map(type, taken))
        self._parts += taken
        self._before += get_referents(*taken)
        self._states += [
            each.copy() if kind is dict else _slots(kind)[1](each)
            for kind, each in zip(kinds, taken, strict=True)
        ]
        self._kinds += kinds

    def broken(self) -> bool:
        """Return whether something was changed since."""
        now = get_referents(*self._parts)
        return len(now) != len(self._before) or not all(map(is_, now, self._before))

    def mend(self) -> None:
        """Put everything back as it was."""
        put = object.__setattr__
        for part, kind, state in zip(self._parts, self._kinds, self._states, strict=True):
            if kind is dict:
                part.clear()
                part.update(state)
                continue
            if type(part) is not kind:
                put(part, "__class__", kind)
            for name, value in zip(_slots(kind)[0], state, strict=True):
                put(part, name, value)


def _all_inside(plan: Any) -> list[Any]:
    """Return *plan* and all that is inside of it and could be changed, each once."""
    found: list[Any] = []
    seen = {id(plan)}
    level: list[Any] = [plan]
    while level:
        # Tuples cannot be changed, but what is inside of them can.
        found += [each for each in level if not isinstance(each, tuple)]
        inside: list[Any] = []
        for each in get_referents(*level):
            if id(each) not in seen and type(each) not in _SOLID and not isinstance(each, type):
                seen.add(id(each))
                inside.append(each)
        level = inside
    return found


_SLOTS: dict[type[Any], tuple[tuple[str, ...], Getter]] = {}


def _slots(kind: type[Any]) -> tuple[tuple[str, ...], Getter]:
    """Return the names of what a *kind* of value holds, and what gets all of it."""
    known = _SLOTS.get(kind)
    if known is None:
        found = [name for each in kind.__mro__ for name in getattr(each, "__slots__", ())]
        names = tuple(name for name in found if name != "__weakref__")
        # Of one name alone, its getter would give the value and no tuple.
        names = names if len(names) > 1 else names * 2
        known = _SLOTS[kind] = names, attrgetter(*names) if names else _nothing
    return known


def _nothing(_: object) -> tuple[Any, ...]:
    return ()
