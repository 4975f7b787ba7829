"""Findings as a table, with what is known about each beside what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aufwand.rules._findings import findings_table as table_of

if TYPE_CHECKING:
    # By its whole name, as the model has a table of another kind.
    import aufwand.tables
    from aufwand.reports._told import Places
    from aufwand.rules import Assessment
    from aufwand.rules.known import KnownFindings

__all__ = ["findings_table"]


def findings_table(
    assessment: Assessment,
    *,
    lang: str = "en",
    places: Places | None = None,
    known: KnownFindings | None = None,
) -> aufwand.tables.Table:
    """Return a row for each finding, as ``check --format csv`` shows them.

    Args:
        assessment: What to tell.
        lang: The language of messages and remedies, ``en`` or ``de``.
        places: Where the parts of the plan stand, if it came from a text.
        known: Findings that were there before; a column then says whether each is among them.
    """
    marks = None if known is None else known.marks(assessment.findings)
    return table_of(assessment.findings, lang, places, marks)
