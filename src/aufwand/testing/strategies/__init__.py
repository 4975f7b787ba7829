"""Come here for Hypothesis strategies: every value, every part of a plan, and whole plans."""

from __future__ import annotations

from aufwand.testing.strategies.around import near
from aufwand.testing.strategies.parts import (
    acceptances,
    activities,
    audiences,
    calendars,
    channels,
    closures,
    costs,
    criticisms,
    drivers,
    goals,
    identities,
    roles,
    shares,
    sources,
    tools,
)
from aufwand.testing.strategies.plan import plans
from aufwand.testing.strategies.settings import overrides, rule_settings
from aufwand.testing.strategies.spelling import durations_text, ranges_text
from aufwand.testing.strategies.values import (
    cadences,
    counts,
    currencies,
    effort_rates,
    efforts,
    elapsed_times,
    factors,
    hourly_rates,
    keys,
    money,
    money_rates,
    ranges,
    texts,
)

__all__ = [
    "acceptances",
    "activities",
    "audiences",
    "cadences",
    "calendars",
    "channels",
    "closures",
    "costs",
    "counts",
    "criticisms",
    "currencies",
    "drivers",
    "durations_text",
    "effort_rates",
    "efforts",
    "elapsed_times",
    "factors",
    "goals",
    "hourly_rates",
    "identities",
    "keys",
    "money",
    "money_rates",
    "near",
    "overrides",
    "plans",
    "ranges",
    "ranges_text",
    "roles",
    "rule_settings",
    "shares",
    "sources",
    "texts",
    "tools",
]
