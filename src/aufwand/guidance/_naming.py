"""Names of parts as one would list them in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aufwand.rules import Message

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["named"]

#: Most names of a list; nobody reads twenty.
_MOST = 3

#: Most characters of one name, so that a whole list stays as short as a single text may be.
_CUT = 40


def named(labels: Iterable[str]) -> Message:
    """Return *labels* as a list, the same in whatever order they come.

    >>> named(["PR", "Care"]).say("de", {})
    'Care und PR'
    """
    told = sorted(label if len(label) <= _CUT else f"{label[:_CUT]}…" for label in labels)
    if len(told) == 1:
        return Message(told[0], verbatim=True)
    if len(told) <= _MOST:
        most, last = ", ".join(told[:-1]), told[-1]
        return Message(f"{most} and {last}", f"{most} und {last}", verbatim=True)
    most, more = ", ".join(told[: _MOST - 1]), len(told) - _MOST + 1
    return Message(f"{most} and {more} more", f"{most} und {more} weitere", verbatim=True)
