"""Checks of what a rule does: that it only looks, and always sees the same."""

from __future__ import annotations

import decimal
import locale
import os
import pickle
import random
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from typing import TYPE_CHECKING, Any

from aufwand.rules import Facts
from aufwand.rules.change import COLLECTIONS
from aufwand.testing._asking import asked, findings, says_the_same_twice, together
from aufwand.testing._plans import facts_of
from aufwand.testing.check import of_plans

if TYPE_CHECKING:
    from aufwand.model import Plan
    from aufwand.rules import Finding, Rule

__all__ = ["alone_as_together", "deterministic", "never_breaks", "order_independent", "pure"]


@of_plans
def never_breaks(rule: Rule, facts: Facts) -> Iterator[str]:
    """Whatever the plan is, it gives matches, at most 1,000 of them, and raises nothing."""
    wrong = asked(rule, facts).wrong
    if wrong:
        yield wrong


def _put_back(environment: dict[str, str]) -> None:
    os.environ.clear()
    os.environ.update(environment)


def _decimals() -> Any:
    return decimal.getcontext().__reduce__()


def _put_decimals(was: Any) -> None:
    kind, settings = was
    decimal.setcontext(kind(*settings))


#: What belongs to everybody: how it is read, and how it is put back.
_EVERYBODYS: Mapping[str, tuple[Callable[[], Any], Callable[[Any], object]]] = {
    "the working directory": (os.getcwd, os.chdir),
    "the environment": (lambda: dict(os.environ), _put_back),
    "the recursion limit": (sys.getrecursionlimit, sys.setrecursionlimit),
    "the decimal context": (_decimals, _put_decimals),
    "the locale": (
        lambda: locale.setlocale(locale.LC_ALL),
        lambda was: locale.setlocale(locale.LC_ALL, was),
    ),
    "the import path": (lambda: list(sys.path), lambda was: sys.path.__setitem__(slice(None), was)),
    "the random numbers": (random.getstate, random.setstate),
}


@of_plans
def pure(rule: Rule, facts: Facts) -> Iterator[str]:
    """It changes neither the plan nor anything that belongs to all, and prints nothing."""
    before = {name: read() for name, (read, _) in _EVERYBODYS.items()}
    printed = StringIO()
    with (
        warnings.catch_warnings(record=True) as warned,
        redirect_stdout(printed),
        redirect_stderr(printed),
    ):
        warnings.simplefilter("always")
        did = asked(rule, facts)
    if did.changed:
        yield "it changes the plan or its estimate"
    if printed.getvalue():
        yield f"it prints {printed.getvalue()[:60]!r}"
    if warned:
        yield f"it warns: {warned[0].message}"
    for name, (read, put) in _EVERYBODYS.items():
        if read() != before[name]:
            put(before[name])
            yield f"it changes or uses up {name}"


@of_plans
def deterministic(rule: Rule, facts: Facts) -> Iterator[str]:
    """It says the same of a plan twice, and of that plan when it has travelled."""
    first = findings(rule, facts)
    if first != findings(rule, facts):
        yield "asked twice, it says something else the second time"
    rebuilt = Facts.of(pickle.loads(pickle.dumps(facts.plan)))  # noqa: S301 - dumped here
    if first != findings(rule, rebuilt):
        yield "of the same plan, rebuilt by pickle, it says something else"


@of_plans
def order_independent(rule: Rule, facts: Facts) -> Iterator[str]:
    """The order in which a plan lists its parts makes no difference."""
    first = findings(rule, facts)
    for moved in _reordered(facts.plan):
        other = findings(rule, facts_of(rule, moved))
        if first != other and says_the_same_twice(rule, facts):
            yield f"{_apart(first, other)} when the parts of the plan stand in another order"


def _reordered(plan: Plan) -> Iterator[Plan]:
    backwards: dict[str, Any] = {}
    turned: dict[str, Any] = {}
    for collection in COLLECTIONS:
        parts = getattr(plan, collection)
        backwards[collection] = parts[::-1]
        turned[collection] = parts[1:] + parts[:1]
    for each in (backwards, turned):
        moved = plan.with_(**each)
        if moved != plan:
            yield moved


@of_plans
def alone_as_together(rule: Rule, facts: Facts) -> Iterator[str]:
    """It says the same alone as among all installed rules."""
    alone = findings(rule, facts)
    among = tuple(each for each in together(rule, facts) if each.code == rule.code)
    if alone != among and says_the_same_twice(rule, facts):
        yield f"{_apart(alone, among)} when other rules are asked before it"


def _apart(one: tuple[Finding, ...], other: tuple[Finding, ...]) -> str:
    """Return what differs, as the beginning of a sentence."""
    if len(one) != len(other):
        return f"it finds {len(other)} instead of {len(one)}"
    pairs = zip(one, other, strict=True)
    before, now = next((each, instead) for each, instead in pairs if each != instead)
    if str(before) == str(now):
        return (
            f"what it finds at {before.path or 'the plan'} differs in what its message leaves out"
        )
    return f"it says {str(now)!r} instead of {str(before)!r}"
