"""Strategies for what a plan says of rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aufwand.model import Override, RuleSettings
from aufwand.model.settings import LEVELS
from aufwand.rules.options import plain_value
from aufwand.testing.strategies._drawing import st, usually
from aufwand.testing.strategies.values import texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hypothesis.strategies import SearchStrategy

    from aufwand.rules import Rule

__all__ = ["overrides", "rule_settings"]

#: Where something can be different in any plan.
_WHERE = ("channels.*", "*", "roles.*.rate", "activities", "identity", "accepted[0]")

_NAMES = texts(min_size=1, max_size=8, blank=False).map(
    lambda text: "".join(each for each in text if each.isprintable())
)


def overrides(*, rules: Iterable[Rule] = ()) -> SearchStrategy[Override]:
    """Return a strategy for what is different for parts of a plan.

    Args:
        rules: The rules that it may name; left out, names that no rule has.
    """
    return _overrides(list(rules))


def rule_settings(*, rules: Iterable[Rule] = ()) -> SearchStrategy[RuleSettings]:
    """Return a strategy for which rules are asked, at which level, with which options.

    They can be asked of *rules*: they are sound, and name no others. An assessment whose rules
    are fewer than those refuses them, so :func:`plans` draws none::

        @given(plan=plans(), settings=rule_settings(rules=RuleSet.installed()))
        def test_my_rule_can_be_chosen(plan, settings): ...

    Args:
        rules: The rules that they may name; left out, names that no rule has.
    """
    known = list(rules)
    names = _selectors(known)
    some = st.lists(names, unique=True, max_size=3)
    return st.builds(
        RuleSettings,
        extends=usually((), st.just(("aufwand:recommended",)) if known else some),
        select=usually((), some),
        extend=usually((), some),
        ignore=usually((), some),
        levels=_levels(known),
        options=_options(known),
        overrides=st.lists(_overrides(known), max_size=2),
    )


def _overrides(rules: Sequence[Rule]) -> SearchStrategy[Override]:
    where = st.sampled_from(_WHERE)
    return st.builds(Override, where=where, levels=_levels(rules), options=_options(rules))


def _selectors(rules: Sequence[Rule]) -> SearchStrategy[str]:
    """Return codes and families; that a rule broke can neither be left out nor softened."""
    if not rules:
        return _NAMES
    named = [rule for rule in rules if rule.family != "INT"]
    known = dict.fromkeys(text for rule in named for text in (rule.code, rule.family))
    return st.sampled_from(list(known))


def _levels(rules: Sequence[Rule]) -> SearchStrategy[dict[str, str]]:
    return usually(
        dict[str, str](),
        st.dictionaries(_selectors(rules), st.sampled_from(LEVELS), max_size=3),
    )


def _options(rules: Sequence[Rule]) -> SearchStrategy[dict[str, dict[str, Any]]]:
    if not rules:
        tables = st.dictionaries(_NAMES, st.dictionaries(_NAMES, _values(), max_size=2), max_size=2)
        return usually(dict[str, dict[str, Any]](), tables)
    defaults = {
        rule.code: {
            each.name: plain_value(each.default)
            for each in rule.known_options
            # What is nothing by default cannot be written.
            if each.default is not None
        }
        for rule in rules
        if rule.options is not None
    }
    codes = st.lists(st.sampled_from(sorted(defaults)), unique=True, max_size=2)
    return codes.map(lambda chosen: {code: defaults[code] for code in chosen})


def _values() -> SearchStrategy[Any]:
    numbers = st.integers(-(10**9), 10**9) | st.integers(-1000, 1000).map(lambda each: each / 100)
    one = st.booleans() | numbers | texts(max_size=8)
    return one | st.lists(one, max_size=3)
