"""Findings as one line each, for editors, grep and logs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aufwand.outline.text import plain
from aufwand.reports._sentences import accepted_sentence, where
from aufwand.reports._told import told
from aufwand.reports._words import WORDS

if TYPE_CHECKING:
    from aufwand.reports._told import Places, Told
    from aufwand.rules import Assessment
    from aufwand.rules.known import KnownFindings

__all__ = ["concise_text"]


def concise_text(
    assessment: Assessment,
    *,
    lang: str = "en",
    places: Places | None = None,
    known: KnownFindings | None = None,
) -> str:
    """Return one line for each finding: ``file:line:column: CODE level path: message``.

    Without a text the plan has no lines, and the place is left out; without findings there is
    nothing.

    Args:
        assessment: What to tell.
        lang: ``en`` or ``de``.
        places: Where the parts of the plan stand, if it came from a text.
        known: Findings that were there before.
    """
    lines = [_line(each, lang) for each in told(assessment.findings, places, known)]
    return "".join(f"{line}\n" for line in lines)


def _line(told: Told, lang: str) -> str:
    words, finding = WORDS[lang], told.finding
    place = ""
    if told.line is not None:
        place = f"{plain(told.file or '-')}:{told.line}:{told.column or 1}: "
    line = f"{place}{finding.code} {words[finding.level]} {where(finding, lang)}: "
    line += finding.say(lang)
    if finding.accepted is not None:
        line += f" [{accepted_sentence(finding.accepted, lang)}]"
    elif told.known:
        line += f" [{words['known']}]"
    return line
