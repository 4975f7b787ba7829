"""What is wrong with a part, as plain tuples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from aufwand.errors import InvalidPlan

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def faults() -> Callable[..., list[tuple[str, object, str, str]]]:
    """Return path, value, expectation and hint of every fault of making a part."""

    def told(make: Callable[..., Any], *args: Any, **given: Any) -> list[Any]:
        with pytest.raises(InvalidPlan) as caught:
            make(*args, **given)
        return [(each.path, each.value, each.expected, each.hint) for each in caught.value.faults]

    return told


@pytest.fixture
def wrong(faults: Callable[..., list[Any]]) -> Callable[..., list[tuple[str, object]]]:
    """Return path and value alone."""

    def told(make: Callable[..., Any], *args: Any, **given: Any) -> list[tuple[str, object]]:
        return [(path, value) for path, value, _, _ in faults(make, *args, **given)]

    return told
