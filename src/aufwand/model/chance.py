"""What may happen, and what goes together."""

from __future__ import annotations

from itertools import combinations
from math import sqrt
from operator import mul
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from aufwand.errors import Fault, InvalidPlan
from aufwand.model._fields import all_faults_at_once, holds, shaped
from aufwand.model._reading import (
    Names,
    Share,
    Weights,
    read_key,
    read_name,
    read_names,
    read_shape,
    read_shares,
    read_text,
    read_up_to,
    read_weights,
)
from aufwand.model.source import Source, SourceLike, read_sources
from aufwand.units import PERT, DurationLike, Effort, Range, Shape, ShapeLike, duration
from aufwand.units._exact import Number, exact, finite

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypedDict, Unpack

    class EventChanges(TypedDict, total=False):
        """What can be changed of an event."""

        key: str
        name: str
        per_year: float
        effort: DurationLike
        shape: ShapeLike
        channels: Weights
        roles: Weights
        source: SourceLike


__all__ = ["MOST_CORRELATED", "Correlation", "Event", "factored", "together"]

#: More activities than this do not go together; whoever means that has a driver.
MOST_CORRELATED = 100

#: What happens more often than once an hour is not rare, but work that recurs.
MOST_PER_YEAR = 366 * 24

#: What rounding may make of a matrix that only just goes together.
_SLACK = 1e-9


def _per_year(value: Number) -> float:
    hint = "that is once an hour; what happens more often is an activity"
    return read_up_to(value, MOST_PER_YEAR, "times a year", hint)


def _effort(value: DurationLike) -> Range[Effort]:
    return duration(value)


@all_faults_at_once
@frozen(repr=False, eq=False)
class Event:
    """Something rare that costs work when it happens, such as a wave of criticism.

    How often it happens is left to chance: it is part of no typical week and of no dated plan,
    but of a simulation.
    """

    #: What the rest of the plan calls it.
    key: str = field(converter=read_key, metadata=holds("key", "What the plan calls it."))

    #: What people call it.
    name: str = field(
        default="", converter=read_name, kw_only=True, metadata=holds("text", "Its name.")
    )

    #: How many times a year it happens on average; 0.2 is once in five years, and once an hour
    #: is the most.
    per_year: float = field(
        converter=_per_year,
        kw_only=True,
        metadata=holds("number", "How many times a year it happens on average."),
    )

    #: Working time it costs each time, of all people together.
    effort: Range[Effort] = field(
        converter=_effort,
        kw_only=True,
        metadata=holds("duration", "Working time it costs each time, of all people together."),
    )

    #: How likely each value of its effort is.
    shape: Shape = field(
        default=PERT,
        converter=read_shape,
        kw_only=True,
        metadata=holds("shape", "How likely each value of its effort is."),
    )

    #: The channels it happens on, equally or by weight; none: the presence as a whole.
    channels: tuple[Share, ...] = field(
        default=(),
        converter=read_weights,
        kw_only=True,
        metadata=holds(
            "shares", "The channels it happens on, equally or by weight.", names="channels"
        ),
    )

    #: Who has the work then, with shares that sum to 1; none: nobody yet.
    roles: tuple[Share, ...] = field(
        default=(),
        converter=read_shares,
        kw_only=True,
        metadata=holds(
            "shares", "Who has the work then, with shares that sum to 1.", names="roles"
        ),
    )

    #: Where its numbers come from.
    source: tuple[Source, ...] = field(
        default=(),
        converter=read_sources,
        kw_only=True,
        metadata=holds("sources", "Where its numbers come from.", part=Source),
    )

    def __attrs_post_init__(self) -> None:
        faults = shaped(self.shape, self.effort, "effort")
        if faults:
            raise InvalidPlan("event", faults)

    @property
    def label(self) -> str:
        """The name, or the key in words where there is none."""
        return self.name or self.key.replace("_", " ").capitalize()

    def with_(self, **changes: Unpack[EventChanges]) -> Event:
        """Return this event with some fields changed."""
        given: dict[str, Any] = dict(changes)
        return evolve(self, **given)


def _two(value: Names) -> tuple[str, ...]:
    names = read_names(value)
    if len(names) != 2:
        raise Fault(names, "the keys of two activities")
    return names


def _coefficient(value: Number) -> float:
    expected = "a correlation from -1 to 1, such as 0.5"
    number = exact(finite(value, expected))
    if not -1 <= number <= 1:
        raise Fault(value, expected)
    return number.numerator if number.denominator == 1 else float(number)


@all_faults_at_once
@frozen(repr=False, eq=False)
class Correlation:
    """Two activities that turn out long, or short, together.

    It ties what is not known of their durations: the rank of the one to the rank of the other,
    by a normal copula.
    """

    #: The keys of the two activities.
    between: tuple[str, ...] = field(
        converter=_two,
        metadata=holds("names", "The keys of the two activities.", names="activities"),
    )

    #: How much they go together: 1 as one, 0 not at all, -1 against each other.
    value: float = field(
        converter=_coefficient,
        metadata=holds("correlation", "How much they go together, from -1 to 1."),
    )

    #: Why they do.
    reason: str = field(
        default="",
        converter=read_text,
        kw_only=True,
        metadata=holds("text", "Why they go together."),
    )


def together(correlations: Sequence[Correlation]) -> list[Fault]:
    """Return what is wrong with *correlations* taken together, by their place in the list."""
    faults: list[Fault] = []
    seen: set[frozenset[str]] = set()
    for index, each in enumerate(correlations):
        pair = frozenset(each.between)
        if pair in seen:
            named = " and ".join(each.between)
            faults.append(
                Fault(named, "each two activities once", f"correlations[{index}].between")
            )
        seen.add(pair)
    names = list(dict.fromkeys(name for each in correlations for name in each.between))
    if len(names) > MOST_CORRELATED:
        hint = "a driver moves many activities together"
        expected = f"at most {MOST_CORRELATED} activities that go together"
        faults.append(Fault(len(names), expected, "correlations", hint))
    elif not faults and not _possible(correlations, names):
        hint = "what goes with one thing cannot go against another that goes with it as much"
        unsaid = next((two for two in combinations(names, 2) if frozenset(two) not in seen), ())
        if unsaid:
            hint += f"; {' and '.join(unsaid)}, of which nothing is said, count as 0"
        told = "; ".join(f"{' and '.join(each.between)}: {each.value}" for each in correlations)
        expected = "correlations that are possible together (a positive semidefinite matrix)"
        faults.append(Fault(told, expected, "correlations", hint))
    return faults


def _possible(correlations: Sequence[Correlation], names: list[str]) -> bool:
    """Return whether the matrix of *correlations* is positive semidefinite, as any true one is."""
    place = {name: index for index, name in enumerate(names)}
    size = len(names)
    rows = [[float(row == column) for column in range(size)] for row in range(size)]
    for each in correlations:
        one, other = (place[name] for name in each.between)
        rows[one][other] = rows[other][one] = float(each.value)
    return factored(rows) is not None


def factored(rows: Sequence[Sequence[float]]) -> list[list[float]] | None:
    """Return the lower triangle that gives a symmetric matrix when multiplied by itself turned.

    Nothing, if the matrix is not positive semidefinite. This is Cholesky's decomposition, which
    only such a matrix has. Source: Golub and Van Loan, Matrix Computations, 4.2.
    """
    size = len(rows)
    lower = [[0.0] * size for _ in range(size)]
    for row in range(size):
        for column in range(row + 1):
            done = map(mul, lower[row], lower[column][:column])
            rest = rows[row][column] - sum(done)
            if row == column:
                if rest < -_SLACK:
                    return None
                lower[row][row] = sqrt(max(rest, 0.0))
            elif lower[column][column] > sqrt(_SLACK):
                lower[row][column] = rest / lower[column][column]
            elif abs(rest) > sqrt(_SLACK):
                return None
    return lower
