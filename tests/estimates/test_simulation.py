"""What a plan takes, drawn many times over."""

from __future__ import annotations

import pickle
from math import exp, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aufwand.catalog import baseline
from aufwand.errors import Fault, MixedCurrencies, UnknownName
from aufwand.estimates import _program as programs
from aufwand.estimates import _running as running
from aufwand.estimates import estimate
from aufwand.estimates._convolution import Parts, convolved
from aufwand.estimates._draws import Draw, draw_of_activity, tables
from aufwand.estimates._program import fill, program
from aufwand.estimates.simulation import Outcome, Sampled, Simulation
from aufwand.model import (
    Activity,
    Channel,
    Correlation,
    Cost,
    Driver,
    Event,
    Plan,
    Role,
)
from aufwand.testing.strategies import plans
from aufwand.units import (
    PERT,
    EffortRate,
    Money,
    MoneyRate,
    duration,
    hours,
    weeks_in,
)

SHAPES = ("pert", "pert 20", "triangular", "uniform", "lognormal")


def of(*activities, **given):
    return estimate(Plan("A", activities=activities, **given))


def off(sampled, truth):
    """By how many standard errors something that was found is off."""
    return abs(sampled.value - truth) / sampled.error


def lines(number, **given):
    """Activities that are alike."""
    return [Activity(f"a{index}", duration="1-3 h", **given) for index in range(number)]


@pytest.fixture
def everything():
    """A plan with all that is left to chance."""
    return Plan(
        "Brewery",
        channels=[
            Channel("facebook", messages=20, answered=0.9),
            Channel("blog", pieces=2, messages=4, answered=0.5),
            Channel("closed", messages=70, status="closed"),
        ],
        roles=[Role("pr", rate="45 EUR/h"), Role("care", rate="30 EUR/h"), Role("intern")],
        activities=[
            Activity("replies", area="dialogue", duration="5-9 min", per="reply", roles="care"),
            Activity("inbox", area="dialogue", duration="1 min", per="message", roles="care"),
            Activity(
                "posts", area="content", duration="1-4 h", per="piece", roles=["pr", "intern"]
            ),
            Activity("watch", duration="15 min", per="workday", roles="pr"),
            Activity("talks", duration="1-6 h", shape="lognormal", roles={"pr": 0.3, "care": 0.7}),
            Activity("launch", area="setup", duration="8-16 h", per="once", roles="pr"),
        ],
        drivers=[
            Driver("languages", factor=[1.5, 1.7, 2.0], areas=["content", "dialogue"]),
            Driver("season", factor=1.1, activities=["talks"]),
        ],
        events=[
            Event("storm", per_year=3, effort="10-40 h", channels="facebook", roles="care"),
            Event("recall", per_year=0.5, effort="30 h", roles={"pr": 0.5, "care": 0.5}),
            Event("never", per_year=0, effort="900 h"),
            Event("elsewhere", per_year=5, effort="900 h", channels="closed"),
        ],
        correlations=[Correlation(["posts", "talks"], 0.6)],
        costs=[Cost("ads", amount="100 EUR/week")],
    )


class TestSimulation:
    @pytest.mark.parametrize("shape", SHAPES)
    def test_mean_and_spread_of_an_activity_are_the_closed_forms(self, shape):
        """Within what drawing can tell."""
        posts = Activity("posts", duration="2-6 h", shape=shape)
        known = draw_of_activity(posts)
        found = of(posts).simulate(seed=1)

        assert 4 > off(found.total.mean, known.mean / 60)
        assert np.var(found.hours) == pytest.approx(known.variance / 3600, rel=0.02)
        assert found.by("activity")["posts"].mean.value == pytest.approx(found.total.mean.value)

    def test_percentiles_are_those_of_the_sum_without_sampling(self):
        """Each within a few of its own standard errors."""
        work = [
            Activity(f"a{index}", duration=["1 h", f"{1 + index / 4} h", "4 h"], shape=shape)
            for index, shape in enumerate(SHAPES[:3])
        ]
        known = tables([draw_of_activity(each) for each in work])
        (curve,) = convolved(known, [Parts(np.arange(3), np.full(3, 1 / 60))], 1e-4)
        found = of(*work).simulate(seed=2).total

        for chance, each in found.percentiles.items():
            assert 4 > off(each, np.interp(chance / 100, curve.below, curve.at))

    def test_the_standard_error_is_how_much_seeds_differ(self):
        """It says itself what it cannot know."""
        made = of(*lines(5))
        found = [made.simulate(2000, seed).total.percentile(80) for seed in range(60)]
        spread = np.std([each.value for each in found], ddof=1)

        assert spread == pytest.approx(np.mean([each.error for each in found]), rel=0.3)

    def test_everything_adds_up_in_the_mean(self, everything):
        """By activity and by event, each with the other beside it, by channel, role and area."""
        found = estimate(everything).simulate(5000, arrivals=True, per="month")
        total = found.total.mean.value
        by = {name: found.by(name) for name in ("activity", "event", "channel", "role", "area")}
        sums = {name: sum(each.mean.value for each in parts.values()) for name, parts in by.items()}

        assert [total] * 5 == pytest.approx(list(sums.values()))
        assert ["replies", "inbox", "posts", "watch", "talks", ""] == list(by["activity"])
        assert ["storm", "recall", "never", ""] == list(by["event"])
        assert ["facebook", "blog", ""] == list(by["channel"])
        assert ["dialogue", "content", "monitoring", "other", "crisis"][-1] == list(by["area"])[-1]
        assert found.cost.mean.unit == "EUR"

    def test_a_plan_without_doubt_is_what_it_is(self):
        """All draws are the estimate, and no digit is in doubt."""
        made = of(
            Activity("watch", duration="15 min", per="workday", roles="pr"),
            roles=[Role("pr", rate="45 EUR/h")],
            drivers=[Driver("languages", factor=2)],
        )
        found = made.simulate(100)

        assert {2.5} == set(found.hours)
        assert "2.50 h" == str(found.total.percentile(10))
        assert "2,50 Std." == found.total.mean.say("de")
        assert 112.5 == found.cost.mean.value
        assert 1 == found.chance_within(hours(2.5)).value

    def test_nothing_is_nothing(self):
        """A plan with a name alone."""
        found = of().simulate(100)

        assert 0 == found.total.mean.value
        assert {} == found.by("activity")
        assert found.cost is None
        assert found.money is None
        assert found.as_dict()["cost"] is None

    def test_percentiles_of_a_year_are_those_of_a_week_times_the_weeks(self):
        """There is one draw per activity, not one per week."""
        made = of(*lines(3))
        week, year = made.simulate(1000), made.simulate(1000, per="year")

        assert np.allclose(week.hours * float(weeks_in("year")), year.hours)

    def test_equal_inputs_make_an_equal_simulation(self, everything):
        """It is a value: it compares, hashes, and travels."""
        made = estimate(everything)
        one, other = made.simulate(200), made.simulate(200)

        assert one == other
        assert hash(one) == hash(other)
        assert one != made.simulate(200, 1)
        assert one != "one"
        assert pickle.loads(pickle.dumps(one)) == one
        assert (made, 200, 0, "week") == (one.estimate, one.draws, one.seed, one.per)
        assert repr(one).startswith("Simulation('Brewery': ")

    def test_draws_can_be_looked_at_and_not_changed(self, everything):
        """They are what percentiles are of."""
        found = estimate(everything).simulate(1000)

        assert found.total.mean.value == pytest.approx(found.hours.mean())
        assert found.cost.mean.value == pytest.approx(found.money.mean())
        with pytest.raises(ValueError, match="read-only"):
            found.hours[0] = 1

    def test_plain_data_has_the_digits_that_hold(self):
        """Each number beside its standard error."""
        found = of(*lines(2), roles=[Role("pr", rate="45 EUR/h")]).simulate(1000)
        told = found.as_dict()
        percentile = told["total"]["p80"]
        row = found.to_rows()[0]

        assert {"value": 4.48, "error": 0.03} == percentile
        assert ("total", "", "h", 4.48, 0.03) == (
            *(row["by"], row["key"], row["unit"]),
            *(row["p80"], row["p80_error"]),
        )
        assert ["total", "activity", "activity", "channel", "role", "area", "money"] == [
            each["by"] for each in found.to_rows()
        ]
        assert "EUR" == told["cost"]["currency"]
        assert ["activity", "channel", "role", "area", "event"] == list(told["by"])


class TestTogether:
    def test_correlation_is_recovered(self):
        """The ranks go together as a normal copula makes them."""
        one, other = lines(2)
        values = {}
        for key, rho in (("a", 0.7), ("b", -0.4), ("c", 0)):
            made = estimate(Plan("A", activities=[one, other]))
            found = made.simulate(20_000, correlation={("a0", "a1"): rho})
            values[key] = np.var(found.hours), rho
        alone = draw_of_activity(one).variance / 3600

        # Source: Kruskal, Ordinal Measures of Association, JASA 53 (1958), for ranks; of two
        # symmetric PERTs, which are nearly normal, the correlation itself is all but the same.
        for variance, rho in values.values():
            assert variance / (2 * alone) - 1 == pytest.approx(rho, abs=0.03)

    def test_ranks_go_together_as_the_copula_says(self):
        """Spearman's coefficient is 6/pi times the arc sine of half of it."""
        made = of(
            Activity("a", duration="1-9 h", shape="lognormal", roles="one"),
            Activity("b", duration="1-2 h", shape="uniform"),
            roles=[Role("one", rate="1 EUR/h")],
        )
        found = made.simulate(20_000, correlation={("a", "b"): 0.5})
        first = found.money
        ranks = [each.argsort().argsort() for each in (first, found.hours - first)]

        assert np.corrcoef(*ranks)[0, 1] == pytest.approx(6 / np.pi * np.arcsin(0.25), abs=0.02)

    def test_what_is_as_one_adds_its_percentiles(self):
        """Correlated perfectly, percentiles add after all."""
        work = [
            Activity("a", duration="1-9 h", shape="lognormal"),
            Activity("b", duration=["1 h", "1.5 h", "4 h"]),
            Activity("c", duration="2-3 h", shape="triangular"),
        ]
        found = of(*work).simulate(20_000, correlation=np.ones((3, 3)))
        parts = found.by("activity").values()

        for chance, each in found.total.percentiles.items():
            assert each.value == pytest.approx(
                sum(part.percentile(chance).value for part in parts), rel=1e-12
            )

    def test_those_of_the_plan_hold_unless_others_are_given(self):
        """A matrix, a mapping, and correlations as a plan has them say the same."""
        tied = Correlation(["a0", "a1"], 0.5)
        bare, plan = of(*lines(2)), of(*lines(2), correlations=[tied])
        same = [
            plan.simulate(500),
            bare.simulate(500, correlation=[tied]),
            bare.simulate(500, correlation={("a0", "a1"): 0.5}),
            bare.simulate(500, correlation=[[1, 0.5], [0.5, 1]]),
        ]

        assert all(same[0].total == each.total for each in same)
        assert (("a0", "a1", 0.5),) == same[3].correlations
        assert [{"between": ["a0", "a1"], "value": 0.5}] == same[0].as_dict()["correlations"]
        assert bare.simulate(500).total == plan.simulate(500, correlation={}).total

    def test_what_is_certain_goes_with_nothing(self):
        """Nor does what is done once."""
        fixed = Activity("watch", duration="1 h")
        once = Activity("launch", duration="1-9 h", per="once")
        found = of(*lines(1), fixed, once)

        assert found.simulate(500).total == (
            found.simulate(
                500,
                correlation={("a0", "watch"): 0.5, ("launch", "a0"): 0, ("launch", "watch"): 0.5},
            ).total
        )

    def test_a_driver_is_one_draw_for_all(self):
        """What it moves, it moves together."""
        found = of(
            Activity("a", duration="1 h"),
            Activity("b", duration="2 h"),
            drivers=[Driver("size", factor=[1, 2, 3], shape="uniform")],
        ).simulate()

        assert found.total.percentile(80).value == pytest.approx(3 * 2.6, abs=0.03)
        assert np.var(found.hours) == pytest.approx(9 / 3, rel=0.02)

    @pytest.mark.parametrize(
        ("given", "path", "told"),
        [
            ([[1, 0], [0, 1], [0, 0]], "correlation", "a square matrix with a row for each of 2"),
            ([[1, 0, 0], [0, 1, 0]], "correlation[0]", "a square matrix with a row for each of 2"),
            (["10", "01"], "correlation[0]", "a square matrix"),
            ([1, 2], "correlation[0]", "a square matrix"),
            ([[1, 0.5], [0.4, 1]], "correlation[1][0]", "0.5, as in correlation[0][1]"),
            ([[1, 0], [0, 0.9]], "correlation[1][1]", "1, as everything goes with itself"),
            ([[1, 2], [2, 1]], "correlation[0][1]", "from -1 to 1"),
            ([[1, float("nan")], [0, 1]], "correlation[0][1]", "from -1 to 1"),
            (7, "correlation", "by pair of keys, or a matrix"),
            ({("a0", "a0"): 1}, "correlation.a0.a0", "the keys of two activities"),
            ({"a0": 1}, "correlation", "the keys of two activities"),
            ({("a0", "a7"): 1}, "correlation.a0.a7", "the key of an activity"),
            ({("a0", "a1"): 1, ("a1", "a0"): 1}, "correlation.a1.a0", "each two activities once"),
            ({("a0", "a1"): "x"}, "correlation.a0.a1", "from -1 to 1"),
        ],
    )
    def test_a_matrix_that_is_none_is_a_fault_in_its_place(self, given, path, told):
        """At once, and before anything is drawn."""
        with pytest.raises(Fault) as caught:
            of(*lines(2)).simulate(correlation=given)

        assert path == caught.value.path
        assert told in caught.value.expected

    def test_correlations_that_exclude_each_other_are_a_fault(self):
        """Each alone would be fine."""
        with pytest.raises(Fault, match="positive semidefinite") as caught:
            of(*lines(3)).simulate(
                correlation={("a0", "a1"): 0.9, ("a1", "a2"): 0.9, ("a0", "a2"): -0.9}
            )

        assert "a0 and a1: 0.9" in str(caught.value.value)

    def test_too_many_that_go_together_are_a_fault(self):
        """A driver is meant."""
        with pytest.raises(Fault, match="a driver moves many"):
            of(*lines(102)).simulate(correlation=np.full((102, 102), 0.5) + np.eye(102) / 2)


class TestEvents:
    @pytest.mark.parametrize(("per_year", "effort"), [(3, "10-40 h"), (0.05, "9 h"), (80, "1-9 h")])
    def test_mean_and_variance_are_those_of_a_compound_poisson(self, per_year, effort):
        """Number times mean; number times mean square."""
        event = Event("storm", per_year=per_year, effort=effort)
        found = of(events=[event]).simulate(per="year", seed=3)
        known = duration(effort)
        draw = Draw(*(float(each.hours) for each in (known.low, known.likely, known.high)), PERT)

        assert 4 > off(found.total.mean, per_year * draw.mean)
        assert np.var(found.hours) == pytest.approx(
            per_year * (draw.variance + draw.mean**2), rel=0.05
        )

    def test_it_happens_as_often_as_chance_has_it(self):
        """In most weeks not at all."""
        found = of(events=[Event("storm", per_year=2, effort="9 h")]).simulate(seed=4)
        within = found.chance_within("8 h")

        assert 4 > off(within, exp(-2 / float(weeks_in("year"))))
        assert "0.00 h" == str(found.total.percentile(90))

    def test_it_goes_to_its_channels_and_roles(self):
        """And into the area of crises, with what it costs."""
        plan = Plan(
            "A",
            channels=[Channel("facebook"), Channel("blog")],
            roles=[Role("pr", rate="60 EUR/h"), Role("care")],
            events=[
                Event(
                    "storm",
                    per_year=9,
                    effort="10 h",
                    channels={"facebook": 3, "blog": 1},
                    roles={"pr": 0.2, "care": 0.8},
                )
            ],
        )
        found = estimate(plan).simulate(1000, per="year")
        total = found.total.mean.value

        assert found.by("channel")["facebook"].mean.value == pytest.approx(total * 0.75)
        assert found.by("role")["care"].mean.value == pytest.approx(total * 0.8)
        assert found.by("area")["crisis"].mean.value == pytest.approx(total)
        assert found.by("event")["storm"].mean.value == pytest.approx(total)
        assert found.cost.mean.value == pytest.approx(total * 0.2 * 60)

    def test_thousands_of_them_are_no_thousands_of_draws(self):
        """Their sum is all but normal."""
        event = Event("ticket", per_year=8_000, effort="1-3 min")
        found = of(events=[event]).simulate(5000, per="year")

        assert found.total.mean.value == pytest.approx(8_000 * 2 / 60, rel=1e-3)
        assert np.std(found.hours) == pytest.approx(
            sqrt(8_000 * (4 + draw_of_activity(Activity("a", duration="1-3 min")).variance)) / 60,
            rel=0.05,
        )


class TestArrivals:
    def plan(self, **given):
        return Plan(
            "A",
            channels=[Channel("facebook", messages=30, answered=0.4)],
            activities=[
                Activity("read", duration="1 min", per="message"),
                Activity("reply", duration="1 min", per="reply"),
            ],
            **given,
        )

    def test_messages_and_replies_are_poisson_and_one_is_part_of_the_other(self):
        """A week of 30 messages of which 12 are answered."""
        made = estimate(self.plan())
        found = made.simulate(arrivals=True, seed=5)
        minutes = found.hours * 60
        parts = found.by("activity")

        assert 4 > off(parts["read"].mean, 30 / 60)
        assert 4 > off(parts["reply"].mean, 12 / 60)
        # Var(N + R) = 30 + 12 + 2 Cov(N, R), and a message that is answered is in both.
        assert np.var(minutes) == pytest.approx(30 + 12 + 2 * 12, rel=0.02)
        assert np.allclose(minutes, np.round(minutes))
        assert {42 / 60} == set(made.simulate(100).hours)

    def test_drivers_and_durations_multiply_what_arrives(self):
        """The mean stays that of the plan."""
        plan = self.plan(drivers=[Driver("size", factor=[1, 2, 3])])
        plan = plan.with_(
            channels=[*plan.channels, Channel("quiet")],
            activities=[Activity("read", duration="1-3 min", per="message")],
        )
        found = estimate(plan).simulate(arrivals=True, seed=6, per="month")

        assert 4 > off(found.total.mean, 30 * 2 * 2 / 60 * float(weeks_in("month")))

    def test_those_who_answer_the_same_messages_have_as_many(self):
        """One week has one number of replies, whoever works on them."""
        plan = self.plan()
        both = [Activity(key, duration="1 min", per="reply") for key in ("one", "two")]
        found = estimate(plan.with_(activities=both)).simulate(arrivals=True)

        assert np.var(found.hours * 60) == pytest.approx(4 * 12, rel=0.03)

    def test_a_flood_is_normal(self):
        """A million messages need no table of as many numbers."""
        plan = self.plan().with_(channels=[Channel("facebook", messages=1e6, answered=1)])
        found = estimate(plan).simulate(1000, arrivals=True)

        assert np.std(found.hours) == pytest.approx(2 * 1000 / 60, rel=0.1)


class TestChance:
    @pytest.fixture
    def found(self):
        return of(
            Activity("posts", duration="10-20 h", shape="uniform", roles="pr"),
            roles=[Role("pr", rate="60 EUR/h")],
            costs=[Cost("ads", amount="100 EUR/week")],
        ).simulate(per="month")

    @pytest.mark.parametrize(
        "budget",
        [
            "16 h/week",
            EffortRate.parse("16 h/week"),
            "69.57 h",
            hours(69.57),
            "1060 EUR/week",
            MoneyRate.parse("1060 EUR/week"),
            "4609.0125 EUR",
            Money(4609.0125, "EUR"),
        ],
    )
    def test_budgets_of_hours_and_of_money(self, found, budget):
        """For the period, or for another one that is counted over."""
        assert 4 > off(found.chance_within(budget), 0.6)

    def test_never_and_always_are_no_more_than_drawn(self, found):
        """A hundred thousand draws cannot tell a chance of nothing."""
        assert "0.000 ± 0.001 %" == str(found.chance_within("1 h"))
        assert "100.000 ± 0.001 %" == str(found.chance_within("999 h"))
        assert {"value": 1, "error": 0.00001} == found.chance_within("999 h").as_dict()

    def test_what_is_no_budget_is_a_fault(self, found):
        """As is money where nobody knows what it costs."""
        with pytest.raises(Fault, match="expected working time or money"):
            found.chance_within("much")
        with pytest.raises(Fault):
            found.chance_within(16)
        with pytest.raises(MixedCurrencies):
            found.chance_within("900 USD")
        with pytest.raises(Fault, match="no rate and no fixed cost"):
            of(*lines(1)).simulate(100).chance_within("900 EUR")


class TestSampled:
    @pytest.mark.parametrize(
        ("value", "error", "unit", "said", "german"),
        [
            (16.9381, 0.0142, "h", "16.94 ± 0.01 h", "16,94 ± 0,01 Std."),
            (16.9381, 0.0096, "h", "16.94 ± 0.01 h", "16,94 ± 0,01 Std."),
            (1234.5, 3.2, "EUR", "1,234 ± 3 EUR", "1.234 ± 3 EUR"),
            (1234.5, 32, "EUR", "1,230 ± 30 EUR", "1.230 ± 30 EUR"),
            (0.7231, 0.0014, "%", "72.3 ± 0.1 %", "72,3 ± 0,1 %"),
            (0.7231, 0.14, "%", "70 ± 10 %", "70 ± 10 %"),
            (16.9381, 0, "h", "16.94 h", "16,94 Std."),
            (0.5, 0, "%", "50.00 %", "50,00 %"),
        ],
    )
    def test_it_shows_the_digits_that_hold(self, value, error, unit, said, german):
        """And no others."""
        found = Sampled(value, error, unit)

        assert said == str(found)
        assert german == found.say("de")
        assert value == float(found)
        assert f"<Sampled {said}>" == repr(found)


class TestOutcome:
    def test_only_what_was_asked_for_is_known(self):
        """Another percentile is another simulation."""
        found = of(*lines(1)).simulate(1000, percentiles=[50, 97.5]).total

        assert [50, 97.5] == list(found.percentiles)
        assert ["mean", "p50", "p97.5"] == list(found.as_dict())
        assert "<Outcome P50 2.00, P97.5 2.65 h>" == repr(found)
        with pytest.raises(UnknownName, match="found were 50"):
            found.percentile(80)
        with pytest.raises(UnknownName, match="did you mean 'role'"):
            of(*lines(1)).simulate(100).by("roles")


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"draws": 10**12}, "draws"),
        ({"draws": 0}, "draws"),
        ({"draws": -5}, "draws"),
        ({"draws": True}, "draws"),
        ({"draws": 1e5}, "draws"),
        ({"seed": -1}, "seed"),
        ({"seed": "x"}, "seed"),
        ({"workers": 0}, "workers"),
        ({"workers": 1000}, "workers"),
        ({"per": "day"}, ""),
        ({"percentiles": [50, 100]}, "percentiles[1]"),
        ({"percentiles": ["x"]}, "percentiles[0]"),
        ({"percentiles": []}, "percentiles"),
        ({"percentiles": [99.9], "draws": 1000}, "percentiles[0]"),
    ],
)
def test_absurd_wishes_are_faults(given, path):
    """At once, and where they are."""
    with pytest.raises(Fault) as caught:
        of(*lines(1)).simulate(**given)

    assert path == caught.value.path


def test_more_than_minutes_of_drawing_is_a_fault():
    """The plan itself says how many draws it takes."""
    made = of(*lines(2001))

    with pytest.raises(Fault, match="2,001 things that are not known"):
        made.simulate(10_000_000)


@pytest.mark.parametrize(("workers", "processes"), [(2, False), (4, False), (8, False), (2, True)])
def test_workers_change_nothing(everything, workers, processes):
    """The same bytes, whoever draws."""
    made = estimate(everything)
    steps = []
    given = {"draws": 100_000, "arrivals": True}
    alone = made.simulate(**given)
    found = made.simulate(
        **given, workers=workers, processes=processes, progress=lambda *each: steps.append(each)
    )

    assert alone == found
    assert alone.hours.tobytes() == found.hours.tobytes()
    assert [(step, 4) for step in range(1, 5)] == steps


def test_another_process_draws_the_same_block(everything):
    """What a worker elsewhere does, done here."""
    laid_out = program(everything, "week", {}, arrivals=True, fixed_cost=None)
    task = {0: 0}, [0]
    here = np.empty((1, 50))
    counts = fill(laid_out, 3, 2, *task, here)
    running._learn(laid_out, 3)
    there, counted = running._elsewhere((task, (2, 100, 150)))

    assert here.tobytes() == there.tobytes()
    assert counts.tobytes() == counted.tobytes()


def test_a_worker_that_is_stopped_is_let_go(everything):
    """What a progress raises comes out."""

    def stop(*_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        estimate(everything).simulate(100_000, workers=2, progress=stop)


def test_wholes_are_what_their_parts_are_in_every_draw(everything, monkeypatch):
    """Whether they are made of areas and of roles, or, of too many parts, term by term."""
    made = estimate(everything)
    by_part = made.simulate(1000, arrivals=True)
    monkeypatch.setattr(programs, "_MOST_PARTS", 1)
    by_term = made.simulate(1000, arrivals=True)

    assert np.allclose(by_part.hours, by_term.hours, rtol=1e-12)
    assert np.allclose(by_part.money, by_term.money, rtol=1e-12)


def test_sums_that_do_not_fit_are_drawn_one_after_another(everything, monkeypatch):
    """With the same numbers."""
    for made in (estimate(everything), of(*lines(9))):
        whole = made.simulate(40_000)
        steps = []
        with monkeypatch.context() as narrow:
            narrow.setattr(running, "AT_ONCE", 100_000)
            narrowed = made.simulate(40_000, progress=lambda *each, to=steps: to.append(each))

        assert whole == narrowed
        assert 2 < len(steps)


@given(plan=plans(), seed=st.integers(0, 9), arrivals=st.booleans())
@settings(max_examples=8)
def test_percentiles_are_ordered(plan, seed, arrivals):
    """And, but for events and arrivals, between the bounds."""
    made = estimate(plan)
    found = made.simulate(200, seed, arrivals=arrivals)
    low, high = made.weekly.low.hours, made.weekly.high.hours
    bounded = not arrivals and all(
        each.shape.name != "lognormal" for each in (*plan.activities, *plan.drivers)
    )

    for _, _, each in found._outcomes:
        values = [one.value for one in each.percentiles.values()]
        assert values == sorted(values)
    if bounded and not plan.events:
        assert low <= found.hours.min() * (1 + 1e-9)
        assert found.hours.max() <= high * (1 + 1e-9)


@given(plan=plans(), factor=st.floats(1, 3))
@settings(max_examples=8)
def test_more_is_never_less(plan, factor):
    """With the same seed: longer durations, one more activity, more messages and events."""
    more = plan.with_(
        activities=[
            *(each.with_(times=float(each.times) * factor) for each in plan.activities),
            Activity("one_more_of_them", duration="1-9 h"),
        ],
        channels=[each.with_(messages=each.messages * factor) for each in plan.channels],
        events=[each.with_(per_year=each.per_year * factor) for each in plan.events],
    )
    less_of = estimate(plan).simulate(200, arrivals=True, correlation={})
    more_of = estimate(more).simulate(200, arrivals=True, correlation={})

    for one, other in zip(
        less_of.total.percentiles.values(), more_of.total.percentiles.values(), strict=True
    ):
        assert one.value <= other.value * (1 + 1e-9)


@given(plan=plans())
@settings(max_examples=8)
def test_order_changes_nothing(plan):
    """Not even the last digit."""
    turned = plan.with_(
        activities=plan.activities[::-1],
        drivers=plan.drivers[::-1],
        events=plan.events[::-1],
        channels=plan.channels[::-1],
        roles=plan.roles[::-1],
    )

    assert np.allclose(
        estimate(plan).simulate(100, arrivals=True).hours,
        estimate(turned).simulate(100, arrivals=True).hours,
        rtol=1e-12,
    )


def test_types_are_what_they_are(everything):
    """A simulation is made of outcomes, and they of numbers with an error."""
    found = estimate(everything).simulate(100)

    assert isinstance(found, Simulation)
    assert isinstance(found.total, Outcome)
    assert isinstance(found.total.mean, Sampled)


def test_the_orientation_stays_where_an_independent_simulation_sees_it():
    """P80 of the five published figures, by numpy's own beta distributions."""
    found = estimate(Plan("Orientation", activities=baseline("orientation"))).simulate(seed=11)
    random = np.random.default_rng(2012)
    # Three to five and five to ten hours with the middle as the likely value, beside the fixed
    # 65 minutes of every workday.
    content = 3 + 2 * random.beta(3, 3, size=1_000_000)
    networking = 5 + 5 * random.beta(3, 3, size=1_000_000)
    p80 = float(np.quantile(content + networking + 5 * 65 / 60, 0.8))

    assert 4 > off(found.total.percentile(80), p80)
    assert found.total.percentile(80).error == pytest.approx(0.004, rel=0.3)


def test_what_rounding_leaves_is_no_doubt():
    """Two that go against each other come to the same every time, and are told so."""
    pair = [Activity(key, duration="1-3 h") for key in "ab"]
    tied = estimate(Plan("p", activities=pair, correlations=[Correlation(("a", "b"), -1)]))
    found = tied.simulate(1_000)

    assert found.total.mean.error == 0
    assert str(found.total.mean) == "4.00 h"
