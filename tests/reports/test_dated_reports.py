"""Plans with dates as text."""

from __future__ import annotations

import re
import sys

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from aufwand.estimates import estimate
from aufwand.model import Activity, Calendar, Channel, Closure, Plan, Role
from aufwand.reports import capacity_text, timeline_text


@pytest.fixture
def plan():
    """Two weeks, three roles, one-off work."""
    return Plan(
        "Bakery",
        channels=[Channel("facebook")],
        roles=[
            Role("pr", name="PR", capacity="5 h/week", cover="care"),
            Role("care", capacity="20 h/week"),
            Role("intern"),
        ],
        activities=[
            Activity("content", duration="4-8 h", roles="pr", channels="facebook"),
            Activity("dialogue", duration="1-2 h", per="workday", roles="care"),
            Activity("setup", duration="3 h", per="once"),
        ],
        calendar=Calendar(country="DE", subdivision="BY", start="2027-01-04", end="2027-01-17"),
    )


def timeline_of(plan, per="week", by=(), lang="en"):
    """What a plan takes over time, as text."""
    found = estimate(plan)
    return timeline_text(found, found.timeline(per, by), lang=lang)


def capacity_of(plan, lang="en"):
    """Load against capacity, as text."""
    return capacity_text(plan, estimate(plan).capacity(), lang=lang)


class TestTimelineText:
    def test_ends(self, plan):
        """Low, likely and high where all is summed."""
        lines = timeline_of(plan).splitlines()

        assert lines[0] == "Bakery: hours a week from 2027-01-04 to 2027-01-17"
        assert lines[2].split() == ["Week", "from", "low", "likely", "high"]
        assert lines[4].split("   ")[:2] == ["2027-W01", "2027-01-04"]
        assert re.split(" {3,}", lines[7]) == ["Total", "19 h 12 min", "27 h 18 min", "35 h 24 min"]
        assert lines[-5:] == [
            "Low and high are bounds: all low ends added, all high ends added.",
            "Work that is done once is in it.",
            "In 8 of 10 cases all of it takes at most 29 h 12 min.",
            "9 working days of 14 days.",
            lines[-1],
        ]

    def test_cost(self, plan):
        """Of the whole, in both languages; without a rate there is none."""
        paid = plan.adding(plan.role("care").with_(rate="40 EUR/h"))

        assert "All of it costs 360.00 EUR – 540.00 EUR – 720.00 EUR." in timeline_of(paid)
        assert "Höchstens 602,43 EUR kostet alles zusammen in 8 von 10" in timeline_of(
            paid, lang="de"
        )
        assert "EUR" not in timeline_of(plan)

    @pytest.mark.parametrize(
        ("by", "names"),
        [
            ("role", ["PR", "care", "nobody yet", "Total"]),
            ("activity", ["Content", "Dialogue", "Set-up", "Total"]),
            ("area", ["Content", "Dialogue", "Set-up", "Total"]),
            ("channel", ["facebook", "presence as a whole", "Total"]),
        ],
    )
    def test_columns(self, plan, by, names):
        """A column for each part, by its name, in hours and minutes."""
        head = timeline_of(plan, "month", by).splitlines()[2]

        assert re.split(" {2,}", head.replace("Facebook", "facebook")) == [
            "Month",
            *(n if len(n) < 19 else f"{n[:17]}…" for n in names),
        ]

    def test_many_parts_share_a_column(self, plan):
        """Those with the most hours keep one of their own."""
        more = [Activity(f"a{n}", duration=f"{n} h") for n in range(1, 8)]
        text = timeline_of(plan.with_(activities=more), "month", "activity")

        assert text.splitlines()[2].split() == [
            "Month",
            "A3",
            "A4",
            "A5",
            "A6",
            "A7",
            "others",
            "Total",
        ]
        assert "The 5 with the most hours have columns; all are in --format json." in text

    def test_german(self, plan):
        """Days as Germans write them."""
        text = timeline_of(evolve(plan), "day", "role", lang="de")

        assert text.startswith("Bakery: Stunden je Tag von 04.01.2027 bis 17.01.2027\n")
        assert "\n06.01.2027 " in text
        assert "9 Arbeitstage von 14 Tagen." in text
        assert "Feiertage: holidays" in text

    def test_half_working_days_are_told(self, plan):
        """And a plan without a country has no holidays."""
        closed = Closure("2027-01-05", "2027-01-05", share=0.5)
        calendar = evolve(plan.calendar, country=None, subdivision="", closures=closed)
        text = timeline_of(plan.with_(calendar=calendar, activities=plan.activities[:1]))

        assert "9.5 working days of 14 days." in text
        assert "No holidays are left out, as the calendar names no country." in text
        assert "once" not in text

    @pytest.mark.parametrize(
        ("first", "last", "told"),
        [
            ("2100-12-01", "2101-01-31", "Holidays of 2101 count as working days: holidays "),
            ("2101-01-01", "2102-01-31", "Holidays of 2101 to 2102 count as working days: "),
        ],
    )
    def test_years_that_are_not_covered_are_told(self, plan, first, last, told):
        """By their numbers."""
        calendar = evolve(plan.calendar, start=first, end=last)

        assert told in timeline_of(plan.with_(calendar=calendar))

    def test_a_package_that_is_missing_is_told(self, plan, monkeypatch):
        """With what to type."""
        monkeypatch.setitem(sys.modules, "holidays", None)
        monkeypatch.setitem(sys.modules, "holidays.version", None)

        assert "pip install 'aufwand[calendar]'" in timeline_of(plan)

    @given(
        durations=st.lists(st.integers(1, 5000), min_size=1, max_size=9),
        per=st.sampled_from(["day", "week", "month"]),
    )
    def test_what_is_shown_adds_up(self, durations, per):
        """In every row and every column, to the minute."""
        calendar = Calendar(start="2027-01-30", end="2027-02-12")
        activities = [Activity(f"a{n}", duration=f"{each} s") for n, each in enumerate(durations)]
        text = timeline_of(Plan("A", activities=activities, calendar=calendar), per, "activity")
        rows = [
            [60 * int(hour) + int(minute) for hour, minute in re.findall(r" (\d+):(\d\d)", line)]
            for line in text.splitlines()
        ]
        *parts, total = [row for row in rows if row]

        assert all(sum(row[:-1]) == row[-1] for row in (*parts, total))
        assert [sum(column) for column in zip(*parts, strict=True)] == total


class TestCapacityText:
    def test_who_is_over(self, plan):
        """All roles, then every week of those with too much to do."""
        lines = capacity_of(plan).splitlines()

        assert lines[0] == "Bakery: load and capacity a week from 2027-01-04 to 2027-01-17"
        assert lines[4].split() == ["PR", "10:48", "9:00", "120", "%", "2", "1:48", "2"]
        assert lines[6].split() == ["intern", "0:00", "unknown"]
        assert lines[8] == "Weeks over capacity: 2"
        assert lines[11].split()[:6] == ["2027-W01", "2027-01-04", "PR", "4:48", "4:00", "0:48"]
        assert lines[12] == "    off: Heilige Drei Könige; can step in: care 10:00"

    def test_nobody_is_over(self, plan):
        """That is worth a sentence."""
        roles = [
            Role("pr", capacity="0 h/week"),
            Role("care", capacity="90 h/week"),
            Role("intern"),
        ]
        plan = plan.with_(roles=roles, activities=plan.activities[1:])

        assert "\nNobody has more to do than time in any week.\n" in capacity_of(plan)

    def test_nobody_can_step_in(self, plan):
        """Nor does everybody have a name for it."""
        roles = [evolve(plan.roles[0], cover=()), *plan.roles[1:]]

        assert "\n    kann einspringen: niemand\n" in capacity_of(plan.with_(roles=roles), "de")

    def test_no_roles(self, plan):
        """A plan can have none."""
        alone = Plan("A", calendar=plan.calendar)

        assert capacity_of(alone).endswith("\n\nThe plan names no roles.\n")
