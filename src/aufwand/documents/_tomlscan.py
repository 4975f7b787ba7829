"""Every key and value of a TOML text with its offsets, in one pass over the text.

The standard library reads TOML without places, and newer versions of it read a newer TOML.
This scanner knows where things stand, refuses what is over a limit and what TOML 1.0 does not
have, and leaves the meaning of numbers and dates to the library.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, cast

from attrs import define, field, frozen

from aufwand.documents._mistakes import Mistake, Stop, snippet
from aufwand.documents._text import composed
from aufwand.documents.document import Lines, Path, Spot, written
from aufwand.units._pattern import Pattern

if TYPE_CHECKING:
    from aufwand.documents.document import Limits

# Possessive repeats never give back what they took, so every pattern is linear in the text.
_BETWEEN = Pattern(r"(?:[ \t\n\r]++|#[^\n]*+)*+")
_SPACE = Pattern(r"[ \t]*+")
_LINE_END = Pattern(r"[ \t]*+(?:#[^\n]*+)?(?:\r?\n|\Z)")
_BARE = Pattern(r"[A-Za-z0-9_-]++")
_BASIC = Pattern(r'"((?:[^"\\\n]++|\\[^\n])*+)"')
_LITERAL = Pattern(r"'([^'\n]*+)'")
_LONG_BASIC = Pattern(r'"""((?:[^"\\]++|\\.|"(?!""))*+)"{3,5}+', re.DOTALL)
_LONG_LITERAL = Pattern(r"'''((?:[^']++|'(?!''))*+)'{3,5}+")
_WORD = Pattern(r"\d{4}-\d\d-\d\d [0-9:.]++(?:[Zz]|[+-][0-9:]++)?|[0-9A-Za-z_+\-.:]++", re.ASCII)
_UNQUOTED = Pattern(r"[^\n#,\]}]++")
_NUMERIC = Pattern(r"[+-]?[0-9]|[+-]?(?:inf|nan)\Z")
_SHORT_TIME = Pattern(r"(?:\A|[Tt ])\d\d:\d\d(?!:?\d)", re.ASCII)
_NEW_ESCAPE = Pattern(r"\\[^xe]|\\([xe])", re.DOTALL)
_ESCAPE = Pattern(r'\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([btnfr"\\]))')
_ESCAPED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}


@frozen
class Statement:
    """One header or one ``key = value`` of a TOML text."""

    #: ``table`` for ``[x]``, ``element`` for ``[[x]]``, ``pair`` for ``key = value``.
    kind: Literal["table", "element", "pair"]

    #: The full way to what it defines.
    path: Path

    #: Where it starts and ends, without the rest of the line.
    start: int
    end: int

    #: How many steps of the path belong to the header above it.
    above: int = 0


@define(eq=False)
class Scan:
    """One pass over a TOML text."""

    text: str

    limits: Limits

    #: The spots of everything read so far.
    root: Spot = field(factory=lambda: Spot(0, items={}, kind="header"))

    #: Headers and pairs in the order of the text.
    statements: list[Statement] = field(factory=list[Statement])

    #: What may not be, whatever the library says.
    mistakes: list[Mistake] = field(factory=list[Mistake])

    #: Keys and tables that are there twice.
    doubles: list[Mistake] = field(factory=list[Mistake])

    #: Keys and values seen.
    count: int = 0

    _lines: Lines = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._lines = Lines(self.text)

    def run(self) -> Scan:
        """Read the text, as far as it can be read."""
        try:
            self._document()
        except Stop as stop:
            self.mistakes.append(stop.mistake)
        self.root.end = len(self.text)
        return self

    def _document(self) -> None:
        text, table = self.text, self.root
        above: Path = ()
        at = _between(text, 0)
        while at < len(text):
            if text[at] == "[":
                table, above, at = self._header(at)
            else:
                start, path = at, above
                at, path = self._pair(at, table, above)
                self.statements.append(Statement("pair", path, start, at, len(above)))
            rest = _LINE_END.match(text, at)
            if rest is None:
                space = _space(text, at)
                raise Stop(Mistake(space, snippet(text, space), "the end of the line"))
            at = _between(text, rest.end())

    def _header(self, start: int) -> tuple[Spot, Path, int]:
        element = self.text.startswith("[[", start)
        fence = "]]" if element else "]"
        parts, at = self._key(start + len(fence), start)
        at = _space(self.text, at)
        if not self.text.startswith(fence, at):
            raise Stop(Mistake(at, snippet(self.text, at), f"{fence} after the name of the table"))
        end = at + len(fence)
        table = self.root
        path: Path = ()
        last = len(parts) - 1
        for index, (name, offset) in enumerate(parts):
            items = cast("dict[str, Spot]", table.items)
            known = items.get(name)
            path = (*path, name)
            if index < last:
                if known is None:
                    known = items[name] = Spot(start, end, offset, {}, "implicit")
                elif not _open(known):
                    known = self._twice(known, path, offset)
            elif known is None:
                kind = "list" if element else "header"
                known = items[name] = Spot(start, end, offset, [] if element else {}, kind)
            elif element and known.kind != "list":
                known = self._twice(known, path, offset)
                known.items, known.kind = [], "list"
            elif not element:
                if known.kind == "implicit":
                    known.start, known.end, known.key, known.kind = start, end, offset, "header"
                else:
                    known = self._twice(known, path, offset)
                    known.items, known.kind = {}, "header"
            if known.kind == "list":
                entries = cast("list[Spot]", known.items)
                if index == last:
                    entries.append(Spot(start, end, offset, {}, "header"))
                    self._count(start)
                path = (*path, len(entries) - 1)
                known = entries[-1]
            table = known
        self._depth(len(path), start)
        self.statements.append(Statement("element" if element else "table", path, start, end))
        return table, path, end

    def _twice(self, known: Spot, path: Path, offset: int) -> Spot:
        """Note that *path* is there already, and return a spot that goes nowhere."""
        first = self._lines.place(known.start if known.key is None else known.key).line
        hint = f"the first one is in line {first}"
        name = path[-1]
        where = written(path)
        self.doubles.append(Mistake(offset, name, "a key that is not there yet", where, hint))
        return Spot(offset, offset, offset, {}, "header")

    def _pair(self, at: int, table: Spot, above: Path) -> tuple[int, Path]:
        """Read ``key = value`` into *table* and return where it ends, and its path."""
        text = self.text
        parts, at = self._key(at, at)
        at = _space(text, at)
        if not text.startswith("=", at):
            raise Stop(Mistake(at, snippet(text, at), "= after the key"))
        path = above
        for name, offset in parts[:-1]:
            items = cast("dict[str, Spot]", table.items)
            path = (*path, name)
            known = items.get(name)
            if known is None:
                known = items[name] = Spot(offset, offset, offset, {}, "dotted")
            elif known.kind not in ("dotted", "implicit", "header"):
                known = self._twice(known, path, offset)
            table = known
        name, offset = parts[-1]
        path = (*path, name)
        self._depth(len(path) - 1, offset)
        items = cast("dict[str, Spot]", table.items)
        known = items.get(name)
        at = _space(text, at + 1)
        spot = Spot(at, key=offset)
        if known is None:
            items[name] = spot
        else:
            self._twice(known, path, offset)
        spot.end = self._value(spot, path)
        return spot.end, path

    def _key(self, at: int, start: int) -> tuple[list[tuple[str, int]], int]:
        """Read a dotted key: its parts with their offsets, and where it ends."""
        text = self.text
        parts: list[tuple[str, int]] = []
        while True:
            at = _space(text, at)
            found = _BARE.match(text, at) or _BASIC.match(text, at) or _LITERAL.match(text, at)
            if found is None or text.startswith(('"""', "'''"), at):
                raise Stop(Mistake(at, snippet(text, at), "a key", hint=_hint_key(text, at)))
            self._count(at)
            name = found[found.lastindex or 0]
            if text[at] == '"' and "\\" in name:
                name = self._unescaped(name, at + 1)
            parts.append((composed(name), at))
            if len(parts) > self.limits.key_parts:
                expected = f"at most {self.limits.key_parts} parts in a dotted key"
                raise Stop(Mistake(start, snippet(text, start), expected))
            at = _space(text, found.end())
            if not text.startswith(".", at):
                return parts, found.end()
            at += 1

    def _value(self, spot: Spot, path: Path) -> int:
        """Read the value that starts at *spot* and return where it ends."""
        text, at = self.text, spot.start
        self._count(at)
        first = text[at : at + 1]
        if first == "[":
            return self._array(spot, path)
        if first == "{":
            return self._inline(spot, path)
        if first in ('"', "'"):
            return self._string(at, path)
        word = _WORD.match(text, at)
        if word is None or not (word[0] in ("true", "false") or _NUMERIC.match(word[0])):
            found = _UNQUOTED.match(text, at)
            raw = found[0].strip() if found is not None and first != "=" else ""
            hint = (
                f'put text in quotes: "{raw}"' if raw and '"' not in raw and len(raw) < 40 else ""
            )
            value = snippet(text, at)
            raise Stop(Mistake(at, value, "a value after =", written(path), hint))
        self._word(word[0], at, path)
        return word.end()

    def _word(self, word: str, at: int, path: Path) -> None:
        """Check a number, date or time against the limits and TOML 1.0."""
        hexadecimal = word.startswith("0x")
        digits = sum(map(str.isalnum if hexadecimal else str.isdigit, word)) - 2 * hexadecimal
        if digits > self.limits.digits:
            expected = f"a number of at most {self.limits.digits} digits"
            self.mistakes.append(Mistake(at, word, expected, written(path)))
        elif _boundless(word):
            self.mistakes.append(Mistake(at, word, "a finite number", written(path)))
        elif _SHORT_TIME.search(word):
            hint = f"write {word}:00" if len(word) == 5 else "write the seconds too"
            self.mistakes.append(Mistake(at, word, "a time with seconds", written(path), hint))

    def _string(self, at: int, path: Path) -> int:
        text = self.text
        long = text.startswith(('"""', "'''"), at)
        basic = text[at] == '"'
        if long:
            found = (_LONG_BASIC if basic else _LONG_LITERAL).match(text, at)
        else:
            found = (_BASIC if basic else _LITERAL).match(text, at)
        if found is None:
            expected = f"text that ends with {text[at] * (3 if long else 1)}"
            raise Stop(Mistake(at, snippet(text, at), expected, written(path)))
        if basic:
            self._escapes(found[1], found.start(1), path)
        return found.end()

    def _escapes(self, raw: str, start: int, path: Path) -> None:
        if "\\x" not in raw and "\\e" not in raw:
            return
        for found in _NEW_ESCAPE.finditer(raw):
            if found[1]:
                wanted = r"\u00 and two digits" if found[1] == "x" else r"\u001b"
                expected = "an escape that TOML 1.0 knows"
                at = start + found.start()
                hint = f"write {wanted} instead"
                self.mistakes.append(Mistake(at, found[0], expected, written(path), hint))

    def _unescaped(self, raw: str, start: int) -> str:
        """Return the text that a basic key stands for."""
        self._escapes(raw, start, ())
        return _ESCAPE.sub(_character, raw)

    def _array(self, spot: Spot, path: Path) -> int:
        text = self.text
        self._depth(len(path), spot.start)
        entries: list[Spot] = []
        spot.items, spot.kind = entries, "array"
        at = _between(text, spot.start + 1)
        while not text.startswith("]", at):
            entry = Spot(at)
            entries.append(entry)
            entry.end = self._value(entry, (*path, len(entries) - 1))
            at = _between(text, entry.end)
            if text.startswith(",", at):
                at = _between(text, at + 1)
            elif not text.startswith("]", at):
                raise Stop(Mistake(at, snippet(text, at), ", or ] in the list", written(path)))
        return at + 1

    def _inline(self, spot: Spot, path: Path) -> int:
        text = self.text
        self._depth(len(path), spot.start)
        spot.items, spot.kind = {}, "inline"
        at = _space(text, spot.start + 1)
        if text.startswith("}", at):
            return at + 1
        while True:
            self._one_line(at, path)
            end, _ = self._pair(at, spot, path)
            at = _space(text, end)
            if text.startswith("}", at):
                return at + 1
            self._one_line(at, path)
            if not text.startswith(",", at):
                raise Stop(Mistake(at, snippet(text, at), ", or } in the table", written(path)))
            comma = at
            at = _space(text, at + 1)
            if text.startswith("}", at):
                expected = "no comma before the } of a table"
                raise Stop(Mistake(comma, ",", expected, written(path)))

    def _one_line(self, at: int, path: Path) -> None:
        """Refuse what TOML 1.1 allows: line ends and comments between the braces."""
        if self.text.startswith(("\n", "\r\n", "#"), at):
            expected = "a table in braces to be on one line"
            found = "a comment" if self.text[at] == "#" else "a line end"
            raise Stop(Mistake(at, found, expected, written(path)))

    def _count(self, at: int) -> None:
        self.count += 1
        if self.count > self.limits.values:
            expected = f"at most {self.limits.values} keys and values"
            raise Stop(Mistake(at, snippet(self.text, at), expected))

    def _depth(self, depth: int, at: int) -> None:
        """Refuse a table or list that stands in more others than the limit says."""
        if depth > self.limits.depth:
            expected = f"at most {self.limits.depth} tables and lists inside one another"
            raise Stop(Mistake(at, snippet(self.text, at), expected))


def _between(text: str, at: int) -> int:
    """Return where the next thing stands after blanks, line ends and comments."""
    found = _BETWEEN.match(text, at)
    return found.end() if found else at


def _space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _open(spot: Spot) -> bool:
    """Return whether a header may put tables below *spot*."""
    return spot.kind in ("implicit", "header", "dotted", "list")


def _boundless(word: str) -> bool:
    """Return whether *word* is a float that no float can hold."""
    if ("e" not in word and "E" not in word) or word[:2] == "0x":
        return False
    try:
        return float(word) in (float("inf"), float("-inf"))
    except ValueError:
        return False


def _character(found: re.Match[str]) -> str:
    """Return the character an escape stands for; the library refuses what is none."""
    if found[3]:
        return _ESCAPED[found[3]]
    number = int(found[1] or found[2], 16)
    return chr(number) if number < 0x110000 else found[0]


def _hint_key(text: str, at: int) -> str:
    if text.startswith(('"""', "'''"), at):
        return "a key is in one pair of quotes"
    return "put a key with other characters in quotes" if text[at : at + 1].isalpha() else ""
