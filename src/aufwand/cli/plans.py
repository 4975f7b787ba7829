"""Commands that work on a plan."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

import click

from aufwand.cli import _clock
from aufwand.cli._options import (
    Asked,
    as_format,
    as_table_format,
    asking,
    assessed,
    bars_wanted,
    in_language,
    in_scenario,
    input_format,
    isolated,
    line_length,
    paint,
    plan_argument,
    plan_told,
    print_csv,
    print_json,
    print_text,
    read_plan,
    settings_of,
    with_bars,
    with_places,
)
from aufwand.cli.exit_codes import BROKEN, FINE
from aufwand.errors import MissingExtra
from aufwand.language import N_, Words

if TYPE_CHECKING:
    from aufwand.estimates import Dimension

__all__ = ["assess", "demo", "estimate", "init", "scenarios"]

_WORDS = Words(
    {
        "demo": N_("aufwand-demo.toml"),
        "shown": N_("The plan is in {file}; change it, then run: aufwand assess {file}"),
        "page": N_("The report is in {page}; open it in a browser, or print it"),
        "no_page": N_("There is no report, as it needs an extra: pip install 'aufwand[report]'"),
        "written": N_("{file} is written; change it, then run: aufwand assess {file}"),
    }
)


#: All rules, as they are.
_EVERYTHING = Asked((), (), (), None)


@click.command()
@click.argument("file", metavar="[FILE]", required=False)
@as_format
@in_language
def demo(file: str | None, style: str, lang: str) -> int:
    """Write a sample plan and its report, and show what it takes.

    \b
    Example:
      aufwand demo
      aufwand demo bakery.toml --lang de

    A file that is there already is never written over. The report stands beside the plan, and
    needs the extra report.
    """
    words = _WORDS[lang]
    name = file or words["demo"]
    text = _sample(f"demo.{lang}.toml")
    page, shown = _page_of(name, text, lang)
    # Both or none: whoever has a file of one of these names finds no half of a sample beside it.
    for each, wanted in ((name, text), (page, shown)):
        if os.path.lexists(each) and wanted is not None and not _holds(each, wanted):
            raise _there(each)
    _write_new(name, text, same_is_fine=True)
    told = words["no_page"]
    if shown is not None:
        _write_new(page, shown, same_is_fine=True)
        told = words["page"].format(page=page)
    code = _assess(name, "toml", style, lang, _EVERYTHING)
    click.echo(words["shown"].format(file=name), err=True)
    click.echo(told, err=True)
    return code


def _page_of(plan: str, text: str, lang: str) -> tuple[str, str | None]:
    """Return what the report beside a sample is called, and the report; none without its extra."""
    from aufwand.planfile import read_plan_file
    from aufwand.reports import assessment_html

    page = os.path.splitext(plan)[0] + ".html"
    if page == plan:
        page += ".html"
    file = read_plan_file(plan, text=text.encode(), format="toml")
    result = assessed(file, plan_told(file, "text", lang), _EVERYTHING)
    try:
        return page, assessment_html(result, lang=lang)
    except MissingExtra:
        # The plan and its answer are what the sample is for.
        return page, None


@click.command()
@click.argument("file", metavar="[PLAN]", default="plan.toml")
@in_language
def init(file: str, lang: str) -> int:
    """Write a commented plan file to start from.

    \b
    Example:
      aufwand init
      aufwand init our-plan.toml --lang de
      aufwand init -                  to standard output

    A file that is there already is never written over.
    """
    text = _sample(f"start.{lang}.toml")
    if file == "-":
        print_text(text)
        return FINE
    if not file.endswith(".toml"):
        raise click.UsageError(f"init writes TOML, for its comments; name it {file}.toml")
    _write_new(file, text)
    click.echo(_WORDS[lang]["written"].format(file=file), err=True)
    return FINE


@click.command()
@plan_argument
@in_scenario
@with_bars
@as_format
@in_language
@asking
@isolated
@input_format
def assess(
    plan: str,
    scenario: str | None,
    bars: str,
    style: str,
    lang: str,
    asked: Asked,
    isolated: bool,
    input_format: str | None,
) -> int:
    """Show hours, people, money and findings: the main job.

    \b
    Example:
      aufwand assess plan.toml
      aufwand assess plan.toml --format json
      cat plan.toml | aufwand assess -

    PLAN is a TOML, YAML or JSON file, or - for standard input. The exit code is 0 whatever is
    found; check is the command that fails.
    """
    return _assess(
        plan, input_format, style, lang, asked, isolated=isolated, scenario=scenario, bars=bars
    )


def _assess(
    plan: str,
    kind: str | None,
    style: str,
    lang: str,
    asked: Asked,
    *,
    isolated: bool = False,
    scenario: str | None = None,
    bars: str = "auto",
) -> int:
    file = read_plan(plan, kind, scenario)
    result = assessed(file, plan_told(file, style, lang), asked, isolated=isolated)
    if style == "json":
        # Dates are asked about here for the first time, and can name a place nobody knows.
        with with_places(file):
            data = result.as_dict(lang, places=file.place)
        print_json(data)
    else:
        from aufwand.reports import assessment_text

        text = assessment_text(
            result,
            lang=lang,
            places=file.place,
            paint=paint,
            line=line_length(),
            bars=bars_wanted(bars),
        )
        print_text(text)
    return BROKEN if result.broken else FINE


@click.command()
@plan_argument
@click.option(
    "--by",
    type=click.Choice(["activity", "channel", "role", "area"]),
    default="activity",
    show_default=True,
    help="What to sum by.",
)
@click.option(
    "--per",
    type=click.Choice(["week", "month", "quarter", "year"]),
    default="week",
    show_default=True,
    help="The period to sum over.",
)
@in_scenario
@with_bars
@as_table_format
@in_language
@input_format
def estimate(
    plan: str,
    by: Dimension,
    per: str,
    scenario: str | None,
    bars: str,
    style: str,
    lang: str,
    input_format: str | None,
) -> int:
    """Show the effort by activity, channel, role or area.

    \b
    Example:
      aufwand estimate plan.toml --by role --per month
    """
    from aufwand.estimates import estimate as estimate_plan
    from aufwand.estimates._arrays import told_percentiles

    file = read_plan(plan, input_format, scenario)
    with with_places(file):
        found = estimate_plan(file.plan)
    if style == "json":
        parts = {
            key: {
                **value.as_dict(),
                **told_percentiles(partial(found.distribution, by, key, per=per)),
            }
            for key, value in found.by(by, per=per).items()
        }
        print_json(
            {
                "schema": 1,
                "plan": {"name": found.plan.name},
                "unit": "h",
                "by": by,
                "per": per,
                "total": {
                    **found.per(per).as_dict(),
                    **told_percentiles(partial(found.distribution, per=per)),
                },
                "parts": parts,
            }
        )
    elif style == "csv":
        print_csv(found.table(by, per=per))
    else:
        from aufwand.reports import estimate_text

        drawn = bars_wanted(bars)
        text = estimate_text(found, by=by, per=per, lang=lang, line=line_length(), bars=drawn)
        print_text(text)
    return FINE


@click.command()
@plan_argument
@as_table_format
@in_language
@asking
@input_format
def scenarios(plan: str, style: str, lang: str, asked: Asked, input_format: str | None) -> int:
    """Show the scenarios of a plan side by side: hours, people, money, findings.

    \b
    Example:
      aufwand scenarios plan.toml
      aufwand scenarios plan.toml --format json
      aufwand assess plan.toml --scenario lean

    PLAN is a TOML, YAML or JSON file, or - for standard input. The exit code is 0 whatever is
    found.
    """
    from aufwand.rules import compare

    file = read_plan(plan, input_format)
    settings = settings_of(asked)
    with with_places(file, settings):
        found = compare(
            plan_told(file, style, lang),
            select=asked.select,
            extend=asked.extend,
            ignore=asked.ignore,
            settings=None if settings is None else settings.settings,
            today=_clock.today(),
        )
    if style == "json":
        print_json(found.as_dict())
    elif style == "csv":
        print_csv(found)
    else:
        from aufwand.reports import comparison_text

        print_text(comparison_text(found, lang=lang, paint=paint, line=line_length()))
    return BROKEN if found.broken else FINE


def _sample(name: str) -> str:
    from importlib.resources import files

    return files("aufwand.cli").joinpath("samples", name).read_text(encoding="utf-8")


def _write_new(file: str, text: str, *, same_is_fine: bool = False) -> None:
    from aufwand.planfile import write_text

    try:
        write_text(file, text, new=True)
    except FileExistsError:
        if same_is_fine and _holds(file, text):
            return
        raise _there(file) from None


def _there(file: str) -> click.UsageError:
    return click.UsageError(f"{file} is there already and is not written over; name another file")


def _holds(file: str, text: str) -> bool:
    try:
        with open(file, "rb") as found:
            return found.read(len(text.encode()) + 1) == text.encode()
    except OSError:
        return False
