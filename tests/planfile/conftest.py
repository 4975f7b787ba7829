from __future__ import annotations

from textwrap import dedent

import pytest

from aufwand.errors import Fault, InvalidPlan
from aufwand.planfile import loads

BAKERY = """\
schema = 1
name = "Bakery"
currency = "EUR"
full_time = "38.5 h/week"
budget = "900 EUR/week"
reserve = 0.15                              # share of capacity kept free
review_on = 2027-06-30
baseline = "orientation"
baseline_roles = ["pr"]

[calendar]
workdays = ["mon", "tue", "wed", "thu", "fri"]
country = "DE"
subdivision = "BY"
start = 2027-01-01
end = 2027-12-31
closures = [{ from = 2027-08-09, to = 2027-08-20, name = "summer break" }]

[identity]
handle = "@bakery"
tone = "warm, first names"

[criticism]
owner = "care"
reply_within = "4 h"
procedure = "answer publicly, move to a call, tell what changed"

[[audiences]]
key = "families"
country = "DE"
ages = [25, 49]
benefit = "recipes and first pick of the day"
goals = [{ text = "more regulars", metric = "loyalty cards", target = 200 }]

[[channels]]
key = "facebook"
audiences = ["families"]
pieces = 3                                  # published pieces a week
messages = 20                               # incoming a week
answered = 0.9
exclusive = true
invitations = true                          # open questions or polls

[[roles]]
key = "pr"
department = "PR"
capacity = "12 h/week"
rate = "45 EUR/h"
customer_facing = false

[[roles]]
key = "care"
customer_facing = true

[[roles]]
key = "sales"

[[activities]]
key = "reel"
name = "Film a reel"
area = "content"
duration = "2-4 h"
per = "week"
times = 1
channels = ["facebook"]
roles = { pr = 0.5, sales = 0.5 }

[[drivers]]
key = "two_languages"
factor = [1.5, 1.7, 2.0]
areas = ["content"]
reason = "German and English"

[[tools]]
key = "monitoring-suite"
cost = "49 EUR/month"
purposes = ["monitoring", "analytics"]

[[accept]]
rule = "EXC101"
where = "channels.facebook"
reason = "shop closes in June"
until = 2027-06-30
"""


@pytest.fixture(scope="session")
def bakery():
    """The plan file that the documentation shows, with the two roles that it names beside."""
    return BAKERY


@pytest.fixture
def faults():
    """A function that returns the faults of a text, which must have some."""

    def of(text: str, form: str = "toml", name: str | None = "plan.toml") -> list[Fault]:
        with pytest.raises(InvalidPlan) as caught:
            loads(dedent(text), form, name=name)
        return list(caught.value.faults)

    return of


@pytest.fixture
def the_fault(faults):
    """A function that returns the only fault of a text."""

    def of(text: str, form: str = "toml") -> Fault:
        (fault,) = faults(text, form)
        return fault

    return of
