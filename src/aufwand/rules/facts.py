"""What a rule may look at: the plan, its estimate, and sums that many rules ask for."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from attrs import field, frozen

from aufwand.errors import Fault, MissingPackage
from aufwand.estimates import Dimension, Estimate, Rollup, estimate
from aufwand.model import Channel, Plan
from aufwand.rules._guard import Guard
from aufwand.rules.judgement import Judgement
from aufwand.units import Effort, Money, Range, minutes
from aufwand.units._exact import exact
from aufwand.units._value import value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aufwand.estimates import Capacity

__all__ = ["Facts"]

V = TypeVar("V")

_NOTHING: Range[Effort] = Range(minutes(0), minutes(0), minutes(0))


class Apart(NamedTuple):
    """What rules that are not ours look at."""

    #: The facts, about a copy of the plan.
    facts: Facts

    #: What tells whether that copy was changed.
    guard: Guard

    #: The codes of the rules that were seen not to.
    harmless: set[str]


@value
@frozen(repr=False, eq=False)
class Facts:
    """What a rule may look at; all rules of a run share it, and each sum is made once."""

    #: The plan.
    plan: Plan

    #: What the plan takes.
    estimate: Estimate

    #: How the acceptances of the plan fare; known to rules about them, which are asked last.
    acceptances: tuple[Judgement, ...] = ()

    _kept: dict[Any, Any] = field(factory=dict[Any, Any], init=False, eq=False, repr=False)

    @classmethod
    def of(cls, plan: Plan) -> Facts:
        """Return the facts of *plan*, with its estimate."""
        return cls(plan, estimate(plan))

    def anew(self, acceptances: tuple[Judgement, ...] = ()) -> Facts:
        """Return the facts of the same plan with nothing kept, and with *acceptances* judged."""
        return Facts(self.plan, self.estimate, acceptances)

    def _apart(self) -> Apart:
        """Return the same facts about a copy of the plan.

        Sums are kept in tables that can be written into; whoever does so spoils only his own.
        """
        guard = Guard(self.plan)
        restored: Any
        # As it travels: the same numbers, in tables that are new.
        restored, (_, *numbers) = self.estimate.__reduce__()
        own: Estimate = restored(guard.plan, *numbers)
        facts = Facts(guard.plan, own, self.acceptances)
        guard.watch(facts, own, own._weekly, own._once)
        return Apart(facts, guard, set())

    def _apart_for(self, package: str) -> Apart:
        """Return the facts that all rules of a *package* share."""
        return self._keep(("apart", package), self._apart)

    def _forget(self, package: str) -> None:
        """Forget the facts that rules of a *package* shared, as they were changed."""
        self._kept.pop(("apart", package), None)

    @property
    def channels(self) -> tuple[Channel, ...]:
        """The active channels of the plan."""
        return self._keep("channels", lambda: tuple(c for c in self.plan.channels if c.active))

    def load(self, role: str) -> Range[Effort]:
        """Return the effort that falls to *role* in a typical week.

        Raises:
            UnknownName: If the plan has no such role.
        """
        return self._part("role", role, self.plan.role)

    def weekly(self, activity: str) -> Range[Effort]:
        """Return the effort of *activity* in a typical week; none if it is done once.

        Raises:
            UnknownName: If the plan has no such activity.
        """
        return self._part("activity", activity, self.plan.activity)

    def once(self, activity: str) -> Range[Effort]:
        """Return the effort of an *activity* that is done once; none if it recurs.

        Raises:
            UnknownName: If the plan has no such activity.
        """
        table = self.estimate._once
        sums = table.by("activity").get(activity)
        if sums is None:
            self.plan.activity(activity)
            return _NOTHING
        low, likely, high = (Effort._of(Fraction(each, table.denominator)) for each in sums)
        return Range(low, likely, high)

    def area(self, area: str) -> Range[Effort]:
        """Return the effort of an *area* in a typical week; none if the plan lacks it."""
        return self._part("area", area, None)

    @property
    def capacity(self) -> Capacity | None:
        """Load against capacity of every role in every week of the plan.

        Nothing where the plan lacks one of its dates, or cannot be laid over its days:
        :attr:`capacity_fault` says why.
        """
        return self._keep("capacity", self._laid_out)[0]

    @property
    def capacity_fault(self) -> Fault | MissingPackage | None:
        """Why a plan with dates has no :attr:`capacity`, such as a country without data."""
        return self._keep("capacity", self._laid_out)[1]

    def _laid_out(self) -> tuple[Capacity | None, Fault | MissingPackage | None]:
        calendar = self.plan.calendar
        if calendar.start is None or calendar.end is None:
            return None, None
        try:
            return self.estimate.capacity(), None
        except (Fault, MissingPackage) as fault:
            return None, fault

    def presence(self, channel: str) -> Range[Effort]:
        """Return what *channel* gets in a typical week.

        That is the effort for it, and its share of the effort that serves no channel in
        particular: by weight among the active channels, equally where no weight is above 0.
        A channel that is not active gets nothing.

        Raises:
            UnknownName: If the plan has no such channel.
        """
        return self._keep(
            ("presence", channel),
            lambda: self._presence(channel, self._sums("channel"), _NOTHING),
        )

    def presence_cost(self, channel: str) -> Range[Money] | None:
        """Return what :meth:`presence` costs, as far as its hours have a price.

        Nothing where the plan knows no cost at all.

        Raises:
            UnknownName: If the plan has no such channel.
        """
        return self._keep(("cost", channel), lambda: self._presence_cost(channel))

    def _presence_cost(self, channel: str) -> Range[Money] | None:
        cost = self.estimate.cost
        if cost is None:
            return None
        zero = Money(0, cost.currency)
        sums = self._keep("costs", lambda: cost.by("channel"))
        return self._presence(channel, sums, Range[Money](zero, zero, zero))

    def _presence(self, channel: str, sums: Mapping[str, V], nothing: V) -> V:
        if not self.plan.channel(channel).active:
            return nothing
        whole: Any = sums.get(channel, nothing)
        shared: Any = sums.get("")
        both: V = whole if shared is None else whole + shared * self._shares[channel]
        return both

    @property
    def _shares(self) -> dict[str, Fraction]:
        return self._keep("shares", self._weighed)

    def _weighed(self) -> dict[str, Fraction]:
        weights = {channel.key: exact(channel.weight) for channel in self.channels}
        total = sum(weights.values())
        if not total:
            return dict.fromkeys(weights, Fraction(1, len(weights)))
        return {key: weight / total for key, weight in weights.items()}

    def _sums(self, dimension: Dimension) -> Rollup[str, Effort]:
        return self._keep(dimension, lambda: self.estimate.by(dimension))

    def _part(
        self, dimension: Dimension, key: str, look_up: Callable[[str], object] | None
    ) -> Range[Effort]:
        def make() -> Range[Effort]:
            if look_up is not None:
                look_up(key)
            return self._sums(dimension).get(key, _NOTHING)

        return self._keep((dimension, key), make)

    def _keep(self, name: Any, make: Callable[[], V]) -> V:
        # Two threads may both make it, and make the same.
        if name not in self._kept:
            self._kept[name] = make()
        kept: V = self._kept[name]
        return kept
