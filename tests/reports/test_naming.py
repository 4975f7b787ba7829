"""What parts of a plan are called where aufwand named them."""

from __future__ import annotations

import pytest

from aufwand.catalog import BASELINES, baseline, channels
from aufwand.model import AREAS, Activity, Channel, Plan
from aufwand.reports import named
from aufwand.reports._words import ACTIVITY_NAMES, AREA_NAMES, CHANNEL_NAMES, WORDS
from aufwand.reports.naming import activity_name, area_name, channel_name


class TestWords:
    def test_both_languages_have_the_same(self):
        """Nothing is told in one language only."""
        assert list(WORDS["en"]) == list(WORDS["de"])
        assert list(AREA_NAMES["en"]) == list(AREA_NAMES["de"])

    def test_every_area_has_a_name(self):
        """All areas that aufwand knows are called something."""
        assert set(AREAS) == set(AREA_NAMES["en"])

    def test_every_activity_of_a_baseline_has_a_german_name(self):
        """No baseline speaks English in a German report."""
        names = {each.name for name in BASELINES for each in baseline(name)}

        assert names == set(ACTIVITY_NAMES["de"])

    def test_channels_are_those_of_the_catalogue(self):
        """A German name belongs to a channel that is known."""
        assert set(CHANNEL_NAMES["de"]) <= {each.key for each in channels()}


class TestActivityName:
    @pytest.mark.parametrize(
        ("activity", "english", "german"),
        [
            (Activity("reel", name="Film a reel", duration="1 h"), "Film a reel", "Film a reel"),
            (Activity("monitoring", duration="1 h"), "Monitoring", "Beobachten"),
            (Activity("two_reels", duration="1 h"), "Two reels", "Two reels"),
            (baseline()[3], "Create content", "Inhalte erstellen"),
        ],
    )
    def test_in_both_languages(self, activity, english, german):
        """What somebody named keeps its name; what aufwand named has one in each language."""
        assert english == activity_name(activity)
        assert german == activity_name(activity, "de")


class TestChannelName:
    @pytest.mark.parametrize(
        ("channel", "english", "german"),
        [
            (Channel("facebook"), "Facebook", "Facebook"),
            (Channel("facebook", name="Our page"), "Our page", "Our page"),
            (Channel("corporate_blog"), "Corporate blog", "Firmenblog"),
            (Channel("fb"), "fb", "fb"),
            (Channel("newsletter"), "newsletter", "newsletter"),
        ],
    )
    def test_in_both_languages(self, channel, english, german):
        """A channel of the catalogue is called what it calls itself."""
        assert english == channel_name(channel)
        assert german == channel_name(channel, "de")


class TestAreaName:
    def test_own_areas(self):
        """An area of the plan's own is called what it is."""
        assert ("Krise", "events") == (area_name("crisis", "de"), area_name("events", "de"))


class TestNamed:
    def test_names_and_nothing_else(self):
        """Only names change; a plan without such names is the same."""
        plan = Plan(
            "Bakery",
            channels=[Channel("xing"), Channel("own")],
            activities=[*baseline(), Activity("reel", name="Reel", duration="1 h")],
        )
        german = named(plan, "de")

        assert ["XING", ""] == [each.name for each in german.channels]
        assert ["Dialoge führen", "Reel"] == [german.activities[at].name for at in (2, 5)]
        assert german == named(german, "de")
        assert [each.duration for each in plan.activities] == [
            each.duration for each in german.activities
        ]

    def test_nothing_to_name(self):
        """A plan that has no such names comes back as it is."""
        plan = Plan("Bakery", channels=[Channel("own")])

        assert plan is named(plan, "de")
