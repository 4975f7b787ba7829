"""The command that draws a plan many times over."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from aufwand.cli._options import (
    as_table_format,
    in_language,
    in_scenario,
    input_format,
    line_length,
    paint,
    plan_argument,
    plan_told,
    print_csv,
    print_json,
    print_text,
    read_plan,
    with_places,
)
from aufwand.cli.exit_codes import FINE

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["simulate"]

#: So many draws take long enough to tell how far they are.
_LONG = 1_000_000


@click.command()
@plan_argument
@click.option("--draws", type=int, default=100_000, show_default=True, help="How many draws.")
@click.option(
    "--seed",
    type=int,
    default=0,
    show_default=True,
    help="What the random numbers begin with; the same seed gives the same answer.",
)
@click.option(
    "--per",
    type=click.Choice(["week", "month", "quarter", "year"]),
    default="week",
    show_default=True,
    help="The period, of typical weeks.",
)
@click.option(
    "--by",
    type=click.Choice(["activity", "channel", "role", "area", "event"]),
    default="activity",
    show_default=True,
    help="What to sum by.",
)
@click.option(
    "--budget",
    multiple=True,
    metavar="BUDGET",
    help="Tell how likely it is kept: '16 h/week', '900 EUR/week', or without a period.",
)
@click.option(
    "--arrivals",
    is_flag=True,
    help="Let messages arrive by chance, where work is per message or per reply.",
)
@click.option(
    "--workers", type=int, default=1, show_default=True, help="How many threads draw at a time."
)
@in_scenario
@as_table_format
@in_language
@input_format
def simulate(
    plan: str,
    draws: int,
    seed: int,
    per: str,
    by: str,
    budget: tuple[str, ...],
    arrivals: bool,
    workers: int,
    scenario: str | None,
    style: str,
    lang: str,
    input_format: str | None,
) -> int:
    """Show hours and cost if all that is left to chance is drawn many times.

    \b
    Example:
      aufwand simulate plan.toml --budget "16 h/week"
      aufwand simulate plan.toml --per year --by role --draws 1000000 --workers 2

    Rare events and correlations of the plan are in it. The same seed gives the same answer, with
    any number of workers.
    """
    if budget and style == "csv":
        raise click.UsageError("--budget asks for a chance, which is no row of the table")
    from aufwand.estimates import estimate

    file = read_plan(plan, input_format, scenario)
    with with_places(file):
        known = estimate(plan_told(file, style, lang))
    found = known.simulate(
        draws,
        seed,
        per=per,
        arrivals=arrivals,
        workers=workers,
        progress=_told() if draws >= _LONG and sys.stderr.isatty() else None,
    )
    chances = [(each, found.chance_within(each)) for each in budget]
    if style == "json":
        print_json(
            {
                "schema": 1,
                "plan": {"name": known.plan.name},
                **found.as_dict(),
                "chances": [{"budget": name, **each.as_dict()} for name, each in chances],
            }
        )
    elif style == "csv":
        print_csv(found.table(by))
    else:
        from aufwand.reports import simulation_text

        print_text(
            simulation_text(
                found, by=by, chances=chances, lang=lang, paint=paint, line=line_length()
            )
        )
    return FINE


def _told() -> Callable[[int, int], None]:
    """Return what tells on standard error how far the draws are, and in the end takes it away."""

    def progress(done: int, steps: int) -> None:
        text = f"{100 * done // steps:3d} %" if done < steps else "     "
        click.echo(f"\r{text}\r" if done == steps else f"\r{text}", nl=False, err=True)

    return progress
