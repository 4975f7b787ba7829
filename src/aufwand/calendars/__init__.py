"""Come here for the days on which people work: holidays, closures, absences, and periods."""

from __future__ import annotations

from aufwand.calendars.periods import SPANS, Period, Span, periods
from aufwand.calendars.public_holidays import Holiday, PublicHolidays, public_holidays
from aufwand.calendars.working_days import DayOff, WorkingDays, working_days

__all__ = [
    "SPANS",
    "DayOff",
    "Holiday",
    "Period",
    "PublicHolidays",
    "Span",
    "WorkingDays",
    "periods",
    "public_holidays",
    "working_days",
]
