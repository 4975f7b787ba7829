"""Rules about who does the work."""

from __future__ import annotations

import pytest

from aufwand.catalog import baseline
from aufwand.model import Activity, Channel, Driver, Plan, Role, RuleSettings
from aufwand.rules import Measure, assess, check
from aufwand.units import duration, hours, minutes


def cleared(plan, code, place=0):
    """Return the plan after a remedy of the first finding of a rule, which makes it go."""
    before = assess(plan, select=[code])
    found = before.findings[0]
    after = before.apply(found.remedies[place])

    assert found.fingerprint in {each.fingerprint for each in after.gone}
    assert after.came == ()
    return after.plan


def titles(plan, code, **given):
    """Return what the first finding of a rule offers."""
    return [each.title for each in check(plan, select=[code], **given)[0].remedies]


def asked(code, **options):
    """Return settings with options of one rule."""
    return RuleSettings(options={code: options})


def shares(plan, key):
    """Return who does an activity."""
    return [tuple(share) for share in plan.activity(key).roles]


class TestActivityWithoutRole:
    def test_work_of_nobody_is_told(self):
        """With what it takes a week."""
        work = Activity("watch", name="Watch", duration="15-20 min", per="workday")
        (found,) = check(Plan("A", activities=[work]), select=["STF101"])

        assert found.path == "activities.watch"
        assert found.measured == Measure(17.5 * 5 / 60, "h/week")
        assert found.limit is None
        assert found.message == (
            "Nobody does Watch (1 h 15 min – 1 h 28 min – 1 h 40 min a week). Name who does it, or "
            "take it out of the plan."
        )
        assert found.say("de") == (
            "Niemand macht Watch (1 Std. 15 Min. – 1 Std. 28 Min. – 1 Std. 40 Min. je Woche). "
            "Nennen Sie, wer es macht, oder nehmen Sie es aus dem Plan."
        )

    def test_work_that_is_done_once_is_told_too(self):
        """It is in no week, so its own hours are measured."""
        work = Activity("launch", duration="8 h", per="once", people=2)
        (found,) = check(Plan("A", activities=[work]), select=["STF101"])

        assert found.measured == Measure(16, "h")
        assert found.message.startswith("Nobody does Launch (16 h once). ")
        assert found.say("de").startswith("Niemand macht Launch (einmal 16 Std.). ")

    def test_its_hours_are_what_it_costs(self):
        """They are in nobody's week."""
        work = Activity("watch", duration="15-20 min", per="workday")
        once = Activity("launch", duration="8 h", per="once")
        first, second = check(Plan("A", activities=[work, once]), select=["STF101"])

        assert first.cost is None
        assert second.cost.effort == duration("75-100 min")
        assert second.cost.money is None

    def test_who_has_most_time_left_could_do_it(self):
        """Or it is left out; both clear it."""
        roles = [Role("a", capacity="5 h/week"), Role("b", name="Bea", capacity="9 h/week")]
        plan = Plan("A", roles=roles, activities=[Activity("watch", duration="4 h")])
        give, leave = check(plan, select=["STF101"])[0].remedies

        assert (give.title, leave.title) == ("Give Watch to Bea", "Take Watch out of the plan")
        assert give.say("de") == "Watch an Bea geben"
        assert leave.say("de") == "Watch aus dem Plan nehmen"
        assert {give.safety, leave.safety} == {"trade-off"}
        assert give.saves.nothing
        assert leave.saves.hours_per_week.likely == 4
        assert shares(cleared(plan, "STF101"), "watch") == [("b", None)]
        assert cleared(plan, "STF101", 1).activities == ()

    @pytest.mark.parametrize(
        ("roles", "expected"),
        [
            ([], []),
            ([Role("a", capacity="1 h/week")], []),
            ([Role("a", capacity="2 h/week")], ["Give Watch to a"]),
            ([Role("b"), Role("a")], ["Give Watch to a"]),
            ([Role("a"), Role("b")], ["Give Watch to a"]),
            (
                [Role("a", capacity="4 h/week"), Role("b", capacity="3 h/week")],
                ["Give Watch to a"],
            ),
            ([Role("b"), Role("a", capacity="1 h/week")], ["Give Watch to b"]),
        ],
    )
    def test_nobody_gets_what_does_not_fit(self, roles, expected):
        """A role of unknown time is asked after those who are known to have it."""
        plan = Plan("A", roles=roles, activities=[Activity("watch", duration="2 h")])

        assert [*expected, "Take Watch out of the plan"] == titles(plan, "STF101")

    def test_the_reserve_is_not_given_away(self):
        """It is to stay free."""
        role = Role("a", capacity="2 h/week")
        plan = Plan("A", roles=[role], activities=[Activity("w", duration="2 h")], reserve=0.1)

        assert titles(plan, "STF101") == ["Take W out of the plan"]

    @pytest.mark.parametrize(("least", "found"), [("30 min", 2), ("1 h", 2), ("61 min", 0)])
    def test_less_than_the_option_is_not_told(self, least, found):
        """Neither of a week, nor once."""
        work = [Activity("w", duration="1 h"), Activity("o", duration="1 h", per="once")]
        settings = asked("STF101", least=least)

        assert found == len(check(Plan("A", activities=work), select=["STF101"], settings=settings))

    @pytest.mark.parametrize(
        "plan",
        [
            Plan("A", roles=[Role("pr")], activities=[Activity("x", duration="1 h", roles="pr")]),
            Plan("A", activities=[Activity("x", duration="1 h", times=0)]),
            Plan("A", activities=[Activity("x", duration="0 h", per="once")]),
            Plan(
                "A",
                channels=[Channel("x", status="paused")],
                activities=[Activity("x", duration="1 h", channels="x")],
            ),
            Plan("A"),
        ],
    )
    def test_work_of_somebody_or_no_work_passes(self, plan):
        """What takes no time needs nobody."""
        assert check(plan, select=["STF101"]) == ()


def pr_plan(role, **given):
    return Plan("A", roles=[role], activities=baseline(roles="pr"), **given)


class TestRoleOverbooked:
    def test_more_work_than_time_is_told(self):
        """By how much, for how much money, and whether the low end would fit."""
        role = Role("pr", department="PR", capacity="12 h/week", rate="45 EUR/h")
        (found,) = check(pr_plan(role), select=["STF102"])

        assert found.path == "roles.pr"
        assert found.level == "warning"
        assert found.measured == Measure(16 + 11 / 12, "h/week")
        assert found.limit == Measure(12, "h/week")
        assert str(found) == (
            "STF102 role-overbooked: PR has 16 h 55 min of work for a week of 12 h: 4 h 55 min too "
            "much (221.25 EUR), and even the low end of 13 h 25 min does not fit. Share the work, "
            "do some of it less often, or drop a channel."
        )
        assert found.say("de") == (
            "PR hat 16 Std. 55 Min. Arbeit für eine Woche von 12 Std.: 4 Std. 55 Min. zu viel "
            "(221,25 EUR), und selbst das untere Ende von 13 Std. 25 Min. passt nicht. Verteilen "
            "Sie die Arbeit, machen Sie manches seltener oder geben Sie einen Kanal auf."
        )

    def test_what_is_too_much_is_what_it_costs(self):
        """From the low end, which may fit, to the high end."""
        role = Role("pr", capacity="16 h/week", rate="60 EUR/h")
        (found,) = check(pr_plan(role), select=["STF102"])

        assert found.cost.effort.low == minutes(0)
        assert found.cost.effort.likely == minutes(55)
        assert found.cost.effort.high == hours(4) + minutes(25)
        assert str(found.cost.money) == "0.00 EUR – 55.00 EUR – 265.00 EUR"

    def test_without_a_rate_it_costs_hours(self):
        """Nobody knows how much money."""
        (found,) = check(pr_plan(Role("pr", capacity="16 h/week")), select=["STF102"])

        assert found.cost.money is None

    @pytest.mark.parametrize(
        ("capacity", "first"),
        [
            ("16 h/week", "Share Take part in dialogues with b"),
            ("15 h/week", "Share Create content with b"),
            ("14 h/week", "Share Win fans and followers with b"),
            ("13 h/week", "Give Create content to b"),
            ("10 h/week", "Give Win fans and followers to b"),
        ],
    )
    def test_another_role_takes_over_what_is_too_much(self, capacity, first):
        """The one with the most room, and no more of it than is needed."""
        others = [Role("d"), Role("c", capacity="8 h/week"), Role("b", capacity="9 h/week")]
        plan = pr_plan(Role("pr", capacity=capacity))
        plan = plan.with_(roles=[*plan.roles, *others])

        assert titles(plan, "STF102")[0] == first
        cleared(plan, "STF102")

    def test_a_reserve_is_named(self):
        """It makes it worse, but the limit is the capacity."""
        (found,) = check(pr_plan(Role("pr", capacity="16 h/week"), reserve=0.25), select=["STF102"])

        assert found.limit == Measure(16, "h/week")
        assert "55 min too much; besides, 4 h were to stay free. Share" in found.message
        assert "; außerdem sollten 4 Std. frei bleiben. " in found.say("de")

    @pytest.mark.parametrize(
        ("capacity", "low"), [("13 h 24 min/week", True), ("13 h 25 min/week", False)]
    )
    def test_the_low_end_is_told_where_it_does_not_fit(self, capacity, low):
        """At its limit it fits."""
        (found,) = check(pr_plan(Role("pr", capacity=capacity)), select=["STF102"])

        assert low == ("even the low end" in found.message)

    def test_no_time_at_all_is_a_capacity(self):
        """A reserve of nothing is not told."""
        role = Role("pr", capacity="0 h/week", rate="0 EUR/h")
        (found,) = check(pr_plan(role, reserve=0.5), select=["STF102"])

        assert found.limit == Measure(0, "h/week")
        assert "for a week of 0 min: 16 h 55 min too much, and even" in found.message
        assert "stay free" not in found.message

    @pytest.mark.parametrize(
        "plan",
        [
            pr_plan(Role("pr", capacity="16 h 55 min/week")),
            pr_plan(Role("pr", capacity="16 h 55 min/week"), reserve=0.5),
            pr_plan(Role("pr")),
            Plan("A", roles=[Role("pr", capacity="0 h/week")]),
            Plan("A"),
        ],
    )
    def test_work_that_fits_passes(self, plan):
        """To the minute; and without a capacity nobody can tell."""
        assert check(plan, select=["STF102"]) == ()

    def test_a_second_too_much_is_too_much(self):
        """Sums are exact."""
        plan = pr_plan(Role("pr", capacity="16 h 54 min 59 s/week"))

        assert len(check(plan, select=["STF102"])) == 1

    def test_what_scales_the_work_counts(self):
        """Two languages are more work."""
        role = Role("pr", capacity="17 h/week")
        driver = Driver("two_languages", factor=[1.5, 1.7, 2], areas="content")
        (found,) = check(pr_plan(role, drivers=[driver]), select=["STF102"])

        assert found.measured == Measure(19 + 43 / 60, "h/week")

    @pytest.mark.parametrize(
        ("capacity", "title", "per", "times"),
        [
            ("16 h/week", "Do Posts only 8 times a week", "week", 8),
            ("4 h/week", "Do Posts only 2 times a week", "week", 2),
            ("2 h/week", "Do Posts only once a week", "week", 1),
            ("1 h/week", "Do Posts only every 2 weeks", "week", 0.5),
            ("15 min/week", "Do Posts only every 8 weeks", "week", 0.125),
        ],
    )
    def test_the_largest_work_that_can_wait_is_done_less_often(self, capacity, title, per, times):
        """As often as fits."""
        role = Role("pr", capacity=capacity)
        work = [
            Activity("posts", area="content", duration="2 h", per="workday", times=2, roles="pr"),
            Activity("small", duration="0 h", roles="pr"),
            Activity("other", duration="9 h"),
        ]
        plan = Plan("A", roles=[role], activities=work)

        assert titles(plan, "STF102")[0] == title
        after = cleared(plan, "STF102").activity("posts")
        assert (after.per, after.times) == (per, times)

    def test_its_words_in_german(self):
        """Once, several times, and every few weeks."""
        work = Activity("posts", duration="2 h", per="workday", roles="pr")
        told = [
            check(
                Plan("A", roles=[Role("pr", capacity=f"{each} h/week")], activities=[work]),
                select=["STF102"],
            )[0]
            .remedies[0]
            .say("de")
            for each in (4, 2, 1)
        ]

        assert told == [
            "Posts nur noch 2-mal pro Woche machen",
            "Posts nur noch einmal pro Woche machen",
            "Posts nur noch alle 2 Wochen machen",
        ]

    @pytest.mark.parametrize(
        "work",
        [
            Activity("dialogue", duration="9 h", roles="pr"),
            Activity("monitoring", duration="9 h", roles="pr"),
            Activity("crisis", duration="9 h", roles="pr"),
            Activity("posts", duration="3 h", per="piece", roles="pr"),
            Activity("rare", duration="99 h", roles="pr"),
        ],
    )
    def test_what_cannot_wait_is_not_done_less_often(self, work):
        """What people wait for, what comes with each piece, what would be as good as dropped."""
        plan = Plan(
            "A",
            channels=[Channel("x", pieces=3)],
            roles=[Role("pr", capacity="1 h/week")],
            activities=[work],
        )
        found = check(plan, select=["STF102"])[0].remedies

        assert all("only" not in each.title for each in found)

    def test_shares_of_several_are_handed_over(self):
        """Each keeps what they had, and those who have a part already are left out."""
        roles = [Role("a", capacity="1 h/week"), Role("b", capacity="1 h/week")]
        roles.append(Role("c", capacity="9 h/week"))
        both = Activity("both", area="crisis", duration="4 h", roles={"a": 0.75, "b": 0.25})
        three = Activity("three", area="crisis", duration="9 h", roles={"a": 1, "c": 0})
        plan = Plan("A", roles=roles, activities=[both])

        assert titles(plan, "STF102")[0] == "Give Both to c"
        assert shares(cleared(plan, "STF102"), "both") == [("c", 0.75), ("b", 0.25)]
        assert titles(plan.with_(activities=[three]), "STF102") == [
            "Set aside 9 h a week of a for it"
        ]

    def test_more_time_clears_it(self):
        """In whole hours."""
        plan = pr_plan(Role("pr", name="PR", capacity="12 h/week"))
        remedy = check(plan, select=["STF102"])[0].remedies[-1]

        assert remedy.title == "Set aside 17 h a week of PR for it"
        assert remedy.say("de") == "17 Std. je Woche von PR dafür freihalten"
        assert cleared(plan, "STF102", -1).role("pr").capacity.text == "17 h/week"

    def test_more_hours_than_there_are_numbers_are_not_offered(self):
        """They could not be written."""
        work = Activity("mad", area="crisis", duration="900000000 h", times=2, roles="pr")
        plan = Plan("A", roles=[Role("pr", capacity="1 h/week")], activities=[work])

        assert titles(plan, "STF102") == []

    @pytest.mark.parametrize(("tolerance", "found"), [(0, 1), (0.25, 1), (0.5, 0), (1, 0)])
    def test_the_option_says_what_is_tolerated(self, tolerance, found):
        """At its limit it passes."""
        work = Activity("posts", duration="3 h", roles="pr")
        plan = Plan("A", roles=[Role("pr", capacity="2 h/week")], activities=[work])
        settings = asked("STF102", tolerance=tolerance)

        assert found == len(check(plan, select=["STF102"], settings=settings))


class TestRoleWithoutCapacity:
    def test_work_of_unknown_fit_is_told(self):
        """With the whole range of it."""
        (found,) = check(pr_plan(Role("pr", department="PR")), select=["STF103"])

        assert found.path == "roles.pr"
        assert found.level == "advice"
        assert found.measured == Measure(16 + 11 / 12, "h/week")
        assert found.limit is None
        assert found.message == (
            "PR has 13 h 25 min – 16 h 55 min – 20 h 25 min of work a week, and nobody knows "
            "whether that fits. Say how much time this role can give, such as 12 h/week."
        )
        assert found.say("de").startswith("PR hat 13 Std. 25 Min. – 16 Std. 55 Min. – ")

    @pytest.mark.parametrize(
        "plan",
        [pr_plan(Role("pr", capacity="0 h/week")), Plan("A", roles=[Role("pr")]), Plan("A")],
    )
    def test_known_capacity_or_no_work_passes(self, plan):
        """Even a capacity of nothing is known."""
        assert check(plan, select=["STF103"]) == ()

    def test_time_set_aside_clears_it(self):
        """Whole hours, at least one; or a person asks."""
        plan = pr_plan(Role("pr", department="PR"))
        aside, ask = check(plan, select=["STF103"])[0].remedies

        assert aside.title == "Set aside 17 h a week of PR for it"
        assert ask.title == "Ask how many hours a week PR really has for it"
        assert ask.say("de") == "Fragen, wie viele Stunden je Woche PR wirklich dafür hat"
        assert (aside.safety, ask.safety) == ("trade-off", "manual")
        assert cleared(plan, "STF103").role("pr").capacity.text == "17 h/week"

    @pytest.mark.parametrize(("least", "found"), [("1 h", 1), ("61 min", 0)])
    def test_less_than_the_option_is_not_told(self, least, found):
        """At its limit it is."""
        work = Activity("posts", duration="1 h", roles="pr")
        plan = Plan("A", roles=[Role("pr")], activities=[work])

        assert found == len(check(plan, select=["STF103"], settings=asked("STF103", least=least)))


PR = Role("pr", department="PR")
CARE = Role("care", department="Care", customer_facing=True)
IT = Role("it", department="IT", capacity="40 h/week")
TALK = Activity("dialogue", duration="2-4 h", roles="pr")
POSTS = Activity("content", duration="5 h", roles="pr")


class TestSingleDepartment:
    def test_one_department_for_everything_is_told(self):
        """With what it carries, and who could share it."""
        press = Role("press", department="pr ")
        plan = Plan("A", roles=[press, PR, IT, CARE], activities=[TALK, POSTS])
        plan = plan.adding(Activity("more", duration="1 h", roles="press"))
        (found,) = check(plan, select=["STF104"])

        assert found.path == "roles"
        assert found.level == "advice"
        assert found.message == (
            "PR carries all of the work alone, 9 h a week. In our opinion social media concerns "
            "every department: bring those on board who deal with customers, such as customer "
            "care, sales or returns."
        )
        assert found.say("de") == (
            "PR trägt die ganze Arbeit allein, 9 Std. je Woche. Unserer Meinung nach geht Social "
            "Media alle Abteilungen an: Holen Sie die dazu, die mit Kunden zu tun haben, etwa "
            "Kundendienst, Vertrieb oder Retouren."
        )
        assert titles(plan, "STF104") == ["Share Dialogue with Care"]
        assert shares(cleared(plan, "STF104"), "dialogue") == [("pr", None), ("care", None)]

    def test_without_dialogue_the_largest_work_is_shared(self):
        """With whoever has room, where nobody faces customers."""
        more = Activity("more", duration="1 h", roles="pr")
        plan = Plan("A", roles=[PR, IT], activities=[POSTS, more])

        assert titles(plan, "STF104") == ["Share Content with IT"]
        cleared(plan, "STF104")

    @pytest.mark.parametrize("roles", [[PR], [PR, Role("x")], [PR, IT.with_(capacity="0 h/week")]])
    def test_without_another_department_only_a_person_can_help(self, roles):
        """Or where the other one has no time."""
        (found,) = check(Plan("A", roles=roles, activities=[TALK, POSTS]), select=["STF104"])

        assert [each.safety for each in found.remedies] == ["manual"]

    @pytest.mark.parametrize(
        "plan",
        [
            Plan("A"),
            Plan("A", roles=[PR], activities=[TALK]),
            Plan("A", roles=[PR], activities=[TALK, POSTS.with_(roles=())]),
            Plan("A", roles=[PR], activities=[TALK, POSTS.with_(times=0)]),
            Plan("A", roles=[Role("pr")], activities=[TALK, POSTS]),
            Plan("A", roles=[PR, Role("x")], activities=[TALK, POSTS.with_(roles="x")]),
            Plan("A", roles=[PR, CARE], activities=[TALK.with_(roles="care"), POSTS]),
        ],
    )
    def test_two_departments_or_unknown_ones_pass(self, plan):
        """And so does one activity, which is nobody's whole work."""
        assert check(plan, select=["STF104"]) == ()


class TestNoCover:
    def test_one_person_for_daily_work_is_told(self):
        """With all of it, in one finding."""
        plan = pr_plan(Role("pr", department="PR"))
        (found,) = check(plan, select=["STF105"])

        assert found.path == "roles.pr"
        assert found.level == "advice"
        assert found.measured == Measure(5 + 25 / 60, "h/week")
        assert found.message == (
            "PR is one person, and nobody else does Distribute content, Monitor conversations and "
            "Take part in dialogues: 5 h 25 min a week that fall due daily. In our opinion daily "
            "work needs somebody who stands in: share it, or have two people in this role."
        )
        assert found.say("de") == (
            "PR ist eine Person, und niemand sonst macht Distribute content, Monitor conversations "
            "und Take part in dialogues: 5 Std. 25 Min. je Woche, die täglich anfallen. Unserer "
            "Meinung nach braucht tägliche Arbeit eine Vertretung: Teilen Sie sie, oder besetzen "
            "Sie diese Rolle doppelt."
        )

    def test_a_second_role_or_person_clears_it(self):
        """All daily work is shared, nothing else."""
        plan = pr_plan(PR)
        plan = plan.with_(roles=[PR, Role("care", capacity="5 h/week"), Role("x")])
        share, double = check(plan, select=["STF105"])[0].remedies

        assert share.title == (
            "Share Distribute content, Monitor conversations and Take part in dialogues with care"
        )
        assert double.title == "Have two people share PR"
        assert double.say("de") == "PR auf zwei Personen verteilen"
        assert {share.safety, double.safety} == {"trade-off"}
        assert share.saves.nothing
        after = cleared(plan, "STF105")
        assert shares(after, "monitoring") == [("pr", None), ("care", None)]
        assert shares(after, "content") == [("pr", None)]
        assert cleared(plan, "STF105", 1).role("pr").people == 2

    def test_with_nobody_else_there_is_one_remedy(self):
        """Who has no time cannot stand in."""
        plan = pr_plan(PR).adding(Role("care", capacity="1 h/week"))

        assert titles(plan, "STF105") == ["Have two people share PR"]

    @pytest.mark.parametrize(
        "plan",
        [
            Plan("A"),
            pr_plan(Role("pr", people=2)),
            Plan("A", roles=[PR], activities=[POSTS]),
            Plan("A", roles=[PR], activities=[TALK.with_(per="day", times=0)]),
            Plan("A", activities=[TALK.with_(per="day", roles=())]),
            Plan(
                "A",
                roles=[PR, CARE],
                activities=[TALK.with_(per="day", roles={"pr": 1, "care": 0})],
            ),
        ],
    )
    def test_work_with_cover_or_no_daily_work_passes(self, plan):
        """Whoever is listed can stand in."""
        assert check(plan, select=["STF105"]) == ()


class TestOnTheSide:
    def test_a_thin_slice_is_told(self):
        """With what it is less than."""
        work = Activity("look", duration="45-65 min", roles="it")
        (found,) = check(Plan("A", roles=[IT], activities=[work]), select=["STF106"])

        assert found.path == "roles.it"
        assert found.level == "advice"
        assert (found.measured, found.limit) == (Measure(55 / 60, "h/week"), Measure(1, "h/week"))
        assert found.message == (
            "IT has 55 min of work a week, less than 1 h. In our opinion slices that thin are done "
            "on the side, which means seldom: give this role more of it, or give its part to "
            "somebody else."
        )
        assert found.say("de") == (
            "IT hat 55 Min. Arbeit je Woche, weniger als 1 Std. insgesamt. Unserer Meinung nach "
            "wird so wenig nur nebenbei gemacht, also selten: Geben Sie dieser Rolle mehr davon, "
            "oder geben Sie ihren Teil jemand anderem."
        )
        assert [each.safety for each in found.remedies] == ["manual"]

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("it", [("pr", None)]),
            (["it", "care"], [("pr", None), ("care", None)]),
            (["care", "it", "pr"], [("care", None), ("pr", None)]),
            ({"it": 0.5, "care": 0.5}, [("pr", 0.5), ("care", 0.5)]),
            ({"it": 0.5, "care": 0.1, "pr": 0.4}, [("care", 0.2), ("pr", 0.8)]),
            ({"it": 1, "pr": 0}, [("pr", None)]),
        ],
    )
    def test_who_has_room_takes_the_part(self, before, after):
        """Whoever else is in it keeps theirs, or takes it over in proportion."""
        roles = [IT, CARE.with_(capacity="50 h/week"), PR.with_(capacity="99 h/week")]
        work = [Activity("look", duration="30 min", roles=before), POSTS]
        work.append(Activity("care", duration="9 h", roles="care"))
        plan = Plan("A", roles=roles, activities=work)

        assert titles(plan, "STF106") == ["Give the part of IT to PR"]
        assert after == shares(cleared(plan, "STF106"), "look")

    @pytest.mark.parametrize(("least", "found"), [("30 min", 0), ("31 min", 1), ("2 h", 1)])
    def test_the_option_says_what_is_thin(self, least, found):
        """At its limit it is enough."""
        work = Activity("look", duration="30 min", roles="it")
        plan = Plan("A", roles=[IT], activities=[work])

        assert found == len(check(plan, select=["STF106"], settings=asked("STF106", least=least)))

    @pytest.mark.parametrize(
        "plan",
        [
            Plan("A", roles=[IT]),
            Plan("A", roles=[IT], activities=[Activity("x", duration="1 h", roles="it")]),
            Plan(
                "A", roles=[IT], activities=[Activity("x", duration="1 h", per="once", roles="it")]
            ),
            Plan("A"),
        ],
    )
    def test_enough_or_nothing_passes(self, plan):
        """Work that is done once is in no week."""
        assert check(plan, select=["STF106"]) == ()
