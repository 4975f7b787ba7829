"""Watches over a plan and its estimate while rules look at them, and mends what one changed."""

from __future__ import annotations

from itertools import chain
from operator import attrgetter, is_
from typing import TYPE_CHECKING, Any

from attrs import fields, has

if TYPE_CHECKING:
    from collections.abc import Callable

    from aufwand.model import Plan
    from aufwand.rules.facts import Facts

    Getter = Callable[[Any], tuple[Any, ...]]

__all__ = ["Guard"]


class Guard:
    """What a plan and its estimate were before any rule looked at them.

    Frozen values can be changed by whoever goes around their class. That shows in the identity
    of what they hold, which is asked of hundreds of parts in the time of comparing a few.
    """

    __slots__ = ("_before", "_parts")

    def __init__(self, facts: Facts) -> None:
        estimate: Any = facts.estimate
        fixed: list[Any] = [facts, estimate, estimate._weekly, estimate._once]
        self._parts: list[tuple[Getter, Any]] = [(_getter(each.__class__), each) for each in fixed]
        self._walk(facts.plan)
        self._before: list[tuple[Any, ...]] = self._now()

    def _walk(self, plan: Plan) -> None:
        """Take in *plan* and everything in it that has fields, each once."""
        waiting: list[Any] = [plan]
        seen = {id(plan)}
        while waiting:
            here = waiting.pop()
            getter = _getter(here.__class__)
            self._parts.append((getter, here))
            for inside in getter(here):
                for each in _several(inside):
                    if _has_fields(each.__class__) and id(each) not in seen:
                        seen.add(id(each))
                        waiting.append(each)

    def _now(self) -> list[tuple[Any, ...]]:
        return [getter(part) for getter, part in self._parts]

    def broken(self) -> bool:
        """Return whether something was changed since."""
        now = self._now()
        return not all(map(is_, chain.from_iterable(now), chain.from_iterable(self._before)))

    def mend(self) -> None:
        """Put everything back as it was."""
        for (_, part), values in zip(self._parts, self._before, strict=True):
            for name, before in zip(_names(part.__class__), values, strict=True):
                object.__setattr__(part, name, before)


def _several(value: Any) -> tuple[Any, ...]:
    return value if value.__class__ is tuple or hasattr(value, "_fields") else (value,)


_KNOWN: dict[type[Any], bool] = {}
_GETTERS: dict[type[Any], Getter] = {}


def _has_fields(kind: type[Any]) -> bool:
    known = _KNOWN.get(kind)
    if known is None:
        known = _KNOWN[kind] = has(kind)
    return known


def _names(kind: type[Any]) -> tuple[str, ...]:
    names = tuple(each.name for each in fields(kind)) if has(kind) else tuple(kind.__slots__)
    # Of one name alone, its getter would give the value and no tuple.
    return names if len(names) > 1 else names * 2


def _getter(kind: type[Any]) -> Getter:
    getter = _GETTERS.get(kind)
    if getter is None:
        getter = _GETTERS[kind] = attrgetter(*_names(kind))
    return getter
