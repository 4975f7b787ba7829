"""What a plan's calendar names must be there: country, part, categories, time zone."""

from __future__ import annotations

import sys

import pytest

from aufwand.errors import InvalidPlan
from aufwand.planfile import loads

WRONG = """\
name = "Bakery"
[calendar]
country = "DE"
subdivision = "BYY"
categories = ["catholic", "x"]
timezone = "Europe/Berln"
start = "2027-13-01"
[[roles]]
key = "pr"
capacity = "many"
"""


def told(text, form="toml"):
    """The faults of a text, each as one line."""
    with pytest.raises(InvalidPlan) as caught:
        loads(text, form)
    return [str(fault) for fault in caught.value.faults]


def test_what_is_not_there_is_told_with_its_place_and_all_other_faults():
    """With the nearest name."""
    found = told(WRONG)

    assert [line.split(",")[0] for line in found] == [f"line {at}" for at in (4, 5, 6, 7, 10)]
    assert "did you mean 'BY'?" in found[0]
    assert "calendar.categories: found 'x'" in found[1]
    assert "did you mean 'Europe/Berlin'?" in found[2]


@pytest.mark.parametrize(
    ("calendar", "line"),
    [
        (
            "country = 'DF'",
            "line 2, column 23: calendar.country: found 'DF', expected a country whose holidays",
        ),
        ("subdivision = 'BY'", "calendar.country: found nothing, expected the country that 'BY'"),
    ],
)
def test_a_place_that_is_nowhere_is_a_fault_without_dates_too(calendar, line):
    """Whatever is asked of the plan."""
    (found,) = told(f"name = 'B'\ncalendar = {{{calendar}}}")

    assert line in found


def test_what_is_wrong_already_is_no_second_fault():
    """A country that is no code says nothing of its parts; nor does a calendar that is none."""
    for text in ("country = 'Germany'\nsubdivision = 'BYY'", "timezone = 3", "categories = [1]"):
        assert len(told(f"name = 'B'\n[calendar]\n{text}")) == 1
    assert len(told("name = 'B'\ncalendar = 3")) == 1


def test_yaml_spells_them_too():
    """There plain words are scalars."""
    assert loads("name: B\ncalendar: {country: DE, subdivision: BY}", "yaml").calendar.country
    (found,) = told("name: B\ncalendar:\n  country: DE\n  subdivision: BYY\n", "yaml")

    assert found.startswith("line 4, column 16: calendar.subdivision: found 'BYY'")


def test_without_the_extra_nothing_is_said_of_them(monkeypatch):
    """The plan is read, and the findings tell what is missing."""
    monkeypatch.setitem(sys.modules, "holidays", None)
    monkeypatch.setitem(sys.modules, "holidays.registry", None)
    monkeypatch.setattr("zoneinfo.available_timezones", set)

    assert loads("name = 'B'\n[calendar]\ncountry = 'DF'\ntimezone = 'Moon/Base'")


def test_a_plan_without_a_country_asks_nobody(monkeypatch):
    """Looking places up takes longer than reading a plan."""
    monkeypatch.setitem(sys.modules, "holidays.registry", None)
    monkeypatch.setattr("zoneinfo.available_timezones", None)

    assert loads("name = 'B'\n[calendar]\nstart = 2027-01-01").calendar.start


def test_a_zone_that_is_there_is_found_without_looking_at_all_others(monkeypatch):
    """What only this machine calls a zone is none."""
    (found,) = told("name = 'B'\ncalendar = {timezone = 'Factory'}")
    assert "calendar.timezone: found 'Factory'" in found
    monkeypatch.setattr("zoneinfo.available_timezones", None)

    assert loads("name = 'B'\ncalendar = {timezone = 'Asia/Tokyo'}").calendar.timezone
