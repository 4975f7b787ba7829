"""What a plan with dates costs."""

from __future__ import annotations

import pickle
from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve

from aufwand.errors import Fault, MixedCurrencies
from aufwand.estimates import estimate
from aufwand.estimates.horizon_cost import _lasting
from aufwand.model import Activity, Calendar, Channel, Cost, Driver, Plan, Role, Tool
from aufwand.units import Money

YEAR = Calendar(start="2027-01-01", end="2027-12-31")


@pytest.fixture
def bakery():
    """Three roles, one without a rate; a campaign, one-off work, a tool."""
    return Plan(
        "Bakery",
        roles=[Role("pr", rate="60 EUR/h"), Role("care", rate="30 EUR/h"), Role("intern")],
        activities=[
            Activity("content", duration="8-12 h", per="month", roles="pr"),
            Activity("dialogue", duration="1-2 h", roles={"care": 0.5, "intern": 0.5}),
            Activity("website", duration="10 h", per="once", roles="pr", start="2027-06-01"),
            Activity("shooting", duration="10 h", per="once", roles="pr", start="2028-06-01"),
        ],
        drivers=Driver("christmas", factor=2, areas="content", start="2027-12-01"),
        tools=Tool("planner", cost="49 EUR/month"),
        costs=[Cost("ads", amount="100 EUR/quarter"), Cost("camera", amount="500 EUR")],
        calendar=YEAR,
    )


class TestHorizonCost:
    def test_by_hand(self, bakery):
        """Hours in these days times rates, twelve months, four quarters, and a camera."""
        found = estimate(bakery).horizon.cost
        # Thirteen months of content, as December counts twice; 261 working days of 2027.
        weeks = 261 / 5
        low = (13 * 8 + 10) * 60 + weeks * 0.5 * 30
        high = (13 * 12 + 10) * 60 + weeks * 30

        assert found.currency == "EUR"
        assert found.fixed == Money(49 * 12 + 100 * 4 + 500, "EUR")
        assert float(found.labour.low) == pytest.approx(low)
        assert float(found.labour.high) == pytest.approx(high)
        assert float(found.likely) == pytest.approx((low + high) / 2 + 1488)
        assert (found.low, found.likely, found.high) == (
            found.money.low,
            found.money.likely,
            found.money.high,
        )
        assert found.unpriced.high.hours == pytest.approx(weeks)

    @pytest.mark.parametrize(
        ("per", "first", "last", "times"),
        [
            ("week", date(2027, 1, 1), date(2027, 1, 10), Fraction(10, 7)),
            ("month", date(2027, 1, 1), date(2027, 12, 31), 12),
            ("month", date(2027, 1, 22), date(2027, 2, 14), Fraction(10, 31) + Fraction(14, 28)),
            ("quarter", date(2027, 3, 31), date(2028, 4, 1), Fraction(1, 90) + 4 + Fraction(1, 91)),
            ("year", date(2027, 12, 31), date(2028, 1, 1), Fraction(1, 365) + Fraction(1, 366)),
        ],
    )
    def test_how_often_a_fixed_cost_is_paid(self, per, first, last, times):
        """By the calendar; of a period that is cut its days count."""
        assert _lasting(per, first, last) == times

    def test_costs_of_one_period_add(self, bakery):
        """Each is paid as often as the others."""
        more = bakery.adding(Cost("training", amount="20 EUR/month"))

        assert estimate(more).horizon.cost.fixed == Money(1488 + 240, "EUR")

    def test_percentiles(self):
        """With one rate and nothing else they are those of the hours, times the rate."""
        content = Activity("content", duration="8-12 h", per="month", roles="pr")
        plan = Plan("A", roles=Role("pr", rate="60 EUR/h"), activities=content, calendar=YEAR)
        found = estimate(plan).horizon
        more = estimate(plan.with_(costs=Cost("ads", amount="500 EUR"))).horizon

        for at in (0.5, 10, 50, 80, 99):
            expected = 60 * found.percentile(at).hours
            assert float(found.cost.percentile(at)) == pytest.approx(expected, rel=1e-5)
            assert float(more.cost.percentile(at)) == pytest.approx(expected + 500, rel=1e-5)
        assert found.cost.chance_within("7200 EUR") == pytest.approx(0.5, abs=1e-3)
        assert more.cost.chance_within("7700 EUR") == pytest.approx(0.5, abs=1e-3)

    def test_percentiles_of_roles_never_add(self, bakery):
        """Not all turn out long at once, so that the whole is surer than its parts together."""
        found = estimate(bakery).horizon.cost
        alone = [
            estimate(bakery.adding(evolve(bakery.role(key), rate="0 EUR/h"))).horizon.cost
            for key in ("pr", "care")
        ]
        added = sum((each.percentile(80) for each in alone), Money(0, "EUR"))

        assert found.low < found.percentile(80) < added - found.fixed < found.high

    def test_what_is_known_exactly(self, bakery):
        """It costs so much at every percentile; a lognormal has no upper end."""
        fixed = estimate(bakery.with_(activities=bakery.activities[2:])).horizon.cost
        long = Activity("a", duration="1-20 h", roles="pr", shape="lognormal")
        endless = estimate(bakery.with_(activities=long)).horizon.cost

        assert fixed.distribution().method == "known"
        assert fixed.percentile(1) == fixed.percentile(99) == fixed.high == Money(2088, "EUR")
        assert endless.percentile(99) > endless.high

    def test_no_cost(self, bakery):
        """Without a rate and a fixed cost; and nothing beyond fixed costs without work."""
        roles = [evolve(role, rate=None) for role in bakery.roles]
        free = bakery.with_(roles=roles, tools=(), costs=())
        idle = bakery.with_(activities=())

        assert estimate(free).horizon.cost is None
        assert estimate(free).horizon.as_dict()["cost"] is None
        assert estimate(idle).horizon.cost.high == Money(1488, "EUR")
        assert estimate(idle).horizon.cost.percentile(80) == Money(1488, "EUR")

    def test_no_money_of_another_kind(self, bakery):
        """Nor hours."""
        found = estimate(bakery).horizon.cost

        with pytest.raises(MixedCurrencies):
            found.chance_within("900 CHF")
        with pytest.raises(Fault):
            found.chance_within("900 h")

    def test_it_is_a_value(self, bakery):
        """Equal, hashable, the same after a pickle; and it says what it is."""
        found = estimate(bakery).horizon.cost
        back = pickle.loads(pickle.dumps(found))

        assert (back, hash(back)) == (found, hash(found))
        assert back.percentile(80) == found.percentile(80)
        assert found != 3
        assert repr(found).startswith("HorizonCost(")

    def test_as_data(self, bakery):
        """Units of the currency, and hours that have no price."""
        data = estimate(bakery).horizon.cost.as_dict()
        priced = estimate(bakery.adding(Role("intern", rate="1 EUR/h"))).horizon.cost.as_dict()

        assert list(data) == [
            *("currency", "low", "likely", "high", "p10", "p50", "p80", "p90"),
            *("fixed", "unpriced"),
        ]
        assert data["fixed"] == 1488
        assert "unpriced" not in priced

    def test_channels_share_what_roles_do(self):
        """Work on two channels of its own is paid twice."""
        own = Activity("a", duration="1 h", per="month", roles="pr", each_channel=True)
        plan = Plan(
            "A",
            channels=[Channel("x"), Channel("y")],
            roles=Role("pr", rate="10 EUR/h"),
            activities=own,
            calendar=YEAR,
        )

        assert float(estimate(plan).horizon.cost.likely) == pytest.approx(240)
