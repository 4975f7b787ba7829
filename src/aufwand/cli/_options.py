"""What several commands share: options, reading the plan, printing."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from aufwand.documents import Format
    from aufwand.planfile import PlanFile

__all__ = ["as_format", "in_language", "print_json", "print_text", "read_plan", "selection"]

F = TypeVar("F", bound="Callable[..., Any]")

as_format = click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print the answer.",
)

in_language = click.option(
    "--lang",
    type=click.Choice(["en", "de"]),
    default="en",
    show_default=True,
    help="The language of the answer.",
)

plan_argument = click.argument("plan", metavar="PLAN")

input_format = click.option(
    "--input-format",
    type=click.Choice(["toml", "yaml", "json"]),
    help="What the plan is written in, where its name does not say it.  [standard input: toml]",
)


def selection(function: F) -> F:
    """Add ``--select`` and ``--ignore``."""
    for name, text in (
        ("--ignore", "Leave these rules out: codes, prefixes or names, with commas between."),
        ("--select", "Ask only these rules: codes, prefixes or names, with commas between."),
    ):
        function = click.option(name, multiple=True, metavar="RULE", callback=_split, help=text)(
            function
        )
    return function


def _split(_: click.Context, __: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for text in value for part in text.split(",") if part.strip())


def read_plan(plan: str, input_format: str | None) -> PlanFile:
    """Return the plan in a file, or on standard input where *plan* is ``-``."""
    from aufwand.documents import Limits
    from aufwand.planfile import read_plan_file

    kind = cast("Format | None", input_format)
    if plan != "-":
        return read_plan_file(plan, format=kind)
    text = sys.stdin.buffer.read(Limits().size + 1)
    return read_plan_file("<stdin>", text=text, format=kind or "toml")


def print_text(text: str) -> None:
    """Print *text*, with its colours only where they are wanted."""
    click.echo(text, nl=not text.endswith("\n"), color=_colour())


def print_json(data: Any) -> None:
    """Print *data* as JSON; no colours, no rounding."""
    import json

    click.echo(json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False))


def _colour() -> bool | None:
    # click knows terminals from files, but not the two variables people set.
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return None


def paint(text: str, kind: str) -> str:
    """Return *text* in the colour of what it is."""
    style = _STYLES.get(kind)
    return click.style(text, **style) if style else text


_STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True},
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow"},
    "advice": {"fg": "cyan"},
    "faint": {"dim": True},
}
