"""Come here for the rules that come with aufwand, by theme; they are loaded as any plug-in is."""

from __future__ import annotations

__all__: list[str] = []
