"""What is not known exactly, as a distribution: its moments, its quantiles, its tables.

One draw stands for one thing nobody knows: the duration of an activity, the factor of a driver.
"""

from __future__ import annotations

from functools import lru_cache
from math import exp, log, pi
from statistics import NormalDist
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt

    from aufwand.model import Activity, Driver, Event
    from aufwand.units import Effort, Range, Shape

    Floats: TypeAlias = npt.NDArray[np.float64]
    Flags: TypeAlias = npt.NDArray[np.bool_]

__all__ = [
    "Draw",
    "Tables",
    "cumulative",
    "draw_of_activity",
    "draw_of_driver",
    "draw_of_event",
    "quantiles",
    "standard_normal",
    "tabled",
    "tables",
]

#: Between low and high of a lognormal lie nine of ten cases: so many standard deviations each way.
_NINE_OF_TEN = NormalDist().inv_cdf(0.95)

#: Into so many parts the way from low to high is cut; see :func:`tables`.
PANELS = 256


class Draw(NamedTuple):
    """One thing that is not known exactly: minutes of a duration, or a factor."""

    #: The low end.
    low: float

    #: The likely value.
    likely: float

    #: The high end.
    high: float

    #: How likely each value between them is.
    shape: Shape

    @property
    def width(self) -> float:
        """High less low."""
        return self.high - self.low

    @property
    def fixed(self) -> bool:
        """Whether it is known exactly."""
        return self.low == self.high

    @property
    def bounded(self) -> bool:
        """Whether it lies between low and high for certain."""
        return self.fixed or self.shape.name != "lognormal"

    @property
    def _lognormal(self) -> tuple[float, float]:
        """Mean and standard deviation of its logarithm."""
        low, high = log(self.low), log(self.high)
        return (low + high) / 2, (high - low) / (2 * _NINE_OF_TEN)

    @property
    def _beta(self) -> tuple[float, float]:
        """The two parameters of the beta distribution that a PERT is."""
        weight = float(self.shape.weight)
        up = (self.likely - self.low) / self.width
        return 1 + weight * up, 1 + weight * (1 - up)

    @property
    def mean(self) -> float:
        """The mean, by its closed form."""
        if self.fixed:
            return self.low
        if self.shape.name == "lognormal":
            middle, spread = self._lognormal
            return exp(middle + spread * spread / 2)
        if self.shape.name == "uniform":
            return self.low + self.width / 2
        weight = 1.0 if self.shape.name == "triangular" else float(self.shape.weight)
        up = (self.likely - self.low) / self.width
        return self.low + self.width * (weight * up + 1) / (weight + 2)

    @property
    def variance(self) -> float:
        """The variance, by its closed form."""
        if self.fixed:
            return 0.0
        if self.shape.name == "lognormal":
            middle, spread = self._lognormal
            return (exp(spread * spread) - 1) * exp(2 * middle + spread * spread)
        if self.shape.name == "uniform":
            share = 1 / 12
        elif self.shape.name == "triangular":
            up = (self.likely - self.low) / self.width
            share = (1 - up * (1 - up)) / 18
        else:
            one, other = self._beta
            both = one + other
            share = one * other / (both * both * (both + 1))
        return share * self.width * self.width


def draw_of_activity(activity: Activity) -> Draw:
    """Return the duration of an *activity* in minutes."""
    return _of_effort(activity.duration, activity.shape)


def draw_of_event(event: Event) -> Draw:
    """Return the effort of an *event* in minutes."""
    return _of_effort(event.effort, event.shape)


def draw_of_driver(driver: Driver) -> Draw:
    """Return the factor of a *driver*."""
    known = driver.factor
    return Draw(float(known.low), float(known.likely), float(known.high), driver.shape)


def _of_effort(known: Range[Effort], shape: Shape) -> Draw:
    low, likely, high = (float(each.minutes) for each in (known.low, known.likely, known.high))
    return Draw(low, likely, high, shape)


@lru_cache(maxsize=8)
def standard_normal(count: int) -> tuple[float, ...]:
    """Return the quantiles of a standard normal in the middle of *count* equal parts."""
    inverse = NormalDist().inv_cdf
    half = [inverse((index + 0.5) / count) for index in range((count + 1) // 2)]
    if count % 2:
        half[-1] = 0.0
    return (*half, *(-each for each in reversed(half[: count // 2])))


class Tables(NamedTuple):
    """The distributions of draws, each on its own way from 0 (low) to 1 (high).

    The places are ``(1 - cos(pi k / PANELS)) / 2``: close together at both ends, where a beta
    distribution bends most. A lognormal is tabled by its normal from -9 to 9 deviations.
    """

    #: Where each begins: its low end, or nothing where it has no upper one.
    low: Floats

    #: How far it is from its low to its high end.
    width: Floats

    #: Its mean.
    mean: Floats

    #: Its variance.
    variance: Floats

    #: Whether it is a lognormal, which has no upper end.
    long: Flags

    #: Whether mean and variance are those of what is tabled, and nothing is cut off.
    whole: Flags

    #: Mean and standard deviation of its logarithm, where it is a lognormal; (draws, 2).
    logarithm: Floats

    #: How likely no more than each place is; (draws, places).
    below: Floats

    #: How fast that grows there, by part; (draws, places).
    slope: Floats


def tables(draws: Sequence[Draw]) -> Tables:
    """Return the tables of *draws*.

    Densities are integrated by Gauss and Legendre with four nodes in each part; a draw that is
    fixed has a table that nobody may ask.
    """
    import numpy as np

    nodes, weights, logs, edges = _places()
    below = np.zeros((len(draws), PANELS + 1))
    slope = np.zeros((len(draws), PANELS + 1))
    rows = [
        index for index, each in enumerate(draws) if not each.fixed and each.shape.name == "pert"
    ]
    if rows:
        both: Any = np.array([draws[index]._beta for index in rows])
        # In angles the density is sin^(2a-1) cos^(2b-1) of half of them; its highest value is
        # taken out, as the rest may be smaller than a float can be.
        powers = 2 * both - 1
        inside = powers[:, :1] * logs[0] + powers[:, 1:] * logs[1]
        at_edges = powers[:, :1] * edges[0] + powers[:, 1:] * edges[1]
        most = np.maximum(inside.max(axis=1), at_edges.max(axis=1))[:, None]
        parts = (np.exp(inside - most).reshape(len(rows), PANELS, len(nodes)) * weights).sum(axis=2)
        sums = np.cumsum(parts, axis=1)
        whole = sums[:, -1:]
        below[rows, 1:] = sums / whole
        slope[rows] = np.exp(at_edges - most) / whole
    for index, each in enumerate(draws):
        if not each.fixed and each.shape.name != "pert":
            below[index], slope[index] = _table(each)
    return Tables(
        np.array([each.low if each.bounded else 0.0 for each in draws]),
        np.array([each.width for each in draws]),
        np.array([each.mean for each in draws]),
        np.array([each.variance for each in draws]),
        np.array([not each.bounded for each in draws], dtype=np.bool_),
        np.array([each.bounded for each in draws], dtype=np.bool_),
        np.array([(0.0, 1.0) if each.bounded else each._lognormal for each in draws]),
        below,
        slope,
    )


@lru_cache(maxsize=1)
def _places() -> tuple[Floats, Floats, tuple[Floats, Floats], tuple[Floats, Floats]]:
    """Return nodes and weights in a part, and the logarithms of sine and cosine there."""
    import numpy as np

    nodes, weights = np.polynomial.legendre.leggauss(4)
    angles = (np.arange(PANELS)[:, None] + (nodes + 1) / 2) * (pi / PANELS) / 2
    ends = np.arange(PANELS + 1) * (pi / PANELS) / 2
    with np.errstate(divide="ignore"):
        # Where one of them is nothing the density is, and its logarithm far below all others.
        edges = np.maximum(np.log(np.sin(ends)), -1e4), np.maximum(np.log(np.cos(ends)), -1e4)
    flat = angles.ravel()
    # A part is as wide as 1 here, and weights are those of a way from -1 to 1.
    return nodes, weights / 2, (np.log(np.sin(flat)), np.log(np.cos(flat))), edges


def _table(draw: Draw) -> tuple[Floats, Floats]:
    import numpy as np

    if draw.shape.name == "lognormal":
        normal = NormalDist()
        places = [_DEVIATIONS * (2 * index / PANELS - 1) for index in range(PANELS + 1)]
        step = 2 * _DEVIATIONS / PANELS
        return (
            np.array([normal.cdf(each) for each in places]),
            np.array([normal.pdf(each) * step for each in places]),
        )
    angles = np.arange(PANELS + 1) * (pi / PANELS)
    places = (1 - np.cos(angles)) / 2
    by_angle = np.sin(angles) / 2 * (pi / PANELS)
    if draw.shape.name == "uniform":
        return places, by_angle
    up = (draw.likely - draw.low) / draw.width
    rising = places <= up
    # At an end that is the likely value only one of the two sides is there.
    left, right = max(up, 1e-300), max(1 - up, 1e-300)
    below = np.where(rising, places * places / left, 1 - (1 - places) ** 2 / right)
    density = np.where(rising, 2 * places / left, 2 * (1 - places) / right)
    return below, density * by_angle


#: How far the table of a lognormal goes.
_DEVIATIONS = 9.0


def cumulative(known: Tables, which: npt.NDArray[np.intp], at: Floats) -> Floats:
    """Return how likely each draw *which* is at most *at*, in its own unit; (points,)."""
    import numpy as np

    width = np.where(known.width > 0, known.width, 1.0)[which]
    on_way = np.clip((at - known.low[which]) / width, 0.0, 1.0)
    places = np.arccos(1 - 2 * on_way) * (PANELS / pi)
    of_long = known.long[which]
    if of_long.any():
        middle, spread = known.logarithm[which[of_long]].T
        with np.errstate(divide="ignore"):
            deviations = (np.log(np.maximum(at[of_long], 0.0)) - middle) / spread
        places[of_long] = (np.clip(deviations / _DEVIATIONS, -1.0, 1.0) + 1) * (PANELS / 2)
    part = np.minimum(places.astype(np.intp), PANELS - 1)
    return _between(known, which, part, places - part)


def tabled(known: Tables, index: int) -> tuple[Floats, Floats]:
    """Return the draw *index* as values and how likely it is at most each of them.

    Between two places of its table are more, on the curve that goes through both.
    """
    import numpy as np

    # The values of a lognormal lie further apart the higher they are.
    finer = 16 if known.long[index] else 4
    steps = np.arange(finer * PANELS + 1) / finer
    part = np.minimum(steps.astype(np.intp), PANELS - 1)
    which = np.full(len(steps), index)
    below = np.maximum.accumulate(_between(known, which, part, steps - part))
    if known.long[index]:
        middle, spread = known.logarithm[index]
        at: Floats = np.exp(middle + spread * _DEVIATIONS * (2 * steps / PANELS - 1))
    else:
        at = known.low[index] + known.width[index] * (1 - np.cos(steps * (pi / PANELS))) / 2
    return at, below


def _between(
    known: Tables, which: npt.NDArray[np.intp], part: npt.NDArray[np.intp], on: Floats
) -> Floats:
    """Return the cubic through both ends of a *part* with the slopes there (Hermite)."""
    flat = which * (PANELS + 1) + part
    below, slope = known.below.ravel(), known.slope.ravel()
    start, end = below[flat], below[flat + 1]
    up, down = slope[flat], slope[flat + 1]
    rise = end - start
    found: Floats = start + on * (
        up + on * (3 * rise - 2 * up - down + on * (up + down - 2 * rise))
    )
    return found


def quantiles(known: Tables, index: int, at: Floats) -> Floats:
    """Return below which value the draw *index* lies with each probability *at*; in its unit."""
    import numpy as np

    if not known.width[index]:
        return np.full(at.shape, known.low[index])
    below, slope = known.below[index], known.slope[index]
    part = np.clip(np.searchsorted(below, at, side="right") - 1, 0, PANELS - 1)
    start, end = below[part], below[part + 1]
    rise = np.where(end > start, end - start, 1.0)
    on = np.clip((at - start) / rise, 0.0, 1.0)
    up, down = slope[part], slope[part + 1]
    for _ in range(3):
        # Newton's method on the cubic that the distribution is there.
        linear, square, cube = up, 3 * rise - 2 * up - down, up + down - 2 * rise
        missed = start + on * (linear + on * (square + on * cube)) - at
        speed = linear + on * (2 * square + 3 * on * cube)
        on = np.clip(on - missed / np.where(speed > 0, speed, np.inf), 0.0, 1.0)
    places = (part + on) / PANELS
    if known.long[index]:
        middle, spread = known.logarithm[index]
        found: Floats = np.exp(middle + spread * _DEVIATIONS * (2 * places - 1))
        return found
    # A float times an array is one, which type checkers do not see.
    curve: Floats = known.low[index] + known.width[index] * (1 - np.cos(pi * places)) / 2
    return curve
