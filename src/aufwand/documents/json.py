"""JSON read by the standard library, without what it lets through."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn, cast

from aufwand.documents._jsonscan import Scan
from aufwand.documents._mistakes import Mistake, snippet
from aufwand.documents.document import KNOWN
from aufwand.units._pattern import Pattern

if TYPE_CHECKING:
    from aufwand.documents.document import Limits, Spot, Tree

# An unclosed string takes all that follows, so the pattern stays linear.
_STRING = Pattern(r'"(?:[^"\\]++|\\.)*+"?+', re.DOTALL)

# Leaves brackets, all of one kind, and what is beyond ASCII, which sound JSON has in text only.
_BRACKETS: dict[int, str | None] = {
    **{number: None for number in range(128) if chr(number) not in "[]"},
    ord("{"): "[",
    ord("}"): "]",
}


class _Refused(ValueError):
    """The library met something that our scanner then tells with its place."""


def read_tree(text: str, limits: Limits) -> tuple[Tree, list[Mistake]]:
    """Return the tree in *text*, or what is wrong with it."""
    from json import JSONDecodeError, loads

    if _deep(text, limits.depth) and (mistakes := Scan(text, limits).run().mistakes):
        return {}, mistakes

    def number(word: str) -> int:
        if len(word) > limits.digits:
            raise _Refused
        return int(word)

    def fraction(word: str) -> float:
        found = float(word)
        if len(word) > limits.digits or found - found != 0:
            raise _Refused
        return found

    try:
        tree = loads(
            text,
            object_pairs_hook=_once,
            parse_int=number,
            parse_float=fraction,
            parse_constant=_refuse,
        )
    except ValueError as error:
        mistakes = Scan(text, limits).run().mistakes
        at = error.pos if isinstance(error, JSONDecodeError) else 0
        return {}, mistakes or [Mistake(at, snippet(text, at), "valid JSON", hint=str(error))]
    if not isinstance(tree, dict):
        return {}, [Mistake(0, tree, "a table: { … }")]
    return cast("Tree", tree), []


def spots(text: str) -> Spot:
    """Return where everything in *text*, which was read before, stands."""
    return Scan(text, KNOWN).run().root


def _deep(text: str, depth: int) -> bool:
    """Return whether brackets stand in more than *depth* others, the outermost not counted."""
    brackets = _STRING.sub("", text).translate(_BRACKETS)
    for _ in range(depth + 1):
        brackets = brackets.replace("[]", "")
        if not brackets:
            return False
    # Crossed or unclosed brackets get here too: the scanner knows what is wrong with them.
    return True


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    table = dict(pairs)
    if len(table) < len(pairs):
        raise _Refused
    return table


def _refuse(word: str) -> NoReturn:
    raise _Refused(word)
