"""What a rule says about a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from aufwand.model import Acceptance
from aufwand.rules._offer import NOTHING, Offer, offer_of
from aufwand.rules.measure import Measure
from aufwand.rules.message import Detail, Message
from aufwand.rules.price import Price
from aufwand.units._pattern import Pattern
from aufwand.units._value import value

if TYPE_CHECKING:
    from aufwand.rules.remedy import Remedy

__all__ = ["LEVELS", "Finding", "Place"]

#: How much a finding matters, the most first. *error*: the plan contradicts itself or the law, or
#: a rule broke. *warning*: as it is written, the plan will not work or spends time in vain.
#: *advice*: something is missing that would make it better, or easier to judge. *info*: good to
#: know.
LEVELS = ("error", "warning", "advice", "info")

#: File, line and column, counted from 1, as far as they are known.
Place = tuple[str | None, int | None, int | None]

_INDEX = Pattern(r"\[[0-9]+\]")

_RANK = {level: rank for rank, level in enumerate(LEVELS)}


@value
@frozen(repr=False, eq=False)
class Finding:
    """What a rule says about a plan. Findings are ordered by level, path and code.

    >>> from aufwand.model import Plan
    >>> from aufwand.rules import check
    >>> finding, = check(Plan("Bakery"), select=["AUD104"])
    >>> finding.path, finding.level
    ('audiences', 'warning')
    """

    #: The rule's code, for example ``STF102``.
    code: str

    #: The rule's name, for example ``role-overbooked``.
    name: str

    #: ``error``, ``warning``, ``advice`` or ``info``.
    level: str

    #: The part of the plan it is about, for example ``roles.pr``; empty for the whole.
    path: str

    #: What is so, where it was measured.
    measured: Measure | None

    #: What it was compared with.
    limit: Measure | None

    #: What tells it from another finding of the same rule at the same path.
    discriminator: str

    #: What it says, before it is filled with the details.
    wording: Message

    #: What the wording is filled with, by name.
    details: tuple[tuple[str, Detail], ...]

    #: What the problem costs in a week, as far as the rule can say.
    cost: Price | None = None

    _offer: Offer = field(default=NOTHING, converter=offer_of, repr=False, alias="remedies")

    #: Who decided to live with it, and why; nothing where nobody did.
    accepted: Acceptance | None = None

    @property
    def remedies(self) -> tuple[Remedy, ...]:
        """Changes that would answer it, the best first, each with what it saves."""
        return self._offer.remedies

    @property
    def message(self) -> str:
        """What it says, in English."""
        return self.say("en")

    @property
    def fingerprint(self) -> str:
        """What stays the same while the plan changes around it.

        It is made of code, path and discriminator: not of numbers, words, places in a list or
        lines.
        """
        from hashlib import sha256

        text = "\0".join((self.code, _INDEX.sub("[]", self.path), self.discriminator))
        return sha256(text.encode("utf-8", "backslashreplace")).hexdigest()

    def say(self, lang: str = "en") -> str:
        """Return what it says in *lang*, as one line.

        Raises:
            UnknownName: If *lang* is neither ``en`` nor ``de``.
        """
        return self.wording.say(lang, dict(self.details))

    def as_dict(self, lang: str = "en", place: Place | None = None) -> dict[str, Any]:
        """Return it as plain data, as ``assess --format json`` shows it.

        Args:
            lang: The language of the message, ``en`` or ``de``.
            place: File, line and column, from whoever knows the plan's file.

        Raises:
            UnknownName: If *lang* is another language.
        """
        file, line, column = place or (None, None, None)
        return {
            "code": self.code,
            "name": self.name,
            "level": self.level,
            "path": self.path,
            "message": self.say(lang),
            "measured": None if self.measured is None else self.measured.as_dict(),
            "limit": None if self.limit is None else self.limit.as_dict(),
            "cost": None if self.cost is None else self.cost.as_dict(),
            "remedies": [remedy.as_dict(lang) for remedy in self.remedies],
            "file": file,
            "line": line,
            "column": column,
            "fingerprint": self.fingerprint,
            "accepted": None if self.accepted is None else _accepted(self.accepted),
        }

    def at_level(self, level: str) -> Finding:
        """Return this finding at another level."""
        return self if level == self.level else evolve(self, level=level)

    def accepted_by(self, acceptance: Acceptance) -> Finding:
        """Return this finding as one that somebody lives with."""
        return evolve(self, accepted=acceptance)

    @property
    def order(self) -> tuple[int, str, str, str]:
        """What findings are sorted by: level, path, code, discriminator."""
        return _RANK[self.level], self.path, self.code, self.discriminator

    def __lt__(self, other: object) -> bool:
        return self.order < other.order if isinstance(other, Finding) else NotImplemented

    def __le__(self, other: object) -> bool:
        return self.order <= other.order if isinstance(other, Finding) else NotImplemented

    def __gt__(self, other: object) -> bool:
        return self.order > other.order if isinstance(other, Finding) else NotImplemented

    def __ge__(self, other: object) -> bool:
        return self.order >= other.order if isinstance(other, Finding) else NotImplemented

    def __str__(self) -> str:
        return f"{self.code} {self.name}: {self.message}"

    def __repr__(self) -> str:
        at = f" at {self.path}" if self.path else ""
        return f"<Finding {self.code} {self.name}{at}: {self.level}>"


def _accepted(acceptance: Acceptance) -> dict[str, str | None]:
    return {
        "reason": acceptance.reason,
        "until": None if acceptance.until is None else acceptance.until.isoformat(),
        "owner": acceptance.owner,
        "up_to": None if acceptance.up_to is None else acceptance.up_to.text,
    }
