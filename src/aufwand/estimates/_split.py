"""Work over days, split by what it is for and who does it."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from aufwand.errors import Fault, UnknownName, nearest
from aufwand.estimates._schedule import MOST_NUMBERS, Parts, Schedule
from aufwand.estimates._table import DIMENSIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TypeAlias

    import numpy as np
    import numpy.typing as npt

    from aufwand.calendars import Period
    from aufwand.model import Plan

    Floats: TypeAlias = npt.NDArray[np.float64]
    Places: TypeAlias = npt.NDArray[np.intp]

    #: A key by dimension: as many as were asked for.
    Key: TypeAlias = tuple[str, ...]

__all__ = ["Split", "cut", "effort", "named_dimensions", "percentiles", "split"]

#: Most activities in all sums whose percentiles are asked for; a plan of ten years has as many.
_MOST_UNCERTAIN = 50_000

_SHORTER = "ask for longer periods, sum by less, or plan for fewer years"

#: Decimals to which mixtures of work have to be the same; rounding errors are far smaller.
_DIGITS = 9

_NOBODY = Parts((-1,), (1.0,))


class Split(NamedTuple):
    """Parts of pieces of a schedule, by group."""

    #: The groups, in the order of the plan.
    keys: tuple[Key, ...]

    #: The group of each part: shape (parts,), rising.
    group: Places

    #: The row of each part: shape (parts,).
    row: Places

    #: The window of each part: shape (parts,).
    window: Places

    #: Durations that one unit of its profile is in each part: shape (parts,).
    times: Floats


def named_dimensions(by: str | Iterable[str]) -> tuple[str, ...]:
    """Return what to sum by: nothing, one thing, or two.

    Raises:
        UnknownName: If there is no such dimension, or both are the same.
        Fault: If there are more than two.
    """
    names: tuple[str, ...] = (by,) if isinstance(by, str) else tuple(by)
    for name in names:
        if name not in DIMENSIONS:
            raise UnknownName("dimension", str(name), nearest(str(name), DIMENSIONS))
    if len(names) > 2:
        raise Fault(names, "at most two of activity, channel, role and area")
    if len(set(names)) < len(names):
        raise UnknownName("second dimension", next(iter(names)))
    return names


def split(plan: Plan, made: Schedule, by: tuple[str, ...]) -> Split:
    """Return what of a schedule falls to each group.

    Args:
        plan: The plan.
        made: Its schedule.
        by: What to group by, as :func:`named_dimensions` returns it.
    """
    import numpy as np

    listed: list[list[str]] = []
    for name in by:
        listed.append(list(dict.fromkeys(_names(plan, name))))
    # One group there is always, even of a plan that takes nothing.
    parts: dict[Key, list[tuple[int, int, float]]] = {} if by else {(): []}
    shares_of: dict[int, list[tuple[Key, float]]] = {}
    for row, window, times in made.pieces:
        activity = made.rows[row].activity
        shares = shares_of.get(activity)
        if shares is None:
            shares = shares_of[activity] = list(_shares(plan, made, activity, by))
        for key, share in shares:
            parts.setdefault(key, []).append((row, window, times * share))
    keys = tuple(key for key in product(*listed) if key in parts)
    entries = [(group, *each) for group, key in enumerate(keys) for each in parts[key]]
    groups, rows, windows, times_of = zip(*entries, strict=True) if entries else ((), (), (), ())
    return Split(
        keys,
        np.array(groups, dtype=np.intp),
        np.array(rows, dtype=np.intp),
        np.array(windows, dtype=np.intp),
        np.array(times_of, dtype=np.float64),
    )


def _names(plan: Plan, dimension: str) -> list[str]:
    if dimension == "activity":
        return [each.key for each in plan.activities]
    if dimension == "area":
        return [each.area for each in plan.activities]
    if dimension == "channel":
        return [*(each.key for each in plan.channels), ""]
    return [*(each.key for each in plan.roles), ""]


def _shares(
    plan: Plan, made: Schedule, activity: int, by: tuple[str, ...]
) -> Iterator[tuple[Key, float]]:
    """Return what of an activity falls to each group that it is in."""
    channels, roles = made.channels[activity], made.roles[activity]
    if "channel" not in by:
        channels = Parts((-1,), (sum(channels.shares),))
    if "role" not in by:
        roles = _NOBODY
    about = plan.activities[activity]
    for channel, part in zip(*channels, strict=True):
        for role, share in zip(*roles, strict=True):
            named = {
                "activity": about.key,
                "area": about.area,
                "channel": plan.channels[channel].key if channel >= 0 else "",
                "role": plan.roles[role].key if role >= 0 else "",
            }
            yield tuple(named[name] for name in by), part * share


def cut(made: Schedule, parts: Split, spans: Sequence[Period]) -> Floats:
    """Return what of each window falls into each of some periods: shape (windows, periods).

    Raises:
        Fault: If that are more numbers than anybody waits for.
    """
    import numpy as np

    numbers = max(len(parts.times), len(made.windows)) * len(spans)
    if numbers > MOST_NUMBERS:
        raise Fault(numbers, f"a table made of at most {MOST_NUMBERS:,} numbers", hint=_SHORTER)
    edges = [made.place(each.first) for each in spans]
    edges.append(made.place(spans[-1].last) + 1)
    return made.counted(np.array(edges, dtype=np.intp))


def effort(made: Schedule, parts: Split, counted: Floats) -> Floats:
    """Return minutes of each group in each period: shape (3, groups, periods).

    Low, likely and high are summed in the same order, so that they keep theirs.

    Args:
        made: The schedule.
        parts: Its parts by group.
        counted: What :func:`cut` returned.
    """
    import numpy as np

    found = np.zeros((3, len(parts.keys), counted.shape[1]))
    if len(parts.times):
        minutes = np.array([row.minutes for row in made.rows])
        # Groups without any part are not there, but for the one of all.
        firsts = np.flatnonzero(np.diff(parts.group, prepend=-1))
        for end in range(3):
            each = (minutes[parts.row, end] * parts.times)[:, None] * counted[parts.window]
            found[end] = np.add.reduceat(each, firsts, axis=0)
    return found


def percentiles(
    plan: Plan, made: Schedule, parts: Split, counted: Floats, at: Sequence[float]
) -> Floats:
    """Return percentiles of the minutes of each group in each period.

    An activity has one duration and a driver one factor, whatever day it is; so the days of a
    period do not even each other out.

    Args:
        plan: The plan.
        made: Its schedule.
        parts: Its parts by group.
        counted: What :func:`cut` returned.
        at: Probabilities from 0.001 to 0.999.

    Returns:
        Minutes: shape (probabilities, groups, periods).

    Raises:
        Fault: If that are more sums than anybody waits for.
    """
    import numpy as np

    from aufwand.estimates._chances import quantiles_of

    shape = len(made.rows), len(parts.keys), counted.shape[1]
    numbers = shape[0] * shape[1] * shape[2]
    if numbers > MOST_NUMBERS:
        raise Fault(numbers, f"percentiles of at most {MOST_NUMBERS:,} numbers", hint=_SHORTER)
    if not numbers:
        return np.zeros((len(at), *shape[1:]))
    amounts = np.zeros(shape)
    np.add.at(amounts, (parts.row, parts.group), parts.times[:, None] * counted[parts.window])
    sums = amounts.reshape(shape[0], -1)
    # Weeks of the same mixture are as uncertain as each other, in proportion to their size; most
    # weeks of a month are.
    size = sums.max(axis=0, initial=0.0)
    mixtures = np.round(sums / np.where(size, size, 1.0), _DIGITS)
    _, kept, again = np.unique(mixtures, axis=1, return_index=True, return_inverse=True)
    uncertain = int(np.count_nonzero(sums[:, kept]))
    if uncertain > _MOST_UNCERTAIN:
        raise Fault(uncertain, f"percentiles of at most {_MOST_UNCERTAIN:,} parts", hint=_SHORTER)
    found = quantiles_of(
        plan,
        [row.activity for row in made.rows],
        [row.drivers for row in made.rows],
        sums[:, kept] / np.where(size, size, 1.0)[kept],
        at,
    )
    whole: Floats = found[again.reshape(-1)] * size[:, None]
    return whole.T.reshape(len(at), *shape[1:])
