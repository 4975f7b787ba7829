"""The command that writes a workbook."""

from __future__ import annotations

import os
import sys

import click

from aufwand.cli._options import (
    Asked,
    asking,
    assessed,
    in_language,
    in_scenario,
    input_format,
    isolated,
    plan_argument,
    plan_told,
    read_plan,
    refuse_plan,
)
from aufwand.cli.exit_codes import BROKEN, FINE
from aufwand.errors import UnreadablePlan
from aufwand.language import N_, Words

__all__ = ["workbook"]

#: Most bytes of a file that is asked whether it is a workbook of ours.
_SIZE = 100_000_000

_WORDS = Words(
    {
        "written": N_(
            "{file} is written: open it with Excel, LibreOffice or another spreadsheet program."
        ),
    }
)


@click.command()
@plan_argument
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    default="-",
    help="The file to write; an older workbook of ours is replaced, unless somebody has saved it "
    "since.  [standard output, if it is no terminal]",
)
@click.option("--force", is_flag=True, help="Replace a file even if it is no workbook of ours.")
@in_scenario
@in_language
@asking
@isolated
@input_format
def workbook(
    plan: str,
    output: str,
    force: bool,
    scenario: str | None,
    lang: str,
    asked: Asked,
    isolated: bool,
    input_format: str | None,
) -> int:
    """Write a workbook for Excel: summary, items, weeks, findings and sources.

    \b
    Example:
      aufwand workbook plan.toml -o plan.xlsx
      aufwand workbook plan.toml -o plan.xlsx --lang de
      aufwand workbook plan.toml > plan.xlsx

    It needs the extra excel. The exit code is 0 whatever is found.
    """
    if output == "-" and sys.stdout.isatty():
        raise click.UsageError("a workbook is nothing for a terminal; name a file: -o plan.xlsx")
    from aufwand.reports import workbook as bytes_of

    file = read_plan(plan, input_format, scenario)
    result = assessed(file, plan_told(file, "text", lang), asked, isolated=isolated)
    data = bytes_of(result, lang=lang)
    if output == "-":
        click.echo(data, nl=False)
    else:
        from aufwand.planfile import write_bytes

        refuse_plan(output, plan)
        if not force:
            _check(output)
        write_bytes(output, data)
        click.echo(_WORDS[lang]["written"].format(file=output), err=True)
    return BROKEN if result.broken else FINE


def _check(output: str) -> None:
    """Refuse to replace a file that is no workbook of ours, or in which somebody has worked."""
    from aufwand.reports import is_plan_workbook

    if not os.path.lexists(output):
        return
    try:
        with open(output, "rb") as file:
            data = file.read(_SIZE)
    except (OSError, ValueError) as error:
        raise UnreadablePlan(output, getattr(error, "strerror", None) or str(error)) from None
    if not is_plan_workbook(data):
        raise click.UsageError(
            f"{output} is there already and is no workbook that aufwand wrote and nobody saved "
            "since; name another file, or replace it with --force"
        )
