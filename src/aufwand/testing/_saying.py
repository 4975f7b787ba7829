"""Checks of what a rule says: of what, in which words, for how much."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from attrs import fields, has

from aufwand.rules import Message
from aufwand.rules.message import LONGEST
from aufwand.testing._asking import asked, findings
from aufwand.testing.check import of_plans
from aufwand.units import LANGUAGES
from aufwand.units._pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aufwand.model import Plan
    from aufwand.rules import Facts, Finding, Match, Measure, Rule

__all__ = ["distinct", "points_at_the_plan", "priced", "travels", "worded"]

_STEP = Pattern(r"([^\[\]]+)(?:\[([0-9]+)\])?")
_UNFILLED = Pattern(r"\{[a-z_][a-z0-9_]*\}")
_MONEY = Pattern("([A-Z]{3})/week")


@of_plans
def points_at_the_plan(rule: Rule, facts: Facts) -> Iterator[str]:
    """What it speaks of is in the plan: a part or a field of it, and within its scope."""
    for each in findings(rule, facts):
        if each.path and not _there(facts.plan, each.path):
            yield f"it speaks of {each.path!r}, which is not in the plan"
        elif rule.scope and not each.path.startswith(f"{rule.scope}."):
            yield f"it speaks of {each.path!r}, though it looks at {rule.scope} one by one"


def _there(plan: Plan, path: str) -> bool:
    here: list[Any] = [plan]
    for step in path.split("."):
        here = [inside for each in here for inside in _inside(each, step)]
    return bool(here)


def _inside(part: Any, step: str) -> list[Any]:
    """Return what one *step* of a path leads to from *part*: one thing, or nothing."""
    found = _STEP.fullmatch(step)
    if found is None:
        return []
    name, index = found.groups()
    inside: list[Any] = []
    if part.__class__ is tuple:
        inside = [each for each in part if getattr(each, "key", None) == name]
    elif name in _fields_of(part):
        inside = [getattr(part, name)]
    if index is None:
        return inside
    listed = [each for each in inside if each.__class__ is tuple]
    return [each[int(index)] for each in listed if int(index) < len(each)]


def _fields_of(part: object) -> tuple[str, ...]:
    kind = part.__class__
    return tuple(each.name for each in fields(kind)) if has(kind) else ()


@of_plans
def distinct(rule: Rule, facts: Facts) -> Iterator[str]:
    """No two of its findings have one fingerprint, so each can be accepted by itself."""
    seen: dict[str, Finding] = {}
    for each in findings(rule, facts):
        if each.fingerprint in seen:
            yield (
                f"it finds two things at {each.path or 'the plan'} that nothing tells apart; "
                "give its matches a discriminator"
            )
        seen[each.fingerprint] = each


@of_plans
def worded(rule: Rule, facts: Facts) -> Iterator[str]:
    """Its messages and remedies are whole in every language: nothing left to fill, not too long."""
    for match in asked(rule, facts).matches:
        message = rule.message if match.message is None else match.message
        yield from _faults(message, dict(match.details), "its message", rule.message)
        for remedy in match.remedies:
            told = f"its remedy {remedy.wording.en!r}"
            yield from _faults(remedy.wording, dict(remedy.details), told, rule.message)


def _faults(
    message: Message, details: Mapping[str, Any], what: str, first: Message
) -> Iterator[str]:
    if first.de and not message.de:
        yield f"{what} has no German, though the rule speaks it"
    if message.de == message.en and any(
        letter.isalpha() for letter in _UNFILLED.sub("", message.en)
    ):
        yield f"{what} is the same in German as in English"
    lacking = ", ".join(sorted(message.needs - details.keys()))
    if lacking:
        yield f"{what} lacks details: {lacking}"
    else:
        yield from _unfilled(message, details, what)


def _unfilled(message: Message, details: Mapping[str, Any], what: str) -> Iterator[str]:
    inside = [each for each in details.values() if isinstance(each, Message)]
    for lang in LANGUAGES:
        # What a plan calls its parts may have braces of its own.
        texts = [message.say(lang, dict.fromkeys(details, "…"))]
        texts += [each.say(lang, {}) for each in inside]
        for text in texts:
            unfilled = _UNFILLED.search(text)
            if unfilled:
                yield f"{what} leaves {unfilled[0]} unfilled in {text!r}"
        if len(message.say(lang, details)) > LONGEST:
            yield f"{what} has more than {LONGEST:,} characters"


@of_plans
def priced(rule: Rule, facts: Facts) -> Iterator[str]:
    """What it compares has one unit, and what it costs is in the plan's money."""
    for match in asked(rule, facts).matches:
        yield from _units(match, facts.plan)
        cost = match.cost
        if cost is not None and cost.money is not None:
            currency = cost.money.likely.currency
            if currency != facts.plan.currency:
                yield f"it costs {currency}, in a plan in {facts.plan.currency or 'no currency'}"


def _units(match: Match, plan: Plan) -> Iterator[str]:
    given: list[Measure] = [each for each in (match.measured, match.limit) if each is not None]
    if match.limit is not None and match.measured is None:
        yield f"it has a limit of {match.limit}, and nothing that was measured"
    if len({each.unit for each in given}) > 1:
        yield f"it compares {match.measured} with {match.limit}"
    for each in given:
        money = _MONEY.fullmatch(each.unit)
        if money and money[1] != plan.currency:
            yield f"it measures {money[1]}, in a plan in {plan.currency or 'no currency'}"


@of_plans
def travels(rule: Rule, facts: Facts) -> Iterator[str]:
    """Its findings are plain data for whoever asks, and go to another process; so does the rule."""
    if "<" not in rule.origin:
        try:
            pickle.dumps(rule)
        except pickle.PicklingError as error:
            yield f"it cannot be sent to another process: {error}"
    found = findings(rule, facts)
    plain = [each.as_dict(lang) for each in found for lang in LANGUAGES]
    try:
        same = found == pickle.loads(pickle.dumps(found))  # noqa: S301 - dumped here
        same = same and plain == json.loads(json.dumps(plain, allow_nan=False))
    except (AttributeError, TypeError, ValueError, pickle.PicklingError):
        same = False
    if not same:
        yield "what it finds does not come out of JSON, or of another process, as it was"
