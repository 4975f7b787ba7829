"""How the laws of guidance are tried out."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# A busy machine is no broken law, and a whole plan takes a while to draw.
settings.register_profile("rules", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("rules")
