"""Running rules, each on its own: whatever one does, the others are heard."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from aufwand.errors import AufwandError, Fault
from aufwand.rules._failing import failed, finding_of
from aufwand.rules._interrupt import pressed
from aufwand.rules._judging import judged
from aufwand.rules.configuration import Choice, reaches
from aufwand.rules.match import Match

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from aufwand.rules._guard import Guard
    from aufwand.rules.facts import Facts
    from aufwand.rules.finding import Finding
    from aufwand.rules.rule import Rule
    from aufwand.rules.rule_set import RuleSet

__all__ = ["MOST", "ChangedPlan", "run"]

#: The package whose rules need no watching.
OWN = "aufwand"

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
    # Our own rules are known to change nothing.
    guard = facts.guard() if any(each.rule.package != OWN for each in choices) else None
    first = [choice for choice in choices if choice.rule.family != JUDGING]
    findings = _guarded(first, facts, guard, strict=strict)
    findings += rules.broken
    if facts.plan.accepted:
        asked = {choice.rule.code for choice in choices}
        facts = facts.anew(judged(findings, rules, asked, facts.plan, today))
        last = [choice for choice in choices if choice.rule.family == JUDGING]
        findings += _guarded(last, facts, guard, strict=strict)
    findings.sort(key=attrgetter("order"))
    return tuple(findings)


def _guarded(
    choices: Sequence[Choice], facts: Facts, guard: Guard | None, *, strict: bool
) -> list[Finding]:
    findings = _all(choices, facts, strict=strict)
    if guard is not None and guard.broken():
        guard.mend()
        return _one_by_one(choices, facts, guard, strict=strict)
    return findings


def _all(choices: Sequence[Choice], facts: Facts, *, strict: bool) -> list[Finding]:
    findings: list[Finding] = []
    for choice in choices:
        if choice.locals:
            findings += _with_locals(choice, facts, strict=strict)
        else:
            _ask(choice.rule, choice.level, choice.options, facts, findings, strict=strict)
    return findings


def _one_by_one(
    choices: Sequence[Choice], facts: Facts, guard: Guard, *, strict: bool
) -> list[Finding]:
    """Return what the rules say, without that of any which changes the plan."""
    findings: list[Finding] = []
    for choice in choices:
        found = _all((choice,), facts.anew(), strict=strict)
        if guard.broken():
            guard.mend()
            changed = ChangedPlan("it changed the plan or its estimate")
            if strict:
                raise changed
            found = [failed(choice.rule, changed)]
        findings += found
    return findings


def _with_locals(choice: Choice, facts: Facts, *, strict: bool) -> Iterator[Finding]:
    """Yield what one rule says where it is not everywhere the same."""
    found: list[Finding] = []
    _ask(choice.rule, choice.level, choice.options, facts, found, strict=strict)
    by_options: dict[Any, list[Finding]] = {choice.options: found}
    for local in choice.locals:
        if local.options is not None and local.options not in by_options:
            other = by_options[local.options] = []
            _ask(choice.rule, choice.level, local.options, facts, other, strict=strict)
    for options, findings in by_options.items():
        for finding in findings:
            level, asked = choice.level, choice.options
            for local in choice.locals:
                if reaches(local.where, finding.path):
                    level = local.level or level
                    asked = asked if local.options is None else local.options
            if finding.code != choice.rule.code:
                # That it broke is told once, wherever it was.
                if options == choice.options:
                    yield finding
            elif asked == options and level != "off":
                yield finding.at_level(level)


def _ask(
    rule: Rule, level: str, options: Any, facts: Facts, findings: list[Finding], *, strict: bool
) -> None:
    """Add what one rule finds to *findings*."""
    found = None
    try:
        found = rule.function(facts) if options is None else rule.function(facts, options)
        count = len(findings) + MOST
        for match in found:
            if not isinstance(match, Match):
                raise Fault(match, "matches, as Match(…) makes them")
            if len(findings) >= count:
                raise Fault("more of them", f"at most {MOST:,} matches of one rule")
            findings.append(finding_of(rule, match, level, facts.estimate))
    except BaseException as error:
        if strict or pressed(error):
            raise
        findings.append(failed(rule, _stopped(found, error)))


def _stopped(found: object, error: BaseException) -> BaseException:
    """Return *error*, once the generator that is left behind has had its last word."""
    close = getattr(found, "close", None)
    try:
        if close is not None:
            close()
    except BaseException as another:
        if pressed(another):
            raise
    return error
