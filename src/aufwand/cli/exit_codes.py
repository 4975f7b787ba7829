"""How the command ends, as a number for scripts."""

from __future__ import annotations

__all__ = ["BROKEN", "FINE", "FOUND", "NO_PLAN", "STOPPED", "WRONG_USE"]

#: All is well.
FINE = 0

#: Findings at or above the gate; ``check`` only.
FOUND = 1

#: The command was used wrongly.
WRONG_USE = 2

#: The plan cannot be read or is no sound plan, or nothing can be written.
NO_PLAN = 3

#: A rule or plug-in broke, or aufwand itself.
BROKEN = 4

#: Somebody pressed Ctrl-C; shells count such ends from 128.
STOPPED = 130
