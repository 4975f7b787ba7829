"""Rules about whom a plan wants to meet, and where."""

from __future__ import annotations

import pytest
from attrs import evolve

from aufwand.catalog import audience_reach, reach
from aufwand.guidance import audience as guidance
from aufwand.model import Activity, Audience, Channel, Plan, Role, RuleSettings
from aufwand.rules import Facts, Measure, assess, check

FAMILIES = Audience("families", name="Families", country="DE", ages=(25, 49))


def paths(plan, code):
    return [finding.path for finding in check(plan, select=[code])]


def told(finding):
    return [(each.title, each.say("de"), each.safety) for each in finding.remedies]


def with_option(plan, code, **given):
    return plan.with_(rules=RuleSettings(options={code: given}))


def survey(**changes):
    """Return a row of a survey that is good enough to decide by."""
    rows = reach("snapchat", Audience("elders", country="US", ages=(65, 90)))
    return evolve(next(each for each in rows if each.group == "65+"), **changes)


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

        assert max(each.share for each in reach("facebook", FAMILIES)) >= guidance.Met().enough
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

    def test_its_own_work_is_the_cost_and_dropping_saves_it(self):
        """As a range; work for the presence as a whole stays."""
        plan = Plan(
            "Bakery",
            channels=[Channel("club", name="Club")],
            roles=[Role("pr", rate="60 EUR/h"), Role("care")],
            activities=[
                Activity("posts", duration="1-3 h", roles="pr", channels="club"),
                Activity("watching", duration="5 h", roles="pr"),
            ],
        )
        (found,) = assess(plan, select=["AUD101"]).findings
        (unpriced,) = check(plan.with_(roles=[Role("pr"), Role("care")]), select=["AUD101"])
        (bare,) = check(plan.with_(activities=[]), select=["AUD101"])
        drop = found.remedies[0]

        assert told(found) == [
            ("Drop Club", "Club aufgeben", "trade-off"),
            ("Name whom you meet on Club", "Nennen, wen Sie auf Club treffen", "manual"),
        ]
        assert str(found.cost) == "2 h (120.00 EUR)"
        assert str(unpriced.cost) == "2 h"
        assert bare.cost is None
        assert str(drop.saves) == "1 h – 2 h – 3 h"
        assert check(drop.change(plan), select=["AUD101"]) == ()

    def test_how_many_are_enough_is_an_option(self, monkeypatch):
        """Raising it finds more; the limit is told."""
        monkeypatch.setattr(guidance, "reach", lambda *_: (survey(share=0.3),))
        plan = Plan("A", audiences=[FAMILIES], channels=[Channel("facebook")])
        (found,) = check(with_option(plan, "AUD101", enough=0.31), select=["AUD101"])

        assert paths(with_option(plan, "AUD101", enough=0.3), "AUD101") == []
        assert (found.measured, found.limit) == (Measure(30, "%"), Measure(31, "%"))


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

    def test_leaving_them_out_is_offered(self):
        """Where no survey knows where they are."""
        plan = Plan("Bakery", audiences=[FAMILIES], channels=[Channel("club")])
        (found,) = check(plan, select=["AUD102"])

        assert told(found) == [
            ("Leave out Families", "Families weglassen", "trade-off"),
            (
                "Name a channel that Families use",
                "Einen Kanal nennen, den Families nutzen",
                "manual",
            ),
        ]
        assert check(found.remedies[0].change(plan), select=["AUD102"]) == ()

    @pytest.mark.parametrize(
        ("audience", "title", "german"),
        [
            (
                Audience("x", country="US", ages=(20, 29)),
                "Add YouTube, which 95.1 % use at all",
                "YouTube ergänzen: 95,1 % nutzen es überhaupt",
            ),
            # Of shares of several measures, the weekly ones are compared.
            (
                Audience("x", country="DE"),
                "Add YouTube, which 46 % use at least weekly",
                "YouTube ergänzen: 46 % nutzen es mindestens wöchentlich",
            ),
        ],
    )
    def test_the_channel_that_most_use_is_offered(self, audience, title, german):
        """By surveys that are good enough to decide by; it is meant for them."""
        plan = Plan("Bakery", audiences=[audience], channels=[Channel("club")])
        (found,) = check(plan, select=["AUD102"])
        add = found.remedies[0]

        assert told(found)[0] == (title, german, "trade-off")
        assert add.change(plan).channels[1:] == (
            Channel("youtube", name="YouTube", audiences=["x"]),
        )
        assert check(add.change(plan), select=["AUD102"]) == ()

    def test_a_channel_that_is_there_is_not_offered_again(self):
        """It rests for a reason."""
        plan = Plan(
            "Bakery",
            audiences=[Audience("x", country="US")],
            channels=[Channel("youtube", status="paused")],
        )
        (found,) = check(plan, select=["AUD102"])

        assert told(found)[0][0].startswith("Add Facebook, which")

    def test_how_many_are_enough_is_an_option(self):
        """Raising it finds more."""
        plan = Plan("A", audiences=[FAMILIES], channels=[Channel("facebook")])

        assert paths(plan, "AUD102") == []
        assert paths(with_option(plan, "AUD102", enough=0.9), "AUD102") == ["audiences.families"]


class TestLowReachChannel:
    ELDERS = Audience("elders", name="Elders", country="US", ages=(65, 90))

    def plan(self, *audiences, **given):
        meets = [each.key for each in audiences]
        return Plan(
            "Bakery",
            audiences=audiences,
            channels=[Channel("snapchat", name="Snapchat", audiences=meets)],
            **given,
        )

    def test_few_of_an_audience_are_told(self):
        """With share, group, country, measure, publisher and year."""
        (found,) = check(self.plan(self.ELDERS), select=["AUD103"])

        assert found.path == "channels.snapchat"
        assert found.level == "advice"
        assert (found.measured, found.limit) == (Measure(3.8, "%"), Measure(10, "%"))
        assert found.message == (
            "Few of Elders use Snapchat: of people aged 65+ in US, 3.8 % use it at all (Pew "
            "Research Center, 2025). In our opinion a channel is worth its time where at least "
            "10 % of an audience are: look whether yours are there, or drop it."
        )
        assert found.say("de") == (
            "Wenige von Elders nutzen Snapchat: von Menschen im Alter von 65+ in US nutzen ihn "
            "3,8 % überhaupt (Pew Research Center, 2025). Unserer Meinung nach lohnt ein Kanal, "
            "wo mindestens 10 % einer Zielgruppe sind: Prüfen Sie, ob Ihre dort ist, oder geben "
            "Sie ihn auf."
        )

    def test_its_own_work_is_the_cost_and_dropping_saves_it(self):
        """Asking them is for a person."""
        work = Activity("posts", duration="2 h", roles="pr", channels="snapchat")
        plan = self.plan(self.ELDERS, roles=[Role("pr", rate="60 EUR/h")], activities=[work])
        (found,) = assess(plan, select=["AUD103"]).findings

        assert told(found) == [
            ("Drop Snapchat", "Snapchat aufgeben", "trade-off"),
            (
                "Ask Elders whether they use Snapchat",
                "Elders fragen, ob sie Snapchat nutzen",
                "manual",
            ),
        ]
        assert "2025); its own work takes 2 h (120.00 EUR) a week. In" in found.message
        assert "; seine eigene Arbeit braucht 2 Std. (120,00 EUR) je Woche. Unserer" in (
            found.say("de")
        )
        assert str(found.cost) == "2 h (120.00 EUR)"
        assert str(found.remedies[0].saves) == "2 h"
        assert check(found.remedies[0].change(plan), select=["AUD103"]) == ()

    def test_one_s_own_figure_counts_before_any_survey(self):
        """For the channel and against it."""
        few = evolve(self.ELDERS, reach={"snapchat": 0.05})
        (found,) = check(self.plan(few), select=["AUD103"])

        assert "Few of Elders use Snapchat: 5 % by your own figure. In our" in found.message
        assert "nutzen Snapchat: 5 % nach Ihrer eigenen Zahl. Unserer" in found.say("de")
        assert (found.measured, found.limit) == (Measure(5, "%"), Measure(10, "%"))
        many = evolve(self.ELDERS, reach={"snapchat": 0.1})
        assert paths(self.plan(many), "AUD103") == []

    def test_of_several_audiences_all_must_be_few(self):
        """One without evidence, or with many, speaks for the channel."""
        other = evolve(self.ELDERS, key="more", name="Aunts", reach={"snapchat": 0.01})
        (found,) = check(self.plan(self.ELDERS, other), select=["AUD103"])

        assert found.message.startswith("Few of Aunts, Elders use Snapchat: of people aged 65+")
        for speaks in (
            Audience("firms", business="bakeries"),
            Audience("young", country="US", ages=(18, 29)),
            Audience("own", reach={"snapchat": 0.5}),
        ):
            assert paths(self.plan(self.ELDERS, speaks), "AUD103") == []

    def test_what_speaks_most_for_the_channel_is_told(self, monkeypatch):
        """Each row is compared by itself; of two surveys of one kind the newest counts."""
        rows = (
            survey(share=0.01, group="50-64"),
            survey(share=0.03),
            survey(share=0.6, year=2024),
        )
        monkeypatch.setattr(guidance, "reach", lambda *_: rows)
        (found,) = check(self.plan(self.ELDERS), select=["AUD103"])

        assert found.measured == Measure(3, "%")

    @pytest.mark.parametrize(
        "changes",
        [
            {"measure": "daily"},
            {"year": 2023},
            {"group": "all"},
            {"source": evolve(survey().source, trust="B")},
            {"source": evolve(survey().source, trust="C")},
            {"country": "DE"},
            {"share": 0.1},
        ],
        ids=str,
    )
    def test_other_evidence_decides_nothing(self, monkeypatch, changes):
        """Old, weak, about daily use, or about people of all ages."""
        monkeypatch.setattr(guidance, "reach", lambda *_: (survey(share=0.05, year=2024),))
        assert paths(self.plan(self.ELDERS), "AUD103") == ["channels.snapchat"]
        row = survey(**{"share": 0.05, **changes})
        monkeypatch.setattr(guidance, "reach", lambda *_: (row,))

        assert paths(self.plan(self.ELDERS), "AUD103") == []

    def test_german_totals_decide_for_audiences_without_ages(self):
        """With their year; and surveys of one age group for that."""
        plan = Plan(
            "A",
            audiences=[Audience("all", country="DE")],
            channels=[Channel("mastodon", audiences="all")],
        )
        (found,) = check(plan, select=["AUD103"])
        ages = plan.with_(audiences=[Audience("all", country="DE", ages=(20, 30))])
        young = Audience("all", country="DE", ages=(12, 16))
        tiktok = Plan("B", audiences=[young], channels=[Channel("tiktok", audiences="all")])

        assert "of all people asked in DE, 4 % use it at all (Bitkom, via Notebookcheck, 2023)" in (
            found.message
        )
        assert paths(ages, "AUD103") == []
        assert paths(tiktok, "AUD103") == []
        assert paths(with_option(tiktok, "AUD103", least=0.6), "AUD103") == ["channels.tiktok"]

    def test_the_least_share_is_an_option(self):
        """Raising it finds more."""
        plan = self.plan(self.ELDERS)

        assert paths(with_option(plan, "AUD103", least=0.03), "AUD103") == []
        assert paths(with_option(plan, "AUD103", least=0.039), "AUD103") == ["channels.snapchat"]

    @pytest.mark.parametrize(
        "plan",
        [
            Plan("A"),
            Plan("B", audiences=[ELDERS], channels=[Channel("snapchat")]),
            Plan("C", audiences=[ELDERS], channels=[Channel("club", audiences="elders")]),
            Plan("D", audiences=[ELDERS], channels=[Channel("facebook", audiences="elders")]),
            Plan(
                "E",
                audiences=[ELDERS],
                channels=[Channel("snapchat", audiences="elders", status="paused")],
            ),
        ],
    )
    def test_without_evidence_or_audience_nothing_is_said(self, plan):
        """A channel for nobody is another rule's."""
        assert paths(plan, "AUD103") == []


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


class TestVagueAudience:
    def test_a_mere_name_is_told(self):
        """With what only a person can say."""
        plan = Plan("A", audiences=[Audience("families", name="Families", business=" ")])
        (found,) = check(plan, select=["AUD105"])

        assert found.path == "audiences.families"
        assert found.level == "advice"
        assert found.message == (
            "The plan says neither who Families are nor where they live, so no survey can speak "
            "about them. In our opinion a clear audience decides everything else: add country and "
            "ages, or its line of business."
        )
        assert found.say("de") == (
            "Der Plan sagt weder, wer Families sind, noch wo sie leben; so kann keine Umfrage "
            "über sie sprechen. Unserer Meinung nach entscheidet eine klare Zielgruppe über alles "
            "andere: Ergänzen Sie Land und Alter, oder die Branche."
        )
        assert told(found) == [
            (
                "Say who Families are and where they live",
                "Sagen, wer Families sind und wo sie leben",
                "manual",
            )
        ]

    @pytest.mark.parametrize(
        "given",
        [{"country": "DE"}, {"ages": (20, 30)}, {"business": "bakeries"}, {"reach": {"x": 0.5}}],
        ids=str,
    )
    def test_who_or_where_passes(self, given):
        """Any of them is a beginning."""
        plan = Plan("A", audiences=[Audience("families", **given)], channels=[Channel("x")])

        assert paths(plan, "AUD105") == []

    def test_without_audiences_nothing_is_said(self):
        """That there is none is another rule's."""
        assert paths(Plan("A"), "AUD105") == []


def test_rules_can_be_asked_alone():
    """They are functions of facts."""
    (match,) = guidance.no_audience(Facts.of(Plan("A")))

    assert match.path == "audiences"
    assert [(each.title, each.say("de"), each.safety) for each in match.remedies] == [
        ("Add an audience", "Eine Zielgruppe ergänzen", "manual")
    ]
