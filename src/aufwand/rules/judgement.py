"""How an acceptance fares: whether it holds, and if not, why."""

from __future__ import annotations

from attrs import frozen

from aufwand.model import Acceptance
from aufwand.rules.finding import Finding
from aufwand.units._value import value

__all__ = ["STATES", "Judgement"]

#: *holds*: it accepts a finding. *unused*: there is no such finding any more. *expired*: its day
#: has passed. *outgrown*: the problem costs more than was accepted. *several*: it names no path,
#: and there is more than one such finding. *unknown*: there is no such rule. *resting*: its rule
#: was not asked.
STATES = ("holds", "unused", "expired", "outgrown", "several", "unknown", "resting")


@value
@frozen(repr=False, eq=False)
class Judgement:
    """How one acceptance of a plan fares."""

    #: The acceptance.
    acceptance: Acceptance

    #: Its place among those of the plan, counted from 0.
    index: int

    #: ``holds``, ``unused``, ``expired``, ``outgrown``, ``several``, ``unknown`` or ``resting``.
    state: str

    #: The findings it speaks of; of an unused one, those of its rule elsewhere.
    findings: tuple[Finding, ...] = ()

    @property
    def path(self) -> str:
        """Where it stands in the plan, for example ``accepted[0]``."""
        return f"accepted[{self.index}]"
