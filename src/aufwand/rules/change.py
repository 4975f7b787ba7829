"""A change of a plan as data, so that it can be shown, compared, sent and applied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import evolve, field, fields_dict, frozen

from aufwand.errors import Fault, UnknownName, nearest
from aufwand.model import (
    AREAS,
    Acceptance,
    Activity,
    Audience,
    Channel,
    Cost,
    Driver,
    Plan,
    Role,
    Share,
    Tool,
)
from aufwand.units._exact import exact
from aufwand.units._value import value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Add", "Change", "Drop", "Put", "changed", "parts_of"]

#: The parts of a plan that have a key of their own, by where they stand.
COLLECTIONS: dict[str, type[Any]] = {
    "audiences": Audience,
    "channels": Channel,
    "roles": Role,
    "activities": Activity,
    "drivers": Driver,
    "tools": Tool,
    "costs": Cost,
}


def _path(value: str) -> str:
    if not isinstance(value, str) or not all(value.split(".")):
        raise Fault(value, "the path of something in a plan, such as 'roles.pr'")
    return str(value)


def _part(value: object) -> object:
    if not any(isinstance(value, kind) for kind in (*COLLECTIONS.values(), Acceptance)):
        raise Fault(value, "a part of a plan, such as a Role or an Activity")
    return value


@value
@frozen(repr=False, eq=False)
class Put:
    """Give a field of the plan, or of one of its parts, another value.

    >>> Put("roles.pr.capacity", "16 h/week")
    Put(path='roles.pr.capacity', value='16 h/week')
    """

    #: The field, for example ``reserve``, ``roles.pr.capacity`` or ``criticism.owner``.
    path: str = field(converter=_path)

    #: What it is to be, as the part's constructor takes it.
    value: Any


@value
@frozen(repr=False, eq=False)
class Drop:
    """Take a part out of the plan, and every mention of it.

    Work that served only a channel that is dropped goes with it; work that only a role did that
    is dropped is nobody's.
    """

    #: The part, for example ``channels.pinterest`` or ``accepted[0]``.
    path: str = field(converter=_path)


@value
@frozen(repr=False, eq=False)
class Add:
    """Add a part to the plan, in the place of one of its key if there is one."""

    #: The part.
    part: object = field(converter=_part)

    @property
    def path(self) -> str:
        """Where it stands then."""
        if isinstance(self.part, Acceptance):
            return f"accepted.{self.part.rule}.{self.part.where}"
        name = next(name for name, kind in COLLECTIONS.items() if isinstance(self.part, kind))
        return f"{name}.{getattr(self.part, 'key', '')}"


#: One step of a remedy.
Change: TypeAlias = Put | Drop | Add


def changed(plan: Plan, changes: Iterable[Change]) -> Plan:
    """Return *plan* after *changes*, one after the other.

    Raises:
        UnknownName: If a path leads nowhere.
        InvalidPlan: If the plan would not be sound any more.
    """
    for change in changes:
        if isinstance(change, Put):
            plan = _put(plan, change.path, change.value)
        elif isinstance(change, Drop):
            plan = _dropped(plan, change.path)
        elif isinstance(change.part, Acceptance):
            others = [each for each in plan.accepted if each != change.part]
            plan = plan.with_(accepted=(*others, change.part))
        else:
            part: Any = change.part
            plan = plan.adding(part)
    return plan


def parts_of(path: str) -> tuple[str, str]:
    """Return what a path of a part or field is about: collection and key, or field and nothing."""
    collection, _, rest = path.partition(".")
    return collection, rest.partition(".")[0] if collection in COLLECTIONS else ""


def _put(plan: Plan, path: str, given: Any) -> Plan:
    first, _, rest = path.partition(".")
    key, _, name = rest.partition(".")
    here: Any
    if first in COLLECTIONS and name:
        here = next((part for part in getattr(plan, first) if part.key == key), None)
        if here is None:
            raise UnknownName("part", path, _nearest(plan, first, key))
        return plan.adding(_with(here, name, given, path))
    if rest:
        here = getattr(plan, first, None)
        if here is None:
            raise UnknownName("part", path)
        given = _with(here, rest, given, path)
    made: Plan = _with(plan, first, given, path)
    return made


def _with(part: Any, name: str, given: Any, path: str) -> Any:
    names = list(fields_dict(part.__class__))
    if name not in names:
        raise UnknownName("field", path, nearest(name, names))
    changes: dict[str, Any] = {name: given}
    return evolve(part, **changes)


def _nearest(plan: Plan, collection: str, key: str) -> str:
    near = nearest(key, [part.key for part in getattr(plan, collection)])
    return f"{collection}.{near}" if near else ""


def _dropped(plan: Plan, path: str) -> Plan:
    collection, key = parts_of(path)
    if path.startswith("accepted["):
        index = path[len("accepted[") : -1]
        if not index.isdigit() or int(index) >= len(plan.accepted):
            raise UnknownName("part", path)
        number = int(index)
        return plan.with_(accepted=(*plan.accepted[:number], *plan.accepted[number + 1 :]))
    found = [part for part in getattr(plan, collection, ()) if part.key == key] if key else []
    if not found or path != f"{collection}.{key}":
        near = _nearest(plan, collection, key) if collection in COLLECTIONS else ""
        raise UnknownName("part", path, near)
    changes: dict[str, Any] = {
        collection: tuple(part for part in getattr(plan, collection) if part.key != key)
    }
    if collection == "channels":
        changes["audiences"] = tuple(
            evolve(each, reach=[one for one in each.reach if one.key != key])
            if any(one.key == key for one in each.reach)
            else each
            for each in plan.audiences
        )
        changes["activities"] = tuple(
            _without(each, "channels", key)
            for each in plan.activities
            if [one.key for one in each.channels] != [key]
        )
    elif collection == "roles":
        changes["activities"] = tuple(_without(each, "roles", key) for each in plan.activities)
        if plan.criticism is not None and plan.criticism.owner == key:
            changes["criticism"] = evolve(plan.criticism, owner="")
    elif collection == "audiences":
        changes["channels"] = tuple(
            evolve(each, audiences=tuple(name for name in each.audiences if name != key))
            for each in plan.channels
        )
    changes["accepted"] = tuple(
        each for each in plan.accepted if each.where != path and f"{path}." not in each.where
    )
    left: tuple[Activity, ...] = changes.get("activities", plan.activities)
    if len(left) < len(plan.activities):
        changes["drivers"] = tuple(_driving(changes.get("drivers", plan.drivers), left))
    return plan.with_(**changes)


def _without(activity: Activity, name: str, key: str) -> Activity:
    shares: tuple[Share, ...] = getattr(activity, name)
    left = [share for share in shares if share.key != key]
    if len(left) == len(shares):
        return activity
    weights = [exact(share.weight) for share in left if share.weight is not None]
    total = sum(weights)
    given: Any = [share.key for share in left]
    if total and name == "roles":
        # Who is left does what the other did, each in proportion.
        given = {share.key: weight / total for share, weight in zip(left, weights, strict=True)}
    elif weights:
        given = {share.key: share.weight for share in left}
    changes: dict[str, Any] = {name: given}
    return evolve(activity, **changes)


def _driving(drivers: Iterable[Driver], left: tuple[Activity, ...]) -> Iterator[Driver]:
    """Yield *drivers* for the activities that are *left*."""
    keys = {activity.key for activity in left}
    areas = {*AREAS, *(activity.area for activity in left)}
    for driver in drivers:
        activities = tuple(name for name in driver.activities if name in keys)
        kept = tuple(name for name in driver.areas if name in areas)
        if (activities, kept) == (driver.activities, driver.areas):
            yield driver
        elif activities or kept:
            # With neither it would scale everything.
            yield evolve(driver, activities=activities, areas=kept)
