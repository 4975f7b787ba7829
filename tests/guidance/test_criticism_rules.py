"""Rules about criticism: who takes it, how, and with which time."""

from __future__ import annotations

import pytest

from aufwand.model import Activity, Channel, Criticism, Event, Plan, Role, RuleSettings
from aufwand.rules import Measure, assess, check

POSTS = Activity("posts", duration="2 h", roles="pr")
PR = Role("pr", name="PR", capacity="12 h/week")
CARE = Role("care", name="Care", customer_facing=True, capacity="20 h/week")


class TestNoCriticismProcedure:
    @pytest.mark.parametrize(
        "plan",
        [
            Plan("A", channels=[Channel("facebook")]),
            Plan("A", roles=[PR], activities=[POSTS]),
            Plan("A", roles=[PR], activities=[POSTS], criticism=Criticism(reply_within="4 h")),
            Plan("A", channels=[Channel("x")], criticism=Criticism(procedure="  ")),
        ],
    )
    def test_a_plan_that_is_silent_on_criticism_is_told(self, plan):
        """Whatever else it promises; only a person can write it down."""
        (found,) = check(plan, select=["CRI101"])

        assert found.path == "criticism"
        assert found.level == "advice"
        assert [each.safety for each in found.remedies] == ["manual"]

    def test_its_words(self):
        """In both languages."""
        (found,) = check(Plan("A", channels=[Channel("facebook")]), select=["CRI101"])

        assert found.message == (
            "This plan does not say what happens when people criticise you in public. In our "
            "opinion that must be settled before it happens: write down who answers, how fast, and "
            "who decides when it gets serious."
        )
        assert found.say("de") == (
            "Dieser Plan sagt nicht, was geschieht, wenn Menschen Sie öffentlich kritisieren. "
            "Unserer Meinung nach muss das vorher geklärt sein: Schreiben Sie auf, wer antwortet, "
            "wie schnell, und wer entscheidet, wenn es ernst wird."
        )
        assert found.remedies[0].title == (
            "Write down who answers criticism, how fast, and who decides"
        )

    @pytest.mark.parametrize(
        "plan",
        [
            Plan("A"),
            Plan("A", channels=[Channel("x", status="closed")]),
            Plan("A", channels=[Channel("x")], criticism=Criticism(procedure="Thank.")),
        ],
    )
    def test_a_procedure_or_nothing_to_criticise_passes(self, plan):
        """A few words are enough."""
        assert check(plan, select=["CRI101"]) == ()


class TestCriticismWithoutOwner:
    def test_criticism_of_nobody_is_told(self):
        """With the one who faces customers and has time."""
        busy = Role("shop", customer_facing=True, capacity="0 h/week")
        plan = Plan("A", roles=[PR, CARE, busy], criticism=Criticism(procedure="Thank."))
        before = assess(plan, select=["CRI102"])
        (found,) = before.findings

        assert found.path == "criticism"
        assert found.level == "advice"
        assert found.measured is None
        assert found.message == (
            "Criticism is provided for, but nobody is responsible for it. In our opinion it needs "
            "one name: otherwise everybody waits for somebody else to answer."
        )
        assert found.say("de") == (
            "Kritik ist vorgesehen, aber niemand ist dafür verantwortlich. Unserer Meinung nach "
            "braucht sie einen Namen: Sonst warten alle, dass jemand anders antwortet."
        )
        assert [each.title for each in found.remedies] == ["Make Care responsible for criticism"]
        assert before.apply(*found.remedies).findings == ()

    def test_an_owner_without_time_is_told(self):
        """With load and capacity, and somebody else who has some."""
        full = PR.with_(capacity="2 h/week")
        plan = Plan(
            "A",
            roles=[full, Role("it", name="IT", capacity="1 h/week")],
            activities=[POSTS],
            criticism=Criticism(owner="pr"),
        )
        before = assess(plan, select=["CRI102"])
        (found,) = before.findings

        assert (found.measured, found.limit) == (Measure(2, "h/week"), Measure(2, "h/week"))
        assert found.message == (
            "PR is responsible for criticism, but 2 h of work already fill the 2 h of its week. In "
            "our opinion criticism cannot wait until there is time: name somebody who has some, or "
            "take work off this role."
        )
        assert found.say("de") == (
            "PR ist für Kritik verantwortlich, doch 2 Std. Arbeit füllen die 2 Std. der Woche "
            "schon. Unserer Meinung nach kann Kritik nicht warten, bis Zeit ist: Nennen Sie "
            "jemanden, der welche hat, oder nehmen Sie dieser Rolle Arbeit ab."
        )
        assert found.remedies[0].say("de") == "IT für Kritik verantwortlich machen"
        assert before.apply(*found.remedies).findings == ()

    def test_a_role_of_unknown_time_is_better_than_none(self):
        """The one with the least work."""
        roles = [Role("a"), Role("b"), Role("c", capacity="0 h/week")]
        work = [POSTS.with_(roles="a")]
        plan = Plan("A", roles=roles, activities=work, criticism=Criticism(procedure="Thank."))
        (found,) = check(plan, select=["CRI102"])

        assert found.remedies[0].title == "Make b responsible for criticism"

    def test_with_nobody_left_only_a_person_can_help(self):
        """Nobody is made responsible who has no time."""
        plan = Plan("A", roles=[PR.with_(capacity="0 h/week")], criticism=Criticism(owner="pr"))
        (found,) = check(plan, select=["CRI102"])

        assert [each.safety for each in found.remedies] == ["manual"]

    @pytest.mark.parametrize(
        "plan",
        [
            Plan("A"),
            Plan("A", roles=[PR], activities=[POSTS], criticism=Criticism(owner="pr")),
            Plan(
                "A",
                roles=[PR.with_(capacity="2 h 1 min/week")],
                activities=[POSTS],
                criticism=Criticism(owner="pr"),
            ),
            Plan("A", roles=[Role("pr")], activities=[POSTS], criticism=Criticism(owner="pr")),
        ],
    )
    def test_an_owner_with_time_passes(self, plan):
        """Or of unknown time; and a plan without criticism is another rule's."""
        assert check(plan, select=["CRI102"]) == ()


class TestNoCrisisReserve:
    def test_a_plan_without_a_reserve_is_told(self):
        """With what others keep free."""
        plan = Plan("A", roles=[PR], activities=[POSTS])
        before = assess(plan, select=["CRI103"])
        (found,) = before.findings

        assert found.path == "reserve"
        assert found.level == "advice"
        assert found.message == (
            "No hours of this plan are held back for a wave of criticism. In our opinion something "
            "always comes: keep a part of every week free, such as 12.5 %."
        )
        assert found.say("de") == (
            "In diesem Plan sind keine Stunden für eine Welle der Kritik zurückgehalten. Unserer "
            "Meinung nach kommt immer etwas: Halten Sie von jeder Woche einen Teil frei, etwa "
            "12,5 %."
        )
        assert found.remedies[0].title == "Keep 12.5 % of every capacity free"
        assert found.remedies[0].saves.nothing
        after = before.apply(*found.remedies)
        assert after.findings == ()
        assert after.plan.reserve == 0.125

    @pytest.mark.parametrize(("share", "remedies"), [(0.2, 1), (0, 0)])
    def test_the_option_says_what_is_proposed(self, share, remedies):
        """To keep nothing free is no proposal."""
        settings = RuleSettings(options={"CRI103": {"reserve": share}})
        plan = Plan("A", roles=[PR], activities=[POSTS])
        (found,) = check(plan, select=["CRI103"], settings=settings)

        assert len(found.remedies) == remedies
        assert found.message.endswith(f"such as {share * 100:g} %.")

    @pytest.mark.parametrize(
        "crisis",
        [
            Activity("crisis", duration="0 h"),
            Activity("crisis", duration="1 h", times=0),
            Activity("crisis", duration="1 h", channels="x"),
        ],
    )
    def test_crisis_work_that_takes_no_time_is_none(self, crisis):
        """Nothing is held back by it."""
        plan = Plan("A", channels=[Channel("x", status="paused")], activities=[crisis])

        assert len(check(plan, select=["CRI103"])) == 1

    @pytest.mark.parametrize(
        "plan",
        [
            Plan("A"),
            Plan("A", roles=[PR]),
            Plan("A", roles=[PR], activities=[POSTS], reserve=0.01),
            Plan("A", activities=[Activity("training", area="crisis", duration="8 h", per="once")]),
        ],
    )
    def test_a_reserve_or_time_for_a_crisis_passes(self, plan):
        """Be it ever so small; without work there is nothing to hold back."""
        assert check(plan, select=["CRI103"]) == ()


class TestRareEvents:
    #: 30 h on average, twice a year: 1.15 h a week.
    WAVE = Event("wave", per_year=2, effort="20-40 h", shape="uniform")

    def plan(self, *roles, event=WAVE, **given):
        return Plan("A", roles=roles or [PR], activities=[POSTS], events=[event], **given)

    def test_what_they_take_is_told_where_nothing_is_held_back(self):
        """In a year, on average."""
        (found,) = check(self.plan(), select=["CRI103"])

        assert found.message == (
            "No hours of this plan are held back for a wave of criticism, though what it expects "
            "now and then takes 60 h a year on average. In our opinion something always comes: "
            "keep a part of every week free, such as 12.5 %."
        )
        assert "obwohl das, womit er hin und wieder rechnet, im Schnitt 60 Std. im Jahr" in (
            found.say("de")
        )

    def test_an_event_that_takes_nothing_is_not_told(self):
        """As if there were none."""
        (found,) = check(self.plan(event=self.WAVE.with_(per_year=0)), select=["CRI103"])

        assert "held back for a wave of criticism. In our" in found.message

    def test_a_reserve_that_is_smaller_is_told(self):
        """1 % of 12 h is 7 min; with 10 % it is enough."""
        before = assess(self.plan(reserve=0.01), select=["CRI103"])
        (found,) = before.findings

        assert found.path == "reserve"
        assert found.measured.value == pytest.approx(60 / 52.1775)
        assert found.limit == Measure(0.12, "h/week")
        assert found.message == (
            "A reserve of 7 min 12 s a week is less than the 1 h 9 min that the rare events of "
            "this plan take on average. In our opinion a reserve holds at least what is expected: "
            "keep 10 % of every capacity free."
        )
        assert found.say("de").endswith(
            "womit zu rechnen ist: Halten Sie 10 % jeder Kapazität frei."
        )
        assert before.apply(*found.remedies).findings == ()

    def test_more_than_all_that_is_there_needs_somebody_else(self):
        """No reserve is enough."""
        plan = self.plan(Role("pr", capacity="1 h/week"), reserve=0.1)
        (found,) = check(plan, select=["CRI103"])

        assert [each.safety for each in found.remedies] == ["manual"]
        assert "keep 100 % of every" in found.message

    @pytest.mark.parametrize(
        ("roles", "given"),
        [
            ([PR], {"reserve": 0.1}),
            ([PR, Role("care")], {"reserve": 0.01}),
            ([Role("pr")], {"reserve": 0.01}),
            ([Role("pr", capacity="0 h/week")], {"reserve": 0.01}),
        ],
    )
    def test_a_reserve_that_is_enough_or_unknown_passes(self, roles, given):
        """Of a role whose capacity nobody knows, nobody knows the reserve."""
        assert check(self.plan(*roles, **given), select=["CRI103"]) == ()
