"""What a plan takes: hours, people, money."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args, overload

from attrs import field, frozen

from aufwand.charts._pictured import Picture, Pictured
from aufwand.errors import Fault, UnknownName, nearest
from aufwand.estimates._arrays import told_percentiles
from aufwand.estimates._columns import columns
from aufwand.estimates._table import Rollup, Sum
from aufwand.estimates._table import Table as Sums
from aufwand.estimates.cost import CostEstimate, cost_of
from aufwand.estimates.distribution import Distribution
from aufwand.model import Plan
from aufwand.tables import Table, Tabular
from aufwand.units import Effort, LimitLike, Money, Range, weeks_in
from aufwand.units.rate import weekly_limit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from aufwand.calendars import Span
    from aufwand.estimates._schedule import Schedule
    from aufwand.estimates.capacity import Capacity
    from aufwand.estimates.explanation import Explanation
    from aufwand.estimates.sensitivity import Measured, Sensitivity
    from aufwand.estimates.simulation import CorrelationLike, Simulation
    from aufwand.estimates.timeline import Horizon, Timeline
    from aufwand.units._exact import Number

__all__ = ["Dimension", "Estimate", "estimate"]

#: What effort and cost can be summed by.
Dimension: TypeAlias = Literal["activity", "channel", "role", "area"]


# Looked up once: asking the generic class for it takes as long as making the range.
_range = Range[Effort]._of


@frozen(repr=False, eq=False)
class Estimate(Pictured, Tabular):
    """What a plan takes: hours, people, money, in a typical week and in longer periods.

    Low, likely and high are bounds: the sum of all low ends, of all likely values, of all high
    ends. All sums are exact. Two estimates are equal when their plans and numbers are.
    """

    #: The plan it is for.
    plan: Plan

    _weekly: Sums
    _once: Sums
    _cost: list[CostEstimate | None] = field(factory=list[CostEstimate | None], init=False)
    _chances: dict[tuple[str, str], Mapping[str, Distribution[Effort]]] = field(
        factory=dict[tuple[str, str], Any], init=False
    )
    _draws: list[Any] = field(factory=list[Any], init=False)
    # Made once: a schedule for whatever is asked about dates.
    _dated: list[Any] = field(factory=list[Any], init=False)
    # Made once as well: a page asks for it more than once, and chances of weeks take a while.
    _weeks: list[Any] = field(factory=list[Any], init=False)

    @property
    def weekly(self) -> Range[Effort]:
        """Effort in a typical week."""
        return self.per("week")

    @property
    def monthly(self) -> Range[Effort]:
        """Effort in a month of 4.348125 typical weeks."""
        return self.per("month")

    @property
    def quarterly(self) -> Range[Effort]:
        """Effort in a quarter of 13.044375 typical weeks."""
        return self.per("quarter")

    @property
    def yearly(self) -> Range[Effort]:
        """Effort in a year of 52.1775 typical weeks."""
        return self.per("year")

    def per(self, period: str) -> Range[Effort]:
        """Return the effort in a *period* of typical weeks.

        Args:
            period: ``week``, ``month``, ``quarter`` or ``year``.

        Raises:
            Fault: If it is another.
        """
        return _maker(self._weekly, period)(self._weekly.total())

    @property
    def once(self) -> Range[Effort]:
        """Effort of what is done once; it is part of no week."""
        return _maker(self._once, "week")(self._once.total())

    @property
    def mean(self) -> Effort:
        """The mean of a typical week, with the shapes of its ranges and its drivers.

        Means add up, whatever goes together: it is the sum of its activities' means. It is exact,
        but for a lognormal, whose mean is a float. What a simulation finds comes near it, rare
        events left aside.

        >>> from aufwand.model import Activity, Driver
        >>> posts = Activity("posts", duration=["2 h", "3 h", "10 h"])
        >>> print(estimate(Plan("Bakery", activities=[posts])).mean)
        4 h
        >>> more = Driver("two_languages", factor=[1.5, 1.5, 2.1])
        >>> print(estimate(Plan("Bakery", activities=[posts], drivers=[more])).mean)
        6 h 24 min
        """
        from aufwand.estimates._mean import mean_minutes

        return Effort._of(mean_minutes(self._weekly))

    @property
    def fte(self) -> Range[float]:
        """Full-time positions: weekly effort / the plan's full-time week."""
        return _quotients(self._weekly, self._weekly.total(), self.plan.full_time.weekly)

    @property
    def cost(self) -> CostEstimate | None:
        """What it costs; nothing where the plan knows no rate and no fixed cost."""
        if not self._cost:
            self._cost.append(cost_of(self.plan, self._weekly, self._once))
        return self._cost[0]

    @overload
    def by(self, first: Dimension, /, *, per: str = "week") -> Rollup[str, Effort]: ...

    @overload
    def by(
        self, first: Dimension, second: Dimension, /, *, per: str = "week"
    ) -> Rollup[tuple[str, str], Effort]: ...

    def by(
        self, first: Dimension, second: Dimension | None = None, /, *, per: str = "week"
    ) -> Rollup[str, Effort] | Rollup[tuple[str, str], Effort]:
        """Return the effort by one thing, or by two: ``by("role")``, ``by("role", "channel")``.

        Keys come in the order of the plan, or are pairs of such; effort without a channel or
        role stands under the key ``""``. The parts sum to the total exactly.

        >>> from aufwand.model import Activity, Role
        >>> watch = Activity("monitoring", duration="15 min", per="workday", roles="pr")
        >>> numbers = Activity("reporting", duration="1-2 h")
        >>> plan = Plan("Bakery", roles=[Role("pr")], activities=[watch, numbers])
        >>> estimate(plan).by("role")
        {'pr': 1 h 15 min, '': 1 h – 1 h 30 min – 2 h}

        Args:
            first: ``activity``, ``channel``, ``role`` or ``area``.
            second: Another of them.
            per: ``week``, ``month``, ``quarter`` or ``year``.

        Raises:
            UnknownName: If there is no such dimension, or both are the same.
            Fault: If there is no such period.
        """
        make = _maker(self._weekly, per)
        if second is None:
            return Rollup(self._weekly.by(first), make)
        return Rollup(self._weekly.by_two(first, second), make)

    def distribution(
        self, dimension: Dimension | None = None, key: str = "", /, *, per: str = "week"
    ) -> Distribution[Effort]:
        """Return how likely the effort of a *period* of typical weeks is at most so much.

        There is one draw for each activity, whatever channels, roles and weeks it is in, and one
        for each driver; so what a year takes is what a week takes, times the weeks. Percentiles
        of different activities, channels, roles or areas never add.

        >>> from aufwand.model import Activity, Role
        >>> posts = Activity("content", duration="3-5 h", roles="pr")
        >>> plan = Plan("Bakery", roles=[Role("pr")], activities=[posts])
        >>> estimate(plan).distribution("role", "pr").percentiles
        Percentiles(P10 3 h 30 min, P50 4 h, P80 4 h 21 min, P90 4 h 30 min)

        Args:
            dimension: ``activity``, ``channel``, ``role`` or ``area``; left out, all of the plan.
            key: Of which; empty for what has no channel or role.
            per: ``week``, ``month``, ``quarter`` or ``year``.

        Raises:
            UnknownName: If there is no such dimension, or nothing with that key in the plan.
            Fault: If there is no such period.
        """
        found = self.distributions(dimension, per=per) if dimension else self._distributed("", per)
        if key not in found:
            raise UnknownName(dimension or "part", key, nearest(key, found))
        return found[key]

    def distributions(
        self, dimension: Dimension, /, *, per: str = "week"
    ) -> Mapping[str, Distribution[Effort]]:
        """Return how likely the effort is by ``activity``, ``channel``, ``role`` or ``area``.

        Raises:
            UnknownName: If there is no such dimension.
            Fault: If there is no such period.
        """
        return self._distributed(dimension, per)

    def _distributed(self, dimension: str, per: str) -> Mapping[str, Distribution[Effort]]:
        kept = self._chances.get((dimension, per))
        if kept is None:
            weeks = float(weeks_in(per))
            table = self._weekly
            sums = table.by(dimension) if dimension else {"": table.total()}
            whole = table.denominator
            ends = {key: (low / whole, high / whole) for key, (low, _, high) in sums.items()}
            from aufwand.estimates._chances import distributions

            kept = distributions(
                self.plan, dimension or "total", ends, times=weeks, kept=self._draws
            )
            self._chances[dimension, per] = kept
        return kept

    def percentile(self, at: Number, *, per: str = "week") -> Effort:
        """Return the effort that is undercut in *at* of 100 cases.

        >>> from aufwand.catalog import baseline
        >>> estimate(Plan("Bakery", activities=baseline())).percentile(80)
        Effort('1069.78 min')

        Args:
            at: Above 0 and below 100.
            per: ``week``, ``month``, ``quarter`` or ``year``.

        Raises:
            Fault: If one of them is not that.
        """
        return self.distribution(per=per).percentile(at)

    def chance_within(self, limit: LimitLike, *, per: str = "week") -> float:
        """Return how likely the plan stays within a *limit* of hours or money, from 0 to 1.

        >>> from aufwand.catalog import baseline
        >>> round(estimate(Plan("Bakery", activities=baseline())).chance_within("16 h/week"), 2)
        0.2

        Args:
            limit: Working time or money, such as ``"16 h"``, or per period, ``"900 EUR/month"``.
            per: The period of a limit that names none.

        Raises:
            Fault: If it is neither, or money where the plan knows no cost.
            MixedCurrencies: If it is money of another currency.
        """
        weekly = weekly_limit(limit, per)
        if isinstance(weekly, Effort):
            return self.distribution().chance_within(weekly)
        if self.cost is None:
            hint = "give its roles a rate"
            raise Fault(str(limit), "working time, as the plan knows no cost", hint=hint)
        return self.cost.chance_within(weekly)

    def utilisation(self, role: str) -> Range[float] | None:
        """Return weekly load / weekly capacity of a *role*; nothing where it has no capacity.

        Raises:
            UnknownName: If the plan has no such role.
        """
        capacity = self.plan.role(role).capacity
        if capacity is None or not capacity.effort:
            return None
        load = self._weekly.by("role").get(role, (0, 0, 0))
        return _quotients(self._weekly, load, capacity.weekly)

    @property
    def horizon(self) -> Horizon | None:
        """What the plan takes from its first day to its last; nothing where it has no dates.

        Raises:
            Fault: If nothing is known of the holidays of the calendar's country, part of it or
                category; its path is that in the plan.
        """
        if self.plan.calendar.start is None or self.plan.calendar.end is None:
            return None
        from aufwand.estimates.timeline import horizon

        return horizon(self.plan, self._schedule)

    def timeline(
        self,
        per: Span = "week",
        by: Dimension | Iterable[Dimension] = (),
        *,
        percentiles: Iterable[float] = (),
    ) -> Timeline:
        """Return what the plan takes in each period of its horizon.

        >>> from aufwand.model import Activity, Calendar
        >>> calendar = Calendar(start="2027-01-04", end="2027-12-31")
        >>> content = Activity("content", duration="10 h", per="month")
        >>> found = estimate(Plan("Bakery", activities=[content], calendar=calendar))
        >>> print(found.timeline("quarter").at("2027-Q2"))
        30 h

        Args:
            per: ``day``, ``week`` (of ISO 8601), ``month``, ``quarter`` or ``year``.
            by: ``activity``, ``channel``, ``role`` or ``area``, or two of them.
            percentiles: Percentiles to tell beside, such as ``(50, 80)``.

        Raises:
            Fault: If the plan lacks one of its dates, there is no such period, nothing is known
                of the holidays of its country, or the table would be too large.
            UnknownName: If there is no such thing to sum by.
        """
        from aufwand.estimates.timeline import timeline

        return timeline(self.plan, per, by, percentiles=percentiles, made=self._schedule)

    def capacity(self) -> Capacity:
        """Return load against capacity of every role in every ISO week of the horizon.

        Raises:
            Fault: If the plan lacks one of its dates, nothing is known of the holidays of its
                country, or there are too many roles and weeks.
        """
        if not self._weeks:
            from aufwand.estimates.capacity import capacity

            self._weeks.append(capacity(self.plan, made=self._schedule))
        found: Capacity = self._weeks[0]
        return found

    @property
    def _schedule(self) -> Schedule:
        if not self._dated:
            from aufwand.estimates._schedule import schedule

            self._dated.append(schedule(self.plan))
        made: Schedule = self._dated[0]
        return made

    def explain(self, path: str = "weekly") -> Explanation:
        """Return how a number came about, down to its sources.

        >>> from aufwand.model import Activity
        >>> watch = Activity("monitoring", duration="15 min", per="workday", source="our log")
        >>> print(estimate(Plan("Bakery", activities=[watch])).explain())
        effort a week  1 h 15 min
        └─ + Monitoring  1 h 15 min
           ├─ working time of one person, once  15 min
           │     [our log]
           └─ × working days a week  5

        Args:
            path: ``weekly``, ``monthly``, ``quarterly``, ``yearly``, ``once``, ``fte``,
                ``cost.weekly`` (or another period), or a part such as ``by.role.pr``.

        Raises:
            UnknownName: If the estimate has no such number.
        """
        from aufwand.estimates.explanation import explain

        return explain(self, path)

    def simulate(
        self,
        draws: int = 100_000,
        seed: int = 0,
        *,
        per: str = "week",
        correlation: CorrelationLike | None = None,
        arrivals: bool = False,
        percentiles: Iterable[float] = (10, 50, 80, 90),
        workers: int = 1,
        processes: bool = False,
        progress: Callable[[int, int], object] | None = None,
    ) -> Simulation:
        """Return what the plan takes if all that is left to chance is drawn many times over.

        In each draw every activity has one duration, every driver one factor, and every event
        happens as often as it does by chance (Poisson), each time with an effort of its own.

        >>> from aufwand.model import Activity, Event
        >>> posts = Activity("posts", duration="3-5 h")
        >>> wave = Event("criticism", per_year=2, effort="10-30 h")
        >>> found = estimate(Plan("Bakery", activities=[posts], events=[wave])).simulate(per="year")
        >>> print(found.chance_within("260 h"))
        64.7 ± 0.2 %

        Args:
            draws: How many draws, from 100 to ten million.
            seed: What the random numbers begin with; the same seed gives the same numbers.
            per: The period, of typical weeks: ``week``, ``month``, ``quarter`` or ``year``.
            correlation: How activities go together, instead of the plan's correlations: by two
                keys (``{("content", "dialogue"): 0.5}``), or as a matrix with a row for each
                activity. It ties their ranks, by a normal copula.
            arrivals: Whether messages arrive by chance (Poisson), and are answered by chance,
                where activities are done per message or per reply. Otherwise there are as many
                as the channel says.
            percentiles: The percentiles to find, between 0 and 100.
            workers: How many work at a time; what comes out is the same.
            processes: Whether workers are processes of their own; otherwise they are threads.
            progress: Called after every step with the number of steps done, and of all.

        Raises:
            Fault: If one of these is not that, or more would be drawn than in minutes.
        """
        from aufwand.estimates.simulation import simulate

        return simulate(
            self,
            draws,
            seed,
            per=per,
            correlation=correlation,
            arrivals=arrivals,
            percentiles=percentiles,
            workers=workers,
            processes=processes,
            progress=progress,
        )

    @overload
    def sensitivity(
        self,
        of: Literal["effort"] = "effort",
        *,
        per: str = "week",
        role: str | None = None,
        channel: str | None = None,
    ) -> Sensitivity[Effort]: ...

    @overload
    def sensitivity(
        self,
        of: Literal["cost"],
        *,
        per: str = "week",
        role: str | None = None,
        channel: str | None = None,
    ) -> Sensitivity[Money]: ...

    def sensitivity(
        self,
        of: Measured = "effort",
        *,
        per: str = "week",
        role: str | None = None,
        channel: str | None = None,
    ) -> Sensitivity[Any]:
        """Return what moves a total: the ends of each input, and its share of the variance.

        >>> from aufwand.model import Activity
        >>> posts, fans = Activity("posts", duration="3-5 h"), Activity("fans", duration="5-10 h")
        >>> found = estimate(Plan("Bakery", activities=[posts, fans])).sensitivity()
        >>> [(each.path, str(each.swing), round(each.share, 2)) for each in found.inputs]
        [('activities.fans.duration', '5 h', 0.86), ('activities.posts.duration', '2 h', 0.14)]

        Shares are exact but for the rounding of floats, without sampling. Shares of cost leave
        out work without a rate; fixed costs move nothing.

        Args:
            of: ``effort`` or ``cost``.
            per: ``week``, ``month``, ``quarter`` or ``year``, of typical weeks.
            role: The key of a role, for its work alone; ``""``: what nobody does yet.
            channel: The key of a channel, for its work alone; ``""``: the presence as a whole.

        Raises:
            UnknownName: If there is no such total, role or channel.
            Fault: If there is no such period, the plan has no cost, a range spreads further than
                a float can hold, or drivers overlap in far too many ways.
        """
        from aufwand.estimates.sensitivity import sensitivity

        return sensitivity(self, of, per=per, role=role, channel=channel)

    def as_dict(self) -> dict[str, Any]:
        """Return the estimate as plain data, as ``assess --format json`` shows it.

        Effort is in person-hours, unrounded. ``once`` is there only if the plan has one-off
        work, and ``cost`` has ``unpriced`` only if some hours have no rate. ``horizon`` is the
        whole of a plan with dates, one-off work included. Percentiles are left out where numpy
        cannot be imported.

        Raises:
            Fault: If nothing is known of the holidays of the calendar's country.
            MissingPackage: If the plan has dates and numpy cannot be imported.
        """
        return self._as_dict(self.horizon)

    def _as_dict(self, horizon: Horizon | None) -> dict[str, Any]:
        data: dict[str, Any] = {
            "unit": "h",
            "weekly": {
                **self.weekly.as_dict(),
                **told_percentiles(self.distribution),
            },
            "by": {name: self._as_dicts(name) for name in get_args(Dimension)},
            "horizon": None if horizon is None else horizon.as_dict(),
            "fte": self.fte.as_dict(),
            "cost": None if self.cost is None else self.cost.as_dict(),
        }
        if self._once.items:
            data["once"] = self.once.as_dict()
        return data

    def _as_dicts(self, name: Dimension) -> dict[str, dict[str, float]]:
        return {
            key: {**each, **told_percentiles(partial(self.distribution, name, key))}
            for key, each in _hours(self._weekly, name).items()
        }

    def to_rows(self) -> list[dict[str, Any]]:
        """Return a row for each activity, channel and role that meet, for a data frame.

        ``low``, ``likely`` and ``high`` are person-hours: a week's, or the whole where
        ``once`` is true. What has no channel or role has ``""`` there.
        """
        return self._rows("week")

    def table(self, by: Dimension | None = None, *, per: str = "week") -> Table:
        """Return the effort as a table, in person-hours.

        >>> from aufwand.model import Activity
        >>> posts = Activity("posts", duration="1-2 h")
        >>> estimate(Plan("Bakery", activities=[posts])).table("activity").to_rows()[0]["likely"]
        1.5

        Args:
            by: ``activity``, ``channel``, ``role`` or ``area``: a row for each, with percentiles,
                of what recurs. Left out: the rows of :meth:`to_rows`, one-off work included.
            per: ``week``, ``month``, ``quarter`` or ``year``, of typical weeks.

        Raises:
            UnknownName: If there is no such thing to sum by.
            Fault: If there is no such period.
        """
        ends = ("low", "likely", "high")
        if by is None:
            texts = ("activity", "area", "channel", "role")
            return Table.from_rows(
                [
                    *((name, "text") for name in texts),
                    ("once", "flag"),
                    *((name, "number") for name in ends),
                ],
                self._rows(per),
            )
        chances = self.distributions(by, per=per)
        return Table.from_rows(
            [(by, "text"), *((name, "number") for name in (*ends, "p10", "p50", "p80", "p90"))],
            [
                {by: key, **value.as_dict(), **chances[key].percentiles.as_dict()}
                for key, value in self.by(by, per=per).items()
            ],
        )

    def sources(self) -> Table:
        """Return where the numbers come from, as a table: a row for each source of each part.

        ``part`` is ``activity`` or ``event``; what names no source has a row, too.
        """
        from aufwand.estimates._sources import source_table

        return source_table(self.plan)

    def _rows(self, per: str) -> list[dict[str, Any]]:
        plan = self.plan
        weeks, parts = weeks_in(per).as_integer_ratio()
        return [
            {
                "activity": plan.activities[activity].key,
                "area": plan.activities[activity].area,
                "channel": plan.channels[channel].key if channel >= 0 else "",
                "role": plan.roles[role].key if role >= 0 else "",
                "once": once,
                "low": low * above / below,
                "likely": likely * above / below,
                "high": high * above / below,
            }
            for once, table, above, below in (
                (False, self._weekly, weeks, self._weekly.denominator * 60 * parts),
                (True, self._once, 1, self._once.denominator * 60),
            )
            for (activity, channel, role), (low, likely, high) in table.rows()
        ]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Estimate):
            return NotImplemented
        return self._state() == other._state()

    def __hash__(self) -> int:
        return hash(self._state())

    def _state(self) -> tuple[object, ...]:
        return self.plan, self._weekly.items, self._once.items, self._weekly.denominator

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return _restored, self._state()

    def __repr__(self) -> str:
        return f"Estimate({self.plan.name!r}: {self.weekly} a week)"

    def _picture(self) -> Picture:
        from aufwand.estimates._pictures import estimate_picture

        return estimate_picture(self)


def _restored(plan: Plan, weekly: Any, once: Any, denominator: int) -> Estimate:
    return Estimate(plan, Sums(plan, weekly, denominator), Sums(plan, once, denominator))


def _maker(table: Sums, period: str) -> Callable[[Sum], Range[Effort]]:
    above, below = weeks_in(period).as_integer_ratio()
    denominator = table.denominator * below

    def make(numbers: Sum) -> Range[Effort]:
        low, likely, high = (Effort._of(Fraction(each * above, denominator)) for each in numbers)
        return _range(low, likely, high)

    return make


def _quotients(table: Sums, numbers: Sum, whole: Effort) -> Range[float]:
    above, below = whole.minutes.as_integer_ratio()
    low, likely, high = (each * below / (above * table.denominator) for each in numbers)
    return Range[float]._of(low, likely, high)


def _hours(table: Sums, name: str) -> dict[str, dict[str, float]]:
    below = table.denominator * 60
    return {
        key: {"low": low / below, "likely": likely / below, "high": high / below}
        for key, (low, likely, high) in table.by(name).items()
    }


def estimate(plan: Plan) -> Estimate:
    """Return what *plan* takes, in hours, people and money.

    >>> from aufwand.model import Activity
    >>> plan = Plan("Bakery", activities=[Activity("monitoring", duration="15 min", per="workday")])
    >>> estimate(plan)
    Estimate('Bakery': 1 h 15 min a week)

    Raises:
        Fault: If its drivers multiply to more than a float can hold.
    """
    weekly, once, denominator = columns(plan)
    return Estimate(plan, Sums(plan, weekly, denominator), Sums(plan, once, denominator))
