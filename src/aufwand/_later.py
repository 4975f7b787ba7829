"""Names of a package that are imported when somebody asks for them.

Importing aufwand must stay light, and most of those who do need a few of its names.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["imported_later"]


def imported_later(package: str, names: Mapping[str, str]) -> Callable[[str], object]:
    """Return what is asked for attributes that a *package* does not have yet.

    Args:
        package: The name of the package.
        names: The module that each name comes from; a module comes from itself.
    """

    def found(name: str) -> object:
        home = names.get(name)
        if home is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        from importlib import import_module

        module = import_module(home)
        value = module if home == f"{package}.{name}" else getattr(module, name)
        # From now on it is found without asking.
        setattr(sys.modules[package], name, value)
        return value

    return found
