"""What moves a total does so in any order, and all shares make the whole."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from aufwand.estimates import estimate
from aufwand.model import Activity, Correlation, Driver, Plan, Role
from aufwand.units import Range

ENDS = st.lists(st.integers(0, 9), min_size=3, max_size=3).map(sorted)
SHAPES = st.sampled_from(["pert", "pert 8", "triangular"])
AREAS = ("content", "dialogue")


@st.composite
def small_plans(draw):
    """Return a plan of few parts, as whole plans take long to draw."""
    activities = [
        Activity(
            f"a{index}",
            area=draw(st.sampled_from(AREAS)),
            duration=[f"{end} h" for end in draw(ENDS)],
            shape=draw(SHAPES),
            roles=draw(st.sampled_from([(), "pr", ["pr", "care"]])),
        )
        for index in range(draw(st.integers(0, 4)))
    ]
    drivers = [
        Driver(
            f"d{index}",
            factor=draw(ENDS),
            shape=draw(SHAPES),
            areas=draw(st.sampled_from([(), AREAS[:1], AREAS])),
        )
        for index in range(draw(st.integers(0, 3)))
    ]
    between = [("a0", "a1"), ("a2", "a1")] if len(activities) > 2 and draw(st.booleans()) else []
    correlations = [Correlation(pair, draw(st.sampled_from([-0.7, 0.3, 0.7]))) for pair in between]
    roles = [Role("pr", rate="45 EUR/h"), Role("care")]
    return Plan("A", activities=activities, drivers=drivers, roles=roles, correlations=correlations)


MANY = small_plans()


def widened(known):
    """Return a range twice as wide around what is likely, as far as there is room below."""
    low, likely, high = known.low, known.likely, known.high
    down = min(low, likely - low)
    return Range(low - down, likely, high + (high - likely))


@given(plan=MANY, data=st.data())
def test_order_changes_nothing(plan, data):
    """Shuffled parts give the same inputs in the same order, to the last digit."""
    shuffled = {
        name: data.draw(st.permutations(getattr(plan, name)), label=name)
        for name in ("activities", "drivers", "roles", "correlations")
    }

    assert estimate(plan).sensitivity() == estimate(plan.with_(**shuffled)).sensitivity()


@given(plan=MANY)
def test_shares_make_the_whole(plan):
    """Shares sum to 1, none is below 0 without correlations, and the larger come first."""
    found = estimate(plan).sensitivity()
    shares = [each.share for each in found.inputs]

    assert sum(shares) == pytest.approx(1 if found.deviation else 0)
    assert bool(found.deviation) <= bool(shares)
    assert [round(each, 12) for each in shares] == sorted(
        (round(each, 12) for each in shares), reverse=True
    )
    if found.method == "shapley":
        assert min(shares, default=0.0) >= 0


@given(plan=MANY)
def test_ends_lie_around_what_is_likely(plan):
    """No end is beyond the bounds, no swing below nothing, and all have the likely total."""
    whole = estimate(plan)
    found = whole.sensitivity()

    assert whole.weekly.likely == found.likely
    for each in found.inputs:
        assert whole.weekly.low <= each.low <= found.likely <= each.high <= whole.weekly.high
        assert each.swing.minutes >= 0


@given(plan=MANY)
def test_what_is_known_moves_nothing(plan):
    """A plan whose numbers are all known has no inputs."""
    known = plan.with_(
        activities=[
            each.with_(duration=Range.at(each.duration.likely), shape="pert")
            for each in plan.activities
        ],
        drivers=[
            evolve(each, factor=Range.at(each.factor.likely), shape="pert") for each in plan.drivers
        ],
    )
    found = estimate(known).sensitivity()

    assert (found.inputs, found.deviation.minutes) == ((), 0)


@given(plan=MANY, data=st.data())
def test_wider_never_swings_less(plan, data):
    """An input about which less is known moves the total at least as far."""
    whole = estimate(plan).sensitivity()
    assume(whole.inputs)
    path = data.draw(st.sampled_from([each.path for each in whole.inputs]), label="path")
    collection, key, _ = path.split(".")
    if collection == "activities":
        activity = plan.activity(key)
        changed = plan.adding(activity.with_(duration=widened(activity.duration), shape="pert"))
    else:
        changed = plan.with_(
            drivers=[
                evolve(each, factor=widened(each.factor), shape="pert") if each.key == key else each
                for each in plan.drivers
            ]
        )
    before, after = (
        {each.path: each.swing for each in found.inputs}[path]
        for found in (whole, estimate(changed).sensitivity())
    )

    assert before <= after
