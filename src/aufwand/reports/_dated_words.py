"""The words of reports on plans with dates, in English and German."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["DATED_WORDS"]

DATED_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "timeline": "{name}: hours {per} from {first} to {last}",
        "a_day": "a day",
        "a_week": "a week",
        "a_month": "a month",
        "a_quarter": "a quarter",
        "a_year": "a year",
        "day": "Day",
        "week": "Week",
        "month": "Month",
        "quarter": "Quarter",
        "year": "Year",
        "from": "from",
        "chance": "80 % sure",
        "others": "others",
        "likely_only": "Likely hours and minutes; low and high are in --format json.",
        "widest": "The {number} with the most hours have columns; all are in --format json.",
        "once": "Work that is done once is in it.",
        "working_days": "{worked} working days of {days} days.",
        "source": "Holidays: {source}.",
        "no_country": "No holidays are left out, as the calendar names no country.",
        "not installed": "Holidays count as working days; to know them: "
        "pip install 'aufwand[calendar]'",
        "not covered": "Holidays of {years} count as working days: {source} does not cover "
        "these years.",
        "to": "{first} to {last}",
        "capacity": "{name}: load and capacity a week from {first} to {last}",
        "role": "Role",
        "load": "likely load",
        "able": "capacity",
        "used": "used",
        "weeks_over": "weeks over",
        "over": "over",
        "weeks_over_80": "over at 80 %",
        "over_80": "over at 80 %",
        "unknown": "unknown",
        "no_roles": "The plan names no roles.",
        "none_over": "Nobody has more to do than time in any week.",
        "some_over": "Weeks over capacity: {weeks}",
        "step_in": "can step in",
        "nobody": "nobody",
        "away": "off",
        "bounds": "A load at 80 % is not exceeded with a chance of 80 %.",
        "alone": "Who can step in is told with the hours free that week, as if nobody else asked.",
        "date": "{0:%Y-%m-%d}",
        "total": "Total",
    },
    "de": {
        "timeline": "{name}: Stunden {per} von {first} bis {last}",
        "a_day": "je Tag",
        "a_week": "je Woche",
        "a_month": "je Monat",
        "a_quarter": "je Quartal",
        "a_year": "je Jahr",
        "day": "Tag",
        "week": "Woche",
        "month": "Monat",
        "quarter": "Quartal",
        "year": "Jahr",
        "from": "ab",
        "chance": "zu 80 % sicher",
        "others": "übrige",
        "likely_only": "Wahrscheinliche Stunden und Minuten; mindestens und höchstens stehen in "
        "--format json.",
        "widest": "Spalten haben die {number} mit den meisten Stunden; alle stehen in "
        "--format json.",
        "once": "Einmaliges ist darin enthalten.",
        "working_days": "{worked} Arbeitstage von {days} Tagen.",
        "source": "Feiertage: {source}.",
        "no_country": "Feiertage fehlen, denn der Kalender nennt kein Land.",
        "not installed": "Feiertage zählen als Arbeitstage; damit sie bekannt sind: "
        "pip install 'aufwand[calendar]'",
        "not covered": "Feiertage von {years} zählen als Arbeitstage: {source} kennt diese Jahre "
        "nicht.",
        "to": "{first} bis {last}",
        "capacity": "{name}: Last und verfügbare Zeit je Woche von {first} bis {last}",
        "role": "Rolle",
        "load": "Last",
        "able": "verfügbar",
        "used": "belegt",
        "weeks_over": "Wochen darüber",
        "over": "darüber",
        "weeks_over_80": "darüber bei 80 %",
        "over_80": "bei 80 %",
        "unknown": "unbekannt",
        "no_roles": "Der Plan nennt keine Rollen.",
        "none_over": "Niemand hat in einer Woche mehr zu tun als Zeit.",
        "some_over": "Überlastete Wochen: {weeks}",
        "step_in": "kann einspringen",
        "nobody": "niemand",
        "away": "frei",
        "bounds": "Eine Last bei 80 % wird mit einer Wahrscheinlichkeit von 80 % nicht "
        "überschritten.",
        "alone": "Wer einspringen kann, steht mit der freien Zeit dieser Woche da, als fragte "
        "sonst niemand.",
        "date": "{0:%d.%m.%Y}",
        "total": "Summe",
    },
}
