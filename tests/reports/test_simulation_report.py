"""A simulation as text."""

from __future__ import annotations

from aufwand.estimates import estimate
from aufwand.model import Activity, Plan
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
