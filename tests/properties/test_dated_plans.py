"""Over its days a plan takes what a plain loop over them says, and every cut sums to the same."""

from __future__ import annotations

from datetime import date, timedelta
from math import isclose

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from aufwand.calendars import SPANS, periods, working_days
from aufwand.estimates import estimate
from aufwand.model import Closure, Cost
from aufwand.testing.strategies import factors, plans, ranges
from aufwand.units import Money

DIMENSIONS = ("activity", "channel", "role", "area")

OFFSETS = st.none() | st.integers(-40, 130)


@st.composite
def dated_plans(draw, **limits):
    """Plans of a few weeks, with activities and drivers that begin and end around these."""
    plan = draw(plans(max_acceptances=0, max_tools=0, max_costs=0, **limits))
    start = draw(st.dates(date(2020, 1, 1), date(2030, 12, 31)))
    end = start + timedelta(draw(st.integers(0, 120)))

    def span():
        first, last = draw(OFFSETS), draw(OFFSETS)
        if first is not None and last is not None:
            first, last = sorted((first, last))
        days = (None if each is None else start + timedelta(each) for each in (first, last))
        return dict(zip(("start", "end"), days, strict=True))

    activities = [evolve(each, **span()) for each in plan.activities]
    drivers = [evolve(each, **span()) for each in plan.drivers]
    closures = [
        Closure(start + timedelta(first), start + timedelta(first + days), share=share)
        for first, days, share in draw(
            st.lists(
                st.tuples(st.integers(-5, 100), st.integers(0, 40), st.sampled_from([1, 0.5, 0.3])),
                max_size=2,
            )
        )
    ]
    calendar = evolve(plan.calendar, start=start, end=end, closures=closures)
    return plan.with_(activities=activities, drivers=drivers, calendar=calendar)


def days_of(first, last):
    """Every day from one to another."""
    return [first + timedelta(number) for number in range((last - first).days + 1)]


def spread(plan, first, last):
    """What of work that has to be done falls on each day, in the order of what is tried."""
    bare = evolve(plan.calendar, closures=())
    free = evolve(bare, country=None, subdivision="", categories=())
    for calendar in (plan.calendar, bare, free):
        shares = working_days(calendar, first, last).shares
        if any(shares):
            return {
                day: share / sum(shares)
                for day, share in zip(days_of(first, last), shares, strict=True)
            }
    days = days_of(first, last)
    return dict.fromkeys(days, 1 / len(days))


def repeated(plan, activity, day):
    """How often an activity recurs on a day, once its own dates are seen to."""
    calendar = plan.calendar
    only = working_days(calendar, day, day)
    share, is_open = only.shares[0], only.open[0]
    if activity.per == "workday":
        return share
    if activity.per == "day":
        return is_open
    if activity.per in ("month", "quarter", "year"):
        whole = periods(date(day.year, 1, 1), date(day.year, 12, 31), activity.per)
        here = next(each for each in whole if each.first <= day <= each.last)
        return spread(plan, here.first, here.last)[day]
    if activity.per == "once":
        start = activity.start or calendar.start
        if activity.end is not None:
            return spread(plan, start, activity.end)[day]
        if start < calendar.start:
            shares = working_days(calendar, start, day).shares
            return float(shares[-1] > 0 and not any(shares[:-1]))
        return float(
            next(each for each, share in spread(plan, start, calendar.end).items() if share) == day
        )
    return share / len(calendar.workdays)


def grown(activity, day, start):
    """How much of an activity has grown by a day, on the mean over it."""
    length = 7 * float(activity.ramp_up)
    if not length or activity.per == "once":
        return 1

    def area(since):
        return since**2 / 2 / length if since < length else since - length / 2

    since = (day - (activity.start or start)).days
    return area(since + 1) - area(since)


def by_the_day(plan):
    """Likely hours of each activity on each day, by a plain loop."""
    start, end = plan.calendar.start, plan.calendar.end
    weekly = estimate(
        plan.with_(
            activities=[
                each.with_(per="week", start=None, end=None, times=1)
                if each.per in ("workday", "day", "month", "quarter", "year", "once")
                else each.with_(start=None, end=None)
                for each in plan.activities
            ],
            drivers=(),
        )
    ).by("activity")
    for activity in plan.activities:
        if activity.key not in weekly:
            continue
        once = weekly[activity.key].likely.hours
        if activity.per not in ("week", "piece", "message", "reply"):
            once *= float(activity.times)
        for day in days_of(activity.start or start, activity.end or end):
            if start <= day <= end:
                factor = 1.0
                for driver in plan.drivers:
                    first, last = driver.start or start, driver.end or end
                    if driver.scales(activity) and first <= day <= last:
                        factor *= float(driver.factor.likely)
                much = repeated(plan, activity, day) * grown(activity, day, start)
                yield activity.key, day.isoformat(), once * factor * much


@given(plan=dated_plans())
def test_a_plain_loop_over_the_days_says_the_same(plan):
    """Every activity takes on every day what working it out day by day says."""
    found = estimate(plan).timeline("day", "activity")
    shown = {(row["activity"], row["period"]): row["likely"] for row in found.to_rows()}
    total = found.total.likely.hours

    for key, day, hours in by_the_day(plan):
        here = shown.pop((key, day), 0.0)
        assert isclose(hours, here, rel_tol=1e-9, abs_tol=1e-9 * max(1.0, total))
    assert not any(shown.values())


@given(plan=dated_plans())
def test_every_cut_and_every_grouping_sums_to_the_horizon(plan):
    """The year is the sum of its days, its weeks, its months; and of whatever it is for."""
    found = estimate(plan)
    whole = found.horizon.effort

    for per in SPANS:
        for by in ((), *DIMENSIONS, ("role", "channel"), ("area", "role")):
            total = found.timeline(per, by).total
            for end in ("low", "likely", "high"):
                ours, theirs = getattr(total, end).hours, getattr(whole, end).hours
                assert isclose(ours, theirs, rel_tol=1e-9, abs_tol=1e-12)


@given(plan=dated_plans(min_activities=1), data=st.data())
def test_what_is_done_once_is_in_the_plan_if_it_begins_there(plan, data):
    """Whatever is closed, all of it falls on one of the plan's days."""
    calendar = plan.calendar
    start = data.draw(st.dates(calendar.start, calendar.end))
    activities = [
        evolve(each, per="once", times=1, start=start, end=None, channels=())
        for each in plan.activities
    ]
    own = plan.with_(activities=activities, drivers=())
    found = estimate(own)

    assert isclose(found.once.likely.hours, found.horizon.likely.hours, rel_tol=1e-9)


@given(plan=dated_plans(min_activities=1), extra=ranges(), data=st.data())
def test_more_work_never_takes_less(plan, extra, data):
    """A longer duration lowers no week of any role."""
    activity = data.draw(st.sampled_from(plan.activities))
    more = plan.adding(activity.with_(duration=activity.duration + extra))
    before = estimate(plan).timeline("week", "role")
    after = estimate(more).timeline("week", "role")

    for old, new in zip(before.rows(), after.rows(), strict=True):
        assert old.effort.low <= new.effort.low
        assert old.effort.likely <= new.effort.likely
        assert old.effort.high <= new.effort.high
        assert new.effort.low <= new.effort.likely <= new.effort.high


@given(
    plan=dated_plans(min_activities=1, min_drivers=1, max_drivers=3),
    more=factors(),
    data=st.data(),
)
def test_a_larger_driver_never_takes_less(plan, more, data):
    """A campaign that needs more scales its days and lowers no other."""
    driver = data.draw(st.sampled_from(plan.drivers))
    found = driver.factor
    ends = [found.low + more.low, found.likely + more.likely, found.high + more.high]
    larger = plan.adding(evolve(driver, factor=ends, shape="pert"))

    for old, new in zip(
        estimate(plan).timeline().rows(), estimate(larger).timeline().rows(), strict=True
    ):
        assert old.effort.likely.minutes <= new.effort.likely.minutes * (1 + 10**-12)


@given(plan=dated_plans(min_activities=1), weeks=st.floats(0.01, 30), data=st.data())
def test_a_little_more_time_to_grow_changes_little(plan, weeks, data):
    """There is no hidden grid: the effort changes continuously with its inputs."""
    activity = data.draw(st.sampled_from(plan.activities))
    grown_by = (plan.adding(activity.with_(ramp_up=each)) for each in (weeks, weeks * (1 + 1e-7)))
    first, second = (estimate(each).horizon.likely.hours for each in grown_by)

    assert isclose(first, second, rel_tol=1e-5, abs_tol=1e-9)


@given(plan=dated_plans(), data=st.data())
def test_the_order_of_the_plan_changes_nothing_but_order(plan, data):
    """Permuted roles, channels, activities and drivers take the same."""
    shuffled = plan.with_(
        activities=data.draw(st.permutations(plan.activities)),
        drivers=data.draw(st.permutations(plan.drivers)),
        roles=data.draw(st.permutations(plan.roles)),
    )
    ours = estimate(plan).timeline("month", "role")
    theirs = estimate(shuffled).timeline("month", "role")

    assert sorted(ours.keys) == sorted(theirs.keys)
    for row in ours.rows():
        again = theirs.at(row.period.name, *row.key)
        assert isclose(row.effort.likely.hours, again.likely.hours, rel_tol=1e-9, abs_tol=1e-12)


@given(plan=dated_plans())
def test_the_cost_is_effort_times_rate_over_roles(plan):
    """And a percentile lies between its ends, and rises."""
    roles = [
        evolve(role, rate=None if index % 3 == 2 else f"{10 * index} EUR/h")
        for index, role in enumerate(plan.roles)
    ]
    priced = plan.with_(
        roles=roles, costs=Cost("ads", amount="7 EUR/week"), currency="EUR", budget=None
    )
    found = estimate(priced)
    cost, table = found.horizon.cost, found.timeline("year", "role")
    rates = {role.key: float(role.rate.money) for role in roles if role.rate is not None}

    for end in ("low", "likely", "high"):
        hours = [(row.key[0], getattr(row.effort, end).hours) for row in table.rows()]
        labour = sum(rates[key] * each for key, each in hours if key in rates)
        rest = sum(each for key, each in hours if key not in rates)
        assert isclose(float(getattr(cost.labour, end)), labour, rel_tol=1e-9, abs_tol=1e-9)
        assert isclose(getattr(cost.unpriced, end).hours, rest, rel_tol=1e-9, abs_tol=1e-9)
    assert cost.fixed == Money(found.horizon.days, "EUR")
    at = [cost.percentile(each) for each in (1, 50, 80, 99)]
    assert at == sorted(at)
    if not any(each.shape.name == "lognormal" for each in (*plan.activities, *plan.drivers)):
        slack = 1e-9 * (1 + abs(float(cost.high)))
        assert float(cost.low) - slack <= float(at[0]) <= float(at[-1]) <= float(cost.high) + slack
