"""What is usually planned for an area, and the remedy to plan it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from aufwand.catalog import baseline
from aufwand.guidance._room import roomiest
from aufwand.rules import Add, Message, Remedy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aufwand.model import Activity
    from aufwand.rules import Facts
    from aufwand.units import Effort, Range

__all__ = ["AREAS", "SHERMAN", "planning", "unused_key", "usual", "usual_week"]

#: Where the orientation comes from.
SHERMAN = "Gigaom (Aliza Sherman), How Much Time Does Social Media Marketing Take? (2010)"

AREAS = {
    "monitoring": Message("monitoring conversations", "das Beobachten von Gesprächen"),
    "distribution": Message("distributing content", "das Verteilen von Inhalten"),
    "dialogue": Message("taking part in dialogues", "das Teilnehmen an Dialogen"),
    "content": Message("creating content", "das Erstellen von Inhalten"),
    "networking": Message("networking", "das Vernetzen"),
    "reporting": Message("looking at the results", "das Auswerten der Ergebnisse"),
}


@cache
def _usual() -> dict[str, Activity]:
    # The orientation says nothing on reporting, the wider baseline does.
    wider = {each.area: each for each in baseline("evidence")}
    return {**wider, **{each.area: each for each in baseline("orientation")}}


def usual(area: str) -> Activity:
    """Return the activity that the orientation, or else the wider baseline, has for an *area*."""
    return _usual()[area]


@cache
def usual_week(area: str, workdays: int) -> Range[Effort]:
    """Return what is usual for an *area* in a week of so many *workdays*."""
    activity = usual(area)
    return activity.duration * (workdays if activity.per == "workday" else 1)


def planning(facts: Facts, area: str) -> Iterator[Remedy]:
    """Yield the remedy to plan what is usual for an *area*, by whoever has room for it."""
    activity = usual(area)
    effort = usual_week(area, len(facts.plan.calendar.workdays)).likely
    role = roomiest(facts, effort.minutes)
    told: dict[str, Any] = {} if role is None else {"role": role.label}
    key = unused_key(activity.key, (each.key for each in facts.plan.activities))
    yield Remedy(
        {
            "en": "Plan {effort} a week for {area}[, by {role}]",
            "de": "{effort} je Woche für {area} einplanen[, bei {role}]",
        },
        "trade-off",
        Add(activity.with_(key=key, roles=() if role is None else role.key)),
        effort=effort,
        area=AREAS[area],
        **told,
    )


def unused_key(key: str, taken: Iterable[str]) -> str:
    """Return *key*, with a number behind it if it is *taken*."""
    others = set(taken)
    free, number = key, 2
    while free in others:
        free, number = f"{key}_{number}", number + 1
    return free
