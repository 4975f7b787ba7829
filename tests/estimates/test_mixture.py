"""Sums under drivers that are common to their parts."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from aufwand.estimates import estimate
from aufwand.estimates._chances import chances, quantiles_of
from aufwand.estimates._draws import draw_of_activity, quantiles, standard_normal, tables
from aufwand.estimates._mixture import Sums
from aufwand.model import Activity, Correlation, Driver, Plan

CHANCES = np.array([0.1, 0.5, 0.8, 0.9])


def drawn(random, low, likely, high, size):
    """A PERT drawn with numpy's own generator."""
    if low == high:
        return np.full(size, float(low))
    up = 4 * (likely - low) / (high - low)
    return low + (high - low) * random.beta(1 + up, 5 - up, size)


def plan_of(count, factors, *, fixed=False, every=True):
    """A plan of so many activities, each under most of the drivers."""
    random = np.random.default_rng(count)
    ends = [np.sort(random.uniform(1, 50, 3)).round(2) for _ in range(count)]
    activities = [
        Activity(f"a{index}", duration=[f"{end} min" for end in (([low] * 3) if fixed else each)])
        for index, each in enumerate(ends)
        for low in each[:1]
    ]
    drivers = [
        Driver(
            f"d{place}",
            factor=factor,
            activities=[f"a{index}" for index in range(count) if every or index % 4 != place % 4],
        )
        for place, factor in enumerate(factors)
    ]
    return Plan("p", activities=activities, drivers=drivers)


def both(plan, size=100_000):
    """Percentiles of the sum of all activities: as aufwand says, and as a simulation says."""
    random = np.random.default_rng(7)
    under = [
        tuple(place for place, each in enumerate(plan.drivers) if each.scales(activity))
        for activity in plan.activities
    ]
    count = len(plan.activities)
    (found,) = quantiles_of(plan, range(count), under, np.ones((count, 1)), CHANCES)
    factors = [
        drawn(random, each.factor.low, each.factor.likely, each.factor.high, size)
        for each in plan.drivers
    ]
    total = np.zeros(size)
    for activity, places in zip(plan.activities, under, strict=True):
        known = activity.duration
        each = drawn(
            random, *(float(end.minutes) for end in (known.low, known.likely, known.high)), size
        )
        for place in places:
            each = each * factors[place]
        total += each
    expected = np.quantile(total, CHANCES)
    near = np.quantile(total, [CHANCES - 0.01, CHANCES + 0.01])
    error = np.sqrt(CHANCES * (1 - CHANCES) / size) * (near[1] - near[0]) / 0.02
    bounds = estimate(plan).weekly
    return found, expected, error, float(bounds.high.minutes - bounds.low.minutes)


@pytest.mark.parametrize(
    ("count", "factors", "fixed"),
    [
        (1, [[1, 1.2, 2]], False),
        (1, [[1, 1.2, 2]], True),
        (3, [[1, 1.2, 2]], True),
        (5, [[1, 1.2, 2]], False),
        (40, [[0.9, 1, 1.05]], False),
        (6, [[1, 1.2, 2], [0.5, 1, 1.5]], False),
        (6, [[1, 1.2, 2], [0.5, 1, 1.5]], True),
        (8, [[1, 1.2, 2], [0.5, 1, 1.5], [1, 2, 3]], False),
        (8, [[1, 1.2, 2]] * 4, False),
    ],
)
def test_against_a_long_simulation(count, factors, fixed):
    """Every percentile is within what simulating can tell, and 3e-4 of the spread."""
    found, expected, error, spread = both(plan_of(count, factors, fixed=fixed, every=count < 4))

    assert (np.abs(found - expected) < 4 * error + 3e-4 * spread).all()


def product_of(low, likely, high, count, at):
    """Quantiles of a product of PERTs that are alike, by their logarithms on a fine grid."""
    cells = 1 << 16
    wide = np.log(high / low)
    on_way = np.exp((np.arange(cells // count) + 0.5) * wide / (cells // count)) * low
    up = 4 * (likely - low) / (high - low)
    density = (on_way - low) ** up * (high - on_way) ** (4 - up) * on_way
    spectrum = np.fft.rfft(density / density.sum(), n=cells) ** count
    below = np.cumsum(np.fft.irfft(spectrum, n=cells))
    step = wide / (cells // count)
    ends = (np.arange(cells) + (count + 1) / 2) * step
    return low**count * np.exp(np.interp(at, below, ends))


@pytest.mark.parametrize("count", [2, 3, 4, 5, 8])
def test_a_product_of_drivers(count):
    """A known hour under several of them: far out, too."""
    plan = Plan(
        "p",
        activities=[Activity("a", duration="60 min")],
        drivers=[Driver(f"d{index}", factor=[1, 1.2, 1.5]) for index in range(count)],
    )
    at = np.array([0.01, 0.1, 0.5, 0.8, 0.9, 0.95, 0.99])
    (found,) = quantiles_of(plan, [0], [tuple(range(count))], np.ones((1, 1)), at)
    expected = 60 * product_of(1, 1.2, 1.5, count, at)

    assert np.abs(found - expected).max() < 1e-4 * 60 * (1.5**count - 1)


def crossed(count, factor=(0.7, 1, 1.5), duration="30-100 min"):
    """A plan whose drivers each scale an activity together with each of the others."""
    pairs = list(combinations(range(count), 2))
    return Plan(
        "p",
        activities=[Activity(f"a{one}{other}", duration=duration) for one, other in pairs],
        drivers=[
            Driver(
                f"d{place}",
                factor=list(factor),
                activities=[f"a{pair[0]}{pair[1]}" for pair in pairs if place in pair],
            )
            for place in range(count)
        ],
    )


@pytest.mark.parametrize(
    "plan",
    [crossed(3), crossed(4), crossed(5, duration="60 min"), crossed(3, (0, 1, 4))],
    ids=["three", "four", "five of known work", "down to nothing"],
)
def test_drivers_that_share_some_activities(plan):
    """What no two drivers share with all others is as exact."""
    found, expected, error, spread = both(plan, 400_000)

    assert (np.abs(found - expected) < 3.5 * error + 1e-4 * spread).all()


def test_drivers_of_parts_that_do_not_meet():
    """However many there are, what has a driver of its own is independent of the rest."""
    plan = Plan(
        "p",
        activities=[Activity(f"a{index}", duration="10-30 min") for index in range(9)],
        drivers=[
            Driver("all", factor=[0.8, 1, 1.3]),
            *(
                Driver(f"d{index}", factor=[1, 1, 2], activities=[f"a{index}"])
                for index in range(8)
            ),
        ],
    )
    found, expected, error, spread = both(plan, 400_000)

    assert (np.abs(found - expected) < 3.5 * error + 1e-4 * spread).all()
    assert estimate(plan).distribution().method == "quadrature"


def test_drivers_without_an_upper_end():
    """Their product has none, either; it is cut beyond all percentiles."""
    activity = Activity("a", duration="60 min")
    drivers = [Driver(f"d{index}", factor=[0.5, 2], shape="lognormal") for index in range(3)]
    plan = Plan("p", activities=[activity], drivers=drivers)
    spread = 3**0.5 * np.log(2) / 1.6448536
    at = [0.1, 0.5, 0.9, 0.99, 0.999]
    (found,) = quantiles_of(plan, [0], [(0, 1, 2)], np.ones((1, 1)), at)

    normal = np.array([-1.2815516, 0, 1.2815516, 2.3263479, 3.0902323])
    assert found == pytest.approx(60 * np.exp(normal * spread), rel=5e-3)
    assert found[:3] == pytest.approx(60 * np.exp(normal[:3] * spread), rel=3e-4)


def test_more_drivers_than_can_be_held_are_sampled():
    """Seven that each share an activity with each of the others: drawn, always the same."""
    plan = crossed(7)
    found, expected, error, spread = both(plan, 100_000)
    again = both(plan, 1_000)[0]

    assert (np.abs(found - expected) < 4 * error + 3e-4 * spread).all()
    assert found.tolist() == again.tolist()


def test_what_is_tied_to_nothing_is_drawn_beside_what_is():
    """A correlation of two activities says nothing of a third."""
    plan = Plan(
        "A",
        activities=[Activity(key, duration="5-10 h") for key in ("one", "other", "third")],
        correlations=[Correlation(["one", "other"], 1)],
    )
    random = np.random.default_rng(7)
    one, third = random.beta(3, 3, (2, 400_000)) * 5 + 5
    factor = random.beta(3, 3, 400_000) + 1
    more = plan.with_(drivers=[Driver("languages", factor=[1, 1.5, 2], reason="two")])

    for each, total in ((plan, 2 * one + third), (more, factor * (2 * one + third))):
        found = estimate(each).distribution().percentile(80)
        assert found.hours == pytest.approx(np.quantile(total, 0.8), rel=2e-3)


def test_a_driver_is_one_draw_in_all_sums():
    """Two sums alike under the same seven are alike, and as one of them alone."""
    plan = crossed(7)
    under = list(combinations(range(7), 2))
    one = quantiles_of(plan, range(21), under, np.ones((21, 1)), CHANCES)
    two = quantiles_of(plan, range(21), under, np.ones((21, 2)), CHANCES)

    assert two.tolist() == [one[0].tolist()] * 2


def test_one_driver_alone_is_its_distribution():
    """A known hour under a driver is the driver: mode at the low end, 1 - (1 - x)^5."""
    plan = Plan(
        "p",
        activities=[Activity("a", duration="60 min")],
        drivers=[Driver("d", factor=[1, 1, 2])],
    )
    (found,) = quantiles_of(plan, [0], [(0,)], np.ones((1, 1)), CHANCES)

    assert found == pytest.approx(60 * (2 - (1 - CHANCES) ** 0.2), abs=60 * 3e-4)


def test_an_activity_has_one_draw_in_all_rows():
    """Two rows of one activity are twice as much of it, not two of it."""
    plan = Plan("p", activities=[Activity("a", duration=["0 min", "0 min", "60 min"])])
    (found,) = quantiles_of(plan, [0, 0], [(), ()], np.ones((2, 1)), CHANCES)

    assert found == pytest.approx(120 * (1 - (1 - CHANCES) ** 0.2), abs=120 * 3e-4)


def test_a_campaign_scales_only_its_rows():
    """Half the year under a driver that is known: one and a half times as much."""
    plan = Plan(
        "p",
        activities=[Activity("a", duration=["0 min", "0 min", "60 min"])],
        drivers=[Driver("d", factor=2), Driver("e", factor=[1, 1, 1])],
    )
    (found,) = quantiles_of(plan, [0, 0], [(0, 1), ()], np.ones((2, 1)), CHANCES)

    assert found == pytest.approx(180 * (1 - (1 - CHANCES) ** 0.2), abs=180 * 3e-4)


def test_a_driver_on_a_part_of_an_activity():
    """What it scales and what it does not go together, as they are one activity."""
    plan = Plan(
        "p",
        activities=[Activity("a", duration="60 min")],
        drivers=[Driver("d", factor=[1, 1, 2])],
    )
    (found,) = quantiles_of(plan, [0, 0], [(0,), ()], np.ones((2, 1)), CHANCES)

    assert found == pytest.approx(60 * (3 - (1 - CHANCES) ** 0.2), abs=60 * 3e-4)


class TestMethods:
    def test_each_way_is_named(self):
        """By how many drivers are common to a sum, and how they cross."""
        plan = crossed(7)
        count = len(plan.activities)
        under = list(combinations(range(7), 2))
        for drivers, method in (
            ([()] * count, "convolution"),
            ([(0,)] * count, "common driver"),
            ([tuple(range(7))] * count, "quadrature"),
            (under, "simulation"),
        ):
            zeros = np.zeros(count, dtype=np.intp)
            wanted = Sums(range(count), drivers, 1, np.arange(count), zeros, np.ones(count))

            assert [method] == [each.method for each in chances(plan, wanted)]

    def test_only_what_goes_together_is_sampled(self):
        """A correlation of nothing, or with what is known, ties nothing."""
        activities = [Activity(key, duration="1-3 h") for key in "ab"]
        activities.append(Activity("c", duration="1 h"))
        wanted = Sums(range(3), [()] * 3, 1, np.arange(3), np.zeros(3, dtype=np.intp), np.ones(3))
        for between, value, method in (
            (("a", "b"), 0.5, "simulation"),
            (("a", "b"), 0, "convolution"),
            (("a", "c"), 0.5, "convolution"),
        ):
            plan = Plan("p", activities=activities, correlations=[Correlation(between, value)])

            assert [method] == [each.method for each in chances(plan, wanted)]

    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            # As one: twice what one of them is, of which P90 is 2 h 30 min or so.
            (1, 2),
            # Against each other: what one has more the other has less.
            (-1, 0),
        ],
    )
    def test_what_goes_fully_together(self, value, expected):
        """The spread of two like ones is twice that of one, or nothing."""
        pair = [Activity(key, duration="1-3 h") for key in "ab"]
        plan = Plan("p", activities=pair, correlations=[Correlation(("a", "b"), value)])
        one, two = (
            quantiles_of(each, range(count), [()] * count, np.ones((count, 1)), CHANCES)[0]
            for each, count in ((Plan("p", activities=pair[:1]), 1), (plan, 2))
        )

        assert two - 240 == pytest.approx((one - 120) * expected, abs=1)

    @pytest.mark.parametrize("count", [2, 12])
    def test_what_goes_together_is_as_exact(self, count):
        """Against every pair of a thousand normals, or of one that is shared and a sum."""
        activities = [Activity(f"a{index}", duration="5-10 h") for index in range(count)]
        pairs = list(combinations([each.key for each in activities], 2))
        plan = Plan(
            "p", activities=activities, correlations=[Correlation(pair, 0.6) for pair in pairs]
        )
        rows = np.ones((count, 1))
        (found,) = quantiles_of(plan, range(count), [()] * count, rows, CHANCES)

        normal = np.array(standard_normal(1000))
        known = tables([draw_of_activity(activities[0])])
        minutes = quantiles(known, 0, (np.arange(1000) + 0.5) / 1000)
        if count == 2:
            total = minutes[:, None] + np.interp(
                0.6 * normal[:, None] + 0.8 * normal[None, :], normal, minutes
            )
            assert (np.abs(found - np.quantile(total, CHANCES)) < 3e-4 * 300 * count).all()
            return
        random = np.random.default_rng(3)
        shared = np.repeat(normal, 200) * 0.6**0.5
        total = sum(
            np.interp(shared + random.standard_normal(200_000) * 0.4**0.5, normal, minutes)
            for _ in range(count)
        )
        assert (np.abs(found - np.quantile(total, CHANCES)) < 6e-4 * 300 * count).all()

    def test_what_is_one_is_twice_as_much(self):
        """Two that go fully together are twice one of them; told with the digits that hold."""
        pair = [Activity(key, duration="5-10 h") for key in "ab"]
        plan = Plan("p", activities=pair, correlations=[Correlation(("a", "b"), 1)])
        one = estimate(Plan("p", activities=pair[:1])).distribution().percentile(80)
        two = estimate(plan).distribution().percentile(80)

        assert two.minutes == pytest.approx(float(2 * one.minutes), abs=0.1)
        assert (two.minutes * 10).denominator == 1

    def test_many_sums_have_fewer_draws(self):
        """So that they fit into memory; the numbers are still near."""
        pair = [Activity(key, duration="1-3 h") for key in "ab"]
        plan = Plan("p", activities=pair, correlations=[Correlation(("a", "b"), 0.5)])
        found = quantiles_of(plan, range(2), [()] * 2, np.ones((2, 1000)), [0.5])

        assert found == pytest.approx(240, abs=2)


def test_what_is_done_no_times_is_in_no_class():
    """Under a driver, too."""
    plan = Plan(
        "p",
        activities=[
            Activity(key, duration="1-3 h", times=times) for key, times in (("a", 1), ("b", 0))
        ],
        drivers=[Driver("d", factor=[1, 1, 2])],
    )
    alone = plan.with_(activities=plan.activities[:1])

    assert estimate(plan).percentile(80) == estimate(alone).percentile(80)
