"""Come here for how a result shows itself: one outline, laid out as text or HTML."""

from __future__ import annotations

from aufwand.outline.outline import Outline

__all__ = ["Outline"]
