"""Come here for what can be said about a plan: rules, what they find, and how they are run."""

from __future__ import annotations

from aufwand.rules.assessment import Assessment, assess, check
from aufwand.rules.facts import Facts
from aufwand.rules.finding import LEVELS, Finding
from aufwand.rules.match import Match
from aufwand.rules.measure import Measure
from aufwand.rules.message import Message
from aufwand.rules.plan_diff import PartChanges, PlanDiff, diff
from aufwand.rules.rule import Rule, rule
from aufwand.rules.rule_set import RuleSet

__all__ = [
    "LEVELS",
    "Assessment",
    "Facts",
    "Finding",
    "Match",
    "Measure",
    "Message",
    "PartChanges",
    "PlanDiff",
    "Rule",
    "RuleSet",
    "assess",
    "check",
    "diff",
    "rule",
]
