"""The command that draws a plan many times over."""

from __future__ import annotations

import sys

import pytest

PLAN = """\
name = "Bakery"

[[channels]]
key = "facebook"

[[roles]]
key = "pr"
rate = "45 EUR/h"

[[activities]]
key = "content"
duration = "3-5 h"
roles = ["pr"]

[[activities]]
key = "talks"
duration = "1-2 h"
channels = ["facebook"]

[[events]]
key = "storm"
name = "Storm"
per_year = 4
effort = "10 h"
"""


@pytest.fixture(autouse=True)
def plan(folder):
    (folder / "plan.toml").write_text(PLAN, encoding="utf-8")


def test_it_says_hours_cost_and_chances(aufwand):
    """With the digits that hold."""
    ended = aufwand("simulate", "plan.toml", "--draws", "1000", "--budget", "6 h/week")

    assert 0 == ended.code
    assert not ended.err
    assert "Bakery: 1,000 draws of a typical week, seed 0" in ended.out
    assert "within 6 h/week   " in ended.out
    assert "Content" in ended.out
    assert "± " in ended.out


@pytest.mark.parametrize(
    ("by", "said"),
    [
        ("channel", "Auftritt als Ganzes"),
        ("role", "noch niemand"),
        ("area", "Inhalte"),
        ("event", "Storm"),
        ("activity", "Talks"),
    ],
)
def test_it_speaks_german(aufwand, by, said):
    """By whatever one wants."""
    ended = aufwand("simulate", "plan.toml", "--draws", "500", "--by", by, "--lang", "de")

    assert "500 Ziehungen, eine typische Woche, Startwert 0" in ended.out
    assert said in ended.out


def test_as_json(aufwand):
    """The same numbers, for programs."""
    asked = ("simulate", "plan.toml", "--draws", "500", "--seed", "3", "--per", "year")
    ended = aufwand(*asked, "--budget", "300 h", "--format", "json", "--workers", "2")

    assert (1, 500, 3, "year") == tuple(
        ended.data[key] for key in ("schema", "draws", "seed", "per")
    )
    assert ["300 h"] == [each["budget"] for each in ended.data["chances"]]
    assert ended.data == aufwand(*asked, "--budget", "300 h", "--format", "json").data


def test_nothing_to_sum_by_is_no_table(aufwand, folder):
    """A plan of a name alone."""
    (folder / "plan.toml").write_text('name = "Bakery"')

    assert "Activity" not in aufwand("simulate", "plan.toml", "--draws", "100").out


def test_wrong_use_is_told(aufwand):
    """As a wrong number or a wrong budget."""
    many = aufwand("simulate", "plan.toml", "--draws", "1000000000000")
    budget = aufwand("simulate", "plan.toml", "--draws", "100", "--budget", "much")

    assert 2 == many.code
    assert "draws: found 1000000000000, expected a whole number from 100 to 10,000,000" in many.err
    assert 2 == budget.code
    assert not budget.out


def test_a_terminal_sees_how_far_a_long_one_is(aufwand, monkeypatch):
    """And nothing of it stays."""
    monkeypatch.setattr("aufwand.cli.simulating._LONG", 40_000)
    quiet = aufwand("simulate", "plan.toml", "--draws", "40000")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    seen = aufwand("simulate", "plan.toml", "--draws", "40000")

    assert not quiet.err
    assert "\r 50 %\r     \r" == seen.err
    assert quiet.out == seen.out
