"""Same inputs, same numbers: again, in another thread, and in another process."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import pytest
from hypothesis import given

from aufwand.estimates import estimate
from aufwand.testing.strategies import plans


@pytest.fixture(scope="module")
def elsewhere():
    """A process of its own, with a hash seed of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        yield pool


@pytest.fixture(scope="module")
def threads():
    """A few threads."""
    with ThreadPoolExecutor(4) as pool:
        yield pool


@given(plan=plans())
def test_another_process_says_the_same(elsewhere, plan):
    """An estimate made elsewhere equals, hashes and reads like the one made here."""
    here, there = estimate(plan), elsewhere.submit(estimate, plan).result()

    assert here == there
    assert hash(here) == hash(there)
    assert here.as_dict() == there.as_dict()
    assert list(here.by("channel", "role")) == list(there.by("channel", "role"))
    assert here.to_rows() == there.to_rows()
    assert str(here.explain()) == str(there.explain())


@given(plan=plans())
def test_threads_say_the_same(threads, plan):
    """One estimate asked by several threads at once gives one answer."""
    here, shared = estimate(plan), estimate(plan)

    for answer in threads.map(lambda each: each.as_dict(), [shared] * 4):
        assert here.as_dict() == answer


@given(plan=plans())
def test_asking_changes_nothing(plan):
    """Numbers do not depend on what was asked before, nor on going through pickle."""
    fresh, asked = estimate(plan), estimate(plan)
    before = pickle.dumps(asked)
    asked.as_dict(), asked.to_rows(), asked.explain(), asked.by("area", "role")

    assert fresh == asked
    assert before == pickle.dumps(asked)
    assert fresh.as_dict() == pickle.loads(before).as_dict()


PROGRAM = """
import json
from aufwand.estimates import estimate
from aufwand.model import Activity, Channel, Driver, Plan, Role
plan = Plan(
    "Bakery",
    channels=[Channel("facebook", messages=20, answered=0.9), Channel("blog", pieces=2.5)],
    roles=[Role("pr", rate="45 EUR/h"), Role("care", rate="38.50 EUR/h")],
    activities=[
        Activity("dialogue", duration="5-9 min", per="reply", roles={"pr": 0.3, "care": 0.7}),
        Activity("content", duration="3-5 h", per="piece", roles=["pr"]),
        Activity("review", duration="1 h", per="every 3 weeks", channels=["blog", "facebook"]),
    ],
    drivers=[Driver("languages", factor=[1.5, 1.7, 2.0], areas=["content"])],
)
found = estimate(plan)
print(json.dumps([found.as_dict(), found.to_rows(), found.explain().as_dict()]))
"""


def test_hash_seeds_change_nothing():
    """The order of hashes reaches no output."""
    said = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4294967295")
    }

    assert len(said) == 1
    assert json.loads(said.pop())[0]["unit"] == "h"
