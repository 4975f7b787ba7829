"""Rules about doing fewer things well."""

from __future__ import annotations

import pytest

from aufwand.model import Activity, Channel, Plan, Role, RuleSettings
from aufwand.rules import Measure, assess, check
from aufwand.units import hours


def plan_of(duration, *channels, **given):
    work = Activity("posts", duration=duration, area="content", roles="pr", **given)
    return Plan("A", channels=channels, roles=[Role("pr", rate="60 EUR/h")], activities=[work])


def with_option(plan, code, least):
    return plan.with_(rules=RuleSettings(options={code: {"least": least}}))


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

    def test_what_it_costs_and_what_to_do_are_told(self):
        """Dropping the channel saves its time; giving it more is for a person."""
        plan = plan_of("1-1.5 h", Channel("facebook", name="Facebook"), channels="facebook")
        (found,) = assess(plan, select=["QLT101"]).findings
        drop, give = found.remedies

        assert found.cost.effort.low == hours(1)
        assert str(found.cost) == "1 h 15 min (75.00 EUR)"
        assert (drop.title, drop.safety) == ("Drop Facebook", "trade-off")
        assert drop.say("de") == "Facebook aufgeben"
        assert str(drop.saves) == "1 h – 1 h 15 min – 1 h 30 min"
        assert (give.title, give.safety) == ("Give Facebook 45 min more a week", "manual")
        assert give.say("de") == "Facebook 45 Min. mehr je Woche geben"
        assert [each.path for each in check(drop.change(plan), select=["QLT101"])] == []

    def test_the_sum_of_the_parts_is_told_with_its_parts(self):
        """For most channels no total was ever published."""
        (found,) = check(plan_of("1 h", Channel("club")), select=["QLT101"])

        assert found.limit.value == pytest.approx(4 / 3)
        assert (
            "20 min less than the 1 h 20 min a channel needs at least (listening 20 min, replies "
            "30 min, one good piece 30 min; where published for no channel in particular, in our "
            "opinion right for this one)."
        ) in found.message
        assert (
            "(Zuhören 20 Min., Antworten 30 Min., ein guter Beitrag 30 Min.; wo für keinen "
            "bestimmten Kanal veröffentlicht, unserer Meinung nach auch hier richtig)"
        ) in found.say("de")

    @pytest.mark.parametrize(
        ("least", "paths"),
        [
            ("0 min", []),
            ("1 h", []),
            ("61 min", ["channels.club", "channels.facebook"]),
        ],
    )
    def test_the_limit_is_an_option(self, least, paths):
        """It holds for every channel, in place of the catalogue's numbers."""
        plan = plan_of("2 h", Channel("facebook"), Channel("club"))
        found = check(with_option(plan, "QLT101", least), select=["QLT101"])

        assert [each.path for each in found] == paths
        assert all("as the options of this rule say" in each.message for each in found)

    def test_what_is_shared_is_shared_by_weight(self):
        """Work for no channel in particular counts for all of them."""
        plan = plan_of("3 h 30 min", Channel("facebook", weight=5), Channel("club", weight=2))
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
            "than the 30 min of one good piece. In our opinion fewer, done better, serve you "
            "more: this time carries 2 channels."
        )
        assert found.say("de") == (
            "3 Kanäle teilen sich 1 Std. 15 Min. Arbeit an Inhalten je Woche (75,00 EUR): je "
            "25 Min., weniger als die 30 Min. eines guten Beitrags. Unserer Meinung nach helfen "
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

    def test_dropping_the_rest_is_offered(self):
        """As many as make the time enough for the others."""
        plan = plan_of("1 h 15 min", *self.CHANNELS)
        (found,) = assess(plan, select=["QLT102"]).findings
        drop, more = found.remedies

        assert found.cost is None
        assert (drop.title, drop.safety) == ("Drop club", "trade-off")
        assert drop.say("de") == "club aufgeben"
        assert (more.title, more.safety) == ("Plan 15 min more a week for content", "manual")
        assert more.say("de") == "15 Min. mehr je Woche für Inhalte planen"
        assert check(drop.change(plan), select=["QLT102"]) == ()

    def test_channels_with_the_least_of_their_own_go_first(self):
        """What is made for a channel alone would be lost with it."""
        own = Activity("reels", duration="40 min", area="content", channels="club")
        shared = Activity("posts", duration="10 min", area="content")
        plan = Plan("A", channels=self.CHANNELS, activities=[own, shared])
        (found,) = check(plan, select=["QLT102"])
        drop = found.remedies[0]

        assert drop.title == "Drop facebook, instagram"
        assert check(drop.change(plan), select=["QLT102"]) == ()

    def test_one_channel_always_stays(self):
        """Even where the time is not enough for one."""
        (found,) = check(plan_of("5 min", *self.CHANNELS), select=["QLT102"])

        assert found.remedies[0].title == "Drop club, facebook"

    @pytest.mark.parametrize(("least", "tripped"), [("25 min", False), ("26 min", True)])
    def test_the_limit_is_an_option(self, least, tripped):
        """The least content work of a channel."""
        plan = with_option(plan_of("1 h 15 min", *self.CHANNELS), "QLT102", least)

        assert bool(check(plan, select=["QLT102"])) == tripped

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


class TestPaceOverQuality:
    def test_haste_is_told(self):
        """With the time of a good piece, where it was read, and what is missing."""
        (found,) = check(plan_of("2 h", Channel("facebook", pieces=10)), select=["QLT103"])

        assert found.path == "channels"
        assert found.level == "warning"
        assert found.measured == Measure(0.2, "h/piece")
        assert found.limit == Measure(0.5, "h/piece")
        assert found.message == (
            "10 different pieces a week leave 12 min of content work for each, less than the "
            "30 min that a good one takes (AdvertIncome). Publish fewer, or plan 3 h more a week "
            "for content."
        )
        assert found.say("de") == (
            "10 verschiedene Beiträge je Woche lassen je 12 Min. Arbeit an Inhalten, weniger als "
            "die 30 Min., die ein guter braucht (AdvertIncome). Veröffentlichen Sie weniger, oder "
            "planen Sie 3 Std. mehr je Woche für Inhalte."
        )

    def test_publishing_fewer_is_offered(self):
        """In whole pieces where there is at least one."""
        rare = Channel("x", pieces=0.5, exclusive=True)
        plan = plan_of("2 h", Channel("facebook", pieces=9), rare, Channel("club"))
        (found,) = assess(plan, select=["QLT103"]).findings
        fewer, more = found.remedies
        done = fewer.change(plan)

        assert (fewer.title, fewer.safety) == ("Publish 42 % of the pieces", "trade-off")
        assert fewer.say("de") == "42 % der Beiträge veröffentlichen"
        assert [each.pieces for each in done.channels] == [3, 0.21, 0]
        assert check(done, select=["QLT103"]) == ()
        assert (more.title, more.safety) == ("Plan 2 h 45 min more a week for content", "manual")
        assert more.say("de") == "2 Std. 45 Min. mehr je Woche für Inhalte planen"

    @pytest.mark.parametrize(
        "plan",
        [
            plan_of("10 min", Channel("facebook", pieces=9), per="piece"),
            plan_of("1 min", Channel("facebook", pieces=9), Channel("x", pieces=0.01)),
        ],
    )
    def test_where_fewer_would_not_help_it_is_not_offered(self, plan):
        """The time per piece stays the same, or nothing would be left."""
        (found,) = check(plan, select=["QLT103"])

        assert [each.safety for each in found.remedies] == ["manual"]

    @pytest.mark.parametrize(
        ("channels", "pieces", "good"),
        [
            ([Channel("facebook", pieces=4), Channel("x", pieces=3)], 4, 0.5),
            ([Channel("facebook", pieces=4), Channel("x", pieces=3, exclusive=True)], 7, 0.5),
            ([Channel("facebook", pieces=3), Channel("corporate_blog", pieces=2)], 3, 2 / 3),
            (
                [Channel("tiktok", pieces=1), Channel("corporate_blog", pieces=1, exclusive=True)],
                2,
                1,
            ),
            ([Channel("facebook", pieces=4), Channel("x", pieces=9, status="paused")], 4, 0.5),
        ],
    )
    def test_what_channels_share_is_made_once(self, channels, pieces, good):
        """The most demanding one counts; exclusive pieces are added."""
        for plan in (plan_of("1 h", *channels), plan_of("1 h", *channels[::-1])):
            (found,) = check(plan, select=["QLT103"])

            assert dict(found.details)["pieces"] == pieces
            assert found.limit.value == pytest.approx(good)

    @pytest.mark.parametrize(("least", "tripped"), [("12 min", False), ("13 min", True)])
    def test_the_limit_is_an_option(self, least, tripped):
        """For every channel."""
        plan = plan_of("2 h", Channel("corporate_blog", pieces=10))
        found = check(with_option(plan, "QLT103", least), select=["QLT103"])

        assert bool(found) == tripped
        assert all("(as the options of this rule say)" in each.message for each in found)

    @pytest.mark.parametrize(
        "plan",
        [
            plan_of("2 h", Channel("facebook", pieces=4)),
            plan_of("2 h", Channel("facebook", pieces=4), Channel("x", pieces=4)),
            plan_of("0 h", Channel("facebook", pieces=4)),
            plan_of("1 min", Channel("facebook")),
            plan_of("1 min", Channel("facebook", pieces=4, status="paused")),
            Plan("A", channels=[Channel("facebook", pieces=4)]),
            Plan("A"),
        ],
    )
    def test_time_enough_passes(self, plan):
        """And there must be pieces, and work on content."""
        assert check(plan, select=["QLT103"]) == ()
