"""How likely the sums of a plan are, by whichever way gives the best answer."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple

from aufwand.estimates._arrays import needs_numpy
from aufwand.estimates._draws import draw_of_activity, draw_of_driver
from aufwand.estimates._mixture import DRAWN, Sums, Uncertain, curves
from aufwand.estimates._sampling import sampled
from aufwand.estimates._terms import grouped, typical_rows
from aufwand.estimates.distribution import Distribution, Maker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import TypeAlias

    import numpy as np
    import numpy.typing as npt

    from aufwand.estimates._convolution import Curve
    from aufwand.estimates.distribution import Method
    from aufwand.model import Plan

    Floats: TypeAlias = npt.NDArray[np.float64]

__all__ = ["BEYOND", "Chance", "chances", "distribution_of", "distributions", "quantiles_of"]

#: The chance above the highest percentile that anybody may ask for, which is 99.9; a little less,
#: so that it is surely there.
BEYOND = 0.0008


class Chance(NamedTuple):
    """How likely a sum is, and how that was worked out."""

    #: Its distribution.
    curve: Curve

    #: How it came about.
    method: Method


def chances(plan: Plan, wanted: Sums, uncertain: Uncertain | None = None) -> list[Chance]:
    """Return how likely each of the *wanted* sums is; in minutes, or in what amounts are in."""
    uncertain = uncertain or Uncertain.of(plan)
    if plan.correlations and _tied(plan, uncertain, wanted):
        return [Chance(each, "simulation") for each in sampled(plan, uncertain, wanted)]
    found, common = curves(uncertain, wanted, BEYOND)
    return [Chance(curve, _method(number)) for curve, number in zip(found, common, strict=True)]


def _tied(plan: Plan, uncertain: Uncertain, wanted: Sums) -> bool:
    """Return whether two uncertain activities of the sums go together."""
    place = {activity.key: index for index, activity in enumerate(plan.activities)}
    used = {index for index in wanted.activities if uncertain.durations.width[index]}
    return any(
        each.value and {place[key] for key in each.between} <= used for each in plan.correlations
    )


def _method(common: int) -> Method:
    if not common:
        return "convolution"
    if common == DRAWN:
        return "simulation"
    return "common driver" if common == 1 else "quadrature"


def _only(wanted: Sums, kept: Sequence[int]) -> Sums:
    import numpy as np

    again = {index: number for number, index in enumerate(kept)}
    own = np.isin(wanted.sums, kept)
    sums = np.array([again[index] for index in wanted.sums[own].tolist()], dtype=np.intp)
    return wanted._replace(
        number=len(kept), rows=wanted.rows[own], sums=sums, amounts=wanted.amounts[own]
    )


def quantiles_of(
    plan: Plan,
    activities: Sequence[int],
    drivers: Sequence[tuple[int, ...]],
    amounts: Floats,
    at: Sequence[float],
) -> Floats:
    """Return quantiles of sums over rows in minutes; (sums, at).

    Args:
        plan: The plan.
        activities: The activity of each row, by its position in the plan.
        drivers: The drivers that scale each row, by their positions.
        amounts: How many durations of each row are in each sum, people and shares included;
            (rows, sums).
        at: Probabilities from 0.001 to 0.999.
    """
    import numpy as np

    rows, sums = np.nonzero(amounts)
    wanted = Sums(activities, drivers, amounts.shape[1], rows, sums, amounts[rows, sums])
    found = [each.curve for each in chances(plan, wanted)]
    return np.array([np.interp(at, each.below, each.at) for each in found]).reshape(-1, len(at))


def distributions(
    plan: Plan,
    grouping: str,
    ends: Mapping[str, tuple[float, float]],
    *,
    times: float,
    currency: str = "",
    beside: float = 0.0,
    kept: list[Any],
) -> dict[str, Distribution[Any]]:
    """Return how likely the sums of a typical week are, by their keys.

    Args:
        plan: The plan.
        grouping: ``total`` (its key is empty), ``activity``, ``channel``, ``role`` or ``area``.
        ends: The least and the most of each sum in a typical week, what is *beside* left out.
        times: How many weeks.
        currency: The currency, where it is money.
        beside: What is known and comes on top of each sum, in a typical week.
        kept: The draws and rows of the plan, once they were asked for.

    Raises:
        MissingPackage: If numpy cannot be imported and not all of them are known.
    """
    endless = _endless(plan)
    found: dict[str, Distribution[Any]] = {}
    open_ = [key for key, (low, high) in ends.items() if low != high]
    for key, (low, _) in ends.items():
        amount = (low + beside) * times
        maker = Maker(currency, amount, amount)
        found[key] = Distribution("known", maker, (amount,), (1.0,))
    if not open_:
        return found
    needs_numpy("telling percentiles")
    if not kept:
        # At once, as two threads may both come here.
        kept[:] = [Uncertain.of(plan), typical_rows(plan)]
    uncertain, rows = kept
    by = grouped(plan, rows, grouping, priced=bool(currency))
    activities, drivers = [row.activity for row in rows], [row.drivers for row in rows]
    wanted = Sums(activities, drivers, len(by.keys), by.rows, by.groups, by.amounts)
    place = {key: index for index, key in enumerate(by.keys)}
    asked = [place[key] for key in open_]
    for key, chance in zip(open_, chances(plan, _only(wanted, asked), uncertain), strict=True):
        low, high = ((end + beside) * times for end in ends[key])
        maker = Maker(currency, 0.0 if endless else low, inf if endless else high)
        found[key] = _made(chance, maker, beside, times)
    return found


def distribution_of(
    plan: Plan,
    activities: Sequence[int],
    drivers: Sequence[tuple[int, ...]],
    amounts: Floats,
    ends: tuple[float, float],
    *,
    currency: str = "",
    beside: float = 0.0,
) -> Distribution[Any]:
    """Return how likely one sum over rows is.

    Args:
        plan: The plan.
        activities: The activity of each row, by its position in the plan.
        drivers: The drivers that scale each row, by their positions.
        amounts: How many durations of each row are in the sum, or how much money for each of
            its minutes; (rows,).
        ends: The least and the most of the sum, what is *beside* left out.
        currency: The currency, where it is money.
        beside: What is known and comes on top.
    """
    import numpy as np

    low, high = (end + beside for end in ends)
    if ends[0] == ends[1]:
        return Distribution("known", Maker(currency, low, low), (low,), (1.0,))
    rows = np.flatnonzero(amounts)
    sums = np.zeros(len(rows), dtype=np.intp)
    (chance,) = chances(plan, Sums(activities, drivers, 1, rows, sums, amounts[rows]))
    endless = _endless(plan)
    maker = Maker(currency, 0.0 if endless else low, inf if endless else high)
    return _made(chance, maker, beside)


def _endless(plan: Plan) -> bool:
    """Return whether anything in the plan has no upper end."""
    return any(
        each.shape.name == "lognormal" and not each.fixed
        for each in (*map(draw_of_activity, plan.activities), *map(draw_of_driver, plan.drivers))
    )


def _made(chance: Chance, maker: Maker, beside: float, times: float = 1.0) -> Distribution[Any]:
    at = (chance.curve.at + beside) * times
    return Distribution(
        chance.method, maker, tuple(at.tolist()), tuple(chance.curve.below.tolist())
    )
