"""Come here for the command ``aufwand``."""

from __future__ import annotations

from aufwand.cli.main import main

__all__ = ["main"]
