"""What is true of every plan, whatever is in it."""

from __future__ import annotations

import pickle
import subprocess
import sys
from random import Random

from attrs import evolve, fields
from hypothesis import example, given
from hypothesis import strategies as st

from aufwand.model import Activity, Plan, Role
from aufwand.model.plan import COLLECTIONS
from aufwand.testing.strategies import plans


@given(plan=plans())
def test_a_copy_field_by_field_is_equal(plan):
    """And so is its hash: nothing hides beside the fields."""
    copy = Plan(**{each.name: getattr(plan, each.name) for each in fields(Plan)})

    assert plan == copy
    assert hash(plan) == hash(copy)
    assert repr(plan) == repr(copy)


@given(plan=plans())
def test_parts_are_sound_by_themselves(plan):
    """Made again of what they say, they are the same."""
    for collection in COLLECTIONS:
        for part in getattr(plan, collection):
            assert part == evolve(part)
            assert hash(part) == hash(evolve(part))


@given(plan=plans(), name=st.sampled_from(["another", "name"]))
def test_a_changed_plan_is_another(plan, name):
    """Whatever else is in it."""
    changed = plan.with_(name=f"{plan.name} {name}")

    assert plan != changed
    assert changed.with_(name=plan.name) == plan


@given(plan=plans())
def test_pickling_is_a_round_trip(plan):
    """With every protocol that keeps classes."""
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(plan, protocol))

        assert plan == again
        assert hash(plan) == hash(again)


@given(plan=plans(min_roles=2, min_activities=2, max_activities=4), seed=st.integers(0, 99))
def test_order_does_not_make_a_plan_sound(plan, seed):
    """Permuted, it is still a plan, with the same parts."""
    shuffled = {}
    for collection in COLLECTIONS:
        parts = list(getattr(plan, collection))
        Random(seed).shuffle(parts)
        shuffled[collection] = parts
    permuted = plan.with_(**shuffled)

    assert plan.currency == permuted.currency
    for collection in COLLECTIONS:
        assert set(getattr(plan, collection)) == set(getattr(permuted, collection))


@given(plan=plans())
def test_every_part_is_found_by_its_key(plan):
    """Keys are unique within their collection."""
    found = [
        *(plan.audience(part.key) for part in plan.audiences),
        *(plan.channel(part.key) for part in plan.channels),
        *(plan.role(part.key) for part in plan.roles),
        *(plan.activity(part.key) for part in plan.activities),
    ]

    assert found == [*plan.audiences, *plan.channels, *plan.roles, *plan.activities]


@given(plan=plans(min_roles=1))
@example(plan=Plan("p", roles=Role("a"), activities=Activity("x", duration="1 h", roles="a")))
def test_adding_what_is_there_changes_nothing(plan):
    """It takes the place of itself."""
    assert plan == plan.adding(*plan.roles, *plan.activities, *plan.drivers, *plan.channels)


def test_a_plan_travels_to_another_process():
    """Pickled here, equal there, though hashes of text differ from process to process."""
    made = (
        "Plan('Bakery', roles=[Role('pr', capacity='12 h/week', rate='45 EUR/h')], "
        "activities=[Activity('reel', duration='2-4 h', per='every 3 weeks', roles='pr')])"
    )
    there = (
        "import pickle, sys; from aufwand.model import Activity, Plan, Role; "
        "plan = pickle.loads(sys.stdin.buffer.read()); "
        f"same = {made}; "
        "sys.exit(not (plan == same and hash(plan) == hash(same) and plan in {same}))"
    )
    plan = Plan(
        "Bakery",
        roles=[Role("pr", capacity="12 h/week", rate="45 EUR/h")],
        activities=[Activity("reel", duration="2-4 h", per="every 3 weeks", roles="pr")],
    )
    ended = subprocess.run(
        [sys.executable, "-c", there], input=pickle.dumps(plan), check=False, capture_output=True
    )

    assert ended.returncode == 0, ended.stderr.decode()
