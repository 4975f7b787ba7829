"""A check: one thing that holds of every rule, and what is tried to find where it does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from attrs import evolve, field, frozen

from aufwand.testing._around import simplest
from aufwand.testing._plans import EXAMPLES, Plans, facts_for, facts_of
from aufwand.testing.failing import FailedCheck

if TYPE_CHECKING:
    from aufwand.model import Plan
    from aufwand.rules import Facts, Rule

__all__ = ["Check", "of_plans", "of_rule"]

#: What a check does: look at a rule, or at what it says of a plan, and tell what is wrong.
Look: TypeAlias = "Callable[[Rule], Iterator[str]] | Callable[[Rule, Facts], Iterator[str]]"


@frozen(repr=False, eq=False)
class Check:
    """One thing that holds of every rule: call it with a rule, and it raises if it does not hold.

    >>> from aufwand.guidance.staffing import role_overbooked
    >>> from aufwand.testing import checks
    >>> checks.deterministic
    <Check deterministic>
    >>> checks.deterministic(role_overbooked)
    """

    #: Its name, for example ``order-independent``.
    name: str

    #: What holds, in one sentence.
    about: str

    _look: Callable[..., Iterator[str]] = field(alias="look")

    #: Whether it tries plans; if not, it looks at the rule alone.
    tries_plans: bool

    #: The plans it tries; nothing: those of the rule's own example, and others that are drawn.
    plans: Plans | None = field(default=None, kw_only=True)

    #: How many plans are drawn.
    examples: int = field(default=EXAMPLES, kw_only=True)

    def trying(self, plans: Plans | None = None, examples: int = EXAMPLES) -> Check:
        """Return the same check with other plans.

        Args:
            plans: Plans, or a strategy that draws them; left out, the usual ones.
            examples: How many are drawn.
        """
        return evolve(self, plans=plans, examples=examples)

    def __call__(self, rule: Rule) -> None:
        """Raise if it does not hold of *rule*.

        Raises:
            FailedCheck: With what is wrong, and the smallest plan found that shows it.
        """
        called = f"{rule.code} {rule.name}"
        if not self.tries_plans:
            wrong = "; ".join(self._look(rule))
            if wrong:
                raise FailedCheck(called, self.name, wrong)
            return
        for facts in facts_for(rule, self.plans, self.examples):
            wrong = self._first(rule, facts)
            if wrong:
                plan = simplest(facts.plan, lambda plan: bool(self._wrong_with(rule, plan)))
                wrong = self._wrong_with(rule, plan) or wrong
                raise FailedCheck(called, self.name, wrong, plan)

    def _wrong_with(self, rule: Rule, plan: Plan) -> str:
        return self._first(rule, facts_of(rule, plan))

    def _first(self, rule: Rule, facts: Facts) -> str:
        return next(iter(self._look(rule, facts)), "")

    def __repr__(self) -> str:
        return f"<Check {self.name}>"


def of_rule(look: Callable[[Rule], Iterator[str]]) -> Check:
    """Return the check that looks at a rule alone."""
    return _made(look, tries_plans=False)


def of_plans(look: Callable[[Rule, Facts], Iterator[str]]) -> Check:
    """Return the check that looks at what a rule says of plans."""
    return _made(look, tries_plans=True)


def _made(look: Look, *, tries_plans: bool) -> Check:
    about = (look.__doc__ or "").strip()
    return Check(look.__name__.replace("_", "-"), about, look, tries_plans)
