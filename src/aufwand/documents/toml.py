"""TOML 1.0 read by the standard library, with guards in front of it."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from aufwand.documents._mistakes import Mistake, snippet
from aufwand.documents._tomlscan import Scan
from aufwand.documents.document import KNOWN, Lines
from aufwand.units._pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable

    from aufwand.documents.document import Limits, Tree

# Text and comments, which may hold any bracket or dot. An unclosed string takes the rest of its
# line, so that the next one does not start in the middle of it, and every pattern stays linear.
_NOISE = Pattern(
    r'"""(?:[^"\\]++|\\.|"(?!""))*+(?:"{3,5})?+'
    r'|"(?:[^"\\\n]++|\\[^\n])*+"?+'
    r"|'''(?:[^']++|'(?!''))*+(?:'{3,5})?+"
    r"|'[^'\n]*+'?+"
    r"|#[^\n]*+",
    re.DOTALL,
)

# Leaves brackets, all of one kind, and what is beyond ASCII, which sound TOML has in text only.
_BRACKETS: dict[int, str | None] = {
    **{number: None for number in range(128) if chr(number) not in "[]"},
    ord("{"): "[",
    ord("}"): "]",
}

_DOTTED = Pattern(r"^(?:[^.\n]*+\.){5}", re.MULTILINE)
_WHERE = Pattern(r" \(at (?:line (\d+), column (\d+)|end of document)\)\Z")

#: Parts a key can have that :data:`_DOTTED` does not find.
_FEW_PARTS = 5

#: Bracket pairs inside one another that ordinary plans have.
_FEW_ROUNDS = 3

#: The library reads TOML 1.0 and nothing newer up to here.
PINNED = sys.version_info < (3, 15)


def read_tree(
    text: str,
    limits: Limits,
    *,
    loads: Callable[..., Tree] | None = None,
    pinned: bool = PINNED,
) -> tuple[Tree, list[Mistake]]:
    """Return the tree in *text*, or what is wrong with it.

    Args:
        text: TOML.
        limits: What is too much.
        loads: Reads the values; ``tomllib.loads`` unless told otherwise.
        pinned: Whether *loads* itself refuses what is newer than TOML 1.0.
    """
    scan: Scan | None = None
    if not pinned or suspicious(text, limits):
        scan = Scan(text, limits).run()
        if scan.mistakes:
            return {}, scan.mistakes + scan.doubles
    if loads is None:
        from tomllib import loads as library

        loads = library
    try:
        return loads(text, parse_float=_float), []
    except ValueError as error:
        scan = scan or Scan(text, limits).run()
        # The scanner finds every double key, the library only says that there is one.
        return {}, scan.mistakes + scan.doubles or [_translated(error, text)]


def suspicious(text: str, limits: Limits) -> bool:
    """Return whether *text* could be over a limit, told in a fraction of the reading time."""
    if limits.key_parts < _FEW_PARTS:
        return True
    bare = _NOISE.sub("", text)
    if _DOTTED.search(bare) or _long_number(limits.digits).search(bare):
        return True
    if len(text) > limits.values and _bound(bare) > limits.values:
        return True
    # A header gives two steps a part, each bracket inside a value one and its dotted key the rest.
    if limits.depth < 3 * _FEW_PARTS - 1 + _FEW_ROUNDS * _FEW_PARTS:
        return True
    brackets = bare.translate(_BRACKETS)
    for _ in range(_FEW_ROUNDS):
        brackets = brackets.replace("[]", "")
    return bool(brackets)


def scanned(text: str) -> Scan:
    """Return the keys and values of *text*, which was read before, with their offsets."""
    return Scan(text, KNOWN).run()


def _long_number(digits: int) -> re.Pattern[str]:
    # re keeps the compiled pattern; a bounded repeat stays linear.
    return re.compile(rf"[0-9][0-9A-Fa-f_.xo]{{{digits}}}")


def _bound(bare: str) -> int:
    """Return a number that the keys and values of a text cannot exceed."""
    return 2 * bare.count("=") + bare.count(",") + bare.count(".") + 3 * bare.count("[")


def _float(text: str) -> float:
    number = float(text)
    # nan and inf are words of TOML, and for whoever reads the tree to refuse, with all else that
    # is wrong there; a number that only no float can hold is not what was written.
    if number - number != 0 and text[-1].isdigit():
        raise ValueError(text)
    return number


def _translated(error: ValueError, text: str) -> Mistake:
    """Return the library's complaint as a mistake with its place."""
    message = str(error)
    where = _WHERE.search(message)
    at = len(text)
    if where is not None:
        message = message[: where.start()]
        if where[1]:
            at = Lines(text).offset(int(where[1]), int(where[2]))
    return Mistake(at, snippet(text, at), "valid TOML", hint=message[:1].lower() + message[1:])
