"""Come here to test what you build on aufwand: ``strategies`` draws its values and whole plans."""

from __future__ import annotations

__all__: list[str] = []
