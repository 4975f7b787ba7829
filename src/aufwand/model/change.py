"""A change of a plan as data, so that it can be shown, compared, sent and applied."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from attrs import evolve, field, fields_dict, frozen, has

from aufwand.errors import Fault, UnknownName, nearest
from aufwand.model._dropping import dropped, gone_from, nearest_part, parts_of, still
from aufwand.model._reading import Share, plain_text
from aufwand.model.acceptance import Acceptance
from aufwand.model.activity import Activity
from aufwand.model.plan import COLLECTIONS, Plan
from aufwand.model.settings import Table
from aufwand.units._pattern import Pattern
from aufwand.units._value import value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Add", "Change", "Drop", "Put", "bare", "changed"]

#: What a change can hold beside the values and parts of aufwand itself.
_PLAIN = (bool, int, float, Fraction, Decimal, date, timedelta)

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

    # What a converter takes pyright does not find out where it takes anything.
    #: What it is to be, as the part's constructor takes it.
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

    Acceptances are dropped before all else, as each is known by its place in *plan*. What
    scenarios of the plan say of parts that are gone then goes with them.

    Raises:
        UnknownName: If a path leads nowhere.
        Fault: If one would change the key of a part.
        InvalidPlan: If the plan would not be sound any more.
    """
    steps = tuple(changes)
    if not plan.scenarios:
        return _changed(plan, steps)
    # Of what changes the plan itself, its scenarios are asked once, when all is done.
    about = [each for each in steps if parts_of(each.path)[0] == "scenarios"]
    after = _changed(bare(plan), [each for each in steps if each not in about])
    gone = gone_from(
        plan, {name: getattr(after, name) for name in COLLECTIONS if name != "scenarios"}
    )
    kept = tuple(still(plan.scenarios, gone))
    return _changed(after.with_(scenarios=kept), about)


def bare(plan: Plan) -> Plan:
    """Return *plan* without its scenarios, which change neither estimate nor findings."""
    return plan.with_(scenarios=()) if plan.scenarios else plan


def _changed(plan: Plan, steps: Sequence[Change]) -> Plan:
    plan = _without_accepted(plan, [each.path for each in steps if _drops_acceptance(each)])
    for change in steps:
        if isinstance(change, Put):
            plan = _put(plan, change.path, change.value)
        elif isinstance(change, Drop):
            if not _drops_acceptance(change):
                plan = dropped(plan, [change.path])
        elif isinstance(change.part, Acceptance):
            others = [each for each in plan.accepted if each != change.part]
            plan = plan.with_(accepted=(*others, change.part))
        else:
            part: Any = change.part
            plan = plan.adding(part)
    return plan


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
        raise UnknownName("part", path, nearest_part(plan, first, key))
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
