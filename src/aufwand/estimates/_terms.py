"""A plan laid out for what is uncertain: which draws a sum is made of, and how much of each.

A sum of a plan is a sum over rows: ``amount x duration of an activity x factors of its drivers``.
An activity has one duration and a driver one factor, however many rows and sums they are in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aufwand.errors import UnknownName, nearest
from aufwand.estimates._columns import channel_parts, repetitions, role_parts, scaled
from aufwand.units._exact import exact

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    import numpy as np
    import numpy.typing as npt

    from aufwand.model import Plan

    Floats: TypeAlias = npt.NDArray[np.float64]
    Places: TypeAlias = npt.NDArray[np.intp]

__all__ = ["GROUPINGS", "Groups", "Row", "grouped", "typical_rows"]

#: What percentiles can be asked by; the total is a group of its own.
GROUPINGS = ("total", "activity", "channel", "role", "area")


class Row(NamedTuple):
    """An activity in a period."""

    #: Its position in the plan.
    activity: int

    #: Positions of the drivers that scale it.
    drivers: tuple[int, ...]

    #: Channel, role (positions in the plan; -1: none) and how many durations fall to them.
    parts: tuple[tuple[int, int, float], ...]


def typical_rows(plan: Plan, *, once: bool = False) -> tuple[Row, ...]:
    """Return what recurs in a typical week, or what is done *once*."""
    workdays = len(plan.calendar.workdays)
    channel_of = {channel.key: index for index, channel in enumerate(plan.channels)}
    role_of = {role.key: index for index, role in enumerate(plan.roles)}
    is_typical = plan.calendar.is_typical
    drivers = [index for index, each in enumerate(plan.drivers) if is_typical(each.start, each.end)]
    scaling = scaled(plan.activities, [plan.drivers[index] for index in drivers])
    rows: list[Row] = []
    for index, activity in enumerate(plan.activities):
        if (activity.per == "once") != once:
            continue
        if not once and not is_typical(activity.start, activity.end):
            continue
        channels, on_each, of_channels = channel_parts(activity, plan.channels, channel_of)
        if not channels:
            # It serves only channels that are not active, and rests.
            continue
        roles, by_each, of_roles = role_parts(activity.roles, role_of)
        above, below = repetitions(activity.per, workdays)
        times = exact(activity.times) * activity.people * above / (below * of_channels * of_roles)
        parts = tuple(
            (channel, role, float(times * part * share))
            for channel, part in zip(channels, on_each, strict=True)
            for role, share in zip(roles, by_each, strict=True)
        )
        rows.append(Row(index, tuple(drivers[place] for place in scaling[index]), parts))
    return tuple(rows)


class Groups(NamedTuple):
    """How much of each row is in each sum; only what is something is listed."""

    #: The keys of the sums, in the order of the plan.
    keys: tuple[str, ...]

    #: Positions of rows.
    rows: Places

    #: Positions of keys, beside those of the rows.
    groups: Places

    #: How many durations of the row are in the sum, or how much money for each of its minutes.
    amounts: Floats


def grouped(
    plan: Plan, rows: Sequence[Row], grouping: str, *, priced: bool = False, times: float = 1.0
) -> Groups:
    """Return how *rows* are summed by a *grouping*, as the estimate sums them.

    Args:
        plan: The plan.
        rows: Its rows.
        grouping: ``total``, ``activity``, ``channel``, ``role`` or ``area``.
        priced: Whether amounts are money for each minute of a duration; what has no price is
            in no sum then.
        times: What every amount is multiplied by, such as weeks.

    Raises:
        UnknownName: If there is no such grouping.
    """
    import numpy as np

    names = _names(plan, grouping)
    place = {key: index for index, key in enumerate(dict.fromkeys(names))}
    rates = [
        None if role.rate is None else float(role.rate.money.amount) / 60 for role in plan.roles
    ]
    # What nobody does has no price; the position -1 finds it at the end.
    rates.append(None)
    found: dict[tuple[int, int], float] = {}
    for index, row in enumerate(rows):
        for channel, role, amount in row.parts:
            price = rates[role] if priced else 1.0
            if price is None:
                continue
            by = {"channel": channel, "role": role}.get(grouping, row.activity)
            pair = index, place[names[by]]
            found[pair] = found.get(pair, 0.0) + amount * price * times
    used = sorted({group for _, group in found})
    if grouping == "total":
        used = [0]
    again = {group: index for index, group in enumerate(used)}
    keys = list(place)
    return Groups(
        tuple(keys[group] for group in used),
        np.array([row for row, _ in found], dtype=np.intp),
        np.array([again[group] for _, group in found], dtype=np.intp),
        np.array(list(found.values()), dtype=np.float64),
    )


def _names(plan: Plan, grouping: str) -> list[str]:
    """Return the key of each position; at the end, where the position -1 finds it, no key."""
    if grouping == "total":
        return [""] * (len(plan.activities) + 1)
    if grouping == "activity":
        return [*(each.key for each in plan.activities), ""]
    if grouping == "area":
        return [*(each.area for each in plan.activities), ""]
    if grouping == "channel":
        return [*(each.key for each in plan.channels), ""]
    if grouping == "role":
        return [*(each.key for each in plan.roles), ""]
    raise UnknownName("dimension", str(grouping), nearest(str(grouping), GROUPINGS[1:]))
