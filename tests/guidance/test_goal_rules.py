"""Rules about what is to be reached, for the company and for its audiences."""

from __future__ import annotations

import pytest
from attrs import evolve

from aufwand.model import Audience, Goal, Plan
from aufwand.rules import check

FAMILIES = Audience("families", name="Families")


def plan_of(*audiences):
    return Plan("Bakery", audiences=audiences)


class TestAudienceWithoutGoal:
    def test_an_audience_without_goal_is_told(self):
        """With its name, and with what only a person can do."""
        (found,) = check(plan_of(FAMILIES), select=["GOL101"])

        assert found.path == "audiences.families"
        assert found.level == "advice"
        assert found.message == (
            "There is no goal for Families. In our opinion work bears fruit only where you know "
            "what for: say what you want to reach with them."
        )
        assert found.say("de") == (
            "Für Families gibt es kein Ziel. Unserer Meinung nach trägt Arbeit nur Früchte, wo "
            "Sie wissen, wofür: Sagen Sie, was Sie mit dieser Zielgruppe erreichen wollen."
        )
        assert [(each.title, each.safety) for each in found.remedies] == [
            ("Set a goal for Families", "manual")
        ]
        assert found.remedies[0].say("de") == "Ein Ziel für Families setzen"

    @pytest.mark.parametrize(
        "plan", [Plan("A"), plan_of(Audience("families", goals=[Goal("more regulars")]))]
    )
    def test_an_audience_with_a_goal_passes(self, plan):
        """Whatever the goal is; and without audiences nothing is said."""
        assert check(plan, select=["GOL101"]) == ()


class TestGoalWithoutMeasure:
    @pytest.mark.parametrize(
        ("goal", "missing", "german"),
        [
            (Goal("more"), "what is counted and how much of it", "was gezählt wird und wie viel"),
            (Goal("more", target=200), "what is counted", "was gezählt wird"),
            (Goal("more", metric=" ", target="200"), "what is counted", "was gezählt wird"),
            (Goal("more", metric="cards"), "how much of it", "wie viel davon"),
            (Goal("more", metric="cards", target=" "), "how much of it", "wie viel davon"),
        ],
    )
    def test_what_is_missing_is_told(self, goal, missing, german):
        """What is counted, how much of it, or both."""
        (found,) = check(plan_of(evolve(FAMILIES, goals=[goal])), select=["GOL102"])

        assert found.path == "audiences.families"
        assert found.level == "advice"
        assert found.message == (
            f"The goal “more” for Families does not say {missing}. In our opinion only what is "
            "counted can be reached: name a number you already have or can get."
        )
        assert found.say("de") == (
            f"Das Ziel „more“ für Families sagt nicht, {german}. Unserer Meinung nach lässt sich "
            "nur erreichen, was gezählt wird: Nennen Sie eine Zahl, die Sie schon haben oder "
            "bekommen können."
        )
        (remedy,) = found.remedies
        assert (remedy.title, remedy.say("de")) == (f"Say {missing}", f"Sagen, {german}")
        assert remedy.safety == "manual"

    def test_each_goal_is_told_by_itself(self):
        """Under its words; the same words twice are one."""
        goals = [Goal("more"), Goal("fewer"), Goal(" more "), Goal("")]
        found = check(plan_of(evolve(FAMILIES, goals=goals)), select=["GOL102"])

        assert [each.discriminator for each in found] == ["", "fewer", "more"]
        assert len({each.fingerprint for each in found}) == 3
        assert found[0].message.startswith("The goal for Families does")

    def test_a_goal_of_thousands_of_characters_is_cut(self):
        """It tells findings apart by its beginning."""
        (found,) = check(plan_of(evolve(FAMILIES, goals=[Goal("x" * 5_000)])), select=["GOL102"])

        assert found.discriminator == "x" * 1_000

    @pytest.mark.parametrize(
        "plan",
        [
            Plan("A"),
            plan_of(FAMILIES),
            plan_of(evolve(FAMILIES, goals=[Goal("more", metric="cards", target=0)])),
            plan_of(evolve(FAMILIES, goals=[Goal("", metric="cards", target="a few")])),
        ],
    )
    def test_a_measured_goal_passes(self, plan):
        """In numbers or in words; even a target of nothing is one."""
        assert check(plan, select=["GOL102"]) == ()


class TestAudienceWithoutBenefit:
    @pytest.mark.parametrize("benefit", ["", "  "])
    def test_an_audience_that_gets_nothing_is_told(self, benefit):
        """With its name, and with what only a person can do."""
        (found,) = check(plan_of(evolve(FAMILIES, benefit=benefit)), select=["GOL103"])

        assert found.path == "audiences.families"
        assert found.level == "advice"
        assert found.message == (
            "The plan does not say what Families get out of it. In our opinion people follow only "
            "where there is something in it for them: name it in a few words."
        )
        assert found.say("de") == (
            "Der Plan sagt nicht, was Families davon haben. Unserer Meinung nach folgen Menschen "
            "nur, wo für sie etwas dabei ist: Nennen Sie es in wenigen Worten."
        )
        (remedy,) = found.remedies
        assert (remedy.title, remedy.safety) == ("Say what Families get out of it", "manual")
        assert remedy.say("de") == "Sagen, was Families davon haben"

    @pytest.mark.parametrize("plan", [Plan("A"), plan_of(evolve(FAMILIES, benefit="recipes"))])
    def test_an_audience_with_a_benefit_passes(self, plan):
        """Whatever it is."""
        assert check(plan, select=["GOL103"]) == ()
