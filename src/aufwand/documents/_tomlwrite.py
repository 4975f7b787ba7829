"""TOML written afresh: values first, then tables, then lists of tables."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, cast

from aufwand.documents.document import is_list, is_table, written
from aufwand.errors import Fault
from aufwand.units._pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aufwand.documents.document import Path

#: Characters of a line that a list may fill before it gets a line for each entry.
WIDTH = 100

_BARE = Pattern(r"[A-Za-z0-9_-]+")
_ESCAPED = Pattern('["\\\\\x00-\x1f\x7f]')
_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def fresh(tree: Mapping[str, object]) -> str:
    """Return *tree* as the text of a TOML document."""
    return "\n".join(_parts(tree, ()))


def _parts(table: Mapping[str, object], path: Path) -> Iterator[str]:
    """Yield the pairs of *table*, then each table in it with its header."""
    sections = {name: value for name, value in table.items() if is_section(value, path)}
    pairs = [pair(name, value, path) for name, value in table.items() if name not in sections]
    if pairs:
        yield "".join(line + "\n" for line in pairs)
    for name, value in sections.items():
        yield from section((*path, name), value)


def section(path: Path, value: object) -> Iterator[str]:
    """Yield a table, or each table of a list, with its header."""
    name = ".".join(key(str(step)) for step in path if isinstance(step, str))
    if is_table(value):
        inner = list(_parts(value, path))
        bare = not inner or inner[0].startswith("[")
        yield f"[{name}]\n" + ("" if bare else inner.pop(0))
        yield from inner
        return
    for index, entry in enumerate(cast("Sequence[Mapping[str, object]]", value)):
        yield element(name, entry, (*path, index))


def element(name: str, entry: Mapping[str, object], path: Path) -> str:
    """Return one table of a list of tables, all in it on lines of its own."""
    pairs = "".join(pair(each, value, path) + "\n" for each, value in entry.items())
    return f"[[{name}]]\n{pairs}"


def is_section(value: object, path: Path) -> bool:
    """Return whether *value*, an entry of the table at *path*, gets a header of its own."""
    if any(isinstance(step, int) for step in path):
        return False
    if is_table(value):
        return not path or _nested(value)
    return not path and is_tables(value)


def is_tables(value: object) -> bool:
    """Return whether *value* is a list of tables, with at least one in it."""
    if not is_list(value) or not value:
        return False
    return all(is_table(entry) for entry in value)


def _nested(table: Mapping[str, object]) -> bool:
    return any(is_table(value) for value in table.values())


def pair(name: str, value: object, path: Path) -> str:
    """Return ``name = value`` without a line end; *path* is where the pair stands."""
    head = f"{key(name)} = "
    return head + inline(value, (*path, name), WIDTH - len(head))


def inline(value: object, path: Path, width: int | None = None) -> str:
    """Return *value* as it stands after an equals sign.

    Args:
        value: Any value TOML has.
        path: Where it stands, for messages.
        width: Characters that are left; a longer list takes more lines. None keeps one line.

    Raises:
        Fault: If TOML has no such value.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float) and value - value == 0:
        return repr(value)
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    if is_table(value):
        entries = value.items()
        pairs = [f"{key(name)} = {inline(each, (*path, name))}" for name, each in entries]
        return "{ " + ", ".join(pairs) + " }" if pairs else "{}"
    if is_list(value):
        values = enumerate(value)
        texts = [inline(each, (*path, index)) for index, each in values]
        line = "[" + ", ".join(texts) + "]"
        if width is None or len(line) <= width:
            return line
        return "[\n" + "".join(f"    {text},\n" for text in texts) + "]"
    raise Fault(value, "a value that TOML can hold", written(path))


def key(name: str) -> str:
    """Return *name* as a key, in quotes where it needs them."""
    return name if _BARE.fullmatch(name) else quoted(name)


def quoted(text: str) -> str:
    """Return *text* in double quotes."""
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    return _SHORT.get(character) or f"\\u{ord(character):04X}"
