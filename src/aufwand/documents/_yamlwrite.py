"""YAML written afresh, with quotes wherever text could be taken for something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aufwand.documents._same import plain, special
from aufwand.documents._tomlwrite import WIDTH
from aufwand.documents.document import Path, Plain, is_list, is_table, written
from aufwand.errors import Fault
from aufwand.units._pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: Characters after which YAML takes a key for a value; escapes may make it six times as long.
LONGEST_KEY = 160

#: Text that every YAML parser reads as it stands, in a block and between brackets.
_SAFE = Pattern(r"[^\W_](?:[\w/.%()+=€$@&*!-]|[ ](?=[\w/(.%€$+=@&*!-]))*")
_ESCAPED = Pattern('["\\\\\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]')
_SHORT = {"\t": "\\t", "\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def fresh(tree: Mapping[str, object]) -> str:
    """Return *tree* as the text of a YAML document."""
    return "".join(line + "\n" for line in block(tree, ())) or "{}\n"


def block(table: Mapping[str, object], path: Path) -> Iterator[str]:
    """Yield the lines of *table*, without indentation."""
    for name, value in table.items():
        yield from entry(name, value, path)


def entry(name: str, value: object, path: Path) -> Iterator[str]:
    """Yield the lines of one entry of the table at *path*."""
    head = f"{_key(name, path)}:"
    here = (*path, name)
    if is_table(value) and value:
        yield head
        yield from ("  " + line for line in block(value, here))
    elif is_list(value) and _tall(value, head, here):
        yield head
        for index, each in enumerate(value):
            yield from ("  " + line for line in item(each, (*here, index)))
    else:
        yield f"{head} {flow(value, here)}".rstrip(" ")


def item(value: object, path: Path) -> Iterator[str]:
    """Yield the lines of one entry of a list, with its dash."""
    if is_table(value) and value:
        dash = "- "
        for line in block(value, path):
            yield dash + line
            dash = "  "
    else:
        yield f"- {flow(value, path)}".rstrip(" ")


def _tall(values: list[object], head: str, path: Path) -> bool:
    """Return whether a list needs a line for each entry."""
    if any(each is None or is_table(each) for each in values):
        return True
    return len(head) + len(flow(values, path)) > WIDTH


def flow(value: object, path: Path) -> str:
    """Return *value* in one line.

    Raises:
        Fault: If there is no such value.
    """
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, Plain):
        return text(value)
    if is_table(value):
        entries = value.items()
        pairs = [f"{_key(name, path)}: {_within(each, (*path, name))}" for name, each in entries]
        return "{" + ", ".join(pairs) + "}"
    if is_list(value):
        values = enumerate(value)
        return "[" + ", ".join(_within(each, (*path, index)) for index, each in values) + "]"
    found = plain(value)
    if found is None or (isinstance(value, float) and value - value != 0):
        raise Fault(value, "a value that YAML can hold", written(path))
    # Plain text that a parser would not read as it stands needs quotes to stay the same text.
    return found if special(found) or _SAFE.fullmatch(found) else text(found)


def _within(value: object, path: Path) -> str:
    """Return *value* as it stands between brackets, where nothing cannot be left out."""
    if value is None:
        raise Fault(value, "a value in every entry of a list in brackets", written(path))
    return flow(value, path)


def _key(name: str, path: Path) -> str:
    if len(name) > LONGEST_KEY:
        raise Fault(name, f"a key of at most {LONGEST_KEY} characters", written(path))
    return text(name)


def text(value: str) -> str:
    """Return text, in double quotes where it needs them."""
    if _SAFE.fullmatch(value) and not special(value):
        return value
    return '"' + _ESCAPED.sub(_escape, value) + '"'


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    return _SHORT.get(character) or f"\\u{ord(character):04X}"
