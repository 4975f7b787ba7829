"""A change that answers a finding, and what it saves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from aufwand.errors import Fault, InvalidPlan
from aufwand.estimates import Difference, Estimate, difference, estimate
from aufwand.model._reading import plain_text
from aufwand.model.change import Add, Change, Drop, Put, bare, changed
from aufwand.rules.message import LONGEST, Detail, Message, detail, longest, message_of
from aufwand.units._value import value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aufwand.model import Plan
    from aufwand.rules.message import MessageLike

__all__ = ["SAFETIES", "Remedy", "overlapping"]

#: *safe*: the plan keeps every goal and promise. *trade-off*: something is given up, so that a
#: person must decide. *manual*: only a person can do it.
SAFETIES = ("safe", "trade-off", "manual")


@value
@frozen(init=False, repr=False, eq=False)
class Remedy:
    """A change that answers a finding.

    What it saves is reckoned, not claimed: the estimate of the plan before, minus that after.

    >>> Remedy("Close {channel}", "trade-off", Drop("channels.xing"), channel="XING")
    <Remedy (trade-off): Close XING>

    Args:
        title: What is to be done: text, or a table by language, with names of details in braces.
        safety: ``safe``, ``trade-off`` or ``manual``.
        *changes: What it does to the plan, one after the other; a manual one does nothing.
        **details: What the title is filled with.

    Raises:
        InvalidPlan: With everything that is wrong with it.
    """

    #: What is to be done, before it is filled with the details.
    wording: Message

    #: ``safe``, ``trade-off`` or ``manual``.
    safety: str

    #: What it does to the plan.
    changes: tuple[Change, ...]

    #: What the title is filled with, by name.
    details: tuple[tuple[str, Detail], ...]

    # The estimate it was found in, and what it saves: each at most one.
    _before: list[Estimate] = field(eq=False, repr=False)
    _saves: list[Difference | None] = field(eq=False, repr=False)

    def __init__(
        self,
        title: MessageLike,
        safety: str,
        /,
        *changes: Change,
        **details: Any,
    ) -> None:
        faults: list[Fault] = []
        if not isinstance(safety, str) or plain_text(safety) not in SAFETIES:
            faults.append(Fault(safety, f"one of {', '.join(SAFETIES)}", "safety"))
        if not all(isinstance(each, (Put, Drop, Add)) for each in changes):
            faults.append(Fault(changes, "changes: Put(…), Drop(…), Add(…)", "changes"))
        elif bool(changes) == (safety == "manual"):
            expected = "no changes" if changes else "at least one change, or 'manual'"
            faults.append(Fault(changes, expected, "changes"))
        told: dict[str, Detail] = {}
        for name, each in details.items():
            try:
                told[name] = detail(name, each)
            except Fault as fault:
                faults.append(fault)
        wording = Message("?")
        try:
            wording = message_of(title)
        except Fault as fault:
            faults.append(fault.at("title"))
        lacking = ", ".join(sorted(wording.needs - details.keys()))
        if lacking:
            faults.append(Fault(lacking, "details for every name in the title", "title"))
        elif not faults and longest(wording, told) > LONGEST:
            faults.append(Fault(wording.en, f"a title of at most {LONGEST:,} characters", "title"))
        if faults:
            raise InvalidPlan("remedy", faults)
        put = object.__setattr__
        put(self, "wording", wording)
        put(self, "safety", plain_text(safety))
        put(self, "changes", tuple(changes))
        put(self, "details", tuple(told.items()))
        put(self, "_before", [])
        put(self, "_saves", [])

    @property
    def title(self) -> str:
        """What is to be done, in English."""
        return self.say("en")

    def say(self, lang: str = "en") -> str:
        """Return what is to be done in *lang*, as one line.

        Raises:
            UnknownName: If *lang* is neither ``en`` nor ``de``.
        """
        return self.wording.say(lang, dict(self.details))

    def change(self, plan: Plan) -> Plan:
        """Return *plan* with the change made.

        Raises:
            UnknownName: If it speaks of something that is not in *plan*.
            InvalidPlan: If the changed plan would not be sound.
        """
        return changed(plan, self.changes)

    @property
    def saves(self) -> Difference | None:
        """What it saves in a week: the estimate before minus the estimate after.

        A remedy that costs time saves less than nothing. Nothing is known of one that is manual,
        that no check has found, or whose rule was wrong: that cannot be made in this plan.
        """
        if not self._saves:
            self._saves.append(self._reckoned())
        return self._saves[0]

    def _reckoned(self) -> Difference | None:
        if not self.changes or not self._before:
            return None
        before = self._before[0]
        try:
            about_scenarios = any(each.path.startswith("scenarios") for each in self.changes)
            plan = before.plan if about_scenarios else bare(before.plan)
            return difference(before, estimate(self.change(plan)))
        except Exception:
            # Whoever reads a result must not fail because of what one rule proposes in it.
            return None

    def found_in(self, before: Estimate) -> Remedy:
        """Return this remedy for the plan of an estimate, which its saving is reckoned from."""
        made = object.__new__(Remedy)
        put = object.__setattr__
        for name in ("wording", "safety", "changes", "details"):
            put(made, name, getattr(self, name))
        put(made, "_before", [before])
        put(made, "_saves", [])
        return made

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        """Return it as plain data, as ``assess --format json`` shows it."""
        saves = self.saves
        return {
            "title": self.say(lang),
            "safety": self.safety,
            "saves": None if saves is None else saves.as_dict(),
        }

    def __repr__(self) -> str:
        return f"<Remedy ({self.safety}): {self.title}>"


def overlapping(remedies: Iterable[Remedy]) -> list[str]:
    """Return the paths that two of *remedies* would change in different ways."""
    seen: list[tuple[Remedy, Change]] = []
    both: dict[str, None] = {}
    for remedy in remedies:
        for change in remedy.changes:
            for other, before in seen:
                if other is not remedy and change != before and _meet(change.path, before.path):
                    both[change.path] = None
            seen.append((remedy, change))
    return list(both)


def _meet(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")
