"""What a result says, before anyone lays it out: a headline, notes, and parts of the same kind."""

from __future__ import annotations

from attrs import frozen

from aufwand.outline.html import to_html
from aufwand.outline.text import to_text
from aufwand.units._value import value

__all__ = ["Outline"]


@value
@frozen(repr=False, eq=False)
class Outline:
    """A tree of short lines, ready to be laid out as text or HTML."""

    #: The line itself.
    head: str

    #: What it amounts to, shown beside it.
    value: str = ""

    #: Lines below it that explain it, such as sources.
    notes: tuple[str, ...] = ()

    #: What it is made of.
    parts: tuple[Outline, ...] = ()

    def to_text(self) -> str:
        """Return the tree as indented lines."""
        return to_text(self)

    def to_html(self) -> str:
        """Return the tree as a nested HTML list; every text in it is escaped."""
        return to_html(self)
