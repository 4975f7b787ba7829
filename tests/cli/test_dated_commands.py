"""Commands on plans with dates."""

from __future__ import annotations

import pytest

from aufwand.cli.exit_codes import FINE, NO_PLAN

DATES = """
[calendar]
country = "{country}"
subdivision = "{part}"
start = 2027-01-04
end = {end}
"""


@pytest.fixture
def dated(folder):
    """Give the plan dates."""

    def give(country="DE", part="BY", end="2027-01-17"):
        with (folder / "plan.toml").open("a", encoding="utf-8") as file:
            file.write(DATES.format(country=country, part=part, end=end))

    return give


class TestTimeline:
    def test_answer(self, aufwand, dated):
        """Weeks, unless asked otherwise."""
        dated()
        ended = aufwand("timeline", "plan.toml")

        assert (ended.code, ended.err) == (FINE, "")
        assert "2027-W01   2027-01-04" in ended.out
        assert "Holidays: holidays " in ended.out

    def test_by_something_in_german(self, aufwand, dated):
        """With the names of the baseline in that language."""
        dated()
        ended = aufwand(
            "timeline", "plan.toml", "--by", "activity", "--per", "month", "--lang", "de"
        )

        assert "Monat     Gespräche…" in ended.out
        assert "Einmaliges ist darin enthalten." in ended.out

    def test_json(self, aufwand, dated):
        """Rows with keys, not names."""
        dated()
        data = aufwand("timeline", "plan.toml", "--by", "role", "--format", "json").data

        assert (data["schema"], data["plan"], data["by"]) == (1, {"name": "Bakery"}, ["role"])
        assert [(row["period"], row["role"]) for row in data["rows"]] == [
            ("2027-W01", "pr"),
            ("2027-W02", "pr"),
        ]

    def test_without_dates(self, aufwand):
        """The fault says what to write, and where."""
        ended = aufwand("timeline", "plan.toml")

        assert (ended.code, ended.out) == (NO_PLAN, "")
        assert "calendar.start: found nothing, expected the first day of the plan" in ended.err

    @pytest.mark.parametrize(
        ("place", "told"),
        [
            (
                {"part": "BYY"},
                "plan.toml:23:15: calendar.subdivision: found 'BYY', expected a part of DE whose",
            ),
            ({"country": "DF"}, "plan.toml:22:11: calendar.country: found 'DF'"),
            ({"end": "2027-01-01"}, "calendar.end: found '2027-01-01'"),
            ({"end": "9999-12-31"}, "calendar.end: found '9999-12-31', expected a plan of at most"),
        ],
    )
    @pytest.mark.parametrize(
        "command",
        [("timeline",), ("capacity",), ("assess",), ("check",)],
        ids=lambda words: words[0],
    )
    def test_what_is_wrong_is_told_with_its_line(self, aufwand, dated, command, place, told):
        """Whichever command meets it first; nothing is printed then."""
        dated(**place)
        ended = aufwand(*command, "plan.toml")

        assert (ended.code, ended.out) == (NO_PLAN, "")
        assert told in ended.err


class TestCapacity:
    def test_answer(self, aufwand, dated):
        """The weeks in which somebody has too much to do."""
        dated()
        ended = aufwand("capacity", "plan.toml")

        assert ended.code == FINE
        assert "Weeks over capacity: 2\n" in ended.out

    def test_json(self, aufwand, dated):
        """Every role in every week."""
        dated()
        data = aufwand("capacity", "plan.toml", "--format", "json").data

        assert [each["week"] for each in data["over"]] == ["2027-W01", "2027-W02"]
        assert data["weeks"][0]["off"] == [
            {"day": "2027-01-06", "cause": "holiday", "name": "Heilige Drei Könige", "share": 1.0}
        ]


def test_the_horizon_stands_in_an_assessment(aufwand, dated):
    """One-off work included."""
    dated()
    horizon = aufwand("assess", "plan.toml", "--format", "json").data["estimate"]["horizon"]

    assert (horizon["start"], horizon["end"]) == ("2027-01-04", "2027-01-17")
    assert horizon["likely"] == pytest.approx(16 + 55 / 60 + (16 + 55 / 60) * 4 / 5 + 8)
