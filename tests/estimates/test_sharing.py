"""What is shared in the same way is summed before it is shared."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aufwand.estimates import _sharing as sharing
from aufwand.estimates._sharing import alike, bundled

#: Two that share three things half and half, and one who has the fourth.
HALVES = [alike({0: each / 2, 1: each / 2, 2: each}) for each in (2.0, 6.0, 1.0)]


def came_to(amounts, bundles, sums):
    """How much of each term is in which sum in the end."""
    found = []
    for own in amounts:
        by_sum = {}
        for amount, positions in own:
            for each in positions:
                shares = ((each, 1.0),) if each < sums else bundles[each - sums]
                for position, share in shares:
                    by_sum[position] = by_sum.get(position, 0.0) + amount * share
        found.append(by_sum)
    return found


def test_what_is_shared_alike_is_summed_once():
    """In a bundle, whole; what is alone in a sum stays there."""
    amounts, bundles = bundled(HALVES, [frozenset({0, 1}), frozenset({2})], 3)

    assert (((0, 0.5), (1, 0.5)),) == bundles
    assert [((each, (2, 3)),) for each in (2.0, 6.0, 1.0)] == amounts


@pytest.mark.parametrize(
    "given",
    [
        # Two are too few, another share is another way, and nothing is shared with nobody.
        HALVES[:2],
        [*HALVES[:2], alike({0: 1.0, 1: 0.5, 2: 1.0})],
        [*HALVES[:2], ()],
    ],
)
def test_few_are_no_bundle(given):
    """It would save nothing."""
    amounts, bundles = bundled(given, [frozenset({0, 1})], 3)

    assert not bundles
    assert given == amounts


def test_there_is_room_for_so_many(monkeypatch):
    """For those that save most."""
    monkeypatch.setattr(sharing, "_MOST", 1)
    apart = [alike({2: 1.0, 3: 1.0})] * 4
    _, bundles = bundled([*HALVES, *apart], [frozenset(range(4))], 4)

    assert (((2, 1.0), (3, 1.0)),) == bundles


@given(
    st.lists(
        st.dictionaries(st.integers(0, 4), st.sampled_from((0.5, 1.0, 3.0)), max_size=4), max_size=9
    )
)
@settings(max_examples=20)
def test_every_sum_has_what_it_had(given):
    """However it is bundled."""
    apart = [frozenset({0, 1}), frozenset({2, 3, 4})]
    amounts, bundles = bundled([alike(each) for each in given], apart, 5)

    for before, after in zip(given, came_to(amounts, bundles, 5), strict=True):
        assert after == pytest.approx(before)
