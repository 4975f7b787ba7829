"""A change of a plan as data, so that it can be shown, compared, sent and applied."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

from attrs import evolve, field, fields_dict, frozen, has

from aufwand.errors import Fault, UnknownName, nearest
from aufwand.model._reading import Share, plain_text
from aufwand.model.acceptance import Acceptance
from aufwand.model.activity import AREAS, Activity, Driver
from aufwand.model.chance import Event
from aufwand.model.plan import COLLECTIONS, Plan
from aufwand.model.settings import Table
from aufwand.units._exact import exact
from aufwand.units._pattern import Pattern
from aufwand.units._value import value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Add", "Change", "Drop", "Put", "changed"]

#: What a change can hold beside the values and parts of aufwand itself.
_PLAIN = (bool, int, float, Fraction, Decimal, date, timedelta)

_Work = TypeVar("_Work", Activity, Event)

_ACCEPTED = Pattern(r"accepted\[([0-9]{1,9})\]")


def _path(value: str) -> str:
    text = plain_text(value) if isinstance(value, str) else ""
    if not all(text.split(".")):
        raise Fault(value, "the path of something in a plan, such as 'roles.pr'")
    return text


def _lasting(value: Any) -> Any:
    """Return *value* as something that stays what it is, so that changes can be compared."""
    if isinstance(value, str):
        return plain_text(value)
    if value is None or isinstance(value, _PLAIN) or _is_own(value):
        return value
    if isinstance(value, (list, tuple)):
        return tuple(_lasting(each) for each in cast("list[Any]", value))
    if isinstance(value, Mapping):
        # pyright asks of which kind its keys are, and mypy wants no cast where none is needed.
        table: Mapping[Any, Any] = value  # pyright: ignore[reportUnknownVariableType]
        return Table({_lasting(key): _lasting(each) for key, each in table.items()})
    raise Fault(value, "text, a number, a day, a part of a plan, or lists and tables of them")


def _is_own(value: object) -> bool:
    kind = type(value)
    return kind.__module__.startswith("aufwand.") and (has(kind) or kind in {Share, Table})


def _part(value: object) -> object:
    # Of a class derived from one of them, nobody knows what it does.
    if not any(type(value) is kind for kind in (*COLLECTIONS.values(), Acceptance)):
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
    # What a converter takes pyright does not find out where it takes anything.
    value: Any = field(converter=_lasting)  # pyright: ignore[reportUnknownVariableType]


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

    Acceptances are dropped before all else, as each is known by its place in *plan*.

    Raises:
        UnknownName: If a path leads nowhere.
        Fault: If one would change the key of a part.
        InvalidPlan: If the plan would not be sound any more.
    """
    steps = tuple(changes)
    plan = _without_accepted(plan, [each.path for each in steps if _drops_acceptance(each)])
    for change in steps:
        if isinstance(change, Put):
            plan = _put(plan, change.path, change.value)
        elif isinstance(change, Drop):
            if not _drops_acceptance(change):
                plan = _dropped(plan, change.path)
        elif isinstance(change.part, Acceptance):
            others = [each for each in plan.accepted if each != change.part]
            plan = plan.with_(accepted=(*others, change.part))
        else:
            part: Any = change.part
            plan = plan.adding(part)
    return plan


def _parts_of(path: str) -> tuple[str, str]:
    """Return what a path of a part or field is about: collection and key, or field and nothing."""
    collection, _, rest = path.partition(".")
    return collection, rest.partition(".")[0] if collection in COLLECTIONS else ""


def _put(plan: Plan, path: str, given: Any) -> Plan:
    first, _, rest = path.partition(".")
    if first not in _FIELDS:
        raise UnknownName("field", path, nearest(first, _FIELDS))
    here: Any
    if rest and first not in COLLECTIONS:
        here = getattr(plan, first)
        if not has(here.__class__):
            raise UnknownName("part", path)
        given, rest = _with(here, rest, given, path), ""
    if not rest:
        made: Plan = _with(plan, first, given, path)
        return made
    key, _, name = rest.partition(".")
    here = next((part for part in getattr(plan, first) if part.key == key), None)
    if here is None:
        raise UnknownName("part", path, _nearest(plan, first, key))
    if name in {"", "key"}:
        hint = "Add(…) puts a whole part in its place"
        raise Fault(path, "a field of a part, and not its key", hint=hint)
    part: Any = _with(here, name, given, path)
    return plan.adding(part)


_FIELDS = tuple(fields_dict(Plan))


def _with(part: Any, name: str, given: Any, path: str) -> Any:
    names = list(fields_dict(part.__class__))
    if name not in names:
        raise UnknownName("field", path, nearest(name, names))
    changes: dict[str, Any] = {name: given}
    # A cadence says how many times, unless somebody else does.
    return part.with_(**changes) if isinstance(part, Activity) else evolve(part, **changes)


def _nearest(plan: Plan, collection: str, key: str) -> str:
    near = nearest(key, [part.key for part in getattr(plan, collection)])
    return f"{collection}.{near}" if near else ""


def _drops_acceptance(change: Change) -> bool:
    return isinstance(change, Drop) and change.path.startswith("accepted[")


def _without_accepted(plan: Plan, paths: list[str]) -> Plan:
    if not paths:
        return plan
    left: list[Acceptance | None] = list(plan.accepted)
    for path in paths:
        found = _ACCEPTED.fullmatch(path)
        if found is None or int(found[1]) >= len(left):
            raise UnknownName("part", path)
        left[int(found[1])] = None
    return plan.with_(accepted=[each for each in left if each is not None])


def _dropped(plan: Plan, path: str) -> Plan:
    collection, key = _parts_of(path)
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
        changes["activities"] = tuple(_elsewhere(plan.activities, key))
        changes["events"] = tuple(_elsewhere(plan.events, key))
    elif collection == "roles":
        changes["roles"] = tuple(
            evolve(each, cover=tuple(name for name in each.cover if name != key))
            for each in changes["roles"]
        )
        changes["activities"] = tuple(_without(each, "roles", key) for each in plan.activities)
        changes["events"] = tuple(_without(each, "roles", key) for each in plan.events)
        if plan.criticism is not None and plan.criticism.owner == key:
            changes["criticism"] = evolve(plan.criticism, owner="")
    elif collection == "audiences":
        changes["channels"] = tuple(
            evolve(each, audiences=tuple(name for name in each.audiences if name != key))
            for each in plan.channels
        )
    left: tuple[Activity, ...] = changes.get("activities", plan.activities)
    if len(left) < len(plan.activities):
        changes["drivers"] = tuple(_driving(changes.get("drivers", plan.drivers), left))
        keys = {each.key for each in left}
        changes["correlations"] = tuple(
            each for each in plan.correlations if keys.issuperset(each.between)
        )
    return plan.with_(**changes, **_unmentioned(plan, changes))


def _unmentioned(plan: Plan, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is said of findings, without what is said of parts that are gone."""
    gone: set[str] = set()
    for name in COLLECTIONS.keys() & changes.keys():
        kept = {part.key for part in changes[name]}
        gone |= {f"{name}.{part.key}" for part in getattr(plan, name) if part.key not in kept}

    def is_left(where: str) -> bool:
        # The part itself, or something in it.
        part = ".".join(where.split(".")[:2]).partition("[")[0]
        return part not in gone

    overrides = tuple(each for each in plan.rules.overrides if is_left(each.where))
    return {
        "accepted": tuple(each for each in plan.accepted if is_left(each.where)),
        "rules": evolve(plan.rules, overrides=overrides),
    }


def _elsewhere(work: Iterable[_Work], channel: str) -> Iterator[_Work]:
    """Yield the *work* that serves more than a *channel* that is gone, without it."""
    for each in work:
        if [one.key for one in each.channels] != [channel]:
            yield _without(each, "channels", channel)


def _without(activity: _Work, name: str, key: str) -> _Work:
    shares: tuple[Share, ...] = getattr(activity, name)
    left = [share for share in shares if share.key != key]
    if len(left) == len(shares):
        return activity
    weights = [exact(share.weight) for share in left if share.weight is not None]
    total = sum(weights)
    given: Any = [share.key for share in left]
    if total and name == "roles":
        # Who is left does what the other did, each in proportion, in numbers a file can hold.
        parts = [round(float(weight / total), 6) for weight in weights]
        given = {share.key: part for share, part in zip(left, parts, strict=True)}
    elif total:
        given = {share.key: share.weight for share in left}
    # Of weights that are all zero nothing says more than that they are there.
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
