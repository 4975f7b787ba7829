"""What moves a total, as text for a terminal."""

from __future__ import annotations

import re

import pytest

from aufwand.estimates import estimate
from aufwand.model import Activity, Channel, Correlation, Driver, Plan, Role
from aufwand.reports import sensitivity_text
from aufwand.reports._table import width

BAKERY = Plan(
    "Bakery",
    channels=[Channel("blog")],
    roles=[Role("pr", name="Press", rate="45 EUR/h")],
    activities=[
        Activity("content", duration="3-5 h", roles="pr"),
        Activity("networking", duration="5-10 h", channels="blog"),
    ],
    drivers=[Driver("two_languages", factor=[1.5, 1.7, 2.0], activities=["content"])],
)


def told(plan, lang="en", line=100, **asked):
    of = asked.pop("of", "effort")
    return sensitivity_text(estimate(plan).sensitivity(of, **asked), plan, lang=lang, line=line)


def test_a_tornado():
    """Bars share one scale, meet at what is likely, and shares sum to 100 %."""
    found = told(BAKERY, line=80)

    assert found.startswith("Bakery: what moves the hours a week\nLikely a week: 14 h 18 min\n\n")
    bars = re.findall("( *)(▒+)(█+)", found)
    assert 3 == len(bars)
    assert 1 == len({len(blank) + len(low) for blank, low, _ in bars})
    assert 100 == sum(map(int, re.findall(r"(\d+) %", found)))


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("of", ["effort", "cost"])
@pytest.mark.parametrize("per", ["week", "month", "quarter", "year"])
def test_lines_fit(lang, of, per):
    """No line is longer than 100 cells, in any language and period, whatever names there are."""
    long = BAKERY.adding(
        Activity("long", name="漢字" * 30, duration="1-3 h", roles="pr"),
        Activity("longer", name="Überlänge " * 9, duration="1-90 h", roles="pr"),
    )
    lines = told(long, lang, of=of, per=per).splitlines()

    assert max(map(width, lines)) <= 100


def test_where():
    """A role and a channel stand in the title, and so does work without one."""
    asked = {"role": "pr", "channel": ""}

    assert told(BAKERY, **asked).startswith(
        "Bakery: what moves the hours a week (Press, presence as a whole)\n"
    )
    assert told(BAKERY, "de", role="", channel="blog").startswith(
        "Bakery: was die Stunden je Woche bewegt (noch niemand, blog)\n"
    )


def test_nothing_moves():
    """Where all is known there is a sentence and no table."""
    found = told(Plan("Bakery", activities=[Activity("posts", duration="1 h")]))

    assert found.endswith(
        "Likely a week: 1 h\n\nNothing moves it: every number in it is known exactly.\n"
    )


def test_swings_of_nothing():
    """Inputs that move nothing one at a time have no bar, and their share all the same."""
    zeros = [Driver(key, factor=[0, 0, 1]) for key in ("one", "other")]
    found = told(Plan("A", activities=[Activity("posts", duration="1 h")], drivers=zeros))

    assert not re.search("[▒█]", found)
    assert 2 == found.count("50 %")


def test_many_inputs():
    """Of more than 25 the last are one line; a single one is not worth that."""
    activities = [Activity(f"a{index}", duration=f"1-{index + 2} h") for index in range(40)]
    plan = Plan("A", activities=activities)

    assert "15 others" in told(plan)
    assert 100 == sum(map(int, re.findall(r"(\d+) %", told(plan))))
    assert "others" not in told(plan.with_(activities=activities[:26])).split("\n\n")[1]


def test_what_works_against():
    """Shares below nothing are shown as such, and the note says how they came about."""
    tied = Plan(
        "A",
        activities=[Activity("posts", duration="1-9 h"), Activity("reel", duration="1-3 h")],
        correlations=[Correlation(("posts", "reel"), -0.5)],
    )
    found = told(tied)

    assert "-8 %" in found
    assert "covariances" in found
    assert "Kovarianzen" in told(tied, "de")


def test_colours():
    """Title and notes are marked for terminals with colours."""
    marked = sensitivity_text(
        estimate(BAKERY).sensitivity(), BAKERY, paint=lambda text, kind: f"<{kind}>{text}"
    )

    assert marked.startswith("<title>Bakery")
    assert "\n<faint>Bars" in marked
