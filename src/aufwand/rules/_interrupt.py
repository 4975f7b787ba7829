"""Whether somebody pressed Ctrl-C, or code that is not ours raised what it stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

__all__ = ["pressed"]


def pressed(error: BaseException) -> bool:
    """Return whether *error* is a Ctrl-C that somebody pressed, and none that was raised."""
    # Its class may say anything of itself but what it is.
    if not issubclass(type(error), KeyboardInterrupt):
        return False
    trace: TracebackType | None = vars(BaseException)["__traceback__"].__get__(error)
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return True
    from opcode import opname

    # A signal comes between two instructions, or from within a call; only a statement raises.
    return opname[trace.tb_frame.f_code.co_code[trace.tb_lasti]] != "RAISE_VARARGS"
