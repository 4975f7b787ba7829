"""A copy of a plan for rules that are not ours, and whether they left it as it was."""

from __future__ import annotations

from gc import get_referents
from operator import attrgetter, is_
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Guard"]

#: What has nothing inside that could be changed.
_SOLID = frozenset((bool, bytes, float, int, str, type(None)))


class Guard:
    """A plan that others may look at, and whether they left it as it was.

    Frozen values can be changed by whoever goes around their class. So the plan they see is a
    copy; that it was changed shows in the identity of what its parts refer to, which the garbage
    collector tells of hundreds of parts at once.
    """

    __slots__ = ("_before", "_parts", "plan")

    def __init__(self, plan: Any) -> None:
        copies: dict[int, Any] = {}
        self.plan: Any = _copied(plan, copies)
        # Tuples cannot be changed, but what is inside of them can.
        self._parts: list[Any] = [each for each in copies.values() if not isinstance(each, tuple)]
        self._before: list[Any] = get_referents(*self._parts)

    def watch(self, *others: object) -> None:
        """Watch *others* too: what they refer to, and not what is inside of that."""
        self._parts += others
        self._before += get_referents(*others)

    def broken(self) -> bool:
        """Return whether something was changed since."""
        now = get_referents(*self._parts)
        return len(now) != len(self._before) or not all(map(is_, now, self._before))


def _copied(value: Any, copies: dict[int, Any]) -> Any:
    """Return *value* made anew, down to what has nothing inside; what is met again is one."""
    kind = cast("Any", type(value))
    if kind in _SOLID:
        return value
    made: Any = copies.get(id(value))
    if made is not None:
        return made
    if kind is dict:
        made = {key: _copied(each, copies) for key, each in value.items()}
    elif issubclass(kind, tuple):
        # However its own class makes one.
        made = cast("Any", tuple).__new__(kind, [_copied(each, copies) for each in value])
    else:
        names, getter = _slots(kind)
        if not names:
            # A day, which is made in one piece.
            return value
        made = object.__new__(kind)
        for name, each in zip(names, getter(value), strict=True):
            object.__setattr__(made, name, _copied(each, copies))
    copies[id(value)] = made
    return made


_SLOTS: dict[type[Any], tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]] = {}


def _slots(kind: type[Any]) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """Return the names of what a *kind* of value holds, and what gets all of it."""
    known = _SLOTS.get(kind)
    if known is None:
        found = [name for each in kind.__mro__ for name in getattr(each, "__slots__", ())]
        names = tuple(name for name in found if name != "__weakref__")
        # Of one name alone, its getter would give the value and no tuple.
        names = names if len(names) > 1 else names * 2
        known = _SLOTS[kind] = names, attrgetter(*(names or ("__class__",)))
    return known
