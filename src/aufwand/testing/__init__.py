"""Come here to test what you build on aufwand: rules are checked, values and plans are drawn."""

from __future__ import annotations

from aufwand.testing.check import Check
from aufwand.testing.checks import CHECKS
from aufwand.testing.failing import FailedCheck, FailedChecks
from aufwand.testing.parametrizing import parametrize_with_checks
from aufwand.testing.rule_check import Given, RuleCheck, check_rule

__all__ = [
    "CHECKS",
    "Check",
    "FailedCheck",
    "FailedChecks",
    "Given",
    "RuleCheck",
    "check_rule",
    "parametrize_with_checks",
]
