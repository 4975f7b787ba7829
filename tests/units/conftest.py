"""How the laws of the units are tried out."""

from __future__ import annotations

from hypothesis import settings

# A busy machine is no broken law.
settings.register_profile("aufwand", deadline=None)
settings.load_profile("aufwand")
