"""The command that fails when a plan has grave findings."""

from __future__ import annotations

import click

from aufwand.cli import _clock
from aufwand.cli._options import (
    as_format,
    in_language,
    input_format,
    line_length,
    paint,
    plan_argument,
    plan_told,
    print_json,
    print_text,
    read_plan,
    selection,
    with_places,
)
from aufwand.cli.exit_codes import BROKEN, FINE, FOUND

__all__ = ["check"]


@click.command()
@plan_argument
@selection
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "advice"]),
    default="error",
    show_default=True,
    help="Leave with 1 if there is a finding of this level or a graver one.",
)
@as_format
@in_language
@input_format
def check(
    plan: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
    style: str,
    lang: str,
    input_format: str | None,
) -> int:
    """Show only the findings, and leave with 1 if they are grave.

    \b
    Example:
      aufwand check plan.toml --fail-on warning
      aufwand check plan.toml --select AUD,STF102 --ignore COS

    Accepted findings are shown, but do not count. The exit code is 0 if all is fine, 1 if there
    are findings at or above the gate, 2 if the command was used wrongly, 3 if the plan cannot be
    read or is invalid, 4 if a rule broke.
    """
    from aufwand.rules import LEVELS
    from aufwand.rules import assess as assess_plan

    file = read_plan(plan, input_format)
    told = plan_told(file, style, lang)
    with with_places(file):
        result = assess_plan(told, select=select, ignore=ignore, today=_clock.today())
    if style == "json":
        print_json(
            {
                "schema": 1,
                "plan": {"name": result.plan.name},
                "findings": [
                    finding.as_dict(lang, place=file.place(finding.path))
                    for finding in result.findings
                ],
            }
        )
    else:
        from aufwand.reports import findings_text

        print_text(
            findings_text(
                result.findings, lang=lang, places=file.place, paint=paint, line=line_length()
            )
        )
    if result.broken:
        return BROKEN
    grave = LEVELS[: LEVELS.index(fail_on) + 1]
    counts = [each for each in result.findings if each.level in grave and each.accepted is None]
    return FOUND if counts else FINE
