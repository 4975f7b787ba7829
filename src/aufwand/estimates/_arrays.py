"""numpy, which only some of the answers take: the rest is told where it is missing, too."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from aufwand.errors import MissingPackage

if TYPE_CHECKING:
    from collections.abc import Callable

    from aufwand.estimates.distribution import Distribution

__all__ = ["needs_numpy", "numpy_is_here", "told_percentiles"]


def needs_numpy(purpose: str) -> None:
    """Refuse where numpy cannot be imported, as in a browser.

    Args:
        purpose: What it is needed for, as the start of "… needs numpy".

    Raises:
        MissingPackage: If it cannot.
    """
    if not numpy_is_here():
        raise MissingPackage("numpy", purpose)


def numpy_is_here() -> bool:
    """Return whether numpy can be imported."""
    try:
        import_module("numpy")
    except ImportError:
        return False
    return True


def told_percentiles(find: Callable[[], Distribution[Any]]) -> dict[str, float]:
    """Return the percentiles of a distribution as plain data; none where numpy is missing.

    Args:
        find: Returns the distribution.
    """
    try:
        return find().percentiles.as_dict()
    except MissingPackage:
        return {}
