"""Distributions of sums by sampling, where parts go together in a way that has no closed form."""

from __future__ import annotations

from math import pi
from typing import TYPE_CHECKING

from aufwand.estimates._convolution import Curve
from aufwand.estimates._draws import quantiles, standard_normal
from aufwand.estimates._lattice import MOST_POINTS, strata

if TYPE_CHECKING:
    from typing import TypeAlias

    import numpy as np
    import numpy.typing as npt

    from aufwand.estimates._mixture import Sums, Uncertain
    from aufwand.model import Plan

    Floats: TypeAlias = npt.NDArray[np.float64]

__all__ = ["copula", "curve_of", "points_for", "sampled"]

#: Of very many sums there are fewer points for each, but no fewer than that.
_LEAST_POINTS = 8_192

#: Most numbers that are kept.
_MOST_KEPT = 20_000_000

#: What is left of a correlation that others explain, by rounding.
_NOTHING = 1e-9


def points_for(sums: int) -> int:
    """Return how many points so many *sums* are drawn at."""
    count = MOST_POINTS
    while count > _LEAST_POINTS and count * sums > _MOST_KEPT:
        count //= 2
    return count


def sampled(plan: Plan, uncertain: Uncertain, wanted: Sums) -> list[Curve]:
    """Return the distribution of each sum, by draws that fill what is possible evenly.

    Correlations of the plan tie the ranks of durations by a normal copula. What moves sums most
    has the first dimensions, which are filled best: drivers, what goes together, all others.
    """
    import numpy as np

    count = points_for(wanted.number)
    middles = (np.arange(count) + 0.5) / count
    used = set(wanted.activities)
    tied, root = copula(plan)
    row_of = {index: row for row, index in enumerate(tied)}
    held = sorted({place for each in wanted.drivers for place in each})
    factors = {
        place: quantiles(uncertain.factors, place, middles)[strata(count, dimension)]
        for dimension, place in enumerate(held)
    }
    first = len(held)
    normal = np.array(standard_normal(count))
    together = np.zeros((len(tied), count))
    for column in root.T:
        together += column[:, None] * normal[strata(count, first)]
        first += 1
    variance = uncertain.durations.variance
    alone = sorted(used.difference(tied), key=lambda index: (-variance[index], index))
    dimension_of = {index: first + number for number, index in enumerate(alone)}
    of_activity: dict[int, list[tuple[int, int, float]]] = {}
    entries: list[tuple[int, int, float]] = list(
        zip(wanted.rows.tolist(), wanted.sums.tolist(), wanted.amounts.tolist(), strict=True)
    )
    for row, index, amount in entries:
        of_activity.setdefault(wanted.activities[row], []).append((row, index, amount))
    totals = np.zeros((wanted.number, count))
    for activity, listed in of_activity.items():
        drawn: Floats = quantiles(uncertain.durations, activity, middles)
        if activity in row_of:
            ranked: Floats = together[row_of[activity]]
            drawn = np.interp(ranked, normal, drawn)
        else:
            drawn = drawn[strata(count, dimension_of[activity])]
        for row, index, amount in listed:
            each: Floats = drawn * amount
            for place in wanted.drivers[row]:
                each = each * factors[place]
            totals[index] += each
    return [curve_of(np.sort(each)) for each in totals]


def curve_of(rising: Floats) -> Curve:
    """Return a distribution by values that are as likely as each other."""
    import numpy as np

    below = (1 - np.cos(np.arange(1025) * (pi / 1024))) / 2
    where = (np.arange(len(rising)) + 0.5) / len(rising)
    return Curve(np.interp(below, where, rising), below)


def copula(plan: Plan) -> tuple[list[int], Floats]:
    """Return the activities that the plan ties together, and the root of their correlations.

    Times independent normals, it makes normals that go together as the plan says; what goes fully
    together shares one of them.
    """
    import numpy as np

    place = {activity.key: index for index, activity in enumerate(plan.activities)}
    tied = sorted({place[key] for each in plan.correlations for key in each.between})
    row = {index: number for number, index in enumerate(tied)}
    matrix = np.eye(len(tied))
    for each in plan.correlations:
        one, other = (row[place[key]] for key in each.between)
        matrix[one, other] = matrix[other, one] = each.value
    # What they have in common comes first, as sums are made of it; then Cholesky's root, what
    # explains most first: no more columns than there is to explain.
    common = matrix.sum(axis=1)
    root: Floats = np.zeros((len(tied), 0))
    if common.sum() > _NOTHING:
        root = (common / common.sum() ** 0.5)[:, None]
    left = 1 - (root * root).sum(axis=1)
    while len(tied) > root.shape[1] and left.max() > _NOTHING:
        pivot = int(left.argmax())
        column = (matrix[pivot] - root @ root[pivot]) / left[pivot] ** 0.5
        root = np.column_stack([root, column])
        left = 1 - (root * root).sum(axis=1)
    return tied, root
