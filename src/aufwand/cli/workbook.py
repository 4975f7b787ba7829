"""The command that writes a workbook."""

from __future__ import annotations

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
)
from aufwand.cli._output import write_output
from aufwand.cli.exit_codes import BROKEN, FINE
from aufwand.language import N_, Words

__all__ = ["workbook"]

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
    from aufwand.reports import is_plan_workbook
    from aufwand.reports import workbook as bytes_of

    file = read_plan(plan, input_format, scenario)
    result = assessed(file, plan_told(file, "text", lang), asked, isolated=isolated)
    data = bytes_of(result, lang=lang)
    kind = "workbook that aufwand wrote and nobody saved since"
    write_output(output, plan, data, ours=is_plan_workbook, kind=kind, force=force)
    if output != "-":
        click.echo(_WORDS[lang]["written"].format(file=output), err=True)
    return BROKEN if result.broken else FINE
