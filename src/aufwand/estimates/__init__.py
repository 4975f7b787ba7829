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
    from aufwand.estimates.capacity import Capacity, Cover, RoleWeek
    from aufwand.estimates.causes import Attribution, Cause, attribution
    from aufwand.estimates.horizon_cost import HorizonCost
    from aufwand.estimates.sensitivity import Influence, Measured, Sensitivity
    from aufwand.estimates.simulation import CorrelationLike, Outcome, Sampled, Simulation
    from aufwand.estimates.timeline import Horizon, Timeline, TimelineRow
else:
    __getattr__ = imported_later(
        __name__,
        {
            "Attribution": "aufwand.estimates.causes",
            "Capacity": "aufwand.estimates.capacity",
            "Cause": "aufwand.estimates.causes",
            "Cover": "aufwand.estimates.capacity",
            "Horizon": "aufwand.estimates.timeline",
            "HorizonCost": "aufwand.estimates.horizon_cost",
            "Influence": "aufwand.estimates.sensitivity",
            "Measured": "aufwand.estimates.sensitivity",
            "RoleWeek": "aufwand.estimates.capacity",
            "Sensitivity": "aufwand.estimates.sensitivity",
            "Timeline": "aufwand.estimates.timeline",
            "TimelineRow": "aufwand.estimates.timeline",
            "CorrelationLike": "aufwand.estimates.simulation",
            "Outcome": "aufwand.estimates.simulation",
            "Sampled": "aufwand.estimates.simulation",
            "Simulation": "aufwand.estimates.simulation",
            "attribution": "aufwand.estimates.causes",
        },
    )

__all__ = [
    "Attribution",
    "Capacity",
    "Cause",
    "CorrelationLike",
    "CostEstimate",
    "Cover",
    "Difference",
    "Dimension",
    "Distribution",
    "Estimate",
    "Explanation",
    "Horizon",
    "HorizonCost",
    "Influence",
    "Measured",
    "Method",
    "Outcome",
    "Percentiles",
    "RoleWeek",
    "Rollup",
    "Sampled",
    "Sensitivity",
    "Simulation",
    "Timeline",
    "TimelineRow",
    "attribution",
    "difference",
    "estimate",
]
