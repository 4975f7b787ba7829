"""Asking one rule about one plan, whatever else is installed and the plan says of rules."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from attrs import frozen

from aufwand.rules import Choice, Facts, Match, RuleSet
from aufwand.rules._interrupt import pressed
from aufwand.rules.engine import JUDGING, MOST, run

if TYPE_CHECKING:
    from aufwand.rules import Finding, Rule

__all__ = ["Asked", "asked", "findings", "says_the_same_twice", "together"]

#: The day of every check: some of the acceptances that are drawn have ended by then.
TODAY = date(2050, 1, 1)


def findings(
    rule: Rule,
    facts: Facts,
    options: Any = None,
    *,
    today: date | None = TODAY,
    strict: bool = False,
) -> tuple[Finding, ...]:
    """Return what *rule* alone says of *facts*, as a report would have it.

    What it had found before it broke is there; that it broke is not.

    Args:
        rule: The rule.
        facts: The facts; the rule gets them with nothing kept.
        options: Its options; left out, as by default.
        today: The day on which acceptances must still hold; nothing: all do.
        strict: Whether what the rule raises is raised.
    """
    if rule.family == JUDGING:
        # What it judges is what the others found.
        return _of(rule, together(rule, facts, today))
    chosen = (_choice(rule, options),)
    return _of(rule, run(_alone(rule), chosen, facts.anew(), today=today, strict=strict))


def together(rule: Rule, facts: Facts, today: date | None = TODAY) -> tuple[Finding, ...]:
    """Return what all installed rules say of *facts*, with *rule* in the place of its code."""
    rules = _among_all(rule, RuleSet.installed())
    # It comes last, when the others have left what they leave.
    others = [each for each in rules if each is not rule]
    chosen = [_choice(each) for each in (*others, rule)]
    return run(rules, chosen, facts.anew(), today=today)


@lru_cache(maxsize=8)
def _alone(rule: Rule) -> RuleSet:
    return RuleSet([rule])


@lru_cache(maxsize=8)
def _among_all(rule: Rule, installed: RuleSet) -> RuleSet:
    return RuleSet([*(each for each in installed if each.code != rule.code), rule])


def _choice(rule: Rule, options: Any = None) -> Choice:
    if options is None and rule.options is not None:
        options = rule.options()
    return Choice(rule, True, rule.level, options)


def _of(rule: Rule, found: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(each for each in found if each.code == rule.code)


def says_the_same_twice(rule: Rule, facts: Facts) -> bool:
    """Return whether *rule* can be compared with itself at all."""
    return findings(rule, facts) == findings(rule, facts)


@frozen
class Asked:
    """What a rule did when it was asked, with nobody between."""

    #: What it found.
    matches: Sequence[Match]

    #: What went wrong; empty if nothing did.
    wrong: str

    #: Whether it changed the plan or its estimate: a copy, made for it.
    changed: bool


def asked(rule: Rule, facts: Facts) -> Asked:
    """Return what *rule* does with *facts*, bare."""
    # A copy, as one that changes what it looks at must not spoil it for others.
    copy = Facts.of(pickle.loads(pickle.dumps(facts.plan))).anew(facts.acceptances)  # noqa: S301 - dumped here
    matches: list[Match] = []
    wrong = ""
    try:
        for each in rule(copy):
            if not isinstance(each, Match):
                wrong = f"it gives {type(each).__name__}, and not matches as Match(…) makes them"
                break
            if len(matches) == MOST:
                wrong = f"it gives more than {MOST:,} matches of one plan"
                break
            matches.append(each)
    except BaseException as error:
        if pressed(error):
            raise
        wrong = f"it raises {type(error).__name__}: {error}"
    changed = copy.plan != facts.plan or copy.estimate != facts.estimate
    return Asked(matches, wrong, changed)
