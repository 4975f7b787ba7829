"""Rules about what somebody has decided to live with."""

from __future__ import annotations

from datetime import date

import pytest

from aufwand.model import Acceptance, Activity, Channel, Cost, Plan, Role
from aufwand.rules import Measure, assess, check, rule

PR = Role("pr", name="PR", capacity="12 h/week")
POSTS = Activity("posts", duration="14 h", roles="pr")
ASKED = ["SUP", "STF101", "STF102", "COS102", "TIM102"]


def living_with(code, where="", plan=None, **given):
    """Return a plan that accepts something."""
    accepted = Acceptance(rule=code, where=where, reason="for now", **given)
    return (plan or Plan("A", roles=[PR])).with_(accepted=[accepted])


def told(plan, **given):
    """Return what is said about acceptances."""
    found = check(plan, select=ASKED, **given)
    return [each for each in found if each.code.startswith("SUP")]


def cleared(plan, place=0, **given):
    """Return the assessment after a remedy of the one such finding, which makes it go."""
    before = assess(plan, select=ASKED, **given)
    (found,) = (each for each in before.findings if each.code.startswith("SUP"))
    after = before.apply(found.remedies[place])

    assert not any(each.code.startswith("SUP") for each in after.findings)
    return after


class TestAcceptanceUnused:
    def test_what_is_found_no_more_is_told(self):
        """With the path, where there is one."""
        (found,) = told(living_with("STF102", "roles.pr"))

        assert (found.code, found.path, found.level) == ("SUP001", "accepted[0]", "advice")
        assert found.discriminator == "STF102:roles.pr"
        assert found.message == (
            "STF102 at roles.pr is accepted, but it is not found there. Take the acceptance out, "
            "so that it cannot hide something new, or correct its path."
        )
        assert found.say("de") == (
            "STF102 bei roles.pr ist angenommen, wird dort aber nicht gefunden. Nehmen Sie die "
            "Annahme heraus, damit sie nichts Neues verdeckt, oder berichtigen Sie den Pfad."
        )
        assert told(living_with("STF102"))[0].message.startswith("STF102 is accepted, but ")

    def test_a_wrong_path_is_told_with_where_it_is_found(self):
        """Whoever wrote it had a reason: it is not taken out by itself."""
        roles = [Role("pr", capacity="1 h/week")]
        accepted = [Acceptance(rule="STF102", where="roles.prr", reason="until May")]
        plan = Plan(
            "A",
            roles=roles,
            activities=[Activity("posts", duration="2 h", roles="pr")],
            accepted=accepted,
        )
        found = next(
            each for each in check(plan, select=["SUP", "STF102"]) if each.code == "SUP001"
        )

        assert "not found there; it is found at roles.pr. Take" in found.message
        assert "nicht gefunden, sondern bei roles.pr. Nehmen" in found.say("de")
        assert ["trade-off"] == [each.safety for each in found.remedies]

    def test_taking_it_out_is_safe(self):
        """Nothing else changes."""
        plan = living_with("STF102", "roles.pr")
        (remedy,) = told(plan)[0].remedies

        assert (remedy.title, remedy.say("de")) == (
            "Take this acceptance out",
            "Diese Annahme herausnehmen",
        )
        assert remedy.safety == "safe"
        assert remedy.saves.nothing
        assert cleared(plan).plan.accepted == ()

    def test_what_could_be_several_is_told(self):
        """It holds for none of them."""
        work = [Activity("a", duration="1 h"), Activity("b", duration="2 h")]
        plan = living_with("STF101", plan=Plan("A", activities=work), owner="Mara")
        (found,) = told(plan)
        each, out = found.remedies

        assert (found.code, found.path) == ("SUP001", "accepted[0]")
        assert found.message == (
            "The acceptance of STF101 names no part of the plan, and there are 2 such findings, so "
            "it holds for none of them. Say which one you live with, or accept each with its "
            "reason."
        )
        assert found.say("de").startswith("Die Annahme von STF101 nennt keinen Teil des Plans, ")
        assert each.title == "Accept each of the 2 with the same reason"
        assert each.say("de") == "Jeden der 2 mit demselben Grund annehmen"
        assert (each.safety, out.safety) == ("trade-off", "trade-off")
        after = cleared(plan)
        assert [one.where for one in after.plan.accepted] == ["activities.a", "activities.b"]
        assert [one.owner for one in after.plan.accepted] == ["Mara", "Mara"]
        assert len(after.accepted) == 2
        assert cleared(plan, 1).plan.accepted == ()

    @pytest.mark.parametrize(("number", "remedies"), [(10, 2), (11, 1)])
    def test_a_great_many_are_for_a_person(self, number, remedies):
        """Nobody means all of them."""
        work = [Activity(f"a{index}", duration="1 h") for index in range(number)]

        (found,) = told(living_with("STF101", plan=Plan("A", activities=work)))
        assert len(found.remedies) == remedies

    def test_two_that_say_the_same_are_two_findings(self):
        """Each with a fingerprint of its own."""
        one = Acceptance(rule="STF102", where="roles.pr", reason="a")
        other = Acceptance(rule="STF102", where="roles.pr", reason="b")
        found = told(Plan("A", roles=[PR], accepted=[one, other]))

        assert [each.discriminator for each in found] == ["STF102:roles.pr", "STF102:roles.pr:2"]

    @pytest.mark.parametrize(
        "plan",
        [
            Plan("A"),
            living_with("STF102", "roles.pr", Plan("A", roles=[PR], activities=[POSTS])),
            living_with("role-overbooked", "", Plan("A", roles=[PR], activities=[POSTS])),
            living_with("TIM102", "", Plan("A")),
            living_with("AUD102", "audiences.nobody"),
        ],
    )
    def test_what_holds_or_was_not_asked_passes(self, plan):
        """Several findings about one part are meant together."""
        assert told(plan) == []


class TestAcceptanceEnded:
    def test_a_day_that_has_passed_is_told(self):
        """With the day, and who decided."""
        plan = living_with("STF102", "roles.pr", until="2026-06-30", owner="Mara")
        (found,) = told(plan, today=date(2026, 7, 1))

        assert (found.code, found.path, found.level) == ("SUP002", "accepted[0]", "warning")
        assert found.discriminator == "STF102:roles.pr"
        assert found.message == (
            "STF102 at roles.pr was accepted until 2026-06-30, and that day has passed; Mara "
            "decided it. Decide again whether you live with it, or do something about it."
        )
        assert found.say("de") == (
            "STF102 bei roles.pr war bis 30.06.2026 angenommen, und dieser Tag ist vorbei; "
            "entschieden hat das Mara. Entscheiden Sie neu, ob Sie damit leben, oder tun Sie etwas "
            "dagegen."
        )
        assert [each.safety for each in found.remedies] == ["trade-off"]
        assert cleared(plan, today=date(2026, 7, 1)).plan.accepted == ()

    def test_a_limit_of_hours_that_is_passed_is_told(self):
        """With what it costs by now."""
        plan = Plan("A", roles=[PR], activities=[POSTS.with_(duration="14 h 20 min")])
        plan = living_with("STF102", "roles.pr", plan, up_to="2 h/week")
        (found,) = told(plan)
        up, out = found.remedies

        assert found.code == "SUP002"
        assert found.measured.value == pytest.approx(7 / 3)
        assert found.limit == Measure(2, "h/week")
        assert found.message == (
            "STF102 at roles.pr was accepted up to 2 h a week, but costs 2 h 20 min by now, so the "
            "acceptance has ended. Decide again whether you live with it, or do something about it."
        )
        assert found.say("de") == (
            "STF102 bei roles.pr war bis 2 Std. je Woche angenommen, kostet inzwischen aber 2 Std. "
            "20 Min., und die Annahme ist zu Ende. Entscheiden Sie neu, ob Sie damit leben, oder "
            "tun Sie etwas dagegen."
        )
        assert (up.title, up.say("de")) == (
            "Accept it up to 3 h a week",
            "Bis 3 Std. je Woche annehmen",
        )
        assert (up.safety, out.safety) == ("trade-off", "trade-off")
        after = cleared(plan)
        assert [each.up_to.text for each in after.plan.accepted] == ["3 h/week"]
        assert len(after.accepted) == 1
        assert cleared(plan, 1).accepted == ()

    def test_a_limit_of_money_that_is_passed_is_told(self):
        """In whole units of it."""
        plan = Plan("A", costs=[Cost("ads", amount="50.50 EUR/week")], budget="10 EUR/week")
        plan = living_with("COS102", "budget", plan, up_to="40 EUR/week")
        (found,) = told(plan)

        assert found.limit == Measure(40, "EUR/week")
        assert "up to 40.00 EUR a week, but costs 40.50 EUR by now" in found.message
        assert found.remedies[0].title == "Accept it up to 41.00 EUR a week"
        assert cleared(plan).plan.accepted[0].up_to.text == "41 EUR/week"

    def test_the_dearest_of_several_counts(self):
        """They share one limit."""

        @rule("ACME001", "twice", message="twice")
        def twice(facts):
            from aufwand.rules import Match
            from aufwand.units import Money, hours

            yield Match(discriminator="none")
            yield Match(discriminator="hours", cost=hours(1))
            yield Match(discriminator="both", cost=(hours(4), Money(9, "EUR")))
            yield Match(discriminator="money", cost=Money(3, "EUR"))

        from aufwand.guidance.acceptance import acceptance_ended

        rules = [twice, acceptance_ended]
        limited = [living_with("ACME001", up_to=limit) for limit in ("2 h/week", "5 EUR/week")]
        measured = [
            each.measured
            for plan in limited
            for each in check(plan, rules=rules)
            if each.code == "SUP002"
        ]

        assert measured == [Measure(4, "h/week"), Measure(9, "EUR/week")]

    def test_a_cost_beyond_all_numbers_is_not_offered(self):
        """It could not be written."""
        costs = [Cost(key, amount="900000000 EUR/week") for key in ("a", "b")]
        plan = living_with(
            "COS102", "budget", Plan("A", costs=costs, budget="1 EUR/week"), up_to="1 EUR/week"
        )
        (found,) = told(plan)

        assert [each.safety for each in found.remedies] == ["trade-off"]

    @pytest.mark.parametrize("today", [None, date(2026, 6, 30)])
    def test_a_day_that_has_not_passed_passes(self, today):
        """The last day still holds; and without a day nothing ends."""
        plan = Plan("A", roles=[PR], activities=[POSTS])
        plan = living_with("STF102", "roles.pr", plan, until="2026-06-30", up_to="2 h/week")

        assert told(plan, today=today) == []


class TestAcceptanceUnknown:
    def test_a_slip_is_told_with_what_was_meant(self):
        """Which can be put in its place."""
        plan = Plan("A", roles=[PR], activities=[POSTS])
        plan = living_with("role-overboked", "roles.pr", plan)
        (found,) = told(plan)
        right, out = found.remedies

        assert (found.code, found.path, found.level) == ("SUP003", "accepted[0]", "warning")
        assert found.discriminator == "role-overboked:roles.pr"
        assert found.message == (
            "role-overboked is accepted, but there is no such rule, so nothing is accepted by it; "
            "perhaps role-overbooked was meant. Correct the code or name, or take the acceptance "
            "out."
        )
        assert found.say("de") == (
            "role-overboked ist angenommen, doch eine solche Regel gibt es nicht, und nichts ist "
            "damit angenommen; gemeint ist vielleicht role-overbooked. Berichtigen Sie Code "
            "oder Namen, oder nehmen Sie die Annahme heraus."
        )
        assert (right.title, right.say("de")) == (
            "Accept role-overbooked instead",
            "Stattdessen role-overbooked annehmen",
        )
        assert (right.safety, out.safety) == ("trade-off", "trade-off")
        after = cleared(plan)
        assert [each.code for each in after.accepted] == ["STF102"]
        assert cleared(plan, 1).plan.accepted == ()

    def test_what_is_near_nothing_is_told_alone(self):
        """Nobody guesses then."""
        plan = living_with("???")
        (found,) = told(plan)

        assert found.message == (
            "??? is accepted, but there is no such rule, so nothing is accepted by it. Correct the "
            "code or name, or take the acceptance out."
        )
        assert [each.safety for each in found.remedies] == ["safe"]

    def test_a_rule_that_is_installed_is_known(self):
        """Even where only others are asked."""
        from aufwand.guidance.acceptance import acceptance_unknown

        plan = living_with("AUD104", plan=Plan("A", channels=[Channel("x")]))

        assert check(plan, rules=[acceptance_unknown]) == ()
        assert len(check(living_with("ACME001"), rules=[acceptance_unknown])) == 1

    @pytest.mark.parametrize("code", ["STF102", "role-overbooked", "INT001"])
    def test_a_known_rule_passes(self, code):
        """By code or name; whether it found something is another rule's."""
        assert all(each.code != "SUP003" for each in told(living_with(code, "roles.pr")))
