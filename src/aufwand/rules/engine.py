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
    changes the plan changes a copy, and keeps nothing.

    Args:
        rules: All rules that are known, and what is to be said of those that could not be loaded.
        choices: The rules to run, with their levels and options.
        facts: The plan and its estimate.
        today: The day on which acceptances must still hold; left out, all do.
        strict: Whether what a rule raises is raised.

    Raises:
        BaseException: What a rule raised, if *strict*.
    """
    asking = _Asking(facts, rules._packages, strict=strict)
    if not facts.plan.accepted:
        # Rules about acceptances have nothing to say then, whenever they are asked.
        findings = asking.all_of(choices)
        findings += rules.broken
    else:
        findings = asking.all_of([each for each in choices if each.rule.family != JUDGING])
        findings += rules.broken
        asked = {choice.rule.code for choice in choices}
        asking.facts = facts.anew(judged(findings, rules, asked, facts.plan, today))
        findings += asking.all_of([each for each in choices if each.rule.family == JUDGING])
    findings.sort(key=attrgetter("order"))
    return tuple(findings)


class _Asking:
    """Asks rules about the same facts, those of each package for themselves."""

    def __init__(self, facts: Facts, packages: Mapping[str, str], *, strict: bool) -> None:
        self.facts = facts
        self.packages = packages
        self.strict = strict
        self.currency = facts.plan.currency

    def all_of(self, choices: Sequence[Choice]) -> list[Finding]:
        """Return what the rules say, and of any that changes the plan only that it does."""
        by_package: dict[str, list[Choice]] = {}
        for choice in choices:
            by_package.setdefault(self.packages[choice.rule.code], []).append(choice)
        findings: list[Finding] = []
        # Ours first: others may be asked elsewhere meanwhile.
        for package, chosen in sorted(by_package.items(), key=lambda item: item[0] != OWN):
            # Our own rules are known to change nothing.
            ours = package == OWN
            found = self._told(chosen, self.facts) if ours else self._others(package, chosen)
            findings += found
        return findings

    def _others(self, package: str, choices: Sequence[Choice]) -> list[Finding]:
        """Return what the rules of another *package* say of a plan of their own."""
        facts, guard, harmless = self.facts._apart_for(package)
        findings = self._told(choices, facts)
        codes = {choice.rule.code for choice in choices}
        if codes <= harmless:
            return findings
        if not guard.broken():
            harmless |= codes
            return findings
        self.facts._forget(package)
        # Which of them it was shows when each is asked for itself.
        findings.clear()
        for choice in choices:
            facts, guard, _ = self.facts._apart()
            found = self._told((choice,), facts)
            if guard.broken():
                changed = ChangedPlan("it changed the plan or its estimate")
                if self.strict:
                    raise changed
                found = [failed(choice.rule, changed)]
            findings += found
        return findings

    def _told(self, choices: Sequence[Choice], facts: Facts) -> list[Finding]:
        """Return what the rules say of *facts*."""
        findings: list[Finding] = []
        for choice in choices:
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
                    yield finding if level == rule.level else finding.at_level(level)

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
