"""Quantiles of polynomials in the same draws."""

from __future__ import annotations

import numpy as np

from aufwand.estimates._elimination import Draws, Elimination, probabilities


def _refused(*_):
    raise AssertionError("nothing has to be held here")


def test_what_is_sure_is_the_same_at_every_probability():
    """A sum without any draw in it."""
    at = probabilities()
    found = Elimination(Draws(at[None, :], 1), _refused, _refused, 1e-4)

    assert (found.quantiles([frozenset()], np.array([[2.0]])) == 2.0).all()


def test_a_product_is_worked_out_once():
    """And scaled for every sum."""
    at = probabilities()
    found = Elimination(Draws(np.array([1 + at]), 1), _refused, _refused, 1e-4)
    one, other = (
        found.quantiles([frozenset([0])], np.array([[amount]]))[0] for amount in (1.0, 3.0)
    )

    assert np.allclose(one, 1 + at)
    assert np.allclose(other, 3 * one)
