"""How likely a sum is at most so much, as an estimate tells it."""

from __future__ import annotations

import pickle
from fractions import Fraction
from math import exp, log
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufwand.catalog import baseline
from aufwand.errors import Fault, MixedCurrencies, UnknownName
from aufwand.estimates import Percentiles, estimate
from aufwand.estimates._terms import grouped
from aufwand.estimates.distribution import Maker
from aufwand.model import Activity, Channel, Cost, Driver, Plan, Role
from aufwand.testing.strategies import plans
from aufwand.units import Money, hours, minutes

#: A mode at the low end: of x hours above two, 1 - (1 - x)^5 of all cases are below.
SLANTED = Activity("content", duration=["2 h", "2 h", "3 h"], roles="pr")


@pytest.fixture
def bakery():
    return Plan(
        "Bakery",
        roles=[Role("pr", rate="60 EUR/h"), Role("it")],
        activities=[SLANTED, Activity("watch", duration="1 h", roles="it")],
        costs=[Cost("ads", amount="10 EUR/week")],
        budget="160 EUR/week",
    )


class TestPercentile:
    @pytest.mark.parametrize("at", [1, 10, 50, 80, 90, 99, 99.9])
    def test_the_closed_form(self, bakery, at):
        """What is known is added, the rest is the formula of its shape."""
        expected = 60 * (3 + 1 - (1 - at / 100) ** 0.2)

        assert float(estimate(bakery).percentile(at).minutes) == pytest.approx(expected, abs=0.02)

    def test_of_a_year(self, bakery):
        """One draw for all its weeks: a year's is the week's, times the weeks."""
        found = estimate(bakery)
        weeks = 52.1775

        assert found.percentile(80, per="year").hours == pytest.approx(
            found.percentile(80).hours * weeks, rel=1e-4
        )

    def test_of_money(self, bakery):
        """Hours with a rate, and fixed costs; hours without a rate are in no cost."""
        cost = estimate(bakery).cost
        expected = 10 + 60 * (3 - 0.2**0.2)

        assert float(cost.percentile(80)) == pytest.approx(expected, abs=0.02)
        assert cost.percentile(80).currency == "EUR"
        assert float(cost.percentile(80, per="year")) == pytest.approx(
            float(cost.percentile(80)) * 52.1775, rel=1e-4
        )

    @pytest.mark.parametrize("at", [0, 100, -1, "80", None, float("nan")])
    def test_what_is_none(self, bakery, at):
        """Above 0 and below 100."""
        with pytest.raises(Fault, match="a percentile above 0 and below 100"):
            estimate(bakery).percentile(at)

    def test_beyond_what_a_lognormal_has(self):
        """It has no upper end, so the last percentiles are not worked out."""
        pair = [Activity(key, duration="1-100 h", shape="lognormal") for key in "ab"]
        plan = Plan("p", activities=pair)

        assert estimate(plan).percentile(99.9).hours > 300
        with pytest.raises(Fault, match=r"at most 99\.9"):
            estimate(plan).percentile(99.99)

    def test_no_such_period(self, bakery):
        """With the nearest one."""
        with pytest.raises(Fault, match="did you mean 'year'"):
            estimate(bakery).percentile(80, per="yaer")


class TestBy:
    def test_by_role(self, bakery):
        """Each with its own; what is known has one value."""
        found = estimate(bakery).distributions("role")

        assert list(found) == ["pr", "it"]
        assert found["it"].method == "known"
        assert found["it"].percentiles == Percentiles(*[hours(1)] * 4)
        assert found["pr"].percentile(50).hours == pytest.approx(3 - 0.5**0.2, abs=1e-3)
        assert found["pr"] == estimate(bakery).distribution("role", "pr")

    def test_by_channel(self):
        """Every channel has its share of the one draw; without a channel the key is empty."""
        plan = Plan(
            "p",
            channels=[Channel("facebook"), Channel("xing", status="paused")],
            activities=[
                SLANTED.with_(roles=(), channels={"facebook": 1}),
                Activity("b", duration="1-3 h"),
                Activity("c", duration="1-3 h", channels=["xing"]),
            ],
        )
        found = estimate(plan)

        assert list(found.distributions("channel")) == ["facebook", ""]
        assert found.distribution("channel").percentile(50).hours == pytest.approx(2, abs=1e-3)

    def test_by_area_and_activity(self, bakery):
        """As the estimate itself is summed."""
        found = estimate(bakery)

        for dimension in ("activity", "area", "role", "channel"):
            assert list(found.by(dimension)) == list(found.distributions(dimension))

    def test_nothing_of_that_name(self, bakery):
        """With the nearest that there is."""
        with pytest.raises(UnknownName, match="did you mean 'pr'"):
            estimate(bakery).distribution("role", "prr")
        with pytest.raises(UnknownName, match="dimension"):
            estimate(bakery).distributions("rolle")
        with pytest.raises(UnknownName):
            estimate(bakery).distribution(None, "pr")


class TestChance:
    @pytest.mark.parametrize(
        ("limit", "chance"),
        [
            ("3 h 30 min", 1 - 0.5**5),
            ("3.5 h/week", 1 - 0.5**5),
            (hours(3.5), 1 - 0.5**5),
            (hours(3.5).per("week"), 1 - 0.5**5),
            ("160 EUR/week", 1 - 0.5**5),
            ("160 EUR", 1 - 0.5**5),
            (Money(160, "EUR"), 1 - 0.5**5),
            ("1 h", 0),
            ("4 h", 1),
            ("9 h", 1),
        ],
    )
    def test_to_stay_within(self, bakery, limit, chance):
        """Hours or money, with their period or by the week."""
        assert estimate(bakery).chance_within(limit) == pytest.approx(chance, abs=3e-4)

    def test_of_another_period(self, bakery):
        """A limit that names no period is of the one that is asked for."""
        found = estimate(bakery)

        assert found.chance_within("182.62 h", per="year") == pytest.approx(
            found.chance_within("3.5 h"), abs=1e-3
        )
        assert found.cost.chance_within("695.70 EUR", per="month") == pytest.approx(
            found.chance_within("160 EUR/week"), abs=1e-3
        )

    def test_what_is_known(self):
        """It is within, or it is not."""
        found = estimate(Plan("p", activities=[Activity("a", duration="1 h")]))

        assert [0, 1] == [found.chance_within(limit) for limit in ("59 min", "60 min")]

    def test_beyond_the_last_percentile(self):
        """Of a lognormal, nobody knows more than that."""
        plan = Plan("p", activities=[Activity("a", duration="1-100 h", shape="lognormal")])

        assert 0.999 <= estimate(plan).chance_within("10000 h") <= 1

    def test_no_limit(self, bakery):
        """Neither hours nor money, another currency, or a plan that knows no cost."""
        found = estimate(bakery)
        with pytest.raises(Fault, match="'16 h/week' or '900 EUR/week'"):
            found.chance_within("soon")
        with pytest.raises(Fault, match="'16 h/week' or '900 EUR/week'"):
            found.chance_within(16)
        with pytest.raises(Fault, match="money such as '900 EUR/week'"):
            found.cost.chance_within("16 h")
        with pytest.raises(Fault, match="money such as '900 EUR'"):
            found.cost.distribution().chance_within(hours(1))
        with pytest.raises(MixedCurrencies):
            found.chance_within("900 CHF/week")
        with pytest.raises(Fault, match="the plan knows no cost"):
            estimate(Plan("p")).chance_within("900 EUR")
        assert found.cost.distribution().chance_within("160 EUR") > 0.9


class TestValue:
    def test_it_travels(self, bakery):
        """Pickled, compared, hashed; and shown."""
        found = estimate(bakery).distribution()
        again = pickle.loads(pickle.dumps(found))

        assert found == again
        assert hash(found) == hash(again)
        assert repr(found).startswith("<Distribution by convolution: Percentiles(P10 3 h 1 min, ")
        assert list(found.as_dict()) == ["p10", "p50", "p80", "p90", "method"]

    def test_it_is_made_once(self, bakery):
        """Who asks again gets the same."""
        found = estimate(bakery)

        assert found.distribution() is found.distribution()
        assert found.cost.distribution() is found.cost.distribution()

    def test_plain_money(self):
        """Units of the currency."""
        found = Percentiles(*(Money(each, "EUR") for each in (1, 2, 3, 4)))

        assert found.as_dict() == {"p10": 1, "p50": 2, "p80": 3, "p90": 4}


def test_the_orientation():
    """Two ranges, three known numbers: in 8 of 10 cases no more than 17 h 50 min."""
    found = estimate(Plan("p", activities=baseline()))

    assert found.percentile(80).hours == pytest.approx(17.83, abs=0.005)
    assert minutes(0) < found.percentile(10) < found.weekly.likely < found.percentile(90)


@given(plan=plans(max_activities=3, max_drivers=2), at=st.floats(1, 99))
def test_percentiles_are_in_order_and_within_the_bounds(plan, at):
    """Of every plan, in hours and in money."""
    found = estimate(plan)
    endless = any(each.shape.name == "lognormal" for each in (*plan.activities, *plan.drivers))
    sums = [(found.weekly, found.distribution())]
    if found.cost is not None:
        sums.append((found.cost.weekly, found.cost.distribution()))
    for bounds, likely in sums:
        told = likely.percentiles

        assert told.p10 <= told.p50 <= told.p80 <= told.p90
        if not endless:
            assert float_of(bounds.low) <= float_of(likely.percentile(at))
            assert float_of(likely.percentile(at)) <= float_of(bounds.high)


def float_of(value):
    return round(float(value.amount if isinstance(value, Money) else value.minutes), 6)


@given(plan=plans(min_activities=1, max_drivers=1), factor=st.integers(2, 5))
def test_more_of_the_same_is_more(plan, factor):
    """Doubling all durations doubles every percentile."""
    longer = plan.with_(
        activities=[each.with_(duration=each.duration * factor) for each in plan.activities]
    )
    one, other = (estimate(each).distribution().percentiles for each in (plan, longer))
    bounds = estimate(longer).weekly
    slack = 1e-3 + 2e-4 * float(bounds.high.minutes - bounds.low.minutes)

    for at in (10, 50, 80, 90):
        before, after = (float(getattr(each, f"p{at}").minutes) for each in (one, other))
        assert after == pytest.approx(before * factor, abs=slack)


@given(plan=plans(max_drivers=1), data=st.data())
def test_the_order_of_parts_is_of_no_account(plan, data):
    """Percentiles are the same whatever stands first."""
    shuffled = plan.with_(
        activities=data.draw(st.permutations(plan.activities)),
        channels=data.draw(st.permutations(plan.channels)),
    )
    one, other = (estimate(each).distribution().percentiles for each in (plan, shuffled))

    for at in (10, 50, 80, 90):
        assert float(getattr(one, f"p{at}").minutes) == pytest.approx(
            float(getattr(other, f"p{at}").minutes), rel=2e-3, abs=1e-6
        )


def test_a_driver_of_a_season_is_in_no_typical_week():
    """It scales the dated plan only."""
    plan = Plan(
        "p",
        activities=[Activity("a", duration="1-3 h")],
        drivers=[Driver("d", factor=[1, 2, 3], start="2027-12-01", end="2027-12-24")],
    )

    assert estimate(plan).distribution().method == "convolution"


@pytest.mark.parametrize("high", [10, 60, 100, 9999])
def test_a_long_tail_takes_no_digits_from_the_rest(high):
    """The percentiles of a lognormal are those of the textbook, however wide it is."""
    plan = Plan("p", activities=[Activity("a", duration=f"1-{high} h", shape="lognormal")])
    spread = log(high) / (2 * NormalDist().inv_cdf(0.95))
    found = estimate(plan).distribution()

    for at in (10, 50, 80, 90):
        expected = exp(log(high) / 2 + spread * NormalDist().inv_cdf(at / 100))
        assert found.percentile(at).hours == pytest.approx(expected, abs=3e-4 * (high - 1))


def test_nothing_beyond_the_ends():
    """What rounding puts beyond them is put back."""
    maker = Maker("", 1, 2)

    assert [1, 1.5, 2] == [maker.made(Fraction(half, 2)).minutes for half in (1, 3, 5)]


def test_no_such_grouping():
    """With the nearest that there is."""
    with pytest.raises(UnknownName, match="did you mean 'role'"):
        grouped(Plan("p"), (), "rolle")
