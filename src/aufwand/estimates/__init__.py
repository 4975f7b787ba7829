"""Come here for what a plan takes: effort and cost, summed and explained."""

from __future__ import annotations

from aufwand.estimates._table import Rollup
from aufwand.estimates.attribution import Attribution, Cause, attribution
from aufwand.estimates.cost import CostEstimate
from aufwand.estimates.difference import Difference, difference
from aufwand.estimates.estimate import Dimension, Estimate, estimate
from aufwand.estimates.explanation import Explanation

__all__ = [
    "Attribution",
    "Cause",
    "CostEstimate",
    "Difference",
    "Dimension",
    "Estimate",
    "Explanation",
    "Rollup",
    "attribution",
    "difference",
    "estimate",
]
