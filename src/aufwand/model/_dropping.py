"""What is left of a plan, and of its scenarios, when parts and all mentions of them are gone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import evolve

from aufwand.errors import UnknownName, nearest
from aufwand.model._fields import kind_of
from aufwand.model._reading import Share
from aufwand.model.activity import AREAS, Activity, Driver
from aufwand.model.chance import Event
from aufwand.model.plan import COLLECTIONS, Plan
from aufwand.model.scenario import Additions, Scenario, Target, lineage, target_of
from aufwand.units._exact import exact

if TYPE_CHECKING:
    from typing import TypeAlias

    #: Keys of parts by their collection.
    Keys: TypeAlias = Mapping[str, Collection[str]]

__all__ = ["dropped", "gone_from", "nearest_part", "parts_of", "still"]

_Work = TypeVar("_Work", Activity, Event)


def parts_of(path: str) -> tuple[str, str]:
    """Return what a path of a part or field is about: collection and key, or field and nothing."""
    collection, _, rest = path.partition(".")
    return collection, rest.partition(".")[0] if collection in COLLECTIONS else ""


def nearest_part(plan: Plan, collection: str, key: str) -> str:
    """Return the path of the part that was probably meant, or an empty text."""
    near = nearest(key, [part.key for part in getattr(plan, collection)])
    return f"{collection}.{near}" if near else ""


def dropped(plan: Plan, paths: Iterable[str]) -> Plan:
    """Return *plan* without the parts at *paths*, and without any mention of them.

    Raises:
        UnknownName: If one of them is not there.
    """
    gone: dict[str, dict[str, None]] = {}
    for path in paths:
        collection, key = parts_of(path)
        there = any(part.key == key for part in getattr(plan, collection, ())) if key else False
        if not there or path != f"{collection}.{key}":
            near = nearest_part(plan, collection, key) if collection in COLLECTIONS else ""
            raise UnknownName("part", path, near)
        gone.setdefault(collection, {})[key] = None
    changes: dict[str, Any] = {
        name: tuple(part for part in getattr(plan, name) if part.key not in keys)
        for name, keys in gone.items()
    }
    changes |= _unnamed(plan, gone, changes)
    if plan.criticism is not None and plan.criticism.owner in gone.get("roles", ()):
        changes["criticism"] = evolve(plan.criticism, owner="")
    if "scenarios" in gone:
        inherited = {each.key: each.inherits for each in plan.scenarios}
        changes["scenarios"] = tuple(
            each.with_(inherits=inherited[each.inherits])
            if each.inherits in gone["scenarios"]
            else each
            for each in changes["scenarios"]
        )
    left: tuple[Activity, ...] = changes.get("activities", plan.activities)
    if len(left) < len(plan.activities):
        keys = {each.key for each in left}
        areas = {*AREAS, *(activity.area for activity in left)}
        changes["drivers"] = tuple(_driving(changes.get("drivers", plan.drivers), keys, areas))
        changes["correlations"] = tuple(
            each for each in plan.correlations if keys.issuperset(each.between)
        )
    return plan.with_(**changes, **_unmentioned(plan, changes))


def gone_from(before: Plan, after: Mapping[str, Any]) -> dict[str, set[str]]:
    """Return the keys of parts that are not in the collections *after* any more."""
    found: dict[str, set[str]] = {}
    for name in COLLECTIONS.keys() & after.keys():
        kept = {part.key for part in after[name]}
        keys = {part.key for part in getattr(before, name)} - kept
        if keys:
            found[name] = keys
    return found


def _unnamed(
    holder: Plan | Additions, gone: Keys, changes: Mapping[str, Any] = {}
) -> dict[str, Any]:
    """Return the parts that name one that is gone, without its name."""
    made: dict[str, Any] = {}

    def parts(name: str) -> tuple[Any, ...]:
        found: tuple[Any, ...] = made.get(name, changes.get(name, getattr(holder, name)))
        return found

    keys = gone.get("channels", ())
    if keys:
        made["audiences"] = tuple(
            evolve(each, reach=[one for one in each.reach if one.key not in keys])
            if any(one.key in keys for one in each.reach)
            else each
            for each in parts("audiences")
        )
        made["activities"] = tuple(_elsewhere(parts("activities"), keys))
        made["events"] = tuple(_elsewhere(parts("events"), keys))
    keys = gone.get("roles", ())
    if keys:
        made["roles"] = tuple(
            evolve(each, cover=tuple(name for name in each.cover if name not in keys))
            if any(name in keys for name in each.cover)
            else each
            for each in parts("roles")
        )
        made["activities"] = tuple(_without(each, "roles", keys) for each in parts("activities"))
        made["events"] = tuple(_without(each, "roles", keys) for each in parts("events"))
    keys = gone.get("audiences", ())
    if keys:
        made["channels"] = tuple(
            evolve(each, audiences=tuple(name for name in each.audiences if name not in keys))
            for each in parts("channels")
        )
    return made


def _unmentioned(plan: Plan, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is said of findings, without what is said of parts that are gone."""
    gone = gone_from(plan, changes)

    def is_left(where: str) -> bool:
        # The part itself, or something in it.
        collection, key = parts_of(where)
        return key.partition("[")[0] not in gone.get(collection, ())

    overrides = tuple(each for each in plan.rules.overrides if is_left(each.where))
    return {
        "accepted": tuple(each for each in plan.accepted if is_left(each.where)),
        "rules": evolve(plan.rules, overrides=overrides),
    }


def _elsewhere(work: Iterable[_Work], channels: Collection[str]) -> Iterator[_Work]:
    """Yield the *work* that serves more than *channels* that are gone, without them."""
    for each in work:
        if not each.channels or any(one.key not in channels for one in each.channels):
            yield _without(each, "channels", channels)


def _without(activity: _Work, name: str, keys: Collection[str]) -> _Work:
    shares: tuple[Share, ...] = getattr(activity, name)
    if all(share.key not in keys for share in shares):
        return activity
    changes: dict[str, Any] = {name: _fewer(shares, name, keys)}
    return evolve(activity, **changes)


def _fewer(shares: tuple[Share, ...], name: str, keys: Collection[str]) -> tuple[Share, ...]:
    """Return the *shares* that are left without some."""
    left = [share for share in shares if share.key not in keys]
    weights = [exact(share.weight) for share in left if share.weight is not None]
    total = sum(weights)
    if total and name == "roles":
        # Who is left does what the other did, each in proportion, in numbers a file can hold.
        parts = [round(float(weight / total), 6) for weight in weights]
        return tuple(Share(share.key, part) for share, part in zip(left, parts, strict=True))
    # Of weights that are all zero nothing says more than that they are there.
    return tuple(share if total else Share(share.key) for share in left)


def _driving(
    drivers: Iterable[Driver], keys: Collection[str], areas: Collection[str]
) -> Iterator[Driver]:
    """Yield *drivers* for the activities and areas that are left."""
    for driver in drivers:
        activities = tuple(name for name in driver.activities if name in keys)
        kept = tuple(name for name in driver.areas if name in areas)
        if (activities, kept) == (driver.activities, driver.areas):
            yield driver
        elif activities or kept:
            # With neither it would scale everything.
            yield evolve(driver, activities=activities, areas=kept)


def still(scenarios: Iterable[Scenario], gone: Keys) -> Iterator[Scenario]:
    """Yield *scenarios* without what they say of parts that are *gone* from the plan."""
    known = tuple(scenarios)
    for scenario in known:
        # What one adds itself, or builds on, is there whatever became of the plan.
        own: dict[str, set[str]] = {}
        for each in lineage(known, scenario.key):
            for name, parts in each.add.by_collection():
                own.setdefault(name, set()).update(getattr(part, "key", "") for part in parts)
        left = {name: {*keys} - own.get(name, set()) for name, keys in gone.items()}
        yield _silent(scenario, left) if any(left.values()) else scenario


def _silent(scenario: Scenario, gone: Keys) -> Scenario:
    values: dict[str, Any] = {}
    for path, each in scenario.set.items():
        target = target_of(path)
        kept = _unsaid(target, each, gone)
        if kept is not None and target.key not in gone.get(target.collection, ()):
            values[path] = kept
    add = scenario.add
    changes = _unnamed(add, gone)
    keys = gone.get("activities", ())
    if keys:
        pairs = [each for each in add.correlations if not any(one in keys for one in each.between)]
        changes["correlations"] = tuple(pairs)
        others = {one for each in add.drivers for one in each.activities if one not in keys}
        areas = {one for each in add.drivers for one in each.areas}
        changes["drivers"] = tuple(_driving(add.drivers, others, areas))
    drop = [path for path in scenario.drop if not _is_of(path, gone)]
    return scenario.with_(set=values, drop=drop, add=evolve(add, **changes))


def _is_of(path: str, gone: Keys) -> bool:
    collection, key = parts_of(path)
    return key in gone.get(collection, ())


def _unsaid(target: Target, said: Any, gone: Keys) -> Any:
    """Return what a scenario sets without the names of what is gone, or nothing."""
    kind = kind_of(target.field)
    keys = gone.get(kind.names, ())
    if not keys:
        return said
    if not isinstance(said, tuple):
        return None if said in keys else said
    listed: tuple[Any, ...] = said  # pyright: ignore[reportUnknownVariableType]
    left = tuple(each for each in listed if getattr(each, "key", each) not in keys)
    if left and len(left) < len(listed) and kind.name == "shares":
        return _fewer(listed, str(target.field.name), keys)
    return left or None
