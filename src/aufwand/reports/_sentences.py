"""Sentences about findings that several reports share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aufwand.outline.text import plain
from aufwand.reports._table import cut
from aufwand.reports._words import WORDS
from aufwand.units.wording import say_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aufwand.model import Acceptance
    from aufwand.reports._told import Told
    from aufwand.rules import Finding, Price, Remedy

__all__ = [
    "REMARK",
    "accepted_sentence",
    "cost_sentence",
    "counts",
    "remedies_of",
    "remedy_sentence",
    "where",
]

#: Most cells of what somebody wrote in more than a name.
REMARK = 300

#: Most remedies of a finding; the best come first.
REMEDIES = 3


def counts(told: Sequence[Told], lang: str) -> str:
    """Return how many findings there are of each level, the gravest first."""
    # What somebody lives with is no news, and does not count for the gate either.
    levels = [each.finding.level for each in told if each.open]
    numbers = {level: levels.count(level) for level in ("error", "warning", "advice", "info")}
    numbers["known"] = sum(each.known for each in told)
    numbers["accepted"] = sum(each.finding.accepted is not None for each in told)
    return ", ".join(
        WORDS[lang].count(f"n_{kind}", number) for kind, number in numbers.items() if number
    )


def where(finding: Finding, lang: str) -> str:
    """Return the part of the plan that a finding is about."""
    return plain(finding.path) or WORDS[lang]["whole"]


def accepted_sentence(acceptance: Acceptance, lang: str) -> str:
    """Return who accepted a finding, until when, and why."""
    words = WORDS[lang]
    until, owner = "", ""
    if acceptance.until is not None:
        until = words["until"].format(day=say_day(acceptance.until, lang))
    if acceptance.owner:
        owner = words["owner"].format(name=cut(acceptance.owner))
    reason = cut(acceptance.reason, REMARK)
    return words["accepted"].format(until=until, owner=owner, reason=reason)


def cost_sentence(price: Price, lang: str) -> str:
    """Return what accepted findings cost together, or nothing where that is not known."""
    return WORDS[lang]["accepted_cost"].format(price=price.say(lang)) if price else ""


def remedies_of(finding: Finding, lang: str) -> list[str]:
    """Return what answers a finding: what to do, how safe that is, and what it saves."""
    return [remedy_sentence(each, lang) for each in finding.remedies[:REMEDIES]]


def remedy_sentence(remedy: Remedy, lang: str) -> str:
    """Return what a remedy does, how safe it is, and what it saves or costs."""
    words = WORDS[lang]
    title, safety = cut(remedy.say(lang), REMARK), words[remedy.safety]
    saves = remedy.saves
    if saves is None or saves.nothing:
        return words["remedy"].format(title=title, safety=safety)
    likely = (saves.minutes[1], saves.money[1] if saves.money else 0)
    if min(likely) < 0 and max(likely) <= 0:
        return words["remedy_costs"].format(title=title, safety=safety, price=(-saves).say(lang))
    return words["remedy_saves"].format(title=title, safety=safety, price=saves.say(lang))
