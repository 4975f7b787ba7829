"""Running rules, each on its own: whatever one does, the others are heard."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from attrs import evolve

from aufwand.errors import Fault
from aufwand.rules._failing import failed, finding_of, rule_failed
from aufwand.rules.match import Match

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from aufwand.model import Acceptance
    from aufwand.rules.facts import Facts
    from aufwand.rules.finding import Finding
    from aufwand.rules.rule import Rule

__all__ = ["MOST", "run"]

#: Most matches of one rule.
MOST = 1_000


def run(
    rules: Sequence[Rule],
    facts: Facts,
    broken: Iterable[Finding] = (),
    today: date | None = None,
) -> tuple[Finding, ...]:
    """Return what *rules* say of *facts*, and what was *broken* before, in order.

    A rule that breaks keeps what it had found: each match is a true sentence of its own.

    Args:
        rules: The rules.
        facts: The plan and its estimate.
        broken: What is to be said of rules that could not be loaded.
        today: The day on which acceptances must still hold; left out, all do.
    """
    findings: list[Finding] = []
    for rule in rules:
        found = None
        try:
            found = rule.function(facts)
            count = len(findings) + MOST
            for match in found:
                if not isinstance(match, Match):
                    raise Fault(match, "matches, as Match(…) makes them")
                if len(findings) >= count:
                    raise Fault("more of them", f"at most {MOST:,} matches of one rule")
                findings.append(finding_of(rule, match))
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            findings.append(failed(rule, _stopped(found, error)))
    findings += broken
    findings.sort(key=attrgetter("order"))
    accepted = facts.plan.accepted
    if accepted:
        names = {rule.code: rule.names for rule in (*rules, rule_failed)}
        valid = [each for each in accepted if not (today and each.until and each.until < today)]
        findings = [_judged(finding, names[finding.code], valid) for finding in findings]
    return tuple(findings)


def _stopped(found: object, error: BaseException) -> BaseException:
    """Return *error*, once the generator that is left behind has had its last word."""
    close = getattr(found, "close", None)
    try:
        if close is not None:
            close()
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: S110 - the first error is the one to tell
        pass
    return error


def _judged(finding: Finding, names: tuple[str, ...], accepted: list[Acceptance]) -> Finding:
    """Return *finding* with the first acceptance that is about it."""
    for each in accepted:
        if each.rule in names and each.where in {"", finding.path}:
            return evolve(finding, accepted=each)
    return finding
