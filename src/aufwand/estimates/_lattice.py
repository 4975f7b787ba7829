"""Points that fill a cube far more evenly than random ones, and are always the same.

They are those of a rank-1 lattice: the k-th is at ``k z mod 1`` for a fixed vector z, moved so that
it keeps clear of all edges. Along each dimension they cut it into equal parts with one point in
each. The vector was found component by component for product weights that fall slowly. Source:
Dick, Kuo and Sloan, *High-dimensional integration: the quasi-Monte Carlo way*, Acta Numerica 22
(2013).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TypeAlias

    import numpy as np
    import numpy.typing as npt

    Places: TypeAlias = npt.NDArray[np.intp]

__all__ = ["MOST_POINTS", "strata"]

#: The most points there are; fewer are a power of two, too.
MOST_POINTS = 1 << 16

#: Sixteen bits of the vector, for each dimension.
_VECTOR = (
    *(1, 27537, 15039, 28157, 2491, 29659, 28345, 37109, 10435, 4027, 13093, 44263),
    *(28947, 8569, 48503, 41573, 52063, 43899, 40339, 26621, 51241, 40149, 36589, 57617),
)


def strata(count: int, dimension: int) -> Places:
    """Return in which of *count* equal parts of a dimension each point lies; each lies in another.

    Beyond the dimensions of the lattice the order is random, and always the same.

    Args:
        count: How many points, a power of two.
        dimension: The dimension, from 0; the first are filled most evenly together.
    """
    import numpy as np

    if dimension >= len(_VECTOR):
        return np.random.default_rng((2, dimension)).permutation(count)
    shift = int(count * ((0.5 + dimension * (5**0.5 - 1) / 2) % 1))
    return (np.arange(count) * _VECTOR[dimension] + shift) % count
