"""Every key and value of a JSON text with its offsets, in one pass over the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from aufwand.documents._mistakes import Mistake, Stop, snippet
from aufwand.documents._text import composed
from aufwand.documents.document import Lines, Spot, written
from aufwand.units._pattern import Pattern

if TYPE_CHECKING:
    from aufwand.documents.document import Limits, Path

_BLANK = Pattern(r"[ \t\n\r]*+")
_STRING = Pattern(r'"(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*+"')
_NUMBER = Pattern(r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?")
_WORD = Pattern(r"-?[A-Za-z_0-9.+-]++")
_LITERALS = ("true", "false", "null")


@define(eq=False)
class Scan:
    """One pass over a JSON text."""

    text: str

    limits: Limits

    #: The spots of everything read so far.
    root: Spot = field(factory=lambda: Spot(0))

    #: What may not be, in the order of the text.
    mistakes: list[Mistake] = field(factory=list[Mistake])

    #: Keys and values seen.
    count: int = 0

    _lines: Lines = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._lines = Lines(self.text)

    def run(self) -> Scan:
        """Read the text, as far as it can be read."""
        try:
            self.root.start = self._blank(0)
            self.root.end = self._value(self.root, ())
        except Stop as stop:
            self.mistakes.append(stop.mistake)
            return self
        at = self._blank(self.root.end)
        if at < len(self.text):
            found = snippet(self.text, at)
            self.mistakes.append(Mistake(at, found, "the end of the document"))
        return self

    def _blank(self, at: int) -> int:
        found = _BLANK.match(self.text, at)
        return found.end() if found else at

    def _value(self, spot: Spot, path: Path) -> int:
        """Read the value that starts at *spot* and return where it ends."""
        text, at = self.text, spot.start
        self._count(at)
        first = text[at : at + 1]
        if first in ("{", "["):
            if len(path) > self.limits.depth:
                expected = f"at most {self.limits.depth} tables and lists inside one another"
                raise Stop(Mistake(at, snippet(text, at), expected))
            return self._object(spot, path) if first == "{" else self._array(spot, path)
        if first == '"':
            return self._string(at, path, "text")
        number = _NUMBER.match(text, at)
        word = _WORD.match(text, at)
        if word is not None and (word[0] in _LITERALS or (number and number[0] == word[0])):
            self._finite(word[0], at, path)
            return word.end()
        if word is not None and word[0].lstrip("-") in ("NaN", "Infinity"):
            self.mistakes.append(Mistake(at, word[0], "a finite number", written(path)))
            return word.end()
        raise Stop(Mistake(at, snippet(text, at), "a value", written(path), _hint(first)))

    def _finite(self, word: str, at: int, path: Path) -> None:
        if sum(map(str.isdigit, word)) > self.limits.digits:
            expected = f"a number of at most {self.limits.digits} digits"
            self.mistakes.append(Mistake(at, word, expected, written(path)))
        elif word not in _LITERALS and abs(float(word)) == float("inf"):
            self.mistakes.append(Mistake(at, word, "a finite number", written(path)))

    def _count(self, at: int) -> None:
        self.count += 1
        if self.count > self.limits.values:
            expected = f"at most {self.limits.values} keys and values"
            raise Stop(Mistake(at, snippet(self.text, at), expected))

    def _string(self, at: int, path: Path, what: str) -> int:
        found = _STRING.match(self.text, at)
        if found is None:
            hint = _hint(self.text[at : at + 1])
            value = snippet(self.text, at)
            raise Stop(Mistake(at, value, f"{what} in double quotes", written(path), hint))
        return found.end()

    def _array(self, spot: Spot, path: Path) -> int:
        entries: list[Spot] = []
        spot.items = entries
        at = self._blank(spot.start + 1)
        if self.text.startswith("]", at):
            return at + 1
        while True:
            entry = Spot(at)
            entries.append(entry)
            entry.end = self._value(entry, (*path, len(entries) - 1))
            at = self._blank(entry.end)
            if self.text.startswith("]", at):
                return at + 1
            at = self._comma(at, path, "]")

    def _object(self, spot: Spot, path: Path) -> int:
        from json import loads

        text = self.text
        items: dict[str, Spot] = {}
        spot.items = items
        at = self._blank(spot.start + 1)
        if text.startswith("}", at):
            return at + 1
        while True:
            key = at
            self._count(at)
            at = self._string(at, path, "a key")
            name = composed(loads(text[key:at]))
            here = (*path, name)
            at = self._blank(at)
            if not text.startswith(":", at):
                raise Stop(Mistake(at, snippet(text, at), ": after the key", written(path)))
            entry = Spot(self._blank(at + 1), key=key)
            known = items.setdefault(name, entry)
            if known is not entry:
                first = self._lines.place(known.key or 0).line
                hint = f"the first one is in line {first}"
                expected = "a key that is not there yet"
                self.mistakes.append(Mistake(key, name, expected, written(here), hint))
            entry.end = self._value(entry, here)
            at = self._blank(entry.end)
            if text.startswith("}", at):
                return at + 1
            at = self._comma(at, path, "}")

    def _comma(self, at: int, path: Path, close: str) -> int:
        """Return where the next entry starts."""
        text = self.text
        if not text.startswith(",", at):
            raise Stop(Mistake(at, snippet(text, at), f", or {close}", written(path)))
        comma = at
        at = self._blank(at + 1)
        if text.startswith(close, at):
            raise Stop(Mistake(comma, ",", f"no comma before {close}", written(path)))
        return at


def _hint(first: str) -> str:
    if first == "'":
        return "JSON has double quotes only"
    return "JSON has no comments" if first in ("#", "/") else ""
