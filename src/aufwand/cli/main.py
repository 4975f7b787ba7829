"""The command ``aufwand``: its options, its faults, its exit codes."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from aufwand.cli.calendar import calendar
from aufwand.cli.changes import diff
from aufwand.cli.checking import check
from aufwand.cli.dated import capacity, timeline
from aufwand.cli.exit_codes import BROKEN, FINE, NO_PLAN, STOPPED, WRONG_USE
from aufwand.cli.fixing import fix
from aufwand.cli.knowledge import explain, rules, schema
from aufwand.cli.plans import assess, demo, estimate, init, scenarios
from aufwand.cli.report import report
from aufwand.cli.sensitivity import sensitivity
from aufwand.cli.simulating import simulate
from aufwand.cli.workbook import workbook
from aufwand.errors import AufwandError, InvalidPlan, MissingExtra, MissingPackage, UnreadablePlan

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["command", "main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="aufwand", message="%(version)s")
def command() -> None:
    """What a company's social-media work takes: hours, people, money, and what to look at.

    \b
    Example:
      aufwand demo                    a sample plan and what it takes
      aufwand init plan.toml          a plan file of your own to start from
      aufwand assess plan.toml        hours, people, money and findings
      aufwand report plan.toml -o report.html
    """


for _each in (demo, init, assess, estimate, timeline, capacity, calendar, sensitivity, simulate):
    command.add_command(_each)
for _each in (report, workbook, check, scenarios, diff, fix, explain, rules, schema):
    command.add_command(_each)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and leave with its exit code.

    Args:
        arguments: What stands behind ``aufwand`` on the command line; the process's own if left
            out.
    """
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    _use_utf8()
    try:
        return _invoked(sys.argv[1:] if arguments is None else list(arguments))
    except click.exceptions.Exit as asked:
        return asked.exit_code
    except click.ClickException as error:
        error.show()
        return WRONG_USE
    except (click.Abort, KeyboardInterrupt):
        return STOPPED
    except (InvalidPlan, UnreadablePlan, MissingExtra, MissingPackage) as error:
        click.echo(str(error), err=True)
        return NO_PLAN
    except AufwandError as error:
        click.echo(f"Error: {error}", err=True)
        return WRONG_USE
    except OSError as error:
        return _unwritten(error)
    except Exception:
        # Left to Python this would end with a 1, which stands for findings.
        from traceback import print_exc

        click.echo("Error: aufwand broke; please tell its makers what is below.", err=True)
        print_exc()
        return BROKEN


def _invoked(arguments: list[str]) -> int:
    # Not click's own main: it would take a closed pipe for findings, as both are a 1 to it.
    instruction = os.environ.get("_AUFWAND_COMPLETE")
    if instruction:
        from click.shell_completion import shell_complete

        return shell_complete(command, {}, "aufwand", "_AUFWAND_COMPLETE", instruction)
    with command.make_context("aufwand", arguments) as context:
        code: Any = command.invoke(context)
        return int(code)


def _unwritten(error: OSError) -> int:
    """Return the exit code after nothing more could be printed."""
    # What is still held back would be tried again at exit, and fail with a message of Python's.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(error, BrokenPipeError):
        # Whoever read our output has seen enough.
        return FINE
    click.echo(f"Error: the answer cannot be written: {error.strerror or error}", err=True)
    return NO_PLAN


def _use_utf8() -> None:
    # Plans have umlauts and our tables have lines, whatever the terminal's locale says.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
