"""Time zones as a calendar file describes them."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical

import aufwand as aw
from aufwand.calendars.time_zones import zone_of
from aufwand.errors import MissingExtra
from aufwand.reports import calendar_text, plan_calendar
from aufwand.reports._zones import observances


def _written(zone, first, last):
    """The text of a plan in a *zone*, with little in it but that zone."""
    plan = aw.Plan(
        "Bakery",
        roles=aw.Role("pr"),
        activities=aw.Activity("posts", duration="1 h", roles="pr"),
        calendar=aw.Calendar(start=first, end=last, timezone=zone),
    )
    return calendar_text(plan_calendar(plan))


class TestZone:
    def test_by_its_name(self):
        """It is the zone of the tz database."""
        assert zone_of("Europe/Berlin") is ZoneInfo("Europe/Berlin")

    @pytest.mark.parametrize(
        ("name", "near"),
        [
            ("Europe/Berln", "Europe/Berlin"),
            ("europe/berlin", "Europe/Berlin"),
            ("../../etc/passwd", ""),
            ("localtime", ""),
            ("Europe", ""),
        ],
    )
    def test_an_unknown_one(self, name, near):
        """A name that is in no list is a fault, with the nearest that is."""
        with pytest.raises(aw.Fault) as caught:
            zone_of(name)

        assert caught.value.value == name
        assert (f"did you mean {near!r}?" if near else "") in caught.value.hint

    def test_without_a_database(self, monkeypatch):
        """A machine that knows no zone at all lacks a package."""
        monkeypatch.setattr(zoneinfo, "available_timezones", set)

        with pytest.raises(MissingExtra):
            zone_of("Pacific/Fiji")


class TestObservances:
    def test_the_two_changes_of_a_european_year(self):
        """They begin when clocks change, by the clocks as they were before."""
        before, summer, winter = observances(ZoneInfo("Europe/Berlin"), 2027, 2027)

        assert ("CET", timedelta(hours=1)) == (before.name, before.after)
        assert datetime.fromisoformat("2027-03-28T02:00") == summer.begins[1]
        assert {"FREQ": "YEARLY", "BYMONTH": 3, "BYDAY": "-1SU"} == summer.rule
        assert (True, "CEST") == (summer.daylight, summer.name)
        assert datetime.fromisoformat("2027-10-31T03:00") == winter.begins[1]
        assert (False, "CET") == (winter.daylight, winter.name)

    def test_an_american_year(self):
        """The second Sunday of March is no last one."""
        _, summer, winter = observances(ZoneInfo("America/New_York"), 2027, 2027)

        assert ("2SU", "1SU") == (summer.rule["BYDAY"], winter.rule["BYDAY"])

    def test_a_zone_that_never_changes(self):
        """It has one time."""
        (only,) = observances(ZoneInfo("Asia/Kolkata"), 2027, 2027)

        assert timedelta(hours=5, minutes=30) == only.before == only.after

    @pytest.mark.parametrize(
        ("name", "first", "last"),
        [
            ("Europe/Berlin", 2027, 2027),
            ("Europe/Berlin", 1975, 1999),
            ("Europe/Dublin", 2027, 2028),
            ("America/New_York", 2005, 2009),
            ("America/Sao_Paulo", 2015, 2020),
            ("Australia/Lord_Howe", 2027, 2027),
            ("Africa/Casablanca", 2027, 2030),
            ("Asia/Gaza", 2027, 2029),
            ("Africa/Monrovia", 1971, 1973),
            ("Asia/Kolkata", 2027, 2027),
        ],
    )
    def test_another_library_reads_the_same_clock(self, name, first, last):
        """What dateutil makes of the file has the right offset at noon of every day."""
        text = _written(name, f"{first}-01-01", f"{last}-12-31").replace("\r\n", "\n")
        read = tzical(StringIO(text)).get(name)
        zone = ZoneInfo(name)
        noons = [
            datetime.fromisoformat(f"{first}-01-01T12:00") + timedelta(each)
            for each in range(365 * (last - first + 1))
        ]
        # dateutil rounds offsets to minutes, as it says itself.
        close = timedelta(minutes=1)

        assert [
            each
            for each in noons
            if abs(read.utcoffset(each) - each.replace(tzinfo=zone).utcoffset()) >= close
        ] == []

    def test_a_change_that_follows_no_rule_is_told_by_its_dates(self):
        """Morocco puts its clocks back for Ramadan."""
        text = _written("Africa/Casablanca", "2027-01-01", "2027-12-31")

        zone = text.partition("END:VTIMEZONE")[0]
        assert "\r\nRDATE:" in zone
        assert "RRULE" not in zone

    def test_the_hour_of_the_change_itself(self):
        """An hour before the change is winter, the hour behind it is summer."""
        zone = ZoneInfo("Europe/Berlin")
        _, summer, _ = observances(zone, 2027, 2027)
        change = (summer.begins[1] - summer.before).replace(tzinfo=UTC)

        assert zone.utcoffset(change.astimezone(zone)) == summer.after
        assert (change - timedelta(seconds=1)).astimezone(zone).utcoffset() == summer.before
