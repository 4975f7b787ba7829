"""How long a simulation takes, beside the same in textbook NumPy, squigglepy and scipy.

Run ``python tests/benchmarks/bench_simulation.py``; only the ratios mean anything. Whoever is
compared draws the same 40 items and does the same with them: 58 sums (the total, 40 activities, 6
channels, 5 roles, 5 areas, and money), and of each its mean and four percentiles, all with their
standard errors. That is what a simulation tells and nobody can switch off; a percentile's standard
error is taken from the draws a standard error of its rank away, here and there.

Goals are for this. Beside it stands who does less: the same sums without standard errors, and 34
groups of them (17 of the activities, and no money) x four percentiles and nothing else.
"""

from __future__ import annotations

import sys
from math import sqrt
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

#: As many groups as those who do less take.
GROUPS = 34

#: What is summed, and whether it is money.
_SUMS = (
    *((each, False) for each in ("total", "channel", "role", "area")),
    ("total", True),
    ("activity", False),
)


class Peer:
    """The plan as somebody without aufwand lays it out: items, and groups as weights."""

    def __init__(self, plan: Plan, sums: int | None = None, *, errors: bool = False) -> None:
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
        self.errors = errors
        away = [100 * sqrt(each / 100 * (1 - each / 100) / DRAWS) for each in PERCENTILES]
        self.spans = [
            percentile + side * width
            for percentile, width in zip(PERCENTILES, away, strict=True)
            for side in (-1, 0, 1)
        ]
        self.random = np.random.default_rng(1)

    def answers(self, hours: Any) -> Any:
        """What each group comes to; *hours* are (items, draws)."""
        found = []
        for weights in self.weights:
            mask = weights > 0
            total = (hours[mask] * weights[mask, None]).sum(axis=0)
            if self.errors:
                below, at, above = np.percentile(total, self.spans).reshape(-1, 3).T
                mean = [total.mean(), total.std() / sqrt(len(total))]
                found.append([*at, *(above - below) / 2, *mean])
            else:
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
    same, every, some = Peer(plan, errors=True), Peer(plan), Peer(plan, GROUPS)
    known = estimate(plan)
    found = known.simulate(DRAWS).total
    told = [*found.percentiles.values(), found.mean]
    ours = [each.value for each in told[:-1]], [each.error for each in told], told[-1].value
    for peer in (same.textbook, same.squiggly):
        # Who is compared must say the same.
        wanted = peer()[0]
        assert np.allclose(ours[0], wanted[:4], 0.01)
        # A standard error that is itself taken from some hundreds of draws.
        assert np.allclose(ours[1], [*wanted[4:8], wanted[9]], 0.3)
        assert np.allclose(ours[2], wanted[8], 0.01)
    keys = [each.key for each in plan.activities]
    matrix = np.full((len(keys), len(keys)), 0.5) + np.eye(len(keys)) / 2
    tied = known.simulate(DRAWS, correlation=matrix).total
    assert np.allclose(
        [each.value for each in tied.percentiles.values()], same.copula()[0][:4], 0.01
    )
    with_driver = estimate(driven)
    times = interleaved(
        {
            "ours": lambda: known.simulate(DRAWS),
            "two": lambda: known.simulate(DRAWS, workers=2),
            "driver": lambda: with_driver.simulate(DRAWS),
            "tied": lambda: known.simulate(DRAWS, correlation=matrix),
            **{
                f"{name} {number}": getattr(peer, name)
                for name in ("textbook", "squiggly")
                for number, peer in enumerate((same, every, some))
            },
        },
        repeats=12,
    )
    # It is far enough away that a few rounds tell.
    slow = interleaved({"copula": same.copula}, repeats=3)
    ours = times["ours"]
    sums = len(same.weights)
    lines = (
        ratio_line(
            f"simulation, 10^5 draws x 40 items, {sums} sums x 4 percentiles and mean, with errors "
            "/ textbook NumPy",
            *(ours, times["textbook 0"], 0.15),
        ),
        ratio_line("the same / squigglepy", ours, times["squiggly 0"], 0.10),
        f"the same with two workers / textbook NumPy: {times['two'] / times['textbook 0']:.2g}",
        *(
            f"the same / who takes {what}: {ours / times[f'textbook {number}']:.2g} of textbook "
            f"NumPy, {ours / times[f'squiggly {number}']:.2g} of squigglepy"
            for number, what in (
                (1, f"{sums} sums x 4 percentiles alone"),
                (2, f"{GROUPS} groups x 4 percentiles alone"),
            )
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
