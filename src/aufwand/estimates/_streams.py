"""Random numbers that are the same wherever they are drawn, and what is made of them.

Whatever is not known has a stream of its own for every block of draws, named by its key: the
numbers depend neither on who draws them, nor on the order of a plan, nor on what else is in it.
What needs speed draws 16 bits and looks them up: in a table of quantiles, each of which stands for
an equally likely part of the distribution.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from math import ceil, exp, floor, lgamma, log, sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING, Any, NamedTuple

from aufwand.estimates._draws import Draw, quantiles, standard_normal, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    import numpy as np
    import numpy.typing as npt
    from numpy.random.bit_generator import ISeedSequence

    Floats: TypeAlias = npt.NDArray[np.float64]
    Places: TypeAlias = npt.NDArray[np.intp]
    Words: TypeAlias = npt.NDArray[np.uint64]

__all__ = [
    "ATOMS",
    "Tabled",
    "by_normal",
    "compound",
    "drawn",
    "looked_up",
    "normals",
    "places",
    "poisson",
    "stream",
    "tabled",
    "uniforms",
]

#: Into so many equally likely parts a distribution is cut; a power of two below 65,536.
ATOMS = 4096

#: So far tables of what goes together by a normal reach, in standard deviations each way.
_REACH = 8.0

#: Up to so many times on average each time something happens is drawn on its own.
_ONE_BY_ONE = 30.0

#: Up to so many on average a number of arrivals is exact; beyond, a normal rounds to it.
_COUNTED = 1e5

_normal = NormalDist()


class Tabled(NamedTuple):
    """A distribution to draw from: ``start + size x table``."""

    #: The least; of a lognormal, zero.
    start: float

    #: How wide it is; of a lognormal, its median.
    size: float

    #: Its quantiles, from 0 to 1; of a lognormal, in medians.
    table: Floats

    #: The standard deviation of the logarithm of a lognormal; of any other, zero.
    spread: float


def stream(seed: int, name: str, block: int) -> np.random.SFC64:
    """Return the random bits of what has a *name*, in a *block* of draws."""
    from numpy.random import SFC64

    # Documented for whatever makes its state, though numpy's types name one way only.
    made: Any = _seeding()(f"{seed}:{block}:{name}")
    return SFC64(made)


@lru_cache(maxsize=1)
def _seeding() -> Callable[[str], ISeedSequence]:
    """Return what makes the first state of a stream of a text."""
    import numpy as np
    from numpy.random.bit_generator import ISeedSequence

    class Digest(ISeedSequence):
        """Words that are as random as a cryptographic hash: numpy need not mix them again."""

        def __init__(self, text: str) -> None:
            self.text = text.encode()

        def generate_state(self, n_words: int, dtype: Any = np.uint64) -> Words:
            digest = blake2b(self.text, digest_size=8 * n_words).digest()
            words: Words = np.frombuffer(digest, dtype="<u8").astype(dtype)
            return words

    return Digest


def places(source: np.random.SFC64, count: int) -> Places:
    """Return *count* places in a table, all equally likely."""
    words: Any = source.random_raw(-(-count // 4))
    # The same order of bytes on every machine.
    found: Any = words.astype("<u8", copy=False).view("<u2")[:count] >> 4
    # As numpy wants them: it would convert them anew wherever they are used.
    wanted: Places = found.astype("intp")
    return wanted


def uniforms(source: np.random.SFC64, count: int) -> Floats:
    """Return *count* numbers from 0 to 1, without 1."""
    words: Any = source.random_raw(count)
    found: Floats = (words >> 11) * 2.0**-53
    return found


def tabled(draws: Sequence[Draw]) -> list[Tabled]:
    """Return the tables of *draws*, none of which is fixed; alike ones share theirs."""
    import numpy as np

    relatives = [_relative(each) for each in draws if each.bounded]
    distinct = {(each.shape.text, each.likely): each for each in relatives}
    known = tables(list(distinct.values()))
    middles = (np.arange(ATOMS) + 0.5) / ATOMS
    found = {key: quantiles(known, index, middles) for index, key in enumerate(distinct)}
    made: list[Tabled] = []
    for each in draws:
        if each.bounded:
            own = _relative(each)
            made.append(Tabled(each.low, each.width, found[own.shape.text, own.likely], 0.0))
        else:
            middle, spread = each._lognormal
            made.append(Tabled(0.0, exp(middle), np.exp(spread * _normal_table()), spread))
    return made


def by_normal(draw: Draw) -> Tabled:
    """Return the table of a *draw* by the place of a standard normal from -8 to 8."""
    import numpy as np

    middles = (np.arange(ATOMS) + 0.5) * (2 * _REACH / ATOMS) - _REACH
    if not draw.bounded:
        middle, spread = draw._lognormal
        return Tabled(0.0, exp(middle), np.exp(spread * middles), spread)
    at = np.array([_normal.cdf(each) for each in middles.tolist()])
    return Tabled(draw.low, draw.width, quantiles(tables([_relative(draw)]), 0, at), 0.0)


def _relative(draw: Draw) -> Draw:
    """Return a bounded *draw* on its way from 0 to 1, as all do that are alike but for place."""
    # What differs in the last bits only is alike.
    return Draw(0.0, round((draw.likely - draw.low) / draw.width, 12), 1.0, draw.shape)


def drawn(known: Tabled, source: np.random.SFC64, count: int) -> Floats:
    """Return *count* values of a distribution, on its table's scale."""
    import numpy as np

    at = places(source, count)
    found: Floats = known.table.take(at, mode="clip")
    if known.spread:
        beyond = np.flatnonzero(at == ATOMS - 1)
        found[beyond] = np.exp(known.spread * _tail(source, len(beyond)))
    return found


def normals(source: np.random.SFC64, count: int) -> Floats:
    """Return *count* values of a standard normal."""
    import numpy as np

    at = places(source, count)
    found: Floats = _normal_table().take(at, mode="clip")
    for end, sign in ((0, -1.0), (ATOMS - 1, 1.0)):
        beyond = np.flatnonzero(at == end)
        found[beyond] = sign * _tail(source, len(beyond))
    return found


def looked_up(known: Tabled, deviations: Floats) -> Floats:
    """Return what a table made :func:`by_normal` has at *deviations* of the normal."""
    import numpy as np

    at = (deviations + _REACH) * (ATOMS / (2 * _REACH))
    found: Floats = known.table.take(np.clip(at, 0, ATOMS - 1).astype(np.intp), mode="clip")
    return found


def _tail(source: np.random.SFC64, count: int) -> Floats:
    """Return *count* values of a standard normal that lie in its highest part."""
    import numpy as np

    # Few enough for Python; and only here a table would be too coarse.
    inverse = _normal.inv_cdf
    return np.array([-inverse((1 - each) / ATOMS) for each in uniforms(source, count).tolist()])


@lru_cache(maxsize=1)
def _normal_table() -> Floats:
    import numpy as np

    return np.array(standard_normal(ATOMS))


def poisson(source: np.random.SFC64, count: int, mean: float) -> Floats:
    """Return *count* numbers of arrivals that happen by chance, *mean* on average.

    More on average is never fewer in any of them, as they are quantiles of the same numbers.
    """
    import numpy as np

    if mean > _COUNTED:
        found: Floats = np.floor(mean + sqrt(mean) * normals(source, count) + 0.5)
        return found
    least, below = _arrivals(mean)
    return (least + np.searchsorted(below, uniforms(source, count), side="right")).astype(float)


@lru_cache(maxsize=64)
def _arrivals(mean: float) -> tuple[int, Floats]:
    """Return the least number that counts, and how likely it and each further one is not passed."""
    import numpy as np

    if not mean:
        return 0, np.ones(1)
    # So far from the mean that less than a float can tell lies beyond.
    wide = 12 * sqrt(mean)
    least = max(0, floor(mean - wide))
    numbers = range(least, ceil(mean + wide) + 24)
    chances = [exp(each * log(mean) - mean - lgamma(each + 1)) for each in numbers]
    below = np.cumsum(chances)
    below[-1] = 1.0
    return least, below


def compound(
    known: Tabled | float,
    moments: tuple[float, float],
    source: np.random.SFC64,
    count: int,
    mean: float,
) -> Floats:
    """Return *count* sums of what happens *mean* times on average, each time drawn anew.

    Args:
        known: What it takes each time, in minutes, as a table or a fixed number.
        moments: Mean and variance of that.
        source: The random bits.
        count: How many sums.
        mean: How often it happens on average.
    """
    import numpy as np

    times = poisson(source, count, mean)
    if not isinstance(known, Tabled):
        return times * known
    if mean > _ONE_BY_ONE:
        # A sum of so many is all but normal.
        spread = np.sqrt(times * moments[1])
        return np.maximum(times * moments[0] + spread * normals(source, count), 0.0)
    found: Floats = np.zeros(count)
    for number in range(int(times.max(initial=0))):
        # Drawn for all, so that what one time takes does not depend on how many there are.
        each = drawn(known, source, count)
        found += np.where(times > number, known.start + known.size * each, 0.0)
    return found
