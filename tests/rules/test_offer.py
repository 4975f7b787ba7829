"""Remedies that are made when somebody asks for them."""

from __future__ import annotations

import pickle

import pytest

from aufwand.errors import Fault
from aufwand.estimates import estimate
from aufwand.model import Activity, Plan
from aufwand.rules import Drop, Match, Remedy, RuleSet, assess, rule
from aufwand.rules._offer import NOTHING, Offer, offer_of

DROP = Remedy("Drop it", "trade-off", Drop("activities.posts"))
PLAN = Plan("A", activities=[Activity("posts", duration="1 h")])


def test_a_function_is_called_when_somebody_asks():
    """Once, and what it made is kept."""
    asked = []

    def make():
        asked.append(1)
        yield DROP

    match = Match("activities.posts", remedies=make)

    assert asked == []
    assert (DROP,) == match.remedies == match.remedies
    assert asked == [1]


def test_a_generator_is_asked_later_too():
    """Whoever asks first, all see the same."""
    match = Match(remedies=(each for each in [DROP]))
    offer = match._offer.found_in(estimate(PLAN))

    assert (DROP,) == offer.remedies == match.remedies


def test_savings_come_with_the_finding():
    """They are reckoned from its plan."""
    made = rule("ACME001", "acme")(lambda facts: [Match(remedies=lambda: [DROP])])
    (found,) = assess(PLAN, rules=RuleSet([made])).findings

    assert "1 h" == str(found.remedies[0].saves)


def test_equal_offers_offer_the_same():
    """However they were made."""
    assert Offer(lambda: [DROP]) == Offer((DROP,))
    assert hash(Offer(lambda: [DROP])) == hash(Offer((DROP,)))
    assert Offer(()) != Offer((DROP,))
    assert Offer(()) != ()


def test_an_offer_travels_as_what_it_made():
    """A function would not."""
    offer = Offer(lambda: [DROP], estimate(PLAN))

    assert offer == pickle.loads(pickle.dumps(offer))
    assert offer.found_in(estimate(PLAN)).remedies[0].saves == offer.remedies[0].saves


def test_everything_that_is_remedies_is_an_offer():
    """One, several, or none; none is always the same."""
    assert (DROP,) == offer_of(DROP).remedies == offer_of([DROP]).remedies
    assert offer_of(()) is NOTHING
    assert offer_of(NOTHING) is NOTHING


@pytest.mark.parametrize("value", [3, [3], [DROP] * 21, lambda: [3], lambda: 3])
def test_other_things_are_none(value):
    """Now, or when they are made."""
    with pytest.raises((Fault, TypeError)):
        assert offer_of(value).remedies
