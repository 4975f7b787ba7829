"""Come here for what a plan is made of: frozen values that are sound once they exist."""

from __future__ import annotations

from aufwand.model._reading import Share
from aufwand.model.acceptance import Acceptance
from aufwand.model.activity import AREAS, FIVE_AREAS, Activity, Driver
from aufwand.model.audience import Audience, Goal
from aufwand.model.calendar import Calendar, Closure
from aufwand.model.chance import Correlation, Event
from aufwand.model.channel import Channel
from aufwand.model.conduct import Criticism, Identity
from aufwand.model.plan import FULL_TIME, FULL_TIME_SOURCE, Plan
from aufwand.model.role import Role
from aufwand.model.scenario import Additions, Scenario
from aufwand.model.settings import Override, RuleSettings, Table
from aufwand.model.source import Source
from aufwand.model.spending import Cost, Tool

__all__ = [
    "AREAS",
    "FIVE_AREAS",
    "FULL_TIME",
    "FULL_TIME_SOURCE",
    "Acceptance",
    "Activity",
    "Additions",
    "Audience",
    "Calendar",
    "Channel",
    "Closure",
    "Correlation",
    "Cost",
    "Criticism",
    "Driver",
    "Event",
    "Goal",
    "Identity",
    "Override",
    "Plan",
    "Role",
    "RuleSettings",
    "Scenario",
    "Share",
    "Source",
    "Table",
    "Tool",
]
