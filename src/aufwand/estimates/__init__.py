"""Come here for what a plan takes: effort and cost, summed and explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aufwand._later import imported_later
from aufwand.estimates._table import Rollup
from aufwand.estimates.cost import CostEstimate
from aufwand.estimates.difference import Difference, difference
from aufwand.estimates.distribution import Distribution, Method, Percentiles
from aufwand.estimates.estimate import Dimension, Estimate, estimate
from aufwand.estimates.explanation import Explanation

if TYPE_CHECKING:
    from aufwand.estimates.causes import Attribution, Cause, attribution
else:
    __getattr__ = imported_later(
        __name__,
        {
            "Attribution": "aufwand.estimates.causes",
            "Cause": "aufwand.estimates.causes",
            "attribution": "aufwand.estimates.causes",
        },
    )

__all__ = [
    "Attribution",
    "Cause",
    "CostEstimate",
    "Difference",
    "Dimension",
    "Distribution",
    "Estimate",
    "Explanation",
    "Method",
    "Percentiles",
    "Rollup",
    "attribution",
    "difference",
    "estimate",
]
