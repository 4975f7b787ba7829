"""How long an estimate takes, beside the same sums in bare floats and in naive pint arithmetic.

Run ``python tests/benchmarks/bench_estimate.py``; only the ratios mean anything.
"""

from __future__ import annotations

import sys
from math import isclose
from typing import TYPE_CHECKING, Any

import pint
from _peers import asked, interleaved, ratio_line, realistic_plan

from aufwand.estimates import estimate

if TYPE_CHECKING:
    from collections.abc import Callable

    from aufwand.model import Plan

WEEKLY = {"workday": 5.0, "week": 1.0, "month": 1 / 4.348125, "piece": 3.0, "message": 20.0}

UREG = pint.UnitRegistry()


def laid_out(plan: Plan, quantity: Callable[[float], Any]) -> list[tuple[Any, ...]]:
    """The plan as plain tuples, its durations as *quantity* makes them from hours."""
    items: list[tuple[Any, ...]] = []
    for each in plan.activities:
        own_work = each.per in {"piece", "message"}
        on = 1.0 if own_work else 1 / len(each.channels)
        scaled = (1.5, 1.7, 2.0) if each.area == "content" else (1.0, 1.0, 1.0)
        found = each.duration
        items.append(
            (
                each.key,
                each.area,
                [quantity(end.hours) for end in (found.low, found.likely, found.high)],
                WEEKLY[each.per] * each.times * each.people,
                [(share.key, on) for share in each.channels],
                [(share.key, share.weight or 1.0) for share in each.roles],
                scaled,
            )
        )
    return items


def summed(
    items: list[tuple[Any, ...]], rates: dict[str, Any], nothing: Any, free: Any
) -> tuple[Any, Any]:
    """Low, likely and high by activity, channel, role and area, in total, and the cost."""
    by_activity: dict[str, list[Any]] = {}
    by_channel: dict[str, list[Any]] = {}
    by_role: dict[str, list[Any]] = {}
    by_area: dict[str, list[Any]] = {}
    total = [nothing, nothing, nothing]
    cost = [free, free, free]
    for key, area, ends, often, channels, roles, factors in items:
        # Written out, as a loop over three would make the peer slower than it need be.
        low = ends[0] * often * factors[0]
        likely = ends[1] * often * factors[1]
        high = ends[2] * often * factors[2]
        for channel, on in channels:
            for role, by in roles:
                share = on * by
                rate = rates[role]
                least, probable, most = low * share, likely * share, high * share
                for found, name in (
                    (by_activity, key),
                    (by_channel, channel),
                    (by_role, role),
                    (by_area, area),
                ):
                    so_far = found.get(name)
                    if so_far is None:
                        found[name] = [least, probable, most]
                    else:
                        so_far[0] += least
                        so_far[1] += probable
                        so_far[2] += most
                total[0] += least
                total[1] += probable
                total[2] += most
                cost[0] += least * rate
                cost[1] += probable * rate
                cost[2] += most * rate
    return total[1], cost[1]


def with_quantities() -> Plan:
    """The realistic plan, its durations given as pint quantities."""
    return realistic_plan(lambda minutes: UREG.Quantity(minutes, "minute"))


def main() -> None:
    """Print the ratios."""
    plan, from_pint = realistic_plan(), with_quantities()
    assert plan == from_pint
    hour, euro = UREG.hour, UREG.Quantity(1.0, "dimensionless")
    floats = laid_out(plan, float)
    quantities = laid_out(plan, lambda number: UREG.Quantity(number, hour))
    prices = {role.key: 45.0 for role in plan.roles}
    per_hour = {key: price * euro / hour for key, price in prices.items()}
    found = estimate(plan)
    for effort, cost in (
        summed(floats, prices, 0.0, 0.0),
        summed(quantities, per_hour, 0.0 * hour, 0.0 * euro),
    ):
        # Who is compared must say the same.
        assert isclose(found.weekly.likely.hours, getattr(effort, "magnitude", effort))
        assert isclose(float(found.cost.weekly.likely), getattr(cost, "magnitude", cost))

    quick = interleaved(
        {
            "ours": lambda: asked(plan),
            "floats": lambda: summed(floats, prices, 0.0, 0.0),
        },
        repeats=2000,
    )
    slow = interleaved(
        {
            "ours": lambda: asked(from_pint),
            "constructing": lambda: asked(with_quantities()),
            "pint": lambda: summed(quantities, per_hour, 0.0 * hour, 0.0 * euro),
        },
        repeats=40,
    )
    lines = (
        ratio_line(
            "estimate of the 40-item plan / bare float loop", quick["ours"], quick["floats"], 8
        ),
        ratio_line(
            "estimate of the 40-item plan with pint quantities coming in / naive pint arithmetic",
            slow["ours"],
            slow["pint"],
            0.03,
        ),
        f"the same, making the plan included: {slow['constructing'] / slow['pint']:.2g}",
    )
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
