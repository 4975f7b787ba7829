"""A plan and its scenarios side by side, as text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aufwand.language import N_, Words
from aufwand.reports._table import cut, ruled, width, wrapped
from aufwand.reports._words import WORDS
from aufwand.units import say
from aufwand.units._currencies import MINOR_UNITS
from aufwand.units.rounding import half_up
from aufwand.units.wording import say_minutes, say_money, say_number

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aufwand.rules import Comparison, Variant

__all__ = ["comparison_text"]

#: Cells of a line, unless a terminal has fewer.
LINE = 100

#: Fewest cells of a name, however narrow the terminal.
NARROWEST = 8

_SAID = Words(
    {
        "title": N_("{name}: scenarios side by side"),
        "scenario": N_("Scenario"),
        "itself": N_("as planned"),
        "positions": N_("positions"),
        "cost": N_("cost"),
        "against": N_("Against the plan"),
        "hours": N_("hours"),
        "budget": N_("budget"),
        "none": N_("The plan has no scenarios; the plan file says them under [[scenarios]]."),
        "week": N_(
            "Hours and cost are those of a typical week; the differences are the likely ones."
        ),
        "p80": N_("In 8 of 10 cases it takes at most P80."),
        "one": N_("More about one: aufwand assess PLAN --scenario {key}"),
    }
)


def _unpainted(text: str, _: str) -> str:
    return text


def comparison_text(
    comparison: Comparison,
    *,
    lang: str = "en",
    paint: Callable[[str, str], str] = _unpainted,
    line: int = LINE,
) -> str:
    """Return a plan and its scenarios as text: what each takes, and how it differs.

    Args:
        comparison: What to tell.
        lang: ``en`` or ``de``.
        paint: Marks titles and remarks, for terminals with colours.
        line: Cells of a line.
    """
    said = _SAID[lang]
    variants = comparison.variants
    name = variants[0].assessment.plan.name
    blocks = [
        [paint(cut(said["title"].format(name=cut(name, line // 2)), line), "title")],
        _fitting(_takes(variants, lang), line),
    ]
    notes = [said["week"], said["p80"]]
    if len(variants) == 1:
        notes = [said["p80"], said["none"]]
    else:
        blocks.append(_fitting(_differs(variants, lang), line))
        notes.append(said["one"].format(key=variants[1].key))
    blocks.append([paint(each, "faint") for note in notes for each in wrapped(note, line)])
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _takes(variants: Sequence[Variant], lang: str) -> list[list[str]]:
    words, said = WORDS[lang], _SAID[lang]
    ends = [words["low"], words["likely"], "P80", words["high"]]
    rows = [[said["scenario"], *ends, said["positions"], said["cost"]]]
    for each in variants:
        hours, money = each.hours, each.money
        rows.append(
            [
                each.name if each.key else said["itself"],
                *(say(end, lang) for end in (hours.low, hours.likely, each.hours_p80, hours.high)),
                say_number(each.fte.likely, 2, lang),
                "" if money is None else say(money.likely, lang),
            ]
        )
    return _filled(rows)


def _differs(variants: Sequence[Variant], lang: str) -> list[list[str]]:
    words, said = WORDS[lang], _SAID[lang]
    levels = list(variants[0].findings)
    head = [said["against"], said["hours"], said["cost"], said["budget"]]
    rows = [[*head, *(words[level] for level in levels)]]
    for each in variants:
        counts = [str(number or "") for number in each.findings.values()]
        budget = "" if each.budget is None else say(each.budget.money, lang)
        if each.budget is not None:
            budget += f" {words[each.budget.period]}"
        label = each.name if each.key else said["itself"]
        rows.append([label, *_changes(each, lang), budget, *counts])
    return _filled(rows)


def _changes(variant: Variant, lang: str) -> tuple[str, str]:
    """Return how many likely hours and how much money more or less; nothing for the plan."""
    change = variant.change
    if not variant.key or change is None:
        return "", ""
    hours = _signed(say_minutes(half_up(change.minutes[1]), lang), above=change.minutes[1] > 0)
    if change.money is None:
        return hours, ""
    coins = half_up(change.money[1] * 10 ** MINOR_UNITS[change.currency])
    return hours, _signed(say_money(coins, change.currency, lang), above=change.money[1] > 0)


def _signed(text: str, *, above: bool) -> str:
    return f"+{text}" if above else text


def _filled(rows: list[list[str]]) -> list[list[str]]:
    """Return *rows* without the columns in which nothing stands."""
    kept = [index for index, column in enumerate(zip(*rows, strict=True)) if any(column[1:])]
    return [[row[index] for index in kept] for row in rows]


def _fitting(rows: list[list[str]], line: int) -> list[str]:
    """Return *rows* as a table, with names cut as far as the line asks for it."""
    columns = list(zip(*rows, strict=True))[1:]
    taken = sum(3 + max(width(cell) for cell in column) for column in columns)
    room = max(NARROWEST, line - taken)
    return ruled([[cut(row[0], room), *row[1:]] for row in rows], total=False)
