"""Rules about looking at the list of channels again."""

from __future__ import annotations

import pytest

from aufwand.catalog import channels
from aufwand.guidance import review
from aufwand.model import Activity, Calendar, Channel, Plan, Role
from aufwand.rules import assess, check
from aufwand.units import hours

PR = Role("pr", rate="50 EUR/h")


class TestNoReview:
    def test_channels_for_ever_are_told(self):
        """Without dates, only a person can name a day."""
        (found,) = check(Plan("A", channels=[Channel("x")]), select=["REV101"])

        assert found.path == "review_on"
        assert found.level == "advice"
        assert found.message == (
            "This plan does not say when you look at its channels again. In our opinion that needs "
            "a day: networks rise and fall, and a channel is seldom given up by itself."
        )
        assert found.say("de") == (
            "Dieser Plan sagt nicht, wann Sie seine Kanäle wieder ansehen. Unserer Meinung nach "
            "braucht das einen Tag: Netzwerke kommen und gehen, und von selbst wird selten ein "
            "Kanal aufgegeben."
        )
        assert [each.safety for each in found.remedies] == ["manual"]

    def test_the_last_day_of_the_plan_clears_it(self):
        """It is a good day to look again."""
        plan = Plan("A", channels=[Channel("x")], calendar=Calendar(end="2027-06-30"))
        before = assess(plan, select=["REV101"])
        (remedy,) = before.findings[0].remedies

        assert remedy.title == "Look at the channels again on 2027-06-30, when this plan ends"
        assert remedy.say("de") == (
            "Die Kanäle am 30.06.2027 wieder ansehen, wenn dieser Plan endet"
        )
        assert remedy.safety == "trade-off"
        after = before.apply(remedy)
        assert after.findings == ()
        assert after.plan.review_on.isoformat() == "2027-06-30"

    @pytest.mark.parametrize(
        "plan",
        [
            Plan("A"),
            Plan("A", channels=[Channel("x", status="paused")]),
            Plan("A", channels=[Channel("x")], review_on="2001-01-01"),
        ],
    )
    def test_a_day_or_no_channels_pass(self, plan):
        """Whether it has passed is nobody's business but yours."""
        assert check(plan, select=["REV101"]) == ()


class TestChannelClosed:
    def test_a_channel_that_is_gone_is_told(self):
        """With what it takes, and since when."""
        plan = Plan(
            "A",
            channels=[Channel("google_plus", name="Google+"), Channel("facebook")],
            roles=[PR],
            activities=[Activity("posts", duration="1-3 h", channels="google_plus", roles="pr")],
        )
        before = assess(plan, select=["REV102"])
        (found,) = before.findings
        (remedy,) = found.remedies

        assert found.path == "channels.google_plus"
        assert found.level == "warning"
        assert found.cost.effort.likely == hours(2)
        assert found.cost.money.high.text == "150 EUR"
        assert found.message.startswith("Google+ is closed since 2 April 2019 (")
        assert found.message.endswith(
            "), but this plan still has it as active, with 2 h (100.00 EUR) a week of its own. "
            "Close it here too, and keep only what you learned there."
        )
        assert found.say("de").startswith("Google+ ist geschlossen, seit dem 2. April 2019 (")
        assert found.say("de").endswith(
            "), steht in diesem Plan aber noch als aktiv, mit eigener Arbeit von 2 Std. "
            "(100,00 EUR) je Woche. Schließen Sie es auch hier, und behalten Sie nur, was Sie dort "
            "gelernt haben."
        )
        assert remedy.title == "Set Google+ to closed"
        assert remedy.say("de") == "Google+ auf geschlossen setzen"
        assert remedy.safety == "safe"
        assert remedy.saves.hours_per_week.likely == 2
        assert remedy.saves.money_per_week.likely == 100
        after = before.apply(remedy)
        assert after.findings == ()
        assert after.plan.channel("google_plus").status == "closed"

    @pytest.mark.parametrize("key", ["google_plus", "Google+", "G+"])
    def test_it_is_known_under_its_names(self, key):
        """As far as they can be keys; without work of its own it costs nothing."""
        if key == "google_plus":
            (found,) = check(Plan("A", channels=[Channel(key)]), select=["REV102"])

            assert found.cost is None
            assert "), but this plan still has it as active. Close" in found.message
        else:
            assert review.find_channel(key).closed

    def test_without_a_day_it_is_closed_all_the_same(self, monkeypatch):
        """Not every end was written down."""
        monkeypatch.setattr(review, "_CLOSED", {})
        (found,) = check(Plan("A", channels=[Channel("google_plus")]), select=["REV102"])

        assert found.message.startswith("google_plus is closed (")

    @pytest.mark.parametrize(
        "plan",
        [
            Plan("A"),
            Plan("A", channels=[Channel("google_plus", status="closed")]),
            Plan("A", channels=[Channel("facebook"), Channel("own")]),
        ],
    )
    def test_what_is_open_passes(self, plan):
        """And what nobody knows."""
        assert check(plan, select=["REV102"]) == ()

    def test_every_closed_channel_has_its_day(self):
        """In both languages."""
        closed = [each.key for each in channels() if each.closed]

        assert closed == list(review._CLOSED)


class TestChannelChanged:
    def test_a_channel_that_is_something_else_is_told(self):
        """With what became of it."""
        plan = Plan(
            "A",
            channels=[Channel("xing", name="XING")],
            activities=[Activity("posts", duration="2 h", channels="xing")],
        )
        before = assess(plan, select=["REV102"])
        (found,) = before.findings
        (remedy,) = found.remedies

        assert found.path == "channels.xing"
        assert found.level == "advice"
        assert found.cost.effort.likely == hours(2)
        assert found.cost.money is None
        assert found.message.startswith(
            "XING is not what it was: its groups and its market of events closed on 11 January "
            "2023, and it is a jobs network today ("
        )
        assert found.message.endswith(
            "). In our opinion dialogue finds few people there now, and it takes 2 h a week of its "
            "own: look whether your audience still is."
        )
        assert found.say("de").startswith(
            "XING ist nicht mehr, was es war: Gruppen und Eventmarkt wurden am 11. Januar 2023 "
            "geschlossen, heute ist es ein Netzwerk für Stellen ("
        )
        assert found.say("de").endswith(
            "). Unserer Meinung nach trifft ein Dialog dort kaum noch Menschen, und der Kanal "
            "braucht 2 Std. eigene Arbeit je Woche: Sehen Sie nach, ob Ihre Zielgruppe noch dort "
            "ist."
        )
        assert (remedy.title, remedy.say("de")) == ("Pause XING", "XING pausieren")
        assert remedy.safety == "trade-off"
        assert remedy.saves.hours_per_week.likely == 2
        assert before.apply(remedy).findings == ()

    @pytest.mark.parametrize(
        "plan",
        [
            Plan("A"),
            Plan("A", channels=[Channel("xing", status="paused")]),
            Plan("A", channels=[Channel("x"), Channel("own")]),
        ],
    )
    def test_what_is_still_the_same_passes(self, plan):
        """A new name is no new nature."""
        assert check(plan, select=["REV102"]) == ()

    def test_every_change_of_nature_is_worded(self):
        """In both languages; a channel that was renamed is what it was."""
        changed = [
            each.key
            for each in channels()
            if each.status.startswith("active;") and "renamed" not in each.status
        ]

        assert changed == list(review._CHANGED)
