"""A document: its text, the plain tree in it, and where everything in the tree stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Literal, TypeAlias, TypeGuard

from attrs import field, frozen
from attrs.validators import ge, le

from aufwand.units._value import value

if TYPE_CHECKING:
    from collections.abc import Iterator

#: A table of plain values: text, numbers, booleans, dates, lists and tables.
Tree: TypeAlias = dict[str, object]

#: The way to a value: keys of tables and, counted from 0, places in lists.
Path: TypeAlias = tuple[str | int, ...]

#: The formats a document may have.
Format: TypeAlias = Literal["toml", "yaml", "json"]


class Plain(str):
    """A YAML scalar without quotes: text until a schema says what it means."""

    __slots__ = ()


@value
@frozen(kw_only=True, repr=False, eq=False)
class Limits:
    """How much a document may ask of the machine that reads it."""

    #: Bytes of the whole text.
    size: int = 1_000_000

    #: Tables and lists inside one another, the outermost table not counted.
    depth: int = field(default=32, validator=[ge(1), le(100)])

    #: Keys and values together.
    values: int = 50_000

    #: Digits of one number.
    digits: int = field(default=40, validator=[ge(1), le(1_000)])

    #: Characters of one piece of text.
    text: int = 10_000

    #: Parts of one dotted key.
    key_parts: int = 16


#: For a text that was read before: nothing in it can be too much any more.
KNOWN = Limits(size=1 << 62, depth=100, values=1 << 62, digits=1_000, text=1 << 62, key_parts=100)


@value
@frozen(repr=False, eq=False)
class Place:
    """A position in a text."""

    #: The line, counted from 1.
    line: int

    #: The column in that line, counted from 1, in characters.
    column: int


class Spot:
    """Where one value of a tree stands, as offsets, with the spots of what is in it."""

    # Written by hand, as the next two: what attrs would add is never used, and costs at import.
    __slots__ = ("end", "items", "key", "kind", "start")

    def __init__(
        self,
        start: int,
        end: int = 0,
        key: int | None = None,
        items: dict[str, Spot] | list[Spot] | None = None,
        kind: str = "",
    ) -> None:
        #: Where the value starts; for a TOML table the start of its header.
        self.start: int = start
        #: Where the value ends.
        self.end: int = end
        #: Where the key of the value starts, if it has one.
        self.key: int | None = key
        #: The entries of a table or list.
        self.items: dict[str, Spot] | list[Spot] | None = items
        #: How a TOML table came to be; other formats need no kinds.
        self.kind: str = kind

    def find(self, step: str | int) -> Spot | None:
        """Return the spot one step further, if there is one."""
        if isinstance(self.items, dict):
            return self.items.get(step) if isinstance(step, str) else None
        if isinstance(self.items, list) and isinstance(step, int):
            return self.items[step] if 0 <= step < len(self.items) else None
        return None


class Lines:
    """Offsets of a text turned into lines and columns."""

    __slots__ = ("_starts", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        # Most documents are never asked for a place, and a long one has many lines.
        self._starts: list[int] | None = None

    def place(self, offset: int) -> Place:
        """Return the line and column of *offset*."""
        starts = self._found()
        line = bisect_right(starts, offset)
        return Place(line, offset - starts[line - 1] + 1)

    def offset(self, line: int, column: int) -> int:
        """Return the offset of *line* and *column*, both counted from 1."""
        return self._found()[line - 1] + column - 1

    def _found(self) -> list[int]:
        starts = self._starts
        if starts is None:
            starts = self._starts = [0, *(end.end() for end in re.finditer("\n", self._text))]
        return starts


class Memory:
    """What a document has worked out since it was read."""

    __slots__ = ("lines", "root")

    def __init__(self, root: Spot | None = None) -> None:
        #: Where everything stands.
        self.root: Spot | None = root
        #: Where the lines start.
        self.lines: Lines | None = None


@frozen
class Document:
    """A text that was read, and the tree that was in it."""

    #: What the text is written in.
    format: Format

    #: The name of the file, for messages.
    name: str | None

    #: The text, without a byte order mark.
    text: str = field(repr=False)

    #: The values; YAML scalars stay text.
    tree: Tree = field(repr=False)

    # Places are wanted only when something is wrong, so a sound plan does not pay for them.
    _memory: Memory = field(factory=Memory, eq=False, repr=False)

    def __hash__(self) -> int:
        return hash((self.format, self.name, self.text))

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Return where the value at *path* stands.

        A table or a list of tables in TOML stands at its header. A path that leads nowhere
        stands where its nearest existing ancestor does.

        Args:
            path: Keys and list positions from the top.
            key: Ask for the key in front of the value instead; entries of lists have none.
        """
        offset = self.offset(path, key=key)
        lines = self._memory.lines
        if lines is None:
            lines = self._memory.lines = Lines(self.text)
        return lines.place(offset)

    def offset(self, path: Path, *, key: bool = False) -> int:
        """Return the same as :meth:`place`, in characters from the start of the text."""
        spot = self.spots
        for step in path:
            nearer = spot.find(step)
            if nearer is None:
                # A missing thing has no key of its own to point at.
                return spot.start
            spot = nearer
        return spot.key if key and spot.key is not None else spot.start

    @property
    def spots(self) -> Spot:
        """Where everything stands, as offsets."""
        root = self._memory.root
        if root is None:
            root = self._memory.root = self._scanned()
        return root

    def _scanned(self) -> Spot:
        if self.format == "toml":
            from aufwand.documents.toml import scanned

            return scanned(self.text).root
        # YAML is not here: its spots come with its tree.
        from aufwand.documents.json import spots

        return spots(self.text)


def is_table(value: object) -> TypeGuard[Tree]:
    """Return whether *value* is a table."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[object]]:
    """Return whether *value* is a list."""
    return isinstance(value, list)


def written(path: Path) -> str:
    """Return *path* as messages write it, for example ``roles[0].capacity``."""
    return "".join(_steps(path))


def _steps(path: Path) -> Iterator[str]:
    for index, step in enumerate(path):
        if isinstance(step, int):
            yield f"[{step}]"
            continue
        if index:
            yield "."
        # A hostile key must not write its own message.
        bare = len(step) <= 60 and step.replace("-", "_").isidentifier()
        yield step if bare else repr(step if len(step) <= 60 else step[:60] + "…")
