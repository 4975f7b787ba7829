"""The command that applies remedies to a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from aufwand.cli._options import (
    Asked,
    as_format,
    asking,
    assessed,
    in_language,
    input_format,
    plan_argument,
    plan_told,
    print_json,
    print_text,
    read_plan,
    split,
)
from aufwand.cli.exit_codes import BROKEN, FINE

if TYPE_CHECKING:
    from aufwand.planfile import PlanFile
    from aufwand.rules import Fixes

__all__ = ["fix"]


@click.command()
@plan_argument
@click.option(
    "--code",
    "codes",
    multiple=True,
    metavar="RULE",
    callback=split,
    help="Answer findings of these rules only: codes, prefixes or names, with commas between.",
)
@click.option("--unsafe", is_flag=True, help="Make trade-offs too, which give something up.")
@click.option("--diff", "as_diff", is_flag=True, help="Show what would change in the file.")
@click.option("--write", is_flag=True, help="Change the file; comments stay.")
@asking
@as_format
@in_language
@input_format
def fix(
    plan: str,
    codes: tuple[str, ...],
    unsafe: bool,
    as_diff: bool,
    write: bool,
    asked: Asked,
    style: str,
    lang: str,
    input_format: str | None,
) -> int:
    """Apply remedies, and show what they save.

    \b
    Example:
      aufwand fix plan.toml
      aufwand fix plan.toml --diff
      aufwand fix plan.toml --code STF102 --unsafe --write

    Only safe remedies are applied, which keep every goal and promise, unless --unsafe asks for
    trade-offs too. Without --write the file stays as it is. With --diff the difference goes to
    standard output and all else to standard error, so that it can be piped into a patch.
    """
    if as_diff and write:
        raise click.UsageError("--diff shows and --write writes; give one of them")
    if write and plan == "-":
        raise click.UsageError("standard input cannot be written; name a file")
    from aufwand.rules import fix as fixed

    file = read_plan(plan, input_format)
    before = assessed(file, plan_told(file, style, lang), asked)
    fixes = fixed(before, codes=codes, unsafe=unsafe)
    text = _changed(file, fixes)
    if write and fixes.applied:
        from aufwand.planfile import write_text

        write_text(plan, text)
    _tell(file, fixes, text, style=style, lang=lang, as_diff=as_diff, write=write, unsafe=unsafe)
    return BROKEN if fixes.after.broken else FINE


def _changed(file: PlanFile, fixes: Fixes) -> str:
    """Return the text of the file as it would be."""
    if not fixes.applied:
        return file.document.text
    from aufwand.planfile import changed_text

    # The plan that was told of has names for people; the file keeps its own.
    plan = file.plan
    for each in fixes.applied:
        plan = each.remedy.change(plan)
    return changed_text(plan, file.document)


def _tell(
    file: PlanFile,
    fixes: Fixes,
    text: str,
    *,
    style: str,
    lang: str,
    as_diff: bool,
    write: bool,
    unsafe: bool,
) -> None:
    difference = _difference(file, text)
    if style == "json":
        print_json({"schema": 1, **fixes.as_dict(lang), "diff": difference, "written": write})
        return
    from aufwand.reports import fixes_text

    told = fixes_text(fixes, lang=lang, written=write, unsafe=unsafe)
    if as_diff:
        print_text(difference)
        click.echo(told, err=True, nl=False)
    else:
        print_text(told)


def _difference(file: PlanFile, text: str) -> str:
    """Return what would change in the file, as a patch."""
    from difflib import unified_diff

    name = file.document.name or "plan"
    old = file.document.text.splitlines(keepends=True)
    new = text.splitlines(keepends=True)
    lines = unified_diff(old, new, name, name, n=2)
    # A last line without an end would swallow the line behind it.
    return "".join(
        each if each.endswith("\n") else f"{each}\n\\ No newline at end of file\n" for each in lines
    )
