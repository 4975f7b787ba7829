"""Rules about the five areas of the work."""

from __future__ import annotations

import pytest

from aufwand.catalog import baseline
from aufwand.guidance._orientation import AREAS
from aufwand.model import FIVE_AREAS, Activity, Calendar, Driver, Plan, Role, RuleSettings
from aufwand.rules import Measure, assess, check
from aufwand.units import hours, minutes


def cleared(plan, code, place=0):
    """Return the plan after a remedy of the first finding of a rule, which makes it go."""
    before = assess(plan, select=[code])
    found = before.findings[0]
    after = before.apply(found.remedies[place])

    assert found.fingerprint in {each.fingerprint for each in after.gone}
    assert after.came == ()
    return after.plan


def asked(code, **options):
    """Return settings with options of one rule."""
    return RuleSettings(options={code: options})


def test_every_missing_area_is_told():
    """With what the orientation plans for it."""
    found = check(Plan("A"), select=["TIM102"])

    assert sorted(FIVE_AREAS) == [each.discriminator for each in found]
    assert {each.path for each in found} == {"activities"}
    assert {each.level for each in found} == {"advice"}
    assert {(each.measured, each.limit) for each in found} == {(None, None)}
    assert len({each.fingerprint for each in found}) == 5
    assert found[0].message == (
        "No activity covers creating content, for which the orientation of 2010 plans 3 h – 4 h – "
        "5 h a week. In our opinion a presence needs all five areas: add it, or leave it out on "
        "purpose."
    )
    assert found[0].say("de") == (
        "Keine Tätigkeit deckt das Erstellen von Inhalten ab; die Orientierung von 2010 sieht "
        "dafür je Woche 3 Std. – 4 Std. – 5 Std. vor. Unserer Meinung nach braucht ein Auftritt "
        "alle fünf Bereiche: Nehmen Sie diesen auf, oder lassen Sie ihn bewusst weg."
    )


@pytest.mark.parametrize(
    ("days", "usual"), [(["mon"], "15 min"), (["mon", "tue", "wed", "thu", "fri", "sat"], "1 h 30")]
)
def test_daily_work_counts_the_plan_s_workdays(days, usual):
    """A week of six days takes more than one of one."""
    found = check(Plan("A", calendar=Calendar(workdays=days)), select=["TIM102"])
    (monitoring,) = (each for each in found if each.discriminator == "monitoring")

    assert f"plans {usual}" in monitoring.message


@pytest.mark.parametrize("area", FIVE_AREAS)
def test_one_missing_area_is_one_finding(area):
    """The others pass; each has words of its own."""
    work = [each for each in baseline() if each.area != area]
    (found,) = check(Plan("A", activities=work), select=["TIM102"])

    assert found.discriminator == area
    assert area in AREAS


@pytest.mark.parametrize("name", ["orientation", "evidence"])
def test_a_whole_plan_passes(name):
    """Under any keys, as long as the areas are there."""
    work = [each.with_(key=f"own_{each.key}", area=each.area) for each in baseline(name)]
    missing = {*FIVE_AREAS} - {each.area for each in work}
    extra = [Activity(area, duration="1 h") for area in sorted(missing)]

    assert check(Plan("A", activities=[*work, *extra]), select=["TIM102"]) == ()


@pytest.mark.parametrize("area", FIVE_AREAS)
def test_what_the_orientation_plans_clears_it(area):
    """By whoever has room, for the time it says."""
    work = [each for each in baseline(roles="pr") if each.area != area]
    roles = [Role("pr", capacity="20 h/week"), Role("care", name="Care", capacity="30 h/week")]
    plan = Plan("A", roles=roles, activities=work)
    (found,) = check(plan, select=["TIM102"])
    (remedy,) = found.remedies

    assert remedy.safety == "trade-off"
    assert remedy.title.endswith(f" a week for {AREAS[area].en}, by Care")
    after = cleared(plan, "TIM102")
    assert after.activity(area).roles[0].key == "care"
    assert (
        -remedy.saves.hours_per_week.likely == assess(after).estimate.by("area")[area].likely.hours
    )


def test_where_nobody_has_room_it_is_nobody_s():
    """Another rule tells that then."""
    (first, *_) = check(Plan("A"), select=["TIM102"])

    assert first.remedies[0].title == "Plan 4 h a week for creating content"
    assert first.remedies[0].say("de") == (
        "4 Std. je Woche für das Erstellen von Inhalten einplanen"
    )


POSTS = Activity("posts", area="content", duration="7-9 h", roles="pr")


class TestNoReserve:
    def test_a_week_without_room_is_told(self):
        """With what is left, and what should be."""
        role = Role("pr", name="PR", capacity="9 h/week", rate="60 EUR/h")
        plan = Plan("A", roles=[role], activities=[POSTS])
        (found,) = check(plan, select=["TIM101"])

        assert found.path == "roles.pr"
        assert found.level == "advice"
        assert (found.measured, found.limit) == (Measure(8, "h/week"), Measure(7.875, "h/week"))
        assert found.cost.effort.low == minutes(0)
        assert found.cost.effort.likely == minutes(7.5)
        assert str(found.cost.money) == "0.00 EUR – 7.50 EUR – 67.50 EUR"
        assert found.message == (
            "PR has 8 h of work in a week of 9 h, which leaves 1 h of the 1 h 8 min that should "
            "stay free. In our opinion direct communication is never fully plannable: take work "
            "off this role, or give it more time."
        )
        assert found.say("de") == (
            "PR hat 8 Std. Arbeit in einer Woche von 9 Std.; von 1 Std. 8 Min., die frei bleiben "
            "sollten, bleiben 1 Std. übrig. Unserer Meinung nach ist direkte Kommunikation nie "
            "ganz planbar: Nehmen Sie dieser Rolle Arbeit ab, oder geben Sie ihr mehr Zeit."
        )

    def test_less_work_or_more_time_clears_it(self):
        """Somebody else's, less often, or more hours."""
        roles = [Role("pr", capacity="9 h/week"), Role("care", capacity="9 h/week")]
        plan = Plan("A", roles=roles, activities=[POSTS])
        titles = [each.title for each in check(plan, select=["TIM101"])[0].remedies]

        assert titles == [
            "Share Posts with care",
            "Do Posts only every 2 weeks",
            "Set aside 10 h a week of pr for it",
        ]
        for place in range(3):
            cleared(plan, "TIM101", place)

    @pytest.mark.parametrize(
        ("reserve", "option", "found"),
        [(0, 0.25, 0), (0, 0.26, 1), (0, 0, 0), (0.25, 0.9, 0), (0.26, 0.1, 1), (1, 0, 1)],
    )
    def test_the_plan_s_reserve_goes_before_the_option(self, reserve, option, found):
        """At its limit it passes; who keeps everything free has time for nothing."""
        role = Role("pr", capacity="10 h 40 min/week")
        plan = Plan("A", roles=[role], activities=[POSTS], reserve=reserve)
        settings = asked("TIM101", reserve=option)
        findings = check(plan, select=["TIM101"], settings=settings)

        assert found == len(findings)
        if reserve == 1:
            assert findings[0].remedies == ()

    @pytest.mark.parametrize(
        "plan",
        [
            Plan("A", roles=[Role("pr", capacity="7 h 59 min/week")], activities=[POSTS]),
            Plan("A", roles=[Role("pr")], activities=[POSTS]),
            Plan("A", roles=[Role("pr", capacity="0 h/week")]),
            Plan("A"),
        ],
    )
    def test_more_than_all_is_another_rule_s(self, plan):
        """And so is a capacity that nobody knows."""
        assert check(plan, select=["TIM101"]) == ()


class TestFarFromOrientation:
    def test_far_more_is_told(self):
        """With the orientation it is compared with."""
        plan = Plan("A", activities=[POSTS.with_(duration="16 h", roles=())])
        (found,) = check(plan, select=["TIM103"])

        assert found.path == "activities"
        assert found.level == "info"
        assert found.discriminator == "content"
        assert (found.measured, found.limit) == (Measure(16, "h/week"), Measure(15, "h/week"))
        assert found.message == (
            "For creating content this plan has 16 h a week, far more than the 3 h – 4 h – 5 h of "
            "the orientation of 2010. In our opinion that needs a reason: note it as a driver or a "
            "source, or see whether something was overlooked."
        )
        assert found.say("de") == (
            "Für das Erstellen von Inhalten hat dieser Plan 16 Std. je Woche, weit mehr als die "
            "3 Std. – 4 Std. – 5 Std. der Orientierung von 2010. Unserer Meinung nach braucht das "
            "einen Grund: Halten Sie ihn als Treiber oder Quelle fest, oder sehen Sie nach, ob "
            "etwas übersehen wurde."
        )
        assert [each.safety for each in found.remedies] == ["manual"]

    def test_far_less_is_told(self):
        """A third of the low end is the limit."""
        plan = Plan("A", activities=[POSTS.with_(duration="59 min", roles=())])
        (found,) = check(plan, select=["TIM103"])

        assert found.limit == Measure(1, "h/week")
        assert "has 59 min a week, far less than the 3 h" in found.message

    @pytest.mark.parametrize("duration", ["60 min", "15 h"])
    def test_the_limits_pass(self, duration):
        """Both ends of them."""
        work = POSTS.with_(duration=duration, roles=())

        assert check(Plan("A", activities=[work]), select=["TIM103"]) == ()

    def test_drivers_are_reasons(self):
        """What they explain is not far; what they hide is."""
        work = [POSTS.with_(duration="5 h", roles=()), Activity("rest", duration="1 h")]
        work.append(Activity("more", area="content", duration="1 h", times=0))
        work.append(Activity("own", area="content", duration="10 min"))
        four = Driver("four", factor=4, activities=["posts", "more"])
        work.append(Activity("networking", duration="1 h", times=0))
        tenth = Driver("tenth", factor=0.1, areas=["content"])
        plan = Plan("A", activities=work)

        assert check(plan.with_(drivers=[four]), select=["TIM103"]) == ()
        assert check(plan.with_(drivers=[tenth]), select=["TIM103"]) == ()
        grown = plan.adding(POSTS.with_(duration="20 h", roles=())).with_(drivers=[four, tenth])
        (found,) = check(grown, select=["TIM103"])
        assert found.measured.value == pytest.approx(20 + 1 / 6)
        assert "a week (before your drivers), far more" in found.message
        assert "je Woche (vor Ihren Treibern), weit mehr" in found.say("de")

    def test_a_driver_of_nothing_leaves_nothing_to_compare(self):
        """What it hides cannot be told."""
        plan = Plan(
            "A",
            activities=[POSTS.with_(roles=())],
            drivers=[Driver("none", factor=0, areas=["content"])],
        )

        assert check(plan, select=["TIM103"]) == ()

    @pytest.mark.parametrize(("times", "found"), [(3, 1), (4, 0), (1, 1), (0, 1)])
    def test_the_option_says_what_is_far(self, times, found):
        """Less than once is as much as once."""
        plan = Plan("A", activities=[POSTS.with_(duration="20 h", roles=())])
        findings = check(plan, select=["TIM103"], settings=asked("TIM103", times=times))

        assert found == len(findings)
        if times < 2:
            assert findings[0].limit == Measure(5, "h/week")

    @pytest.mark.parametrize("name", ["orientation", "evidence"])
    def test_a_baseline_passes(self, name):
        """So does a plan without work, and one with areas of its own."""
        assert check(Plan("A", activities=baseline(name)), select=["TIM103"]) == ()
        other = Plan("A", activities=[Activity("planning", duration=hours(99))])
        assert check(other, select=["TIM103"]) == ()
