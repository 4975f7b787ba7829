"""Checks of what is told about a rule: its page, and its data."""

from __future__ import annotations

from collections.abc import Iterator
from doctest import ELLIPSIS, DocTestParser, DocTestRunner
from typing import TYPE_CHECKING

from aufwand.rules import Facts, RuleSet
from aufwand.rules._failing import rule_failed
from aufwand.rules._page import HEADINGS
from aufwand.rules.engine import JUDGING
from aufwand.testing._asking import findings
from aufwand.testing._plans import examples_of, trips
from aufwand.testing.check import of_rule
from aufwand.units._pattern import Pattern

if TYPE_CHECKING:
    from aufwand.rules import Rule

__all__ = ["described", "documented"]

_OWN = "aufwand"
_VERSION = Pattern(r"[0-9]+(\.[0-9]+)*[A-Za-z0-9.+-]*")
_CODE = Pattern("[A-Z]{2,4}[0-9]{3}")


@of_rule
def documented(rule: Rule) -> Iterator[str]:
    """Its page is whole, names its options, and its example shows what trips it and what passes."""
    sections = rule.sections()
    missing = [each for each in HEADINGS if not sections.get(each)]
    if missing:
        yield f"its docstring has nothing under {', '.join(missing)}"
    elif list(HEADINGS) != list(sections):
        yield f"its docstring has its headings in another order than {', '.join(HEADINGS)}"
    if not rule.summary.endswith("."):
        yield "the first line of its docstring is no sentence"
    for each in rule.known_options:
        if f"``{each.name}``" not in sections.get("What it checks", ""):
            yield f"'What it checks' does not name the option ``{each.name}``"
    if sections.get("Example"):
        yield from _example(rule, sections["Example"])


def _example(rule: Rule, text: str) -> Iterator[str]:
    told: list[str] = []
    example = DocTestParser().get_doctest(text, {}, rule.code, None, 0)
    DocTestRunner(verbose=False, optionflags=ELLIPSIS).run(example, out=told.append)
    if told:
        yield f"its example does not show what comes out: {' '.join(''.join(told).split())}"
    if rule == rule_failed:
        # It is the engine that finds it, and not in a plan.
        return
    plans = examples_of(rule)
    if not any(trips(rule, each) for each in plans):
        yield "its example shows no plan that trips it"
    # Without a day, no acceptance has ended.
    if all(findings(rule, Facts.of(each), today=None) for each in plans):
        yield "its example shows no plan that passes"


@of_rule
def described(rule: Rule) -> Iterator[str]:
    """It has a version, sources where it claims evidence, and a family of its own."""
    if not _VERSION.fullmatch(rule.since):
        yield f"since says {rule.since!r}, and no version such as '1.0'"
    if rule.grounds != "opinion" and not any(each.strip() for each in rule.sources):
        yield f"it rests on {rule.grounds}, and names no source"
    if rule.status == "deprecated" and not _CODE.fullmatch(rule.replaced_by):
        yield "it is deprecated, and replaced_by does not say which code takes its place"
    if rule.replaced_by and rule.status != "deprecated":
        yield "it names a rule that takes its place, and is not deprecated"
    ours = {each.family for each in RuleSet.installed() if each.package == _OWN}
    if rule.package != _OWN and rule.family in {JUDGING, rule_failed.family, *ours}:
        yield f"{rule.family} is a family of aufwand; take one of your own"
