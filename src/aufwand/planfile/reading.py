"""A plan file becomes a plan, or a list of everything that is wrong with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from attrs import frozen

from aufwand.catalog import baseline, source
from aufwand.documents import Document, Format, Limits, Plain, format_of, read
from aufwand.errors import Fault, InvalidPlan, UnknownName, UnreadablePlan, nearest
from aufwand.model import Activity, Plan, Source
from aufwand.model._fields import faults_of, unknown
from aufwand.model._reading import read_shares
from aufwand.planfile._shapes import Entry, entries, is_list, is_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from os import PathLike

    from aufwand.documents import Place
    from aufwand.model._fields import Kind

__all__ = ["SCHEMA", "PlanFile", "load", "loads", "merged", "read_plan_file", "scalar"]

#: The version of the plan file that is read and written.
SCHEMA = 1

#: What stands in a plan file beside the fields of the plan.
FILE_KEYS = ("schema", "baseline", "baseline_roles")

_STEP = re.compile(r"\[([0-9]+)\]|([^.\[\]]+)")
_NUMBER = re.compile("[+-]?[0-9]+(?:[.][0-9]+)?(?:[eE][+-]?[0-9]{1,2})?")
_WHOLE = re.compile("[+-]?[0-9]+")
_FLAGS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}

#: Kinds whose plain YAML scalars mean numbers, wherever in the value they stand.
_NUMERIC = frozenset(
    ("number", "share", "people", "year", "ages", "shares", "reach", "factor", "target")
)

#: Collections whose parts others name by key.
_KEYED = ("audiences", "channels", "roles", "activities")

Path = tuple[str | int, ...]


@frozen
class PlanFile:
    """A plan together with the text it was read from."""

    #: The plan.
    plan: Plan

    #: The text, and where everything in it stands.
    document: Document

    def place(self, path: str) -> tuple[str | None, int, int]:
        """Return file, line and column of a *path* in the plan, such as ``roles.pr``.

        What the file does not hold itself, such as an activity of the baseline, stands where
        the file asks for it; what it lacks stands where it would belong.
        """
        place = self.document.place(_document_path(self.document.tree, path))
        return self.document.name, place.line, place.column


def load(path: str | PathLike[str], *, limits: Limits | None = None) -> Plan:
    """Return the plan in a TOML, YAML or JSON file.

    >>> from aufwand.planfile import save
    >>> save(Plan("Bakery"), "plan.toml")
    >>> load("plan.toml")
    Plan('Bakery')

    Args:
        path: The file; its suffix says the format.
        limits: What the file may ask of this machine.

    Raises:
        UnreadablePlan: If the file cannot be read.
        InvalidPlan: With every fault at once, each with file, line and column.
        MissingExtra: If it is YAML and the ``yaml`` extra is not installed.
    """
    return read_plan_file(path, limits=limits).plan


def loads(
    text: str | bytes,
    format: Format = "toml",  # noqa: A002 - the word people know from the command line
    *,
    name: str | None = None,
    limits: Limits | None = None,
) -> Plan:
    """Return the plan in a *text*.

    >>> loads("name = 'Bakery'").name
    'Bakery'

    Args:
        text: The text; bytes are UTF-8.
        format: ``toml``, ``yaml`` or ``json``.
        name: What faults call the text.
        limits: What the text may ask of this machine.

    Raises:
        InvalidPlan: With every fault at once, each with line and column.
        MissingExtra: If it is YAML and the ``yaml`` extra is not installed.
    """
    return structured(read(text, format, name=name, limits=limits or Limits())).plan


def read_plan_file(
    path: str | PathLike[str],
    *,
    text: bytes | None = None,
    format: Format | None = None,  # noqa: A002 - as in loads
    limits: Limits | None = None,
) -> PlanFile:
    """Return the plan in a file, with its places; raises as :func:`load` does.

    Args:
        path: The file, or the name of the *text*.
        text: What stands in it, where it has been read already.
        format: ``toml``, ``yaml`` or ``json``, where the suffix does not say it.
        limits: What the file may ask of this machine.
    """
    name = str(path)
    bounds = limits or Limits()
    kind = format or format_of(name)
    found = _bytes(name, bounds) if text is None else text
    return structured(read(found, kind, name=name, limits=bounds))


def _bytes(name: str, limits: Limits) -> bytes:
    try:
        with open(name, "rb") as file:  # noqa: PTH123 - a name is all that is needed
            # One more than is allowed is enough to know; an endless file is not read to its end.
            return file.read(limits.size + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise UnreadablePlan(name, why) from None


def structured(document: Document) -> PlanFile:
    """Return the plan that a *document* holds, or raise all of its faults."""
    reading = _Reading(document)
    plan = reading.plan()
    if plan is None or reading.faults:
        raise InvalidPlan(document.name or "plan", reading.told())
    return PlanFile(plan, document)


def merged(base: tuple[Activity, ...], listed: tuple[Activity, ...]) -> tuple[Activity, ...]:
    """Return the activities of a baseline, with *listed* ones in place of those they replace."""
    own = {activity.key: activity for activity in listed}
    kept = [own.pop(activity.key, activity) for activity in base]
    replaced = {activity.key for activity in base}
    return (*kept, *(activity for activity in listed if activity.key not in replaced))


class _Reading:
    """One walk over a document's tree, gathering faults on the way."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.faults: list[tuple[Path, bool, Fault]] = []

    def told(self) -> list[Fault]:
        """Return the faults in the order of the file, each with its place."""
        told: list[Fault] = []
        for path, is_key, fault in self.faults:
            place: Place = self.document.place(path, key=is_key)
            shown = _shown(self.document.tree, path)
            told.append(
                Fault(
                    fault.value,
                    fault.expected,
                    shown,
                    fault.hint,
                    self.document.name,
                    place.line,
                    place.column,
                )
            )
        return sorted(told, key=lambda fault: (fault.line or 0, fault.column or 0))

    def fault(self, path: Path, fault: Fault, *, key: bool = False) -> None:
        self.faults.append((path, key, fault))

    def plan(self) -> Plan | None:
        tree = self.document.tree
        self._schema(tree)
        own = {key: value for key, value in tree.items() if key not in FILE_KEYS}
        given = self._given(Plan, own, (), extra=FILE_KEYS)
        base = self._baseline(tree)
        if base is not None:
            given["activities"] = merged(base, given.get("activities", ()))
        if "name" not in given:
            # Without a name there is no plan, but its other faults are wanted all the same.
            given["name"] = "?"
        for fault in faults_of(Plan, (), given):
            self.fault(_document_path(tree, fault.path), fault)
            given.pop(str(_steps(fault.path)[0]), None)
        arguments: dict[str, Any] = {"name": "?", **given}
        try:
            made = Plan(**arguments)
        except InvalidPlan as group:
            self._plan_faults(group.faults, base or ())
            return None
        if self.faults:
            self._plan_faults((), base or ())
        return made

    def _plan_faults(self, faults: Iterable[Fault], base: tuple[Activity, ...]) -> None:
        """Take in the faults of the plan as a whole, and look up every name that the file has.

        Names are looked up in the file: naming a part that is there but wrong is no second
        fault, and a wrong part does not hide the wrong names in it.
        """
        tree = self.document.tree
        checked: set[Path] = set()
        keys: dict[str, list[str]] = {"activities": [activity.key for activity in base]}
        for collection in _KEYED:
            items = tree.get(collection)
            found = [item.get("key") for item in items if is_table(item)] if is_list(items) else []
            keys.setdefault(collection, []).extend(
                str(key) for key in found if isinstance(key, str)
            )
        for path, name, collection in _named(Plan, tree, ()):
            checked.add(path)
            if name not in keys[collection]:
                self.fault(path, unknown(name, keys[collection], "", collection))
        for fault in faults:
            path = _document_path(tree, fault.path)
            if path[:1] == ("baseline",):
                # A baseline's activity knows no roles but those the file gave it.
                path = ("baseline_roles",)
            if path not in checked:
                self.fault(path, fault)

    def _schema(self, tree: Mapping[str, object]) -> None:
        if "schema" in tree:
            version = _number(tree["schema"])
            if version != SCHEMA or isinstance(version, bool):
                expected = f"{SCHEMA}, the version this aufwand reads"
                self.fault(("schema",), Fault(tree["schema"], expected))

    def _baseline(self, tree: Mapping[str, object]) -> tuple[Activity, ...] | None:
        roles: Any = ()
        if "baseline_roles" in tree:
            try:
                roles = read_shares(_numeric(tree["baseline_roles"]))
            except Fault as fault:
                self.fault(("baseline_roles",), fault)
            except InvalidPlan as group:
                for each in group.faults:
                    self.fault(("baseline_roles", *_steps(each.path)), each)
            if "baseline" not in tree:
                expected = "a baseline beside it, such as baseline = 'orientation'"
                self.fault(("baseline_roles",), Fault("baseline_roles", expected), key=True)
        if "baseline" not in tree:
            return None
        name = tree["baseline"]
        try:
            if not isinstance(name, str):
                raise UnknownName("baseline", str(name))
            return baseline(str(name), roles=roles)
        except UnknownName as error:
            hint = f"did you mean {error.near!r}?" if error.near else ""
            self.fault(("baseline",), Fault(name, "'orientation' or 'evidence'", hint=hint))
            return None

    def _given(
        self, part: type[Any], tree: Mapping[str, object], path: Path, extra: tuple[str, ...] = ()
    ) -> dict[str, Any]:
        """Return the arguments for a *part* that a table holds, as far as they are sound."""
        shape = entries(part)
        given: dict[str, Any] = {}
        for key, value in tree.items():
            entry = shape.get(key)
            if entry is None:
                names = [*extra, *shape]
                near = nearest(key, names)
                hint = f"did you mean {near!r}?" if near else f"there are: {', '.join(names)}"
                what = "a plan" if not path else f"a {part.__name__.lower()}"
                self.fault((*path, key), Fault(key, f"a key of {what}", hint=hint), key=True)
            elif value is None:
                expected = entry.kind.about.rstrip(".")
                hint = "leave the key out if there is nothing to say"
                self.fault((*path, key), Fault(None, _lower(expected), hint=hint))
            else:
                made = self._value(entry, value, (*path, key))
                if made is not None:
                    given[entry.attribute] = made
        for entry in shape.values():
            if entry.needed and entry.name not in tree:
                expected = _lower(entry.kind.about.rstrip("."))
                self.fault((*path, entry.name), Fault(None, expected))
        return given

    def _value(self, entry: Entry, value: object, path: Path) -> Any:
        kind = entry.kind
        if kind.name == "many":
            return self._many(kind.part, value, path, kind_name=entry.name)
        if kind.name == "one":
            return self._one(kind.part, value, path)
        if kind.name == "sources":
            return self._sources(value, path)
        return scalar(kind, value)

    def _one(self, part: Any, value: object, path: Path) -> Any:
        if not is_table(value):
            self.fault(path, Fault(_found(value), "a table"))
            return None
        given = self._given(part, value, path)
        shape = entries(part).values()
        if all(entry.attribute in given for entry in shape if entry.needed):
            try:
                return part(**given)
            except InvalidPlan as group:
                self._faults(part, group.faults, path)
        else:
            # It cannot be made; what it has is asked piece by piece.
            self._faults(part, faults_of(part, (), given), path)
        return None

    def _faults(self, part: Any, faults: Iterable[Fault], path: Path) -> None:
        names = {entry.attribute: entry.name for entry in entries(part).values()}
        for fault in faults:
            first, *rest = _steps(fault.path)
            self.fault((*path, names.get(str(first), str(first)), *rest), fault)

    def _many(self, part: Any, value: object, path: Path, *, kind_name: str) -> tuple[Any, ...]:
        if not is_list(value):
            hint = f"write [[{kind_name}]] above it" if self.document.format == "toml" else ""
            self.fault(path, Fault(_found(value), "a list of tables", hint=hint))
            return ()
        made: list[Any] = []
        for index, item in enumerate(value):
            one = self._one(part, item, (*path, index))
            if one is not None:
                made.append(one)
        return tuple(made)

    def _sources(self, value: object, path: Path) -> tuple[Source, ...]:
        items = value if is_list(value) else [value]
        made: list[Source] = []
        for index, item in enumerate(items):
            where = (*path, index) if is_list(value) else path
            if is_table(item):
                one = self._source_table(item, where)
            elif isinstance(item, str):
                one = self._source_text(str(item), where)
            else:
                self.fault(where, Fault(_found(item), "a source: text, its key, or a table"))
                one = None
            if one is not None:
                made.append(one)
        return tuple(made)

    def _source_text(self, text: str, path: Path) -> Source | None:
        try:
            return source(text)
        except UnknownName as error:
            if re.fullmatch(r"[\w-]+", text):
                near = f"did you mean {error.near!r}? " if error.near else ""
                hint = f"{near}Your own source is a few words, or a table with a title"
                self.fault(path, Fault(text, "the key of a source in the catalogue", hint=hint))
                return None
        made: Source | None = self._one(Source, {"title": text}, path)
        return made

    def _source_table(self, table: Mapping[str, object], path: Path) -> Source | None:
        known: dict[str, object] = {}
        key = table.get("figure") or table.get("key")
        if isinstance(key, str) and "title" not in table:
            try:
                known = _fields_of(source(str(key)))
            except UnknownName as error:
                hint = f"did you mean {error.near!r}?" if error.near else "or give it a title"
                name = "figure" if "figure" in table else "key"
                expected = "the key of a source in the catalogue"
                self.fault((*path, name), Fault(key, expected, hint=hint))
                return None
        made: Source | None = self._one(Source, {**known, **table}, path)
        return made


def scalar(kind: Kind, value: object) -> Any:
    """Return a written *value* with plain YAML scalars as what the *kind* says they are."""
    if kind.name in _NUMERIC:
        return _numeric(value)
    if kind.name == "flag":
        return _FLAGS.get(value, str(value)) if isinstance(value, Plain) else value
    return _text(value)


def _fields_of(value: Source) -> dict[str, object]:
    return {
        entry.name: found
        for entry in entries(Source).values()
        if (found := getattr(value, entry.attribute)) != entry.default
    }


def _found(value: object) -> object:
    return str(value) if isinstance(value, Plain) else value


def _text(value: object) -> Any:
    """Return *value* with plain YAML scalars as ordinary text."""
    if isinstance(value, Plain):
        return str(value)
    if is_list(value):
        return [_text(item) for item in value]
    if is_table(value):
        return {key: _text(item) for key, item in value.items()}
    return value


def _numeric(value: object) -> Any:
    """Return *value* with plain YAML scalars as the numbers they spell, else as text."""
    if isinstance(value, Plain):
        return _number(value)
    if is_list(value):
        return [_numeric(item) for item in value]
    if is_table(value):
        return {key: _numeric(item) for key, item in value.items()}
    return value


def _number(value: object) -> object:
    if isinstance(value, Plain):
        if _WHOLE.fullmatch(value):
            return int(value)
        return float(value) if _NUMBER.fullmatch(value) else str(value)
    return value


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _steps(path: str) -> list[str | int]:
    return [int(found[1]) if found[1] else found[2] for found in _STEP.finditer(path)]


def _named(part: Any, table: Mapping[str, object], path: Path) -> Iterator[tuple[Path, str, str]]:
    """Return place, name and collection of every name that a table has for a keyed part."""
    for entry in entries(part).values():
        value, here = table.get(entry.name), (*path, entry.name)
        if entry.kind.part is not None and is_list(value):
            for index, item in enumerate(value):
                if is_table(item):
                    yield from _named(entry.kind.part, item, (*here, index))
        elif entry.kind.part is not None and is_table(value):
            yield from _named(entry.kind.part, value, here)
        elif entry.kind.names in _KEYED:
            if isinstance(value, str) and value:
                yield here, str(value), entry.kind.names
            elif is_table(value):
                yield from (((*here, key), key, entry.kind.names) for key in value)
            elif is_list(value):
                for index, item in enumerate(value):
                    if isinstance(item, str):
                        yield (*here, index), str(item), entry.kind.names


def _document_path(tree: Mapping[str, object], path: str) -> Path:
    """Return where in a document a *path* of the plan stands, by key or by position."""
    steps = _steps(path)
    if not steps:
        return ()
    shape = {entry.attribute: entry.name for entry in entries(Plan).values()}
    first = shape.get(str(steps[0]), str(steps[0]))
    made: list[str | int] = [first]
    items = tree.get(first)
    rest = steps[1:]
    if is_list(items) and rest and isinstance(rest[0], str):
        for index, item in enumerate(items):
            if is_table(item) and item.get("key") == rest[0]:
                return (first, index, *rest[1:])
        rest = []
    if first == "activities" and "baseline" in tree and not (is_list(items) and rest):
        return ("baseline",)
    return (*made, *rest) if first in tree else ()


def _shown(tree: Mapping[str, object], path: Path) -> str:
    """Return a document's *path* as people read it: parts by their key where they have one."""
    shown = ""
    here: Any = tree
    for step in path:
        here = _inside(here, step)
        if isinstance(step, int):
            key = here.get("key") if is_table(here) else None
            shown += f".{key}" if isinstance(key, str) and key.isprintable() else f"[{step}]"
        else:
            shown += f".{step}" if shown else step
    return shown


def _inside(here: Any, step: str | int) -> Any:
    try:
        return here[step]
    except (KeyError, IndexError, TypeError):
        return None
