"""Units do not matter: however a duration is written, the plan and its estimate are the same."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufwand.estimates import estimate
from aufwand.model import Activity, Plan
from aufwand.testing.strategies import plans
from aufwand.units import hours, minutes

DAILY = pint.UnitRegistry()
OTHER = pint.UnitRegistry()

SPELLINGS = {
    "minutes": lambda effort: minutes(effort.minutes),
    "hours": lambda effort: hours(effort.minutes / 60),
    "text": lambda effort: effort.text,
    "seconds": lambda effort: f"{effort.minutes * 60} s",
    "timedelta": lambda effort: timedelta(microseconds=int(effort.minutes * 60_000_000)),
    "pint minutes": lambda effort: DAILY.Quantity(effort.minutes, "minute"),
    "pint hours": lambda effort: OTHER.Quantity(effort.minutes / 60, "hour"),
    "pint milliseconds": lambda effort: DAILY.Quantity(
        Fraction(effort.minutes * 60_000), "millisecond"
    ),
}


def written(activity, spell):
    """The same activity, its duration written in another way."""
    found = activity.duration
    return activity.with_(duration=[spell(end) for end in (found.low, found.likely, found.high)])


@given(plan=plans(min_activities=1), data=st.data())
def test_any_spelling_gives_the_same_estimate(plan, data):
    """Minutes, hours, text, timedelta, pint quantities of two registries: one plan, one hash."""
    spelt = [
        written(activity, SPELLINGS[data.draw(st.sampled_from(sorted(SPELLINGS)))])
        for activity in plan.activities
    ]
    again = plan.with_(activities=spelt)

    assert plan == again
    assert hash(plan) == hash(again)
    assert estimate(plan) == estimate(again)
    assert hash(estimate(plan)) == hash(estimate(again))
    assert estimate(plan).as_dict() == estimate(again).as_dict()


@pytest.mark.parametrize(
    "duration",
    [
        "90 min",
        "1.5 h",
        "1,5 Std.",
        "1:30 h",
        hours(1.5),
        timedelta(minutes=90),
        DAILY.Quantity(1.5, "hour"),
        OTHER.Quantity(5400, "second"),
        ["90 min", "1.5 h"],
    ],
)
def test_an_hour_and_a_half_is_one_however_it_is_written(duration):
    """Ninety minutes are an hour and a half, also to a hash."""
    plan = Plan("Bakery", activities=[Activity("content", duration=duration)])
    plain = Plan("Bakery", activities=[Activity("content", duration=minutes(90))])

    assert estimate(plain) == estimate(plan)
    assert hash(estimate(plain)) == hash(estimate(plan))
