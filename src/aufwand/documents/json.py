"""JSON read by the standard library, without what it lets through."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn, cast

from aufwand.documents._jsonscan import Scan
from aufwand.documents._mistakes import Mistake, snippet
from aufwand.documents.document import KNOWN

if TYPE_CHECKING:
    from aufwand.documents.document import Limits, Spot, Tree

# An unclosed string takes all that follows, so the pattern stays linear.
_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+"?+', re.DOTALL)
_NO_BRACKET = {number: None for number in range(128) if chr(number) not in "[]{}"}


class _Refused(ValueError):
    """The library met something that our scanner then tells with its place."""


def read_tree(text: str, limits: Limits) -> tuple[Tree, list[Mistake]]:
    """Return the tree in *text*, or what is wrong with it."""
    from json import loads

    if _deep(text, limits.depth):
        return {}, Scan(text, limits).run().mistakes

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
    except ValueError:
        mistakes = Scan(text, limits).run().mistakes
        return {}, mistakes
    except RecursionError:
        # Only a host that is itself deep in calls gets here: the scan in front ends far above.
        return {}, [Mistake(0, snippet(text, 0), "fewer tables and lists inside one another")]
    if not isinstance(tree, dict):
        return {}, [Mistake(0, tree, "a table: { … }")]
    return cast("Tree", tree), []


def spots(text: str) -> Spot:
    """Return where everything in *text*, which was read before, stands."""
    return Scan(text, KNOWN).run().root


def _deep(text: str, depth: int) -> bool:
    """Return whether brackets stand in more than *depth* others, the outermost not counted."""
    brackets = _STRING.sub("", text).translate(_NO_BRACKET)
    for _ in range(depth + 1):
        brackets = brackets.replace("[]", "").replace("{}", "")
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
