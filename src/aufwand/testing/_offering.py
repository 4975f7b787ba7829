"""Checks of what a rule offers: remedies and options."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from aufwand.errors import AufwandError, UnknownName
from aufwand.rules import Facts
from aufwand.rules.options import KINDS
from aufwand.testing._asking import findings, together
from aufwand.testing.check import of_plans, of_rule

if TYPE_CHECKING:
    from aufwand.model import Plan
    from aufwand.rules import Finding, Option, Remedy, Rule

__all__ = ["options_declared", "options_keep_their_promise", "remedies_apply", "safe_is_safe"]


@of_plans
def remedies_apply(rule: Rule, facts: Facts) -> Iterator[str]:
    """Every remedy that changes the plan can be applied, and its saving reckoned."""
    for finding, remedy in _offered(rule, facts):
        try:
            after = remedy.change(facts.plan)
            remedy.saves  # noqa: B018 - it is reckoned now, and may fail
        except AufwandError as error:
            yield f"{remedy!r} at {finding.path or 'the plan'} cannot be applied: {error}"
        else:
            if after == facts.plan:
                yield f"{remedy!r} at {finding.path or 'the plan'} changes nothing"


@of_plans
def safe_is_safe(rule: Rule, facts: Facts) -> Iterator[str]:
    """A safe remedy clears its finding, brings no error, and keeps goals and promises."""
    for finding, remedy in _offered(rule, facts):
        if remedy.safety != "safe":
            continue
        try:
            after = remedy.change(facts.plan)
        except AufwandError:
            # That is for the check of remedies alone.
            continue
        told = f"{remedy!r} at {finding.path or 'the plan'}"
        made = Facts.of(after)
        if finding.fingerprint in {each.fingerprint for each in findings(rule, made)}:
            yield f"{told} leaves what it was to clear"
        if _promises(after) != _promises(facts.plan):
            yield f"{told} changes goals, or the promise to reply"
        if not _done(remedy, after):
            yield f"{told} cannot be applied twice as if it were once"
        new = _errors(rule, made).keys() - _errors(rule, facts).keys()
        if new:
            yield f"{told} brings the error {_errors(rule, made)[min(new)]}"


def _offered(rule: Rule, facts: Facts) -> Iterator[tuple[Finding, Remedy]]:
    for finding in findings(rule, facts):
        for remedy in finding.remedies:
            if remedy.changes:
                yield finding, remedy


def _promises(plan: Plan) -> tuple[Any, ...]:
    goals = {each.key: each.goals for each in plan.audiences if each.goals}
    return goals, plan.criticism and plan.criticism.reply_within


def _done(remedy: Remedy, after: Plan) -> bool:
    try:
        return remedy.change(after) == after
    except UnknownName:
        # What it takes out is gone.
        return True
    except AufwandError:
        return False


def _errors(rule: Rule, facts: Facts) -> dict[str, Finding]:
    return {each.fingerprint: each for each in together(rule, facts) if each.level == "error"}


@of_rule
def options_declared(rule: Rule) -> Iterator[str]:
    """Every option says what it decides, and where its default comes from."""
    for each in rule.known_options:
        if not each.source.strip():
            yield f"option {each.name} has no source; say 'opinion' if there is none"
        if rule.message.de and (not each.about.de or each.about.de == each.about.en):
            yield f"option {each.name} has no German, though the rule speaks it"
        if each.raising and each.kind not in _VALUES:
            yield f"option {each.name} cannot be raised, as it is a {each.kind}"


#: Values of each kind that can be raised, from low to high.
_VALUES: Mapping[str, Sequence[object]] = {
    "effort": ("0 min", "5 min", "15 min", "30 min", "1 h", "2 h", "5 h", "10 h", "20 h", "40 h"),
    "elapsed": ("0 min", "1 h", "4 h", "12 h", "24 h", "48 h", "72 h", "168 h", "1000 h"),
    "share": (0, 0.01, 0.05, 0.1, 0.2, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 1),
    "number": (0, 0.5, 1, 2, 3, 5, 10, 30, 100, 1000),
    "whole": (1, 2, 3, 4, 5, 7, 10, 30, 100),
    "flag": (False, True),
    "day": ("2000-01-01", "2020-01-01", "2026-01-01", "2030-01-01", "2060-01-01", "2100-01-01"),
}

#: How far from its default each option is tried.
_FACTORS = (0.5, 0.9, 1.1, 1.5, 2)


@of_plans
def options_keep_their_promise(rule: Rule, facts: Facts) -> Iterator[str]:
    """Raising an option that says so never gives fewer findings, or never more."""
    for option in rule.known_options:
        if option.raising and option.kind in _VALUES:
            yield from _broken(rule, option, facts)


def _broken(rule: Rule, option: Option, facts: Facts) -> Iterator[str]:
    before: tuple[Any, int] | None = None
    for value in _tried(option):
        number = len(findings(rule, facts, _with(rule, option, value)))
        if before is not None:
            lower, less = before
            if number < less if option.raising == "more" else number > less:
                yield (
                    f"{option.name} = {value} finds {number} where {lower} finds {less}, "
                    f"though raising it gives {option.raising}"
                )
        before = value, number


def _tried(option: Option) -> list[Any]:
    read = KINDS[option.kind][0]
    values = [read(each) for each in _VALUES[option.kind]]
    if option.default is None:
        # The rule finds it elsewhere.
        return values
    values.append(option.default)
    if option.kind in {"effort", "elapsed", "number"}:
        values += [option.default * factor for factor in _FACTORS]
    elif option.kind == "share":
        values += [min(1, option.default * factor) for factor in _FACTORS]
    elif option.kind == "whole":
        values += [option.default + 1, max(1, option.default - 1)]
    return sorted(dict.fromkeys(values))


def _with(rule: Rule, option: Option, value: Any) -> Any:
    return rule.options(**{option.name: value}) if rule.options else None
