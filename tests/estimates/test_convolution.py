"""Sums of independent draws, against closed forms and against long simulations."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufwand.estimates._convolution import Parts, convolved
from aufwand.estimates._draws import Draw, quantiles, tables
from aufwand.units import Shape

AT = np.array([0.01, 0.1, 0.25, 0.5, 0.75, 0.8, 0.9, 0.95, 0.99])

PERT = Shape()
UNIFORM = Shape("uniform")


def uniform(low=0.0, high=1.0):
    return Draw(low, (low + high) / 2, high, UNIFORM)


def sum_of(draws, times=None, beyond=0.001):
    """The curve of the sum of draws."""
    given = np.ones(len(draws)) if times is None else np.array(times, dtype=float)
    (curve,) = convolved(tables(draws), [Parts(np.arange(len(draws)), given)], beyond)
    return curve


def at(curve, chances=AT):
    return np.interp(chances, curve.below, curve.at)


class TestClosedForms:
    def test_two_uniforms_are_a_triangle(self):
        """The best known of all convolutions."""
        expected = np.where(AT < 0.5, np.sqrt(2 * AT), 2 - np.sqrt(2 * (1 - AT)))

        assert np.abs(at(sum_of([uniform(), uniform()])) - expected).max() < 2 * 3e-4

    def test_three_uniforms(self):
        """Irwin and Hall: x^3 / 6 at first, 1/2 in the middle."""
        curve = sum_of([uniform(), uniform(), uniform()])
        below = np.interp([0.5, 1.0, 1.5, 2.0], curve.at, curve.below)

        assert below == pytest.approx([1 / 48, 1 / 6, 1 / 2, 5 / 6], abs=3e-4)

    def test_one_uniform_is_itself(self):
        """Nothing is smoothed where nothing is added."""
        assert np.abs(at(sum_of([uniform(2, 5)], [3])) - (6 + 9 * AT)).max() < 9 * 1e-4

    def test_uniforms_of_very_different_width(self):
        """The small one matters little, and exactly as much as it does."""
        curve = sum_of([uniform(0, 1000), uniform(0, 1)])
        # Of this trapezoid the middle part is a line.
        assert at(curve, [0.5]) == pytest.approx([500.5], abs=0.3)
        assert at(curve, [0.25]) == pytest.approx([250.5], abs=0.3)

    def test_many_are_normal(self):
        """A hundred uniforms have the quantiles of a normal, as far as that goes."""
        curve = sum_of([uniform() for _ in range(100)])
        spread = (100 / 12) ** 0.5

        assert at(curve, [0.1, 0.5, 0.9]) == pytest.approx(
            [50 - 1.2816 * spread, 50, 50 + 1.2816 * spread], abs=0.01
        )

    def test_more_than_are_convolved_one_by_one(self):
        """Of a thousand, the smallest make a normal together; mean and spread are theirs."""
        draws = [uniform(0, 1 + index / 100) for index in range(1000)]
        curve = sum_of(draws)
        mean = sum(each.mean for each in draws)
        spread = sum(each.variance for each in draws) ** 0.5

        assert at(curve, [0.1, 0.5, 0.9]) == pytest.approx(
            [mean - 1.2816 * spread, mean, mean + 1.2816 * spread], rel=1e-4
        )

    def test_what_is_known_only_moves(self):
        """A fixed part is added; with nothing else the sum is one value."""
        alone = sum_of([Draw(3, 3, 3, PERT), Draw(2, 2, 2, PERT)], [2, 1])

        assert at(alone).tolist() == [8] * len(AT)
        assert np.abs(at(sum_of([Draw(3, 3, 3, PERT), uniform()])) - (3 + AT)).max() < 1e-4

    def test_a_lognormal_alone(self):
        """To the highest percentile that may be asked for, and with most of its cells below."""
        draw = Draw(1, 50.5, 100, Shape("lognormal"))
        expected = quantiles(tables([draw]), 0, AT)

        assert np.abs(at(sum_of([draw])) - expected).max() < 99 * 3e-4

    def test_the_longest_lognormal(self):
        """Of one that is as wide as any may be, too, all percentiles are right."""
        draw = Draw(1, 5000.5, 10_000, Shape("lognormal"))
        expected = quantiles(tables([draw]), 0, AT)

        assert np.abs(at(sum_of([draw])) - expected).max() < 9_999 * 3e-4


@pytest.mark.parametrize("shape", ["pert", "triangular", "uniform", "lognormal"])
@pytest.mark.parametrize("count", [2, 7, 40])
def test_against_a_long_simulation(shape, count):
    """Drawn with numpy's own generators: all percentiles within what simulating can tell."""
    random = np.random.default_rng(count)
    draws = []
    total = np.zeros(100_000)
    for low, middle, high in np.sort(random.uniform(1, 50, (count, 3)), axis=1):
        if shape == "pert":
            up = 4 * (middle - low) / (high - low)
            each = low + (high - low) * random.beta(1 + up, 5 - up, len(total))
        elif shape == "triangular":
            each = random.triangular(low, middle, high, len(total))
        elif shape == "uniform":
            each = random.uniform(low, high, len(total))
        else:
            spread = np.log(high / low) / (2 * 1.6448536269514722)
            each = random.lognormal(np.log(low * high) / 2, spread, len(total))
        draws.append(Draw(low, middle, high, Shape(shape)))
        total += each
    chances = np.array([0.1, 0.5, 0.8, 0.9])
    found = at(sum_of(draws), chances)
    near = np.quantile(total, [chances - 0.01, chances + 0.01])
    # Two of a hundred cases apart: so steep is the distribution there.
    error = np.sqrt(chances * (1 - chances) / len(total)) * (near[1] - near[0]) / 0.02
    width = sum(each.width for each in draws)

    assert (np.abs(found - np.quantile(total, chances)) < 4 * error + 1e-4 * width).all()


@st.composite
def _draws(draw):
    low, wide, up = draw(st.floats(0, 100)), draw(st.floats(0, 100)), draw(st.floats(0, 1))
    name = draw(st.sampled_from(["pert", "triangular", "uniform"]))
    return Draw(low, low + wide * up, low + wide, Shape(name))


@given(draws=st.lists(_draws(), min_size=1, max_size=6), scale=st.floats(0.1, 10))
def test_laws(draws, scale):
    """Percentiles rise, lie between the bounds, and grow with what is added up."""
    curve = sum_of(draws)
    found = at(curve)
    low, high = sum(each.low for each in draws), sum(each.high for each in draws)
    slack = 1e-9 + (high - low) * 1e-2

    assert (np.diff(curve.below) >= 0).all()
    assert (np.diff(curve.at) >= 0).all()
    assert low - slack <= found[0] <= found[-1] <= high + slack
    assert at(sum_of(draws, [scale] * len(draws))) == pytest.approx(found * scale, abs=1e-9 + slack)
    assert (at(sum_of([*draws, uniform()])) >= found - slack / 5).all()


def test_sums_are_worked_on_in_blocks():
    """Many sums at once are the same as one by one."""
    draws = [uniform(0, 1 + index) for index in range(40)]
    known = tables(draws)
    sums = [Parts(np.arange(40), np.full(40, 1.0 + index)) for index in range(120)]
    together = convolved(known, sums, 0.001)
    (alone,) = convolved(known, sums[-1:], 0.001)

    assert together[-1].at.tolist() == alone.at.tolist()
    assert np.abs(together[-1].below - alone.below).max() < 1e-12
