"""The activities a plan starts from."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from aufwand.catalog._figures import ENDS, figure
from aufwand.catalog._table import looked_up
from aufwand.catalog.citations import cited
from aufwand.catalog.durations import defaults
from aufwand.model import Activity
from aufwand.units import duration

if TYPE_CHECKING:
    from aufwand.model._reading import Weights

__all__ = ["BASELINES", "baseline"]

#: The names of the baselines.
BASELINES = ("orientation", "evidence")

_NAMES = {
    "monitoring": "Monitor conversations",
    "distribution": "Distribute content",
    "dialogue": "Take part in dialogues",
    "content": "Create content",
    "networking": "Win fans and followers",
    "planning": "Plan topics and dates",
    "reporting": "Review the results",
}

# Source: the five figures of sherman2010; a day is taken as a working day.
_ORIENTATION = (
    ("monitoring", "workday", "e001"),
    ("distribution", "workday", "e002"),
    ("dialogue", "workday", "e003"),
    ("content", "week", "e004"),
    ("networking", "week", "e005"),
)


def baseline(
    name: str = "orientation", *, roles: Weights = (), channels: Weights = ()
) -> tuple[Activity, ...]:
    """Return the activities a plan starts from, each with its sources.

    ``orientation`` is the rough orientation of 2010, five areas of work with 13 h 25 min to
    20 h 25 min in a week of five working days. ``evidence`` is wider: every recurring activity
    for which a low, a likely and a high value are published, each end with its own source.

    >>> [activity.key for activity in baseline("orientation", roles="pr")]
    ['monitoring', 'distribution', 'dialogue', 'content', 'networking']

    Args:
        name: ``orientation`` or ``evidence``.
        roles: Who does every one of them, as in :class:`~aufwand.model.Activity`.
        channels: What every one of them serves, as in :class:`~aufwand.model.Activity`.

    Raises:
        UnknownName: If there is no baseline of that *name*.
        InvalidPlan: If *roles* or *channels* are not what an activity takes.
    """
    first, *others = looked_up(_MAKERS, name, "baseline")()
    # What can be read only once, such as a generator, is read by the first.
    first = first.with_(roles=roles, channels=channels)
    return (
        first,
        *(other.with_(roles=first.roles, channels=first.channels) for other in others),
    )


@cache
def _orientation() -> tuple[Activity, ...]:
    activities: list[Activity] = []
    for key, per, reference in _ORIENTATION:
        found = figure(reference)
        ends = [value for end in ENDS if (value := found.at(end)) is not None]
        activities.append(
            Activity(
                key,
                name=_NAMES[key],
                duration=duration(ends if len(ends) > 1 else ends[0]),
                per=per,
                source=cited(found, found.says),
            )
        )
    return tuple(activities)


@cache
def _evidence() -> tuple[Activity, ...]:
    return tuple(
        Activity(
            found.activity,
            name=_NAMES[found.activity],
            duration=found.duration,
            per=found.per,
            source=found.sources,
        )
        for found in defaults()
        if found.per in {"workday", "week"}
        and found.duration is not None
        and not found.duration.derived
    )


_MAKERS = {"orientation": _orientation, "evidence": _evidence}
