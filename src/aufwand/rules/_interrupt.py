"""Whether somebody pressed Ctrl-C, or code that is not ours raised what it stands for."""

from __future__ import annotations

__all__ = ["pressed"]


def pressed(error: BaseException) -> bool:
    """Return whether *error* is a Ctrl-C that somebody pressed, and none that was raised."""
    if not isinstance(error, KeyboardInterrupt):
        return False
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return True
    from opcode import opname

    # A signal comes between two instructions, or from within a call; only a statement raises.
    return opname[trace.tb_frame.f_code.co_code[trace.tb_lasti]] != "RAISE_VARARGS"
