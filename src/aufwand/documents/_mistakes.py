"""What readers note down while they read: mistakes by offset, made into faults at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from aufwand.documents.document import Lines
from aufwand.errors import Fault, InvalidPlan

if TYPE_CHECKING:
    from collections.abc import Iterable


#: How many mistakes are worth telling: nobody repairs more by hand.
MANY = 1_000


@frozen
class Mistake:
    """Something wrong at an offset of a text."""

    #: Where, counted in characters from 0.
    offset: int

    #: What was found.
    value: object

    #: What is needed there.
    expected: str

    #: Where in the tree.
    path: str = ""

    #: What to write instead.
    hint: str = ""


class Stop(Exception):
    """Nothing after this mistake can be read."""

    def __init__(self, mistake: Mistake) -> None:
        super().__init__(mistake)
        self.mistake = mistake


def refuse(mistakes: Iterable[Mistake], text: str, what: str, name: str | None) -> InvalidPlan:
    """Return the error that tells *mistakes* in the order of the text, the first :data:`MANY`.

    Args:
        mistakes: At least one.
        text: The text the offsets count in.
        what: Names what was read, where it has no file name.
        name: The file name.
    """
    lines = Lines(text)
    faults: list[Fault] = []
    for each in sorted(mistakes, key=lambda mistake: mistake.offset)[:MANY]:
        place = lines.place(each.offset)
        fault = Fault(each.value, each.expected, each.path, each.hint)
        faults.append(fault.placed(name, place.line, place.column))
    return InvalidPlan(name or what, faults)


def snippet(text: str, offset: int) -> object:
    """Return what stands at *offset*, up to the end of its line, as a message shows it."""
    end = text.find("\n", offset, offset + 100)
    found = text[offset : end if end >= 0 else offset + 100].strip()
    return found or None
