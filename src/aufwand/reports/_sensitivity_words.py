"""The words of the report on what moves a total, in English and German."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["WORDS"]

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "effort": "{name}: what moves the hours {period}",
        "cost": "{name}: what moves the cost {period}",
        "week": "a week",
        "month": "a month",
        "quarter": "a quarter",
        "year": "a year",
        "likely": "Likely {period}: {total}",
        "nobody": "nobody yet",
        "no_channel": "presence as a whole",
        "nothing": "Nothing moves it: every number in it is known exactly.",
        "input": "If only this changes",
        "low": "low",
        "high": "high",
        "share": "share",
        "others": "{n} others",
        "bars": (
            "Bars: the total from the low to the high end of one number, all others likely; light "
            "below the likely total, full above it."
        ),
        "shapley": (
            "Share: of the variance of the total, with everything unknown at once; what several "
            "do only together is split equally (Shapley effects)."
        ),
        "covariance": (
            "Share: of the variance of the total, with everything unknown at once. Some durations "
            "go together: shares are covariances with the total, below 0 for what works against it."
        ),
    },
    "de": {
        "effort": "{name}: was die Stunden {period} bewegt",
        "cost": "{name}: was die Kosten {period} bewegt",
        "week": "je Woche",
        "month": "je Monat",
        "quarter": "je Quartal",
        "year": "je Jahr",
        "likely": "Wahrscheinlich {period}: {total}",
        "nobody": "noch niemand",
        "no_channel": "Auftritt als Ganzes",
        "nothing": "Nichts: Jede Zahl darin ist genau bekannt.",
        "input": "Ändert sich nur dies",
        "low": "mindestens",
        "high": "höchstens",
        "share": "Anteil",
        "others": "{n} andere",
        "bars": (
            "Balken: die Summe vom unteren bis zum oberen Ende einer Zahl, alle anderen "
            "wahrscheinlich; hell unter der wahrscheinlichen Summe, voll darüber."
        ),
        "shapley": (
            "Anteil: an der Varianz der Summe, wenn alles zugleich unsicher ist; was mehrere nur "
            "zusammen bewirken, ist gleich geteilt (Shapley-Effekte)."
        ),
        "covariance": (
            "Anteil: an der Varianz der Summe, wenn alles zugleich unsicher ist. Manche Dauern "
            "hängen zusammen: Anteile sind Kovarianzen mit der Summe, unter 0 für das, was ihr "
            "entgegenwirkt."
        ),
    },
}
