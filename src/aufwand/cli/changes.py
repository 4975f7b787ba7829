"""The command that tells what changed between two plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from aufwand.cli import _clock
from aufwand.cli._options import (
    in_language,
    input_format,
    line_length,
    paint,
    plan_told,
    print_json,
    print_text,
    read_plan,
    selection,
    with_places,
)
from aufwand.cli.exit_codes import BROKEN, FINE, NO_PLAN
from aufwand.errors import AufwandError, InvalidPlan, MissingExtra, UnreadablePlan

if TYPE_CHECKING:
    from aufwand.planfile import PlanFile
    from aufwand.rules import Assessment

__all__ = ["diff"]


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="How to print the answer; markdown is for a pull request.",
)
@in_language
@selection
@input_format
def diff(
    old: str,
    new: str,
    style: str,
    lang: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    input_format: str | None,
) -> int:
    """Show what changed from one plan to another: hours, money, findings, and why.

    \b
    Example:
      aufwand diff plan-may.toml plan.toml
      aufwand diff plan-may.toml plan.toml --format markdown
      git show main:plan.toml | aufwand diff - plan.toml

    OLD and NEW are TOML, YAML or JSON files; one of them may be - for standard input. The exit
    code is 0 whatever has changed.
    """
    from aufwand.rules import diff as compare

    if old == new == "-":
        raise click.UsageError("standard input holds one plan; name a file for the other")
    files = _read(old, new, input_format)
    if files is None:
        return NO_PLAN
    before, after = files
    found = compare(*(_assessed(file, style, lang, select, ignore) for file in files))
    if style == "json":
        print_json(found.as_dict(lang, before=before.place, after=after.place))
    elif style == "markdown":
        from aufwand.reports import diff_markdown

        print_text(diff_markdown(found, lang=lang, before=before.place, after=after.place))
    else:
        from aufwand.reports import diff_text

        print_text(
            diff_text(
                found,
                lang=lang,
                before=before.place,
                after=after.place,
                paint=paint,
                line=line_length(),
            )
        )
    return BROKEN if found.before.broken or found.after.broken else FINE


def _read(old: str, new: str, input_format: str | None) -> tuple[PlanFile, PlanFile] | None:
    """Return both plans; if both are at fault, tell all faults of both and return nothing."""
    read: list[PlanFile] = []
    wrong: list[AufwandError] = []
    for name in (old, new):
        try:
            read.append(read_plan(name, None if _says_its_format(name) else input_format))
        except (InvalidPlan, UnreadablePlan, MissingExtra) as error:
            wrong.append(error)
    if len(wrong) == 1:
        raise wrong[0]
    if wrong:
        for each in wrong:
            click.echo(str(each), err=True)
        return None
    before, after = read
    return before, after


def _says_its_format(name: str) -> bool:
    # The two can be written differently; what is asked for is meant for the one that does not
    # say it.
    from aufwand.documents import format_of
    from aufwand.errors import Fault

    try:
        format_of(name)
    except Fault:
        return False
    return name != "-"


def _assessed(
    file: PlanFile, style: str, lang: str, select: tuple[str, ...], ignore: tuple[str, ...]
) -> Assessment:
    from aufwand.rules import assess

    told = plan_told(file, style, lang)
    with with_places(file):
        return assess(told, select=select, ignore=ignore, today=_clock.today())
