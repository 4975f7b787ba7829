"""What all strategies share: Hypothesis itself, bounds, and values that are mostly left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from aufwand.errors import AufwandError, MissingExtra

# The one door to Hypothesis: the other files take it from here, so one place says what is missing.
try:
    from hypothesis import strategies as st
    from hypothesis.errors import InvalidArgument
except ModuleNotFoundError as error:
    raise MissingExtra("testing", "drawing values and plans") from error

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

__all__ = ["InvalidArgument", "bound", "in_order", "st", "usually"]

T = TypeVar("T")
V = TypeVar("V")


def bound(name: str, read: Callable[[V], T], value: V) -> T:
    """Return what the bound *name* stands for, as *read* reads it.

    Raises:
        InvalidArgument: If *value* is no such bound.
    """
    try:
        return read(value)
    except AufwandError as error:
        raise InvalidArgument(f"{name}: {error}") from error


def in_order(least: int, most: int, what: str) -> None:
    """Check that there can be from *least* to *most* of *what*.

    Raises:
        InvalidArgument: If nothing lies between them.
    """
    if not 0 <= least <= most:
        raise InvalidArgument(f"min_{what}={least} and max_{what}={most} leave nothing to draw")


def usually(default: T, otherwise: SearchStrategy[V]) -> SearchStrategy[T | V]:
    """Return *default* or what *otherwise* draws; examples shrink to *default*."""
    return st.just(default) | otherwise
