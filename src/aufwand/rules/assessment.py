"""A plan judged: what it takes, and what is to be said about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import frozen

from aufwand.errors import Fault
from aufwand.estimates import Estimate, estimate
from aufwand.model import Plan
from aufwand.model._reading import read_day
from aufwand.rules.facts import Facts
from aufwand.rules.finding import LEVELS, Finding, Place
from aufwand.rules.rule_set import RuleSet
from aufwand.units._value import value

if TYPE_CHECKING:
    from aufwand.rules.rule import Rule

__all__ = ["Assessment", "assess", "check"]


@value
@frozen(repr=False, eq=False)
class Assessment:
    """What a plan takes, and what the rules say about it."""

    #: The plan.
    plan: Plan

    #: What it takes; no finding changes it.
    estimate: Estimate

    #: What the rules say, by level, path and code.
    findings: tuple[Finding, ...]

    @property
    def broken(self) -> bool:
        """Whether a rule broke or could not be loaded, so that findings may be missing."""
        return any(finding.code == "INT001" for finding in self.findings)

    def as_dict(
        self, lang: str = "en", places: Callable[[str], Place | None] | None = None
    ) -> dict[str, Any]:
        """Return it as plain data, as ``assess --format json`` shows it.

        Args:
            lang: The language of the messages, ``en`` or ``de``.
            places: What gives file, line and column of a path, such as a table's ``get``.

        Raises:
            UnknownName: If *lang* is another language.
        """
        return {
            "schema": 1,
            "plan": {"name": self.plan.name},
            "estimate": self.estimate.as_dict(),
            "findings": [
                finding.as_dict(lang, places(finding.path) if places else None)
                for finding in self.findings
            ],
        }

    def __repr__(self) -> str:
        levels = [finding.level for finding in self.findings]
        counts = [f"{levels.count(level)} {level}" for level in LEVELS if level in levels]
        told = ", ".join(counts) or "no findings"
        return f"<Assessment of {self.plan.name!r}: {self.estimate.weekly} a week; {told}>"


def assess(
    plan: Plan,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    rules: RuleSet | Iterable[Rule] | None = None,
    today: date | None = None,
) -> Assessment:
    """Return what *plan* takes and what the rules say about it.

    The estimate is made first; whatever a rule does, it stays. A rule that breaks is told of
    as ``INT001`` and loses nothing but its own further findings.

    >>> from aufwand.model import Activity
    >>> plan = Plan("Bakery", activities=[Activity("content", duration="3-5 h")])
    >>> assess(plan, select=["AUD104", "STF101"])
    <Assessment of 'Bakery': 3 h – 4 h – 5 h a week; 2 warning>

    Args:
        plan: The plan.
        select: Codes, families, beginnings or names of the rules to ask; none: all stable ones.
        ignore: The same, of rules not to ask.
        rules: The rules to choose from; left out, those of all installed packages.
        today: The day on which acceptances must still hold; left out, all do.

    Raises:
        Fault: If *plan* is no plan or *today* no day.
        UnknownName: If *select* or *ignore* names no rule.
    """
    if not isinstance(plan, Plan):
        raise Fault(plan, "a Plan")
    day = None if today is None else read_day(today)
    if rules is None:
        rules = RuleSet.installed()
    elif not isinstance(rules, RuleSet):
        rules = RuleSet(rules)
    chosen = rules.select(select, ignore)
    made = estimate(plan)
    return Assessment(plan, made, chosen.run(Facts(plan, made), today=day))


def check(
    plan: Plan,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    rules: RuleSet | Iterable[Rule] | None = None,
    today: date | None = None,
) -> tuple[Finding, ...]:
    """Return what the rules say about *plan*, by level, path and code.

    >>> check(Plan("Bakery"), select=["AUD104"])
    (<Finding AUD104 no-audience at audiences: warning>,)

    Args:
        plan: The plan.
        select: Codes, families, beginnings or names of the rules to ask; none: all stable ones.
        ignore: The same, of rules not to ask.
        rules: The rules to choose from; left out, those of all installed packages.
        today: The day on which acceptances must still hold; left out, all do.

    Raises:
        Fault: If *plan* is no plan or *today* no day.
        UnknownName: If *select* or *ignore* names no rule.
    """
    return assess(plan, select=select, ignore=ignore, rules=rules, today=today).findings
