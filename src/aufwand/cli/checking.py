"""The command that fails when a plan has grave findings."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

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
    paint,
    plan_argument,
    plan_told,
    print_csv,
    print_json,
    print_text,
    read_plan,
)
from aufwand.cli.exit_codes import BROKEN, FINE, FOUND
from aufwand.errors import Fault
from aufwand.language import N_, Words, n_

if TYPE_CHECKING:
    from aufwand.language import Texts
    from aufwand.planfile import PlanFile
    from aufwand.rules import Assessment
    from aufwand.rules.known import KnownFinding, KnownFindings
    from aufwand.units import EffortRate, MoneyRate

__all__ = ["check"]

FORMATS = ("text", "concise", "json", "jsonl", "sarif", "github", "junit", "markdown", "csv")

#: Most entries of a baseline that are told one by one.
TOLD = 20

_WORDS = Words(
    {
        "written": N_("{file} holds what is known now, {number} of it; only what is new counts."),
        "unwritten": N_("{file} is not written: a rule broke, so findings may be missing."),
        "stale": N_("{file} knows of findings that are gone; --prune takes them out:"),
        "pruned": N_("{file} does not hold any more what is gone:"),
        "more": n_("and {n} more", "and {n} more"),
        "anchor": N_("GitHub and others show results in files only; name one with --sarif-anchor."),
        "unpriced": N_("No finding has a price to hold against --fail-above {limit}."),
    }
)


class _Baseline(NamedTuple):
    """What is to be done with known findings."""

    #: The file to read them from.
    read: str | None

    #: The file to write them to.
    write: str | None

    #: Whether what is gone is to be taken out of the file.
    prune: bool


def _limit(_: click.Context, __: click.Parameter, value: str | None) -> Any:
    from aufwand.rules.gate import Gate

    try:
        return Gate(above=value).above
    except Fault as fault:
        raise click.BadParameter(str(fault).removeprefix("above: ")) from None


@click.command()
@plan_argument
@in_scenario
@asking
@isolated
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "advice", "info"]),
    default="error",
    show_default=True,
    help="Leave with 1 if there is a finding of this level or a graver one.",
)
@click.option(
    "--fail-above",
    metavar="LIMIT",
    callback=_limit,
    help="Leave with 1 as well if the findings cost more together, such as '5 h/week' or "
    "'90 EUR/week'.",
)
@click.option("--exit-zero", is_flag=True, help="Leave with 0 where it would be 1.")
@click.option("--baseline", metavar="FILE", help="Do not count the findings known in this file.")
@click.option("--write-baseline", metavar="FILE", help="Write the findings there are to this file.")
@click.option("--prune", is_flag=True, help="Take out of the baseline what is gone.")
@click.option(
    "--format",
    "style",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How to print the answer.",
)
@click.option(
    "--sarif-anchor",
    metavar="FILE",
    help="The file that a plan on standard input came from, for --format sarif.",
)
@in_language
@input_format
def check(
    plan: str,
    scenario: str | None,
    asked: Asked,
    isolated: bool,
    fail_on: str,
    fail_above: EffortRate | MoneyRate | None,
    exit_zero: bool,
    baseline: str | None,
    write_baseline: str | None,
    prune: bool,
    style: str,
    sarif_anchor: str | None,
    lang: str,
    input_format: str | None,
) -> int:
    """Show only the findings, and leave with 1 if they are grave.

    \b
    Example:
      aufwand check plan.toml --fail-on warning
      aufwand check plan.toml --select AUD,STF102 --ignore COS
      aufwand check plan.toml --fail-above "5 h/week"
      aufwand check plan.toml --format sarif > aufwand.sarif

    Accepted findings are shown, but do not count; nor do those in the baseline. The exit code is 0
    if all is fine, 1 if there are findings at or above the gate, 2 if the command was used
    wrongly, 3 if the plan cannot be read or is invalid, 4 if a rule broke.
    """
    from aufwand.rules.gate import Gate

    told = _Baseline(baseline, write_baseline, prune)
    _agreed(told, plan, style, sarif_anchor)
    gate = Gate(fail_on, fail_above)
    known = _known(baseline)
    file = read_plan(plan, input_format, scenario)
    names = "json" if style == "jsonl" else style
    result = assessed(file, plan_told(file, names, lang), asked, isolated=isolated)
    _same_money(result, fail_above)
    after, remarks = _kept(result, known, told, lang)
    _print(result, file, style, lang, after, sarif_anchor or "")
    if style == "sarif" and plan == "-" and sarif_anchor is None and result.findings:
        remarks.append(_WORDS[lang]["anchor"])
    counted = result.findings if after is None else after.new(result.findings)
    if fail_above is not None and not gate.comparable(counted):
        remarks.append(_WORDS[lang]["unpriced"].format(limit=fail_above.text))
    for remark in remarks:
        click.echo(remark, err=True)
    if result.broken:
        return BROKEN
    return FOUND if gate.fails(counted) and not exit_zero else FINE


def _agreed(told: _Baseline, plan: str, style: str, anchor: str | None) -> None:
    """Refuse options that do not go together."""
    if told.prune and told.read is None:
        raise click.UsageError("--prune needs the file to take something out of: --baseline FILE")
    if told.read is not None and told.write is not None:
        raise click.UsageError(
            "--write-baseline begins anew, so that --baseline says nothing; give one of them"
        )
    if "-" in {told.read, told.write}:
        raise click.UsageError("a baseline is a file, not standard input or output")
    if anchor is not None and (style != "sarif" or plan != "-"):
        raise click.UsageError("--sarif-anchor is for a plan on standard input and --format sarif")


def _known(name: str | None) -> KnownFindings | None:
    if name is None:
        return None
    from aufwand.cli._known import read_known

    return read_known(name)


def _same_money(result: Assessment, limit: EffortRate | MoneyRate | None) -> None:
    from aufwand.units import MoneyRate

    currency = result.plan.currency
    if isinstance(limit, MoneyRate) and currency and limit.money.currency != currency:
        raise click.UsageError(
            f"--fail-above is in {limit.money.currency}, but the plan in {currency}"
        )


def _kept(
    result: Assessment, known: KnownFindings | None, told: _Baseline, lang: str
) -> tuple[KnownFindings | None, list[str]]:
    """Write what is to be written; return what is known now, and what is to be said of it."""
    from aufwand.cli._known import write_known
    from aufwand.reports._told import resting_in
    from aufwand.rules.known import KnownFindings
    from aufwand.units.wording import say_number

    words = _WORDS[lang]
    if result.broken:
        target = told.write or (told.read if told.prune else None)
        return known, [words["unwritten"].format(file=target)] if target else []
    if told.write is not None:
        known = KnownFindings.from_findings(result.findings)
        write_known(told.write, known)
        return known, [
            words["written"].format(file=told.write, number=say_number(len(known), 0, lang))
        ]
    if told.read is None or known is None:
        return None, []
    resting = resting_in(result)
    gone = known.stale(result.findings, resting)
    if not gone:
        return known, []
    lines = _gone(gone, words)
    if not told.prune:
        return known, [words["stale"].format(file=told.read), *lines]
    known = known.pruned(result.findings, resting)
    write_known(told.read, known)
    return known, [words["pruned"].format(file=told.read), *lines]


def _gone(gone: tuple[KnownFinding, ...], words: Texts) -> list[str]:
    from aufwand.outline.text import plain

    lines = [plain(f"  {each.code} {each.path}").rstrip() for each in gone[:TOLD]]
    more = [f"  {words.count('more', len(gone) - TOLD)}"] if len(gone) > TOLD else []
    return [*lines, *more]


def _print(
    result: Assessment,
    file: PlanFile,
    style: str,
    lang: str,
    known: KnownFindings | None,
    anchor: str,
) -> None:
    from aufwand import reports

    about: dict[str, Any] = {"lang": lang, "places": file.place, "known": known}
    here: dict[str, Any] = {"folder": os.getcwd(), "windows": os.name == "nt"}
    if style == "json":
        print_json(reports.findings_dict(result, **about))
        return
    if style == "csv":
        print_csv(reports.findings_table(result, **about))
        return
    if style == "sarif":
        print_json(reports.sarif_log(result, **about, **here, anchor=anchor))
        return
    if style == "text":
        cost = result.accepted_cost if result.accepted else None
        text = reports.findings_text(
            result.findings, **about, accepted_cost=cost, paint=paint, line=line_length()
        )
    elif style == "github":
        text = reports.github_text(result, **about, **here)
    else:
        write = {
            "concise": reports.concise_text,
            "jsonl": reports.jsonl_text,
            "junit": reports.junit_xml,
            "markdown": reports.markdown_text,
        }[style]
        text = write(result, **about)
    if text:
        print_text(text)
