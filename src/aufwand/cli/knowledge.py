"""Commands that tell what aufwand knows: rules, the schema, and where a number comes from."""

from __future__ import annotations

import click

from aufwand.cli._options import (
    as_format,
    in_language,
    input_format,
    print_json,
    print_text,
    read_plan,
)

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
      aufwand explain plan.toml by.role.pr
      aufwand explain plan.toml cost.yearly
    """
    from aufwand.rules import RuleSet

    if path is None and what != "-" and "." not in what:
        rule = RuleSet.installed().named(what)
        if style == "json":
            print_json({"schema": 1, "rule": rule.as_dict()})
        else:
            print_text(rule.page(lang).to_text())
        return 0
    from aufwand.estimates import estimate

    found = estimate(read_plan(what, input_format).plan).explain(path or "weekly")
    if style == "json":
        print_json({"schema": 1, "explanation": found.as_dict()})
    else:
        print_text(found.outline(lang).to_text())
    return 0


@click.command()
@as_format
@in_language
def rules(style: str, lang: str) -> int:
    """Show every rule that is active, and where it comes from.

    \b
    Example:
      aufwand rules
      aufwand rules --format json
    """
    from aufwand.reports import rules_text
    from aufwand.rules import RuleSet

    active = RuleSet.installed()
    if style == "json":
        print_json({"schema": 1, "rules": [rule.as_dict() for rule in active]})
    else:
        print_text(rules_text(active, lang=lang))
    return 0


@click.command()
def schema() -> int:
    """Show the JSON Schema of a plan file, for editors and other tools.

    \b
    Example:
      aufwand schema > plan.schema.json
    """
    from aufwand.planfile import plan_schema

    print_json(plan_schema())
    return 0
