"""Whether two values are the same as text, and which entry of a list became which."""

from __future__ import annotations

import re
from datetime import date, time
from typing import TYPE_CHECKING, cast

from aufwand.documents.document import Plain, is_list, is_table
from aufwand.units._pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Plain text that YAML readers may take for something else than text.
_SPECIAL = Pattern(
    r"~?|null|true|false|yes|no|on|off|y|n|[-+]?\.?(?:inf|nan)"
    r"|[-+]?(?:0[xob][0-9a-f_]*+|[0-9_.:]*+)(?:e[-+]?[0-9]+)?"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t ][0-9t z:.+-]*+)?",
    re.IGNORECASE | re.ASCII,
)


def special(text: str) -> bool:
    """Return whether *text* without quotes may mean something else than text."""
    return _SPECIAL.fullmatch(text) is not None


def plain(value: object) -> str | None:
    """Return the text of a value that YAML writes without quotes, None for other values."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value) if isinstance(value, Plain) else None


def same(old: object, new: object) -> bool:
    """Return whether *new* needs no other text than *old* did."""
    if isinstance(old, Plain) or isinstance(new, Plain):
        return _same_plain(old, new)
    if is_table(old) and is_table(new):
        return old.keys() == new.keys() and all(same(old[name], new[name]) for name in old)
    if is_list(old) and is_list(new):
        return len(old) == len(new) and all(map(same, old, new))
    return type(old) is type(new) and old == new


def _same_plain(old: object, new: object) -> bool:
    texts = [plain(each) for each in (old, new)]
    if None not in texts:
        return texts[0] == texts[1]
    # Quoted or not, text that can only be text is the same text.
    return isinstance(old, str) and isinstance(new, str) and old == new and not special(old)


def matched(old: Sequence[object], new: Sequence[object]) -> list[int | None]:
    """Return for each entry of *new* which entry of *old* it was.

    Tables with a ``key`` are found by it, others by being the same, the rest by their place.
    """
    free = dict.fromkeys(range(len(old)))
    found: list[int | None] = [None] * len(new)
    by_name: dict[object, int] = {}
    for index in reversed(range(len(old))):
        name = _name(old[index])
        if name is not None:
            by_name[name] = index
    for index, entry in enumerate(new):
        name = _name(entry)
        was = by_name.pop(name, None) if name is not None else None
        if was is not None:
            found[index] = was
            del free[was]
    nameless = [i for i, entry in enumerate(new) if found[i] is None and _name(entry) is None]
    alike: dict[str, list[int]] = {}
    for index in reversed(free):
        alike.setdefault(repr(old[index]), []).append(index)
    for index in nameless:
        equals = alike.get(repr(new[index]))
        if equals:
            found[index] = equals.pop()
            del free[cast("int", found[index])]
    for index in nameless:
        if found[index] is None and index in free and _name(old[index]) is None:
            found[index] = index
            del free[index]
    return found


def _name(entry: object) -> str | None:
    if not is_table(entry):
        return None
    name = entry.get("key")
    return str(name) if isinstance(name, str) else None
