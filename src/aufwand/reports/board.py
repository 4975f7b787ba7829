"""An assessment in one paragraph, for those who decide about it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aufwand.errors import Fault
from aufwand.estimates._pictures import chance_told
from aufwand.outline.text import plain
from aufwand.reports._board_words import BOARD_WORDS
from aufwand.reports._sentences import REMARK
from aufwand.reports._table import cut
from aufwand.rules.finding import LEVELS
from aufwand.units import Effort, Money, Range, say
from aufwand.units.wording import say_day, say_number, say_percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aufwand.estimates import CostEstimate, Horizon
    from aufwand.rules import Assessment, Finding, Remedy

__all__ = ["board_sentence", "money_told"]

#: So many who are overloaded are named; a paragraph is no list.
_NAMED = 3

#: Cells of the name of a plan.
_NAME = 80

#: The end of a sentence: not that of an abbreviated unit, of which more may follow.
_END = re.compile(r"(?<!\bStd)(?<!\bMin)(?<!\bSek)(?<!\b[A-Za-z])[.!?](?= [A-ZÄÖÜ„“\"])")


def board_sentence(assessment: Assessment, *, lang: str = "en") -> str:
    """Return an assessment in a paragraph: hours, people, money, who has too much, what to do.

    Every number in it is one of the estimate, rounded only to minutes and, from a hundred on, to
    whole units of money. What a plan does not know is left out.

    Args:
        assessment: What to tell.
        lang: ``en`` or ``de``.

    Raises:
        UnknownName: If *lang* is another language.
    """
    # What is not in the tables of words is told by whoever says values, as an UnknownName.
    say(Effort("0 min"), lang)
    return " ".join(_ended_once(each) for each in _sentences(assessment, lang))


def _ended_once(sentence: str) -> str:
    # German units end with a full stop of their own.
    twice = sentence.endswith("..") and not sentence.endswith("...")
    return sentence[:-1] if twice else sentence


def money_told(money: Money, lang: str) -> str:
    """Return money as one speaks of it: without the cents from a hundred on."""
    if abs(money.amount) < 100:
        return say(money, lang)
    return f"{say_number(money.amount, 0, lang)} {money.currency}"


def _sentences(assessment: Assessment, lang: str) -> Iterator[str]:
    yield from _effort(assessment, lang)
    yield from _money(assessment, lang)
    told, paths = _people(assessment, lang)
    yield from told
    if _budget_told(assessment):
        paths.add("budget")
    yield from _found(assessment, paths, lang)


def _effort(assessment: Assessment, lang: str) -> Iterator[str]:
    words, estimate = BOARD_WORDS[lang], assessment.estimate
    name = cut(estimate.plan.name, _NAME)
    weekly = estimate.weekly
    if not weekly.high:
        yield words["takes_nothing"].format(name=name)
    else:
        sentence = words["takes"].format(name=name, likely=say(weekly.likely, lang))
        sentence += words["positions"].format(fte=say_number(estimate.fte.likely, 2, lang))
        if not weekly.fixed:
            sentence += words["at_most"].format(p80=say(estimate.percentile(80), lang))
        yield f"{sentence}."
    horizon = assessment._horizon
    if horizon is not None:
        first, last = (say_day(day, lang) for day in (horizon.start, horizon.end))
        yield words["dated"].format(first=first, last=last, effort=say(horizon.likely, lang))
    elif estimate.once.high:
        yield words["once"].format(effort=say(estimate.once.likely, lang))


def _budget_told(assessment: Assessment) -> bool:
    return assessment.plan.budget is not None and assessment.estimate.cost is not None


def _money(assessment: Assessment, lang: str) -> Iterator[str]:
    words, cost = BOARD_WORDS[lang], assessment.estimate.cost
    if cost is None:
        return
    yield _cost(cost, assessment._horizon, lang)
    if cost.unpriced.high and cost.unpriced != _nobodys(assessment):
        yield words["unpriced"].format(effort=say(cost.unpriced.likely, lang))
    budget = assessment.plan.budget
    if budget is None:
        return
    told = money_told(budget.weekly, lang)
    if cost.weekly.fixed:
        kept = cost.weekly.likely <= budget.weekly
        yield words["budget_kept" if kept else "budget_missed"].format(budget=told)
    else:
        chance = chance_told(cost.chance_within(budget), lang)
        yield words["budget_chance"].format(budget=told, chance=chance)


def _cost(cost: CostEstimate, horizon: Horizon | None, lang: str) -> str:
    """Return what a week costs, and all days of a plan with dates, or else a typical year."""
    words = BOARD_WORDS[lang]
    whole = None if horizon is None else horizon.cost
    kind = "costs" if whole is None else "costs_all"
    money = cost.yearly if whole is None else whole.money
    ends = {
        "weekly": money_told(cost.weekly.likely, lang),
        "whole": money_told(money.likely, lang),
    }
    if money.fixed:
        return words[kind].format(**ends)
    p80 = cost.percentile(80, per="year") if whole is None else whole.percentile(80)
    return words[f"{kind}_unsure"].format(**ends, p80=money_told(p80, lang))


def _people(assessment: Assessment, lang: str) -> tuple[list[str], set[str]]:
    """Return who has how much to do, and the paths of those who have too much."""
    words, estimate = BOARD_WORDS[lang], assessment.estimate
    plan = estimate.plan
    over, known = _over(assessment, lang)
    told: list[str] = []
    if over:
        who = list(over.values())
        if len(who) > _NAMED:
            others = words.count("n_others", len(who) - _NAMED + 1)
            who[_NAMED - 1 :] = [others]
        named = words["and"].join(part for part in (", ".join(who[:-1]), who[-1]) if part)
        told.append(words["over" if len(who) == 1 else "all_over"].format(who=named))
    elif known and estimate.weekly.high:
        told.append(words["fits"])
    nobody = _nobodys(assessment)
    # Where no role is named at all, this would only say so again.
    if plan.roles and nobody is not None and nobody.high:
        unpriced = estimate.cost is not None and estimate.cost.unpriced == nobody
        kind = "nobody_unpriced" if unpriced else "nobody"
        told.append(words[kind].format(effort=say(nobody.likely, lang)))
    return told, {f"roles.{key}" for key in over}


def _nobodys(assessment: Assessment) -> Range[Effort] | None:
    return assessment.estimate.by("role").get("")


def _over(assessment: Assessment, lang: str) -> tuple[dict[str, str], bool]:
    """Return those who have too much to do, the most first, and whether any time is known."""
    words, estimate = BOARD_WORDS[lang], assessment.estimate
    plan = estimate.plan
    found: list[tuple[float, str, str]] = []
    if assessment._horizon is not None:
        try:
            capacity = estimate.capacity()
        except Fault:
            # Too many roles and days for weeks; the typical week still says something.
            pass
        else:
            for key in capacity.roles:
                over = sum(bool(week.over) for week in capacity.of(key))
                label = cut(plan.role(key).label)
                if over:
                    weeks = len(capacity.weeks)
                    told = words.count("n_over_weeks", weeks, role=label, over=over)
                    found.append((-over, key, told))
            known = any(each.capacity is not None for each in plan.roles)
            return {key: told for _, key, told in sorted(found, key=lambda each: each[0])}, known
    known = False
    for role in plan.roles:
        used = estimate.utilisation(role.key)
        known = known or used is not None
        if used is not None and used.likely > 1:
            share = say_percent(used.likely, lang)
            told = words["over_used"].format(role=cut(role.label), used=share)
            found.append((-used.likely, role.key, told))
    return {key: told for _, key, told in sorted(found, key=lambda each: each[0])}, known


def _found(assessment: Assessment, told: set[str], lang: str) -> Iterator[str]:
    """Return the gravest finding that was not told yet, and what would save most."""
    words = BOARD_WORDS[lang]
    open_ones = [each for each in assessment.findings if each.accepted is None]
    if not open_ones:
        yield words["no_findings"]
        return
    left = [each for each in open_ones if each.path not in told]
    if left:
        gravest = min(left, key=_gravity)
        kind = "besides" if len(left) < len(open_ones) else "findings"
        kind = "finding" if len(open_ones) == 1 else kind
        number = say_number(len(open_ones), 0, lang)
        yield words[kind].format(number=number, said=_first_sentence(gravest.say(lang)))
    best = _best(open_ones)
    if best is not None and best.saves is not None:
        title = cut(best.say(lang), REMARK)
        yield words["remedy"].format(title=title, price=best.saves.say(lang))


def _gravity(finding: Finding) -> tuple[int, float, float]:
    cost = finding.cost
    money = 0.0 if cost is None or cost.money is None else float(cost.money.likely)
    effort = 0.0 if cost is None or cost.effort is None else cost.effort.likely.hours
    return LEVELS.index(finding.level), -money, -effort


def _first_sentence(said: str) -> str:
    text = plain(said)
    end = _END.search(text)
    return text if end is None else text[: end.end()]


def _best(findings: Sequence[Finding]) -> Remedy | None:
    """Return the remedy that saves most: money where there is any, hours else."""
    best: tuple[tuple[float, float], Remedy] | None = None
    for finding in findings:
        for remedy in finding.remedies:
            saves = remedy.saves
            if saves is None:
                continue
            much = float(saves.money[1] if saves.money else 0), float(saves.minutes[1])
            if min(much) >= 0 < max(much) and (best is None or much > best[0]):
                best = much, remedy
    return None if best is None else best[1]
