"""Sums of products of independent draws, as plan drivers make them, one draw after the other.

A sum under several drivers is a polynomial: amounts times what activities take times factors. What
shares no draw with the rest of it is independent, and is added by convolution. What is in all of
it is a factor of its own, and products are convolutions of logarithms. Only a driver that is in
some terms of what is left, and not in others, is held at a few values; between these, quantiles
of the rest are polynomials, and the mean over them is that over one driver. So all drivers of a
plan at once cost no more than one, and those of one area each little more.
"""

from __future__ import annotations

from math import log, pi
from typing import TYPE_CHECKING, NamedTuple

from aufwand.estimates._convolution import Parts, convolved
from aufwand.estimates._draws import PANELS, Tables

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    import numpy as np
    import numpy.typing as npt

    Floats: TypeAlias = npt.NDArray[np.float64]

    #: A product of draws, by their positions.
    Term: TypeAlias = frozenset[int]

__all__ = ["MOST_HELD", "Draws", "Elimination", "held_at_once", "probabilities"]

#: At how many values a driver is held, by how many are held in every combination.
VALUES = {1: 8, 2: 6, 3: 5, 4: 4, 5: 3}

#: More than these are not held in every combination.
MOST_HELD = max(VALUES)

#: Between so many probabilities quantiles are lines.
PARTS = 256

#: Cells of the logarithms of a product.
_CELLS = 2048

#: How much of the first part of a distribution that begins with nothing has a logarithm.
_NEXT_TO_NOTHING = 1e-2


class Draws(NamedTuple):
    """What the terms are products of; drivers come first."""

    #: Their quantiles; (draws, probabilities).
    quantiles: Floats

    #: How many of them are drivers.
    drivers: int


def probabilities() -> Floats:
    """Return the probabilities that quantiles are worked out for: close together at both ends."""
    import numpy as np

    found: Floats = (1 - np.cos(np.arange(PARTS + 1) * (pi / PARTS))) / 2
    return found


def _groups(terms: Sequence[Term]) -> list[list[int]]:
    """Return the positions of *terms* that hang together by draws, in the order of the first."""
    found: list[tuple[set[int], list[int]]] = []
    for place, term in enumerate(terms):
        apart: list[tuple[set[int], list[int]]] = []
        draws, places = set(term), [place]
        for group in found:
            if group[0] & draws:
                draws |= group[0]
                places = group[1] + places
            else:
                apart.append(group)
        found = [*apart, (draws, places)]
    return sorted(sorted(places) for _, places in found)


def _to_hold(terms: Sequence[Term], drivers: int) -> int:
    """Return the driver that is in most of *terms*; of several, the first."""
    number: dict[int, int] = {}
    for term in terms:
        for draw in term:
            if draw < drivers:
                number[draw] = number.get(draw, 0) + 1
    return min(number, key=lambda each: (-number[each], each))


def _shared(terms: Sequence[Term]) -> Term:
    """Return the draws that are in all of *terms*."""
    found = terms[0]
    for term in terms[1:]:
        found &= term
    return found


def _without(terms: Sequence[Term], draws: frozenset[int]) -> list[Term]:
    return list(dict.fromkeys(term - draws for term in terms))


def held_at_once(terms: Sequence[Term], drivers: int) -> int:
    """Return how many drivers must be held in every combination."""
    own = [term for term in terms if term]
    if len(own) < 2:
        return 0
    groups = _groups(own)
    if len(groups) > 1:
        return max(held_at_once([own[place] for place in group], drivers) for group in groups)
    common = _shared(own)
    if common:
        return held_at_once(_without(own, common), drivers)
    return 1 + held_at_once(_without(own, frozenset([_to_hold(own, drivers)])), drivers)


class Elimination:
    """Works out the quantiles of polynomials in the same draws."""

    def __init__(
        self,
        draws: Draws,
        values: Callable[[int], Floats],
        mixed: Callable[[int, Floats, Floats], Floats],
        beyond: float,
    ) -> None:
        """Begin with *draws*.

        Args:
            draws: What the terms are products of.
            values: Returns at which values a driver is held.
            mixed: Returns the quantiles of a mean over a driver, from its values and the
                quantiles for each of them; (groups, values, probabilities) to (groups,
                probabilities).
            beyond: The chance above the highest percentile that will be asked for.
        """
        self._draws = draws
        self._values = values
        self._mixed = mixed
        self._beyond = beyond
        self._at = probabilities()
        self._products: dict[Term, Floats] = {}

    def quantiles(self, terms: Sequence[Term], amounts: Floats) -> Floats:
        """Return the quantiles of sums of *terms*; (sums, probabilities).

        Args:
            terms: The products, each another one.
            amounts: How much of each is in each sum, none below zero; (sums, terms).
        """
        import numpy as np

        always = np.zeros((len(amounts), 1))
        places = [place for place, term in enumerate(terms) if term]
        if len(places) < len(terms):
            always = amounts[:, [terms.index(frozenset())]]
        if not places:
            return always + np.zeros(len(self._at))
        own, of_own = [terms[place] for place in places], amounts[:, places]
        groups = _groups(own)
        if len(groups) > 1:
            return always + self._added(own, of_own, groups)
        common = _shared(own)
        if common:
            product = self._product(common)
            rest = [term - common for term in own]
            if len(rest) == 1:
                return always + of_own * product
            found = [
                _multiplied([product, each], self._at) for each in self.quantiles(rest, of_own)
            ]
            return always + np.array(found)
        return always + self._held(own, of_own)

    def _product(self, draws: Term) -> Floats:
        found = self._products.get(draws)
        if found is None:
            each = [self._draws.quantiles[draw] for draw in sorted(draws)]
            found = self._products[draws] = (
                each[0] if len(each) == 1 else _multiplied(each, self._at)
            )
        return found

    def _held(self, terms: Sequence[Term], amounts: Floats) -> Floats:
        """Return the quantiles of sums that a driver runs through."""
        import numpy as np

        driver = _to_hold(terms, self._draws.drivers)
        values = self._values(driver)
        rest = _without(terms, frozenset([driver]))
        place = {term: index for index, term in enumerate(rest)}
        found = np.zeros((len(amounts), len(values), len(rest)))
        for index, term in enumerate(terms):
            scale = values if driver in term else np.ones(len(values))
            found[:, :, place[term - {driver}]] += amounts[:, index, None] * scale
        below = self.quantiles(rest, found.reshape(-1, len(rest)))
        return self._mixed(driver, values, below.reshape(len(amounts), len(values), -1))

    def _added(
        self, terms: Sequence[Term], amounts: Floats, groups: Sequence[Sequence[int]]
    ) -> Floats:
        """Return the quantiles of sums of parts that share no draw."""
        import numpy as np

        size, count = len(groups), len(amounts)
        parts = np.empty((count, size, len(self._at)))
        for index, group in enumerate(groups):
            parts[:, index] = self.quantiles([terms[place] for place in group], amounts[:, group])
        flat = parts.reshape(-1, len(self._at))
        low, width = flat[:, 0], flat[:, -1] - flat[:, 0]
        on_way = (1 - np.cos(np.arange(PANELS + 1) * (pi / PANELS))) / 2
        below: Floats = np.empty((len(flat), PANELS + 1))
        for row, each in enumerate(flat):
            below[row] = np.interp(low[row] + width[row] * on_way, each, self._at)
        # Their moments are not asked for: what is off in those of a mean over a driver would be
        # taken for what cells do to it.
        unknown, no = np.zeros(len(flat)), np.zeros(len(flat), dtype=np.bool_)
        known = Tables(
            low,
            width,
            unknown,
            unknown,
            no,
            no,
            np.tile([0.0, 1.0], (len(flat), 1)),
            below,
            np.asarray(np.gradient(below, axis=1)),
        )
        every = np.arange(len(flat), dtype=np.intp).reshape(count, size)
        sums = [Parts(each, np.ones(size)) for each in every]
        found = convolved(known, sums, self._beyond / 2)
        return np.array([np.interp(self._at, each.below, each.at) for each in found])


def _multiplied(parts: Sequence[Floats], at: Floats) -> Floats:
    """Return the quantiles of a product of independent draws, by theirs."""
    import numpy as np

    low, high = (float(np.prod([each[end] for each in parts])) for end in (0, -1))
    # What may be nothing has no logarithm; so little of it is left out that nobody can tell.
    starts = [log(max(each[0], each[1] * _NEXT_TO_NOTHING)) for each in parts]
    wide = sum(log(each[-1]) for each in parts) - sum(starts)
    cell = wide / (_CELLS - len(parts) - 2)
    edges = np.arange(1, _CELLS + 1) * cell
    spectrum = np.ones(_CELLS // 2 + 1, dtype=np.complex128)
    for start, each in zip(starts, parts, strict=True):
        below = np.interp(np.exp(start + edges), each, at)
        spectrum *= np.fft.rfft(np.diff(below, prepend=0.0))
    # Each part was rounded to the middle of cells, and a sum is looked at between them.
    ends = np.exp(sum(starts) + edges + (len(parts) - 1) / 2 * cell)
    total: Floats = np.maximum.accumulate(
        np.clip(np.cumsum(np.fft.irfft(spectrum, n=_CELLS)), 0.0, 1.0)
    )
    found: Floats = np.interp(at, total, ends)
    found[0], found[-1] = low, high
    return found
