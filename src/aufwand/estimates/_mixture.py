"""Distributions of the sums of a plan: independent durations, and drivers that are common to them.

While the factor of a driver is held, a sum is one of independent parts, and is convolved. How its
quantiles move with the factor is smooth, all but linear; so it is worked out for a few values of
the driver, and between them by the polynomial through these (Chebyshev). What remains is a mean
over the values of the driver, taken at points that fill its range evenly. Several drivers are
eliminated one after the other; see :mod:`aufwand.estimates._elimination`.
"""

from __future__ import annotations

from functools import lru_cache
from math import pi
from typing import TYPE_CHECKING, Any, NamedTuple

from aufwand.estimates._convolution import Curve, Parts, convolved
from aufwand.estimates._draws import (
    PANELS,
    Tables,
    draw_of_activity,
    draw_of_driver,
    quantiles,
    tables,
)
from aufwand.estimates._elimination import (
    MOST_HELD,
    PARTS,
    VALUES,
    Draws,
    Elimination,
    held_at_once,
    probabilities,
)
from aufwand.estimates._lattice import strata
from aufwand.estimates._sampling import curve_of, points_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import TypeAlias

    import numpy as np
    import numpy.typing as npt

    from aufwand.model import Plan

    Floats: TypeAlias = npt.NDArray[np.float64]
    Places: TypeAlias = npt.NDArray[np.intp]

__all__ = ["DRAWN", "Sums", "Uncertain", "curves"]

#: Told in place of the number of drivers that are common to a sum where it is drawn.
DRAWN = -1

#: At how many points of the range of a driver the mean is taken, and how many quantiles of each
#: point; and the same for one of many means that are averaged again.
_POINTS = ((512, 32), (128, 32))

#: Between so many probabilities quantiles are lines.
_PROBABILITIES = PARTS

#: What of a convolved sum is too unlikely to be carried on.
_UNLIKELY = 1e-10


class Uncertain(NamedTuple):
    """The draws of a plan, by their positions in it."""

    #: Durations of activities, in minutes.
    durations: Tables

    #: Factors of drivers.
    factors: Tables

    #: Which drivers are not known exactly.
    loose: tuple[bool, ...]

    @classmethod
    def of(cls, plan: Plan) -> Uncertain:
        """Return the draws of *plan*."""
        factors = [draw_of_driver(each) for each in plan.drivers]
        return cls(
            tables([draw_of_activity(each) for each in plan.activities]),
            tables(factors),
            tuple(not each.fixed for each in factors),
        )


class Sums(NamedTuple):
    """Sums over rows, each an activity under some drivers; see :mod:`aufwand.estimates._terms`."""

    #: The activity of each row, by its position in the plan.
    activities: Sequence[int]

    #: The drivers of each row, by their positions.
    drivers: Sequence[tuple[int, ...]]

    #: How many sums there are.
    number: int

    #: For each amount, the row it is of.
    rows: Places

    #: For each amount, the sum it is in.
    sums: Places

    #: How many durations of the row are in the sum.
    amounts: Floats


class _Class(NamedTuple):
    """Activities of a sum that drivers move in the same way."""

    #: How much of each is under which drivers: what falls to each set of them.
    profile: tuple[tuple[tuple[int, ...], float], ...]

    #: The activities.
    activities: list[int]

    #: How many of their durations are in the sum.
    times: list[float]


def curves(uncertain: Uncertain, wanted: Sums, beyond: float) -> tuple[list[Curve], list[int]]:
    """Return the distribution of each sum, and how many drivers are common in it.

    Where too many of them hang together to be held, what they multiply is convolved, too, but the
    product is drawn, always the same; and :data:`DRAWN` is told.

    Args:
        uncertain: The draws.
        wanted: The sums.
        beyond: The chance above the highest percentile that will be asked for.
    """
    import numpy as np

    known = _known_factors(uncertain, wanted)
    common: list[int] = []
    plain: list[Parts] = []
    found: list[Curve | None] = [None] * wanted.number
    many: list[tuple[int, list[_Class], list[int]]] = []
    order = np.argsort(wanted.sums, kind="stable")
    ends = np.searchsorted(wanted.sums[order], np.arange(wanted.number + 1))
    simple: list[int] = []
    for index in range(wanted.number):
        own = order[ends[index] : ends[index + 1]]
        rows: list[int] = wanted.rows[own].tolist()
        amounts: list[float] = wanted.amounts[own].tolist()
        parts: dict[int, dict[tuple[int, ...], float]] = {}
        for row, amount in zip(rows, amounts, strict=True):
            fixed, loose = known[row]
            each = parts.setdefault(wanted.activities[row], {})
            each[loose] = each.get(loose, 0.0) + amount * fixed
        held = sorted({place for each in parts.values() for loose in each for place in loose})
        common.append(len(held))
        if not held:
            simple.append(index)
            plain.append(
                Parts(
                    np.array(list(parts), dtype=np.intp),
                    np.array([each[()] for each in parts.values()], dtype=np.float64),
                )
            )
            continue
        classes = _classes(parts)
        if len(held) == 1:
            found[index] = _mixed(uncertain, classes, held[0], beyond)
            continue
        terms, amounts = _polynomial(uncertain, classes)
        at_once = held_at_once(terms, len(uncertain.loose))
        if at_once > MOST_HELD:
            common[-1] = DRAWN
            many.append((index, classes, held))
        else:
            found[index] = _eliminated(uncertain, classes, at_once, beyond)
    for index, curve in zip(simple, convolved(uncertain.durations, plain, beyond), strict=True):
        found[index] = curve
    drawing = _Drawing(uncertain, len(many), beyond)
    for index, classes, held in many:
        found[index] = drawing.curve(classes, held)
    return [each for each in found if each is not None], common


def _known_factors(uncertain: Uncertain, wanted: Sums) -> list[tuple[float, tuple[int, ...]]]:
    """Return for each row the product of what is known of its drivers, and which are not."""
    found: list[tuple[float, tuple[int, ...]]] = []
    for drivers in wanted.drivers:
        fixed = 1.0
        for place in drivers:
            if not uncertain.loose[place]:
                fixed *= float(uncertain.factors.low[place])
        found.append((fixed, tuple(place for place in drivers if uncertain.loose[place])))
    return found


def _classes(parts: Mapping[int, Mapping[tuple[int, ...], float]]) -> list[_Class]:
    classes: dict[tuple[Any, ...], _Class] = {}
    for activity, amounts in parts.items():
        whole = sum(amounts.values())
        if not whole:
            continue
        # Rounded, so that what is the same but for the last digit is the same.
        profile = tuple((loose, round(each / whole, 12)) for loose, each in sorted(amounts.items()))
        alike = classes.setdefault(profile, _Class(profile, [], []))
        alike.activities.append(activity)
        alike.times.append(whole)
    return list(classes.values())


def _mixed(uncertain: Uncertain, classes: Sequence[_Class], held: int, beyond: float) -> Curve:
    """Return the distribution of a sum that one driver moves."""
    import numpy as np

    own, parts = _own(uncertain, classes, beyond / (2 * max(len(classes), 1)))
    values = _chebyshev(uncertain.factors, held, VALUES[1], 0.5 / _POINTS[0][0])
    times = _times(classes, {held: values}, len(values))
    at = probabilities()
    if len(classes) == 1:
        # All of it moves alike: nothing is left to be added up.
        moving = times * np.interp(at, own[0].below, own[0].at)
    else:
        sums = _as_draws(uncertain.durations, parts, own)
        every = np.arange(len(classes), dtype=np.intp)
        conditional = convolved(sums, [Parts(every, each) for each in times], beyond / 2)
        moving = np.array([np.interp(at, each.below, each.at) for each in conditional])
    atoms = _averaged(uncertain.factors, held, values, moving, _POINTS[0])
    return curve_of(atoms)


def _own(
    uncertain: Uncertain, classes: Sequence[_Class], share: float
) -> tuple[list[Curve], list[Parts]]:
    """Return the distribution of each class; what is cut off its end is that *share*."""
    import numpy as np

    parts = [
        Parts(np.array(each.activities, dtype=np.intp), np.array(each.times)) for each in classes
    ]
    return convolved(uncertain.durations, parts, share), parts


def _averaged(
    factors: Tables, place: int, values: Floats, moving: Floats, points: tuple[int, int]
) -> Floats:
    """Return how a sum comes out over all of a driver, rising, each as likely as the other.

    Args:
        factors: The drivers.
        place: The driver.
        values: Its values.
        moving: Quantiles of the sum for each of them; (values, probabilities).
        points: How many values of the driver, and how many quantiles of each.
    """
    import numpy as np

    at, part, on = _points(*points)
    quantile = _lagrange(values, quantiles(factors, place, at)) @ moving
    start, end = np.take(quantile, part), np.take(quantile, part + 1)
    return np.sort(start + (end - start) * on)


def _polynomial(
    uncertain: Uncertain, classes: Sequence[_Class]
) -> tuple[list[frozenset[int]], list[float]]:
    """Return a sum as products of drivers and classes, and how much there is of each.

    Classes come after all drivers; one whose activities are known is an amount.
    """
    drivers = len(uncertain.loose)
    found: dict[frozenset[int], float] = {}
    for index, each in enumerate(classes):
        own: set[int] = {drivers + index}
        amount = 1.0
        if not uncertain.durations.width[each.activities].any():
            own.clear()
            amount = float(uncertain.durations.low[each.activities] @ each.times)
        for loose, share in each.profile:
            term = frozenset(own.union(loose))
            found[term] = found.get(term, 0.0) + share * amount
    return list(found), list(found.values())


def _eliminated(
    uncertain: Uncertain, classes: Sequence[_Class], at_once: int, beyond: float
) -> Curve:
    """Return the distribution of a sum of *classes* that several drivers move."""
    import numpy as np

    factors = uncertain.factors
    terms, amounts = _polynomial(uncertain, classes)
    share = beyond / (2 * (len(classes) + len(uncertain.loose)))
    own, _ = _own(uncertain, classes, share)
    at = probabilities()
    # What has no upper end is cut, as a sum is.
    ends = np.clip(at, share, 1 - share)
    drivers = range(len(uncertain.loose))
    of_drivers = [quantiles(factors, each, ends if factors.long[each] else at) for each in drivers]
    draws = Draws(
        np.array(of_drivers + [np.interp(at, each.below, each.at) for each in own]),
        len(uncertain.loose),
    )

    def values(place: int) -> Floats:
        return _chebyshev(factors, place, VALUES[at_once], 0.5 / _POINTS[0][0])

    def mixed(place: int, values: Floats, moving: Floats) -> Floats:
        points = _POINTS[len(moving) > 1]
        rows = [_averaged(factors, place, values, each, points) for each in moving]
        where = (np.arange(len(rows[0])) + 0.5) / len(rows[0])
        return np.array([np.interp(at, where, each) for each in rows])

    found = Elimination(draws, values, mixed, beyond).quantiles(terms, np.array([amounts]))
    return Curve(found[0], at)


class _Drawing:
    """Draws sums with many common drivers: a factor is the same in all of them."""

    def __init__(self, uncertain: Uncertain, sums: int, beyond: float) -> None:
        """Begin with nothing drawn.

        Args:
            uncertain: The draws.
            sums: How many sums there will be.
            beyond: The chance above the highest percentile that will be asked for.
        """
        import numpy as np

        self._uncertain = uncertain
        self._beyond = beyond
        self._count = points_for(sums)
        self._middles = (np.arange(self._count) + 0.5) / self._count
        loose = [place for place, each in enumerate(uncertain.loose) if each]
        self._dimension = {place: dimension for dimension, place in enumerate(loose)}
        self._factors: dict[int, Floats] = {}

    def curve(self, classes: Sequence[_Class], held: Sequence[int]) -> Curve:
        """Return the distribution of a sum of *classes*, whose drivers are *held*."""
        import numpy as np

        own, _ = _own(self._uncertain, classes, self._beyond / max(len(classes), 1))
        factors = {place: self._drawn(place) for place in held}
        times = _times(classes, factors, self._count)
        total = np.zeros(self._count)
        for index, each in enumerate(own):
            values = np.interp(self._middles, each.below, each.at)
            order = strata(self._count, len(self._dimension) + index)
            total += times[:, index] * values[order]
        return curve_of(np.sort(total))

    def _drawn(self, place: int) -> Floats:
        found = self._factors.get(place)
        if found is None:
            order = strata(self._count, self._dimension[place])
            found = quantiles(self._uncertain.factors, place, self._middles)[order]
            self._factors[place] = found
        return found


def _times(classes: Sequence[_Class], factors: Mapping[int, Floats], count: int) -> Floats:
    """Return how many times each class is in the sum, for each combination; (count, classes)."""
    import numpy as np

    found = np.zeros((count, len(classes)))
    for index, each in enumerate(classes):
        for loose, share in each.profile:
            product = np.full(count, share)
            for place in loose:
                product = product * factors[place]
            found[:, index] += product
    return found


def _chebyshev(factors: Tables, place: int, number: int, edge: float) -> Floats:
    """Return *number* values of a driver, closer together at both ends of its range."""
    import numpy as np

    low, high = quantiles(factors, place, np.array([edge, 1 - edge]))
    found: Floats = low + (high - low) * (1 - np.cos(np.arange(number) * (pi / (number - 1)))) / 2
    return found


def _lagrange(values: Floats, at: Floats) -> Floats:
    """Return the weights of the polynomial through *values*, at each of *at*; (at, values)."""
    import numpy as np

    found = np.ones((len(at), len(values)))
    for index, value in enumerate(values):
        others = np.delete(values, index)
        found[:, index] = np.prod((at[:, None] - others) / (value - others), axis=1)
    return found


@lru_cache(maxsize=8)
def _points(count: int, each_of: int) -> tuple[Floats, Places, Floats]:
    """Return points in the range of a driver, and between which quantiles to look at each.

    At each point other quantiles are asked for, so that together they leave no gaps. Source:
    Roberts, *The Unreasonable Effectiveness of Quasirandom Sequences* (2018).
    """
    import numpy as np

    steps = np.arange(count)[:, None]
    shifts = (0.5 + steps * ((5**0.5 - 1) / 2)) % 1.0
    asked = (np.arange(each_of)[None, :] + shifts) / each_of
    places = np.arccos(1 - 2 * asked) * (_PROBABILITIES / pi)
    part = np.minimum(places.astype(np.intp), _PROBABILITIES - 1)
    first = steps * (_PROBABILITIES + 1)
    at: Floats = (steps[:, 0] + 0.5) / count
    return at, (first + part).ravel(), (places - part).ravel()


def _as_draws(durations: Tables, parts: Sequence[Parts], sums: Sequence[Curve]) -> Tables:
    """Return convolved *sums* as the tables of draws."""
    import numpy as np

    low = np.zeros(len(sums))
    width = np.zeros(len(sums))
    below = np.zeros((len(sums), PANELS + 1))
    on_way = (1 - np.cos(np.arange(PANELS + 1) * (pi / PANELS))) / 2
    for index, curve in enumerate(sums):
        # Where the curve is not yet, or no longer, anything but flat, no place is wasted.
        first = max(int(np.searchsorted(curve.below, _UNLIKELY)) - 1, 0)
        most = float(curve.below[-1])
        last = int(np.searchsorted(curve.below, most - _UNLIKELY))
        low[index], width[index] = curve.at[first], curve.at[last] - curve.at[first]
        below[index] = np.interp(low[index] + width[index] * on_way, curve.at, curve.below)
    return Tables(
        low,
        width,
        np.array([float(durations.mean[each.draws] @ each.times) for each in parts]),
        np.array([float(durations.variance[each.draws] @ each.times**2) for each in parts]),
        np.zeros(len(sums), dtype=np.bool_),
        np.array([bool(durations.whole[each.draws].all()) for each in parts]),
        np.tile([0.0, 1.0], (len(sums), 1)),
        below,
        np.asarray(np.gradient(below, axis=1)),
    )
