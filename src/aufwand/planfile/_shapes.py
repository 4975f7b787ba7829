"""The parts of a plan as a plan file names them; worked out once per class."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeGuard

from attrs import NOTHING, fields

from aufwand.model._fields import Kind, default_of, file_name, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Entry", "entries", "entry_of", "is_list", "is_table", "needed", "written_names"]


class Entry(NamedTuple):
    """One key of a table in a plan file."""

    #: The key.
    name: str

    #: The attribute it becomes.
    attribute: str

    #: What it holds.
    kind: Kind

    #: What it holds, by name; apart from the kind, as it is asked for every value.
    kind_name: str

    #: Whether it holds parts, which are tables of their own.
    of_parts: bool

    #: Whether a table without it is no such part.
    needed: bool

    #: What it is when it is left out.
    default: object

    #: Makes what the part keeps of what is written; raises where that is wrong.
    read: Callable[[Any], Any]


@cache
def entries(part: Any) -> dict[str, Entry]:
    """Return the keys of the table that stands for a *part*, in the order of its fields."""
    found: dict[str, Entry] = {}
    own: tuple[Any, ...] = fields(part)
    for each in own:
        found[file_name(each)] = entry_of(each)
    return found


def entry_of(field: Any) -> Entry:
    """Return the key of a table that stands for a *field*."""
    kind = kind_of(field)
    return Entry(
        file_name(field),
        field.name,
        kind,
        kind.name,
        kind.part is not None,
        field.default is NOTHING,
        default_of(field),
        field.converter,
    )


@cache
def needed(part: Any) -> frozenset[str]:
    """Return the attributes that no *part* can do without."""
    return frozenset(entry.attribute for entry in entries(part).values() if entry.needed)


@cache
def written_names(part: Any) -> dict[str, str]:
    """Return how each attribute of a *part* is called in a plan file."""
    return {entry.attribute: entry.name for entry in entries(part).values()}


def is_table(value: object) -> TypeGuard[dict[str, object]]:
    """Return whether *value* is a table; documents have no keys but texts."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[object]]:
    """Return whether *value* is a list."""
    return isinstance(value, list)
