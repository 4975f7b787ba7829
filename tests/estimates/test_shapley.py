"""Shares of a variance, against going through all sets and against sampling."""

from __future__ import annotations

from itertools import chain, combinations
from math import factorial, prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufwand.errors import Fault
from aufwand.estimates import _shapley
from aufwand.estimates._shapley import Term, shares

VARIANCES = st.sampled_from([0.0, 1e-6, 0.003, 0.1, 0.5, 2.0, 40.0])


@st.composite
def sums(draw):
    """Return terms over at most three drivers, and what varies of each driver."""
    count = draw(st.integers(0, 3))
    terms = [
        Term(
            draw(st.floats(0.01, 100)),
            draw(VARIANCES),
            tuple(sorted(draw(st.sets(st.integers(0, count - 1)) if count else st.just(())))),
        )
        for _ in range(draw(st.integers(0, 3)))
    ]
    return terms, [draw(VARIANCES) for _ in range(count)]


def explained(terms, variances, known):
    """Return the variance of what is expected of the sum once the inputs *known* are."""

    def among(one, other):
        # The covariance of two terms: what both have, and is known, does not cancel out.
        both = [("driver", each) for each in one.drivers if each in other.drivers]
        found = prod(1 + variances[place] for kind, place in both if (kind, place) in known)
        if one is other and ("term", terms.index(one)) in known:
            found *= 1 + one.variance
        return one.mean * other.mean * (found - 1)

    return sum(among(one, other) for one in terms for other in terms)


def by_all_sets(terms, variances):
    """Return the Shapley effects by their definition: what each adds to every set of others."""
    inputs = [("term", index) for index in range(len(terms))]
    inputs += [("driver", index) for index in range(len(variances))]
    count = len(inputs)
    found = []
    for one in inputs:
        others = [each for each in inputs if each != one]
        subsets = chain.from_iterable(combinations(others, size) for size in range(count))
        found.append(
            sum(
                factorial(len(each))
                * factorial(count - len(each) - 1)
                / factorial(count)
                * (
                    explained(terms, variances, {*each, one})
                    - explained(terms, variances, set(each))
                )
                for each in subsets
            )
        )
    whole = explained(terms, variances, set(inputs))
    return [each / whole if whole else 0.0 for each in found], whole**0.5


@given(made=sums())
def test_shares_are_those_of_all_sets(made):
    """The closed form is the mean of what an input adds, over all orders of all inputs."""
    terms, variances = made
    # Two equal terms are two all the same.
    terms = [each._replace(mean=each.mean * (1 + index / 7)) for index, each in enumerate(terms)]
    found = shares(terms, variances)
    expected, deviation = by_all_sets(terms, variances)

    assert expected == pytest.approx([*found.terms, *found.drivers], abs=1e-7)
    assert deviation == pytest.approx(found.deviation, rel=1e-7)


def sampled(terms, variances, together):
    """Return shares and deviation of a long run of normals, part by part of the sum."""
    count, size = len(terms), 400_000
    covariance = np.diag([each.variance for each in terms])
    for one, other, value in together:
        covariance[one, other] = covariance[other, one] = value
    rng = np.random.default_rng(4)
    durations = rng.multivariate_normal(np.zeros(count), covariance, size).T
    factors = rng.normal(0, np.sqrt(variances)[:, None], (len(variances), size))
    parts = np.zeros((count + len(variances), size))
    for index, each in enumerate(terms):
        members = [(index, durations[index])]
        members += [(count + place, factors[place]) for place in each.drivers]
        for chosen in chain.from_iterable(
            combinations(members, length) for length in range(1, len(members) + 1)
        ):
            value = each.mean * prod(values for _, values in chosen)
            for place, _ in chosen:
                parts[place] += value / len(chosen)
    whole = parts.sum(axis=0)
    return [np.cov(part, whole)[0, 1] / whole.var() for part in parts], whole.std()


@pytest.mark.parametrize(
    "together", [[], [(0, 2, 0.05)], [(0, 1, -0.09), (1, 2, 0.05)]], ids=["apart", "one", "two"]
)
def test_shares_are_those_of_a_long_run(together):
    """Parts of the sum vary with it as the closed form says, with and without correlation."""
    terms = [Term(3, 0.1, (0,)), Term(2, 0.2, (0, 1)), Term(1, 0.4, ()), Term(4, 0.05, (1, 2))]
    variances = [0.05, 0.1, 0.02]
    found = shares(terms, variances, together)
    expected, deviation = sampled(terms, variances, together)

    assert expected == pytest.approx([*found.terms, *found.drivers], abs=0.004)
    assert deviation == pytest.approx(found.deviation, rel=0.005)


def test_nothing_to_share():
    """Without terms, or where nothing varies, there is nothing to share."""
    assert ([], [0.0], 0.0) == shares([], [0.2])
    assert ([0.0], [0.0], 0.0) == shares([Term(3, 0.0, (0,))], [0.0])


def test_what_cancels_out_has_no_share():
    """Two that always go against each other leave nothing uncertain."""
    found = shares([Term(2, 0.25, ()), Term(2, 0.25, ())], [], [(0, 1, -0.25)])

    assert ([0.0, 0.0], [], 0.0) == found


def test_a_share_can_be_below_nothing():
    """What goes against something larger takes from the variance."""
    found = shares([Term(4, 0.25, ()), Term(1, 0.25, ())], [], [(0, 1, -0.25)])

    assert [4 / 3, -1 / 3] == pytest.approx(found.terms)


def test_fewer_nodes_are_as_exact(monkeypatch):
    """Two hundred drivers need few nodes where they vary little, and give the same with all."""
    terms = [Term(1 + index, 0.1, tuple(range(index, 200, 1 + index % 3))) for index in range(20)]
    variances = [0.002 + place / 20_000 for place in range(200)]
    few = shares(terms, variances)
    assert len(_shapley._Products([each.drivers for each in terms], variances).nodes) < 20
    monkeypatch.setattr(_shapley, "_SLACK", -1.0)
    assert len(_shapley._Products([each.drivers for each in terms], variances).nodes) == 101
    every = shares(terms, variances)

    assert every.terms == pytest.approx(few.terms, rel=1e-12)
    assert every.drivers == pytest.approx(few.drivers, rel=1e-12)


def test_many_drivers_on_one_term():
    """A thousand equal drivers share equally, by the closed form of one product."""
    found = shares([Term(1, 0.0, tuple(range(1000)))], [0.01] * 1000)

    assert [0.001] * 1000 == pytest.approx(found.drivers, rel=1e-9)
    assert (1.01**1000 - 1) ** 0.5 == pytest.approx(found.deviation, rel=1e-9)


def test_lots_are_the_same_as_one(monkeypatch):
    """What shares no driver is looked at apart, in lots and blocks, which changes nothing."""
    terms = [Term(1 + index % 7, 0.1, (index // 2, 200)) for index in range(8)]
    terms += [Term(1 + index % 5, 0.2, (index // 2, index // 2 + 1)) for index in range(10, 300, 4)]
    terms += [Term(2, 0.3, ())]
    variances = [0.01 * (1 + place % 9) for place in range(201)]
    found = shares(terms, variances)
    monkeypatch.setattr(_shapley, "_apart", lambda sets: [sets])
    monkeypatch.setattr(_shapley, "_AT_ONCE", 1)
    again = shares(terms, variances)

    assert again.terms == pytest.approx(found.terms, rel=1e-12)
    assert again.drivers == pytest.approx(found.drivers, rel=1e-12)


@pytest.mark.parametrize("count", [1500, 3000])
def test_too_many_overlaps_are_refused(monkeypatch, count):
    """Nobody waits for sets of drivers that overlap in a million ways."""
    monkeypatch.setattr(_shapley, "MOST_WORK", 10**8)
    terms = [
        Term(1, 0.1, tuple(place for place in range(12) if number >> place & 1))
        for number in range(1, count)
    ]

    with pytest.raises(Fault, match="fewer different sets"):
        shares(terms, [2.0] * 12)


def test_a_variance_without_end_is_refused():
    """More than a float holds is told, not shown as infinite."""
    with pytest.raises(Fault, match="ranges whose spread a float can hold"):
        shares([Term(1, 0.1, tuple(range(400)))], [9.0] * 400)
