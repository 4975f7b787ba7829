"""What is not known exactly: closed forms, and the tables that are made of them."""

from __future__ import annotations

from math import exp, log
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufwand.estimates._draws import (
    Draw,
    cumulative,
    draw_of_activity,
    draw_of_driver,
    draw_of_event,
    quantiles,
    standard_normal,
    tables,
)
from aufwand.model import Activity, Driver, Event
from aufwand.testing.strategies import factors, shapes
from aufwand.units import Shape
from aufwand.units.shape import fits

#: Distributions that a formula of school says, from 0 to 1.
CLOSED = {
    "mode at the low end": (Draw(0, 0, 1, Shape()), lambda x: 1 - (1 - x) ** 5),
    "mode at the high end": (Draw(0, 1, 1, Shape()), lambda x: x**5),
    "mode in the middle": (Draw(0, 0.5, 1, Shape()), lambda x: 10 * x**3 - 15 * x**4 + 6 * x**5),
    "of weight 2": (Draw(0, 0.5, 1, Shape("pert", 2)), lambda x: 3 * x**2 - 2 * x**3),
    "uniform": (Draw(0, 0.5, 1, Shape("uniform")), lambda x: x),
    "triangle in the middle": (
        Draw(0, 0.5, 1, Shape("triangular")),
        lambda x: np.where(x < 0.5, 2 * x**2, 1 - 2 * (1 - x) ** 2),
    ),
    "triangle, all falling": (Draw(0, 0, 1, Shape("triangular")), lambda x: 1 - (1 - x) ** 2),
    "triangle, all rising": (Draw(0, 1, 1, Shape("triangular")), lambda x: x**2),
}


@pytest.mark.parametrize("name", CLOSED)
class TestClosedForms:
    def test_the_distribution(self, name):
        """What the tables say is what the formula says."""
        draw, formula = CLOSED[name]
        at = np.linspace(-0.1, 1.1, 1201)
        found = cumulative(tables([draw]), np.zeros(1201, dtype=np.intp), at)

        assert np.abs(found - formula(np.clip(at, 0, 1))).max() < 1e-5

    def test_quantiles_undo_it(self, name):
        """From a probability to a value and back."""
        draw, formula = CLOSED[name]
        at = np.linspace(0.001, 0.999, 999)

        assert np.abs(formula(quantiles(tables([draw]), 0, at)) - at).max() < 1e-5

    def test_mean_and_variance(self, name):
        """They are those of the distribution, integrated by trapezoids."""
        draw, formula = CLOSED[name]
        at = np.linspace(0, 1, 200_001)
        mean = np.trapezoid(1 - formula(at), at)
        square = np.trapezoid(2 * at * (1 - formula(at)), at)

        assert draw.mean == pytest.approx(mean, abs=1e-9)
        assert draw.variance == pytest.approx(square - mean**2, abs=1e-9)


class TestLognormal:
    def test_nine_of_ten_lie_between_its_ends(self):
        """One of twenty is below, one above, and the middle is their geometric mean."""
        draw = Draw(1, 50.5, 100, Shape("lognormal"))
        found = cumulative(tables([draw]), np.zeros(4, dtype=np.intp), np.array([0, 1, 10, 100.0]))

        assert np.abs(found - [0, 0.05, 0.5, 0.95]).max() < 1e-7
        assert not draw.bounded

    def test_its_moments(self):
        """Those of the textbook."""
        draw = Draw(1, 50.5, 100, Shape("lognormal"))
        spread = log(100) / (2 * NormalDist().inv_cdf(0.95))

        assert draw.mean == pytest.approx(10 * exp(spread**2 / 2))
        assert draw.variance == pytest.approx((exp(spread**2) - 1) * draw.mean**2)

    def test_quantiles(self):
        """The logarithm is normal."""
        draw = Draw(1, 50.5, 100, Shape("lognormal"))
        at = np.array([0.01, 0.05, 0.5, 0.95, 0.99])
        spread = log(100) / (2 * NormalDist().inv_cdf(0.95))
        expected = [10 * exp(spread * NormalDist().inv_cdf(each)) for each in at]

        assert quantiles(tables([draw]), 0, at) == pytest.approx(expected, rel=1e-5)


class TestFixed:
    @pytest.mark.parametrize("shape", ["pert", "triangular", "uniform", "lognormal"])
    def test_it_is_its_value(self, shape):
        """Whatever its shape."""
        draw = Draw(3, 3, 3, Shape(shape))

        assert (draw.fixed, draw.bounded, draw.mean, draw.variance) == (True, True, 3, 0)
        assert quantiles(tables([draw]), 0, np.array([0.1, 0.9])).tolist() == [3, 3]


@given(known=factors(min_value=0.5), shape=shapes())
def test_every_draw_is_in_order(known, shape):
    """Quantiles rise with their probability, between the ends; the mean lies between them."""
    try:
        fits(shape, known)
    except ValueError:
        return
    draw = draw_of_driver(Driver("d", factor=known, shape=shape))
    found = quantiles(tables([draw]), 0, np.linspace(0.001, 0.999, 300))

    assert (np.diff(found) >= 0).all()
    assert draw.low <= draw.mean or not draw.bounded
    if draw.bounded:
        assert found[0] >= draw.low - 1e-12
        assert found[-1] <= draw.high + 1e-12
        assert draw.mean <= draw.high + 1e-12
        assert 0 <= draw.variance <= draw.width**2 / 4 + 1e-12


def test_draws_of_parts():
    """Minutes of activities and events, factors of drivers, each with its shape."""
    activity = Activity("content", duration=["1 h", "2 h", "4 h"], shape="triangular")
    event = Event("wave", per_year=1, effort="8-40 h", shape="lognormal")

    assert draw_of_activity(activity) == Draw(60, 120, 240, Shape("triangular"))
    assert draw_of_event(event) == Draw(480, 1440, 2400, Shape("lognormal"))
    assert draw_of_driver(Driver("d", factor=2)) == Draw(2, 2, 2, Shape())


@given(count=st.integers(1, 50))
def test_the_standard_normal_is_symmetric(count):
    """As many below zero as above, each as far."""
    found = standard_normal(count)

    assert len(found) == count
    assert list(found) == sorted(found)
    assert found == pytest.approx([-each for each in reversed(found)])
