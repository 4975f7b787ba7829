"""Sums of independent draws, as whole distributions: convolved on a grid, without any sampling.

Each sum has a grid of its own, of some thousand cells from its least to its most. What each of
its parts puts into the cells comes from the part's distribution function; the sum's is the product
of their Fourier transforms. Two things make few cells enough: the mean of every part is known, so
that the grid is moved to where the mean of the sum is right; and so is its variance, so that what
rounding to cells adds is taken out again. Where draws are common to parts of a sum, as drivers
are, it is a mixture over their values; see :mod:`aufwand.estimates._mixture`.

A part without an upper end is cut where a sum would be beyond every percentile that is asked for;
then what is beyond the grid would come in again at its other end, but for an exponential weight
that grows along it. Source: Grübel and Hermesmeier, *Computation of Compound Distributions I*,
ASTIN Bulletin 29 (1999).
"""

from __future__ import annotations

from math import ceil, log2
from statistics import NormalDist
from typing import TYPE_CHECKING, NamedTuple

from aufwand.estimates._draws import Tables, cumulative, tabled

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    import numpy as np
    import numpy.typing as npt

    Floats: TypeAlias = npt.NDArray[np.float64]
    Places: TypeAlias = npt.NDArray[np.intp]

__all__ = ["CELLS", "Curve", "Parts", "convolved"]

#: Cells from the least to the most of a sum.
CELLS = 1024

#: Cells of the longest grid, for parts without an upper end.
_MOST_CELLS = 1 << 17

#: More parts than this are not convolved one by one: the smallest of them make a normal together.
_MOST_PARTS = 255

#: How much a weight along the grid falls, as a power of e.
_WEIGHT = 20.0

#: Cells before the first that is filled, and as many behind the last.
_BEFORE = 4

#: Numbers that are worked on at a time.
_AT_ONCE = 1 << 21


class Parts(NamedTuple):
    """What a sum is made of: draws and how many times each; none is there twice."""

    #: Positions of draws in their tables.
    draws: Places

    #: How many times each of them is in the sum, zero or more.
    times: Floats


class Curve(NamedTuple):
    """How likely a sum is at most so much."""

    #: Values, rising.
    at: Floats

    #: How likely the sum is at most each of them.
    below: Floats


class _Grid(NamedTuple):
    """Where the cells of a sum lie."""

    #: Where its parts begin.
    start: float

    #: How wide a cell is.
    cell: float

    #: How many there are, a power of two.
    cells: int

    #: Positions in the tables, and times, of the parts that are convolved.
    parts: Parts

    #: Mean and variance of all parts that are not.
    others: tuple[float, float]

    #: Whether something is cut at the upper end.
    cut: bool


def convolved(known: Tables, sums: Sequence[Parts], beyond: float) -> list[Curve]:
    """Return the distribution of each of *sums*.

    Args:
        known: The draws.
        sums: What each sum is made of.
        beyond: The chance above the highest percentile that will be asked for; parts without
            an upper end are cut by it.
    """
    import numpy as np

    grids = [_grid(known, each, beyond) for each in sums]
    curves: list[Curve | None] = [None] * len(sums)
    by_cells: dict[int, list[int]] = {}
    for index, grid in enumerate(grids):
        parts = grid.parts
        if not len(parts.draws):
            curves[index] = Curve(np.array([grid.start, grid.start]), np.array([0.0, 1.0]))
        elif len(parts.draws) == 1:
            draw, times = int(parts.draws[0]), float(parts.times[0])
            own = Curve(*tabled(known, draw))
            # What is known beside it moves it.
            moved = grid.start - float(known.low[draw]) * times
            curves[index] = Curve(moved + own.at * times, own.below)
        else:
            by_cells.setdefault(grid.cells, []).append(index)
    for cells, wanted in by_cells.items():
        some: list[int] = []
        rows = 0
        for index in wanted:
            size = len(grids[index].parts.draws)
            if some and (rows + size) * cells > _AT_ONCE:
                _fill(curves, known, grids, some)
                some, rows = [], 0
            some.append(index)
            rows += size
        _fill(curves, known, grids, some)
    return [each for each in curves if each is not None]


def _grid(known: Tables, parts: Parts, beyond: float) -> _Grid:
    import numpy as np

    which, times = parts
    start = float(known.low[which] @ times)
    loose = np.flatnonzero((known.width[which] > 0) & (times > 0))
    which, times = which[loose], times[loose]
    others = 0.0, 0.0
    if len(which) > _MOST_PARTS:
        variance = known.variance[which] * times * times
        # The largest stay; by position where two are alike, so that the outcome has an order.
        order = np.lexsort((which, -variance))
        kept, rest = np.sort(order[:_MOST_PARTS]), order[_MOST_PARTS:]
        mean = (known.mean - known.low)[which[rest]] @ times[rest]
        others = float(mean), float(variance[rest].sum())
        which, times = which[kept], times[kept]
    long = known.long[which]
    width = known.width[which]
    reaching = width.copy()
    if long.any():
        middle, spread = known.logarithm[which[long]].T
        far = NormalDist().inv_cdf(1 - beyond / len(which))
        reaching[long] = np.exp(middle + spread * far)
    wide = 12 * others[1] ** 0.5
    spread_of_all, reach = float(width @ times) + wide, float(reaching @ times) + wide
    cut = not known.whole[which].all()
    # Each of the most parts that there may be can round up to a cell, and three are left.
    cells = CELLS
    if long.any():
        longer = 1 << ceil(log2(cells * reach / spread_of_all))
        cells = min(_MOST_CELLS, max(cells, longer))
    # Every part may fill one more cell than it is wide, and a few stay empty at both ends.
    cell = reach / (cells - len(which) - 2 * _BEFORE)
    return _Grid(start, cell, cells, Parts(which, times), others, cut)


def _fill(
    curves: list[Curve | None], known: Tables, grids: Sequence[_Grid], wanted: Sequence[int]
) -> None:
    """Put the curves of the *wanted* sums, which have as many cells each, where they belong."""
    import numpy as np

    some = [grids[index] for index in wanted]
    cells = some[0].cells
    sizes = np.array([len(grid.parts.draws) for grid in some])
    which = np.concatenate([grid.parts.draws for grid in some])
    times = np.concatenate([grid.parts.times for grid in some])
    cell = np.repeat([grid.cell for grid in some], sizes)
    mass = _masses(known, which, times / cell, cells)
    # What rounding to cells does to the mean and the variance of each part, in cells.
    middle = np.arange(cells) + 0.5
    mean = mass @ middle
    square = mass @ (middle * middle)
    scale = times / cell
    true_mean = (known.mean - known.low)[which] * scale
    true_variance = known.variance[which] * scale * scale
    whole = known.whole[which]
    moved = np.where(whole, true_mean - mean, 0.0)
    widened = np.where(whole, square - mean * mean - true_variance, 1 / 12)
    firsts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    moved = np.add.reduceat(moved, firsts)
    # That a sum is looked at where cells end makes up for the width of one of them (midpoint
    # rule).
    widened = np.add.reduceat(widened, firsts) - 1 / 12
    cut = np.array([grid.cut for grid in some])
    falling = np.where(cut, _WEIGHT / cells, 0.0)
    if cut.any():
        mass *= np.exp(-np.repeat(falling, sizes)[:, None] * np.arange(cells))
    spectrum = np.multiply.reduceat(np.fft.rfft(mass, axis=1), firsts, axis=0)
    turn = 2 * np.pi * np.arange(cells // 2 + 1) / cells
    rest = np.array([grid.others for grid in some])
    width = np.array([grid.cell for grid in some])
    rest_mean, rest_variance = rest[:, 0] / width, rest[:, 1] / width**2
    # A weighted distribution is the plain one at a frequency with an imaginary part.
    at = turn[None, :] - 1j * falling[:, None]
    if rest_variance.any():
        spectrum = spectrum * np.exp(
            -1j * at * rest_mean[:, None] - at * at * rest_variance[:, None] / 2
        )
    # The less the variance that was added, the better; where it cannot be taken out, because
    # nothing is left of the spectrum, nothing is lost by it either.
    sharper = np.exp(np.minimum(widened[:, None] * np.real(1 - np.cos(at)), 60.0))
    found = np.fft.irfft(spectrum * sharper, n=cells, axis=1)
    if cut.any():
        found *= np.exp(falling[:, None] * np.arange(cells))
    # The sharpening may leave a trace before the first cell, which is at the end of the circle.
    found = np.roll(found, _BEFORE, axis=1)
    # Of a grid that is cut that end is beyond all percentiles, and blown up by the weight.
    found[cut, :_BEFORE] = 0.0
    below = np.maximum.accumulate(np.clip(np.cumsum(found, axis=1), 0.0, 1.0), axis=1)
    for row, index in enumerate(wanted):
        grid = grids[index]
        edges = np.arange(cells) - _BEFORE + 0.5 + sizes[row] / 2 + moved[row]
        at_edges = grid.start + edges * grid.cell
        first = at_edges[0] - grid.cell
        curves[index] = Curve(
            np.concatenate([[first], at_edges]), np.concatenate([[0.0], below[row]])
        )


def _masses(known: Tables, which: Places, scale: Floats, cells: int) -> Floats:
    """Return how likely each part is in each cell; (parts, cells)."""
    import numpy as np

    low = known.low[which]
    filled = np.ceil(known.width[which] * scale).astype(np.intp)
    filled[known.long[which]] = cells
    filled = np.clip(filled, 1, cells)
    firsts = np.concatenate([[0], np.cumsum(filled)[:-1]])
    owner = np.repeat(np.arange(len(which)), filled)
    place = np.arange(len(owner)) - firsts[owner]
    # The upper end of each cell; the distribution at the lower is that of the cell before.
    upper = cumulative(known, which[owner], low[owner] + (place + 1) / scale[owner])
    mass = np.diff(upper, prepend=0.0)
    mass[firsts] = upper[firsts]
    found = np.zeros((len(which), cells))
    found[owner, place] = mass
    return found
