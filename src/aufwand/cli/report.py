"""The command that writes a page to look at."""

from __future__ import annotations

import click

from aufwand.cli._options import (
    Asked,
    asking,
    assessed,
    in_language,
    in_scenario,
    input_format,
    isolated,
    line_length,
    plan_argument,
    plan_told,
    read_plan,
    with_places,
)
from aufwand.cli._output import write_output
from aufwand.cli.exit_codes import BROKEN, FINE
from aufwand.language import N_, Words

__all__ = ["report"]

_WORDS = Words({"written": N_("{file} is written; open it in a browser, or print it")})


@click.command()
@plan_argument
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    default="-",
    help="The file to write; an older page of ours is replaced.  [standard output]",
)
@click.option("--force", is_flag=True, help="Replace a file even if it is no page of ours.")
@in_scenario
@in_language
@asking
@isolated
@input_format
def report(
    plan: str,
    output: str,
    force: bool,
    scenario: str | None,
    lang: str,
    asked: Asked,
    isolated: bool,
    input_format: str | None,
) -> int:
    """Write a page to look at: the answer, charts, findings and sources.

    \b
    Example:
      aufwand report plan.toml -o report.html
      aufwand report plan.toml --scenario lean --lang de > report.html

    The page is one file that asks for nothing else: no script, no font, no picture. It needs the
    extra report. What a board should know of it is told on standard error, in one paragraph.
    """
    from aufwand.reports import assessment_html, board_sentence, is_report
    from aufwand.reports._table import wrapped

    file = read_plan(plan, input_format, scenario)
    result = assessed(file, plan_told(file, "text", lang), asked, isolated=isolated)
    with with_places(file):
        text = assessment_html(result, lang=lang)
    kind = "page of aufwand"
    write_output(output, plan, text.encode(), ours=is_report, kind=kind, force=force)
    if output != "-":
        click.echo(_WORDS[lang]["written"].format(file=output), err=True)
    for line in wrapped(board_sentence(result, lang=lang), line_length()):
        click.echo(line, err=True)
    return BROKEN if result.broken else FINE
