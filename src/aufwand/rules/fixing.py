"""Applying remedies one after the other, and what comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from aufwand.errors import AufwandError
from aufwand.estimates import Difference, difference
from aufwand.rules.assessment import Assessment
from aufwand.rules.finding import Finding
from aufwand.rules.remedy import Remedy
from aufwand.units._value import value

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Fix", "Fixes", "fix"]

#: Most remedies that are applied: each can bring findings with remedies of their own.
MOST = 200


@value
@frozen(repr=False, eq=False)
class Fix:
    """A remedy that was applied, and the finding it answers."""

    #: The finding.
    finding: Finding

    #: What was done about it, with what it saved when it was applied.
    remedy: Remedy

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        """Return it as plain data, as ``fix --format json`` shows it."""
        return {
            "code": self.finding.code,
            "name": self.finding.name,
            "path": self.finding.path,
            **self.remedy.as_dict(lang),
        }


@value
@frozen(repr=False, eq=False)
class Fixes:
    """What remedies made of a plan."""

    #: The assessment of the plan as it was.
    before: Assessment

    #: The assessment of the plan as it would be.
    after: Assessment

    #: What was applied, in that order.
    applied: tuple[Fix, ...] = ()

    @property
    def saves(self) -> Difference:
        """What all of them save in a week: the estimate before minus the estimate after."""
        return difference(self.before.estimate, self.after.estimate)

    @property
    def gone(self) -> tuple[Finding, ...]:
        """The findings that are gone."""
        left = {finding.fingerprint for finding in self.after.findings}
        return tuple(each for each in self.before.findings if each.fingerprint not in left)

    @property
    def came(self) -> tuple[Finding, ...]:
        """The findings that are new."""
        had = {finding.fingerprint for finding in self.before.findings}
        return tuple(each for each in self.after.findings if each.fingerprint not in had)

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        """Return it as plain data, as ``fix --format json`` shows it."""
        return {
            "plan": {"name": self.before.plan.name},
            "applied": [each.as_dict(lang) for each in self.applied],
            "saves": self.saves.as_dict(),
            "before": self.before.estimate.weekly.as_dict(),
            "after": self.after.estimate.weekly.as_dict(),
            "gone": [finding.as_dict(lang) for finding in self.gone],
            "came": [finding.as_dict(lang) for finding in self.came],
        }

    def __repr__(self) -> str:
        return f"<Fixes of {self.before.plan.name!r}: {len(self.applied)} applied>"


def fix(assessment: Assessment, *, codes: Iterable[str] = (), unsafe: bool = False) -> Fixes:
    """Return what remedies make of the plan of an *assessment*.

    They are applied one after the other, each to what the ones before it left, so that no two
    get in each other's way. One is kept only if its finding is gone then and no error is new.
    Findings that somebody accepted are left alone. The plan itself, and any file, stay as they
    are.

    Args:
        assessment: The plan as it was assessed.
        codes: Codes, families, beginnings or names of the rules whose findings are answered;
            none: all.
        unsafe: Whether trade-offs are made too, which give something up.

    Raises:
        UnknownName: If *codes* names no rule.
        Fault: If the assessment does not know its rules, as it came from elsewhere.
    """
    wanted = {choice.rule.code for choice in assessment.chosen(codes)}
    allowed = ("safe", "trade-off") if unsafe else ("safe",)
    now = assessment
    applied: list[Fix] = []
    tried: set[tuple[str, Remedy]] = set()
    while len(applied) < MOST:
        step = _next(now, wanted, allowed, tried)
        if step is None:
            break
        now, one = step
        applied.append(one)
    return Fixes(assessment, now, tuple(applied))


def _next(
    now: Assessment, wanted: set[str], allowed: tuple[str, ...], tried: set[tuple[str, Remedy]]
) -> tuple[Assessment, Fix] | None:
    """Return what the first remedy that helps makes of the plan, and what it was."""
    for finding in now.findings:
        if finding.code not in wanted or finding.accepted is not None:
            continue
        for remedy in finding.remedies:
            if remedy.safety not in allowed or (finding.fingerprint, remedy) in tried:
                continue
            tried.add((finding.fingerprint, remedy))
            try:
                after = now.apply(remedy)
            except AufwandError:
                # What it speaks of went with another one, or the rule was wrong about it.
                continue
            cleared = finding.fingerprint in {each.fingerprint for each in after.gone}
            if cleared and not any(each.level == "error" for each in after.came):
                return after, Fix(finding, remedy)
    return None
