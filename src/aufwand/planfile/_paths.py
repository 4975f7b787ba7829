"""From the path of something in a plan to where it stands in the tree of a plan file."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, TypeAlias

from aufwand.model import Plan
from aufwand.planfile._shapes import entries, is_list, is_table, written_names
from aufwand.units._pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Path", "Paths", "shown"]

#: The way to a value in a document.
Path: TypeAlias = tuple[str | int, ...]

_BREAK = Pattern(r"[.\[]")
_STEP = Pattern(r"\[([0-9]{1,9})\]|\.?([^.\[\]]+)")


class Paths:
    """The way through trees; remembers which part stands where in a list."""

    def __init__(self) -> None:
        self._positions: dict[int, dict[object, int]] = {}

    def in_plan(self, tree: Mapping[str, object], path: str) -> Path:
        """Return where in a plan file a *path* of the plan leads."""
        steps = self.located(Plan, tree, path)
        from_baseline = isinstance(steps[1], str) if len(steps) > 1 else "activities" not in tree
        if steps[:1] == ("activities",) and "baseline" in tree and from_baseline:
            return ("baseline",)
        return steps

    def located(self, part: Any, table: Mapping[str, object], path: str) -> Path:
        """Return where in the table of a *part* a *path* leads, up to what is not there."""
        steps: list[str | int] = []
        here: object = table
        while path:
            if is_table(here) and part is None:
                # A table of weights, or of the ends of a range: whatever follows is its key,
                # unless what it holds are tables or lists themselves.
                rest = path.removeprefix(".")
                name = _first_step(here, rest)
                steps.append(name)
                here, path = here.get(name), rest[len(name) :]
                continue
            found = _STEP.match(path)
            if found is None:
                break
            if is_list(here):
                step = self._position(here, int(found[1]) if found[1] else found[2])
                here = _inside(here, step)
            elif is_table(here) and found[2]:
                step = written_names(part).get(found[2], found[2])
                entry = entries(part).get(step)
                part = entry.kind.part if entry else None
                here = here.get(step)
            else:
                # Nothing is there, or a text that stands for a list of one.
                break
            path = path[found.end() :]
            steps.append(step)
        return tuple(steps)

    def _position(self, items: list[object], step: str | int) -> str | int:
        if isinstance(step, int):
            return step
        positions = self._positions.get(id(items))
        if positions is None:
            positions = self._positions[id(items)] = {
                item["key"]: index
                for index, item in reversed(list(enumerate(items)))
                if is_table(item) and isinstance(item.get("key"), str)
            }
        return positions.get(step, step)


def _first_step(table: Mapping[str, object], path: str) -> str:
    """Return the key of a *table* that a *path* into it begins with; all of it, if there is none.

    Keys can have dots and brackets in them; of those that could be meant, the longest is.
    """
    if path not in table:
        # Nobody puts more of them into one key.
        for found in reversed([*islice(_BREAK.finditer(path), 8)]):
            if path[: found.start()] in table:
                return path[: found.start()]
    return path


def shown(tree: object, path: Path) -> str:
    """Return a document's *path* as people read it: parts by their key where they have one."""
    text = ""
    here = tree
    for step in path:
        here = _inside(here, step)
        if isinstance(step, int):
            key = here.get("key") if is_table(here) else None
            text += f".{key}" if isinstance(key, str) and key.isprintable() else f"[{step}]"
        else:
            text += f".{step}" if text else step
    return text


def _inside(here: Any, step: str | int) -> object:
    try:
        return here[step]
    except (KeyError, IndexError, TypeError):
        return None
