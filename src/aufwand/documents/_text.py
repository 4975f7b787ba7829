"""Clean text: composed characters, nothing invisible, nothing too long."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from attrs import define, field

from aufwand.documents.document import Plain, is_list, is_table
from aufwand.units._pattern import Pattern

if TYPE_CHECKING:
    from typing import TypeAlias

    from aufwand.documents.document import Limits, Path, Tree

    _Found: TypeAlias = tuple[Path, bool, object, str]

#: Control characters, lone surrogates, and what turns or hides text on a screen.
FOUL = Pattern(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff"
    "\ud800-\udfff]"
)
_FOUL_KEY = Pattern(FOUL.pattern[:-1] + "\t\n\r]")

#: What may be foul, or stand for it, though it is ASCII; tabs are, in a key.
_RISKY = Pattern(r"[\t\x7f]|\\[^\"\\/]")


def spotless(text: str, limits: Limits) -> bool:
    """Return whether no part of *text* can need :func:`clean`."""
    if len(text) > min(limits.text, limits.values) or _RISKY.search(text):
        return False
    if text.isascii():
        return True
    return unicodedata.is_normalized("NFC", text) and not FOUL.search(text)


@define(eq=False)
class Washing:
    """What :func:`clean` found: for each unclean value its path, what is wrong, and the text."""

    limits: Limits

    #: Path, whether the key is meant, what was found, what is expected.
    found: list[_Found] = field(factory=list["_Found"])

    #: Keys that another key of the same table became the same as.
    doubles: list[Path] = field(factory=list["Path"])

    #: Keys and values seen.
    count: int = 0

    def table(self, table: Tree, path: Path) -> Tree:
        """Return *table* with clean keys and values."""
        washed: Tree = {}
        for key, value in table.items():
            self.count += 1
            here = (*path, composed(key))
            name = self.text(key, here, key=True)
            if name in washed:
                self.doubles.append(here)
            washed[name] = self.value(value, here)
        return washed

    def value(self, value: object, path: Path) -> object:
        """Return *value* clean."""
        self.count += 1
        if isinstance(value, str):
            return self.text(value, path)
        if is_table(value):
            return self.table(value, path)
        if is_list(value):
            entries = value
            return [self.value(entry, (*path, index)) for index, entry in enumerate(entries)]
        return value

    def text(self, text: str, path: Path, *, key: bool = False) -> str:
        """Return *text* composed, and note what is wrong with it."""
        if len(text) > self.limits.text:
            self.found.append((path, key, text, f"at most {self.limits.text} characters"))
            return text
        foul = (_FOUL_KEY if key else FOUL).search(text)
        if foul is not None:
            expected = f"text without {_named(foul[0])}"
            self.found.append((path, key, text, expected))
            return text
        return Plain(composed(text)) if isinstance(text, Plain) else composed(text)


def composed(text: str) -> str:
    """Return *text* in its composed form, so that what looks the same is the same."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def clean(tree: Tree, limits: Limits) -> tuple[Tree, Washing]:
    """Return *tree* with composed text, and what was wrong with its text."""
    washing = Washing(limits)
    return washing.table(tree, ()), washing


def _named(character: str) -> str:
    name = unicodedata.name(character, "")
    kind = "the invisible character" if name else "the control character"
    return f"{kind} U+{ord(character):04X}" + (f" ({name.lower()})" if name else "")
