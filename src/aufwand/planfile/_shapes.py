"""The parts of a plan as a plan file names them; worked out once per class."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeGuard

from attrs import NOTHING, Factory, fields

from aufwand.model._fields import Kind, file_name, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Entry", "entries", "is_list", "is_table"]


class Entry(NamedTuple):
    """One key of a table in a plan file."""

    #: The key.
    name: str

    #: The attribute it becomes.
    attribute: str

    #: What it holds.
    kind: Kind

    #: Whether a table without it is no such part.
    needed: bool

    #: What it is when it is left out.
    default: object

    #: Makes what the part keeps of what is written; raises where that is wrong.
    read: Callable[[Any], Any]


_known: dict[object, dict[str, Entry]] = {}


def entries(part: Any) -> dict[str, Entry]:
    """Return the keys of the table that stands for a *part*, in the order of its fields."""
    found = _known.get(part)
    if found is None:
        found = _known[part] = _entries(part)
    return found


def _entries(part: Any) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    own: tuple[Any, ...] = fields(part)
    for each in own:
        default: Any = each.default
        if isinstance(default, Factory):  # type: ignore[arg-type]
            default = default.factory()
        found[file_name(each)] = Entry(
            file_name(each), each.name, kind_of(each), default is NOTHING, default, each.converter
        )
    return found


def is_table(value: object) -> TypeGuard[dict[str, object]]:
    """Return whether *value* is a table; documents have no keys but texts."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[object]]:
    """Return whether *value* is a list."""
    return isinstance(value, list)
