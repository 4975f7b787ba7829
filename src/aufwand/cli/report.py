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
    refuse_plan,
    with_places,
)
from aufwand.cli.exit_codes import BROKEN, FINE
from aufwand.errors import UnreadablePlan
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
    from aufwand.reports import assessment_html, board_sentence
    from aufwand.reports._table import wrapped

    file = read_plan(plan, input_format, scenario)
    result = assessed(file, plan_told(file, "text", lang), asked, isolated=isolated)
    with with_places(file):
        text = assessment_html(result, lang=lang)
    if output == "-":
        # As bytes, so that it is the same file on every machine.
        click.echo(text.encode(), nl=False)
    else:
        from aufwand.planfile import write_text

        refuse_plan(output, plan)
        if not force:
            _check(output)
        write_text(output, text)
        click.echo(_WORDS[lang]["written"].format(file=output), err=True)
    for line in wrapped(board_sentence(result, lang=lang), line_length()):
        click.echo(line, err=True)
    return BROKEN if result.broken else FINE


def _check(output: str) -> None:
    """Refuse to replace a file that is no page of ours."""
    from aufwand.reports import is_report

    try:
        with open(output, "rb") as file:
            head = file.read(1000)
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise UnreadablePlan(output, getattr(error, "strerror", None) or str(error)) from None
    if not is_report(head):
        raise click.UsageError(
            f"{output} is there already and is no page of aufwand; name another file, or "
            "replace it with --force"
        )
