"""Commands on plans with dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from aufwand.cli._options import (
    as_table_format,
    in_language,
    in_scenario,
    input_format,
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
    from aufwand.calendars import Span
    from aufwand.estimates import Dimension

__all__ = ["capacity", "timeline"]


@click.command()
@plan_argument
@click.option(
    "--per",
    type=click.Choice(["day", "week", "month", "quarter", "year"]),
    default="week",
    show_default=True,
    help="The periods to cut the horizon into; weeks are those of ISO 8601.",
)
@click.option(
    "--by",
    type=click.Choice(["activity", "channel", "role", "area"]),
    help="What to sum by; left out, all of it.",
)
@in_scenario
@as_table_format
@in_language
@input_format
def timeline(
    plan: str,
    per: Span,
    by: Dimension | None,
    scenario: str | None,
    style: str,
    lang: str,
    input_format: str | None,
) -> int:
    """Show the hours of a plan with dates over its days, weeks or months.

    \b
    Example:
      aufwand timeline plan.toml --per month
      aufwand timeline plan.toml --by role --format json

    The plan needs a start and an end in its calendar. Holidays need the extra calendar.
    """
    from aufwand.estimates import estimate

    file = read_plan(plan, input_format, scenario)
    with with_places(file):
        estimated = estimate(plan_told(file, style, lang))
        found = estimated.timeline(per, by or ())
    if style == "json":
        whole = estimated.horizon
        told = {
            "schema": 1,
            "plan": {"name": estimated.plan.name},
            **found.as_dict(),
            "horizon": None if whole is None else whole.as_dict(),
        }
        print_json(told)
    elif style == "csv":
        print_csv(found)
    else:
        from aufwand.reports import timeline_text

        print_text(timeline_text(estimated, found, lang=lang))
    return FINE


@click.command()
@plan_argument
@in_scenario
@as_table_format
@in_language
@input_format
def capacity(
    plan: str, scenario: str | None, style: str, lang: str, input_format: str | None
) -> int:
    """Show who has more to do than time in which weeks, and who can step in.

    \b
    Example:
      aufwand capacity plan.toml
      aufwand capacity plan.toml --format json

    The plan needs a start and an end in its calendar. Holidays need the extra calendar.
    """
    from aufwand.estimates import estimate

    file = read_plan(plan, input_format, scenario)
    with with_places(file):
        estimated = estimate(plan_told(file, style, lang))
        found = estimated.capacity()
    if style == "json":
        print_json({"schema": 1, "plan": {"name": estimated.plan.name}, **found.as_dict()})
    elif style == "csv":
        print_csv(found)
    else:
        from aufwand.reports import capacity_text

        print_text(capacity_text(estimated.plan, found, lang=lang))
    return FINE
