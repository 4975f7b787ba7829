"""What a user's type checker sees; this file is only checked, never run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, assert_type

import aufwand as aw
from aufwand.estimates import Rollup
from aufwand.model import Share
from aufwand.tables import Cell, Table, Tabular

if TYPE_CHECKING:
    from aufwand.units import SupportsMAs


def durations(quantity: SupportsMAs) -> None:
    """Every way to say a working time is accepted, and a bare number is not."""
    for said in ("15 min", timedelta(minutes=15), quantity, aw.hours(0.25)):
        aw.Effort(said)
        aw.Activity("reel", duration=said)
    aw.Activity("reel", duration=["2 h", "4 h"])
    aw.Activity("reel", duration={"low": "2 h", "high": aw.hours(4)})
    aw.Effort(15)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def values() -> None:
    """Arithmetic keeps its kind."""
    assert_type(aw.hours(1) + aw.minutes(30), aw.Effort)
    assert_type(aw.hours(1) * 2, aw.Effort)
    assert_type(aw.duration("3-5 h"), aw.Range[aw.Effort])
    assert_type(aw.duration("3-5 h").mean, aw.Effort)
    assert_type(aw.Money(45, "EUR").per("week"), aw.MoneyRate)
    assert_type(aw.hours(12).per("week").weekly, aw.Effort)
    assert_type(aw.Range(1.5, 1.7, 2.0) * 2, aw.Range[float])


def tables(plan: aw.Plan) -> None:
    """Every result that is a table is one of typed cells."""
    results: list[Tabular] = [aw.estimate(plan), aw.assess(plan), aw.compare(plan)]
    results += [aw.estimate(plan).sensitivity(), aw.diff(plan, plan)]
    for each in results:
        assert_type(each.table(), Table)
        assert_type(each.table().to_rows(), list[dict[str, Cell]])


def plans() -> None:
    """A plan is made of typed parts, and changed in typed ways."""
    plan = aw.Plan(
        "Bakery",
        channels=[aw.Channel("facebook", audiences=["families"], pieces=3)],
        audiences=[aw.Audience("families", ages=(25, 49), goals=[aw.Goal("regulars")])],
        roles=[aw.Role("pr", capacity="12 h/week", rate="45 EUR/h")],
        activities=aw.baseline(roles={"pr": 1}),
    )
    assert_type(plan.activities[0].roles, tuple[Share, ...])
    assert_type(plan.with_(budget="900 EUR/week"), aw.Plan)
    assert_type(plan.adding(aw.Role("care")), aw.Plan)
    assert_type(plan.role("pr").with_(capacity=None), aw.Role)
    plan.with_(bugdet="900 EUR/week")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


def chances() -> None:
    """What is rare, dated and shaped is typed as all else is."""
    shape = aw.Shape("pert", 8)
    assert_type(shape.name, str)
    assert_type(shape.weight, float)
    assert_type(aw.Shape.parse("uniform"), aw.Shape)
    reel = aw.Activity("reel", duration="2-4 h", shape=shape, start="2027-03-01", ramp_up=4)
    assert_type(reel.shape, aw.Shape)
    assert_type(reel.end, date | None)
    assert_type(reel.with_(shape="lognormal", end=date(2027, 10, 31)), aw.Activity)
    event = aw.Event("wave", per_year=0.5, effort="8-40 h", shape="lognormal", roles=["pr"])
    assert_type(event.effort, aw.Range[aw.Effort])
    assert_type(event.roles, tuple[Share, ...])
    assert_type(event.with_(per_year=1, effort=aw.hours(8)), aw.Event)
    tie = aw.Correlation(["reel", "story"], 0.5, reason="one hand")
    assert_type(tie.between, tuple[str, ...])
    assert_type(tie.value, float)
    plan = aw.Plan(
        "Bakery",
        roles=[aw.Role("pr", workdays=["mon"], cover="care"), aw.Role("care")],
        events=event,
        correlations=[],
        calendar=aw.Calendar(office_hours="09:00-17:00", timezone="Europe/Berlin"),
        drivers=[aw.Driver("season", factor="1.2-1.5", shape="uniform", end="2027-12-24")],
    )
    assert_type(plan.events, tuple[aw.Event, ...])
    assert_type(plan.correlations, tuple[aw.Correlation, ...])
    assert_type(plan.typical_drivers, tuple[aw.Driver, ...])
    assert_type(plan.calendar.is_typical(None, date(2027, 12, 24)), bool)
    assert_type(plan.adding(event).with_(correlations=[tie]), aw.Plan)
    aw.Event("wave", per_year="often", effort="1 h")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def results(plan: aw.Plan) -> None:
    """What comes back says what it is."""
    assessment = aw.assess(plan, select=["STF"], ignore=["COS102"])
    assert_type(assessment.estimate.weekly, aw.Range[aw.Effort])
    assert_type(assessment.estimate.fte, aw.Range[float])
    assert_type(assessment.estimate.by("role"), Rollup[str, aw.Effort])
    assert_type(assessment.estimate.by("role", "area"), Rollup[tuple[str, str], aw.Effort])
    assert_type(assessment.estimate.by("role")["pr"].likely, aw.Effort)
    assert_type(assessment.estimate.cost, aw.CostEstimate | None)
    assert_type(assessment.findings, tuple[aw.Finding, ...])
    assert_type(assessment.findings[0].message, str)
    assert_type(assessment.as_dict(), dict[str, Any])
    assessment.estimate.by("rolle")  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue, reportArgumentType]


def files(plan: aw.Plan) -> None:
    """Files in, files out."""
    assert_type(aw.load("plan.toml"), aw.Plan)
    assert_type(aw.dumps(plan, "yaml"), str)
    aw.save(plan, "plan.toml")


@aw.rule("ACME001", "no-friday-posts", level="advice")
def no_friday_posts(facts: aw.Facts) -> Iterator[aw.Match]:
    """A post is planned for a Friday."""
    for activity in facts.plan.activities:
        yield aw.Match(f"activities.{activity.key}", measured=facts.weekly(activity.key))


assert_type(no_friday_posts, aw.Rule)
