"""The words of the paragraph for a board, in English and German."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["BOARD_WORDS"]

BOARD_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "takes": "The social-media work of {name} takes {likely} a week",
        "takes_nothing": "In the social-media work of {name} nothing recurs.",
        "positions": " ({fte} full-time positions)",
        "at_most": ", in 8 of 10 cases at most {p80}",
        "once": "What is done once takes {effort} beside that.",
        "dated": "From {first} to {last} it is {effort} in all.",
        "costs": "It costs {weekly} a week and {yearly} a year.",
        "costs_unsure": "It costs {weekly} a week and {yearly} a year, in 8 of 10 cases at most "
        "{p80} a year.",
        "unpriced": "Work of {effort} a week has no price yet and is not in it.",
        "budget_chance": "The budget of {budget} a week is kept with a chance of {chance}.",
        "budget_kept": "The budget of {budget} a week is enough.",
        "budget_missed": "The budget of {budget} a week is not enough.",
        "over": "{who} has more work than time.",
        "all_over": "{who} have more work than time.",
        "over_weeks": "{role} ({over} of {weeks} weeks)",
        "over_used": "{role} ({used} of the time used)",
        "and": " and ",
        "others": "{number} others",
        "fits": "Nobody has more work than time.",
        "nobody": "Nobody is named yet for {effort} a week.",
        "nobody_unpriced": "Nobody is named yet for {effort} a week, so it has no price either.",
        "finding": "One thing was found: {said}",
        "findings": "The gravest of {number} findings: {said}",
        "besides": "Beyond that, the gravest of {number} findings: {said}",
        "no_findings": "The rules found nothing to object to.",
        "remedy": "What would save most: “{title}”, {price} a week.",
    },
    "de": {
        "takes": "Die Social-Media-Arbeit von {name} braucht {likely} je Woche",
        "takes_nothing": "In der Social-Media-Arbeit von {name} kehrt nichts wieder.",
        "positions": " ({fte} Vollzeitstellen)",
        "at_most": ", in 8 von 10 Fällen höchstens {p80}",
        "once": "Einmaliges braucht daneben {effort}.",
        "dated": "Vom {first} bis zum {last} sind es zusammen {effort}.",
        "costs": "Sie kostet {weekly} je Woche und {yearly} im Jahr.",
        "costs_unsure": "Sie kostet {weekly} je Woche und {yearly} im Jahr, in 8 von 10 Fällen "
        "höchstens {p80} im Jahr.",
        "unpriced": "Arbeit von {effort} je Woche hat noch keinen Preis und ist nicht darin.",
        "budget_chance": "Das Budget von {budget} je Woche reicht mit einer Wahrscheinlichkeit "
        "von {chance}.",
        "budget_kept": "Das Budget von {budget} je Woche reicht.",
        "budget_missed": "Das Budget von {budget} je Woche reicht nicht.",
        "over": "{who} hat mehr Arbeit als Zeit.",
        "all_over": "{who} haben mehr Arbeit als Zeit.",
        "over_weeks": "{role} ({over} von {weeks} Wochen)",
        "over_used": "{role} ({used} der Zeit belegt)",
        "and": " und ",
        "others": "{number} weitere",
        "fits": "Niemand hat mehr Arbeit als Zeit.",
        "nobody": "Für {effort} je Woche ist noch niemand genannt.",
        "nobody_unpriced": "Für {effort} je Woche ist noch niemand genannt, daher fehlt auch ihr "
        "Preis.",
        "finding": "Ein Befund: {said}",
        "findings": "Der schwerste von {number} Befunden: {said}",
        "besides": "Darüber hinaus der schwerste von {number} Befunden: {said}",
        "no_findings": "Die Regeln haben nichts beanstandet.",
        "remedy": "Am meisten spart: „{title}“, {price} je Woche.",
    },
}
