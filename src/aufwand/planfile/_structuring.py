"""Tables become the parts of a plan; what is wrong with them is gathered on the way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from aufwand.catalog import source
from aufwand.documents import Plain
from aufwand.errors import Fault, InvalidPlan, UnknownName
from aufwand.model import Source
from aufwand.model._fields import Guesses, faults_of, in_words
from aufwand.model.scenario import leaves, target_of
from aufwand.planfile._paths import Paths
from aufwand.planfile._shapes import Entry, entries, entry_of, is_list, is_table, needed
from aufwand.units._pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aufwand.documents import Document, Format
    from aufwand.planfile._paths import Path

__all__ = ["Structuring", "meant", "number", "numbers", "scalar", "tree_in"]

_NUMBER = Pattern("[+-]?[0-9]+(?:[.][0-9]+)?(?:[eE][+-]?[0-9]{1,2})?")
_WHOLE = Pattern("[+-]?[0-9]+")
_FLAGS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NOTHING = frozenset(("~", "null", "Null", "NULL"))

#: How many faults are told of one file.
MOST = 10_000

#: After so many wrong parts the values in further ones are not looked at: checking them can take
#: long, and nobody repairs so many at once.
ENOUGH = 1_000

#: Kinds whose plain YAML scalars mean numbers, wherever in the value they stand.
_NUMERIC = frozenset(
    (
        *("number", "share", "people", "year", "ages"),
        *("shares", "reach", "factor", "target", "correlation"),
    )
)


class Structuring:
    """One walk over tables, gathering faults on the way."""

    def __init__(self, form: Format) -> None:
        self.form = form

        #: Where in the document, whether its key is meant, and what is wrong.
        self.faults: list[tuple[Path, bool, Fault]] = []

        self._wrong = 0
        self.paths = Paths()
        self.guesses = Guesses()

    def fault(self, path: Path, fault: Fault, *, key: bool = False) -> None:
        """Take in a fault, unless there are more than anybody reads."""
        if len(self.faults) < MOST:
            self.faults.append((path, key, fault))

    def given(
        self, part: Any, table: Mapping[str, object], path: Path, beside: tuple[str, ...] = ()
    ) -> dict[str, Any]:
        """Return the arguments for a *part* that a table holds; scalars are not checked yet.

        Args:
            part: The class of the part.
            table: The table.
            path: Where it stands.
            beside: What may stand in it that is no field of the part.
        """
        shape = entries(part)
        spelled = self.form == "yaml"
        given: dict[str, Any] = {}
        for key, value in table.items():
            entry = shape.get(key)
            if entry is None:
                if key not in beside:
                    self._unknown_key(part, key, path, beside)
            elif value is None:
                hint = "leave the key out if there is nothing to say"
                self.fault((*path, key), Fault(None, _expected(entry), hint=hint))
            elif entry.of_parts or entry.kind_name == "changes":
                read = self.parts if entry.of_parts else self.changes
                made = read(entry, value, (*path, key))
                if made is not None:
                    given[entry.attribute] = made
            else:
                given[entry.attribute] = scalar(entry.kind_name, value) if spelled else value
        if not needed(part) <= given.keys():
            for entry in shape.values():
                if entry.needed and entry.name not in table:
                    self.fault((*path, entry.name), Fault(None, _expected(entry)))
        return given

    def _unknown_key(self, part: Any, key: str, path: Path, beside: tuple[str, ...]) -> None:
        names = [*beside, *entries(part)]
        near = self.guesses.near(key, names)
        hint = f"did you mean {near!r}?" if near else f"there are: {', '.join(names)}"
        expected = f"a key of {in_words(part)}"
        self.fault((*path, key), Fault(key, expected, hint=hint), key=True)

    def parts(self, entry: Entry, value: object, path: Path) -> Any:
        """Return the part or parts that a *value* stands for, as far as they are sound."""
        if entry.kind_name == "many":
            return self._many(entry.kind.part, value, path)
        if entry.kind_name == "one":
            return self.one(entry.kind.part, value, path)
        return self._sources(value, path)

    def changes(self, entry: Entry, value: object, path: Path) -> Any:
        """Return another value for each path in a table; scalars are not checked yet."""
        if not is_table(value):
            self.fault(path, Fault(value, f"a table: {_expected(entry)}"))
            return None
        made: dict[str, object] = {}
        for keys, name, given in leaves(value):
            here = (*path, *keys)
            try:
                target = target_of(name)
                if target.path in made:
                    raise Fault(name, "each path once")
            except Fault as fault:
                self.fault(here, fault, key=True)
                continue
            found = entry_of(target.field)
            if given is None:
                self.fault(here, Fault(None, _expected(found), hint="to take it out, drop it"))
            elif found.of_parts:
                made[target.path] = self.parts(found, given, here)
            else:
                spelled = self.form == "yaml"
                made[target.path] = scalar(found.kind_name, given) if spelled else given
        return made

    def one(self, part: Any, value: object, path: Path) -> Any:
        """Return the *part* that a *value* stands for, or nothing if it is not sound."""
        if not is_table(value):
            self.fault(path, Fault(value, "a table"))
            return None
        given = self.given(part, value, path)
        if self._wrong >= ENOUGH:
            return None
        if not needed(part) <= given.keys():
            # It cannot be made; what it has is asked piece by piece.
            faults: Iterable[Fault] = faults_of(part, (), given)
        else:
            try:
                return part(**given)
            except InvalidPlan as group:
                faults = group.faults
        self._wrong += 1
        self.part_faults(part, value, faults, path)
        return None

    def part_faults(
        self, part: Any, table: Mapping[str, object], faults: Iterable[Fault], path: Path
    ) -> None:
        """Take in the *faults* of a part that its *table* brought about."""
        for fault in faults:
            steps = self.paths.located(part, table, fault.path)
            # Of what is in a field, such as a table of weights, the key itself can be wrong.
            is_key = len(steps) == 2 and steps[1] == fault.value
            self.fault((*path, *steps), fault, key=is_key)

    def _many(self, part: Any, value: object, path: Path) -> tuple[Any, ...]:
        if not is_list(value):
            header = ".".join(step for step in path if isinstance(step, str))
            hint = f"write [[{header}]] above it" if self.form == "toml" else ""
            self.fault(path, Fault(value, "a list of tables", hint=hint))
            return ()
        made: list[Any] = []
        seen: set[object] = set()
        for index, item in enumerate(value):
            here = (*path, index)
            one = self.one(part, item, here)
            key = item.get("key") if is_table(item) else None
            if isinstance(key, str):
                if key in seen:
                    self.fault((*here, "key"), Fault(key, "a key of its own"))
                    continue
                seen.add(key)
            if one is not None:
                made.append(one)
        return tuple(made)

    def _sources(self, value: object, path: Path) -> tuple[Source, ...]:
        if is_list(value):
            items = [self._source(item, (*path, index)) for index, item in enumerate(value)]
        else:
            items = [self._source(value, path)]
        return tuple(item for item in items if item is not None)

    def _source(self, value: object, path: Path) -> Source | None:
        made: Source | None = None
        if is_table(value):
            made = self.one(Source, {**self._known(value, path), **value}, path)
        elif isinstance(value, str) and value:
            made = self._source_text(str(value), path)
        else:
            self.fault(path, Fault(value, "a source: text, its key, or a table"))
        return made

    def _source_text(self, text: str, path: Path) -> Source | None:
        if self._wrong >= ENOUGH:
            return None
        try:
            return source(text)
        except UnknownName as error:
            if re.fullmatch(r"[\w-]+", text):
                self._wrong += 1
                near = f"did you mean {error.near!r}? " if error.near else ""
                hint = f"{near}Your own source is a few words, or a table with a title"
                self.fault(path, Fault(text, "the key of a source in the catalogue", hint=hint))
                return None
        made: Source | None = self.one(Source, {"title": text}, path)
        return made

    def _known(self, table: Mapping[str, object], path: Path) -> dict[str, object]:
        """Return what the catalogue knows of a source that a *table* names without a title."""
        name = "figure" if "figure" in table else "key"
        key = table.get(name)
        if not isinstance(key, str) or "title" in table:
            return {}
        try:
            known = source(str(key))
        except UnknownName as error:
            hint = f"did you mean {error.near!r}?" if error.near else "or give it a title"
            expected = "the key of a source in the catalogue"
            self.fault((*path, name), Fault(key, expected, hint=hint))
            return {}
        return {
            entry.name: found
            for entry in entries(Source).values()
            if (found := getattr(known, entry.attribute)) != entry.default
        }


def meant(entry: Entry, value: object) -> Any:
    """Return what a written *value* means.

    Raises:
        Fault: If it means nothing there.
        InvalidPlan: If more than one thing is wrong with it.
    """
    changes = entry.kind_name == "changes"
    if not entry.of_parts and not changes:
        return entry.read(scalar(entry.kind_name, value))
    walk = Structuring("yaml")
    made = entry.read((walk.changes if changes else walk.parts)(entry, value, ()))
    if walk.faults:
        raise walk.faults[0][2]
    return made


def tree_in(document: Document) -> Mapping[str, object]:
    """Return the tree of a *document*, with nothing where YAML has a word for it."""
    tree = document.tree
    return {key: _or_nothing(tree[key]) for key in tree} if document.format == "yaml" else tree


def _or_nothing(value: object) -> object:
    if isinstance(value, Plain):
        return None if value in _NOTHING else value
    if is_list(value):
        return [_or_nothing(item) for item in value]
    if is_table(value):
        return {key: _or_nothing(item) for key, item in value.items()}
    return value


def scalar(kind: str, value: object) -> Any:
    """Return a written *value* with plain YAML scalars as what the *kind* says they are."""
    if kind in _NUMERIC:
        return numbers(value)
    if kind == "options":
        return _spelled(value)
    if kind == "flag":
        return _FLAGS.get(value, str(value)) if isinstance(value, Plain) else value
    return _text(value)


def _spelled(value: object) -> Any:
    """Return *value* with plain YAML scalars as the numbers and flags they spell, else as text."""
    if isinstance(value, Plain):
        return _FLAGS.get(value, number(value))
    if is_list(value):
        return [_spelled(item) for item in value]
    if is_table(value):
        return {key: _spelled(item) for key, item in value.items()}
    return value


def _text(value: object) -> Any:
    """Return *value* with plain YAML scalars as ordinary text."""
    if isinstance(value, Plain):
        return str(value)
    if is_list(value):
        return [_text(item) for item in value]
    if is_table(value):
        return {key: _text(item) for key, item in value.items()}
    return value


def numbers(value: object) -> Any:
    """Return *value* with plain YAML scalars as the numbers they spell, else as text."""
    if isinstance(value, Plain):
        return number(value)
    if is_list(value):
        return [numbers(item) for item in value]
    if is_table(value):
        return {key: numbers(item) for key, item in value.items()}
    return value


def number(value: object) -> object:
    """Return *value*, a plain YAML scalar as the number it spells."""
    if not isinstance(value, Plain):
        return value
    if _WHOLE.fullmatch(value):
        return int(value)
    return float(value) if _NUMBER.fullmatch(value) else str(value)


def _expected(entry: Entry) -> str:
    about = entry.kind.about.rstrip(".")
    return about[:1].lower() + about[1:]
