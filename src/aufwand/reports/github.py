"""Findings as annotations of a run of GitHub Actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aufwand.outline.text import plain
from aufwand.reports._files import relative
from aufwand.reports._sentences import counts
from aufwand.reports._told import told
from aufwand.reports._words import WORDS

if TYPE_CHECKING:
    from aufwand.reports._told import Places, Told
    from aufwand.rules import Assessment
    from aufwand.rules.known import KnownFindings

__all__ = ["github_text"]

_COMMANDS = {"error": "error", "warning": "warning", "advice": "notice", "info": "notice"}


def github_text(
    assessment: Assessment,
    *,
    lang: str = "en",
    places: Places | None = None,
    known: KnownFindings | None = None,
    folder: str = "",
    windows: bool = False,
) -> str:
    """Return a workflow command for each finding that counts, and a line with their numbers.

    GitHub shows them beside the lines of the plan. It shows ten of each kind for a step; the
    gravest come first.

    Args:
        assessment: What to tell.
        lang: ``en`` or ``de``.
        places: Where the parts of the plan stand, if it came from a text.
        known: Findings that were there before.
        folder: The absolute folder that file names are shown from, which is the repository's.
        windows: Whether file names are those of Windows.
    """
    found = told(assessment.findings, places, known)
    lines = [_command(each, lang, folder, windows=windows) for each in found if each.open]
    words = WORDS[lang]
    numbers = words["findings"].format(counts=counts(found, lang))
    lines.append(numbers if found else words["no_findings"])
    return "\n".join(lines) + "\n"


def _command(told: Told, lang: str, folder: str, *, windows: bool) -> str:
    finding = told.finding
    about: dict[str, object] = {}
    file = told.on_disk
    if file is not None:
        inside = relative(file, folder, windows=windows)
        about["file"] = file if inside is None else inside
        if told.line is not None:
            about["line"] = told.line
            about["col"] = told.column or 1
    about["title"] = f"{finding.code} {finding.name}"
    given = ",".join(f"{name}={_value(str(each))}" for name, each in about.items())
    return f"::{_COMMANDS[finding.level]} {given}::{_message(finding.say(lang))}"


def _message(text: str) -> str:
    # The percent sign first, or the others would be escaped twice.
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _message(plain(text)).replace(":", "%3A").replace(",", "%2C")
