"""A plan over the days of its horizon: what it takes in which week."""

from __future__ import annotations

from datetime import date
from math import fsum
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import field, frozen

from aufwand.calendars import Period, PublicHolidays, Span, periods
from aufwand.calendars.periods import checked_span
from aufwand.charts._pictured import Picture, Pictured
from aufwand.errors import Fault, UnknownName, nearest
from aufwand.estimates._schedule import Schedule, schedule
from aufwand.estimates._split import Split, cut, effort, named_dimensions, split
from aufwand.estimates._split import percentiles as percentiles_of
from aufwand.estimates.distribution import Distribution
from aufwand.estimates.horizon_cost import HorizonCost, chances_over, horizon_cost, whole
from aufwand.model import Plan
from aufwand.tables import Table, Tabular
from aufwand.units import Effort, EffortLike, Range
from aufwand.units._exact import exact, finite

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TypeAlias

    import numpy as np
    import numpy.typing as npt

    from aufwand.estimates.estimate import Dimension

    Floats: TypeAlias = npt.NDArray[np.float64]

__all__ = ["Horizon", "Timeline", "TimelineRow", "horizon", "timeline"]


class TimelineRow(NamedTuple):
    """What one part of a plan takes in one period."""

    #: The period.
    period: Period

    #: What it is for: a key for each thing that was summed by, such as ``("pr",)``.
    key: tuple[str, ...]

    #: What it takes: low, likely and high.
    effort: Range[Effort]

    #: The percentiles that were asked for.
    percentiles: tuple[Effort, ...]


def _range(low: float, likely: float, high: float) -> Range[Effort]:
    return Range[Effort]._of(_effort(low), _effort(likely), _effort(high))


def _effort(minutes: float) -> Effort:
    return Effort._of(exact(minutes))


@frozen(repr=False, eq=False)
class Timeline(Pictured, Tabular):
    """What a plan takes in each period of its horizon, by nothing, one thing or two.

    A table: iterate over :meth:`rows`, or hand :meth:`to_rows` to a data frame. Every cut of the
    horizon sums to the same total.
    """

    #: ``day``, ``week``, ``month``, ``quarter`` or ``year``.
    per: Span

    #: What it is summed by.
    by: tuple[str, ...]

    #: The periods of the horizon, in order; the outer ones may be cut.
    periods: tuple[Period, ...]

    #: What has work in the horizon, in the order of the plan: a key for each of :attr:`by`.
    keys: tuple[tuple[str, ...], ...]

    #: The percentiles that were asked for, such as ``(50, 80)``.
    percentiles: tuple[float, ...]

    #: The holidays of the years of the horizon: their source, and years it does not cover.
    holidays: PublicHolidays

    # Minutes as an array of floats: shape (3 + percentiles, keys, periods).
    _minutes: Any

    @property
    def total(self) -> Range[Effort]:
        """What the whole horizon takes."""
        minutes: Floats = self._minutes
        return _range(*(float(each) for each in minutes[:3].sum(axis=(1, 2))))

    def at(self, period: str, *key: str) -> Range[Effort]:
        """Return what is taken in a period, by its name, and by what has a *key*.

        Args:
            period: Such as ``2027-W01``.
            key: A key for each of :attr:`by`; what has no work there takes nothing.

        Raises:
            UnknownName: If the horizon has no such period.
        """
        names = [each.name for each in self.periods]
        if period not in names:
            raise UnknownName("period", period, nearest(period, names))
        if key not in self.keys:
            return _range(0.0, 0.0, 0.0)
        place = self._minutes[:3, self.keys.index(key), names.index(period)]
        return _range(*(float(each) for each in place))

    def rows(self) -> Iterator[TimelineRow]:
        """Return what each part takes in each period: period after period, parts in plan order."""
        for period, key, (low, likely, high, *others) in self._cells():
            more = tuple(_effort(each) for each in others)
            yield TimelineRow(period, key, _range(low, likely, high), more)

    def _cells(self) -> Iterator[tuple[Period, tuple[str, ...], list[float]]]:
        # At once: asking an array for one number takes longer than making a row of it.
        numbers: list[list[list[float]]] = self._minutes.transpose(2, 1, 0).tolist()
        for period, here in zip(self.periods, numbers, strict=True):
            for key, cell in zip(self.keys, here, strict=True):
                yield period, key, cell

    def to_rows(self) -> list[dict[str, Any]]:
        """Return a row for each period and part, for a data frame; effort is in person-hours."""
        names = self._numbers
        return [
            {
                "period": period.name,
                "first": period.first.isoformat(),
                "last": period.last.isoformat(),
                **dict(zip(self.by, key, strict=True)),
                **{name: plain_hours(each) for name, each in zip(names, cell, strict=True)},
            }
            for period, key, cell in self._cells()
        ]

    def table(self) -> Table:
        """Return the rows of :meth:`to_rows` as a table, in which days are days."""
        return Table(
            [
                *(("period", "text"), ("first", "date"), ("last", "date")),
                *((name, "text") for name in self.by),
                *((name, "number") for name in self._numbers),
            ],
            (
                (period.name, period.first, period.last, *key, *map(plain_hours, cell))
                for period, key, cell in self._cells()
            ),
        )

    @property
    def _numbers(self) -> list[str]:
        return ["low", "likely", "high", *(f"p{each:g}" for each in self.percentiles)]

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain data, in hours, as ``timeline --format json`` shows it.

        There :meth:`Horizon.as_dict` stands beside it as ``horizon``.
        """
        return {
            "unit": "h",
            "start": self.periods[0].first.isoformat(),
            "end": self.periods[-1].last.isoformat(),
            "per": self.per,
            "by": list(self.by),
            "holidays": holidays_dict(self.holidays),
            "total": range_dict(self.total),
            "rows": self.to_rows(),
        }

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Timeline):
            return NotImplemented
        return self._state() == other._state()

    def __hash__(self) -> int:
        return hash(self._state())

    def _state(self) -> tuple[object, ...]:
        head = (self.per, self.by, self.periods, self.keys, self.percentiles, self.holidays)
        return (*head, self._minutes.tobytes())

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return _restored, self._state()

    def __repr__(self) -> str:
        told = f"{len(self.keys)} x {len(self.periods)} {self.per}s"
        return f"Timeline({told} from {self.periods[0].first}: {self.total})"

    def _picture(self) -> Picture:
        from aufwand.estimates._pictures import timeline_picture

        return timeline_picture(self)


def _restored(*state: Any) -> Timeline:
    import numpy as np

    _, _, spans, keys, asked, _, numbers = state
    shape = 3 + len(asked), len(keys), len(spans)
    make: Any = Timeline
    made: Timeline = make(*state[:-1], np.frombuffer(numbers).reshape(shape))
    return made


def plain_hours(minutes: float) -> float:
    """Return *minutes* in hours, without what adding them up in floats has left behind.

    Twelve digits: whole minutes stay whole, and no law that holds to nine is broken.
    """
    return float(f"{minutes / 60:.12g}")


def range_dict(effort: Range[Effort]) -> dict[str, float]:
    """Return low, likely and high hours of *effort* as plain data."""
    ends = {"low": effort.low, "likely": effort.likely, "high": effort.high}
    return {name: plain_hours(float(end.minutes)) for name, end in ends.items()}


def holidays_dict(holidays: PublicHolidays) -> dict[str, Any]:
    """Return where holidays come from, and what is not known of them, as plain data."""
    return {
        "source": holidays.source,
        "uncovered": list(holidays.uncovered),
        "why": holidays.why,
    }


@frozen(repr=False, eq=False)
class Horizon:
    """What a plan with dates takes from its first day to its last, one-off work included."""

    #: The first day.
    start: date

    #: The last day.
    end: date

    #: Effort over the whole horizon.
    effort: Range[Effort]

    #: Days of the calendar.
    days: int

    #: Working days, half ones counted as halves.
    working_days: float

    #: The holidays of its years: their source, and years it does not cover.
    holidays: PublicHolidays

    _plan: Plan
    _kept: list[Schedule] = field(factory=list[Any], init=False)
    _chances: list[Distribution[Effort]] = field(factory=list[Any], init=False)
    _cost: list[HorizonCost | None] = field(factory=list[Any], init=False)

    @property
    def low(self) -> Effort:
        """All low ends added."""
        return self.effort.low

    @property
    def likely(self) -> Effort:
        """All likely values added."""
        return self.effort.likely

    @property
    def high(self) -> Effort:
        """All high ends added."""
        return self.effort.high

    def percentile(self, percent: float) -> Effort:
        """Return the effort that is not exceeded with a chance of *percent* in a hundred.

        Args:
            percent: From 0.1 to 99.9, such as 80.

        Raises:
            Fault: If it is not.
        """
        return self.distribution().percentile(_percent(percent))

    def chance_within(self, limit: EffortLike) -> float:
        """Return how likely all of it takes at most *limit*, from 0 to 1.

        Args:
            limit: Working time for all of these days, such as ``"1200 h"``.

        Raises:
            Fault: If it is no working time.
        """
        return self.distribution().chance_within(limit)

    def distribution(self) -> Distribution[Effort]:
        """Return how likely all of it takes at most so much.

        An activity has one duration and a driver one factor, whatever day it is; so percentiles
        of weeks, or of roles, never add up to those of the whole.
        """
        if not self._chances:
            made = self._schedule
            ends = float(self.low.minutes), float(self.high.minutes)
            parts = split(self._plan, made, ())
            self._chances.append(chances_over(self._plan, made, parts, ends))
        return self._chances[0]

    @property
    def cost(self) -> HorizonCost | None:
        """What all of it costs; nothing where the plan knows no rate and no fixed cost."""
        if not self._cost:
            self._cost.append(horizon_cost(self._plan, self._schedule))
        return self._cost[0]

    @property
    def _schedule(self) -> Schedule:
        if not self._kept:
            self._kept.append(schedule(self._plan))
        return self._kept[0]

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain data, in person-hours; its cost in units of the currency."""
        return {
            "start": self.start.isoformat(),
            "end": self.end.isoformat(),
            "days": self.days,
            "working_days": self.working_days,
            **range_dict(self.effort),
            **self.distribution().percentiles.as_dict(),
            "cost": None if self.cost is None else self.cost.as_dict(),
        }

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Horizon):
            return NotImplemented
        return self._state() == other._state()

    def __hash__(self) -> int:
        return hash(self._state())

    def _state(self) -> tuple[object, ...]:
        return (
            *(self.start, self.end, self.effort, self.days, self.working_days),
            *(self.holidays, self._plan),
        )

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return Horizon, self._state()

    def __repr__(self) -> str:
        return f"Horizon({self.start} to {self.end}: {self.effort})"


def horizon(plan: Plan, made: Schedule | None = None) -> Horizon | None:
    """Return what *plan* takes over its whole horizon; nothing where it has no dates.

    Args:
        plan: The plan.
        made: Its schedule, if there is one already.

    Raises:
        Fault: If nothing is known of the holidays of its country, or its drivers multiply to
            more than a float can hold.
        MissingPackage: If numpy cannot be imported.
    """
    if plan.calendar.start is None or plan.calendar.end is None:
        return None
    made = made or schedule(plan)
    first, end = made.place(made.start), made.place(made.end) + 1
    _, minutes = _table(plan, made, (whole(made),), (), ())
    found = Horizon(
        made.start,
        made.end,
        _range(*(float(each) for each in minutes[:, 0, 0])),
        end - first,
        fsum(made.days.shares[first:end]),
        made.holidays,
        plan,
    )
    found._kept.append(made)
    return found


def timeline(
    plan: Plan,
    per: Span = "week",
    by: Dimension | Iterable[Dimension] = (),
    *,
    percentiles: Iterable[float] = (),
    made: Schedule | None = None,
) -> Timeline:
    """Return what *plan* takes in each period of its horizon.

    >>> from aufwand.model import Activity, Calendar, Plan
    >>> calendar = Calendar(start="2027-01-04", end="2027-01-17")
    >>> watch = Activity("monitoring", duration="15 min", per="workday", end="2027-01-11")
    >>> for row in timeline(Plan("Bakery", activities=[watch], calendar=calendar)).rows():
    ...     print(row.period.name, row.effort)
    2027-W01 1 h 15 min
    2027-W02 15 min

    Args:
        plan: A plan with dates.
        per: ``day``, ``week``, ``month``, ``quarter`` or ``year``.
        by: ``activity``, ``channel``, ``role`` or ``area``, or two of them.
        percentiles: Percentiles to tell beside, such as ``(50, 80)``.
        made: Its schedule, if there is one already.

    Raises:
        Fault: If the plan lacks one of its dates, there is no such period, nothing is known of
            the holidays of its country, or the table would be too large.
        UnknownName: If there is no such thing to sum by.
        MissingPackage: If numpy cannot be imported.
    """
    checked_span(per)
    names = named_dimensions(by)
    asked = tuple(_percent(each) for each in percentiles)
    made = made or schedule(plan)
    spans = periods(made.start, made.end, per)
    parts, minutes = _table(plan, made, spans, names, asked)
    return Timeline(per, names, spans, parts.keys, asked, made.holidays, minutes)


def _table(
    plan: Plan,
    made: Schedule,
    spans: Sequence[Period],
    by: tuple[str, ...],
    percents: Sequence[float],
) -> tuple[Split, Floats]:
    """Return groups, and minutes and percentiles of each in each period."""
    import numpy as np

    parts = split(plan, made, by)
    counted = cut(made, parts, spans)
    minutes = effort(made, parts, counted)
    if percents:
        at = [each / 100 for each in percents]
        minutes = np.concatenate([minutes, percentiles_of(plan, made, parts, counted, at)])
    minutes.flags.writeable = False
    return parts, minutes


def _percent(value: float) -> float:
    expected = "a percentile from 0.1 to 99.9, such as 80"
    number = float(finite(value, expected))
    if not 0.1 <= number <= 99.9:
        raise Fault(value, expected)
    return number
