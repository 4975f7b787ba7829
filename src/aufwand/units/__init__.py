"""Come here for values: effort, elapsed time, money, rates, ranges, and how people write them."""

from __future__ import annotations

from aufwand.units.effort import (
    Effort,
    EffortLike,
    Elapsed,
    ElapsedLike,
    SupportsMAs,
    hours,
    minutes,
)
from aufwand.units.money import Money, currency_code
from aufwand.units.range import DurationLike, FactorLike, Range, duration, factor
from aufwand.units.rate import (
    CADENCES,
    PERIODS,
    Cadence,
    EffortRate,
    HourlyRate,
    LimitLike,
    MoneyRate,
    rate,
    weeks_in,
)
from aufwand.units.shape import PERT, SHAPES, Shape, ShapeLike, shape
from aufwand.units.wording import LANGUAGES, say

__all__ = [
    "CADENCES",
    "LANGUAGES",
    "PERIODS",
    "PERT",
    "SHAPES",
    "Cadence",
    "DurationLike",
    "Effort",
    "EffortLike",
    "EffortRate",
    "Elapsed",
    "ElapsedLike",
    "FactorLike",
    "HourlyRate",
    "LimitLike",
    "Money",
    "MoneyRate",
    "Range",
    "Shape",
    "ShapeLike",
    "SupportsMAs",
    "currency_code",
    "duration",
    "factor",
    "hours",
    "minutes",
    "rate",
    "say",
    "shape",
    "weeks_in",
]
