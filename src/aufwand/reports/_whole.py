"""Sentences on what the whole of a plan with dates takes and costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aufwand.language.forms import ended
from aufwand.reports._words import WORDS
from aufwand.units import say

if TYPE_CHECKING:
    from aufwand.estimates import Horizon

__all__ = ["whole_notes"]


def whole_notes(horizon: Horizon, lang: str) -> list[str]:
    """Return what a *horizon* takes at most in 8 of 10 cases, and what it costs.

    No percentile is told of what is known exactly.
    """
    words, cost = WORDS[lang], horizon.cost
    notes: list[str] = []
    if not horizon.effort.fixed:
        notes.append(ended(words["dated_p80"].format(p80=say(horizon.percentile(80), lang))))
    if cost is None:
        return notes
    money = say(cost.money, lang)
    if cost.fixed:
        fixed = say(cost.fixed, lang)
        notes.append(ended(words["dated_cost"].format(money=money, fixed=fixed)))
    else:
        notes.append(ended(words["dated_labour"].format(money=money)))
    if not cost.money.fixed:
        notes.append(ended(words["dated_cost_p80"].format(p80=say(cost.percentile(80), lang))))
    if cost.unpriced.high:
        notes.append(ended(words["dated_unpriced"].format(effort=say(cost.unpriced, lang))))
    return notes
