"""A TOML text with some values changed and everything else as it was.

The text is cut into blocks, one for each header with the comments directly above it. Blocks
are moved and dropped as a whole, and pairs in them are changed where they stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from attrs import define, field

from aufwand.documents._same import matched, same
from aufwand.documents._splice import (
    Edit,
    applied,
    lead_start,
    line_end,
    line_start,
    relisted,
)
from aufwand.documents._tomlwrite import (
    WIDTH,
    element,
    inline,
    is_section,
    is_tables,
    key,
    pair,
    section,
)
from aufwand.documents.document import Path, Spot, Tree, is_list, is_table

if TYPE_CHECKING:
    from aufwand.documents._tomlscan import Scan, Statement

_TABLES = ("header", "implicit", "dotted")


@define(eq=False)
class _Block:
    """A header with its pairs, or the pairs before the first header."""

    path: Path

    #: Where it stands in the old text; a new block has its text instead.
    start: int = 0
    end: int = 0
    new: str = ""

    header: Statement | None = None
    pairs: list[Statement] = field(factory=list["Statement"])
    edits: list[Edit] = field(factory=list[Edit])


@define(eq=False)
class Editor:
    """Turns one text into the next."""

    text: str
    scan: Scan

    _blocks: list[_Block] = field(factory=list[_Block], init=False)
    _removed: dict[Path, None] = field(factory=dict[Path, None], init=False)
    _homes: dict[Path, _Block] = field(factory=dict[Path, _Block], init=False)
    _line: str = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._line = "\r\n" if "\r\n" in self.text else "\n"
        block = _Block(())
        self._blocks.append(block)
        floor = 0
        for statement in self.scan.statements:
            if statement.kind == "pair":
                block.pairs.append(statement)
                self._homes[statement.path] = block
            else:
                block.end = lead_start(self.text, statement.start, floor)
                block = _Block(statement.path, block.end, header=statement)
                self._blocks.append(block)
            floor = line_end(self.text, statement.end)
        block.end = len(self.text)

    def run(self, old: Tree, new: Tree) -> str:
        """Return the text for *new*, given that it now reads *old*."""
        self._table((), old, new, self.scan.root)
        parts: list[str] = []
        before: _Block | None = None
        for block in self._blocks:
            if self._is_removed(block.path):
                continue
            part = self._block_text(block)
            # What stood together keeps its distance, what comes together gets an empty line.
            together = before is not None and before.end == block.start and not block.new
            if parts and part and not together:
                parts.append(self._gap("".join(parts[-2:])))
            parts.append(part)
            before = block if part else before
        text = "".join(parts)
        last = self._blocks[-1]
        return text if before is last and not last.new else text.rstrip() + self._line

    def _gap(self, before: str) -> str:
        if not before.strip():
            return ""
        lines = len(before) - len(before.rstrip("\r\n"))
        ends = before[len(before) - lines :].count("\n")
        return self._line * max(0, 2 - ends)

    def _is_removed(self, path: Path) -> bool:
        return any(path[:length] in self._removed for length in range(len(path) + 1))

    def _block_text(self, block: _Block) -> str:
        if block.new:
            return block.new.replace("\n", self._line)
        floor = block.start
        if block.header is not None:
            floor = line_end(self.text, block.header.end)
        edits = list(block.edits)
        for each in block.pairs:
            end = line_end(self.text, each.end)
            if self._is_removed(each.path):
                edits = [edit for edit in edits if not each.start <= edit[0] < each.end]
                edits.append((lead_start(self.text, each.start, floor), end, ""))
            floor = end
        return applied(self.text, block.start, block.end, edits)

    def _table(self, path: Path, old: Tree, new: Tree, spot: Spot) -> None:
        items = cast("dict[str, Spot]", spot.items)
        fresh = {name: value for name, value in new.items() if name not in old}
        for name, value in old.items():
            here = (*path, name)
            if name not in new:
                self._removed[here] = None
            elif not same(value, new[name]) and not self._value(
                here, value, new[name], items[name]
            ):
                self._removed[here] = None
                fresh[name] = new[name]
        if fresh:
            self._add(path, fresh, spot)

    def _value(self, path: Path, old: object, new: object, spot: Spot) -> bool:
        """Change the value at *path*, or return False if it has to go to another place."""
        if spot.kind in _TABLES:
            if is_table(old) and is_table(new) and new:
                self._table(path, old, new, spot)
                return True
            return False
        if spot.kind == "list":
            if is_tables(new):
                entries = cast("list[Spot]", spot.items)
                self._elements(path, cast("list[Tree]", old), cast("list[Tree]", new), entries)
                return True
            return False
        width = WIDTH - (spot.start - line_start(self.text, spot.start))
        text = self._inline(path, old, new, spot, width).replace("\n", self._line)
        self._homes[path].edits.append((spot.start, spot.end, text))
        return True

    def _inline(self, path: Path, old: object, new: object, spot: Spot, width: int | None) -> str:
        """Return the text of a value after an equals sign, as much of it kept as can be."""
        text = self.text
        if is_table(old) and is_table(new):
            edits = self._inside(path, old, new, spot)
            if edits is not None:
                return applied(text, spot.start, spot.end, edits)
        if is_list(old) and is_list(new):
            spots = cast("list[Spot]", spot.items)
            entries: list[tuple[int | None, str]] = []
            for index, (was, value) in enumerate(zip(matched(old, new), new, strict=True)):
                here = (*path, index)
                if was is None:
                    entries.append((None, inline(value, here)))
                elif same(old[was], value):
                    entries.append((was, text[spots[was].start : spots[was].end]))
                else:
                    entries.append((was, self._inline(here, old[was], value, spots[was], None)))
            kept = relisted(text, spot, entries)
            if kept is not None:
                return kept
        return inline(new, path, width)

    def _inside(self, path: Path, old: Tree, new: Tree, spot: Spot) -> list[Edit] | None:
        """Return the changes to a table in braces, None if keys come or go."""
        if old.keys() != new.keys():
            return None
        items = cast("dict[str, Spot]", spot.items)
        edits: list[Edit] = []
        for name, value in old.items():
            child, here = items[name], (*path, name)
            if same(value, new[name]):
                continue
            if child.kind == "dotted":
                other = new[name]
                inner = None
                if is_table(value) and is_table(other):
                    inner = self._inside(here, value, other, child)
                if inner is None:
                    return None
                edits += inner
            else:
                text = self._inline(here, value, new[name], child, None)
                edits.append((child.start, child.end, text))
        return edits

    def _elements(self, path: Path, old: list[Tree], new: list[Tree], spots: list[Spot]) -> None:
        matches = matched(old, new)
        for was, value in zip(matches, new, strict=True):
            if was is not None:
                self._table((*path, was), old[was], value, spots[was])
        kept = [was for was in matches if was is not None]
        groups: list[list[_Block]] = []
        for index in range(len(old)):
            here = (*path, index)
            groups.append([each for each in self._blocks if each.path[: len(here)] == here])
            if index not in kept:
                self._removed[here] = None
        first = self._blocks.index(groups[0][0])
        if kept != sorted(kept):
            moved = [block for was in kept for block in groups[was]]
            others = [block for block in self._blocks if block not in moved]
            self._blocks = others[:first] + moved + others[first:]
        name = ".".join(key(step) for step in path if isinstance(step, str))
        at = first
        for index, (was, value) in enumerate(zip(matches, new, strict=True)):
            if was is None:
                text = element(name, value, (*path, index))
                # Nothing removes the path of a new block.
                self._blocks.insert(at, _Block((), new=text))
                at += 1
            else:
                at = self._blocks.index(groups[was][-1]) + 1

    def _add(self, path: Path, fresh: Tree, spot: Spot) -> None:
        """Put the entries *fresh* into the table at *path*."""
        sections: Tree = {}
        if spot.kind != "dotted":
            sections = {name: value for name, value in fresh.items() if is_section(value, path)}
        pairs = {name: value for name, value in fresh.items() if name not in sections}
        under = [i for i, each in enumerate(self._blocks) if each.path[: len(path)] == path]
        at = under[-1] + 1 if under else len(self._blocks)
        for name, value in sections.items():
            for text in section((*path, name), value):
                self._blocks.insert(at, _Block((), new=text))
                at += 1
        if not pairs:
            return
        if spot.kind == "implicit":
            names = ".".join(key(str(step)) for step in path if isinstance(step, str))
            text = f"[{names}]\n" + "".join(pair(n, v, path) + "\n" for n, v in pairs.items())
            self._blocks.insert(under[0], _Block((), new=text))
        else:
            self._add_pairs(path, pairs, dotted=spot.kind == "dotted")

    def _add_pairs(self, path: Path, pairs: Tree, *, dotted: bool) -> None:
        block = next(each for each in self._blocks if self._holds(each, path, dotted=dotted))
        near = [each for each in block.pairs if not dotted or each.path[: len(path)] == path]
        prefix = "".join(key(str(step)) + "." for step in path[len(block.path) :])
        lines = [prefix + pair(name, value, path) for name, value in pairs.items()]
        if near:
            at = line_end(self.text, near[-1].end)
            start = line_start(self.text, near[-1].start)
            indent = self.text[start : near[-1].start]
        elif block.header is not None:
            at, indent = line_end(self.text, block.header.end), ""
        else:
            at, indent = block.end, ""
        text = "".join(indent + line + "\n" for line in lines)
        if self.text[:at] and not self.text[:at].endswith("\n"):
            text = "\n" + text
        if not near and block.header is None and len(self._blocks) > 1:
            text += "\n"
        block.edits.append((at, at, text.replace("\n", self._line)))

    @staticmethod
    def _holds(block: _Block, path: Path, *, dotted: bool) -> bool:
        if dotted:
            return any(each.path[: len(path)] == path for each in block.pairs)
        return block.path == path


def changed(text: str, scan: Scan, old: Tree, new: Tree) -> str:
    """Return *text* changed so that it reads *new* where it read *old*."""
    return Editor(text, scan).run(old, new)
