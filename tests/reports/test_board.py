"""The paragraph for a board: every part of it, and what it leaves out."""

from __future__ import annotations

import re

import pytest

from aufwand.errors import UnknownName
from aufwand.model import (
    Acceptance,
    Activity,
    Calendar,
    Channel,
    Closure,
    Driver,
    Event,
    Plan,
    Role,
    Tool,
)
from aufwand.reports import board_sentence
from aufwand.reports.board import _first_sentence
from aufwand.rules import Drop, Match, Put, Remedy, assess, rule
from aufwand.units import Money, hours


def said(plan, *rules, lang="en"):
    """The paragraph of a plan, with some rules."""
    return assess(plan, rules=rules).sentence(lang)


def speaks(*matches, message="Something is so. Do this."):
    """A rule that finds some things."""
    return rule("ACME001", "speaks", message=message)(lambda _: matches)


POSTS = Activity("posts", duration="3-5 h", roles="pr")
PR = Role("pr", name="PR", capacity="6 h/week", rate="45 EUR/h")


class TestHours:
    def test_all_there_is(self):
        """Hours, people, money and the budget; every number is one of the estimate."""
        plan = Plan("Bakery", roles=[PR], activities=[POSTS], budget="190 EUR/week")
        found = assess(plan, rules=[])
        cost = found.estimate.cost

        assert found.sentence() == (
            "The social-media work of Bakery takes 4 h a week (0.10 full-time positions), in 8 of "
            f"10 cases at most {found.estimate.percentile(80)}. "
            "It costs 180 EUR a week and 9,392 EUR a year, in 8 of 10 cases at most "
            f"{float(cost.percentile(80, per='year')):,.0f} EUR a year. "
            "The budget of 190 EUR a week is kept with a chance of "
            f"{100 * cost.chance_within('190 EUR'):.0f} %. "
            "Nobody has more work than time. The rules found nothing to object to."
        )

    def test_in_german(self):
        """In German, where units end with a full stop, no sentence has two."""
        sentence = said(Plan("Bäckerei", roles=[PR], activities=[POSTS]), lang="de")

        assert sentence.startswith(
            "Die Social-Media-Arbeit von Bäckerei braucht 4 Std. je Woche (0,10 Vollzeitstellen), "
            "in 8 von 10 Fällen höchstens 4 Std. 21 Min. Sie kostet 180 EUR je Woche und 9.392 EUR "
        )
        assert ".." not in sentence

    def test_what_is_known_needs_no_chance(self):
        """Without any doubt there is none in it."""
        plan = Plan("Bakery", roles=[PR], activities=[Activity("a", duration="4 h", roles="pr")])

        assert said(plan.with_(budget="200 EUR/week")) == (
            "The social-media work of Bakery takes 4 h a week (0.10 full-time positions). "
            "It costs 180 EUR a week and 9,392 EUR a year. "
            "The budget of 200 EUR a week is enough. "
            "Nobody has more work than time. The rules found nothing to object to."
        )
        assert "The budget of 90.50 EUR a week is not enough." in said(
            plan.with_(budget="90.50 EUR/week")
        )

    def test_nothing(self):
        """A plan without work, rates and roles is one sentence long."""
        assert said(Plan("Bakery")) == (
            "In the social-media work of Bakery nothing recurs. "
            "The rules found nothing to object to."
        )

    def test_what_is_done_once(self):
        """It is told apart, or as part of the whole of a plan with dates."""
        plan = Plan("Bakery", activities=[Activity("launch", duration="6-10 h", per="once")])
        dated = plan.with_(calendar=Calendar(start="2027-03-01", end="2027-03-28"))

        assert "What is done once takes 8 h beside that." in said(plan)
        assert "From 2027-03-01 to 2027-03-28 it is 8 h in all." in said(dated)

    def test_another_language(self):
        """There are two."""
        with pytest.raises(UnknownName):
            board_sentence(assess(Plan("A"), rules=[]), lang="fr")


class TestPeople:
    def test_who_has_too_much(self):
        """The most overloaded come first; of many, a few are named."""
        roles = [Role(f"r{each}", capacity=f"{each} h/week") for each in (1, 2, 3, 4, 9)]
        work = [Activity(f"a{each}", duration="5 h", roles=f"r{each}") for each in (1, 2, 3, 4, 9)]
        many = Plan("A", roles=roles, activities=work)
        two = many.with_(roles=roles[:2], activities=work[:2])
        one = many.with_(roles=roles[:1], activities=work[:1])

        assert (
            "r1 (500 % of the time used), r2 (250 % of the time used) and 2 others have more work "
            "than time."
        ) in said(many)
        assert "r1 (500 % of the time used) and r2 (250 % of the time used) have" in said(two)
        assert "r1 (500 % of the time used) has more work than time." in said(one)

    def test_over_weeks(self):
        """With dates, weeks are counted."""
        calendar = Calendar(
            start="2027-03-01", end="2027-03-28", closures=Closure("2027-03-01", "2027-03-04", "x")
        )
        plan = Plan("A", roles=[PR.with_(absences=[Closure("2027-03-08", "2027-03-11", "y")])])
        busy = plan.with_(activities=[POSTS], calendar=calendar)

        assert "PR (1 of 4 weeks) has more work than time." in said(busy)
        assert "Nobody has more work than time." in said(
            plan.with_(
                calendar=calendar,
                activities=[Activity("a", duration="1 h", roles="pr", per="month")],
            )
        )

    def test_far_too_many_weeks(self):
        """Where weeks cannot be laid side by side, the typical one speaks."""
        roles = [Role(f"r{each}", capacity="1 h/week") for each in range(40)]
        plan = Plan(
            "A",
            roles=roles,
            activities=[Activity("a", duration="2 h", roles="r0")],
            calendar=Calendar(start="2000-01-01", end="2037-12-31"),
        )

        assert "r0 (200 % of the time used) has more work than time." in said(plan)

    def test_nobody(self):
        """Work that nobody does is told once, with what that means for the cost."""
        loose = Activity("letters", duration="1 h")
        plan = Plan("A", roles=[PR], activities=[POSTS, loose])
        unpaid = plan.with_(
            roles=[PR, Role("care")],
            activities=[POSTS, loose, Activity("inbox", duration="2 h", roles="care")],
        )

        assert "Nobody is named yet for 1 h a week, so it has no price either." in said(plan)
        assert "no price yet" not in said(plan)
        assert "Work of 3 h a week has no price yet and is not in it." in said(unpaid)
        assert "Nobody is named yet for 1 h a week." in said(unpaid)
        assert "Nobody is named" not in said(Plan("A", activities=[loose]))


class TestFindings:
    PLAN = Plan("A", roles=[PR], activities=[POSTS])

    def test_the_gravest(self):
        """The gravest level, then the most money, then the most hours."""
        found = speaks(
            Match("a", cost=hours(3)),
            Match("b", cost=Money(9, "EUR")),
            Match("c", cost=Money(8, "EUR")),
            message="{what} is so.",
        )
        several = rule("ACME002", "says", message="At {x}. Do.")(
            lambda _: [
                Match("a", cost=hours(3), x="a"),
                Match("b", cost=Money(9, "EUR"), x="b"),
                Match("c", cost=Money(8, "EUR"), x="c"),
            ]
        )

        assert found is not None
        assert "The gravest of 3 findings: At b." in said(self.PLAN, several)
        assert "One thing was found: Something is so." in said(self.PLAN, speaks(Match("a")))

    def test_what_was_told_is_not_told_again(self):
        """Who is overloaded, and the budget, have had their sentence."""
        plan = self.PLAN.with_(roles=[PR.with_(capacity="1 h/week")], budget="1 EUR/week")
        both = [Match("roles.pr"), Match("budget")]

        assert "finding" not in said(plan, speaks(*both))
        assert "Beyond that, the gravest of 3 findings: Something is so." in said(
            plan, speaks(*both, Match("x"))
        )

    def test_what_is_accepted_is_no_finding(self):
        """Somebody has decided to live with it."""
        plan = self.PLAN.with_(accepted=[Acceptance(rule="ACME001", where="a", reason="so")])

        assert said(plan, speaks(Match("a"))).endswith("The rules found nothing to object to.")

    def test_the_best_remedy(self):
        """That which saves most; one that costs, or that nobody can reckon, is none."""
        half = Remedy("Halve it", "trade-off", Put("activities.posts.times", 0.5))
        stop = Remedy("Stop it", "trade-off", Drop("activities.posts"))
        more = Remedy("Do more", "trade-off", Put("activities.posts.times", 2))
        hand = Remedy("Think", "manual")

        assert "What would save most: “Stop it”, 4 h (180.00 EUR) a week." in said(
            self.PLAN, speaks(Match("a", remedies=[half, hand]), Match("b", remedies=[stop, more]))
        )
        assert "save most" not in said(self.PLAN, speaks(Match("a", remedies=[more, hand])))

    @pytest.mark.parametrize(
        ("text", "first"),
        [
            ("It is so. Do this.", "It is so."),
            ("PR hat 16 Std. 55 Min. Arbeit. Teilen Sie.", "PR hat 16 Std. 55 Min. Arbeit."),
            ("Nur ein Satz", "Nur ein Satz"),
            ("Wirklich? „Ja“ heißt ja.", "Wirklich?"),
            ("Das ist z. B. Arbeit. Ende.", "Das ist z. B. Arbeit."),
        ],
    )
    def test_only_the_first_sentence(self, text, first):
        """What to do about it stands with the findings."""
        assert first == _first_sentence(text)


def test_every_number_is_that_of_the_estimate():
    """What nobody would find in the estimate stands nowhere in the paragraph."""
    plan = Plan(
        "A",
        channels=[Channel("facebook", messages=20)],
        roles=[PR],
        activities=[
            POSTS,
            Activity("news", duration="10-40 min", per="message", roles="pr", channels="facebook"),
        ],
        drivers=[Driver("two", factor=[1, 1.5, 2])],
        events=[Event("wave", per_year=2, effort="10-30 h")],
        tools=[Tool("suite", cost="49 EUR/month")],
    )
    found = assess(plan, rules=[])
    cost = found.estimate.cost
    known = {
        str(found.estimate.weekly.likely),
        str(found.estimate.percentile(80)),
        f"{found.estimate.fte.likely:.2f}",
        f"{float(cost.weekly.likely):,.0f}",
        f"{float(cost.yearly.likely):,.0f}",
        f"{float(cost.percentile(80, per='year')):,.0f}",
        f"{100 * found.estimate.utilisation('pr').likely:.0f}",
        "8 of 10",
    }
    left = found.sentence()
    for each in sorted(known, key=len, reverse=True):
        left = left.replace(each, "")

    assert not re.search(r"\d", left)
