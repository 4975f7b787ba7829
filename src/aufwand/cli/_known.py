"""The file that known findings are kept in: read with places, written at once or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from aufwand.errors import Fault, InvalidPlan, UnreadablePlan

if TYPE_CHECKING:
    from aufwand.rules.known import KnownFindings

__all__ = ["read_known", "write_known"]

#: Most bytes of such a file.
SIZE = 5_000_000

#: Most keys and values in it, which is more than fit into its bytes.
VALUES = 1_000_000


def read_known(name: str) -> KnownFindings:
    """Return the known findings in a file.

    Raises:
        UnreadablePlan: If it cannot be read.
        InvalidPlan: With everything that is wrong with it, each with its line and column.
    """
    from aufwand.documents import Limits, read
    from aufwand.planfile.reading import bytes_of
    from aufwand.rules.known import KnownFindings, entries_in

    limits = Limits(size=SIZE, values=VALUES)
    document = read(bytes_of(name, limits), "json", name=name, limits=limits)
    entries, located = entries_in(document.tree)
    if located:
        faults: list[Fault] = []
        for path, is_key, fault in located:
            place = document.place(path, key=is_key)
            told = Fault(fault.value, fault.expected, ".".join(path), fault.hint)
            faults.append(told.placed(name, place.line, place.column))
        raise InvalidPlan(name, faults)
    return KnownFindings(entries)


def write_known(name: str, known: KnownFindings) -> None:
    """Write known findings to a file; only one that holds such is written over.

    Raises:
        UsageError: If something else is there.
        UnreadablePlan: If it cannot be written.
    """
    from aufwand.planfile import write_text

    if os.path.lexists(name) and not _is_known(name):
        raise click.UsageError(
            f"{name} is there already and is no baseline, so it is not written over; "
            "name another file"
        )
    text = _text_of(known)
    if len(text.encode()) > SIZE:
        raise UnreadablePlan(name, f"{len(known):,} findings are too many for a baseline")
    write_text(name, text)


def _is_known(name: str) -> bool:
    if not os.path.isfile(name):
        return False
    try:
        read_known(name)
    except InvalidPlan:
        return False
    return True


def _text_of(known: KnownFindings) -> str:
    """Return known findings as JSON with a line for each, so that changes of it are read well."""
    from json import dumps

    data = known.as_dict()
    lines = [
        f"    {dumps(mark)}: {dumps(told, ensure_ascii=False)}"
        for mark, told in data["findings"].items()
    ]
    inside = "{\n" + ",\n".join(lines) + "\n  }" if lines else "{}"
    return f'{{\n  "schema": {data["schema"]},\n  "findings": {inside}\n}}\n'
