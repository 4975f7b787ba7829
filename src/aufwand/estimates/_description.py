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
_CELLS = 8192

#: Numbers that are looked at in one go.
_AT_ONCE = 1 << 14


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
    if not width:
        return Description(low, 0.0, ((low, low, low),) * len(spans))
    # Some at a time, which stay near the processor.
    cells = np.empty(count, dtype=np.uint16)
    first_sum = second_sum = 0.0
    room = np.empty(min(count, _AT_ONCE))
    for start in range(0, count, _AT_ONCE):
        some = values[start : start + _AT_ONCE]
        shares = room[: len(some)]
        np.subtract(some, low, out=shares)
        shares /= width
        first_sum += float(shares.sum())
        # Not a dot product of a library, whose last digits depend on the machine's threads.
        second_sum += float(np.einsum("i,i->", shares, shares))
        shares *= _CELLS - 1
        # Rising with the values, whatever is rounded.
        cells[start : start + _AT_ONCE] = shares
    mean, square = first_sum / count, second_sum / count
    error = sqrt(max(square - mean * mean, 0.0) / count) * width
    upto = np.cumsum(np.bincount(cells, minlength=_CELLS))
    found: list[tuple[float, float, float]] = []
    for below, at, above in spans:
        first, last = np.searchsorted(upto, (below, above), side="right").tolist()
        # Below the first cell the difference wraps around to a large number.
        inside = np.flatnonzero(cells - np.uint16(first) <= np.uint16(last - first))
        ordered = np.sort(values[inside])
        before = int(upto[first - 1]) if first else 0
        one, middle, other = (float(ordered[rank - before]) for rank in (below, at, above))
        found.append((one, middle, other))
    return Description(low + mean * width, error, tuple(found))


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
    mean = float((counts * table).sum()) / count
    away = table - mean
    error = sqrt(float((counts * away * away).sum()) / count / count)
    ranks = np.array(spans, dtype=np.intp)
    found = table[np.searchsorted(upto, ranks, side="right")]
    return Description(mean, error, tuple((one, at, other) for one, at, other in found.tolist()))
