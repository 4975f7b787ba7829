"""A named variation of a plan: what is different in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from attrs import NOTHING, evolve, field, fields, frozen

from aufwand.errors import Fault, InvalidPlan, MixedTime, nearest
from aufwand.model._fields import (
    Guesses,
    all_faults_at_once,
    duplicates,
    faults_of,
    holds,
    kind_of,
    unknown,
)
from aufwand.model._reading import (
    plain_text,
    read_each,
    read_key,
    read_name,
    read_parts,
    read_per,
    read_text,
)
from aufwand.model.acceptance import Acceptance
from aufwand.model.activity import Activity, Driver
from aufwand.model.audience import Audience
from aufwand.model.chance import Correlation, Event
from aufwand.model.channel import Channel
from aufwand.model.role import Role
from aufwand.model.settings import Table
from aufwand.model.spending import Cost, Tool
from aufwand.units import CADENCES

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from typing import TypedDict, Unpack

    class ScenarioChanges(TypedDict, total=False):
        """What can be changed of a scenario."""

        key: str
        name: str
        inherits: str
        set: Mapping[str, Any]
        drop: str | Iterable[str]
        add: Addition | Iterable[Addition] | Additions
        reason: str


__all__ = [
    "MOST_CHANGES",
    "MOST_INHERITED",
    "MOST_SCENARIOS",
    "Additions",
    "Scenario",
    "Target",
    "inheritance_faults",
    "leaves",
    "lineage",
    "target_of",
]

#: Most scenarios of a plan; nobody reads more of them side by side.
MOST_SCENARIOS = 100

#: Most scenarios that one inherits from, one through the other.
MOST_INHERITED = 20

#: Most paths that one scenario sets, or drops.
MOST_CHANGES = 1_000

#: Longest path, in characters: a collection, a key and a field are never longer.
LONGEST_PATH = 200

#: Something that a scenario can add.
Addition: TypeAlias = (
    "Audience | Channel | Role | Activity | Driver | Event | Correlation | Tool | Cost | Acceptance"
)

_EXPECTED = "the path of something in a plan, such as 'activities.content.times' or 'reserve'"


class Target(NamedTuple):
    """What a path leads to, as far as one can tell without a plan."""

    #: The path, with the names of fields as Python has them.
    path: str

    #: The class whose field it is, or the class of the part.
    part: Any

    #: The collection it begins in; empty for what is no part of one.
    collection: str

    #: The key of the part in it; empty for the collection as a whole.
    key: str

    #: The field of the plan that it is within, such as ``calendar``; empty where it is one.
    within: str

    #: The field; nothing where it is a whole part.
    field: Any


@cache
def _own(part: Any) -> dict[str, Any]:
    """Return the fields of a *part* by the names they have here and in a plan file."""
    own: tuple[Any, ...] = fields(part)
    found = {kind_of(each).file_name or str(each.name): each for each in own}
    return {**found, **{str(each.name): each for each in own}}


@cache
def _of_plan() -> tuple[Any, dict[str, Any], Mapping[str, Any]]:
    from aufwand.model.plan import COLLECTIONS, Plan

    return Plan, _own(Plan), COLLECTIONS


def target_of(path: object, *, dropped: bool = False) -> Target:
    """Return what a *path* leads to in any plan.

    Args:
        path: The path.
        dropped: Whether it is to be taken out, which can be done with parts, and with fields that
            need not be there.

    Raises:
        Fault: If nothing in a plan has such a path.
    """
    text = plain_text(path) if isinstance(path, str) else ""
    if not text or len(text) > LONGEST_PATH:
        raise Fault(path, _EXPECTED)
    first, *rest = text.split(".")
    plan, own, collections = _of_plan()
    if first not in own:
        raise Fault(text, _EXPECTED, hint=_near(first, own))
    found = own[first]
    name = str(found.name)
    if name == "scenarios":
        raise Fault(text, "something in the plan itself", hint="a scenario changes no scenario")
    part = collections.get(name)
    if part is None and kind_of(found).name == "one":
        made = _inside(text, kind_of(found).part, name, rest, dropped=dropped)
    elif part is None or not (rest or dropped):
        if rest:
            raise Fault(text, f"{first!r} as a whole", hint="it has no parts of its own")
        made = Target(name, plan, name if part else "", "", "", found)
    else:
        made = _of_part(text, part, name, rest, dropped=dropped)
    if dropped and made.field is not None and made.field.default is NOTHING:
        raise Fault(text, "something that a plan can do without", hint="set it to something else")
    return made


def _inside(text: str, part: Any, name: str, rest: list[str], *, dropped: bool) -> Target:
    """Return what a path leads to in something the plan has one of, such as its calendar."""
    own = _own(part)
    if not rest and dropped:
        plan, of_plan, _ = _of_plan()
        return Target(name, plan, "", "", "", of_plan[name])
    if len(rest) != 1:
        told = next(iter(own))
        raise Fault(text, f"one of the fields of it, such as '{name}.{told}'")
    if rest[0] not in own:
        raise Fault(text, _EXPECTED, hint=_near(rest[0], own, f"{name}."))
    found = own[rest[0]]
    return Target(f"{name}.{found.name}", part, "", "", name, found)


def _of_part(text: str, part: Any, name: str, rest: list[str], *, dropped: bool) -> Target:
    """Return what a path leads to in a part that has a key."""
    if not rest:
        raise Fault(text, f"the path of one of them, such as '{name}.…'")
    key, *inner = rest
    try:
        key = read_key(key)
    except Fault:
        raise Fault(text, _EXPECTED, hint=f"{key[:20]!r} is no key") from None
    if not inner and dropped:
        return Target(f"{name}.{key}", part, name, key, "", None)
    own = _own(part)
    if len(inner) != 1:
        hint = "a field is set as a whole" if inner else "to put a whole part there, add it"
        raise Fault(text, f"one of its fields, such as '{name}.{key}.name'", hint=hint)
    if inner[0] not in own:
        raise Fault(text, _EXPECTED, hint=_near(inner[0], own, f"{name}.{key}."))
    found = own[inner[0]]
    if found.name == "key":
        hint = "drop the part and add it under another key"
        raise Fault(text, "a field of a part, and not its key", hint=hint)
    return Target(f"{name}.{key}.{found.name}", part, name, key, "", found)


def _near(name: str, names: Iterable[str], before: str = "") -> str:
    near = nearest(name, names)
    return f"did you mean {before + near!r}?" if near else f"there are: {', '.join(names)}"


def leaves(
    table: Mapping[Any, Any], steps: tuple[str, ...] = (), keys: tuple[Any, ...] = ()
) -> Iterator[tuple[tuple[Any, ...], object, object]]:
    """Yield what a *table* of changes says: the keys that lead there, the path, the value.

    A path can be one key, as in ``"roles.pr.capacity"``, or tables within tables.
    """
    _, own, collections = _of_plan()
    for key, value in table.items():
        inner: Any = value
        text = plain_text(key) if isinstance(key, str) else ""
        if not text or len(text) > LONGEST_PATH:
            yield (*keys, key), key, value
            continue
        here = (*steps, *text.split("."))
        found = own.get(here[0])
        levels = 1
        if found is not None and found.name in collections:
            levels = 3
        elif found is not None and kind_of(found).name == "one":
            levels = 2
        if isinstance(value, Mapping) and len(here) < levels:
            yield from leaves(inner, here, (*keys, key))
        else:
            yield (*keys, key), ".".join(here), value


def _set(value: object) -> Table:
    if not isinstance(value, Mapping):
        raise Fault(value, "a table of paths and values, such as { reserve = 0.1 }")
    table: Mapping[Any, Any] = value  # pyright: ignore[reportUnknownVariableType]
    made: dict[str, Any] = {}
    faults: list[Fault] = []
    for _, path, each in leaves(table):
        try:
            target = target_of(path)
            if target.path in made:
                raise Fault(path, "each path once")
            if each is None:
                raise Fault(None, "a value", hint="what is to be taken out is named in 'drop'")
            made[target.path] = _read(target, each)
        except Fault as fault:
            faults.append(fault.at(str(path)[:LONGEST_PATH]))
        except InvalidPlan as group:
            faults += group.faults
        if len(made) > MOST_CHANGES or len(faults) > MOST_CHANGES:
            faults.append(Fault(len(table), f"at most {MOST_CHANGES:,} paths"))
            break
    if faults:
        raise InvalidPlan("scenario", faults)
    return Table(made)


def _read(target: Target, value: object) -> Any:
    """Return what a field makes of a *value*, as it does where the part is made."""
    try:
        if target.field.name == "per" and value not in CADENCES:
            # It says how many times as well, even if that is once.
            return read_per(value)
        return target.field.converter(value)
    except (Fault, InvalidPlan, MixedTime):
        name = str(target.field.name)
        wrong = faults_of(target.part, (), {name: value})
        before = target.path.removesuffix(name).removesuffix(".")
        raise InvalidPlan("scenario", [fault.at(before) for fault in wrong]) from None


def _drop(value: str | Iterable[str]) -> tuple[str, ...]:
    paths = read_each(value, lambda each: target_of(each, dropped=True).path, unique=True)
    if len(paths) > MOST_CHANGES:
        raise Fault(paths, f"at most {MOST_CHANGES:,} paths")
    return tuple(paths)


def _audiences(value: Audience | Iterable[Audience]) -> tuple[Audience, ...]:
    return read_parts(value, Audience)


def _channels(value: Channel | Iterable[Channel]) -> tuple[Channel, ...]:
    return read_parts(value, Channel)


def _roles(value: Role | Iterable[Role]) -> tuple[Role, ...]:
    return read_parts(value, Role)


def _activities(value: Activity | Iterable[Activity]) -> tuple[Activity, ...]:
    return read_parts(value, Activity)


def _drivers(value: Driver | Iterable[Driver]) -> tuple[Driver, ...]:
    return read_parts(value, Driver)


def _events(value: Event | Iterable[Event]) -> tuple[Event, ...]:
    return read_parts(value, Event)


def _correlations(value: Correlation | Iterable[Correlation]) -> tuple[Correlation, ...]:
    return read_parts(value, Correlation)


def _tools(value: Tool | Iterable[Tool]) -> tuple[Tool, ...]:
    return read_parts(value, Tool)


def _costs(value: Cost | Iterable[Cost]) -> tuple[Cost, ...]:
    return read_parts(value, Cost)


def _accepted(value: Acceptance | Iterable[Acceptance]) -> tuple[Acceptance, ...]:
    return read_parts(value, Acceptance)


@all_faults_at_once
@frozen(repr=False, eq=False, kw_only=True)
class Additions:
    """Parts that a scenario adds, each in the place of one with the same key."""

    #: Audiences to add.
    audiences: tuple[Audience, ...] = field(
        default=(),
        converter=_audiences,
        metadata=holds("many", "Audiences to add.", part=Audience),
    )

    #: Channels to add.
    channels: tuple[Channel, ...] = field(
        default=(), converter=_channels, metadata=holds("many", "Channels to add.", part=Channel)
    )

    #: Roles to add.
    roles: tuple[Role, ...] = field(
        default=(), converter=_roles, metadata=holds("many", "Roles to add.", part=Role)
    )

    #: Activities to add.
    activities: tuple[Activity, ...] = field(
        default=(),
        converter=_activities,
        metadata=holds("many", "Activities to add.", part=Activity),
    )

    #: Drivers to add.
    drivers: tuple[Driver, ...] = field(
        default=(), converter=_drivers, metadata=holds("many", "Drivers to add.", part=Driver)
    )

    #: Events to add.
    events: tuple[Event, ...] = field(
        default=(), converter=_events, metadata=holds("many", "Events to add.", part=Event)
    )

    #: Correlations to add, each in the place of one between the same two activities.
    correlations: tuple[Correlation, ...] = field(
        default=(),
        converter=_correlations,
        metadata=holds("many", "Correlations to add.", part=Correlation),
    )

    #: Tools to add.
    tools: tuple[Tool, ...] = field(
        default=(), converter=_tools, metadata=holds("many", "Tools to add.", part=Tool)
    )

    #: Fixed costs to add.
    costs: tuple[Cost, ...] = field(
        default=(), converter=_costs, metadata=holds("many", "Fixed costs to add.", part=Cost)
    )

    #: Findings to live with in this scenario.
    accepted: tuple[Acceptance, ...] = field(
        default=(),
        converter=_accepted,
        metadata=holds("many", "Findings to live with there.", part=Acceptance, file_name="accept"),
    )

    def __attrs_post_init__(self) -> None:
        faults: list[Fault] = []
        for name, parts in self.by_collection():
            if name not in {"correlations", "accepted"}:
                faults += duplicates(parts, name)
        if faults:
            raise InvalidPlan("additions", faults)

    def by_collection(self) -> Iterator[tuple[str, tuple[Any, ...]]]:
        """Yield the parts to add by the name of their collection, as far as there are any."""
        own: tuple[Any, ...] = fields(Additions)
        for each in own:
            parts = getattr(self, each.name)
            if parts:
                yield each.name, parts

    def __iter__(self) -> Iterator[Addition]:
        for _, parts in self.by_collection():
            yield from parts

    def __len__(self) -> int:
        return sum(len(parts) for _, parts in self.by_collection())


_NOTHING = Additions()
_AS_IT_IS = Table()


def _itself(value: Any) -> Any:
    return value


def _add(value: Any) -> Additions:
    if isinstance(value, Additions):
        return value
    kinds = {kind_of(each).part: str(each.name) for each in fields(Additions)}
    parts: list[Any] = [value] if value.__class__ in kinds else read_each(value, _itself)
    found: dict[str, list[Any]] = {}
    faults: list[Fault] = []
    for index, part in enumerate(parts):
        name = kinds.get(part.__class__)
        if name is None:
            fault = Fault(part, "a part of a plan, such as a Role or an Activity", f"[{index}]")
            faults.append(fault)
        else:
            found.setdefault(name, []).append(part)
    if faults:
        raise InvalidPlan("additions", faults)
    given: dict[str, Any] = found
    return Additions(**given)


def _inherits(value: str) -> str:
    return read_key(value) if value != "" else ""


@all_faults_at_once
@frozen(repr=False, eq=False)
class Scenario:
    """A named variation of a plan: what is different in it, and why one asks.

    What it drops is taken out first, then what it adds is put in, then what it sets is set, all
    of it at once. What it inherits from is made before that.

    >>> Scenario("lean", set={"reserve": 0.1, "roles.pr.capacity": "20 h/week"})
    Scenario('lean', set={'reserve': 0.1, 'roles.pr.capacity': EffortRate('20 h/week')})

    Raises:
        InvalidPlan: With everything that is wrong with it on its own. Whether the plan has what
            it speaks of is asked by the plan.
    """

    #: What the rest of the plan, and the command line, call it.
    key: str = field(converter=read_key, metadata=holds("key", "What the plan calls it."))

    #: What people call it.
    name: str = field(
        default="", converter=read_name, kw_only=True, metadata=holds("text", "Its name.")
    )

    #: The scenario that it changes; none: the plan itself.
    inherits: str = field(
        default="",
        converter=_inherits,
        kw_only=True,
        metadata=holds("name", "The scenario that it builds on.", names="scenarios"),
    )

    #: Another value for each path, such as ``roles.pr.capacity`` or ``reserve``.
    set: Table = field(
        default=_AS_IT_IS,
        converter=_set,
        kw_only=True,
        metadata=holds("changes", "Another value for each path, such as roles.pr.capacity."),
    )

    #: Paths of what is taken out: parts, and fields that need not be there.
    drop: tuple[str, ...] = field(
        default=(),
        converter=_drop,
        kw_only=True,
        metadata=holds("texts", "Paths of what is taken out, such as channels.xing."),
    )

    #: Parts that are added, each in the place of one with the same key.
    add: Additions = field(
        default=_NOTHING,
        converter=_add,
        kw_only=True,
        metadata=holds("one", "Parts that are added.", part=Additions),
    )

    #: Why one asks.
    reason: str = field(
        default="",
        converter=read_text,
        kw_only=True,
        metadata=holds("text", "Why one asks."),
    )

    @property
    def label(self) -> str:
        """The name, or the key in words where there is none."""
        return self.name or self.key.replace("_", " ").capitalize()

    @property
    def nothing(self) -> bool:
        """Whether it changes nothing by itself."""
        return not (self.set or self.drop or len(self.add))

    def with_(self, **changes: Unpack[ScenarioChanges]) -> Scenario:
        """Return this scenario with some fields changed."""
        given: dict[str, Any] = dict(changes)
        return evolve(self, **given)


def lineage(scenarios: Iterable[Scenario], key: str) -> list[Scenario]:
    """Return the scenarios that one with that *key* is made of, what it is built on first.

    It ends where a scenario inherits from one that there is not, or that is in it already.
    """
    by_key = {each.key: each for each in scenarios}
    found: dict[str, Scenario] = {}
    while key in by_key and key not in found:
        found[key] = by_key[key]
        key = by_key[key].inherits
    return [*found.values()][::-1]


def inheritance_faults(
    scenarios: Sequence[Scenario], others: Collection[str] = ()
) -> Iterator[Fault]:
    """Yield what is wrong with what *scenarios* inherit from.

    Args:
        scenarios: The scenarios.
        others: The keys of further ones, which are wrong themselves.
    """
    keys = dict.fromkeys((*(each.key for each in scenarios), *others))
    by_key = {each.key: each for each in scenarios}
    guesses = Guesses()
    depths: dict[str, int] = {"": 0, **dict.fromkeys(others, 0)}
    for each in scenarios:
        path = f"scenarios.{each.key}.inherits"
        # Each is gone through once, as all that is behind it is known then.
        chain: dict[str, None] = {}
        key = each.key
        while key in by_key and key not in depths and key not in chain:
            chain[key] = None
            key = by_key[key].inherits
        if key in chain:
            ring = [*chain][[*chain].index(key) :]
            depths.update(dict.fromkeys(chain, 0))
            told = " → ".join([*ring[:5], *(["…"] if len(ring) > 5 else []), ring[0]])
            at = f"scenarios.{ring[0]}.inherits"
            expected = "a scenario that does not build on this one"
            yield Fault(by_key[ring[0]].inherits, expected, at, told)
        elif key not in depths:
            last = [*chain][-1]
            yield unknown(key, keys, f"scenarios.{last}.inherits", "scenarios", guesses)
        depth = depths.get(key, 0)
        for number, name in enumerate(reversed(chain), 1):
            depths.setdefault(name, depth + number)
        if depths[each.key] == MOST_INHERITED + 2:
            yield Fault(each.inherits, f"at most {MOST_INHERITED} that build on one another", path)
