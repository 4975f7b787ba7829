"""How what is drawn is shared among sums, laid out so that few additions do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import TypeAlias

    #: How much of something is in which sums; each amount with all positions that have as much.
    Amounts: TypeAlias = tuple[tuple[float, tuple[int, ...]], ...]

    #: Positions of sums, and how much of something each of them has.
    Shares: TypeAlias = tuple[tuple[int, float], ...]

__all__ = ["alike", "bundled"]

#: From so many terms on it takes fewer additions to sum them before they are shared.
_FEWEST = 3

#: A block of draws has room for so many bundles.
_MOST = 64


def alike(amounts: Mapping[int, float], times: float = 1.0) -> Amounts:
    """Return *amounts* by position the other way round, each multiplied."""
    found: dict[float, list[int]] = {}
    for position, amount in amounts.items():
        if amount * times:
            found.setdefault(amount * times, []).append(position)
    return tuple((amount, tuple(positions)) for amount, positions in found.items())


def bundled(
    amounts: Sequence[Amounts], apart: Sequence[frozenset[int]], sums: int
) -> tuple[list[Amounts], tuple[Shares, ...]]:
    """Return *amounts* with bundles of what is shared in the same way, and who shares those.

    Three activities that two people do half and half are summed once, and the sum is halved.

    Args:
        amounts: How much of each term is in which sums; their order decides that of the bundles.
        apart: Positions of sums among which terms are compared.
        sums: How many sums there are; bundles have the positions after them.
    """
    of_terms = [
        {position: amount for amount, positions in own for position in positions} for own in amounts
    ]
    ways: dict[Shares, list[int]] = {}
    for term, own in enumerate(of_terms):
        most = max(own.values(), default=0.0)
        for among in apart:
            # What differs in the last bits only is alike.
            shared = sorted((each, round(own[each] / most, 12)) for each in among & own.keys())
            if len(shared) > 1:
                ways.setdefault(tuple(shared), []).append(term)
    worth = sorted((each for each in ways.items() if len(each[1]) >= _FEWEST), key=_fewer)[:_MOST]
    for bundle, (shares, terms) in enumerate(worth):
        for term in terms:
            own = of_terms[term]
            # As much as the term has anywhere; there may be no share of one in the bundle.
            own[sums + bundle] = max(own.values())
            for position, _ in shares:
                del own[position]
    return [alike(each) for each in of_terms], tuple(shares for shares, _ in worth)


def _fewer(way: tuple[Shares, list[int]]) -> int:
    return -len(way[1])
