"""What a company's social-media work takes: hours, people, money, and what to look at.

The map, in the order a plan meets the folders:

- :mod:`aufwand.units`: effort, elapsed time, money, ranges, and how people write them
- :mod:`aufwand.documents`: text to a tree that knows where everything stands, and back
- :mod:`aufwand.planfile`: plan files; a tree becomes a plan, or a list of all its faults
- :mod:`aufwand.catalog`: published numbers with their sources: baselines, channels, reach
- :mod:`aufwand.model`: what a plan is made of
- :mod:`aufwand.calendars`: the days on which people work
- :mod:`aufwand.estimates`: what a plan takes, summed and explained
- :mod:`aufwand.rules`: the engine that asks rules about a plan, and findings
- :mod:`aufwand.guidance`: the rules that come with aufwand, by theme
- :mod:`aufwand.outline`: how a result shows itself, as text or HTML
- :mod:`aufwand.tables`: results as tables, for data frames and spreadsheets
- :mod:`aufwand.charts`: numbers as pictures: charts as SVG, bars of text
- :mod:`aufwand.reports`: results laid out for people
- :mod:`aufwand.cli`: the command
- :mod:`aufwand.testing`: Hypothesis strategies for your own tests
- :mod:`aufwand.language`: the words that people read, in English and German
- :mod:`aufwand.errors`: everything that can go wrong
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aufwand._later import imported_later

if TYPE_CHECKING:
    from aufwand.catalog import baseline
    from aufwand.documents import Limits
    from aufwand.errors import (
        AufwandError,
        Fault,
        InvalidPlan,
        MixedCurrencies,
        MixedTime,
        UnknownName,
        UnreadablePlan,
    )
    from aufwand.estimates import CostEstimate, Estimate, Explanation, estimate
    from aufwand.model import (
        Acceptance,
        Activity,
        Audience,
        Calendar,
        Channel,
        Closure,
        Correlation,
        Cost,
        Criticism,
        Driver,
        Event,
        Goal,
        Identity,
        Override,
        Plan,
        Role,
        RuleSettings,
        Scenario,
        Source,
        Tool,
    )
    from aufwand.planfile import dumps, load, loads, plan_schema, save
    from aufwand.rules import (
        Add,
        Assessment,
        Comparison,
        Drop,
        Facts,
        Finding,
        Fixes,
        Isolated,
        Match,
        Measure,
        PlanDiff,
        Price,
        Put,
        Remedy,
        Rule,
        RuleSet,
        assess,
        check,
        compare,
        diff,
        fix,
        option,
        options,
        rule,
    )
    from aufwand.units import (
        Cadence,
        Effort,
        EffortRate,
        Elapsed,
        HourlyRate,
        Money,
        MoneyRate,
        Range,
        Shape,
        duration,
        hours,
        minutes,
        say,
    )
else:
    _HOMES = {
        "aufwand.calendars": "",
        "aufwand.catalog": "baseline",
        "aufwand.documents": "Limits",
        "aufwand.errors": (
            "AufwandError Fault InvalidPlan MixedCurrencies MixedTime UnknownName UnreadablePlan "
        ),
        "aufwand.estimates": "CostEstimate Estimate Explanation estimate",
        "aufwand.model": (
            "Acceptance Activity Audience Calendar Channel Closure Correlation Cost "
            "Criticism Driver Event Goal Identity Override Plan Role "
            "RuleSettings Scenario Source Tool "
        ),
        "aufwand.planfile": "dumps load loads plan_schema save",
        "aufwand.rules": (
            "Add Assessment Comparison Drop Facts Finding Fixes Isolated "
            "Match Measure PlanDiff Price Put Remedy Rule "
            "RuleSet assess check compare diff fix option options "
            "rule "
        ),
        "aufwand.units": (
            "Cadence Effort EffortRate Elapsed HourlyRate Money MoneyRate "
            "Range Shape duration hours minutes say "
        ),
    }
    __getattr__ = imported_later(
        __name__,
        {name: home for home, names in _HOMES.items() for name in names.split()}
        | {name.rpartition(".")[2]: name for name in _HOMES},
    )

__all__ = [
    "Acceptance",
    "Activity",
    "Add",
    "Assessment",
    "Audience",
    "AufwandError",
    "Cadence",
    "Calendar",
    "Channel",
    "Closure",
    "Comparison",
    "Correlation",
    "Cost",
    "CostEstimate",
    "Criticism",
    "Driver",
    "Drop",
    "Effort",
    "EffortRate",
    "Elapsed",
    "Estimate",
    "Event",
    "Explanation",
    "Facts",
    "Fault",
    "Finding",
    "Fixes",
    "Goal",
    "HourlyRate",
    "Identity",
    "InvalidPlan",
    "Isolated",
    "Limits",
    "Match",
    "Measure",
    "MixedCurrencies",
    "MixedTime",
    "Money",
    "MoneyRate",
    "Override",
    "Plan",
    "PlanDiff",
    "Price",
    "Put",
    "Range",
    "Remedy",
    "Role",
    "Rule",
    "RuleSet",
    "RuleSettings",
    "Scenario",
    "Shape",
    "Source",
    "Tool",
    "UnknownName",
    "UnreadablePlan",
    "assess",
    "baseline",
    "check",
    "compare",
    "diff",
    "dumps",
    "duration",
    "estimate",
    "fix",
    "hours",
    "load",
    "loads",
    "minutes",
    "option",
    "options",
    "plan_schema",
    "rule",
    "save",
    "say",
]
