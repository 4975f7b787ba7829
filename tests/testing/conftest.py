"""Examples without the phases that only help people who read failures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy


@pytest.fixture
def simplest() -> Callable[..., Any]:
    """Return the simplest example of a strategy for which something holds."""
    # Explaining goes on drawing, and find() then returns the last that was drawn.
    quick = settings(phases=[Phase.generate, Phase.shrink], max_examples=3_000)

    def found(strategy: SearchStrategy[Any], such_that: Callable[[Any], object]) -> Any:
        return find(strategy, lambda drawn: bool(such_that(drawn)), settings=quick)

    return found


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
