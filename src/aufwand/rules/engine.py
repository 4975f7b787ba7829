"""Running rules, each on its own: whatever one does, the others are heard."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from aufwand.errors import AufwandError, Fault
from aufwand.rules._failing import failed, finding_of, rehearsed
from aufwand.rules._interrupt import pressed
from aufwand.rules._judging import judged
from aufwand.rules.configuration import Choice, reaches
from aufwand.rules.match import Match
from aufwand.rules.rule import OWN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from aufwand.rules._guard import Guard
    from aufwand.rules.facts import Facts
    from aufwand.rules.finding import Finding
    from aufwand.rules.rule import Rule
    from aufwand.rules.rule_set import RuleSet

__all__ = ["MOST", "ChangedPlan", "run"]

#: The family of rules about acceptances, which can be judged when all else is found.
JUDGING = "SUP"

#: Most matches of one rule.
MOST = 1_000


class ChangedPlan(AufwandError, RuntimeError):
    """A rule changed the plan or its estimate, which only a hand that goes around them can."""


def run(
    rules: RuleSet,
    choices: Sequence[Choice],
    facts: Facts,
    *,
    today: date | None = None,
    strict: bool = False,
) -> tuple[Finding, ...]:
    """Return what the rules that were chosen say of *facts*, in order.

    A rule that breaks keeps what it had found: each match is a true sentence of its own. One that
    changes the plan keeps nothing, and the plan is mended.

    Args:
        rules: All rules that are known, and what is to be said of those that could not be loaded.
        choices: The rules to run, with their levels and options.
        facts: The plan and its estimate.
        today: The day on which acceptances must still hold; left out, all do.
        strict: Whether what a rule raises is raised.

    Raises:
        BaseException: What a rule raised, if *strict*.
    """
    packages = rules._packages
    # Our own rules are known to change nothing.
    trusted = all(packages[each.rule.code] == OWN for each in choices)
    guard = None if trusted else facts.guard()
    first = [choice for choice in choices if choice.rule.family != JUDGING]
    asking = _Asking(facts, packages, guard, strict=strict)
    findings = asking.guarded(first)
    findings += rules.broken
    if facts.plan.accepted:
        asked = {choice.rule.code for choice in choices}
        asking.facts = facts.anew(judged(findings, rules, asked, facts.plan, today))
        last = [choice for choice in choices if choice.rule.family == JUDGING]
        findings += asking.guarded(last)
    findings.sort(key=attrgetter("order"))
    return tuple(findings)


class _Asking:
    """Asks rules about the same facts, those of each package for themselves."""

    def __init__(
        self, facts: Facts, packages: Mapping[str, str], guard: Guard | None, *, strict: bool
    ) -> None:
        self.facts = facts
        self.packages = packages
        self.guard = guard
        self.strict = strict
        self.currency = facts.plan.currency

    def guarded(self, choices: Sequence[Choice]) -> list[Finding]:
        """Return what the rules say, and of any that changes the plan only that it does."""
        guard = self.guard
        if guard is None:
            return self._all(choices, self.packages)
        try:
            findings = self._all(choices, self.packages)
        finally:
            whole = self._whole(guard)
        return findings if whole else self._one_by_one(choices, guard)

    def _one_by_one(self, choices: Sequence[Choice], guard: Guard) -> list[Finding]:
        """Return what each rule says when no other can have changed the plan before."""
        findings: list[Finding] = []
        for choice in choices:
            code = choice.rule.code
            found = self._all((choice,), {code: code})
            if not self._whole(guard):
                changed = ChangedPlan("it changed the plan or its estimate")
                if self.strict:
                    raise changed
                found = [failed(choice.rule, changed)]
            findings += found
        return findings

    def _whole(self, guard: Guard) -> bool:
        """Return whether nothing was changed; mend what was, and forget what came of it."""
        if not guard.broken():
            return True
        guard.mend()
        self.facts.forget()
        return False

    def _all(self, choices: Sequence[Choice], names: Mapping[str, str]) -> list[Finding]:
        """Return what the rules say; those that are not ours share sums by their *names*."""
        findings: list[Finding] = []
        guard, packages = self.guard, self.packages
        for choice in choices:
            code = choice.rule.code
            facts = self.facts
            if guard is not None and packages[code] != OWN:
                facts = facts.apart(names[code], guard)
            if choice.locals:
                findings += self._with_locals(choice, facts)
            else:
                self._ask(choice.rule, choice.level, choice.options, facts, findings)
        return findings

    def _with_locals(self, choice: Choice, facts: Facts) -> Iterator[Finding]:
        """Yield what one rule says where it is not everywhere the same."""
        rule = choice.rule
        by_options: dict[Any, list[Finding]] = {choice.options: []}
        for local in choice.locals:
            if local.options is not None:
                by_options[local.options] = []
        told = False
        for options, findings in by_options.items():
            # Levels come later: there may be none of its own.
            self._ask(rule, rule.level, options, facts, findings)
            for finding in findings:
                if finding.code != rule.code:
                    # That it broke is told once, wherever it was.
                    if not told:
                        yield finding
                    told = True
                    continue
                level, asked = choice.level, choice.options
                for local in choice.locals:
                    if reaches(local.where, finding.path):
                        level = local.level or level
                        asked = asked if local.options is None else local.options
                if asked == options and level != "off":
                    yield finding.at_level(level)

    def _ask(
        self, rule: Rule, level: str, options: Any, facts: Facts, findings: list[Finding]
    ) -> None:
        """Add what one rule finds to *findings*."""
        found = None
        # What the remedies of others save is reckoned from an estimate that they do not see.
        known, strange = self.facts.estimate, facts is not self.facts
        try:
            found = rule.function(facts) if options is None else rule.function(facts, options)
            count = len(findings) + MOST
            for match in found:
                if type(match) is not Match:
                    raise Fault(match, "matches, as Match(…) makes them")
                if len(findings) >= count:
                    raise Fault("more of them", f"at most {MOST:,} matches of one rule")
                finding = finding_of(rule, match, level, known)
                if strange:
                    rehearsed(finding)
                if finding.cost is not None and finding.cost.money is not None:
                    self._same_currency(finding.cost.money.likely.currency)
                findings.append(finding)
        except BaseException as error:
            if self.strict or pressed(error):
                raise
            _have_last_word(found)
            findings.append(failed(rule, error))

    def _same_currency(self, currency: str) -> None:
        # Money of two currencies has no sum; where the plan has none, the first one counts.
        self.currency = self.currency or currency
        if currency != self.currency:
            raise Fault(currency, f"costs in {self.currency}, as all others")


def _have_last_word(found: object) -> None:
    """Close a generator that is left behind, whatever it does then."""
    try:
        close = getattr(found, "close", None)
        if close is not None:
            close()
    except BaseException as error:
        if pressed(error):
            raise
