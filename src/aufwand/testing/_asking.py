"""Asking one rule about one plan, whatever else is installed and the plan says of rules."""

from __future__ import annotations

import pickle
import warnings
from collections.abc import Iterable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from functools import lru_cache
from io import StringIO
from typing import TYPE_CHECKING, Any

from attrs import frozen

from aufwand.rules import Choice, Facts, Match, RuleSet
from aufwand.rules._interrupt import pressed
from aufwand.rules.engine import JUDGING, MOST, run
from aufwand.testing._everybodys import undisturbed

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
    with undisturbed():
        found = run(_alone(rule), chosen, facts.anew(), today=today, strict=strict)
    return _of(rule, found)


def together(rule: Rule, facts: Facts, today: date | None = TODAY) -> tuple[Finding, ...]:
    """Return what all installed rules say of *facts*, with *rule* in the place of its code."""
    rules = _among_all(rule, RuleSet.installed())
    # It comes last, when the others have left what they leave.
    others = [each for each in rules if each is not rule]
    chosen = [_choice(each) for each in (*others, rule)]
    with undisturbed():
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

    #: What it printed.
    printed: str

    #: What it warned of first; empty if of nothing.
    warned: str

    #: What of everybody's it changed: it is as it was by now.
    disturbed: Sequence[str]


def asked(rule: Rule, facts: Facts) -> Asked:
    """Return what *rule* does with *facts*, bare."""
    # A copy, as one that changes what it looks at must not spoil it for others.
    copy = Facts.of(pickle.loads(pickle.dumps(facts.plan))).anew(facts.acceptances)  # noqa: S301 - dumped here
    matches: list[Match] = []
    printed = StringIO()
    with (
        undisturbed() as disturbed,
        warnings.catch_warnings(record=True) as warned,
        redirect_stdout(printed),
        redirect_stderr(printed),
    ):
        warnings.simplefilter("always")
        try:
            wrong = _gathered(rule(copy), matches)
        except BaseException as error:
            if pressed(error):
                raise
            wrong = f"it raises {type(error).__name__}: {error}"
    changed = copy.plan != facts.plan or copy.estimate != facts.estimate
    told = str(warned[0].message) if warned else ""
    return Asked(matches, wrong, changed, printed.getvalue(), told, disturbed)


def _gathered(found: Iterable[object], matches: list[Match]) -> str:
    """Add what was *found* to *matches*, and return what is wrong with it."""
    for each in found:
        if not isinstance(each, Match):
            return f"it gives {type(each).__name__}, and not matches as Match(…) makes them"
        if len(matches) == MOST:
            return f"it gives more than {MOST:,} matches of one plan"
        matches.append(each)
    return ""
