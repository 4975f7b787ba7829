"""Commands that tell what aufwand knows: rules, the schema, and where a number comes from."""

from __future__ import annotations

import os

import click

from aufwand.cli._options import (
    Asked,
    as_format,
    asking,
    in_language,
    in_scenario,
    input_format,
    line_length,
    paint,
    plan_argument,
    plan_told,
    print_json,
    print_text,
    read_plan,
    settings_of,
    with_places,
)
from aufwand.cli.exit_codes import BROKEN, FINE

__all__ = ["explain", "rules", "schema"]


@click.command()
@click.argument("what", metavar="CODE|PLAN")
@click.argument("path", required=False)
@in_scenario
@as_format
@in_language
@input_format
def explain(
    what: str,
    path: str | None,
    scenario: str | None,
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
    # A rule is of no format and of no scenario.
    of_a_plan = any(each is not None for each in (path, input_format, scenario))
    if not of_a_plan and _may_be_a_rule(what):
        return _shown(what, style, lang)
    from aufwand.estimates import estimate

    file = read_plan(what, input_format, scenario)
    with with_places(file):
        found = estimate(plan_told(file, style, lang)).explain(path or "weekly")
    if style == "json":
        print_json({"schema": 1, "explanation": found.as_dict()})
    else:
        print_text(found.outline(lang).to_text())
    return FINE


def _shown(name: str, style: str, lang: str) -> int:
    """Show the page of the rule with a code or name."""
    from aufwand.rules import RuleSet

    rule = RuleSet.installed().named(name)
    if style == "json":
        print_json({"schema": 1, "rule": rule.as_dict()})
    else:
        print_text(rule.page(lang).to_text())
    return FINE


def _may_be_a_rule(what: str) -> bool:
    return what != "-" and "." not in what and os.sep not in what and not os.path.exists(what)


@click.group(invoke_without_command=True)
@as_format
@in_language
@click.pass_context
def rules(context: click.Context, style: str, lang: str) -> int:
    """Show every rule that is active, and where it comes from.

    \b
    Example:
      aufwand rules
      aufwand rules --format json
      aufwand rules show STF102
      aufwand rules explain-config plan.toml

    The exit code is 4 if rules of a package could not be loaded.
    """
    if context.invoked_subcommand is not None:
        return FINE
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


@rules.command()
@click.argument("code")
@as_format
@in_language
def show(code: str, style: str, lang: str) -> int:
    """Show a rule's page, as explain does.

    \b
    Example:
      aufwand rules show role-overbooked
    """
    return _shown(code, style, lang)


@rules.command("explain-config")
@plan_argument
@asking
@as_format
@in_language
@input_format
def explain_config(plan: str, asked: Asked, style: str, lang: str, input_format: str | None) -> int:
    """Show for every rule whether it is asked about a plan, how, and who said so.

    \b
    Example:
      aufwand rules explain-config plan.toml
      aufwand rules explain-config plan.toml --config pyproject.toml --format json

    Later layers win: a rule's default, settings that are started from, --config, the plan, parts
    of the plan, and what stands on the command line.
    """
    from aufwand.rules import explain_configuration

    file = read_plan(plan, input_format)
    settings = settings_of(asked)
    with with_places(file, settings):
        found = explain_configuration(
            file.plan,
            select=asked.select,
            extend=asked.extend,
            ignore=asked.ignore,
            settings=None if settings is None else settings.settings,
        )
    if style == "json":
        print_json({"schema": 1, "rules": [choice.as_dict() for choice in found]})
    else:
        from aufwand.reports import configuration_text

        print_text(configuration_text(found, lang=lang))
    return FINE


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
