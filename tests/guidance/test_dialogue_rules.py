"""Rules about answering people, and inviting them to speak."""

from __future__ import annotations

import pytest

from aufwand.model import (
    Activity,
    Calendar,
    Channel,
    Closure,
    Criticism,
    Plan,
    Role,
)
from aufwand.rules import Measure, assess, check

TALK = Activity("dialogue", duration="30 min", per="workday", roles="pr")
POSTS = Activity("posts", duration="2 h", area="content")
PR = Role("pr", name="PR", capacity="12 h/week")
CARE = Role("care", name="Care", customer_facing=True, capacity="20 h/week")


def cleared(plan, code, place=0):
    """Return whether a remedy of the one finding of a rule makes it go, and the plan then."""
    before = assess(plan, select=[code])
    (found,) = before.findings
    after = before.apply(found.remedies[place])

    assert after.findings == ()
    return after.plan


class TestNoDialogue:
    def test_a_plan_that_answers_nobody_is_told(self):
        """With the channels on which people wait."""
        channels = [Channel("b", name="Blog"), Channel("a", name="Page"), Channel("c")]
        plan = Plan("A", channels=channels, roles=[PR], activities=[POSTS])
        (found,) = check(plan, select=["DLG101"])

        assert found.path == "activities"
        assert found.level == "warning"
        assert found.message == (
            "Nothing in this plan answers people on Blog, Page and c. In our opinion a presence "
            "that does not answer is only advertising: plan time for dialogue, such as the 2 h "
            "30 min a week of the orientation of 2010."
        )
        assert found.say("de") == (
            "Nichts in diesem Plan antwortet den Menschen auf Blog, Page und c. Unserer Meinung "
            "nach ist eine Präsenz, die nicht antwortet, nur Werbung: Planen Sie Zeit für den "
            "Dialog ein, etwa die 2 Std. 30 Min. je Woche der Orientierung von 2010."
        )

    def test_the_orientation_s_dialogue_clears_it(self):
        """By whoever has room for it, and it costs time."""
        plan = Plan("A", roles=[CARE, PR], activities=[POSTS.with_(roles="care")])
        (found,) = check(plan, select=["DLG101"])
        (remedy,) = found.remedies

        assert remedy.title == "Plan 2 h 30 min a week for taking part in dialogues, by Care"
        assert remedy.say("de") == (
            "2 Std. 30 Min. je Woche für das Teilnehmen an Dialogen einplanen, bei Care"
        )
        assert remedy.safety == "trade-off"
        assert remedy.saves.hours_per_week.likely == -2.5
        after = cleared(plan, "DLG101")
        assert [share.key for share in after.activity("dialogue").roles] == ["care"]

    def test_a_key_that_is_taken_is_left_alone(self):
        """What rests under it stays."""
        plan = Plan("A", activities=[TALK.with_(times=0, roles=())])

        after = cleared(plan, "DLG101")
        assert [each.key for each in after.activities] == ["dialogue", "dialogue_2"]

    @pytest.mark.parametrize(
        "resting",
        [
            TALK.with_(channels="x", roles=()),
            TALK.with_(each_channel=True, roles=()),
            Activity("replies", duration="5 min", per="reply"),
        ],
    )
    def test_work_for_channels_that_are_closed_answers_nobody(self, resting):
        """It takes no time either."""
        plan = Plan("A", channels=[Channel("x", status="closed")], activities=[resting])

        assert len(check(plan, select=["DLG101"])) == 1
        assert check(plan.adding(Channel("x")), select=["DLG101"]) == ()

    @pytest.mark.parametrize(
        "plan",
        [
            Plan("A"),
            Plan("A", channels=[Channel("x", status="paused")]),
            Plan("A", activities=[TALK.with_(roles=())]),
            Plan("A", activities=[POSTS.with_(area="dialogue")]),
        ],
    )
    def test_a_plan_that_answers_or_does_nothing_passes(self, plan):
        """Under any key."""
        assert check(plan, select=["DLG101"]) == ()


class TestNoInvitation:
    def test_channels_that_never_ask_are_told(self):
        """Of many, only some are named."""
        channels = [Channel(key) for key in ("a", "b", "c", "d", "e")]
        (found,) = check(Plan("A", channels=channels), select=["DLG102"])

        assert found.path == "channels"
        assert found.level == "advice"
        assert found.message == (
            "No open questions or polls are planned on a, b and 3 more. In our opinion people "
            "talk when they are asked: plan to ask them now and then."
        )
        assert found.say("de") == (
            "Für a, b und 3 weitere sind keine offenen Fragen oder Umfragen geplant. Unserer "
            "Meinung nach reden Menschen, wenn man sie fragt: Planen Sie ein, das hin und wieder "
            "zu tun."
        )

    @pytest.mark.parametrize(
        ("channels", "best"),
        [
            ([Channel("own"), Channel("facebook"), Channel("instagram")], "instagram"),
            ([Channel("own"), Channel("facebook")], "facebook"),
            ([Channel("google_plus"), Channel("own")], "own"),
            ([Channel("one"), Channel("two", weight=2)], "two"),
            ([Channel("b"), Channel("a")], "a"),
            ([Channel("instagram", status="paused"), Channel("a")], "a"),
        ],
    )
    def test_the_channel_with_polls_clears_it(self, channels, best):
        """Or the one that weighs most."""
        plan = Plan("A", channels=channels)
        (found,) = check(plan, select=["DLG102"])

        assert found.remedies[0].title == f"Plan open questions or polls on {best}"
        assert found.remedies[0].say("de").startswith("Offene Fragen oder Umfragen auf ")
        assert cleared(plan, "DLG102").channel(best).invitations

    @pytest.mark.parametrize(
        "channels",
        [[], [Channel("x", status="closed")], [Channel("x"), Channel("y", invitations=True)]],
    )
    def test_one_channel_that_asks_is_enough(self, channels):
        """And without channels there is nobody to ask."""
        assert check(Plan("A", channels=channels), select=["DLG102"]) == ()


class TestOneWayStaffing:
    def test_dialogue_by_those_without_customers_is_told(self):
        """With the one to share it with."""
        plan = Plan("A", roles=[PR, CARE, Role("it")], activities=[TALK])
        (found,) = check(plan, select=["DLG103"])
        (remedy,) = found.remedies

        assert found.path == "activities"
        assert found.level == "advice"
        assert found.message == (
            "Dialogue is done only by PR, whose everyday work is not with customers. In our "
            "opinion those who talk to customers every day, such as sales or customer care, "
            "represent you best there: let them take part."
        )
        assert found.say("de") == (
            "Für den Dialog eingeplant: nur PR, im Alltag ohne Kundenkontakt. Unserer Meinung "
            "nach vertritt Sie dort am besten, wer täglich mit Kunden spricht, etwa Vertrieb oder "
            "Kundendienst: Lassen Sie sie mitmachen."
        )
        assert remedy.title == "Share Dialogue with Care"
        assert remedy.saves.nothing
        assert [share.key for share in cleared(plan, "DLG103").activity("dialogue").roles] == [
            "pr",
            "care",
        ]

    def test_the_largest_dialogue_is_shared(self):
        """One is enough, so it is the one that matters most."""
        more = Activity("talks", area="dialogue", duration="6 h", roles="pr")
        plan = Plan("A", roles=[PR, CARE], activities=[TALK, more])

        assert len(cleared(plan, "DLG103").activity("talks").roles) == 2

    @pytest.mark.parametrize("roles", [[PR], [PR, CARE.with_(capacity="1 h/week")]])
    def test_without_such_a_role_only_a_person_can_help(self, roles):
        """One that has no time does not help either."""
        (found,) = check(Plan("A", roles=roles, activities=[TALK]), select=["DLG103"])
        (remedy,) = found.remedies

        assert remedy.safety == "manual"
        assert remedy.saves is None
        assert remedy.say("de").startswith("Eine Rolle mit Kundenkontakt nennen")

    @pytest.mark.parametrize(
        "activity",
        [
            TALK.with_(roles=["pr", "care"]),
            TALK.with_(roles={"pr": 0.9, "care": 0.1}),
            TALK.with_(roles=()),
            TALK.with_(times=0),
            POSTS.with_(roles="pr"),
        ],
    )
    def test_dialogue_with_customers_people_or_none_passes(self, activity):
        """A small part is a part."""
        assert check(Plan("A", roles=[PR, CARE], activities=[activity]), select=["DLG103"]) == ()

    def test_a_share_of_nothing_is_no_part(self):
        """Who is only listed does not answer."""
        talk = TALK.with_(roles={"pr": 1, "care": 0})

        assert len(check(Plan("A", roles=[PR, CARE], activities=[talk]), select=["DLG103"])) == 1


def promising(within, *activities, **given):
    return Plan(
        "A",
        roles=[PR],
        activities=activities or [TALK],
        criticism=Criticism(reply_within=within),
        **given,
    )


def talk(per, times=1, **given):
    return Activity("talk", area="dialogue", duration="30 min", per=per, times=times, **given)


def gap(plan):
    """Return the longest run of days without a reply, as the rule tells it."""
    found = check(plan, select=["DLG104"])
    return found[0].measured.value / 24 if found else 0


CHRISTMAS = Closure("2026-12-24", "2027-01-01", "Christmas")


class TestReplyGap:
    def test_a_promise_that_the_weekend_breaks_is_told(self):
        """With the gap and the promise."""
        (found,) = check(promising("24 h"), select=["DLG104"])

        assert found.path == "criticism"
        assert found.level == "warning"
        assert (found.measured, found.limit) == (Measure(48, "h"), Measure(24, "h"))
        assert found.message == (
            "Nobody replies for up to 2 days in a row, but you promise an answer within 24 h. "
            "Plan replies on those days too, or promise what you can keep."
        )
        assert found.say("de") == (
            "Bis zu 2 Tage hintereinander antwortet niemand, obwohl Sie innerhalb von 24 Std. eine "
            "Antwort versprechen. Planen Sie auch an diesen Tagen Antworten ein, oder versprechen "
            "Sie, was Sie halten können."
        )

    def test_work_every_day_or_another_promise_clears_it(self):
        """The one costs time, the other a promise."""
        plan = promising("24 h")
        (found,) = check(plan, select=["DLG104"])
        daily, promise = found.remedies

        assert daily.title == "Do Dialogue every day, days off included"
        assert daily.say("de") == "Dialogue jeden Tag machen, auch an freien Tagen"
        assert daily.saves.hours_per_week.likely == -1
        assert promise.title == "Promise an answer within 48 h"
        assert promise.say("de") == "Eine Antwort innerhalb von 48 Std. versprechen"
        assert {daily.safety, promise.safety} == {"trade-off"}
        assert cleared(plan, "DLG104", 0).activity("dialogue").per == "day"
        assert cleared(plan, "DLG104", 1).criticism.reply_within.hours == 48

    def test_a_closure_is_named_and_no_daily_work_fills_it(self):
        """Nobody works then; free days beside it make it longer."""
        plan = promising("48 h", calendar=Calendar(closures=[CHRISTMAS]))
        (found,) = check(plan, select=["DLG104"])

        assert "for up to 11 days in a row (Christmas), but" in found.message
        assert [each.title for each in found.remedies] == ["Promise an answer within 264 h"]
        cleared(plan, "DLG104")

    def test_what_is_rare_is_not_made_daily(self):
        """Nor is a role asked to do by the day what comes by the message."""
        for per in ("week", "reply", "month"):
            plan = promising("1 h", talk(per, channels="x"), channels=[Channel("x")])
            (found,) = check(plan, select=["DLG104"])

            (remedy,) = found.remedies
            assert remedy.title.startswith("Promise an answer within ")

    def test_one_day_is_one_day(self):
        """In both languages."""
        plan = promising("12 h", calendar=Calendar(workdays="mon tue wed thu fri sat".split()))
        (found,) = check(plan, select=["DLG104"])

        assert "up to 1 day in a row" in found.message
        assert "Bis zu 1 Tag hintereinander" in found.say("de")

    @pytest.mark.parametrize(
        ("work", "expected"),
        [
            ([talk("day")], 0),
            ([talk("day", 0.5)], 1),
            ([talk("workday")], 2),
            ([talk("workday", 0.4)], 3),
            ([talk("reply", channels="x")], 2),
            ([talk("message", channels="x")], 2),
            ([talk("piece", channels="x")], 6),
            ([talk("week")], 6),
            ([talk("week", 2)], 3),
            ([talk("week", 2), talk("week", 5).with_(key="more")], 2),
            ([talk("week", 100)], 2),
            ([talk("month")], 30),
            ([talk("workday"), talk("day").with_(key="more")], 0),
            ([talk("once"), talk("week").with_(key="more")], 6),
            ([talk("year", 1e-9)], 36_525),
        ],
    )
    def test_how_often_somebody_replies_makes_the_gap(self, work, expected):
        """Rarer work is spread evenly; several activities fill each other's gaps."""
        plan = promising("0 h", *work, channels=[Channel("x", pieces=1)])

        assert expected == gap(plan)

    @pytest.mark.parametrize(
        ("workdays", "expected"),
        [
            (["mon", "tue", "wed", "thu", "fri", "sat", "sun"], 0),
            (["mon", "wed", "fri"], 2),
            (["tue", "wed", "thu"], 4),
            (["wed"], 6),
        ],
    )
    def test_days_off_are_those_of_the_calendar(self, workdays, expected):
        """From one week into the next."""
        assert expected == gap(promising("0 h", calendar=Calendar(workdays=workdays)))

    @pytest.mark.parametrize(
        ("closures", "expected"),
        [
            # A Wednesday alone is less than a weekend.
            ([Closure("2026-11-04", "2026-11-04")], 2),
            # A Friday before a weekend, and a Monday after it.
            ([Closure("2026-11-06", "2026-11-06")], 3),
            ([Closure("2026-11-09", "2026-11-09")], 3),
            ([Closure("2026-11-06", "2026-11-06"), Closure("2026-11-09", "2026-11-09")], 4),
            # One within another, and the first and last days there are.
            ([Closure("2026-11-02", "2026-11-13"), Closure("2026-11-04", "2026-11-05")], 16),
            ([Closure("0001-01-01", "0001-01-05")], 9),
            ([Closure("9999-12-27", "9999-12-31")], 9),
        ],
    )
    def test_closures_and_days_off_make_one_gap(self, closures, expected):
        """Where they meet."""
        assert expected == gap(promising("0 h", calendar=Calendar(closures=closures)))

    @pytest.mark.parametrize(
        ("start", "end", "expected"),
        [
            (None, None, 9),
            ("2026-12-28", None, 5),
            (None, "2026-12-25", 2),
            ("2027-02-01", None, 0),
        ],
    )
    def test_only_the_dates_of_the_plan_count(self, start, end, expected):
        """A closure before or after it closes nothing."""
        calendar = Calendar(closures=[CHRISTMAS], start=start, end=end)

        assert expected == gap(promising("0 h", talk("day"), calendar=calendar))

    @pytest.mark.parametrize(
        "plan",
        [
            promising("48 h"),
            promising(None),
            Plan("A", roles=[PR], activities=[TALK]),
            promising("0 h", talk("once")),
            promising("0 h", POSTS),
            promising("0 h", talk("week", 0)),
            promising("0 h", talk("day")),
        ],
    )
    def test_a_promise_that_holds_or_none_passes(self, plan):
        """To the hour; where nobody answers at all, another rule speaks."""
        assert check(plan, select=["DLG104"]) == ()
