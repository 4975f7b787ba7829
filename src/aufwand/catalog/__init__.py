"""Come here for published numbers: baselines, durations, channels, reach, and their sources."""

from __future__ import annotations

from aufwand.catalog.audience_reach import Reach, reach
from aufwand.catalog.baselines import BASELINES, baseline
from aufwand.catalog.citations import source, sources
from aufwand.catalog.durations import Default, default, defaults
from aufwand.catalog.known_channels import KnownChannel, channel, channels, find_channel
from aufwand.catalog.minimums import Minimum, MinimumPart, least_content, minimum_presence
from aufwand.catalog.pieces import adapted_piece, piece

__all__ = [
    "BASELINES",
    "Default",
    "KnownChannel",
    "Minimum",
    "MinimumPart",
    "Reach",
    "adapted_piece",
    "baseline",
    "channel",
    "channels",
    "default",
    "defaults",
    "find_channel",
    "least_content",
    "minimum_presence",
    "piece",
    "reach",
    "source",
    "sources",
]
