"""Rules about what a channel gets that no other one gets."""

from __future__ import annotations

import pytest

from aufwand.catalog import piece
from aufwand.model import Activity, Channel, Plan, Role
from aufwand.rules import assess, check

FACEBOOK = Channel("facebook", pieces=3, exclusive=True)
LINKEDIN = Channel("linkedin", name="LinkedIn", pieces=3)


def plan_of(*channels, activities=()):
    return Plan("Bakery", channels=channels, roles=[Role("pr"), Role("it")], activities=activities)


class TestNoExclusiveContent:
    def test_a_channel_with_nothing_of_its_own_is_told(self):
        """With the published time of making pieces over, and of pieces of its own."""
        (found,) = check(plan_of(FACEBOOK, LINKEDIN), select=["EXC101"])

        assert found.path == "channels.linkedin"
        assert found.level == "advice"
        assert (found.measured, found.limit, found.cost) == (None, None, None)
        assert found.message == (
            "LinkedIn gets only what other channels get, 3 a week; made over for it, they take "
            "16 min – 1 h 15 min – 2 h 15 min; made for it alone, 1 h 30 min – 1 h 53 min – "
            "2 h 15 min (published figures e110, e139, e102, e101). In our opinion people follow "
            "a channel for what they find nowhere else: give it something of its own."
        )
        assert found.say("de") == (
            "LinkedIn bekommt nur, was andere Kanäle auch bekommen, 3 je Woche; dafür angepasst "
            "brauchen sie 16 Min. – 1 Std. 15 Min. – 2 Std. 15 Min.; eigens gemacht 1 Std. "
            "30 Min. – 1 Std. 53 Min. – 2 Std. 15 Min. (veröffentlichte Zahlen e110, e139, e102, "
            "e101). Unserer Meinung nach folgt man einem Kanal für das, was es nur dort gibt: "
            "Geben Sie ihm etwas Eigenes."
        )

    @pytest.mark.parametrize("key", ["corporate_blog", "tiktok"])
    def test_without_evidence_there_is_no_price(self, key):
        """Nobody published what making over takes for blogs and clips."""
        (found,) = check(plan_of(FACEBOOK, Channel(key, pieces=0.5)), select=["EXC101"])

        assert "get, 0.5 a week; made for it alone, " in found.message
        assert "made over" not in found.message

    @pytest.mark.parametrize("key", ["pinterest", "club"])
    def test_what_is_carried_over_says_so(self, key):
        """For most channels nobody published what making over takes."""
        (found,) = check(plan_of(FACEBOOK, Channel(key, pieces=1)), select=["EXC101"])

        assert "(published figures e110, e139, e102, e101, in part for other channels). In" in (
            found.message
        )
        assert "e101, zum Teil für andere Kanäle). Unserer" in found.say("de")

    def test_planning_pieces_of_its_own_is_offered(self):
        """With the time they take, by those who make most of the content now."""
        plan = plan_of(
            FACEBOOK,
            LINKEDIN,
            activities=[
                Activity("posts", duration="3 h", area="content", roles={"pr": 0.7, "it": 0.3}),
                Activity("ideas", duration="1 h", area="content", roles="it"),
                Activity("watching", duration="9 h"),
            ],
        )
        (found,) = assess(plan, select=["EXC101"]).findings
        own, give = found.remedies
        done = own.change(plan)
        made = done.activity("linkedin_content")

        assert (own.title, own.safety) == ("Plan pieces for LinkedIn alone", "trade-off")
        assert own.say("de") == "Eigene Beiträge für LinkedIn planen"
        assert (give.title, give.safety) == ("Give LinkedIn something of its own", "manual")
        assert give.say("de") == "LinkedIn etwas Eigenes geben"
        assert done.channel("linkedin").exclusive
        assert (made.per, made.area, made.duration) == (
            "piece",
            "content",
            piece("linkedin").duration,
        )
        assert {each.key: each.weight for each in made.roles} == {"pr": 0.7, "it": 0.3}
        assert [each.figure for each in made.source] == ["e102", "e101"]
        assert own.saves.say() == "-1 h 53 min"
        assert check(done, select=["EXC101"]) == ()
        assert done == own.change(done)

    @pytest.mark.parametrize(
        ("activities", "roles"),
        [
            ([], []),
            ([Activity("posts", duration="1 h", area="content")], []),
            ([Activity("posts", duration="1 h", area="content", roles=["pr", "it"])], ["pr", "it"]),
        ],
    )
    def test_whoever_makes_content_now_makes_it_then(self, activities, roles):
        """In equal shares where no others are given; nobody where nobody does."""
        plan = plan_of(FACEBOOK, LINKEDIN, activities=activities)
        (found,) = check(plan, select=["EXC101"])
        made = found.remedies[0].change(plan).activity("linkedin_content")

        assert [each.key for each in made.roles] == roles

    @pytest.mark.parametrize(
        "work",
        [
            Activity("posts", duration="1 h", per="piece", area="content"),
            Activity("posts", duration="1 h", per="piece", area="content", channels="linkedin"),
            Activity("linkedin_content", duration="1 h"),
        ],
    )
    def test_what_is_planned_already_is_not_planned_again(self, work):
        """Then only a person knows what to change."""
        (found,) = check(plan_of(FACEBOOK, LINKEDIN, activities=[work]), select=["EXC101"])

        assert [each.safety for each in found.remedies] == ["manual"]

    def test_work_per_piece_elsewhere_is_no_work_for_it(self):
        """Nor is work of another area."""
        work = [
            Activity("posts", duration="1 h", per="piece", area="content", channels="facebook"),
            Activity("sharing", duration="9 min", per="piece"),
        ]
        (found,) = check(plan_of(FACEBOOK, LINKEDIN, activities=work), select=["EXC101"])

        assert [each.safety for each in found.remedies] == ["trade-off", "manual"]

    def test_a_key_of_64_characters_has_a_remedy_too(self):
        """Its work has a key that is no longer."""
        plan = plan_of(FACEBOOK, Channel("x" * 64, pieces=1))
        (found,) = check(plan, select=["EXC101"])
        done = found.remedies[0].change(plan)

        assert [each.key for each in done.activities] == [f"{'x' * 56}_content"]

    def test_each_of_them_is_told(self):
        """Where all get the same."""
        found = check(plan_of(LINKEDIN, Channel("x", pieces=1)), select=["EXC101"])

        assert [each.path for each in found] == ["channels.linkedin", "channels.x"]

    @pytest.mark.parametrize(
        "plan",
        [
            Plan("A"),
            plan_of(LINKEDIN),
            plan_of(LINKEDIN, Channel("x")),
            plan_of(LINKEDIN, Channel("x", pieces=1, status="paused")),
            plan_of(FACEBOOK, Channel("x")),
            plan_of(FACEBOOK, Channel("google_plus", pieces=1)),
            plan_of(FACEBOOK, Channel("x", pieces=1, exclusive=True)),
        ],
    )
    def test_its_own_pieces_or_no_others_pass(self, plan):
        """It takes two channels with pieces to get the same."""
        assert check(plan, select=["EXC101"]) == ()
