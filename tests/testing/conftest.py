"""Examples without the phases that only help people who read failures."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hypothesis.strategies import SearchStrategy


@pytest.fixture
def simplest() -> Callable[..., Any]:
    """Return the simplest example of a strategy for which something holds."""
    # Explaining goes on drawing, and find() then returns the last that was drawn.
    quick = settings(phases=[Phase.generate, Phase.shrink], max_examples=3_000)

    def found(strategy: SearchStrategy[Any], such_that: Callable[[Any], object]) -> Any:
        return find(strategy, lambda drawn: bool(such_that(drawn)), settings=quick)

    return found


class _AllSeen(Exception):
    """There is nothing left to look for."""


@pytest.fixture
def never_drawn() -> Callable[..., list[Any]]:
    """Return which of some conditions no example of a strategy meets.

    It stops as soon as each is met: how soon that is may change with Hypothesis, whether it is
    may not.
    """

    def never(strategy: SearchStrategy[Any], conditions: Iterable[Any], most: int) -> list[Any]:
        left = list(conditions)

        @settings(
            phases=[Phase.generate],
            max_examples=most,
            suppress_health_check=list(HealthCheck),
        )
        @given(example=strategy)
        def see(example: Any) -> None:
            left[:] = [each for each in left if not each(example)]
            if not left:
                raise _AllSeen

        with suppress(_AllSeen):
            see()
        return left

    return never


@pytest.fixture
def drawn() -> Callable[..., list[Any]]:
    """Return so many examples of a strategy."""

    def many(strategy: SearchStrategy[Any], number: int) -> list[Any]:
        seen: list[Any] = []

        @settings(
            phases=[Phase.generate],
            max_examples=number,
            suppress_health_check=list(HealthCheck),
        )
        @given(example=strategy)
        def see(example: Any) -> None:
            seen.append(example)

        see()
        return seen

    return many
