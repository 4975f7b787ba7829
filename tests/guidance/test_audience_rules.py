"""Rules about whom a plan wants to meet, and where."""

from __future__ import annotations

import pytest
from attrs import evolve

from aufwand.catalog import audience_reach, reach
from aufwand.guidance import audience as guidance
from aufwand.model import Activity, Audience, Channel, Plan, Role
from aufwand.rules import Facts, Match, Measure, check

FAMILIES = Audience("families", name="Families", country="DE", ages=(25, 49))


def paths(plan, code):
    return [finding.path for finding in check(plan, select=[code])]


class TestChannelWithoutAudience:
    def test_a_channel_for_nobody_is_told(self):
        """What it takes and costs stands in the message."""
        plan = Plan(
            "Bakery",
            audiences=[Audience("families")],
            channels=[Channel("club", name="Club"), Channel("blog", audiences="families")],
            roles=[Role("pr", rate="60 EUR/h")],
            activities=[
                Activity("posts", duration="3 h", roles="pr", channels=["club", "blog"]),
                # Work for the presence as a whole would not be saved without the channel.
                Activity("watching", duration="5 h", roles="pr"),
            ],
        )
        (found,) = check(plan, select=["AUD101"])

        assert found.path == "channels.club"
        assert found.level == "warning"
        assert (found.measured, found.limit) == (None, None)
        assert found.message == (
            "None of your audiences is known to be on Club, which takes 1 h 30 min a week of "
            "its own and costs 90.00 EUR. In our opinion a channel is worth its time only where "
            "your audience is: name whom you meet there, or drop it."
        )
        assert found.say("de") == (
            "Von keiner Ihrer Zielgruppen ist bekannt, dass sie auf Club ist; der Kanal braucht "
            "1 Std. 30 Min. eigene Arbeit je Woche und kostet 90,00 EUR. Unserer Meinung nach "
            "lohnt ein Kanal nur, wo Ihre Zielgruppe ist: Nennen Sie, wen Sie dort treffen, oder "
            "geben Sie ihn auf."
        )

    def test_without_work_or_rates_the_message_is_shorter(self):
        """Nothing is made up."""
        (found,) = check(Plan("Bakery", channels=[Channel("club")]), select=["AUD101"])

        assert found.message.startswith("None of your audiences is known to be on club. In our")

    @pytest.mark.parametrize(
        "plan",
        [
            Plan("A", audiences=[FAMILIES], channels=[Channel("club", audiences="families")]),
            Plan(
                "B",
                audiences=[Audience("families", reach={"club": 0.01})],
                channels=[Channel("club")],
            ),
            Plan("C", channels=[Channel("club", status="paused"), Channel("x", status="closed")]),
            Plan("D", audiences=[FAMILIES]),
        ],
    )
    def test_a_channel_with_an_audience_passes(self, plan):
        """Named on the channel, or by its own reach; and only active channels count."""
        assert paths(plan, "AUD101") == []

    def test_a_reach_of_nothing_is_no_audience(self):
        """Knowing that nobody is there is not meeting them."""
        nobody = Audience("families", reach={"club": 0})

        assert paths(Plan("A", audiences=[nobody], channels=[Channel("club")]), "AUD101") == [
            "channels.club"
        ]

    def test_evidence_of_one_in_four_is_enough(self):
        """A survey that finds that many speaks for the channel."""
        plan = Plan("A", audiences=[FAMILIES], channels=[Channel("facebook")])

        assert max(each.share for each in reach("facebook", FAMILIES)) >= guidance.ENOUGH
        assert paths(plan, "AUD101") == []

    def test_evidence_of_fewer_is_named(self, monkeypatch):
        """With share, group, measure, country, year and publisher; the highest counts."""
        rows = [
            each for each in reach("facebook", Audience("all", country="DE")) if each.share < 0.25
        ]
        monkeypatch.setattr(guidance, "reach", lambda channel, audience: tuple(rows))
        best = max(rows, key=lambda each: each.share)
        plan = Plan("A", audiences=[FAMILIES], channels=[Channel("facebook", name="Facebook")])
        (found,) = guidance.channel_without_audience(Facts.of(plan))

        assert found.measured == Measure(round(best.share * 100, 6), "%")
        assert found.limit == Measure(25, "%")
        (told,) = check(plan, select=["AUD101"])
        share = f"{best.share * 100:.1f}".removesuffix(".0")
        assert f"in DE, {share} % use it" in told.message
        assert f"({best.source.publisher}, {best.year})" in told.message
        assert "of all people asked" in told.message
        assert "von allen Befragten in DE" in told.say("de")

    def test_evidence_just_below_and_at_the_limit(self, monkeypatch):
        """One in four passes, a little less does not."""
        row = next(
            each
            for each in reach("facebook", Audience("x", country="US", ages=(20, 25)))
            if each.group == "18-29"
        )
        plan = Plan("A", audiences=[FAMILIES], channels=[Channel("facebook")])
        monkeypatch.setattr(guidance, "reach", lambda *_: (evolve(row, share=0.25),))
        at = check(plan, select=["AUD101"])
        monkeypatch.setattr(guidance, "reach", lambda *_: (evolve(row, share=0.2499),))
        (below,) = check(plan, select=["AUD101"])

        assert at == ()
        assert below.measured == Measure(24.99, "%")
        assert "of people aged 18-29 in US, 24.99 % use it at all" in below.message
        assert "von Menschen im Alter von 18-29 in US nutzen ihn 24,99 % überhaupt" in below.say(
            "de"
        )

    def test_every_measure_has_words(self):
        """Whatever a survey counted can be told."""
        assert set(audience_reach._MEASURES) == set(guidance._OFTEN)


class TestAudienceWithoutChannel:
    def test_an_audience_on_no_channel_is_told(self):
        """With its name."""
        plan = Plan("Bakery", audiences=[FAMILIES], channels=[Channel("club")])
        (found,) = check(plan, select=["AUD102"])

        assert found.path == "audiences.families"
        assert (found.measured, found.limit) == (None, None)
        assert found.message == (
            "No channel of this plan is known to meet Families. In our opinion you must be where "
            "your audience is: name a channel they use, or leave them out."
        )
        assert "dass er Families erreicht" in found.say("de")

    @pytest.mark.parametrize(
        "channels",
        [
            [],
            [Channel("club", audiences="families", status="paused")],
            [Channel("facebook", status="closed")],
        ],
    )
    def test_only_active_channels_meet_anybody(self, channels):
        """A paused channel meets nobody now."""
        plan = Plan("A", audiences=[FAMILIES], channels=channels)

        assert paths(plan, "AUD102") == ["audiences.families"]

    @pytest.mark.parametrize(
        "plan",
        [
            Plan("A", audiences=[FAMILIES], channels=[Channel("club", audiences="families")]),
            Plan("B", audiences=[FAMILIES], channels=[Channel("club"), Channel("facebook")]),
            Plan(
                "C",
                audiences=[Audience("families", reach={"club": 0.01})],
                channels=[Channel("club")],
            ),
            Plan("D"),
        ],
    )
    def test_an_audience_that_is_met_passes(self, plan):
        """Named, by its own reach, or by evidence of one in four."""
        assert paths(plan, "AUD102") == []


class TestNoAudience:
    def test_a_plan_for_nobody_is_told(self):
        """With what it takes, where it takes anything."""
        (bare,) = check(Plan("A"), select=["AUD104"])
        work = Plan(
            "B",
            roles=[Role("pr", rate="60 EUR/h")],
            activities=[Activity("posts", duration="3 h", roles="pr")],
        )
        (priced,) = check(work, select=["AUD104"])
        (unpriced,) = check(work.with_(roles=[Role("pr")]), select=["AUD104"])

        assert bare.path == "audiences"
        assert bare.message.startswith("This plan does not say whom it is for. In our opinion")
        assert "for, at 3 h a week and 180.00 EUR. In" in priced.message
        assert "for, at 3 h a week. In" in unpriced.message
        assert "nicht, für wen er ist, bei 3 Std. je Woche und 180,00 EUR." in priced.say("de")

    def test_a_plan_with_an_audience_passes(self):
        """One is enough."""
        assert paths(Plan("A", audiences=[FAMILIES]), "AUD104") == []


def test_rules_can_be_asked_alone():
    """They are functions of facts."""
    assert list(guidance.no_audience(Facts.of(Plan("A")))) == [Match("audiences")]
