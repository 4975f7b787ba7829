"""What several commands share: options, reading the plan, printing."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, redirect_stdout
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

import click
from attrs import evolve

from aufwand.errors import Fault, InvalidPlan, UnreadablePlan
from aufwand.language import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from aufwand.documents import Format
    from aufwand.model import Plan
    from aufwand.planfile import PlanFile, SettingsFile
    from aufwand.rules import Assessment
    from aufwand.tables import Table, Tabular

__all__ = [
    "Asked",
    "as_format",
    "as_table_format",
    "asking",
    "assessed",
    "bars_wanted",
    "in_language",
    "in_scenario",
    "input_format",
    "isolated",
    "line_length",
    "paint",
    "plan_argument",
    "plan_told",
    "print_csv",
    "print_json",
    "print_text",
    "read_plan",
    "selection",
    "settings_of",
    "split",
    "with_bars",
    "with_places",
]

F = TypeVar("F", bound="Callable[..., Any]")

as_format = click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print the answer.",
)

as_table_format = click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    show_default=True,
    help="How to print the answer; csv is a table for spreadsheets and data frames.",
)

in_language = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default="en",
    show_default=True,
    help="The language of the answer.",
)

with_bars = click.option(
    "--bars",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Draw hours as bars beside their numbers; auto: only on a terminal.",
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
        function = click.option(name, multiple=True, metavar="RULE", callback=split, help=text)(
            function
        )
    return function


class Asked(NamedTuple):
    """Which rules a command is to ask."""

    #: What stands behind ``--select``.
    select: tuple[str, ...]

    #: What stands behind ``--extend``.
    extend: tuple[str, ...]

    #: What stands behind ``--ignore``.
    ignore: tuple[str, ...]

    #: The file behind ``--config``.
    config: str | None


def asking(function: F) -> F:
    """Add ``--select``, ``--extend``, ``--ignore`` and ``--config``, as one ``asked``."""

    @wraps(function)
    def bundled(
        *args: Any,
        select: tuple[str, ...],
        extend: tuple[str, ...],
        ignore: tuple[str, ...],
        config: str | None,
        **given: Any,
    ) -> Any:
        return function(*args, asked=Asked(select, extend, ignore, config), **given)

    made: Any = click.option(
        "--config",
        metavar="FILE",
        help="Settings of rules below the plan's own: a pyproject.toml, or a file with [rules].",
    )(bundled)
    for name, text in (
        ("--ignore", "Leave these rules out: codes, prefixes or names, with commas between."),
        ("--extend", "Ask these rules too, such as those in preview."),
        ("--select", "Ask only these rules: codes, prefixes or names, with commas between."),
    ):
        made = click.option(name, multiple=True, metavar="RULE", callback=split, help=text)(made)
    return cast("F", made)


in_scenario = click.option(
    "--scenario",
    metavar="KEY",
    help="Ask about the plan as one of its scenarios makes it.",
)

isolated = click.option(
    "--isolated",
    is_flag=True,
    help="Ask rules of other packages in a process of their own, with limits.",
)


def assessed(file: PlanFile, plan: Plan, asked: Asked, *, isolated: bool = False) -> Assessment:
    """Return the assessment of a *plan* that came from a *file*, with faults placed in theirs."""
    from aufwand.cli import _clock
    from aufwand.rules import Isolated, assess

    settings = settings_of(asked)
    given: dict[str, Any] = {
        "select": asked.select,
        "extend": asked.extend,
        "ignore": asked.ignore,
        "settings": None if settings is None else settings.settings,
        "today": _clock.today(),
    }
    with with_places(file, settings):
        if isolated:
            with Isolated() as elsewhere:
                return elsewhere.assess(plan, **given)
        return assess(plan, **given)


def settings_of(asked: Asked) -> SettingsFile | None:
    """Return the settings behind ``--config``."""
    if asked.config is None:
        return None
    from aufwand.planfile import read_settings

    return read_settings(asked.config)


def split(_: click.Context, __: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Return what stands behind an option, with commas between or said again."""
    names = tuple(part.strip() for text in value for part in text.split(",") if part.strip())
    if value and not names:
        # Nothing would ask everything, which an empty variable of a script does not mean.
        raise click.BadParameter("it names no rule")
    return names


def read_plan(plan: str, input_format: str | None, scenario: str | None = None) -> PlanFile:
    """Return the plan in a file, or on standard input where *plan* is ``-``.

    Args:
        plan: The file.
        input_format: What it is written in, where its name does not say it.
        scenario: The key of the scenario that is asked about; nothing: the plan itself.
    """
    file = _read(plan, input_format)
    return file if scenario is None else file.of_scenario(scenario)


def _read(plan: str, input_format: str | None) -> PlanFile:
    from aufwand.planfile import read_plan_file

    kind = cast("Format | None", input_format)
    if plan == "-":
        return read_plan_file("<stdin>", text=_standard_input(), format=kind or "toml")
    try:
        return read_plan_file(plan, format=kind)
    except Fault:
        # Only its name is at fault, if it can be opened at all.
        try:
            open(plan, "rb").close()
        except (OSError, ValueError) as error:
            raise UnreadablePlan(plan, getattr(error, "strerror", None) or str(error)) from None
        raise click.UsageError(
            f"the name {plan} does not say what it is written in; "
            "add --input-format toml, yaml or json"
        ) from None


def _standard_input() -> bytes:
    from aufwand.documents import Limits

    if sys.stdin is None:
        raise UnreadablePlan("<stdin>", "standard input is closed")
    return sys.stdin.buffer.read(Limits().size + 1)


def plan_told(file: PlanFile, style: str, lang: str) -> Plan:
    """Return the plan of a *file*, with names in *lang* where people read them."""
    if style == "json":
        return file.plan
    from aufwand.reports import named

    return named(file.plan, lang)


@contextmanager
def with_places(file: PlanFile, settings: SettingsFile | None = None) -> Generator[None]:
    """Tell where in its file a plan, or what it says of rules, is at fault.

    What rules print meanwhile goes to standard error, so that the answer stays an answer.
    """
    try:
        with redirect_stdout(sys.stderr):
            yield
    except Fault as fault:
        if not fault.path:
            raise
        raise InvalidPlan(file.document.name or "plan", [_placed(fault, file, settings)]) from None
    except InvalidPlan as group:
        faults = [_placed(fault, file, settings) for fault in group.faults]
        raise InvalidPlan(faults[0].file or "plan", faults) from None


def _placed(fault: Fault, file: PlanFile, settings: SettingsFile | None) -> Fault:
    if settings is not None and fault.path.startswith("settings."):
        path = fault.path.removeprefix("settings.")
        told = evolve(fault, path=f"{'.'.join(settings.table)}.{path}")
        return told.placed(*settings.place(path))
    return fault.placed(*file.place(fault.path))


def print_text(text: str) -> None:
    """Print *text*, with its colours only where they are wanted."""
    click.echo(text, nl=not text.endswith("\n"), color=_colour())


def print_json(data: Any) -> None:
    """Print *data* as JSON; no colours, no rounding."""
    import json

    click.echo(json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False))


def print_csv(table: Tabular | Table) -> None:
    """Print a *table* as CSV."""
    # As bytes, so that every line ends as the standard wants it, on every machine.
    click.echo(table.to_csv().encode(), nl=False)


def line_length() -> int:
    """Return how many cells a line may take: 100, or what a narrower terminal has."""
    try:
        room = os.get_terminal_size(sys.stdout.fileno()).columns
    except (AttributeError, OSError, ValueError):
        # A file or a pipe has no width, and gets the same lines wherever it is made.
        return 100
    # Some terminals say 0 before anyone has told them.
    return min(100, max(40, room or 100))


def bars_wanted(bars: str) -> bool:
    """Return whether bars are to be drawn: on a terminal that shows block characters."""
    if bars != "auto":
        return bars == "always"
    import locale

    # What we write is UTF-8 in any case; this is what the terminal takes.
    able = sys.platform == "win32" or "utf" in locale.getencoding().lower()
    return able and os.environ.get("TERM") != "dumb" and sys.stdout.isatty()


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
