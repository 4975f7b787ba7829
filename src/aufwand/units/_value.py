"""Values that compare by their fields, without a method compiled for each class.

attrs writes and compiles ``__eq__``, ``__hash__`` and ``__repr__`` for every class; over all the
values of aufwand that was a third of what importing it cost.
"""

from __future__ import annotations

from operator import attrgetter
from typing import Any, TypeVar

from attrs import fields

__all__ = ["value"]

C = TypeVar("C")


def value(cls: type[C]) -> type[C]:
    """Make an attrs class compare and hash by its fields, and show them where it has no repr."""
    made: Any = cls
    own: tuple[Any, ...] = fields(made)
    compared: Any = attrgetter(*(each.name for each in own if each.eq))
    shown = tuple(each.name for each in own if each.repr)

    def eq(self: object, other: object) -> Any:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return compared(self) == compared(other)

    def hashed(self: object) -> int:
        return hash((self.__class__, compared(self)))

    def told(self: object) -> str:
        inside = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
        return f"{type(self).__name__}({inside})"

    made.__eq__ = eq
    made.__hash__ = hashed
    if "__repr__" not in vars(cls):
        made.__repr__ = told
    return cls
