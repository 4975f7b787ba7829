"""One recurring, reactive or one-off piece of work; and what scales it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, cast

from attrs import evolve, field, frozen

from aufwand.errors import Fault, InvalidPlan
from aufwand.model._fields import all_faults_at_once, holds, in_turn, shaped
from aufwand.model._reading import (
    Share,
    Weights,
    read_count,
    read_day_or_none,
    read_flag,
    read_key,
    read_name,
    read_names,
    read_people,
    read_per,
    read_shape,
    read_shares,
    read_text,
    read_times,
    read_weights,
)
from aufwand.model.source import Source, SourceLike, read_sources
from aufwand.units import (
    CADENCES,
    PERT,
    Cadence,
    DurationLike,
    Effort,
    FactorLike,
    Range,
    Shape,
    ShapeLike,
    duration,
    factor,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypedDict, Unpack

    class ActivityChanges(TypedDict, total=False):
        """What can be changed of an activity."""

        key: str
        name: str
        area: str
        duration: DurationLike
        per: str
        times: float
        people: int
        channels: Weights
        each_channel: bool
        roles: Weights
        shape: ShapeLike
        start: date | str | None
        end: date | str | None
        ramp_up: float
        source: SourceLike


__all__ = ["AREAS", "FIVE_AREAS", "Activity", "Driver"]

#: The five areas of the orientation, in its order.
FIVE_AREAS = ("monitoring", "distribution", "dialogue", "content", "networking")

#: Areas with a name of their own; any other word is an area of the user's.
AREAS = (*FIVE_AREAS, "planning", "reporting", "crisis", "training", "setup", "other")

#: Cadences whose repetitions come from each channel.
PER_CHANNEL = ("piece", "message", "reply")

_DAY = 24 * 60 * 60

#: No work is done more often in each: once a second, by day and by night, in the longest of them.
#: A hundred people who answer are far below; more is a slip of the keyboard, or meant to do harm.
#: What comes from channels is counted by the week, and what is done once has no more than a year.
MOST_TIMES: Mapping[str, int] = {
    "workday": _DAY,
    "day": _DAY,
    "week": 7 * _DAY,
    "month": 31 * _DAY,
    "quarter": 92 * _DAY,
    "year": 366 * _DAY,
    **dict.fromkeys(PER_CHANNEL, 7 * _DAY),
    "once": 366 * _DAY,
}


def _duration(value: DurationLike) -> Range[Effort]:
    return duration(value)


def _per(value: str | Cadence) -> str:
    if type(value) is str and value in CADENCES:
        return value
    cadence = read_per(value)
    # What says more than a period waits for the times; see Activity.__attrs_post_init__.
    return cadence.period if cadence.times == 1 else cast("str", cadence)


def _area(value: str) -> str:
    return "" if value == "" else read_key(value)


@all_faults_at_once
@frozen(repr=False, eq=False)
class Activity:
    """One piece of work: how long it takes one person, how often, and who does it where.

    ``per`` also takes text such as ``"2/week"`` or ``"every 2 weeks"``, which multiplies
    ``times``.
    """

    #: What the rest of the plan calls it.
    key: str = field(converter=read_key, metadata=holds("key", "What the plan calls it."))

    #: What people call it.
    name: str = field(
        default="",
        converter=read_name,
        kw_only=True,
        metadata=holds("text", "Its name."),
    )

    #: The area it belongs to; left out, its key if that is an area, else ``other``.
    area: str = field(
        default="",
        converter=_area,
        kw_only=True,
        metadata=holds("area", "The area it belongs to, such as content."),
    )

    #: Working time that one person spends on one repetition.
    duration: Range[Effort] = field(
        converter=_duration,
        kw_only=True,
        metadata=holds("duration", "Working time one person spends on one repetition."),
    )

    #: What it recurs with: one of :data:`aufwand.units.CADENCES`.
    per: str = field(
        default="week",
        converter=_per,
        kw_only=True,
        metadata=holds(
            "per", "What it recurs with, such as 'week' or '2/month'.", choices=CADENCES
        ),
    )

    #: How many times in each; at most once a second, by day and by night.
    times: float = field(
        default=1,
        converter=read_times,
        kw_only=True,
        metadata=holds("number", "How many times in each."),
    )

    #: How many people do it together; each spends the duration.
    people: int = field(
        default=1,
        converter=read_people,
        kw_only=True,
        metadata=holds("people", "How many people do it together; each spends the duration."),
    )

    #: The channels it serves, equally or by weight; none: the presence as a whole.
    channels: tuple[Share, ...] = field(
        default=(),
        converter=read_weights,
        kw_only=True,
        metadata=holds("shares", "The channels it serves, equally or by weight.", names="channels"),
    )

    #: Whether the duration holds for each channel instead of for all together.
    each_channel: bool = field(
        default=False,
        converter=read_flag,
        kw_only=True,
        metadata=holds(
            "flag", "Whether the duration holds for each channel, not for all together."
        ),
    )

    #: Who does it, with shares that sum to 1; none: nobody yet.
    roles: tuple[Share, ...] = field(
        default=(),
        converter=read_shares,
        kw_only=True,
        metadata=holds("shares", "Who does it, with shares that sum to 1.", names="roles"),
    )

    #: How likely each value of its duration is.
    shape: Shape = field(
        default=PERT,
        converter=read_shape,
        kw_only=True,
        metadata=holds("shape", "How likely each value of its duration is."),
    )

    #: The first day on which it is done; none: that of the plan.
    start: date | None = field(
        default=None,
        converter=read_day_or_none,
        kw_only=True,
        metadata=holds("day", "The first day on which it is done."),
    )

    #: The last day on which it is done; none: that of the plan.
    end: date | None = field(
        default=None,
        converter=read_day_or_none,
        kw_only=True,
        metadata=holds("day", "The last day on which it is done."),
    )

    #: Over how many weeks it grows evenly from nothing to its full size.
    ramp_up: float = field(
        default=0,
        converter=read_count,
        kw_only=True,
        metadata=holds("number", "Over how many weeks it grows to its full size."),
    )

    #: Where its numbers come from.
    source: tuple[Source, ...] = field(
        default=(),
        converter=read_sources,
        kw_only=True,
        metadata=holds("sources", "Where its numbers come from.", part=Source),
    )

    def __attrs_post_init__(self) -> None:
        if not self.area:
            object.__setattr__(self, "area", self.key if self.key in AREAS else "other")
        faults: list[Fault] = []
        if isinstance(self.per, Cadence):
            cadence = self.per
            object.__setattr__(self, "per", cadence.period)
            try:
                object.__setattr__(self, "times", read_times(self.times, cadence))
            except Fault as fault:
                faults.append(fault.at("times"))
        most = MOST_TIMES[self.per]
        if not faults and self.times > most:
            hint = "that is once a second, by day and by night"
            faults.append(Fault(self.times, f"at most {most:,} times", "times", hint))
        weighed = any(share.weight is not None for share in self.channels)
        if weighed and (self.each_channel or self.per in PER_CHANNEL):
            why = "each_channel = true" if self.each_channel else f"per = {self.per!r}"
            faults.append(
                Fault(
                    {share.key: share.weight for share in self.channels},
                    f"a list of channels without weights, as {why} gives each its own work",
                    "channels",
                )
            )
        faults += shaped(self.shape, self.duration, "duration")
        faults += in_turn(self.start, self.end)
        if faults:
            raise InvalidPlan("activity", faults)

    @property
    def label(self) -> str:
        """The name, or the key in words where there is none."""
        return self.name or self.key.replace("_", " ").capitalize()

    def with_(self, **changes: Unpack[ActivityChanges]) -> Activity:
        """Return this activity with some fields changed.

        A plain ``per`` such as ``month`` keeps the times; ``2/month`` says them itself.
        """
        given: dict[str, Any] = dict(changes)
        if "times" not in given and given.get("per", self.per) not in CADENCES:
            given["times"] = 1
        return evolve(self, **given)


def _factor(value: FactorLike) -> Range[float]:
    return factor(value)


@all_faults_at_once
@frozen(repr=False, eq=False)
class Driver:
    """A named factor that scales some activities, and the reason for it."""

    #: What the rest of the plan calls it.
    key: str = field(converter=read_key, metadata=holds("key", "What the plan calls it."))

    #: The factor, or what is known of it; 1 changes nothing.
    factor: Range[float] = field(
        converter=_factor,
        kw_only=True,
        metadata=holds("factor", "The factor, or low, likely and high of it; 1 changes nothing."),
    )

    #: The areas it scales.
    areas: tuple[str, ...] = field(
        default=(),
        converter=read_names,
        kw_only=True,
        metadata=holds("names", "The areas it scales.", names="areas"),
    )

    #: The activities it scales; with no areas and no activities it scales everything.
    activities: tuple[str, ...] = field(
        default=(),
        converter=read_names,
        kw_only=True,
        metadata=holds("names", "The activities it scales.", names="activities"),
    )

    #: How likely each value of its factor is.
    shape: Shape = field(
        default=PERT,
        converter=read_shape,
        kw_only=True,
        metadata=holds("shape", "How likely each value of its factor is."),
    )

    #: The first day on which it holds, as of a campaign or a season; none: that of the plan.
    start: date | None = field(
        default=None,
        converter=read_day_or_none,
        kw_only=True,
        metadata=holds("day", "The first day on which it holds, as of a campaign."),
    )

    #: The last day on which it holds; none: that of the plan.
    end: date | None = field(
        default=None,
        converter=read_day_or_none,
        kw_only=True,
        metadata=holds("day", "The last day on which it holds."),
    )

    #: Why the work is more or less than usual.
    reason: str = field(
        default="",
        converter=read_text,
        kw_only=True,
        metadata=holds("text", "Why the work is more or less than usual."),
    )

    def __attrs_post_init__(self) -> None:
        faults = [*shaped(self.shape, self.factor, "factor"), *in_turn(self.start, self.end)]
        if faults:
            raise InvalidPlan("driver", faults)

    def scales(self, activity: Activity) -> bool:
        """Return whether it scales *activity*."""
        if not self.areas and not self.activities:
            return True
        return activity.area in self.areas or activity.key in self.activities
