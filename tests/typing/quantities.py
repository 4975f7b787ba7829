"""A quantity of a user's own pint registry fits; this file is only checked, never run."""

# pint's own annotations leave holes that strict checking complains of.
# pyright: basic

from __future__ import annotations

import pint

import aufwand as aw

registry: pint.UnitRegistry[float] = pint.UnitRegistry()

aw.Effort(registry.Quantity(1.5, "hour"))
aw.duration(registry.Quantity(90.0, "minute"))
aw.Activity("reel", duration=registry.Quantity(2.0, "hour"))
aw.Activity("reel", duration=[registry.Quantity(2.0, "hour"), registry.Quantity(4.0, "hour")])
