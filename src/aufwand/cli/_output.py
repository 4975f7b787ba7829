"""Writing an answer to a file, without ever writing over anything that is not ours."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from aufwand.errors import UnreadablePlan

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["write_output"]

#: Most bytes of a file that is asked whether it is ours.
_SIZE = 100_000_000


def write_output(
    output: str,
    plan: str,
    data: bytes,
    *,
    ours: Callable[[bytes], bool],
    kind: str,
    force: bool = False,
) -> None:
    """Write *data* to a file, or to standard output where *output* is ``-``.

    Args:
        output: The file.
        plan: The file of the plan, which is never written over.
        data: What to write.
        ours: Whether a file with such bytes may be replaced, as it is one of ours.
        kind: What a file of ours is, as in "there already and is no …".
        force: Whether any other file may be replaced as well.

    Raises:
        click.UsageError: If the file is the plan, or may not be replaced.
        UnreadablePlan: If it cannot be read or written.
    """
    if output == "-":
        # As bytes, so that it is the same file on every machine.
        click.echo(data, nl=False)
        return
    from aufwand.planfile import write_bytes

    if _are_one(output, plan):
        raise click.UsageError(f"{output} is the plan itself; name another file")
    if not force and not _may_be_replaced(output, ours):
        raise click.UsageError(
            f"{output} is there already and is no {kind}; name another file, or replace it with "
            "--force"
        )
    write_bytes(output, data)


def _are_one(output: str, plan: str) -> bool:
    """Return whether both names are those of one file, through whatever links."""
    try:
        return os.path.samefile(output, plan)
    except (OSError, ValueError):
        # One of them is not there, or is no name of a file.
        return False


def _may_be_replaced(output: str, ours: Callable[[bytes], bool]) -> bool:
    try:
        with open(output, "rb") as file:
            return ours(file.read(_SIZE))
    except FileNotFoundError:
        return True
    except (OSError, ValueError) as error:
        raise UnreadablePlan(output, getattr(error, "strerror", None) or str(error)) from None
