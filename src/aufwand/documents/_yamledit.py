"""A YAML text with some values changed and everything else as it was."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, cast

from attrs import frozen

from aufwand.documents._same import matched, same
from aufwand.documents._splice import Edit, applied, lead_start, line_end, line_start, relisted
from aufwand.documents._yamlwrite import entry, flow, item
from aufwand.documents.document import is_list, is_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aufwand.documents.document import Path, Spot, Tree


class Unsplit(Exception):
    """A part of the text is laid out in a way that cannot be changed in place."""


@frozen
class Editor:
    """Finds the changes that turn one text into the next."""

    text: str

    def table(self, path: Path, old: Tree, new: Tree, spot: Spot) -> list[Edit]:
        """Return the changes to a table."""
        items = cast("dict[str, Spot]", spot.items)
        if self._flows(spot):
            return self._braces(path, old, new, spot)
        if not items or not new:
            raise Unsplit
        text, names = self.text, list(items)
        keys = [cast("int", items[name].key) for name in names]
        indent = keys[0] - line_start(text, keys[0])
        starts = self._starts(spot, keys, [items[name] for name in names])
        kept = [name in new for name in names]
        if not any(kept):
            raise Unsplit
        if text[line_start(text, keys[0]) : keys[0]].strip():
            # What stands in front of the first entry stays when the entry goes.
            first = kept.index(True)
            starts[: first + 1] = keys[: first + 1]
        edits: list[Edit] = []
        for index, name in enumerate(names):
            if name not in new:
                edits.append((starts[index], starts[index + 1], ""))
            elif not same(old[name], new[name]):
                edits += self._value((*path, name), old[name], new[name], items[name])
        added = [
            " " * indent + line
            for name, value in new.items()
            if name not in items
            for line in entry(name, value, path)
        ]
        if added:
            edits.append((starts[-1], starts[-1], self._lines(added, starts[-1])))
        return edits

    def _starts(self, whole: Spot, keys: list[int], spots: list[Spot]) -> list[int]:
        """Return where each entry starts with its comments, and where the last one ends."""
        text = self.text
        starts: list[int] = []
        # Comments at the top of the text are about all of it, not about its first entry.
        floor = line_start(text, keys[0])
        if whole.key is not None:
            floor = min(floor, line_end(text, whole.key))
        for key, spot in zip(keys, spots, strict=True):
            if not text[line_start(text, key) : key].strip():
                starts.append(lead_start(text, key, floor))
            elif starts:
                raise Unsplit
            else:
                # The first entry stands behind the dash of a list.
                starts.append(key)
            floor = self._line_after(spot)
        return [*starts, floor]

    def _line_after(self, spot: Spot) -> int:
        """Return where the line after a value starts."""
        end = spot.end
        return end if end > spot.start and self.text[end - 1] == "\n" else line_end(self.text, end)

    def _lines(self, lines: Iterable[str], at: int) -> str:
        before = self.text[:at]
        first = "" if not before or before.endswith("\n") else self._line
        return first + "".join(each + self._line for each in lines)

    @property
    def _line(self) -> str:
        return "\r\n" if "\r\n" in self.text else "\n"

    def _flows(self, spot: Spot) -> bool:
        return self.text[spot.start : spot.start + 1] in ("{", "[")

    def _braces(self, path: Path, old: Tree, new: Tree, spot: Spot) -> list[Edit]:
        """Return the changes to a table in braces."""
        items = cast("dict[str, Spot]", spot.items)
        if old.keys() != new.keys():
            return [(spot.start, spot.end, flow(new, path))]
        edits: list[Edit] = []
        for name, value in old.items():
            if not same(value, new[name]):
                here = (*path, name)
                edits += self._value(here, value, new[name], items[name], inside=True)
        return edits

    def _value(
        self,
        path: Path,
        old: object,
        new: object,
        spot: Spot,
        *,
        dash: int | None = None,
        inside: bool = False,
    ) -> list[Edit]:
        """Return the changes to one value.

        Args:
            path: Where it stands in the tree.
            old: What it is.
            new: What it will be.
            spot: Where it stands in the text.
            dash: Where its dash stands, for an entry of a list.
            inside: Whether it stands in brackets or braces.
        """
        # Under a name of its own, as the questions below narrow the other one.
        value: object = new
        with suppress(Unsplit):
            if is_table(old) and is_table(new) and old and new:
                return self.table(path, old, new, spot)
            if is_list(old) and is_list(new) and old and new:
                if self._flows(spot):
                    return self._brackets(path, old, new, spot)
                return self._dashes(path, old, new, spot)
        text, start = self.text, spot.start
        whole = is_table(old) or is_list(old)
        tall = is_table(new) or is_list(new) or (whole and not self._flows(spot))
        if inside or not tall:
            end = start + len(text[start : spot.end].rstrip())
            written = flow(value, path)
            return [(start, end, f" {written}" if text[start - 1] in ":-" else written)]
        if dash is None:
            at = cast("int", spot.key)
            lines = entry(str(path[-1]), value, path[:-1])
        else:
            at, lines = dash, item(value, path)
        indent = " " * (at - line_start(text, at))
        body = (self._line + indent).join(lines)
        return [(at, at + len(text[at : spot.end].rstrip()), body)]

    def _brackets(self, path: Path, old: list[object], new: list[object], spot: Spot) -> list[Edit]:
        """Return the changes to a list in brackets."""
        entries: list[tuple[int | None, str]] = []
        spots = cast("list[Spot]", spot.items)
        for index, (was, value) in enumerate(zip(matched(old, new), new, strict=True)):
            here = (*path, index)
            if was is None:
                entries.append((None, flow(value, here)))
                continue
            each = spots[was]
            edits: list[Edit] = []
            if not same(old[was], value):
                edits = self._value(here, old[was], value, each, inside=True)
            entries.append((was, applied(self.text, each.start, each.end, edits)))
        kept = relisted(self.text, spot, entries)
        return [(spot.start, spot.end, flow(new, path) if kept is None else kept)]

    def _dashes(self, path: Path, old: list[object], new: list[object], spot: Spot) -> list[Edit]:
        """Return the changes to a list with a dash before each entry."""
        text, spots = self.text, cast("list[Spot]", spot.items)
        dashes = [text.rfind("-", 0, max(each.start, 1)) for each in spots]
        starts = self._starts(spot, dashes, spots)
        indent = dashes[0] - line_start(text, dashes[0])
        if text[starts[0] : starts[0] + 1] == "-" and indent:
            raise Unsplit
        parts: list[str] = []
        for index, (was, value) in enumerate(zip(matched(old, new), new, strict=True)):
            here = (*path, index)
            if was is None:
                parts.append(self._lines((" " * indent + line for line in item(value, here)), 0))
                continue
            each = spots[was]
            edits: list[Edit] = []
            if not same(old[was], value):
                edits = self._value(here, old[was], value, each, dash=dashes[was])
            part = applied(text, starts[was], starts[was + 1], edits)
            parts.append(part if part.endswith("\n") else part + self._lines(("",), 0))
        return [(starts[0], starts[-1], "".join(parts))]


def changed(text: str, root: Spot, old: Tree, new: Tree) -> str:
    """Return *text* changed so that it reads *new* where it read *old*.

    Raises:
        Unsplit: If the text is laid out in a way that cannot be changed in place.
    """
    return applied(text, 0, len(text), Editor(text).table((), old, new, root))
