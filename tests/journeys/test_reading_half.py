"""From a plan file to hours, people and money: numbers that were worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aufwand.documents import write
from aufwand.estimates import estimate
from aufwand.planfile import load, read_plan_file, save

PLANS = Path(__file__).parent / "plans"
EXPECTED = json.loads((PLANS / "expected.json").read_text(encoding="utf-8"))

#: Both sides are correct to the last digit that is written down.
CLOSE = 1e-6


@pytest.fixture(params=sorted(EXPECTED))
def case(request):
    """A plan file and what is known of its estimate."""
    return PLANS / request.param, EXPECTED[request.param]


def numbers(found):
    """Return low, likely and high as numbers."""
    return list(found.as_dict().values())


def test_a_week_takes_what_was_worked_out(case):
    """Person-hours of a typical week."""
    file, expected = case

    assert pytest.approx(expected["weekly"], rel=1e-12) == numbers(estimate(load(file)).weekly)


def test_people_and_money_are_what_was_worked_out():
    """Full-time positions, and euros a week."""
    expected = EXPECTED["orientation-one-role.toml"]
    found = estimate(load(PLANS / "orientation-one-role.toml"))

    assert pytest.approx(expected["fte"], rel=CLOSE) == numbers(found.fte)
    assert pytest.approx(expected["cost_weekly"], rel=1e-12) == [
        float(end.amount)
        for end in (found.cost.weekly.low, found.cost.weekly.likely, found.cost.weekly.high)
    ]


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_other_formats_say_the_same(case, form, tmp_path):
    """The same tree in another format is the same plan."""
    file, _ = case
    found = read_plan_file(file)
    other = tmp_path / f"plan.{form}"
    other.write_text(write(found.document.tree, form), encoding="utf-8")

    assert found.plan == load(other)


def test_a_changed_plan_is_kept_beside_its_comments(case, tmp_path):
    """Read, change, save, read."""
    file, _ = case
    mine = tmp_path / "plan.toml"
    mine.write_bytes(b"# Ours.\n" + file.read_bytes())
    plan = load(mine).with_(reserve=0.2)
    save(plan, mine)

    assert plan == load(mine)
    assert mine.read_text(encoding="utf-8").startswith("# Ours.\n")
    assert estimate(load(file)).weekly == estimate(load(mine)).weekly
