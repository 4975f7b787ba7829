"""Come here for what can be said about a plan: rules, what they find, and how they are run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aufwand._later import imported_later
from aufwand.model.change import Add, Change, Drop, Put
from aufwand.rules.assessment import Assessment, assess, check, explain_configuration
from aufwand.rules.configuration import Choice, Configuration, Local
from aufwand.rules.facts import Facts
from aufwand.rules.finding import LEVELS, Finding
from aufwand.rules.judgement import Judgement
from aufwand.rules.match import Match
from aufwand.rules.measure import Measure
from aufwand.rules.message import Message
from aufwand.rules.options import Option, option, options
from aufwand.rules.price import Price
from aufwand.rules.remedy import Remedy
from aufwand.rules.rule import Rule, rule
from aufwand.rules.rule_set import RuleSet
from aufwand.rules.settings import settings_named

if TYPE_CHECKING:
    from aufwand.rules.comparison import Comparison, Variant, compare
    from aufwand.rules.fixing import Fix, Fixes, fix
    from aufwand.rules.isolation import Isolated
    from aufwand.rules.plan_diff import PartChanges, PlanDiff, diff
else:
    __getattr__ = imported_later(
        __name__,
        {
            "Comparison": "aufwand.rules.comparison",
            "Variant": "aufwand.rules.comparison",
            "compare": "aufwand.rules.comparison",
            "Fix": "aufwand.rules.fixing",
            "Fixes": "aufwand.rules.fixing",
            "fix": "aufwand.rules.fixing",
            "Isolated": "aufwand.rules.isolation",
            "PartChanges": "aufwand.rules.plan_diff",
            "PlanDiff": "aufwand.rules.plan_diff",
            "diff": "aufwand.rules.plan_diff",
        },
    )

__all__ = [
    "LEVELS",
    "Add",
    "Assessment",
    "Change",
    "Choice",
    "Comparison",
    "Configuration",
    "Drop",
    "Facts",
    "Finding",
    "Fix",
    "Fixes",
    "Isolated",
    "Judgement",
    "Local",
    "Match",
    "Measure",
    "Message",
    "Option",
    "PartChanges",
    "PlanDiff",
    "Price",
    "Put",
    "Remedy",
    "Rule",
    "RuleSet",
    "Variant",
    "assess",
    "check",
    "compare",
    "diff",
    "explain_configuration",
    "fix",
    "option",
    "options",
    "rule",
    "settings_named",
]
