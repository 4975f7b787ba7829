"""What a rule found, before the engine makes a finding of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from aufwand.errors import Fault
from aufwand.model._reading import plain_text
from aufwand.rules._offer import Offer, offer_of
from aufwand.rules.finding import LEVELS
from aufwand.rules.measure import Measure, measured_as
from aufwand.rules.message import LONGEST, Detail, Message, detail, message_of
from aufwand.rules.price import Price, price_of
from aufwand.units._value import value

if TYPE_CHECKING:
    from aufwand.rules._offer import OfferLike
    from aufwand.rules.measure import Measured
    from aufwand.rules.message import MessageLike
    from aufwand.rules.price import PriceLike
    from aufwand.rules.remedy import Remedy

__all__ = ["Match"]


@value
@frozen(init=False, repr=False, eq=False)
class Match:
    """What a rule found: where, how much, and what its message is filled with.

    ``{measured}``, ``{limit}`` and ``{cost}`` in a message are what was given here.

    Args:
        path: The part of the plan it is about, for example ``roles.pr``; empty for the whole.
        message: What is said instead of the rule's own message. In text, names of details in
            braces are filled and everything else is taken word for word.
        measured: What is so: effort or money of a week, a range of them (its likely value
            counts), or a :class:`~aufwand.rules.Measure`.
        limit: What it was compared with.
        discriminator: What tells this match from another of the same rule at the same path;
            it must not change when the numbers do.
        level: How much this matters where it is not as much as the rule says of itself:
            ``error``, ``warning``, ``advice`` or ``info``. A plan that sets another level for
            the rule sets it for this match too.
        cost: What the problem costs in a week: effort, money, a range of one, or a pair of both.
        remedies: Changes that would answer it, the best first; a function or a generator, where
            making them takes long, is asked when somebody wants to see them.
        **details: What the message is filled with: text, numbers, days, efforts, money, ranges.

    Raises:
        Fault: If one of them is something else.
    """

    #: The part of the plan it is about.
    path: str

    #: What is said instead of the rule's own message.
    message: Message | None

    #: What is so.
    measured: Measure | None

    #: What it was compared with.
    limit: Measure | None

    #: What tells it from another match of the same rule at the same path.
    discriminator: str

    #: What the message is filled with, by name.
    details: tuple[tuple[str, Detail], ...]

    #: How much it matters; empty: as much as the rule says.
    level: str

    #: What the problem costs in a week.
    cost: Price | None

    _offer: Offer

    def __init__(
        self,
        path: str = "",
        message: MessageLike | None = None,
        *,
        measured: Measured | None = None,
        limit: Measured | None = None,
        discriminator: str = "",
        level: str = "",
        cost: PriceLike | None = None,
        remedies: OfferLike = (),
        **details: Any,
    ) -> None:
        put = object.__setattr__
        put(self, "path", _text("path", path))
        put(self, "message", None if message is None else message_of(message, verbatim=True))
        put(self, "measured", _measure("measured", measured, details))
        put(self, "limit", _measure("limit", limit, details))
        put(self, "discriminator", _text("discriminator", discriminator))
        put(self, "level", "" if level == "" else _level(level))
        if cost is not None:
            cost = price_of(cost)
            if cost:
                details["cost"] = cost
        put(self, "cost", cost)
        put(self, "_offer", offer_of(remedies))
        told = tuple([(name, detail(name, value)) for name, value in details.items()])
        put(self, "details", told)

    @property
    def remedies(self) -> tuple[Remedy, ...]:
        """Changes that would answer it, the best first."""
        return self._offer.remedies


def _level(value: str) -> str:
    if value not in LEVELS:
        raise Fault(value, f"one of {', '.join(LEVELS)}", "level")
    return LEVELS[LEVELS.index(value)]


def _text(name: str, value: str) -> str:
    text = plain_text(value) if isinstance(value, str) else None
    if text is None or len(text) > LONGEST:
        raise Fault(value, f"text of at most {LONGEST:,} characters", name)
    return text


def _measure(name: str, value: Measured | None, details: dict[str, Any]) -> Measure | None:
    if value is None:
        return None
    try:
        measure, told = measured_as(value)
    except Fault as fault:
        raise fault.at(name) from None
    details[name] = told
    return measure
