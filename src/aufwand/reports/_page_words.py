"""The words of the page, in English and German."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PAGE_WORDS", "READING"]

PAGE_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "title": "{name}: what the social-media work takes",
        "skip": "To the answer",
        "kicker": "What the social-media work takes",
        "typical": "A typical week, from a plan of {activities}",
        "one_activity": "one activity",
        "activities_number": "{number} activities",
        "from_to": "{first} to {last}",
        "answer": "The answer",
        "hours_week": "Hours a week",
        "positions": "Full-time positions",
        "cost_week": "Cost a week",
        "cost_year_tile": "{money} a year",
        "budget_tile": "Chance to keep the budget",
        "budget_note": "of {money} a week",
        "kept": "certain",
        "missed": "none",
        "position_note": "{low} to {high}; one is {week} a week",
        "position_fixed": "one is {week} a week",
        "known": "known exactly",
        "to": "{low} to {high}",
        "horizon_tile": "Hours in all",
        "chances": "How much it takes at most",
        "half": "half of all cases",
        "eight": "8 of 10 cases",
        "nine": "9 of 10 cases",
        "hours_row": "Hours a week",
        "cost_row": "Cost a week",
        "cost_year_row": "Cost a year",
        "answer_table": "Low, likely and high",
        "answer_caption": "Bounds and likely values",
        "hours": "Where the hours go",
        "activities": "Hours by activity",
        "nothing": "Nothing in this plan takes time again and again.",
        "done_once": "Done once",
        "load": "Who has how much to do",
        "load_dated": "Day by day from {first} to {last}, with holidays, closures and absences.",
        "load_few": "The {number} roles with the most weeks over capacity have a chart.",
        "spread": "How sure this is",
        "spread_lead": "Nobody knows how long work takes before it is done. These are the chances, "
        "and the numbers that would narrow them most if they were known better.",
        "nothing_unsure": "Every number of this plan is exact, so there is no spread.",
        "findings": "What to look at",
        "findings_told": "{counts}.",
        "no_findings": "The rules found nothing to object to.",
        "costs": "Costs {price} a week",
        "more": "{number} more are not shown; aufwand check lists all of them.",
        "accepted": "Accepted risks",
        "sources": "Where the numbers come from",
        "sources_caption": "Sources and what they are used for",
        "source": "Source",
        "year": "Year",
        "trust_head": "Trust",
        "used_for": "Used for",
        "more_sources": "{number} more sources are not shown.",
        "reading": "How to read this",
        "footer": "Made by aufwand from a plan; the same plan gives the same page.",
    },
    "de": {
        "title": "{name}: was die Social-Media-Arbeit braucht",
        "skip": "Zur Antwort",
        "kicker": "Was die Social-Media-Arbeit braucht",
        "typical": "Eine typische Woche, aus einem Plan mit {activities}",
        "one_activity": "einer Tätigkeit",
        "activities_number": "{number} Tätigkeiten",
        "from_to": "{first} bis {last}",
        "answer": "Die Antwort",
        "hours_week": "Stunden je Woche",
        "positions": "Vollzeitstellen",
        "cost_week": "Kosten je Woche",
        "cost_year_tile": "{money} im Jahr",
        "budget_tile": "Chance, dass das Budget reicht",
        "budget_note": "von {money} je Woche",
        "kept": "sicher",
        "missed": "keine",
        "position_note": "{low} bis {high}; eine hat {week} je Woche",
        "position_fixed": "eine hat {week} je Woche",
        "known": "genau bekannt",
        "to": "{low} bis {high}",
        "horizon_tile": "Stunden insgesamt",
        "chances": "Wie viel es höchstens braucht",
        "half": "Hälfte aller Fälle",
        "eight": "8 von 10 Fällen",
        "nine": "9 von 10 Fällen",
        "hours_row": "Stunden je Woche",
        "cost_row": "Kosten je Woche",
        "cost_year_row": "Kosten im Jahr",
        "answer_table": "Mindestens, wahrscheinlich, höchstens",
        "answer_caption": "Grenzen und wahrscheinliche Werte",
        "hours": "Wohin die Stunden gehen",
        "activities": "Stunden nach Tätigkeit",
        "nothing": "Nichts in diesem Plan kostet regelmäßig Zeit.",
        "done_once": "Einmalig",
        "load": "Wer wie viel zu tun hat",
        "load_dated": "Tag für Tag vom {first} bis zum {last}, mit Feiertagen, Schließzeiten und "
        "Abwesenheiten.",
        "load_few": "Ein Bild haben die {number} Rollen mit den meisten überlasteten Wochen.",
        "spread": "Wie sicher das ist",
        "spread_lead": "Niemand weiß, wie lange Arbeit dauert, bevor sie getan ist. Hier stehen "
        "die Wahrscheinlichkeiten, und die Zahlen, die am meisten Klarheit brächten, wären sie "
        "besser bekannt.",
        "nothing_unsure": "Jede Zahl dieses Plans ist genau, daher streut nichts.",
        "findings": "Was zu beachten ist",
        "findings_told": "{counts}.",
        "no_findings": "Die Regeln haben nichts beanstandet.",
        "costs": "Kostet {price} je Woche",
        "more": "{number} weitere stehen nicht hier; aufwand check nennt alle.",
        "accepted": "In Kauf genommene Risiken",
        "sources": "Woher die Zahlen kommen",
        "sources_caption": "Quellen, und wofür sie stehen",
        "source": "Quelle",
        "year": "Jahr",
        "trust_head": "Güte",
        "used_for": "Wofür",
        "more_sources": "{number} weitere Quellen stehen nicht hier.",
        "reading": "Wie man das liest",
        "footer": "Von aufwand aus einem Plan erzeugt; derselbe Plan ergibt dieselbe Seite.",
    },
}

#: What the words and pictures of the page mean.
READING: Mapping[str, tuple[tuple[str, str], ...]] = {
    "en": (
        (
            "Low, likely, high",
            (
                "Each activity has three times: hardly less, most likely, hardly more. Sums add "
                "all low ends, all likely values, all high ends. So low and high are bounds, "
                "which hardly ever come true: not everything turns out long in the same week."
            ),
        ),
        (
            "In 8 of 10 cases at most (P80)",
            (
                "What is enough eight times out of ten. Half of all cases stay below P50, nine "
                "of ten below P90. Whoever promises something to others promises P80 rather "
                "than likely."
            ),
        ),
        (
            "Why these chances do not add up",
            (
                "The P80 of a sum is not the sum of the P80s of its parts: some parts turn out "
                "long while others turn out short. Likely values and bounds add up, chances do "
                "not."
            ),
        ),
        (
            "Share of the spread",
            (
                "How much of all that is uncertain comes from one number. Know the first ones "
                "better, and the whole becomes surer; the last ones hardly matter."
            ),
        ),
        (
            "Findings",
            (
                "An error contradicts itself or the law. A warning will not work, or spends "
                "time in vain. Advice would make the plan better. A remedy is safe, a trade-off "
                "in which something is given up, or a thing only a person can do."
            ),
        ),
        (
            "Trust of a source",
            (
                "A: official, or with a sample one can see. B: a named study or practitioner. "
                "C: one undated opinion, or what a vendor says. Empty: nobody judged."
            ),
        ),
        (
            "Once and again",
            ("What is done once is in no week and no year; it has a line, or a table, of its own."),
        ),
        (
            "Rounding",
            (
                "Everything is worked out exactly and rounded only here, so that the parts of a "
                "table sum to its total."
            ),
        ),
    ),
    "de": (
        (
            "Mindestens, wahrscheinlich, höchstens",
            (
                "Jede Tätigkeit hat drei Zeiten: kaum weniger, am wahrscheinlichsten, kaum "
                "mehr. Summen addieren alle unteren Enden, alle wahrscheinlichen Werte, alle "
                "oberen Enden. Mindestens und höchstens sind also Grenzen, die kaum je "
                "eintreten: Nicht alles dauert in derselben Woche lang."
            ),
        ),
        (
            "In 8 von 10 Fällen höchstens (P80)",
            (
                "Was achtmal von zehn reicht. Die Hälfte aller Fälle bleibt unter P50, neun von "
                "zehn unter P90. Wer anderen etwas zusagt, sagt eher P80 zu als den "
                "wahrscheinlichen Wert."
            ),
        ),
        (
            "Warum sich diese Wahrscheinlichkeiten nicht addieren",
            (
                "Das P80 einer Summe ist nicht die Summe der P80 ihrer Teile: Manches dauert "
                "lang, während anderes kurz dauert. Wahrscheinliche Werte und Grenzen addieren "
                "sich, Wahrscheinlichkeiten nicht."
            ),
        ),
        (
            "Anteil an der Streuung",
            (
                "Wie viel von allem Ungewissen aus einer Zahl kommt. Wer die ersten besser "
                "kennt, macht das Ganze sicherer; auf die letzten kommt es kaum an."
            ),
        ),
        (
            "Befunde",
            (
                "Ein Fehler widerspricht sich selbst oder dem Recht. Eine Warnung: Das geht "
                "nicht auf, oder Zeit ist umsonst. Ein Rat würde den Plan besser machen. "
                "Abhilfe ist unbedenklich, eine Abwägung, bei der man etwas aufgibt, oder "
                "etwas, das nur ein Mensch tun kann."
            ),
        ),
        (
            "Güte einer Quelle",
            (
                "A: amtlich, oder mit einer Stichprobe, die man sieht. B: eine benannte Studie "
                "oder jemand aus der Praxis. C: eine einzelne undatierte Meinung, oder was ein "
                "Anbieter sagt. Leer: Niemand hat geurteilt."
            ),
        ),
        (
            "Einmaliges",
            (
                "Was einmal getan wird, steckt in keiner Woche und keinem Jahr; es hat eine "
                "Zeile oder Tabelle für sich."
            ),
        ),
        (
            "Gerundet",
            (
                "Alles ist genau gerechnet und erst hier gerundet, und zwar so, dass die Teile "
                "einer Tabelle ihre Summe ergeben."
            ),
        ),
    ),
}
