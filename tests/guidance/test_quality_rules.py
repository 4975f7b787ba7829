"""Rules about doing fewer things well."""

from __future__ import annotations

import pytest

from aufwand.model import Activity, Channel, Plan, Role
from aufwand.rules import Measure, check


def plan_of(duration, *channels, **given):
    work = Activity("posts", duration=duration, area="content", roles="pr", **given)
    return Plan("A", channels=channels, roles=[Role("pr", rate="60 EUR/h")], activities=[work])


class TestBelowMinimumPresence:
    def test_too_little_time_is_told(self):
        """With what is missing, what it costs, and where the limit comes from."""
        plan = plan_of("1.5 h", Channel("facebook", name="Facebook"))
        (found,) = check(plan, select=["QLT101"])

        assert found.path == "channels.facebook"
        assert found.measured == Measure(1.5, "h/week")
        assert found.limit == Measure(2, "h/week")
        assert found.message == (
            "Facebook gets 1 h 30 min a week (90.00 EUR), 30 min less than the 2 h a channel needs "
            "at least (crowdmedia, 2020). Give it that time, or drop it and use its time elsewhere."
        )
        assert found.say("de") == (
            "Facebook bekommt 1 Std. 30 Min. je Woche (90,00 EUR), 30 Min. weniger als die "
            "2 Std., die ein Kanal mindestens braucht (crowdmedia, 2020). Geben Sie ihm diese "
            "Zeit, oder geben Sie ihn auf und nutzen Sie die Zeit anderswo."
        )

    def test_a_limit_from_elsewhere_is_an_opinion(self):
        """For most channels no minimum was ever published."""
        (found,) = check(plan_of("1 h", Channel("club")), select=["QLT101"])

        assert "2020, published for another channel and in our opinion right for" in found.message
        assert "unserer Meinung nach auch hier richtig" in found.say("de")

    def test_what_is_shared_is_shared_by_weight(self):
        """Work for no channel in particular counts for all of them."""
        plan = plan_of("3 h", Channel("facebook", weight=2), Channel("club"))
        (found,) = check(plan, select=["QLT101"])

        assert found.path == "channels.club"
        assert found.measured == Measure(1, "h/week")

    def test_no_work_at_all_is_too_little(self):
        """It costs nothing then."""
        (found,) = check(Plan("A", channels=[Channel("facebook")]), select=["QLT101"])

        assert found.measured == Measure(0, "h/week")
        assert found.message.startswith("facebook gets 0 min a week, 2 h")

    def test_an_unpriced_hour_has_no_price(self):
        """Money is told only where it is known."""
        plan = plan_of("1 h", Channel("facebook")).with_(roles=[Role("pr")], budget="9 EUR/week")
        (found,) = check(plan, select=["QLT101"])

        assert "EUR" not in found.message

    @pytest.mark.parametrize(
        "plan",
        [
            plan_of("2 h", Channel("facebook")),
            plan_of(("0 h", "2 h", "3 h"), Channel("facebook")),
            plan_of("1 h", Channel("facebook", status="paused")),
            plan_of("1 h", Channel("google_plus")),
            Plan("A"),
        ],
    )
    def test_enough_time_passes(self, plan):
        """By the likely value; paused and closed channels need none."""
        assert check(plan, select=["QLT101"]) == ()


class TestTooManyChannels:
    CHANNELS = (Channel("facebook"), Channel("instagram"), Channel("club"))

    def test_time_that_is_spread_thin_is_told(self):
        """And how many channels it would carry."""
        (found,) = check(plan_of("1 h 15 min", *self.CHANNELS), select=["QLT102"])

        assert found.path == "channels"
        assert found.measured == Measure(5 / 12, "h/week")
        assert found.limit == Measure(0.5, "h/week")
        assert found.message == (
            "3 channels share 1 h 15 min of content work a week (75.00 EUR): 25 min each, less "
            "than the 30 min of one short post. In our opinion fewer, done better, serve you "
            "more: this time carries 2 channels."
        )
        assert found.say("de") == (
            "3 Kanäle teilen sich 1 Std. 15 Min. Arbeit an Inhalten je Woche (75,00 EUR): je "
            "25 Min., weniger als die 30 Min. eines kurzen Beitrags. Unserer Meinung nach helfen "
            "Ihnen weniger und bessere mehr: Diese Zeit trägt 2 Kanäle."
        )

    @pytest.mark.parametrize(
        ("duration", "carries", "german"),
        [
            ("59 min", "one channel", "einen Kanal"),
            ("30 min", "one channel", "einen Kanal"),
            ("29 min", "not even one", "nicht einmal einen"),
        ],
    )
    def test_how_many_it_carries_is_told_in_words(self, duration, carries, german):
        """Whole channels only."""
        (found,) = check(plan_of(duration, *self.CHANNELS), select=["QLT102"])

        assert found.message.endswith(f"carries {carries}.")
        assert found.say("de").endswith(f"trägt {german}.")

    def test_without_rates_no_price_is_told(self):
        """Nor where only others have one."""
        plan = plan_of("1 h", *self.CHANNELS)
        bare = plan.with_(roles=[Role("pr")])
        other = plan.with_(roles=[Role("pr"), Role("care", rate="60 EUR/h")])

        for each in (bare, other):
            (found,) = check(each, select=["QLT102"])
            assert "EUR" not in found.message

    @pytest.mark.parametrize(
        "plan",
        [
            plan_of("1 h 30 min", *CHANNELS),
            plan_of("1 min", Channel("facebook")),
            plan_of("1 min", Channel("facebook"), Channel("club", status="paused")),
            plan_of("0 min", *CHANNELS),
            Plan("A", channels=CHANNELS),
            Plan("A"),
        ],
    )
    def test_enough_for_each_passes(self, plan):
        """And there must be content, and several active channels."""
        assert check(plan, select=["QLT102"]) == ()
