"""Rules about the five areas of the work."""

from __future__ import annotations

import pytest

from aufwand.catalog import baseline
from aufwand.guidance import areas as guidance
from aufwand.model import FIVE_AREAS, Activity, Calendar, Plan
from aufwand.rules import check


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
        "Keine Aktivität deckt das Erstellen von Inhalten ab, wofür die Orientierung von 2010 "
        "3 Std. – 4 Std. – 5 Std. je Woche vorsieht. Unserer Meinung nach braucht eine Präsenz "
        "alle fünf Bereiche: Ergänzen Sie ihn, oder lassen Sie ihn bewusst weg."
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
    assert area in guidance._AREAS


@pytest.mark.parametrize("name", ["orientation", "evidence"])
def test_a_whole_plan_passes(name):
    """Under any keys, as long as the areas are there."""
    work = [each.with_(key=f"own_{each.key}", area=each.area) for each in baseline(name)]
    missing = {*FIVE_AREAS} - {each.area for each in work}
    extra = [Activity(area, duration="1 h") for area in sorted(missing)]

    assert check(Plan("A", activities=[*work, *extra]), select=["TIM102"]) == ()
