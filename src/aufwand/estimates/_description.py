"""Mean and percentiles of many numbers, without sorting them all."""

from __future__ import annotations

from math import ceil, sqrt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    import numpy as np
    import numpy.typing as npt

    Counts: TypeAlias = npt.NDArray[np.intp]
    Floats: TypeAlias = npt.NDArray[np.float64]

    #: Ranks from 0, rising: a standard error below a percentile, at it, and one above.
    Span: TypeAlias = tuple[int, int, int]

__all__ = ["Description", "counted", "described", "span"]

#: Cells that numbers are counted in; they fit in 16 bits.
_CELLS = 4096

#: What is closer together than any unit of time or money is the same.
_LEAST_WIDTH = 1e-290

#: Numbers that are looked at in one go.
_AT_ONCE = 1 << 15


class Description(NamedTuple):
    """What many numbers come to."""

    #: Their mean.
    mean: float

    #: Its standard error.
    error: float

    #: The numbers at the ranks that were asked for.
    at: tuple[tuple[float, float, float], ...]

    def moved(self, start: float, size: float) -> Description:
        """Return what the same numbers come to, each multiplied by *size* and then moved."""
        one_by_one = (tuple(start + size * each for each in span) for span in self.at)
        return Description(
            start + size * self.mean,
            size * self.error,
            tuple((one, at, other) for one, at, other in one_by_one),
        )


def span(chance: float, count: int) -> Span:
    """Return the rank of a percentile among *count* numbers, and those a standard error away.

    The number of draws below the true percentile is binomial; so its standard deviation, in
    ranks, gives the standard error without knowing the distribution. Source: David and Nagaraja,
    Order Statistics (2003), 7.1.
    """
    spread = sqrt(count * chance * (1 - chance))
    # Without the trace of a float: 0.07 of 100 numbers are seven.
    rank = ceil(count * chance - 1e-9) - 1
    return max(0, round(rank - spread)), rank, min(count - 1, round(rank + spread))


def described(values: Floats, spans: Sequence[Span]) -> Description:
    """Return mean, its standard error, and the values at the ranks of *spans*, exactly.

    The numbers are counted in cells of equal width; only those in the cells of a span are sorted.

    Args:
        values: The numbers.
        spans: Ranks from 0, rising in each span.
    """
    import numpy as np

    count = len(values)
    low, high = float(values.min()), float(values.max())
    width = high - low
    if width < _LEAST_WIDTH:
        return Description(low, 0.0, ((low, low, low),) * len(spans))
    # Some at a time, which stay near the processor.
    cells = np.empty(count, dtype=np.uint16)
    numbers = np.zeros(_CELLS, dtype=np.intp)
    scale = (_CELLS - 1) / width
    total = 0.0
    room = np.empty(min(count, _AT_ONCE))
    for start in range(0, count, _AT_ONCE):
        some = values[start : start + _AT_ONCE]
        shares = room[: len(some)]
        np.subtract(some, low, out=shares)
        total += float(shares.sum())
        shares *= scale
        # Rising with the values, whatever is rounded.
        within = cells[start : start + _AT_ONCE]
        within[:] = shares
        numbers += np.bincount(within, minlength=_CELLS)
    mean = total / count
    # Where in its cell a number lies does not show in a standard error.
    away = np.arange(_CELLS) + (0.5 - mean * scale)
    error = sqrt(float((numbers * away * away).sum())) / count / scale
    ranks = np.array(spans, dtype=np.intp)
    upto = np.cumsum(numbers)
    of_spans = np.searchsorted(upto, ranks, side="right")
    marked = np.zeros(_CELLS, dtype=np.bool_)
    for first, _, last in of_spans.tolist():
        marked[first : last + 1] = True
    inside = marked.take(cells, mode="clip")
    ordered = np.sort(values.take(np.flatnonzero(inside)))
    # What lies below a cell and was left out is left out of the ranks, too.
    numbers[marked] = 0
    left_out = np.cumsum(numbers)
    found = ordered[ranks - left_out[of_spans]]
    told = tuple((one, at, other) for one, at, other in found.tolist())
    return Description(low + mean, error, told)


def counted(counts: Counts, table: Floats, spans: Sequence[Span]) -> Description:
    """Return the same of numbers that are all in a *table*, from how often each of them is.

    Args:
        counts: How often.
        table: The numbers, rising.
        spans: Ranks from 0, rising in each span.
    """
    import numpy as np

    upto = np.cumsum(counts)
    count = int(upto[-1])
    weighted = counts * table
    mean = float(weighted.sum()) / count
    square = float(np.einsum("i,i->", weighted, table)) / count
    error = sqrt(max(square - mean * mean, 0.0) / count)
    ranks = np.array(spans, dtype=np.intp)
    found = table[np.searchsorted(upto, ranks, side="right")]
    return Description(mean, error, tuple((one, at, other) for one, at, other in found.tolist()))
