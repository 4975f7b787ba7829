"""Checks of many rules as tests of their own, one for each rule and check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aufwand.errors import UnknownName, nearest
from aufwand.testing._plans import EXAMPLES
from aufwand.testing.checks import CHECKS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import TypeVar

    from aufwand.rules import Rule
    from aufwand.testing._plans import Plans
    from aufwand.testing.check import Check

    T = TypeVar("T", bound=Callable[..., object])

__all__ = ["parametrize_with_checks"]


def parametrize_with_checks(
    rules: Iterable[Rule],
    *,
    plans: Plans | None = None,
    examples: int = EXAMPLES,
    checks: Iterable[Check] = CHECKS,
    expected_to_fail: Mapping[str, Mapping[str, str]] | None = None,
) -> Callable[[T], T]:
    """Return a decorator that runs a pytest function for each rule with each check.

    The function takes ``rule`` and ``check``::

        @parametrize_with_checks([no_friday_posts, too_many_hats])
        def test_rules(rule, check):
            check(rule)

    Each pair has its own test, such as ``test_rules[ACME001-order-independent]``.

    Args:
        rules: The rules.
        plans: Plans, or a strategy that draws them; left out, as in
            :func:`~aufwand.testing.check_rule`.
        examples: How many plans are drawn.
        checks: The checks.
        expected_to_fail: By the code of a rule and the name of a check, why it does not pass yet.
            Once it passes, that is a failure too, so the entry cannot outlive its reason.

    Raises:
        UnknownName: If *expected_to_fail* names no rule or check of these.
    """
    import pytest

    tried = [each.trying(plans, examples) for each in checks]
    asked = list(rules)
    excused = {code: dict(reasons) for code, reasons in (expected_to_fail or {}).items()}
    for code, reasons in excused.items():
        _known("rule", code, [each.code for each in asked])
        for name in reasons:
            _known("check", name, [each.name for each in tried])
    pairs: list[Any] = []
    for rule in asked:
        for check in tried:
            reason = excused.get(rule.code, {}).get(check.name)
            marks = [] if reason is None else [pytest.mark.xfail(reason=reason, strict=True)]
            pairs.append(pytest.param(rule, check, id=f"{rule.code}-{check.name}", marks=marks))
    return pytest.mark.parametrize(("rule", "check"), pairs)


def _known(kind: str, name: str, names: list[str]) -> None:
    if name not in names:
        raise UnknownName(kind, name, nearest(name, names))
