"""What is told where numpy cannot be imported, and what is refused by name."""

from __future__ import annotations

import json
import sys

import pytest

import aufwand as aw
from aufwand.cli.main import run
from aufwand.errors import MissingPackage
from aufwand.estimates import Estimate
from aufwand.reports import assessment_text, estimate_text
from aufwand.rules import compare

TEXT = """
name = "Bakery"
budget = "100 EUR/week"
[[roles]]
key = "pr"
capacity = "2 h/week"
rate = "45 EUR/h"
[[activities]]
key = "content"
duration = "1-5 h"
roles = ["pr"]
"""

DATED = TEXT + '[calendar]\nstart = "2027-01-04"\nend = "2027-01-31"\n'


@pytest.fixture(autouse=True)
def _nowhere(monkeypatch):
    monkeypatch.setitem(sys.modules, "numpy", None)


def test_the_ends_are_told_without_it():
    """Hours, positions and money are exact sums of the plan's own numbers."""
    found = aw.estimate(aw.loads(TEXT))

    assert "1 h – 3 h – 5 h" == str(found.weekly)
    assert "45.00 EUR – 135.00 EUR – 225.00 EUR" == str(found.cost.weekly)


@pytest.mark.parametrize(
    ("ask", "purpose"),
    [
        (lambda it: it.percentile(80), "telling percentiles"),
        (lambda it: it.chance_within("3 h"), "telling percentiles"),
        (lambda it: it.cost.percentile(80), "telling percentiles"),
        (lambda it: it.distributions("role"), "telling percentiles"),
        (Estimate.timeline, "laying a plan over its days"),
        (Estimate.capacity, "laying a plan over its days"),
        (lambda it: it.horizon, "laying a plan over its days"),
        (Estimate.as_dict, "laying a plan over its days"),
        (Estimate.simulate, "simulating"),
        (Estimate.sensitivity, "telling what drives the spread"),
    ],
)
def test_who_asks_for_what_takes_it_is_told_so(ask, purpose):
    """The error names the package and what it is needed for; it is an ImportError, too."""
    with pytest.raises(MissingPackage) as caught:
        ask(aw.estimate(aw.loads(DATED)))

    assert ("numpy", purpose) == (caught.value.package, caught.value.purpose)
    assert isinstance(caught.value, ImportError)


def test_what_is_known_has_percentiles_all_the_same():
    """They are the value itself, and take no numpy."""
    plan = aw.loads(TEXT.replace("1-5 h", "3 h"))

    assert aw.hours(3) == aw.estimate(plan).percentile(80)


def test_data_leaves_percentiles_out():
    """All else is as it is with numpy."""
    data = aw.assess(aw.loads(TEXT)).as_dict()["estimate"]

    assert {"low": 1, "likely": 3, "high": 5} == data["weekly"]
    assert {"low": 1, "likely": 3, "high": 5} == data["by"]["role"]["pr"]
    assert {"low": 45, "likely": 135, "high": 225} == data["cost"]["weekly"]
    assert {"low", "likely", "high"} == set(
        compare(aw.loads(TEXT)).as_dict()["variants"][0]["hours"]
    )


@pytest.mark.parametrize(
    ("lang", "chance", "days"),
    [
        ("en", "How likely which hours are is not told here", "What single weeks take is not told"),
        ("de", "Wie wahrscheinlich welche Stunden sind, wird hier nicht", "Was einzelne Wochen"),
    ],
)
def test_a_report_says_what_it_does_not_tell(lang, chance, days):
    """In the language of the report; of days only where the plan has some."""
    dated, typical = (
        assessment_text(aw.assess(aw.loads(text)), lang=lang) for text in (DATED, TEXT)
    )

    assert chance in dated
    assert chance in typical
    assert days in dated
    assert days not in typical
    assert chance in estimate_text(aw.estimate(aw.loads(TEXT)), by="role", per="month", lang=lang)


def test_rules_find_what_they_find_in_a_typical_week():
    """Only what percentiles and weeks would add is missing, and of the weeks a finding says so."""
    found = {each.code: each for each in aw.check(aw.loads(DATED))}

    assert "INT001" not in found
    assert "3 h/week" == str(found["STF102"].measured)
    assert "keeps in" not in found["COS102"].say()
    assert "as numpy cannot be imported" in found["CAL101"].say()
    assert "da numpy nicht importiert werden kann" in found["CAL101"].say("de")


def test_what_drives_the_spread_is_found_where_nothing_ties_activities():
    """Sums of independent variances take no arrays; with a driver the rule leaves a plan alone."""
    wide = '[[activities]]\nkey = "talks"\nduration = "1-20 h"\n'
    tied = '[[drivers]]\nkey = "languages"\nfactor = [1, 2]\nreason = "two"\n'

    assert [each.path for each in aw.check(aw.loads(TEXT + wide), select=["EST102"])] == [
        "activities.talks"
    ]
    assert aw.check(aw.loads(TEXT + wide + tied), select=["EST102"]) == ()


def test_a_rule_that_is_to_look_at_a_percentile_says_that_it_could_not():
    """Nobody takes its silence for a plan that fits."""
    text = TEXT + "[rules.options.STF102]\npercentile = 80\n"
    (found,) = aw.check(aw.loads(text), select=["STF102"])

    assert "INT001" == found.code
    assert "telling percentiles needs numpy, which cannot be imported here" in found.say()


def test_the_command_tells_the_same(tmp_path, capsys):
    """Numbers as JSON without percentiles; what takes numpy ends with a sentence and a 3."""
    plan = tmp_path / "plan.toml"
    plan.write_text(TEXT)

    assert 0 == run(["estimate", str(plan), "--by", "role", "--format", "json"])
    data = json.loads(capsys.readouterr().out)
    assert {"low": 1, "likely": 3, "high": 5} == data["total"] == data["parts"]["pr"]
    assert 3 == run(["simulate", str(plan)])
    assert "simulating needs numpy, which cannot be imported here\n" == capsys.readouterr().err
