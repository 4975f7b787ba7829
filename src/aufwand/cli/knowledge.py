"""Commands that tell what aufwand knows: rules, the schema, and where a number comes from."""

from __future__ import annotations

import os

import click

from aufwand.cli._options import (
    as_format,
    in_language,
    input_format,
    line_length,
    paint,
    plan_told,
    print_json,
    print_text,
    read_plan,
    with_places,
)
from aufwand.cli.exit_codes import BROKEN, FINE

__all__ = ["explain", "rules", "schema"]


@click.command()
@click.argument("what", metavar="CODE|PLAN")
@click.argument("path", required=False)
@as_format
@in_language
@input_format
def explain(
    what: str,
    path: str | None,
    style: str,
    lang: str,
    input_format: str | None,
) -> int:
    """Show a rule's page, or where a number of a plan comes from.

    \b
    Example:
      aufwand explain STF102
      aufwand explain plan.toml
      aufwand explain plan.toml by.role.marketing
      aufwand explain plan.toml yearly

    PATH is weekly, monthly, quarterly, yearly, once, fte, cost. and a period, or by. with
    activity, channel, role or area and a key.
    """
    if path is None and input_format is None and _may_be_a_rule(what):
        from aufwand.rules import RuleSet

        rule = RuleSet.installed().named(what)
        if style == "json":
            print_json({"schema": 1, "rule": rule.as_dict()})
        else:
            print_text(rule.page(lang).to_text())
        return FINE
    from aufwand.estimates import estimate

    file = read_plan(what, input_format)
    with with_places(file):
        found = estimate(plan_told(file, style, lang)).explain(path or "weekly")
    if style == "json":
        print_json({"schema": 1, "explanation": found.as_dict()})
    else:
        print_text(found.outline(lang).to_text())
    return FINE


def _may_be_a_rule(what: str) -> bool:
    return what != "-" and "." not in what and os.sep not in what and not os.path.exists(what)


@click.command()
@as_format
@in_language
def rules(style: str, lang: str) -> int:
    """Show every rule that is active, and where it comes from.

    \b
    Example:
      aufwand rules
      aufwand rules --format json

    The exit code is 4 if rules of a package could not be loaded.
    """
    from aufwand.rules import RuleSet

    active = RuleSet.installed()
    if style == "json":
        print_json(
            {
                "schema": 1,
                "rules": [rule.as_dict() for rule in active],
                "broken": [finding.as_dict(lang) for finding in active.broken],
            }
        )
    else:
        from aufwand.reports import findings_text, rules_text

        print_text(rules_text(active, lang=lang))
        if active.broken:
            told = findings_text(active.broken, lang=lang, paint=paint, line=line_length())
            print_text(f"\n{told}")
    return BROKEN if active.broken else FINE


@click.command()
@click.option(
    "--format",
    "style",
    type=click.Choice(["json"]),
    default="json",
    expose_value=False,
    help="How to print it: JSON is all a schema can be.",
)
def schema() -> int:
    """Show the JSON Schema of a plan file.

    \b
    Example:
      aufwand schema > plan.schema.json

    Editors complete and check plan files with it.
    """
    from aufwand.planfile import plan_schema

    print_json(plan_schema())
    return FINE
