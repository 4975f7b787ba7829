"""What each unknown has to do with the variance of a sum of products.

A term of the sum is ``mean x duration x its drivers``, each of them 1 on average. As the unknowns
are independent and each is in a product once, the variance is a sum over sets of unknowns: of a
set of drivers ``(sum of the means of the terms that have them all)^2 x product of their variances``
and the like. The Shapley effect of an unknown has an equal part of each set it is in. There are
too many sets to go through, but ``1/size`` is the integral of ``t^(size-1)`` from 0 to 1, and
then the sums over sets are products of ``1 + t x variance``: polynomials in t, which Gauss and
Legendre integrate exactly. Source: Owen, *Sobol' Indices and Shapley Value*, SIAM/ASA Journal on
Uncertainty Quantification 2 (2014).

Where durations go together, each set of unknowns still has a part of the sum. Its share is how
that part varies with the sum, which may be below zero; without correlation it is its variance.
Source: Li, Rabitz and others, *Global Sensitivity Analysis for Systems with Independent and/or
Correlated Inputs*, Journal of Physical Chemistry A 114 (2010).
"""

from __future__ import annotations

from functools import lru_cache
from math import fsum, isfinite, sqrt
from typing import TYPE_CHECKING, NamedTuple

from aufwand.errors import Fault
from aufwand.estimates._arrays import needs_numpy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TypeAlias

    import numpy as np
    import numpy.typing as npt

    Floats: TypeAlias = npt.NDArray[np.float64]

__all__ = ["Shares", "Term", "shares"]

#: Multiplications that take about a second.
MOST_WORK = 8 * 10**9

#: Sets of drivers that are looked at together, if they can be looked at apart.
_TOGETHER = 64

#: With so many nodes a product that fits into a float is integrated to the last digits.
_MOST_NODES = 128

#: How far fewer nodes may be from the exact integral.
_SLACK = 1e-13

#: Below this share of all its parts a variance is rounding, and they cancel out.
_NOTHING = 1e-12

#: Numbers that are worked on at a time.
_AT_ONCE = 1 << 21

#: Positions of drivers, rising.
_Set = tuple[int, ...]


class Term(NamedTuple):
    """A term of the sum."""

    #: The mean of the whole product, above zero.
    mean: float

    #: The variance of the duration over its squared mean.
    variance: float

    #: Positions of the uncertain drivers it is multiplied by, rising.
    drivers: _Set


class Shares(NamedTuple):
    """What each unknown has to do with the variance; all of them sum to 1, or are 0."""

    #: Of the duration of each term.
    terms: list[float]

    #: Of each driver.
    drivers: list[float]

    #: The standard deviation of the sum.
    deviation: float


def shares(
    terms: Sequence[Term],
    variances: Sequence[float],
    together: Iterable[tuple[int, int, float]] = (),
) -> Shares:
    """Return the share of each duration and each driver in the variance of the sum.

    Args:
        terms: The terms of the sum.
        variances: The variance of each driver over its squared mean.
        together: Positions of two terms, and the covariance of their durations over both means.

    Raises:
        Fault: If it would take too long, or the variance is more than a float can hold.
    """
    most = max((each.mean for each in terms), default=1.0)
    pairs = list(together)
    if not pairs and not any(each.drivers for each in terms):
        # Independent durations alone: their variances add, and no array is needed for that.
        parts = [(each.mean / most) ** 2 * each.variance for each in terms]
        return _as_shares(parts, [0.0] * len(variances), most)
    needs_numpy("telling what drives the spread")
    import numpy as np

    means = np.array([each.mean / most for each in terms])
    own = means * means * np.array([each.variance for each in terms])
    of_terms = np.zeros(len(terms))
    of_drivers = np.zeros(len(variances))
    sets: dict[_Set, list[int]] = {}
    for index, each in enumerate(terms):
        sets.setdefault(each.drivers, []).append(index)
    with np.errstate(over="ignore", invalid="ignore"):
        for chosen in _apart(list(sets)):
            sums = _Products(chosen, variances)
            inside = [sets[each] for each in chosen]
            mean = np.array([fsum(means[each].tolist()) for each in inside])
            alone = np.array([fsum(own[each].tolist()) for each in inside])
            by_set = sums.add_pairs(of_drivers, mean, alone)
            for places, share in zip(inside, by_set.tolist(), strict=True):
                of_terms[places] = own[places] * share
        if pairs:
            tied = sorted({place for one, other, _ in pairs for place in (one, other)})
            at = {place: index for index, place in enumerate(tied)}
            covariance = np.zeros((len(tied), len(tied)))
            for one, other, value in pairs:
                both = at[one], at[other]
                covariance[both] = covariance[both[::-1]] = value * means[one] * means[other]
            sums = _Products([terms[place].drivers for place in tied], variances)
            of_terms[tied] += sums.add_tied(of_drivers, covariance)
    return _as_shares(of_terms.tolist(), of_drivers.tolist(), most)


def _as_shares(terms: list[float], drivers: list[float], scale: float) -> Shares:
    parts = [*terms, *drivers]
    if not all(map(isfinite, parts)) or not isfinite(sum(map(abs, parts))):
        raise Fault(
            "a variance without end",
            "ranges whose spread a float can hold",
            "drivers",
            "a lognormal from almost nothing to very much has no end above",
        )
    whole = fsum(parts)
    if whole <= _NOTHING * fsum(map(abs, parts)):
        return Shares([0.0] * len(terms), [0.0] * len(drivers), 0.0)
    return Shares(
        [each / whole for each in terms], [each / whole for each in drivers], sqrt(whole) * scale
    )


def _apart(sets: list[_Set]) -> list[list[_Set]]:
    """Return *sets* in lots: those that share a driver, over however many others, in one.

    What shares none varies apart; a lot of one or two is not worth its while, though, and
    several make one.
    """
    leads: dict[int, int] = {}

    def lead(driver: int) -> int:
        while leads.setdefault(driver, driver) != driver:
            leads[driver] = driver = leads[leads[driver]]
        return driver

    for each in sets:
        first = lead(each[0]) if each else -1
        for driver in each[1:]:
            if leads.get(driver) != first:
                leads[lead(driver)] = first
    joined: dict[int, list[_Set]] = {}
    for each in sets:
        joined.setdefault(lead(each[0]) if each else -1, []).append(each)
    lots: list[list[_Set]] = []
    for group in joined.values():
        if lots and len(lots[-1]) < _TOGETHER and len(group) < _TOGETHER:
            lots[-1] += group
        else:
            lots.append(group)
    return lots


class _Products:
    """Products of ``1 + t x variance`` over the drivers that two sets have in common."""

    def __init__(self, sets: Sequence[_Set], variances: Sequence[float]) -> None:
        import numpy as np

        self.columns = sorted({driver for each in sets for driver in each})
        count = len(sets), len(self.columns)
        self._check(count, 1)
        at = {driver: index for index, driver in enumerate(self.columns)}
        self.variances: Floats = np.array([variances[each] for each in self.columns])
        #: Whether a set has a driver; (sets, drivers).
        self.has: Floats = np.zeros(count)
        for index, each in enumerate(sets):
            self.has[index, [at[driver] for driver in each]] = 1
        self.nodes, self.weights = self._rule(max(map(len, sets)))
        self._check(count, len(self.nodes))

    def _check(self, count: tuple[int, int], nodes: int) -> None:
        sets, drivers = count
        if sets * sets * drivers * nodes > MOST_WORK:
            raise Fault(
                sets,
                "fewer different sets of uncertain drivers on activities",
                "drivers",
                "let drivers scale whole areas, or ask for one role or channel",
            )

    def _rule(self, degree: int) -> tuple[Floats, Floats]:
        """Return as few nodes and their weights as integrate every product.

        So many that a polynomial of this degree is integrated exactly always do; fewer do where
        drivers vary little. The errors of all powers of t are of one sign, so that of a product
        over fewer drivers is smaller still.
        """
        import numpy as np

        most = min(degree // 2 + 1, _MOST_NODES)
        exact = self._integrals(most)
        for count in (2, 4, 6, 8, 12, 16, 24, 32, 48, 64):
            if count >= most:
                break
            if np.allclose(self._integrals(count), exact, rtol=_SLACK, atol=0):
                return _legendre(count)
        return _legendre(most)

    def _integrals(self, count: int) -> Floats:
        import numpy as np

        nodes, weights = _legendre(count)
        made: Floats = weights @ np.exp(np.log1p(nodes[:, None] * self.variances) @ self.has.T)
        return made

    def add_pairs(self, drivers: Floats, mean: Floats, alone: Floats) -> Floats:
        """Add what drivers do to all terms to *drivers*, and return what each set multiplies.

        Args:
            drivers: The sum so far of every driver of the plan.
            mean: The mean of each set's terms together.
            alone: The variance of its durations, without drivers.
        """
        import numpy as np

        by_set = np.zeros(len(mean))
        rows = max(1, min(_AT_ONCE // len(mean), len(mean) // 8))
        for t, weight in zip(self.nodes.tolist(), self.weights.tolist(), strict=True):
            logs = np.log1p(t * self.variances)
            itself = np.exp(self.has @ logs)
            by_set += weight * itself
            found = t * (itself * alone) @ self.has
            for start in range(0, len(mean), rows):
                some, rest = slice(start, start + rows), slice(start, None)
                here = self.has[some]
                # Each pair is met once, and stands for both ways round.
                others = mean[rest].copy()
                others[rows:] *= 2
                common = np.exp((here * logs) @ self.has[rest].T)
                common *= mean[some, None] * others
                found += (here * (common @ self.has[rest])).sum(axis=0)
            drivers[self.columns] += weight * self.variances / (1 + t * self.variances) * found
        return by_set

    def add_tied(self, drivers: Floats, covariance: Floats) -> Floats:
        """Add what drivers do to durations that go together, and return these durations' own.

        Args:
            drivers: The sum so far of every driver of the plan.
            covariance: How durations go together, without drivers.
        """
        import numpy as np

        own = np.zeros(len(covariance))
        for t, weight in zip(self.nodes.tolist(), self.weights.tolist(), strict=True):
            common = np.exp((self.has * np.log1p(t * self.variances)) @ self.has.T) * covariance
            own += weight * common.sum(axis=1)
            found = t * (self.has * (common @ self.has)).sum(axis=0)
            drivers[self.columns] += weight * self.variances / (1 + t * self.variances) * found
        return own


@lru_cache(maxsize=16)
def _legendre(count: int) -> tuple[Floats, Floats]:
    """Return nodes from 0 to 1 and their weights."""
    import numpy as np

    nodes, weights = np.polynomial.legendre.leggauss(count)
    return (nodes + 1) / 2, weights / 2
