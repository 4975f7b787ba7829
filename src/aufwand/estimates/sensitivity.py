"""What moves a total: each thing nobody knows, to its low and its high end, and its share."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from math import lcm, prod, sqrt
from typing import TYPE_CHECKING, Any, Generic, Literal, NamedTuple, TypeAlias, TypeVar, cast

from attrs import frozen

from aufwand.charts._pictured import Picture, Pictured
from aufwand.errors import Fault, UnknownName, nearest
from aufwand.estimates._arrays import needs_numpy
from aufwand.estimates._draws import Draw, draw_of_activity, draw_of_driver
from aufwand.estimates._shapley import Term, shares
from aufwand.estimates.causes import _undriven
from aufwand.estimates.cost import priced
from aufwand.language import N_, Words
from aufwand.outline import Outline
from aufwand.tables import Table, Tabular
from aufwand.units import Effort, Money, say, weeks_in
from aufwand.units._exact import exact
from aufwand.units._value import value
from aufwand.units.wording import say_percent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from aufwand.estimates._table import Table as Sums
    from aufwand.estimates.estimate import Estimate
    from aufwand.model import Activity, Driver, Plan

__all__ = ["Influence", "Measured", "Sensitivity", "sensitivity", "shares_of_variance"]

#: What can be moved.
Measured: TypeAlias = Literal["effort", "cost"]

#: How a share of the variance was found.
Method: TypeAlias = Literal["shapley", "covariance"]

T = TypeVar("T", Effort, Money)

_MEASURED = ("effort", "cost")

#: Shares that differ by less are the same but for rounding, and swings come next.
_PLACES = 12


@value
@frozen(repr=False, eq=False)
class Influence(Generic[T]):
    """What one thing that nobody knows exactly does to a total."""

    #: Where the plan has it, such as ``activities.content.duration``.
    path: str

    #: What people call it: the activity, or the driver.
    label: str

    #: The total with this at its low end, all else likely.
    low: T

    #: The total with this at its high end, all else likely.
    high: T

    #: Its share of the total's variance. All shares sum to 1; one that works against others,
    #: by a stated correlation, can be below 0.
    share: float

    @property
    def swing(self) -> T:
        """How far low and high are apart."""
        # Both are of one kind, which a type checker cannot know here.
        return cast("T", cast("Any", self.high) - self.low)

    def __repr__(self) -> str:
        return f"Influence({self.path!r}: {self.low} – {self.high}, {say_percent(self.share)})"


@value
@frozen(repr=False, eq=False)
class Sensitivity(Pictured, Tabular, Generic[T]):
    """What moves a total, the most important first.

    A *tornado* moves one input at a time: :attr:`Influence.low` and :attr:`Influence.high`.
    :attr:`Influence.share` says how much of all that is uncertain an input makes, with all of them
    unknown at once: its share of the variance, as variances of independent things add up, and
    widths do not.

    >>> from aufwand.estimates import estimate
    >>> from aufwand.model import Activity, Driver, Plan
    >>> plan = Plan(
    ...     "Bakery",
    ...     activities=[Activity("content", duration="3-5 h"), Activity("news", duration="2 h")],
    ...     drivers=[Driver("two_languages", factor=[1.5, 1.7, 2.0], activities=["content"])],
    ... )
    >>> print(estimate(plan).sensitivity())
    effort a week, likely  8 h 48 min
    ├─ Content  7 h 6 min – 10 h 30 min  (75 %)
    └─ Two languages  8 h – 10 h  (25 %)
    """

    #: What is moved: ``effort`` or ``cost``.
    of: Measured

    #: The period: ``week``, ``month``, ``quarter`` or ``year``.
    per: str

    #: Whose work alone it is; none: that of all.
    role: str | None

    #: On which channel alone; none: on all.
    channel: str | None

    #: ``shapley``: each input has its Shapley effect, an equal part of what several do only
    #: together. ``covariance``: durations go together, so each has the covariance of its part
    #: with the total.
    method: Method

    #: The total with everything likely.
    likely: T

    #: The standard deviation of the total.
    deviation: T

    #: What is uncertain, by share, then by swing, then by path. What is known exactly, or does
    #: not touch this total, is left out.
    inputs: tuple[Influence[T], ...]

    def outline(self, lang: str = "en") -> Outline:
        """Return the inputs as short lines in *lang*.

        Raises:
            UnknownName: If *lang* is neither ``en`` nor ``de``.
        """
        likely = say(self.likely, lang)
        parts = tuple(
            Outline(
                each.label,
                f"{say(each.low, lang)} – {say(each.high, lang)}  "
                f"({say_percent(each.share, lang)})",
            )
            for each in self.inputs
        )
        return Outline(_HEADS[lang][f"{self.of}_{self.per}"], likely, (), parts)

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain data: person-hours, or units of the currency, unrounded."""
        inputs = self.to_rows()
        for row in inputs:
            # It is said once, for all of them.
            del row["unit"]
        return {
            "of": self.of,
            "per": self.per,
            "role": self.role,
            "channel": self.channel,
            "unit": self._unit,
            "method": self.method,
            "likely": _number(self.likely),
            "deviation": _number(self.deviation),
            "inputs": inputs,
        }

    def to_rows(self) -> list[dict[str, Any]]:
        """Return a row for each input, for a data frame; numbers as in :meth:`as_dict`.

        ``unit`` is ``h`` or the ISO 4217 code of the money, the same in every row.
        """
        return [
            {
                "path": each.path,
                "label": each.label,
                "low": _number(each.low),
                "high": _number(each.high),
                "swing": _number(each.swing),
                "share": each.share,
                "unit": self._unit,
            }
            for each in self.inputs
        ]

    def table(self) -> Table:
        """Return the rows of :meth:`to_rows` as a table."""
        return Table.from_rows(
            [
                *(("path", "text"), ("label", "text"), ("low", "number"), ("high", "number")),
                *(("swing", "number"), ("share", "number"), ("unit", "text")),
            ],
            self.to_rows(),
        )

    @property
    def _unit(self) -> str:
        return "h" if isinstance(self.likely, Effort) else self.likely.currency

    def __str__(self) -> str:
        return self.outline().to_text()

    def __repr__(self) -> str:
        return f"<Sensitivity of {self.likely} a {self.per}: {len(self.inputs)} inputs>"

    def _picture(self) -> Picture:
        from aufwand.estimates._pictures import sensitivity_picture

        return sensitivity_picture(self)


_HEADS = Words(
    {
        "effort_week": N_("effort a week, likely"),
        "effort_month": N_("effort a month, likely"),
        "effort_quarter": N_("effort a quarter, likely"),
        "effort_year": N_("effort a year, likely"),
        "cost_week": N_("cost a week, likely"),
        "cost_month": N_("cost a month, likely"),
        "cost_quarter": N_("cost a quarter, likely"),
        "cost_year": N_("cost a year, likely"),
    }
)


def _number(amount: Effort | Money) -> float:
    return amount.hours if isinstance(amount, Effort) else float(amount.amount)


class _Work(NamedTuple):
    """What an activity adds to the total without drivers, over the denominator of its table."""

    activity: Activity
    low: int
    likely: int
    high: int


class _Moved(NamedTuple):
    """An uncertain input, with what its ends take from the likely total and add to it."""

    path: str
    label: str
    less: int | Fraction
    more: int | Fraction


def sensitivity(
    estimate: Estimate,
    of: Measured = "effort",
    *,
    per: str = "week",
    role: str | None = None,
    channel: str | None = None,
) -> Sensitivity[Any]:
    """Return what moves a total; see :meth:`Estimate.sensitivity`."""
    if of not in _MEASURED:
        raise UnknownName("total", str(of), nearest(str(of), _MEASURED))
    weeks = weeks_in(per)
    plan = estimate.plan
    cost = estimate.cost
    if of == "cost" and cost is None:
        raise Fault(plan.name, "a plan with a rate or a fixed cost", "roles", "give a role a rate")
    chosen = _place(plan, "role", role), _place(plan, "channel", channel)
    needs_numpy("telling what drives the spread")
    table = _undriven(estimate)
    fixed = Fraction(0)
    make: Callable[[Fraction], Effort | Money] = Effort._of
    if of == "cost" and cost is not None:
        table = priced(table)
        make = partial(Money._of, currency=cost.currency)
        # Fixed costs belong to no role and to no channel.
        fixed = cost.fixed.amount if role is None and channel is None else fixed
    # Sorted by key, so that not even rounding depends on the order of the plan.
    drivers = sorted(plan.typical_drivers, key=lambda each: each.key)
    sets = _by_drivers(_work(table, *chosen), drivers)
    likely, moved, whole = _moves(sets, drivers, fixed.denominator)
    whole *= table.denominator
    found, method, deviation = _found(plan, sets, drivers, table.denominator)
    base = likely + fixed.numerator * (whole // fixed.denominator)
    above, below = weeks.numerator, weeks.denominator * whole

    def ranked(each: _Moved) -> tuple[float, int | Fraction, str]:
        return -round(found.get(each.path, 0.0), _PLACES), -(each.less + each.more), each.path

    def amount(number: int | Fraction) -> Effort | Money:
        return make(Fraction(number * above, below))

    # Not Influence[Any]: each would try to remember that, and not be let.
    influence: Any = Influence
    inputs = tuple(
        influence(
            each.path,
            each.label,
            amount(base - each.less),
            amount(base + each.more),
            found.get(each.path, 0.0),
        )
        for each in sorted(moved, key=ranked)
    )
    spread = make(Fraction(deviation) * weeks)
    return Sensitivity[Any](of, per, role, channel, method, amount(base), spread, inputs)


def shares_of_variance(estimate: Estimate) -> dict[str, float]:
    """Return the shares of :meth:`Estimate.sensitivity` of a week's effort alone, by path.

    Shares that are the same but for rounding are the same.

    Raises:
        Fault: As :meth:`Estimate.sensitivity` does.
        MissingPackage: If something ties activities together and numpy cannot be imported.
    """
    table = _undriven(estimate)
    drivers = sorted(estimate.plan.typical_drivers, key=lambda each: each.key)
    sets = _by_drivers(_work(table, None, None), drivers)
    found, _, _ = _found(estimate.plan, sets, drivers, table.denominator)
    return {path: round(share, _PLACES) for path, share in found.items()}


def _place(plan: Plan, kind: str, key: str | None) -> int | None:
    """Return the position of a role or channel; -1 is that of work without one."""
    if not key:
        return None if key is None else -1
    if kind == "role":
        return plan.roles.index(plan.role(key))
    return plan.channels.index(plan.channel(key))


def _work(table: Sums, role: int | None, channel: int | None) -> Iterator[_Work]:
    """Return what activities add to the total, by key; only those that may add anything."""
    activities = table.plan.activities
    for item in sorted(table.items, key=lambda each: activities[each.activity].key):
        parts = sum(
            part
            for place, part in zip(item.channels, item.parts, strict=True)
            if channel is None or place == channel
        )
        times = parts * sum(
            share
            for place, share in zip(item.roles, item.shares, strict=True)
            if role is None or place == role
        )
        if item.high * times:
            low, likely, high = item.low * times, item.likely * times, item.high * times
            yield _Work(activities[item.activity], low, likely, high)


def _by_drivers(
    work: Iterator[_Work], drivers: Sequence[Driver]
) -> dict[tuple[int, ...], list[_Work]]:
    """Return *work* by the positions of the drivers that scale it, as :meth:`Driver.scales` has it.

    Areas and activities are looked up, as asking every driver about every activity takes long.
    """
    everywhere: set[int] = set()
    by_area: dict[str, set[int]] = {}
    by_activity: dict[str, set[int]] = {}
    for place, driver in enumerate(drivers):
        if not driver.areas and not driver.activities:
            everywhere.add(place)
        for area in driver.areas:
            by_area.setdefault(area, set()).add(place)
        for key in driver.activities:
            by_activity.setdefault(key, set()).add(place)
    nothing = {place for place, each in enumerate(drivers) if not each.factor.high}
    none: set[int] = set()
    sets: dict[tuple[int, ...], list[_Work]] = {}
    for each in work:
        activity = each.activity
        of_area, own = by_area.get(activity.area, none), by_activity.get(activity.key, none)
        chosen = everywhere | of_area | own
        if chosen.isdisjoint(nothing):
            sets.setdefault(tuple(sorted(chosen)), []).append(each)
    return sets


def _moves(
    sets: dict[tuple[int, ...], list[_Work]], drivers: Sequence[Driver], finer: int
) -> tuple[int, list[_Moved], int]:
    """Return the likely total, what each uncertain input does to it, and what both are over.

    All of it exact: over the denominator of the table, and over a number that is a multiple of
    *finer*.
    """
    factors = [exact(each.factor.likely) for each in drivers]
    # What is likely nothing is taken out here, and makes a nothing of all but itself.
    scales = {
        chosen: Fraction(
            prod(factors[place].numerator or 1 for place in chosen),
            prod(factors[place].denominator for place in chosen),
        )
        for chosen in sets
    }
    below = finer * lcm(*(each.denominator for each in scales.values()))
    total = 0
    scaled = [0] * len(drivers)
    moved: list[_Moved] = []
    for chosen, works in sets.items():
        scale = scales[chosen].numerator * (below // scales[chosen].denominator)
        likely = scale * sum(each.likely for each in works)
        zeros = [place for place in chosen if not factors[place]]
        if not zeros:
            total += likely
        for place in zeros or chosen:
            # Two that are likely nothing move nothing, one at a time.
            scaled[place] += likely if len(zeros) < 2 else 0
        for each in works:
            if each.low != each.high:
                times = 0 if zeros else scale
                moved.append(
                    _Moved(
                        f"activities.{each.activity.key}.duration",
                        each.activity.label,
                        (each.likely - each.low) * times,
                        (each.high - each.likely) * times,
                    )
                )
    for place in sorted({place for chosen in sets for place in chosen}):
        driver = drivers[place]
        known = driver.factor
        if not known.fixed:
            part = Fraction(scaled[place]) / (factors[place] or 1)
            moved.append(
                _Moved(
                    f"drivers.{driver.key}.factor",
                    driver.key.replace("_", " ").capitalize(),
                    part * (factors[place] - exact(known.low)),
                    part * (exact(known.high) - factors[place]),
                )
            )
    return total, moved, below


def _found(
    plan: Plan,
    sets: dict[tuple[int, ...], list[_Work]],
    drivers: Sequence[Driver],
    denominator: int,
) -> tuple[dict[str, float], Method, float]:
    """Return shares by path, how they were found, and the standard deviation of the total."""
    used = {place for chosen in sets for place in chosen}
    means, variances, position = [0.0] * len(drivers), [0.0] * len(drivers), dict[str, int]()
    for place in used:
        means[place], variances[place] = _moments(draw_of_driver(drivers[place]))
    terms: list[Term] = []
    paths: list[str] = []
    for chosen, works in sets.items():
        scale = prod(means[place] for place in chosen)
        uncertain = tuple(place for place in chosen if variances[place])
        for each in works:
            draw = draw_of_activity(each.activity)
            mean, variance = _moments(draw)
            # Of the high end, which alone is never nothing.
            mean = each.high / denominator * (mean / draw.high) * scale
            if mean:
                position[each.activity.key] = len(terms)
                terms.append(Term(mean, variance, uncertain))
                paths.append(f"activities.{each.activity.key}.duration")
    together = [
        (one, other, float(each.value) * sqrt(terms[one].variance * terms[other].variance))
        for each in plan.correlations
        for one, other in [sorted(position.get(key, -1) for key in each.between)]
        if one >= 0
    ]
    together = sorted(each for each in together if each[2])
    found = shares(terms, variances, together)
    by_path = dict(zip(paths, found.terms, strict=True))
    for place in used:
        by_path[f"drivers.{drivers[place].key}.factor"] = found.drivers[place]
    return by_path, "covariance" if together else "shapley", found.deviation


def _moments(draw: Draw) -> tuple[float, float]:
    """Return mean, and variance over the squared mean, of what is not always nothing."""
    # No lognormal spreads so far that its mean or variance fits into no float; see fits().
    mean = draw.mean
    spread = sqrt(draw.variance) / mean
    return mean, spread * spread
