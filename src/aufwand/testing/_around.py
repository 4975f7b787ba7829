"""Plans around a plan: with one thing less or different, or with more beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import NOTHING, evolve, fields

from aufwand.errors import AufwandError
from aufwand.model import Additions, Calendar, Criticism, Identity, Plan, Table
from aufwand.model._fields import default_of
from aufwand.model.change import changed
from aufwand.model.channel import STATUSES
from aufwand.model.plan import COLLECTIONS
from aufwand.rules import Drop, Put
from aufwand.units import EffortRate, HourlyRate, MoneyRate, Shape

if TYPE_CHECKING:
    from aufwand.rules import Change

__all__ = ["Holds", "after", "changes", "joined", "neighbours", "simplest"]

#: Whether a plan still is what is wanted of it.
Holds: TypeAlias = Callable[[Plan], bool]

#: Most plans that are tried to make one simpler.
TRIES = 400

#: What is no field to change: a part is called by its key, and of rules the plan says nothing.
_KEPT = frozenset({"key", "rules", *COLLECTIONS})

#: What is as it is, or as by default.
_WHOLE = (str, Calendar, Criticism, Identity, Table, Additions)

_YEAR = timedelta(days=365)

_NOTHING_SAID = Plan("A")


def after(plan: Plan, change: Change) -> Plan | None:
    """Return *plan* after *change*; nothing if it would be the same, or not sound."""
    try:
        made = changed(plan, (change,))
    except AufwandError:
        return None
    return None if made == plan else made


def neighbours(plan: Plan) -> Iterator[Plan]:
    """Yield the plans that are one small change away from *plan*."""
    for change in changes(plan):
        made = after(plan, change)
        if made is not None:
            yield made


def changes(plan: Plan, *, simpler: bool = False) -> Iterator[Change]:
    """Yield small changes of *plan*: a part less, a field as by default, a number up or down.

    Args:
        plan: The plan.
        simpler: Only those that leave less to read.
    """
    for collection in COLLECTIONS:
        for part in getattr(plan, collection):
            yield Drop(f"{collection}.{part.key}")
    if simpler:
        yield Put("name", "A")
    for path, holder in _holders(plan):
        for each in fields(holder.__class__):
            if each.name in _KEPT:
                continue
            here = getattr(holder, each.name)
            for other in _others(here, each, simpler=simpler):
                yield Put(f"{path}{each.name}", other)


def _holders(plan: Plan) -> Iterator[tuple[str, Any]]:
    """Yield what has fields, and the beginning of their paths."""
    yield "", plan
    for name in ("calendar", "identity", "criticism"):
        inside = getattr(plan, name)
        if inside is not None:
            yield f"{name}.", inside
    for collection in COLLECTIONS:
        for part in getattr(plan, collection):
            yield f"{collection}.{part.key}.", part


def _others(here: Any, field: Any, *, simpler: bool) -> Iterator[Any]:
    """Yield what a field might be instead of what it is."""
    if field.default is not NOTHING:
        yield default_of(field)
    if simpler:
        return
    if isinstance(here, bool):
        yield not here
    elif isinstance(here, date):
        yield from (here - _YEAR, here + _YEAR)
    elif field.name == "status":
        yield from STATUSES
    elif isinstance(here, tuple):
        yield from (here[:-1], here[1:])
    elif isinstance(here, Shape):
        yield from (Shape("triangular"), Shape("pert", 8))
    elif not isinstance(here, _WHOLE) and here is not None:
        yield from (_scaled(here, factor) for factor in (0, 0.5, 0.9, 1.1, 2))


def _scaled(value: Any, factor: float) -> Any:
    if isinstance(value, EffortRate):
        return evolve(value, effort=value.effort * factor)
    if isinstance(value, (HourlyRate, MoneyRate)):
        return evolve(value, money=value.money * factor)
    if isinstance(value, int) and factor:
        # People and pieces come whole.
        return round(value * factor) or 1
    return value * factor


def simplest(plan: Plan, holds: Holds) -> Plan:
    """Return the least of *plan* for which *holds* is still so, as far as single steps lead."""
    tries = 0
    going = True
    while going:
        going = False
        for change in changes(plan, simpler=True):
            made = after(plan, change)
            if made is None:
                continue
            tries += 1
            if tries > TRIES:
                return plan
            if holds(made):
                plan, going = made, True
                break
    return plan


def joined(plan: Plan, other: Plan, holds: Holds) -> Plan:
    """Return *plan* with as much of *other* as leaves *holds* so.

    Parts are added one by one, those that others name first; then what else *other* says.
    """
    for collection in COLLECTIONS:
        for part in getattr(other, collection):
            taken = {each.key for each in getattr(plan, collection)}
            if part.key not in taken:
                plan = _if(plan, holds, partial(plan.adding, part))
    for each in fields(Plan):
        said = {each.name: getattr(other, each.name)}
        if each.name not in {*_KEPT, "name"} and said[each.name] != getattr(
            _NOTHING_SAID, each.name
        ):
            plan = _if(plan, holds, partial(plan.with_, **said))
    return plan


def _if(plan: Plan, holds: Holds, change: Callable[[], Plan]) -> Plan:
    try:
        made = change()
    except AufwandError:
        return plan
    return made if made != plan and holds(made) else plan
