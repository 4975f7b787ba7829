"""How rules are tried out: a plan to look at, and findings that travel."""

from __future__ import annotations

import pytest

from aufwand.catalog import baseline
from aufwand.model import Activity, Channel, Plan, Role
from aufwand.rules import Facts


@pytest.fixture
def plan():
    """The orientation, done by one role with too little time."""
    return Plan(
        "Bakery",
        channels=[Channel("facebook"), Channel("corporate_blog", status="paused")],
        roles=[Role("pr", department="PR", capacity="12 h/week", rate="45 EUR/h")],
        activities=[*baseline(roles="pr"), Activity("launch", duration="8 h", per="once")],
    )


@pytest.fixture
def facts(plan):
    """What rules see of that plan."""
    return Facts.of(plan)
