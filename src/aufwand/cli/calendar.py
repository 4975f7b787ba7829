"""The command that writes a calendar file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from aufwand.cli._options import (
    in_language,
    in_scenario,
    input_format,
    plan_argument,
    plan_told,
    read_plan,
    with_places,
)
from aufwand.cli._output import write_output
from aufwand.cli.exit_codes import FINE, NO_PLAN
from aufwand.language import N_, Words, n_

if TYPE_CHECKING:
    from aufwand.model import Plan
    from aufwand.reports import PlanCalendar

__all__ = ["calendar"]

#: How many lines on what is left out are told.
_TOLD = 20

_WORDS = Words(
    {
        "series": n_("{n} series", "{n} series"),
        "blocks": n_("{n} block", "{n} blocks"),
        "made": N_("{file}: {series}, {blocks}, {effort}"),
        "empty": N_("{file}: not written, as the plan has no block of time in these days"),
        "output": N_("standard output"),
        "left_out": N_("Not in it: {name}, {why}"),
        "more": n_("and {n} more", "and {n} more"),
        "nobody": N_("as nobody does it yet"),
        "short": N_("as it takes less than a minute each time"),
        "full": N_("as the office hours have no room for it"),
        "rare": N_("as it happens less than once in these days"),
        "away": N_("as it falls on no working day of these"),
        "blocked": N_("as no day before the next one has its time free"),
        "not installed": N_(
            "Blocks are on holidays as on any day: pip install '{extra}' brings them"
        ),
        "not covered": N_("No holidays are known of {years}: blocks are on them as on any day"),
    }
)


def _day(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    from aufwand.model import Calendar

    try:
        return Calendar(start=value).start
    except ExceptionGroup:
        raise click.BadParameter("it is no day as YYYY-MM-DD") from None


@click.command()
@plan_argument
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    default="-",
    help="The file to write; an older calendar of ours is replaced.  [standard output]",
)
@click.option("--role", metavar="KEY", help="The calendar of this role only.")
@click.option("--timezone", metavar="ZONE", help="The time zone, in place of the plan's own.")
@click.option("--stamp", metavar="DAY", callback=_day, help="The day it is from.  [the first]")
@click.option(
    "--sequence",
    type=click.IntRange(0, 2**31 - 1),
    default=0,
    help="How many times it was changed since it was first given to somebody.",
)
@click.option("--force", is_flag=True, help="Replace a file even if it is no calendar of ours.")
@in_scenario
@in_language
@input_format
def calendar(
    plan: str,
    output: str,
    role: str | None,
    timezone: str | None,
    stamp: date | None,
    sequence: int,
    force: bool,
    scenario: str | None,
    lang: str,
    input_format: str | None,
) -> int:
    """Write a calendar file (iCalendar) with the blocks of time that a plan takes.

    \b
    Example:
      aufwand calendar plan.toml -o plan.ics
      aufwand calendar plan.toml -o mara.ics --role pr
      aufwand calendar plan.toml --timezone Europe/Berlin > plan.ics

    The plan's calendar says from when to when, and on which days nobody works. What found no time
    is told on standard error; without any block there is no file.
    """
    from aufwand.reports import calendar_text, is_plan_calendar, plan_calendar

    file = read_plan(plan, input_format, scenario)
    told = plan_told(file, "text", lang)
    with with_places(file):
        made = plan_calendar(told, role=role, timezone=timezone)
    if not made.series:
        click.echo(_told(made, told, output, lang), err=True)
        return NO_PLAN
    text = calendar_text(made, stamp=stamp, sequence=sequence, lang=lang)
    kind = "calendar of aufwand"
    write_output(output, plan, text.encode(), ours=is_plan_calendar, kind=kind, force=force)
    click.echo(_told(made, told, output, lang), err=True)
    return FINE


def _told(made: PlanCalendar, plan: Plan, output: str, lang: str) -> str:
    """Return what was written, and what found no place in it."""
    from aufwand.units import say

    words = _WORDS[lang]

    file = words["output"] if output == "-" else output
    made_of = "made" if made.series else "empty"
    lines = [
        words[made_of].format(
            file=file,
            series=words.count("series", made.series),
            blocks=words.count("blocks", len(made.blocks)),
            effort=say(made.effort, lang),
        )
    ]
    for each in made.left_out[:_TOLD]:
        name = plan.activity(each.activity).label
        if each.role:
            name += f" ({plan.role(each.role).label})"
        if each.blocks:
            name += f", {words.count('blocks', each.blocks)}"
        lines.append(words["left_out"].format(name=name, why=words[each.why]))
    if len(made.left_out) > _TOLD:
        lines.append(words.count("more", len(made.left_out) - _TOLD))
    years = made.holidays.uncovered
    if made.holidays.why:
        span = str(years[0]) if len(years) == 1 else f"{years[0]} – {years[-1]}"
        lines.append(words[made.holidays.why].format(years=span, extra="aufwand[calendar]"))
    return "\n".join(lines)
