"""Findings with what is known about each beside what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    from aufwand.rules import Assessment, Finding
    from aufwand.rules.configuration import Choice
    from aufwand.rules.known import KnownFindings

    #: Returns file, line and column of a path in the plan.
    Places: TypeAlias = Callable[[str], tuple[str | None, int | None, int | None]]

__all__ = ["Told", "choices_of", "resting_in", "told"]


class Told(NamedTuple):
    """A finding, whether it was known before, and where it stands."""

    #: The finding.
    finding: Finding

    #: Whether it is in the baseline.
    known: bool = False

    #: The file, if there is one.
    file: str | None = None

    #: The line, counted from 1, if there is a text.
    line: int | None = None

    #: The column, counted from 1.
    column: int | None = None

    @property
    def open(self) -> bool:
        """Whether it counts: nobody has accepted it, and it was not known before."""
        return self.finding.accepted is None and not self.known

    @property
    def on_disk(self) -> str | None:
        """The name of the file, unless it only stands for a text, as ``<stdin>`` does."""
        file = self.file
        return None if file is None or (file[:1], file[-1:]) == ("<", ">") else file


def told(
    findings: Sequence[Finding],
    places: Places | None = None,
    known: KnownFindings | None = None,
) -> list[Told]:
    """Return *findings* with their places and whether they are *known*."""
    marks = known.marks(findings) if known is not None else [False] * len(findings)
    return [
        Told(each, mark, *(places(each.path) if places is not None else (None, None, None)))
        for each, mark in zip(findings, marks, strict=True)
    ]


def choices_of(assessment: Assessment) -> tuple[Choice, ...]:
    """Return what was chosen for every rule; nothing where an assessment came without its rules."""
    from aufwand.errors import Fault

    try:
        return assessment.configuration.choices
    except Fault:
        # It was sent here from a process with rules that have no name of their own.
        return ()


def resting_in(assessment: Assessment) -> list[str]:
    """Return the codes of rules that were not asked, and families that were not loaded."""
    off = [each.rule.code for each in choices_of(assessment) if not each.on]
    return [*off, *sorted(family for each in assessment._asked for family in each.rules.resting)]
