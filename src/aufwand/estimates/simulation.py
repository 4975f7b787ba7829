"""What a plan takes if everything that is left to chance is drawn many times over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import isfinite, sqrt
from operator import index
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from attrs import frozen

from aufwand.charts._pictured import Picture, Pictured
from aufwand.errors import Fault, MixedCurrencies, UnknownName, nearest
from aufwand.estimates._arrays import needs_numpy
from aufwand.estimates._description import span
from aufwand.estimates._program import MONEY, program
from aufwand.estimates._running import run
from aufwand.estimates._table import DIMENSIONS
from aufwand.estimates.estimate import Estimate
from aufwand.model import Correlation
from aufwand.model.chance import MOST_CORRELATED, factored
from aufwand.tables import Table, Tabular
from aufwand.units import Effort, weeks_in
from aufwand.units._exact import finite
from aufwand.units._value import value
from aufwand.units.rate import weekly_limit
from aufwand.units.wording import hour_word, say_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy as np
    import numpy.typing as npt

    from aufwand.model import Plan
    from aufwand.units import LimitLike

    Floats: TypeAlias = npt.NDArray[np.float64]

__all__ = [
    "DRAWS",
    "PERCENTILES",
    "CorrelationLike",
    "Outcome",
    "Sampled",
    "Simulation",
    "simulate",
]

#: How activities go together: by two keys, as in a plan, or as a matrix (also of numpy) with a row
#: for each activity in the order of the plan.
CorrelationLike: TypeAlias = (
    "Mapping[tuple[str, str], float] | Iterable[Correlation] | Iterable[Iterable[float]]"
)

#: Draws of a simulation, unless told otherwise.
DRAWS = 100_000

#: Percentiles that a simulation tells, unless told otherwise.
PERCENTILES = (10, 50, 80, 90)

#: What rounding may make of a number: a smaller standard error is none, and a sum that is over a
#: budget by a smaller share just fits into it.
_ROUNDING = 1e-12

#: Fewer draws say nothing; more say nothing more, as the standard error is below any rounding.
_LEAST_DRAWS, _MOST_DRAWS = 100, 10_000_000

#: Numbers that a simulation draws at most: minutes of work for a processor.
_MOST_NUMBERS = 20_000_000_000

#: A percentile has so many draws on either side; fewer tell it by accident.
_BESIDE = 10

_MOST_WORKERS = 64

#: What rounding may make of a matrix.
_SLACK = 1e-9

_CORRELATION = "correlations by pair of keys, or a matrix with a row for each activity"


@value
@frozen(repr=False, eq=False)
class Sampled:
    """A number that was found by drawing, and how far off it may be.

    As text and in data it is rounded to its standard error: no digit is shown that another seed
    would change at will.

    >>> print(Sampled(16.9381, 0.0142, "h"))
    16.94 ± 0.01 h
    >>> float(Sampled(16.9381, 0.0142, "h"))
    16.9381
    """

    #: The number as it was found, in its unit; of a chance, from 0 to 1.
    value: float

    #: Its standard error: in two of three cases the true number is no further away.
    error: float

    #: ``h``, the ISO 4217 code of money, or ``%`` for a chance.
    unit: str

    def __attrs_post_init__(self) -> None:
        if self.error < abs(self.value) * _ROUNDING:
            # What is left is the rounding of floats, and no doubt.
            object.__setattr__(self, "error", 0.0)

    @property
    def rounded(self) -> float:
        """The number with the digits that hold."""
        return self._rounded(self.value)

    @property
    def rounded_error(self) -> float:
        """The standard error with one digit."""
        return self._rounded(self.error)

    def say(self, lang: str = "en") -> str:
        """Return it as people read it: ``16.94 ± 0.01 h``; without a doubt, ``16.92 h``.

        Raises:
            UnknownName: If *lang* is neither ``en`` nor ``de``.
        """
        unit = hour_word(lang) if self.unit == "h" else self.unit
        told = self.say_value(lang)
        if not self.error:
            return f"{told} {unit}"
        places = max(0, self._places - self._shift)
        return f"{told} ± {say_number(self.rounded_error * 10**self._shift, places, lang)} {unit}"

    def say_value(self, lang: str = "en") -> str:
        """Return the number alone as people read it, with the digits that hold."""
        return say_number(self.rounded * 10**self._shift, max(0, self._places - self._shift), lang)

    @property
    def _shift(self) -> int:
        """By how many digits a chance is shown larger: in percent."""
        return 2 if self.unit == "%" else 0

    @property
    def _places(self) -> int:
        """How many decimals hold; below zero, whole tens or hundreds do."""
        if not self.error or not isfinite(self.error):
            return 2 + self._shift
        # One digit of the error, which may round up to the next power of ten.
        return -int(f"{self.error:.0e}".partition("e")[2])

    def _rounded(self, number: float) -> float:
        return round(number, self._places) if self.error else number

    def as_dict(self) -> dict[str, float]:
        """Return the number and its standard error, with the digits that hold."""
        return {"value": self.rounded, "error": self.rounded_error}

    def __float__(self) -> float:
        return self.value

    def __str__(self) -> str:
        return self.say()

    def __repr__(self) -> str:
        return f"<Sampled {self}>"


@value
@frozen(repr=False, eq=False)
class Outcome:
    """How a sum comes out: its mean and its percentiles."""

    #: Its mean over all draws.
    mean: Sampled

    _percentiles: tuple[tuple[float, Sampled], ...]

    @property
    def percentiles(self) -> dict[float, Sampled]:
        """The percentiles that were asked for, rising: four of five draws are within ``80``.

        A percentile is the least value that at least so many of the draws do not exceed.
        """
        return dict(self._percentiles)

    def percentile(self, at: float) -> Sampled:
        """Return one of the percentiles, such as ``80``.

        Raises:
            UnknownName: If the simulation was not asked for it.
        """
        for each, found in self._percentiles:
            if each == at:
                return found
        known = ", ".join(f"{each:g}" for each, _ in self._percentiles)
        raise UnknownName("percentile", f"{at} (found were {known})")

    def as_dict(self) -> dict[str, Any]:
        """Return the mean and each percentile with its standard error: the digits that hold."""
        return {
            "mean": self.mean.as_dict(),
            **{f"p{each:g}": found.as_dict() for each, found in self._percentiles},
        }

    def __repr__(self) -> str:
        inner = ", ".join(f"P{each:g} {found.say_value()}" for each, found in self._percentiles)
        return f"<Outcome {inner} {self.mean.unit}>"


@frozen(repr=False, eq=False)
class Simulation(Pictured, Tabular):
    """What a plan takes, drawn many times over: with all that is left to chance.

    Beside what percentiles without sampling know, it has the plan's events, its correlations, and,
    if asked for, messages that arrive by chance. Equal inputs give an equal simulation, on every
    machine with the same arithmetic, with any number of workers.

    >>> from aufwand.estimates import estimate
    >>> from aufwand.model import Activity, Plan
    >>> plan = Plan("Bakery", activities=[Activity("content", duration="3-5 h")])
    >>> found = estimate(plan).simulate()
    >>> print(found.total.percentile(80))
    4.347 ± 0.002 h
    >>> print(found.chance_within("4 h 30 min"))
    89.7 ± 0.1 %
    """

    #: The estimate it was made of.
    estimate: Estimate

    #: How many times everything was drawn.
    draws: int

    #: What the random numbers begin with.
    seed: int

    #: The period: a ``week``, ``month``, ``quarter`` or ``year`` of typical weeks.
    per: str

    #: Whether messages arrived by chance.
    arrivals: bool

    #: How much activities went together: two keys and a correlation.
    correlations: tuple[tuple[str, str, float], ...]

    _outcomes: tuple[tuple[str, str, Outcome], ...]
    _hours: bytes
    _money: bytes | None

    @property
    def total(self) -> Outcome:
        """All hours of the period."""
        return self._by("total")[""]

    @property
    def cost(self) -> Outcome | None:
        """All money of the period, fixed costs included; nothing where no cost is known."""
        return self._by(MONEY).get("")

    def by(self, dimension: str, /) -> dict[str, Outcome]:
        """Return the hours by one thing, in the order of the plan.

        Percentiles do not add, means do. Hours without a channel or role stand under the key
        ``""``, and so do those of all events beside activities, and those of all activities beside
        events. In areas, events are in ``crisis``.

        Args:
            dimension: ``activity``, ``channel``, ``role``, ``area`` or ``event``.

        Raises:
            UnknownName: If there is no such dimension.
        """
        return self._by(_dimension(dimension))

    def _by(self, grouping: str) -> dict[str, Outcome]:
        return {key: found for name, key, found in self._outcomes if name == grouping}

    def chance_within(self, limit: LimitLike) -> Sampled:
        """Return how likely the period takes no more than a *limit* of hours or of money.

        Args:
            limit: Hours or money, as text or as a value: for the period (``16 h``), or with a
                period of its own (``16 h/week``, of which a month has 4.348125).

        Raises:
            Fault: If it is neither, or money where no cost is known.
            MixedCurrencies: If it is in another currency than the plan.
        """
        import numpy as np

        most = weekly_limit(limit, self.per) * weeks_in(self.per)
        data = self._hours if isinstance(most, Effort) else self._money
        if data is None:
            raise Fault(limit, "working time, as this plan names no rate and no fixed cost")
        if isinstance(most, Effort):
            number = most.hours
        elif most.currency == self.estimate.plan.currency:
            number = float(most)
        else:
            raise MixedCurrencies(
                f"the plan is in {self.estimate.plan.currency}; "
                f"convert {most} first, at a rate you name"
            )
        within = int(np.count_nonzero(np.frombuffer(data) <= number * (1 + _ROUNDING)))
        # As if one more had been within and one not: none of a million is not never.
        share = (within + 1) / (self.draws + 2)
        return Sampled(within / self.draws, sqrt(share * (1 - share) / self.draws), "%")

    @property
    def hours(self) -> Floats:
        """The hours of every draw, for a picture or for a question of your own; read-only."""
        import numpy as np

        return np.frombuffer(self._hours)

    @property
    def money(self) -> Floats | None:
        """The money of every draw; read-only, and nothing where no cost is known."""
        import numpy as np

        return None if self._money is None else np.frombuffer(self._money)

    def as_dict(self) -> dict[str, Any]:
        """Return the simulation as plain data, with the digits that hold.

        Effort is in person-hours, money in units of the currency.
        """
        cost = self.cost
        return {
            "unit": "h",
            "per": self.per,
            "draws": self.draws,
            "seed": self.seed,
            "arrivals": self.arrivals,
            "correlations": [
                {"between": [one, other], "value": value} for one, other, value in self.correlations
            ],
            "total": self.total.as_dict(),
            "cost": None
            if cost is None
            else {"currency": self.estimate.plan.currency, **cost.as_dict()},
            "by": {
                name: {key: found.as_dict() for key, found in self._by(name).items()}
                for name in (*DIMENSIONS, "event")
            },
        }

    def to_rows(self) -> list[dict[str, Any]]:
        """Return a row for every sum, for a data frame, with the digits that hold.

        ``by`` is ``total``, ``activity``, ``channel``, ``role``, ``area``, ``event`` or ``money``;
        each number has its standard error beside it, such as ``p80`` and ``p80_error``.
        """
        rows: list[dict[str, Any]] = []
        for name, key, found in self._outcomes:
            row: dict[str, Any] = {"by": name, "key": key, "unit": found.mean.unit}
            for title, each in (
                ("mean", found.mean),
                *((f"p{at:g}", each) for at, each in found.percentiles.items()),
            ):
                row |= {title: each.rounded, f"{title}_error": each.rounded_error}
            rows.append(row)
        return rows

    def table(self, by: str | None = None) -> Table:
        """Return the rows of :meth:`to_rows` as a table.

        Args:
            by: ``activity``, ``channel``, ``role``, ``area`` or ``event``, for rows by this alone
                beside those of ``total`` and ``money``; left out, all.

        Raises:
            UnknownName: If there is no such dimension.
        """
        rows = self.to_rows()
        if by is not None:
            wanted = {"total", _dimension(by), MONEY}
            rows = [row for row in rows if row["by"] in wanted]
        titles = ["mean", *(f"p{at:g}" for at in self.total.percentiles)]
        numbers = [name for title in titles for name in (title, f"{title}_error")]
        for row in rows:
            # An error that no number can tell is not known.
            row |= {name: row[name] if isfinite(row[name]) else None for name in numbers}
        return Table.from_rows(
            [
                *(("by", "text"), ("key", "text"), ("unit", "text")),
                *((name, "number") for name in numbers),
            ],
            rows,
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Simulation):
            return NotImplemented
        return self._state() == other._state()

    def __hash__(self) -> int:
        return hash(self._state())

    def _state(self) -> tuple[object, ...]:
        return (
            *(self.estimate, self.draws, self.seed, self.per, self.arrivals, self.correlations),
            *(self._outcomes, self._hours, self._money),
        )

    def __repr__(self) -> str:
        name = self.estimate.plan.name
        return f"Simulation({name!r}: {self.total.mean} a {self.per}, {self.draws:,} draws)"

    def _picture(self) -> Picture:
        from aufwand.estimates._pictures import simulation_picture

        return simulation_picture(self)


def _dimension(name: str) -> str:
    known = (*DIMENSIONS, "event")
    if name not in known:
        raise UnknownName("dimension", str(name), nearest(str(name), known))
    return name


def simulate(
    estimate: Estimate,
    draws: int = DRAWS,
    seed: int = 0,
    *,
    per: str = "week",
    correlation: CorrelationLike | None = None,
    arrivals: bool = False,
    percentiles: Iterable[float] = PERCENTILES,
    workers: int = 1,
    processes: bool = False,
    progress: Callable[[int, int], object] | None = None,
) -> Simulation:
    """Return what a plan takes if all that is left to chance is drawn many times over.

    See :meth:`Estimate.simulate`.
    """
    asked = _percentiles(percentiles, draws := _count(draws, "draws", _LEAST_DRAWS, _MOST_DRAWS))
    seed = _count(seed, "seed", 0, (1 << 128) - 1)
    workers = _count(workers, "workers", 1, _MOST_WORKERS)
    plan = estimate.plan
    weeks_in(per)
    pairs = _pairs(plan, correlation)
    needs_numpy("simulating")
    cost = estimate.cost
    fixed = None if cost is None else float(cost.fixed)
    laid_out = program(plan, per, pairs, arrivals=arrivals, fixed_cost=fixed)
    if len(laid_out.terms) * draws > _MOST_NUMBERS:
        most = _MOST_NUMBERS // len(laid_out.terms)
        why = f"the plan has {len(laid_out.terms):,} things that are not known"
        raise Fault(draws, f"at most {most:,} draws", "draws", why)
    outcomes: dict[int, Outcome] = {}
    kept: dict[str, bytes] = {}
    for position, values, known in run(
        *(laid_out, seed, draws, [span(each / 100, draws) for each in asked], workers),
        processes=processes,
        progress=progress,
    ):
        grouping = laid_out.sums[position].grouping
        unit = str(plan.currency) if grouping == MONEY else "h"
        told = tuple(
            (each, Sampled(at, (above - below) / 2, unit))
            for each, (below, at, above) in zip(asked, known.at, strict=True)
        )
        outcomes[position] = Outcome(Sampled(known.mean, known.error, unit), told)
        if values is not None and grouping in {"total", MONEY}:
            kept[grouping] = values.tobytes()
    in_order = tuple(
        (grouping, key, outcomes[place]) for place, (grouping, key) in enumerate(laid_out.sums)
    )
    return Simulation(
        *(estimate, draws, seed, per, arrivals),
        tuple((one, other, each) for (one, other), each in pairs.items()),
        *(in_order, kept["total"], kept.get(MONEY)),
    )


def _count(number: int, name: str, least: int, most: int) -> int:
    expected = f"a whole number from {least:,} to {most:,}"
    try:
        found = index(number)
    except TypeError:
        raise Fault(number, expected, name) from None
    if isinstance(number, bool) or not least <= found <= most:
        raise Fault(number, expected, name)
    return found


def _percentiles(asked: Iterable[float], draws: int) -> tuple[float, ...]:
    expected = "a percentile between 0 and 100, such as 80"
    found: set[float] = set()
    for place, each in enumerate(asked):
        path = f"percentiles[{place}]"
        try:
            number = finite(each, expected)
        except Fault as fault:
            raise fault.at(path) from None
        if not 0 < number < 100:
            raise Fault(each, expected, path)
        if min(number, 100 - number) / 100 * draws < _BESIDE:
            few = f"of {draws:,} draws, fewer than {_BESIDE} lie beyond it; draw more"
            raise Fault(each, "a percentile that so many draws can tell", path, few)
        found.add(float(number))
    if not found:
        raise Fault((), "at least one percentile", "percentiles")
    return tuple(sorted(found))


def _pairs(plan: Plan, given: CorrelationLike | None) -> dict[tuple[str, str], float]:
    """Return how much activities go together, by two keys."""
    if given is None:
        return {_two(each.between): float(each.value) for each in plan.correlations}
    if isinstance(given, Mapping):
        by_pair: list[tuple[Any, Any]] = list(cast("Any", given).items())
        return _together(plan, [(pair, each, _path(pair)) for pair, each in by_pair])
    try:
        rows: list[Any] = list(given)
    except TypeError:
        raise Fault(given, _CORRELATION, "correlation") from None
    if rows and all(isinstance(each, Correlation) for each in rows):
        return _together(plan, [(each.between, each.value, _path(each.between)) for each in rows])
    return _together(plan, _of_matrix([each.key for each in plan.activities], rows))


def _two(between: tuple[str, ...]) -> tuple[str, str]:
    one, other = between
    return one, other


def _path(pair: Any) -> str:
    names: list[Any] = list(cast("Any", pair)) if isinstance(pair, tuple) else [None]
    named = all(isinstance(each, str) for each in names)
    return ".".join(["correlation", *names]) if named else "correlation"


def _of_matrix(
    keys: Sequence[str], rows: Sequence[Any]
) -> Iterator[tuple[tuple[str, str], float, str]]:
    """Return what stands in a matrix, by pair, with where it stands."""
    size = len(keys)
    wanted = f"a square matrix with a row for each of {size} activities"
    if len(rows) != size:
        raise Fault(f"{len(rows)} rows", wanted, "correlation")
    matrix: list[list[float]] = []
    for number, row in enumerate(rows):
        path = f"correlation[{number}]"
        try:
            cells = list(row)
        except TypeError:
            raise Fault(row, wanted, path) from None
        if len(cells) != size or isinstance(row, str):
            raise Fault(f"{len(cells)} columns", wanted, path)
        matrix.append([_coefficient(cell, f"{path}[{at}]") for at, cell in enumerate(cells)])
    for number, numbers in enumerate(matrix):
        for at, each in enumerate(numbers[: number + 1]):
            path = f"correlation[{number}][{at}]"
            if at == number and abs(each - 1) > _SLACK:
                raise Fault(each, "1, as everything goes with itself", path)
            if abs(each - matrix[at][number]) > _SLACK:
                expected = f"{matrix[at][number]:g}, as in correlation[{at}][{number}]"
                raise Fault(each, expected, path, "a correlation holds both ways")
            if at < number and each:
                yield (keys[at], keys[number]), each, path


def _coefficient(number: object, path: str) -> float:
    expected = "a correlation from -1 to 1, such as 0.5"
    try:
        found = float(finite(number, expected))
    except Fault as fault:
        raise fault.at(path) from None
    if not abs(found) <= 1 + _SLACK:
        raise Fault(number, expected, path)
    return min(1.0, max(-1.0, found))


def _together(plan: Plan, named: Iterable[tuple[Any, Any, str]]) -> dict[tuple[str, str], float]:
    """Return correlations by pair, if they are possible together."""
    keys = dict.fromkeys(each.key for each in plan.activities)
    pairs: dict[tuple[str, str], float] = {}
    for pair, number, path in named:
        known: object = pair
        names: list[Any] = list(cast("Any", known)) if isinstance(known, tuple) else []
        if len(names) != 2 or names[0] == names[1]:
            raise Fault(cast("object", pair), "the keys of two activities", path)
        for each in names:
            if each not in keys:
                near = nearest(str(each), keys)
                hint = f"did you mean {near!r}?" if near else ""
                raise Fault(each, "the key of an activity of the plan", path, hint)
        one, other = names
        if (one, other) in pairs or (other, one) in pairs:
            raise Fault(f"{one} and {other}", "each two activities once", path)
        pairs[one, other] = _coefficient(number, path)
    names = sorted({name for pair in pairs for name in pair})
    if len(names) > MOST_CORRELATED:
        hint = "a driver moves many activities together"
        expected = f"at most {MOST_CORRELATED} activities that go together"
        raise Fault(len(names), expected, "correlation", hint)
    rows = [
        [
            1.0 if one == other else pairs.get((one, other), pairs.get((other, one), 0.0))
            for other in names
        ]
        for one in names
    ]
    if factored(rows) is None:
        hint = "what goes with one thing cannot go against another that goes with it as much"
        expected = "correlations that are possible together (a positive semidefinite matrix)"
        told = "; ".join(f"{one} and {other}: {each:g}" for (one, other), each in pairs.items())
        raise Fault(told, expected, "correlation", hint)
    return pairs
