"""The day it is; only the command asks for it, as the library never looks at the clock."""

from __future__ import annotations

from datetime import date

__all__ = ["today"]


def today() -> date:
    """Return the day where the person sits, on which acceptances must still hold."""
    return date.today()  # noqa: DTZ011 - a person's day, not that of UTC
