"""A plan laid out as whole numbers: one row for each activity, channel and role that meet.

Every product of a plan is a fraction; brought to one denominator they are whole numbers, which
add exactly, in any order, nearly as fast as floats do.
"""

from __future__ import annotations

from math import lcm
from typing import TYPE_CHECKING, NamedTuple

from aufwand.model.activity import PER_CHANNEL
from aufwand.units._exact import exact, ratio
from aufwand.units.rate import WEEKS_IN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aufwand.model import Activity, Channel, Plan, Share

__all__ = ["Columns", "Row", "channel_parts", "columns", "repetitions", "role_parts"]

#: Numerator and denominator.
Ratio = tuple[int, int]

#: (activity, channel or -1, role or -1, low, likely, high): positions in the plan, and
#: minutes times the denominator.
Row = tuple[int, int, int, int, int, int]


class Columns(NamedTuple):
    """The rows of a plan; minutes are ``number / denominator``."""

    #: What recurs, in a typical week.
    weekly: tuple[Row, ...]

    #: What is done once.
    once: tuple[Row, ...]

    #: What every number is divided by.
    denominator: int


# As whole numbers here, since the sum of a plan asks for them once per activity.
_PER_WEEK: dict[str, Ratio] = {
    period: (weeks.denominator, weeks.numerator) for period, weeks in WEEKS_IN.items()
}
_PER_WEEK["day"] = (7, 1)
_PER_WEEK["once"] = (1, 1)
for _period in PER_CHANNEL:
    # A channel says how many a week; see channel_parts.
    _PER_WEEK[_period] = (1, 1)


def repetitions(per: str, workdays: int) -> Ratio:
    """Return how often something that recurs *per* this happens in a week of *workdays*."""
    return (workdays, 1) if per == "workday" else _PER_WEEK[per]


def columns(plan: Plan) -> Columns:
    """Return the rows of *plan*."""
    workdays = len(plan.calendar.workdays)
    drivers = [
        (driver, ratio(found.low), ratio(found.likely), ratio(found.high))
        for driver in plan.drivers
        for found in (driver.factor,)
    ]
    channel_of = {channel.key: index for index, channel in enumerate(plan.channels)}
    role_of = {role.key: index for index, role in enumerate(plan.roles)}
    # (activity, once, low, likely, high, channel parts, role parts, denominator)
    drafts: list[
        tuple[int, bool, int, int, int, list[tuple[int, int]], list[tuple[int, int]], int]
    ] = []
    denominators: set[int] = set()
    for index, activity in enumerate(plan.activities):
        parts, channel_whole = channel_parts(activity, plan.channels, channel_of)
        if not parts:
            continue
        shares, role_whole = role_parts(activity.roles, role_of)
        above, below = repetitions(activity.per, workdays)
        times, rest = ratio(activity.times)
        above *= times * activity.people
        below *= rest
        found = activity.duration
        low, low_below = found.low.minutes.as_integer_ratio()
        likely, likely_below = found.likely.minutes.as_integer_ratio()
        high, high_below = found.high.minutes.as_integer_ratio()
        for driver, lowest, likeliest, highest in drivers:
            if driver.scales(activity):
                low *= lowest[0]
                low_below *= lowest[1]
                likely *= likeliest[0]
                likely_below *= likeliest[1]
                high *= highest[0]
                high_below *= highest[1]
        common = low_below
        if not low_below == likely_below == high_below:
            common = lcm(low_below, likely_below, high_below)
            low *= common // low_below
            likely *= common // likely_below
            high *= common // high_below
        denominator = common * below * channel_whole * role_whole
        denominators.add(denominator)
        drafts.append(
            (
                index,
                activity.per == "once",
                low * above,
                likely * above,
                high * above,
                parts,
                shares,
                denominator,
            )
        )
    whole = lcm(*denominators)
    weekly: list[Row] = []
    once: list[Row] = []
    for index, is_once, low, likely, high, parts, shares, denominator in drafts:
        scale = whole // denominator
        rows = once if is_once else weekly
        for channel, part in parts:
            part *= scale  # noqa: PLW2901 - the hottest loop of the library
            for role, share in shares:
                number = part * share
                rows.append((index, channel, role, low * number, likely * number, high * number))
    return Columns(tuple(weekly), tuple(once), whole)


def channel_parts(
    activity: Activity, channels: tuple[Channel, ...], position: dict[str, int]
) -> tuple[list[tuple[int, int]], int]:
    """Return (channel, numerator) of each channel that *activity* serves, and the denominator.

    A channel that is not active takes none; an activity that serves only such channels rests.
    """
    served = activity.channels
    per_channel = activity.each_channel or activity.per in PER_CHANNEL
    if not served and not per_channel:
        return [(-1, 1)], 1
    if served:
        listed: Iterable[tuple[int, float | None]] = (
            (position[share.key], share.weight) for share in served
        )
    else:
        listed = ((index, None) for index in range(len(channels)))
    found = [(index, weight) for index, weight in listed if channels[index].status == "active"]
    if per_channel:
        return _each_own(activity.per, [index for index, _ in found], channels)
    numbers, _ = _whole(
        [ratio(channels[index].weight if weight is None else weight) for index, weight in found]
    )
    if not any(numbers):
        # Weights of nothing say nothing: all the same.
        numbers = [1] * len(found)
    return [(index, number) for (index, _), number in zip(found, numbers, strict=True)], sum(
        numbers
    )


def _each_own(
    per: str, found: list[int], channels: tuple[Channel, ...]
) -> tuple[list[tuple[int, int]], int]:
    if per == "piece":
        counts = [ratio(channels[index].pieces) for index in found]
    elif per == "message":
        counts = [ratio(channels[index].messages) for index in found]
    elif per == "reply":
        # Exact, as the float product of the two is not.
        counts = [
            (exact(channels[index].messages) * exact(channels[index].answered)).as_integer_ratio()
            for index in found
        ]
    else:
        counts = [(1, 1)] * len(found)
    numbers, below = _whole(counts)
    return list(zip(found, numbers, strict=True)), below


def role_parts(
    shares: tuple[Share, ...], position: dict[str, int]
) -> tuple[list[tuple[int, int]], int]:
    """Return (role, numerator) of each role, and the denominator."""
    if not shares:
        return [(-1, 1)], 1
    if len(shares) == 1:
        return [(position[shares[0].key], 1)], 1
    numbers, _ = _whole(
        [(1, 1) if share.weight is None else ratio(share.weight) for share in shares]
    )
    return [
        (position[share.key], number) for share, number in zip(shares, numbers, strict=True)
    ], sum(numbers)


def _whole(ratios: list[Ratio]) -> tuple[list[int], int]:
    """Return *ratios* as whole numbers over one denominator."""
    below = lcm(*(each[1] for each in ratios))
    return [above * (below // own) for above, own in ratios], below
