"""A plan laid out as whole numbers: one item for each activity that takes effort.

Every product of a plan is a fraction; brought to one denominator they are whole numbers, which
add exactly, in any order, nearly as fast as floats do.
"""

from __future__ import annotations

from functools import lru_cache
from math import lcm
from typing import TYPE_CHECKING, NamedTuple

from aufwand.errors import Fault
from aufwand.model.activity import PER_CHANNEL
from aufwand.units._exact import exact, ratio
from aufwand.units.rate import WEEKS_IN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from aufwand.model import Activity, Channel, Driver, Plan, Share

__all__ = [
    "Columns",
    "Item",
    "Parts",
    "channel_parts",
    "columns",
    "repetitions",
    "role_parts",
    "scaled",
]

#: Numerator and denominator.
Ratio = tuple[int, int]

#: Positions in the plan (-1: none), what falls to each, and what that is divided by.
Parts = tuple[tuple[int, ...], tuple[int, ...], int]

# What serves no channel, or is done by nobody yet, is one part all the same.
_WHOLE: Parts = ((-1,), (1,), 1)

#: Beyond this many minutes a year's money, or that of a thousand such activities, fits no float.
_MOST = 10**200


class Item(NamedTuple):
    """An activity as whole numbers over the denominator of its table.

    On its first channel, its first role works ``low x parts[0] x shares[0]`` minutes at least.
    """

    #: Its position in the plan.
    activity: int

    #: Minutes for one part and one share, at least.
    low: int

    #: Minutes for one part and one share, likely.
    likely: int

    #: Minutes for one part and one share, at most.
    high: int

    #: Positions of its channels in the plan; -1 stands for the presence as a whole.
    channels: tuple[int, ...]

    #: What falls to each of its channels.
    parts: tuple[int, ...]

    #: Positions of its roles in the plan; -1 stands for nobody yet.
    roles: tuple[int, ...]

    #: What falls to each of its roles.
    shares: tuple[int, ...]


class Columns(NamedTuple):
    """The items of a plan; minutes are ``number / denominator``."""

    #: What recurs, in a typical week.
    weekly: tuple[Item, ...]

    #: What is done once.
    once: tuple[Item, ...]

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
    """Return the items of *plan*.

    Raises:
        Fault: If its drivers multiply to more than a float can hold.
    """
    workdays = len(plan.calendar.workdays)
    channel_of = {channel.key: index for index, channel in enumerate(plan.channels)}
    role_of = {role.key: index for index, role in enumerate(plan.roles)}
    known = plan.typical_drivers
    drivers = [
        (*ratio(each.factor.low), *ratio(each.factor.likely), *ratio(each.factor.high))
        for each in known
    ]
    scaling = scaled(plan.activities, known)
    is_typical = plan.calendar.is_typical
    drafts: list[tuple[int, int, int, int, Parts, Parts, int]] = []
    for index, activity in enumerate(plan.activities):
        served = channel_parts(activity, plan.channels, channel_of)
        if not served[0]:
            continue
        # What passes is part of no typical week; what is done once never was.
        if activity.per != "once" and not is_typical(activity.start, activity.end):
            continue
        done_by = role_parts(activity.roles, role_of)
        above, below = repetitions(activity.per, workdays)
        times, rest = ratio(activity.times)
        above *= times * activity.people
        below *= rest * served[2] * done_by[2]
        found = activity.duration
        low, low_below = found.low.minutes.as_integer_ratio()
        likely, likely_below = found.likely.minutes.as_integer_ratio()
        high, high_below = found.high.minutes.as_integer_ratio()
        for place in scaling[index]:
            lowest, below_it, likeliest, below_that, highest, below_all = drivers[place]
            low *= lowest
            low_below *= below_it
            likely *= likeliest
            likely_below *= below_that
            high *= highest
            high_below *= below_all
            _check(activity, high, high_below)
        if not low_below == likely_below == high_below:
            common = lcm(low_below, likely_below, high_below)
            low *= common // low_below
            likely *= common // likely_below
            high *= common // high_below
            low_below = common
        below *= low_below
        drafts.append((index, low * above, likely * above, high * above, served, done_by, below))
    whole = lcm(*{draft[-1] for draft in drafts})
    weekly: list[Item] = []
    once: list[Item] = []
    for index, low, likely, high, (channels, parts, _), (roles, shares, _), below in drafts:
        scale = whole // below
        items = once if plan.activities[index].per == "once" else weekly
        items.append(
            Item(index, low * scale, likely * scale, high * scale, channels, parts, roles, shares)
        )
    return Columns(tuple(weekly), tuple(once), whole)


def scaled(activities: Sequence[Activity], drivers: Sequence[Driver]) -> list[list[int]]:
    """Return for each activity which drivers scale it, by their positions.

    As each driver says itself, but without looking through all it names for every activity.
    """
    found: list[list[int]] = [[] for _ in activities]
    if drivers:
        by_name: dict[tuple[str, str], list[int]] = {}
        for index, activity in enumerate(activities):
            by_name.setdefault(("area", activity.area), []).append(index)
            by_name.setdefault(("key", activity.key), []).append(index)
        for place, driver in enumerate(drivers):
            if not driver.areas and not driver.activities:
                own: Iterable[int] = range(len(activities))
            else:
                names = [("area", area) for area in driver.areas]
                names += [("key", key) for key in driver.activities]
                own = dict.fromkeys(index for name in names for index in by_name.get(name, ()))
            for index in own:
                found[index].append(place)
    return found


def _check(activity: Activity, above: int, below: int) -> None:
    if above > _MOST * below:
        expected = "a duration that its drivers scale to less than 10^200 min"
        raise Fault(activity.duration.high.text, expected, f"activities.{activity.key}.duration")


def channel_parts(
    activity: Activity, channels: tuple[Channel, ...], position: Mapping[str, int]
) -> Parts:
    """Return which *channels* an activity serves, and what falls to each.

    A channel that is not active takes none; an activity that serves only such channels rests.
    """
    served = activity.channels
    own_work = activity.each_channel or activity.per in PER_CHANNEL
    if not served:
        if not own_work:
            return _WHOLE
        found = [index for index, channel in enumerate(channels) if channel.status == "active"]
        return _each_own(activity.per, found, channels)
    active: list[int] = []
    weights: list[float] = []
    for key, weight in served:
        index = position[key]
        channel = channels[index]
        if channel.status == "active":
            active.append(index)
            weights.append(channel.weight if weight is None else weight)
    if own_work:
        return _each_own(activity.per, active, channels)
    return tuple(active), *_proportions(*weights)


def _each_own(per: str, found: list[int], channels: tuple[Channel, ...]) -> Parts:
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
        return tuple(found), (1,) * len(found), 1
    numbers, below = _whole(counts)
    return tuple(found), numbers, below


def role_parts(shares: tuple[Share, ...], position: Mapping[str, int]) -> Parts:
    """Return which roles *shares* name, and what falls to each."""
    if not shares:
        return _WHOLE
    if len(shares) == 1:
        return (position[shares[0].key],), (1,), 1
    numbers, whole = _proportions(*[1 if weight is None else weight for _, weight in shares])
    return tuple([position[key] for key, _ in shares]), numbers, whole


# By type as well, as a float stands for the decimal it is written as, a fraction for itself.
@lru_cache(maxsize=1024, typed=True)
def _proportions(*weights: float) -> tuple[tuple[int, ...], int]:
    """Return *weights* as whole numbers, and their sum."""
    numbers, _ = _whole([ratio(weight) for weight in weights])
    if not any(numbers):
        # Weights of nothing say nothing: all the same.
        numbers = (1,) * len(weights)
    return numbers, sum(numbers)


def _whole(ratios: list[Ratio]) -> tuple[tuple[int, ...], int]:
    """Return *ratios* as whole numbers over one denominator."""
    below = lcm(*(each[1] for each in ratios))
    return tuple(above * (below // own) for above, own in ratios), below
