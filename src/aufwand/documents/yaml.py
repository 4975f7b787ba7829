"""YAML read from its events: tables, lists and text, and nothing that can do harm.

Scalars stay text: what ``NO``, ``15:30`` or ``1.10`` means is for a schema to say. Anchors,
aliases, tags, merge keys and second documents are refused where they stand.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal, cast

from attrs import define, field

from aufwand.documents._mistakes import Mistake, Stop, snippet
from aufwand.documents._text import composed
from aufwand.documents.document import Lines, Plain, Spot, written
from aufwand.errors import MissingExtra
from aufwand.units._pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aufwand.documents.document import Limits, Path, Tree

#: What YAML does not allow anywhere, and the line ends that are none in other formats.
_FORBIDDEN = Pattern(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_TAB = Pattern(r"(?:\A|(?<=\n))[^#\n\t]*+\t")
# The parsers differ about these too.
_AFTER_COLON = (",", "]", "}")
_BLOCK = Pattern(r"[|>][0-9+-]*+(?: ++(?:#[^\n]*+)?)?\r?\n(?! *\t)(?:[^\n]++|\n(?! *\t))*+")
_NUMERIC = Pattern(r"[+-]?\.?[0-9][0-9A-Fa-f_.xo]*+", re.ASCII)


def read_tree(
    text: str, limits: Limits, *, parser: Literal["c", "pure"] | None = None
) -> tuple[Tree, Spot, list[Mistake]]:
    """Return the tree in *text* with its places, or what is wrong with it.

    Args:
        text: YAML.
        limits: What is too much.
        parser: Which parser of PyYAML to use; the fast one where it is there.
    """
    forbidden = _FORBIDDEN.search(text)
    if forbidden is not None:
        mistake = Mistake(forbidden.start(), forbidden[0], "a character that YAML allows")
        return {}, Spot(0), [mistake]
    building = _Building(text, limits)
    try:
        for event in _events(text, parser):
            building.take(event)
    except Stop as stop:
        building.mistakes.append(stop.mistake)
    return building.tree, building.root, building.mistakes


def _events(text: str, parser: Literal["c", "pure"] | None) -> Iterator[Any]:
    """Yield the events of PyYAML, none of which a host's own constructors can change."""
    try:
        import yaml
    except ImportError:
        raise MissingExtra("yaml", "reading YAML") from None

    fast = parser == "c" if parser else yaml.__with_libyaml__
    try:
        # The stubs leave the type of a stream open.
        parse = cast("Callable[..., Iterator[Any]]", yaml.parse)  # pyright: ignore[reportUnknownMemberType]
        yield from parse(text, Loader=yaml.CBaseLoader if fast else yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = min(mark.index, len(text)) if mark else len(text)
        hint = ", ".join(part for part in (error.context, error.problem) if part)
        if text.startswith("\t", at):
            raise Stop(Mistake(at, "\t", "spaces in place of a tab")) from None
        raise Stop(Mistake(at, snippet(text, at), "valid YAML", hint=hint)) from None


@define(eq=False)
class _Frame:
    """A table or list that is not complete yet."""

    spot: Spot
    path: Path
    value: dict[str, object] | list[object]

    #: The key that waits for its value, and where it stands.
    key: tuple[str, int] | None = None


@define(eq=False)
class _Building:
    """A tree that grows with every event."""

    text: str
    limits: Limits

    #: What was read.
    tree: Tree = field(factory=dict[str, object])

    #: Where it stands.
    root: Spot = field(factory=lambda: Spot(0, items={}))

    #: What may not be.
    mistakes: list[Mistake] = field(factory=list[Mistake])

    _frames: list[_Frame] = field(factory=list[_Frame])
    _count: int = 0

    # The parsers differ about tabs, so none is allowed outside of quotes, blocks and comments.
    _tabs: bool = field(init=False)
    _read_to: int = 0

    _documents: int = 0

    _lines: Lines = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._lines = Lines(self.text)
        self._tabs = "\t" in self.text

    def take(self, event: Any) -> None:
        """Add what *event* tells."""
        kind = type(event).__name__
        at = min(event.start_mark.index, len(self.text))
        if self._tabs:
            end = min(event.end_mark.index, len(self.text))
            quoted = kind == "ScalarEvent" and event.style
            self._no_tab(at if quoted else end)
            self._read_to = max(self._read_to, end)
        if kind == "DocumentStartEvent":
            self._documents += 1
            if self._documents > 1 or event.tags:
                expected = "one document without tags"
                raise Stop(Mistake(at, snippet(self.text, at), expected))
        elif kind == "AliasEvent":
            expected = "the value itself in place of an alias"
            raise Stop(Mistake(at, snippet(self.text, at), expected, self._where()))
        elif kind == "ScalarEvent":
            self._node(event, at)
            self._scalar(event, at)
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            self._node(event, at)
            self._open(at, {} if kind == "MappingStartEvent" else [])
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self._close(event)

    def _no_tab(self, at: int) -> None:
        """Refuse a tab between what was read before and *at*."""
        tab = _TAB.search(self.text[self._read_to : at])
        if tab is not None:
            expected = "spaces in place of a tab"
            at = self._read_to + tab.end() - 1
            self.mistakes.append(Mistake(at, "\t", expected, self._where()))
            self._tabs = False

    def _where(self) -> str:
        if not self._frames:
            return ""
        return written(_next(self._frames[-1]))

    def _node(self, event: Any, at: int) -> None:
        """Refuse what may stand in front of a value, and too many values."""
        self._count += 1
        if self._count > self.limits.values:
            expected = f"at most {self.limits.values} keys and values"
            raise Stop(Mistake(at, snippet(self.text, at), expected))
        if event.anchor is not None:
            expected = "a value without an anchor"
            raise Stop(Mistake(at, snippet(self.text, at), expected, self._where()))
        if event.tag is not None:
            expected = "a value without a tag"
            raise Stop(Mistake(at, snippet(self.text, at), expected, self._where()))

    def _open(self, at: int, value: dict[str, object] | list[object]) -> None:
        frames = self._frames
        spot = Spot(at, items={} if isinstance(value, dict) else [])
        path: Path = ()
        if not frames:
            if isinstance(value, list):
                raise Stop(Mistake(at, value, "a table: key: value", hint="the top is a list"))
            self.root, self.tree = spot, value
        else:
            frame = frames[-1]
            if isinstance(frame.value, dict) and frame.key is None:
                expected = "a key that is one piece of text"
                raise Stop(Mistake(at, snippet(self.text, at), expected, written(frame.path)))
            path = _next(frame)
            if len(path) > self.limits.depth:
                expected = f"at most {self.limits.depth} tables and lists inside one another"
                raise Stop(Mistake(at, snippet(self.text, at), expected))
            self._put(value, spot)
        frames.append(_Frame(spot, path, value))

    def _close(self, event: Any) -> None:
        frame = self._frames.pop()
        spot = frame.spot
        # A block ends where the next thing starts; what belongs to it ends with its last entry.
        flow = self.text[spot.start] in "[{" and event.end_mark.index > event.start_mark.index
        if flow:
            spot.end = event.end_mark.index
            return
        items = spot.items.values() if isinstance(spot.items, dict) else spot.items
        spot.end = max((item.end for item in items or ()), default=spot.start)

    def _scalar(self, event: Any, at: int) -> None:
        plain = not event.style
        text: str = event.value
        end = min(event.end_mark.index, len(self.text))
        if event.style in ("|", ">"):
            block = _BLOCK.match(self.text, at, end)
            if end > at + 2 and (block is None or block.end() < end):
                expected = "a block without tabs in front, below a line of its own"
                raise Stop(Mistake(at, snippet(self.text, at), expected, self._where()))
        if not self._frames:
            if plain and not text:
                return
            raise Stop(Mistake(at, text, "a table: key: value", hint="the top is one text"))
        frame = self._frames[-1]
        if plain and "?" in text and self.text[frame.spot.start] in "[{":
            expected = "quotes around text with ? between brackets"
            raise Stop(Mistake(at, text, expected, self._where()))
        if isinstance(frame.value, dict) and frame.key is None:
            if plain and text == "<<":
                expected = "the values themselves in place of a merge"
                raise Stop(Mistake(at, "<<", expected, written(frame.path)))
            if plain and not text:
                raise Stop(Mistake(at, snippet(self.text, at), "a key", written(frame.path)))
            frame.key = (composed(text), at)
            return
        if plain and text:
            number = _NUMERIC.match(text)
            if number is not None and len(number[0]) > self.limits.digits:
                expected = f"a number of at most {self.limits.digits} digits"
                self.mistakes.append(Mistake(at, text, expected, written(_next(frame))))
        if plain and not text:
            # Nothing stands behind its colon or dash: the parsers differ about the blanks there.
            while self.text[at - 1] in " \r\n":
                at -= 1
            end = at
            if self.text[at - 1] == ":" and self.text[at : at + 1] in _AFTER_COLON:
                expected = "a space after :"
                raise Stop(Mistake(at, snippet(self.text, at), expected, written(_next(frame))))
        value = (Plain(text) if text else None) if plain else text
        self._put(value, Spot(at, end))

    def _put(self, value: object, spot: Spot) -> None:
        """Add *value* to the table or list that is open."""
        frame = self._frames[-1]
        if isinstance(frame.value, list):
            frame.value.append(value)
            cast("list[Spot]", frame.spot.items).append(spot)
            return
        name, at = cast("tuple[str, int]", frame.key)
        frame.key = None
        spot.key = at
        items = cast("dict[str, Spot]", frame.spot.items)
        known = items.setdefault(name, spot)
        if known is spot:
            frame.value[name] = value
            return
        first = self._lines.place(known.key or 0).line
        hint = f"the first one is in line {first}"
        where = written((*frame.path, name))
        self.mistakes.append(Mistake(at, name, "a key that is not there yet", where, hint))


def _next(frame: _Frame) -> Path:
    """Return the path of the value that comes next in *frame*."""
    if isinstance(frame.value, list):
        return (*frame.path, len(frame.value))
    return frame.path if frame.key is None else (*frame.path, frame.key[0])
