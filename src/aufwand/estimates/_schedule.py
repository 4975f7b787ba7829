"""When the work of a plan with dates falls: how often each activity recurs on which days.

Work is laid over the days of a few profiles: so much on each working day, on each day, on each
working day of a month that has twenty of them. A profile is kept as its running sum, so that what
falls into a week, or into the days of a campaign, is one difference, however long it is; and the
parts of any cut of the horizon sum to the whole.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from aufwand.calendars import (
    PublicHolidays,
    Span,
    WorkingDays,
    periods,
    public_holidays,
    working_days,
)
from aufwand.errors import Fault
from aufwand.estimates._arrays import needs_numpy
from aufwand.estimates._columns import channel_parts, role_parts
from aufwand.model.calendar import LONGEST_HORIZON
from aufwand.units._exact import exact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TypeAlias

    import numpy as np
    import numpy.typing as npt

    from aufwand.model import Activity, Driver, Plan

    Floats: TypeAlias = npt.NDArray[np.float64]
    Places: TypeAlias = npt.NDArray[np.intp]

__all__ = ["MOST_NUMBERS", "WEEKDAYS", "Parts", "Piece", "Row", "Schedule", "Window", "schedule"]

#: Beyond this many minutes sums of such activities fit no float.
_MOST_MINUTES = 1e200

#: Numbers that are worked on in one go; more would take longer than a person waits.
MOST_NUMBERS = 8_000_000

#: Most stretches of days, in all, between the beginnings and ends of campaigns.
_MOST_PIECES = 100_000

#: Most seasons and campaigns of one activity.
_MOST_SEASONS = 100

#: Cadences whose whole amount falls into each of them, however many days it has.
_WHOLE: dict[str, Span] = {"month": "month", "quarter": "quarter", "year": "year"}

#: The days of the week, as a calendar names them.
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Row(NamedTuple):
    """An activity on the days on which the same drivers hold."""

    #: Its position in the plan.
    activity: int

    #: Positions of the drivers that scale it on these days, in the order of the plan.
    drivers: tuple[int, ...]

    #: Minutes of one duration, drivers included: low, likely and high.
    minutes: tuple[float, float, float]


class Piece(NamedTuple):
    """A row in one stretch of days."""

    #: The position of the row.
    row: int

    #: The position of the window: a profile, a first day, a day after the last.
    window: int

    #: How many durations one unit of the profile is, people included.
    times: float


class Window(NamedTuple):
    """Days on which a profile holds."""

    #: The position of the profile.
    profile: int

    #: The first day, counted from that of the schedule.
    first: int

    #: The day after the last.
    end: int


class Parts(NamedTuple):
    """What falls to each of some channels or roles."""

    #: Positions in the plan; -1: none.
    places: tuple[int, ...]

    #: What falls to each.
    shares: tuple[float, ...]


class Schedule(NamedTuple):
    """A plan over the days of its horizon."""

    #: The first day of the horizon.
    start: date

    #: The last day of the horizon.
    end: date

    #: The day that all days are counted from; before the start where whole years are looked at.
    first: date

    #: Working days from before the start to after the end.
    days: WorkingDays

    #: The holidays of the years of the horizon, and which of these are not covered.
    holidays: PublicHolidays

    #: Running sums, from 0 on: shape (days + 1,) each.
    profiles: tuple[Floats, ...]

    #: Where they hold.
    windows: tuple[Window, ...]

    #: Activities, by the drivers that hold.
    rows: tuple[Row, ...]

    #: The rows, over the days.
    pieces: tuple[Piece, ...]

    #: What falls to the channels of each activity, by its position.
    channels: dict[int, Parts]

    #: What falls to the roles of each activity, by its position.
    roles: dict[int, Parts]

    def counted(self, edges: Places) -> Floats:
        """Return what of each window falls between *edges*: shape (windows, edges - 1).

        Args:
            edges: Days, counted from :attr:`first`, rising.
        """
        import numpy as np

        found = np.empty((len(self.windows), len(edges) - 1))
        for index, (profile, first, end) in enumerate(self.windows):
            found[index] = np.diff(self.profiles[profile][edges.clip(first, end)])
        return found

    def place(self, day: date) -> int:
        """Return how many days after :attr:`first` a *day* is."""
        return (day - self.first).days


class _Season(NamedTuple):
    """Days on which the same drivers hold, and what they come to."""

    first: int
    end: int
    drivers: tuple[int, ...]
    factors: tuple[float, float, float]


def schedule(plan: Plan) -> Schedule:
    """Return when the work of *plan* falls.

    Raises:
        Fault: If the plan lacks one of its dates, nothing is known of the holidays of its
            country, or its drivers multiply to more than a float can hold.
        MissingPackage: If numpy cannot be imported.
    """
    start, end = _horizon(plan)
    needs_numpy("laying a plan over its days")
    first, last = _looked_at(plan, start, end)
    making = _Making(plan, start, end, working_days(plan.calendar, first, last))
    for index, activity in enumerate(plan.activities):
        making.add(index, activity)
    return Schedule(
        start,
        end,
        first,
        making.days,
        public_holidays(plan.calendar, start, end),
        tuple(making.profiles),
        tuple(making.windows),
        tuple(making.rows),
        tuple(making.pieces),
        making.channels,
        making.roles,
    )


def _horizon(plan: Plan) -> tuple[date, date]:
    start, end = plan.calendar.start, plan.calendar.end
    if start is None:
        raise Fault(None, "the first day of the plan, such as 2027-01-01", "calendar.start")
    if end is None:
        raise Fault(None, "the last day of the plan, such as 2027-12-31", "calendar.end")
    return start, end


def _looked_at(plan: Plan, start: date, end: date) -> tuple[date, date]:
    """Return the days around the horizon that say how work spreads over those in it."""
    first, last = date(start.year, 1, 1), date(end.year, 12, 31)
    for activity in plan.activities:
        if activity.per != "once":
            continue
        begins, ends = activity.start or start, activity.end
        if ends is not None:
            if begins > end or ends < start:
                continue
            if (ends - begins).days >= LONGEST_HORIZON:
                path = f"activities.{activity.key}.end"
                raise Fault(str(ends), "work that is done once within a century", path)
            first, last = min(first, begins), max(last, ends)
        elif (start - begins).days < LONGEST_HORIZON and begins <= end:
            first = min(first, begins)
    return first, last


class _Making:
    """A schedule while it is made."""

    def __init__(self, plan: Plan, start: date, end: date, days: WorkingDays) -> None:
        import numpy as np

        self.plan = plan
        self.days = days
        self.start = (start - days.first).days
        self.end = (end - days.first).days + 1
        self.channel_of = {channel.key: index for index, channel in enumerate(plan.channels)}
        self.role_of = {role.key: index for index, role in enumerate(plan.roles)}
        self.profiles: list[Floats] = []
        self.windows: list[Window] = []
        self.rows: list[Row] = []
        self.pieces: list[Piece] = []
        self.channels: dict[int, Parts] = {}
        self.roles: dict[int, Parts] = {}
        self._densities: dict[str, Floats] = {"worked": np.array(days.shares)}
        # The days with working time, rising.
        self._working = np.flatnonzero(self._densities["worked"])
        self._profile_of: dict[tuple[object, ...], int] = {}
        self._window_of: dict[Window, int] = {}
        self._seasons_of: dict[tuple[int, ...], list[_Season]] = {}
        self._drivers = _Drivers(plan.drivers)
        self._own_days = 0

    def add(self, index: int, activity: Activity) -> None:
        """Add an activity."""
        own = self._own(activity)
        if own is None:
            return
        channels, parts, below = channel_parts(activity, self.plan.channels, self.channel_of)
        if not channels:
            return
        self.channels[index] = Parts(channels, tuple(part / below for part in parts))
        roles, shares, whole = role_parts(activity.roles, self.role_of)
        self.roles[index] = Parts(roles, tuple(share / whole for share in shares))
        profile, first, end, units = own
        times = float(exact(activity.times) * activity.people) * units
        row_of: dict[tuple[int, ...], int] = {}
        for season in self._seasons(activity):
            begins, ends = max(first, season.first), min(end, season.end)
            if begins >= ends:
                continue
            row = row_of.get(season.drivers)
            if row is None:
                row = row_of[season.drivers] = len(self.rows)
                self.rows.append(Row(index, season.drivers, _minutes(activity, season.factors)))
            window = self._window(Window(profile, begins, ends))
            self.pieces.append(Piece(row, window, times))
            if len(self.pieces) > _MOST_PIECES:
                expected = f"at most {_MOST_PIECES:,} stretches of days in all"
                hint = "seasons and campaigns cut every activity that they scale"
                raise Fault(len(self.plan.drivers), expected, "drivers", hint)

    def _own(self, activity: Activity) -> tuple[int, int, int, float] | None:
        """Return profile, first day, day after the last, and durations in a unit; or nothing."""
        begins = self.start if activity.start is None else self._place(activity.start)
        ends = self.end if activity.end is None else self._place(activity.end) + 1
        if begins >= self.end or ends <= self.start:
            return None
        if activity.per == "once":
            profile, first, end, units = self._once(begins, None if activity.end is None else ends)
            first, end = max(first, self.start), min(end, self.end)
            return (profile, first, end, units) if first < end else None
        kind, units = "worked", 1.0
        if activity.per in _WHOLE:
            kind = activity.per
        elif activity.per == "day":
            kind = "open"
        elif activity.per != "workday":
            # So much a week: each working day of the calendar takes its part.
            units = 1 / len(self.plan.calendar.workdays)
        profile = self._grown(kind, begins, activity) if activity.ramp_up else self._profile(kind)
        return profile, max(begins, self.start), min(ends, self.end), units

    def _place(self, day: date) -> int:
        return (day - self.days.first).days

    def _window(self, window: Window) -> int:
        found = self._window_of.get(window)
        if found is None:
            found = self._window_of[window] = len(self.windows)
            self.windows.append(window)
        return found

    def _kept(self, key: tuple[object, ...], density: Floats) -> int:
        import numpy as np

        self._profile_of[key] = len(self.profiles)
        self.profiles.append(np.concatenate([[0.0], np.cumsum(density)]))
        return len(self.profiles) - 1

    def _profile(self, kind: str) -> int:
        found = self._profile_of.get((kind,))
        return self._kept((kind,), self._density(kind)) if found is None else found

    def _density(self, kind: str) -> Floats:
        found = self._densities.get(kind)
        if found is None:
            found = self._densities[kind] = self._made(kind)
        return found

    def _made(self, kind: str) -> Floats:
        import numpy as np

        if kind == "open":
            return np.array(self.days.open)
        if kind == "each":
            return np.ones(self.days.days)
        if kind == "weekday":
            # What would be worked if nobody ever was away.
            workdays = self.plan.calendar.workdays
            works = np.array([float(name in workdays) for name in WEEKDAYS])
            weekday = (self.days.first.weekday() + np.arange(self.days.days)) % 7
            return works[weekday]
        if kind == "unclosed":
            density = self._density("weekday").copy()
            for day, cause, _, share in self.days.off:
                if cause == "holiday":
                    density[self._place(day)] *= 1 - share
            return density
        return self._over_periods(_WHOLE[kind])

    def _over_periods(self, kind: Span) -> Floats:
        """Return what of a month, quarter or year falls on each of its days."""
        import numpy as np

        # Those around the horizon that are not looked at in full lie outside of it.
        spans = periods(self.days.first, self.days.last, kind)
        density = np.empty(self.days.days)
        first = 0
        for span in spans:
            end = first + span.days
            weights = self._density(self._spread(first, end))[first:end]
            density[first:end] = weights / weights.sum()
            first = end
        return density

    def _spread(self, first: int, end: int) -> str:
        """Return what work that must be done somewhere spreads by: the working time of the days.

        Where nobody works on any of them, what would be worked without closures counts, then
        without holidays, then every day.
        """
        for kind in ("worked", "unclosed", "weekday"):
            if self._density(kind)[first:end].any():
                return kind
        return "each"

    def _once(self, first: int, end: int | None) -> tuple[int, int, int, float]:
        """Return profile, days and units of what is done once."""
        if end is not None:
            profile = self._profile(self._spread(first, end))
            sums = self.profiles[profile]
            return profile, first, end, 1 / float(sums[end] - sums[first])
        # On the first day with working time; -1 if that is beyond all that is looked at.
        later = int(self._working.searchsorted(first)) if first >= 0 else len(self._working)
        day = int(self._working[later]) if later < len(self._working) else -1
        if first >= self.start and not first <= day < self.end:
            # What begins in the horizon must be done in it.
            here = self._density(self._spread(first, self.end))[first : self.end]
            day = first + int((here > 0).argmax())
        return self._profile("each"), day, day + 1, 1.0

    def _grown(self, kind: str, begins: int, activity: Activity) -> int:
        """Return a profile that grows evenly from nothing over the first weeks."""
        import numpy as np

        key = (kind, begins, activity.ramp_up)
        found = self._profile_of.get(key)
        if found is not None:
            return found
        self._own_days += self.days.days
        if self._own_days > MOST_NUMBERS:
            expected = f"at most {MOST_NUMBERS:,} days on which work grows, in all activities"
            raise Fault(activity.ramp_up, expected, f"activities.{activity.key}.ramp_up")
        length = 7 * float(activity.ramp_up)
        # The mean of (days since it began) / length over each day, which stays at 1 in the end.
        since = np.arange(self.days.days) - float(begins)
        grows = np.clip(length - since, 0.0, 1.0)
        share = grows * (since + grows / 2) / length + 1 - grows
        share = np.where(since < 0, 0.0, share)
        return self._kept(key, self._density(kind) * share)

    def _seasons(self, activity: Activity) -> list[_Season]:
        """Return the stretches of the horizon on which the same drivers scale an activity."""
        scaling = self._drivers.of(activity)
        found = self._seasons_of.get(scaling)
        if found is None:
            found = self._seasons_of[scaling] = list(self._cut(scaling, activity))
        return found

    def _cut(self, scaling: Sequence[int], activity: Activity) -> Iterator[_Season]:
        drivers = self.plan.drivers
        spans: list[tuple[int, int, int]] = []
        for place in scaling:
            driver = drivers[place]
            first = self.start if driver.start is None else self._place(driver.start)
            end = self.end if driver.end is None else self._place(driver.end) + 1
            first, end = max(first, self.start), min(end, self.end)
            if first < end:
                spans.append((place, first, end))
        passing = [each for each in spans if each[1:] != (self.start, self.end)]
        if len(passing) > _MOST_SEASONS:
            expected = f"at most {_MOST_SEASONS:,} seasons and campaigns of one activity"
            raise Fault(len(passing), expected, "drivers", f"they all scale {activity.key!r}")
        edges = sorted({self.start, self.end, *(day for each in passing for day in each[1:])})
        for first, end in pairwise(edges):
            here = [place for place, begins, ends in spans if begins <= first and end <= ends]
            low = likely = high = 1.0
            for place in here:
                factor = drivers[place].factor
                low *= float(factor.low)
                likely *= float(factor.likely)
                high *= float(factor.high)
            yield _Season(first, end, tuple(here), (low, likely, high))


def _minutes(activity: Activity, factors: tuple[float, float, float]) -> tuple[float, float, float]:
    known = activity.duration
    ends = known.low.minutes, known.likely.minutes, known.high.minutes
    low, likely, high = (float(end) * factor for end, factor in zip(ends, factors, strict=True))
    # Also where one of them is infinite, or infinite times nothing.
    if not high <= _MOST_MINUTES:
        expected = "a duration that its drivers scale to less than 10^200 min"
        raise Fault(known.high.text, expected, f"activities.{activity.key}.duration")
    return low, likely, high


class _Drivers:
    """Finds the drivers of an activity without asking every one of them."""

    def __init__(self, drivers: Sequence[Driver]) -> None:
        self._all: list[int] = []
        self._by_area: dict[str, list[int]] = {}
        self._by_activity: dict[str, list[int]] = {}
        for index, driver in enumerate(drivers):
            if not driver.areas and not driver.activities:
                self._all.append(index)
            for area in driver.areas:
                self._by_area.setdefault(area, []).append(index)
            for key in driver.activities:
                self._by_activity.setdefault(key, []).append(index)

    def of(self, activity: Activity) -> tuple[int, ...]:
        """Return the positions of the drivers that scale *activity*, in the plan's order."""
        own = self._by_activity.get(activity.key, ())
        return tuple(sorted({*self._all, *self._by_area.get(activity.area, ()), *own}))
