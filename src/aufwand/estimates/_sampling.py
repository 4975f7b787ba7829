"""Distributions of sums by sampling, where parts go together in a way that has no closed form."""

from __future__ import annotations

from math import pi
from typing import TYPE_CHECKING

from aufwand.estimates._convolution import Curve
from aufwand.estimates._draws import Tables, quantiles, standard_normal

if TYPE_CHECKING:
    from typing import TypeAlias

    import numpy as np
    import numpy.typing as npt

    from aufwand.estimates._mixture import Sums, Uncertain
    from aufwand.model import Plan

    Floats: TypeAlias = npt.NDArray[np.float64]

__all__ = ["copula", "sampled"]

#: Draws of each sum, in blocks that each have random numbers of their own.
_BLOCK, _BLOCKS = 8_192, 8

#: Most numbers that are kept; of very many sums there are fewer draws of each.
_MOST_KEPT = 20_000_000

#: Between so many values of a distribution lies a line.
_VALUES = 4_096


def sampled(plan: Plan, uncertain: Uncertain, wanted: Sums) -> list[Curve]:
    """Return the distribution of each sum, by 65,536 draws that are always the same.

    Correlations of the plan tie the ranks of durations by a normal copula.
    """
    import numpy as np

    blocks = max(1, min(_BLOCKS, _MOST_KEPT // (_BLOCK * max(wanted.number, 1))))
    seeds = np.random.SeedSequence(0).spawn(blocks)
    used = sorted(set(wanted.activities))
    tied, lower = copula(plan)
    durations = {index: _values(uncertain.durations, index) for index in used}
    factors = {
        index: _values(uncertain.factors, index)
        for index in sorted({place for each in wanted.drivers for place in each})
    }
    listed: list[tuple[int, int, float]] = list(
        zip(wanted.rows.tolist(), wanted.sums.tolist(), wanted.amounts.tolist(), strict=True)
    )
    totals = np.zeros((blocks, wanted.number, _BLOCK))
    for total, seed in zip(totals, seeds, strict=True):
        random = np.random.default_rng(seed)
        ranks = {index: random.random(_BLOCK) for index in used}
        scales = {
            index: np.interp(random.random(_BLOCK), _places(), values)
            for index, values in factors.items()
        }
        together = lower @ random.standard_normal((len(tied), _BLOCK))
        for row, index in enumerate(tied):
            ranks[index] = _rank(together[row])
        drawn = {index: np.interp(ranks[index], _places(), durations[index]) for index in used}
        for row, index, amount in listed:
            each = drawn[wanted.activities[row]] * amount
            for place in wanted.drivers[row]:
                each = each * scales[place]
            total[index] += each
    ordered = np.sort(totals.transpose(1, 0, 2).reshape(wanted.number, -1), axis=1)
    below = (1 - np.cos(np.arange(1025) * (pi / 1024))) / 2
    where = (np.arange(blocks * _BLOCK) + 0.5) / (blocks * _BLOCK)
    return [Curve(np.interp(below, where, each), below) for each in ordered]


def copula(plan: Plan) -> tuple[list[int], Floats]:
    """Return the activities that the plan ties together, and the root of their correlations.

    Times independent normals, it makes normals that go together as the plan says.
    """
    import numpy as np

    place = {activity.key: index for index, activity in enumerate(plan.activities)}
    tied = sorted({place[key] for each in plan.correlations for key in each.between})
    row = {index: number for number, index in enumerate(tied)}
    matrix = np.eye(len(tied))
    for each in plan.correlations:
        one, other = (row[place[key]] for key in each.between)
        matrix[one, other] = matrix[other, one] = each.value
    # Not Cholesky's root: what goes fully together has none. Rounding may make zero negative.
    values, vectors = np.linalg.eigh(matrix)
    root: Floats = vectors * np.sqrt(np.maximum(values, 0.0))
    return tied, root


def _places() -> Floats:
    import numpy as np

    found: Floats = (1 - np.cos(np.arange(_VALUES + 1) * (pi / _VALUES))) / 2
    return found


def _values(known: Tables, index: int) -> Floats:
    import numpy as np

    # The tails of what has no upper end are cut where no draw will come to lie.
    return quantiles(known, index, np.clip(_places(), 1e-9, 1 - 1e-9))


def _rank(normal: Floats) -> Floats:
    """Return how likely a standard normal is at most each value."""
    import numpy as np

    at = np.array(standard_normal(_VALUES))
    return np.interp(normal, at, (np.arange(_VALUES) + 0.5) / _VALUES)
