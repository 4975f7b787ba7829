"""What the benchmarks share: the realistic plan, and timing that is fair on a busy machine."""

from __future__ import annotations

from random import Random
from time import perf_counter
from typing import TYPE_CHECKING, Any

from aufwand.estimates import estimate
from aufwand.model import FIVE_AREAS, Activity, Channel, Driver, Plan, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["asked", "interleaved", "ratio_line", "realistic_plan"]

_PERIODS = ("workday", "week", "week", "month", "week", "piece", "message", "week")


def realistic_plan(duration: Callable[[int], Any] | None = None) -> Plan:
    """Return a plan of 6 channels, 40 activities, 5 roles and a driver.

    Args:
        duration: Makes a duration of minutes; left out, text such as ``15-30 min``.
    """
    random = Random(1)
    activities: list[Activity] = []
    for index in range(40):
        low = random.randint(5, 60)
        first, second = f"r{index % 5}", f"r{(index + 1) % 5}"
        served = [f"c{index % 6}", f"c{(index + 1) % 6}"]
        activities.append(
            Activity(
                f"a{index}",
                area=FIVE_AREAS[index % 5],
                duration=[duration(low), duration(2 * low)] if duration else f"{low}-{2 * low} min",
                per=_PERIODS[index % 8],
                times=random.choice([1, 2, 3]),
                channels=served[:1] if index % 3 else served,
                roles=[first] if index % 2 else {first: 0.7, second: 0.3},
            )
        )
    return Plan(
        "Bakery",
        channels=[Channel(f"c{index}", pieces=3, messages=20, answered=0.9) for index in range(6)],
        roles=[Role(f"r{index}", capacity="12 h/week", rate="45 EUR/h") for index in range(5)],
        activities=activities,
        drivers=[Driver("languages", factor=[1.5, 1.7, 2], areas=["content"])],
    )


def interleaved(
    contenders: Mapping[str, Callable[[], object]], *, repeats: int = 300
) -> dict[str, float]:
    """Return the shortest time of each contender in seconds, all run in turn.

    In turn, so that whatever else the machine does hits all of them; the shortest, as nothing
    makes code faster than it is.

    Args:
        contenders: What to time, by name.
        repeats: How often each is run.
    """
    shortest = dict.fromkeys(contenders, float("inf"))
    for _ in range(repeats):
        for name, run in contenders.items():
            started = perf_counter()
            run()
            shortest[name] = min(shortest[name], perf_counter() - started)
    return shortest


def ratio_line(what: str, ours: float, theirs: float, goal: float) -> str:
    """Return a line such as ``estimate / bare float loop: 4.8 (goal 8)``."""
    return f"{what}: {ours / theirs:.2g} (goal {goal:g})"


def asked(plan: Plan) -> None:
    """Estimate a plan and ask for what a report shows."""
    found = estimate(plan)
    assert found.weekly
    for dimension in ("activity", "channel", "role", "area"):
        assert found.by(dimension)
    assert found.cost is not None
    assert found.cost.weekly
