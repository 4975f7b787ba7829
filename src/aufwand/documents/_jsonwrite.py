"""JSON written afresh, or with the indentation of a text that is there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from aufwand.errors import Fault
from aufwand.units._pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

_INDENT = Pattern(r"\A\s*\{\s*?\n([ \t]+)")


def fresh(tree: Mapping[str, object], *, indent: str | int | None = 2, tight: bool = False) -> str:
    """Return *tree* as JSON.

    Args:
        tree: The table at the top.
        indent: What each level is indented by; None for one line.
        tight: Without spaces after commas and colons.
    """
    from json import dumps

    separators = (",", ":") if tight else None
    try:
        return (
            dumps(
                tree,
                ensure_ascii=False,
                allow_nan=False,
                indent=indent,
                separators=separators,
                default=_text,
            )
            + "\n"
        )
    except ValueError as error:
        if isinstance(error, Fault):
            raise
        raise Fault(tree, "finite numbers only") from None


def changed(text: str, new: Mapping[str, object]) -> str:
    """Return *new* as JSON that is laid out as *text* is."""
    found = _INDENT.match(text)
    tight = ": " not in text
    result = fresh(new, indent=found[1] if found else None, tight=tight and not found)
    if not text.endswith("\n"):
        result = result.removesuffix("\n")
    return result.replace("\n", "\r\n") if "\r\n" in text else result


def _text(value: object) -> str:
    """Return the text of a date, the only value JSON has no form for."""
    if isinstance(value, date):
        return value.isoformat()
    raise Fault(value, "a value that JSON can hold")
