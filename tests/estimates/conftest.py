"""Plans that the tests of the estimate share."""

from __future__ import annotations

import pytest

from aufwand.model import Activity, Channel, Cost, Driver, Plan, Role, Tool


@pytest.fixture
def five():
    """The five areas of the orientation, all done by one role, as the domain works them out."""
    return Plan(
        "Bakery",
        roles=[Role("pr", capacity="20 h/week", rate="45 EUR/h")],
        activities=[
            Activity("monitoring", duration="15 min", per="workday", roles="pr"),
            Activity("distribution", duration="20 min", per="workday", roles="pr"),
            Activity("dialogue", duration="30 min", per="workday", roles="pr"),
            Activity("content", duration="3-5 h", roles="pr"),
            Activity("networking", duration="5-10 h", roles="pr"),
        ],
        full_time="38.5 h/week",
    )


@pytest.fixture
def busy():
    """A plan with something of everything an estimate looks at."""
    return Plan(
        "Brewery",
        channels=[
            Channel("facebook", name="Facebook", pieces=2.5, messages=20, answered=0.9, weight=3),
            Channel("blog", pieces=1, messages=4, answered=0.5),
            Channel("old_forum", pieces=7, messages=70, status="closed"),
        ],
        roles=[
            Role("pr", name="Press", capacity="12 h/week", rate="45 EUR/h"),
            Role("care", capacity="0 h/week", rate="30.60 EUR/h"),
            Role("intern"),
        ],
        activities=[
            Activity("replies", area="dialogue", duration="5-9 min", per="reply", roles="care"),
            Activity("posts", area="content", duration="1 h", per="piece", roles=["pr", "intern"]),
            Activity("inbox", area="dialogue", duration="1 min", per="message", roles="care"),
            Activity("look", duration="10 min", per="day", each_channel=True, roles="pr"),
            Activity("shared", duration="2 h", channels=["facebook", "blog"], roles="pr"),
            Activity("weighed", duration="1 h", channels={"facebook": 0.2, "blog": 0.6}, people=2),
            Activity("rest", duration="9 h", channels="old_forum", roles="pr"),
            Activity("review", area="reporting", duration="3 h", per="every 3 weeks"),
            Activity("launch", area="setup", duration="8-16 h", per="once", roles={"pr": 1}),
            Activity("course", area="training", duration="4 h", per="once", roles="intern"),
        ],
        drivers=[
            Driver("languages", factor=[1.5, 1.7, 2.0], areas=["content"], reason="de and en"),
            Driver("season", factor=1.1, activities=["replies"]),
        ],
        tools=[
            Tool("radar", name="Radar", cost="49 EUR/month"),
            Tool("camera", cost="300 EUR"),
            Tool("free"),
        ],
        costs=[Cost("ads", amount="104.3550 EUR/year")],
    )
