"""What a scenario makes of a plan."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import evolve, fields_dict

from aufwand.errors import Fault, InvalidPlan, UnknownName, nearest
from aufwand.model._dropping import dropped, parts_of
from aufwand.model._fields import Guesses, default_of, kind_of, unknown
from aufwand.model._reading import LONGEST_TEXT
from aufwand.model.acceptance import Acceptance
from aufwand.model.activity import Activity
from aufwand.model.chance import Correlation
from aufwand.model.change import bare
from aufwand.model.plan import Plan
from aufwand.model.scenario import Scenario, Target, lineage, target_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["NOT_THERE", "of_scenario", "said_in", "unsound", "varied"]

#: What a path in a scenario has to be.
NOT_THERE = "the path of something that is there"


def of_scenario(plan: Plan, key: str) -> Plan:
    """Return *plan* as its scenario of that *key* makes it.

    Raises:
        UnknownName: If there is none.
    """
    known = [each.key for each in plan.scenarios]
    if key not in known:
        raise UnknownName("scenario", key, nearest(str(key), known))
    made = bare(plan)
    for each in lineage(plan.scenarios, key):
        made = varied(made, each)
    label = plan.scenarios[known.index(key)].label
    return made.with_(name=f"{made.name}: {label}"[:LONGEST_TEXT])


def unsound(plan: Plan, scenarios: Iterable[Scenario]) -> list[Fault]:
    """Return what is wrong with the plans that *scenarios* make of *plan*, by their paths.

    What builds on one that is wrong is not asked.
    """
    known = tuple(scenarios)
    made: dict[str, Plan | None] = {"": bare(plan)}
    faults: list[Fault] = []
    for scenario in known:
        for each in lineage(known, scenario.key):
            before = made.get(each.inherits)
            if each.key not in made:
                made[each.key] = None
                try:
                    made[each.key] = None if before is None else varied(before, each)
                except InvalidPlan as group:
                    faults += [fault.at(f"scenarios.{each.key}") for fault in group.faults]
    return faults


def varied(plan: Plan, scenario: Scenario) -> Plan:
    """Return *plan* as *scenario* makes it, without what that inherits.

    All is done at once: what it drops is taken out, what it adds put in, what it sets set, and
    only then is the plan asked whether it is sound.

    Raises:
        InvalidPlan: With everything in *scenario* that does not fit *plan*, by its path in it.
    """
    dropping = {path: target_of(path, dropped=True) for path in scenario.drop}
    faults = [*_not_there(plan, scenario, dropping)]
    if faults:
        raise InvalidPlan("scenario", faults)
    parts = [path for path, target in dropping.items() if target.field is None]
    plan = dropped(plan, parts) if parts else plan
    draft: dict[str, Any] = {
        name: _with_added(getattr(plan, name), added)
        for name, added in scenario.add.by_collection()
    }
    inside: dict[str, dict[str, Any]] = {}
    of_parts: dict[str, dict[str, dict[str, Any]]] = {}
    for target, value in _values(scenario, dropping):
        name = str(target.field.name)
        if target.key:
            of_parts.setdefault(target.collection, {}).setdefault(target.key, {})[name] = value
        elif target.within:
            inside.setdefault(target.within, {})[name] = value
        else:
            draft[name] = value
    for name, given in inside.items():
        try:
            draft[name] = _one(plan, draft, name, given)
        except InvalidPlan as group:
            faults += [fault.at(name) for fault in group.faults]
    for name, changes in of_parts.items():
        draft[name], wrong = _with_changed(draft.get(name, getattr(plan, name)), changes)
        faults += [fault.at(name) for fault in wrong]
    if not faults:
        try:
            return plan.with_(**draft) if draft else plan
        except InvalidPlan as group:
            faults += group.faults
    raise InvalidPlan("scenario", [_in_scenario(scenario, fault) for fault in faults])


def _values(scenario: Scenario, dropping: Mapping[str, Target]) -> Iterator[tuple[Target, Any]]:
    """Yield what each field is to be; of one that is dropped and set, the latter last."""
    for target in dropping.values():
        if target.field is not None:
            yield target, default_of(target.field)
    for path, value in scenario.set.items():
        yield target_of(path), value


def _not_there(plan: Plan, scenario: Scenario, dropping: Mapping[str, Target]) -> Iterator[Fault]:
    """Yield every path of *scenario* that leads to a part that is not there."""
    targets = [(target, f"drop[{index}]") for index, target in enumerate(dropping.values())]
    whole = {target.path for target, _ in targets if target.field is None}
    targets += [(target_of(path), f"set.{path}") for path in scenario.set]
    known: dict[str, dict[str, None]] = {}
    added: dict[str, set[str]] = {}
    guesses = Guesses()
    for target, at in targets:
        if not target.key:
            continue
        name = target.collection
        if name not in known:
            parts = scenario.set.get(name, getattr(plan, name))
            known[name] = dict.fromkeys(part.key for part in parts)
            added[name] = {part.key for part in getattr(scenario.add, name)}
        is_part = target.field is None
        there = target.key in known[name] and (is_part or f"{name}.{target.key}" not in whole)
        if not there and (is_part or target.key not in added[name]):
            fault = unknown(target.key, known[name], at, name, guesses)
            yield evolve(fault, value=target.path, expected=NOT_THERE)


def _with_added(now: Iterable[Any], parts: Iterable[Any]) -> tuple[Any, ...]:
    """Return the parts of a collection with others added, in the place of those they replace."""
    made = {_identity(each): each for each in now}
    made.update((_identity(each), each) for each in parts)
    return tuple(made.values())


def _identity(part: Any) -> object:
    if isinstance(part, Acceptance):
        return part
    return frozenset(part.between) if isinstance(part, Correlation) else part.key


def _one(plan: Plan, draft: Mapping[str, Any], name: str, given: Mapping[str, Any]) -> Any:
    """Return something the plan has one of, with some fields changed; made anew if need be."""
    now = draft.get(name, getattr(plan, name))
    part: Any = kind_of(fields_dict(Plan)[name]).part
    return part(**given) if now is None else evolve(now, **given)


def _with_changed(
    parts: Iterable[Any], changes: Mapping[str, Mapping[str, Any]]
) -> tuple[tuple[Any, ...], list[Fault]]:
    """Return the parts of a collection with some fields changed, and what is wrong with them."""
    made: list[Any] = []
    faults: list[Fault] = []
    for part in parts:
        given: dict[str, Any] = dict(changes.get(part.key, {}))
        try:
            if not given:
                made.append(part)
            elif isinstance(part, Activity):
                # A cadence says how many times, unless somebody else does.
                made.append(part.with_(**given))
            else:
                made.append(evolve(part, **given))
        except InvalidPlan as group:
            faults += [fault.at(part.key) for fault in group.faults]
    return tuple(made), faults


def said_in(scenario: Scenario, path: str) -> str:
    """Return where a *scenario* says what a plan made by it has at a *path*, or nothing."""
    for said in scenario.set:
        if path == said or path.startswith((f"{said}.", f"{said}[")):
            return f"set.{path}"
    collection, key = parts_of(path)
    added: tuple[Any, ...] = getattr(scenario.add, collection) if key else ()
    return f"add.{path}" if any(each.key == key for each in added) else ""


def _in_scenario(scenario: Scenario, fault: Fault) -> Fault:
    """Return a *fault* of the plan as it would be at what brought it about in the *scenario*."""
    path = fault.path
    said = said_in(scenario, path)
    if said:
        return evolve(fault, path=said)
    # What is wrong only together with something else.
    beside = [each for each in scenario.set if parts_of(each) == parts_of(path)]
    if beside:
        value = scenario.set[beside[0]]
        told = (f"there it has to be {fault.expected}", fault.hint)
        return Fault(
            str(value) if isinstance(value, date) else value,
            f"what goes with {path} = {str(fault.value)!r}",
            f"set.{beside[0]}",
            "; ".join(each for each in told if each),
        )
    hint = "; ".join(each for each in (f"{path} would be that", fault.hint) if each)
    return evolve(fault, path="", hint=hint)
