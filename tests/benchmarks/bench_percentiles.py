"""How long all percentiles of an estimate take, beside a textbook Monte Carlo in NumPy.

Both answer the same: P10, P50, P80 and P90 of the total and of every activity, channel, role and
area of the realistic plan; the Monte Carlo by 100,000 draws. Only the ratios mean anything.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import numpy as np
from _peers import interleaved, ratio_line, realistic_plan

from aufwand.estimates import estimate
from aufwand.estimates._draws import draw_of_activity, draw_of_driver
from aufwand.estimates._terms import GROUPINGS, grouped, typical_rows

if TYPE_CHECKING:
    from aufwand.model import Plan

PERCENTILES = (10, 50, 80, 90)


def ours(plan: Plan) -> list[list[float]]:
    """All percentiles, from the plan on."""
    found = estimate(plan)
    asked = [found.distribution()]
    for dimension in ("activity", "channel", "role", "area"):
        asked += found.distributions(dimension).values()
    return [[each.percentile(at).hours for at in PERCENTILES] for each in asked]


def textbook(plan: Plan, draws: int = 100_000, seed: int = 0) -> list[list[float]]:
    """The same by drawing: one broadcast beta, sums by group, ``np.percentile``."""
    random = np.random.default_rng(seed)
    known = [draw_of_activity(each) for each in plan.activities]
    low = np.array([each.low for each in known])
    width = np.array([each.width for each in known])
    shapes = np.array([each._beta for each in known])
    drawn = low + width * random.beta(shapes[:, 0], shapes[:, 1], size=(draws, len(known)))
    for driver in plan.drivers:
        factor = draw_of_driver(driver)
        one, other = factor._beta
        scale = factor.low + factor.width * random.beta(one, other, size=draws)
        scaled = [index for index, each in enumerate(plan.activities) if driver.scales(each)]
        drawn[:, scaled] *= scale[:, None]
    found: list[list[float]] = []
    rows = typical_rows(plan)
    for grouping in GROUPINGS:
        by = grouped(plan, rows, grouping)
        for group in range(len(by.keys)):
            own = by.groups == group
            activities = [rows[row].activity for row in by.rows[own]]
            total = drawn[:, activities] @ by.amounts[own]
            found.append([each / 60 for each in np.percentile(total, PERCENTILES)])
    return found


def main() -> None:
    """Compare, and fail where both do not say the same."""
    driven = realistic_plan()
    plain = driven.with_(drivers=())
    for name, plan, goal in (("independent", plain, 0.10), ("with a driver", driven, 0.20)):
        here, there = np.array(ours(plan)), np.array(textbook(plan))
        if not np.allclose(here, there, rtol=0.01):
            sys.exit("the two do not say the same")
        times = interleaved(
            {"ours": lambda plan=plan: ours(plan), "theirs": lambda plan=plan: textbook(plan)},
            repeats=9,
        )
        print(
            ratio_line(f"all percentiles, {name} / NumPy", times["ours"], times["theirs"], goal),
            f"({len(here)} sums, {times['ours'] * 1e3:.1f} and {times['theirs'] * 1e3:.0f} ms)",
        )


if __name__ == "__main__":
    main()
