"""A plan file becomes a plan, or a list of everything that is wrong with it."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from aufwand.calendars.public_holidays import unknown_in
from aufwand.calendars.time_zones import check_zone
from aufwand.catalog import baseline
from aufwand.documents import Document, Format, Limits, format_of, read
from aufwand.errors import Fault, InvalidPlan, MissingExtra, UnknownName, UnreadablePlan
from aufwand.model import AREAS, Activity, Calendar, Correlation, Plan, Scenario
from aufwand.model._fields import faults_of, unknown
from aufwand.model.chance import together
from aufwand.model.plan import COLLECTIONS
from aufwand.model.scenario import (
    MOST_CHANGES,
    MOST_INHERITED,
    MOST_SCENARIOS,
    Target,
    inheritance_faults,
    leaves,
    lineage,
    target_of,
)
from aufwand.model.settings import named_part
from aufwand.model.variation import NOT_THERE, said_in, unsound
from aufwand.planfile._paths import Paths, shown
from aufwand.planfile._shapes import entries, entry_of, is_list, is_table
from aufwand.planfile._structuring import Structuring, number, numbers, scalar, tree_in
from aufwand.units._value import value

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from os import PathLike

    from aufwand.planfile._paths import Path

__all__ = [
    "SCHEMA",
    "PlanFile",
    "load",
    "loads",
    "merged",
    "placed",
    "read_plan_file",
    "structured",
]

#: The version of the plan file that is read and written.
SCHEMA = 1

#: What stands in a plan file beside the fields of the plan.
FILE_KEYS = ("schema", "baseline", "baseline_roles")

#: The fields of a plan in which money stands.
_MONEY = ("currency", "budget", "roles", "tools", "costs", "accepted")

#: The fields of its calendar that name what is known elsewhere.
_PLACES = ("country", "subdivision", "categories", "timezone")


@value
@frozen(repr=False, eq=False)
class PlanFile:
    """A plan together with the text it was read from."""

    #: The plan.
    plan: Plan

    #: The text, and where everything in it stands.
    document: Document

    #: The scenarios that the plan is made of, what it is built on first; none: as it stands there.
    scenarios: tuple[Scenario, ...] = ()

    _paths: Paths = field(factory=Paths, init=False, eq=False, repr=False)

    def place(self, path: str) -> tuple[str | None, int, int]:
        """Return file, line and column of a *path* in the plan, such as ``roles.pr``.

        What the file does not hold itself, such as an activity of the baseline, stands where
        the file asks for it; what it lacks stands where it would belong. What a scenario says
        stands where it does.
        """
        for each in reversed(self.scenarios):
            said = said_in(each, path)
            if said:
                path = f"scenarios.{each.key}.{said}"
                break
        place = self.document.place(self._paths.in_plan(self.document.tree, path))
        return self.document.name, place.line, place.column

    def of_scenario(self, key: str) -> PlanFile:
        """Return the plan as the scenario with that *key* makes it, with its places.

        Raises:
            UnknownName: If there is none.
        """
        plan = self.plan.scenario(key)
        line = tuple(lineage(self.plan.scenarios, key))
        return PlanFile(plan, self.document, line)


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
    name = os.fspath(path)
    bounds = limits or Limits()
    kind = format or format_of(name)
    found = bytes_of(name, bounds) if text is None else text
    return structured(read(found, kind, name=name, limits=bounds))


def bytes_of(name: str, limits: Limits) -> bytes:
    """Return what stands in a file, and of what is too long only so much that one can tell."""
    try:
        with open(name, "rb") as file:
            return file.read(limits.size + 1)
    except (OSError, ValueError) as error:
        raise UnreadablePlan(name, why_of(error)) from None


def why_of(error: OSError | ValueError) -> str:
    """Return in a few words why a file could not be opened, read or written."""
    return getattr(error, "strerror", None) or str(error)


def structured(document: Document) -> PlanFile:
    """Return the plan that a *document* holds, or raise all of its faults."""
    reading = _Reading(document)
    given = reading.given()
    told: tuple[Fault, ...] = ()
    if not reading.walk.faults:
        try:
            return PlanFile(Plan(**given), document)
        except InvalidPlan as group:
            told = group.faults
    raise InvalidPlan(document.name or "plan", reading.told(given) or told)


def merged(base: tuple[Activity, ...], listed: tuple[Activity, ...]) -> tuple[Activity, ...]:
    """Return the activities of a baseline, with *listed* ones in place of those they replace."""
    own = {activity.key: activity for activity in listed}
    kept = [own.pop(activity.key, activity) for activity in base]
    replaced = {activity.key for activity in base}
    return (*kept, *(activity for activity in listed if activity.key not in replaced))


class _Reading:
    """What stands in one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tree = tree_in(document)
        self.walk = Structuring(document.format)
        self.base: tuple[Activity, ...] = ()

    def given(self) -> dict[str, Any]:
        """Return the arguments for the plan, as far as they are sound."""
        self._schema()
        given = self.walk.given(Plan, self.tree, (), beside=FILE_KEYS)
        self._calendar()
        self._baseline()
        if self.base:
            given["activities"] = merged(self.base, given.get("activities", ()))
        return given

    def told(self, given: dict[str, Any]) -> list[Fault]:
        """Return all faults in the order of the file, each with its place.

        Args:
            given: The arguments of which no plan could be made.
        """
        self._correlations(given.get("correlations", ()))
        base = self._base(given)
        found: tuple[Scenario, ...] = () if base is None else given.get("scenarios", ())
        tried = [] if base is None else unsound(base, found)
        self._fields(given)
        self._names({each.key for each in found if _was_tried(each, found, tried)})
        self._inheritance(given)
        for fault in tried:
            # Where a path leads nowhere, the path itself is wrong.
            is_key = fault.path.endswith(f".set.{fault.value}")
            self.walk.fault(self.walk.paths.in_plan(self.tree, fault.path), fault, key=is_key)
        return placed(self.document, self.tree, self.walk.faults)

    def _base(self, given: dict[str, Any]) -> Plan | None:
        """Return the plan without its scenarios, if it is sound and they can be tried on it."""
        if len(given.get("scenarios", ())) > MOST_SCENARIOS:
            return None
        if any(path[:1] != ("scenarios",) for path, _, _ in self.walk.faults):
            return None
        try:
            return Plan(**{name: each for name, each in given.items() if name != "scenarios"})
        except InvalidPlan:
            return None

    def _inheritance(self, given: dict[str, Any]) -> None:
        found: tuple[Scenario, ...] = given.get("scenarios", ())
        # What builds on one that is wrong itself is not wrong for that.
        sound = {each.key for each in found}
        others = [key for key in _texts(self.tree.get("scenarios"), "key") if key not in sound]
        for fault in inheritance_faults(found, others):
            path = self.walk.paths.in_plan(self.tree, fault.path)
            if path not in {each for each, _, _ in self.walk.faults}:
                self.walk.fault(path, fault)

    def _fields(self, given: dict[str, Any]) -> None:
        """Take in what is wrong with fields of the plan, and money of two currencies."""
        wrong = faults_of(Plan, (), given)
        for fault in wrong:
            self.walk.fault(self.walk.paths.in_plan(self.tree, fault.path), fault)
        names = {fault.path for fault in wrong}
        money = {name: given[name] for name in _MONEY if name in given and name not in names}
        try:
            Plan("?", **money)
        except InvalidPlan as group:
            for fault in group.faults:
                self.walk.fault(self.walk.paths.in_plan(self.tree, fault.path), fault)

    def _correlations(self, sound: tuple[Correlation, ...]) -> None:
        """Take in what is wrong with correlations taken together, if each by itself is *sound*."""
        items = self.tree.get("correlations")
        if is_list(items) and len(items) == len(sound):
            for fault in together(sound):
                self.walk.fault(self.walk.paths.in_plan(self.tree, fault.path), fault)

    def _names(self, tried: Collection[str]) -> None:
        """Look up every name that stands in the file.

        Naming a part that is there but wrong is no second fault, and a wrong part does not hide
        the wrong names in it.

        Args:
            tried: The keys of scenarios that have been tried, which tells more.
        """
        keys: dict[str, dict[str, None]] = {
            collection: dict.fromkeys(_texts(self.tree.get(collection), "key"))
            for collection in COLLECTIONS
        }
        keys["activities"] |= dict.fromkeys(activity.key for activity in self.base)
        keys["areas"] = dict.fromkeys(
            (
                *AREAS,
                *(activity.area for activity in self.base),
                *_texts(self.tree.get("activities"), "area"),
            )
        )
        told = {path for path, _, _ in self.walk.faults}
        roles = _names_in("shares", self.tree.get("baseline_roles"))
        named = [(("baseline_roles", *steps), name, "roles") for steps, name in roles]
        own = _InScenarios(self.tree, keys)
        for path, name, collection in (*named, *_named(Plan, self.tree, ())):
            known = keys[collection]
            if path[0] == "scenarios" and path[2] != "inherits":
                if own.key(path[1]) in tried:
                    continue
                known = own.known(path[1], collection)
            if name not in known and path not in told:
                fault = unknown(name, known, "", collection, self.walk.guesses)
                self.walk.fault(path, fault, key=path[-1] == name)
        for path, said, target in own.paths():
            if not target.key or path in told or own.key(path[1]) in tried:
                continue
            known = own.known(path[1], target.collection)
            if target.key not in known:
                fault = unknown(target.key, known, "", target.collection, self.walk.guesses)
                fault = evolve(fault, value=said, expected=NOT_THERE)
                self.walk.fault(path, fault, key="set" in path)
        for path, name, collection in _overridden(self.tree):
            if name not in keys.get(collection, {name}):
                known = keys[collection]
                self.walk.fault(path, unknown(name, known, "", collection, self.walk.guesses))

    def _schema(self) -> None:
        if "schema" in self.tree:
            version = number(self.tree["schema"])
            if version != SCHEMA or isinstance(version, bool):
                expected = f"{SCHEMA}, the version this aufwand reads"
                self.walk.fault(("schema",), Fault(self.tree["schema"], expected))

    def _calendar(self) -> None:
        """Take in what the calendar names that is not there: a country, its parts, a time zone.

        Its other fields may be wrong; what hides one fault behind another helps nobody.
        """
        table = self.tree.get("calendar")
        if not is_table(table):
            return
        plain = {name: scalar("text", table[name]) for name in _PLACES if name in table}
        wrong = faults_of(Calendar, (), plain)
        names = {re.split(r"[.\[]", fault.path)[0] for fault in wrong}
        sound: Any = {name: each for name, each in plain.items() if name not in names}
        calendar = Calendar(**sound)
        faults = [] if "country" in names else unknown_in(calendar)
        if calendar.timezone:
            # Where this machine knows no time zones, none is wrong.
            with suppress(MissingExtra):
                try:
                    check_zone(calendar.timezone)
                except Fault as wrong_zone:
                    faults.append(wrong_zone.at("calendar.timezone"))
        for fault in faults:
            self.walk.fault(self.walk.paths.in_plan(self.tree, fault.path), fault)

    def _baseline(self) -> None:
        roles: Any = ()
        if "baseline_roles" in self.tree:
            roles = numbers(self.tree["baseline_roles"])
            # They are what every activity of the baseline takes as its roles.
            wrong = faults_of(Activity, (), {"roles": roles})
            renamed = [evolve(fault, path=f"baseline_{fault.path}") for fault in wrong]
            self.walk.part_faults(Plan, self.tree, renamed, ())
            if "baseline" not in self.tree:
                expected = "a baseline beside it, such as baseline = 'orientation'"
                fault = Fault("baseline_roles", expected)
                self.walk.fault(("baseline_roles",), fault, key=True)
            roles = () if wrong else roles
        if "baseline" in self.tree:
            name = self.tree["baseline"]
            try:
                if not isinstance(name, str):
                    raise UnknownName("baseline", "")
                self.base = baseline(str(name), roles=roles)
            except UnknownName as error:
                hint = f"did you mean {error.near!r}?" if error.near else ""
                expected = "'orientation' or 'evidence'"
                self.walk.fault(("baseline",), Fault(name, expected, hint=hint))


def _was_tried(scenario: Scenario, scenarios: Iterable[Scenario], faults: Iterable[Fault]) -> bool:
    """Return whether there was a sound plan to try a *scenario* on."""
    line = lineage(scenarios, scenario.key)
    wrong = {fault.path.split(".")[1] for fault in faults}
    return not line[0].inherits and not any(each.key in wrong for each in line[:-1])


class _InScenarios:
    """What the scenarios of a file speak of, as far as one can tell without a plan."""

    def __init__(self, tree: Mapping[str, object], keys: Mapping[str, dict[str, None]]) -> None:
        found = tree.get("scenarios")
        self._items = [item if is_table(item) else {} for item in found] if is_list(found) else []
        self._keys = keys
        self._added: list[dict[str, dict[str, None]]] = [
            {
                collection: dict.fromkeys(_texts(added.get(collection), "key"))
                for collection in COLLECTIONS
            }
            if is_table(added := item.get("add"))
            else {}
            for item in self._items
        ]
        self._places = {self.key(index): index for index in range(len(self._items))}

    def key(self, index: object) -> str | None:
        """Return the key of the scenario at an *index*."""
        return _text(self._items[index].get("key")) if isinstance(index, int) else None

    def known(self, index: object, collection: str) -> dict[str, None]:
        """Return the keys of a *collection* that the scenario at an *index* can name."""
        found = dict(self._keys[collection])
        chain: dict[int, None] = {}
        while isinstance(index, int) and index not in chain and len(chain) <= MOST_INHERITED:
            chain[index] = None
            found.update(self._added[index].get(collection, {}))
            # What names none is built on the plan.
            inherits = _text(self._items[index].get("inherits"))
            index = None if inherits is None else self._places.get(inherits)
        return found

    def paths(self) -> Iterator[tuple[Path, object, Target]]:
        """Yield place, path and target of all that is set and dropped."""
        for index, item in enumerate(self._items):
            table, dropped = item.get("set"), item.get("drop")
            said = [
                (("scenarios", index, "set", *keys), name, False)
                for keys, name, _ in islice(leaves(table if is_table(table) else {}), MOST_CHANGES)
            ]
            if isinstance(dropped, str):
                said.append((("scenarios", index, "drop"), dropped, True))
            for place, name in enumerate(dropped[:MOST_CHANGES] if is_list(dropped) else ()):
                said.append((("scenarios", index, "drop", place), name, True))
            for path, name, gone in said:
                # What no plan can have is told already.
                with suppress(Fault):
                    yield path, name, target_of(name, dropped=gone)


def placed(
    document: Document, tree: Mapping[str, object], faults: Iterable[tuple[Path, bool, Fault]]
) -> list[Fault]:
    """Return *faults* in the order of their *document*, each with its place in it."""
    told: list[Fault] = []
    for path, is_key, fault in faults:
        place = document.place(path, key=is_key)
        value, line, column = _plain(fault.value), place.line, place.column
        where = shown(tree, path)
        told.append(Fault(value, fault.expected, where, fault.hint, document.name, line, column))
    return sorted(told, key=lambda fault: (fault.line or 0, fault.column or 0))


def _plain(value: object) -> object:
    return str(value) if isinstance(value, str) else value


def _text(value: object) -> str | None:
    """Return *value* if it is text; nothing else can be a key."""
    return str(value) if isinstance(value, str) else None


def _texts(items: object, name: str) -> Iterator[str]:
    """Yield the texts that tables of a list have under a *name*."""
    for item in items if is_list(items) else ():
        text = item.get(name) if is_table(item) else None
        if isinstance(text, str):
            yield str(text)


def _named(part: Any, table: Mapping[str, object], path: Path) -> Iterator[tuple[Path, str, str]]:
    """Yield place, name and collection of every name that a table has for another part."""
    for entry in entries(part).values():
        value, here = table.get(entry.name), (*path, entry.name)
        if entry.kind.names:
            for steps, name in _names_in(entry.kind_name, value):
                yield (*here, *steps), name, entry.kind.names
        elif entry.kind_name == "changes" and is_table(value):
            yield from _named_anew(value, here)
        elif entry.of_parts and is_table(value):
            yield from _named(entry.kind.part, value, here)
        elif entry.of_parts and is_list(value):
            for index, item in enumerate(value):
                if is_table(item):
                    yield from _named(entry.kind.part, item, (*here, index))


def _named_anew(table: Mapping[str, object], path: Path) -> Iterator[tuple[Path, str, str]]:
    """Yield place, name and collection of every name in what a scenario sets."""
    for keys, name, said in leaves(table):
        with suppress(Fault):
            entry = entry_of(target_of(name).field)
            if entry.kind.names:
                for steps, found in _names_in(entry.kind_name, said):
                    yield (*path, *keys, *steps), found, entry.kind.names


def _overridden(tree: Mapping[str, object]) -> Iterator[tuple[Path, str, str]]:
    """Yield place, key and collection of every part for which rules are told otherwise."""
    rules = tree.get("rules")
    items = rules.get("overrides") if is_table(rules) else None
    for index, item in enumerate(items if is_list(items) else ()):
        where = item.get("where") if is_table(item) else None
        if isinstance(where, str):
            collection, key = named_part(str(where))
            if key:
                yield ("rules", "overrides", index, "where"), key, collection


def _names_in(kind: str, value: object) -> Iterator[tuple[Path, str]]:
    """Yield the names that a value of a *kind* can hold: one, a list, or names with weights."""
    if isinstance(value, str) and value and kind != "reach":
        yield (), str(value)
    elif is_list(value) and kind in {"names", "shares"}:
        for index, item in enumerate(value):
            if isinstance(item, str):
                yield (index,), str(item)
    elif is_table(value) and kind in {"shares", "reach"}:
        for key in value:
            yield (key,), key
