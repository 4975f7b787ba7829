"""How long a simulation takes, beside the same in textbook NumPy, squigglepy and scipy.

Run ``python tests/benchmarks/bench_simulation.py``; only the ratios mean anything. Whoever is
compared draws the same 40 items and takes the same four percentiles of 34 groups: the total, 6
channels, 5 roles, 5 areas and 17 activities. A simulation does these, and what nobody can switch
off: the other 23 activities, and money. Beside it stands who does all of that, too.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import numpy as np
from _peers import interleaved, ratio_line, realistic_plan

from aufwand.estimates import estimate
from aufwand.estimates._draws import draw_of_activity
from aufwand.estimates._terms import grouped, typical_rows

if TYPE_CHECKING:
    from aufwand.model import Plan

DRAWS = 100_000
PERCENTILES = (10, 50, 80, 90)

#: As many groups as performance is promised for.
GROUPS = 34

#: What is summed, and whether it is money.
_SUMS = (
    *((each, False) for each in ("total", "channel", "role", "area")),
    ("total", True),
    ("activity", False),
)


class Peer:
    """The plan as somebody without aufwand lays it out: items, and groups as weights."""

    def __init__(self, plan: Plan, sums: int | None = None) -> None:
        rows = typical_rows(plan)
        draws = [draw_of_activity(plan.activities[row.activity]) for row in rows]
        self.low = np.array([each.low for each in draws])
        self.likely = np.array([each.likely for each in draws])
        self.high = np.array([each.high for each in draws])
        up = (self.likely - self.low) / (self.high - self.low)
        self.one, self.other = 1 + 4 * up, 1 + 4 * (1 - up)
        weights: list[Any] = []
        # Activities last, as they are the ones to be left out.
        for grouping, priced in _SUMS if sums is None else (*_SUMS[:4], _SUMS[-1]):
            times = 1.0 if priced else 1 / 60
            groups = grouped(plan, rows, grouping, priced=priced, times=times)
            found = np.zeros((len(groups.keys), len(rows)))
            found[groups.groups, groups.rows] = groups.amounts
            weights.extend(found)
        self.weights = weights[:sums]
        self.random = np.random.default_rng(1)

    def answers(self, hours: Any) -> Any:
        """Four percentiles of every group; *hours* are (items, draws)."""
        found = []
        for weights in self.weights:
            mask = weights > 0
            total = (hours[mask] * weights[mask, None]).sum(axis=0)
            found.append(np.percentile(total, PERCENTILES))
        return np.array(found)

    def textbook(self) -> Any:
        """One broadcast draw from beta distributions."""
        size = (len(self.low), DRAWS)
        shares = self.random.beta(self.one[:, None], self.other[:, None], size=size)
        return self.answers(self.low[:, None] + (self.high - self.low)[:, None] * shares)

    def squiggly(self) -> Any:
        """The same by squigglepy."""
        import squigglepy as sq

        items = [
            sq.sample(sq.pert(*ends), n=DRAWS)
            for ends in zip(
                self.low.tolist(), self.likely.tolist(), self.high.tolist(), strict=True
            )
        ]
        return self.answers(np.array(items))

    def copula(self) -> Any:
        """What all have in common by one factor of a Gaussian copula, as scipy offers it."""
        from scipy.special import ndtr
        from scipy.stats import beta

        common = self.random.standard_normal(DRAWS)
        own = self.random.standard_normal((len(self.low), DRAWS))
        uniforms = ndtr(np.sqrt(0.5) * common + np.sqrt(0.5) * own)
        shares = beta.ppf(uniforms, self.one[:, None], self.other[:, None])
        return self.answers(self.low[:, None] + (self.high - self.low)[:, None] * shares)


def main() -> None:
    """Print the ratios."""
    driven = realistic_plan()
    plan = driven.with_(drivers=())
    some, every = Peer(plan, GROUPS), Peer(plan)
    known = estimate(plan)
    found = known.simulate(DRAWS)
    for peer in (every.textbook, every.squiggly):
        # Who is compared must say the same.
        wanted = peer()[0]
        assert np.allclose([float(each) for each in found.total.percentiles.values()], wanted, 0.01)
    keys = [each.key for each in plan.activities]
    matrix = np.full((len(keys), len(keys)), 0.5) + np.eye(len(keys)) / 2
    tied = known.simulate(DRAWS, correlation=matrix).total
    assert np.allclose([float(each) for each in tied.percentiles.values()], every.copula()[0], 0.01)
    with_driver = estimate(driven)
    times = interleaved(
        {
            "ours": lambda: known.simulate(DRAWS),
            "two": lambda: known.simulate(DRAWS, workers=2),
            "driver": lambda: with_driver.simulate(DRAWS),
            "tied": lambda: known.simulate(DRAWS, correlation=matrix),
            "textbook": some.textbook,
            "squigglepy": some.squiggly,
            "all by textbook": every.textbook,
            "all by squigglepy": every.squiggly,
        },
        repeats=12,
    )
    # It is far enough away that a few rounds tell.
    slow = interleaved({"copula": some.copula}, repeats=3)
    ours = times["ours"]
    sums, all_sums = len(some.weights), len(every.weights)
    lines = (
        ratio_line(
            f"simulation, 10^5 draws x 40 items, {sums} groups x 4 percentiles / textbook NumPy",
            *(ours, times["textbook"], 0.15),
        ),
        f"the same with two workers / textbook NumPy: {times['two'] / times['textbook']:.2g}",
        ratio_line("the same / squigglepy", ours, times["squigglepy"], 0.10),
        (
            f"all {all_sums} groups that it sums / textbook NumPy: "
            f"{ours / times['all by textbook']:.2g}; "
            f"/ squigglepy: {ours / times['all by squigglepy']:.2g}"
        ),
        ratio_line(
            "one shared driver, simulated / scipy copula", times["driver"], slow["copula"], 0.02
        ),
        (
            "all 40 tied to each other by a normal copula / scipy copula: "
            f"{times['tied'] / slow['copula']:.2g}"
        ),
    )
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
