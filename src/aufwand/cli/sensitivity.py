"""The command that tells what moves a total."""

from __future__ import annotations

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
    from aufwand.estimates import Measured

__all__ = ["sensitivity"]


@click.command()
@plan_argument
@click.option(
    "--of",
    type=click.Choice(["effort", "cost"]),
    default="effort",
    show_default=True,
    help="What is moved.",
)
@click.option(
    "--per",
    type=click.Choice(["week", "month", "quarter", "year"]),
    default="week",
    show_default=True,
    help="The period to sum over.",
)
@click.option("--role", metavar="KEY", help="Only the work of this role.")
@click.option("--channel", metavar="KEY", help="Only the work on this channel.")
@in_scenario
@as_table_format
@in_language
@input_format
def sensitivity(
    plan: str,
    of: Measured,
    per: str,
    role: str | None,
    channel: str | None,
    scenario: str | None,
    style: str,
    lang: str,
    input_format: str | None,
) -> int:
    """Show what moves the hours or the cost: which numbers to know better first.

    \b
    Example:
      aufwand sensitivity plan.toml
      aufwand sensitivity plan.toml --of cost --role pr --per year

    Each uncertain number is taken to its low and its high end, all others likely, and has its
    share of all that is uncertain.
    """
    from aufwand.estimates import estimate

    file = read_plan(plan, input_format, scenario)
    told = plan_told(file, style, lang)
    with with_places(file):
        found = estimate(told).sensitivity(of, per=per, role=role, channel=channel)
    if style == "json":
        print_json({"schema": 1, "plan": {"name": told.name}, **found.as_dict()})
    elif style == "csv":
        print_csv(found)
    else:
        from aufwand.reports import sensitivity_text

        print_text(sensitivity_text(found, told, lang=lang, paint=paint, line=line_length()))
    return FINE
