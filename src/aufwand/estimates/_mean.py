"""The mean of a typical week, exactly: means of durations times means of drivers."""

from __future__ import annotations

from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING

from aufwand.estimates._columns import scaled
from aufwand.estimates._draws import Draw
from aufwand.units._exact import exact

if TYPE_CHECKING:
    from aufwand.estimates._table import Table
    from aufwand.units import Shape
    from aufwand.units._exact import Number

__all__ = ["mean_minutes"]


def mean_minutes(table: Table) -> Fraction:
    """Return the mean of all that a *table* sums.

    The mean of a product of independent things is the product of their means, and the mean of a
    sum the sum of its parts', whether they are independent or not.
    """
    plan = table.plan
    drivers = plan.typical_drivers
    factors = [
        _of_high(each.factor.low, each.factor.likely, each.factor.high, each.shape)
        for each in drivers
    ]
    scaling = scaled(plan.activities, drivers)
    products: dict[tuple[int, ...], Fraction] = {}
    sums = table.by("activity")
    # By denominator, as there are few of them: adding their numerators is all there is to do.
    parts: dict[int, int] = {}
    for index, activity in enumerate(plan.activities):
        _, _, high = sums.get(activity.key, (0, 0, 0))
        if high:
            known = activity.duration
            ends = known.low.minutes, known.likely.minutes, known.high.minutes
            places = tuple(scaling[index])
            if places not in products:
                products[places] = prod((factors[place] for place in places), start=Fraction(1))
            share = _of_high(*ends, activity.shape) * products[places]
            below = share.denominator
            parts[below] = parts.get(below, 0) + high * share.numerator
    total = sum((Fraction(above, below) for below, above in parts.items()), Fraction(0))
    return total / table.denominator


def _of_high(low: Number, likely: Number, high: Number, shape: Shape) -> Fraction:
    """Return the mean of what lies between *low* and *high*, over its high end."""
    first, middle, last = exact(low), exact(likely), exact(high)
    if not last:
        return Fraction(0)
    if first == last:
        return Fraction(1)
    if shape.name == "lognormal":
        # The only one whose mean is no fraction of its ends.
        return exact(Draw(float(first), float(middle), float(last), shape).mean) / last
    weight = Fraction(0)
    if shape.name != "uniform":
        weight = Fraction(1) if shape.name == "triangular" else exact(shape.weight)
    return (first + weight * middle + last) / (weight + 2) / last
