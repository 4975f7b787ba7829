"""A simulation as text."""

from __future__ import annotations

import pytest

from aufwand.estimates import estimate
from aufwand.model import Activity, Event, Plan
from aufwand.reports import simulation_text


def test_it_says_what_was_drawn_and_how_sure_that_is():
    """Without colours, unless somebody brings some."""
    found = estimate(Plan("Bakery", activities=[Activity("posts", duration="1-3 h")])).simulate(900)
    lines = simulation_text(found, chances=[("2 h", found.chance_within("2 h"))]).splitlines()

    assert "Bakery: 900 draws of a typical week, seed 0" == lines[0]
    assert f"mean   {found.total.mean}" == lines[4]
    assert f"P80    {found.total.percentile(80)}" == lines[7]
    assert f"within 2 h   {found.chance_within('2 h')}" in lines
    assert "cost" not in lines[2]
    assert simulation_text(found, paint=lambda text, kind: f"<{kind}>{text}").startswith("<title>")


def test_percentiles_are_numbers_of_the_language():
    """With as many decimals as somebody asked for."""
    plan = Plan("Bakery", activities=[Activity("posts", duration="1-3 h")])
    found = estimate(plan).simulate(4_000, percentiles=[50, 97.5])

    assert "\nP97.5   " in simulation_text(found)
    assert "\nP97,5 " in simulation_text(found, lang="de")


@pytest.mark.parametrize("by", ["activity", "channel", "role", "area", "event"])
def test_what_is_shown_adds_up(by):
    """Events stand beside activities, and activities beside events."""
    plan = Plan(
        "Bakery",
        activities=[Activity("posts", duration="1-3 h"), Activity("chat", duration="1 h")],
        events=[
            Event("storm", per_year=20, effort="4-9 h"),
            Event("award", per_year=9, effort="1 h"),
        ],
    )
    found = estimate(plan).simulate(2_000)
    parts = sum(each.mean.value for each in found.by(by).values())

    assert parts == pytest.approx(found.total.mean.value)
    for lang, row in (("en", ("all events", "all activities")), ("de", ("alle Ereignisse",))):
        text = simulation_text(found, by=by, lang=lang)
        assert (row[0] in text) == (by == "activity")
        assert (row[-1] in text) == (by == ("activity" if lang == "de" else "event"))


def test_without_events_nothing_stands_for_them():
    """Nor for activities, where events were asked for."""
    plan = Plan("Bakery", activities=[Activity("posts", duration="1-3 h")])
    found = estimate(plan).simulate(900)

    assert list(found.by("activity")) == ["posts"]
    assert found.by("event") == {}
