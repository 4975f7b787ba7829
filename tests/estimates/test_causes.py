"""Why one estimate is more than another."""

from __future__ import annotations

import pickle
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufwand.errors import MixedCurrencies, UnknownName
from aufwand.estimates import attribution, difference, estimate
from aufwand.estimates.causes import MOST_DRIVERS
from aufwand.model import Activity, Channel, Cost, Driver, Plan, Role, Tool
from aufwand.testing.strategies import plans

CAUSES = ("activity", "channel", "role", "area", "driver")
COLLECTIONS = ("channels", "roles", "activities", "drivers", "events", "tools", "costs")
POSTS = Activity("posts", area="content", duration="2 h", roles="pr")
PR = Role("pr", rate="60 EUR/h")


def made(*activities, **given):
    return Plan("A", **{"roles": [PR], "activities": activities, **given})


def between(new, old):
    return attribution(estimate(new), estimate(old))


def likely(parts):
    """Return minutes by key."""
    return {key: part.minutes[1] for key, part in parts.items()}


def money(parts):
    """Return money by key."""
    return {key: part.money[1] for key, part in parts.items()}


def in_every_order(new, old):
    """Return the likely shares of drivers and work, by going through all orders of changes."""
    drivers = [{each.key: each for each in plan.typical_drivers} for plan in (new, old)]
    keys = dict.fromkeys((*drivers[0], *drivers[1]))
    players = [key for key in keys if drivers[0].get(key) != drivers[1].get(key)] + [""]
    totals = dict.fromkeys(players, Fraction(0))

    def minutes(done):
        plan = new if "" in done else old
        chosen = [drivers[0 if key in done else 1].get(key) for key in keys if key in players]
        chosen += [drivers[0][key] for key in keys if key not in players]
        known = {each.key for each in plan.activities}
        scaled = 0
        for activity in plan.activities:
            alone = plan.with_(drivers=(), correlations=(), scenarios=(), activities=[activity])
            week = estimate(alone).weekly.likely.minutes
            for driver in chosen:
                if driver is not None and driver.scales(activity):
                    week *= Fraction(str(driver.factor.likely))
            scaled += week
        assert len(known) == len(plan.activities)
        return scaled

    orders = list(permutations(players))
    for order in orders:
        for index, player in enumerate(order):
            more = minutes(order[: index + 1]) - minutes(order[:index])
            totals[player] += Fraction(more, len(orders))
    return {key: each for key, each in totals.items() if each}


class TestAttribution:
    def test_work_that_is_new_or_gone(self):
        """Each activity has its own part, and so have area, channel and role."""
        old = made(POSTS, Activity("watch", area="monitoring", duration="1 h"))
        new = made(POSTS, Activity("reel", area="content", duration="1-3 h", roles="pr"))
        found = between(new, old)

        assert 60 == found.change.minutes[1]
        assert 120 == found.change.money[1]
        assert {"reel": 120, "watch": -60} == likely(found.by("activity"))
        assert {"content": 120, "monitoring": -60} == likely(found.by("area"))
        assert {"": 60} == likely(found.by("channel"))
        assert {"pr": 120, "": -60} == likely(found.by("role"))
        assert {"": 60} == likely(found.by("driver"))
        assert "<Attribution of 0 min – 1 h – 2 h a week>" == repr(found)

    def test_what_moves_from_one_channel_to_another(self):
        """The hours are the same, and stand elsewhere; what has no channel comes last."""
        channels = [Channel("facebook"), Channel("blog")]
        old = made(
            POSTS.with_(channels="facebook"),
            Activity("plan", duration="1 h"),
            channels=channels,
        )
        new = made(POSTS.with_(channels="blog"), channels=channels)
        found = between(new, old).by("channel")

        assert ["blog", "facebook", ""] == list(found)
        assert {"blog": 120, "facebook": -120, "": -60} == likely(found)

    def test_a_rate_is_money_without_hours(self):
        """Nobody works longer, and it costs more."""
        found = between(made(POSTS, roles=[Role("pr", rate="90 EUR/h")]), made(POSTS))

        assert {"pr": 0} == likely(found.by("role"))
        assert {"pr": 60} == money(found.by("role"))
        assert {"": 60} == money(found.by("driver"))

    def test_fixed_costs_are_money_without_work(self):
        """Each tool and cost has its part; a part of no activity, channel or driver is theirs."""
        old = made(POSTS, tools=[Tool("suite", cost="10 EUR/week"), Tool("free")])
        new = made(
            POSTS,
            tools=[Tool("suite", cost="30 EUR/week"), Tool("camera", cost="300 EUR")],
            costs=[Cost("ads", amount="5 EUR/week")],
        )
        found = between(new, old)

        assert {"tools.suite": 20, "costs.ads": 5} == money(found.fixed)
        assert {} == found.by("activity")
        assert {} == found.by("driver")
        assert 25 == found.change.money[1]
        assert 300 == found.once.money[1]

    def test_what_is_done_once_is_in_no_week(self):
        """It stands beside it, in hours and money."""
        found = between(made(POSTS, POSTS.with_(key="shoot", per="once")), made(POSTS))

        assert found.change.nothing
        assert 120 == found.once.minutes[1]
        assert 120 == found.once.money[1]

    def test_without_rates_there_is_no_money(self):
        """Hours alone are compared."""
        bare = POSTS.with_(roles=())
        found = between(made(bare, roles=()), made(roles=()))

        assert found.change.money is None
        assert found.once.money is None
        assert found.by("driver")[""].money is None
        assert found.currencies is None
        assert {} == found.fixed

    def test_two_currencies_leave_the_hours(self):
        """Nobody gave a rate between them; that they are two is told."""
        found = between(made(POSTS, roles=[Role("pr", rate="45 USD/h")]), made(POSTS))

        assert ("USD", "EUR") == found.currencies
        assert found.change.money is None
        assert {} == found.by("activity")

    def test_what_no_difference_is_told_by(self):
        """The nearest name that there is is proposed."""
        with pytest.raises(UnknownName) as caught:
            between(made(), made()).by("drivers")

        assert "driver" == caught.value.near


class TestDrivers:
    def test_one_driver_and_the_work(self):
        """Two times three is six: each of the two orders counts half."""
        old = made(POSTS)
        new = made(POSTS.with_(duration="6 h"), drivers=[Driver("languages", factor=2)])
        found = between(new, old).by("driver")

        assert {"languages": 240, "": 360} == likely(found)
        assert {"languages": 240, "": 360} == money(found)

    def test_drivers_new_gone_changed_and_kept(self):
        """As if every order in which they may have come were looked at."""
        watch = Activity("watch", area="monitoring", duration="1 h")
        old = made(
            POSTS,
            watch,
            drivers=[
                Driver("season", factor=1.5),
                Driver("languages", factor=2, areas=["content"]),
                Driver("kept", factor=1.25, activities=["posts"]),
            ],
        )
        new = made(
            POSTS.with_(duration="3 h"),
            watch.with_(area="content"),
            drivers=[
                Driver("kept", factor=1.25, activities=["posts"]),
                Driver("languages", factor=3, areas=["content", "monitoring"]),
                Driver("crisis", factor=0, activities=["watch"]),
            ],
        )
        found = likely(between(new, old).by("driver"))

        assert in_every_order(new, old) == found
        assert {"languages", "season", "crisis", ""} == set(found)

    def test_reasons_and_places_make_no_difference(self):
        """What a driver does counts: not its words, not the order of its areas."""
        areas = ["content", "dialogue"]
        old = made(POSTS, drivers=[Driver("languages", factor=2, areas=areas, reason="two")])
        new = made(POSTS, drivers=[Driver("languages", factor=2, areas=areas[::-1])])

        assert {} == between(new, old).by("driver")

    def test_each_end_has_its_own_shares(self):
        """Low and high stay around likely."""
        old = made(POSTS)
        new = made(POSTS, drivers=[Driver("languages", factor=[1, 1.5, 2])])

        assert (0, 60, 120) == between(new, old).by("driver")["languages"].minutes

    def test_very_many_drivers(self):
        """Those that change least are one share; the sum stays exact."""
        factors = [1 + number / 100 for number in range(1, MOST_DRIVERS + 4)]
        drivers = [Driver(f"d{number}", factor=each) for number, each in enumerate(factors)]
        new, old = made(POSTS, drivers=drivers), made(POSTS)
        found = between(new, old).by("driver")

        assert [f"d{number}" for number in range(MOST_DRIVERS + 2, 2, -1)] + ["*"] == list(found)
        assert between(new, old).change.minutes[1] == sum(likely(found).values())
        assert likely(found)["*"] == -likely(between(old, new).by("driver"))["*"]


def _same_money(one, other):
    """Return the second plan with the first one's currency, or nothing if it has another."""
    try:
        difference(estimate(one), estimate(other))
    except MixedCurrencies:
        return False
    return True


@given(new=plans(max_drivers=3), old=plans(max_drivers=3))
def test_parts_sum_to_the_change(new, old):
    """Likely hours of every cause do, and likely money with the fixed costs; bounds are bounds."""
    found = between(new, old)
    if _same_money(new, old):
        assert difference(estimate(new), estimate(old)) == found.change
    fixed = sum(part.money[1] for part in found.fixed.values())
    for cause in CAUSES:
        parts = found.by(cause)

        assert found.change.minutes[1] == sum(likely(parts).values())
        assert all(part.minutes[0] <= part.minutes[1] <= part.minutes[2] for part in parts.values())
        if found.change.money is not None:
            assert found.change.money[1] == sum(money(parts).values()) + fixed


@given(new=plans(max_drivers=3), old=plans(max_drivers=3))
def test_the_other_way_round_it_is_the_opposite(new, old):
    """Nothing depends on which of the two is called new."""
    there, back = between(new, old), between(old, new)

    assert -back.change == there.change
    assert -back.once == there.once
    assert {key: -part for key, part in back.fixed.items()} == there.fixed
    for cause in CAUSES:
        assert {key: -part for key, part in back.by(cause).items()} == there.by(cause)


@given(plan=plans(max_drivers=3))
def test_nothing_is_attributed_to_no_change(plan):
    """No part of a plan differs from itself."""
    found = between(plan, plan)

    assert found.change.nothing
    assert found.once.nothing
    assert {} == found.fixed
    assert [{}] * len(CAUSES) == [found.by(cause) for cause in CAUSES]


@given(new=plans(max_drivers=2), old=plans(max_drivers=2))
def test_drivers_get_the_mean_over_all_orders(new, old):
    """The quick way and the long way agree."""
    assert in_every_order(new, old) == {
        key: each for key, each in likely(between(new, old).by("driver")).items() if each
    }


@given(new=plans(max_drivers=3), old=plans(max_drivers=3), data=st.data())
def test_the_order_of_parts_is_of_no_account(new, old, data):
    """Shuffled plans differ by the same."""
    shuffled = new.with_(
        **{name: data.draw(st.permutations(getattr(new, name))) for name in COLLECTIONS}
    )
    found, again = between(new, old), between(shuffled, old)

    assert found.change == again.change
    for cause in CAUSES:
        assert found.by(cause) == again.by(cause)


@given(new=plans(), old=plans())
def test_it_is_a_value(new, old):
    """It travels between processes, and is equal to its like."""
    found = between(new, old)
    again = pickle.loads(pickle.dumps(found))

    assert again == found
    assert hash(again) == hash(between(new, old))
