"""A simulation as text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from aufwand.language import N_, NP_, Words
from aufwand.reports._table import cut, ruled, wrapped
from aufwand.reports._words import WORDS
from aufwand.reports.naming import activity_name, area_name, channel_name
from aufwand.units.wording import say_number, say_shortest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aufwand.estimates.simulation import Outcome, Sampled, Simulation
    from aufwand.model import Plan

    #: Returns text marked as what it is: ``title``, ``faint``.
    Paint: TypeAlias = Callable[[str, str], str]

__all__ = ["simulation_text"]

_WORDS = Words(
    {
        "head": N_("{name}: {draws} draws of {per}, seed {seed}"),
        "week": NP_("what each draw is of", "a typical week"),
        "month": NP_("what each draw is of", "a month"),
        "quarter": NP_("what each draw is of", "a quarter"),
        "year": NP_("what each draw is of", "a year"),
        "mean": N_("mean"),
        "hours": N_("hours"),
        "money": N_("cost"),
        "budget": N_("chance"),
        "within": N_("within {budget}"),
        "event": N_("Event"),
        "all_events": N_("all events"),
        "all_activities": N_("all activities"),
        "note": N_(
            "P80 is what 80 of 100 draws do not exceed; percentiles do not add. Every number "
            "is rounded to its standard error, which stands behind ±."
        ),
    }
)


def _unpainted(text: str, _: str) -> str:
    return text


def simulation_text(
    simulation: Simulation,
    *,
    by: str = "activity",
    chances: Sequence[tuple[str, Sampled]] = (),
    lang: str = "en",
    paint: Paint = _unpainted,
    line: int = 100,
) -> str:
    """Return a simulation as text: hours and cost, chances of budgets, and hours by one thing.

    Args:
        simulation: What to tell.
        by: ``activity``, ``channel``, ``role``, ``area`` or ``event``; what happens by chance is
            a row of its own below activities, and these are one below events, so that means add.
        chances: Budgets as text, and how likely each of them is kept.
        lang: ``en`` or ``de``.
        paint: Marks titles and notes, for terminals with colours.
        line: Cells of a line.
    """
    words = _WORDS[lang]
    plan = simulation.estimate.plan
    head = words["head"].format(
        name=cut(plan.name),
        draws=say_number(simulation.draws, 0, lang),
        per=words[simulation.per],
        seed=simulation.seed,
    )
    whole = [("hours", simulation.total), ("money", simulation.cost)]
    told = [(words[name], outcome) for name, outcome in whole if outcome is not None]
    titles = [
        words["mean"],
        *(f"P{say_shortest(at, lang, 6)}" for at in simulation.total.percentiles),
    ]
    columns = [
        [outcome.mean.say(lang), *(each.say(lang) for each in outcome.percentiles.values())]
        for _, outcome in told
    ]
    rows = [["", *(name for name, _ in told)]]
    rows += [list(row) for row in zip(titles, *columns, strict=True)]
    blocks = [[paint(head, "title")], ruled(rows, total=False)]
    if chances:
        kept = [["", words["budget"]]]
        kept += [
            [words["within"].format(budget=cut(name)), each.say(lang)] for name, each in chances
        ]
        blocks.append(ruled(kept, total=False))
    parts = simulation.by(by)
    if parts:
        title = words["event"] if by == "event" else WORDS[lang][by]
        table = [[title, *titles]]
        table += [
            [cut(_label(plan, by, key, lang)), *_row(each, lang)] for key, each in parts.items()
        ]
        blocks.append(ruled(table, total=False))
    blocks.append([paint(each, "faint") for each in wrapped(words["note"], line)])
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _row(outcome: Outcome, lang: str) -> list[str]:
    """Return mean and percentiles, without the unit and the error that stand above."""
    return [
        outcome.mean.say_value(lang),
        *(each.say_value(lang) for each in outcome.percentiles.values()),
    ]


def _label(plan: Plan, by: str, key: str, lang: str) -> str:
    if by == "channel":
        return channel_name(plan.channel(key), lang) if key else WORDS[lang]["all_channels"]
    if by == "role":
        return plan.role(key).label if key else WORDS[lang]["nobody"]
    if by == "area":
        return area_name(key, lang)
    if not key:
        return _WORDS[lang]["all_activities" if by == "event" else "all_events"]
    if by == "event":
        return next(each.label for each in plan.events if each.key == key)
    return activity_name(plan.activity(key), lang)
