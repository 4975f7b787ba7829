"""The command ``aufwand``: its options, its faults, its exit codes."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from aufwand.cli.knowledge import explain, rules, schema
from aufwand.cli.plans import assess, check, demo, estimate, init
from aufwand.errors import AufwandError, InvalidPlan, MissingExtra, UnknownName, UnreadablePlan

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["command", "main"]

#: All is well.
FINE = 0

#: Findings at or above the gate; ``check`` only.
FOUND = 1

#: The command was used wrongly.
WRONG_USE = 2

#: The plan cannot be read, or is no sound plan.
NO_PLAN = 3

#: A rule or plug-in broke.
BROKEN = 4


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="aufwand", message="%(version)s")
def command() -> None:
    """What a company's social-media work takes: hours, people, money, and what to look at.

    \b
    Example:
      aufwand demo                    a sample plan and what it takes
      aufwand init plan.toml          a plan file of your own to start from
      aufwand assess plan.toml        hours, people, money and findings
    """


for _each in (demo, init, assess, estimate, check, explain, rules, schema):
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
        result = command.main(
            args=None if arguments is None else list(arguments),
            prog_name="aufwand",
            standalone_mode=False,
        )
    except click.ClickException as error:
        error.show()
        return WRONG_USE
    except click.Abort:
        return 130
    except (InvalidPlan, UnreadablePlan, MissingExtra) as error:
        click.echo(str(error), err=True)
        return NO_PLAN
    except (UnknownName, AufwandError) as error:
        click.echo(f"Error: {error}", err=True)
        return WRONG_USE
    except BrokenPipeError:
        # Whoever read our output has seen enough; Python must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    return result if isinstance(result, int) else FINE


def _use_utf8() -> None:
    # Plans have umlauts and our tables have lines, whatever the terminal's locale says.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
