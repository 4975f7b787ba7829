"""Remedies that are made when somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeAlias

from aufwand.errors import Fault
from aufwand.rules.remedy import Remedy

if TYPE_CHECKING:
    from aufwand.estimates import Estimate

__all__ = ["MOST", "NOTHING", "Offer", "OfferLike", "offer_of"]

#: Most remedies of one match.
MOST = 20

#: All that is taken as remedies: one, several, or a function that makes them.
OfferLike: TypeAlias = "Remedy | Iterable[Remedy] | Callable[[], Remedy | Iterable[Remedy]] | Offer"


class Offer:
    """Remedies that are made when somebody asks for them, and then kept.

    Most findings are only counted, compared or shown in short; what would answer them can take
    longer to work out than everything else.
    """

    __slots__ = ("_estimate", "_given", "_made")

    def __init__(self, given: Any, estimate: Estimate | None = None) -> None:
        self._given: Any = given
        self._estimate: Estimate | None = estimate
        self._made: tuple[Remedy, ...] | None = None

    @property
    def remedies(self) -> tuple[Remedy, ...]:
        """The remedies, the best first.

        Raises:
            Fault: If what makes them gives something else.
        """
        made = self._made
        if made is None:
            made = _checked(self._given() if callable(self._given) else self._given)
            before = self._estimate
            if before is not None:
                made = tuple([each.found_in(before) for each in made])
            self._made = made
            self._given = ()
        return made

    def found_in(self, estimate: Estimate | None) -> Offer:
        """Return this offer for the plan of an *estimate*, which savings are reckoned from."""
        # What can be gone through only once is gone through by the one it was given to.
        return Offer((lambda: self.remedies) if self._made is None else self._made, estimate)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Offer) and self.remedies == other.remedies

    def __hash__(self) -> int:
        return hash(self.remedies)

    def __reduce__(self) -> tuple[object, tuple[tuple[Remedy, ...]]]:
        return Offer, (self.remedies,)


#: No remedies.
NOTHING = Offer(())


def offer_of(value: OfferLike) -> Offer:
    """Return *value* as an offer; what is neither a function nor an iterator is looked at now.

    Raises:
        Fault: If it is something else than remedies.
    """
    if isinstance(value, Offer):
        return value
    if value.__class__ is tuple and not value:
        return NOTHING
    later = callable(value) or hasattr(value, "__next__")
    return Offer(value if later else _checked(value))


def _checked(value: Any) -> tuple[Remedy, ...]:
    found = [value] if isinstance(value, Remedy) else [*islice(value, MOST + 1)]
    if len(found) > MOST or not all(isinstance(each, Remedy) for each in found):
        raise Fault(found, f"at most {MOST} remedies, as Remedy(…) makes them", "remedies")
    return tuple(found)
