"""Rules about keeping an overview."""

from __future__ import annotations

import pytest

from aufwand.model import Activity, Channel, Plan, Role, RuleSettings, Tool
from aufwand.rules import assess, check

LISTEN = Activity("monitoring", duration="15 min", per="workday")
LOOK = Activity("reporting", duration="1 h")


def cleared(plan, code, place=0):
    """Return the plan after a remedy of the first finding of a rule, which makes it go."""
    before = assess(plan, select=[code])
    found = before.findings[0]
    after = before.apply(found.remedies[place])

    assert found.fingerprint in {each.fingerprint for each in after.gone}
    assert after.came == ()
    return after.plan


class TestNoTool:
    def test_channels_without_an_overview_are_told(self):
        """And what they bring along is enough to begin with."""
        channels = [Channel("facebook", name="Facebook"), Channel("corporate_blog"), Channel("own")]
        plan = Plan("A", channels=channels)
        (found,) = check(plan, select=["TOL101"])
        (remedy,) = found.remedies

        assert found.path == "tools"
        assert found.level == "advice"
        assert found.message == (
            "No tool of this plan gives an overview of Facebook, corporate_blog and own. In our "
            "opinion you need one to see how the plan comes true and what people say: often the "
            "statistics of the channels are enough to begin with."
        )
        assert found.say("de") == (
            "Kein Werkzeug dieses Plans gibt einen Überblick über Facebook, corporate_blog und "
            "own. Unserer Meinung nach brauchen Sie einen, um zu sehen, wie der Plan aufgeht und "
            "was Menschen sagen: Oft genügen für den Anfang die Statistiken der Kanäle."
        )
        assert remedy.title == "Use the statistics that come with Facebook"
        assert remedy.say("de") == "Die Statistiken nutzen, die es bei Facebook gibt"
        assert remedy.safety == "trade-off"
        assert remedy.saves.nothing
        assert [each.key for each in cleared(plan, "TOL101").tools] == ["channel_statistics"]

    def test_where_channels_have_no_statistics_a_person_chooses(self):
        """Nothing is known of a blog."""
        (found,) = check(Plan("A", channels=[Channel("corporate_blog")]), select=["TOL101"])
        (remedy,) = found.remedies

        assert remedy.title == "Choose a tool that shows all channels at a glance"
        assert remedy.safety == "manual"

    def test_tools_that_say_nothing_are_asked(self):
        """They may be the overview."""
        tools = [Tool("suite", name="Suite"), Tool("channel_statistics", purposes=["fun"])]
        plan = Plan("A", channels=[Channel("facebook")], tools=tools)
        say, use = check(plan, select=["TOL101"])[0].remedies
        (alone,) = check(plan.with_(channels=[Channel("own")]), select=["TOL101"])[0].remedies

        assert say.title == alone.title == "Say what Suite is used for"
        assert say.say("de") == "Sagen, wofür Suite gebraucht wird"
        assert say.safety == "manual"
        assert use.safety == "trade-off"
        after = cleared(plan, "TOL101", 1)
        assert after.tools[-1].key == "channel_statistics_2"
        assert after.tools[-1].purposes == ("analytics",)

    @pytest.mark.parametrize(
        "purpose", ["monitoring", "Social-Media-Monitoring", "Auswertung", "ÜBERBLICK", "analysis"]
    )
    def test_a_tool_for_it_passes(self, purpose):
        """As people write it."""
        plan = Plan("A", channels=[Channel("x")], tools=[Tool("t", purposes=["fun", purpose])])

        assert check(plan, select=["TOL101"]) == ()

    @pytest.mark.parametrize("channels", [[], [Channel("x", status="closed")]])
    def test_without_channels_there_is_nothing_to_see(self, channels):
        """Not even one."""
        assert check(Plan("A", channels=channels), select=["TOL101"]) == ()

    def test_the_option_says_what_counts(self):
        """Nothing else does then, and statistics are no remedy."""
        settings = RuleSettings(options={"TOL101": {"purposes": ["fun"]}})
        plan = Plan("A", channels=[Channel("facebook")], tools=[Tool("t", purposes=["overview"])])
        (found,) = check(plan, select=["TOL101"], settings=settings)

        assert [each.safety for each in found.remedies] == ["manual"]
        fun = plan.adding(Tool("t", purposes=["for Fun"]))
        assert check(fun, select=["TOL101"], settings=settings) == ()


class TestNobodyListens:
    def test_no_time_to_listen_is_told(self):
        """With who has time for it."""
        role = Role("pr", name="PR", capacity="3 h/week")
        plan = Plan("A", roles=[role], activities=[LOOK])
        (found,) = check(plan, select=["TOL102"])

        assert (found.path, found.discriminator) == ("activities", "listening")
        assert found.level == "advice"
        assert found.message == (
            "Nobody listens to what people say about you: no time is planned for monitoring. In "
            "our opinion that comes before everything else, as most of it is said outside your own "
            "channels."
        )
        assert found.say("de") == (
            "Niemand hört zu, was über Sie gesagt wird: Für das Beobachten ist keine Zeit geplant. "
            "Unserer Meinung nach kommt das vor allem anderen, denn das meiste wird außerhalb "
            "Ihrer eigenen Kanäle gesagt."
        )
        assert [each.title for each in found.remedies] == [
            "Plan 1 h 15 min a week for monitoring conversations, by PR"
        ]
        assert found.remedies[0].saves.hours_per_week.likely == -1.25
        cleared(plan, "TOL102")

    def test_no_look_at_the_numbers_is_told(self):
        """With what others plan for it."""
        plan = Plan("A", activities=[LISTEN], tools=[Tool("t", purposes=["monitoring"])])
        (found,) = check(plan, select=["TOL102"])

        assert (found.path, found.discriminator) == ("activities", "numbers")
        assert found.message == (
            "Nobody looks at the numbers: no time is planned for results, and no tool tells them. "
            "In our opinion a plan that nobody measures cannot be improved: plan a look at "
            "them, be it short."
        )
        assert found.say("de") == (
            "Niemand sieht die Zahlen an: Für Ergebnisse ist keine Zeit geplant, und kein Werkzeug "
            "nennt sie. Unserer Meinung nach lässt sich ein Plan, den niemand misst, nicht "
            "verbessern: Planen Sie einen Blick darauf ein, und sei er kurz."
        )
        assert found.remedies[0].say("de") == (
            "2 Std. 30 Min. je Woche für das Auswerten der Ergebnisse einplanen"
        )
        cleared(plan, "TOL102")

    @pytest.mark.parametrize(
        "resting", [LISTEN.with_(times=0), LISTEN.with_(channels="x"), LISTEN.with_(per="message")]
    )
    def test_work_that_rests_listens_to_nobody(self, resting):
        """It takes no time."""
        plan = Plan("A", channels=[Channel("x", status="paused")], activities=[resting, LOOK])

        assert len(check(plan, select=["TOL102"])) == 1

    @pytest.mark.parametrize(
        "plan",
        [
            Plan("A"),
            Plan("A", channels=[Channel("x", status="closed")]),
            Plan("A", activities=[LISTEN, LOOK]),
            Plan("A", activities=[LISTEN], tools=[Tool("t", purposes=["Web-Statistik"])]),
        ],
    )
    def test_time_or_a_tool_for_the_numbers_passes(self, plan):
        """And nobody listens for a plan of nothing."""
        assert check(plan, select=["TOL102"]) == ()

    def test_the_option_says_which_tools_tell_the_numbers(self):
        """Nothing else does then."""
        settings = RuleSettings(options={"TOL102": {"purposes": ["crystal"]}})
        plan = Plan("A", activities=[LISTEN], tools=[Tool("t", purposes=["analytics"])])

        assert len(check(plan, select=["TOL102"], settings=settings)) == 1
        ball = plan.adding(Tool("t", purposes=["a Crystal ball"]))
        assert check(ball, select=["TOL102"], settings=settings) == ()
